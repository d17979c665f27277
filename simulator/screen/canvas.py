"""One picture in logical px: what a screen paints with, and what it leaves behind (spots, panes, texts).

Rule: painting is layout. A screen paints from top to bottom and takes the height that each text really needs, so
nothing overlaps at any size or zoom. What can be acted on is left as a `Spot`; what scrolls, as a `Pane`; each text
that was set, as a `Placed`, which the checks read and a narrating voice can.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NamedTuple

import pygame as pg

from simulator.screen.painter import Painter
from simulator.screen.theme import style
from simulator.screen.wrapping import Run, wrap


class Box(NamedTuple):
    """A rectangle in logical px."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        return self.x + self.w

    @property
    def bottom(self) -> float:
        return self.y + self.h

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside."""
        return self.x <= x < self.right and self.y <= y < self.bottom

    def meets(self, other: Box) -> bool:
        """Whether two boxes overlap by more than half a px."""
        across = min(self.right, other.right) - max(self.x, other.x)
        return across > 0.5 and min(self.bottom, other.bottom) - max(self.y, other.y) > 0.5

    def grown(self, by: float) -> Box:
        return Box(self.x - by, self.y - by, self.w + 2 * by, self.h + 2 * by)


@dataclass(frozen=True, slots=True)
class Spot:
    """Something that can be focused and acted on. `key`: its letter or digit. `label`: what it is, in words. `box` in
    window px; `radius` of the ring."""

    name: str
    box: Box
    act: Callable[[], None]
    label: str
    key: str = ""
    pane: str = ""
    role: str = "button"
    radius: float = 12


@dataclass(frozen=True, slots=True)
class Pane:
    """A part that scrolls. `box`: where it shows; `content`: how high all of it is; `offset`: how far it went."""

    name: str
    box: Box
    content: float
    offset: float

    @property
    def reach(self) -> float:
        """How far it can be scrolled at most; 0 where all is seen."""
        return max(0.0, self.content - self.box.h)


@dataclass(frozen=True, slots=True)
class Placed:
    """One line of text that was set, the width it was allowed (0: its own), and its style."""

    text: str
    box: Box
    allowed: float
    pane: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """What the widgets show about the person: the spot with focus (ring seen), under the mouse, and pressed."""

    focus: str = ""
    ring: bool = False
    hover: str = ""
    down: str = ""
    still: bool = False


class Canvas:
    """Paints on one surface. All arguments in logical px, from the origin of the pane being painted."""

    def __init__(
        self,
        painter: Painter,
        surface: pg.Surface,
        look: Look = Look(),
        scrolls: MutableMapping[str, float] | None = None,
    ) -> None:
        self.painter, self.surface, self.look = painter, surface, look
        self.spots: list[Spot] = []
        self.panes: list[Pane] = []
        self.texts: list[Placed] = []
        self.scrolls: MutableMapping[str, float] = {} if scrolls is None else scrolls
        self.moved = False
        self._x = self._y = 0.0
        self._pane = ""

    @property
    def w(self) -> float:
        """Width of the window."""
        return self.surface.get_width() / self.painter.scale

    @property
    def h(self) -> float:
        """Height of the window."""
        return self.surface.get_height() / self.painter.scale

    # -- places --------------------------------------------------------------------------------------------------------

    def _rect(self, x: float, y: float, w: float, h: float) -> pg.Rect:
        k = self.painter.scale
        left, top = round((x + self._x) * k), round((y + self._y) * k)
        return pg.Rect(
            left, top, max(1, round((x + w + self._x) * k) - left), max(1, round((y + h + self._y) * k) - top)
        )

    def placed(self, x: float, y: float, w: float, h: float) -> Box:
        """A box of the pane being painted, in window px."""
        return Box(x + self._x, y + self._y, w, h)

    def spot(
        self,
        name: str,
        box: Box,
        act: Callable[[], None],
        label: str,
        *,
        key: str = "",
        role: str = "button",
        radius: float = 12,
    ) -> None:
        """Leave something that can be acted on."""
        self.spots.append(Spot(name, self.placed(*box), act, label, key, self._pane, role, radius))

    @contextmanager
    def pane(self, name: str, box: Box, bleed: float = 12) -> Iterator[Callable[[float], None]]:
        """A part that scrolls: paint inside from 0,0 and call what it gives with the height that was painted. `bleed`:
        how far shadows and rings may reach beyond its sides."""
        height = 0.0

        def painted(h: float) -> None:
            nonlocal height
            height = h

        outer = (self._x, self._y, self._pane, self.surface.get_clip())
        shown = self.placed(*box)
        at = len(self.spots)
        offset = self.scrolls.get(name, 0.0)
        wide = self._rect(box.x - bleed, box.y, box.w + 2 * bleed, box.h)
        self.surface.set_clip(wide.clip(outer[3]))
        self._x, self._y, self._pane = shown.x, shown.y - offset, name
        yield painted
        self._x, self._y, self._pane = outer[0], outer[1], outer[2]
        self.surface.set_clip(outer[3])
        pane = Pane(name, shown, height, offset)
        if offset > pane.reach:
            self.scrolls[name] = pane.reach
            self.moved = True
        if pane.reach > 0:
            here = Spot(name, shown, lambda: None, "more to read: scroll", pane=name, role="pane", radius=8)
            self.spots.insert(at, here)
            bar = pane_bar(pane)
            self.box(bar.x - self._x, bar.y - self._y, bar.w, bar.h, 3, "line_strong")
        self.panes.append(pane)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Painted only to learn how high it becomes: nothing is seen, nothing is left behind."""
        spots, texts, clip = len(self.spots), len(self.texts), self.surface.get_clip()
        self.surface.set_clip(pg.Rect(0, 0, 0, 0))
        yield
        self.surface.set_clip(clip)
        del self.spots[spots:], self.texts[texts:]

    # -- marks ---------------------------------------------------------------------------------------------------------

    def fill(self, colour: str) -> None:
        """The ground of the whole window."""
        self.surface.fill(self.painter.colour(colour))

    def box(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        r: float = 0,
        fill: str = "",
        *,
        border: str = "",
        stroke: float = 1.5,
        foot: str = "",
        shadow: bool = False,
    ) -> None:
        """A rounded rectangle; borders are rounded down, since a heavier line than drawn looks wrong."""
        rect, p = self._rect(x, y, w, h), self.painter
        if shadow:
            soft, reach = p.shadow(rect.size, p.px(r))
            self.surface.blit(soft, (rect.x - reach, rect.y - reach + p.px(5)))
        line = max(1, int(stroke * p.scale)) if border else 0
        self.surface.blit(p.shape(rect.size, p.px(r), fill, border, line, foot), rect.topleft)

    def disc(self, x: float, y: float, size: float, fill: str = "", *, border: str = "", stroke: float = 1.5) -> None:
        """A circle with its centre at x, y."""
        side = self.painter.px(size)
        at = (
            round((x + self._x) * self.painter.scale - side / 2),
            round((y + self._y) * self.painter.scale - side / 2),
        )
        line = max(1, int(stroke * self.painter.scale)) if border else 0
        self.surface.blit(self.painter.shape((side, side), side // 2, fill, border, line, ""), at)

    def line(self, x: float, y: float, w: float, colour: str = "line", h: float = 1.5) -> None:
        """A level line."""
        rect = self._rect(x, y, w, 1)
        rect.h = max(1, int(h * self.painter.scale))
        if len(name := colour.split("/")) == 2 and name[1]:
            self.surface.blit(self.painter.shape(rect.size, 0, colour, "", 0, ""), rect.topleft)
        else:
            self.surface.fill(self.painter.colour(colour), rect)

    def icon(self, name: str, x: float, y: float, size: float, colour: str, stroke: float = 2) -> None:
        """An icon with its top left at x, y."""
        self.bitmap(self.painter.icon(name, size, colour, stroke), x, y)

    def bitmap(self, bitmap: pg.Surface, x: float, y: float) -> None:
        """Any kept bitmap with its top left at x, y."""
        k = self.painter.scale
        self.surface.blit(bitmap, (round((x + self._x) * k), round((y + self._y) * k)))

    # -- text ----------------------------------------------------------------------------------------------------------

    def measure(self, text: str, name: str) -> float:
        """The width of one line."""
        return self.painter.width(text, style(name))

    def text(
        self,
        text: str,
        name: str,
        colour: str,
        x: float,
        y: float,
        *,
        align: str = "l",
        line: float = 0,
        allowed: float = 0,
    ) -> float:
        """One line with the top left of its line box at x, y (or its right end, align "r"; middle, "c"); its width."""
        if not text:
            return 0.0
        how = style(name)
        w, high = self.painter.width(text, how), line or how.line
        left = x - {"l": 0.0, "c": w / 2, "r": w}[align]
        box = self.placed(left, y + (high - how.line) / 2, w, how.line)
        self.texts.append(Placed(text, box, allowed, self._pane, name))
        bitmap, k = self.painter.text(text, how, colour), self.painter.scale
        top = (y + self._y + high / 2) * k - bitmap.get_height() / 2
        self.surface.blit(bitmap, (round((left + self._x) * k), round(top)))
        return w

    def para(self, text: str, name: str, colour: str, x: float, y: float, width: float, *, align: str = "l") -> float:
        """Text wrapped to a width; how high it became."""
        return self.flow([Run(text, name, colour)], x, y, width, align=align)

    def flow(self, runs: Sequence[Run], x: float, y: float, width: float, *, align: str = "l") -> float:
        """Runs set one behind the other and wrapped together; how high it became."""
        lines = wrap(self.painter, runs, width)
        step = max((style(r.style).line for r in runs), default=0.0)
        for i, line in enumerate(lines):
            wide = line[-1].x + line[-1].w if line else 0.0
            shift = {"l": 0.0, "c": (width - wide) / 2, "r": width - wide}[align]
            for piece in line:
                run, at, top = runs[piece.run], x + piece.x + shift, y + i * step
                if run.ground:
                    self.box(at - 3, top + 1, piece.w + 6, step - 2, 5, run.ground)
                self.text(piece.text, run.style, run.colour, at, top, line=step, allowed=width - piece.x)
                if run.under:
                    self._under(run.under, at, top + step - 2, piece.w)
        return len(lines) * step

    def _under(self, colour: str, x: float, y: float, w: float) -> None:
        if not colour.startswith("-"):
            return self.line(x, y, w, colour, 2)
        at = 0.0
        while at < w:
            self.line(x + at, y, min(5.0, w - at), colour[1:], 2)
            at += 8

    def height(self, text: str, name: str, width: float) -> float:
        """How high a text becomes at a width."""
        return len(wrap(self.painter, [Run(text, name, "ink")], width)) * style(name).line


def pane_bar(pane: Pane) -> Box:
    """Where the bar of a pane that scrolls is, in window px: in the gutter, right of what is read."""
    high = max(24.0, pane.box.h * pane.box.h / max(1.0, pane.content))
    top = pane.box.y + (pane.box.h - high) * (min(pane.offset, pane.reach) / pane.reach if pane.reach else 0)
    return Box(pane.box.right + 10, top, 5, high)


def scaled(pos: tuple[int, int], scale: float) -> tuple[float, float]:
    """A point of the window in logical px."""
    return pos[0] / scale, pos[1] / scale
