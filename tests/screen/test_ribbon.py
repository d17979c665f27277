"""The ribbon, the tape and the clock."""

from __future__ import annotations

import pygame as pg
import pytest

from screen.sample import SampleLevels, voices
from simulator.core.facts import Facts
from simulator.core.turns import Transcript, Turn
from simulator.screen.canvas import Box, Canvas
from simulator.screen.painter import Painter
from simulator.screen.ribbon import clock, running, tape, whole
from simulator.screen.scorecard_ribbon import put_ribbon
from simulator.screen.window import open_display

BOX = Box(0, 0, 600, 200)


@pytest.fixture
def canvas() -> Canvas:
    open_display()
    made = Canvas(Painter(1.0), pg.Surface((600, 200)))
    made.fill("surface")
    return made


def inked(canvas: Canvas, top: int, bottom: int, colour: str) -> int:
    """How many pixels of a side's colour lie in a band."""
    want = canvas.painter.colour(colour)[:3]
    return sum(canvas.surface.get_at((x, y))[:3] == want for y in range(top, bottom) for x in range(0, 600, 2))


def test_the_trainee_is_above_the_line_and_the_other_party_below(canvas: Canvas) -> None:
    whole(canvas, BOX, voices(20_000, [("you", 2, 6), ("them", 8, 14)]), 20_000)

    assert inked(canvas, 0, 82, "you_fill") > 100
    assert inked(canvas, 84, 160, "them_fill") > 100
    assert inked(canvas, 84, 160, "you_fill") == inked(canvas, 0, 82, "them_fill") == 0


def test_a_turn_without_sound_is_still_seen(canvas: Canvas) -> None:
    whole(canvas, BOX, SampleLevels(), 20_000, [(0, 2000, 6000)])

    assert inked(canvas, 0, 82, "you_fill") > 20


def test_a_line_that_was_typed_is_seen_on_the_ribbon_although_it_took_no_time(canvas: Canvas) -> None:
    typed = Turn(0, "trainee", "Sam Reyes", "receptionist", "Is she in?", 5000, 5000, typed=True)
    call = Transcript(Facts(), (typed,), (), {}, "hung_up")

    put_ribbon(canvas, Box(0, 0, 600, 164), call, SampleLevels(), 20_000)

    ink = canvas.painter.colour("you_fill")[:3]
    xs = [x for x in range(600) for y in range(164) if canvas.surface.get_at((x, y))[:3] == ink]
    assert 24 + 552 * 5 / 20 <= min(xs) < max(xs) < 24 + 552 * 6 / 20


def test_a_call_without_levels_runs_all_the_same(canvas: Canvas) -> None:
    running(canvas, BOX, SampleLevels(), 60_000, False)

    assert inked(canvas, 0, 200, "you_fill") == 0


def test_with_less_motion_the_ribbon_stands_still_for_a_quarter_of_a_second(canvas: Canvas) -> None:
    levels = voices(20_000, [("you", 2, 16)])
    pictures = []
    for now in (15_000, 15_240, 15_250):
        canvas.fill("surface")
        running(canvas, BOX, levels, now, True)
        pictures.append(canvas.surface.get_buffer().raw)

    assert pictures[0] == pictures[1]
    assert pictures[1] != pictures[2]


def test_the_tape_grows_with_a_long_message(canvas: Canvas) -> None:
    levels = voices(90_000, [("you", 0, 80)])
    tape(canvas, BOX, levels.you, 0, 17_000)
    short = [text.text for text in canvas.texts]
    canvas.texts.clear()
    tape(canvas, BOX, levels.you, 0, 70_000)

    assert "40 s" in short
    assert "80 s" in [text.text for text in canvas.texts]


def test_clocks_show_minutes_and_seconds() -> None:
    assert [clock(ms) for ms in (-5, 0, 59_999, 67_000, 600_000)] == ["0:00", "0:00", "0:59", "1:07", "10:00"]
