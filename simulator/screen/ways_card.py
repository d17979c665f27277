"""How a call begins, as a card of the briefing: as promised, right now, or afresh.

Rule: a way that is not open yet is shown with its time and cannot be chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from simulator.core.ways import THEN, Way
from simulator.screen.canvas import Box, Canvas
from simulator.screen.widgets import radio

_MARGIN = 58.0  # where the words of a row begin


def ways_card(
    c: Canvas,
    ways: Sequence[Way],
    chosen: Way | None,
    is_open: Callable[[Way], bool],
    begin_by: Callable[[Way], None],
    box: Box,
) -> float:
    """The card with one row a way; where it ends. A fresh row of calls is set apart from the one that goes on."""
    x, y, w, _ = box
    room = w - _MARGIN - 24
    highs = [_height(c, way, room) for way in ways]
    goes_on = sum(way.goes_on for way in ways)
    parted = 13.0 if 0 < goes_on < len(ways) else 0.0
    c.box(x, y, w, 56 + sum(highs) + parted + 8, 14, "surface", shadow=True)
    c.text("How does this call begin?", "h3", "ink", x + 24, y + 18)
    y += 56
    for i, (way, high) in enumerate(zip(ways, highs, strict=True)):
        if parted and i == goes_on:
            c.line(x + 24, y + 6, w - 48)
            y += parted
        _row(c, f"way.{i}", way, way == chosen, partial(begin_by, way) if is_open(way) else None, Box(x, y, w, high))
        y += high
    return y + 8


def _row(c: Canvas, name: str, way: Way, on: bool, act: Callable[[], None] | None, box: Box) -> None:
    x, y, w, high = box
    if act and (on or c.look.hover == name):
        c.box(x, y, w, high, 0, "amber/0.16" if on else "line/0.3")
    radio(c, x + 24, y + 13, on)
    room = w - _MARGIN - 24
    at = y + 11 + c.para(way.label, "row", "ink" if act else "ink3", x + _MARGIN, y + 11, room - 30)
    c.para(way.about, "small", "ink2" if act else "ink3", x + _MARGIN, at, room)
    if way.name == THEN:
        c.icon("calendar-check", x + w - 44, y + 11, 20, "amber_text" if act else "ink3")
    if act:
        c.spot(name, box, act, f"{way.label}, {way.about}", role="chosen" if on else "radio", radius=8)


def _height(c: Canvas, way: Way, room: float) -> float:
    return max(44.0, 22 + c.height(way.label, "row", room - 30) + c.height(way.about, "small", room))
