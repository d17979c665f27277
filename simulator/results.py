"""What came of every call on this disk: one row an attempt, worked out from the records.

Rule: the records are the truth. What was worked out is remembered beside them by name, size and time, and by what the
playbooks said then; throw the memory away and it is made again. A record that cannot be read is named, and no more.
"""

from __future__ import annotations

import csv
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, fields
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any, TextIO

from simulator import __version__
from simulator.core.record import Header, begun_by_name, replay
from simulator.core.retry import which
from simulator.core.scorecard import Verdict
from simulator.core.scoring import overall
from simulator.core.turns import CUT_SHORT, ENDINGS, Transcript
from simulator.core.yaml_text import BadFile
from simulator.disputes import beside, reviews_of
from simulator.library import Library
from simulator.memory import Memory, memory_file
from simulator.records import all_records, load_record, records_folder
from simulator.scores import plain
from simulator.suite import judge

FIELDS = ("record", "started", "trainee", "scenario", "difficulty", "ended", "seconds", "overall")
GOALS = {"reached": "yes", "not reached": "no", "": "-"}
FORM = 5
"""Counts up whenever the same record would be worked out otherwise than before: older memories are then made again."""

_ONE_READER = Lock()  # the lobby and the progress page ask at the same time: the second finds what the first worked out


@dataclass(frozen=True, slots=True)
class Result:
    """One attempt. `started`: by the clock on the wall, ISO, empty where nobody knows; `seconds`: how long the call
    took; `totals` by playbook, None where the author says nothing of it; `ruled`: those that a trainer's rulings
    changed; `open`: disputes that wait for the trainer; `verdicts` by rule; `marks`: what sets the call apart from
    others, as "with tips", or "cut short" where its record has no end; `retry_of`: of a second try, the
    record that it comes from; `goal`: "reached" or "not reached", "" where nobody can tell."""

    record: str
    started: str
    trainee: str
    scenario: str
    difficulty: str
    ended: str
    seconds: int
    overall: int | None
    totals: dict[str, int | None]
    ruled: dict[str, int | None]
    open: int = 0
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    marks: str = ""
    retry_of: str = ""
    goal: str = ""


@dataclass(frozen=True, slots=True)
class Results:
    """The attempts, the oldest first, and what is wrong with the records that could not be read."""

    rows: tuple[Result, ...]
    troubles: tuple[BadFile, ...]


def results(
    library: Library,
    folder: Path | None = None,
    memory: Path | None = None,
    told: Callable[[int, int], None] = lambda done, of: None,
) -> Results:
    """The attempts of a folder of records. `memory`: the file of what was worked out before; `told`: is told before
    each record how many are done, of how many."""
    with _ONE_READER:
        return _read(library, folder, memory or memory_file("results"), told)


def _read(library: Library, folder: Path | None, memory: Path, told: Callable[[int, int], None]) -> Results:
    known = Memory(memory, _edition(library), str((folder or records_folder()).absolute()))
    rows, troubles = list[Result](), list[BadFile]()
    paths = list(all_records(folder))
    for done, path in enumerate(paths):
        told(done, len(paths))
        try:
            files, work = (path, beside(path)), partial(_worked_out, path, library)
            rows.append(known.row(path.stem, files, work, asdict, _remembered))
        except BadFile as wrong:
            troubles.append(wrong)
    known.keep({row.record for row in rows})
    return Results(tuple(rows), tuple(troubles))


def _remembered(kept: dict[str, Any]) -> Result:
    """A row as it was written down. Hundreds of calls share their rules and verdicts: each word is held once."""
    verdicts = {sys.intern(rule): sys.intern(verdict) for rule, verdict in kept["verdicts"].items()}
    return Result(**kept | {"verdicts": verdicts})


def _worked_out(path: Path, library: Library) -> Result:
    """The row of a record. Raises BadFile."""
    record = load_record(path)
    call, _ = replay(record, library.move_ids)
    judged = judge(call.transcript(), library.playbooks.values())
    reviews = reviews_of(path, judged.scorecards, library.playbooks.values())
    header = record.header
    return Result(
        path.stem,
        header.started or _started(path.stem),
        header.trainee,
        header.scenario,
        header.difficulty,
        judged.transcript.ended,
        round(record.events[-1].at / 1000) if record.events else 0,
        overall(judged.scorecards),
        {card.playbook: card.total for card in judged.scorecards},
        dict(reviews.totals),
        sum(review.open is not None for review in reviews.by_rule.values()),
        {j.rule: j.verdict for card in judged.scorecards for j in card.judgments},
        ", ".join(_marks(judged.transcript, header)),
        header.retry_of.removesuffix(".jsonl"),
        _goal(judged.transcript),
    )


