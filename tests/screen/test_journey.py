"""Whole ways through the game, by keyboard and by mouse, with real pygame events."""

from __future__ import annotations

import pygame as pg

from screen.sample import SampleDebrief, SampleGame, SampleOver
from screen.seat import Seat
from simulator.screen.game import CutShort
from simulator.screen.loop import run


def to(seat: Seat, name: str) -> Seat:
    """By Tab alone."""
    for _ in range(200):
        if seat.focus == name:
            return seat
        seat.key(pg.K_TAB)
    raise AssertionError(f"{name} is not in the reading order")


def enter(seat: Seat) -> Seat:
    return seat.key(pg.K_RETURN, "\r")


def test_from_the_lobby_to_the_scorecard_and_back_by_keyboard_alone(seat: Seat) -> None:
    way = [seat.begin().screen]
    way.append(enter(seat).screen)
    way.append(enter(seat).screen)
    seat.letter("t").type("Thank you, I will ring at two.")
    enter(seat).key(pg.K_ESCAPE)
    seat.letter("h").key(pg.K_TAB, times=2)
    enter(seat)
    way.append(enter(seat).screen)
    way.append(seat.key(pg.K_ESCAPE).screen)

    assert way == ["Lobby", "BriefingScreen", "CallScreen", "ScorecardScreen", "Lobby"]
    assert seat.game.opened == [("switchboard", "busy", None, False)]
    assert seat.game.line is not None
    assert seat.game.line.told == ["Thank you, I will ring at two."]


def test_from_the_lobby_to_the_scorecard_and_a_second_call_by_mouse_alone(seat: Seat) -> None:
    seat.begin().click("situation.voicemail").click("brief").click("start").wait(1).click("key.0").click("hang_up")
    seat.click("scorecard").wait(1).click("again")

    assert seat.screen == "BriefingScreen"
    assert seat.game.opened == [("tape", "busy", None, False)]


def test_the_whole_way_from_the_first_start_by_keyboard_alone() -> None:
    seat = Seat(welcomed=False).begin()
    way = [seat.screen]
    enter(seat)
    seat.key(pg.K_3, "3")  # by typing
    enter(enter(seat))
    way.append(seat.screen)
    way.append(enter(seat).screen)
    enter(seat).type("I will ring at two.")
    enter(seat).key(pg.K_ESCAPE)
    seat.letter("h").key(pg.K_TAB, times=2)
    way.append(enter(enter(seat)).wait(1).screen)
    to(to(seat, "turn.3"), "turn.3:retry")
    way.append(enter(seat).screen)
    way.append(enter(seat).screen)
    seat.key(pg.K_ESCAPE).letter("h").key(pg.K_TAB, times=2)
    enter(enter(seat)).wait(1)
    marked = "Second try" in seat.words
    way.append(enter(to(seat, "compare")).screen)
    way.append(seat.key(pg.K_ESCAPE).screen)
    way.append(seat.key(pg.K_ESCAPE).screen)
    way.append(seat.letter("p").screen)

    assert way == [*BEGUN, "ScorecardScreen", *RETRIED]
    assert marked
    assert len(seat.game.retried) == 1


def test_the_whole_way_from_the_first_start_by_mouse_alone() -> None:
    seat = Seat(welcomed=False).begin()
    way = [seat.screen]
    seat.click("next").click("talk.2").click("next").click("next")
    way.append(seat.screen)
    way.append(seat.click("brief").screen)
    seat.click("start").wait(1).click("hang_up")
    way.append(seat.click("scorecard").wait(1).screen)
    way.append(seat.click("turn.3").click("turn.3:retry").screen)
    way.append(seat.click("answer.0").wait(1).screen)
    seat.click("hang_up").click("scorecard").wait(1)
    way.append(seat.click("compare").screen)
    way.append(seat.click("back").screen)
    way.append(seat.click("back").screen)
    way.append(seat.click("progress").screen)

    assert way == [*BEGUN, "ScorecardScreen", *RETRIED]
    assert len(seat.game.retried) == 1


BEGUN = ("FirstSteps", "Lobby", "BriefingScreen")
RETRIED = ("Anew", "CallScreen", "CompareScreen", "ScorecardScreen", "Lobby", "ProgressScreen")


def test_who_types_finds_the_caret_in_the_field() -> None:
    seat = Seat(typed=True).begin()
    enter(enter(seat)).type("Good morning")
    enter(seat)

    assert seat.game.line is not None
    assert seat.game.line.told == ["Good morning"]


def test_a_call_that_cannot_be_made_says_why_and_goes_back() -> None:
    seat = Seat(game=SampleGame(refusal="The model of moves is missing. Install the game again.")).begin()
    enter(enter(seat))
    said = seat.words
    enter(seat)

    assert "The model of moves is missing." in said
    assert seat.screen == "Lobby"


def test_a_call_cut_short_is_offered_and_opened() -> None:
    left: list[str] = []
    cut = CutShort("The switchboard, today.", SampleDebrief, lambda: left.append("left"))
    seat = Seat(game=SampleGame(over=SampleOver(cut))).begin()
    offered = seat.words
    enter(seat)

    assert "A call was cut short" in offered
    assert seat.screen == "ScorecardScreen"
    assert "again" not in seat.names
    assert left == []


def test_a_call_cut_short_can_be_left_alone() -> None:
    left: list[str] = []
    seat = Seat(
        game=SampleGame(over=SampleOver(CutShort("The switchboard.", SampleDebrief, lambda: left.append("left"))))
    ).begin()
    seat.key(pg.K_ESCAPE)

    assert seat.screen == "Lobby"
    assert left == ["left"]


def test_closing_the_window_at_the_desk_asks_nothing(seat: Seat) -> None:
    seat.begin()
    seat.journey.close()

    assert seat.journey.leaving


def test_closing_the_window_in_mid_call_asks_and_hangs_up(seat: Seat) -> None:
    enter(enter(seat.begin()))
    seat.journey.close()
    asked = seat.wait().words
    seat.click("answer.1")

    assert "Close the window?" in asked
    assert seat.journey.leaving
    assert seat.game.line is not None
    assert seat.game.line.call.is_over


def test_the_desktops_wish_to_close_is_noted(seat: Seat) -> None:
    seat.begin()
    pg.event.post(pg.event.Event(pg.QUIT))
    seat.wait()

    assert seat.hands.asked_to_close


def test_the_loop_runs_until_the_window_is_closed(seat: Seat) -> None:
    pg.event.post(pg.event.Event(pg.QUIT))
    run(seat.game, seat.sound, seat.game.open_call, seat.game.judge)

    assert not pg.display.get_init()


def test_an_unplugged_loudspeaker_is_told_to_the_game(seat: Seat) -> None:
    pg.event.post(pg.event.Event(pg.AUDIODEVICEREMOVED, which=2, iscapture=0))
    pg.event.post(pg.event.Event(pg.QUIT))
    run(seat.game, seat.sound, seat.game.open_call, seat.game.judge)

    assert seat.game.removed == (2, False)
