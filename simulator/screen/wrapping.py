"""Text broken into lines.

Rule: no letter is lost, no line is wider than its room, and what stands together in one style is one piece.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from simulator.screen.painter import Painter
from simulator.screen.theme import Style, style


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style. `under`: colour of a line beneath, dashed when it starts with "-"; `ground`: a
    colour behind the words."""

    text: str
    style: str
    colour: str
    under: str = ""
    ground: str = ""


class Piece(NamedTuple):
    """A stretch of one run on one line: where it starts, how wide its letters are, its first character in the whole
    text, and how wide it is with the space behind it."""

    run: int
    text: str
    x: float
    w: float
    start: int
    whole: float


_WORD = re.compile(r"\S+\s*|\s+")


def wrap(painter: Painter, runs: Sequence[Run], width: float) -> list[list[Piece]]:
    """Runs broken into lines. A word that is wider than the line is broken between its letters; newlines are kept."""
    lines: list[list[Piece]] = [[]]
    start = 0
    for number, run in enumerate(runs):
        how = style(run.style)
        for part in re.split(r"(\n)", run.text):
            if part == "\n":
                lines.append([])
                start += 1
                continue
            for word in _WORD.findall(part):
                for bit in _fitting(painter, word, how, width):
                    grown = _behind(painter, lines[-1], number, bit, start, how)
                    if lines[-1] and bit.strip() and grown[-1].x + grown[-1].w > width + 0.01:
                        lines.append([])
                        grown = _behind(painter, [], number, bit, start, how)
                    lines[-1] = grown
                    start += len(bit)
    return [[p._replace(text=p.text.rstrip()) for p in line if p.text.strip()] for line in lines]


def _behind(painter: Painter, line: list[Piece], run: int, bit: str, start: int, how: Style) -> list[Piece]:
    """A line with a word behind it. Words of one run are one piece: few bitmaps, and the kerning is kept. A line is as
    wide as it comes out in one piece, which is not always the sum of its words."""
    if line and line[-1].run == run:
        text = line[-1].text + bit
        return [
            *line[:-1],
            line[-1]._replace(text=text, w=painter.width(text.rstrip(), how), whole=painter.width(text, how)),
        ]
    x = line[-1].x + line[-1].whole if line else 0.0
    return [*line, Piece(run, bit, x, painter.width(bit.rstrip(), how), start, painter.width(bit, how))]


def _fitting(painter: Painter, word: str, how: Style, width: float) -> list[str]:
    if painter.width(word.rstrip(), how) <= width:
        return [word]
    bits, bit = [], ""
    for letter in word:
        if bit and painter.width(bit + letter, how) > width:
            bits.append(bit)
            bit = ""
        bit += letter
    return [*bits, bit]
