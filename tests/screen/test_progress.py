"""The way so far: what is shown of it, and what keys and mouse do there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pygame as pg
import pytest

from screen.past import BAD, BROKEN_RECORDS, LONG_PAST, MONTH, NO_PAST, PAST, READING, SHORT_PAST, SamplePast
from screen.sample import PROMISED, SampleGame, SampleOver
from screen.seat import Seat
from simulator.screen.progress import FIRST, ProgressScreen


def progress(past: SamplePast = PAST) -> Seat:
    """In front of the progress screen, reached from the lobby by its key."""
    return Seat(game=SampleGame(over=SampleOver(history=replace(past)))).begin().letter("p")


def rows(seat: Seat) -> list[str]:
    return [name for name in seat.names if name.startswith("call.")]


def test_the_lobby_leads_there_by_key_and_by_mouse() -> None:
    by_key, by_mouse = progress(), Seat().begin().click("progress")

    assert by_key.screen == by_mouse.screen == "ProgressScreen"
    assert (by_key.game.over.readings, by_mouse.game.over.readings) == (1, 1)


def test_escape_leads_back_to_the_lobby() -> None:
    assert progress().key(pg.K_ESCAPE).screen == "Lobby"


def test_the_newest_call_is_the_first_of_the_list() -> None:
    assert rows(progress())[0] == f"call.{MONTH[-1].record}"


def test_an_old_call_opens_its_scorecard_and_comes_back_to_its_row_by_keys_alone() -> None:
    seat = progress()
    name = rows(seat)[1]
    while seat.focus != name:
        seat.key(pg.K_TAB)
    seat.key(pg.K_RETURN, "\r")
    opened = seat.screen
    seat.key(pg.K_ESCAPE)

    assert opened == "ScorecardScreen"
    assert seat.game.over.reopened == [name.removeprefix("call.")]
    assert (seat.screen, seat.focus) == ("ProgressScreen", name)


def alike(seat: Seat, scenario: str) -> list[str]:
    """The rows of that scenario's calls."""
    return [name for name in rows(seat) if name.endswith(scenario)]


def test_two_calls_of_the_list_are_laid_side_by_side_by_mouse_and_one_comes_back_to_them() -> None:
    seat = progress().click("compare")
    asked = seat.words
    one, other, *_ = alike(seat, "switchboard")
    seat.click(one)
    then = seat.words
    compared = seat.click(other).screen
    back = seat.key(pg.K_ESCAPE).screen

    assert "Choose two calls of the same scenario." in asked
    assert "Now a second call of “The switchboard”." in then
    assert (compared, back) == ("CompareScreen", "ProgressScreen")
    assert seat.game.over.shown == [(one.removeprefix("call."), other.removeprefix("call."))]
    assert seat.focus == other
    assert "Compare two" in seat.words


def test_two_calls_of_the_list_are_laid_side_by_side_by_keys_alone() -> None:
    seat = progress().letter("c")
    one, other, *_ = alike(seat, "tape")
    for name in (one, other):
        while seat.focus != name:
            seat.key(pg.K_TAB)
        seat.key(pg.K_RETURN, "\r")

    assert seat.screen == "CompareScreen"
    assert "Back to your calls" in seat.words


def test_once_one_call_is_picked_only_those_of_its_scenario_can_be() -> None:
    seat = progress().click("compare")
    before = set(rows(seat))
    seat.click(alike(seat, "merge")[0])

    assert before > set(rows(seat)) == set(alike(seat, "merge"))


def test_a_call_that_was_picked_can_be_let_go_and_escape_ends_the_picking_first() -> None:
    seat = progress().click("compare")
    first = alike(seat, "merge")[0]
    seat.click(first).click(first)
    again = "Choose two calls of the same scenario." in seat.words
    seat.key(pg.K_ESCAPE)
    still = (seat.screen, "Compare two" in seat.words)
    seat.key(pg.K_ESCAPE)

    assert again
    assert still == ("ProgressScreen", True)
    assert seat.screen == "Lobby"
    assert seat.game.over.shown == []


def test_where_no_two_calls_are_alike_nothing_is_offered_to_compare() -> None:
    assert "compare" not in progress(SHORT_PAST).names


def test_two_calls_that_cannot_be_compared_are_told() -> None:
    seat = progress().click("compare")
    seat.game.over.refusal = "one of them is damaged"
    one, other, *_ = alike(seat, "switchboard")
    seat.click(one).click(other)

    assert "one of them is damaged" in seat.words


def test_a_goal_that_was_reached_or_not_stands_in_its_row() -> None:
    calls = tuple(replace(call, goal=goal) for call, goal in zip(MONTH, (True, False, None), strict=False))
    assert PAST.progress is not None
    seat = progress(SamplePast(replace(PAST.progress, attempts=calls)))

    assert seat.words.count("goal reached") == seat.words.count("goal not reached") == 1


def test_back_from_an_old_call_the_list_stands_where_it_was() -> None:
    seat = progress()
    pane = seat.window.pane("progress")
    assert pane is not None
    seat.window.scroll_to(pane, 300)
    seat.wait()
    seat.click(rows(seat)[3]).key(pg.K_ESCAPE)

    assert [p.offset for p in seat.window.panes] == [300]


