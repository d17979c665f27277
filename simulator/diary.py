"""The trainee's calendar: what was promised in the calls on record, and the call that each row of calls has come to.

Rule: the records are the truth and nothing is kept beside them. A record names the one before it in its row; a call
that names none begins a row, and puts the row before it aside.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from simulator.core.history import open_promise, was_made
from simulator.core.promises import Became, Promise, became, promises
from simulator.core.record import Header, replay
from simulator.core.turns import Transcript
from simulator.core.yaml_text import BadFile
from simulator.records import all_records, file_name, load_record

State = Became | Literal["aside"]
STATES: dict[State, str] = {
    "open": "to be kept",
    "kept": "kept",
    "early": "rung early",
    "late": "rung late",
    "broken": "broken",
    "aside": "left, a new row begun",
}


@dataclass(frozen=True, slots=True)
class Past:
    """A call on record, as the next one needs it. `file`: the record's name."""

    file: str
    header: Header
    transcript: Transcript

    @property
    def title(self) -> str:
        """The scenario's title, as it stood in the record."""
        first = next((t for t in self.header.text.splitlines() if t.startswith("title:")), "")
        return first.partition(":")[2].strip().strip("\"'") or self.header.scenario


@dataclass(frozen=True, slots=True)
class Appointment:
    """A promise with what became of it. `answered`: when the call came that was to keep it."""

    promise: Promise
    past: Past
    state: State
    answered: datetime | None = None


def past_call(path: Path, moves: Collection[str]) -> Past | None:
    """The call in that record; None where it cannot be read, or nobody was rung."""
    try:
        record = load_record(path)
        call, _ = replay(record, moves)
    except BadFile:
        return None
    transcript = call.transcript()
    return Past(path.name, record.header, transcript) if was_made(transcript) else None


def last_call(scenario: str, trainee: str, moves: Collection[str], folder: Path | None = None) -> Past | None:
    """The last call of that scenario by that trainee. Only the newest records of that name are read."""
    named = [path for path in all_records(folder) if file_name(scenario) in path.name]
    for path in reversed(named):
        past = past_call(path, moves)
        if past and (past.header.scenario, past.header.trainee) == (scenario, trainee):
            return past
    return None


def past_calls(trainee: str, moves: Collection[str], folder: Path | None = None) -> Iterator[Past]:
    """All calls of a trainee, the oldest first."""
    for path in all_records(folder):
        past = past_call(path, moves)
        if past and past.header.trainee == trainee:
            yield past


def calendar(calls: Sequence[Past], clock: datetime | None = None) -> list[Appointment]:
    """Every promise of these calls, the soonest first. `clock`: the real time, by which an open one may have passed."""
    following = {past.header.after: past for past in calls if past.header.after}
    last = {past.header.scenario: past.file for past in calls}
    found = []
    for past in calls:
        for promise in promises(past.transcript)[-1:]:
            found.append(_followed(promise, past, following, last, clock))
    return sorted(found, key=lambda a: (a.promise.due, a.past.file))


def _followed(
    promise: Promise, past: Past, following: dict[str, Past], last: dict[str, str], clock: datetime | None
) -> Appointment:
    """A promise, followed along its row until a call answers it; a call before its day, or early, leaves it open."""
    at, state, rung = past, "open", None
    while at.file in following:
        at = following[at.file]
        now = at.transcript.facts.now
        if now is None:
            break
        state, rung = became(promise.due, now), now
        if state not in ("open", "early") or promises(at.transcript):
            return Appointment(promise, past, "early" if state == "open" else state, rung)
    if last[past.header.scenario] != at.file:
        return Appointment(promise, past, "early" if state == "early" else "aside", rung)
    missed = clock is not None and became(promise.due, clock) == "broken"
    return Appointment(promise, past, "broken" if missed else "open", rung)


def to_be_kept(past: Past | None) -> Promise | None:
    """The promise that stands after the last call of a row."""
    return open_promise(past.transcript) if past else None
