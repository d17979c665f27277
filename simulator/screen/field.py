"""A line of text being typed: caret, selection by Shift, clipboard, and the unfinished word of an input method.

Rule: editing is plain functions of state and key; painting reads the state. The part of the text that is seen follows
the caret, so a long line never runs out of its box.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pygame as pg

from simulator.screen.canvas import Box, Canvas
from simulator.screen.keys import shown
from simulator.screen.stage import Stage, Still
from simulator.screen.widgets import hint_width, keycap

MOST = 600
"""Characters a field takes: longer than anything a person says in one turn."""


@dataclass(slots=True)
class Line:
    """What stands in a field. `caret` and `anchor`: positions in `text`; between them lies the selection. `unfinished`:
    what an input method has not settled yet. `scroll`: logical px of the text left of the box."""

    text: str = ""
    caret: int = 0
    anchor: int = 0
    unfinished: str = ""
    scroll: float = 0.0

    @property
    def selected(self) -> tuple[int, int]:
        return min(self.caret, self.anchor), max(self.caret, self.anchor)

    def type(self, text: str) -> None:
        """Put text where the caret is, in place of the selection."""
        first, last = self.selected
        clean = "".join(ch if ch.isprintable() else " " for ch in text)[: max(0, MOST - len(self.text) + last - first)]
        self.text = self.text[:first] + clean + self.text[last:]
        self.caret = self.anchor = first + len(clean)
        self.unfinished = ""

    def take(self) -> str:
        """The whole text, and an empty field."""
        text, self.text, self.caret, self.anchor, self.scroll = self.text.strip(), "", 0, 0, 0.0
        return text

    def press(self, key: int, shift: bool, word: bool) -> bool:
        """An editing key; whether it was one. `word`: move by words."""
        first, last = self.selected
        if key in (pg.K_BACKSPACE, pg.K_DELETE):
            if first == last:
                self.anchor = self._moved(-1 if key == pg.K_BACKSPACE else 1, word)
            self.type("")
            return True
        if key in (pg.K_LEFT, pg.K_RIGHT):
            step = -1 if key == pg.K_LEFT else 1
            collapse = not shift and first != last
            self.caret = (first if step < 0 else last) if collapse else self._moved(step, word)
        elif key in (pg.K_HOME, pg.K_END):
            self.caret = 0 if key == pg.K_HOME else len(self.text)
        else:
            return False
        if not shift:
            self.anchor = self.caret
        return True

    def _moved(self, step: int, word: bool) -> int:
        at = max(0, min(len(self.text), self.caret + step))
        while word and 0 < at < len(self.text) and not (self.text[at - 1] == " " and self.text[at] != " "):
            at += step
        return at


def commanded(mod: int) -> bool:
    """Whether Ctrl or the Apple key is down. AltGr, which comes as Ctrl and Alt, makes letters."""
    return bool(mod & (pg.KMOD_CTRL | pg.KMOD_META)) and not mod & (pg.KMOD_ALT | pg.KMOD_MODE)


def command(line: Line, key: int) -> bool:
    """Ctrl (or the Apple key) and A, C, X, V; whether it was one."""
    first, last = line.selected
    if key == pg.K_a:
        line.anchor, line.caret = 0, len(line.text)
    elif key in (pg.K_c, pg.K_x):
        if first != last:
            copied(line.text[first:last])
            if key == pg.K_x:
                line.type("")
    elif key == pg.K_v:
        line.type(_pasted())
    else:
        return False
    return True


def copied(text: str) -> bool:
    """Put a text on the clipboard; False on a desktop without one."""
    try:
        if hasattr(pg.scrap, "put_text"):
            pg.scrap.put_text(text)
            return True
    except pg.error:
        return False
    return False


def _pasted() -> str:
    try:
        return pg.scrap.get_text() if hasattr(pg.scrap, "get_text") else ""
    except pg.error:
        return ""


def put_field(
    c: Canvas, name: str, box: Box, line: Line, placeholder: str, act: Callable[[], None], *, key: str = ""
) -> Box:
    """The field; where the caret is, in window px, for the input method. The caret itself is painted by `put_caret`."""
    c.spot(name, box, act, placeholder, key=key, role="field")
    has_focus = c.look.focus == name
    c.box(*box, 12, "sunken", border="amber" if has_focus else "line_strong")
    c.icon("keyboard", box.x + 18, box.y + box.h / 2 - 10, 20, "ink3")
    inner = Box(box.x + 50, box.y, box.w - 50 - (14 if has_focus else 46), box.h)
    if not (line.text or line.unfinished):
        c.text(placeholder, "field", "ink3", inner.x, box.y, line=box.h, allowed=inner.w)
        if key and not has_focus:
            keycap(c, shown(key), box.right - 16 - hint_width(c, shown(key)), box.y + box.h / 2 - 10)
        return c.placed(inner.x, box.y + box.h / 2 - 12, 2, 24)
    before = line.text[: line.caret] + line.unfinished
    at = c.measure(before, "field")
    line.scroll = max(min(line.scroll, at), at - inner.w + 4, 0.0)
    clip = c.surface.get_clip()
    c.surface.set_clip(c.surface.get_rect().clip(pg.Rect([round(v * c.painter.scale) for v in c.placed(*inner)])))
    first, last = line.selected
    if first != last:
        start = c.measure(line.text[:first], "field") - line.scroll
        c.box(inner.x + start, box.y + 10, c.measure(line.text[first:last], "field"), box.h - 20, 3, "amber/0.34")
    c.text(before + line.text[line.caret :], "field", "ink", inner.x - line.scroll, box.y, line=box.h)
    if line.unfinished:
        wide = c.measure(line.unfinished, "field")
        c.line(inner.x + at - wide - line.scroll, box.y + box.h / 2 + 12, wide, "amber", 2)
    c.surface.set_clip(clip)
    return c.placed(inner.x + at - line.scroll, box.y + box.h / 2 - 12, 2, 24)


class Field:
    """A field on a dialog. `name`: by which it has the focus; `label`: what a voice calls it; `enter`: what Enter
    does."""

    def __init__(self, stage: Stage, name: str, label: str, enter: Callable[[], None]) -> None:
        self.line = Line()
        self._stage, self._name, self._label, self._enter = stage, name, label, enter
        self._caret = Box(0, 0, 0, 0)

    @property
    def focused(self) -> bool:
        """Whether what is typed goes here."""
        return self._stage.focused() == self._name

    @property
    def moving(self) -> bool:
        """While the caret blinks."""
        return self.focused and not self._stage.settings.reduce_motion

    def on_key(self, event: pg.event.Event) -> bool:
        """Editing, while the field has the focus, and Enter."""
        if not self.focused:
            return False
        if event.key in (pg.K_RETURN, pg.K_KP_ENTER):
            self._enter()
            return True
        if commanded(event.mod):
            return command(self.line, event.key)
        return self.line.press(event.key, bool(event.mod & pg.KMOD_SHIFT), bool(event.mod & pg.KMOD_ALT))

    def on_text(self, event: pg.event.Event) -> bool:
        """Letters, finished or not."""
        if event.type == pg.TEXTEDITING:
            self.line.unfinished = event.text
        else:
            self.line.type(event.text)
        return True

    def live(self, c: Canvas, now: float) -> None:
        """The caret."""
        if self.focused and self._caret.h and (c.look.still or int(now * 2) % 2 == 0):
            c.box(*self._caret, 1, "amber")

    def put(self, c: Canvas, box: Box) -> None:
        """The field there, and where an input method shows its list."""
        self._caret = put_field(c, self._name, box, self.line, self._label, lambda: None)
        if self.focused:
            pg.key.set_text_input_rect(pg.Rect(*(round(v * c.painter.scale) for v in self._caret)))


class Writing(Still):
    """What a dialog with one field does with keys, letters and the caret: all of it is the field's."""

    field: Field

    def on_key(self, event: pg.event.Event) -> bool:
        """Editing in the field."""
        return self.field.on_key(event)

    def on_text(self, event: pg.event.Event) -> bool:
        """Letters in the field."""
        return self.field.on_text(event)

    def live(self, c: Canvas, now: float) -> None:
        """The caret."""
        self.field.live(c, now)

    @property
    def moving(self) -> bool:  # type: ignore[override]
        """While the caret blinks."""
        return self.field.moving
