"""Where a value stands in a JSON text, and what its place is called."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.core.json_places import lines_of, place

TEXT = """\
{
  "facts": {"with": "receptionist"},
  "turns": [
    {"who": "other", "text": "Yes? \\"{[,"},
    {
      "who": "trainee",
      "moves": ["thank",
                "greet"]
    }
  ]
}
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 1),
        (("facts", "with"), 2),
        (("turns",), 3),
        (("turns", 0, "text"), 4),
        (("turns", 1), 5),
        (("turns", 1, "who"), 6),
        (("turns", 1, "moves", 1), 8),
        (("turns", 1, "text"), 5),  # missing: the turn that lacks it
        (("turns", 7, "text"), 3),
        (("turns", 0, "who", "else"), 4),
    ],
)
def test_a_place_has_a_line(path, line):
    assert lines_of(TEXT, [path]) == {path: line}


def test_many_places_are_found_in_one_go():
    asked = [("turns", 1, "who"), ("facts",), ("turns", 0), ("turns", 7), ("turns", "none")]

    assert list(lines_of(TEXT, asked).values()) == [2, 3, 3, 4, 6]


def test_of_a_name_that_stands_twice_the_last_counts_as_it_does_for_the_reader():
    assert lines_of('{"a": 1,\n"a": 2}', [("a",)]) == {("a",): 2}


@given(st.recursive(st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_every_value_of_any_text_is_found_at_its_line(value):
    text = json.dumps({"x": [value, "here"]}, indent=1)
    line = len(text.splitlines()) - 2

    assert lines_of(text, [("x", 1)]) == {("x", 1): line}


@pytest.mark.parametrize(
    ("path", "called"),
    [
        ((), "the call"),
        (("facts", "errand"), "facts.errand"),
        (("turns", 1, "start"), "turn 2: start"),
        (("turns", 0), "turn 1"),
        (("turns", 0, "acts", 0), "turn 1: acts[0]"),
        (("actions", 0, "do"), "action 1: do"),
    ],
)
def test_turns_are_counted_from_one(path, called):
    assert place(path) == called
