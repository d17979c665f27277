"""A kept call, heard again: from any moment of its record, paused, stopped.

Rule: the file is read once and played by the mixer that the call used; where the playing stands is told in the call's
own milliseconds. What cannot be played is told in one sentence.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pygame
import soundfile

from . import line as phone

CHANNEL = 6
"""The mixer's channel for it: no call is running, so all of them are free, but the last is the narrator's."""
LEVEL_MS = 170
_MOST_S = 3600


class CannotPlay(Exception):
    """The sound of a call cannot be heard. The text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Part:
    """A file with sound of a call, which counts from that moment of it on."""

    path: Path
    from_ms: int = 0


class Playback:
    """The sound of one call, in one part, or in several behind each other, as a call that was taken up again has. The
    mixer must be open before `play`."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts = tuple(parts)
        self._pcm: np.ndarray[tuple[int], np.dtype[np.int16]] | None = None
        self._playing: pygame.mixer.Channel | None = None
        self._from_ms = 0.0
        self._since = 0.0
        self._paused: float | None = None

    def play(self, from_ms: float = 0.0) -> None:
        """From that moment of the call on. Raises CannotPlay."""
        opened = pygame.mixer.get_init()
        if not opened:
            raise CannotPlay("No loudspeaker is open. Choose one in the settings, under Sound.")
        self.stop()
        pcm = self._read(opened[0], opened[2])
        first = max(0, round(from_ms / 1000 * opened[0])) * opened[2]
        if first >= len(pcm):
            return
        channel = pygame.mixer.Channel(CHANNEL)
        channel.play(pygame.mixer.Sound(buffer=pcm[first:].tobytes()))
        self._playing, self._from_ms, self._since, self._paused = channel, max(0.0, from_ms), time.monotonic(), None

    def pause(self) -> None:
        """Hold it, or let it go on."""
        if self._playing is None:
            return
        if self._paused is None:
            self._from_ms = self._now()
            self._paused = self._from_ms
            self._playing.pause()
        else:
            self._since, self._paused = time.monotonic(), None
            self._playing.unpause()

    def stop(self) -> None:
        """Silence."""
        if self._playing is not None:
            self._playing.stop()
        self._playing = self._paused = None

    @property
    def paused(self) -> bool:
        """Whether it is held."""
        return self._paused is not None

    @property
    def at(self) -> float | None:
        """The moment of the call that is heard now, in ms; None where nothing is."""
        if self._playing is None:
            return None
        if not self._playing.get_busy():
            self.stop()
            return None
        return self._paused if self._paused is not None else self._now()

    def _now(self) -> float:
        return self._from_ms + (time.monotonic() - self._since) * 1000

    def _read(self, rate: int, channels: int) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
        """Both sides in the middle, as the mixer takes them. Raises CannotPlay."""
        if self._pcm is None:
            whole = np.zeros(0, np.int16)
            for part in self._parts:
                first = round(part.from_ms / 1000 * rate)
                before = np.pad(whole[:first], (0, max(0, first - len(whole))))
                whole = np.concatenate([before, _pcm(part.path, rate)[first:]])
            self._pcm = np.repeat(whole, channels)
        return self._pcm


def _pcm(path: Path, rate: int) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
    """A file as one channel of so many samples a second. Raises CannotPlay."""
    try:
        sound, own = soundfile.read(path, frames=_MOST_S * 16_000, dtype="float32", always_2d=True)
    except (OSError, RuntimeError) as wrong:
        raise CannotPlay(f"The sound of this call cannot be read ({wrong}). Its words are all here.") from None
    both = np.clip(sound.sum(axis=1), -1.0, 1.0)
    at = np.arange(round(len(both) * rate / own)) * (own / rate)
    return phone.pcm(np.interp(at, np.arange(len(both)), both).astype(np.float32))
