"""Drills in the terminal: eight moments, one answer each, an instant verdict; and what was answered, kept on disk.

Rule: a drill is no call. Its verdicts stand in a file of their own beside the calls, without the words that were said,
and count in no total.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import get_args

from simulator.core.call import Call
from simulator.core.drills import Moment, Try, answered, boxes, counted, moments, pick
from simulator.core.record import replay
from simulator.core.scorecard import Judgment, Scorecard, Verdict
from simulator.core.yaml_text import BadFile, Flaw, did_you_mean
from simulator.joints import understand
from simulator.library import Library
from simulator.records import records_folder
from simulator.results import Result, results
from simulator.settings import load_settings
from simulator.suite import run_plan
from simulator.understanding.meaning import Understanding

SIGNS: dict[Verdict, str] = {"met": "[+] done", "unclear": "[?] unclear", "broken": "[!] to avoid"}
SHOWN = "[ ] shown"
LEAVE = "Ctrl+Z and Enter" if os.name == "nt" else "Ctrl+D"
LINES = 3
"""Lines of the call that are shown before an answer."""


def tries_path() -> Path:
    """Where the verdicts of drills are kept."""
    return records_folder().parent / "drills.jsonl"


def load_tries(path: Path) -> list[Try]:
    """What was answered so far, the oldest first. A line that cannot be read is passed over: it costs one answer."""
    found = []
    with suppress(OSError, UnicodeDecodeError):
        for line in path.read_text("utf-8").splitlines():
            with suppress(ValueError, KeyError, TypeError):
                data = json.loads(line)
                if data["verdict"] in get_args(Verdict):
                    day = date.fromisoformat(data["day"])
                    shown = data.get("shown") is True
                    found.append(Try(day, str(data["rule"]), str(data["moment"]), data["verdict"], shown))
    return found


def keep_try(one: Try, path: Path) -> str:
    """Add one answer; one sentence where it cannot be kept."""
    row = {"drill": 1, "day": one.day.isoformat(), "rule": one.rule, "moment": one.moment, "verdict": one.verdict}
    row |= {"shown": True} if one.shown else {}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8", newline="\n") as file:
            file.write(json.dumps(row) + "\n")
    except OSError as wrong:
        return f"This drill cannot be kept ({wrong.strerror or 'writing failed'}: {path}); it goes on all the same."
    return ""


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What the plans on the shelf show once they are run. `speaks`: by scenario and playbook, on which part of its
    plans, 0 to 1, the author has anything to say."""

    moments: tuple[Moment, ...]
    speaks: Mapping[str, Mapping[str, float]]


def rehearsed(library: Library) -> Rehearsed:
    """Every plan on the shelf, run; those that cannot be run show nothing."""
    found, speaks = list[Moment](), dict[str, dict[str, float]]()
    for name, scenario in sorted(library.shelf.read.items()):
        runs = list[tuple[Scorecard, ...]]()
        for path in library.plan_paths(library.shelf.paths[name]):
            with suppress(BadFile):
                plan = library.plan_at(path)
                run = run_plan(plan, scenario, library.playbooks.values(), library.move_ids)
                cards = run.judged.scorecards
                found += moments(f"{name}/{path.stem}", run.record, cards, library.playbooks, library.move_ids)
                runs.append(tuple(cards))
        spoken = Counter(card.playbook for cards in runs for card in cards if card.total is not None)
        if runs:
            speaks[name] = {book: spoken[book] / len(runs) for book in library.playbooks}
    return Rehearsed(tuple(found), speaks)


def all_moments(library: Library) -> tuple[Moment, ...]:
    """The moments of every plan on the shelf."""
    return rehearsed(library).moments


def todays(library: Library, tries: Sequence[Try], rows: Iterable[Result], playbook: str, today: date) -> list[Moment]:
    """Today's drill, by the rules of one author or ("") of all."""
    missed, _ = counted(row.verdicts for row in rows)
    there = [m for m in all_moments(library) if playbook in ("", m.playbook)]
    return pick(there, tries, missed, worths(library), today)


