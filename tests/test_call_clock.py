"""The clock of a call: it runs, and in an untimed call it stands still while the trainee thinks."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.call_clock import GRACE_S, CallClock


class Wall:
    """A clock on the wall that is moved by hand, in seconds."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def wall() -> Wall:
    return Wall()


def thinks(clock: CallClock, wall: Wall, seconds: float) -> None:
    """Somebody thinks for so long; it is looked at both ends only, as by a terminal that waits for a line."""
    clock.wait(True)
    wall.now += seconds
    clock.wait(True)


def test_it_counts_milliseconds_from_the_beginning_of_the_call(wall: Wall) -> None:
    clock = CallClock(wall)
    wall.now += 2.5

    assert clock.now == 2500


def test_while_somebody_thinks_it_stands_still_after_a_moment(wall: Wall) -> None:
    clock = CallClock(wall)
    thinks(clock, wall, 90)

    assert clock.now == GRACE_S * 1000


def test_a_short_silence_runs_on(wall: Wall) -> None:
    clock = CallClock(wall)
    thinks(clock, wall, 0.6)

    assert clock.now == 600


def test_it_goes_on_from_where_it_stood(wall: Wall) -> None:
    clock = CallClock(wall)
    thinks(clock, wall, 90)
    clock.wait(False)
    wall.now += 3

    assert clock.now == GRACE_S * 1000 + 3000


def test_a_voice_that_is_noticed_late_keeps_the_moment_at_which_it_began(wall: Wall) -> None:
    clock = CallClock(wall)
    thinks(clock, wall, 90)
    clock.go(wall.now - 0.3)

    assert clock.at(wall.now) == GRACE_S * 1000 + 300


def test_what_was_said_before_it_stood_keeps_its_moment_however_late_it_is_asked_for(wall: Wall) -> None:
    clock = CallClock(wall)
    wall.now += 4
    said = wall.now
    thinks(clock, wall, 30)
    clock.wait(False)
    wall.now += 1

    assert clock.at(said) == 4000


@given(st.lists(st.tuples(st.booleans(), st.floats(0, 100)), max_size=30))
def test_it_never_runs_backwards_and_never_faster_than_the_wall(looks: list[tuple[bool, float]]) -> None:
    wall = Wall()
    clock = CallClock(wall)
    moments, shown = [wall.now], [clock.now]
    for thinking, seconds in looks:
        wall.now += seconds
        clock.wait(thinking)
        moments.append(wall.now)
        shown.append(clock.now)
        assert [clock.at(moment) for moment in moments[:-1]] == sorted(clock.at(moment) for moment in moments[:-1])

    for (a, b), (x, y) in zip(pairwise(moments), pairwise(shown), strict=True):
        assert 0 <= y - x <= round((b - a) * 1000) + 1
