"""Bitmaps: made once, as wide as the font says, crisp at every scale."""

from __future__ import annotations

import pygame as pg
import pytest

from simulator import ASSETS
from simulator.screen.painter import KEPT, Painter
from simulator.screen.theme import style
from simulator.screen.window import open_display


@pytest.fixture(autouse=True)
def display() -> None:
    open_display()


@pytest.mark.parametrize("name", ["small", "row", "caption", "source"])
def test_a_text_is_as_wide_as_its_letters_are_when_they_are_large(name: str) -> None:
    text, how = "Listening starts when they stop", style(name)
    true = pg.font.Font(str(ASSETS / "fonts" / how.file), round(how.size * 16)).size(text)[0] / 16

    assert Painter(1.0).text(text, how, "ink").get_width() == pytest.approx(true, rel=0.015)


def test_the_same_text_is_rendered_once() -> None:
    painter = Painter()

    assert painter.text("Hit", style("h1"), "ink") is painter.text("Hit", style("h1"), "ink")


def test_another_scale_renders_anew_at_its_own_size() -> None:
    painter = Painter(1.0)
    small = painter.text("Hit", style("h1"), "ink")
    painter.set(2.0, "light")

    assert painter.text("Hit", style("h1"), "ink").get_width() == pytest.approx(2 * small.get_width(), abs=2)


def test_a_border_is_never_heavier_than_drawn() -> None:
    shape = Painter(1.0).shape((40, 40), 0, "", "ink", int(1.5), "")

    assert [shape.get_at((x, 20))[3] for x in (0, 1, 20, 38, 39)] == [255, 0, 0, 0, 255]


def test_a_rounded_corner_is_smooth() -> None:
    shape = Painter(1.0).shape((40, 40), 12, "ink", "", 0, "")
    edge = {shape.get_at((x, y))[3] for x in range(12) for y in range(12)}

    assert {0, 255} < edge


def test_the_dots_of_an_icon_are_drawn() -> None:
    icon = Painter(4.0).icon("keyboard", 24, "ink")

    assert icon.get_at((40, 32))[3] > 200  # the dot at 10,8 of 24: a line of no length in the file


@pytest.mark.parametrize("path", sorted((ASSETS / "icons").glob("*.svg")), ids=lambda p: p.stem)
def test_every_icon_leaves_ink(path: object) -> None:
    icon = Painter().icon(path.stem, 20, "ink")  # type: ignore[attr-defined]

    assert icon.get_size() == (20, 20)
    assert icon.get_bounding_rect().w > 6


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", sorted((ASSETS / "art").glob("*.svg")), ids=lambda p: p.stem)
def test_every_illustration_covers_its_place(path: object, theme: str) -> None:
    art = Painter(1.0, theme).art(path.stem, 240, 120)  # type: ignore[attr-defined, arg-type]

    assert art.get_size() == (240, 120)
    assert art.get_bounding_rect().h > 60


def test_the_store_is_bounded() -> None:
    painter = Painter()
    for i in range(KEPT + 20):
        painter.shape((1, 1), 0, f"#0000{i % 256:02x}", "", i, "")

    assert len(painter._kept) <= KEPT + 1
