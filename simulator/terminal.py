"""The commands that work in a terminal: plans, rehearsals, scores, typed calls, rendered voices.

Rule: progress goes to standard error, results to standard output; a function here returns whether all was well and
prints nothing that a person could not act on.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import typer

from simulator import SCENARIOS, report
from simulator.core.events import MoveHeard
from simulator.core.moves import Catalogue
from simulator.core.plan import Plan
from simulator.core.record import Record, replay, write_record
from simulator.core.scenario import Scenario
from simulator.core.turns import Transcript
from simulator.core.yaml_text import BadFile, Flaw, did_you_mean
from simulator.joints import lines_of
from simulator.library import Library
from simulator.settings import load_settings
from simulator.suite import Judged, differences, first, judge, run_plan, try_plan
from simulator.understanding.meaning import Understanding
from simulator.understanding.recogniser import Context


def flaw(says: str, file: str = "hitzero") -> Flaw:
    """Something wrong with a command rather than with a file."""
    return Flaw(file, 0, says)


def _named(library: Library, names: Sequence[str]) -> Iterator[tuple[Scenario, Path]]:
    """The scenarios of those names; all that can be read where none is named."""
    for name in names or sorted(library.shelf.read):
        yield library.find(name)


def _tell(text: str) -> None:
    typer.echo(text, err=True)


# -- plans -------------------------------------------------------------------------------------------------------------


def play_plan(
    library: Library,
    scenario: Scenario,
    plan: Plan,
    aloud: bool,
    keep: Path | None,
    playbook: str = "",
    full: bool = False,
) -> bool:
    """One plan, silently or through the sound path, with its scorecard. Whether it came true, aloud as in silence."""
    if library.left_out:
        _tell(library.left_out)
    understanding = Understanding.load(own=library.own_moves.read)
    books = library.playbooks.values()
    silent = run_plan(plan, scenario, books, library.move_ids, understanding)
    transcript, judged, failures = silent.judged.transcript, silent.judged, list(silent.failures)
    if aloud:
        spoken, failures = _speak(library, scenario, silent.plan, keep, failures)
        transcript = spoken.transcript
        failures += differences(silent.judged.scorecards, spoken.scorecards)
        judged = spoken
    elif keep is not None:
        _kept(silent.record, keep / f"{Path(plan.file).stem}.jsonl")
    typer.echo("\n".join(_told(transcript)) + "\n")
    cards = first(playbook or scenario.playbooks[0], judged.scorecards)
    typer.echo(report.as_summary(transcript, cards, judged.disagreements, judged.measures))
    if full:
        typer.echo(report.as_text(cards, judged.disagreements, measures=judged.measures, totals=False))
    for failure in failures:
        typer.echo(f"not as planned: {failure}")
    typer.echo("The plan came true." if not failures else f"{len(failures)} things were not as planned.")
    return not failures


def _kept(record: Record, path: Path) -> None:
    """The record of a silent plan, for `hitzero score`, `report` and whoever wants an example. Raises BadFile."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(write_record(record), encoding="utf-8", newline="\n")
    except OSError as wrong:
        raise BadFile([flaw(f"the record cannot be written ({wrong.strerror})", str(path))]) from None


def _speak(
    library: Library, scenario: Scenario, plan: Plan, keep: Path | None, failures: list[str]
) -> tuple[Judged, list[str]]:
    from simulator.aloud import play_aloud

    with tempfile.TemporaryDirectory(prefix="hitzero-") as temporary:
        folder = keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        spoken = play_aloud(plan, scenario, folder, load_settings(), own=library.own_moves.read)
        call, _ = replay(spoken.record, library.move_ids)
    return judge(call.transcript(), library.playbooks.values()), [*failures, *spoken.failures]


