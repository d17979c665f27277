"""Times and telephone numbers in every spoken style: each row of spoken.yaml is a test of its own."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from simulator.core.events import MoveHeard
from simulator.core.yaml_text import parse
from simulator.understanding.phones import call_back_number
from simulator.understanding.times import spoken_times

FILE = Path(__file__).with_name("spoken.yaml")
ROWS = parse(FILE.read_text("utf-8"), FILE.name).data
NOON = datetime(2026, 11, 24, 11, 50)


@pytest.mark.parametrize(("said", "moment"), ROWS["times"])
def test_a_spoken_time_is_the_moment_that_people_mean(said, moment):
    promise = MoveHeard("promise_call_back_time", 0.9, 0, len(said))

    found = spoken_times(said, [promise], heard="", now=NOON).at

    assert found == (None if moment == "none" else moment.replace(" ", "T"))


@pytest.mark.parametrize(("said", "digits"), ROWS["numbers"])
def test_a_spoken_number_is_its_digits_in_their_order(said, digits):
    assert call_back_number(said) == (None if digits == "none" else digits)


def _iso(moments):
    return tuple(moment.replace(" ", "T") for moment in moments)


@pytest.mark.parametrize(("said", "moments"), ROWS["choices"])
def test_of_two_times_in_one_breath_neither_is_chosen(said, moments):
    promise = MoveHeard("promise_call_back_time", 0.9, 0, len(said))

    found = spoken_times(said, [promise], heard="", now=NOON)

    assert found.either == _iso(moments)
    assert (found.at is None) == bool(moments)


@pytest.mark.parametrize(("said", "words"), ROWS["impossible"])
def test_a_time_that_there_is_not_is_told_in_its_words(said, words):
    promise = MoveHeard("promise_call_back_time", 0.9, 0, len(said))

    assert spoken_times(said, [promise], heard="", now=NOON).impossible == tuple(words)


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        ("Friday then", "2026-11-27 14:30"),
        ("ten is good, I'll ring", "2026-11-25 10:00"),
        ("I'll ring Friday at three", "2026-11-27 15:00"),
    ],
)
def test_half_a_time_is_filled_from_the_two_that_were_offered(said, moment):
    promise = MoveHeard("promise_call_back_time", 0.9, 0, len(said))

    found = spoken_times(said, [promise], heard="I have tomorrow at ten, or Friday at two thirty.", now=NOON)

    assert found.at == moment.replace(" ", "T")


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        ("The second one, please.", "2026-11-27 10:00"),
        ("Friday.", "2026-11-27 10:00"),
        ("The earlier, if I may.", "2026-11-26 14:00"),
        ("I couldn't tell you.", None),
    ],
)
def test_asked_which_time_an_answer_takes_one_of_them(said, moment):
    table = _iso(["2026-11-26 14:00", "2026-11-27 10:00"])

    found = spoken_times(said, [], heard="Which of the two?", now=NOON, open_times=table)

    assert found.at == (moment and moment.replace(" ", "T"))


def test_a_yes_takes_the_one_time_on_the_table_and_a_no_does_not():
    table = ("2026-11-24T14:30",)

    yes, no = (
        spoken_times(said, [], heard="I said two thirty.", now=NOON, open_times=table).at
        for said in ("Yes, that's fine.", "No, not then.")
    )

    assert (yes, no) == ("2026-11-24T14:30", None)


def test_an_hour_that_is_over_is_no_mistake_where_it_answers_about_what_was():
    assert spoken_times("today at nine", [], heard="When did you leave it?", now=NOON).impossible == ()
