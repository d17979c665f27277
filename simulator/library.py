"""What lies on the shelf: scenarios with their plans, playbooks, the catalogue of moves.

Rule: one bad file never hides the others. What ships and what a trainer wrote are read alike; a broken file stays on
the shelf with what is wrong with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import platformdirs

from simulator import SCENARIOS
from simulator.core.corrections import parse_corrections
from simulator.core.moves import Catalogue, parse_catalogue, parse_own_moves, taken_ids
from simulator.core.plan import Plan, read_plan
from simulator.core.playbook import Playbook, parse_playbook
from simulator.core.reading import read_scenario
from simulator.core.scenario import Scenario
from simulator.core.yaml_text import BadFile, Flaw, decode, did_you_mean, parse
from simulator.places import CORRECTIONS, MOVES, Kind, kind_of, place_of

_PLAN = re.compile(r"^(?:plan|call)\s*:", re.MULTILINE)
_SCENARIO = re.compile(r"^(?:hit_zero|moments)\s*:", re.MULTILINE)
_MOVES = re.compile(r"^moves\s*:", re.MULTILINE)


def own_folder() -> Path:
    """Where a trainer's own scenarios, plans and playbooks lie."""
    return platformdirs.user_data_path("hitzero", appauthor=False) / "scenarios"


def read_text(path: Path) -> str:
    """The text of a file. Raises BadFile where it is missing, unreadable or no UTF-8."""
    try:
        return decode(path.read_bytes(), str(path))
    except OSError as wrong:
        raise BadFile(
            [Flaw(str(path), 0, f"this file cannot be read ({wrong.strerror}); is the name right?")]
        ) from None


@dataclass(slots=True)
class Shelf:
    """Files of one kind: those that could be read, and what is wrong with the others, both by id."""

    read: dict[str, Scenario] = field(default_factory=dict)
    broken: dict[str, BadFile] = field(default_factory=dict)
    paths: dict[str, Path] = field(default_factory=dict)


@dataclass(slots=True)
class OwnMoves:
    """Moves that a trainer wrote: those that could be read (also by file, with its text), and the broken ones."""

    read: Catalogue = field(default_factory=lambda: Catalogue({}))
    files: dict[Path, Catalogue] = field(default_factory=dict)
    texts: dict[Path, str] = field(default_factory=dict)
    broken: dict[Path, BadFile] = field(default_factory=dict)

    def take(self, path: Path, shipped: Catalogue) -> None:
        """Reads one more file. A broken one is kept aside; so is one that says again what another has said."""
        try:
            text = read_text(path)
            found = parse_own_moves(text, str(path), Catalogue({m.id: m for m in (*shipped, *self.read)}))
        except BadFile as wrong:
            self.broken[path] = wrong
        else:
            self.texts[path], self.files[path] = text, found
            self.read = Catalogue({m.id: m for m in (*self.read, *found)}, self.read.corrections)

    def correct(self, path: Path, shipped: Catalogue) -> None:
        """Reads one more file of corrections. A broken one is kept aside."""
        try:
            found = parse_corrections(read_text(path), str(path), shipped.ids)
        except BadFile as wrong:
            self.broken[path] = wrong
        else:
            self.read = Catalogue({m.id: m for m in self.read}, (*self.read.corrections, *found))


@dataclass(slots=True)
class Books:
    """The playbooks that could be read, by id, with the file of each; and the broken ones by their file."""

    read: dict[str, Playbook] = field(default_factory=dict)
    paths: dict[str, Path] = field(default_factory=dict)
    broken: dict[Path, BadFile] = field(default_factory=dict)

    def take(self, path: Path, book: Playbook) -> None:
        """One more playbook. Raises BadFile where its id is another's."""
        if book.id in self.read:
            first = f"{self.read[book.id].author}, in {self.paths[book.id]}"
            says = f"a playbook is called '{book.id}' already ({first}); choose another id, say my-{book.id}, and call"
            line = next((n for n, row in enumerate(read_text(path).splitlines(), 1) if row.startswith("id:")), 1)
            raise BadFile([Flaw(str(path), line, f"{says} its rules my-{book.id}/1 and so on")])
        self.read[book.id], self.paths[book.id] = book, path


