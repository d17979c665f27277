"""What many calls show together: the way of the totals, the moves over time, the promises, the days practised.

Rule: nothing is judged here. An attempt comes with its totals and verdicts; this file only counts, and every figure
can be counted again by hand from the list of calls. A second try knows what comes, so it counts in no figure; a call
that was cut short is a day of practice, but shows nothing of how well it would have gone.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal

from simulator.core.campaigns import Campaign
from simulator.core.scorecard import Verdict

AVERAGED = 5
"""Calls in the running average: enough that one bad call does not bend the line. Our own choice."""
LOOKED_AT = 10
"""How many of the last calls that called for a rule are shown. Our own choice."""

PromiseState = Literal["open", "kept", "early", "late", "broken", "aside"]


@dataclass(frozen=True, slots=True)
class Attempt:
    """One call on record. `record`: the name of its file; `started`: by the clock on the wall; `seconds`: how long it
    was; `totals` by playbook (None where the author says nothing of it); `verdicts` by rule; `on_shelf`: whether its
    scenario can still be played; `situation`: receptionist, voicemail or cell, or "" where nobody knows any more;
    `marks`: what sets it apart from others, as "with tips"; `cut_short`: its record has no end
    (a crash, a power cut); `goal`: whether it came to what it was made for, None where nobody can tell."""

    record: str
    started: datetime
    scenario: str
    title: str
    difficulty: str
    seconds: int
    totals: Mapping[str, int | None]
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    situation: str = ""
    on_shelf: bool = True
    marks: str = ""
    cut_short: bool = False
    goal: bool | None = None


@dataclass(frozen=True, slots=True)
class RuleName:
    """A rule as a list names it. `title`: what is to be done, or left out; `avoid`: it is broken or kept quiet."""

    rule: str
    playbook: str
    title: str
    avoid: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """How a rule fared in the last calls that called for it, the oldest first: True where it was met (of a rule to
    avoid: where it was not broken)."""

    name: RuleName
    calls: tuple[bool, ...]

    @property
    def done(self) -> int:
        """In how many of these calls it went well."""
        return sum(self.calls)

    @property
    def of(self) -> int:
        """In how many calls it was called for."""
        return len(self.calls)


@dataclass(frozen=True, slots=True)
class Due:
    """A promise to ring, and what became of it. `scenario`: where it can be kept; `answered`: when the call came;
    `firm`: whose number is to be rung, where that is still known."""

    when: datetime
    to: str
    words: str
    state: PromiseState
    scenario: str
    difficulty: str
    answered: datetime | None = None
    firm: str = ""

    @property
    def whom(self) -> str:
        """Whom to ring, with the firm where both are known."""
        return ", ".join(filter(None, (self.to, self.firm)))


@dataclass(frozen=True, slots=True)
class Progress:
    """Everything on record of one trainee. `attempts`: the newest first; `dues`: the soonest first; `rules`: all rules
    of all playbooks; `broken`: records that could not be read, each in one sentence; `today`: by the clock on the
    wall; `campaigns`: the rows of calls, that with the soonest promise first, then those that were begun; `retries`:
    second tries, which are listed with the calls and counted nowhere."""

    attempts: tuple[Attempt, ...] = ()
    dues: tuple[Due, ...] = ()
    rules: tuple[RuleName, ...] = ()
    broken: tuple[str, ...] = ()
    today: date = date(2026, 1, 1)
    campaigns: tuple[Campaign, ...] = ()
    retries: tuple[Attempt, ...] = ()

    @property
    def calls(self) -> list[Attempt]:
        """All calls and second tries, the newest first."""
        return sorted((*self.attempts, *self.retries), key=lambda a: a.started, reverse=True)


def scored(attempts: Iterable[Attempt], playbook: str) -> list[tuple[Attempt, int]]:
    """The calls that came to an end and of which an author gives a total, the oldest first."""
    found = ((a, a.totals.get(playbook)) for a in attempts if not a.cut_short)
    return sorted(((a, total) for a, total in found if total is not None), key=lambda pair: pair[0].started)


def average(totals: Sequence[int], width: int = AVERAGED) -> list[float]:
    """The mean of each total and the few before it."""
    return [math.fsum(totals[max(0, i + 1 - width) : i + 1]) / min(i + 1, width) for i in range(len(totals))]


def gain(attempts: Iterable[Attempt], playbook: str) -> int | None:
    """How many points the last calls lie above the first: the mean of the last five less that of the first five, or
    of the halves where there are fewer than ten. None under four calls: too few to speak of a way."""
    totals = [total for _, total in scored(attempts, playbook)]
    if len(totals) < 4:
        return None
    width = min(AVERAGED, len(totals) // 2)
    return math.floor((math.fsum(totals[-width:]) - math.fsum(totals[:width])) / width + 0.5)


def tallies(progress: Progress, playbook: str, most: int = LOOKED_AT) -> list[Tally]:
    """An author's rules over the last calls that called for them, what goes worst first. Rules that no call has called
    for, and rules to avoid that were never broken, are left out; so are calls that were cut short, which could not
    come to everything."""
    calls = sorted((a for a in progress.attempts if not a.cut_short), key=lambda a: a.started)
    found = []
    for name in progress.rules:
        if name.playbook != playbook:
            continue
        verdicts = [a.verdicts[name.rule] for a in calls if name.rule in a.verdicts]
        went = [v in ("met", "avoided") for v in verdicts if v in ("met", "missed", "broken", "avoided")]
        if went and not (name.avoid and all(went)):
            found.append(Tally(name, tuple(went[-most:])))
    return sorted(found, key=lambda t: (t.done / t.of, -t.of, t.name.rule))


def days_practised(attempts: Iterable[Attempt]) -> dict[date, int]:
    """How many calls were made on each day."""
    days: dict[date, int] = {}
    for attempt in attempts:
        day = attempt.started.date()
        days[day] = days.get(day, 0) + 1
    return days


def streak(days: Collection[date], today: date) -> int:
    """How many days running there was practice, up to today. Today need not be over, and a weekend without practice
    breaks nothing."""
    count, day = 0, today
    while day in days or day == today or day.weekday() > 4:
        count += day in days
        day -= timedelta(days=1)
    return count


def longest_streak(days: Collection[date]) -> int:
    """The longest row of days with practice that ever was, weekends without practice not counted."""
    return max((streak(days, day) for day in days), default=0)


def weeks(month: date) -> list[list[date]]:
    """The days of a month in whole weeks, from Monday on."""
    first = month.replace(day=1)
    day = first - timedelta(days=first.weekday())
    found: list[list[date]] = []
    while not found or (day.year, day.month) == (first.year, first.month):
        found.append([day + timedelta(days=i) for i in range(7)])
        day += timedelta(days=7)
    return found


def months_on(month: date, step: int) -> date:
    """The first day of the month so many months on."""
    count = month.year * 12 + month.month - 1 + step
    return date(count // 12, count % 12 + 1, 1)
