"""Second tries: a call on record is taken up again at one of its turns, and held against the call it comes from.

Rule: a second try is practice and no fresh call. It has a record, a scorecard and its place in every list, marked for
what it is; but whoever makes it knows already what comes, so it counts for no best result, no total over time, no day
practised and no row of calls, and a promise made in it stands in no calendar.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from simulator.core.call import Call
from simulator.core.comparing import Attempt, Compared, compare, side_by_side
from simulator.core.events import Effect
from simulator.core.promises import spoken_time
from simulator.core.record import Header, Record, begin, replay
from simulator.core.retry import forks, second_try, taken_over, which
from simulator.core.scorecard import Scorecard
from simulator.core.yaml_text import BadFile, Flaw
from simulator.library import Library
from simulator.records import DONE, all_records, load_record
from simulator.suite import judge

MOST_HEADER = 4_000_000
_RETRY_OF = re.compile(rb'"retry_of": ("[^"\\\\]+")')


@dataclass(frozen=True, slots=True)
class TakenUp:
    """A call that goes on from a fork: `record` is its own so far (header and what it took over), `call` stands where
    that ends, `under_way` is what goes on there."""

    record: Record
    call: Call
    under_way: tuple[Effect, ...]


def moments(library: Library, path: Path) -> dict[int, int]:
    """Where a call on record can be taken up: by turn, the ms since it began at which it then goes on. Raises
    BadFile."""
    return {turn: fork.at for turn, fork in forks(load_record(path), library.move_ids).items()}


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


@dataclass(frozen=True, slots=True)
class Side:
    """One of the tries of a call. `record`: its file's name; `label`: which try it is; `when`: when it was begun."""

    record: str
    label: str
    when: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two tries side by side. `sides`: all tries of that call, the oldest first; `cards`: of the left and the right."""

    title: str
    difficulty: str
    sides: tuple[Side, ...]
    left: Side
    right: Side
    compared: Compared
    cards: tuple[Mapping[str, Scorecard], Mapping[str, Scorecard]]


def comparison(library: Library, path: Path, left: str = "", right: str = "") -> Comparison:
    """The tries of a call on record, two of them side by side: those that are named, else this one and the one that it
    comes from; of a first try, the last. Raises BadFile where one cannot be read, or they share no beginning."""
    names = family(path)
    header = load_record(path).header
    right = right or (path.name if header.retry_of in names else names[-1])
    left = left or (header.retry_of if header.retry_of in names else path.name)
    sides = {name: _side(path.with_name(name)) for name in {*names, left, right}}
    one, other = (attempt(library, path.with_name(name)) for name in (left, right))
    compared = compare(one, other, library.move_ids)
    if compared is None:
        says = f"this call has no beginning in common with {left}; a second try is compared with its first"
        raise BadFile([Flaw(str(path.with_name(right)), 0, says)])
    title = begin(one.record.header, library.move_ids).scenario.title
    listed = tuple(sides[name] for name in names)
    cards = one.scorecards, other.scorecards
    return Comparison(title, header.difficulty, listed, sides[left], sides[right], compared, cards)


def two_calls(library: Library, paths: tuple[Path, Path]) -> Comparison:
    """Any two calls on record of one scenario, the earlier one on the left; as tries of one call where they are that.
    Raises BadFile where one cannot be read, or they are of two scenarios."""
    left, right = sorted(paths, key=lambda path: path.name.removesuffix(DONE))
    one, other = attempt(library, left), attempt(library, right)
    compared = compare(one, other, library.move_ids) or side_by_side(one, other)
    if compared is None:
        says = "these are calls of two scenarios; only calls of the same one are laid side by side"
        raise BadFile([Flaw(str(right), 0, says)])
    sides = _side(left), _side(right)
    if not compared.before:
        labels = ("The earlier call", "The later call")
        sides = tuple(  # type: ignore[assignment]
            side if header.retry_of else replace(side, label=label)
            for side, label, header in zip(sides, labels, (one.record.header, other.record.header), strict=True)
        )
    levels = dict.fromkeys((one.record.header.difficulty, other.record.header.difficulty))
    title = begin(one.record.header, library.move_ids).scenario.title
    return Comparison(title, ", then ".join(levels), sides, *sides, compared, (one.scorecards, other.scorecards))


def _side(path: Path) -> Side:
    header = load_record(path).header
    when = ""
    with suppress(ValueError):
        when = spoken_time(datetime.fromisoformat(header.started).replace(tzinfo=None))
    return Side(path.name, which(header), when)


def attempt(library: Library, path: Path) -> Attempt:
    """A call on record, judged, as one side of a comparison. Raises BadFile."""
    record = load_record(path)
    call, _ = replay(record, library.move_ids)
    judged = judge(call.transcript(), library.playbooks.values())
    return Attempt(record, judged.transcript, {card.playbook: card for card in judged.scorecards})


def family(path: Path) -> list[str]:
    """The names of the records that come from the same first call as this one, it among them, the oldest first."""
    of = {kept.name: _origin(kept) for kept in all_records(path.parent)}
    first, seen = path.name, {path.name}
    while of.get(first) in of and of[first] not in seen:
        first = of[first]
        seen.add(first)
    found = [first]
    for name in sorted(of, key=lambda name: name.removesuffix(DONE)):
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
