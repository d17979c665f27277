"""SDL's capture, on its file driver: a named pipe is the microphone."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from queue import SimpleQueue

import numpy as np
import pytest

from simulator.speech.microphone import RATE, Captured, Microphone, NoMicrophone, device_names
from simulator.speech.mouthpiece import Mouthpiece

BUSY = """
import threading, time
from queue import SimpleQueue
from simulator.speech.microphone import Microphone
def burn():
    while True:
        sum(range(10000))
for _ in range(3):
    threading.Thread(target=burn, daemon=True).start()
"""


@pytest.fixture
def captured(mouthpiece: Mouthpiece) -> Iterator[tuple[SimpleQueue[Captured], Microphone]]:
    queue: SimpleQueue[Captured] = SimpleQueue()
    microphone = Microphone(queue)
    yield queue, microphone
    microphone.close()


def heard(queue: SimpleQueue[Captured], seconds: float) -> np.ndarray:
    parts = []
    while sum(map(len, parts)) < seconds * RATE:
        parts.append(np.frombuffer(queue.get(timeout=5).pcm, "<i2"))
    return np.concatenate(parts)


def test_a_tone_arrives_as_it_was_spoken(
    mouthpiece: Mouthpiece, captured: tuple[SimpleQueue[Captured], Microphone]
) -> None:
    tone = 0.5 * np.sin(2 * np.pi * 440 * np.arange(RATE) / RATE)
    mouthpiece.speak(tone.astype(np.float32))

    sound = heard(captured[0], 2.5).astype(float)

    spectrum = np.abs(np.fft.rfft(sound))
    peak = np.fft.rfftfreq(len(sound), 1 / RATE)[spectrum.argmax()]
    assert peak == pytest.approx(440, abs=2)
    assert np.abs(sound).max() == pytest.approx(16384, rel=0.02)


def test_between_words_there_is_a_faint_noise_and_no_digital_silence(
    captured: tuple[SimpleQueue[Captured], Microphone],
) -> None:
    sound = heard(captured[0], 1.0)

    assert 2 < sound.std() < 15


def test_blocks_carry_the_time_of_their_arrival(captured: tuple[SimpleQueue[Captured], Microphone]) -> None:
    before = time.monotonic()
    times = [captured[0].get(timeout=5).at for _ in range(20)]

    assert times == sorted(times)
    assert before - 1 < times[0] <= times[-1] <= time.monotonic()


def test_a_microphone_that_works_is_not_lost(captured: tuple[SimpleQueue[Captured], Microphone]) -> None:
    heard(captured[0], 0.3)

    assert captured[1].lost(time.monotonic()) is None


def test_a_microphone_that_sends_nothing_any_more_is_lost(
    captured: tuple[SimpleQueue[Captured], Microphone],
) -> None:
    heard(captured[0], 0.3)

    assert "stopped sending sound" in (captured[1].lost(time.monotonic() + 5) or "")


def test_an_unknown_device_is_answered_with_those_that_are_connected(mouthpiece: Mouthpiece) -> None:
    with pytest.raises(NoMicrophone, match=r"'Moon' is not connected\. Connected: "):
        Microphone(SimpleQueue(), "Moon")


def test_devices_have_names(mouthpiece: Mouthpiece) -> None:
    assert len(device_names()) == 1


def test_closing_twice_is_harmless(captured: tuple[SimpleQueue[Captured], Microphone]) -> None:
    captured[1].close()
    captured[1].close()


def test_a_busy_program_can_always_close_its_microphone(mouthpiece: Mouthpiece) -> None:
    """SDL waits for a thread that waits for Python: this once stopped the whole program."""
    program = f"""
{BUSY}
for _ in range(10):
    microphone = Microphone(SimpleQueue())
    time.sleep(0.05)
    microphone.close()
print("closed")
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)

    assert "closed" in done.stdout


@pytest.mark.parametrize("_again", range(3))  # it came to this every other time
def test_a_busy_program_ends_while_its_microphone_is_still_closing(mouthpiece: Mouthpiece, _again: int) -> None:
    """At its end pygame closes the device once more, holding Python's lock."""
    program = f"""
{BUSY}
microphone = Microphone(SimpleQueue())
time.sleep(0.05)
microphone.close(within=0)
"""
    subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=60, check=True)


def test_without_any_sound_system_there_is_a_plain_sentence() -> None:
    program = """
from queue import SimpleQueue
from simulator.speech.microphone import Microphone, NoMicrophone, device_names
assert device_names() == []
try:
    Microphone(SimpleQueue())
except NoMicrophone as why:
    print(why)
"""
    environment = os.environ | {"SDL_AUDIODRIVER": "no such driver"}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environment, check=True)

    assert "ype instead of speaking" in done.stdout
