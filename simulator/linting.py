"""The lint as a trainer meets it: scenarios, plans, playbooks and moves, each by name or by file.

Rule: what is wrong with a file is worked out in the core and in `examples`; here is which files are looked at, and in
which order what was found is told. Nothing is printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from simulator.core.check import Tried, check_scenario
from simulator.core.check_instructions import instructions
from simulator.core.check_moments import boxes, deaf, unasked
from simulator.core.check_moves import check_own_moves, heard_in_plans
from simulator.core.check_texts import odd_texts
from simulator.core.moves import Catalogue
from simulator.core.playbook import unknown_opponents
from simulator.core.scenario import Scenario
from simulator.core.yaml_text import BadFile, Flaw, parse
from simulator.examples import check_playbooks, is_playbook
from simulator.library import MOVES, Library
from simulator.suite import heard_besides, try_plan
from simulator.understanding.meaning import Understanding
from simulator.understanding.try_moves import try_moves


def check_all(library: Library, names: Sequence[str]) -> list[Flaw]:
    """What is wrong with the named scenarios, files or plans; with everything on the shelf where none is named."""
    library.look_beside(names)
    try:
        playbooks = library.playbooks
    except BadFile as wrong:
        return [*(flaw for bad in library.own_moves.broken.values() for flaw in bad.flaws), *wrong.flaws]
    flaws = [Flaw("playbooks", 0, says) for says in unknown_opponents(list(playbooks.values()))]
    if not names:
        flaws += library.stray_plans()
    by = Understanding.load(own=Catalogue({m.id: m for m in library.own_moves.read}))  # plans know of no correction
    flaws += _check_moves(library, names, by)
    flaws += _check_playbooks(library, names)
    ran = list[Tried]()
    for name in names or sorted(library.shelf.paths):
        if Path(name).name == MOVES or is_playbook(Path(name)):
            continue
        try:
            if library.is_plan(Path(name)):
                scenario, _ = library.scenario_of(Path(name))
                plan = library.plan_at(Path(name))
                ran.append(try_plan(plan, scenario, playbooks.values(), library.move_ids, by))
                flaws += ran[-1].flaws
            else:
                flaws += _check_one(library, *library.find(name), by, ran)
        except BadFile as wrong:
            flaws += wrong.flaws
    heard, own = heard_besides(ran, library.own_moves.read.ids), library.own_moves
    return flaws + [f for path in own.files for f in heard_in_plans(own.files[path], own.texts[path], str(path), heard)]


def _check_playbooks(library: Library, names: Sequence[str]) -> list[Flaw]:
    """The playbooks with the calls that prove their rules: all where nothing is named, else those that are."""
    named = [Path(name) for name in names if is_playbook(Path(name))]
    try:
        return list(check_playbooks(library, named)) if named or not names else []
    except BadFile as wrong:
        return list(wrong.flaws)


def _check_moves(library: Library, names: Sequence[str], by: Understanding) -> list[Flaw]:
    """The trainer's own moves: all of them where nothing is named, else those beside what is named."""
    own, wanted = library.own_moves, {library.moves_beside(name) for name in names}
    flaws = [flaw for path, bad in own.broken.items() if not names or path in wanted for flaw in bad.flaws]
    files = [path for path in own.texts if not names or path in wanted]
    tried = try_moves(by, library.catalogue) if files else []
    for path in files:
        flaws += check_own_moves(own.files[path], own.texts[path], str(path), tried)
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
    yield from deaf(scenario, tree, catalogue)
