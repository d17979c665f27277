"""The small things that screens are made of: buttons, keycaps, switches, chips, avatars, lamps, the torn slip.

Rule: a widget is a function that paints itself and leaves its spot; nothing is remembered here. Hit areas are 44 px or
more high; a focus ring is drawn by the window over everything.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import partial
from typing import Literal

from simulator.screen.canvas import Box, Canvas

Kind = Literal["primary", "ink", "outline", "hang_up", "quiet"]
_KINDS: dict[Kind, tuple[str, str, str, str]] = {  # fill, text, border, foot
    "primary": ("amber", "on_amber", "", "#4A2600/0.25"),
    "ink": ("ink", "bg", "", ""),
    "outline": ("", "ink", "line_strong", ""),
    "hang_up": ("avoid", "on_avoid", "", "#3A1000/0.25"),
    "quiet": ("sunken", "ink2", "", ""),
}
_HOVER: dict[Kind, str] = {
    "primary": "#FFFFFF/0.16",
    "ink": "#FFFFFF/0.10",
    "outline": "line/0.5",
    "hang_up": "#FFFFFF/0.12",
    "quiet": "line/0.5",
}


def button_width(c: Canvas, label: str, icon: str = "", hint: str = "", big: bool = False, after: str = "") -> float:
    """How wide a button wants to be."""
    pad = 28 if big else 20
    wide = c.measure(label, "lead" if big else "control") + 2 * pad
    return wide + (30 if icon else 0) + (hint_width(c, hint) + 10 if hint else 0) + (28 if after else 0)


def button(
    c: Canvas,
    name: str,
    box: Box,
    label: str,
    act: Callable[[], None],
    kind: Kind = "outline",
    *,
    icon: str = "",
    hint: str = "",
    key: str = "",
    after: str = "",
    words: str = "",
) -> None:
    """A button. `hint`: the key drawn in it; `after`: an icon behind the label; `words`: its label when that says too
    little by itself."""
    fill, ink, border, foot = _KINDS[kind]
    c.spot(name, box, act, words or label, key=key)
    down = c.look.down == name
    sink = 2 if down and foot else 0
    c.box(box.x, box.y + sink, box.w, box.h - sink, 12, fill, border=border, foot="" if down else foot)
    if c.look.hover == name and not down:
        c.box(*box, 12, _HOVER[kind])
    type_ = "lead" if box.h >= 56 else "control" if box.h >= 40 else "row"
    wide = (
        c.measure(label, type_) + (30 if icon else 0) + (hint_width(c, hint) + 10 if hint else 0) + (28 if after else 0)
    )
    x, middle = box.x + (box.w - wide) / 2, box.y + (box.h - (3 if foot else 0)) / 2 + sink
    if icon:
        c.icon(icon, x, middle - 10, 20, ink)
        x += 30
    x += c.text(label, type_, ink, x, middle - 14, line=28, allowed=box.right - x)
    if after:
        c.icon(after, x + 10, middle - 9, 18, ink)
    if hint:
        keycap(c, hint, x + 10, middle - 10, ink)


def icon_button(c: Canvas, name: str, x: float, y: float, icon: str, words: str, act: Callable[[], None]) -> None:
    """A 44 px square with an icon in the middle."""
    box = Box(x, y, 44, 44)
    c.spot(name, box, act, words)
    if c.look.hover == name:
        c.box(*box, 12, "line/0.5")
    c.icon(icon, x + 12, y + 12, 20, "ink" if c.look.hover == name else "ink2")


def hint_width(c: Canvas, key: str) -> float:
    """Width of a keycap."""
    return max(20.0, c.measure(key, "hint") + 12)


def keycap(c: Canvas, key: str, x: float, y: float, ink: str = "ink3") -> float:
    """The key that does the same, 20 px high; its width."""
    wide = hint_width(c, key)
    c.box(x, y, wide, 20, 5, border=ink, stroke=1.2)
    c.text(key, "hint", ink, x + wide / 2, y, align="c", line=20)
    return wide


def radio(c: Canvas, x: float, y: float, on: bool) -> None:
    """A radio mark, 18 px: a ring, or a filled ring with a light middle."""
    if on:
        c.disc(x + 9, y + 9, 18, "amber_text")
        c.disc(x + 9, y + 9, 7, "surface")
    else:
        c.disc(x + 9, y + 9, 18, border="line_strong", stroke=1.5)


def switch(c: Canvas, name: str, box: Box, on: bool, words: str, act: Callable[[], None], key: str = "") -> None:
    """A switch at the right end of its row; the whole row is its hit area."""
    c.spot(name, box, act, f"{words}: {'on' if on else 'off'}", key=key, role="switch")
    x, y = box.right - 44, box.y + box.h / 2 - 13
    c.box(x, y, 44, 26, 13, "done" if on else "line_strong")
    c.disc(x + (31 if on else 13), y + 13, 20, "surface")


def segments_width(c: Canvas, labels: Sequence[str]) -> float:
    """How wide a row of choices is."""
    return sum(c.measure(label, "row") + 34 for label in labels) + 8


def segments(
    c: Canvas,
    name: str,
    x: float,
    y: float,
    labels: Sequence[str],
    chosen: int,
    act: Callable[[int], None],
    width: float = 0,
) -> float:
    """A row of choices of which one is chosen, 44 px high; its width. `width`: spread evenly over this much."""
    wide = width or segments_width(c, labels)
    c.box(x, y, wide, 44, 12, "sunken")
    at = x + 4
    for i, label in enumerate(labels):
        w = (wide - 8) / len(labels) if width else c.measure(label, "row") + 34
        on, spot = i == chosen, f"{name}.{i}"
        if on:
            c.box(at, y + 4, w, 36, 8, "raised", shadow=c.painter.theme == "light")
        elif c.look.hover == spot:
            c.box(at, y + 4, w, 36, 8, "line/0.6")
        c.text(label, "row", "ink" if on else "ink2", at + w / 2, y + 4, align="c", line=36, allowed=w)
        c.spot(spot, Box(at, y, w, 44), partial(act, i), f"{label}{', chosen' if on else ''}", role="radio", radius=8)
        at += w
    return wide


def stepper(
    c: Canvas,
    name: str,
    x: float,
    y: float,
    value: str,
    less: Callable[[], None],
    more: Callable[[], None],
    what: str = "",
) -> None:
    """A value with less and more beside it, 168 px wide, 44 high. `what`: of what, in the words of its spots."""
    c.box(x, y, 168, 44, 12, border="line_strong")
    for spot, at, sign, words, act in (
        (f"{name}.less", x, "−", "less", less),
        (f"{name}.more", x + 124, "+", "more", more),
    ):
        if c.look.hover == spot:
            c.box(at + 3, y + 3, 38, 38, 10, "line/0.5")
        c.text(sign, "h3", "ink", at + 22, y, align="c", line=43)
        c.spot(spot, Box(at, y, 44, 44), act, f"{what} {value}, {words}" if what else words)
    c.text(value, "row", "ink", x + 84, y, align="c", line=44, allowed=80)


def avatar(c: Canvas, x: float, y: float, size: float, letter: str, fill: str = "sunken", ink: str = "ink2") -> None:
    """A round initial."""
    c.disc(x + size / 2, y + size / 2, size, fill)
    c.text(letter, "initial" if size > 50 else "initial_small", ink, x + size / 2, y, align="c", line=size)


def chip(c: Canvas, x: float, y: float, label: str, icon: str = "", fill: str = "surface", ink: str = "ink2") -> float:
    """A small label with an icon, 28 px high; its width."""
    wide = c.measure(label, "label") + 20 + (22 if icon else 0)
    c.box(x, y, wide, 28, 8, fill)
    if icon:
        c.icon(icon, x + 10, y + 6, 16, ink)
    c.text(label, "label", ink, x + wide - 10, y, align="r", line=28)
    return wide


def pill(
    c: Canvas, x: float, y: float, label: str, icon: str, *, fill: str = "", ink: str = "ink2", border: str = ""
) -> float:
    """What the line is doing now, 40 px high; its width."""
    wide = c.measure(label, "row") + 60
    c.box(x, y, wide, 40, 20, fill, border=border)
    c.icon(icon, x + 17, y + 11, 18, ink)
    c.text(label, "row", ink, x + 44, y, line=40)
    return wide


def lamp(c: Canvas, x: float, y: float, state: Literal["on", "past", "next"], glow: bool = True) -> None:
    """A line lamp with its middle at x, y."""
    if state == "on":
        if glow:
            c.disc(x, y, 22, "amber/0.25")
        c.disc(x, y, 12, "amber", border="ring")
    else:
        c.disc(x, y, 10, "line_strong" if state == "past" else "", border="line_strong")


def pulse(c: Canvas, x: float, y: float, now: float) -> None:
    """A lamp that is waiting: its halo breathes once in 0.9 s."""
    part = 0.5 - 0.5 * math.cos(now / 0.9 * 2 * math.pi)
    c.disc(x, y, 22 + round(8 * part), "amber/0.25")
    c.disc(x, y, 12, "amber", border="ring")


def on_card(c: Canvas, paint: Callable[[], float], x: float, y: float, w: float) -> float:
    """What `paint` sets, on a card at x, y; how high that is. Set twice: its height is known only when its text was."""
    with c.aside():
        high = paint()
    c.box(x, y, w, high, 14, "surface", shadow=True)
    paint()
    return high


def on_slip(c: Canvas, paint: Callable[[], float], x: float, y: float, w: float) -> float:
    """The same on a message slip."""
    with c.aside():
        high = paint()
    slip(c, Box(x, y, w, high))
    paint()
    return high


def slip(c: Canvas, box: Box) -> None:
    """A message slip: its upper edge is torn, so the ground of the page shows through in half discs."""
    c.box(box.x, box.y + 6, box.w, box.h - 6, 12, "slip")
    c.box(box.x, box.y, box.w, 24, 4, "slip")
    x = box.x + 8
    while x < box.right - 2:
        c.disc(x, box.y, 8.4, "bg")
        x += 16


def logo(c: Canvas, x: float, y: float) -> None:
    """Hit and the slashed zero on its key."""
    c.text("Hit", "logo", "ink", x, y, line=36)
    c.box(x + 41, y, 34, 34, 9, "amber", foot="#4A2600/0.25")
    c.text("0", "key", "on_amber", x + 58, y, align="c", line=32)


def notice(
    c: Canvas,
    text: str,
    x: float,
    y: float,
    width: float,
    close: Callable[[], None] | None = None,
    name: str = "notice",
) -> float:
    """One plain sentence on its own bar; how high it became."""
    room = width - 60 - (40 if close else 0)
    high = max(44.0, c.height(text, "body", room) + 20)
    c.box(x, y, width, high, 12, "surface", border="line_strong")
    c.icon("info", x + 16, y + 12, 20, "them")
    c.para(text, "body", "ink", x + 48, y + (high - c.height(text, "body", room)) / 2, room)
    if close:
        c.spot(f"{name}.close", Box(x + width - 44, y, 44, 44), close, "close this notice")
        keycap(c, "OK", x + width - 42, y + 12, "ink2")
    return high


def focus_ring(c: Canvas, box: Box, radius: float) -> None:
    """3 px, 2 px away from what has the focus."""
    c.box(*box.grown(5), radius + 5, border="focus", stroke=3)
