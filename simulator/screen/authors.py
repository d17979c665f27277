"""All authors' totals for one call, and where two of them part. Rule: a total names whose rules it used, and an author
who says nothing on such a call gets no number."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from simulator.core.scorecard import Disagreement, Position, Scorecard
from simulator.screen.canvas import Box, Canvas
from simulator.screen.marks import put_mark
from simulator.screen.widgets import avatar, on_slip
from simulator.screen.wrapping import Run


def surname(name: str) -> str:
    """The last word of a name; the whole of what is no name, as “Author not named”."""
    last = name.split()[-1] if name.split() else ""
    return last if last[:1].isupper() else name


def put_totals(
    c: Canvas,
    cards: Mapping[str, Scorecard],
    initials: Mapping[str, str],
    chosen: str,
    x: float,
    y: float,
    w: float,
    choose: Callable[[str], None],
) -> float:
    """One row an author; choosing one shows their judgments. Where the rows end."""
    for playbook, card in cards.items():
        on, name = playbook == chosen, f"author.{playbook}"
        name_w = min(132.0, w * 0.42)
        says = card.total is not None
        texts = c.height(card.author, "row", name_w)
        rest = 0.0 if says else c.height(card.silence, "small", w - 40)
        high = max(44.0, texts + rest + 16)
        if on or c.look.hover == name:
            c.box(x - 8, y, w + 16, high, 10, "amber/0.16" if on else "line/0.3")
        c.spot(
            name,
            Box(x - 8, y, w + 16, high),
            partial(choose, playbook),
            f"{card.author}: {card.total if says else card.silence}",
            role="chosen" if on else "radio",
            radius=10,
        )
        avatar(
            c,
            x,
            y + high / 2 - 14,
            28,
            initials.get(playbook, card.author[:1]),
            "amber" if on else "sunken",
            "on_amber" if on else "ink2",
        )
        top = y + (high - texts - rest) / 2
        c.para(card.author, "row", "ink", x + 40, top, name_w if says else w - 40)
        if card.total is not None:
            _bar(c, card.total, on, x + 40 + name_w + 8, y + high / 2, w - name_w - 48 - 44)
            c.text(str(card.total), "h3", "ink", x + w, y + high / 2 - 13, align="r")
        else:
            c.para(card.silence, "small", "ink2", x + 40, top + texts, w - 40)
        y += high + 2
    return y


def _bar(c: Canvas, total: int, on: bool, x: float, middle: float, w: float) -> None:
    if w < 20:
        return
    c.box(x, middle - 5, w, 10, 5, "sunken")
    if total:
        fill, border = ("amber", "ring") if on else ("ink2", "")
        c.box(x, middle - 5, max(10.0, w * total / 100), 10, 5, fill, border=border, stroke=1.2)


def put_disagreement(c: Canvas, parting: Disagreement, x: float, y: float, w: float) -> float:
    """One question and where its authors stand, on a slip; where it ends."""
    return y + on_slip(c, lambda: _positions(c, parting, x, y, w), x, y, w)


def _positions(c: Canvas, parting: Disagreement, x: float, y: float, w: float) -> float:
    at, inner = y + 20, w - 32
    at += c.para("Where they part", "label", "slip_ink", x + 16, at, inner)
    at += c.para(parting.question, "row", "ink", x + 16, at, inner) + 6
    for position in parting.positions:
        at += c.para(position.stance, "quote", "ink", x + 16, at, inner) + 2
        if position.because:
            at += c.para(position.because, "small", "ink", x + 16, at + 1, inner) + 4
        at += _who(c, position, x + 16, at, inner) + 8
    return at - y + 8


def _who(c: Canvas, position: Position, x: float, y: float, w: float) -> float:
    if not position.followed:
        return c.para(position.author, "small", "slip_ink", x, y, w)
    put_mark(c, "met", x, y + 1, 16)
    return c.flow([Run(position.author, "small", "slip_ink"), Run("  you did so", "label", "ink")], x + 22, y, w - 22)
