"""The first steps: what this is, how one talks, and a sound check. Shown once; to be seen again from the settings.

Rule: all of it can be skipped, and nothing is asked that cannot be changed later; but how one talks is asked, not
guessed, so that step goes on once it was chosen. The microphone is open only on the
last step, and never for somebody who types.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Literal

import pygame as pg

from simulator.screen.canvas import Box, Canvas
from simulator.screen.header import HEIGHT, lamp_strip
from simulator.screen.house import House
from simulator.screen.settings_rows import card
from simulator.screen.settings_sound import Devices
from simulator.screen.sound_card import SoundCard, SoundCheck
from simulator.screen.stage import Stage, Still
from simulator.screen.widgets import button, button_width, keycap, logo, radio

STEPS = ("What it is", "How you talk", "Sound check")
CHOOSE = "Choose one: press 1, 2 or 3."
_FOOT = 88
_WHAT = (
    (
        "desk",
        "Choose whom to ring",
        "A front desk, a voicemail box, somebody caught on a cell. Warm, busy or guarded.",
    ),
    (
        "car",
        "Talk, as on any phone",
        "They listen, warm up or lose patience. You can break in; they can hang up on you.",
    ),
    (
        "tape",
        "Read what five say of it",
        "Five authors, who disagree, judge your call, with your own words as evidence.",
    ),
)
_TALK: tuple[tuple[str, str, str, dict[str, object]], ...] = (
    ("headphones", "I speak, with a headset", "Best: you can break in by speaking.", {"headset": True, "typed": False}),
    (
        "volume-2",
        "I speak, with loudspeakers",
        "The microphone rests while they talk. You break in by a key.",
        {"headset": False, "typed": False},
    ),
    (
        "keyboard",
        "I type",
        "You hear them or read them, and type. All but pace and fillers is scored.",
        {"typed": True},
    ),
)
_CHECK = (
    "Say the sentence on the card. The bars should reach the outlined part.",
    "See whether your words come out. A word or two may be wrong; that does no harm.",
    "Hear how the other side sounds.",
)
_TYPED_CHECK = ("Hear how the other side sounds. With no loudspeaker, read the captions: everything said is shown.",)


class FirstSteps(Still):
    """Three steps. `done` is called once, at the end or where somebody skips the rest."""

    called = "First steps"
    room: Literal["desk", "line"] = "desk"

    def __init__(self, stage: Stage, house: House, sound: SoundCheck, done: Callable[[], None]) -> None:
        self.stage, self.house, self.sound, self._done = stage, house, sound, done
        self.step = 0
        self._devices = Devices(stage, house, sound)
        self._card = SoundCard(stage, sound, asks=False)
        self._listening = False
        self._seen: tuple[object, ...] = ()
        self._pane = Box(0, 0, 0, 0)

    # -- what happens --------------------------------------------------------------------------------------------------

    @property
    def moving(self) -> bool:  # type: ignore[override]
        """The level moves."""
        return self._listening

    @property
    def chosen(self) -> int:
        """Which way to talk was chosen, by its place in the list; -1: none yet."""
        now = self.stage.settings
        return 2 if now.typed else {True: 0, False: 1, None: -1}[now.headset]

    @property
    def ready(self) -> bool:
        """Whether the step leads on: how one talks must have been chosen."""
        return self.step != 1 or self.chosen >= 0

    @property
    def primary(self) -> str:  # type: ignore[override]
        """Enter goes on."""
        return "next" if self.ready else ""

    def tick(self, now: float) -> bool:
        """Listen or not, as step and setting say; see what was heard."""
        wanted = self.step == 2 and not self.stage.settings.typed
        changed = wanted != self._listening
        if changed:
            self._listening = wanted
            (self.sound.open if wanted else self.sound.close)()
        if self.step == 2:
            changed = self._devices.look(now) or changed
        seen = (self.sound.heard, self.sound.state, self.sound.failed) if wanted else ()
        changed, self._seen = changed or seen != self._seen, seen
        return changed

    def go(self, step: int) -> None:
        """To another step; beyond the last one, on to the lobby."""
        if step >= len(STEPS):
            self.skip()
            return
        self._hush()
        self.step = step
        self.stage.focus("")
        if step == 2:
            self.house.ready_sound()

    def skip(self) -> None:
        """On to the lobby."""
        self._hush()
        self._done()

    def leave(self) -> None:
        """Esc: one step back; from the first one, on to the lobby."""
        if self.step:
            self.go(self.step - 1)
        else:
            self.skip()

    def _hush(self) -> None:
        if self._listening:
            self._listening = False
            self.sound.close()

    def on_key(self, event: pg.event.Event) -> bool:
        """No key of its own."""
        return False

    # -- painting ------------------------------------------------------------------------------------------------------

    def paint(self, c: Canvas) -> None:
        """Head with the lamps of the steps, the step, and the way on."""
        logo(c, 40, 19)
        skip = button_width(c, "Skip")
        lamp_strip(c, STEPS, self.step, 162, 36, c.w - 162 - skip - 40 - 40, joined=c.w >= 900)
        button(c, "skip", Box(c.w - 40 - skip, 14, skip, 44), "Skip", self.skip, words="Skip the first steps")
        c.line(0, HEIGHT - 1.5, c.w)
        self._pane = Box(40, HEIGHT, c.w - 80, c.h - HEIGHT - _FOOT)
        with c.pane(f"step.{self.step}", self._pane, bleed=40) as painted:
            painted((self._what, self._talk, self._check)[self.step](c, self._pane.w) + 20)
        self._foot(c)

    def _foot(self, c: Canvas) -> None:
        y = c.h - _FOOT
        c.line(40, y, c.w - 80)
        if self.step:
            back = button_width(c, "Back", "arrow-left", "Esc")
            act = partial(self.go, self.step - 1)
            button(c, "back", Box(40, y + 16, back, 48), "Back", act, icon="arrow-left", hint="Esc")
        label = "Next" if self.step < len(STEPS) - 1 else "Choose your first call"
        w = button_width(c, label, hint="Enter")
        act = partial(self.go, self.step + 1)
        if not self.ready:
            c.text(CHOOSE, "body", "ink2", c.w - 40, y + 16, align="r", line=48)
            return
        button(c, "next", Box(c.w - 40 - w, y + 16, w, 48), label, act, "primary", hint="Enter")
        words = "Nothing you say leaves this computer."
        room = c.w - 80 - w - 24
        if not self.step and c.measure(words, "body") <= room:
            c.text(words, "body", "ink2", 40, y + 16, line=48)

    def _title(self, c: Canvas, w: float, title: str, text: str) -> float:
        y = 28 + c.para(title, "h1", "ink", 0, 28, w)
        return y + 4 + c.para(text, "lead", "ink2", 0, y + 4, min(w, 900)) + 28

    def _what(self, c: Canvas, w: float) -> float:
        y = self._title(
            c,
            w,
            "Practise the call before you make it",
            "A simulator for the call that nobody waits for. You ring; somebody answers who has other things to do.",
        )
        columns = 3 if w >= 760 else 1
        each = (w - 20 * (columns - 1)) / columns
        if columns == 1:
            for i, (art, title, text) in enumerate(_WHAT):
                y = self._what_row(c, i, art, title, text, y, w) + 14
            return y
        inner = each - 44
        texts = max(c.height(t, "h3", inner - 30) + c.height(text, "body", inner) for _, t, text in _WHAT)
        art_high = each * 0.48
        high = art_high + 24 + texts + 30
        for i, (art, title, text) in enumerate(_WHAT):
            x = i * (each + 20)
            c.box(x, y, each, high, 14, "surface", shadow=True)
            c.bitmap(c.painter.art(art, each, art_high, 14, "ab"), x, y)
            keycap(c, str(i + 1), x + 22, y + art_high + 26, "ink")
            at = y + art_high + 24
            at += c.para(title, "h3", "ink", x + 52, at, inner - 30) + 6
            c.para(text, "body", "ink2", x + 22, at, inner)
        return y + high

    def _what_row(self, c: Canvas, i: int, art: str, title: str, text: str, y: float, w: float) -> float:
        inner = w - 180
        high = max(96.0, 32 + c.height(title, "h3", inner) + c.height(text, "body", inner))
        c.box(0, y, w, high, 14, "surface", shadow=True)
        c.bitmap(c.painter.art(art, 140, high, 14, "ac"), 0, y)
        at = y + 14 + c.para(f"{i + 1}. {title}", "h3", "ink", 160, y + 14, inner)
        c.para(text, "body", "ink2", 160, at + 2, inner)
        return y + high

    def _talk(self, c: Canvas, w: float) -> float:
        y = self._title(c, w, "How will you talk?", "You can change this at any time, and type in any call.")
        wide = min(w, 720.0)
        for i, (icon, title, text, fields) in enumerate(_TALK):
            y = self._way(c, i, icon, title, text, i == self.chosen, partial(self.stage.change, **fields), y, wide) + 14
        return y

    def _way(
        self,
        c: Canvas,
        i: int,
        icon: str,
        title: str,
        text: str,
        on: bool,
        act: Callable[[], None],
        y: float,
        w: float,
    ) -> float:
        inner, name = w - 148 - 60, f"talk.{i}"
        high = 40 + c.height(title, "h3", inner) + c.height(text, "body", inner)
        c.box(0, y, w, high, 14, "surface", shadow=True)
        if on:
            c.box(-2.5, y - 2.5, w + 5, high + 5, 16, border="ring", stroke=3)
        elif c.look.hover == name:
            c.box(0, y, w, high, 14, "line/0.3")
        radio(c, 24, y + high / 2 - 9, on)
        c.icon(icon, 66, y + high / 2 - 14, 28, "ink2")
        at = y + 18 + c.para(title, "h3", "ink", 118, y + 18, inner)
        c.para(text, "body", "ink2", 118, at + 2, inner)
        keycap(c, str(i + 1), w - 48, y + high / 2 - 10)
        role = "chosen" if on else "radio"
        c.spot(name, Box(0, y, w, high), act, f"{title}. {text}", key=str(i + 1), role=role, radius=14)
        return y + high

    def _check(self, c: Canvas, w: float) -> float:
        typed = self.stage.settings.typed
        text = "You type, so only your ears are needed." if typed else "A few seconds, and you know that they hear you."
        y = self._title(c, w, "Can you hear them?" if typed else "Can you hear each other?", text)
        microphone, loudspeaker = (partial(self._rows, kind=kind) for kind in ("microphone", "loudspeaker"))
        if w < 900:
            y = self._card.paint(c, 0, self._told(c, w, y, typed) + 12, w) + 16
            y = y if typed else card(c, 0, y, w, "Microphone", microphone) + 16
            return card(c, 0, y, w, "Loudspeaker", loudspeaker)
        right, left = 440.0, w - 480
        low = self._told(c, left, y, typed)
        low = low if typed else card(c, 0, low + 12, left, "Microphone", microphone)
        y = self._card.paint(c, w - right, y, right) + 16
        return max(low, card(c, w - right, y, right, "Loudspeaker", loudspeaker))

    def _told(self, c: Canvas, w: float, y: float, typed: bool) -> float:
        for i, text in enumerate(_TYPED_CHECK if typed else _CHECK):
            keycap(c, str(i + 1), 0, y + 2, "ink2")
            y += c.para(text, "body", "ink", 34, y, w - 34) + 10
        return y + 4

    def _rows(self, c: Canvas, x: float, y: float, w: float, kind: str) -> float:
        return self._devices.rows(c, kind, x, y - 8, w)

    def live(self, c: Canvas, now: float) -> None:
        """The level meter."""
        if self._listening:
            self._card.live(c, self._pane)