def plan_named(library: Library, scenario: Path, name: str) -> Path:
    """The file of a plan: named by its path, or as its file beside that scenario is called, or by its title. Raises
    BadFile, with the plans there are."""
    if Path(name).suffix in (".yaml", ".yml"):
        return Path(name)
    plans = {path.stem: path for path in library.plan_paths(scenario)}
    if name in plans:
        return plans[name]
    for path in plans.values():
        with suppress(BadFile):  # what is wrong with another plan is no matter here
            if library.plan_at(path).plan.casefold() == name.casefold():
                return path
    there = f"there are {', '.join(plans)}" if plans else "it has none yet"
    raise BadFile([flaw(f"no plan of {scenario.stem} is called '{name}'; {there}{did_you_mean(name, plans)}")])


def rehearse_all(library: Library, names: Sequence[str], aloud: bool, plan: str = "") -> bool:
    """All plans of the named scenarios, plans named by their files, or the one of that name. A line a plan; whether all
    came true, and every scenario could be read."""
    library.look_beside(names)
    understanding = Understanding.load(own=library.own_moves.read)
    good, count, began = True, 0, time.perf_counter()
    for name in () if names else sorted(library.shelf.broken):
        typer.echo(f"not rehearsed: {name} (cannot be read; see hitzero check {name})")
        good = False
    for scenario, path, file in _to_rehearse(library, names, plan):
        try:
            read = library.plan_at(file)
        except BadFile as wrong:
            typer.echo(str(wrong))
            good = False
            continue
        if aloud and not read.aloud:
            continue
        count += 1
        if aloud:
            failures = _aloud_in_its_own_process(path, file)
        else:
            tried = try_plan(read, scenario, library.playbooks.values(), library.move_ids, understanding)
            failures = tuple(map(str, tried.flaws))
        good = good and not failures
        typer.echo(f"{'ok  ' if not failures else 'FAIL'} {scenario.id} · {read.plan} ({read.difficulty})")
        for failure in failures:
            typer.echo(f"     {failure}")
    _tell(f"{count} plan{'s' * (count != 1)} in {time.perf_counter() - began:.1f} s")
    if not count:
        _tell("No plan was found; `hitzero new NAME` writes three to start from.")
    return good and count > 0


def _to_rehearse(library: Library, names: Sequence[str], plan: str) -> Iterator[tuple[Scenario, Path, Path]]:
    """Each plan with its scenario and the scenario's file. Raises BadFile."""
    for name in names or sorted(library.shelf.read):
        if library.is_plan(Path(name)):
            yield *library.scenario_of(Path(name)), Path(name)
            continue
        scenario, path = library.find(name)
        files = [plan_named(library, path, plan)] if plan else library.plan_paths(path)
        yield from ((scenario, path, file) for file in files)


