"""What stands under a wrong name, or at the wrong depth: told once, put right, and read on.

Rule: one slip makes one flaw. A section whose name is nearly right is taken for what it was meant to be, a moment that
slid out of `moments:` is put back, so that what depends on them is not told as wrong, too. The file stays refused.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from simulator.core.yaml_text import Flaw, Path, Tree, nearest


def set_right(tree: Tree, fields: Collection[str], of_a_moment: Collection[str]) -> list[Flaw]:
    """The flaws of names and depth in a scenario's tree, which is mended in place. `fields`: what may stand at the top;
    `of_a_moment`: what may stand in a moment, people left out."""
    flaws = list(_misnamed(tree, fields))
    people = tree.data.get("people")
    known = {*of_a_moment, *(people if isinstance(people, dict) else ())}
    return [*flaws, *_moments_outside(tree, fields, known), *_fields_outside(tree, known)]


def _misnamed(tree: Tree, fields: Collection[str]) -> Iterator[Flaw]:
    for name in [name for name in tree.data if name not in fields]:
        meant = nearest(name, [field for field in fields if field not in tree.data])
        if meant:
            yield tree.flaw((name,), f"there is no field '{name}' here; did you mean '{meant}'?")
            _move(tree, (name,), (meant,))
            tree.data[meant] = tree.data.pop(name)


def _moments_outside(tree: Tree, fields: Collection[str], known: Collection[str]) -> Iterator[Flaw]:
    """Moments that stand at the left edge."""
    moments = tree.data.get("moments")
    if not isinstance(moments, dict):
        return
    for name, value in list(tree.data.items()):
        if name not in fields and isinstance(value, dict) and value and set(value) <= set(known):
            yield tree.flaw((name,), f"'{name}' looks like a moment; indent it and its lines, below `moments:`")
            _move(tree, (name,), ("moments", name))
            moments.setdefault(name, tree.data.pop(name))


def _fields_outside(tree: Tree, known: Collection[str]) -> Iterator[Flaw]:
    """Fields that stand where moments do, because they are not indented far enough; and moments that stand among the
    fields of another, because they are indented too far."""
    moments = tree.data.get("moments")
    above = ""
    for name, value in list(moments.items()) if isinstance(moments, dict) else ():
        if name in known and not _is_moment(value, known):
            of = f"the moment '{above}'" if above else "a moment"
            yield tree.flaw(("moments", name), f"'{name}' belongs to {of}; indent it like the other lines of that")
            moments.pop(name)
            continue
        above = name
        for field in [field for field in value if value[field] is None] if isinstance(value, dict) else ():
            if field not in known:
                says = f"'{field}' has nothing below it; if it is a moment, indent it like '{name}', not further"
                yield tree.flaw(("moments", name, field), says)
                value.pop(field)


def _is_moment(value: Any, known: Collection[str]) -> bool:
    return isinstance(value, dict) and bool(value) and set(value) <= set(known)


def _move(tree: Tree, old: Path, new: Path) -> None:
    size = len(old)
    tree.lines.update({(*new, *p[size:]): n for p, n in list(tree.lines.items()) if p[:size] == old})


def together(flaws: Collection[Flaw]) -> list[Flaw]:
    """The flaws, those that say the same of one file as one, at the first of their lines."""
    lines: dict[tuple[str, str], list[int]] = {}
    for flaw in flaws:
        lines.setdefault((flaw.file, flaw.says), []).append(flaw.line)
    first: dict[tuple[str, str], Flaw] = {}
    for flaw in flaws:
        first.setdefault((flaw.file, flaw.says), flaw)
    return [_one(flaw, sorted(set(lines[flaw.file, flaw.says]))) for flaw in first.values()]


def _one(flaw: Flaw, lines: list[int]) -> Flaw:
    if len(lines) < 2:
        return flaw
    rest = ", ".join(map(str, lines[1:]))
    return Flaw(flaw.file, lines[0], f"{flaw.says} (so in line{'s' * (len(lines) > 2)} {rest}, too)", flaw.severity)
