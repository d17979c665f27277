"""The drill in front of somebody: by keyboard, by mouse, in each of its states."""

from __future__ import annotations

from dataclasses import replace

import pygame as pg
import pytest

from screen.sample import SampleGame
from screen.sample_today import BEGUN, DONE, ENDED, FIRST, MIDWAY, NEW, QUOTE, RESTS, SAID, SampleAgenda, SampleDrill
from screen.seat import Seat
from simulator.core.campaigns import Step
from simulator.screen.drill import DrillScreen


def enter(seat: Seat) -> Seat:
    return seat.key(pg.K_RETURN, "\r")


def drill(seat: Seat) -> SampleDrill:
    assert seat.game.drill is not None
    return seat.game.drill


def sat(**fields: object) -> Seat:
    seat = Seat()
    seat.game.drill = SampleDrill(**fields)  # type: ignore[arg-type]
    return seat.sit(DrillScreen(seat.window, seat.game.drill, seat.journey.to_lobby, lambda: None))


# -- whole ways --------------------------------------------------------------------------------------------------------


def test_a_whole_drill_by_keyboard_alone_and_back(seat: Seat) -> None:
    seat.begin().letter("d")
    for _ in range(drill(seat).of):
        enter(seat.letter("t").type(SAID))
        enter(seat)
    over = seat.words
    enter(seat)

    assert "8 of 8 done" in over
    assert (seat.screen, drill(seat).closed) == ("Lobby", True)


def test_a_whole_drill_by_mouse_alone_and_another_row(seat: Seat) -> None:
    seat.begin().click("drill")
    first = drill(seat)
    for _ in range(first.of):
        seat.click("pass").click("next")
    over = seat.words
    seat.click("more")

    assert "0 of 8 done" in over
    assert first.closed
    assert seat.screen == "DrillScreen"
    assert drill(seat) is not first


def test_who_types_finds_the_caret_in_the_field_at_each_moment() -> None:
    seat = Seat(typed=True).begin().click("drill")
    enter(enter(seat.type(SAID)))
    enter(seat.type(SAID))

    assert [one.said for one in drill(seat).answered] == [SAID, SAID]


def test_it_can_be_left_at_any_moment(seat: Seat) -> None:
    seat.begin().letter("d")
    enter(seat.letter("t").type(SAID)).key(pg.K_ESCAPE)

    assert (seat.screen, drill(seat).closed) == ("Lobby", True)
    assert len(drill(seat).answered) == 1


def test_back_in_the_lobby_what_it_offers_is_worked_out_anew(seat: Seat) -> None:
    seat.begin().letter("d")
    before = seat.game.agenda.begun
    seat.key(pg.K_ESCAPE)

    assert seat.game.agenda.begun == before + 1


def test_closing_the_window_ends_a_drill_too(seat: Seat) -> None:
    seat.begin().letter("d")
    seat.journey.close()

    assert seat.journey.leaving
    assert drill(seat).closed


def test_a_drill_that_cannot_begin_says_why() -> None:
    seat = Seat(game=SampleGame(refusal="No plan on the shelf holds a moment.")).begin().letter("d")

    assert "No plan on the shelf holds a moment." in seat.words


# -- one moment --------------------------------------------------------------------------------------------------------


def test_before_an_answer_stand_the_line_the_move_and_its_author() -> None:
    seat = sat()

    assert "What can I do for you?" in seat.words
    assert "Offered easy answers" in seat.words
    assert "Ari Galper" in seat.words
    assert "You missed it in 4 of 6 calls." in seat.words


def test_a_verdict_is_a_word_the_words_that_show_it_and_when_it_comes_back() -> None:
    seat = sat()
    enter(seat.letter("t").type(SAID))

    assert "Done" in seat.words
    assert QUOTE in seat.words
    assert "It comes back Fri 27 Nov." in seat.words


def test_a_verdict_is_read_with_the_way_on() -> None:
    seat = sat().click("pass")
    label = next(spot.label for spot in seat.window.spots if spot.name == "next")

    assert seat.focus == "next"
    assert label.startswith("Shown: Offered easy answers. It comes back today. You could say:")


def test_what_was_missed_says_what_could_have_been_said() -> None:
    seat = enter(sat().letter("t").type("I’d like to tell her about our records."))

    assert "Missed" in seat.words
    assert "You could say:" in seat.words
    assert "It comes back today." in seat.words


def test_what_showing_counts_as_is_said_before_and_so_it_counts() -> None:
    seat = sat()
    before = seat.words
    seat.click("pass")
    after = seat.words
    seat.click("next")

    assert "“Show me” counts as shown, not as done" in before
    assert "Shown" in after
    assert "it counts as shown" in after
    assert "Missed" not in after


def test_at_the_end_what_was_shown_is_counted_apart(seat: Seat) -> None:
    seat.begin().click("drill")
    assert seat.game.drill is not None
    for _ in range(seat.game.drill.of):
        seat.click("pass").click("next")

    assert "0 of 8 done, 8 shown" in seat.words
    assert "shown · Ari Galper" in seat.words


