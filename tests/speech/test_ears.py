"""The whole way of a voice: a pipe, SDL's capture, the detector, the recogniser. In real time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, SimpleQueue

import numpy as np
import pytest
import soundfile

from simulator.speech.ears import (
    Ears,
    EarSettings,
    MicrophoneFound,
    MicrophoneLost,
    RecogniserLost,
    Report,
    Utterance,
    VoiceEnded,
    VoiceStarted,
)
from simulator.speech.mouthpiece import Mouthpiece

AUDIO = Path(__file__).parents[1] / "audio"
pytestmark = pytest.mark.audio


def clip(name: str) -> np.ndarray:
    return soundfile.read(AUDIO / name, dtype="float32")[0]


class Listener:
    """Ears that are open, and all that they reported."""

    def __init__(self, settings: EarSettings) -> None:
        self.reports: SimpleQueue[Report] = SimpleQueue()
        self.got: list[Report] = []
        self.ears = Ears(self.reports, settings)
        self.ears.open()

    def until(self, done: Callable[[Report], bool], seconds: float = 20.0) -> Report:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                self.got.append(self.reports.get(timeout=0.1))
            except Empty:
                continue
            if done(self.got[-1]):
                return self.got[-1]
        raise AssertionError(f"only {[type(r).__name__ for r in self.got]} came")


@pytest.fixture
def listener(mouthpiece: Mouthpiece) -> Iterator[Listener]:
    listens = Listener(EarSettings())
    yield listens
    listens.ears.close()


def test_what_is_said_into_the_microphone_is_heard(mouthpiece: Mouthpiece, listener: Listener):
    mouthpiece.speak(clip("hoping.wav"))

    heard = listener.until(lambda r: isinstance(r, Utterance))

    assert heard.text == "Hi, I was hoping you could help me with something."
    assert [type(r) for r in listener.got] == [VoiceStarted, VoiceEnded, Utterance]
    assert 1500 < heard.sound.speech_ms < 3000
    assert 90 < heard.sound.pitch_hz < 160
    assert heard.began < heard.ended <= heard.at


def test_the_level_follows_the_voice(mouthpiece: Mouthpiece, listener: Listener):
    mouthpiece.speak(clip("hoping.wav"))
    listener.until(lambda r: isinstance(r, VoiceEnded))

    levels = [rms for _, rms in listener.ears.recent_levels]

    assert max(levels) > 0.05
    assert listener.ears.level < 0.01


def test_a_muted_microphone_hears_nothing(mouthpiece: Mouthpiece, listener: Listener):
    listener.ears.mute(True)
    mouthpiece.speak(clip("yes.wav"))
    while mouthpiece.speaking:
        time.sleep(0.05)
    time.sleep(0.5)
    listener.ears.mute(False)
    mouthpiece.speak(clip("hoping.wav"))

    heard = listener.until(lambda r: isinstance(r, Utterance))

    assert "hoping" in heard.text
    assert len(listener.got) == 3


def test_a_name_that_is_expected_is_heard(mouthpiece: Mouthpiece, listener: Listener):
    listener.ears.expect(["Ms. Okonjo"])
    mouthpiece.speak(clip("okonjo.wav"))

    assert "Okonjo" in listener.until(lambda r: isinstance(r, Utterance)).text


def test_a_microphone_that_stops_is_missed_and_found_again(mouthpiece: Mouthpiece, listener: Listener):
    mouthpiece.hold(True)
    lost = listener.until(lambda r: isinstance(r, MicrophoneLost))
    mouthpiece.hold(False)
    listener.until(lambda r: isinstance(r, MicrophoneFound))
    mouthpiece.speak(np.concatenate([np.zeros(8000, dtype=np.float32), clip("hoping.wav")]))

    assert "stopped" in lost.why
    assert "hoping" in listener.until(lambda r: isinstance(r, Utterance)).text


def test_a_missing_model_is_reported_and_the_microphone_goes_on(mouthpiece: Mouthpiece, tmp_path: Path):
    listens = Listener(EarSettings(model=tmp_path / "nowhere"))

    lost = listens.until(lambda r: isinstance(r, RecogniserLost))
    mouthpiece.speak(clip("yes.wav"))
    listens.until(lambda r: isinstance(r, VoiceEnded))

    assert "model.bin is missing" in lost.why
    listens.ears.close()


def test_ears_that_were_closed_open_again(mouthpiece: Mouthpiece, listener: Listener):
    listener.ears.close()
    listener.ears.open()
    mouthpiece.speak(clip("hoping.wav"))

    assert "hoping" in listener.until(lambda r: isinstance(r, Utterance)).text


def test_closed_ears_leave_no_thread_behind(mouthpiece: Mouthpiece):
    before = threading.active_count()
    listens = Listener(EarSettings())
    listens.ears.close()
    listens.ears.close()

    assert threading.active_count() == before
