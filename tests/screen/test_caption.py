"""Captions word by word."""

from __future__ import annotations

import pygame as pg
import pytest

from simulator.screen.canvas import Box, Canvas
from simulator.screen.caption import YOU, Caption, put_caption
from simulator.screen.painter import Painter
from simulator.screen.window import open_display

TEXT = "I think she just stepped into a meeting. She’s usually back at her desk around two, if you’d like to try then."
SHORT = "She’s usually back around two."


@pytest.fixture
def canvas() -> Canvas:
    open_display()
    return Canvas(Painter(1.0), pg.Surface((700, 300)))


def said(canvas: Canvas, caption: Caption, width: float = 600, lines: int = 2) -> list[str]:
    canvas.texts.clear()
    put_caption(canvas, caption, Box(10, 10, width, 106), lines)
    return [text.text.strip() for text in canvas.texts if text.text.strip()]


def test_the_speaker_is_named(canvas: Canvas) -> None:
    assert said(canvas, Caption("Noor", TEXT, 0, 1))[0] == "Noor"
    assert said(canvas, Caption(YOU, TEXT, 0, 1))[0] == "You"


def test_the_word_now_stands_by_itself(canvas: Canvas) -> None:
    at = TEXT.index("usually")

    assert "usually" in said(canvas, Caption("Noor", TEXT, at, at + 7))


def test_a_short_line_is_shown_whole(canvas: Canvas) -> None:
    assert " ".join(said(canvas, Caption("Noor", SHORT, 0, 0))[1:]) == SHORT


@pytest.mark.parametrize("word", TEXT.split())
def test_a_long_line_always_shows_the_word_now(canvas: Canvas, word: str) -> None:
    at = TEXT.index(word)
    shown = said(canvas, Caption("Noor", TEXT, at, at + len(word)), 260)

    assert word in shown
    assert len({text.box.y for text in canvas.texts}) <= 3  # the name and two lines
