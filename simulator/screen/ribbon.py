"""The ribbon: one drawing of a conversation, the trainee above the line, the other party below.

Rule: position carries the meaning, colour only repeats it. Levels come as one value 0..1 for each 170 ms of the call.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Protocol

from simulator.core.levels import LEVEL_MS
from simulator.screen.canvas import Box, Canvas

BAR, STEP = 4, 7
PALE = 96
"""Of 255: how strong those bars are that an earlier try has left."""
_SIDES = (("you_fill", -1), ("them_fill", 1))


class Levels(Protocol):
    """How loud each side was: one value 0..1 per 170 ms since the call began. The lists only grow."""

    @property
    def you(self) -> Sequence[float]: ...
    @property
    def them(self) -> Sequence[float]: ...


def running(c: Canvas, box: Box, levels: Levels, now: int, still: bool) -> None:
    """The last part of a call that goes on. `now`: ms since it began; `still`: filled page by page, nothing scrolls."""
    left, wide = box.x + 108, box.w - 132
    n = max(4, int(wide / STEP))
    head = int(n * 0.94)
    middle, half = box.y + box.h / 2, box.h / 2 - 24
    c.line(left, middle - 1, n * STEP)
    if still:
        now = now // 250 * 250
        last = now // LEVEL_MS
        first, shift = last // head * head, 0.0
        x_now = left + (last - first) * STEP
    else:
        last = now // LEVEL_MS
        first, shift = last - head, (now / LEVEL_MS - last) * STEP
        x_now = left + head * STEP
    for values, (tint, way) in zip((levels.you, levels.them), _SIDES, strict=True):
        for i in range(max(0, first), min(last, len(values))):
            if values[i] > 0.02:
                age = (i - first) / head
                alpha = 255 if still else 90 + int(11 * min(1.0, age)) * 15
                _bar(c, left + (i - first) * STEP - shift, middle, way, values[i] * half, tint, alpha)
    c.line(x_now, box.y + 18, 2, "ink", box.h - 36)
    c.disc(x_now + 1, middle, 12, "ink")


def _bar(c: Canvas, x: float, middle: float, way: int, height: float, tint: str, alpha: int) -> None:
    p = c.painter
    high = BAR + round(min(1e4, height) / 4) * 4
    size = (p.px(BAR), p.px(high))
    c.bitmap(p.faded(size, tint, min(255, alpha)), x, middle + 3 if way > 0 else middle - 3 - high)


def whole(
    c: Canvas, box: Box, levels: Levels, length: int, spoken: Sequence[tuple[int, int, int]] = (), fork: int = 0
) -> None:
    """A call from end to end, `length` in ms, with the times below; what was loudest in each stretch. `spoken`: who had
    the floor from when to when (0 the trainee, 1 the other party), shown at its least where there was no sound. What
    lies before `fork`, in ms, was lived in an earlier try, and is paler."""
    n = max(8, int(box.w / 5))
    middle, half = box.y + (box.h - 34) / 2, (box.h - 34) / 2 - 3
    c.line(box.x, middle - 1, box.w)
    for side, (values, (tint, way)) in enumerate(zip((levels.you, levels.them), _SIDES, strict=True)):
        turns = [(start, end) for who, start, end in spoken if who == side]
        for j in range(n):
            at_ms = j * length / n
            first = int(at_ms / LEVEL_MS)
            part = values[first : max(first + 1, int((j + 1) * length / n / LEVEL_MS))]
            loud = max([*part, *(0.05 for start, end in turns if start <= at_ms < end)], default=0.0)
            if loud > 0.02:
                high = 3 + round(loud * half / 2) * 2
                size = (c.painter.px(3), c.painter.px(high))
                at = middle + 2 if way > 0 else middle - 2 - high
                pale = j * length / n < fork
                c.bitmap(c.painter.faded(size, tint, PALE if pale else 255), box.x + j * box.w / n, at)
    step = next((s for s in (5, 10, 15, 30, 60, 120, 300, 600) if length / 1000 / s <= 5), 1200)
    for seconds in range(0, int(length / 1000) + 1, step):
        x = box.x + seconds * 1000 / max(1, length) * box.w
        label = clock(seconds * 1000)
        x = min(x, box.right - c.measure(label, "mono"))
        c.text(label, "mono", "ink2", x, box.bottom - 22)


def tape(c: Canvas, box: Box, values: Sequence[float], since: int, now: int, target: bool = True) -> None:
    """A message on its tape, with the house target of 20 to 30 s as a band where seconds count (`target`). `since`,
    `now`: ms of the call."""
    spent = max(0, now - since)
    span = max(40_000, math.ceil((spent + 8000) / 20_000) * 20_000)
    scale = box.w / span
    middle = box.y + (box.h - 36) / 2
    if target:
        c.box(box.x + 20_000 * scale, box.y + 8, 10_000 * scale, box.h - 52, 10, "done/0.16", border="done", stroke=2)
    x = box.x
    while x < box.right:
        c.disc(x, middle, 2.4, "line_strong")
        x += 6
    first, n = since // LEVEL_MS, max(1, int(box.w / STEP))
    for j in range(n):
        start = int(j * span / n / LEVEL_MS)
        part = values[first + start : first + max(start + 1, int((j + 1) * span / n / LEVEL_MS))]
        if j * span / n < spent and (loud := max(part, default=0.0)) > 0.02:
            high = BAR + round(loud * (box.h / 2 - 34) / 4) * 8
            c.bitmap(
                c.painter.faded((c.painter.px(BAR), c.painter.px(high)), "you_fill", 255),
                x=box.x + j * box.w / n,
                y=middle - high / 2,
            )
    c.line(box.x + spent * scale, box.y + 2, 2, "ink", box.h - 40)
    c.disc(box.x + spent * scale + 1, box.y + 4, 14, "ink")
    for seconds in range(0, span // 1000 + 1, span // 4000):
        label = f"{seconds} s"
        x = min(box.x + seconds * 1000 * scale, box.right - c.measure(label, "mono"))
        c.text(label, "mono", "ink2", x, box.bottom - 22)
    wide = c.measure("finish here", "label")
    if target and span == 40_000 and 10_000 * scale > wide + 90:
        c.text("finish here", "label", "done", box.x + 26_000 * scale, box.bottom - 21, align="c")


def clock(ms: int) -> str:
    """Minutes and seconds."""
    minutes, seconds = divmod(max(0, ms) // 1000, 60)
    return f"{minutes}:{seconds:02d}"


def put_clock(c: Canvas, text: str, style: str, cell: float, right: float, y: float, line: float) -> None:
    """Figures that tick, in cells of one width, so that they do not jitter."""
    x = right
    for letter in reversed(text):
        x -= cell
        c.text(letter, style, "ink", x + cell / 2, y, align="c", line=line)
