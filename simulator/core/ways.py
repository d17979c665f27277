"""How a call may begin: the appointed call of a row, another call right away, or a first call of one of the cases.

Rule: the game's clock is a practice clock, which may be set to any appointed time; where a real clock is handed in,
nothing is set: a call that was promised opens five minutes before its time, and waits for its minute.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from simulator.core.facts import Facts
from simulator.core.history import next_facts, open_promise, was_made, when_due, when_over
from simulator.core.playbook import Playbook
from simulator.core.promises import Promise, is_whole_day, spoken_time
from simulator.core.scenario import Scenario
from simulator.core.turns import Transcript

OPENS_MINUTES = 5
"""House target: time enough to read the slip and to try the microphone."""

THEN = "then"
AGAIN = "again"
_COUNT = {1: "second", 2: "third", 3: "fourth", 4: "fifth"}


@dataclass(frozen=True, slots=True)
class Way:
    """One way to begin. `name`: THEN, AGAIN, or the case of a first call; `label` and `about` are for reading; `facts`
    what is true of the call, its time included; `told` and `goal` what the trainee is told. `goes_on`: whether it
    continues a row. `due`: by the real clock, the minute before which it cannot begin."""

    name: str
    label: str
    about: str
    facts: Facts
    told: tuple[str, ...]
    goal: str
    case: str = ""
    goes_on: bool = False
    due: datetime | None = None

    @property
    def opens(self) -> datetime | None:
        """From when on the briefing may be opened; None: at any time."""
        return self.due - timedelta(minutes=OPENS_MINUTES) if self.due else None

    def waits(self, clock: datetime) -> float:
        """Seconds until it may begin; 0 where it may begin now."""
        return max(0.0, (self.due - clock).total_seconds()) if self.due else 0.0


def ways(
    scenario: Scenario,
    before: Transcript | None,
    case: str,
    playbooks: Collection[Playbook],
    clock: datetime | None = None,
) -> tuple[Way, ...]:
    """The ways to begin a call, the likeliest first. `before`: the last call of the row, made in that `case`; `clock`:
    the real time, None where the practice clock holds."""
    row = () if before is None or not was_made(before) else tuple(_going_on(scenario, before, case, playbooks, clock))
    return (*row, *_first_calls(scenario, bool(row), clock))


def promise_told(promise: Promise, to: str) -> str:
    """A promise in one sentence: `You promised Dana to ring Thu 15 Oct, 14:30.`"""
    return f"You promised {to or promise.to} to ring {spoken_time(promise.due)}."


def _going_on(
    scenario: Scenario, before: Transcript, case: str, playbooks: Collection[Playbook], clock: datetime | None
) -> Iterator[Way]:
    facts, promise = next_facts(before, playbooks, clock), open_promise(before)
    told = (*_what_was(scenario, facts, promise), *_you_know(scenario, case))
    goal = _goal(scenario, case)
    due = when_due(before) if promise else None
    if promise and due:
        when = "the practice clock is set to it" if clock is None else _how_late(promise.due, clock)
        waits = None if clock is None or clock >= due or is_whole_day(promise.due) else promise.due
        then = facts.model_copy(update={"now": clock or due})
        if clock is None or not is_whole_day(promise.due) or clock.date() >= promise.due.date():
            yield Way(THEN, f"Ring {spoken_time(promise.due)}, as promised", when, then, told, goal, case, True, waits)
    now = clock or when_over(before)
    at = "by the real clock" if clock else f"{spoken_time(now)}, right after your last call" if now else ""
    label = "Ring now, before that" if promise else "Ring again now"
    if clock is None or due is None or clock < due:
        yield Way(AGAIN, label, at, facts.model_copy(update={"now": now}), told, goal, case, True)


def _how_late(due: datetime, clock: datetime) -> str:
    if clock < due:
        opens = due - timedelta(minutes=OPENS_MINUTES)
        return f"opens {spoken_time(opens)}, and waits for its minute" if clock < opens else "waits for its minute"
    return "the time has come" if clock < due + timedelta(minutes=1) else "its time is past: better late than never"


def _first_calls(scenario: Scenario, row: bool, clock: datetime | None) -> Iterator[Way]:
    for name in scenario.cases or ("",):
        called = scenario.cases[name].called if name else ""
        facts = scenario.facts_in(name).model_copy(update={"now": clock or scenario.now})
        afresh = "Start afresh" if row else "A first call"
        about = f"{spoken_time(clock or scenario.now)}{', and nothing has been said yet' if row else ''}"
        label = f"{afresh}: {_within(called, scenario, facts)}" if row and called else called or afresh
        yield Way(name, label, about, facts, _you_know(scenario, name), _goal(scenario, name), name)


def _within(called: str, scenario: Scenario, facts: Facts) -> str:
    """A case as it stands within a sentence: with a small letter, unless it begins with somebody's name."""
    named = [scenario.prospect.name, scenario.prospect.company, scenario.you.name, scenario.you.company]
    named += [facts.referral.name if facts.referral else "", *(person.name for person in scenario.people.values())]
    first = called.partition(" ")[0].replace("’", "'").removesuffix("'s").strip(",.:;'")
    if first == "I" or first in " ".join(named).split():
        return called
    return f"{called[:1].lower()}{called[1:]}"


def _you_know(scenario: Scenario, case: str) -> tuple[str, ...]:
    named = scenario.cases.get(case)
    return (named.you_know if named else ()) or scenario.you_know


def _goal(scenario: Scenario, case: str) -> str:
    named = scenario.cases.get(case)
    return (named.goal if named else "") or scenario.goal


def _what_was(scenario: Scenario, facts: Facts, promise: Promise | None) -> Iterator[str]:
    """What the calls before this one left, for the slip."""
    first = scenario.prospect.name.split()[0]
    count = _COUNT.get(facts.calls_before, f"{facts.calls_before + 1}th")
    left = {0: "no message", 1: "one message"}.get(facts.messages_before, f"{facts.messages_before} messages")
    yield f"This is your {count} call to {first}. You left {left} so far."
    if promise:
        words = f" Your words: “{promise.words}”" if promise.words else ""
        yield f"{promise_told(promise, '' if promise.to != scenario.prospect.name else first)}{words}"
