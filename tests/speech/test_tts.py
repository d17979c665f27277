"""The voice engine in its own process: alive, dead, stuck, missing."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.speech.tts import ENGINES, EngineLost, Unspeakable, Worker
from simulator.speech.voices import Line, Voice

HELLO = Line("marisol", "Hello, this is Marisol.", Voice())


@pytest.fixture
def worker() -> Iterator[Worker]:
    at_work = Worker("pyttsx3")
    yield at_work
    at_work.close()


@pytest.mark.audio
def test_a_line_comes_back_with_sound_and_words(worker: Worker) -> None:
    speech = worker.speak(HELLO)

    assert 0.5 < speech.seconds < 4
    assert [HELLO.text[w.start : w.end].strip(".,") for w in speech.words] == ["Hello", "this", "is", "Marisol"]


@pytest.mark.audio
def test_an_engine_that_was_killed_is_started_once_more(worker: Worker) -> None:
    worker.speak(HELLO)
    first = worker.pid
    assert first is not None
    os.kill(first, signal.SIGTERM)

    assert worker.speak(HELLO).seconds > 0.5
    assert worker.pid != first


@pytest.mark.audio
def test_an_engine_that_takes_too_long_twice_is_given_up() -> None:
    impatient = Worker("pyttsx3", patience=0.0)
    an_hour_of_talk = Line("marisol", "And another thing that I wanted to tell you. " * 1500, Voice())

    with pytest.raises(EngineLost, match="hung"):
        impatient.speak(an_hour_of_talk)

    assert impatient.pid is None


@pytest.mark.audio
@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot stop a process without ending it")
def test_an_engine_that_is_stuck_is_started_once_more() -> None:
    worker = Worker("pyttsx3", patience=0.02)
    worker.speak(HELLO)
    assert worker.pid is not None
    os.kill(worker.pid, signal.SIGSTOP)

    assert worker.speak(HELLO).seconds > 0.5
    worker.close()


@pytest.mark.audio
def test_a_text_that_cannot_be_spoken_does_not_stop_the_next(worker: Worker) -> None:
    with pytest.raises(Unspeakable):
        worker.speak(Line("marisol", "...", Voice()))

    assert worker.speak(HELLO).seconds > 0.5


@pytest.mark.audio
def test_voices_differ_when_people_differ(worker: Worker) -> None:
    receptionist = worker.speak(HELLO)
    prospect = worker.speak(Line("dana", HELLO.text, Voice(system="male")))

    assert receptionist.samples.tobytes() != prospect.samples.tobytes()


def test_an_engine_that_cannot_start_says_what_to_do(tmp_path: Path) -> None:
    worker = Worker("kokoro", model=tmp_path / "nowhere.onnx")

    with pytest.raises(EngineLost, match=r"hitzero\[voices\]"):
        worker.speak(HELLO)

    assert worker.pid is None


def test_no_message_of_a_lost_engine_tells_what_was_to_be_said(tmp_path: Path) -> None:
    worker = Worker("kokoro", model=tmp_path / "nowhere.onnx")

    with pytest.raises(EngineLost) as lost:
        worker.speak(HELLO)

    assert "Marisol" not in str(lost.value)


def test_the_engine_of_every_system_is_among_the_engines() -> None:
    assert set(ENGINES) == {"pyttsx3", "kokoro"}
