"""The lint of times that are named."""

from __future__ import annotations

import pytest
from core.conftest import HERE, MOVES

from simulator.core.check_times import check_times
from simulator.core.reading import read_scenario
from simulator.core.yaml_text import parse

TEXT = (HERE / "switchboard.yaml").read_text("utf-8")
ACT = "        act: said_in_meeting\n"


def _flaws(text: str) -> list[tuple[int, str, str]]:
    scenario = read_scenario(text, "switchboard.yaml", MOVES)
    found = check_times(scenario, parse(scenario.text, "switchboard.yaml"))
    return [(flaw.line, flaw.severity, flaw.says) for flaw in found]


def test_a_line_that_says_when_but_not_to_the_call_is_told_with_its_line():
    text = TEXT.replace(ACT, "        act: said_available_at\n")

    ((line, severity, says),) = _flaws(text)

    assert text.splitlines()[line - 1].strip().startswith("says: She's in a meeting")
    assert (severity, "names_time: {at: from 14:30" in says) == ("warning", True)


@pytest.mark.parametrize("where", ["the line", "the moment"])
def test_a_line_with_its_time_beside_it_or_in_its_moment_is_right(where):
    named = "names_time: {at: from 14:00, not_then: Two.}\n"
    text = TEXT.replace(ACT, "        act: said_available_at\n" + ("        " + named if where == "the line" else ""))
    if where == "the moment":
        text = text.replace("  looks:\n", "  looks:\n    " + named)

    assert _flaws(text) == []


def test_a_time_by_which_nobody_stands_is_told():
    ((_, severity, says),) = _flaws(TEXT.replace(ACT, "        names_time: {at: from 14:00}\n"))

    assert (severity, "not_then" in says) == ("warning", True)
