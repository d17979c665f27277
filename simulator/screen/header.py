"""The head of every page at the desk: the name, the way from call to scorecard in lamps, what is on the right.

Rule: the same place and height on every page, so that nothing jumps between them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from simulator.screen.canvas import Box, Canvas
from simulator.screen.widgets import lamp, logo

HEIGHT = 72
WAY = ("Choose", "Prepare", "Call", "Scorecard")


def lamp_strip(
    c: Canvas, labels: Sequence[str], lit: int, x: float, y: float, width: float, joined: bool = False
) -> float:
    """Lamps with words along a line whose middle is y; in too little room only the lit one keeps its word. Where the
    lit lamp is; -1 where there is no room even for that."""
    gap, link = (14.0, 18.0) if joined else (32.0, 0.0)
    sizes = [c.measure(label, "lamp_on" if i == lit else "lamp") for i, label in enumerate(labels)]
    whole = sum(sizes) + 22 * len(labels) + (gap * 2 + link if joined else gap) * (len(labels) - 1)
    words = whole <= width
    if not words:
        whole = sizes[lit] + 22 * len(labels) + 12 * (len(labels) - 1)
        if whole > width:
            labels, sizes, lit = labels[lit : lit + 1], sizes[lit : lit + 1], 0
            whole = sizes[0] + 22
        if whole > width:
            return -1.0
    found = -1.0
    at = x + (max(0.0, width - whole) / 2 if joined else 0)
    for i, label in enumerate(labels):
        state: Literal["on", "past", "next"] = "on" if i == lit else "past" if i < lit and joined else "next"
        lamp(c, at + 6, y, state)
        found = at + 6 if i == lit else found
        at += 20
        if words or i == lit:
            at += c.text(label, "lamp_on" if i == lit else "lamp", "ink" if i == lit else "ink3", at, y - 9)
        if i < len(labels) - 1:
            if joined and words:
                c.line(at + gap, y - 1, link)
                at += gap * 2 + link
            else:
                at += gap if words else 12
    return found


def head(c: Canvas, lamps: Sequence[str], lit: int, right: float) -> None:
    """A head with these lamps; `right`: how much the screen needs on the right."""
    logo(c, 40, 19)
    lamp_strip(c, lamps, lit, 162, 36, c.w - 162 - right - 64)
    c.line(0, HEIGHT - 1.5, c.w)


def page_head(c: Canvas, step: int, right: float) -> Box:
    """The head with its lamps; `right`: how much the screen needs on the right. Where that room is."""
    head(c, WAY, step, right)
    return Box(c.w - 40 - right, 0, right, HEIGHT)
