"""The list of old calls, the newest first. Rule: each row opens its scorecard; an author who says nothing of a call has
a dash there, never a number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from simulator.core.progress import Attempt
from simulator.core.promises import spoken_time
from simulator.screen.authors import NOTHING
from simulator.screen.canvas import Box, Canvas
from simulator.screen.offers import Author
from simulator.screen.widgets import avatar

ICONS = {"receptionist": "concierge-bell", "voicemail": "voicemail", "cell": "smartphone"}
COLUMN = 46.0


def put_calls(
    c: Canvas,
    calls: Sequence[Attempt],
    authors: Sequence[Author],
    chosen: str,
    today: date,
    act: Callable[[Attempt], None],
    x: float,
    y: float,
    w: float,
) -> float:
    """The rows on their card; how high it became."""
    beside = w - 62 - COLUMN * len(authors) >= 230
    head = 44.0 if beside else 12.0
    highs = [_row(c, call, authors, chosen, today, x, y, w, beside, seen=False) for call in calls]
    c.box(x, y, w, head + sum(highs) + 8, 14, "surface", shadow=True)
    if beside:
        for i, author in enumerate(authors):
            on = author.id == chosen
            tints = ("amber", "on_amber") if on else ("sunken", "ink2")
            avatar(c, _column(x, w, i, len(authors)) - 14, y + 10, 28, author.initial, *tints)
    at = y + head
    for call, high in zip(calls, highs, strict=True):
        name, box = f"call.{call.record}", Box(x, at, w, high)
        if c.look.hover == name:
            c.box(*box, 0, "line/0.3")
        c.spot(name, box, partial(act, call), _said(call, authors, today), radius=8)
        _row(c, call, authors, chosen, today, x, at, w, beside)
        at += high
    return at + 8 - y


def _column(x: float, w: float, i: int, of: int) -> float:
    """The middle of an author's column."""
    return x + w - 18 - COLUMN * (of - i - 0.5)


def told_of(call: Attempt, today: date) -> str:
    """How hard, when, how long, and what sets it apart."""
    year = "" if call.started.year == today.year else f" {call.started.year}"
    when = spoken_time(call.started).replace(",", f"{year},")
    when = when if "," in when else f"{when}{year}, 00:00"  # a call at midnight has its hour too
    goal = {True: "goal reached", False: "goal not reached", None: ""}[call.goal]
    length = f"{call.seconds // 60}:{call.seconds % 60:02d}"
    return " · ".join(filter(None, (call.difficulty, when, length, goal, call.marks)))


def _said(call: Attempt, authors: Sequence[Author], today: date) -> str:
    totals = ", ".join(f"{a.name} {_total(call, a) if _total(call, a) != '–' else NOTHING}" for a in authors)
    return f"{call.title}, {told_of(call, today)}: {totals}"


def _total(call: Attempt, author: Author) -> str:
    total = call.totals.get(author.id)
    return "–" if total is None else str(total)


def _row(
    c: Canvas,
    call: Attempt,
    authors: Sequence[Author],
    chosen: str,
    today: date,
    x: float,
    y: float,
    w: float,
    beside: bool,
    seen: bool = True,
) -> float:
    """One call; how high it is. `seen`: painted, not only measured."""
    room = w - 62 - (COLUMN * len(authors) + 18 if beside else 18)
    told = told_of(call, today)
    texts = c.height(call.title, "row", room) + c.height(told, "small", room)
    totals = "    ".join(f"{a.initial} {_total(call, a)}" for a in authors)
    high = max(48.0, texts + 16 + (0 if beside else c.height(totals, "small", room)))
    if not seen:
        return high
    c.icon(ICONS.get(call.situation, "phone"), x + 20, y + 14, 20, "ink2")
    at = y + 8 + c.para(call.title, "row", "ink", x + 58, y + 8, room)
    at += c.para(told, "small", "ink2", x + 58, at, room)
    if not beside:
        c.para(totals, "small", "ink", x + 58, at, room)
        return high
    for i, author in enumerate(authors):
        total, on = _total(call, author), author.id == chosen
        style = "h3" if on and total != "–" else "body"
        c.text(
            total, style, "ink" if on else "ink2", _column(x, w, i, len(authors)), y + high / 2 - 13, align="c", line=26
        )
    return high
