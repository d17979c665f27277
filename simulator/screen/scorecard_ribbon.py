"""The whole call as a ribbon on its card, with the marks of what was done where it was done.

Rule: a mark stands at the moment of its evidence; marks are pushed apart where they would lie on one another.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from simulator.core.levels import LEVEL_MS, MARK_SLOTS
from simulator.core.scorecard import Judgment
from simulator.core.turns import Transcript
from simulator.screen.canvas import Box, Canvas
from simulator.screen.marks import WORDS, put_mark
from simulator.screen.ribbon import Levels, whole

FORK = "taken up here"
TYPED_MS = MARK_SLOTS * LEVEL_MS
"""How long a turn is shown at the least: what was typed was there all at once."""
_MARKED = ("met", "broken", "unclear")


def put_ribbon(c: Canvas, box: Box, transcript: Transcript, levels: Levels, span: int, fork: int = 0) -> Box:
    """The card with the ribbon, `span` ms long; where the ribbon is on it, without width where nothing was said.
    `fork`: where a second try was taken up, in ms."""
    c.box(*box, 14, "surface", shadow=True)
    inner = Box(box.x + 24, box.y + 40, box.w - 48, box.h - 48)
    if not transcript.turns:
        words = "Nothing was said on this call."
        c.para(words, "body", "ink2", inner.x, box.y + box.h / 2 - 11, inner.w, align="c")
        return Box(inner.x, inner.y, 0, inner.h)
    spoken = [(0 if t.who == "trainee" else 1, t.start, max(t.end, t.start + TYPED_MS)) for t in transcript.turns]
    whole(c, inner, levels, span, spoken, fork)
    if fork:
        _put_fork(c, inner, min(1.0, fork / span))
    return inner


def _put_fork(c: Canvas, inner: Box, part: float) -> None:
    """A line where the second try begins, with what it is beside it, or before it near the end."""
    x, foot = inner.x + part * inner.w, inner.bottom - 38
    c.line(x - 1, inner.y, 2, "ink2", foot - inner.y)
    c.icon("rotate-ccw", x - 8, foot + 1, 16, "ink2")
    wide = c.measure(FORK, "small")
    c.text(FORK, "small", "ink2", x + 8 if x + 8 + wide <= inner.right else x - 8 - wide, foot - 18)


def put_marks(
    c: Canvas, inner: Box, judgments: Sequence[Judgment], span: int, choose: Callable[[Judgment], None]
) -> None:
    """The marks above the ribbon, in time."""
    found = [(e.at, j) for j in judgments if j.verdict in _MARKED for e in j.evidence[:1]]
    found.sort(key=lambda pair: pair[0])
    xs = [max(0.0, min(1.0, at / span)) * (inner.w - 20) for at, _ in found]
    for i in range(1, len(xs)):
        xs[i] = max(xs[i], xs[i - 1] + 22)
    limit = inner.w - 20
    for i in reversed(range(len(xs))):
        xs[i] = min(xs[i], limit)
        limit = xs[i] - 22
    y = inner.y - 27
    for x, (_, judgment) in zip(xs, found, strict=True):
        if x >= 0:
            put_mark(c, judgment.mark, inner.x + x, y, 20)
            box = Box(inner.x + x - 1, y - 10, 22, 40)
            said = f"{judgment.title}: {WORDS[judgment.mark]}"
            c.spot(f"mark.{judgment.rule}", box, partial(choose, judgment), said, radius=6)
