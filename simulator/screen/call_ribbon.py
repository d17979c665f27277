"""The card in the middle of a call: the ribbon of both voices, or the tape of a box that records. Rule: it takes the
height that is left, and in little of it keeps only what moves."""

from __future__ import annotations

import re
from collections.abc import Collection

from simulator.core.call import Call
from simulator.core.measures import QUANTITIES
from simulator.core.plain_words import says_goodbye
from simulator.core.taking import count_words
from simulator.screen.callee import name_of
from simulator.screen.canvas import Box, Canvas
from simulator.screen.open_line import OpenLine
from simulator.screen.ribbon import put_clock, tape

_HIGH = 210
_LEAST_TAPE = 320.0
_TIMED = (
    ("Finish between 20 and 30 seconds", "lead", "ink", 56),
    ("a house target: no author names a length", "small", "ink2", 84),
)
_WORDS = f"{QUANTITIES['words of a message'].band.high:.0f}"
_TYPED = (
    (f"Keep it to {_WORDS} words", "lead", "ink", 56),
    ("typed words are counted, their seconds are not", "small", "ink2", 84),
)
_THANKS = re.compile(r"\b(?:thank you|thanks)[^.!?]{0,30}[.!]?\s*$", re.IGNORECASE)
_UNTIMED = (
    ("This tape does not run out", "lead", "ink", 56),
    ("it stands still while you think", "small", "ink2", 84),
)


def put_ribbon_card(c: Canvas, line: OpenLine, box: Box, taped: bool, typed: bool) -> Box:
    """The card with what stands still on it; where it is, or a box without height where there is no room for it."""
    if box.h < 48:
        return Box(0, 0, 0, 0)
    c.box(*box, 14, "surface", shadow=True)
    if taped:
        if box.h >= _HIGH:
            hint, *rest = _UNTIMED if line.call.untimed else _TYPED if typed else _TIMED
            if signed_off(line.call):
                hint = (finishing(set(line.call.keys())), *hint[1:])
            for words, how, tint, y in (hint, *rest):
                c.text(words, how, tint, box.right - 32, box.y + y, align="r")
        top = box.y + (28 if box.h >= _HIGH else (box.h - 24) / 2)
        c.text(_own_number(c, line, box), "row", "ink", box.right - 32, top, align="r", line=24)
        return box
    c.icon("mic", box.x + 24, box.y + 15, 16, "you")
    c.text("You", "lamp_on", "you", box.x + 48, box.y + 14)
    if box.h >= 72:
        name = name_of(line.call)
        fits = (part for part in (name, name.split()[0]) if c.measure(part, "lamp_on") < 60 and "’" not in part)
        name = next((part for part in fits if "'" not in part), "They")
        c.icon("headphones", box.x + 24, box.bottom - 31, 16, "them")
        c.text(name, "lamp_on", "them", box.x + 48, box.bottom - 32)
    return box


def _own_number(c: Canvas, line: OpenLine, box: Box) -> str:
    """The number that may be left on the tape, in view while it runs; beside a low, short tape only its digits."""
    number = line.call.scenario.you.phone
    told = f"Your number {number}" if number else ""
    short = box.h < _HIGH and box.w - 192 - c.measure(told, "row") < _LEAST_TAPE
    return number if short else told


def _on_tape(call: Call) -> list[str]:
    """What the tape that runs now holds, in the words that were understood."""
    since = call.state.recording_since
    kept = (t for t in call.state.turns if t.who == "trainee" and t.message)
    return [t.text for t in kept if since is not None and t.start >= since]


def signed_off(call: Call) -> bool:
    """Whether the message on the tape ends as messages do: with a goodbye, or with thanks."""
    said = _on_tape(call)
    return bool(said) and (says_goodbye(said[-1]) or _THANKS.search(said[-1]) is not None)


def finishing(keys: Collection[str]) -> str:
    """How a message is brought to its end, by the keys that lead somewhere."""
    return "Press # to finish" if "#" in keys else "Hang up to finish"


def live_tape(c: Canvas, box: Box, line: OpenLine, since: int, now: int, writing: str | None) -> None:
    """Seconds recorded and the tape; both times in ms since the call began. Where its seconds count for nothing, in a
    typed or untimed call, it shows no target. `writing`: what stands in the field of a typed call, whose words are
    counted instead; None in a spoken one."""
    high, typed = box.h >= _HIGH, writing is not None
    seconds, unit = f"{max(0, now - since) / 1000:.1f}", "seconds"
    if writing is not None:
        seconds, unit = f"{sum(map(count_words, (*_on_tape(line.call), writing)))}", f"of {_WORDS} words"
    if high:
        put_clock(c, seconds, "clock", 36, box.x + 32 + 36 * len(seconds), box.y + 22, 68)
        c.text(unit, "seconds", "ink2", box.x + 40 + 36 * len(seconds), box.y + 56)
    else:
        put_clock(c, seconds, "timer", 25.5, box.x + 24 + 25.5 * len(seconds), box.y + (box.h - 48) / 2, 48)
        if typed:
            c.text("words", "small", "ink2", box.x + 30 + 25.5 * len(seconds), box.y + box.h / 2 - 6, line=24)
    left, own = (32, "") if high else (160, _own_number(c, line, box))
    right = 32 + (c.measure(own, "row") + 20 if own else 0)
    place = Box(box.x + left, box.y + (112 if high else 6), box.w - left - right, box.h - (124 if high else 8))
    tape(c, place, line.levels.you, since, now, not (typed or line.call.untimed))
