"""A call's report as a file: HTML to read and print, text to be read aloud, CSV to count, JSON for other programs.

Rule: the ending of the file's name says which. The same call with the same remarks gives the same bytes.
"""

from __future__ import annotations

import csv
import io
import sys
from datetime import datetime
from pathlib import Path

from simulator.calls import facts_told, read_as
from simulator.core import retry
from simulator.core.plain_transcripts import NOTHING_TOLD, Told
from simulator.core.record import Header, Record, begin
from simulator.core.scenario import Scenario
from simulator.core.turns import CUT_SHORT, Transcript
from simulator.core.yaml_text import BadFile, Flaw
from simulator.library import Library
from simulator.records import stem
from simulator.report import action, source, told
from simulator.report_html import page
from simulator.report_text import as_plain
from simulator.reported import Reported
from simulator.scores import Scored, as_line, one_call, plain, tell_left_out, written_to

FORMS = (".html", ".txt", ".csv", ".json")
COLUMNS = (
    *("playbook", "author", "rule", "kind", "basis", "title", "verdict", "points", "of", "at_ms", "shown", "why"),
    *("because", "instead", "source", "overruled", "remarks"),
)


def write_report(library: Library, call: Path, output: Path, told: Told = NOTHING_TOLD) -> None:
    """The report of one call, written to `output`; `told`: what was said beside a call in plain text, of which it is
    said how it was read. Raises BadFile."""
    if output.suffix not in FORMS:
        says = f"a report ends in {', '.join(FORMS)}; name it so after -o"
        raise BadFile([Flaw(str(output), 0, says)])
    scored = one_call(library, call, told)
    tell_left_out(library)
    if scored.found.plain:
        print(read_as(scored.found), file=sys.stderr)
    with written_to(output) as out:
        out.write(as_form(scored, library, output.suffix))


def report_of(library: Library, call: Path, form: str) -> str:
    """The report of one call as a text of that form. Raises BadFile."""
    return as_form(one_call(library, call), library, form)


def as_form(scored: Scored, library: Library, form: str) -> str:
    """What a judged call reads like in that form. Raises BadFile."""
    if form == ".json":
        return as_line(scored) + "\n"
    if form == ".csv":
        return as_rows(scored)
    tells = reported(scored, library)
    return page(tells) if form == ".html" else as_plain(tells)


def reported(scored: Scored, library: Library) -> Reported:
    """All that a page tells of a call. Raises BadFile."""
    record, names = scored.found.record, scored.transcript.names
    id = str(scored.found.id)
    title, facts, chosen = id if " " in id else f"Call {id}", tuple[str, ...](), ""
    if record:
        title, facts = _of_record(record, library, scored.transcript)
        chosen = record.header.playbook
    else:
        rang = (f"{names.get('you') or 'You'} rang {names['prospect']}",) if names.get("prospect") else ()
        facts = (*rang, facts_told(scored.transcript.facts))
    return Reported(
        id,
        title,
        facts,
        scored.transcript,
        scored.judged.scorecards,
        scored.judged.disagreements,
        tuple(library.playbooks.values()),
        chosen,
        scored.reviews,
        _names(library, record),
        scored.judged.measures,
        written=record is None,
    )


def in_a_line(scored: Scored, library: Library) -> str:
    """Which call it is, for whoever argues about it: who rang whom and when, and its name. Raises BadFile."""
    if scored.found.record is None:
        return f"The call {scored.found.id} ({scored.found.path.name})"
    header = scored.found.record.header
    rang = _rang(header, begin(header, library.move_ids).scenario)
    return f"{', '.join(filter(None, (rang, _day(header.started))))} ({stem(scored.found.path)})"


def _rang(header: Header, scenario: Scenario) -> str:
    who = header.trainee or scenario.you.name
    return f"{who} rang {scenario.prospect.name}, {scenario.prospect.company}"


def _names(library: Library, record: Record | None) -> dict[str, str]:
    """What the moves are called by their ids: those that ship, the trainer's own, and the scenario's own."""
    within = begin(record.header, library.move_ids).scenario.moves if record else {}
    return {move.id: move.name for move in (*library.catalogue, *library.own_moves.read, *within.values())}


def _of_record(record: Record, library: Library, said: Transcript) -> tuple[str, tuple[str, ...]]:
    header = record.header
    scenario = begin(header, library.move_ids).scenario
    marks = (*said.marks, *(() if said.ended else (CUT_SHORT,)))
    how = ", ".join((header.difficulty, *marks))
    again = (retry.told(header),) if header.retry_of else ()
    return scenario.title, (_rang(header, scenario), _day(header.started), f"Difficulty: {how}", *again)


def _day(started: str) -> str:
    try:
        when = datetime.fromisoformat(started)
    except ValueError:
        return ""
    return f"{when:%A} {when.day} {when:%B %Y, %H:%M}"


def as_rows(scored: Scored) -> str:
    """Every judgment as a row of a table, every author's, with what was remarked on it."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    for card in scored.judged.scorecards:
        for j in card.judgments:
            review, first = scored.reviews.of(j.rule), j.evidence[0].at if j.evidence else ""
            shown = " | ".join(dict.fromkeys(e.quote or f"[{action(e.action)}]" for e in j.evidence))
            remarks = " | ".join(map(told, review.remarks))
            cells = [card.playbook, card.author, j.rule, j.kind, j.basis, j.title, j.verdict, j.points, j.of, first]
            cells += [shown, j.why, j.because, j.instead, source(j)]
            rows.writerow(map(plain, [*cells, review.ruling.verdict if review.ruling else "", remarks]))
    return out.getvalue()