def worths(library: Library) -> dict[str, float]:
    """What each rule is worth to its author."""
    return {rule.id: sum(p.points for p in rule.do or ()) for b in library.playbooks.values() for rule in b.rules}


def drill_here(playbook: str) -> None:
    """Today's drill in this terminal. Raises BadFile where there is no such playbook."""
    library = Library()
    if playbook and playbook not in library.playbooks:
        known = did_you_mean(playbook, library.playbooks) or f"; there are {', '.join(library.playbooks)}"
        raise BadFile([Flaw("hitzero", 0, f"no playbook is called '{playbook:.30}'{known}")])
    drill(library, playbook, load_settings().trainee, date.today(), _asked, print)


def _asked(prompt: str) -> str | None:
    try:
        return input(f"{prompt}: ")
    except EOFError:
        return None


def drill(
    library: Library,
    playbook: str,
    trainee: str,
    today: date,
    ask: Callable[[str], str | None],
    say: Callable[[str], None],
) -> None:
    """Today's drill: `ask` gives an answer to a prompt, None where somebody leaves; `say` shows a line."""
    path = tries_path()
    tries = load_tries(path)
    rows = [r for r in results(library).rows if r.trainee == trainee and not r.retry_of and r.ended]
    chosen = todays(library, tries, rows, playbook, today)
    if not chosen:
        say("There is no moment to drill by these rules; choose another playbook, or none.")
        return
    say("What you miss most comes first." if rows else "No call is on record yet: what the authors value most.")
    say(f"One answer each. An empty line shows what you could say: it counts as shown, not as done; {LEAVE} leaves.\n")
    understanding = Understanding.load(own=library.own_moves.read)
    done: list[Judgment] = []
    for n, moment in enumerate(chosen, 1):
        call, _ = replay(moment.record, library.move_ids)
        for line in _shown(moment, call, library, n, len(chosen)):
            say(line)
        text = ask("You")
        if text is None:
            say("")
            break
        judgment, shown = _judge(moment, text, call, library, understanding), not text.strip()
        done.append(judgment)
        for line in _verdict(judgment, moment, shown):
            say(line)
        trouble = keep_try(Try(today, moment.rule, moment.name, judgment.verdict, shown), path)
        if trouble:
            say(trouble)
    for line in _end(done, load_tries(path)):
        say(line)


def _shown(moment: Moment, call: Call, library: Library, n: int, of: int) -> Iterable[str]:
    book = library.playbooks[moment.playbook]
    rule = next(rule for rule in book.rules if rule.id == moment.rule)
    yield f"{n} of {of}. {call.scenario.title} ({call.difficulty}). The move, by {book.author}: {rule.title}"
    for turn in call.transcript().turns[-LINES:]:
        yield f"   {'You' if turn.who == 'trainee' else turn.speaker}: {turn.text}"


def _judge(moment: Moment, text: str, call: Call, library: Library, understanding: Understanding) -> Judgment:
    heard = understand(understanding, text, call)
    return answered(moment, heard, library.playbooks[moment.playbook], library.move_ids)


def _verdict(judgment: Judgment, moment: Moment, shown: bool) -> Iterable[str]:
    sign = SHOWN if shown else SIGNS.get(judgment.verdict, "[ ] missed")
    yield f"   {sign}. {judgment.because}"
    if judgment.verdict != "met":
        yield f"   You could say: {judgment.instead or moment.words}"
        yield f"   ({judgment.author}, {judgment.document})"
    yield ""


def _end(done: Sequence[Judgment], tries: Sequence[Try]) -> Iterable[str]:
    if not done:
        return
    well = [j for j in done if j.verdict == "met"]
    yield f"{len(well)} of {len(done)} done."
    stands = boxes(tries)
    for judgment in done:
        if judgment.verdict != "met":
            yield f"  again today: {judgment.title} ({judgment.author})"
    for due, judgment in sorted(((stands[j.rule].due, j) for j in well if j.rule in stands), key=lambda p: p[0]):
        yield f"  due again {due.isoformat()}: {judgment.title} ({judgment.author})"