class Library:
    """Everything that scenarios/ and the trainer's own folder hold, read when it is first asked for."""

    def __init__(self, folders: tuple[Path, ...] | None = None) -> None:
        self.folders = folders or (SCENARIOS, own_folder())
        self._beside: tuple[Path, ...] = ()

    @cached_property
    def catalogue(self) -> Catalogue:
        """The moves that ship. Raises BadFile."""
        path = SCENARIOS / MOVES
        return parse_catalogue(read_text(path), str(path))

    @cached_property
    def own_moves(self) -> OwnMoves:
        """The moves that a trainer wrote, in files called moves.yaml beside their scenarios, and what a trainer
        corrected in those that ship."""
        own = OwnMoves()
        for folder in dict.fromkeys(folder for folder in (*self.folders, *self._beside) if folder != SCENARIOS):
            if (folder / MOVES).is_file():
                own.take(folder / MOVES, self.catalogue)
            if (folder / CORRECTIONS).is_file():
                own.correct(folder / CORRECTIONS, self.catalogue)
        return own

    @cached_property
    def move_ids(self) -> frozenset[str]:
        """The ids of all moves, those of the trainer's own among them, in whichever scenario they stand: what a plan,
        a playbook or a record may name."""
        within = (id for ids in self.moves_within.values() for id in ids)
        return frozenset((*self.catalogue.ids, *self.own_moves.read.ids, *within))

    @cached_property
    def moves_within(self) -> dict[Path, tuple[str, ...]]:
        """The ids of the moves that scenarios bring themselves, by the scenario's file."""
        found = dict[Path, tuple[str, ...]]()
        folders = dict.fromkeys((*self.folders, *self._beside))
        for path in (path for folder in folders for path in sorted(folder.glob("*.yaml")) if path.name != MOVES):
            with suppress(BadFile):  # told where the scenario is read
                text = read_text(path)
                if _MOVES.search(text) and _SCENARIO.search(text):
                    moves = parse(text, str(path)).data["moves"]
                    found[path] = tuple(map(str, moves)) if isinstance(moves, dict) else ()
        return found

    def look_beside(self, names: Sequence[str]) -> None:
        """Takes in the moves that lie beside files named by their path, wherever that is: scenarios, plans, moves. To
        be asked before anything is read with these moves."""
        self._beside = tuple(_folder_of(Path(name)) for name in names if Path(name).suffix in (".yaml", ".yml"))
        for read in ("own_moves", "moves_within", "move_ids", "books", "shelf"):
            self.__dict__.pop(read, None)

    def look_again(self) -> Catalogue:
        """The own moves and corrections as they stand in their files now: a trainer may have changed them since they
        were read."""
        before = self.own_moves.read.ids
        self.__dict__.pop("own_moves", None)
        if self.own_moves.read.ids != before:
            for read in ("moves_within", "move_ids", "books", "shelf"):
                self.__dict__.pop(read, None)
        return self.own_moves.read

    def moves_beside(self, name: str) -> Path:
        """Where the own moves lie that belong to a scenario, a plan or a file of moves, named by id or by path."""
        return _folder_of(self.shelf.paths.get(name, Path(name))) / MOVES

    @property
    def playbooks(self) -> dict[str, Playbook]:
        """The playbooks by id; a trainer's own come after those that ship. One of a trainer's that cannot be read is
        left out (see `books`). Raises BadFile where one that ships cannot be read."""
        return self.books.read

    @cached_property
    def books(self) -> Books:
        """All playbooks, good and broken."""
        books = Books()
        for folder in self.folders:
            for path in sorted((folder / "playbooks").glob("*.yaml")):
                try:
                    books.take(path, self.playbook_at(path))
                except BadFile as wrong:
                    if folder == SCENARIOS:
                        raise
                    books.broken[path] = wrong
        return books

    @property
    def left_out(self) -> str:
        """What a trainer should know of playbooks that give no card because they cannot be read; "" where all can."""
        names = ", ".join(path.name for path in self.books.broken)
        return f"No card by {names}, which cannot be read; `hitzero check` tells why." if names else ""

    def playbook_at(self, path: Path) -> Playbook:
        """The playbook in that file. Raises BadFile."""
        text = self._text_of(path, "playbook")
        return parse_playbook(text, str(path), self.move_ids)

    def _text_of(self, path: Path, wanted: Kind) -> str:
        """The text of a file of that kind. Raises BadFile, also where it is plainly of another kind."""
        text = read_text(path)
        kind = kind_of(text)
        if kind not in (None, wanted):
            own = next((folder for folder in self.folders if folder != SCENARIOS), own_folder())
            says = f"this is a {kind} and no {wanted}; it belongs into {place_of(kind, own)}"
            raise BadFile([Flaw(str(path), 1, says)])
        return text

    @cached_property
    def shelf(self) -> Shelf:
        """All scenarios, good and broken."""
        shelf = Shelf()
        for folder in self.folders:
            for path in sorted(folder.glob("*.yaml")):
                if path.name == MOVES:
                    continue
                shelf.paths[path.stem] = path
                try:
                    shelf.read[path.stem] = self.scenario_at(path)
                    shelf.broken.pop(path.stem, None)
                except BadFile as wrong:
                    shelf.broken[path.stem] = wrong
                    shelf.read.pop(path.stem, None)
        return shelf

    def scenario_at(self, path: Path) -> Scenario:
        """The scenario in that file. Raises BadFile."""
        everywhere = Catalogue({move.id: move for move in (*self.catalogue, *self.own_moves.read)})
        scenario = read_scenario(self._text_of(path, "scenario"), str(path), everywhere.ids)
        if flaws := taken_ids(scenario.moves, scenario.text, str(path), everywhere):
            raise BadFile(flaws)
        for name in scenario.playbooks:
            if name not in self.playbooks:
                says = f"no playbook is called '{name}'{did_you_mean(name, self.playbooks)}"
                if name in {path.stem for path in self.books.broken}:
                    says = f"the playbook '{name}' cannot be read; `hitzero check` tells why"
                line = next((n for n, t in enumerate(scenario.text.splitlines(), 1) if t.startswith("playbooks")), 0)
                raise BadFile([Flaw(str(path), line, says)])
        return scenario

    def find(self, name: str) -> tuple[Scenario, Path]:
        """A scenario by id or by path, and its file. Raises BadFile."""
        path = Path(name)
        if path.suffix in (".yaml", ".yml"):
            return self.scenario_at(path), path
        if name in self.shelf.read:
            return self.shelf.read[name], self.shelf.paths[name]
        if name in self.shelf.broken:
            raise self.shelf.broken[name]
        known = did_you_mean(name, self.shelf.read) or f"; there are {', '.join(self.shelf.read)}"
        raise BadFile([Flaw(name, 0, f"no scenario is called '{name}'{known}")])

    def plan_paths(self, scenario: Path) -> list[Path]:
        """The plans beside a scenario's file."""
        return sorted((scenario.parent / "plans" / scenario.stem).glob("*.yaml"))

    def plan_at(self, path: Path, row: tuple[Path, ...] = ()) -> Plan:
        """The plan in that file, with those of the calls before it in the row. Raises BadFile."""
        plan = read_plan(read_text(path), str(path), self.move_ids)
        if not plan.after:
            return plan
        before = path.with_name(f"{plan.after}.yaml")
        if not before.is_file():
            near = did_you_mean(plan.after, [p.stem for p in path.parent.glob("*.yaml") if p != path])
            raise BadFile([plan.flaw(f"no plan is called '{plan.after}' beside this one{near}", "after")])
        if before in (*row, path):
            raise BadFile([plan.flaw(f"the calls go round in a circle: '{plan.after}' comes after this one", "after")])
        return plan.model_copy(update={"earlier": self.plan_at(before, (*row, path))})

    def is_plan(self, path: Path) -> bool:
        """Whether a file lies where plans lie, or reads like one."""
        if path.suffix not in (".yaml", ".yml") or not path.is_file():
            return False
        if path.absolute().parent.parent.name == "plans":
            return True
        try:
            text = read_text(path)
        except BadFile:
            return False
        return bool(_PLAN.search(text)) and not _SCENARIO.search(text)

    def scenario_of(self, plan: Path) -> tuple[Scenario, Path]:
        """The scenario that a plan's file is for: the one beside its folder, else the one it names. Raises BadFile."""
        folder = plan.absolute().parent
        beside = folder.parent.parent / f"{folder.name}.yaml"
        if folder.parent.name == "plans" and beside.is_file():
            return self.scenario_at(beside), beside
        read = self.plan_at(plan)
        if read.scenario not in self.shelf.paths:
            near = did_you_mean(read.scenario, self.shelf.read) or f"; there are {', '.join(self.shelf.read)}"
            raise BadFile([read.flaw(f"no scenario is called '{read.scenario}'{near}", "scenario")])
        return self.find(read.scenario)

    def hides_another(self, path: Path) -> Iterator[Flaw]:
        """A warning where a scenario's file takes the place of one of the same name that comes before it."""
        folder = path.absolute().parent
        before = self.folders[: self.folders.index(folder)] if folder in self.folders else ()
        if any((other / path.name).is_file() for other in before):
            says = (
                f"this file takes the place of the '{path.stem}' that comes with Hit Zero, which cannot be played now"
            )
            way_out = f"to have both, rename it, say to {own_name(path.stem)}.yaml, and its folder of plans with it"
            yield Flaw(str(path), 1, f"{says}; {way_out}", "warning")

    def stray_plans(self) -> Iterator[Flaw]:
        """Folders of plans that belong to no scenario, and so are never run."""
        for folder in self.folders:
            for plans in sorted(p for p in (folder / "plans").glob("*") if p.is_dir()):
                if any(plans.glob("*.yaml")) and not (folder / f"{plans.name}.yaml").is_file():
                    near = did_you_mean(plans.name, [p.stem for p in folder.glob("*.yaml")])
                    says = f"these plans belong to no scenario: there is no {plans.name}.yaml in {folder}{near}"
                    yield Flaw(str(plans), 0, f"{says}; rename the folder, or take it away")


def _folder_of(path: Path) -> Path:
    """The folder of scenarios in which a file of any kind lies."""
    file = path.absolute()
    return file.parents[2] if file.parent.parent.name == "plans" else file.parent


def own_name(name: str) -> str:
    """A name for a trainer's own scenario, beside one that ships: my-front-desk for the-front-desk."""
    return f"my-{name.removeprefix('the-')}"
