"""Conditions: what they ask, and how wrong ones are refused."""

from __future__ import annotations

import re

import pytest

from simulator.core.conditions import Situation, parse_condition
from simulator.core.facts import Facts, Referral

NOW = Situation(
    Facts(on="cell", referral=Referral(name="Lee")),
    frozenset({"thank", "ask_availability"}),
    earlier=frozenset({"thank", "greet"}),
    refused=frozenset({"ask_cell_number"}),
    learned=frozenset({"back_at"}),
    mood=2,
    patience=1,
    visit=2,
    difficulty="busy",
)


@pytest.mark.parametrize(
    ("written", "holds"),
    [
        ("thank", True),
        ("greet", False),
        (["thank", "ask_availability"], True),
        (["thank", "greet"], False),
        ({"any": ["greet", "thank"]}, True),
        ({"all": ["thank", {"not": "greet"}]}, True),
        ({"not": ["greet", "thank"]}, False),
        ({"again": "thank"}, True),
        ({"again": "ask_availability"}, False),
        ({"earlier": "greet"}, True),
        ({"refused": "ask_cell_number"}, True),
        ({"learned": "back_at"}, True),
        ({"goodbye": True}, False),
        ({"declines": True}, False),
        ({"goodbye": False}, True),
        ({"learned": "name"}, False),
        ({"promised": "none"}, True),
        ({"promised": ["kept", "late"]}, False),
        ({"mood": 2}, True),
        ({"mood_at_least": 3}, False),
        ({"mood_at_most": 2, "patience": 1}, True),
        ({"patience_at_least": 1}, True),
        ({"patience_at_most": 0}, False),
        ({"visit": 2}, True),
        ({"visit_at_least": 3}, False),
        ({"difficulty": "busy"}, True),
        ({"difficulty": ["warm", "guarded"]}, False),
        ({"fact": {"on": "cell", "referral": "some"}}, True),
        ({"fact": {"on": ["desk", "cell"]}}, True),
        ({"fact": {"expected": True}}, False),
        ({"fact": {"with": "receptionist"}}, True),
    ],
)
def test_a_condition_asks_what_it_says(written, holds):
    assert parse_condition(written).holds(NOW) is holds


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("thnk", "did you mean 'thank'?"),
        ([], "a condition is"),
        ("goodbye", "'goodbye' is no move but a condition; write {goodbye: true}"),
        ({"declines": "true"}, "it takes true or false, without quotes"),
        ({"moood": 1}, "did you mean 'mood'?"),
        ({"mood": "high"}, "takes a number"),
        ({"mood": True}, "takes a number"),
        ({"mood_at_least": 8}, "'mood_at_least' asks; it runs from 0 to 5, found 8. To change it, write mood_by"),
        ({"patience": -2}, "'patience' asks; it runs from 0 to 5, found -2. To change it, write patience_by"),
        ({"visit": 0}, "the first is 1"),
        ({"again": 3}, "takes one name"),
        ({"learned": 3}, "takes one name"),
        ({"fact": "on"}, "asks like this"),
        ({"fact": {"onn": "cell"}}, "did you mean 'on'?"),
        (7, "a condition is"),
    ],
)
def test_a_wrong_condition_is_refused_in_words(written, says):
    with pytest.raises(ValueError, match=re.escape(says)):
        parse_condition(written, {"thank", "greet"})


def test_a_condition_names_the_moves_that_trigger_it():
    condition = parse_condition({"all": ["thank", {"again": "greet"}, {"not": "pitch"}, {"earlier": "plead"}]})

    assert list(condition.moves()) == ["thank", "greet"]


@pytest.mark.parametrize("written", ["greet or thank", "greet and thank", "greet, thank", "greet thank"])
def test_several_moves_in_a_row_are_told_how_they_are_written(written):
    with pytest.raises(ValueError, match=r"written \[greet, thank\] \(all of them\) or \{any: \[greet, thank\]\}"):
        parse_condition(written, ("greet", "thank"))
