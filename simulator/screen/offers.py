"""What the lobby lists: scenarios and authors as it needs them, and the row of one scenario.

Rule: a row says who answers and whom one wants; what was promised to them; and the best result by the chosen author.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from simulator.screen.agenda import Agenda
from simulator.screen.canvas import Box, Canvas
from simulator.screen.widgets import radio

Situation = Literal["receptionist", "voicemail", "cell"]


@dataclass(frozen=True, slots=True)
class Offer:
    """A scenario as the lobby lists it. `best`: the best total by playbook id; `broken`: what the lint says;
    `playbooks`: who scores it where nobody was chosen; `promise`: what stands promised there, in a sentence."""

    id: str
    title: str
    situation: Situation
    callee: str
    firm: str
    about: str
    difficulties: tuple[str, ...]
    best: Mapping[str, int] = field(default_factory=dict)
    broken: str = ""
    playbooks: tuple[str, ...] = ()
    promise: str = ""


@dataclass(frozen=True, slots=True)
class Author:
    """A playbook as the lobby lists it."""

    id: str
    name: str
    position: str
    initial: str
    document: str


class Shelf(Protocol):
    """What there is to play."""

    @property
    def scenarios(self) -> Sequence[Offer]: ...
    @property
    def playbooks(self) -> Sequence[Author]: ...
    @property
    def notices(self) -> Sequence[str]: ...
    @property
    def agenda(self) -> Agenda: ...


SITUATIONS: tuple[tuple[Situation, str, str, str, str], ...] = (
    ("receptionist", "The front desk", "desk", "Somebody guards the door. Ask for help.", "Front desk calls"),
    ("voicemail", "The voicemail box", "tape", "Before you speak: have you tried zero?", "Voicemail calls"),
    ("cell", "Caught on a cell", "car", "They picked up. Is this a good moment?", "Cell calls"),
)
ANSWERS: dict[Situation, str] = {
    "receptionist": "The front desk answers; you want ",
    "voicemail": "A machine answers; you want ",
    "cell": "You catch on a cell: ",
}


def row_height(c: Canvas, offer: Offer, w: float, brief: bool = False) -> float:
    """How high the row of a scenario is. `brief`: one of many."""
    title_w, beside = _columns(w)
    room = beside or title_w
    who, about = _texts(offer, brief)
    title, rest = c.height(offer.title, "row", title_w), c.height(who, "body", room)
    rest += (c.height(about, "small", room) if about else 0) + _promise_height(c, offer, room)
    return max(44.0, 24 + (max(title, rest) if beside else title + rest))


def offer_row(
    c: Canvas,
    offer: Offer,
    author: Author | None,
    difficulty: str,
    box: Box,
    on: bool,
    pick: Callable[[], None],
    brief: bool = False,
) -> None:
    """One scenario: its title, who answers, what is promised, the best result, how hard. `brief`: one of many, of
    which firm and name are enough."""
    x, y, w, _ = box
    c.spot(
        f"scenario.{offer.id}",
        box,
        pick,
        f"{offer.title}, {offer.firm}",
        role="chosen" if on else "radio",
        radius=8,
    )
    radio(c, x + 18, y + 13, on)
    title_w, beside = _columns(w)
    who, about = _texts(offer, brief)
    title = c.para(offer.title, "row", "ink", x + 50, y + 12, title_w)
    at_x, at, room = (x + 270.0, y + 12, beside) if beside else (x + 50.0, y + 12 + title, title_w)
    at += c.para(who, "body", "ink2", at_x, at - 1, room)
    if about:
        at += c.para(about, "small", "avoid" if offer.broken else "ink2" if on else "ink3", at_x, at, room)
    if offer.promise:
        c.icon("calendar-check", at_x, at + 3, 16, "amber_text")
        c.para(offer.promise, "small", "ink", at_x + 24, at + 1, room - 24)
    _row_end(c, offer, author, difficulty, box)


def _columns(w: float) -> tuple[float, float]:
    """Width of the title and of what stands beside it; 0 beside: below it."""
    return (200.0, w - 270 - 166) if w >= 660 else (w - 48 - 110, 0.0)


def _texts(offer: Offer, brief: bool) -> tuple[str, str]:
    if brief:
        return " · ".join(filter(None, (offer.firm, offer.callee))), offer.broken
    who = f" · {ANSWERS[offer.situation]}{offer.callee}" if offer.callee else ""
    return f"{offer.firm}{who}", offer.broken or offer.about


def _promise_height(c: Canvas, offer: Offer, room: float) -> float:
    return c.height(offer.promise, "small", room - 24) + 4 if offer.promise else 0


def _row_end(c: Canvas, offer: Offer, author: Author | None, difficulty: str, box: Box) -> None:
    right, y = box.right, box.y
    if offer.broken:
        c.icon("triangle-alert", right - 38, y + 12, 20, "avoid")
        return
    best = offer.best.get(author.id) if author else None
    c.text("new" if best is None else str(best), "h3", "ink3" if best is None else "ink", right - 18, y + 9, align="r")
    names = offer.difficulties
    rank = names.index(difficulty) if difficulty in names else len(names) // 2
    for i in range(len(names) if box.w >= 660 else 0):
        full = i <= rank
        c.box(right - 146 + i * 16, y + 17, 11, 11, 3, "ink2" if full else "", border="ink2", stroke=1.2)
