"""The telephone line: what it does to a voice, and the tones it makes.

Rule: all of it is arithmetic on arrays at RATE samples a second, mono, -1..1; no file, no clock, no chance that is not
seeded. Tones follow the North American plan: ringback 440+480 Hz, busy 480+620 Hz, keys in pairs of a row and a column.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

RATE = 22050
"""Samples a second of everything that the mixer plays."""

Samples = NDArray[np.float32]

LOUDNESS = 10 ** (-20 / 20)
"""RMS of a line while it is spoken, whoever speaks: -20 dBFS."""
_PEAK = 10 ** (-2 / 20)
_CODEC_RATE = 8000
_MU = 255.0

KEYS = {
    key: (row, column)
    for row, keys in zip((697, 770, 852, 941), ("123A", "456B", "789C", "*0#D"), strict=True)
    for column, key in zip((1209, 1336, 1477, 1633), keys, strict=True)
}
"""The two frequencies of each key, in Hz."""


# -- the voice on the line ---------------------------------------------------------------------------------------------


def on_the_phone(sound: Samples, rate: int, strength: float, seed: int = 0) -> Samples:
    """`sound` as it is heard on a telephone, at RATE and at LOUDNESS.

    `strength` 0: untouched but for its loudness; up to 0.5: a softly limited band, clean; above: the narrow band of a
    real line, driven, with the grain of an 8-bit mu-law codec and line noise. What the measured voices can take
    differs: a natural voice stays clear at 1, espeak-ng loses half its words there and wants 0.4 or less.
    """
    if not len(sound):
        return np.zeros(0, np.float32)
    if strength <= 0:
        return levelled(_filtered(sound, rate, RATE, 30, RATE / 2.2, 1))
    if strength <= 0.5:
        wide = 1 - strength
        return levelled(_filtered(sound, rate, RATE, 300 - 240 * wide, 3400 + 3000 * wide, 1))
    narrow = levelled(_filtered(sound, rate, _CODEC_RATE, 280, 3400, 3))
    drive = 0.6 + strength
    driven = np.tanh(drive * 2 * narrow) / np.tanh(drive * 2)
    noise = np.random.default_rng(seed).standard_normal(len(driven)) * 10 ** (-58 / 20)
    return levelled(_filtered(_codec(driven + noise), _CODEC_RATE, RATE, 200, 3700, 3))


def resampled(sound: Samples, rate: int, to_rate: int) -> Samples:
    """`sound` at `to_rate`, nothing audible taken away."""
    return _filtered(sound, rate, to_rate, 20, min(rate, to_rate) / 2.1, 6)


def levelled(sound: Samples) -> Samples:
    """`sound` at LOUDNESS while somebody speaks (its silences do not count), its peaks held below -2 dBFS."""
    if not np.any(sound):
        return sound
    loud = sound[np.abs(sound) > 0.05 * np.max(np.abs(sound))]
    level = sound * (LOUDNESS / np.sqrt(np.mean(loud.astype(np.float64) ** 2)))
    over = np.abs(level) > 0.6 * _PEAK  # a soft knee: the rare peak is rounded, the rest stays as it is
    knee = 0.6 * _PEAK
    level[over] = np.sign(level[over]) * (
        knee + (_PEAK - knee) * np.tanh((np.abs(level[over]) - knee) / (_PEAK - knee))
    )
    return np.asarray(level, np.float32)


def _filtered(sound: Samples, rate: int, to_rate: int, low: float, high: float, order: int) -> Samples:
    """`sound` resampled, with the band below `low` and above `high` Hz let down as an `order`th-order filter does, in
    one Fourier transform: a line is short, and numpy has no other filter."""
    blocks = _smooth(len(sound) * 25 // rate + 2)  # of 40 ms, with one to spare against ringing round the circle
    count = round(blocks * rate / 25)
    spectrum = np.fft.rfft(sound, count)
    hertz = np.fft.rfftfreq(count, 1 / rate)
    below = (np.maximum(hertz, 1e-3) / low) ** (2 * order)
    gain = np.sqrt(below / (1 + below) / (1 + (hertz / high) ** (2 * order)))
    out_count = round(blocks * to_rate / 25)
    shaped = np.zeros(out_count // 2 + 1, complex)
    keep = min(len(shaped), len(spectrum))
    shaped[:keep] = (spectrum * gain)[:keep]
    out = np.fft.irfft(shaped, out_count) * (out_count / count)
    return np.asarray(out[: round(len(sound) * to_rate / rate)], np.float32)


def _smooth(count: int) -> int:
    """The next number made of twos, threes and fives: a transform of that length is quick."""
    while True:
        rest = count
        for prime in (2, 3, 5):
            while rest % prime == 0:
                rest //= prime
        if rest == 1:
            return count
        count += 1


def _codec(sound: NDArray[np.float64]) -> Samples:
    """8-bit mu-law there and back."""
    clipped = np.clip(sound, -1, 1)
    small = np.round(np.sign(clipped) * np.log1p(_MU * np.abs(clipped)) / np.log1p(_MU) * 127) / 127
    return np.asarray(np.sign(small) * np.expm1(np.abs(small) * np.log1p(_MU)) / _MU, np.float32)


def pcm(sound: Samples) -> NDArray[np.int16]:
    """16-bit samples, as the mixer takes them."""
    return (np.clip(sound, -1, 1) * 32767).astype(np.int16)


# -- tones -------------------------------------------------------------------------------------------------------------


def sines(hertz: tuple[float, ...], seconds: float, decibel: float = -18.0) -> Samples:
    """Sines sounding together, peak at `decibel` dBFS, with 5 ms ramps against clicks."""
    t = np.arange(round(seconds * RATE)) / RATE
    wave = sum((np.sin(2 * np.pi * f * t) for f in hertz), np.zeros(len(t))) * (10 ** (decibel / 20) / len(hertz))
    return np.asarray(wave * np.clip(np.minimum(t, t[-1] - t) / 0.005, 0, 1), np.float32)


def silence(seconds: float) -> Samples:
    return np.zeros(round(seconds * RATE), np.float32)


def click(seconds: float, hertz: float, decibel: float, seed: int = 3) -> Samples:
    """A relay: a short burst around `hertz` that dies away within `seconds`."""
    t = np.arange(round(seconds * RATE)) / RATE
    grain = np.random.default_rng(seed).standard_normal(len(t)) * 0.5 + np.sin(2 * np.pi * hertz * t)
    burst = grain * np.exp(-t / (seconds / 5)) * np.clip((t[-1] - t) / 0.002, 0, 1)
    return np.asarray(burst / np.max(np.abs(burst)) * 10 ** (decibel / 20), np.float32)


def struck(hertz: float, seconds: float, decibel: float, partials: tuple[tuple[float, float, float], ...]) -> Samples:
    """A struck thing: (ratio, loudness, decay in seconds) of its partials."""
    t = np.arange(round(seconds * RATE)) / RATE
    waves = [a * np.exp(-t / d) * np.sin(2 * np.pi * hertz * r * t) for r, a, d in partials]
    sound = np.sum(waves, axis=0) * np.clip(t / 0.001, 0, 1) * np.clip((t[-1] - t) / 0.01, 0, 1)
    return np.asarray(sound / np.max(np.abs(sound)) * 10 ** (decibel / 20), np.float32)


LOOPING = ("ringback", "busy", "hold")
"""Tones that go on until they are stopped."""
TONES = (*LOOPING, "beep", "connect", "hang_up", "dtmf", "your_turn", "done", "avoid", "round_end")
"""All tones by name: those of core.events.Tone, then the window's own cues."""


