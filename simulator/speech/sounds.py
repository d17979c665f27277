"""What the mixer plays beside the voice: the tones of the line, the scene behind the callee, the window's cues.

Rule: a sound that takes long to make is made on a thread and begins when it is there; one that goes on is remembered,
so that another loudspeaker can take it over. Without a loudspeaker all of it is kept in mind and nothing is played.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Protocol

import numpy as np
import pygame
from numpy.typing import NDArray

from . import line as phone
from .scenes import SCENES, scene

VOICE, SCENE, TONE, CUE = range(4)
"""The mixer's channels. A callee's line has the first to itself."""

_FADES = {SCENE: 150, TONE: 20}  # ms
_SLOW = ("hold", *SCENES)  # 0.2 to 0.4 s each, once

_Name = tuple[str, str]  # a tone and its key, or a scene and ""


def _sound(name: str, key: str) -> phone.Samples:
    return scene(name) if name in SCENES else phone.tone(name, key)


class Tape(Protocol):
    """Whoever keeps what the mixer plays. Times are time.monotonic()."""

    def played(self, channel: int, at: float, pcm: NDArray[np.int16], on_and_on: bool) -> None:
        """A sound at line.RATE begins on a channel."""
        ...

    def stopped(self, channel: int, at: float) -> None:
        """A channel falls silent."""
        ...


class LineSounds:
    """Tones and scenes. `aloud`: a mixer is open; set it before anything is to be heard. `volume`: 0-1. `tape`: takes
    what is played too."""

    def __init__(self, volume: float) -> None:
        self.aloud = False
        self.tape: Tape | None = None
        self._volume = volume
        self._maker = ThreadPoolExecutor(1, "line-sounds")
        self._made: dict[_Name, Future[phone.Samples]] = {}
        self._sounds: dict[_Name, pygame.mixer.Sound] = {}
        self._going: dict[int, _Name] = {}  # what goes on on a channel until it is stopped
        self._begun: set[int] = set()  # channels where it has begun

    def warm(self, names: Iterable[str]) -> None:
        """Make these scenes and tones ahead. KeyError: there is no such."""
        for name in names:
            self._make((name, ""))

    def tone(self, name: str, key: str = "") -> None:
        """Sound a tone of line.TONES. ringback, busy and hold go on until `stop_tone`. KeyError: there is no such."""
        if name not in phone.TONES or (name == "dtmf" and key not in phone.KEYS):
            raise KeyError(f"no tone is called {name!r} {key!r}")
        if name in phone.LOOPING:
            self._go_on(TONE, (name, ""))
        elif self.aloud:
            self._play(TONE if name == "beep" else CUE, (name, key), 0)

    def stop_tone(self) -> None:
        """Silence on the line; a line being said goes on."""
        self._silence(TONE)

    def background(self, name: str | None) -> None:
        """The scene behind the callee, round and round, or none. KeyError: there is no such scene."""
        if name is None:
            self._silence(SCENE)
        elif name not in SCENES:
            raise KeyError(f"no scene is called {name!r}")
        else:
            self._go_on(SCENE, (name, ""))

    def poll(self) -> None:
        """Begin what goes on and has been made by now."""
        for channel, name in self._going.items():
            if self.aloud and channel not in self._begun and self._make(name).done():
                self._begun.add(channel)
                self._play(channel, name, -1)

    def silenced(self) -> None:
        """The mixer is closed, or is about to be: what goes on begins again with the next one."""
        self.aloud = False
        self._begun.clear()
        self._sounds.clear()

    def close(self) -> None:
        self.silenced()
        self._going.clear()
        self._maker.shutdown(wait=False, cancel_futures=True)

    def _go_on(self, channel: int, name: _Name) -> None:
        self._going[channel] = name
        self._begun.discard(channel)
        self._make(name)
        self.poll()

    def _silence(self, channel: int) -> None:
        self._going.pop(channel, None)
        self._begun.discard(channel)
        if self.aloud:
            pygame.mixer.Channel(channel).fadeout(_FADES[channel])
        if self.tape:
            self.tape.stopped(channel, time.monotonic())

    def _play(self, channel: int, name: _Name, loops: int) -> None:
        if name not in self._sounds:
            self._sounds[name] = pygame.mixer.Sound(buffer=phone.pcm(self._make(name).result()).tobytes())
            self._sounds[name].set_volume(self._volume)
        pygame.mixer.Channel(channel).play(self._sounds[name], loops)
        if self.tape:
            self.tape.played(channel, time.monotonic(), phone.pcm(self._make(name).result()), loops < 0)

    def _make(self, name: _Name) -> Future[phone.Samples]:
        """The sound, or its making. What is quickly made is made here and now."""
        if name not in self._made:
            if name[0] in _SLOW:
                self._made[name] = self._maker.submit(_sound, *name)
            else:
                self._made[name] = Future()
                self._made[name].set_result(_sound(*name))
        return self._made[name]
