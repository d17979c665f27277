"""Choosing whom to ring."""

from __future__ import annotations

from dataclasses import replace

import pygame as pg

from screen.sample import OFFERS, SampleGame
from screen.sample_today import SILENT
from screen.seat import Seat


def test_the_first_scenario_of_the_front_desk_is_chosen(seat: Seat) -> None:
    seat.begin()

    assert "The switchboard, busy, by Ari Galper" in seat.words


def test_a_digit_chooses_a_situation(seat: Seat) -> None:
    seat.begin().letter("2")

    assert "Leave it after the beep, busy, by Ari Galper" in seat.words


def test_a_click_chooses_scenario_difficulty_and_playbook(seat: Seat) -> None:
    seat.begin().click("scenario.regarding").click("difficulty.2").click("playbook.hit-zero")

    assert "“What is this regarding?”, guarded, by Colleen Francis" in seat.words
    assert (seat.game.settings.scenario, seat.game.settings.difficulty) == ("regarding", "guarded")


def test_the_scenario_chosen_last_is_chosen_again() -> None:
    seat = Seat(scenario="merge").begin()

    assert "On the slip road, busy" in seat.words


def test_the_best_result_is_by_the_rules_of_the_chosen_author(seat: Seat) -> None:
    seat.begin()
    by_galper = [text.text for text in seat.texts]
    seat.click("playbook.hit-zero")

    assert "74" in by_galper
    assert "61" in [text.text for text in seat.texts]
    assert "74" not in [text.text for text in seat.texts]


def test_the_lobby_says_what_this_is_who_answers_and_whom_one_wants(seat: Seat) -> None:
    seat.begin()

    assert "then five authors, who disagree, score it." in seat.words
    assert "The front desk answers; you want Dana Whitlow" in seat.words


def test_the_best_result_says_by_whom(seat: Seat) -> None:
    by_galper = seat.begin().words
    seat.click("playbook.hit-zero")

    assert "best, Galper" in by_galper
    assert "best, Francis" in seat.words


def test_a_broken_scenario_says_what_is_wrong_and_cannot_be_rung() -> None:
    broken = replace(OFFERS[0], broken="switchboard.yaml:12: no move is called ‘thnak’; did you mean ‘thank’?")
    seat = Seat(game=SampleGame((broken,))).begin()
    seat.key(pg.K_RETURN, "\r")

    assert "did you mean ‘thank’?" in seat.words
    assert "brief" not in seat.names
    assert seat.screen == "Lobby"


def test_an_empty_shelf_says_how_to_fill_it() -> None:
    seat = Seat(game=SampleGame(())).begin()

    assert "hitzero new" in seat.words


def test_a_scenario_names_its_author_where_nobody_was_chosen() -> None:
    seat = Seat(game=SampleGame((replace(OFFERS[0], playbooks=("cell-no",)),)), playbook="").begin()

    assert "by Author not named" in seat.words


def test_a_new_notice_appears_and_can_be_closed(seat: Seat) -> None:
    seat.begin()
    seat.game.notices.append("No microphone was found.")
    shown = seat.wait().words
    seat.click("notice.0.close")

    assert "No microphone was found." in shown
    assert "No microphone was found." not in seat.words


def test_a_long_list_scrolls_by_wheel_and_by_dragging_its_bar() -> None:
    many = tuple(replace(OFFERS[0], id=f"call-{i}", title=f"Call number {i}") for i in range(24))
    seat = Seat(game=SampleGame(many)).begin()
    top = seat.window.pane("scenarios")
    assert top is not None
    k = seat.window.painter.scale
    x, y = round((top.box.right + 12) * k), round((top.box.y + 10) * k)
    pg.event.post(pg.event.Event(pg.MOUSEBUTTONDOWN, pos=(x, y), button=1, touch=False))
    pg.event.post(pg.event.Event(pg.MOUSEMOTION, pos=(x, y + 60), rel=(0, 60), buttons=(1, 0, 0), touch=False))
    pg.event.post(pg.event.Event(pg.MOUSEBUTTONUP, pos=(x, y + 60), button=1, touch=False))
    seat.wait()
    dragged = seat.window.pane("scenarios")
    pg.mouse.set_pos((x - 100, y + 20))
    pg.event.post(pg.event.Event(pg.MOUSEWHEEL, x=0, y=1, flipped=False, precise_x=0.0, precise_y=1.0, touch=False))
    seat.wait()
    wheeled = seat.window.pane("scenarios")

    assert dragged is not None
    assert wheeled is not None
    assert dragged.offset > 100
    assert wheeled.offset == dragged.offset - 48


