"""The slip, the sound check and the choice about a number."""

from __future__ import annotations

from dataclasses import replace

import pygame as pg

from screen.sample import BRIEFING, CHOICE
from screen.seat import Seat
from simulator.screen.briefing import Briefing, BriefingScreen, topic


def brief(seat: Seat, scenario: str = "switchboard") -> Seat:
    seat.begin()
    seat.journey.to_briefing(scenario, "busy")
    return seat.wait()


def test_the_slip_says_who_whom_why_and_what_is_known(seat: Seat) -> None:
    words = brief(seat).words

    for said in ("Sam Reyes, Northgate Records", "Dana Whitlow, Operations", "Sell nothing.", "No referral.", "11:50"):
        assert said in words


def show(seat: Seat, briefing: Briefing) -> None:
    seat.sit(BriefingScreen(seat.window, briefing, None, seat.sound, lambda *how: None, lambda: None))


def test_the_slip_shows_the_number_that_may_be_left(seat: Seat) -> None:
    show(seat, replace(BRIEFING, phone="555 0164"))

    assert "Your number 555 0164" in seat.words


def test_the_slip_of_a_scenario_without_a_number_shows_none(seat: Seat) -> None:
    show(seat, BRIEFING)

    assert "Your number" not in seat.words


def test_the_microphone_listens_only_while_the_slip_is_read(seat: Seat) -> None:
    brief(seat)
    while_reading = seat.sound.is_open
    seat.key(pg.K_ESCAPE)

    assert while_reading
    assert not seat.sound.is_open
    assert seat.screen == "Lobby"


def test_typing_instead_closes_the_microphone(seat: Seat) -> None:
    brief(seat).click("typed").wait()

    assert not seat.sound.is_open
    assert "nothing listens" in seat.words


def test_what_is_heard_appears(seat: Seat) -> None:
    brief(seat)
    seat.sound.heard = "Good morning"
    seat.wait()

    assert "Good morning" in seat.words
    assert "2 words heard" in seat.words


def test_the_other_side_can_be_heard_beforehand(seat: Seat) -> None:
    brief(seat).click("sample")

    assert seat.sound.samples == 1


def test_a_machine_without_a_microphone_says_so_in_one_sentence(seat: Seat) -> None:
    seat.sound.failed, seat.sound.state = True, "No microphone was found. Type your words instead."

    assert brief(seat).words.count("No microphone was found.") == 1


def test_headset_or_loudspeakers_is_asked_once() -> None:
    seat = Seat(headset=None)
    asked = brief(seat).screen
    seat.click("answer.1")
    seat.key(pg.K_ESCAPE)
    again = brief(seat).screen

    assert asked == "Question"
    assert seat.game.settings.headset is False
    assert again == "BriefingScreen"


def test_the_question_about_the_headset_can_be_left_and_is_asked_again() -> None:
    seat = brief(Seat(headset=None)).key(pg.K_ESCAPE)
    left = seat.screen
    again = brief(seat.key(pg.K_ESCAPE)).screen

    assert (left, again) == ("BriefingScreen", "Question")
    assert seat.game.settings.headset is None


def test_who_has_neither_headset_nor_loudspeakers_types() -> None:
    seat = brief(Seat(headset=None)).click("answer.2")

    assert (seat.game.settings.typed, seat.game.settings.headset) == (True, True)
    assert seat.screen == "BriefingScreen"


def test_a_number_must_be_decided_about_before_the_call(seat: Seat) -> None:
    brief(seat, "merge").key(pg.K_RETURN, "\r")
    undecided = seat.screen
    seat.letter("2").key(pg.K_RETURN, "\r")

    assert undecided == "BriefingScreen"
    assert seat.game.opened == [("merge", "busy", "dial_desk", False)]


def test_a_call_that_is_not_made_goes_straight_to_its_scorecard(seat: Seat) -> None:
    brief(seat, "merge").letter("3").key(pg.K_RETURN, "\r")

    assert seat.game.opened[0][2] == "not_dial"
    assert seat.screen == "ScorecardScreen"


def test_facts_get_the_icon_of_their_topic() -> None:
    facts = ("Her voicemail picked up.", "No cell number.", "Nobody sent you.", "They close early.")

    assert [topic(fact) for fact in facts] == ["voicemail", "smartphone", "users-round", "book-open"]


def test_the_meter_shows_the_level_in_whole_bars(seat: Seat) -> None:
    brief(seat)
    seat.sound.level = 0.0
    quiet = seat.wait().picture.copy()
    seat.sound.level = 0.9
    loud = seat.wait().picture

    assert quiet.get_buffer().raw != loud.get_buffer().raw


def test_what_the_author_would_do_about_a_number_is_told_where_tips_are_on() -> None:
    without, tipped = brief(Seat(), "merge").words, brief(Seat(tips=True), "merge").words

    assert "ringing the desk or letting the call be" not in without
    for said in ("Author not named:", "ringing the desk or letting the call be", "is not having leave"):
        assert said in tipped


def test_an_author_who_says_nothing_of_the_choice_says_so() -> None:
    seat = Seat(tips=True)
    seat.game.briefing = replace(CHOICE, advice={})
    seat.begin()
    seat.journey.to_briefing("switchboard", "busy")

    assert "Ari Galper says nothing of this choice." in seat.wait().words


def test_tips_can_be_switched_on_while_the_slip_is_read() -> None:
    seat = brief(Seat(), "merge").key(pg.K_F1)

    assert seat.game.settings.tips
    assert "ringing the desk or letting the call be" in seat.words


def test_tips_have_a_switch_in_the_briefing() -> None:
    assert brief(Seat()).click("tips").game.settings.tips


def test_a_tip_about_the_number_that_was_shown_goes_with_the_call() -> None:
    seat = brief(Seat(tips=True), "merge").letter("2").key(pg.K_RETURN, "\r")

    assert [tip and tip.rule for tip in seat.game.tipped] == ["cell-no/1"]


def test_a_tip_that_was_hidden_again_was_shown_all_the_same() -> None:
    seat = brief(Seat(tips=True), "merge").letter("2").key(pg.K_F1).key(pg.K_RETURN, "\r")

    assert [tip and tip.rule for tip in seat.game.tipped] == ["cell-no/1"]


def test_without_tips_none_goes_with_the_call() -> None:
    seat = brief(Seat(), "merge").letter("2").key(pg.K_RETURN, "\r")

    assert seat.game.tipped == [None]


def test_time_can_be_taken_and_the_briefing_says_what_that_does() -> None:
    seat = brief(Seat())
    words = seat.words
    seat.click("untimed")

    assert "The clock stands while you think; marked “untimed”" in words
    assert seat.game.settings.untimed
