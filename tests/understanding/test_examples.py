"""The examples of the catalogue are its tests: each is heard as its move, each near miss is not."""

from __future__ import annotations

import pytest

from simulator import SCENARIOS
from simulator.core.moves import Example, parse_catalogue

CATALOGUE = parse_catalogue((SCENARIOS / "moves.yaml").read_text("utf-8"), "moves.yaml")


def _cases(field: str) -> list[object]:
    return [
        pytest.param(move, example, id=f"{move.id}: {example.say}")
        for move in CATALOGUE
        for example in getattr(move, field)
    ]


def _heard(understanding, move, example: Example) -> set[str]:
    found = understanding.recognise(example.say, heard=example.heard, context=move.contexts[0])
    return {m.move for m in found.moves if m.sure}


@pytest.mark.parametrize(("move", "example"), _cases("examples"))
def test_an_example_is_heard_as_its_move(understanding, move, example):
    assert move.id in _heard(understanding, move, example)


@pytest.mark.parametrize(("move", "example"), _cases("not_examples"))
def test_a_near_miss_is_not_heard_as_the_move(understanding, move, example):
    assert move.id not in _heard(understanding, move, example)
