"""What was said so far: a card above the ribbon, with its end in sight.

Rule: it holds what is over, never what is being said. It stands by itself where people type, who read a call rather
than hear it, and where a second try goes on; elsewhere whoever wants it opens it. Where there is no room for it and the
ribbon, it opens over the call.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pygame as pg

from simulator.core.call import Call
from simulator.core.retry import lived_anew
from simulator.core.turns import Caption, Turn
from simulator.screen.canvas import Box, Canvas
from simulator.screen.keys import is_function, key_of, name_of, shown
from simulator.screen.ribbon import clock
from simulator.screen.stage import Stage, Still
from simulator.screen.transcript import runs
from simulator.screen.widgets import button, hint_width, keycap

RIBBON, RIBBON_TYPED = 118.0, 72.0
"""What the ribbon below keeps; in a typed call only one side of it sounds."""
LEAST = 108.0
_HEAD = 40.0
_PAD = 20.0
_TIME = 46.0


class SaidSoFar:
    """The turns of a call that are over. `at`: when it was taken up again, in ms; 0 for a call that began; `write`:
    where letters go that are typed while it lies over the call."""

    def __init__(self, stage: Stage, call: Call, taken_up: bool, write: Callable[[str], None]) -> None:
        self._stage, self._call, self._write = stage, call, write
        self.at = call.at if taken_up else 0
        self._wanted: bool | None = True if taken_up else None
        self._fits = True
        self._shown = self._scrolled = 0

    @property
    def turns(self) -> Sequence[Turn]:
        """What is over."""
        return self._call.state.turns[: lived_anew(self._call)]

    @property
    def last(self) -> Caption | None:
        """The last line of theirs where a call was taken up, as its caption stood."""
        turn = self.turns[-1] if self.at and self.turns else None
        if turn is None or turn.who == "trainee":
            return None
        return Caption(turn.speaker, turn.text, len(turn.text), len(turn.text))

    @property
    def is_open(self) -> bool:
        """Whether it stands on the screen, if there is room: a tape that runs wants the room for itself."""
        reads = self._stage.settings.typed and self._call.state.recording_since is None
        return bool(self.turns) and (reads if self._wanted is None else self._wanted)

    @property
    def title(self) -> str:
        """What the card is."""
        return f"Said so far, taken up again at {clock(self.at)}" if self.at else "Said so far"

    def turn(self) -> None:
        """Open or close it; over the call where there is no room on its screen."""
        if not self._fits:
            self._stage.ask(_Lines(self._stage, self, self._write))
            return
        self._wanted, self._scrolled = not self.is_open, 0

    def put(self, c: Canvas, card: Box) -> Box:
        """The card in the upper part of that room; what is left for the ribbon."""
        room = card.h - (RIBBON_TYPED if self._stage.settings.typed else RIBBON) - 12
        self._fits = room >= LEAST
        if not self.is_open or not self._fits:
            self._shown = 0
            return card
        with c.aside():
            wanted = self._lines(c, 0, 0, card.w - 2 * _PAD) + _HEAD + 10
        high = min(max(wanted, LEAST), room)
        c.box(card.x, card.y, card.w, high, 14, "surface", shadow=True)
        c.text(self.title, "label", "ink2", card.x + _PAD, card.y + 11, allowed=card.w - 2 * _PAD)
        with c.pane("said", Box(card.x + _PAD, card.y + _HEAD, card.w - 2 * _PAD, high - _HEAD - 8), 8) as painted:
            painted(self._lines(c, 0, 0, card.w - 2 * _PAD))
        self._shown = len(self.turns)
        return Box(card.x, card.y + high + 12, card.w, card.h - high - 12)

    def to_end(self) -> None:
        """Once something new was painted, its end is what is seen."""
        if self._shown > self._scrolled:
            self._stage.scroll("said", 1e6)
            self._scrolled = self._shown

    def put_switch(self, c: Canvas, right: float, y: float) -> None:
        """The button that opens and closes it: 44 px that end there, before it its key where there is room."""
        if not self.turns:
            return
        open_, key = self.is_open and self._fits, key_of(self._stage.settings, "said")
        act = "Hide what was said so far" if open_ else "What was said so far"
        left = right - 44 - (hint_width(c, shown(key)) + 2 if key and c.w >= 1200 else 0)
        c.spot("said.switch", Box(left, y, right - left, 44), self.turn, act, key=key)
        c.icon("quote", left + 12, y + 12, 20, "ink" if open_ else "ink2")
        if key and c.w >= 1200:
            keycap(c, shown(key), left + 38, y + 12)

    def _lines(self, c: Canvas, x: float, y: float, w: float) -> float:
        top = y
        for turn in self.turns:
            c.text(clock(turn.start), "mono", "ink2", x, y, line=22)
            y += c.flow(runs(turn, ()), x + _TIME, y, w - _TIME) + 6
        return y - top


class _Lines(Still):
    """The same over the call, where its screen has no room for it."""

    called = "Said so far"
    primary = "close"

    def __init__(self, stage: Stage, said: SaidSoFar, write: Callable[[str], None]) -> None:
        self.stage, self.said, self._write = stage, said, write

    def leave(self) -> None:
        """Esc."""
        self.stage.answered()

    def on_key(self, event: pg.event.Event) -> bool:
        """The key that opened it closes it, and so do letters, which are meant for the call."""
        name = name_of(event)
        if name and (name == key_of(self.stage.settings, "said") or not is_function(name)):
            self.leave()
            if not is_function(name):
                self._write(event.unicode)
        return bool(name)

    def paint(self, c: Canvas) -> None:
        """A card with the lines and a button that closes it."""
        wide = min(640.0, c.w - 32)
        inner = wide - 48
        with c.aside():
            lines = self.said._lines(c, 0, 0, inner)
        title = c.height(self.said.title, "h2", inner)
        high = min(lines + title + 124, c.h - 32)
        box = Box((c.w - wide) / 2, (c.h - high) / 2, wide, high)
        c.box(*box, 16, "surface", shadow=True)
        y = box.y + 24 + c.para(self.said.title, "h2", "ink", box.x + 24, box.y + 24, inner) + 12
        with c.pane("lines", Box(box.x + 24, y, inner, max(0.0, box.bottom - 76 - y)), 8) as painted:
            painted(self.said._lines(c, 0, 0, inner))
        button(c, "close", Box(box.x + 24, box.bottom - 64, inner, 44), "Go on", self.leave, "primary", hint="Esc")
