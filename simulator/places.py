"""What a trainer's file is, and where files of its kind belong.

Rule: a file is known by what it says, not by where it lies, so that one in the wrong place is told where it belongs
instead of being read as something else, or passed over in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from simulator.core.yaml_text import Flaw

Kind = Literal["scenario", "playbook", "file of moves", "plan", "list of examples"]
SUFFIXES = (".yaml", ".yml")
MOVES = "moves.yaml"
CORRECTIONS = Path("moves") / "from-disputes.yaml"
"""Where a trainer's corrections of moves that ship lie, beside their scenarios."""
DEEPEST = 4  # folders below a trainer's own in which files are looked for
_SIGNS: tuple[tuple[Kind, str], ...] = (
    ("scenario", r"(?:moments|people|situation)\s*:"),
    ("playbook", r"(?:rules|motto)\s*:"),
    ("list of examples", r"-\s+shows\s*:|\[?\s*\{?\s*\"shows\""),
    ("plan", r"(?:call|plan)\s*:"),
    ("file of moves", r"moves\s*:"),
)


def kind_of(text: str) -> Kind | None:
    """What a file is by its text; None where it is like none of ours."""
    return next((kind for kind, sign in _SIGNS if re.search(f"^(?:{sign})", text, re.MULTILINE)), None)


def place_of(kind: Kind, own: Path) -> str:
    """Where a file of that kind is put, beside the scenarios in `own`."""
    places: dict[Kind, str] = {
        "scenario": str(own),
        "playbook": str(own / "playbooks"),
        "file of moves": f"{own / MOVES} (several files of moves become one)",
        "plan": f"{own / 'plans' / 'NAME'}, where NAME is its scenario's file",
        "list of examples": str(own / "playbooks" / "examples"),
    }
    return places[kind]


def is_in_use(path: Path, kind: Kind, folders: Sequence[Path]) -> bool:
    """Whether a file of that kind lies where one of the folders of scenarios has such files."""
    path = path.absolute()
    return any(_belongs(path, kind, folder.absolute()) for folder in folders)


def _belongs(path: Path, kind: Kind, folder: Path) -> bool:
    if kind == "file of moves":
        return path == folder / MOVES
    if kind == "list of examples":
        return path.parent == folder / "playbooks" / "examples" and path.suffix in (".yaml", ".json")
    parent = {"scenario": folder, "playbook": folder / "playbooks", "plan": folder / "plans"}[kind]
    return path.suffix == ".yaml" and (path.parent.parent if kind == "plan" else path.parent) == parent


def not_in_use(path: Path, kind: Kind, own: Path, right: bool = True) -> Flaw:
    """The warning of a file in the wrong place. `right`: nothing else is wrong with it."""
    so = "right as it is, but not in use here" if right else "this is not in use here"
    if path.suffix == ".yml" and _belongs(path.absolute().with_suffix(".yaml"), kind, own.absolute()):
        return Flaw(str(path), 0, f"{so}, because its name ends in .yml; rename it to {path.stem}.yaml", "warning")
    return Flaw(str(path), 0, f"{so}; a {kind} belongs into {place_of(kind, own)}", "warning")


def out_of_place(own: Path) -> Iterator[Flaw]:
    """A warning for each file of ours below a trainer's own folder, or right beside it, that nothing reads."""
    root = own.parent if own.name == "scenarios" else own
    for path in sorted(path for path in root.rglob("*.y*ml") if path.suffix in SUFFIXES):
        if len(path.relative_to(root).parts) > DEEPEST + 1 or path == own / CORRECTIONS or not path.is_file():
            continue
        if path.parent == own and path.suffix == ".yaml":
            continue  # read as a scenario, and told there
        try:
            kind = kind_of(path.read_text("utf-8-sig"))
        except (OSError, UnicodeDecodeError):
            continue
        if kind is not None and not is_in_use(path, kind, (own,)) and not _told_elsewhere(path, own):
            yield not_in_use(path, kind, own, right=False)


def _told_elsewhere(path: Path, own: Path) -> bool:
    """Whether the file is read as something else, where its kind is told."""
    places = (own / "playbooks", own / "playbooks" / "examples")
    return path.suffix == ".yaml" and (path.parent in places or path.parent.parent == own / "plans")
