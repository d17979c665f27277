"""Who has the floor: one pill that says so, and how to take it. Rule: it is told in words, never by colour alone."""

from __future__ import annotations

from collections.abc import Callable

from simulator.core.state import Phase
from simulator.screen.canvas import Box, Canvas
from simulator.screen.keys import is_function, key_of, shown
from simulator.screen.open_line import SOUNDS, OpenLine, speaker
from simulator.screen.push_to_talk import by_key, how
from simulator.screen.stage import Settings
from simulator.screen.widgets import button, button_width, pill

BARS = 12


def put_floor(
    c: Canvas,
    line: OpenLine,
    settings: Settings,
    x: float,
    y: float,
    right: float,
    act: Callable[[], None],
    told: str = "",
) -> Box:
    """The pill at x, y, and while the other side speaks, how to break in (`act`). Where the trainee's level goes while
    it is listened to; a box without width while it is not, and in a typed call. `told`: stands there instead."""
    label, icon, look = _state(c, line, settings)
    if told:  # in little room what to do instead is enough
        fits = c.measure(told, "row") + _ROUND < right - x
        label, icon, look = told if fits else told.rsplit(": ", 1)[-1].capitalize(), "keyboard", _TOLD
    wide = pill(c, x, y, label, icon, fill=look[0], ink=look[1], border=look[2])
    if speaker(line) and not line.call.is_over:
        _put_break_in(c, settings, x + wide + 12, y, right, act)
    meter = Box(x + wide + 16, y + 12, BARS * 7, 16)
    return meter if icon == "mic" and meter.right < right and not settings.typed else Box(0, 0, 0, 0)


def put_level(c: Canvas, box: Box, level: float) -> None:
    """How loud the trainee is now, in small bars: the sign that one is heard."""
    loud = round(max(0.0, min(1.0, level)) * BARS)
    for i in range(BARS if box.w else 0):
        c.box(box.x + i * 7, box.y, 4, box.h, 2, "you_fill" if i < loud else "line")


_QUIET = ("", "ink2", "line_strong")
_MINE = ("amber", "on_amber", "")
_TOLD = ("", "ink", "amber")
_ROUND = 72.0


def _state(c: Canvas, line: OpenLine, settings: Settings) -> tuple[str, str, tuple[str, str, str]]:
    """Words, icon, and the fill, ink and border of the pill."""
    call, typed = line.call, settings.typed
    if call.is_over:
        return "The call is over", "phone-off", _QUIET
    if who := speaker(line):
        return f"{_short(c, who)} is speaking", "audio-lines", ("them_fill/0.22", "them", "")
    if line.muted:
        return how(settings) if by_key(settings) else "Muted: they hear nothing", "mic-off", _QUIET
    slow = ", no hurry" if call.untimed else ""
    if call.state.recording_since is not None:
        words, icon = ("Recording you", "mic") if line.listening else ("Type your message", "keyboard")
        return words + slow, icon, _MINE
    if call.phase is Phase.MENU and typed:
        return "Press a key" + slow, "grip", _MINE
    if call.phase in (Phase.TALKING, Phase.MENU):
        words, icon = ("Listening", "mic") if line.listening else ("Type your answer", "keyboard")
        return words + slow, icon, _MINE
    words = SOUNDS.get(call.phase, "One moment").strip("[].").capitalize()
    return words, "phone-call" if call.phase is Phase.RINGING else "phone", _QUIET


def _put_break_in(c: Canvas, settings: Settings, x: float, y: float, right: float, act: Callable[[], None]) -> None:
    """By voice with a headset, by a key with loudspeakers; the key works in any case."""
    key = key_of(settings, "break_in")
    hint = "" if c.look.focus == "type" and not is_function(key) else shown(key)
    wide = button_width(c, "Break in", "mic", hint)
    if right - wide <= x:
        return
    box = Box(right - wide, y - 2, wide, 44)
    button(c, "break_in", box, "Break in", act, icon="mic", hint=hint, key=key)
    words = "or just speak" if settings.headset else "Listening starts when they stop"
    if not settings.typed and box.x - 16 - x > c.measure(words, "small"):
        c.text(words, "small", "ink2", box.x - 16, y, align="r", line=40)


def _short(c: Canvas, name: str) -> str:
    """A name that fits a pill."""
    return name if c.measure(name, "row") < 220 else name.split()[0]
