"""Second tries: a call on record is taken up again at one of its turns, and held against the call it comes from.

Rule: a second try is practice and no fresh call. It has a record, a scorecard and its place in every list, marked for
what it is; but whoever makes it knows already what comes, so it counts for no best result, no total over time, no day
practised and no row of calls, and a promise made in it stands in no calendar.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from simulator.core.call import Call
from simulator.core.comparing import Attempt, Compared, compare
from simulator.core.events import Effect
from simulator.core.record import Header, Record, replay
from simulator.core.retry import Fork, forks, second_try, taken_over
from simulator.core.turns import Turn
from simulator.core.yaml_text import BadFile, Flaw
from simulator.library import Library
from simulator.records import all_records, load_record
from simulator.suite import judge

MOST_HEADER = 4_000_000
_RETRY_OF = re.compile(rb'"retry_of": ("[^"\\\\]+")')
COUNTS_FOR = (
    "It is kept as a second try: it counts for no best result and no streak, and no promise in it stands in your"
    " calendar."
)


@dataclass(frozen=True, slots=True)
class TakenUp:
    """A call that goes on from a fork: `record` is its own so far (header and what it took over), `call` stands where
    that ends, `under_way` is what goes on there."""

    record: Record
    call: Call
    under_way: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a second try would begin, for whoever decides. `heard`: the line before it, or the one that is said again;
    `said`: what the trainee said then, if it is their turn."""

    fork: Fork
    heard: Turn | None
    said: Turn | None


def places(library: Library, path: Path) -> dict[int, Place]:
    """Where a call on record can be taken up, by turn. Raises BadFile."""
    record = load_record(path)
    turns = replay(record, library.move_ids)[0].state.turns
    found = {}
    for index, fork in forks(record, library.move_ids).items():
        theirs = [t for t in turns[: index + 1] if t.who == "other"]
        mine = turns[index] if turns[index].who == "trainee" else None
        found[index] = Place(fork, theirs[-1] if theirs else None, mine)
    return found


def take_up(library: Library, path: Path, turn: int, now: Header) -> TakenUp:
    """The call on record, standing before that turn. `now`: the header of a call that would begin now. Raises
    BadFile where it cannot be taken up there."""
    record = load_record(path)
    there = forks(record, library.move_ids)
    if turn not in there:
        can = ", ".join(str(n) for n in there) or "none"
        says = f"this call cannot be taken up again at turn {turn}; it can be at these: {can}"
        raise BadFile([Flaw(str(path), 0, says)])
    header = second_try(record.header, path.name, there[turn], now)
    begun = Record(header, taken_over(record, there[turn]))
    call, _ = replay(begun, library.move_ids)
    return TakenUp(begun, call, there[turn].under_way)


def attempt(library: Library, path: Path) -> Attempt:
    """A call on record, judged, as one side of a comparison. Raises BadFile."""
    record = load_record(path)
    call, _ = replay(record, library.move_ids)
    judged = judge(call.transcript(), library.playbooks.values())
    return Attempt(record, judged.transcript, {card.playbook: card for card in judged.scorecards})


def compared(library: Library, left: Path, right: Path) -> Compared:
    """Two attempts on record beside each other. Raises BadFile, also where they have no beginning in common."""
    found = compare(attempt(library, left), attempt(library, right), library.move_ids)
    if found is None:
        says = f"this call has no beginning in common with {left.stem}; a second try is compared with its first"
        raise BadFile([Flaw(str(right), 0, says)])
    return found


def family(path: Path) -> list[str]:
    """The names of the records that come from the same first call as this one, it among them, the oldest first."""
    of = {kept.name: _origin(kept) for kept in all_records(path.parent)}
    first, seen = path.name, {path.name}
    while of.get(first) in of and of[first] not in seen:
        first = of[first]
        seen.add(first)
    found = [first]
    for name in sorted(of):
        if of[name] in found and name not in found:
            found.append(name)
    return found


def _origin(path: Path) -> str:
    """The record that a record comes from; "" where from none, or where its first line cannot be read."""
    try:
        with path.open("rb") as file:
            found = _RETRY_OF.search(file.readline(MOST_HEADER))
    except OSError:
        return ""
    return str(json.loads(found[1])) if found else ""
