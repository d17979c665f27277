"""The first steps: shown once, skipped at any point, and to be seen again."""

from __future__ import annotations

import pygame as pg

from screen.sample import SampleDebrief, SampleGame, SampleOver
from screen.seat import Seat
from simulator.screen.game import CutShort


def first(**settings: object) -> Seat:
    return Seat(**({"welcomed": False, "headset": True} | settings)).begin()  # type: ignore[arg-type]


def test_who_comes_for_the_first_time_is_told_what_this_is_before_the_lobby() -> None:
    seat = first()

    assert seat.screen == "FirstSteps"
    for words in ("Choose whom to ring", "Talk, as on any phone", "Read what five say of it"):
        assert words in seat.words


def test_three_times_enter_leads_to_the_lobby_and_it_is_never_shown_again() -> None:
    seat = first()
    way = [seat.words]
    for _ in range(2):
        way.append(seat.key(pg.K_RETURN, "\r").words)
    seat.key(pg.K_RETURN, "\r")

    assert ["How will you talk?" in words for words in way] == [False, True, False]
    assert "Can you hear each other?" in way[2]
    assert seat.screen == "Lobby"
    assert seat.game.settings.welcomed
    assert seat.begin().screen == "Lobby"


def test_by_mouse_alone_with_loudspeakers() -> None:
    seat = first().click("next").click("talk.1").click("next").click("sample").click("next")

    assert seat.game.settings.headset is False
    assert seat.sound.samples == 1
    assert seat.screen == "Lobby"


def test_how_one_talks_must_be_chosen_before_it_goes_on() -> None:
    seat = first(headset=None).click("next").key(pg.K_RETURN, "\r")
    asked, names = seat.words, seat.names
    seat.letter("2").key(pg.K_RETURN, "\r")

    assert "How will you talk?" in asked
    assert "Choose one: press 1, 2 or 3." in asked
    assert "next" not in names
    assert "Can you hear each other?" in seat.words
    assert seat.game.settings.headset is False


def test_who_will_not_choose_can_still_skip() -> None:
    assert first(headset=None).click("next").click("skip").screen == "Lobby"


def test_a_digit_chooses_typing_and_then_nothing_listens() -> None:
    seat = first().key(pg.K_RETURN, "\r").letter("3").key(pg.K_RETURN, "\r")

    assert seat.game.settings.typed
    assert not seat.sound.is_open
    assert "nothing listens" in seat.words


def test_the_microphone_is_open_only_on_the_last_step() -> None:
    seat = first()
    opened = [seat.sound.is_open]
    for key in (pg.K_RETURN, pg.K_RETURN, pg.K_ESCAPE, pg.K_RETURN, pg.K_RETURN):
        opened.append(seat.key(key, "\r").sound.is_open)

    assert opened == [False, False, True, False, True, False]


def test_the_loudspeaker_is_ready_before_the_microphone_listens() -> None:
    seat = first()
    seat.key(pg.K_RETURN, "\r")
    before = seat.game.house.made_ready
    seat.key(pg.K_RETURN, "\r")

    assert (before, seat.game.house.made_ready) == (0, 1)


def test_words_and_level_are_shown_as_they_are_heard() -> None:
    seat = first().click("next").click("next")
    seat.sound.heard = "Good morning, could you help me"
    seat.wait()

    assert "6 words heard" in seat.words


def test_a_machine_that_cannot_hear_says_why_and_lets_one_go_on() -> None:
    seat = first()
    seat.sound.failed, seat.sound.state = True, "No microphone was found. Type your words instead."
    seat.click("next").click("next")
    said = seat.words
    seat.click("next")

    assert "No microphone was found." in said
    assert seat.screen == "Lobby"


def test_skipping_is_one_key_and_counts() -> None:
    seat = first().key(pg.K_ESCAPE)

    assert seat.screen == "Lobby"
    assert seat.game.settings.welcomed


def test_skipping_by_its_button_closes_the_microphone() -> None:
    seat = first().click("next").click("next").click("skip")

    assert not seat.sound.is_open
    assert seat.screen == "Lobby"


def test_they_can_be_seen_again_from_the_settings(seat: Seat) -> None:
    seat.begin().click("settings").click("section.calls").click("first_steps")
    shown = seat.screen
    seat.click("skip")

    assert (shown, seat.screen) == ("FirstSteps", "Lobby")


def test_away_from_the_lobby_they_are_not_on_offer(seat: Seat) -> None:
    seat.begin().key(pg.K_RETURN, "\r").key(pg.K_F10).letter("2")

    assert "first_steps" not in seat.names


def test_how_one_hears_is_not_asked_again_in_the_briefing() -> None:
    seat = first().click("next").click("talk.0").click("next").click("next").key(pg.K_RETURN, "\r")

    assert seat.screen == "BriefingScreen"


def test_a_call_cut_short_is_offered_after_them() -> None:
    game = SampleGame(over=SampleOver(CutShort("The switchboard.", SampleDebrief, lambda: None)))
    seat = Seat(game=game, welcomed=False).begin()
    before = seat.screen
    seat.key(pg.K_ESCAPE)

    assert (before, seat.screen) == ("FirstSteps", "Question")


def test_tab_reaches_every_choice_in_reading_order() -> None:
    seat = first().click("next")
    reached = []
    for _ in seat.names:
        seat.key(pg.K_TAB)
        reached.append(seat.focus)

    assert reached == ["skip", "talk.0", "talk.1", "talk.2", "back", "next"]
