"""Every text of every screen against what really lies behind it, from the pixels, in both lights."""

from __future__ import annotations

import numpy as np
import pygame as pg
import pytest

from screen.seat import Seat
from screen.test_layout import SCREENS
from simulator.screen.canvas import Placed
from simulator.screen.theme import contrast, style

SIZE, ZOOM = (1920, 1200), 1.25
"""Large enough for the strokes of the smallest letters to have their full colour."""
NEEDED, LARGE = 4.5, 3.0
DECORATION = ("key_sub",)
"""The letters below the digits of a telephone's keys: no words, and each key says its digit."""


def needed(text: Placed) -> float:
    """By WCAG 2: 3:1 from 24 px on, and from 18.66 px on where it is bold."""
    how = style(text.style)
    large = how.size >= 24 or (how.size >= 18.66 and "Bold" in how.file)
    return LARGE if large or text.style in DECORATION else NEEDED


def seen(seat: Seat, text: Placed) -> pg.Rect | None:
    """The pixels of a text; None where most of it is scrolled out of sight."""
    k, box = seat.window.painter.scale, text.box
    rect = pg.Rect(round(box.x * k), round(box.y * k), round(box.w * k), round(box.h * k))
    room = seat.picture.get_rect()
    pane = seat.window.pane(text.pane) if text.pane else None
    if pane is not None:
        room = room.clip(pg.Rect([round(v * k) for v in pane.box]))
    inside = rect.clip(room)
    return inside if inside.w > 1 and inside.h >= 0.9 * rect.h else None


def measured(picture: pg.Surface, rect: pg.Rect) -> float:
    """The contrast of the ground, which is the colour most pixels have, and of what differs most from it."""
    pixels = pg.surfarray.array3d(picture.subsurface(rect)).reshape(-1, 3)
    colours, counts = np.unique(pixels, axis=0, return_counts=True)
    ground = (*map(int, colours[counts.argmax()]), 255)
    return max(contrast((*map(int, c), 255), ground) for c in colours)


@pytest.mark.parametrize("theme", ["ivory", "bakelite"])
@pytest.mark.parametrize("name", SCREENS)
def test_every_text_can_be_read(name: str, theme: str) -> None:
    seat = Seat(SIZE, zoom=ZOOM, theme=theme, reduce_motion=True)
    SCREENS[name](seat)
    seat.wait().wait()
    faint = []
    for text in seat.texts:
        rect = seen(seat, text) if any(ch.isalnum() for ch in text.text) else None
        if rect is not None and (found := measured(seat.picture, rect)) < needed(text):
            faint.append((text.text, round(found, 2), text.style))

    assert faint == []
