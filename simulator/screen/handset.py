"""The keys of the telephone and what hangs it up. Rule: the zero key always wears its ring; it is filled only where
pressing it leads somewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import pygame as pg

from simulator.core.call import Call
from simulator.core.scenario import Reaction
from simulator.core.state import Phase
from simulator.screen.canvas import Box, Canvas
from simulator.screen.stage import Stage, Still
from simulator.screen.widgets import button
from simulator.screen.wrapping import Run

KEYS = (
    ("1", ""),
    ("2", "ABC"),
    ("3", "DEF"),
    ("4", "GHI"),
    ("5", "JKL"),
    ("6", "MNO"),
    ("7", "PQRS"),
    ("8", "TUV"),
    ("9", "WXYZ"),
    ("*", ""),
    ("0", "OPER"),
    ("#", ""),
)
DIALS = tuple(key for key, _ in KEYS)
_NAMES = {"*": "star", "#": "hash"}
DOWN_S = 0.13
"""How long a pressed key stays lit."""


def means(call: Call) -> list[tuple[str, str]]:
    """The keys of a voicemail box that lead somewhere now, each with what it does in plain words."""
    if call.with_ != "voicemail":
        return []
    said = []
    for key, reaction in sorted(call.keys().items()):
        if what := _does(call, reaction):
            said.append(({"0": "Zero", "*": "Star", "#": "Pound"}.get(key, f"Key {key}"), what))
    return said


def _does(call: Call, reaction: Reaction) -> str:
    """What a key does; "" where the box only answers, or where the greeting still speaks and it would tell too much."""
    recording = call.state.recording_since is not None
    if reaction.operator:
        return " drops this message and rings a person." if recording else " rings a person."
    target = call.scenario.moments.get(reaction.go)
    if call.phase is Phase.GREETING or target is None:
        return ""
    if reaction.drops_message:
        return " starts the recording over."
    if target.phase == "menu" and recording:
        return " ends the recording."
    return " keeps the message and ends the call." if target.ends else ""


def put_keypad(c: Canvas, box: Box, live: Mapping[str, Reaction], lit: str, press: Callable[[str], None]) -> None:
    """Twelve keys in a box. `lit`: the key that is down."""
    gap = 12.0
    wide, high = (box.w - 2 * gap) / 3, (box.h - 3 * gap) / 4
    for i, (key, letters) in enumerate(KEYS):
        place = Box(box.x + i % 3 * (wide + gap), box.y + i // 3 * (high + gap), wide, high)
        _put_key(c, place, key, letters, key in live and live[key].operator, key == lit)
        c.spot(f"key.{key}", place, partial(press, key), f"key {_NAMES.get(key, key)}", role="key")


def _put_key(c: Canvas, box: Box, key: str, letters: str, real: bool, down: bool) -> None:
    zero, full = key == "0", real or down
    if real:
        c.box(*box.grown(5), 17, "amber/0.25")
    hover = c.look.hover == f"key.{key}"
    c.box(
        *box,
        12,
        "amber" if full else "raised",
        border="ring" if zero else "line_strong" if hover else "line",
        stroke=2 if zero else 1.5,
        foot="" if down else "#4A2600/0.25" if full else "ink/0.12",
    )
    ink = "on_amber" if full else "amber_text" if zero else "ink"
    y = box.y + (box.h - (37 if letters else 24)) / 2 + (2 if down else 0)
    c.text(key, "key", ink, box.x + box.w / 2, y, align="c")
    c.text(letters, "key_sub", ink if full else "ink3", box.x + box.w / 2, y + 23, align="c")


def put_meanings(c: Canvas, said: list[tuple[str, str]], x: float, y: float, width: float) -> float:
    """What the keys do, one line each; how high it became."""
    top = y
    for name, what in said:
        c.icon("corner-left-up", x + 4, y + 2, 18, "amber_text")
        y += c.flow([Run(name, "row", "ink"), Run(what, "body", "ink")], x + 34, y, width - 34) + 4
    return y - top


def put_hang_up(
    c: Canvas, box: Box, over: bool, hint: str, hang_up: Callable[[], None], read: Callable[[], None]
) -> None:
    """Hang up (`hint`: its key), or once the call is over: on to the scorecard."""
    if over:
        button(c, "scorecard", box, "Read the scorecard", read, "primary", hint="Enter")
    else:
        button(c, "hang_up", box, "Hang up", hang_up, "hang_up", icon="phone-off", hint=hint)


class KeypadDialog(Still):
    """All the keys over a call that has no room for them. Digits press them; it stays until it is closed."""

    room = "line"

    def __init__(self, stage: Stage, call: Call, press: Callable[[str], None]) -> None:
        self.stage, self.call, self._press = stage, call, press

    def leave(self) -> None:
        """Esc."""
        self.stage.answered()

    def on_key(self, event: pg.event.Event) -> bool:
        """Digits, star and pound."""
        if event.unicode and event.unicode in DIALS:
            self._press(event.unicode)
            return True
        return False

    def paint(self, c: Canvas) -> None:
        """The keys and what they do, on a card in the middle; shorter keys where it is low."""
        wide = min(360.0, c.w - 32)
        said = means(self.call)
        with c.aside():
            text = put_meanings(c, said, 0, 0, wide - 56)
        keys = min(270.0, c.h - 32 - text - 132)
        high = 28 + keys + 14 + text + 62 + 12
        box = Box((c.w - wide) / 2, (c.h - high) / 2, wide, high)
        c.box(*box, 16, "surface", shadow=True)
        put_keypad(c, Box(box.x + 28, box.y + 28, wide - 56, keys), self.call.keys(), "", self._press)
        put_meanings(c, said, box.x + 28, box.y + 28 + keys + 14, wide - 56)
        button(c, "close", Box(box.x + 28, box.bottom - 68, wide - 56, 48), "Back to the call", self.leave, hint="Esc")
