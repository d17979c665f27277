"""Times and telephone numbers in every spoken style: each row of spoken.yaml is a test of its own."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from simulator.core.events import MoveHeard
from simulator.core.yaml_text import parse
from simulator.understanding.phones import call_back_number
from simulator.understanding.times import call_back_time

FILE = Path(__file__).with_name("spoken.yaml")
ROWS = parse(FILE.read_text("utf-8"), FILE.name).data
NOON = datetime(2026, 11, 24, 11, 50)


@pytest.mark.parametrize(("said", "moment"), ROWS["times"])
def test_a_spoken_time_is_the_moment_that_people_mean(said, moment):
    promise = MoveHeard("promise_call_back_time", 0.9, 0, len(said))

    found = call_back_time(said, [promise], heard="", now=NOON)

    assert found == (None if moment == "none" else moment.replace(" ", "T"))


@pytest.mark.parametrize(("said", "digits"), ROWS["numbers"])
def test_a_spoken_number_is_its_digits_in_their_order(said, digits):
    assert call_back_number(said) == (None if digits == "none" else digits)
