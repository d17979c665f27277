"""From a line of the scorecard into the call again, and to both tries side by side: by keyboard and by mouse."""

from __future__ import annotations

from dataclasses import replace

import pygame as pg

from screen.sample import SampleDebrief
from screen.sample_tries import FIRST, SECOND, THIRD, attempt, taken_up_line, tries
from screen.seat import Seat
from simulator.core.comparing import Change
from simulator.screen.call import CallScreen
from simulator.screen.compare import CompareScreen, signed, step_of, told_change, told_totals
from simulator.screen.scorecard import ScorecardScreen
from simulator.screen.second_try import LONGEST, quoted


def enter(seat: Seat) -> Seat:
    return seat.key(pg.K_RETURN, "\r")


def card(**settings: object) -> Seat:
    """In front of the scorecard of a call that is just over."""
    seat = Seat(**settings).begin().click("brief").click("start").wait(1).click("hang_up")  # type: ignore[arg-type]
    return seat.click("scorecard").wait(1)


def tab_to(seat: Seat, name: str) -> Seat:
    for _ in range(80):
        if seat.focus == name:
            return seat
        seat.key(pg.K_TAB)
    raise AssertionError(f"no way to {name} by Tab, only {', '.join(seat.names)}")


def test_from_a_line_into_the_call_and_to_both_tries_and_back_by_keyboard_alone() -> None:
    seat = card(typed=True)
    way = [seat.screen]
    enter(tab_to(seat, "turn.3"))
    way.append(enter(tab_to(seat, "turn.3:retry")).screen)
    way.append(enter(seat).screen)
    enter(seat.type("It is about delivery slips."))
    said = seat.game.line.told if seat.game.line else []
    seat.key(pg.K_ESCAPE).letter("h").key(pg.K_TAB, times=2)
    enter(seat).wait(1)
    way.append(enter(seat).wait(1).screen)
    way.append(enter(tab_to(seat, "compare")).screen)
    way.append(seat.key(pg.K_ESCAPE).screen)
    way.append(seat.key(pg.K_ESCAPE).screen)

    assert way == [
        *("ScorecardScreen", "Anew", "CallScreen", "ScorecardScreen", "CompareScreen", "ScorecardScreen", "Lobby"),
    ]
    assert seat.game.retried == [("2026-11-24-115000-switchboard.jsonl", 3, True)]
    assert said == ["It is about delivery slips."]


def test_the_same_by_mouse_alone() -> None:
    seat = card()
    seat.click("turn.3").click("turn.3:retry").click("answer.0").wait(1)
    on_line = seat.screen
    seat.click("hang_up").click("scorecard").wait(1).click("compare")

    assert (on_line, seat.screen) == ("CallScreen", "CompareScreen")
    assert seat.click("back").screen == "ScorecardScreen"


def test_before_it_goes_on_it_is_told_where_and_what_it_does_not_count_for() -> None:
    seat = card().click("turn.3").click("turn.3:retry")

    assert "Back to 0:18" in seat.words
    assert "And who shall I say is calling?" in seat.words
    assert "counts for no best result" in seat.words


def test_a_line_of_theirs_is_told_to_be_said_again() -> None:
    assert "says once more" in card().click("turn.2").click("turn.2:retry").words


def test_what_is_typed_into_the_question_stands_in_the_field_of_the_call() -> None:
    seat = card(typed=True).click("turn.3").click("turn.3:retry")
    enter(seat.type("It is about slips."))
    assert seat.game.line
    before = [*seat.game.line.told]
    enter(seat)

    assert seat.screen == "CallScreen"
    assert before == []
    assert seat.game.line.told == ["It is about slips."]


def test_the_author_whose_card_was_open_is_kept_after_a_second_try() -> None:
    seat = card()
    first = seat.window.screen
    assert isinstance(first, ScorecardScreen)
    other = next(book for book in first.debrief.scorecards if book != first.playbook)
    seat.click(f"author.{other}").click("turn.3").click("turn.3:retry").click("answer.0").wait(1)
    seat.click("hang_up").click("scorecard").wait(1)
    then = seat.window.screen

    assert isinstance(then, ScorecardScreen)
    assert then is not first
    assert then.playbook == other


def test_not_now_leaves_the_scorecard_as_it_was() -> None:
    seat = card().click("turn.3").click("turn.3:retry").key(pg.K_ESCAPE)

    assert (seat.screen, seat.game.retried) == ("ScorecardScreen", [])


def test_a_line_that_ended_the_call_says_that_nothing_can_change_there() -> None:
    seat = card().click("turn.7")

    assert "retry from an earlier line" in seat.words
    assert "turn.7:retry" not in seat.names


def test_a_call_that_is_on_no_disk_offers_no_second_try(seat: Seat) -> None:
    seat.begin()
    seat.journey._show(SampleDebrief(record=None, can_retry={}), None)
    seat.wait().click("turn.3")

    assert "turn.3:retry" not in seat.names