def _aloud_in_its_own_process(scenario: Path, plan: Path) -> tuple[str, ...]:
    """SDL's drivers are chosen once in a process, so every plan aloud has one of its own."""
    command = [sys.executable, "-m", "simulator", "play", str(scenario), "--plan", str(plan), "--aloud"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    told = [line for line in done.stdout.splitlines() if line.startswith("not as planned: ")]
    if done.returncode and not told:
        told = [done.stderr.strip() or f"the call ended with {done.returncode}"]
    return tuple(line.removeprefix("not as planned: ") for line in told)


# -- calls and moves in words ------------------------------------------------------------------------------------------


def _told(transcript: Transcript) -> Iterator[str]:
    """The call as it was spoken, with the moves that were made and the keys that were pressed."""
    done = {n: [a for a in transcript.actions if a.after_turn == n] for n in range(-1, len(transcript.turns))}
    for number, turn in [(-1, None), *enumerate(transcript.turns)]:
        if turn is not None:
            made = ", ".join(m.move if m.sure else f"{m.move}?" for m in turn.moves)
            words = "(mumbles)" if turn.unclear else turn.text
            yield f"{report.clock(turn.start)}  {turn.speaker}: {words}" + (f"  [{made}]" if made else "")
        for action in done[number]:
            yield f"{report.clock(action.at)}  ({report.action(action.do, action.value)})"


def own_moves() -> Catalogue:
    """A trainer's own moves and corrections. Files of them that cannot be read are told on stderr."""
    own = Library().own_moves
    for wrong in own.broken.values():
        print(f"left aside, for it cannot be read (none of its moves is heard): {wrong}", file=sys.stderr)
    return own.read


def try_sentence(said: str, after: str, to: str) -> str:
    """The moves that one sentence makes, with how sure that is and the words that show each."""
    listeners: dict[str, Context] = {"R": "R", "V": "V", "C": "C"}
    if (listener := listeners.get(to.upper())) is None:
        raise BadFile([flaw(f"'{to}' is nobody; it may be R (the desk), V (a voicemail box) or C (the prospect)")])
    found = Understanding.load(own=own_moves()).recognise(said, heard=after, context=listener).moves
    return "\n".join(map(_row(said), found)) or "no move"


def _row(said: str) -> Callable[[MoveHeard], str]:
    return lambda m: f"{m.move:24} {m.probability:.2f}  {said[m.start : m.end]}{'' if m.sure else '  (perhaps)'}"


def evaluate_moves(path: Path, as_json: bool) -> str:
    """How well moves are recognised on labelled turns: a table, or JSON. What a trainer corrected is left aside, for
    words that were corrected are always heard rightly. Raises BadFile."""
    from simulator.understanding.corpus import ids_twice, read_corpus, wrong_labels
    from simulator.understanding.evaluation import as_table, as_values, evaluate

    if not path.exists():
        raise BadFile([flaw("there is no such file or folder of labelled turns", str(path))])
    turns, flaws = read_corpus(path)
    if flaws or not turns:
        raise BadFile(_first(flaws) or [flaw("there is no labelled turn in it", str(path))])
    understanding = Understanding.load(own=Catalogue({m.id: m for m in own_moves()}))
    if flaws := [*ids_twice(turns), *wrong_labels(turns, understanding.catalogue)]:
        raise BadFile(_first(flaws))
    found = evaluate(turns, understanding, understanding.catalogue)
    return json.dumps(as_values(found)) if as_json else as_table(found)


def _first(flaws: Sequence[Flaw]) -> list[Flaw]:
    """The first of many flaws, and how many there are more: a file of another kind is wrong in every line."""
    wrong = flaws[_MOST_FLAWS:]
    rest = [replace(wrong[0], says=f"from here on {len(wrong)} more lines are wrong")] if wrong else []
    return [*flaws[:_MOST_FLAWS], *rest]


_MOST_FLAWS = 5

# -- voices ------------------------------------------------------------------------------------------------------------


def voices_folder(scenario: Path) -> Path:
    """Where the lines of a scenario's file are rendered to."""
    from simulator.speech.voice_files import SHIPPED, own_voices

    return SHIPPED if scenario.resolve().is_relative_to(SCENARIOS.resolve()) else own_voices()


def render_voices(library: Library, names: Sequence[str]) -> bool:
    """Every line of the named scenarios, and the trainee's lines of their plans marked aloud, by natural voices."""
    from simulator.aloud import trainee_lines
    from simulator.speech.kokoro import NoNaturalVoice
    from simulator.speech.voice_files import render

    good = True
    for scenario, path in _named(library, names):
        plans, folder = [library.plan_at(file) for file in library.plan_paths(path)], voices_folder(path)
        mine = [line for plan in plans if plan.aloud for line in trainee_lines(plan)]
        for name, lines in ((scenario.id, lines_of(scenario)), (f"trainee/{scenario.id}", mine)):
            try:
                made = render(lines, folder / name, lambda done, wanted: _tell(f"{done} of {wanted}"))
            except NoNaturalVoice as none:
                raise BadFile([flaw(str(none), "voices")]) from None
            except OSError as wrong:
                says = f"the voices cannot be written ({wrong.strerror}); may you write there, and is there room?"
                raise BadFile([flaw(says, str(folder / name))]) from None
            size = made.bytes / 1e6
            typer.echo(f"{name}: {made.made} made, {made.kept} kept, {made.removed} removed; {size:.2f} MB")
            for text in made.unspeakable:
                typer.echo(f"  cannot be spoken: {text}")
            good = good and not made.unspeakable
    return good
