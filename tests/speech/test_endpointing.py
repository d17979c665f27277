"""When a turn begins and ends, on bare numbers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from simulator.speech.endpointing import BLOCK, BLOCK_S, Endpointer, Moment, Silero, Waits

AUDIO = Path(__file__).parents[1] / "audio"
VOICE, SILENCE = 0.9, 0.02


def moments(endpointer: Endpointer, *stretches: tuple[float, float]) -> list[Moment]:
    """What stretches of (seconds, probability) bring about."""
    blocks = [p for seconds, p in stretches for _ in range(round(seconds / BLOCK_S))]
    return [m for p in blocks if (m := endpointer.hear(p))]


def silence_until_the_end(endpointer: Endpointer, finished: float | None) -> float:
    moments(endpointer, (1.0, VOICE))
    for n in range(1, 100):
        moment = endpointer.hear(SILENCE)
        if moment is Moment.PAUSED and finished is not None:
            endpointer.judged(finished)
        if moment is Moment.ENDED:
            return n * BLOCK_S
    raise AssertionError("the turn never ended")


def test_a_turn_begins_with_the_voice_and_ends_after_silence():
    assert moments(Endpointer(), (0.5, SILENCE), (1.0, VOICE), (1.5, SILENCE)) == [
        Moment.STARTED,
        Moment.PAUSED,
        Moment.ENDED,
    ]


def test_a_click_is_no_turn():
    assert moments(Endpointer(), (0.3, SILENCE), (0.064, VOICE), (0.5, SILENCE)) == []


def test_a_short_pause_does_not_end_a_turn():
    assert moments(Endpointer(), (0.6, VOICE), (0.4, SILENCE), (0.6, VOICE)) == [
        Moment.STARTED,
        Moment.PAUSED,
        Moment.RESUMED,
    ]


def test_finished_words_end_a_turn_sooner_than_doubtful_ones():
    waits = Waits()

    ends = [silence_until_the_end(Endpointer(waits), finished) for finished in (0.9, 0.35, None, 0.01)]

    assert ends[0] == pytest.approx(waits.done, abs=BLOCK_S)
    assert ends[0] < ends[1] < ends[2] == pytest.approx(waits.unsure, abs=BLOCK_S)
    assert ends[3] == pytest.approx(waits.going_on, abs=BLOCK_S)


def test_a_judgment_is_forgotten_when_the_voice_comes_back():
    endpointer = Endpointer()
    moments(endpointer, (0.6, VOICE), (0.3, SILENCE))
    endpointer.judged(0.99)

    after = moments(endpointer, (0.3, VOICE), (0.75, SILENCE))

    assert Moment.ENDED not in after


def test_a_very_long_turn_ends_at_the_next_breath():
    endpointer = Endpointer()

    heard = moments(endpointer, (20.5, VOICE), (0.25, SILENCE))

    assert heard[-1] is Moment.ENDED


def test_a_turn_without_any_breath_ends_before_the_recogniser_is_full():
    endpointer = Endpointer()

    heard = moments(endpointer, (28.0, VOICE))

    assert heard[:2] == [Moment.STARTED, Moment.ENDED]


@pytest.mark.parametrize("setting", [0.0, 0.4, 0.9, 1.5, 9.0])
def test_the_setting_keeps_the_waits_in_order_and_within_bounds(setting: float):
    waits = Waits.around(setting)

    assert 0.4 <= waits.done <= 1.5
    assert waits.guess < waits.done < waits.unsure < waits.going_on


@pytest.mark.audio
def test_silero_hears_a_voice_and_neither_noise_nor_silence():
    silero = Silero()
    speech, _ = soundfile.read(AUDIO / "hoping.wav", dtype="float32")
    noise = np.random.default_rng(1).normal(0, 0.05, 32000).astype(np.float32)

    def share_voiced(sound: np.ndarray) -> float:
        silero.forget()
        blocks = [sound[i : i + BLOCK] for i in range(0, len(sound) - BLOCK + 1, BLOCK)]
        return float(np.mean([silero(b) > 0.5 for b in blocks]))

    assert share_voiced(speech) > 0.8
    assert share_voiced(noise) == 0.0
    assert share_voiced(np.zeros(32000, dtype=np.float32)) == 0.0
