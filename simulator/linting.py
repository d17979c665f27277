"""The lint as a trainer meets it: scenarios, plans, playbooks and moves, each by name or by file.

Rule: what is wrong with a file is worked out in the core and in `examples`; here is which files are looked at, and in
which order what was found is told. Nothing is printed.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from simulator import SCENARIOS
from simulator.core.check import Tried, check_scenario
from simulator.core.check_instructions import instructions
from simulator.core.check_moments import boxes, deaf, over, speechless, unasked
from simulator.core.check_moves import check_own_moves, heard_in_plans
from simulator.core.check_texts import odd_texts
from simulator.core.moves import Catalogue, parse_own_moves
from simulator.core.scenario import Scenario
from simulator.core.yaml_text import BadFile, Flaw, parse
from simulator.examples import check_playbooks, is_playbook
from simulator.library import Library, own_folder, read_text
from simulator.places import MOVES, SUFFIXES, Kind, is_in_use, kind_of, not_in_use, out_of_place
from simulator.suite import heard_besides, try_plan
from simulator.understanding.meaning import Understanding
from simulator.understanding.try_moves import try_moves


def check_all(library: Library, names: Sequence[str]) -> list[Flaw]:
    """What is wrong with the named scenarios, files or plans, those that are named first; with everything on the shelf
    where none is."""
    library.look_beside(names)
    own = library.own_moves.read
    by = Understanding.load(own=Catalogue({m.id: m for m in own}))  # plans know of no correction
    flaws = [*_check_moves(library, names, by), *_check_playbooks(library, names)]
    ran = list[Tried]()
    for name in names or sorted(library.shelf.paths):
        path = Path(name)
        if is_playbook(path):
            continue
        try:
            if _is_file_of_moves(path):
                flaws += [] if path.name == MOVES and path.is_file() else _check_lone_moves(library, path)
            elif library.is_plan(path):
                flaws += _check_plan(library, path, by, ran)
            else:
                flaws += _check_one(library, *library.find(name), by, ran)
        except BadFile as wrong:
            flaws += wrong.flaws
    heard, files = heard_besides(ran, own.ids), library.own_moves
    for path in files.files:
        flaws += heard_in_plans(files.files[path], files.texts[path], str(path), heard)
    return _named_first([*flaws, *_out_of_place(library, names, flaws)], library, names)


def _named_first(flaws: list[Flaw], library: Library, names: Sequence[str]) -> list[Flaw]:
    """What was asked about before what lies beside it."""
    asked = [str(library.shelf.paths.get(name, Path(name))) for name in names]
    return sorted(flaws, key=lambda f: asked.index(f.file) if f.file in asked else len(asked))


def _out_of_place(library: Library, names: Sequence[str], flaws: Sequence[Flaw]) -> Iterator[Flaw]:
    """Files that nobody reads: those named, or all that lie about where a trainer's own are."""
    own = next((folder for folder in library.folders if folder != SCENARIOS), own_folder())
    if not names:
        yield from library.stray_plans()
        for folder in library.folders:
            if folder != SCENARIOS:
                yield from out_of_place(folder)
    for path in (Path(name) for name in names if Path(name).is_file()):
        kind = _kind(path)
        if kind in ("playbook", "file of moves", "list of examples") and not is_in_use(path, kind, library.folders):
            yield not_in_use(
                path, kind, own, right=not any(f.file == str(path) and f.severity == "error" for f in flaws)
            )


def _is_file_of_moves(path: Path) -> bool:
    if path.name == MOVES:
        return True
    return path.is_file() and _kind(path) == "file of moves"


def _kind(path: Path) -> Kind | None:
    """What a file is by its first words; None where it cannot be read, which is told where it is looked at."""
    with contextlib.suppress(BadFile):
        return kind_of(read_text(path)) if path.suffix in SUFFIXES else None
    return None


