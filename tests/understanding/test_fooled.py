"""Not fooled: sentences that name, deny, quote, mock or list moves without making them, kept by rates.

One by one they would forbid a better recogniser for the sake of one odd sentence; together they hold the line.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.core.yaml_text import parse

FILE = Path(__file__).with_name("fooled.yaml")
ROWS = parse(FILE.read_text("utf-8"), FILE.name).data
KINDS = [kind for kind in ROWS if kind != "earnest"]


def _fooled(understanding, kind: str) -> list[str]:
    """The sentences in which a move is heard that they do not make."""
    heard = [
        (
            said,
            {m.move for m in understanding.recognise(said, heard=heard, context=context).moves if m.sure}
            & set(not_made),
        )
        for context, heard, said, not_made in ROWS[kind]
    ]
    return [said for said, wrong in heard if wrong]


@pytest.mark.parametrize("kind", KINDS)
def test_few_of_each_kind_fool_the_recogniser(understanding, kind):
    assert len(ROWS[kind]) >= 12

    fooled = _fooled(understanding, kind)

    assert len(fooled) <= len(ROWS[kind]) // 4, fooled


def test_fewer_than_one_in_ten_of_all_fool_it(understanding):
    fooled = [said for kind in KINDS for said in _fooled(understanding, kind)]

    assert len(fooled) < sum(len(ROWS[kind]) for kind in KINDS) / 10, fooled


def test_words_built_alike_that_make_the_move_still_do(understanding):
    lost = [
        said
        for context, heard, said, (move,) in ROWS["earnest"]
        if move not in {m.move for m in understanding.recognise(said, heard=heard, context=context).moves if m.sure}
    ]

    assert len(lost) <= len(ROWS["earnest"]) // 8, lost
