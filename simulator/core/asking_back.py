"""What a callee asks about before answering: a strange name, a day that there is not, two times at once, and a time
that is not the one that the callee named.

Rule: everything here is a choice, nothing changes. Each thing is asked once (a time that there is not, twice); whoever
then says it again is taken at their word. A rebuke comes before any question, and machines ask nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from simulator.core.named_time import stretches, suits
from simulator.core.scenario import Moment, Reaction, Scenario
from simulator.core.state import State
from simulator.core.turns import Turn

Kind = Literal["odd_name", "odd_time", "two_times", "not_then"]

COMMITS = frozenset({"promise_call_back_time", "offer_other_time", "ask_to_schedule", "suggest_call_back"})
"""Moves with which a time is a time to ring."""
OFTEN = 2  # times that a day or an hour which there is not is asked about


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: which kind, in which words, and the times (ISO) that are then on the table; None where no time is
    asked about."""

    kind: Kind
    reaction: Reaction
    open_times: tuple[str, ...] | None = None


def question(
    scenario: Scenario, state: State, turn: Turn, moves: frozenset[str], now: datetime | None
) -> Question | None:
    """What the callee asks about the last words of a turn before anything else; None where all is plain."""
    said, moment = turn.utterances[-1], scenario.moments[state.moment]
    times = said.understood
    name = _spoken(scenario, moment, "odd_name")
    if name.says and (said.false_names or said.false_firms) and "odd_name" not in state.questioned:
        return Question("odd_name", name)
    if times.impossible and state.questioned.count("odd_time") < OFTEN:
        known = (times.call_at,) if times.call_at else ()
        return _asked(Question("odd_time", _spoken(scenario, moment, "odd_time"), known))
    if times.either and not times.call_at and "two_times" not in state.questioned:
        return _asked(Question("two_times", _spoken(scenario, moment, "two_times"), times.either))
    if times.call_at and moves & COMMITS:
        return _another_time(state, times.call_at, times.roughly, now)
    return None


def _asked(question: Question) -> Question | None:
    return question if question.reaction.says else None


def _another_time(state: State, call_at: str, roughly: bool, now: datetime | None) -> Question | None:
    """The callee named a time, and this is another."""
    who, named = state.named_time or ("", None)
    if named is None or now is None or who != state.person or "not_then" in state.questioned or not named.not_then:
        return None
    free = stretches(named.at, now)
    if suits(datetime.fromisoformat(call_at), roughly, free):
        return None
    begins = tuple(one.begin.isoformat(timespec="minutes") for one in free)
    return Question("not_then", Reaction(says=named.not_then), begins)


def _spoken(scenario: Scenario, moment: Moment, kind: Kind) -> Reaction:
    """The moment's own words, else the scenario's; for a time that is unclear, what unclear words are asked with."""
    own: Reaction | None = getattr(moment, kind)
    found: Reaction = own or getattr(scenario, kind)
    if found.says or kind == "odd_name":
        return found
    unclear = moment.unclear or scenario.unclear
    return Reaction(says=unclear.says, who=unclear.who)
