"""How a stretch of sound sounds: its level, its pauses, its pitch, and whether it is only a hum.

Rule: samples in, numbers out; numpy alone.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from simulator.core.events import Sound
from simulator.speech.endpointing import BLOCK, BLOCK_S, RATE

Samples = NDArray[np.float32]

_PAUSE_BLOCKS = 7
_LEAST_QUIET = 5  # blocks without a voice from which the noise of a room can be told
_LOWEST_HZ, _HIGHEST_HZ = 65.0, 420.0
_FRAME, _HOP = 1024, 512
_SLIP = 0.75  # of an octave from the median: a pitch further off is one taken an octave too high or too low


def level(samples: Samples) -> float:
    """The RMS of samples from -1 to 1: 0 silence, about 0.1 speech close by."""
    return float(np.sqrt(np.mean(np.square(samples)))) if len(samples) else 0.0


_NO_SAMPLES: Samples = np.zeros(0, dtype=np.float32)


def sound_of(samples: Samples, voiced: Sequence[bool], before: Samples = _NO_SAMPLES) -> Sound:
    """The figures of a turn. `voiced`: one flag for each block of 512 samples, the first and the last voiced; `before`:
    what the microphone heard just before it. The times of pauses count from the first sample."""
    flags = np.asarray(voiced[: len(samples) // BLOCK], dtype=bool)
    blocks = samples[: len(flags) * BLOCK].reshape(-1, BLOCK)
    if not flags.any():
        return Sound(speech_ms=0)
    loudness = _decibels(level(blocks[flags].reshape(-1)))
    noise = _noise(np.concatenate([before[: len(before) // BLOCK * BLOCK].reshape(-1, BLOCK), blocks[~flags]]))
    pauses = _pauses(flags & (_levels(blocks) >= 10 ** (_quiet_below(loudness, noise) / 20)))
    pitches = _pitches(samples[: len(flags) * BLOCK], flags)
    median = spread = None
    if len(pitches) >= 5:
        middle = float(np.median(pitches))
        low, high = np.percentile(pitches[np.abs(np.log2(pitches / middle)) < _SLIP], [10, 90])
        median, spread = round(middle, 1), round(12 * math.log2(high / low), 1)
    return Sound(
        speech_ms=round(int(flags.sum()) * BLOCK_S * 1000),
        pauses_ms=tuple(length for _, length in pauses),
        loudness_db=round(loudness, 1),
        pitch_hz=median,
        pitch_range=spread,
        pauses_at=tuple(begin for begin, _ in pauses),
        noise_db=noise,
    )


def _quiet_below(loudness: float, noise: float | None) -> float:
    """The dBFS below which a block is silence although the detector, slow to let go, still takes it for voice."""
    return min(loudness - 12, max(loudness - 25, -120.0 if noise is None else noise + 6))


def _pauses(sounding: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """(begin, length) of each pause, in ms. One of 250 ms covers seven whole blocks."""
    pauses, run = [], 0
    for number, voiced in enumerate(sounding):
        if voiced and number > run >= _PAUSE_BLOCKS:
            pauses.append((round((number - run) * BLOCK_S * 1000), round(run * BLOCK_S * 1000)))
        run = 0 if voiced else run + 1
    return pauses


def _noise(blocks: Samples) -> float | None:
    """How loud the room is, in dBFS: the quieter blocks, since breath and the edges of words lie in the others."""
    if len(blocks) < _LEAST_QUIET:
        return None
    return round(_decibels(float(np.percentile(_levels(blocks), 20))), 1)


def _levels(blocks: Samples) -> NDArray[np.float32]:
    levels: NDArray[np.float32] = np.sqrt(np.mean(np.square(blocks), axis=1))
    return levels


def _decibels(rms: float) -> float:
    return 20 * math.log10(max(1e-6, rms))


def _pitches(samples: Samples, flags: NDArray[np.bool_]) -> NDArray[np.float64]:
    """The pitch in Hz of each frame that has one: autocorrelation by FFT, normalised, the first clear peak."""
    starts = [i * _HOP for i in np.flatnonzero(flags) if i * _HOP + _FRAME <= len(samples)]
    if not starts:
        return np.zeros(0)
    frames = np.stack([samples[s : s + _FRAME] for s in starts]).astype(np.float64)
    frames = (frames - frames.mean(axis=1, keepdims=True)) * np.hanning(_FRAME)
    window = np.fft.irfft(np.abs(np.fft.rfft(np.hanning(_FRAME), 2 * _FRAME)) ** 2)[:_FRAME]
    correlation = np.fft.irfft(np.abs(np.fft.rfft(frames, 2 * _FRAME)) ** 2)[:, :_FRAME]
    correlation /= np.maximum(correlation[:, :1], 1e-9) * (window / window[0])
    shortest, longest = int(RATE / _HIGHEST_HZ), int(RATE / _LOWEST_HZ)
    lags = correlation[:, shortest:longest]
    best = lags.max(axis=1)
    # The first peak nearly as high as the highest: so that the pitch is not taken an octave too low.
    first = (lags >= 0.93 * best[:, None]).argmax(axis=1)
    for row, lag in enumerate(first):
        while lag + 1 < lags.shape[1] and lags[row, lag + 1] > lags[row, lag]:
            lag += 1
        first[row] = lag
    pitches: NDArray[np.float64] = RATE / (first + shortest)[best > 0.55].astype(np.float64)
    return pitches


_MURMUR = 0.05
_AUDIBLE = 0.2  # of the loudest block: what is softer is the edge of a sound


def is_murmur(samples: Samples, room: Samples | None = None) -> bool:
    """Whether the sound is only a hum ("mm-hm"). With closed lips hardly anything passes above 600 Hz: 1 to 3 % of the
    energy, block after block; as soon as a mouth opens there is more (docs/evidence.md). `room`: what was heard before
    the sound, which is taken off."""
    power, noise = _powers(samples), _powers(room if room is not None else samples[:0])
    floor = noise.mean(axis=0) if len(noise) else 0.0
    power = np.maximum(power - floor, 0.0)
    voice = power[:, _HERTZ >= 80].sum(axis=1)
    open_mouth = power[:, _HERTZ >= 600].sum(axis=1) > _MURMUR * voice
    return not bool((open_mouth & (voice > _AUDIBLE * voice.max(initial=1e-12))).any())


_HERTZ = np.fft.rfftfreq(BLOCK, 1 / RATE)


def _powers(samples: Samples) -> NDArray[np.float64]:
    """The power spectrum of each whole block, up to 5 kHz."""
    blocks = samples[: len(samples) // BLOCK * BLOCK].reshape(-1, BLOCK)
    return np.where(_HERTZ < 5000, np.abs(np.fft.rfft(blocks * np.hanning(BLOCK), axis=1)) ** 2, 0.0)
