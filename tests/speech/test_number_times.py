"""A number that is read out: when its digits were said, from the sound to the measures of the core."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from simulator.core.events import Heard, Understood
from simulator.core.events import Word as Said
from simulator.core.read_out import read_outs
from simulator.speech.asr import Transcription, Word, recogniser
from simulator.speech.endpointing import BLOCK, BLOCK_S, Silero
from simulator.speech.hearing import Guess, Hearing, Utterance

AUDIO = Path(__file__).parents[1] / "audio"
BEGAN = 10.0


def hear(samples: np.ndarray, words: Transcription | None = None) -> Utterance:
    """The one utterance in a sound; its words are recognised where none are given."""
    hearing, silero, now = Hearing(), Silero(), BEGAN
    for i in range(len(samples) // BLOCK):
        block = samples[i * BLOCK : (i + 1) * BLOCK]
        now += BLOCK_S
        for made in hearing.block(block, silero(block), now):
            if isinstance(made, Guess):
                found = words or recogniser("whisper").transcribe(made.samples)
                reports = list(hearing.recognised(made, found, now))
            else:
                reports = [made]
            for report in reports:
                if isinstance(report, Utterance):
                    return report
    raise AssertionError("nothing was heard")


def clip(name: str, noise: float = 0.0) -> np.ndarray:
    sound = np.pad(soundfile.read(AUDIO / name, dtype="float32")[0], (8000, 32_000))
    return (sound + noise * np.random.default_rng(1).standard_normal(len(sound))).astype(np.float32)


@pytest.mark.audio
def test_the_digits_of_a_number_have_their_times() -> None:
    heard = hear(clip("number.wav"))
    words = tuple(Said(w.text, round(1000 * w.start), round(1000 * w.end)) for w in heard.words)
    pauses = tuple(round(1000 * heard.began) + at for at in heard.sound.pauses_at)
    sound = replace(heard.sound, pauses_at=pauses)
    phone = Understood(phone="6125550142")
    number = Heard(0, heard.text, words=words, timed=heard.timed, understood=phone, sound=sound)

    [reading] = read_outs([number])

    # In the sound the first digit begins 1.0 s after the first word, and the last ends at 3.8 s.
    assert reading.start == pytest.approx(1000 * (BEGAN + 0.5) + 1000, abs=300)
    assert reading.end == pytest.approx(1000 * (BEGAN + 0.5) + 3800, abs=300)
    assert reading.groups == 2


@pytest.mark.audio
def test_words_without_a_number_are_shared_out_over_the_sound() -> None:
    heard = hear(clip("hoping.wav"))

    assert not heard.timed
    assert heard.began <= heard.words[0].start <= heard.words[-1].end <= heard.ended + BLOCK_S


def test_a_long_number_takes_its_time_among_other_words() -> None:
    words = hear(clip("number.wav"), Transcription("You can reach me on 612-555-0142.", 0.9, avg_logprob=-0.1)).words

    assert words[-1].end - words[-1].start > sum(w.end - w.start for w in words[:-1])


def test_no_word_begins_before_its_turn() -> None:
    early = Transcription("Yes.", 0.9, (Word("Yes.", 0.0, 0.6),), -0.1)

    heard = hear(clip("number.wav"), early)

    assert heard.timed
    assert heard.words[0].start == heard.began


def test_the_room_is_heard_before_the_first_word() -> None:
    words = Transcription("You can reach me.", 0.9, avg_logprob=-0.1)

    assert hear(clip("number.wav", noise=0.003), words).sound.noise_db == pytest.approx(-50.5, abs=2)
