"""What an author would do next, quietly: on a card below the keys where there is room, else on one line.

Rule: a tip has a place of its own, which is kept while it has nothing to say; so nothing moves when it changes, and it
covers nothing. Who says so always stands beside it; the document and the reason are one step away.
"""

from __future__ import annotations

from collections.abc import Callable

from simulator.core.state import Phase
from simulator.core.tips import HOUSE, Tip
from simulator.screen.canvas import Box, Canvas
from simulator.screen.keys import key_of, shown
from simulator.screen.open_line import OpenLine
from simulator.screen.stage import Settings, Stage, Still
from simulator.screen.theme import style
from simulator.screen.widgets import button, hint_width, keycap
from simulator.screen.wrapping import Run, wrap

LINE = 40.0
"""Height of the line, in logical px."""
LEAST = 132.0
"""Height that the card needs."""
NOTHING = "Nothing more is called for here."
SILENT = "This author calls for nothing here."
WAITING = "The next one comes when they have spoken."
RINGING = "The first one comes once somebody answers."
OURS = "Our own, beside the authors; nothing is scored by it."


def put_tip_card(c: Canvas, line: OpenLine, settings: Settings, box: Box, act: Callable[[], None]) -> None:
    """The card, as high as it must be and no higher than `box`: what to do, how to say it, whose rule it is. `act`:
    tell more of it."""
    tip, w = line.tip, box.w - 36
    rows = _rows(c, tip, line, w, box.h - 60)
    high = 48 + sum(h for *_, h in rows) + 14
    c.box(box.x, box.y, box.w, high, 14, "surface", border="line_strong" if c.look.hover == "tip" else "", shadow=True)
    c.icon("lightbulb", box.x + 18, box.y + 15, 20, "amber_text")
    c.text("Tip", "h3", "ink", box.x + 46, box.y + 12)
    key = shown(key_of(settings, "tips"))
    keycap(c, key, box.right - 18 - hint_width(c, key), box.y + 15)
    y = box.y + 48
    for text, how, tint, h in rows:
        c.para(text, how, tint, box.x + 18, y, w)
        y += h
    if tip is not None:
        c.spot("tip", Box(box.x, box.y, box.w, high), act, spoken(tip), radius=14)


def _rows(c: Canvas, tip: Tip | None, line: OpenLine, w: float, room: float) -> list[tuple[str, str, str, float]]:
    """The texts of the card with their heights; the words that could be said only where all of them fit."""
    if tip is None:
        words = quiet(line)
        return [(words, "body", "ink2", c.height(words, "body", w))]
    pointed = c.look.hover == "tip" or (c.look.focus == "tip" and c.look.ring)
    by = tip.document if pointed and tip.document else tip.author
    rows = [(capital(tip.what), "row", "ink"), (f"“{tip.words}”", "source", "ink"), (by, "small", "ink2")]
    out = [(text, how, tint, c.height(text, how, w) + 2) for text, how, tint in rows]
    least = max(c.height(text, "small", w) for text in (tip.author, tip.document))
    out[2] = (*out[2][:3], least)  # as high for the longer of the two, so that pointing at it moves nothing
    if not tip.words or sum(h for *_, h in out) > room:
        del out[1]
    return out


def put_tip_line(c: Canvas, line: OpenLine, x: float, y: float, w: float, act: Callable[[], None]) -> None:
    """One line, LINE high: what to do, and who says so where both fit."""
    tip = line.tip
    if tip is None:
        c.icon("lightbulb", x, y + 11, 18, "ink2")
        c.text(fitting(c, quiet(line), "small", w - 28), "small", "ink2", x + 28, y, line=LINE, allowed=w - 28)
        return
    if c.look.hover == "tip":
        c.box(x - 8, y + 2, w + 16, LINE - 4, 10, "line/0.5")
    c.icon("lightbulb", x, y + 11, 18, "amber_text")
    pointed = c.look.hover == "tip" or (c.look.focus == "tip" and c.look.ring)
    by = f"{tip.author}, {tip.document}" if pointed and tip.document else tip.author
    what = fitting(c, capital(tip.what), "row", w - 28)
    at = x + 28 + c.text(what, "row", "ink", x + 28, y, line=LINE, allowed=w - 28) + 14
    if x + w - at > 90:
        c.text(fitting(c, by, "small", x + w - at), "small", "ink2", at, y, line=LINE, allowed=x + w - at)
    c.spot("tip", Box(x - 8, y, w + 16, LINE), act, spoken(tip), radius=10)


def spoken(tip: Tip) -> str:
    """The tip in one sentence, for whoever hears it."""
    who = tip.author if tip.author == HOUSE else f"Tip, {tip.author}"
    return f"{who}: {tip.what}. Tell more"


def quiet(line: OpenLine) -> str:
    """What stands in the place of a tip where there is none."""
    if line.call.phase in (Phase.DIALLING, Phase.RINGING):
        return WAITING if line.call.state.turns else RINGING
    if not line.call.awaits_trainee:
        return WAITING
    return NOTHING if line.call.with_tips else SILENT


def capital(text: str) -> str:
    """As a line of its own begins."""
    return text[:1].upper() + text[1:]


def fitting(c: Canvas, text: str, how: str, width: float) -> str:
    """As many words of a text as fit on one line, with dots behind them where some do not."""
    if c.measure(text, how) <= width:
        return text
    first = wrap(c.painter, [Run(text, how, "ink")], max(20.0, width - c.measure(" …", how)))[0]
    return f"{first[0].text} …" if first else "…"


class TipDialog(Still):
    """All of a tip: what to do, why, how it could be said, who says so and where. The call waits below."""

    room = "line"
    primary = "close"

    def __init__(self, stage: Stage, tip: Tip) -> None:
        self.stage, self.tip = stage, tip

    def leave(self) -> None:
        """Esc."""
        self.stage.answered()

    def paint(self, c: Canvas) -> None:
        """The card in the middle; what is long scrolls."""
        wide = min(520.0, c.w - 48)
        inner = wide - 64
        with c.aside():
            text = self._text(c, 0, 0, inner)
        high = min(32 + text + 24 + 48 + 28, c.h - 32)
        box = Box((c.w - wide) / 2, (c.h - high) / 2, wide, high)
        c.box(*box, 16, "surface", shadow=True)
        with c.pane("tip", Box(box.x + 32, box.y + 32, inner, high - 132)) as painted:
            painted(self._text(c, 0, 0, inner))
        button(c, "close", Box(box.x + 32, box.bottom - 76, inner, 48), "Back to the call", self.leave, "primary")

    def _text(self, c: Canvas, x: float, y: float, w: float) -> float:
        tip, top = self.tip, y
        y += c.para(capital(tip.what), "h2", "ink", x, y, w) + 10
        y += c.para(tip.because, "body", "ink2", x, y, w) + 14
        if tip.words:
            y += c.para(f"“{tip.words}”", "source", "ink", x, y, w) + 10
        y += c.para(tip.author, "row", "ink", x, y, w)
        for told in filter(None, (tip.document or OURS, tip.passage)):
            y += c.para(told, "small", "ink2", x, y, w)
        return y - top + style("small").size / 4
