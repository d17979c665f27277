"""Playbooks with the calls that prove their rules, as they lie on disk.

Rule: what ships and what a trainer wrote are looked at alike; a rule without proof is an error in the one, a warning in
the other. Examples lie in `playbooks/examples/`, plans beside their scenarios; a plan's word is taken here, since
`check` runs it anyway.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from simulator import SCENARIOS
from simulator.core.check_playbooks import Example, read_examples, strangers, unproven, untrue
from simulator.core.check_texts import odd_texts
from simulator.core.playbook import Playbook
from simulator.core.yaml_text import BadFile, Flaw, parse
from simulator.library import Library, read_text
from simulator.places import SUFFIXES, kind_of
from simulator.scores import recogniser

EXAMPLES = "examples"


def is_playbook(path: Path) -> bool:
    """Whether a file lies where playbooks or their examples lie, or reads like one of them."""
    return path.is_file() and (_has_rules(path) or _has_examples(path))


def _has_rules(path: Path) -> bool:
    if path.absolute().parent.name == "playbooks":
        return True
    return path.suffix in SUFFIXES and kind_of(_text(path)) == "playbook"


def _has_examples(path: Path) -> bool:
    folder = path.absolute().parent
    if (folder.name, folder.parent.name) == (EXAMPLES, "playbooks"):
        return True
    return path.suffix in SUFFIXES and kind_of(_text(path)) == "list of examples"


def _text(path: Path) -> str:
    try:
        return read_text(path)
    except BadFile:
        return ""  # told where it is read


def check_playbooks(library: Library, named: Sequence[Path] = ()) -> Iterator[Flaw]:
    """What is wrong with the proofs of all playbooks, or with those of the files named: playbooks or examples, and with
    the playbooks that cannot be read."""
    files = {path.absolute() for path in named}
    wanted, broken = dict[Path, Playbook](), dict[Path, BadFile]()
    for path in _playbooks(library, files):
        try:
            wanted[path] = _one(library, path)
        except BadFile as wrong:
            yield from wrong.flaws
    read = list[Example]()
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
        text = read_text(path)
        tree, severity = parse(text, str(path)), "error" if path.is_relative_to(SCENARIOS) else "warning"
        yield from odd_texts(tree, text)
        yield from strangers(book, tree, books.values())
        if book.id not in {p.stem for p in broken}:  # else what is missing may stand in the broken one
            yield from unproven(book, tree, shown, severity)


def _one(library: Library, path: Path) -> Playbook:
    """The playbook in that file, whose id is nobody else's. Raises BadFile."""
    if path in library.books.broken:
        raise library.books.broken[path]
    book = library.playbook_at(path)
    first = library.books.paths.get(book.id, path)
    if first.absolute() != path.absolute():
        library.books.take(path, book)
    return book


def _playbook_of(rule: str) -> str:
    return rule.partition("/")[0]


def _folders(library: Library, files: set[Path]) -> list[Path]:
    """Where playbooks lie: on the shelf, and beside the files that were named."""
    beside = (f.parent.parent if f.parent.name == EXAMPLES else f.parent for f in files)
    return list(dict.fromkeys([*(folder / "playbooks" for folder in library.folders), *beside]))


def _playbooks(library: Library, files: set[Path]) -> list[Path]:
    if files:
        return [f for f in sorted(files) if not _has_examples(f)]
    return [path for folder in _folders(library, files) for path in sorted(folder.glob("*.yaml"))]


def _examples(library: Library, files: set[Path]) -> list[Path]:
    folders = [folder / EXAMPLES for folder in _folders(library, files)]
    there = [path for folder in folders for path in sorted(folder.glob("*")) if path.suffix in (".yaml", ".json")]
    return list(dict.fromkeys([*there, *(f for f in sorted(files) if _has_examples(f))]))


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
