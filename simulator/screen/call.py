"""The call: lamps, who is on the line, the ribbon or the tape, the caption, whose turn it is, typing, keys, hanging up.

Rule: the screen reads the call and asks the line; it never changes either. Caption and controls always fit; the ribbon
gives up its height first, then the scene.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Literal

import pygame as pg

from simulator.core.state import Phase
from simulator.core.turns import ENDINGS, Caption
from simulator.screen import handset
from simulator.screen.call_controls import Acts, Controls
from simulator.screen.call_ribbon import live_tape, put_ribbon_card
from simulator.screen.callee import ART, is_box, put_box, put_callee, put_reels, put_scene
from simulator.screen.canvas import Box, Canvas
from simulator.screen.caption import low, put_caption, put_ending, size_of
from simulator.screen.dialogs import Answer, Question
from simulator.screen.field import Line, command, commanded
from simulator.screen.floor import put_level
from simulator.screen.header import lamp_strip
from simulator.screen.keys import key_of, name_of
from simulator.screen.open_line import LAMPS, SOUNDS, OpenLine, lamps, speaker
from simulator.screen.push_to_talk import PushToTalk
from simulator.screen.ribbon import clock, put_clock, running
from simulator.screen.said_so_far import SaidSoFar
from simulator.screen.stage import Stage
from simulator.screen.theme import style
from simulator.screen.tip_card import LEAST, LINE, TipDialog, put_tip_card, put_tip_line
from simulator.screen.typed_line import put_typed, too_early
from simulator.screen.widgets import icon_button, logo, notice, pulse

CLICK = "[click]"
SOUND_S = 1.5
"""How long a short sound of the line is captioned, in seconds, unless somebody speaks."""
SETTLE_S = 1.5
"""How long Enter does nothing once they have ended the call."""


class CallScreen:
    """A call on the line. `done` is called once the trainee goes on to the scorecard; `taken_up`: it is a second try,
    so what was said before is shown."""

    called = "On the line"
    room: Literal["desk", "line"] = "line"
    moving = True
    wants_key = False

    def __init__(self, stage: Stage, line: OpenLine, done: Callable[[], None], taken_up: bool = False) -> None:
        self.stage, self.line, self._done = stage, line, done
        self.typed = Line()
        self._talk = PushToTalk(stage, line)
        acts = Acts(self._press, self._turn, self._mute, self._break_in, self._send, done)
        self._controls = Controls(stage, line, self.typed, acts)
        self._passed: list[str] = []
        self._said = SaidSoFar(stage, line.call, taken_up, self._write)
        self._last: Caption | None = self._said.last
        self._lit, self._lit_until, self._now = "", 0.0, 0.0
        self._sound, self._sound_until = "", 0.0  # what was heard on the line last, and how long it is captioned
        self._seen: tuple[object, ...] = ()
        self._was = line.call.phase
        self._ribbon = self._caption = self._clock = Box(0, 0, 0, 0)
        self._lines = 2
        self._reels: Box | None = None
        self._lamp = (-1.0, 0.0)
        self._closed: set[str] = set()
        self._asked = False
        self._over: tuple[float, int] | None = None  # when the call ended: the window's time, and the call's

    @property
    def primary(self) -> str:
        """Enter goes on to the scorecard; not at once where they ended the call, for that Enter was meant to answer."""
        state, over = self.line.call.state, self._over
        wait = SETTLE_S if state.ended != "hung_up" else 0.0
        return "scorecard" if over is not None and self._now - over[0] >= wait else ""

    @property
    def _time(self) -> int:
        """What the clocks show, in ms: they stop when the call does."""
        return self._over[1] if self._over else self.line.now

    # -- what happens --------------------------------------------------------------------------------------------------

    def tick(self, now: float) -> bool:
        """One step of the line; whether what stands still has changed."""
        self._now = now
        asked, self._asked = self._asked, self.stage.asking
        if asked and not self._asked:
            self._to_field()
        self.line.typing = self._asked or bool(self.typed.text or self.typed.unfinished)
        if self._controls.told:
            self._controls.told = too_early(self.line.call) if self.typed.text else ""
        self.line.tips = self.stage.settings.tips
        self._talk.look()
        self._said.to_end()
        self.line.step()
        if self._over is None and self.line.call.is_over:
            self._over = (now, self.line.now)
        if self._lit and now > self._lit_until:
            self._lit = ""
        line, call = self.line, self.line.call
        self._listen_to(call.phase)
        label = LAMPS[call.phase]
        if not self._passed or self._passed[-1] != label:
            self._passed = [*(p for p in self._passed if p != label), label]
        said = line.caption()
        self._last = said or self._last
        seen = (
            call.phase,
            call.person,
            call.mood,
            call.heard_last(),
            line.listening,
            line.muted,
            line.notice,
            line.scene,
            line.tip,
            speaker(line),
            self._lit,
            self._controls.told,
            tuple(call.keys()),
            len(call.state.turns),
        )
        changed, self._seen = seen != self._seen, seen
        return changed

    def _press(self, key: str) -> None:
        if self.line.call.is_over:
            return
        self._lit, self._lit_until = key, self._now + handset.DOWN_S
        self._sound, self._sound_until = f"[key {key}]", self._now + SOUND_S
        self.line.press(key)
        self._to_field()

    def _listen_to(self, phase: Phase) -> None:
        """A beep of half a second and the click of a line that opens stay captioned long enough to be read."""
        was, self._was = self._was, phase
        if phase is Phase.BEEP:
            self._sound, self._sound_until = SOUNDS[phase], self._now + SOUND_S
        elif was in (Phase.RINGING, Phase.DIALLING) and phase not in (Phase.RINGING, Phase.DIALLING, Phase.BUSY):
            self._sound, self._sound_until = CLICK, self._now + SOUND_S

    def _to_field(self) -> None:
        """In a typed call the caret goes back into the box after whatever was done, but not under a dialog."""
        if self.stage.settings.typed and not self.stage.asking and not self.line.call.is_over:
            self.stage.focus("type")

    def _write(self, letter: str) -> None:
        """A letter that was typed over the call goes into its box."""
        if self.stage.settings.typed:
            self.typed.type(letter)

    def _mute(self) -> None:
        self.line.mute(not self.line.muted)
        self._to_field()

    def _turn(self) -> None:
        self._talk.turn()
        self._to_field()

    def _caption_switch(self) -> None:
        self.stage.change(captions=not self.stage.settings.captions)
        self._to_field()

    def _break_in(self) -> None:
        self.line.break_in()
        self._to_field()

    def _send(self) -> None:
        if self.line.call.is_over:
            return
        self._controls.told = too_early(self.line.call) if self.typed.text.strip() else ""
        if self._controls.told:
            return
        if text := self.typed.take():
            self.line.say(text)
        elif self.line.call.untimed:  # no silence comes by itself there; who wants one sends an empty line
            self.line.be_silent()

    def leave(self) -> None:
        """Esc: ask before hanging up; after the call, on to the scorecard."""
        if self.line.call.is_over:
            self._done()
            return
        self.stage.ask(
            Question(
                self.stage,
                "Hang up?",
                "The call ends here and is judged as it stands.",
                [
                    Answer("Stay on the line", lambda: None, "primary"),
                    Answer("Hang up", self.line.hang_up, "hang_up", "phone-off"),
                ],
                on_leave=lambda: None,
            )
        )

    def on_release(self, key: int) -> None:
        """The key that opens the microphone may be up."""
        self._talk.release(key)

    def on_key(self, event: pg.event.Event) -> bool:
        """Keys of the telephone, the one that opens the microphone, and H, which asks; while typing, the field's."""
        name = name_of(event)
        if self._talk.press(event.key, name):
            return True
        if self.stage.focused() == "type":
            if event.key in (pg.K_RETURN, pg.K_KP_ENTER):
                self._send()
                return True
            held = commanded(event.mod)
            if held and command(self.typed, event.key):
                return True
            return self.typed.press(event.key, bool(event.mod & pg.KMOD_SHIFT), held or bool(event.mod & pg.KMOD_ALT))
        if event.unicode and event.unicode in handset.DIALS:
            self._press(event.unicode)
        elif name and name == key_of(self.stage.settings, "hang_up") and not self.line.call.is_over:
            self.leave()
        else:
            return False
        return True

    def on_text(self, event: pg.event.Event) -> bool:
        """Typed text, also the unfinished word of an input method. On an empty line a digit is a key, where keys are
        on offer."""
        empty = not (self.typed.text or self.typed.unfinished)
        if event.type == pg.TEXTEDITING:
            self.typed.unfinished = event.text
        elif empty and event.text and event.text in handset.DIALS and self.line.call.keys():
            self._press(event.text)
        else:
            self.typed.type(event.text)
        return True

    # -- layout --------------------------------------------------------------------------------------------------------

    def paint(self, c: Canvas) -> None:
        """From the lamps down; the right column falls away where it is narrow or low."""
        self._head(c)
        top = 92.0
        if self.line.notice and self.line.notice not in self._closed:
            close = partial(self._closed.add, self.line.notice)
            top += notice(c, self.line.notice, 40, top - 8, c.w - 80, close) + 12
        wide = c.w >= 940 and not low(c)
        top = self._scene(c, top, wide) + (0 if low(c) else 12)
        right = 304.0 if wide else 0.0
        tips = self.stage.settings.tips and not self.line.call.is_over
        room = c.h - 56 - self._under_keys(c, top) if wide else 0.0
        self._column_left(c, 40, top, c.w - 80 - (right + 40 if wide else 0), wide, tips and room < LEAST)
        if wide:
            end = self._column(c, c.w - 40 - right, top, right)
            if tips and room >= LEAST:
                place = Box(c.w - 40 - right, end + 26, right, room)
                put_tip_card(c, self.line, self.stage.settings, place, self._tell_more)

    def _head(self, c: Canvas) -> None:
        y = 36 if low(c) else 49
        logo(c, 40, y - 17)
        self._lamps(c, y)
        now = self.stage.settings.captions
        words = f"Captions {'on' if now else 'off'}"
        left = c.w - 76
        if c.w >= 1000:
            left = c.w - 84 - c.measure(words, "body") - 28
            c.spot("captions", Box(left - 8, y - 22, c.w - left - 72, 44), self._caption_switch, words)
            c.icon("captions", left, y - 10, 20, "ink2")
            c.text(words, "body", "ink2", left + 28, y - 11)
        self._said.put_switch(c, left - 12, y - 22)
        icon_button(c, "settings", c.w - 72, y - 22, "settings", "Settings", self.stage.open_settings)

    def _lamps(self, c: Canvas, y: float) -> None:
        passed = self._passed or ["Dialling"]
        labels = lamps(self.line.call.scenario.situation, passed)
        x, right = 150.0, 320.0 if c.w >= 1200 else 290.0 if c.w >= 1000 else 138.0
        side = max(x, right)
        room = c.w - 2 * side if c.w >= 1000 else c.w - x - right
        lit = lamp_strip(c, labels, labels.index(passed[-1]), side if c.w >= 1000 else x, y, room, joined=True)
        self._lamp = (lit, y)

    def _scene(self, c: Canvas, top: float, wide: bool) -> float:
        scene = self.line.scene
        on_cell = self.line.call.facts.on == "cell" and self.line.call.phase is Phase.TALKING
        high = min(204.0, c.h - top - (548 if wide else 430))
        with_card = c.h - top - 614
        if wide and self.stage.settings.tips and with_card >= 72:  # a lower picture leaves room for a tip in full
            high = min(high, with_card)
        if wide and self.stage.settings.typed:  # and for what was said so far
            high = min(high, c.h - top - 636)
        if not scene or not on_cell or scene not in ART or high < 72:
            return top
        put_scene(c, scene, Box(40, top, c.w - 80, high))
        return top + high + 8

    def _tell_more(self) -> None:
        if self.line.tip is not None:
            self.stage.ask(TipDialog(self.stage, self.line.tip))

    def _under_keys(self, c: Canvas, top: float) -> float:
        """Where a card below the keys and the hang-up would begin."""
        with c.aside():
            return self._column(c, c.w - 344, top, 304) + 26

    def _column(self, c: Canvas, x: float, y: float, w: float) -> float:
        """Keys, what they do, hanging up; where they end."""
        call = self.line.call
        said = handset.means(call)
        text_h = 0.0
        if said:
            with c.aside():
                text_h = handset.put_meanings(c, said, x, y, w) + 12
        bottom = min(y + 342 + text_h, c.h - 28)
        keys = Box(x, y, w, min(270.0, bottom - y - text_h - 74))
        handset.put_keypad(c, keys, call.keys(), self._lit, self._press)
        handset.put_meanings(c, said, x, keys.bottom + 12, w)
        place = Box(x, keys.bottom + 14 + text_h, w, 58)
        handset.put_hang_up(c, place, call.is_over, self._controls.hint(c, "hang_up"), self.line.hang_up, self._done)
        return place.bottom

    def _column_left(self, c: Canvas, x: float, y: float, w: float, wide: bool, tip: bool) -> None:
        """Callee, ribbon, caption, whose turn it is, field: from both ends; what is between is the ribbon's."""
        call, flat = self.line.call, low(c)
        box = is_box(call) and not flat
        taped = call.state.recording_since is not None
        head_h = 112.0 if box else 60.0 if flat else 72.0
        self._clock = Box(0, 0, 0, 0)
        if box:
            reels = put_box(c, call, Box(x, y, w - (0 if taped else 130), head_h))
            self._reels = Box(x, y, 256, 112) if reels else None
        else:
            self._reels = None
            put_callee(c, call, Box(x, y, w, head_h), 120)
        if not taped or not box:
            self._clock = Box(x + w - 130, y + (12 if not flat else 6), 130, 48)
        bottom = self._controls.put(c, x, w, wide)
        if tip:
            bottom -= LINE
            put_tip_line(c, self.line, x, bottom, w, self._tell_more)
        on = self.stage.settings.captions
        size = style(size_of(c)).line
        self._lines = (3 if w < 640 else 2) if on else 0
        high = 22 + size * self._lines if on else 0.0
        top = y + head_h + (24 if not flat else 8)
        if bottom - high - 20 - top < 44 and self._lines > 2:
            self._lines, high = 2, 22 + size * 2
        self._caption = Box(x, bottom - high - (20 if not flat else 6), w, high)
        card = Box(x, top, w, self._caption.y - top - (28 if not flat else 10))
        self._ribbon = put_ribbon_card(c, self.line, self._said.put(c, card), taped, self.stage.settings.typed)

    # -- what moves ----------------------------------------------------------------------------------------------------

    def live(self, c: Canvas, now: float) -> None:
        """Ribbon or tape, clock, caption, caret, reels."""
        line, call = self.line, self.line.call
        still, since = c.look.still, call.state.recording_since
        if self._ribbon.h and since is not None:
            writing = self.typed.text if self.stage.settings.typed else None
            live_tape(c, self._ribbon, line, since, self._time, writing)
        elif self._ribbon.h:
            running(c, self._ribbon, line.levels, self._time, still)
        if self._reels:
            put_reels(c, self._reels.x, self._reels.y, now, still or call.is_over)
        if self._clock.h:
            put_clock(c, clock(self._time), "timer", 25.5, self._clock.right, self._clock.y, 48)
        if self._lines:
            self._live_caption(c)
        put_level(c, self._controls.meter, line.level)
        if call.phase in (Phase.DIALLING, Phase.RINGING) and self._lamp[0] >= 0 and not still:
            pulse(c, *self._lamp, now)
        if self.stage.focused() == "type" and (still or int(now * 2) % 2 == 0):
            c.box(*self._controls.field, 1, "amber")

    def _live_caption(self, c: Canvas) -> None:
        said = self.line.caption()
        phase, ended = self.line.call.phase, self.line.call.state.ended
        if ended:
            click = f"{CLICK} " if ended not in ("no_answer", "busy", "not_dialled") else ""
            words = f"{click}{ENDINGS.get(ended, 'The call is over.')}"
            put_ending(c, words, self._last, self._caption, size_of(c))
            put_typed(c, self.line.call, self._last, self._caption)
            return
        if phase in SOUNDS and not speaker(self.line):
            said = Caption("", SOUNDS[phase], 0, 0)
        elif self._now < self._sound_until and not speaker(self.line):
            said = Caption("", self._sound, 0, 0)
        elif said is None and self._last is not None:
            said = Caption(self._last.who, self._last.text, len(self._last.text), len(self._last.text))
        if said is not None:
            put_caption(c, said, self._caption, self._lines, size_of(c))
            put_typed(c, self.line.call, said, self._caption)
