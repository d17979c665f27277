"""The drill: a moment of a call, the trainee's answer, its verdict at once; eight of them, and what comes back when.

Rule: one thing at a time. Before an answer the line and the field; after it the verdict and the way on. It can be left
at any moment, and what was answered is kept.
"""

from __future__ import annotations

from collections.abc import Callable

import pygame as pg

from simulator.screen.canvas import Box, Canvas
from simulator.screen.drill_cards import SHOWS, put_end, put_lines, put_move, put_setting, put_verdict, said
from simulator.screen.field import Line, command, commanded, put_field
from simulator.screen.floor import put_level
from simulator.screen.header import HEIGHT
from simulator.screen.keys import key_of
from simulator.screen.marks import put_mark
from simulator.screen.open_drill import OpenDrill
from simulator.screen.stage import Stage, Still
from simulator.screen.widgets import button, button_width, lamp, logo, notice, pill

_FOOT = 148.0
_FOOT_LOW = 88.0
_SLOT = 34.0


class DrillScreen(Still):
    """A drill that is on. `back` is called once it is left; `again` begins another row."""

    called = "Drill"
    moving = True

    def __init__(self, stage: Stage, drill: OpenDrill, back: Callable[[], None], again: Callable[[], None]) -> None:
        self.stage, self.drill, self._back, self._again = stage, drill, back, again
        self.typed = Line()
        self._closed: set[str] = set()
        self._seen: tuple[object, ...] = ()
        self._field = self._meter = Box(0, 0, 0, 0)
        self._fresh = True

    # -- what happens --------------------------------------------------------------------------------------------------

    @property
    def primary(self) -> str:  # type: ignore[override]
        """Enter goes on; before an answer it says that what was heard is the answer."""
        if self.drill.scene is None or self.drill.failed:
            return "leave"
        return "next" if self.drill.answer else "done" if self.drill.heard and not self.drill.judging else ""

    def tick(self, now: float) -> bool:
        """One step of the drill; whether anything that stands still has changed."""
        d = self.drill
        d.step()
        speaking = d.caption() is not None
        seen = (d.at, d.answer, d.heard, d.judging, d.listening, d.loading, d.failed, d.notice, speaking)
        changed, before, self._seen = seen != self._seen, self._seen, seen
        if self._fresh or (before and before[:2] != seen[:2]):
            self._fresh = False
            self._turned()
        return changed

    def _turned(self) -> None:
        """Another moment, or its verdict: the caret is where the next key goes."""
        self.typed.take()
        asks = self.drill.scene is not None and self.drill.answer is None
        on = "next" if self.drill.answer else "type" if asks and self.stage.settings.typed else ""
        self.stage.focus(on)

    def leave(self) -> None:
        """Esc: back to the lobby. What was answered is kept already."""
        self.drill.close()
        self._back()

    def _more(self) -> None:
        self.drill.close()
        self._again()

    def _send(self) -> None:
        if text := self.typed.take():
            self.drill.say(text)

    def _done(self) -> None:
        self.drill.say(self.typed.take())

    def on_key(self, event: pg.event.Event) -> bool:
        """The field's keys."""
        if self.stage.focused() != "type":
            return False
        if event.key in (pg.K_RETURN, pg.K_KP_ENTER):
            self._done() if self.drill.heard else self._send()
            return True
        held = commanded(event.mod)
        if held and command(self.typed, event.key):
            return True
        return self.typed.press(event.key, bool(event.mod & pg.KMOD_SHIFT), held or bool(event.mod & pg.KMOD_ALT))

    def on_text(self, event: pg.event.Event) -> bool:
        """Typed text, also the unfinished word of an input method."""
        if event.type == pg.TEXTEDITING:
            self.typed.unfinished = event.text
        else:
            self.typed.type(event.text)
        return True

    # -- painting ------------------------------------------------------------------------------------------------------

    def paint(self, c: Canvas) -> None:
        """The marks so far, the moment or its verdict, and the way on."""
        self._field = self._meter = Box(0, 0, 0, 0)
        self._head(c)
        top = self._notice(c)
        asks = self.drill.scene is not None and self.drill.answer is None and not self.drill.failed
        foot = (_FOOT if asks else _FOOT_LOW) - (24 if c.h < 560 and asks else 0)
        body = Box(40, top, c.w - 80, c.h - top - foot)
        name = f"drill.{self.drill.at}.{'asked' if asks else 'told'}"
        with c.pane(name, body, bleed=40) as painted:
            painted(self._body(c, body.w) + 20)
        self._foot(c, c.h - foot)

    def _head(self, c: Canvas) -> None:
        over = self.drill.scene is None or bool(self.drill.failed)  # then the way back is the button at the foot
        label = "Back to calls" if over else "Leave"
        wide = button_width(c, label, hint="Esc")
        logo(c, 40, 19)
        x, room = 150.0, c.w - 80 - wide - 150
        if room >= self.drill.of * _SLOT:
            x = self._slots(c, x, 36)
        at = min(self.drill.at + 1, self.drill.of)
        words = "Today’s drill" if self.drill.scene is None else f"{at} of {self.drill.of}"
        if x + 12 + c.measure(words, "row") < c.w - 56 - wide:
            c.text(words, "row", "ink", x + 12, 26, line=20)
        c.line(0, HEIGHT - 1.5, c.w)
        if not over:
            button(
                c,
                "leave",
                Box(c.w - 40 - wide, 14, wide, 44),
                label,
                self.leave,
                hint="Esc",
                words=f"{label} the drill",
            )

    def _slots(self, c: Canvas, x: float, middle: float) -> float:
        """A mark for each answer, a lamp for the moment now, rings for those to come; where they end."""
        for i in range(self.drill.of):
            if i < len(self.drill.answered):
                put_mark(c, self.drill.answered[i].judgment.mark, x, middle - 11, 22)
            elif i == self.drill.at:
                lamp(c, x + 11, middle, "on")
            else:
                lamp(c, x + 11, middle, "next")
            x += _SLOT
        return x

    def _notice(self, c: Canvas) -> float:
        text = self.drill.notice
        if not text or text in self._closed:
            return HEIGHT
        return HEIGHT + 16 + notice(c, text, 40, HEIGHT + 16, c.w - 80, lambda: self._closed.add(text))

    def _body(self, c: Canvas, w: float) -> float:
        d, scene = self.drill, self.drill.scene
        if d.failed:
            y = 32 + c.para("This drill cannot be judged", "h1", "ink", 0, 32, w)
            return y + c.para(d.failed, "lead", "ink2", 0, y + 8, min(w, 760))
        if scene is None:
            return put_end(c, d.answered, w)
        wide = w >= 900
        right = 360.0 if wide else w
        left = w - right - 40 if wide else w
        if d.answer is not None:
            low = put_verdict(c, d.answer, 0, 24, left)
            at = (left + 40, 24.0) if wide else (0.0, low + 24)
            return max(low, put_setting(c, scene, *at, right))
        y = put_lines(c, scene, 0, 24, left, with_move=not wide)
        y = self._heard(c, 0, y, left)
        if not d.heard and not d.judging:
            y += 22 + c.para(SHOWS, "small", "ink2", 0, y + 22, left)
        at = (left + 40, 24.0) if wide else (0.0, y + 24)
        low = put_move(c, scene, *at, right)
        return max(y, put_setting(c, scene, at[0], low + 16, right))

    def _heard(self, c: Canvas, x: float, y: float, w: float) -> float:
        if not self.drill.heard:
            return y
        c.text("You", "lamp_on", "you", x, y + 26)
        return y + 48 + c.para(self.drill.heard, "h2", "ink", x, y + 48, w)

    # -- the way on ----------------------------------------------------------------------------------------------------

    def _foot(self, c: Canvas, y: float) -> None:
        c.line(40, y, c.w - 80)
        if self.drill.scene is None:
            self._two(c, y, ("leave", "Back to calls", self.leave, "Enter"), ("more", "Another eight", self._more))
        elif self.drill.failed:
            self._two(c, y, ("leave", "Back to calls", self.leave, "Enter"), None)
        elif self.drill.answer is not None:
            last = self.drill.at + 1 >= self.drill.of
            label = "See how it went" if last else "Next"
            self._two(c, y, ("next", label, self.drill.next, "Enter"), None, f"{said(self.drill.answer)} {label}")
        else:
            self._asking(c, y)

    def _two(
        self,
        c: Canvas,
        y: float,
        first: tuple[str, str, Callable[[], None], str],
        other: tuple[str, str, Callable[[], None]] | None,
        words: str = "",
    ) -> None:
        name, label, act, hint = first
        wide = button_width(c, label, hint=hint)
        x = c.w - 40 - wide
        button(c, name, Box(x, y + 20, wide, 48), label, act, "primary", hint=hint, words=words)
        if other:
            wide = button_width(c, other[1], "rotate-ccw")
            if x - 12 - wide >= 40:
                button(c, other[0], Box(x - 12 - wide, y + 20, wide, 48), other[1], other[2], icon="rotate-ccw")

    def _asking(self, c: Canvas, y: float) -> None:
        """Who has the floor, hearing it again, not knowing; and the field."""
        tight = c.h < 560
        row = y + (8 if tight else 16)
        x = 40.0
        label, icon, look = self._floor(c)
        wide = pill(c, x, row + 2, label, icon, fill=look[0], ink=look[1], border=look[2])
        if icon == "mic":
            self._meter = Box(x + wide + 16, row + 14, 84, 16)
        right = self._buttons(c, row)
        if self._meter.right > right:
            self._meter = Box(0, 0, 0, 0)
        low = row + (50 if tight else 58)
        words = "Type your answer" if self.stage.settings.typed else "Type instead"
        end = c.w - 40
        if self.drill.heard and not self.drill.judging:
            label = "That is my answer"
            wide = button_width(c, label, hint="Enter")
            button(c, "done", Box(end - wide, low, wide, 52), label, self._done, "primary", hint="Enter")
            end -= wide + 12
        key = key_of(self.stage.settings, "type")
        self._field = put_field(c, "type", Box(40, low, end - 40, 52), self.typed, words, self._send, key=key)
        if c.look.focus == "type":
            k = c.painter.scale
            pg.key.set_text_input_rect(pg.Rect(*(round(v * k) for v in self._field)))

    def _buttons(self, c: Canvas, y: float) -> float:
        """On the right; where they begin."""
        typing = c.look.focus == "type"
        right = c.w - 40
        for name, label, icon, key, act in (
            ("pass", "Show me", "lightbulb", "s", lambda: self.drill.say("")),
            ("repeat", "Hear it again", "volume-2", "r", self.drill.repeat),
        ):
            if name == "pass" and self.drill.heard:
                continue
            hint = "" if typing else key.upper()
            wide = button_width(c, label, icon, hint)
            if right - wide < 40 + 230:
                break
            words = f"{label}: it counts as shown, not as done" if name == "pass" else label
            button(c, name, Box(right - wide, y, wide, 44), label, act, icon=icon, hint=hint, key=key, words=words)
            right -= wide + 12
        return right

    def _short(self, c: Canvas, name: str) -> str:
        """A name that fits the pill."""
        fit = (part for part in (name, name.split()[0]) if c.measure(part, "row") < 160)
        return next(fit, "The other side")

    def _floor(self, c: Canvas) -> tuple[str, str, tuple[str, str, str]]:
        """Words, icon, and the fill, ink and border of the pill."""
        d, quiet = self.drill, ("", "ink2", "line_strong")
        said = d.caption()
        if d.judging:
            return d.loading or "One moment", "clock", quiet
        if said is not None:
            return f"{self._short(c, said.who)} is speaking", "audio-lines", ("them_fill/0.22", "them", "")
        if d.listening:
            return "Listening", "mic", ("amber", "on_amber", "")
        if d.loading and not self.stage.settings.typed:
            return d.loading, "clock", quiet
        return "Your answer", "keyboard", ("amber", "on_amber", "")

    def live(self, c: Canvas, now: float) -> None:
        """The level, and the caret."""
        put_level(c, self._meter, self.drill.level)
        if self.stage.focused() == "type" and self._field.h and (c.look.still or int(now * 2) % 2 == 0):
            c.box(*self._field, 1, "amber")
