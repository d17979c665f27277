"""Places in a JSON text: on which line a value stands, and how a place is called in a message.

Rule: looked up only once something is wrong; one pass over the text however many places are asked for. Turns are
counted from one, as a scorecard counts them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from json.decoder import WHITESPACE, scanstring  # type: ignore[attr-defined]

from simulator.core.yaml_text import Flaw

Path = tuple[str | int, ...]
_DECODER = json.JSONDecoder()
_COUNTED = {"turns": "turn", "actions": "action"}


_WRITTEN = re.compile(r"(?:facts|turns|actions|names)(?:\[\d+\]|\.\w+)*")


def found_in(text: str, flaws: Collection[Flaw]) -> list[Flaw]:
    """Flaws whose words begin with a place as code writes it (`turns[1].start`), each with the line of that place in
    the text, and with the place as people say it. Others stay as they are."""
    return placed(flaws, lambda paths: lines_of(text, paths))


def placed(flaws: Collection[Flaw], lines_at: Callable[[Iterable[Path]], Mapping[Path, int]]) -> list[Flaw]:
    """The same, where `lines_at` tells the lines of places."""
    known = {flaw: found.group() for flaw in flaws if (found := _WRITTEN.match(flaw.says))}
    paths = {written: _path(written) for written in known.values()}
    lines = lines_at(paths.values())
    return [
        replace(flaw, line=lines[paths[at]], says=place(paths[at]) + flaw.says[len(at) :])
        if (at := known.get(flaw))
        else flaw
        for flaw in flaws
    ]


def _path(written: str) -> Path:
    """`turns[1].start` as steps."""
    return tuple(int(step) if step.isdigit() else step for step in re.findall(r"\w+", written))


def place(path: Path) -> str:
    """`turn 2: start`, `action 1: do`, `facts.errand`; `the call` for the whole."""
    if len(path) > 1 and path[0] in _COUNTED and isinstance(path[1], int):
        inside = _dotted(path[2:])
        return f"{_COUNTED[str(path[0])]} {path[1] + 1}" + (f": {inside}" if inside else "")
    return _dotted(path) or "the call"


def _dotted(path: Path) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")


def lines_of(text: str, paths: Iterable[Path]) -> dict[Path, int]:
    """The line, from 1, of each place in a text that `json.loads` has read; of the nearest value around it where there
    is no such place."""
    wanted = dict.fromkeys(paths)
    try:
        found = sorted(_walk(text, _space(text, 0), dict.fromkeys(wanted, 0)), key=lambda found: found[1])
    except RecursionError:  # nested as deeply as can just be read: then the file as a whole is named
        return dict.fromkeys(wanted, 0)
    lines, line, before = dict[Path, int](), 1, 0
    for path, at in found:
        line, before = line + text.count("\n", before, at), at
        lines[path] = line
    return lines


def _walk(text: str, at: int, wanted: dict[Path, int]) -> Iterator[tuple[Path, int]]:
    """Where each wanted place begins, inside the value that begins at `at`. `wanted`: how many steps each has gone."""
    inside = dict[str | int, dict[Path, int]]()
    for path, depth in wanted.items():
        if depth < len(path):
            inside.setdefault(path[depth], {})[path] = depth + 1
        else:
            yield path, at
    entered = dict(_children(text, at)) if inside else {}
    for step, paths in inside.items():
        if step in entered:
            key, value = entered[step]
            whole = {path: depth for path, depth in paths.items() if depth == len(path)}
            yield from ((path, key) for path in whole)
            yield from _walk(text, value, {p: d for p, d in paths.items() if p not in whole})
        else:
            yield from ((path, at) for path in paths)


def _children(text: str, at: int) -> Iterator[tuple[str | int, tuple[int, int]]]:
    """What a value holds: each name or index, with where it begins and where its own value does."""
    if text[at] not in "{[":
        return
    named, count, at = text[at] == "{", 0, _space(text, at + 1)
    while text[at] not in "}]":
        key, step = at, count
        name: str | int = step
        if named:
            name, at = scanstring(text, at + 1, False)
            at = _space(text, _space(text, at) + 1)  # past the colon
        yield name, (key, at)
        at = _space(text, _DECODER.raw_decode(text, at)[1])
        if text[at] == ",":
            at = _space(text, at + 1)
        count += 1


def _space(text: str, at: int) -> int:
    """Past what separates two values."""
    return int(WHITESPACE.match(text, at).end())
