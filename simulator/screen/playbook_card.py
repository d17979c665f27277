"""Whose rules score the call: the authors as a card of the lobby, one of them chosen.

Rule: the choice is the trainee's and stays as it is. An author who has little to say on such calls is not hidden: the
row says so, and the lobby says who has more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from simulator.screen.authors import surname
from simulator.screen.canvas import Box, Canvas
from simulator.screen.offers import Author
from simulator.screen.widgets import avatar, radio

SELDOM = 1 / 3
"""On fewer of a scenario's plans than this an author speaks seldom. Our own choice."""
Shares = Mapping[str, float]
"""By playbook: on which part of a scenario's plans, 0 to 1, the author has anything to say. Empty: nobody knows."""


def silence(shares: Shares, playbook: str) -> str:
    """That an author has little or nothing to say on such calls, in a few words; "" where that is not so."""
    share = shares.get(playbook, 1.0)
    return "" if share >= SELDOM else "seldom speaks on such calls" if share else "says nothing on such calls"


def who_speaks(books: Sequence[Author], shares: Shares) -> str:
    """The authors who have something to say on such calls, in a sentence; "" where there are none."""
    names = [surname(book.name) for book in books if not silence(shares, book.id)]
    if len(names) < 2:
        return f"{names[0]} does." if names else ""
    return f"{', '.join(names[:-1])} and {names[-1]} do."


def put_playbooks(
    c: Canvas,
    books: Sequence[Author],
    chosen: Author | None,
    shares: Shares,
    choose: Callable[[str], None],
    x: float,
    y: float,
    w: float,
) -> float:
    """The card with one row an author; where it ends."""
    c.text("Playbook", "h3", "ink", x, y)
    c.text("whose rules score the call", "small", "ink2", x + w, y + 4, align="r")
    y += 34
    rows = [(book, _about(c, book, book == chosen, silence(shares, book.id), w - 116)) for book in books]
    highs = [_height(c, book, about, w - 116) for book, about in rows]
    c.box(x, y, w, sum(highs) + 8, 14, "surface", shadow=True)
    y += 4
    for (book, about), high in zip(rows, highs, strict=True):
        _row(c, book, about, book == chosen, partial(choose, book.id), Box(x, y, w, high))
        y += high
    return y + 8


def _row(c: Canvas, book: Author, about: list[tuple[str, str]], on: bool, act: Callable[[], None], box: Box) -> None:
    x, y, w, high = box
    name = f"playbook.{book.id}"
    if on or c.look.hover == name:
        c.box(x, y, w, high, 0, "amber/0.16" if on else "line/0.3")
    words = f"{book.name}: {', '.join(text for text, _ in about)}"
    c.spot(name, box, act, words, role="chosen" if on else "radio", radius=8)
    avatar(c, x + 18, y + 6, 32, book.initial, *(("amber", "on_amber") if on else ("sunken", "ink2")))
    at = y + 3 + c.para(book.name, "row", "ink", x + 62, y + 3, w - 116)
    for text, style in about:
        at += c.para(text, style, "ink2", x + 62, at, w - 116)
    radio(c, x + w - 36, y + 13, on)


def _height(c: Canvas, book: Author, about: list[tuple[str, str]], w: float) -> float:
    texts = [(book.name, "row"), *about]
    return max(44.0, 6 + sum(c.height(text, style, w) for text, style in texts))


def _about(c: Canvas, book: Author, on: bool, silent: str, w: float) -> list[tuple[str, str]]:
    """Of the chosen author position and document, where there is height for both; of others the position, or the
    document where that is long. Of one who has little to say here, that."""
    if silent:
        return [(silent.capitalize(), "small")]
    if on and (c.h >= 900 or c.w < 1060):
        return [(book.position, "small"), (book.document, "source")]
    return [(book.position if c.measure(book.position, "small") <= w + 116 else book.document, "small")]
