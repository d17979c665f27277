"""A trainer's corrections: words that surely make a move that ships, or surely do not.

Rule: a correction is read from YAML that a trainer can change and take back, and it says who made it and when. It names
words, not meanings: only these very words are heard otherwise.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints

from simulator.core.yaml_text import BadFile, Flaw, Tree, build, did_you_mean, parse

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]
Short = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]


@dataclass(frozen=True, slots=True)
class Correction:
    """Words that make a move (`counts`), or do not; `heard`: the line that they answered; `by`, `when`: who said so,
    and when (ISO)."""

    move: str
    counts: bool
    say: str
    heard: str = ""
    by: str = ""
    when: str = ""


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    say: Words
    heard: Words = ""
    by: Short = ""
    when: Short = ""


def _as_row(value: Any) -> Any:
    return {"say": value} if isinstance(value, str) else value


_Rows = tuple[Annotated[_Row, BeforeValidator(_as_row)], ...]


class _Lessons(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)
    examples: _Rows = ()
    not_examples: _Rows = ()


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    moves: dict[str, _Lessons] = {}


def parse_corrections(text: str, file: str, moves: Collection[str]) -> tuple[Correction, ...]:
    """The corrections of a file, the oldest first. `moves`: the ids that ship. Raises BadFile, which names every wrong
    word with its line."""
    tree = parse(text, file)
    if isinstance(tree.data, dict) and tree.data.get("moves", "") is None:
        return ()
    read = build(_File, tree)
    if flaws := list(_unknown(read, moves, tree)):
        raise BadFile(flaws)
    found = (
        Correction(move, counts, row.say, row.heard, row.by, row.when)
        for move, lessons in read.moves.items()
        for counts, rows in ((True, lessons.examples), (False, lessons.not_examples))
        for row in rows
    )
    return tuple(sorted(found, key=lambda c: c.when))


def _unknown(read: _File, moves: Collection[str], tree: Tree) -> Iterator[Flaw]:
    for move in read.moves:
        if move not in moves:
            yield tree.flaw(("moves", move), f"no move that ships is called '{move}'{did_you_mean(move, moves)}")
