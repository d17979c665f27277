"""Taking one's time, in the window: switched on, told on the call and on its card."""

from __future__ import annotations

import pygame as pg

from screen.sample import SampleLine, box_line, cell_line
from screen.screens_today import TODAYS
from screen.seat import Seat
from simulator.screen.call import CallScreen


def on_line(line: SampleLine, untimed: bool = True, **settings: object) -> tuple[Seat, SampleLine]:
    line.call.untimed = untimed
    seat = Seat(**settings)
    return seat.sit(CallScreen(seat.window, line, lambda: None)), line


def test_it_is_switched_on_in_the_settings_and_kept(seat: Seat) -> None:
    seat.begin().key(pg.K_F10).letter("2").click("untimed")

    assert seat.game.settings.untimed


def test_an_untimed_call_says_that_there_is_no_hurry() -> None:
    assert "Listening, no hurry" in on_line(cell_line())[0].words
    assert "no hurry" not in on_line(cell_line(), untimed=False)[0].words


def test_its_tape_sets_no_time() -> None:
    timed, untimed = on_line(box_line(), untimed=False)[0].words, on_line(box_line())[0].words

    assert "Finish between 20 and 30 seconds" in timed
    assert "This tape does not run out" in untimed
    assert "30 seconds" not in untimed


def test_an_empty_line_is_a_silence_where_none_comes_by_itself() -> None:
    seat, line = on_line(cell_line(), typed=True)
    seat.letter("t").key(pg.K_RETURN, "\r")

    assert line.silences == 1


def test_an_empty_line_does_nothing_on_a_timed_call() -> None:
    seat, line = on_line(cell_line(), untimed=False, typed=True)
    seat.letter("t").key(pg.K_RETURN, "\r")

    assert line.silences == 0


def test_its_card_says_so(seat: Seat) -> None:
    TODAYS["scorecard, untimed"](seat)

    assert "busy, untimed, by Ari Galper" in seat.wait().words


def test_a_typed_message_is_told_its_words_and_no_seconds() -> None:
    typed, spoken = on_line(box_line(), untimed=False, typed=True)[0], on_line(box_line(), untimed=False)[0]

    assert "Finish between 20 and 30 seconds" in spoken.words
    assert "Keep it to 80 words" in typed.words
    assert "finish here" not in typed.words
