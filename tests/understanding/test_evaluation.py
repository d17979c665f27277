"""The measurement: right, wrong and sure are counted as they are."""

from __future__ import annotations

import pytest

from simulator.library import Library
from simulator.understanding.corpus import Labelled
from simulator.understanding.evaluation import as_table, as_values, evaluate

CATALOGUE = Library().catalogue


def turn(said: str, *moves: str, near: tuple[str, ...] = (), context: str = "R") -> Labelled:
    return Labelled("x.jsonl", 1, said, context, "Good morning.", said, frozenset(moves), frozenset(near))


def test_turns_labelled_right_give_full_marks(understanding):
    found = evaluate([turn("Hi, I was hoping you could help me.", "greet", "ask_for_help")], understanding, CATALOGUE)

    assert (found.macro_f1, found.micro_f1, found.exact) == (1.0, 1.0, 1.0)
    assert found.calibration < 0.2


def test_false_alarms_are_counted_on_empty_turns_and_near_misses(understanding):
    turns = [turn("Thank you so much."), turn("Thank you so much.", near=("thank",)), turn("Right, okay.")]

    found = evaluate(turns, understanding, CATALOGUE)

    assert found.empty_false == pytest.approx(2 / 3)
    assert found.near_false == 1.0
    assert found.exact == pytest.approx(1 / 3)


def test_what_is_heard_in_the_place_of_another_move_is_listed(understanding):
    found = evaluate([turn("Thank you so much.", "greet")], understanding, CATALOGUE)

    assert ("greet", "thank", 1) in found.confusions
    assert "greet -> thank" in as_table(found)


def test_a_move_of_fewer_than_three_turns_is_told_as_too_few(understanding):
    thanks, hello = [turn("Thank you so much.", "thank")] * 3, [turn("Hello there.", "greet")] * 2

    rows = as_table(evaluate([*thanks, *hello], understanding, CATALOGUE)).splitlines()

    assert {row.split()[0]: row.endswith("too few to tell") for row in rows if row.startswith(("thank", "greet"))} == {
        "thank": False,
        "greet": True,
    }


def test_the_values_hold_every_figure(understanding):
    values = as_values(evaluate([turn("Hello there.", "greet")], understanding, CATALOGUE))

    assert values["turns"] == 1
    assert values["rows"][0]["move"] == "greet"
