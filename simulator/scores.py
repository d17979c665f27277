"""Judging calls in any number: one as a card, many as rows.

Rule: progress and trouble go to standard error, results to where they were asked for. A call that cannot be read is
named with its place, and the others are judged; nothing of a call is kept once its row is written.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import Any, Literal, TextIO

from simulator import report
from simulator.calls import FoundCall, calls_at, is_many, passed_over, read_as, weight_of
from simulator.core import retry
from simulator.core.disputes import NO_REVIEWS, Reviews
from simulator.core.events import MoveHeard, Understood
from simulator.core.moves import Catalogue
from simulator.core.plain_transcripts import NOTHING_TOLD, Told
from simulator.core.scorecard import Scorecard
from simulator.core.scoring import overall
from simulator.core.standing import Standing
from simulator.core.turns import Transcript, Turn
from simulator.core.unlabelled import Recognise
from simulator.core.yaml_text import BadFile, Flaw, did_you_mean
from simulator.disputes import reviews_of
from simulator.library import Library
from simulator.suite import Judged, judge
from simulator.understanding.meaning import Understanding
from simulator.understanding.names import Names
from simulator.understanding.overrule import Known

Form = Literal["text", "json", "csv"]
WIDEST_ID = 40  # characters of a call's name in a table


@dataclass(frozen=True, slots=True)
class Scored:
    """A call that was read and judged."""

    found: FoundCall
    transcript: Transcript
    judged: Judged
    reviews: Reviews


def score(library: Library, path: Path, playbook: str, form: Form, out: TextIO, told: Told = NOTHING_TOLD) -> int:
    """Judge the call or the calls at `path` into `out`; how many could not be read. Raises BadFile where there is none,
    or no such playbook."""
    cards = _chosen(library, playbook)
    tell_left_out(library)
    if not is_many(path):
        scored = one_call(library, path, told)
        found = scored.found
        if found.plain:
            print(read_as(found), file=sys.stderr)
        if form == "text":
            kept = [c for c in scored.judged.scorecards if c.playbook in cards]
            text = report.as_text(
                kept, scored.judged.disagreements, reviews=scored.reviews, measures=scored.judged.measures
            )
            again = retry.told(found.record.header) if found.record else ""
            out.write(f"{again}\n\n{text}\n" if again else text + "\n")
        else:
            _writer(form, cards, out)(scored)
        return 0
    write = _writer(form, cards, out)
    done = failed = 0
    with _progress(weight_of(path)) as advance:
        for found in calls_at(path, library, recogniser(library.own_moves.read), told):
            try:
                if found.trouble:
                    raise found.trouble
                write(judge_found(found, library))
                done += 1
            except BadFile as wrong:
                print(wrong, file=sys.stderr)
                failed += 1
            advance(found.weight)
    end = f"{failed} could not be read" if failed else "all could be read"
    if notes := passed_over(path, told):
        names = f"{', '.join(p.name for p in notes[:3])}{', ...' if len(notes) > 3 else ''}"
        print(f"{len(notes)} passed over, for nobody is `Me:` in them (--me NAME): {names}", file=sys.stderr)
    print(f"{done} call{'s' * (done != 1)} judged; {end}", file=sys.stderr)
    return failed


def judge_found(found: FoundCall, library: Library) -> Scored:
    """A call that was found, judged by all playbooks, with what was remarked on it. Raises BadFile."""
    if found.transcript is None:
        raise found.trouble or BadFile([Flaw(str(found.path), 0, "there is no call in it")])
    if found.record and found.record.cut:
        print(f"{found.path}: its last line is torn; it is judged as far as it goes", file=sys.stderr)
    judged = judge(found.transcript, library.playbooks.values())
    reviews = NO_REVIEWS
    if found.alone:
        reviews = reviews_of(found.path, judged.scorecards, library.playbooks.values())
    return Scored(found, found.transcript, judged, reviews)


def one_call(library: Library, path: Path, told: Told = NOTHING_TOLD) -> Scored:
    """The one call of a file, judged. Raises BadFile; many calls in one file are none that can be reported on."""
    if is_many(path):
        says = "this holds many calls; name the record or the transcript of one, or use `hitzero score` for all of them"
        raise BadFile([Flaw(str(path), 0, says)])
    [found] = calls_at(path, library, recogniser(library.own_moves.read), told)
    if told and not found.plain:
        raise found.trouble or BadFile(
            [Flaw(str(path), 0, "--me and --fact go with a call in plain text; in this file write them down")]
        )
    return judge_found(found, library)


def as_line(scored: Scored, playbooks: Sequence[str] = ()) -> str:
    """A judged call as one JSON line: id, what it is a second try of, goal, scorecards, disagreements, measures."""
    cards = [c for c in scored.judged.scorecards if not playbooks or c.playbook in playbooks]
    values = report.as_values(cards, scored.judged.disagreements, scored.reviews, scored.judged.measures)
    return json.dumps({"id": scored.found.id, **_again(scored), **_goal(scored), **values}, ensure_ascii=False)


def _again(scored: Scored) -> dict[str, Any]:
    """Of a second try, which it is and what it comes from."""
    header = scored.found.record.header if scored.found.record else None
    if header is None or not header.retry_of:
        return {}
    of = header.retry_of.removesuffix(".jsonl")
    return {"retry": {"of": of, "at_ms": header.retry_at, "attempt": header.attempt}}


def _goal(scored: Scored) -> dict[str, Any]:
    """Whether the call came to what it was made for, where anybody can tell."""
    goal = scored.transcript.goal
    return {"goal": {"reached": goal.reached, "how": goal.how}} if goal else {}


def _chosen(library: Library, playbook: str) -> list[str]:
    """The ids of the playbooks that were asked for. Raises BadFile."""
    wanted = [b for b in library.playbooks if playbook in ("all", b)]
    if not wanted:
        if wrong := next((w for path, w in library.books.broken.items() if path.stem == playbook), None):
            raise wrong
        near = did_you_mean(playbook, library.playbooks)
        says = f"no playbook is called '{playbook}'; there are {', '.join(library.playbooks)}{near}"
        raise BadFile([Flaw("hitzero", 0, says)])
    return wanted


def tell_left_out(library: Library) -> None:
    """Says on standard error which playbooks of a trainer's have no card, for they cannot be read."""
    for path in library.books.broken:
        print(f"{path}: this playbook cannot be read, so it gives no card; `hitzero check` tells why", file=sys.stderr)


