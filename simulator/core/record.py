"""A call's record: a header and its events, one JSON line each; read back, it is the same call.

Rule: a record is written as the call happens and only ever grows. The header carries the scenario's text, so that an
edited file cannot change an old call. `simulator/records.py` puts the lines on disk; this file says what they are.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from functools import lru_cache
from typing import Any

from simulator.core.call import Call
from simulator.core.event_lines import BadLine, parse_event, to_line
from simulator.core.events import Effect, Event
from simulator.core.facts import Facts
from simulator.core.levels import LEVELS
from simulator.core.reading import read_scenario
from simulator.core.scenario import Scenario
from simulator.core.yaml_text import BadFile, Flaw, parse

VERSION = 1
STAMP = "%Y-%m-%d-%H%M%S"
"""What the name of a record begins with: when its call did, by the clock on the wall."""


@dataclass(frozen=True, slots=True)
class Header:
    """What a call was when it began. `catalogue`: the moves of the trainer's own that were listened for, as YAML (empty
    where there were none); `engines`: what recognised and what spoke; `playbooks`: their versions; `case`: how the
    call came about; `after`: the name of the record of the call before it in the row; `untimed`: the clock stood still
    while the trainee thought. Of a second try: `retry_of` names the record whose first `retry_events` events it takes
    over, up to `retry_at` ms; `attempt` counts from 1."""

    scenario: str
    text: str
    difficulty: str
    seed: int
    started: str = ""
    playbook: str = ""
    catalogue: str = ""
    engines: dict[str, str] = field(default_factory=dict)
    playbooks: dict[str, str] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    trainee: str = ""
    with_tips: bool = False
    case: str = ""
    after: str = ""
    untimed: bool = False
    retry_of: str = ""
    retry_at: int = 0
    retry_events: int = 0
    attempt: int = 1


@dataclass(frozen=True, slots=True)
class Record:
    """A record as read. `cut` says that its last line was torn off in mid-write; everything before it is whole.
    `levels`: its line of levels as it stands there, "" where there is none; only the ribbon reads it (`levels.py`)."""

    header: Header
    events: tuple[Event, ...]
    cut: bool = False
    levels: str = ""


def begun_by_name(name: str) -> datetime | None:
    """When a call began by the name of its record; None where the name does not say so."""
    try:
        return datetime.strptime("-".join(name.split("-")[:4]), STAMP)
    except ValueError:
        return None


def header_line(header: Header) -> str:
    """The first line of a record."""
    return json.dumps({"hit_zero_record": VERSION} | asdict(header), ensure_ascii=False)


def write_record(record: Record) -> str:
    """The text of a whole record."""
    levels = [record.levels] if record.levels else []
    return "\n".join([header_line(record.header), *map(to_line, record.events), *levels, ""])


def read_record(text: str, file: str) -> Record:
    """The record that a text holds. A torn last line is left out and said so; every other fault raises BadFile."""
    first, *lines = text.split("\n")
    header = _header(first, file)
    torn = lines.pop() if lines else ""
    events, levels = list[Event](), ""
    for number, line in enumerate(lines, start=2):
        if line.startswith(LEVELS):
            levels = line
            continue
        try:
            event = parse_event(line)
        except BadLine as wrong:
            says = f"{wrong}; this record was changed or damaged, the calls beside it are not"
            raise BadFile([Flaw(file, number, says)]) from None
        if events and event.at < events[-1].at:
            raise BadFile([Flaw(file, number, "this event is earlier than the one before; the record was changed")])
        events.append(event)
    return Record(header, tuple(events), cut=bool(torn), levels=levels)


def begin(header: Header, moves: Collection[str]) -> Call:
    """A fresh call as the header describes it. Raises BadFile."""
    known = frozenset((*moves, *own_ids(header.catalogue)))
    scenario = _scenario(header.text, f"{header.scenario}.yaml", known)
    facts = None
    if header.facts:
        try:
            facts = Facts.model_validate(header.facts)
        except ValueError as wrong:
            raise BadFile([Flaw(header.scenario, 1, f"the record's facts are not those of a call ({wrong})")]) from None
    if header.difficulty not in scenario.difficulty:
        says = f"the record's difficulty '{header.difficulty}' is none of its scenario's"
        raise BadFile([Flaw(header.scenario, 1, says)])
    call = Call(scenario, header.difficulty, header.seed, facts, header.untimed)
    call.with_tips = header.with_tips
    return call


@lru_cache(maxsize=8)
def _scenario(text: str, file: str, moves: frozenset[str]) -> Scenario:
    """Reading a scenario takes fifty times as long as replaying a call, and most records of a folder share theirs."""
    return read_scenario(text, file, moves)


def own_ids(catalogue: str) -> tuple[str, ...]:
    """The ids of the moves that a header's catalogue holds. Raises BadFile where it was changed or damaged."""
    moves = parse(catalogue, "the record").data if catalogue else {}
    named = moves.get("moves", {}) if isinstance(moves, dict) else {}
    return tuple(named) if isinstance(named, dict) else ()


def replay(record: Record, moves: Collection[str]) -> tuple[Call, list[Effect]]:
    """The call that a record holds, and every effect it asked for. Raises BadFile."""
    call = begin(record.header, moves)
    return call, run(call, record.events)


def run(call: Call, events: Iterable[Event]) -> list[Effect]:
    """All effects of a row of events."""
    return [effect for event in events for effect in call.handle(event)]


def _header(line: str, file: str) -> Header:
    try:
        data = json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        data = None
    if data is None and (line == "\N{REPLACEMENT CHARACTER}" or line.startswith('{"hit_zero_record"')):
        raise BadFile([Flaw(file, 1, "the first line of this record was torn off or changed; it cannot be read")])
    if not isinstance(data, dict) or "hit_zero_record" not in data:
        raise BadFile([Flaw(file, 1, "this is no record of a call; records begin with a line of their own")])
    version = data.pop("hit_zero_record")
    if version != VERSION:
        says = f"this record has version {version!r:.20}, this program reads {VERSION}; open it with a newer Hit Zero"
        raise BadFile([Flaw(file, 1, says)])
    known = {f.name: f.type for f in fields(Header)}
    for name, value in data.items():
        if name not in known:
            raise BadFile([Flaw(file, 1, f"the header has an unknown field '{name}'; open it with a newer Hit Zero")])
        wanted = {"int": int, "str": str, "bool": bool}.get(str(known[name]), dict)
        if not isinstance(value, wanted):
            raise BadFile([Flaw(file, 1, f"the header's '{name}' is {value!r:.40}; the record was changed")])
    for name in ("scenario", "text", "difficulty", "seed"):
        if name not in data:
            raise BadFile([Flaw(file, 1, f"the header lacks '{name}'; the record was cut or changed")])
    return Header(**data)
