"""Where the window stood when it was closed, so that it opens there again: on that screen, as large.

Rule: a place is only ever used while the very same screens are there; with others, or with none known, the desktop
chooses. So the window never opens where no screen is.
"""

from __future__ import annotations

import contextlib
import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import pygame as pg

Size = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """The upper left corner and the size of the window's inside, in the desktop's own px."""

    x: int
    y: int
    w: int
    h: int


def told(place: Place, screens: Sequence[Size]) -> str:
    """A place and the screens it was on, as the settings keep it."""
    return f"{place.x} {place.y} {place.w} {place.h} on {' '.join(f'{w}x{h}' for w, h in screens)}"


def remembered(text: str, screens: Sequence[Size]) -> Place | None:
    """The place that the settings kept; None where there is none, or these are other screens."""
    where, _, on = text.partition(" on ")
    if on != " ".join(f"{w}x{h}" for w, h in screens):
        return None
    try:
        x, y, w, h = map(int, where.split())
    except ValueError:
        return None
    reach = sum(max(screen) for screen in screens)  # all of them in a row, in whatever direction
    near = abs(x) < reach and abs(y) < reach
    return Place(x, y, w, h) if near and 200 <= w <= reach and 200 <= h <= reach else None


def take(place: Place) -> None:
    """Move the window there. A desktop that lays windows out by itself does as it pleases."""
    with contextlib.suppress(pg.error):
        pg.display.set_window_position((place.x, place.y))


def fill_screen(on: bool) -> None:
    """The whole of the screen that the window is on, or the window as it was before. By the window itself: a change of
    mode comes back as large as the screen under some desktops."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of drawing by it, which is not done here
        window = pg.Window.from_display_module()
    if on:
        window.set_fullscreen(desktop=True)
    else:
        window.set_windowed()


def here() -> str:
    """Where the window is now, as the settings keep it; "" where the desktop does not tell."""
    surface = pg.display.get_surface()
    try:
        x, y = pg.display.get_window_position()
    except pg.error:
        return ""
    return told(Place(x, y, *surface.get_size()), pg.display.get_desktop_sizes()) if surface else ""
