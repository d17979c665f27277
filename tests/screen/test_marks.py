"""The six verdicts, and what was missed only partly, can be told apart without colour."""

from __future__ import annotations

from itertools import combinations
from typing import get_args

import pygame as pg
import pytest

from simulator.core.scorecard import Mark
from simulator.screen.canvas import Canvas
from simulator.screen.marks import COLOURS, WORDS, put_mark
from simulator.screen.painter import Painter
from simulator.screen.window import open_display

MARKS: tuple[Mark, ...] = get_args(Mark)


def stencil(mark: Mark) -> list[bool]:
    """Where a mark has ink, all colours alike."""
    open_display()
    surface = pg.Surface((48, 48))
    surface.fill((255, 0, 255))
    put_mark(Canvas(Painter(2.0), surface), mark, 0, 0, 24)
    return [surface.get_at((x, y))[:3] != (255, 0, 255) for y in range(48) for x in range(48)]


@pytest.mark.parametrize(("one", "other"), list(combinations(MARKS, 2)))
def test_two_verdicts_have_different_shapes_and_words(one: Mark, other: Mark) -> None:
    differ = sum(a != b for a, b in zip(stencil(one), stencil(other), strict=True))

    assert differ > 60 or {one, other} == {"met", "broken"}  # both full: the sign inside tells them apart
    assert WORDS[one] != WORDS[other]


def test_a_full_disc_and_a_full_octagon_differ_by_the_sign_inside() -> None:
    open_display()
    looks = []
    for verdict in ("met", "broken"):
        surface = pg.Surface((48, 48))
        put_mark(Canvas(Painter(2.0), surface), verdict, 0, 0, 24)
        ground = surface.get_at((24, 10))
        looks.append([surface.get_at((x, y)) == ground for y in range(12, 36) for x in range(12, 36)])

    assert sum(a != b for a, b in zip(*looks, strict=True)) > 60


def test_every_verdict_has_a_mark_a_word_and_a_colour() -> None:
    assert set(WORDS) == set(COLOURS) == set(MARKS)
    assert all(any(stencil(mark)) for mark in MARKS)
