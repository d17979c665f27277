"""How a call from the terminal begins: first of a row in one of its cases, or the next one, at a time of one's choice.

Rule: by the practice clock any time may be named; by the real clock none, and a promised call waits for its minute.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NoReturn

import typer

from simulator.core.promises import spoken_time
from simulator.core.scenario import Scenario
from simulator.core.ways import AGAIN, THEN, Way, ways
from simulator.core.yaml_text import BadFile, Flaw, did_you_mean
from simulator.diary import last_call
from simulator.library import Library
from simulator.settings import Settings

_HOUR = re.compile(r"\d{1,2}:\d{2}")


@dataclass(frozen=True, slots=True)
class Begins:
    """What was asked for. `again`: the next call of the row; `at`: when, as it was written; `case`: of a first call;
    `untimed`: nothing waits for an answer by the clock."""

    again: bool = False
    at: str = ""
    case: str = ""
    untimed: bool = False


FIRST = Begins()


def begin(
    library: Library,
    scenario: Scenario,
    wanted: Begins,
    settings: Settings,
    clock: Callable[[], datetime] = datetime.now,
    sleep: Callable[[float], None] = time.sleep,
) -> tuple[Way, str]:
    """The way that is wanted, and the record that it goes on from. Waits where a promised call is not open yet but soon
    will be. Raises BadFile where it cannot begin so."""
    past = last_call(scenario.id, settings.trainee, library.move_ids)
    real = clock() if settings.clock == "real" else None
    before, case = (past.transcript, past.header.case) if past else (None, "")
    there = {way.name: way for way in ways(scenario, before, case, library.playbooks.values(), real)}
    if not wanted.again:
        return _at(_first(scenario, there, wanted.case), wanted.at, real), ""
    if past is None or (AGAIN not in there and THEN not in there):
        _refuse(
            f"there is no call to {scenario.prospect.name} to go on from yet; leave --again out, and make the first"
        )
    if wanted.case:
        _refuse("the case is that of the first call of the row; leave --case out, or --again")
    way = _next(there, wanted.at, real, clock, sleep)
    over = there[AGAIN].facts.now if AGAIN in there else None
    if over and way.facts.now and way.facts.now < over:
        _refuse(
            f"{spoken_time(way.facts.now)} is before the end of your last call; the clock runs on from {over:%H:%M}"
        )
    return way, past.file


def _first(scenario: Scenario, there: dict[str, Way], case: str) -> Way:
    if case and case not in scenario.cases:
        cases = f"cases are {', '.join(scenario.cases)}" if scenario.cases else "it has none"
        _refuse(f"{scenario.id} has no case '{case}'; {cases}{did_you_mean(case, scenario.cases)}")
    return there[case or next(iter(scenario.cases), "")]


def _next(
    there: dict[str, Way], at: str, real: datetime | None, clock: Callable[[], datetime], sleep: Callable[[float], None]
) -> Way:
    """The appointed call where one is promised; else, or where `now` is asked for, the call right away."""
    way = there.get(THEN) or there[AGAIN]
    if at == "now" and AGAIN in there:
        return there[AGAIN]
    if real is None or way.due is None:
        return _at(way, "" if at == "now" else at, real)
    if at:
        _at(way, at, real)
    if way.opens and real < way.opens:
        _refuse(f"your call is at {spoken_time(way.due)}; come back from {way.opens:%H:%M} on, or ring early: --at now")
    typer.echo(f"Your call is at {way.due:%H:%M}. Waiting for its minute; Ctrl+C lets it be.", err=True)
    while left := way.waits(clock()):
        sleep(min(left, 1.0))
    return replace(way, facts=way.facts.model_copy(update={"now": clock()}))


def _at(way: Way, at: str, real: datetime | None) -> Way:
    """The way at a time that somebody named: a date with its hour, or an hour of the day on which it is to be."""
    if not at:
        return way
    if real is not None:
        _refuse(
            "the clock is real, so no time can be chosen; `hitzero calendar --clock practice` sets the practice clock"
        )
    day = way.facts.now or datetime.now()
    try:
        when = datetime.fromisoformat(f"{day:%Y-%m-%d} {at.zfill(5)}" if _HOUR.fullmatch(at) else at)
    except ValueError:
        _refuse(f"'{at:.30}' is no time; write --at 14:05, or --at \"2026-11-25 14:05\"")
    return replace(way, facts=way.facts.model_copy(update={"now": when.replace(tzinfo=None)}))


def _refuse(says: str) -> NoReturn:
    raise BadFile([Flaw("hitzero", 0, says)])
