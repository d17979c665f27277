"""Playbooks with the calls that prove their rules, as they lie on disk.

Rule: what ships and what a trainer wrote are looked at alike; a rule without proof is an error in the one, a warning in
the other. Examples lie in `playbooks/examples/`, plans beside their scenarios; a plan's word is taken here, since
`check` runs it anyway.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from simulator import SCENARIOS
from simulator.core.check_playbooks import Example, read_examples, unproven, untrue
from simulator.core.playbook import parse_playbook
from simulator.core.yaml_text import BadFile, Flaw, parse
from simulator.library import Library, read_text
from simulator.scores import recogniser

EXAMPLES = "examples"


def is_playbook(path: Path) -> bool:
    """Whether a file lies where playbooks or their examples lie."""
    places = (path.absolute().parent.name, path.absolute().parent.parent.name)
    return path.is_file() and (places[0] == "playbooks" or places == (EXAMPLES, "playbooks"))


def check_playbooks(library: Library, named: Sequence[Path] = ()) -> Iterator[Flaw]:
    """What is wrong with the proofs of all playbooks, or with those of the files named: playbooks or examples.
    Raises BadFile where a playbook cannot be read."""
    files = {path.absolute() for path in named}
    wanted = {path: parse_playbook(read_text(path), str(path), library.move_ids) for path in _playbooks(library, files)}
    read, broken = list[Example](), dict[Path, BadFile]()
    recognise = recogniser(library.own_moves.read)
    for path in _examples(library, files):
        try:
            read += read_examples(read_text(path), str(path), library.move_ids, recognise)
        except BadFile as wrong:
            broken[path] = wrong
    ids = {book.id for book in wanted.values()}
    for path, bad in broken.items():
        if not files or path in files or path.stem in ids:
            yield from bad.flaws
    books = library.playbooks | {book.id: book for book in wanted.values()}
    told = [e for e in read if Path(e.file) in files or not ids.isdisjoint(map(_playbook_of, e.shows))]
    yield from untrue(told, books.values())
    shown = _shown(library, read)
    for path, book in wanted.items():
        if book.id not in {p.stem for p in broken}:  # else what is missing may stand in the broken one
            severity = "error" if path.is_relative_to(SCENARIOS) else "warning"
            yield from unproven(book, parse(read_text(path), str(path)), shown, severity)


def _playbook_of(rule: str) -> str:
    return rule.partition("/")[0]


def _folders(library: Library, files: set[Path]) -> list[Path]:
    """Where playbooks lie: on the shelf, and beside the files that were named."""
    beside = (f.parent.parent if f.parent.name == EXAMPLES else f.parent for f in files)
    return list(dict.fromkeys([*(folder / "playbooks" for folder in library.folders), *beside]))


def _playbooks(library: Library, files: set[Path]) -> list[Path]:
    if files:
        return [f for f in sorted(files) if f.parent.name == "playbooks"]
    return [path for folder in _folders(library, files) for path in sorted(folder.glob("*.yaml"))]


def _examples(library: Library, files: set[Path]) -> list[Path]:
    folders = [folder / EXAMPLES for folder in _folders(library, files)]
    return [path for folder in folders for path in sorted(folder.glob("*")) if path.suffix in (".yaml", ".json")]


def _shown(library: Library, examples: Sequence[Example]) -> dict[str, set[str]]:
    """Which verdicts of each rule are shown by examples and by plans."""
    shown: dict[str, set[str]] = {}
    plans = (plan for path in library.shelf.paths.values() for plan in library.plan_paths(path))
    for verdicts in (*(e.shows for e in examples), *map(_expected, plans)):
        for rule, verdict in verdicts.items():
            shown.setdefault(rule, set()).add(verdict)
    return shown


def _expected(plan: Path) -> dict[str, str]:
    """The verdicts that a plan expects; none where it cannot be read, which `check` tells by itself."""
    try:
        data = parse(read_text(plan), str(plan)).data
    except BadFile:
        return {}
    found = data.get("verdicts") if isinstance(data, dict) else None
    return {str(rule): str(verdict) for rule, verdict in found.items()} if isinstance(found, dict) else {}