def test_the_focus_brings_what_it_lies_on_into_sight() -> None:
    many = tuple(replace(OFFERS[0], id=f"call-{i}", title=f"Call number {i}") for i in range(24))
    seat = Seat(game=SampleGame(many)).begin()
    while seat.focus != "scenario.call-20":
        seat.key(pg.K_TAB)
    spot = next(s for s in seat.window.spots if s.name == seat.focus)
    pane = seat.window.pane("scenarios")

    assert pane is not None
    assert pane.box.y <= spot.box.y
    assert spot.box.bottom <= pane.box.bottom


def test_a_still_lobby_draws_nothing(seat: Seat) -> None:
    seat.begin().wait()

    assert not seat.window.moving
    assert not seat.window.frame(seat.now + 1)


SPEAKS = {
    "switchboard": {"ask-for-help": 1.0, "hit-zero": 0.9, "always-leave-one": 0.1, "cell-yes": 0.0, "cell-no": 0.0}
}


def speaking(**settings: object) -> Seat:
    game = SampleGame()
    game.agenda.speaks = SILENT
    return Seat(game=game, **settings).begin()


def test_the_author_stays_when_another_kind_of_call_is_looked_at() -> None:
    offers = (replace(OFFERS[0], playbooks=("ask-for-help",)), replace(OFFERS[2], playbooks=("hit-zero",)))
    seat = Seat(game=SampleGame(offers), playbook="").begin()
    before = seat.words
    seat.letter("2")

    assert "The switchboard, busy, by Ari Galper" in before
    assert "Leave it after the beep, busy, by Ari Galper" in seat.words


def test_the_author_who_was_shown_scores_the_call_that_is_prepared() -> None:
    offers = (replace(OFFERS[0], playbooks=("cell-no",)), replace(OFFERS[2], playbooks=("hit-zero",)))
    seat = Seat(game=SampleGame(offers), playbook="").begin().letter("2")
    seat.key(pg.K_RETURN, "\r")

    assert seat.screen == "BriefingScreen"
    assert seat.game.settings.playbook == "cell-no"
    assert "Author not named" in seat.words


def test_an_author_who_is_silent_on_such_calls_says_so_and_who_is_not() -> None:
    seat = speaking(playbook="cell-yes")

    assert "by Kathleen, who says nothing on such calls. Galper and Francis do." in seat.words
    assert "Seldom speaks on such calls" in seat.words
    assert seat.game.settings.playbook == "cell-yes"


def test_an_author_who_speaks_is_shown_without_such_words() -> None:
    seat = speaking(playbook="ask-for-help")

    assert "The switchboard, busy, by Ari Galper" in seat.words
    assert "by Ari Galper, who" not in seat.words


def test_of_a_call_without_plans_nobody_says_who_is_silent() -> None:
    seat = speaking(playbook="cell-yes").letter("2")

    assert "such calls" not in seat.words


def test_days_practised_in_a_row_stand_at_the_head_once_there_are_two() -> None:
    game = SampleGame()
    game.agenda.streak = 1
    one = Seat(game=game).begin().words
    game.agenda.streak = 6
    six = Seat(game=game).begin().words

    assert "in a row" not in one
    assert "6 days in a row" in six


def test_captions_and_tips_are_switched_where_they_are_told() -> None:
    seat = Seat().begin()
    before = (seat.window.settings.captions, seat.window.settings.tips)
    seat.click("tips").click("captions")

    assert (seat.window.settings.captions, seat.window.settings.tips) == (not before[0], not before[1])
    assert "Tips on" in seat.words
    assert seat.click("how").screen == "SettingsPage"
