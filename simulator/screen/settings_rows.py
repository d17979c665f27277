"""Rows of the settings: words on the left, a switch, a choice, steps or a button on the right, or below in little room.

Rule: a row paints itself from a height down, ends with a line, and tells where the next begins.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pygame as pg

from simulator.screen.canvas import Box, Canvas
from simulator.screen.widgets import button, button_width, radio, segments, stepper, switch

PAD = 24
WIDEST = 760.0
"""How wide a card with plain rows becomes at most: further apart, words and switch no longer belong together."""
Paint = Callable[[Canvas, float, float, float], float]
"""Paints at x, y in a width; where it ends."""


def card(c: Canvas, x: float, y: float, w: float, title: str, paint: Paint) -> float:
    """A card with a title; where it ends. Set twice, since its height is known only when its rows were set."""
    head = 58.0 if title else 8.0
    with c.aside():
        high = paint(c, x + PAD, y + head, w - 2 * PAD) - y + 10
    c.box(x, y, w, high, 14, "surface", shadow=True)
    c.text(title, "h3", "ink", x + PAD, y + 20)
    paint(c, x + PAD, y + head, w - 2 * PAD)
    return y + high


def words(c: Canvas, x: float, y: float, w: float, title: str, about: str) -> float:
    """A row's title and what it means; how high they became."""
    high = c.para(title, "row", "ink", x, y + 12, w)
    return high + (c.para(about, "small", "ink2", x, y + 12 + high, w) if about else 0)


def line(c: Canvas, x: float, y: float, w: float) -> float:
    """The line under a row."""
    c.line(x, y, w)
    return y


def choice_row(
    c: Canvas,
    x: float,
    y: float,
    w: float,
    text: tuple[str, str],
    name: str,
    labels: Sequence[str],
    chosen: int,
    act: Callable[[int], None],
) -> float:
    """One of a few words."""
    wide = max(270.0, len(labels) * (max(c.measure(label, "row") for label in labels) + 28) + 8)
    beside = w - wide >= 210
    high = words(c, x, y, w - wide - 16 if beside else w, *text)
    below = min(wide, w)
    at = (x + w - wide, y + 12) if beside else (x, y + 18 + high)
    segments(c, name, *at, labels, chosen, act, wide if beside else below)
    return y + (max(high, 44.0) + 24 if beside else high + 78)


def step_row(
    c: Canvas, x: float, y: float, w: float, text: tuple[str, str], name: str, value: str, act: Callable[[int], None]
) -> float:
    """A value with less and more."""
    high = words(c, x, y, w - 184, *text)
    stepper(c, name, x + w - 168, y + 12, value, lambda: act(-1), lambda: act(1), text[0])
    return y + max(high, 44.0) + 24


def switch_row(
    c: Canvas, x: float, y: float, w: float, text: tuple[str, str], name: str, on: bool, act: Callable[[], None]
) -> float:
    """On or off; the whole row is its hit area."""
    high = words(c, x, y, w - 60, *text)
    switch(c, name, Box(x, y + 6, w, high + 12), on, text[0], act)
    return y + high + 24


def button_row(
    c: Canvas,
    x: float,
    y: float,
    w: float,
    text: tuple[str, str],
    name: str,
    label: str,
    act: Callable[[], None],
    icon: str = "",
) -> float:
    """Something that is done by a button."""
    wide = button_width(c, label, icon)
    beside = w - wide >= 260
    high = words(c, x, y, w - wide - 16 if beside else w, *text)
    at = Box(x + w - wide, y + 12, wide, 44) if beside else Box(x, y + 18 + high, wide, 44)
    button(c, name, at, label, act, icon=icon)
    return y + (max(high, 44.0) + 24 if beside else high + 78)


def radio_row(
    c: Canvas, x: float, y: float, w: float, label: str, about: str, name: str, on: bool, act: Callable[[], None]
) -> float:
    """One of a list, of which one is on."""
    room = w - 34
    high = max(44.0, 20 + c.height(label, "medium", room) + (c.height(about, "small", room) if about else 0))
    if c.look.hover == name and not on:
        c.box(x - 10, y, w + 20, high, 8, "line/0.3")
    radio(c, x, y + 13, on)
    at = y + 10 + c.para(label, "medium", "ink", x + 34, y + 10, room)
    if about:
        c.para(about, "small", "avoid", x + 34, at, room)
    c.spot(name, Box(x - 10, y, w + 20, high), act, label, role="chosen" if on else "radio", radius=8)
    return y + high


class Section:
    """One part of the settings. What a plain part is: it paints itself, and nothing of it moves or wants a key."""

    name = title = ""
    wants_key = moving = False

    def paint(self, c: Canvas, x: float, y: float, w: float) -> float:
        """Its cards; where they end."""
        return y

    def live(self, c: Canvas, pane: Box) -> None:
        """What moves in it."""

    def tick(self, now: float) -> bool:
        """Whether it must be painted anew."""
        return False

    def on_key(self, event: pg.event.Event) -> bool:
        """The key that it wanted."""
        return False

    def hush(self) -> None:
        """It is left: what it listens to is closed, what it waits for is given up."""
