"""What can be done with one line of the transcript or one judgment: a quiet row of small buttons under it.

Rule: the row is there only under the line that is chosen or that the focus is on (its buttons too), so that a page of
lines stays a page of lines. It is painted right after its line, so Tab reaches it from there. What cannot be done is no
button: it is told in a phrase, and an action beside it may lead to where that is changed.

Whoever has something to offer adds a `LineAction` to `ScorecardScreen.of_turn` or `ScorecardScreen.of_judgment`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from simulator.screen.canvas import Box, Canvas
from simulator.screen.widgets import button, button_width

HIGH = 40.0
_GAP = 8.0


@dataclass(frozen=True, slots=True)
class LineAction:
    """One thing to do. `name`: within its line; `label` on the button, `words` where that says too little by itself;
    `told`: a phrase in front of it, as why something cannot be done; without a label there is only the phrase."""

    name: str
    label: str
    act: Callable[[], None]
    icon: str = ""
    told: str = ""
    words: str = ""


def is_open(c: Canvas, line: str, chosen: bool) -> bool:
    """Whether a line shows its actions. `line`: the name of its spot."""
    with_focus = c.look.ring and (c.look.focus == line or c.look.focus.startswith(f"{line}:"))
    return chosen or with_focus


def put_actions(c: Canvas, line: str, actions: Sequence[LineAction], x: float, y: float, w: float) -> float:
    """The row under a line, wrapped where there is no room; how high it became. A spot is called `line:name`."""
    at, top = x, y
    for action in actions:
        if action.told:
            top, at = (top if at == x else top + HIGH + _GAP), x
            top += c.para(action.told, "small", "ink2", x, top + 4, w) + 10
        if not action.label:
            continue
        wide = min(w, button_width(c, action.label, action.icon))
        if at > x and at + wide > x + w:
            at, top = x, top + HIGH + _GAP
        box = Box(at, top, wide, HIGH)
        button(c, f"{line}:{action.name}", box, action.label, action.act, icon=action.icon, words=action.words)
        at += wide + _GAP
    return top - y + (HIGH + _GAP if at > x else 0.0)
