"""What was said before a second try goes on: a card above the ribbon, scrolled to its end.

Rule: it is history and does not move while the call goes on. Where there is no room for it and the ribbon, a button
opens it.
"""

from __future__ import annotations

from collections.abc import Sequence

from simulator.core.call import Call
from simulator.core.retry import lived_anew
from simulator.core.turns import Caption, Turn
from simulator.screen.canvas import Box, Canvas
from simulator.screen.ribbon import clock
from simulator.screen.stage import Stage, Still
from simulator.screen.transcript import runs
from simulator.screen.widgets import button, button_width

RIBBON = 118.0
"""What the ribbon below keeps."""
LEAST = 108.0
_HEAD = 40.0
_PAD = 20.0
_TIME = 46.0


class SaidBefore:
    """The turns of a call that were over when it was taken up again; none in a call that begins (`call` is None)."""

    def __init__(self, call: Call | None) -> None:
        self.turns: Sequence[Turn] = tuple(call.state.turns[: lived_anew(call)]) if call else ()
        self.at = call.at if call else 0
        self._scrolled = self._shown = False

    @property
    def last(self) -> Caption | None:
        """The last line, as its caption stood."""
        turn = self.turns[-1] if self.turns else None
        if turn is None or turn.who == "trainee":
            return None
        return Caption(turn.speaker, turn.text, len(turn.text), len(turn.text))

    def put(self, c: Canvas, stage: Stage, card: Box) -> Box:
        """The card in the upper part of that room; what is left for the ribbon."""
        if not self.turns:
            return card
        room = card.h - RIBBON - 12
        if room < LEAST:
            return self._put_button(c, stage, card)
        with c.aside():
            wanted = self._lines(c, 0, 0, card.w - 2 * _PAD) + _HEAD + 10
        high = min(wanted, room)
        c.box(card.x, card.y, card.w, high, 14, "surface", shadow=True)
        c.text(self.title, "label", "ink2", card.x + _PAD, card.y + 11, allowed=card.w - 2 * _PAD)
        with c.pane("before", Box(card.x + _PAD, card.y + _HEAD, card.w - 2 * _PAD, high - _HEAD - 8), 8) as painted:
            painted(self._lines(c, 0, 0, card.w - 2 * _PAD))
        self._shown = True
        return Box(card.x, card.y + high + 12, card.w, card.h - high - 12)

    @property
    def title(self) -> str:
        """What the card is."""
        return f"Taken up again at {clock(self.at)}. Said before:"

    def to_end(self, stage: Stage) -> None:
        """Once it was painted, its end is what is seen."""
        if self._shown and not self._scrolled:
            stage.scroll("before", 1e6)
            self._scrolled = True

    def _put_button(self, c: Canvas, stage: Stage, card: Box) -> Box:
        wide = button_width(c, "Said before", "quote")
        if card.h < 44 or wide > card.w:
            return card
        button(
            c, "before", Box(card.right - wide, card.y, wide, 44), "Said before", lambda: self.open(stage), icon="quote"
        )
        return Box(card.x, card.y + 52, card.w, card.h - 52)

    def open(self, stage: Stage) -> None:
        """All of it, over the call."""
        stage.ask(_Lines(stage, self))

    def _lines(self, c: Canvas, x: float, y: float, w: float) -> float:
        top = y
        for turn in self.turns:
            c.text(clock(turn.start), "mono", "ink2", x, y, line=22)
            y += c.flow(runs(turn, ()), x + _TIME, y, w - _TIME) + 6
        return y - top


class _Lines(Still):
    """The same over the call, where its screen has no room for it."""

    called = "Said before"
    primary = "close"

    def __init__(self, stage: Stage, said: SaidBefore) -> None:
        self.stage, self.said = stage, said

    def leave(self) -> None:
        """Esc."""
        self.stage.answered()

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
