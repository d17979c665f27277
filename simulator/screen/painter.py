"""Bitmaps in device pixels: text, rounded shapes, shadows, icons, illustrations. Every one is made once and kept.

Rule: nothing here knows what it is drawn for. A frame is only blits of kept bitmaps; a change of scale or theme empties
the store. Text is rendered larger and averaged down, because hinted text of 13-17 px comes out up to a tenth too wide.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Hashable
from contextlib import suppress
from typing import TypeVar, cast

import pygame as pg

from simulator import ASSETS
from simulator.screen.letters import FONTS, Span, is_plain, spans
from simulator.screen.theme import Rgba, Style, ThemeName, colour, tokens

KEPT = 4000
"""Bitmaps kept before the store is emptied: a long scorecard at one scale needs about a thousand."""
_FINE = 4
_Made = TypeVar("_Made")


def _by_words(font: pg.font.Font, text: str) -> int:
    """The width of a text without kerning against spaces: the display face would close them up after a full stop."""
    return sum(font.size(word)[0] for word in text.split(" ")) + text.count(" ") * font.size(" ")[0]


class Painter:
    """Makes and keeps the bitmaps of one scale and one theme."""

    def __init__(self, scale: float = 1.0, theme: ThemeName = "light") -> None:
        self.scale = scale
        self.theme: ThemeName = theme
        self._kept: dict[Hashable, object] = {}
        self._fonts: dict[tuple[str, int, str, bool], pg.font.Font] = {}
        self._widths: dict[tuple[str, Style], float] = {}

    def set(self, scale: float, theme: ThemeName) -> None:
        """Take another scale or theme."""
        if scale != self.scale:
            self._fonts.clear()
            self._widths.clear()
        if (scale, theme) != (self.scale, self.theme):
            self._kept.clear()
        self.scale, self.theme = scale, theme

    def px(self, length: float) -> int:
        """A logical length in device pixels; what is there at all stays at least one pixel."""
        return max(1, round(length * self.scale)) if length else 0

    def colour(self, name: str) -> Rgba:
        """A token's colour in the theme of now."""
        return colour(self.theme, name)

    def _keep(self, key: Hashable, make: Callable[[], _Made]) -> _Made:
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) > KEPT:
                self._kept.clear()
            found = self._kept[key] = make()
        return cast(_Made, found)

    # -- text ----------------------------------------------------------------------------------------------------------

    @property
    def _times(self) -> int:
        return 4 if self.scale < 1.4 else 2 if self.scale < 2.5 else 1

    def _font(self, style: Style, span: Span | None = None) -> pg.font.Font:
        """The face of a style, or in its size that of a span."""
        size = round(max(6.0, style.size * self.scale) * self._times)
        file, script, leftwards = (span.file, span.script, span.leftwards) if span else (style.file, "", False)
        key = (file, size, script, leftwards)
        if key not in self._fonts:
            font = self._fonts[key] = pg.font.Font(str(FONTS / file), size)
            with suppress(pg.error):  # an SDL_ttf without its shaper draws the letters one by one
                if script:
                    font.set_script(script)
                if leftwards:
                    font.set_direction(pg.DIRECTION_RTL)
        return self._fonts[key]

    def width(self, text: str, style: Style) -> float:
        """The width of a text in logical px."""
        key = (text, style)
        if key not in self._widths:
            if len(self._widths) > 20 * KEPT:
                self._widths.clear()
            self._widths[key] = self._wide(text, style)
        return self._widths[key]

    def _wide(self, text: str, style: Style) -> float:
        font, device = self._font(style), self._times * self.scale
        if not is_plain(text, style.file):
            return sum(self._font(style, s).size(s.text)[0] for s in spans(text, style.file)) / device
        wide = _by_words(font, text) if style.tracking else font.size(text)[0]
        return wide / device + style.tracking * max(0, len(text) - 1)

    def text(self, text: str, style: Style, name: str) -> pg.Surface:
        """One line of text in a token's colour."""
        return self._keep(("text", text, style, name), lambda: self._render(text, style, self.colour(name)))

    def _render(self, text: str, style: Style, rgba: Rgba) -> pg.Surface:
        font, times = self._font(style), self._times
        ascent = font.get_ascent()
        if not is_plain(text, style.file):
            ink, ascent = self._mixed(text, style, rgba)
        else:
            ink = self._tracked(font, text, style, rgba) if style.tracking else font.render(text, True, rgba)
        if times > 1:
            pad = -ascent % times  # puts the baseline on a whole pixel
            wide, high = -(-ink.get_width() // times), -(-(ink.get_height() + pad) // times)
            big = pg.Surface((max(1, wide) * times, high * times), pg.SRCALPHA)
            big.fill((*rgba[:3], 0))
            big.blit(ink, (0, pad), special_flags=pg.BLEND_RGBA_MAX)
            ink = pg.transform.smoothscale(big, (max(1, wide), high))
        if rgba[3] < 255:
            ink.set_alpha(rgba[3])
        return ink

    def _mixed(self, text: str, style: Style, rgba: Rgba) -> tuple[pg.Surface, int]:
        """A text in several faces on one baseline, and how far that is from the top: as much higher above as below
        than the style's own face, so that its middle stays where it was."""
        own, found = self._font(style), spans(text, style.file)
        fonts = [self._font(style, s) for s in found]
        more = max(
            0,
            *(f.get_ascent() - own.get_ascent() for f in fonts),
            *(own.get_descent() - f.get_descent() for f in fonts),
        )
        wide = sum(font.size(span.text)[0] for font, span in zip(fonts, found, strict=True))
        room = pg.Surface((max(1, wide), own.get_height() + 2 * more), pg.SRCALPHA)
        room.fill((*rgba[:3], 0))
        at, base = 0, own.get_ascent() + more
        for font, span in zip(fonts, found, strict=True):
            room.blit(
                font.render(span.text, True, rgba), (at, base - font.get_ascent()), special_flags=pg.BLEND_RGBA_MAX
            )
            at += font.size(span.text)[0]
        return room, base

    def _tracked(self, font: pg.font.Font, text: str, style: Style, rgba: Rgba) -> pg.Surface:
        step = style.tracking * self.scale * self._times
        room = pg.Surface((max(1, _by_words(font, text)), font.get_height()), pg.SRCALPHA)
        room.fill((*rgba[:3], 0))
        for i, letter in enumerate(text):
            at = _by_words(font, text[: i + 1]) - font.size(letter)[0] + i * step  # kerned to the letter before
            room.blit(font.render(letter, True, rgba), (round(at), 0), special_flags=pg.BLEND_RGBA_MAX)
        return room

    # -- shapes --------------------------------------------------------------------------------------------------------

    def _corner(self, r: int) -> pg.Surface:
        def make() -> pg.Surface:
            big = pg.Surface((r * _FINE, r * _FINE), pg.SRCALPHA)
            big.fill((255, 255, 255, 0))
            pg.draw.circle(big, (255, 255, 255, 255), (r * _FINE, r * _FINE), r * _FINE)
            return pg.transform.smoothscale(big, (r, r))

        return self._keep(("corner", r), make)

    def _cut(self, surface: pg.Surface, r: int, corners: str = "abcd") -> pg.Surface:
        """Round the corners of a surface in place: a and b above, c and d below, left before right."""
        wide, high = surface.get_size()
        r = min(r, wide // 2, high // 2)
        if r > 0:
            corner = self._corner(r)
            for letter, flip_x, flip_y in (("a", 0, 0), ("b", 1, 0), ("c", 0, 1), ("d", 1, 1)):
                if letter in corners:
                    turned = pg.transform.flip(corner, bool(flip_x), bool(flip_y))
                    at = (wide - r if flip_x else 0, high - r if flip_y else 0)
                    surface.blit(turned, at, special_flags=pg.BLEND_RGBA_MULT)
        return surface

    def _solid(self, size: tuple[int, int], r: int, rgba: Rgba) -> pg.Surface:
        surface = pg.Surface((max(1, size[0]), max(1, size[1])), pg.SRCALPHA)
        surface.fill(rgba)
        return self._cut(surface, r)

    def shape(self, size: tuple[int, int], r: int, fill: str, border: str, stroke: int, foot: str) -> pg.Surface:
        """A rounded rectangle of `size` px. `fill`, `border`, `foot` (a darker lower edge) are colours, or ""."""
        return self._keep(
            ("shape", size, r, fill, border, stroke, foot),
            lambda: self._shape(size, r, fill, border, stroke, foot),
        )

    def _shape(self, size: tuple[int, int], r: int, fill: str, border: str, stroke: int, foot: str) -> pg.Surface:
        wide, high = size
        clear = (0, 0, 0, 0)
        if not border:
            base = self._solid(size, r, self.colour(fill) if fill else clear)
        else:
            inner = (wide - 2 * stroke, high - 2 * stroke)
            base = self._solid(size, r, self.colour(border))
            hole = self._solid(inner, r - stroke, (0, 0, 0, 255))
            base.blit(self._only_alpha(hole), (stroke, stroke), special_flags=pg.BLEND_RGBA_SUB)
            if fill:
                below = self._solid(size, r, (*self.colour(fill)[:3], 0))
                below.blit(self._solid(inner, r - stroke, self.colour(fill)), (stroke, stroke))
                if self.colour(fill)[3] == 255:  # no seam between the ring and what it holds
                    below = self._solid(size, r, self.colour(border))
                    below.blit(self._solid(inner, r - stroke, self.colour(fill)), (stroke, stroke))
                    return self._with_foot(below, r, foot)
                below.blit(base, (0, 0))
                base = below
        return self._with_foot(base, r, foot)

    def _with_foot(self, base: pg.Surface, r: int, foot: str) -> pg.Surface:
        if foot:
            edge = self._solid(base.get_size(), r, self.colour(foot))
            keep = self._only_alpha(self._solid(base.get_size(), r, (0, 0, 0, 255)))
            edge.blit(keep, (0, -self.px(3)), special_flags=pg.BLEND_RGBA_SUB)
            base.blit(edge, (0, 0))
        return base

    @staticmethod
    def _only_alpha(surface: pg.Surface) -> pg.Surface:
        surface.fill((0, 0, 0, 255), special_flags=pg.BLEND_RGBA_MULT)
        return surface

    def shadow(self, size: tuple[int, int], r: int) -> tuple[pg.Surface, int]:
        """The soft shadow of a card, and how far it reaches beyond the card. Blurred by shrinking and growing."""
        reach = self.px(30)

        def make() -> pg.Surface:
            wide, high, coarse = size[0] + 2 * reach, size[1] + 2 * reach, 3
            red, green, blue, alpha = tokens()["shadow"][self.theme]
            small = pg.Surface((wide // coarse, high // coarse), pg.SRCALPHA)
            small.fill((red, green, blue, 0))
            inner = (reach // coarse, reach // coarse, size[0] // coarse, size[1] // coarse)
            pg.draw.rect(small, (red, green, blue, alpha), inner, border_radius=max(1, r // coarse))
            for shrink in (2, 3, 2):
                less = (max(1, wide // coarse // shrink), max(1, high // coarse // shrink))
                small = pg.transform.smoothscale(
                    pg.transform.smoothscale(small, less), (wide // coarse, high // coarse)
                )
            return pg.transform.smoothscale(small, (wide, high))

        return self._keep(("shadow", size, r), make), reach

    # -- drawings ------------------------------------------------------------------------------------------------------

    def icon(self, name: str, size: float, tint: str, stroke: float = 2) -> pg.Surface:
        """An icon of assets/icons, `size` logical px wide, in one colour."""

        def make() -> pg.Surface:
            red, green, blue, _ = self.colour(tint)
            svg = (ASSETS / "icons" / f"{name}.svg").read_text(encoding="utf-8")
            svg = svg.replace("h.01", "h.4")  # zero-length dots are not drawn
            svg = svg.replace("currentColor", f"#{red:02x}{green:02x}{blue:02x}")
            return self._svg(svg.replace('stroke-width="2"', f'stroke-width="{stroke}"'), size, size)

        return self._keep(("icon", name, size, tint, stroke), make)

    def drawing(self, name: str, svg: str, width: float, height: float) -> pg.Surface:
        """An SVG text with var(--token) colours at a size in logical px. `name` stands for the text in the store."""
        return self._keep(("drawing", name, width, height), lambda: self._svg(svg, width, height))

    def art(
        self, name: str, width: float, height: float, r: float = 0, corners: str = "abcd", middle: float = 0.5
    ) -> pg.Surface:
        """An illustration of assets/art that covers the size (cut at the longer side), corners rounded. `middle`: where
        a picture that is too high is kept, from its top, 0, to its foot, 1."""

        def make() -> pg.Surface:
            svg = (ASSETS / "art" / f"{name}.svg").read_text(encoding="utf-8")
            own = re.search(r'width="(\d+)" height="(\d+)"', svg)
            own_wide, own_high = (float(own[1]), float(own[2])) if own else (width, height)
            grow = max(width / own_wide, height / own_high)
            whole = self._svg(
                svg.replace(' preserveAspectRatio="xMidYMid slice"', ""), own_wide * grow, own_high * grow
            )
            wide, high = self.px(width), self.px(height)
            piece = pg.Surface((wide, high), pg.SRCALPHA)
            piece.blit(whole, ((wide - whole.get_width()) // 2, round((high - whole.get_height()) * middle)))
            return self._cut(piece, self.px(r), corners)

        return self._keep(("art", name, width, height, r, corners, middle), make)

    def turned(self, name: str, size: float, step: int, steps: int) -> pg.Surface:
        """An illustration turned by `step` of `steps` parts of a circle, same size, rendered finer before."""

        def make() -> pg.Surface:
            fine = self.art(name, size * 2, size * 2)
            return pg.transform.rotozoom(fine, -360 * step / steps, 0.5)

        return self._keep(("turned", name, size, step, steps), make)

    def _svg(self, svg: str, width: float, height: float) -> pg.Surface:
        """Colours filled in, then loaded at the exact pixel size, so that nothing is stretched."""
        svg = re.sub(r"var\(--(\w+)\)", lambda found: "#{:02x}{:02x}{:02x}".format(*self.colour(found[1])), svg)
        svg = re.sub(r'\bwidth="[\d.]+"', f'width="{self.px(width)}"', svg, count=1)
        svg = re.sub(r'\bheight="[\d.]+"', f'height="{self.px(height)}"', svg, count=1)
        return pg.image.load(io.BytesIO(svg.encode()), "drawing.svg").convert_alpha()

    def faded(self, size: tuple[int, int], tint: str, alpha: int) -> pg.Surface:
        """A round-ended bar at one of a few strengths, for the ribbon's older parts."""

        def make() -> pg.Surface:
            bar = self.shape(size, size[0] // 2, tint, "", 0, "").copy()
            bar.set_alpha(alpha)
            return bar

        return self._keep(("faded", size, tint, alpha), make)
