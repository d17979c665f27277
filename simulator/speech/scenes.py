"""What is heard behind a voice: the rooms and roads a callee stands in, and the music of a line on hold.

Rule: every sound is made here, from seeded noise and sines, so that nobody's recording is shipped. A scene is a loop
without a seam: it is made in the frequency domain or laid around in a circle, so that its end runs into its beginning.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from .line import LOUDNESS, RATE, Samples, on_the_phone

SECONDS = 20.0
"""Length of a scene's loop."""
UNDER_SPEECH = 10 ** (-24 / 20)
"""A scene's RMS against that of a spoken line."""
_COUNT = round(SECONDS * RATE)

Floats = NDArray[np.float64]


@cache
def scene(name: str) -> Samples:
    """The loop of a scene at the level it is played. Raises KeyError for a name that does not exist."""
    sound = SCENES[name](np.random.default_rng(sum(map(ord, name))))
    heard = on_the_phone(np.concatenate([sound, sound]).astype(np.float32), RATE, 0.4)[_COUNT : 2 * _COUNT]
    return np.asarray(heard / np.sqrt(np.mean(heard.astype(np.float64) ** 2)) * LOUDNESS * UNDER_SPEECH, np.float32)


def _band(rng: Generator, low: float, high: float) -> Floats:
    """A circle of noise between `low` and `high` Hz, RMS 1."""
    hertz = np.fft.rfftfreq(_COUNT, 1 / RATE)
    gain = 1 / (1 + (low / np.maximum(hertz, 1)) ** 4) / (1 + (hertz / high) ** 4)
    sound = np.fft.irfft(gain * np.exp(2j * np.pi * rng.random(len(hertz))), _COUNT)
    return np.asarray(sound / np.sqrt(np.mean(sound**2)))


def _drift(rng: Generator, hertz: float, depth: float) -> Floats:
    """A slow curve around the circle between 1 - depth and 1, about `hertz` turns a second."""
    points = max(3, round(SECONDS * hertz))
    values = rng.uniform(1 - depth, 1, points)
    at = np.arange(_COUNT) / _COUNT * points
    base = at.astype(int)
    smooth = (1 - np.cos(np.pi * (at - base))) / 2
    return np.asarray(values[base % points] * (1 - smooth) + values[(base + 1) % points] * smooth)


def _lay(circle: Floats, sound: Floats, second: float) -> None:
    """Add `sound` at `second`, round the end of the circle if need be."""
    at = (round(second * RATE) + np.arange(len(sound))) % _COUNT
    np.add.at(circle, at, sound)