def _goal(transcript: Transcript) -> str:
    goal = transcript.goal
    return "" if goal is None else "reached" if goal.reached else "not reached"


def _marks(transcript: Transcript, header: Header) -> Iterator[str]:
    """What sets a call apart from others, where it is listed."""
    yield from transcript.marks
    if header.retry_of:
        yield which(header).lower()
    if not transcript.ended:
        yield CUT_SHORT


def _started(name: str) -> str:
    """When a call began, for records that say so in their name only; empty where that does not either."""
    begun = begun_by_name(name)
    return begun.isoformat() if begun else ""


def _edition(library: Library) -> str:
    """What rows hang on besides their records: the program and what the playbooks say."""
    books = "\n".join(book.model_dump_json() for book in library.playbooks.values())
    shape = ",".join(f.name for f in fields(Result))
    return hashlib.sha256(f"{__version__}\n{FORM}\n{shape}\n{books}".encode()).hexdigest()


# -- for reading -------------------------------------------------------------------------------------------------------


def write_results(found: Results, playbooks: Sequence[str], form: str, out: TextIO) -> None:
    """The attempts as a table for a terminal, as CSV, or as JSON lines."""
    if form == "json":
        out.writelines(json.dumps(asdict(row), ensure_ascii=False) + "\n" for row in found.rows)
    elif form == "csv":
        rows = csv.writer(out, lineterminator="\n")
        ruled = (f"{name} ruled" for name in playbooks)
        rows.writerow([*FIELDS, *playbooks, *ruled, "open disputes", "marks", "retry of", "goal"])
        rows.writerows(map(_cells, found.rows, [playbooks] * len(found.rows)))
    else:
        out.writelines(f"{line}\n" for line in _table(found.rows, playbooks))


def _cells(row: Result, playbooks: Sequence[str]) -> list[object]:
    values = [getattr(row, name) for name in FIELDS]
    values += [*map(row.totals.get, playbooks), *map(row.ruled.get, playbooks)]
    values += [row.open, row.marks, row.retry_of, row.goal]
    return ["" if value is None else plain(value) for value in values]


def _table(rows: Sequence[Result], playbooks: Sequence[str]) -> Iterator[str]:
    if not rows:
        yield "No call is on record yet; `hitzero` opens the window, `hitzero play NAME --typed` plays here."
        return
    widest = max(len(row.scenario) for row in rows)
    yield f"{'when':<16}  {'call':<{widest}}  {'level':<10}  {'min':>5}  {'goal':<4}  {'  '.join(playbooks)}  record"
    for row in rows:
        when = row.started.replace("T", " ")[:16]
        totals = "  ".join(f"{_total(row, name):>{len(name)}}" for name in playbooks)
        length = f"{row.seconds // 60}:{row.seconds % 60:02d}"
        open_ = f"  {row.open} in dispute" if row.open else ""
        call = f"{when:<16}  {row.scenario:<{widest}}  {row.difficulty[:10]:<10}  {length:>5}  {GOALS[row.goal]:<4}"
        marks = f"  {row.marks}" if row.marks else ""
        yield f"{call}  {totals}  {row.record}{open_}{marks}"
    yield ""
    ended = Counter(ENDINGS.get(row.ended, "Cut short.").rstrip(".") for row in rows)
    told = "; ".join(f"{end}: {count}" for end, count in ended.most_common())
    yield f"{_counted(rows)}. {told}. {_waiting(sum(row.open for row in rows))}"
    if any(row.ruled for row in rows):
        yield "A star: with a trainer's rulings."


def _counted(rows: Sequence[Result]) -> str:
    """How many calls there are, and how many of them are no fresh ones."""
    again = sum(bool(row.retry_of) for row in rows)
    tries = f", {again} of them {'a second try' if again == 1 else 'second tries'}" if again else ""
    return f"{len(rows)} call{'s' * (len(rows) != 1)}{tries}"


def _waiting(open_: int) -> str:
    if not open_:
        return "No dispute is open."
    return f"{open_} dispute{'s are' if open_ != 1 else ' is'} open; `hitzero disputes` lists what waits."


def _total(row: Result, playbook: str) -> str:
    if playbook in row.ruled:
        return f"{'-' if row.ruled[playbook] is None else row.ruled[playbook]}*"
    total = row.totals.get(playbook)
    return "-" if total is None else str(total)
