"""The settings: one page over whatever is on, in five parts, of which one is shown.

Rule: every change counts at once and is kept; there is nothing to confirm. A running call goes on below.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Literal

import pygame as pg

from simulator.screen.canvas import Box, Canvas
from simulator.screen.header import HEIGHT
from simulator.screen.house import House
from simulator.screen.keys import key_of, shown
from simulator.screen.push_to_talk import WAYS
from simulator.screen.settings_keys import KeysSection
from simulator.screen.settings_privacy import PrivacySection
from simulator.screen.settings_rows import WIDEST, Section, button_row, card, choice_row, line, step_row, switch_row
from simulator.screen.settings_sound import SoundSection
from simulator.screen.sound_card import SoundCheck
from simulator.screen.stage import Stage
from simulator.screen.widgets import button, button_width, keycap, lamp, logo, segments
from simulator.screen.zoom import zoomed

THEMES = ("auto", "ivory", "bakelite")
CLOCKS = ("practice", "real")
DIGITS = ("1", "2", "3", "4", "5")
_RAIL = 200.0
UNTIMED = (
    "Take your time",
    "On your next call nobody asks whether you are still there, no tape runs out, and the clock stands still while "
    "you think. Such a call is marked “untimed”",
)


class CallsSection(Section):
    """How one speaks and is understood, what becomes of promises, and the first steps."""

    name, title = "calls", "Calls"

    def __init__(self, stage: Stage, first_steps: Callable[[], None] | None) -> None:
        self.stage, self._first_steps = stage, first_steps

    def paint(self, c: Canvas, x: float, y: float, w: float) -> float:
        """The cards."""
        y = card(c, x, y, min(w, WIDEST), "You speak", self._speaking) + 16
        return card(c, x, y, min(w, WIDEST), "", self._more)

    def _speaking(self, c: Canvas, x: float, y: float, w: float) -> float:
        now, change = self.stage.settings, self.stage.change
        y -= 10
        text = ("Type instead of speaking", "Pace and fillers are then not scored")
        y = line(c, x, switch_row(c, x, y, w, text, "typed", now.typed, lambda: change(typed=not now.typed)), w)
        key = shown(key_of(now, "talk"))
        text = (
            "The microphone hears you",
            f"By a key: {key or 'none yet'}. Hold it, or press it to talk and again to stop. See Keys.",
        )
        chosen = WAYS.index(now.talk) if now.talk in WAYS else 0
        labels = ("Always", "While held", "On and off")
        y = line(c, x, choice_row(c, x, y, w, text, "talk", labels, chosen, lambda i: change(talk=WAYS[i])), w)
        text = ("Your turn ends after", "Silence that long means: you have finished")
        y = line(c, x, step_row(c, x, y, w, text, "end", f"{now.end_silence:.1f} s", self._wait), w)
        return switch_row(c, x, y, w, UNTIMED, "untimed", now.untimed, lambda: change(untimed=not now.untimed))

    def _more(self, c: Canvas, x: float, y: float, w: float) -> float:
        now, change = self.stage.settings, self.stage.change
        text = ("Tips during a call", "What the author you chose would do next. Such a call is marked “with tips”")
        y = line(c, x, switch_row(c, x, y, w, text, "tips", now.tips, lambda: change(tips=not now.tips)), w)
        text = ("A promised call", "Jumped to by a practice clock, or waited for")
        labels, real = ("Jump to it", "Wait for it"), int(now.clock == "real")
        y = choice_row(c, x, y, w, text, "clock", labels, real, lambda i: change(clock=CLOCKS[i]))
        if self._first_steps is None:
            return y
        text = ("The first steps", "What this is, how you talk, and the sound check")
        line(c, x, y, w)
        return button_row(c, x, y, w, text, "first_steps", "See them again", self._first_steps, "play")

    def _wait(self, step: int) -> None:
        wanted = self.stage.settings.end_silence + step / 10
        self.stage.change(end_silence=round(max(0.4, min(1.5, wanted)), 1))


class DisplaySection(Section):
    """How it looks."""

    name, title = "display", "Display"

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    def paint(self, c: Canvas, x: float, y: float, w: float) -> float:
        """The card."""
        return card(c, x, y, min(w, WIDEST), "", self._rows)

    def _rows(self, c: Canvas, x: float, y: float, w: float) -> float:
        now, change = self.stage.settings, self.stage.change
        text = ("Light", "Auto: ivory at the desk, bakelite on a call")
        labels, light = [t.capitalize() for t in THEMES], THEMES.index(now.theme) if now.theme in THEMES else 0
        y = line(c, x, choice_row(c, x, y, w, text, "theme", labels, light, lambda i: change(theme=THEMES[i])), w)
        text = ("Size", "Ctrl and + or − do the same")
        y = line(c, x, step_row(c, x, y, w, text, "zoom", f"{round(now.zoom * 100)} %", self._resize), w)
        text, act = ("Captions", "Word by word, for both sides"), partial(change, captions=not now.captions)
        y = line(c, x, switch_row(c, x, y, w, text, "captions", now.captions, act), w)
        text, act = (
            ("Reduce motion", "Nothing slides, fades or turns"),
            partial(change, reduce_motion=not now.reduce_motion),
        )
        y = line(c, x, switch_row(c, x, y, w, text, "motion", now.reduce_motion, act), w)
        text = ("Read aloud", "What you reach by Tab or arrows, and its verdict. Silent on a call")
        return switch_row(c, x, y, w, text, "narrate", now.narrate, lambda: change(narrate=not now.narrate))

    def _resize(self, step: int) -> None:
        self.stage.change(zoom=zoomed(self.stage.settings.zoom, step))


class SettingsPage:
    """The page. `on_call`: a call runs below. `first_steps`: shows them again, where that is possible now."""

    primary = "close"
    called = "Settings"

    def __init__(
        self,
        stage: Stage,
        house: House,
        sound: SoundCheck,
        on_call: bool = False,
        first_steps: Callable[[], None] | None = None,
    ) -> None:
        self.stage = stage
        self.room: Literal["desk", "line"] = "line" if on_call else "desk"
        self.sections: tuple[Section, ...] = (
            SoundSection(stage, house, sound, on_call),
            CallsSection(stage, partial(self._leave_for, first_steps) if first_steps else None),
            DisplaySection(stage),
            KeysSection(stage),
            PrivacySection(stage, house, on_call),
        )
        self.section: Section = self.sections[0]
        self._pane = Box(0, 0, 0, 0)

    # -- what happens --------------------------------------------------------------------------------------------------

    @property
    def moving(self) -> bool:
        """Only where a level moves."""
        return self.section.moving

    @property
    def wants_key(self) -> bool:
        """While a shortcut waits for its key."""
        return self.section.wants_key

    def tick(self, now: float) -> bool:
        """Whether the part that is shown must be painted anew."""
        return self.section.tick(now)

    def on_key(self, event: pg.event.Event) -> bool:
        """A key that the part wants; else the digits of the parts, which have no caps where they stand in a row."""
        if not self.wants_key and event.unicode in DIGITS:
            self.choose(self.sections[DIGITS.index(event.unicode)])
            return True
        return self.section.on_key(event)

    def on_release(self, key: int) -> None:
        """Nothing is held here."""

    def on_text(self, event: pg.event.Event) -> bool:
        """No field."""
        return False

    def leave(self) -> None:
        """Esc: back to what is below."""
        self.section.hush()
        self.stage.answered()

    def _leave_for(self, other: Callable[[], None]) -> None:
        self.leave()
        other()

    def choose(self, section: Section) -> None:
        """Show another part."""
        if section is not self.section:
            self.section.hush()
            self.section = section

    # -- painting ------------------------------------------------------------------------------------------------------

    def paint(self, c: Canvas) -> None:
        """Head, the parts as lamps on the left (in a row where it is narrow), and the part itself."""
        c.fill("bg")
        logo(c, 40, 19)
        done = button_width(c, "Done", hint="Esc")
        if c.w - done - 40 - 140 > 130:
            c.text("Settings", "h2", "ink", 140, 19, line=36)
        rail = c.w >= 940
        if rail:
            self._rail(c)
        x = 40 + _RAIL + 32 if rail else 40
        self._pane = Box(x, HEIGHT, c.w - 40 - x, c.h - HEIGHT - 8)
        with c.pane(f"settings.{self.section.name}", self._pane, bleed=30) as painted:
            y = 24.0 if rail else self._row(c, self._pane.w)
            painted(self.section.paint(c, 0, y, self._pane.w) + 24)
        c.line(0, HEIGHT - 1.5, c.w)
        button(c, "close", Box(c.w - 40 - done, 14, done, 44), "Done", self.leave, "primary", hint="Esc")

    def _rail(self, c: Canvas) -> None:
        y = HEIGHT + 24.0
        for i, section in enumerate(self.sections):
            on, name, box = section is self.section, f"section.{section.name}", Box(40, y, _RAIL, 48)
            if on or c.look.hover == name:
                c.box(*box, 12, "surface" if on else "line/0.3", shadow=on)
            lamp(c, 64, y + 24, "on" if on else "next")
            c.text(section.title, "row" if on else "body", "ink" if on else "ink2", 88, y, line=48)
            keycap(c, str(i + 1), 40 + _RAIL - 34, y + 14)
            said = f"{section.title}{', chosen' if on else ''}"
            c.spot(name, box, partial(self.choose, section), said, key=DIGITS[i], role="radio")
            y += 56

    def _row(self, c: Canvas, w: float) -> float:
        labels = [section.title for section in self.sections]
        chosen = self.sections.index(self.section)
        segments(c, "section", 0, 16, labels, chosen, lambda i: self.choose(self.sections[i]), w)
        return 80.0

    def live(self, c: Canvas, now: float) -> None:
        """What moves in the part that is shown."""
        self.section.live(c, self._pane)
