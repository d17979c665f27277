"""The figures of a stretch of sound."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.speech.endpointing import BLOCK, RATE
from simulator.speech.sound import level, sound_of


def tone(hertz: float, blocks: int, loudness: float = 0.1) -> np.ndarray:
    """A buzz with overtones, as a voice has them."""
    t = np.arange(blocks * BLOCK) / RATE
    return (loudness * sum(np.sin(2 * np.pi * hertz * k * t) / k for k in (1, 2, 3, 4))).astype(np.float32)


@pytest.mark.parametrize("hertz", [90, 120, 200, 330])
def test_the_pitch_of_a_voice_is_found(hertz: float):
    sound = sound_of(tone(hertz, 30), [True] * 30)

    assert sound.pitch_hz == pytest.approx(hertz, rel=0.02)
    assert sound.pitch_range == pytest.approx(0.0, abs=0.3)


def test_a_pitch_that_moves_has_a_range():
    low, high = tone(110, 20), tone(220, 20)

    sound = sound_of(np.concatenate([low, high]), [True] * 40)

    assert sound.pitch_range == pytest.approx(12.0, abs=0.5)


def test_only_pauses_of_a_quarter_second_count():
    voiced = [True] * 10 + [False] * 5 + [True] * 10 + [False] * 12 + [True] * 10

    sound = sound_of(np.zeros(len(voiced) * BLOCK, dtype=np.float32), voiced)

    assert sound.speech_ms == 30 * 32
    assert sound.pauses_ms == (12 * 32,)


def test_loudness_is_that_of_the_voiced_blocks():
    sound = np.concatenate([tone(150, 20), np.zeros(20 * BLOCK, dtype=np.float32), tone(150, 20)])

    loudness = sound_of(sound, [True] * 20 + [False] * 20 + [True] * 20).loudness_db

    assert loudness == pytest.approx(20 * np.log10(level(tone(150, 20))), abs=0.1)


def test_silence_has_no_pitch():
    assert sound_of(np.zeros(10 * BLOCK, dtype=np.float32), [True] * 10).pitch_hz is None
