"""What was understood of the call, said back on a card: the promised time, the number digit by digit, the names.

Rule: the sentences come from core/understood.py; here they are only put on the page.
"""

from __future__ import annotations

from collections.abc import Sequence

from simulator.screen.canvas import Canvas
from simulator.screen.widgets import on_card

_PAD = 16.0


def put_understood(c: Canvas, sentences: Sequence[str], x: float, y: float, w: float) -> float:
    """The sentences on a card; where the next thing may begin. Nothing where nothing was understood."""
    if not sentences:
        return y
    return y + on_card(c, lambda: _rows(c, sentences, x, y, w), x, y, w) + 16


def _rows(c: Canvas, sentences: Sequence[str], x: float, y: float, w: float) -> float:
    left, room, at = x + _PAD, w - 2 * _PAD, y + 14
    at += c.para("What was understood", "h3", "ink", left, at, room) + 6
    for sentence in sentences:
        at += c.para(sentence, "small", "ink2", left, at, room) + 4
    return at - y + 12
