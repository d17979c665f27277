"""Tips on a call: where they stand, who says them, and that nothing moves because of one."""

from __future__ import annotations

import pygame as pg
import pytest

from screen.sample_calls import DESK, SampleLine, box_line, call_of, cell_line, desk_line
from screen.seat import Seat, on_line
from simulator.core.events import Dialled, TimerFired, TipShown
from simulator.core.tips import HOUSE, Tip

TIP = Tip(
    "ask-for-help/4",
    "offering easy answers to choose from",
    "Would you know if Dana is at lunch, away, or in a meeting?",
    "A question with answers to choose from is easy to help with.",
    "Ari Galper",
    "Using Voice Mail Toward Cold Calling Success",
    "his example of what to say to a receptionist",
)
OWN = Tip("house/answer-first", "answer first: who you are", "", "Whoever asked waits.", HOUSE, "", "")
LOW = {"size": (1000, 700), "zoom": 1.75}


def tipped() -> SampleLine:
    line = desk_line()
    line.tip = TIP
    return line


def test_no_tip_is_shown_before_it_is_asked_for() -> None:
    seat = Seat()
    on_line(seat, tipped)

    assert "tip" not in seat.names
    assert "Offering easy answers" not in seat.words


def test_f1_shows_tips_and_hides_them_again() -> None:
    seat = Seat()
    line = on_line(seat, tipped)
    seat.key(pg.K_F1)
    shown, wanted = seat.words, line.tips
    seat.key(pg.K_F1)

    assert "Offering easy answers to choose from" in shown
    assert (wanted, line.tips) == (True, False)
    assert "Offering easy answers" not in seat.words


def test_a_tip_says_what_how_and_who() -> None:
    seat = Seat(tips=True)
    on_line(seat, tipped)

    for said in ("Offering easy answers to choose from", "Would you know if Dana", "Ari Galper"):
        assert said in seat.words


def test_pointing_at_a_tip_names_the_document() -> None:
    seat = Seat(tips=True)
    on_line(seat, tipped)
    before = seat.words
    x, y = seat.middle("tip")
    pg.event.post(pg.event.Event(pg.MOUSEMOTION, pos=(x, y), rel=(0, 0), buttons=(0, 0, 0), touch=False))

    assert TIP.document not in before
    assert TIP.document in seat.wait().words


def test_a_tip_tells_more_by_keyboard_and_the_call_waits() -> None:
    seat = Seat(tips=True)
    line = on_line(seat, tipped)
    seat.window.ring = True
    seat.window.focus("tip")
    seat.wait().key(pg.K_RETURN, "\r").wait()
    words, screen = seat.words, seat.screen
    seat.key(pg.K_ESCAPE)

    assert screen == "TipDialog"
    assert TIP.because in words
    assert TIP.passage in words
    assert line.tips
    assert seat.screen == "CallScreen"


def test_where_there_is_little_room_the_tip_is_one_line() -> None:
    seat = Seat(**LOW, tips=True)
    on_line(seat, tipped)

    assert "Offering easy answers to choose from" in seat.words
    assert "Would you know if Dana" not in seat.words


@pytest.mark.parametrize("where", [{}, LOW])
def test_nothing_moves_when_a_tip_comes_or_goes(where: dict[str, object]) -> None:
    seat = Seat(**where, tips=True)  # type: ignore[arg-type]
    line = on_line(seat, tipped)
    places = {s.name: s.box for s in seat.window.spots if s.name != "tip"}
    line.tip = None
    seat.wait()

    assert {s.name: s.box for s in seat.window.spots} == places


def test_where_nothing_more_is_called_for_it_says_so() -> None:
    seat = Seat(tips=True)
    line = on_line(seat, cell_line)
    never = seat.words
    line.happen(TipShown(12_000, "ask-for-help/4", "offering easy answers"))
    line.tip = TIP
    seat.wait()
    line.tip = None

    assert "This author calls for nothing here." in never
    assert "Nothing more is called for here." in seat.wait().words


def test_once_the_call_is_over_there_are_no_tips() -> None:
    seat = Seat(tips=True)
    line = on_line(seat, tipped)
    line.hang_up()
    seat.wait()

    assert "tip" not in seat.names


def test_the_tip_is_reached_by_tab_after_the_keys() -> None:
    seat = Seat(tips=True)
    on_line(seat, tipped)

    assert seat.names[-2:] == ["hang_up", "tip"]


def test_tips_are_switched_on_in_the_settings() -> None:
    seat = Seat()
    seat.begin().window.open_settings()
    seat.wait().letter("2").wait().click("tips")

    assert seat.game.settings.tips


def test_a_tip_on_a_recording_stands_below_what_the_keys_mean() -> None:
    seat = Seat(tips=True)

    def taped() -> SampleLine:
        line = box_line()
        line.tip = TIP
        return line

    on_line(seat, taped)
    boxes = {s.name: s.box for s in seat.window.spots}

    assert boxes["tip"].y > boxes["hang_up"].bottom


@pytest.mark.parametrize("where", [{}, LOW])
def test_a_tip_of_the_house_says_whose_it_is_also_when_pointed_at(where: dict[str, object]) -> None:
    seat = Seat(**where, tips=True)  # type: ignore[arg-type]
    line = on_line(seat, tipped)
    line.tip = OWN
    seat.wait()
    seat.window.ring = True
    seat.window.focus("tip")
    pointed = seat.wait().words

    assert "Answer first: who you are" in pointed
    assert HOUSE in pointed
    assert "house/" not in pointed


def test_all_of_a_tip_of_the_house_says_that_no_author_scores_by_it() -> None:
    seat = Seat(tips=True)
    line = on_line(seat, tipped)
    line.tip = OWN
    seat.wait().click("tip")

    assert "nothing is scored by it" in seat.words
    assert OWN.because in seat.words


def test_before_anybody_answers_the_first_tip_is_announced() -> None:
    seat = Seat(tips=True)
    line = on_line(seat, lambda: SampleLine(call_of(DESK, "switchboard"), 2_000).happen(Dialled(0)))
    ringing = seat.words
    line.happen(TimerFired(12_000, "rings"))
    line.said = None

    assert "The first one comes once somebody answers." in ringing
    assert "The first one" not in seat.wait().words


def test_beside_a_scene_the_tip_stands_in_full_and_the_scene_gives_up_its_height() -> None:
    seat = Seat(tips=True)
    line = on_line(seat, cell_line)
    line.tip = TIP
    in_full = seat.wait().words

    assert TIP.words[:30] in in_full
    assert "[road noise]" in in_full
