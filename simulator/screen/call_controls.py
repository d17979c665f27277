"""The lower part of a call: whose turn it is, the field, the microphone, and without a column the keys and hanging up.

Rule: every control says its key while the key would act. What a control does is handed in; nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import pygame as pg

from simulator.screen import handset
from simulator.screen.canvas import Box, Canvas
from simulator.screen.caption import low
from simulator.screen.field import Line, put_field
from simulator.screen.floor import put_floor
from simulator.screen.keys import is_function, key_of, shown
from simulator.screen.open_line import OpenLine
from simulator.screen.push_to_talk import by_key
from simulator.screen.stage import Stage
from simulator.screen.widgets import Kind, button, button_width

SENDS = "Enter sends what you typed"


@dataclass(frozen=True, slots=True)
class Acts:
    """What the controls of a call do: press a key, turn the microphone on or off, mute, break in, send what was typed,
    go on to the scorecard."""

    press: Callable[[str], None]
    turn: Callable[[], None]
    mute: Callable[[], None]
    break_in: Callable[[], None]
    send: Callable[[], None]
    done: Callable[[], None]


class Controls:
    """What lies below the caption. `field`: where the caret is; `meter`: where the trainee's level goes; both in
    logical px, as they were painted last. `told`: why what stands in the field was not sent, or ""."""

    def __init__(self, stage: Stage, line: OpenLine, typed: Line, acts: Acts) -> None:
        self._stage, self._line, self._typed, self._acts = stage, line, typed, acts
        self.field = self.meter = Box(0, 0, 0, 0)
        self.told = ""

    def put(self, c: Canvas, x: float, w: float, wide: bool) -> float:
        """Pills and the lowest row; where they begin."""
        y = c.h - (56 if wide else 16 if low(c) else 28) - 52
        pills = y - (52 if low(c) else 60)
        right = x + w if wide else self._keys_in_a_row(c, x + w, pills - 2)
        told = self.told or (SENDS if self._typed.text.strip() and self._line.call.awaits_trainee else "")
        self.meter = put_floor(c, self._line, self._stage.settings, x, pills, right, self._acts.break_in, told)
        self._talking_row(c, x, y, x + w, wide)
        return pills

    def _keys_in_a_row(self, c: Canvas, right: float, y: float) -> float:
        """Where the keypad has no room: zero by itself where it leads to somebody, and a button for all keys."""
        call = self._line.call
        if call.is_over:
            return right
        hint = self.hint(c, "keypad")
        pad = button_width(c, "Keys", "grip", hint)
        place = Box(right - pad, y, pad, 44)
        button(c, "keypad", place, "Keys", self._keypad, icon="grip", hint=hint, key=self._key("keypad"))
        right -= pad + 12
        if (zero := call.keys().get("0")) and zero.operator:
            wide = button_width(c, "0 for a person", "corner-left-up")
            act = partial(self._acts.press, "0")
            box = Box(right - wide, y, wide, 44)
            button(c, "key.0", box, "0 for a person", act, "primary", icon="corner-left-up")
            right -= wide + 12
        return right

    def _key(self, name: str) -> str:
        return key_of(self._stage.settings, name)

    def hint(self, c: Canvas, name: str) -> str:
        """The key of a shortcut as it is drawn in its button; letters not while they go into the box."""
        key = self._key(name)
        return "" if c.look.focus == "type" and not is_function(key) else shown(key)

    def _keypad(self) -> None:
        self._stage.ask(handset.KeypadDialog(self._stage, self._line.call, self._acts.press))

    def _talking_row(self, c: Canvas, x: float, y: float, right: float, wide: bool) -> None:
        """Type, mute, and where there is no column for it, hang up."""
        line, over = self._line, self._line.call.is_over
        hang = (266.0 if over else 166.0) if not wide else -12.0
        if not over:
            self._words_and_microphone(c, x, y, right - hang - 12)
        if not wide:
            hint = self.hint(c, "hang_up")
            handset.put_hang_up(c, Box(right - hang, y, hang, 52), over, hint, line.hang_up, self._acts.done)

    def _words_and_microphone(self, c: Canvas, x: float, y: float, right: float) -> None:
        """The field, and in a spoken call the microphone's button."""
        line, typed, rests = self._line, self._stage.settings.typed, by_key(self._stage.settings)
        label, icon, name, act = self._microphone(rests)
        hint = self.hint(c, name)
        mute = button_width(c, label, icon, hint) if not typed else -12.0
        at = right - mute
        short = "Type your answer" if typed else "Type instead"
        words = f"{short}; an empty line is a silence" if line.call.untimed else short
        words = "Type, or press 0 * # on an empty line" if line.call.keys() else words
        words = words if c.measure(words, "field") < at - 12 - x - 100 else short
        field = Box(x, y, at - 12 - x, 52)
        self.field = put_field(c, "type", field, self._typed, words, self._acts.send, key=self._key("type"))
        if not typed:
            look: Kind = "outline" if not line.muted or rests else "quiet"
            key = "" if rests else self._key("mute")
            button(c, name, Box(at, y, mute, 52), label, act, look, icon=icon, hint=hint, key=key)
        if c.look.focus == "type":
            k = c.painter.scale
            pg.key.set_text_input_rect(pg.Rect(*(round(v * k) for v in self.field)))

    def _microphone(self, rests: bool) -> tuple[str, str, str, Callable[[], None]]:
        """The button of the microphone: its words, icon, name, and what it does."""
        if rests:
            return (
                "Talk" if self._line.muted else "Stop",
                "mic" if self._line.muted else "mic-off",
                "talk",
                self._acts.turn,
            )
        return "Muted" if self._line.muted else "Mute", "mic-off", "mute", self._acts.mute
