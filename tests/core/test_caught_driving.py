"""What the driver says has to fit however he was asked, and whatever time was named."""

from __future__ import annotations

import pytest

from simulator import SCENARIOS
from simulator.core.reading import read_scenario

FILE = SCENARIOS / "caught-driving.yaml"
YES_OR_NO = ("no,", "no.", "yes", "since you ask, no", "do that", "that's fine", "sure")
HALF = ("It's not", ", yes", ", no")


@pytest.mark.parametrize("seed", range(6))
def test_whether_asked_for_a_good_or_a_bad_moment_his_answer_is_no_bare_yes_or_no(moves, ring, seed):
    told = ring(read_scenario(FILE.read_text("utf-8"), FILE.name, moves), "warm", seed).dials("dial_cell")
    told.fires("rings")
    told.finishes()
    told.says("Is this a bad moment?", "ask_if_good_time")

    assert "driving" in told.lines[-1] or "wheel" in told.lines[-1]
    assert not told.lines[-1].lower().startswith(YES_OR_NO)
    assert not any(half in told.lines[-1] for half in HALF)


@pytest.mark.parametrize("seed", range(6))
def test_to_a_time_that_was_named_first_he_says_from_when_he_is_at_his_desk(moves, ring, seed):
    told = ring(read_scenario(FILE.read_text("utf-8"), FILE.name, moves), "warm", seed).dials("dial_cell")
    told.fires("rings")
    told.finishes()
    told.says("I'll let you drive. I'll ring tomorrow at nine.", "let_go_gracefully", "promise_call_back_time")

    assert "From two thirty on" in told.lines[-1]
    assert not told.lines[-1].lower().startswith(YES_OR_NO)
