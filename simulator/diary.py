"""The trainee's calendar: what was promised in the calls on record, and the call that each row of calls has come to.

Rule: the records are the truth; what was read of them is remembered only while they stay as they are. A record names
the one before it in its row; a call that names none begins a row, and puts the row before it aside. A second try is in
no row, and promises nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter

from simulator import __version__
from simulator.core.history import open_promise, was_made
from simulator.core.promises import Became, Promise, became, promises, spoken_time
from simulator.core.record import Header, replay
from simulator.core.turns import Transcript
from simulator.core.yaml_text import BadFile, Flaw, did_you_mean
from simulator.memory import Memory, memory_file
from simulator.records import all_records, file_name, load_record, records_folder
from simulator.settings import Settings, change_settings

State = Became | Literal["aside"]
STATES: dict[State, str] = {
    "open": "to be kept",
    "kept": "kept",
    "early": "rung early",
    "late": "rung late",
    "broken": "broken",
    "aside": "dropped when you began afresh",
}


CLOCKS = {"practice": "practice; you jump to an appointed time", "real": "real; an appointed time is waited for"}


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
class Entry:
    """What the calendar keeps of a call on record. `file`: the record's name; `after`: that of the call before it in
    its row; `now`: the game's time of the call; `promises`: those that stand."""

    file: str
    trainee: str
    scenario: str
    difficulty: str
    title: str
    after: str
    now: datetime | None
    promises: tuple[Promise, ...] = ()


@dataclass(frozen=True, slots=True)
class Appointment:
    """A promise with what became of it. `answered`: when the call came that was to keep it."""

    promise: Promise
    past: Entry
    state: State
    answered: datetime | None = None


FORM = 1
"""Counts up whenever the same record would be read otherwise than before: older memories are then made again."""
_ENTRY: TypeAdapter[Entry | None] = TypeAdapter(Entry | None)


def past_call(path: Path, moves: Collection[str]) -> Past | None:
    """The call in that record; None where it cannot be read, where nobody was rung, or where it is a second try."""
    try:
        record = load_record(path)
        call, _ = replay(record, moves)
    except BadFile:
        return None
    transcript = call.transcript()
    counts = was_made(transcript) and not record.header.retry_of
    return Past(path.name, record.header, transcript) if counts else None


def last_call(scenario: str, trainee: str, moves: Collection[str], folder: Path | None = None) -> Past | None:
    """The last call of that scenario by that trainee. Only the newest records of that name are read."""
    named = [path for path in all_records(folder) if file_name(scenario) in path.name]
    for path in reversed(named):
        past = past_call(path, moves)
        if past and (past.header.scenario, past.header.trainee) == (scenario, trainee):
            return past
    return None


def entries(
    moves: Collection[str],
    folder: Path | None = None,
    memory: Path | None = None,
    rest: Callable[[], None] = lambda: None,
) -> Iterator[Entry]:
    """All calls on record that count, the oldest first. `memory`: the file of what was read before; `rest` is called
    after each record that had to be read anew."""
    edition = hashlib.sha256("\n".join([__version__, str(FORM), *sorted(moves)]).encode()).hexdigest()
    where = str((folder or records_folder()).absolute())
    known, names = Memory(memory or memory_file("calendar"), edition, where), set[str]()

    def work(path: Path) -> Entry | None:
        rest()
        past = past_call(path, moves)
        return entry(past) if past else None

    for path in all_records(folder):
        names.add(path.stem)
        found = known.row(
            path.stem, (path,), partial(work, path), partial(_ENTRY.dump_python, mode="json"), _ENTRY.validate_python
        )
        if found is not None:
            yield found
    known.keep(names)


def entry(past: Past) -> Entry:
    """What the calendar keeps of a call."""
    header, transcript = past.header, past.transcript
    made = promises(transcript)
    names = (header.trainee, header.scenario, header.difficulty, past.title, header.after)
    return Entry(past.file, *names, transcript.facts.now, made)


def calendar(calls: Sequence[Entry], clock: datetime | None = None) -> list[Appointment]:
    """Every promise of these calls, the soonest first. `clock`: the real time, by which an open one may have passed."""
    following = {past.after: past for past in calls if past.after}
    last = {past.scenario: past.file for past in calls}
    found = []
    for past in calls:
        for promise in past.promises[-1:]:
            found.append(_followed(promise, past, following, last, clock))
    return sorted(found, key=lambda a: (a.promise.due, a.past.file))


def _followed(
    promise: Promise, past: Entry, following: dict[str, Entry], last: dict[str, str], clock: datetime | None
) -> Appointment:
    """A promise, followed along its row until a call answers it; a call before its day, or early, leaves it open."""
    at, state, rung = past, "open", None
    while at.file in following:
        at = following[at.file]
        if at.now is None:
            break
        state, rung = became(promise.due, at.now), at.now
        if state not in ("open", "early") or at.promises:
            return Appointment(promise, past, "early" if state == "open" else state, rung)
    if last[past.scenario] != at.file:
        return Appointment(promise, past, "early" if state == "early" else "aside", rung)
    missed = clock is not None and became(promise.due, clock) == "broken"
    return Appointment(promise, past, "broken" if missed else "open", rung)


def set_clock(settings: Settings, clock: str) -> Settings:
    """The settings with that clock, kept. Raises BadFile where there is none of that name."""
    if clock not in CLOCKS:
        near = did_you_mean(clock, CLOCKS)
        raise BadFile([Flaw("hitzero", 0, f"no clock is called '{clock:.30}'; there are {' and '.join(CLOCKS)}{near}")])
    return change_settings(settings, {"clock": clock})


def told(
    moves: Collection[str], settings: Settings, folder: Path | None = None, memory: Path | None = None
) -> Iterator[str]:
    """The calendar as text, a promise a line, and how to keep the next one."""
    real = settings.clock == "real"
    mine = [past for past in entries(moves, folder, memory) if past.trainee == settings.trainee]
    there = calendar(mine, datetime.now() if real else None)
    for a in there:
        rung = f" ({spoken_time(a.answered)})" if a.answered and a.state != "kept" else ""
        words = f'  "{a.promise.words}"' if a.promise.words else ""
        whom = f"{a.promise.to}, {a.past.scenario}"
        yield f"{spoken_time(a.promise.due):<17}  {whom}: {STATES[a.state]}{rung}{words}"
    still = [a for a in there if a.state == "open"]
    if still:
        ring = f"hitzero play {still[0].past.scenario} --typed --again"
        yield f"To ring when you promised: {ring}, or the briefing in the window"
    elif not there:
        yield "Nothing is promised. What you promise in a call, to a person or to a tape, stands here after it."
    yield f"The clock: {CLOCKS[settings.clock if settings.clock in CLOCKS else 'practice']}."


def to_be_kept(past: Past | None) -> Promise | None:
    """The promise that stands after the last call of a row."""
    return open_promise(past.transcript) if past else None
