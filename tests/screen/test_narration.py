"""What has the focus is read aloud, where somebody wants that."""

from __future__ import annotations

from dataclasses import replace

import pygame as pg

from screen.sample import SampleDebrief
from screen.seat import Seat
from simulator.screen.scorecard import ScorecardScreen
from simulator.screen.spoken import summary


def test_nothing_is_read_aloud_unless_it_was_asked_for(seat: Seat) -> None:
    seat.begin().key(pg.K_TAB, times=3)

    assert seat.game.house.told == []


def test_each_thing_that_gets_the_focus_is_told_once() -> None:
    seat = Seat(narrate=True).begin()
    labels = []
    for _ in range(3):
        seat.key(pg.K_TAB).wait().wait()
        labels.append(next(spot.label for spot in seat.window.spots if spot.name == seat.focus))

    assert seat.game.house.told == labels


def test_the_mouse_makes_nobody_speak() -> None:
    seat = Seat(narrate=True).begin().click("situation.cell")

    assert seat.game.house.told == []


def test_a_switch_that_is_turned_says_how_it_stands_now() -> None:
    seat = Seat(narrate=True).begin().key(pg.K_F10).letter("3")
    while seat.focus != "motion":
        seat.key(pg.K_TAB)
    seat.key(pg.K_SPACE, " ")

    assert seat.game.house.told[-2:] == ["Reduce motion: off", "Reduce motion: on"]


def test_a_judgment_is_told_with_its_verdict() -> None:
    seat = Seat(narrate=True).begin()
    seat.journey.to_call("switchboard", "busy", None)
    assert seat.game.line is not None
    seat.game.line.hang_up()
    seat.journey.to_scorecard(None)
    seat.wait()
    for _ in seat.names:
        seat.key(pg.K_TAB)

    assert isinstance(seat.window.screen, ScorecardScreen)
    assert any(told.startswith("Thanked her: ") for told in seat.game.house.told)


def test_a_scorecard_that_opens_tells_its_total_and_how_many_of_each_verdict() -> None:
    seat = Seat(narrate=True, playbook="ask-for-help").begin()
    seat.journey.to_call("switchboard", "busy", None)
    assert seat.game.line is not None
    seat.game.line.hang_up()
    seat.journey.to_scorecard(None)
    seat.wait()

    assert seat.game.house.told[-1] == (
        "Scorecard. The switchboard. You hung up. Ari Galper: 51 of 100. 2 done, 1 missed, 1 to avoid, 1 unclear."
    )


def test_a_scorecard_of_somebody_who_says_nothing_tells_so() -> None:
    plain = SampleDebrief()
    told = summary("The switchboard", plain.transcript, plain.scorecards["always-leave-one"])

    assert told.endswith("Susan A. Enns says nothing on such a call.")


def test_a_scorecard_tells_that_there_were_tips() -> None:
    plain = SampleDebrief()
    told = summary("The switchboard", replace(plain.transcript, with_tips=True), plain.scorecards["ask-for-help"])

    assert "It was with tips." in told


def test_on_the_line_only_the_other_party_speaks() -> None:
    seat = Seat(narrate=True).begin().key(pg.K_RETURN, "\r").key(pg.K_RETURN, "\r")
    before = [*seat.game.house.told]
    seat.key(pg.K_TAB, times=3)

    assert seat.screen == "CallScreen"
    assert seat.game.house.told == before
