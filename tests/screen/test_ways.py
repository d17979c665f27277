"""How a call begins, chosen in the briefing: as promised, now, or afresh."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pygame as pg

from screen.sample import AUTHORS, OFFERS, PROMISE, PROMISED, WAITING, WAYS, SampleGame, SampleSound
from screen.seat import Seat
from simulator.core.events import Action
from simulator.screen.briefing import Briefing, BriefingScreen

DUE = datetime(2026, 11, 25, 9)


class Desk:
    """A briefing in front of somebody, a clock on the wall, and what was begun."""

    def __init__(self, briefing: Briefing, now: datetime = DUE) -> None:
        self.now, self.begun = now, list[tuple[Action | None, str]]()
        self.seat = Seat()
        start = lambda choice, way, tip: self.begun.append((choice, way))  # noqa: E731
        screen = BriefingScreen(
            self.seat.window, briefing, AUTHORS[0], SampleSound(), start, lambda: None, lambda: self.now
        )
        self.seat.sit(screen)

    def enter(self) -> None:
        self.seat.key(pg.K_RETURN, "\r")


def test_the_lobby_says_what_stands_promised() -> None:
    offers = (replace(OFFERS[0], promise=PROMISE), *OFFERS[1:])

    assert PROMISE in Seat(game=SampleGame(scenarios=offers)).begin().words


def test_the_promised_call_is_chosen_at_first_and_begins_by_enter() -> None:
    desk = Desk(PROMISED)
    desk.enter()

    assert desk.begun == [(None, "then")]


def test_the_slip_tells_what_the_chosen_way_knows_and_when_it_is() -> None:
    desk = Desk(PROMISED)
    promised = desk.seat.words
    afresh = desk.seat.click("way.2").words

    assert "I’ll try you again tomorrow at nine." in promised
    assert "Wednesday 25 November, 09:00" in promised
    assert "I’ll try you again tomorrow at nine." not in afresh
    assert "Tuesday 24 November, 10:20" in afresh


def test_a_first_call_can_always_be_begun_again() -> None:
    desk = Desk(PROMISED)
    desk.seat.click("way.2")
    desk.enter()

    assert desk.begun == [(None, "stranger")]


def test_by_the_real_clock_the_call_waits_for_its_minute() -> None:
    desk = Desk(WAITING, DUE - timedelta(minutes=3, seconds=12))
    desk.enter()
    waiting = desk.seat.words
    desk.now = DUE
    desk.seat.wait()
    desk.enter()

    assert "You promised 09:00. The line opens in 3:12." in waiting
    assert desk.begun == [(None, "then")]


def test_the_time_that_is_left_runs_down() -> None:
    desk = Desk(WAITING, DUE - timedelta(seconds=70))
    first = desk.seat.words
    desk.now += timedelta(seconds=11)

    assert "opens in 1:10" in first
    assert "opens in 0:59" in desk.seat.wait().words


def test_before_its_five_minutes_the_promised_call_cannot_be_chosen() -> None:
    desk = Desk(WAITING, DUE - timedelta(minutes=5, seconds=1))
    early = list(desk.seat.names)
    desk.now += timedelta(seconds=1)
    desk.seat.wait()

    assert "way.0" not in early
    assert "way.1" in early
    assert "way.0" in desk.seat.names


def test_who_will_not_wait_rings_before_the_time() -> None:
    desk = Desk(WAITING, DUE - timedelta(minutes=30))
    desk.enter()

    assert desk.begun == [(None, "again")]


def test_the_way_is_told_to_whoever_opens_the_call() -> None:
    seat = Seat(game=SampleGame(briefing=PROMISED)).begin()
    seat.key(pg.K_RETURN, "\r").click("way.1").key(pg.K_RETURN, "\r")

    assert seat.game.begun == ["again"]


def test_a_call_with_one_way_to_begin_asks_nothing() -> None:
    desk = Desk(replace(PROMISED, ways=PROMISED.ways[2:]))

    assert "How does this call begin?" not in desk.seat.words


def test_a_way_that_was_asked_for_is_the_one_that_is_chosen() -> None:
    seat = Seat()
    screen = BriefingScreen(seat.window, PROMISED, None, seat.sound, lambda *how: None, lambda: None, way="stranger")

    assert screen.way is not None
    assert screen.way.name == "stranger"


def test_a_way_that_is_not_open_yet_gives_way_to_the_first_that_is() -> None:
    seat = Seat()
    early = datetime(2026, 11, 24, 12)
    nothing = lambda *how: None  # noqa: E731
    screen = BriefingScreen(seat.window, WAITING, None, seat.sound, nothing, lambda: None, lambda: early, "then")

    assert screen.way is not None
    assert screen.way.name == "again"


def test_the_promised_call_is_chosen_at_first_where_a_first_call_has_no_case() -> None:
    """A first call without a case has no name; it is not what somebody asks for who names no way."""
    seat = Seat()
    ways = (*WAYS[:2], replace(WAYS[2], name="", case=""))
    screen = BriefingScreen(
        seat.window, replace(PROMISED, ways=ways), None, seat.sound, lambda *how: None, lambda: None, way=""
    )

    assert screen.way is not None
    assert screen.way.name == "then"
