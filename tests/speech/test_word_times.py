"""Words laid on a sound: spoken stretches are bursts of noise here, pauses are silence."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from simulator.speech.word_times import estimated, held_to_sound, syllables

RATE = 16000


def bursts(*stretches: tuple[float, float]) -> NDArray[np.float32]:
    """Noise of so many seconds, then silence of so many, again and again."""
    rng = np.random.default_rng(1)
    parts = [
        part
        for loud, quiet in stretches
        for part in (rng.standard_normal(round(loud * RATE)) * 0.1, np.zeros(round(quiet * RATE)))
    ]
    return np.concatenate(parts).astype(np.float32)


def test_a_word_after_a_comma_begins_where_the_silence_ends() -> None:
    text = "Good morning, this is Karen."

    words = held_to_sound(text, bursts((0.6, 0.3), (0.7, 0.0)), RATE)

    assert [text[w.start : w.end] for w in words] == ["Good", "morning,", "this", "is", "Karen."]
    assert words[2].at == pytest.approx(0.9, abs=0.03)


def test_a_full_stop_takes_the_longer_of_two_near_silences() -> None:
    text = "One moment. She is in."

    words = held_to_sound(text, bursts((0.5, 0.1), (0.12, 0.4), (0.6, 0.0)), RATE)

    assert words[2].at == pytest.approx(1.12, abs=0.03)


def test_words_without_a_pause_share_the_time_by_their_syllables() -> None:
    words = held_to_sound("a university", bursts((1.2, 0.0)), RATE)

    assert words[1].at == pytest.approx(1.2 / (1 + syllables("university")), abs=0.01)


def test_words_never_go_back_in_time_even_when_the_silences_do_not_fit() -> None:
    text = "Yes. No. Well, I see. Fine, then; goodbye."

    words = held_to_sound(text, bursts((0.2, 0.2), (2.0, 0.2), (0.2, 0.2), (0.4, 0.0)), RATE)

    assert [w.at for w in words] == sorted(w.at for w in words)


def test_a_text_without_words_has_no_word_times() -> None:
    assert held_to_sound("…", bursts((0.3, 0.0)), RATE) == ()


def test_a_slower_pace_is_estimated_longer() -> None:
    slow, _ = estimated("She is in a meeting until two.", 120)
    quick, words = estimated("She is in a meeting until two.", 180)

    assert slow == pytest.approx(quick * 1.5)
    assert len(words) == 7
