"""The list of old calls, the newest first. Rule: each row opens its scorecard, or is picked while two
are; an author who says nothing of a call has a dash there, never a number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from simulator.core.progress import Attempt
from simulator.core.promises import spoken_time
from simulator.core.scorecard import NO_TOTAL
from simulator.screen.canvas import Box, Canvas
from simulator.screen.offers import Author
from simulator.screen.widgets import avatar, radio

ICONS = {"receptionist": "concierge-bell", "voicemail": "voicemail", "cell": "smartphone"}
COLUMN = 46.0


@dataclass(frozen=True, slots=True)
class Pick:
    """Two calls are being picked. `first`: the record of the one that was, and its `scenario`; "" while none was."""

    first: str = ""
    scenario: str = ""

    def allows(self, call: Attempt) -> bool:
        """Whether that call can be picked: any first one, then one of the same scenario."""
        return self.scenario in ("", call.scenario)


@dataclass(frozen=True, slots=True)
class Looks:
    """How the list is looked at: whose totals, by whom, on which day; `pick`: while two calls are being picked."""

    authors: Sequence[Author]
    chosen: str
    today: date
    pick: Pick | None = None


def put_calls(
    c: Canvas, calls: Sequence[Attempt], looks: Looks, act: Callable[[Attempt], None], x: float, y: float, w: float
) -> float:
    """The rows on their card; how high it became."""
    authors = looks.authors
    beside = w - 62 - COLUMN * len(authors) >= 230
    head = 44.0 if beside else 12.0
    highs = [_row(c, call, looks, x, y, w, beside, seen=False) for call in calls]
    c.box(x, y, w, head + sum(highs) + 8, 14, "surface", shadow=True)
    if beside:
        for i, author in enumerate(authors):
            on = author.id == looks.chosen
            tints = ("amber", "on_amber") if on else ("sunken", "ink2")
            avatar(c, _column(x, w, i, len(authors)) - 14, y + 10, 28, author.initial, *tints)
    at = y + head
    for call, high in zip(calls, highs, strict=True):
        _spot(c, call, looks, partial(act, call), Box(x, at, w, high))
        _row(c, call, looks, x, at, w, beside)
        at += high
    return at + 8 - y


def _spot(c: Canvas, call: Attempt, looks: Looks, act: Callable[[], None], box: Box) -> None:
    """A row that can be chosen; none where it cannot be picked."""
    name, pick = f"call.{call.record}", looks.pick
    if pick and not pick.allows(call):
        return
    picked = pick is not None and pick.first == call.record
    if picked or c.look.hover == name:
        c.box(*box, 0, "amber/0.16" if picked else "line/0.3")
    said = _said(call, looks.authors, looks.today)
    if pick is None:
        c.spot(name, box, act, said, radius=8)
    else:
        c.spot(
            name,
            box,
            act,
            f"{said}. {'Picked' if picked else 'Pick it'}",
            role="chosen" if picked else "radio",
            radius=8,
        )


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
    totals = ", ".join(f"{a.name} {_total(call, a) if _total(call, a) != '–' else NO_TOTAL}" for a in authors)
    return f"{call.title}, {told_of(call, today)}: {totals}"


def _total(call: Attempt, author: Author) -> str:
    total = call.totals.get(author.id)
    return "–" if total is None else str(total)


def _row(
    c: Canvas, call: Attempt, looks: Looks, x: float, y: float, w: float, beside: bool, seen: bool = True
) -> float:
    """One call; how high it is. `seen`: painted, not only measured."""
    authors, pick = looks.authors, looks.pick
    room = w - 62 - (COLUMN * len(authors) + 18 if beside else 18)
    told = told_of(call, looks.today)
    texts = c.height(call.title, "row", room) + c.height(told, "small", room)
    totals = "    ".join(f"{a.initial} {_total(call, a)}" for a in authors)
    high = max(48.0, texts + 16 + (0 if beside else c.height(totals, "small", room)))
    if not seen:
        return high
    ink = "ink" if pick is None or pick.allows(call) else "ink3"
    if pick is None:
        c.icon(ICONS.get(call.situation, "phone"), x + 20, y + 14, 20, "ink2")
    elif pick.allows(call):
        radio(c, x + 20, y + 14, pick.first == call.record)
    at = y + 8 + c.para(call.title, "row", ink, x + 58, y + 8, room)
    at += c.para(told, "small", "ink2" if ink == "ink" else ink, x + 58, at, room)
    if not beside:
        c.para(totals, "small", ink, x + 58, at, room)
        return high
    for i, author in enumerate(authors):
        total, on = _total(call, author), author.id == looks.chosen
        style = "h3" if on and total != "–" else "body"
        tint = ink if on or ink == "ink3" else "ink2"
        c.text(total, style, tint, _column(x, w, i, len(authors)), y + high / 2 - 13, align="c", line=26)
    return high
