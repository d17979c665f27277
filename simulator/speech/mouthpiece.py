"""The microphone of a call played aloud: we speak into a named pipe, SDL's file driver hears it as a microphone.

Rule: real time and nothing else. A sample is written when it would have been spoken, with a faint noise floor in
between, so that the ears cannot tell the difference. Set `Mouthpiece.environment` before pygame starts.
"""

from __future__ import annotations

import os
import struct
import threading
import time
from collections import deque
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

RATE = 16_000
_STEP = 128
_BACKLOG = 640
_FLOOR = 6.0
"""Noise floor in steps of 16-bit sound: about -75 dBFS, a quiet room."""
_VOICED = 0.01
"""Louder than this (of 1) counts as voice for `spoken_at`: -40 dBFS."""


class NoMouthpiece(Exception):
    """This system has no named pipes, so a call cannot be played aloud here."""


class Mouthpiece:
    """Speaks into the pipe `folder/microphone`. Starts at once; `close` ends it."""

    def __init__(self, folder: Path) -> None:
        if not hasattr(os, "mkfifo"):
            raise NoMouthpiece(
                "Playing a plan aloud needs named pipes, which this system (Windows) does not have."
                " Leave out --aloud: the silent rehearsal judges the same call."
            )
        self._path = folder / "microphone"
        self._path.unlink(missing_ok=True)
        os.mkfifo(self._path)
        self.environment = {"SDL_AUDIODRIVER": "disk", "SDL_DISKAUDIOFILEIN": str(self._path)}
        self._pending: deque[NDArray[np.float32]] = deque()
        self._lock = threading.Lock()
        self._closed = threading.Event()
        self._held = threading.Event()
        self._spoken_at = 0.0
        self._noise = np.random.default_rng(0)
        # Open for both ways: so neither side waits for the other, and no write ever meets a closed pipe.
        self._pipe = os.open(self._path, os.O_RDWR)
        self._thread = threading.Thread(target=self._feed, name="mouthpiece", daemon=True)
        self._thread.start()

    def speak(self, samples: NDArray[np.float32]) -> None:
        """Say these 16 kHz samples (-1 to 1) as soon as what was given before has been said. Returns at once."""
        if len(samples):
            with self._lock:
                self._pending.append(np.asarray(samples, dtype=np.float32))

    @property
    def speaking(self) -> bool:
        """Whether anything is still to be said."""
        with self._lock:
            return bool(self._pending)

    @property
    def spoken_at(self) -> float:
        """When (time.monotonic()) the last voiced sample so far was spoken; 0.0 before the first."""
        return self._spoken_at

    def hold(self, held: bool) -> None:
        """Stop feeding the microphone, as a device that hangs does; or go on."""
        (self._held.set if held else self._held.clear)()

    def close(self) -> None:
        """Fall silent and let go of the pipe: the microphone then hears digital silence."""
        self._closed.set()
        self._thread.join(timeout=2.0)
        os.close(self._pipe)
        self._path.unlink(missing_ok=True)

    def _feed(self) -> None:
        began, written = time.monotonic(), 0
        while not self._closed.is_set():
            due = began + (written + _STEP) / RATE
            time.sleep(max(0.0, due - time.monotonic()))
            if time.monotonic() - due > 1.0:  # the machine slept: go on from now, do not gabble
                began = time.monotonic() - written / RATE
            if self._held.is_set():
                written += _STEP
                continue
            block, voiced = self._next_block()
            if voiced is not None:
                self._spoken_at = began + (written + voiced) / RATE
            # Where the reader lags, what is left out is silence, never speech.
            if voiced is not None or _waiting(self._pipe) <= _BACKLOG * 2:
                os.write(self._pipe, block)
            written += _STEP

    def _next_block(self) -> tuple[bytes, int | None]:
        """The next 8 ms, and where in it the last voiced sample lies."""
        speech = np.zeros(_STEP, dtype=np.float32)
        with self._lock:
            filled = 0
            while self._pending and filled < _STEP:
                part = self._pending.popleft()
                taken = part[: _STEP - filled]
                speech[filled : filled + len(taken)] = taken
                filled += len(taken)
                if len(taken) < len(part):
                    self._pending.appendleft(part[len(taken) :])
        loud = np.flatnonzero(np.abs(speech) > _VOICED)
        noise = self._noise.normal(0.0, _FLOOR, _STEP)
        samples = np.clip(speech * 32767.0 + noise, -32768, 32767).astype("<i2")
        return samples.tobytes(), int(loud[-1]) + 1 if len(loud) else None


def _waiting(pipe: int) -> int:
    """Bytes in the pipe that nobody has read yet."""
    import fcntl
    import termios

    answer: Any = fcntl.ioctl(pipe, termios.FIONREAD, struct.pack("i", 0))
    return int(struct.unpack("i", answer)[0])