def test_an_old_call_opens_by_the_mouse() -> None:
    seat = progress()

    assert seat.click(rows(seat)[0]).screen == "ScorecardScreen"


def test_a_call_that_cannot_be_read_any_more_is_told_and_the_list_stays() -> None:
    seat = progress()
    seat.game.over.refusal = BAD
    seat.click(rows(seat)[0])
    told = seat.words
    seat.key(pg.K_RETURN, "\r")

    assert "this line is no event" in told
    assert seat.screen == "ProgressScreen"


def test_a_few_calls_are_shown_and_older_ones_when_asked_for() -> None:
    seat = progress(LONG_PAST)
    before = len(rows(seat))
    act = next(spot for spot in seat.window.spots if spot.name == "older").act
    act()
    seat.window.repaint()
    seat.wait()

    assert before == FIRST
    assert len(rows(seat)) == FIRST + 30


def test_a_row_says_every_total_in_words_for_whoever_hears_it() -> None:
    seat = progress()
    label = next(spot.label for spot in seat.window.spots if spot.name == rows(seat)[0])

    assert "Ari Galper 78" in label
    assert "Susan A. Enns gives no total on such a call" in label


def test_another_author_has_other_totals_and_another_headline() -> None:
    seat = progress()
    galper = seat.words
    seat.click("author.hit-zero")

    assert "21 points up since Tue 3 Nov" in galper
    assert "by the rules of Colleen Francis" in seat.words
    assert "points up" not in seat.words


def test_an_author_who_says_nothing_has_no_chart() -> None:
    seat = progress().click("author.cell-no")

    assert "Author not named gave no total on any call so far." in seat.words


def test_the_next_promise_leads_to_its_briefing() -> None:
    seat = progress()
    words = seat.words
    seat.click("keep")

    assert "Ring Tom Asher" in words
    assert seat.screen == "BriefingScreen"


def test_the_next_promise_is_begun_as_promised_whatever_way_comes_first() -> None:
    other_first = replace(PROMISED, ways=PROMISED.ways[::-1])
    seat = Seat(game=SampleGame(briefing=other_first)).begin().letter("p").click("keep").key(pg.K_RETURN, "\r")

    assert seat.game.begun == ["then"]


def test_second_tries_are_counted_beside_the_calls() -> None:
    assert SHORT_PAST.progress is not None
    with_one = replace(SHORT_PAST.progress, retries=MONTH[2:3])
    with_two = replace(SHORT_PAST.progress, retries=MONTH[2:4])

    assert "2 calls on record" in progress(SHORT_PAST).words
    assert "2 calls, 1 second try" in progress(SamplePast(with_one)).words
    assert "2 calls, 2 second tries" in progress(SamplePast(with_two)).words


def test_a_promise_whose_scenario_is_gone_has_no_button() -> None:
    assert PAST.progress is not None
    gone = tuple(replace(attempt, on_shelf=False) for attempt in PAST.progress.attempts)
    seat = progress(SamplePast(replace(PAST.progress, attempts=gone)))

    assert "keep" not in seat.names
    assert "Ring Tom Asher" in seat.words


AFRESH = "dropped when you began afresh"


@pytest.mark.parametrize("told", ["to be kept", "kept", "rung early", "rung late", "broken", AFRESH])
def test_what_became_of_each_promise_is_told_in_words(told: str) -> None:
    assert told in progress().words


def test_the_month_can_be_turned() -> None:
    seat = progress()
    seat.click("month.before")
    before = seat.words
    seat.click("month.after").click("month.after")

    assert "October 2026" in before
    assert "December 2026" in seat.words


def test_without_a_call_it_says_what_will_stand_here() -> None:
    seat = progress(NO_PAST)

    assert "Nothing on record yet" in seat.words
    assert seat.click("choose").screen == "Lobby"


def test_reading_shows_how_far_it_is_and_then_the_calls_appear_by_themselves() -> None:
    seat = progress(READING)
    reading = seat.words
    seat.game.over.history.read = 200
    further = seat.wait().words
    seat.game.over.history.progress = PAST.progress
    seat.wait()

    assert "120 of 300 are read." in reading
    assert "200 of 300 are read." in further
    assert rows(seat)


def test_broken_records_are_named_and_the_notice_can_be_closed() -> None:
    seat = progress(BROKEN_RECORDS)
    named, listed = seat.words, len(rows(seat))
    seat.click("notice.close")

    assert "5 records could not be read" in named
    assert "line is no event" in named
    assert listed == 5
    assert "could not be read" not in seat.words


def test_a_still_screen_asks_for_no_frames() -> None:
    seat = progress()

    assert isinstance(seat.window.screen, ProgressScreen)
    assert not seat.window.moving
    assert not seat.window.frame(seat.now)


def test_a_row_that_broke_off_says_when_one_last_practised() -> None:
    assert PAST.progress is not None
    seat = progress(SamplePast(replace(PAST.progress, today=date(2026, 12, 24))))

    assert "No practice since 24 November" in seat.words