def test_a_call_that_cannot_go_on_says_why_and_the_scorecard_stays() -> None:
    seat = card()
    seat.game.refusal = "The model of moves is missing."
    seat.click("turn.3").click("turn.3:retry").click("answer.0")
    said = seat.words
    enter(seat)

    assert "The model of moves is missing." in said
    assert seat.screen == "ScorecardScreen"


def test_a_second_try_says_what_it_is_and_is_tried_again_from_the_same_line() -> None:
    seat = card().click("turn.3").click("turn.3:retry").click("answer.0").wait(1).click("hang_up").click("scorecard")
    words = seat.wait(1).words
    seat.click("again")

    assert "Second try from 0:27" in words
    assert "Try again" in words
    assert seat.screen == "CallScreen"
    assert [turn for _, turn, _ in seat.game.retried] == [3, 3]


def test_a_single_try_has_nothing_to_be_compared_with() -> None:
    assert "compare" not in card().names


def test_a_try_that_cannot_be_compared_says_why(seat: Seat) -> None:
    seat.begin()
    seat.journey._show(SampleDebrief(tries=2), None)
    seat.game.over.refusal = "This record is gone."
    said = seat.wait().click("compare").words

    assert "This record is gone." in said


# -- the call that goes on ---------------------------------------------------------------------------------------------


def test_their_last_line_is_the_caption_while_the_trainee_thinks(seat: Seat) -> None:
    line = taken_up_line()
    seat.sit(CallScreen(seat.window, line, lambda: None, taken_up=True))

    assert [t for t in seat.texts if t.text.startswith("May I ask who") and t.box.h > 30]


# -- side by side ------------------------------------------------------------------------------------------------------


def beside(size: tuple[int, int] = (1280, 800), **settings: object) -> tuple[Seat, list[tuple[str, str]]]:
    seat, chosen = Seat(size, **settings), list[tuple[str, str]]()  # type: ignore[arg-type]
    made = tries("poor", "good", (FIRST, SECOND, THIRD))
    made = replace(made, right=SECOND)
    choose = lambda left, right: chosen.append((left, right))  # noqa: E731
    seat.sit(CompareScreen(seat.window, made, "hit-zero", {}, choose, lambda: None))
    return seat, chosen


def test_each_change_is_told_with_both_verdicts_in_words() -> None:
    seat, _ = beside()
    labels = [spot.label for spot in seat.window.spots if spot.name.startswith("change.")]

    told = "Pitching, or pushing for a date: was to avoid, now avoided, +"
    assert [label for label in labels if label.startswith(told) and label.endswith(" points")]


def test_another_author_shows_other_changes_and_underlines_other_words() -> None:
    seat, _ = beside()
    before = {name for name in seat.names if name.startswith("change.")}
    seat.click("author.ask-for-help")
    after = {name for name in seat.names if name.startswith("change.")}

    assert before
    assert after
    assert not before & after


def test_the_next_try_on_a_side_is_never_the_one_on_the_other() -> None:
    seat, chosen = beside()
    seat.click("side.0").click("side.1")

    assert chosen == [(THIRD.record, SECOND.record), (FIRST.record, THIRD.record)]


def test_a_change_leads_to_the_words_that_made_it() -> None:
    seat, _ = beside((1280, 700))
    change = next(c for c in seat.window.screen.author.changes if c.left.evidence and c.left.evidence[-1].turn > 6)
    pane = seat.window.pane("said")
    assert pane is not None
    act = next(spot for spot in seat.window.spots if spot.name == f"change.{change.left.rule}").act
    act()
    seat.wait()

    assert seat.window.pane("said").offset > 0  # type: ignore[union-attr]


def test_calls_that_ended_otherwise_say_how_each_did() -> None:
    seat, _ = beside((1280, 1400))

    assert "They hung up on you." in seat.words
    assert "The call ended kindly." in seat.words


def test_a_total_that_one_author_gives_for_one_try_only_has_no_step() -> None:
    authors = {author.playbook: author for author in tries().compared.authors}

    assert (told_totals(authors["cell-no"]), step_of(authors["cell-no"])) == ("0, now nothing", "")
    assert told_totals(authors["hit-zero"]) == "0, now 100, +100"
    assert step_of(replace(authors["hit-zero"], left=100)) == "same"


def test_steps_and_changes_read_as_they_are_said() -> None:
    one = attempt("poor").scorecards["hit-zero"].judgments[0]

    assert [signed(v) for v in (8.0, -2.5, 0.04)] == ["+8", "−2.5", ""]
    assert told_change(Change("Asked", replace(one, verdict="not_applicable", evidence=()), one)).startswith(
        "Asked: was not called for, now"
    )


def test_a_long_line_is_quoted_up_to_a_word() -> None:
    text = "word " * 60

    assert len(quoted(text)) <= LONGEST + 2
    assert quoted(text).endswith("word …")
    assert quoted("Short.") == "Short."
