"""What an author would do about a number, asked of the rules themselves."""

from __future__ import annotations

from functools import cache

import pytest
from core.conftest import MOVES
from core.test_tips import BOOKS

from simulator import SCENARIOS
from simulator.core.choice_tip import choice_tip
from simulator.core.events import Action
from simulator.core.reading import read_scenario
from simulator.core.scenario import Scenario

CHOICES: tuple[Action, ...] = ("dial_cell", "dial_desk", "not_dial")


@cache
def driving() -> Scenario:
    file = SCENARIOS / "caught-driving.yaml"
    return read_scenario(file.read_text(encoding="utf-8"), file.name, MOVES)


@pytest.mark.parametrize(
    ("author", "what"),
    [("cell-yes", "ringing the cell"), ("cell-no", "ringing the desk or letting the call be")],
)
def test_each_author_would_do_something_else_with_a_number_from_a_greeting(author: str, what: str) -> None:
    found = choice_tip(driving(), driving().facts, CHOICES, BOOKS[author])

    assert found is not None
    assert (found.what, found.author) == (what, BOOKS[author].author)
    assert found.because in {rule.because for rule in BOOKS[author].rules}


def test_what_is_true_of_the_call_decides() -> None:
    reserved = driving().facts.model_copy(update={"cell_reserved": True})

    found = choice_tip(driving(), reserved, CHOICES, BOOKS["cell-yes"])

    assert found is not None
    assert found.what == "ringing the desk"


def test_who_has_nothing_to_say_of_the_choice_gives_no_tip() -> None:
    assert choice_tip(driving(), driving().facts, CHOICES, BOOKS["always-leave-one"]) is None


def test_where_nothing_can_be_chosen_there_is_no_tip() -> None:
    assert choice_tip(driving(), driving().facts, (), BOOKS["cell-yes"]) is None
