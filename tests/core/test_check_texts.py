"""Texts that are read otherwise than they were written are told, and ordinary sentences are not."""

from __future__ import annotations

import pytest

from simulator import SCENARIOS
from simulator.core.check_texts import odd_texts
from simulator.core.yaml_text import parse


def told(text: str) -> list[tuple[int, str, str]]:
    return [(f.line, f.severity, f.says) for f in odd_texts(parse(text, "f.yaml"), text)]


@pytest.mark.parametrize(
    ("text", "line", "severity", "says"),
    [
        ('paul:\n  -"Hello"\n', 2, "error", "begins with a dash and would be said so"),
        ("paul:\n  -Hello there.\n  -Good morning.\n", 2, "error", "a dash, a space, then the text"),
        ("paul: Hello\n  - Good morning\n", 2, "error", "taken for the rest of the text above"),
        ("paul:\n  - Hello\n    -Good morning\n", 3, "error", "taken for the rest of the text above"),
        ("paul: {says: -Well now}\n", 1, "error", "begins with a dash"),
        ("paul:\n  - Hello there. - Good morning\n", 2, "warning", "give it a line of its own"),
        ("paul: You live in number # 12 there\n", 1, "error", "ends before the #, with 'You live in number'"),
        ("paul: We are #1 in town\n", 1, "error", "ends before the #, with 'We are'"),
        ("paul: Suite # 12\n", 1, "error", "ends before the #, with 'Suite'"),
        ("paul: Ring us on # later\n", 1, "warning", "ends before the #, with 'Ring us on'"),
        ("paul: &so goodbye then\n", 1, "error", "'&so' is lost, because a text cannot begin with &"),
        ("paul: !Goodbye now\n", 1, "error", "'!Goodbye' is lost, because a text cannot begin with !"),
        ("paul: “Good morning”\n", 1, "warning", "curly quotes are no quotes here"),
    ],
)
def test_a_text_that_is_not_what_was_written_is_told_at_its_line(text, line, severity, says):
    [found] = told(text)

    assert found[:2] == (line, severity)
    assert says in found[2]


@pytest.mark.parametrize(
    "text",
    [
        "paul: Hello there.   # the first thing he says",
        "paul: Hello there. # the first thing he says",
        'paul: "We are #1 in town"',
        "paul: She is out - back at two",
        "points: -6",
        "paul: {mood_by: -1}",
        "situation: receptionist # one of three",
        "rings: 2 # times",
        "a: &x {b: Hello there}\nc: *x",
        "paul: He said “no” to me",
        "rest: ---",
    ],
)
def test_an_ordinary_text_is_left_alone(text):
    assert told(text) == []


@pytest.mark.parametrize("file", sorted(SCENARIOS.rglob("*.yaml")), ids=lambda file: file.name)
def test_nothing_that_ships_is_odd(file):
    assert told(file.read_text("utf-8")) == []
