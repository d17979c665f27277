"""Totals over time, and moves over the last calls. Rule: a call is told by the shape of its mark and its place; colour
only repeats it. Nothing is computed here but where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from simulator.core.progress import AVERAGED, Attempt, Tally, average
from simulator.core.promises import spoken_time
from simulator.screen.canvas import Box, Canvas
from simulator.screen.marks import put_mark

MOST = 40
"""Calls in the picture, the last ones: more would lie on one another."""
KINDS = (("receptionist", "Front desk"), ("voicemail", "Voicemail"), ("cell", "Cell"))
CELL, CELLS = 13.0, 10
_MARKS = {
    "receptionist": '<circle cx="{x}" cy="{y}" r="6" fill="var(--ink)"/>',
    "voicemail": '<rect x="{l}" y="{t}" width="12" height="12" rx="2" fill="var(--them_fill)"/>',
    "cell": '<path d="M{x} {t}l7 12h-14z" fill="var(--surface)" stroke="var(--ink)" stroke-width="2.2"/>',
    "": '<circle cx="{x}" cy="{y}" r="5" fill="var(--surface)" stroke="var(--ink2)" stroke-width="2"/>',
}


def day(when: date) -> str:
    """A day as it is read: `Wed 25 Nov`."""
    return spoken_time(datetime.combine(when, time()))


def _mark(kind: str, x: float, y: float) -> str:
    return _MARKS.get(kind, _MARKS[""]).format(x=round(x, 1), y=round(y, 1), l=round(x - 6, 1), t=round(y - 6, 1))


def _svg(inner: str, w: float, h: float) -> str:
    """A drawing of whole logical px."""
    size = f'width="{round(w)}" height="{round(h)}" viewBox="0 0 {round(w)} {round(h)}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{inner}</svg>'


def _draw(c: Canvas, inner: str, x: float, y: float, w: float, h: float) -> None:
    svg = _svg(inner, w, h)
    c.bitmap(c.painter.drawing(svg, svg, round(w), round(h)), x, y)


def put_chart(c: Canvas, calls: Sequence[tuple[Attempt, int]], author: str, x: float, y: float, w: float) -> float:
    """The totals of the last calls on their card, and their running average; how high it became."""
    calls = calls[-MOST:]
    with c.aside():
        key = _key(c, calls, author, x + 24, y + 16, w - 48)
    plot = Box(x + 58, y + 16 + key + 20, w - 58 - 36, 150)
    high = plot.bottom + 40 - y
    c.box(x, y, w, high, 14, "surface", shadow=True)
    _key(c, calls, author, x + 24, y + 16, w - 48)
    for value in (0, 50, 100):
        at = plot.bottom - plot.h * value / 100
        c.line(plot.x, at, plot.w)
        c.text(str(value), "mono", "ink2", plot.x - 12, at - 10, align="r")
    xs = [plot.w * (i + 0.5) / len(calls) for i in range(len(calls))]
    ys = [plot.h * (1 - total / 100) for _, total in calls]
    line = [plot.h * (1 - mean / 100) for mean in average([total for _, total in calls])]
    points = " ".join(f"{at + 10:.1f},{up + 10:.1f}" for at, up in zip(xs, line, strict=True))
    way = f'<polyline points="{points}" fill="none" stroke="var(--ring)" stroke-width="4" stroke-linejoin="round"/>'
    dots = "".join(_mark(a.situation, at + 10, up + 10) for (a, _), at, up in zip(calls, xs, ys, strict=True))
    _draw(c, way + dots, plot.x - 10, plot.y - 10, plot.w + 20, plot.h + 20)
    last = calls[-1][1]
    top = ys[-1] - 32 if ys[-1] > 24 else ys[-1] + 8
    c.text(str(last), "h3", "ink", min(plot.x + xs[-1], plot.right - 8), plot.y + top, align="c")
    first, end = day(calls[0][0].started.date()), day(calls[-1][0].started.date())
    wide = c.text(first, "small", "ink2", plot.x, plot.bottom + 10)
    if end != first and wide + c.measure(end, "small") + 20 < plot.w:
        c.text(end, "small", "ink2", plot.right, plot.bottom + 10, align="r")
    return high


def _key(c: Canvas, calls: Sequence[tuple[Attempt, int]], author: str, x: float, y: float, w: float) -> float:
    """What the marks mean, wrapped to the room; how high it became."""
    here = {attempt.situation for attempt, _ in calls}
    parts = [(kind, name) for kind, name in KINDS if kind in here]
    parts += [("", "Other")] if here - {kind for kind, _ in KINDS} else []
    if len(calls) > 1:
        parts.append(("line", f"average of {AVERAGED}"))
    at, top = x, y
    for kind, name in parts:
        wide = c.measure(name, "body") + 30
        if at + wide > x + w and at > x:
            at, top = x, top + 26
        drawn = '<path d="M1 10h18" stroke="var(--ring)" stroke-width="4"/>' if kind == "line" else _mark(kind, 10, 10)
        _draw(c, drawn, at, top + 1, 20, 20)
        c.text(name, "body", "ink", at + 28, top)
        at += wide + 18
    told = f"{len(calls)} call{'s' * (len(calls) != 1)}, by the rules of {author}"
    if at + c.measure(told, "small") <= x + w:
        c.text(told, "small", "ink2", x + w, top + 2, align="r")
        return top + 22 - y
    return top + 26 - y + c.para(told, "small", "ink2", x, top + 26, w)


def put_tallies(c: Canvas, found: Sequence[Tally], x: float, y: float, w: float) -> float:
    """The rules of an author over the last calls, what goes worst first; how high it became."""
    do = [t for t in found if not t.name.avoid]
    columns = 2 if w >= 640 else 1
    wide = (w - 36 * (columns - 1)) / columns
    per = -(-len(do) // columns)
    low = y
    for column in range(columns):
        at = y
        for tally in do[column * per : (column + 1) * per]:
            at += _tally(c, tally, x + column * (wide + 36), at, wide)
        low = max(low, at)
    broken = [t for t in found if t.name.avoid]
    if broken:
        low += 14
        low += c.para("Still to leave out", "row", "ink", x, low, w) + 4
        for tally in broken:
            low += _broken(c, tally, x, low, w)
    return low - y


def _tally(c: Canvas, tally: Tally, x: float, y: float, w: float) -> float:
    cells = CELLS * CELL + 58
    room = w - cells - 12
    high = max(34.0, c.height(tally.name.title, "body", room) + 12)
    c.para(tally.name.title, "body", "ink", x, y + (high - c.height(tally.name.title, "body", room)) / 2, room)
    at = x + w - cells + (CELLS - len(tally.calls)) * CELL
    for i, well in enumerate(tally.calls):
        mark = ("done", "") if well else ("", "line_strong")
        c.box(at + i * CELL, y + high / 2 - 7, 9, 14, 3, mark[0], border=mark[1], stroke=1.5)
    c.text(f"{tally.done}/{tally.of}", "mono", "ink2", x + w, y + high / 2 - 10, align="r")
    return high


def _broken(c: Canvas, tally: Tally, x: float, y: float, w: float) -> float:
    times = tally.of - tally.done
    told = f"{tally.name.title}: in {times} of the last {tally.of} calls" if tally.of > 1 else tally.name.title
    put_mark(c, "broken", x, y + 5, 20)
    return max(32.0, c.para(told, "body", "ink", x + 32, y + 4, w - 32) + 10)
