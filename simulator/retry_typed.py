"""Second tries in the terminal: where a call can be taken up, the call from there on, and two tries side by side.

Rule: the same as in the window, in words. A place is named by its time, as the transcript shows it.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import zip_longest

import typer

from simulator.core.comparing import Author, Change
from simulator.core.moves import written
from simulator.core.record import Header, replay
from simulator.core.retry import lived_anew, told
from simulator.core.scorecard import NO_TOTAL
from simulator.core.turns import ENDINGS, Turn
from simulator.core.yaml_text import BadFile, Flaw
from simulator.library import Library
from simulator.records import load_record, records_folder
from simulator.report import MARKS, WORDS
from simulator.retrying import Comparison, comparison, moments, take_up
from simulator.reviewing import record_named
from simulator.settings import load_settings
from simulator.typed import hold

COLUMN = 46
"""Letters of each of two columns: both fit a terminal of a hundred."""
_TIME = re.compile(r"(\d{1,3}):([0-5]\d)")


def retry_typed(library: Library, name: str, at: str, playbook: str = "", full: bool = False) -> None:
    """A call on record goes on from the turn at that time, typed; where none is named, it is asked. Raises BadFile."""
    path = record_named(name)
    record = load_record(path)
    call, _ = replay(record, library.move_ids)
    turns = {turn: call.state.turns[turn] for turn in moments(library, path)}
    if not turns:
        raise BadFile([Flaw(str(path), 0, "this call cannot be taken up again: nothing was said but a goodbye")])
    wanted = at or _asked(turns)
    if not wanted:
        return
    turn = _turn_at(wanted, turns)
    settings = load_settings()
    now = Header(
        *("", "", "", 0),
        started=datetime.now().isoformat(timespec="seconds"),
        playbook=_known(library, playbook),
        playbooks={book.id: str(book.version) for book in library.playbooks.values()},
        trainee=settings.trainee,
        catalogue=written(library.own_moves.read),
        untimed=settings.untimed,
    )
    begun = take_up(library, path, turn.index, now)
    typer.echo(f"{call.scenario.title} ({call.difficulty}). {told(begun.record.header)}.")
    for before in begun.call.state.turns[: lived_anew(begun.call)]:
        typer.echo(f"  {_line(before)}")
    typer.echo("It counts for no best result, no streak and no promise.")
    hold(library, begun.record, begun.call, lambda live: live.take_up(begun.under_way), full)
    if path.parent == records_folder():
        typer.echo("Both tries side by side: hitzero compare last")


def _known(library: Library, playbook: str) -> str:
    if playbook and playbook not in library.playbooks:
        says = f"no playbook is called '{playbook}'; there are {', '.join(library.playbooks)}"
        raise BadFile([Flaw("hitzero", 0, says)])
    return playbook


def _clock(turn: Turn) -> str:
    return f"{turn.start // 60_000}:{turn.start // 1000 % 60:02d}"


def _line(turn: Turn) -> str:
    words = "[words that could not be made out]" if turn.unclear and not turn.text else turn.text
    return f"{_clock(turn)}  {'You' if turn.who == 'trainee' else turn.speaker}: {words}"


def _asked(turns: Mapping[int, Turn]) -> str:
    typer.echo("The call can go on from any of these; a line of theirs is said again.")
    for turn in turns.values():
        typer.echo(f"  {_line(turn)}")
    try:
        return input("From which time? ").strip()
    except EOFError:
        return ""


def _turn_at(at: str, turns: Mapping[int, Turn]) -> Turn:
    """The turn that was going on at that time, of those that can be taken up; of two in one second the trainee's.
    Raises BadFile."""
    found = _TIME.fullmatch(at)
    if found is None:
        times = ", ".join(dict.fromkeys(map(_clock, turns.values())))
        raise BadFile([Flaw("hitzero", 0, f"'{at:.20}' is no time in this call; there are {times}: --from 0:42")])
    second = int(found[1]) * 60 + int(found[2])
    begun = [turn for turn in turns.values() if turn.start // 1000 <= second]
    if not begun:
        return next(iter(turns.values()))
    return max(begun, key=lambda turn: (turn.start // 1000, turn.who == "trainee", turn.start))


# -- side by side ------------------------------------------------------------------------------------------------------


def compare_told(library: Library, name: str, other: str = "", playbook: str = "") -> Iterator[str]:
    """Two tries as text: totals, what changed with one author, both transcripts from the fork. Raises BadFile."""
    path = record_named(name)
    found = comparison(library, path, right=record_named(other).name) if other else comparison(library, path)
    if found.left.record == found.right.record:
        raise BadFile([Flaw(str(path), 0, "this call has one try only; `hitzero retry` makes a second one of it")])
    yield f"{found.title} ({found.difficulty})"
    yield from _beside(f"{found.left.label}, {found.left.when}", f"{found.right.label}, {found.right.when}")
    yield ""
    for author in found.compared.authors:
        yield _totals(author)
    chosen = _known(library, playbook) or load_record(path).header.playbook
    author = next((a for a in found.compared.authors if a.playbook == chosen), found.compared.authors[0])
    yield ""
    yield f"What changed by {author.name}" if author.changes else f"No verdict of {author.name} changed."
    for change in author.changes:
        yield _change(change)
    yield ""
    yield from _said(found)


def _totals(author: Author) -> str:
    if author.left is None and author.right is None:
        return f"  {author.name}: {NO_TOTAL}"
    one, other = ("-" if total is None else str(total) for total in (author.left, author.right))
    step = author.right - author.left if author.left is not None and author.right is not None else 0
    return f"  {author.name}: {one}, now {other}{f' ({step:+d})' if step else ''}"


def _change(change: Change) -> str:
    one, other = change.left.verdict, change.right.verdict
    gain = f" ({change.gain:+g})" if change.gain else ""
    return f"  {MARKS[one]} {WORDS[one]} -> {MARKS[other]} {WORDS[other]}: {change.title}{gain}"


def _said(found: Comparison) -> Iterator[str]:
    for turn in found.compared.before[-1:]:
        yield f"Before that, in both:  {_line(turn)}"
        yield ""
    for row in found.compared.rows:
        yield from _beside(*("" if turn is None else _line(turn) for turn in (row.left, row.right)))
    yield from _beside(*(ENDINGS.get(ended, "[cut here]") for ended in found.compared.ended))


def _beside(left: str, right: str) -> Iterator[str]:
    """Two texts in two columns."""
    columns = (textwrap.wrap(text, COLUMN, subsequent_indent="      ") for text in (left, right))
    for one, other in zip_longest(*columns, fillvalue=""):
        yield f"{one:<{COLUMN}}  {other}".rstrip()