# -- rows --------------------------------------------------------------------------------------------------------------


def _writer(form: Form, playbooks: Sequence[str], out: TextIO) -> Callable[[Scored], object]:
    """What writes a judged call as one row: JSON, CSV, or a line of a table."""
    if form == "json":
        return lambda scored: out.write(as_line(scored, playbooks) + "\n")
    if form == "csv":
        rows = csv.writer(out, lineterminator="\n")
        rows.writerow(["id", *playbooks, "overall", "disagreements", "ended", *(f"{p} ruled" for p in playbooks)])
        return lambda scored: rows.writerow(_cells(scored, playbooks))
    out.write(f"{'call':<{WIDEST_ID}}  {'  '.join(playbooks)}\n")
    return lambda scored: out.write(_row(scored, playbooks))


def _cells(scored: Scored, playbooks: Sequence[str]) -> list[Any]:
    totals = _totals(scored.judged.scorecards)
    mean = overall(scored.judged.scorecards)
    ruled = [scored.reviews.totals.get(name) for name in playbooks]
    values = [*(totals[name] for name in playbooks), mean, len(scored.judged.disagreements), scored.transcript.ended]
    return [plain(scored.found.id), *("" if value is None else value for value in [*values, *ruled])]


def _row(scored: Scored, playbooks: Sequence[str]) -> str:
    name, totals = str(scored.found.id), _totals(scored.judged.scorecards)
    short = name if len(name) <= WIDEST_ID else f"{name[: WIDEST_ID - 1]}…"
    figures = ("-" if totals[p] is None else str(totals[p]) for p in playbooks)
    columns = (f"{figure:>{len(p)}}" for figure, p in zip(figures, playbooks, strict=True))
    return f"{short:<{WIDEST_ID}}  {'  '.join(columns)}\n"


def _totals(cards: Sequence[Scorecard]) -> dict[str, int | None]:
    return {card.playbook: card.total for card in cards}


def plain(value: object) -> object:
    """A cell that no spreadsheet takes for a formula: a text that begins like one gets an apostrophe in front."""
    return f"'{value}" if isinstance(value, str) and value[:1] in tuple("=+-@\t\r") and value else value


@contextmanager
def written_to(path: Path | None) -> Iterator[TextIO]:
    """Standard output, or a file, in UTF-8 on every system. Raises BadFile where the file cannot be written."""
    if path is None:
        if isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", errors="replace")
        yield sys.stdout
        return
    try:
        with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
            yield file
    except OSError as wrong:
        says = f"this file cannot be written ({wrong.strerror or 'writing failed'}); choose another place with -o"
        raise BadFile([Flaw(str(path), 0, says)]) from None


@contextmanager
def _progress(weight: int) -> Iterator[Callable[[int], None]]:
    """A bar on standard error, where somebody sits before it."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    looks = (TextColumn("judging"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*looks, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("judging", total=max(1, weight))
        yield lambda more: bar.advance(task, more)


# -- words that nobody labelled ----------------------------------------------------------------------------------------


def recogniser(own: Catalogue) -> Recognise:
    """Recognises the turns of a real call that nobody labelled. The model is loaded with the first of them."""
    loaded: list[Understanding] = []

    def recognise(
        turn: Turn, heard: str, standing: Standing, names: Mapping[str, str]
    ) -> tuple[tuple[MoveHeard, ...], Understood]:
        if not loaded:
            loaded.append(Understanding.load(own=own))
        acts = standing.acts
        facts = standing.facts
        known = Known(
            turn.with_,
            Names(names.get("prospect", ""), you=names.get("you", ""), your_company=names.get("company", "")),
            facts.now,
            [act.removeprefix("refused:") for act in acts if act.startswith("refused:")],
            "cannot_talk" in acts,
            asked=[act for act in standing.fresh if act.startswith("asked_")],
            expected=facts.expected,
            referral=facts.referral is not None,
            spoken=facts.dealt_before,
            cell_source=facts.cell_source,
        )
        meaning = loaded[0].understand(turn.text, heard=heard, known=known)
        return meaning.moves, meaning.understood

    return recognise
