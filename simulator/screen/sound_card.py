"""The sound check on its card: headset or loudspeakers, the level in bars with the good zone outlined, words heard.

Rule: the bars are whole, so that loud and quiet can be read without colour; the card says in words what to do.
"""

from __future__ import annotations

from typing import Protocol

import pygame as pg

from simulator.screen.canvas import Box, Canvas
from simulator.screen.marks import put_mark
from simulator.screen.stage import Stage
from simulator.screen.widgets import button, button_width, segments

BARS, GOOD = 28, range(12, 21)


class SoundCheck(Protocol):
    """The microphone before a call. `level`: 0..1 now; `heard`: the words so far; `state`: a plain phrase; `failed`:
    nothing can be heard, and `state` says why and what to do; `is_open`: it listens, or tried to."""

    @property
    def level(self) -> float: ...
    @property
    def heard(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def failed(self) -> bool: ...
    @property
    def is_open(self) -> bool: ...

    def open(self) -> None:
        """Listen."""
        ...

    def close(self) -> None:
        """Listen no more, forget what was heard."""
        ...

    def sample(self) -> None:
        """Let the other side say a sentence."""
        ...


class SoundCard:
    """The card. `meter`: where the bars are, in window px; no width where there are none. `asks`: whether it asks how
    the other side is heard."""

    def __init__(self, stage: Stage, sound: SoundCheck, asks: bool = True) -> None:
        self.stage, self.sound, self.asks = stage, sound, asks
        self.meter = Box(0, 0, 0, 0)

    def paint(self, c: Canvas, x: float, y: float, w: float) -> float:
        """The card at x, y; where it ends. Set twice, since its height is known only when its text was set."""
        with c.aside():
            high = self._set(c, x, y, w) - y + 22
        c.box(x, y, w, high, 14, "surface", shadow=True)
        self._set(c, x, y, w)
        return y + high

    def _again(self) -> None:
        self.sound.close()
        self.sound.open()

    def _set(self, c: Canvas, x: float, y: float, w: float) -> float:
        x, w = x + 24, w - 48
        c.text("Sound check", "h3", "ink", x, y + 22)
        y += 58
        self.meter = Box(0, 0, 0, 0)
        if self.stage.settings.typed:
            return self._typed(c, x, y, w)
        if self.asks:
            headset = {None: -1, True: 0, False: 1}[self.stage.settings.headset]
            change = self.stage.change
            segments(c, "headset", x, y, ("Headset", "Loudspeakers"), headset, lambda i: change(headset=i == 0), w)
            y += 58
        if self.sound.failed:
            c.icon("mic-off", x, y + 1, 20, "avoid")
            y += c.para(self.sound.state, "body", "ink", x + 32, y, w - 32)
            return y if self.asks else self._buttons(c, x, y + 16, w)
        self.meter = c.placed(x, y, w, 24)
        y += 30
        c.text("quiet", "small", "ink2", x, y)
        c.text("good level, outlined" if w > 300 else "good", "label", "done", x + w * 16.5 / BARS, y, align="c")
        c.text("too loud", "small", "ink2", x + w, y, align="r")
        c.line(x, y + 32, w)
        return self._heard(c, x, y + 46, w)

    def _typed(self, c: Canvas, x: float, y: float, w: float) -> float:
        if self.asks:
            return y + c.para("You type in this call, so nothing listens.", "body", "ink2", x, y, w)
        y += c.para("You type, so nothing listens. You still hear them.", "body", "ink2", x, y, w) + 16
        wide = button_width(c, "Hear the other side", "volume-2")
        button(c, "sample", Box(x, y, wide, 44), "Hear the other side", self.sound.sample, icon="volume-2")
        return y + 44

    def _heard(self, c: Canvas, x: float, y: float, w: float) -> float:
        y += c.para("Say: “Good morning, could you help me for a moment?”", "small", "ink2", x, y, w) + 4
        heard = self.sound.heard
        y += c.para(heard or "…", "lead", "ink" if heard else "ink3", x, y, w) + 6
        if heard:
            n = len(heard.split())
            put_mark(c, "met", x, y, 18)
            c.text(f"{n} word{'' if n == 1 else 's'} heard", "label", "done", x + 26, y)
            y += 22
        elif self.sound.state:
            y += c.para(self.sound.state, "small", "ink2", x, y, w)
        return self._buttons(c, x, y + 12, w)

    def _buttons(self, c: Canvas, x: float, y: float, w: float) -> float:
        again = button_width(c, "Check again", "rotate-ccw")
        button(c, "again", Box(x, y, again, 44), "Check again", self._again, icon="rotate-ccw")
        other = button_width(c, "Hear the other side", "volume-2")
        below = again + 12 + other > w
        at = Box(x, y + 54, other, 44) if below else Box(x + again + 12, y, other, 44)
        button(c, "sample", at, "Hear the other side", self.sound.sample, icon="volume-2")
        return y + (98 if below else 44)

    def live(self, c: Canvas, pane: Box) -> None:
        """The level now; only the part inside `pane` is seen."""
        if not self.meter.w:
            return
        k, step = c.painter.scale, self.meter.w / BARS
        c.surface.set_clip(pg.Rect(round(pane.x * k), round(pane.y * k), round(pane.w * k), round(pane.h * k)))
        loud = round(max(0.0, min(1.0, self.sound.level)) * BARS)
        for i in range(BARS):
            fill = ("done" if i <= GOOD[-1] else "avoid") if i < loud else "sunken"
            border = "line_strong" if i in GOOD and i >= loud else ""
            c.box(self.meter.x + i * step, self.meter.y, step - 4, 24, 3, fill, border=border)
        c.surface.set_clip(None)
