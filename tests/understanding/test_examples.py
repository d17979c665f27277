"""The examples of the catalogue are its tests: each is heard as its move, each near miss is not."""

from __future__ import annotations

import pytest

from simulator import SCENARIOS
from simulator.core.moves import Example, parse_catalogue

CATALOGUE = parse_catalogue((SCENARIOS / "moves.yaml").read_text("utf-8"), "moves.yaml")

NOT_YET_HEARD = {
    ("ask_whereabouts", "Would he be around right now?"),
    ("explain_number_source", "it was on the card you gave me"),
    ("ask_open_question", "What would you like to be different a year from now?"),
    ("pressure", "That's ridiculous. Do you want me to call every ten minutes?"),
    ("light_humor", "Very funny, hiding from me again."),
    ("pressure", "I see. It does matter to me to reach her, so when could I try again?"),
}
"""Examples that the shipped model misses, and near misses that it hears. One that comes right must leave."""


def _cases(field: str) -> list[object]:
    cases = []
    for move in CATALOGUE:
        for example in getattr(move, field):
            missed = (move.id, example.say) in NOT_YET_HEARD
            marks = [pytest.mark.xfail(strict=True, reason="the model errs here")] if missed else []
            cases.append(pytest.param(move, example, marks=marks, id=f"{move.id}: {example.say}"))
    return cases


def _heard(understanding, move, example: Example) -> set[str]:
    found = understanding.recognise(example.say, heard=example.heard, context=move.contexts[0])
    return {m.move for m in found.moves if m.sure}


@pytest.mark.parametrize(("move", "example"), _cases("examples"))
def test_an_example_is_heard_as_its_move(understanding, move, example):
    assert move.id in _heard(understanding, move, example)


@pytest.mark.parametrize(("move", "example"), _cases("not_examples"))
def test_a_near_miss_is_not_heard_as_the_move(understanding, move, example):
    assert move.id not in _heard(understanding, move, example)
