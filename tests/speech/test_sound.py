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


def spoken(sounding: list[bool]) -> np.ndarray:
    """A buzz in those blocks, silence in the others."""
    return tone(150, len(sounding)) * np.repeat(sounding, BLOCK).astype(np.float32)


@pytest.mark.parametrize("hertz", [90, 120, 200, 330])
def test_the_pitch_of_a_voice_is_found(hertz: float):
    sound = sound_of(tone(hertz, 30), [True] * 30)

    assert sound.pitch_hz == pytest.approx(hertz, rel=0.02)
    assert sound.pitch_range == pytest.approx(0.0, abs=0.3)


def test_a_pitch_that_moves_has_a_range():
    low, middle, high = tone(110, 10), tone(135, 20), tone(165, 10)

    sound = sound_of(np.concatenate([low, middle, high]), [True] * 40)

    assert sound.pitch_range == pytest.approx(7.0, abs=0.5)


def test_a_pitch_taken_an_octave_too_high_is_no_movement():
    sound = sound_of(np.concatenate([tone(120, 30), tone(240, 8)]), [True] * 38)

    assert sound.pitch_range == pytest.approx(0.0, abs=0.5)


def test_a_pause_has_its_moment():
    voiced = [True] * 10 + [False] * 12 + [True] * 10

    sound = sound_of(spoken(voiced), voiced)

    assert sound.pauses_at == (10 * 32,)


@pytest.mark.parametrize("room", [0.0, 0.003])
def test_a_pause_counts_although_the_detector_lets_go_late(room: float):
    sounding = [True] * 10 + [False] * 8 + [True] * 10
    voiced = [True] * 14 + [False] * 3 + [True] * 11
    noise = room * np.random.default_rng(1).standard_normal(len(voiced) * BLOCK)

    sound = sound_of((spoken(sounding) + noise).astype(np.float32), voiced, noise.astype(np.float32))

    assert (sound.pauses_ms, sound.pauses_at) == ((8 * 32,), (10 * 32,))


def test_the_noise_of_the_room_is_what_is_heard_where_nobody_speaks():
    room = 0.01 * np.random.default_rng(1).standard_normal(12 * BLOCK).astype(np.float32)

    sound = sound_of(tone(150, 20), [True] * 20, room)

    assert sound.noise_db == pytest.approx(-40.0, abs=1.0)


def test_without_a_quiet_moment_nothing_is_known_of_the_room():
    assert sound_of(tone(150, 20), [True] * 20).noise_db is None


def test_only_pauses_of_a_quarter_second_count():
    voiced = [True] * 10 + [False] * 5 + [True] * 10 + [False] * 12 + [True] * 10

    sound = sound_of(spoken(voiced), voiced)

    assert sound.speech_ms == 30 * 32
    assert sound.pauses_ms == (12 * 32,)


def test_loudness_is_that_of_the_voiced_blocks():
    sound = np.concatenate([tone(150, 20), np.zeros(20 * BLOCK, dtype=np.float32), tone(150, 20)])

    loudness = sound_of(sound, [True] * 20 + [False] * 20 + [True] * 20).loudness_db

    assert loudness == pytest.approx(20 * np.log10(level(tone(150, 20))), abs=0.1)


def test_silence_has_no_pitch():
    assert sound_of(np.zeros(10 * BLOCK, dtype=np.float32), [True] * 10).pitch_hz is None
