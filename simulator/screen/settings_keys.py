"""Settings of keys: each shortcut with its key, and how it gets another.

Rule: while a row waits for a key, the next one is its answer, whatever it does elsewhere; Esc leaves all as it was. A
key that is taken is refused with the name of what it does.
"""

from __future__ import annotations

from functools import partial

import pygame as pg

from simulator.screen.canvas import Box, Canvas
from simulator.screen.keys import SHORTCUTS, Shortcut, is_modifier, name_of, refusal, shown, with_key
from simulator.screen.settings_rows import Section, button_row, card, line, switch_row
from simulator.screen.stage import Stage
from simulator.screen.widgets import button

_ALWAYS = (
    "Always so: Tab and the arrows move, Enter and Space act, Esc goes back. Digits, star and pound dial. "
    "Ctrl with + or − changes the size, Ctrl with 0 brings it back."
)
_WIDE = 132


class KeysSection(Section):
    """The list. `waiting`: the shortcut that waits for its key."""

    name, title = "keys", "Keys"

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.waiting = ""
        self._told: tuple[str, str] = ("", "")

    @property
    def wants_key(self) -> bool:  # type: ignore[override]
        """Whether a row waits."""
        return bool(self.waiting)

    def hush(self) -> None:
        """Nobody waits any more."""
        self.waiting, self._told = "", ("", "")

    def on_key(self, event: pg.event.Event) -> bool:
        """The key that was waited for. Shift and its like are no answer yet."""
        if not self.waiting or is_modifier(event.key):
            return False
        name = self.waiting
        if event.key == pg.K_ESCAPE:
            self.hush()
            return True
        none = event.key in (pg.K_DELETE, pg.K_BACKSPACE)
        key = "" if none else name_of(event)
        why = "" if none else refusal(self.stage.settings, name, key)
        self._told = (name, why)
        if not why:
            self.waiting = ""
            self.stage.change(keys=with_key(self.stage.settings, name, key))
        return True

    def _wait(self, name: str) -> None:
        self.waiting, self._told = ("" if self.waiting == name else name), ("", "")

    def _reset(self) -> None:
        self.hush()
        self.stage.change(keys={}, letters=True)

    def paint(self, c: Canvas, x: float, y: float, w: float) -> float:
        """The keys of a call, those that work everywhere, and what is always so."""
        on_call, everywhere = partial(self._rows, on_call=True), partial(self._rows, on_call=False)
        if w < 860:
            y = card(c, x, y, w, "On a call", on_call) + 16
            y = card(c, x, y, w, "Everywhere", everywhere) + 16
            return card(c, x, y, w, "", self._more)
        half = (w - 24) / 2
        low = card(c, x, y, half, "On a call", on_call)
        y = card(c, x + half + 24, y, half, "Everywhere", everywhere) + 16
        return max(low, card(c, x + half + 24, y, half, "", self._more))

    def _rows(self, c: Canvas, x: float, y: float, w: float, on_call: bool) -> float:
        y -= 6
        if on_call:
            y += c.para("Press a row’s key here, then the one you want.", "small", "ink2", x, y, w) + 4
        for shortcut in SHORTCUTS:
            if shortcut.on_call == on_call:
                y = self._row(c, shortcut, x, y, w)
        return y + 6

    def _row(self, c: Canvas, shortcut: Shortcut, x: float, y: float, w: float) -> float:
        name, label = shortcut.name, shortcut.label
        waits = self.waiting == name
        key = shown(self.stage.settings.keys.get(name, shortcut.first)) or "no key"
        room = w - _WIDE - 20
        high = max(44.0, c.height(label, "row", room))
        c.para(label, "row", "ink", x, y + (high - c.height(label, "row", room)) / 2 + 4, room)
        at = Box(x + w - _WIDE, y + 4 + (high - 44) / 2, _WIDE, 44)
        said = f"{label}: {key}"
        kind, text = ("primary", "Press a key") if waits else ("outline", key)
        button(c, f"change.{name}", at, text, partial(self._wait, name), kind, words=said)  # type: ignore[arg-type]
        y += high + 8
        why = self._told[1] if self._told[0] == name else ""
        if waits and not why:
            why = "Esc leaves it as it is; Delete takes the key away."
        if why:
            c.icon("info", x, y + 1, 18, "ink2")
            y += c.para(why, "small", "ink", x + 28, y, w - 28) + 10
        return y

    def _more(self, c: Canvas, x: float, y: float, w: float) -> float:
        on = self.stage.settings.letters
        text = ("Single letters act on a call", "Switch them off where a voice or a keyboard types by itself")
        y = switch_row(c, x, y, w, text, "letters", on, lambda: self.stage.change(letters=not on))
        line(c, x, y, w)
        text = ("All keys as they were at first", "Forgets every change made above")
        y = button_row(c, x, y, w, text, "reset", "Reset the keys", self._reset, "rotate-ccw")
        line(c, x, y, w)
        return y + c.para(_ALWAYS, "small", "ink2", x, y + 14, w) + 26