def _driving(rng: Generator) -> Floats:
    t = np.arange(_COUNT) / RATE
    engine = np.sin(2 * np.pi * 85 * t + 3 * np.sin(2 * np.pi * t / SECONDS)) + 0.5 * np.sin(2 * np.pi * 170 * t)
    tyres = _band(rng, 300, 1800) * _drift(rng, 0.3, 0.4)
    road = _band(rng, 40, 260) * _drift(rng, 0.5, 0.4)
    for second in (3.2, 3.45, 11.8, 17.3):  # joints of the road under the front and the rear wheels
        _lay(road, 6 * np.exp(-np.arange(RATE // 8) / 500) * _band(rng, 60, 300)[: RATE // 8], second)
    return np.asarray(road * 1.2 + tyres * 0.7 + engine * 0.5)


def _street(rng: Generator) -> Floats:
    sound = _band(rng, 80, 1100) * _drift(rng, 0.4, 0.5)
    t = np.arange(_COUNT) / RATE
    for second in rng.uniform(0, SECONDS, 5):  # cars that pass: they swell, brighten and fade
        away = (t - second + SECONDS / 2) % SECONDS - SECONDS / 2
        sound = sound + _band(rng, 150, 2600) * np.exp(-((away / 1.1) ** 2)) * 1.8
    return np.asarray(sound + 0.15 * _murmur(rng, 2))


def _office(rng: Generator) -> Floats:
    sound = _murmur(rng, 4) + 0.35 * _band(rng, 60, 500)  # the air conditioning
    for start in rng.uniform(0, SECONDS, 4):  # somebody types
        for n in range(rng.integers(5, 14)):
            _lay(sound, _tap(rng), start + n * 0.13 + rng.uniform(0, 0.05))
    return np.asarray(sound)


def _shop(rng: Generator) -> Floats:
    sound = _murmur(rng, 6) + 0.3 * _band(rng, 100, 2500)
    beep = np.sin(2 * np.pi * 2093 * np.arange(RATE // 11) / RATE)
    for second in np.cumsum(rng.uniform(1.0, 3.5, 9)):  # the till
        _lay(sound, 0.5 * beep, float(second))
    return np.asarray(sound)


def _waiting_room(rng: Generator) -> Floats:
    sound = 0.6 * _murmur(rng, 2) + 0.4 * _band(rng, 60, 600)
    chime = np.concatenate([_bell(659.3), _bell(523.3)])
    _lay(sound, 0.8 * chime, 6.5)
    for second in np.arange(0, SECONDS, 1.0):  # a clock on the wall
        _lay(sound, 0.4 * _tap(rng), float(second))
    return np.asarray(sound)


def _school(rng: Generator) -> Floats:
    sound = _murmur(rng, 7, pitch=270) + 0.2 * _band(rng, 150, 1500)
    for start in rng.uniform(0, SECONDS, 5):  # feet along the corridor
        for n in range(6):
            _lay(sound, 1.2 * _tap(rng), start + 0.31 * n)
    return np.asarray(sound)


def _tap(rng: Generator) -> Floats:
    t = np.arange(RATE // 40) / RATE
    return np.asarray(rng.standard_normal(len(t)) * np.exp(-t / 0.004) * rng.uniform(0.5, 1.2))


def _bell(hertz: float) -> Floats:
    t = np.arange(RATE) / RATE
    return np.asarray((np.sin(2 * np.pi * hertz * t) + 0.3 * np.sin(4 * np.pi * hertz * t)) * np.exp(-t / 0.3))


def _murmur(rng: Generator, people: int, pitch: float = 150.0) -> Floats:
    """People who talk at the other end of a room: voices without words, RMS 1. `pitch`: of the lowest, in Hz."""
    sound = np.zeros(_COUNT)
    for n in range(people):
        second = rng.uniform(0, 3)
        while second < SECONDS:
            for _ in range(rng.integers(4, 16)):
                syllable = _syllable(rng, pitch * (1 + 0.35 * (n % 3)))
                _lay(sound, syllable, second)
                second += len(syllable) / RATE * rng.uniform(0.75, 1.1)
            second += rng.uniform(0.4, 2.5)
    echo = rng.standard_normal(_COUNT) * np.exp(-np.arange(_COUNT) / (0.18 * RATE))
    echo[0] += 12
    sound = np.fft.irfft(np.fft.rfft(sound) * np.fft.rfft(echo), _COUNT)
    return np.asarray(sound / np.sqrt(np.mean(sound**2)))


def _syllable(rng: Generator, pitch: float) -> Floats:
    """The harmonics of a voice under two formants, rising and falling."""
    t = np.arange(round(rng.uniform(0.09, 0.24) * RATE)) / RATE
    base = pitch * rng.uniform(0.85, 1.2)
    harmonics = np.arange(1, int(2600 / base))
    hertz = harmonics * base
    first, second = rng.uniform(300, 800), rng.uniform(900, 2200)
    gain = np.exp(-(((hertz - first) / 160) ** 2)) + 0.5 * np.exp(-(((hertz - second) / 220) ** 2)) + 0.03
    glide = 2 * np.pi * base * (t + rng.uniform(-0.4, 0.2) * t**2)
    voice = np.sin(np.outer(glide, harmonics) + rng.uniform(0, 6.28, len(harmonics))) @ gain
    return np.asarray(voice * np.abs(np.sin(np.pi * t / t[-1])) ** 0.7 * rng.uniform(0.4, 1))


SCENES: dict[str, Callable[[Generator], Floats]] = {
    "office": _office,
    "driving": _driving,
    "street": _street,
    "shop": _shop,
    "waiting_room": _waiting_room,
    "school": _school,
}
"""How each scene of core.events.Scene is made."""


# -- music on hold -----------------------------------------------------------------------------------------------------

_BEAT = 0.5  # seconds
_CHORDS = (  # four bars twice, semitones from the A below middle C; ours
    (-12, 3, 7, 12),
    (-7, 0, 5, 9),
    (-9, 0, 3, 10),
    (-5, 2, 7, 11),
    (-12, 0, 3, 7),
    (-4, 0, 3, 8),
    (-9, 3, 7, 10),
    (-5, 2, 5, 11),
)
_TUNE = (
    *((15, 1), (14, 1), (12, 2), (9, 1), (12, 1), (14, 2), (10, 1), (12, 1), (15, 2), (14, 3), (11, 1)),
    *((12, 1), (15, 1), (19, 2), (20, 1), (19, 1), (15, 2), (17, 1), (15, 1), (14, 2), (11, 2), (14, 2)),
)  # (semitone, beats)


@cache
def hold_music() -> Samples:
    """Sixteen seconds that can go round for ever: a slow broken chord and a small tune on a soft electric piano."""
    length = round(len(_CHORDS) * 4 * _BEAT * RATE)
    sound = np.zeros(length)
    for bar, chord in enumerate(_CHORDS):
        for n, beat in enumerate((0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5)):
            _strike(sound, chord[0 if n == 0 else 1 + n % 3], (4 * bar + beat) * _BEAT, 0.5 if n else 0.9)
    beat = 0.0
    for semitone, beats in _TUNE:
        _strike(sound, semitone, beat * _BEAT, 1.0)
        beat += beats
    heard = on_the_phone(np.concatenate([sound, sound]).astype(np.float32), RATE, 0.5)[length : 2 * length]
    return np.asarray(heard / np.max(np.abs(heard)) * 10 ** (-16 / 20), np.float32)


def _strike(sound: Floats, semitone: int, second: float, loud: float) -> None:
    hertz = 220 * 2 ** (semitone / 12)
    t = np.arange(round(1.8 * RATE)) / RATE
    wave = np.sin(2 * np.pi * hertz * t + 0.9 * np.exp(-t / 0.25) * np.sin(2 * np.pi * 2 * hertz * t))
    shaped = loud * wave * np.exp(-t / 0.55) * np.clip(t / 0.006, 0, 1) * np.clip((t[-1] - t) / 0.05, 0, 1)
    at = (round(second * RATE) + np.arange(len(t))) % len(sound)
    np.add.at(sound, at, shaped)
