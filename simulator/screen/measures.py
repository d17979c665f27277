"""How the trainee spoke: a strip of the most telling measures, and a card with all of them beside their bands.

Rule: whether a value lies in its band is told by a mark and a word, and every band says whose it is. What was not
measured is said with its reason, each reason once.
"""

from __future__ import annotations

from collections.abc import Sequence

from simulator.core.measures import Fit, Measured, amount, band_of, plain
from simulator.core.scorecard import Verdict
from simulator.screen.canvas import Canvas
from simulator.screen.marks import put_mark
from simulator.screen.widgets import on_card
from simulator.screen.wrapping import Run

MARKS: dict[Fit, Verdict] = {"within": "met", "below": "missed", "above": "missed", "": "unclear"}
WORDS: dict[Fit, str] = {"within": "within", "below": "below", "above": "above", "": "too short to judge"}
SHORT = {
    "length of a message": "your message",
    "pace of the call-back number": "digits a second, your number",
    "groups of the call-back number": "groups in your number",
    "times the call-back number was said": "times you said your number",
    "delay before answering": "before you answer",
    "talk share": "of the talk was yours",
    "fillers": "fillers in a hundred words",
}
FIRST = ("length of a message", "words a minute", "talk share", "delay before answering", "longest pause", "fillers")
"""What the strip shows first; others follow in their own order."""
_UNITS = {"seconds": " s", "percent": " %", "semitones": " st", "dB": " dB"}
_LEAST_COLUMN = 165.0
_MOST = 6
_PAD = 16.0


def put_strip(c: Canvas, measures: Sequence[Measured], x: float, y: float, w: float) -> float:
    """The most telling measures side by side; how high that became, 0 where nothing was measured."""
    taken = {m.what: m for m in measures if m.value is not None}
    shown = [taken[what] for what in dict.fromkeys((*FIRST, *taken)) if what in taken]
    if not shown:
        return 0.0
    columns = max(1, min(_MOST, int(w // _LEAST_COLUMN), len(shown)))
    wide = w / columns
    high = max(_figure(c, m, x + n * wide, y, wide - 16) for n, m in enumerate(shown[:columns]))
    c.line(x, y + high + 10, w)
    return high + 24


def why_none(measures: Sequence[Measured]) -> str:
    """Why nothing was measured, in a sentence; "" where something was, or nothing could have been."""
    if not measures or any(m.value is not None for m in measures):
        return ""
    return f"Your speech was not measured. {measures[0].why}"


def _figure(c: Canvas, m: Measured, x: float, y: float, w: float) -> float:
    put_mark(c, MARKS[m.verdict], x, y + 3, 18)
    number = plain(m.value or 0.0) + _UNITS.get(m.unit, "")
    at = y + c.para(number, "h3", "ink", x + 26, y, w - 26)
    at += c.para(SHORT.get(m.what, m.what), "small", "ink2", x, at, w)
    return at + c.para(_fits(m), "small", "ink2", x, at, w) - y


def _fits(m: Measured) -> str:
    return f"{WORDS[m.verdict]}: {band_of(m.low, m.high)}" if m.verdict else WORDS[""]


def put_measures(c: Canvas, measures: Sequence[Measured], x: float, y: float, w: float) -> float:
    """All measures with their bands on a card; where it ends."""
    if not measures:
        return y
    return y + on_card(c, lambda: _rows(c, measures, x, y, w), x, y, w)


def _rows(c: Canvas, measures: Sequence[Measured], x: float, y: float, w: float) -> float:
    left, room, at = x + _PAD, w - 2 * _PAD, y + 14
    at += c.para("How you spoke", "h3", "ink", left, at, room) + 2
    for m in measures:
        if m.value is not None:
            at += _row(c, m, left, at, room)
    reasons: dict[str, list[str]] = {}
    for m in measures:
        if m.value is None:
            reasons.setdefault(m.why, []).append(m.what)
    for why, whats in reasons.items():
        runs = [Run("Not measured: ", "label", "ink2"), Run(f"{', '.join(whats)}. {why}", "small", "ink2")]
        at += c.flow(runs, left, at + 8, room) + 8
    return at - y + 14


def _row(c: Canvas, m: Measured, x: float, y: float, w: float) -> float:
    put_mark(c, MARKS[m.verdict], x, y + 10, 18)
    left, room, at = x + 28, w - 28, y + 9
    runs = [Run(f"{m.what[:1].upper()}{m.what[1:]}  ", "row", "ink"), Run(_value(m), "label", "ink2")]
    at += c.flow(runs, left, at, room) + 5
    _tape(c, m, left, at, room)
    at += 14
    said = WORDS[m.verdict] if m.verdict else WORDS[""]
    at += c.para(f"{said}: {band_of(m.low, m.high)}, {m.source}", "small", "ink2", left, at, room)
    if m.note:
        at += c.para(m.note, "small", "ink3", left, at, room)
    return at - y + 3


def _value(m: Measured) -> str:
    return plain(m.value or 0.0) if m.what == m.unit else amount(m)


def _tape(c: Canvas, m: Measured, x: float, y: float, w: float) -> None:
    """The band as a zone on a tape, the value as a knob."""
    if w < 60:
        return
    value = m.value or 0.0
    least = min(0.0, value * 1.2, m.low if m.low is not None else 0.0)
    most = max(1.6 * (m.high if m.high is not None else 2 * (m.low or 1.0)), value * 1.05, 1.0)
    low, high = m.low if m.low is not None else least, m.high if m.high is not None else most

    def place(v: float) -> float:
        return x + 5 + (w - 10) * (v - least) / (most - least)

    c.box(x, y, w, 8, 4, "sunken")
    begin = place(low) - (5 if low == least else 0)
    end = place(high) + (5 if high == most else 0)
    c.box(begin, y, max(8.0, end - begin), 8, 4, "done/0.35")
    c.disc(place(value), y + 4, 12, "ink", border="surface", stroke=1.5)