def _check_lone_moves(library: Library, path: Path) -> list[Flaw]:
    """A file of moves that nothing reads, tried as if it stood alone beside the moves that ship."""
    text = read_text(path)
    moves = parse_own_moves(text, str(path), library.catalogue)
    tried = try_moves(Understanding.load(own=moves), library.catalogue)
    return [*odd_texts(parse(text, str(path)), text), *check_own_moves(moves, text, str(path), tried)]


def _check_plan(library: Library, path: Path, by: Understanding, ran: list[Tried]) -> list[Flaw]:
    """One plan, run with the real recogniser and kept in `ran`."""
    scenario, _ = library.scenario_of(path)
    plan = library.plan_at(path)
    ran.append(try_plan(plan, scenario, library.playbooks.values(), library.move_ids, by))
    return [*_odd(path), *ran[-1].flaws]


def _odd(path: Path) -> list[Flaw]:
    text = read_text(path)
    return list(odd_texts(parse(text, str(path)), text))


def _check_playbooks(library: Library, names: Sequence[str]) -> list[Flaw]:
    """The playbooks with the calls that prove their rules: all where nothing is named, else those that are."""
    named = [Path(name) for name in names if is_playbook(Path(name))]
    return list(check_playbooks(library, named)) if named or not names else []


def _check_moves(library: Library, names: Sequence[str], by: Understanding) -> list[Flaw]:
    """The trainer's own moves: all of them where nothing is named, else those beside what is named."""
    own, wanted = library.own_moves, {library.moves_beside(name) for name in names}
    flaws = [flaw for path, bad in own.broken.items() if not names or path in wanted for flaw in bad.flaws]
    files = [path for path in own.texts if not names or path in wanted]
    tried = try_moves(by, library.catalogue) if files else []
    for path in files:
        flaws += [*_odd(path), *check_own_moves(own.files[path], own.texts[path], str(path), tried)]
    return flaws


def _check_moves_of(scenario: Scenario, path: Path, library: Library, by: Understanding) -> list[Flaw]:
    """The moves that a scenario brings itself, tried beside all that are heard in its calls."""
    if not scenario.moves:
        return []
    tried = try_moves(by.beside(scenario.moves), library.catalogue)
    return check_own_moves(Catalogue(scenario.moves), scenario.text, str(path), tried)


def _check_one(library: Library, scenario: Scenario, path: Path, by: Understanding, ran: list[Tried]) -> list[Flaw]:
    """A scenario with its plans, each run with the real recogniser, as `rehearse` does it, and kept in `ran`."""
    from simulator.speech.kokoro import VOICES

    flaws = [*library.hides_another(path), *_check_moves_of(scenario, path, library, by)]
    plans, broken = list[Tried](), list[BadFile]()
    for file in library.plan_paths(path):
        try:
            plan = library.plan_at(file)
            flaws += _odd(file)
            plans.append(try_plan(plan, scenario, library.playbooks.values(), library.move_ids, by))
        except BadFile as wrong:
            broken.append(wrong)
    flaws += [flaw for wrong in broken for flaw in wrong.flaws]
    ran += plans
    flaws += [*_as_written(scenario, path, library), *check_scenario(scenario, str(path), plans, len(broken), VOICES)]
    return sorted(flaws, key=lambda f: (f.file != str(path), f.file, f.line))


def _as_written(scenario: Scenario, path: Path, library: Library) -> Iterator[Flaw]:
    """What stands in a scenario's file otherwise than it was meant."""
    tree = parse(scenario.text, str(path))
    catalogue = Catalogue({move.id: move for move in (*library.catalogue, *library.own_moves.read)})
    yield from odd_texts(tree, scenario.text)
    yield from instructions(scenario, tree, catalogue.ids)
    yield from unasked(scenario, tree)
    yield from boxes(scenario, tree)
    yield from over(scenario, tree)
    yield from speechless(scenario, tree)
    yield from deaf(scenario, tree, catalogue)
