"""Cards at the side of the briefing: what is done about a number, and the switches of a call.

Rule: a switch says what it does to the call and to its score. Tips about a number are told only where tips are on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from simulator.core.events import Action
from simulator.core.tips import Tip
from simulator.screen.canvas import Box, Canvas
from simulator.screen.stage import Stage
from simulator.screen.widgets import keycap, on_card, radio, switch
from simulator.screen.wrapping import Run

CHOICES: dict[Action, tuple[str, str]] = {
    "dial_cell": ("Ring the cell", "smartphone"),
    "dial_desk": ("Ring the desk", "phone"),
    "not_dial": ("Do not ring", "phone-off"),
}
_ROW = 48.0


def choices_card(
    c: Canvas,
    choices: Sequence[Action],
    chosen: Action | None,
    choose: Callable[[Action], None],
    advice: Callable[[Canvas, float, float, float], float],
    box: Box,
) -> float:
    """The card with one row a choice, and below them what `advice` sets; where it ends."""
    x, y, w, _ = box
    with c.aside():
        low = advice(c, x + 24, 0, w - 48)
    high = 56 + _ROW * len(choices) + (low + 22 if low else 8)
    c.box(x, y, w, high, 14, "surface", shadow=True)
    c.text("What do you do?", "h3", "ink", x + 24, y + 18)
    y += 56
    for i, choice in enumerate(choices):
        _choice(c, choice, i, choice == chosen, partial(choose, choice), Box(x, y, w, _ROW))
        y += _ROW
    if low:
        c.line(x + 24, y + 4, w - 48)
        advice(c, x + 24, y + 12, w - 48)
    return box.y + high


def _choice(c: Canvas, choice: Action, i: int, on: bool, act: Callable[[], None], box: Box) -> None:
    (label, icon), name = CHOICES[choice], f"choice.{choice}"
    if on or c.look.hover == name:
        c.box(*box, 0, "amber/0.16" if on else "line/0.3")
    radio(c, box.x + 24, box.y + 15, on)
    c.icon(icon, box.x + 56, box.y + 14, 20, "ink2")
    c.text(label, "row", "ink", box.x + 90, box.y, line=_ROW)
    keycap(c, str(i + 1), box.right - 44, box.y + 14)
    c.spot(name, box, act, label, key=str(i + 1), role="chosen" if on else "radio", radius=8)


def advise(c: Canvas, tip: Tip | None, author: str, x: float, y: float, w: float) -> float:
    """What the author would do about the number, and why; how high that became."""
    c.icon("lightbulb", x, y + 1, 20, "amber_text" if tip else "ink2")
    if tip is None:
        return c.para(f"{author} says nothing of this choice.", "body", "ink2", x + 34, y, w - 34)
    what = [Run(f"{tip.author}: ", "row", "ink"), Run(f"{tip.what}.", "row", "ink")]
    high = c.flow(what, x + 34, y, w - 34)
    return high + c.para(tip.because, "source", "ink2", x + 34, y + high + 2, w - 34) + 2


def switches_card(c: Canvas, stage: Stage, box: Box) -> float:
    """Captions, tips, typing, time: the card with a switch each; where it ends."""
    return box.y + on_card(c, lambda: _switches(c, stage, box) - box.y, box.x, box.y, box.w)


def _switches(c: Canvas, stage: Stage, box: Box) -> float:
    now, y = stage.settings, box.y + 4
    rows = (
        ("tips", "lightbulb", "Tips during the call", "What the author would do next; marked “with tips”", now.tips),
        ("captions", "captions", "Captions", "Word by word, for both sides", now.captions),
        ("typed", "keyboard", "Type instead of speaking", "Pace and fillers are then not scored", now.typed),
        ("untimed", "clock", "Take your time", "The clock stands while you think; marked “untimed”", now.untimed),
    )
    for i, (name, icon, title, about, on) in enumerate(rows):
        if i:
            c.line(box.x + 24, y, box.w - 48)
        act = partial(stage.change, **{name: not on})
        y = _switch(c, name, icon, title, about, on, act, Box(box.x, y, box.w, 0))
    return y + 4


def _switch(
    c: Canvas, name: str, icon: str, title: str, about: str, on: bool, act: Callable[[], None], box: Box
) -> float:
    x, y, w, _ = box
    room = w - 130
    c.icon(icon, x + 24, y + 10, 20, "ink2")
    high = c.para(title, "row", "ink", x + 58, y + 9, room)
    high += c.para(about, "small", "ink2", x + 58, y + 9 + high, room)
    switch(c, name, Box(x + 12, y + 1, w - 36, high + 17), on, title, act)
    return y + high + 19
