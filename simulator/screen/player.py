"""Hearing a call again in its scorecard: the controls, the playhead on the ribbon, the line that is heard.

Rule: the sound decides where the playing stands; here it is only shown. Where there is no sound, no button pretends
that there were: it is told why, and where that is changed.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pygame as pg

from simulator.core.turns import Transcript
from simulator.screen.after_call import Sound
from simulator.screen.canvas import Box, Canvas
from simulator.screen.line_actions import LineAction
from simulator.screen.ribbon import clock, put_clock
from simulator.screen.widgets import button, button_width

LEAD_MS = 250
"""How long before a line it begins, so that its first sound is heard."""
_STEP_MS = 250
"""How far the playhead goes at once where motion is reduced."""


class Player:
    """The sound of one call under the hands. `line`: the turn that is heard, -1 for none; `told`: what went wrong last;
    `ribbon`, `seen`: where the ribbon is, in window px, and the part of the window in which it can be seen."""

    def __init__(self, sound: Sound | None, transcript: Transcript, length: int, settings: Callable[[], None]) -> None:
        self.sound, self._length, self._settings = sound, length, settings
        self._turns = [(t.index, t.start) for t in transcript.turns]
        self.line, self.told = -1, ""
        self._state: tuple[object, ...] = ()
        self.ribbon = self.seen = self._time = Box(0, 0, 0, 0)

    # -- what happens --------------------------------------------------------------------------------------------------

    @property
    def at(self) -> float | None:
        """The moment that is heard now, or at which it is held, in ms."""
        return self.sound.at if self.sound else None

    @property
    def moving(self) -> bool:
        """Whether the playhead moves."""
        return self.sound is not None and self.sound.at is not None and not self.sound.paused

    def hear(self, at: float) -> None:
        """From that moment on."""
        if self.sound:
            self.told = self.sound.play(max(0.0, at - LEAD_MS))

    def follow(self, at: float) -> None:
        """Go on from that moment, if it is playing."""
        if self.moving:
            self.hear(at)

    def press(self) -> None:
        """From the beginning; or held, or on again."""
        if self.sound and self.sound.at is not None:
            self.sound.pause()
        else:
            self.hear(0)

    def stop(self) -> None:
        """Silence."""
        if self.sound:
            self.sound.stop()

    def tick(self) -> bool:
        """Whether another line is heard, or it began or ended: what stands still is then painted anew."""
        at = self.at
        self.line = -1
        if at is not None:
            begun = [index for index, start in self._turns if start <= at + LEAD_MS]
            self.line = begun[-1] if begun else -1
        before, self._state = self._state, (self.line, at is None, self.sound and self.sound.paused)
        return self._state != before

    def action(self, at: float) -> LineAction | None:
        """What a line offers: to be heard; or why not. None for a call that is on no disk, or that was typed."""
        if self.sound is None or self.sound.typed:
            return None
        if why := self.sound.why_not:
            return LineAction("hear", "Open the settings", self._settings, "settings", why)
        if silent := self.sound.silent(at):
            return LineAction("hear", "", lambda: None, told=silent)
        return LineAction("hear", "Hear it", partial(self.hear, at), "play", words=f"Hear it from {clock(round(at))}")

    # -- painting ------------------------------------------------------------------------------------------------------

    @property
    def why_not(self) -> str:
        """Why nothing can be heard again; "" where it can, or where there never was a sound."""
        return self.sound.why_not if self.sound else ""

    def put_controls(self, c: Canvas, x: float, y: float, w: float) -> float:
        """Play, stop, and the time, in a row 44 px high; where that ends, `x` where nothing can be heard."""
        if self.sound is None or self.sound.why_not:
            return x
        on, held = self.at is not None, bool(self.sound and self.sound.paused)
        label, icon = ("Go on" if held else "Pause", "play" if held else "pause") if on else ("Hear it again", "play")
        wide = max(button_width(c, text, "play", "P") for text in ("Pause", "Hear it again"))
        button(c, "play", Box(x, y, wide, 44), label, self.press, icon=icon, hint="P", key="p")
        at = x + wide + 12
        self._time = Box(0, 0, 0, 0)
        if on:
            stop = button_width(c, "Stop", "square", "S")
            button(c, "stop", Box(at, y, stop, 44), "Stop", self.stop, icon="square", hint="S", key="s")
            at += stop + 16
            whole = f"of {clock(self._length)}"
            figures = 5 * 9.0
            if at + figures + 8 + c.measure(whole, "mono") <= x + w:
                self._time = c.placed(at, y, figures, 44)
                at += figures + 8
                at += c.text(whole, "mono", "ink2", at, y, line=44)
        return at

    def live(self, c: Canvas) -> None:
        """The playhead, and the time beside the controls."""
        at = self.at
        if at is None:
            return
        at = at // _STEP_MS * _STEP_MS if c.look.still else at
        k = c.painter.scale
        c.surface.set_clip(pg.Rect([round(v * k) for v in self.seen]))
        if self._time.w and self.seen.y <= self._time.y and self._time.bottom <= self.seen.bottom:
            put_clock(c, clock(round(at)), "mono", 9.0, self._time.right, self._time.y, 44)
        box = self.ribbon
        if box.w:
            x = box.x + box.w * min(1.0, at / max(1, self._length))
            c.line(x - 1, box.y - 4, 2, "ink", box.h - 24)
            c.disc(x, box.y - 4, 12, "ink", border="surface", stroke=1.5)
        c.surface.set_clip(None)
