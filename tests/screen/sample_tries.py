"""Two tries of one call, from real plans of the front desk that share their first line; and one far too long."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from screen.sample_calls import SampleLine, voices
from simulator import SCENARIOS
from simulator.core.comparing import Attempt, compare
from simulator.core.record import replay
from simulator.core.retry import forks, taken_over
from simulator.library import Library
from simulator.retrying import Comparison, Side
from simulator.suite import run_plan

FIRST = Side("2026-11-24-115000-the-front-desk.jsonl", "First try", "Tue 24 Nov, 11:50")
SECOND = Side("2026-11-24-121400-the-front-desk.jsonl", "Second try from 0:15", "Tue 24 Nov, 12:14")
THIRD = Side("2026-11-25-090300-the-front-desk.jsonl", "Third try from 0:31", "Wed 25 Nov, 09:03")
LIBRARY = Library((SCENARIOS,))


@cache
def attempt(name: str) -> Attempt:
    """The call of a plan, dealt alike whatever its own seed."""
    folder = LIBRARY.plan_paths(LIBRARY.shelf.paths["the-front-desk"])
    plan = LIBRARY.plan_at(next(path for path in folder if path.stem == name)).model_copy(update={"seed": 3})
    made = run_plan(plan, LIBRARY.shelf.read["the-front-desk"], LIBRARY.playbooks.values(), LIBRARY.move_ids)
    return Attempt(made.record, made.judged.transcript, {card.playbook: card for card in made.judged.scorecards})


@cache
def tries(left: str = "poor", right: str = "good", sides: tuple[Side, ...] = (FIRST, SECOND)) -> Comparison:
    """Two of them side by side."""
    one, other = attempt(left), attempt(right)
    found = compare(one, other, LIBRARY.move_ids)
    assert found is not None
    cards = one.scorecards, other.scorecards
    return Comparison("The front desk", "busy", sides, sides[0], sides[-1], found, cards)


def long_tries(long: str) -> Comparison:
    """The same with titles and labels without end."""
    made = tries("odd", "asks-martin", (FIRST, SECOND, THIRD))
    side = replace(made.left, label=f"First try of {long}", when=long)
    return replace(made, title=long, sides=(side, *made.sides[1:]), left=side)


def taken_up_line(name: str = "good", turn: int = 4) -> SampleLine:
    """A call that goes on from one of its turns."""
    record = attempt(name).record
    fork = forks(record, LIBRARY.move_ids)[turn]
    call, _ = replay(replace(record, events=taken_over(record, fork)), LIBRARY.move_ids)
    line = SampleLine(call, fork.at + 900, listening=call.state.speaking is None)
    line.levels = voices(line.now, [("you", (fork.at + 300) / 1000, (fork.at + 900) / 1000)])
    return line


def long_line() -> SampleLine:
    """One that goes on after a great deal was said."""
    line = taken_up_line("asks-martin", 20)
    turns = line.call.state.turns
    turns[3] = replace(turns[3], text=f"{turns[3].text} {'Donaudampfschifffahrtsgesellschaft' * 3} {turns[3].text * 4}")
    return line
