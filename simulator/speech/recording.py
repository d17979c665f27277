"""The sound of a call on disk, both sides, written while the call goes on: the trainee on the left, the callee on the
right.

Rule: the sound stands at the record's own clock, so that every event of the record is found in it. Whoever hears or
plays something only notes it here; a thread of its own puts it where it belongs, LAG_S later, when the clock can tell
for certain what it showed then. An Ogg file is whole up to its last page, so a crash costs about a second. Where the
disk takes no more, the call goes on and its sound ends there.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue

import numpy as np
import soundfile
from numpy.typing import NDArray

from . import line as phone

RATE = 16_000
"""Samples a second: the microphone's, and more than a telephone carries."""
LAG_S = 0.8
"""How long sound is held back: longer than a clock that stood still may be told late to go on (0.5 s)."""
_LOOK_S = 0.2
_SLIP = RATE * 80 // 1000
"""Samples by which the microphone may lag behind its clock before it is set right; less is only jitter."""
_FADE = RATE // 100
_BLOCK = 8192
_SMALL = 0.75  # of 0 (best) to 1 (smallest): 0.46 MB a minute, and clear

Samples = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Heard:
    at: float
    samples: Samples


@dataclass(frozen=True, slots=True)
class _Played:
    at: float
    channel: int
    pcm: NDArray[np.int16]
    on_and_on: bool


@dataclass(frozen=True, slots=True)
class _Stopped:
    at: float
    channel: int


_Noted = _Heard | _Played | _Stopped


@dataclass(slots=True)
class _Sounding:
    """What sounds on a channel of the mixer: from a sample on, to a sample (None: not stopped yet)."""

    channel: int
    begins: int
    samples: Samples
    on_and_on: bool
    ends: int | None = None

    def over(self, by: int) -> bool:
        """Whether nothing of it is heard any more."""
        ends = [self.ends] if self.ends is not None else []
        ends += [] if self.on_and_on else [self.begins + len(self.samples)]
        return bool(ends) and min(ends) <= by

    def add_to(self, block: Samples, first: int) -> None:
        """Mix it into the block, whose first sample is the file's sample of that number."""
        at = np.arange(first, first + len(block)) - self.begins
        here = (at >= 0) if self.on_and_on else (at >= 0) & (at < len(self.samples))
        sound = np.where(here, self.samples[at % len(self.samples)], np.float32(0.0))
        if self.ends is not None:
            sound = sound * np.clip((self.ends - self.begins - at) / _FADE, 0.0, 1.0)
        block += sound.astype(np.float32)


class Recording:
    """The sound of one call. `when`: what the call's clock showed, in ms, at a moment of time.monotonic(). `heard`,
    `played` and `stopped` come from any thread; `close` ends it. `trouble`: empty, or why the sound ends early."""

    def __init__(self, path: Path, when: Callable[[float], int]) -> None:
        self.path, self.trouble = path, ""
        self._when = when
        self._inbox: SimpleQueue[_Noted] = SimpleQueue()
        self._noted: list[_Noted] = []
        self._you: list[tuple[int, Samples]] = []
        self._you_end: int | None = None
        self._them: list[_Sounding] = []
        self._written = 0
        self._closed = threading.Event()
        self._file: soundfile.SoundFile | None = None
        try:
            self._file = soundfile.SoundFile(
                path, "x", RATE, 2, format="OGG", subtype="VORBIS", compression_level=_SMALL
            )
        except (OSError, RuntimeError) as wrong:
            self._lost(wrong)
        self._thread = threading.Thread(target=self._run, name="sound of the call", daemon=True)
        self._thread.start()

    def heard(self, at: float, samples: Samples) -> None:
        """What the microphone heard, 16 kHz, up to that moment."""
        self._inbox.put(_Heard(at, samples))

    def played(self, channel: int, at: float, pcm: NDArray[np.int16], on_and_on: bool) -> None:
        """A sound of the mixer, at line.RATE, begins on a channel; `on_and_on`: round and round."""
        self._inbox.put(_Played(at, channel, pcm, on_and_on))

    def stopped(self, channel: int, at: float) -> None:
        """A channel of the mixer falls silent."""
        self._inbox.put(_Stopped(at, channel))

    def close(self) -> None:
        """The call is over: all that was noted is written. Safe to call twice."""
        self._closed.set()
        self._thread.join(timeout=5.0)

    # -- on the thread -------------------------------------------------------------------------------------------------

    def _run(self) -> None:
        while not self._closed.wait(_LOOK_S):
            self._work(time.monotonic() - LAG_S)
        self._work(time.monotonic())
        if self._file is not None:
            try:
                self._file.close()
            except (OSError, RuntimeError) as wrong:
                self._lost(wrong)

    def _work(self, until: float) -> None:
        """Everything that happened before that moment goes to the disk."""
        while True:
            try:
                self._noted.append(self._inbox.get_nowait())
            except Empty:
                break
        due = sorted((n for n in self._noted if n.at <= until), key=lambda n: n.at)
        self._noted = [n for n in self._noted if n.at > until]
        for noted in due:
            self._place(noted)
        self._write(self._sample(until))

    def _sample(self, at: float) -> int:
        return self._when(at) * RATE // 1000

    def _place(self, noted: _Noted) -> None:
        match noted:
            case _Heard():
                self._place_heard(noted)
            case _Played():
                samples = phone.resampled(noted.pcm.astype(np.float32) / np.float32(32768), phone.RATE, RATE)
                if len(samples):
                    self._stop(noted.channel, noted.at)
                    begins = self._sample(noted.at)
                    self._them.append(_Sounding(noted.channel, begins, samples, noted.on_and_on))
            case _Stopped():
                self._stop(noted.channel, noted.at)

    def _stop(self, channel: int, at: float) -> None:
        for sounding in self._them:
            if sounding.channel == channel and sounding.ends is None:
                sounding.ends = self._sample(at)

    def _place_heard(self, heard: _Heard) -> None:
        """Behind what was heard before, unless the clock says that it is not. A clock that stands still has no room."""
        end, long = self._sample(heard.at), len(heard.samples)
        begin = self._sample(heard.at - long / RATE)
        if end - begin < long // 2:
            return
        if self._you_end is None or abs(begin - self._you_end) > _SLIP:
            self._you_end = begin
        self._you.append((self._you_end, heard.samples))
        self._you_end += long

    def _write(self, until: int) -> None:
        while self._written < until:
            block = np.zeros((min(_BLOCK, until - self._written), 2), np.float32)
            for begin, samples in self._you:
                _add(block[:, 0], self._written, begin, samples)
            for sounding in self._them:
                sounding.add_to(block[:, 1], self._written)
            self._put(np.clip(block, -1.0, 1.0))
            self._written += len(block)
        self._you = [(b, s) for b, s in self._you if b + len(s) > self._written]
        self._them = [s for s in self._them if not s.over(self._written)]

    def _put(self, block: Samples) -> None:
        if self._file is None:
            return
        try:
            self._file.write(block)
            self._file.flush()
        except (OSError, RuntimeError) as wrong:
            self._lost(wrong)

    def _lost(self, wrong: Exception) -> None:
        self._file = None
        self.trouble = f"The sound of this call could not be kept to its end ({wrong})."


def _add(side: Samples, first: int, begin: int, samples: Samples) -> None:
    """Put samples that begin at `begin` into a stretch that begins at `first`."""
    start, end = max(first, begin), min(first + len(side), begin + len(samples))
    if start < end:
        side[start - first : end - first] += samples[start - begin : end - begin]
