"""The six verdicts, and what was missed only partly, as marks and words.

Rule: a verdict is told by its shape and its word; colour only repeats it.
"""

from __future__ import annotations

from simulator.core.mark_shapes import SHAPES
from simulator.core.scorecard import Mark
from simulator.screen.canvas import Canvas

WORDS: dict[Mark, str] = {
    "met": "done",
    "missed": "missed",
    "partly": "partly done",
    "broken": "to avoid",
    "avoided": "avoided",
    "unclear": "unclear",
    "not_applicable": "not called for",
}
COLOURS: dict[Mark, str] = {
    "met": "done",
    "missed": "ink2",
    "partly": "ink2",
    "broken": "avoid",
    "avoided": "done",
    "unclear": "ink2",
    "not_applicable": "ink3",
}


def put_mark(c: Canvas, mark: Mark, x: float, y: float, size: float = 20) -> None:
    """A mark with its top left at x, y."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24">{SHAPES[mark]}</svg>'
    c.bitmap(c.painter.drawing(f"mark-{mark}", svg, size, size), x, y)
