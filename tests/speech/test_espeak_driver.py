"""Our driver under pyttsx3: files that are there, word for word."""

from __future__ import annotations

import wave
from pathlib import Path
from typing import Any

import pytest

from simulator.speech import espeak_driver

pytestmark = pytest.mark.audio


@pytest.fixture
def engine() -> Any:
    pytest.importorskip("espeakng_loader", reason="this system has no wheel of espeakng-loader")
    import pyttsx3

    espeak_driver.register()
    return pyttsx3.init(espeak_driver.NAME)


def seconds(path: Path) -> float:
    with wave.open(str(path)) as sound:
        return sound.getnframes() / sound.getframerate()


def test_two_lines_saved_are_both_there(engine: Any, tmp_path: Path) -> None:
    engine.save_to_file("Good morning, Harwick Foods.", str(tmp_path / "one.wav"))
    engine.save_to_file("One moment, please, I will see whether she is free.", str(tmp_path / "two.wav"))
    engine.runAndWait()

    assert 0.5 < seconds(tmp_path / "one.wav") < seconds(tmp_path / "two.wav")


def test_many_lines_in_a_row_are_all_there(engine: Any, tmp_path: Path) -> None:
    for n in range(60):
        engine.save_to_file(f"This is line number {n}.", str(tmp_path / f"{n}.wav"))
        engine.runAndWait()

    assert all(seconds(tmp_path / f"{n}.wav") > 0.5 for n in range(60))


def test_each_word_is_told_with_its_place_and_its_moment(engine: Any, tmp_path: Path) -> None:
    text = "Good morning, this is Zoë at Harwick."
    told: list[tuple[str, float]] = []
    token = engine.connect("started-word", lambda name, location, length, seconds: told.append((name, seconds)))

    engine.save_to_file(text, str(tmp_path / "line.wav"))
    engine.runAndWait()
    engine.disconnect(token)

    assert [word for word, _ in told] == ["Good", "morning", "this", "is", "Zoë", "at", "Harwick"]
    assert [at for _, at in told] == sorted(at for _, at in told)


def test_a_slower_rate_makes_a_longer_file_whichever_voice_follows(engine: Any, tmp_path: Path) -> None:
    for rate in (120, 220):
        engine.setProperty("rate", rate)
        engine.setProperty("voice", "en-us+m3")
        engine.save_to_file("She is in a meeting until two.", str(tmp_path / f"{rate}.wav"))
        engine.runAndWait()

    assert seconds(tmp_path / "120.wav") > 1.4 * seconds(tmp_path / "220.wav")


def test_every_voice_it_offers_can_speak(engine: Any, tmp_path: Path) -> None:
    offered = [voice.id for voice in engine.getProperty("voices")]
    for n, voice in enumerate(offered):
        engine.setProperty("voice", voice)
        engine.save_to_file("Hello.", str(tmp_path / f"{n}.wav"))
    engine.runAndWait()

    assert len(offered) >= 5
    assert len({(tmp_path / f"{n}.wav").read_bytes() for n in range(len(offered))}) == len(offered)


def test_a_text_without_sound_is_an_error_and_leaves_no_file(engine: Any, tmp_path: Path) -> None:
    errors: list[Exception] = []
    token = engine.connect("error", lambda name, exception: errors.append(exception))

    engine.save_to_file("...", str(tmp_path / "none.wav"))
    engine.runAndWait()
    engine.disconnect(token)

    assert [type(error) for error in errors] == [espeak_driver.EspeakFailed]
    assert list(tmp_path.iterdir()) == []