def test_while_a_drill_is_on_there_is_one_way_to_leave_it() -> None:
    for fields in ({}, {"failed": "The model of moves is missing."}, {"at": 8}):
        assert [name for name in sat(**fields).names if name.startswith("leave")] == ["leave"]


def test_what_was_heard_can_be_taken_as_the_answer_by_enter() -> None:
    seat = enter(sat(heard=SAID, listening=True))

    assert seat.game.drill.answer.said == SAID  # type: ignore[union-attr]


def test_the_line_can_be_heard_again_by_key_and_by_mouse() -> None:
    seat = sat().letter("r").click("repeat")

    assert drill(seat).repeated == 2


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"loading": "Loading the recogniser…"}, "Loading the recogniser…"),
        ({"notice": "The microphone was taken away."}, "The microphone was taken away."),
        ({"failed": "The model of moves is missing."}, "The model of moves is missing."),
        ({"listening": True}, "Listening"),
    ],
)
def test_each_state_is_told_in_words(fields: dict[str, object], words: str) -> None:
    assert words in sat(**fields).words


def test_where_nothing_can_be_judged_there_is_a_way_back() -> None:
    seat = sat(failed="The model of moves is missing.").click("leave")

    assert seat.screen == "Lobby"


# -- the slip and the row of calls in the lobby ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("offer", "words"),
    [
        (MIDWAY, ("3 of 8 done", "Go on", "You missed this in 4 of 6 calls.", "about 2 min")),
        (DONE, ("Done for today", "6 of 8 well.", "due Wed 25 Nov", "8 more")),
        (RESTS, ("Nothing is due today", "comes back Fri 27 Nov", "Drill anyway")),
        (FIRST, ("Asked an open question", "No call yet", "Start drill", "about 4 min")),
    ],
)
def test_the_slip_says_what_it_would_practise_and_why(offer: object, words: tuple[str, ...]) -> None:
    seat = Seat(game=SampleGame(agenda=SampleAgenda(drill=offer))).begin()  # type: ignore[arg-type]

    assert [word for word in words if word not in seat.words] == []


def test_until_the_records_are_read_nothing_is_offered() -> None:
    seat = Seat(game=SampleGame(agenda=SampleAgenda(False, None, ()))).begin()

    assert "Looking at your calls" in seat.words
    assert not {"drill", "campaign"} & set(seat.names)


def test_what_the_records_offer_appears_by_itself() -> None:
    agenda = SampleAgenda(False, None, ())
    seat = Seat(game=SampleGame(agenda=agenda)).begin()
    agenda.is_ready, agenda.drill, agenda.campaigns = True, FIRST, (BEGUN,)
    seat.wait()

    assert {"drill", "campaign"} <= set(seat.names)


def test_a_row_of_calls_says_where_it_stands_and_leads_to_its_next_call() -> None:
    seat = Seat(game=SampleGame(agenda=SampleAgenda(campaigns=(BEGUN, NEW)))).begin()
    shown = seat.words
    seat.click("campaign")

    assert "Three calls to Tom" in shown
    assert "left, Tue 10:20" in shown
    assert "Wed 09:00" in shown
    assert seat.screen == "BriefingScreen"


def test_the_other_rows_are_turned_to_by_keyboard() -> None:
    seat = Seat(game=SampleGame(agenda=SampleAgenda(campaigns=(BEGUN, NEW)))).begin()
    while seat.focus != "campaign.turn":
        seat.key(pg.K_TAB)
    enter(seat)

    assert "He picks up only numbers he knows" in seat.words


def test_the_rows_of_calls_are_paged_both_ways_and_counted() -> None:
    rows = (BEGUN, NEW, ENDED)
    seat = Seat(game=SampleGame(agenda=SampleAgenda(campaigns=rows))).begin()
    first = seat.words
    seat.click("campaign.back")
    last = seat.words
    seat.click("campaign.turn").click("campaign.turn")

    assert "1 of 3" in first
    assert "3 of 3" in last
    assert "2 of 3" in seat.words
    assert NEW.called in seat.words


def test_of_a_long_row_the_next_call_is_shown_and_the_others_are_counted() -> None:
    made = tuple(Step(f"Call {i + 1}", "left", "Tue 10:20", "made") for i in range(4))
    coming = Step("Call 5", "as promised", "Wed 09:00", "next")
    later = tuple(Step(f"Call {i}", "to promise", "", "later") for i in (6, 7, 8))
    row = replace(BEGUN, steps=(*made, coming, *later))
    words = Seat(game=SampleGame(agenda=SampleAgenda(campaigns=(row,)))).begin().words

    assert "Call 5" in words
    assert "Call 4" in words
    assert "Call 1 " not in words
    assert "3 before these, 2 after them" in words
