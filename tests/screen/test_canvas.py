"""Wrapping, panes and what a picture leaves behind."""

from __future__ import annotations

import pygame as pg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.screen.canvas import Box, Canvas, Pane, pane_bar
from simulator.screen.painter import Painter
from simulator.screen.window import open_display
from simulator.screen.wrapping import Run, wrap

PAINTER = Painter(1.0)


@pytest.fixture
def canvas() -> Canvas:
    open_display()
    return Canvas(PAINTER, pg.Surface((400, 300)))


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("aefij WM,.’-ß\n"), max_size=120), st.integers(40, 400))
def test_wrapped_lines_fit_and_lose_no_letter(text: str, width: int) -> None:
    pg.font.init()
    lines = wrap(PAINTER, [Run(text, "body", "ink")], width)

    assert all(piece.x + piece.w <= width + 0.1 for line in lines for piece in line)
    assert "".join(piece.text for line in lines for piece in line).replace(" ", "") == "".join(text.split())


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(st.sampled_from("abc de"), min_size=1, max_size=30), min_size=1, max_size=5))
def test_each_piece_knows_where_its_letters_begin(texts: list[str]) -> None:
    pg.font.init()
    whole = "".join(texts)

    for line in wrap(PAINTER, [Run(text, "body", "ink") for text in texts], 90):
        assert all(whole[piece.start :].startswith(piece.text) for piece in line)


def test_a_paragraph_takes_the_height_of_its_lines(canvas: Canvas) -> None:
    one, many = canvas.para("short", "body", "ink", 0, 0, 300), canvas.para("word " * 40, "body", "ink", 0, 40, 300)

    assert one == 22
    assert many == 22 * len([t for t in canvas.texts if t.text != "short"])


def test_what_is_painted_aside_leaves_nothing(canvas: Canvas) -> None:
    before = canvas.surface.get_buffer().raw
    with canvas.aside():
        canvas.para("nobody reads this", "body", "ink", 0, 0, 300)
        canvas.spot("button", Box(0, 0, 44, 44), lambda: None, "button")

    assert canvas.surface.get_buffer().raw == before
    assert (canvas.texts, canvas.spots) == ([], [])


def test_a_pane_that_holds_more_than_it_shows_can_be_scrolled_and_focused(canvas: Canvas) -> None:
    with canvas.pane("list", Box(0, 0, 200, 100)) as painted:
        painted(260)

    assert canvas.panes[0].reach == 160
    assert [(spot.name, spot.role) for spot in canvas.spots] == [("list", "pane")]


def test_a_pane_that_shows_everything_is_left_out_of_the_focus_order(canvas: Canvas) -> None:
    with canvas.pane("list", Box(0, 0, 200, 100)) as painted:
        painted(90)

    assert canvas.spots == []


def test_a_pane_scrolled_beyond_its_end_is_brought_back(canvas: Canvas) -> None:
    canvas.scrolls["list"] = 500
    with canvas.pane("list", Box(0, 0, 200, 100)) as painted:
        painted(260)

    assert canvas.scrolls["list"] == 160
    assert canvas.moved


def test_the_bar_stands_at_the_bottom_when_all_was_scrolled() -> None:
    box = Box(10, 20, 200, 100)

    assert pane_bar(Pane("list", box, 400, 300)).bottom == pytest.approx(box.bottom)
    assert pane_bar(Pane("list", box, 400, 0)).y == box.y


def test_nothing_is_painted_outside_a_pane(canvas: Canvas) -> None:
    canvas.fill("bg")
    with canvas.pane("list", Box(50, 50, 100, 60), bleed=0) as painted:
        canvas.box(-200, -200, 800, 800, 0, "ink")
        painted(60)
    ground = canvas.painter.colour("bg")

    assert canvas.surface.get_at((100, 80)) != ground
    assert all(canvas.surface.get_at(at) == ground for at in ((100, 45), (100, 115), (45, 80), (155, 80)))
