"""Whether words sound like a whole turn."""

from __future__ import annotations

import pytest

from simulator.speech.endpointing import GOING_ON, UNSURE
from simulator.speech.finish import finished


@pytest.mark.parametrize(
    "text",
    [
        "Thank you so much for your help.",
        "Could you put me through to Ms. Okonjo please?",
        "I'll try him again tomorrow.",
    ],
)
def test_a_whole_turn_is_not_kept_waiting(text: str):
    assert finished(text) > UNSURE


@pytest.mark.parametrize(
    "text", ["My number is", "I was wondering if the.", "It's about, um.", "Because of the", "Well,"]
)
def test_a_turn_that_hangs_is_waited_for(text: str):
    assert finished(text) < GOING_ON


def test_a_full_stop_from_the_recogniser_proves_nothing():
    assert finished("So I was hoping that the.") == finished("So I was hoping that the")


def test_words_the_recogniser_doubts_never_count_as_finished():
    assert finished("Thank you so much for your help.", confidence=0.6) <= UNSURE


def test_no_words_are_neither_finished_nor_not():
    assert finished("") == finished(" . ") == 0.5


def test_a_short_farewell_that_the_recogniser_doubts_is_not_waited_for_longest() -> None:
    assert finished("Okay, goodbye.", confidence=0.7) > GOING_ON
    assert finished("It's about a", confidence=0.7) < GOING_ON


def test_a_doubted_last_word_behind_a_beginning_is_taken_for_a_misheard_one() -> None:
    assert finished("We met at time", confidence=0.7) < GOING_ON
    assert finished("In a meeting?", confidence=0.7) > GOING_ON
