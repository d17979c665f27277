"""Holding something against a judgment, and saving what the scorecard says."""

from __future__ import annotations

import pygame as pg

from screen.sample_cards import JUDGMENTS
from screen.sample_file import SampleFile
from screen.screens_heard import card, remarked
from screen.seat import Seat
from simulator.screen.disputing import claims
from simulator.screen.scorecard import ScorecardScreen

BROKEN = next(j for j in JUDGMENTS if j.verdict == "broken")
MISSED = next(j for j in JUDGMENTS if j.verdict == "missed")
MET = next(j for j in JUDGMENTS if j.verdict == "met")


def in_front(seat: Seat, file: SampleFile) -> ScorecardScreen:
    screen = card(file, -1)(seat)
    screen.chosen = None
    seat.window.repaint()
    seat.wait(1)
    return screen


def to_claim(seat: Seat) -> None:
    """By Tab alone, to what can be held against a rule that was missed."""
    for _ in range(200):
        if seat.focus == f"judgment.{MISSED.rule}:said":
            break
        seat.key(pg.K_TAB)


def test_what_was_missed_can_be_claimed_and_words_held_against_one_explained() -> None:
    assert claims(MISSED) == ["said"]
    assert claims(BROKEN) == ["not_meant"]
    assert claims(MET) == ["not_meant"]


def test_a_judgment_is_disputed_with_a_note_by_mouse_and_typing(seat: Seat) -> None:
    file = SampleFile()
    in_front(seat, file)
    seat.click(f"judgment.{BROKEN.rule}").click(f"judgment.{BROKEN.rule}:not_meant").click("note")
    seat.type("We were laughing.").click("keep")

    assert file.disputed == {BROKEN.rule: ("not_meant", "We were laughing.")}
    assert "We were laughing." in seat.words


def test_a_judgment_is_disputed_without_a_note_by_keys_alone(seat: Seat) -> None:
    file = SampleFile()
    in_front(seat, file)
    to_claim(seat)
    seat.key(pg.K_RETURN, "\r")
    dialog = seat.screen
    seat.key(pg.K_RETURN, "\r")

    assert dialog == "NoteDialog"
    assert file.disputed == {MISSED.rule: ("said", "")}


def test_enter_in_the_note_keeps_it_and_esc_leaves_everything_as_it_was(seat: Seat) -> None:
    file = SampleFile()
    in_front(seat, file)
    seat.click(f"judgment.{BROKEN.rule}").click(f"judgment.{BROKEN.rule}:not_meant")
    seat.key(pg.K_ESCAPE)
    left = dict(file.disputed)
    seat.click(f"judgment.{BROKEN.rule}:not_meant").click("note").type("No.").key(pg.K_RETURN, "\r")

    assert left == {}
    assert file.disputed == {BROKEN.rule: ("not_meant", "No.")}


def test_the_caret_stands_in_the_note_from_the_first(seat: Seat) -> None:
    file = SampleFile()
    in_front(seat, file)
    seat.click(f"judgment.{BROKEN.rule}").click(f"judgment.{BROKEN.rule}:not_meant")
    seat.type("We were laughing.").key(pg.K_RETURN, "\r")

    assert file.disputed == {BROKEN.rule: ("not_meant", "We were laughing.")}


def test_an_enter_that_is_held_opens_the_note_and_does_not_keep_it(seat: Seat) -> None:
    file = SampleFile()
    in_front(seat, file)
    to_claim(seat)
    for _ in range(3):
        pg.event.post(pg.event.Event(pg.KEYDOWN, key=pg.K_RETURN, unicode="\r", mod=0, scancode=0))
        seat.wait()

    assert seat.screen == "NoteDialog"
    assert file.disputed == {}


def test_a_dispute_that_is_open_can_be_taken_back(seat: Seat) -> None:
    file = SampleFile(disputed={BROKEN.rule: ("not_meant", "No.")})
    in_front(seat, file)
    seat.click(f"judgment.{BROKEN.rule}")
    offered = [name for name in seat.names if name.startswith(f"judgment.{BROKEN.rule}:")]
    seat.click(f"judgment.{BROKEN.rule}:take_back")

    assert f"judgment.{BROKEN.rule}:not_meant" not in offered
    assert file.disputed == {}


def test_remarks_stand_under_the_judgment_and_both_totals_are_seen(seat: Seat) -> None:
    card(remarked())(seat)
    seat.wait(1)

    assert "That is not what I meant." in seat.words
    assert "51" in [text.text for text in seat.texts]
    assert "84 with the trainer’s rulings" in seat.words


def test_what_cannot_be_kept_is_told(seat: Seat) -> None:
    file = SampleFile(wrong="This cannot be kept (the disk is full).")
    in_front(seat, file)
    seat.click(f"judgment.{BROKEN.rule}").click(f"judgment.{BROKEN.rule}:not_meant").click("keep")

    assert "the disk is full" in seat.words


def test_it_is_saved_as_a_page_or_as_text_and_told_where(seat: Seat) -> None:
    file = SampleFile()
    in_front(seat, file)
    seat.click("save").click("answer.0")
    told = seat.words
    seat.click("answer.0").click("save").click("answer.1")

    assert "/home/sam/Documents/Hit Zero/" in told.replace(" /", "/")
    assert file.saved == ["page", "text"]


def test_its_text_is_copied(seat: Seat) -> None:
    in_front(seat, SampleFile())
    seat.click("save").click("answer.2")

    assert "on your clipboard as plain text" in seat.words or "This desktop has no clipboard" in seat.words


def test_a_disk_that_takes_nothing_is_told(seat: Seat) -> None:
    file = SampleFile(wrong="It cannot be saved there.")
    in_front(seat, file)
    seat.click("save").click("answer.1")

    assert "It was not saved" in seat.words
    assert "It cannot be saved there." in seat.words
