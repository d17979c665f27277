"""A row of calls to one prospect: where the trainee stands in it, and which call comes next.

Rule: how long a row is, is read off the playbooks that its scenario names: a rule about the third message wants three
calls. A call to come has a time only where one was promised; nothing is promised in anybody's name.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from simulator.core.facts import Facts
from simulator.core.history import next_facts, open_promise, when_due
from simulator.core.playbook import Playbook
from simulator.core.promises import DAYS, is_whole_day
from simulator.core.scenario import Scenario
from simulator.core.standing import Standing
from simulator.core.turns import Transcript
from simulator.core.ways import AGAIN, THEN
from simulator.core.when import When

Stands = Literal["made", "next", "later"]
_NAMES = {1: ("First call",), 2: ("First call", "Second call"), 3: ("First call", "Follow-up", "Last try")}


@dataclass(frozen=True, slots=True)
class Step:
    """One call of a row. `what` came of it, or is to come; `when`: by the game's clock, "" where nobody knows."""

    name: str
    what: str
    when: str
    stands: Stands


@dataclass(frozen=True, slots=True)
class Campaign:
    """A row of calls. `to`: the prospect; `called`: its case, in a few words; `way`: how its next call begins;
    `difficulty`: that of its last call, "" where none was made; `due`: when the next one is promised."""

    scenario: str
    to: str
    called: str
    way: str
    difficulty: str
    steps: tuple[Step, ...]
    due: datetime | None = None

    @property
    def made(self) -> int:
        """How many calls were made."""
        return sum(step.stands == "made" for step in self.steps)


def campaigns(
    scenario: Scenario, row: Sequence[Transcript], case: str, difficulty: str, playbooks: Collection[Playbook]
) -> tuple[Campaign, ...]:
    """The rows of a scenario, the one that was begun first. `row`: its calls so far, the oldest first, made in that
    `case`. What one call is enough for is no row, unless another call was promised."""
    own = [book for book in playbooks if book.id in scenario.playbooks]
    found = []
    if row:
        found.append(_begun(scenario, row, case, difficulty, own, playbooks))
    for name in scenario.cases or ("",):
        if not row or name != case:
            wanted = calls_wanted(scenario.facts_in(name), own)
            steps = _to_come(0, wanted, "when you like", "")
            found.append(Campaign(scenario.id, scenario.prospect.name, _called(scenario, name), name, "", steps))
    return tuple(one for one in found if len(one.steps) > 1)


def calls_wanted(facts: Facts, playbooks: Collection[Playbook]) -> int:
    """How many calls to a prospect of whom these facts are true the rules of these playbooks speak of."""
    whens = [rule.when for book in playbooks for rule in book.rules if _speaks_of(rule.when, facts)]
    return 1 + max((n for when in whens for n in _counts(when)), default=0)


def _counts(when: When) -> tuple[int, ...]:
    at_least = (when.calls_before_at_least or 0, when.messages_before_at_least or 0)
    return *(when.calls_before or ()), *(when.messages_before or ()), *at_least


def _speaks_of(when: When, facts: Facts) -> bool:
    """Whether a condition can be so in such a row: what stays the same from call to call is asked."""
    stays = {name: value for name in ("referral", "world") if (value := getattr(when, name)) is not None}
    return When.model_validate(stays).holds(Standing(facts, facts.with_, facts.on))


def _begun(
    scenario: Scenario,
    row: Sequence[Transcript],
    case: str,
    difficulty: str,
    own: Collection[Playbook],
    playbooks: Collection[Playbook],
) -> Campaign:
    last, promise = row[-1], open_promise(row[-1])
    wanted = max(calls_wanted(scenario.facts_in(case), own), len(row) + (promise is not None))
    due = when_due(last) if promise else None
    what, when = ("as promised", _when(promise.due)) if promise else ("when you like", "")
    made = [
        Step(_name(i, wanted), _came(call, i, row, playbooks), _when(call.facts.now), "made")
        for i, call in enumerate(row)
    ]
    steps = (*made, *_to_come(len(row), wanted, what, when))
    way = THEN if promise else AGAIN
    return Campaign(scenario.id, scenario.prospect.name, _called(scenario, case), way, difficulty, steps, due)


def _to_come(made: int, wanted: int, what: str, when: str) -> tuple[Step, ...]:
    """The next call, and those behind it, whose time is still to be promised."""
    return tuple(
        Step(_name(i, wanted), what, when, "next") if i == made else Step(_name(i, wanted), "to promise", "", "later")
        for i in range(made, wanted)
    )


def _name(i: int, of: int) -> str:
    names = _NAMES.get(of, ())
    return names[i] if i < len(names) else f"Call {i + 1}"


def _came(call: Transcript, i: int, row: Sequence[Transcript], playbooks: Collection[Playbook]) -> str:
    """What came of a call, told by what it left to the next one."""
    left = row[i + 1].facts if i + 1 < len(row) else next_facts(call, playbooks)
    if left.spoken_before and not call.facts.spoken_before:
        return "spoke"
    return "left" if left.messages_before > call.facts.messages_before else "no message"


def _called(scenario: Scenario, case: str) -> str:
    return scenario.cases[case].called if case in scenario.cases else ""


def _when(moment: datetime | None) -> str:
    """A day and its hour in few letters: `Wed 09:00`; of a day without an hour `Wed 25`."""
    if moment is None:
        return ""
    return f"{DAYS[moment.weekday()]} {moment.day if is_whole_day(moment) else f'{moment:%H:%M}'}"