@cache
def tone(name: str, key: str = "") -> Samples:
    """The sound of a tone; of a looping one, one round of it. Raises KeyError for a name or key that does not exist."""
    match name:
        case "ringback":
            return np.concatenate([sines((440, 480), 2.0), silence(4.0)])
        case "busy":
            return np.concatenate([sines((480, 620), 0.5), silence(0.5)])
        case "beep":
            return sines((1000,), 0.4, -12)
        case "dtmf":
            return sines(KEYS[key], 0.09)
        case "connect":
            return click(0.012, 1700, -20)
        case "hang_up":
            return np.concatenate([click(0.012, 1500, -16), click(0.02, 700, -14, seed=4)])
        case "hold":
            from .scenes import hold_music

            return hold_music()
    return _cue(name)


def _cue(name: str) -> Samples:
    match name:
        case "your_turn":
            note = ((1.0, 1.0, 0.06), (2.0, 0.2, 0.04))
            return np.concatenate([struck(440.0, 0.08, -22, note), struck(523.25, 0.08, -22, note)])
        case "done":
            return struck(820, 0.12, -16, ((1.0, 1.0, 0.02), (2.57, 0.4, 0.012)))
        case "avoid":
            return struck(96, 0.2, -16, ((1.0, 1.0, 0.05), (1.6, 0.3, 0.03)))
        case "round_end":
            return struck(1570, 1.4, -18, ((1.0, 1.0, 0.45), (2.76, 0.5, 0.25), (5.4, 0.25, 0.1)))
    raise KeyError(f"no tone is called {name!r}; there are {', '.join(TONES)}")
