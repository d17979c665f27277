"""Typing on the line: the field, the keys of the telephone beside it, and input methods."""

from __future__ import annotations

import pygame as pg
import pytest

from screen.sample import box_line, cell_line, desk_line, menu_line
from screen.seat import Seat, on_line
from simulator.core.state import Phase


def test_t_opens_the_field_without_typing_itself(seat: Seat) -> None:
    line = on_line(seat, cell_line)
    seat.letter("t")
    seat.type("Is this a bad moment?")
    seat.key(pg.K_RETURN, "\r")

    assert line.told == ["Is this a bad moment?"]
    assert seat.focus == "type"


def test_the_line_is_told_that_somebody_is_typing(seat: Seat) -> None:
    line = on_line(seat, cell_line)
    seat.letter("t").type("Hel")
    while_typing = line.typing

    seat.key(pg.K_RETURN, "\r")

    assert (while_typing, line.typing) == (True, False)


def test_escape_leaves_the_field_before_it_asks_about_hanging_up(seat: Seat) -> None:
    on_line(seat, cell_line)
    seat.letter("t").key(pg.K_ESCAPE)
    first = seat.screen
    seat.key(pg.K_ESCAPE)

    assert first == "CallScreen"
    assert seat.screen == "Question"


def test_letters_and_digits_in_the_field_press_no_key(seat: Seat) -> None:
    line = on_line(seat, box_line)
    seat.letter("t").letter("h").letter("0")

    assert line.call.phase is Phase.RECORDING


def test_the_unfinished_word_of_an_input_method_is_shown_and_not_sent(seat: Seat) -> None:
    line = on_line(seat, cell_line)
    seat.letter("t")
    pg.event.post(pg.event.Event(pg.TEXTEDITING, text="bon", start=3, length=0))
    seat.wait()
    shown = seat.words
    pg.event.post(pg.event.Event(pg.TEXTINPUT, text="bonjour"))
    seat.wait().key(pg.K_RETURN, "\r")

    assert "bon" in shown
    assert line.told == ["bonjour"]


@pytest.mark.parametrize("name", ["key.5", "captions", "break_in", "type"])
def test_in_a_typed_call_the_box_keeps_the_caret_whatever_is_clicked(name: str) -> None:
    seat = Seat(typed=True)
    line = on_line(seat, desk_line)
    seat.window.focus("type")
    seat.wait().click(name).type("h")

    assert seat.focus == "type"
    assert not line.call.is_over
    assert line.typing


def test_in_a_typed_call_the_box_takes_the_caret_back_from_a_key_and_from_a_dialog() -> None:
    seat = Seat(typed=True)
    on_line(seat, desk_line)
    after = []
    for letter in "5bh":
        seat.window.focus("")
        seat.wait().letter(letter)
        if seat.screen == "Question":
            seat.key(pg.K_RETURN, "\r")
        after.append(seat.wait().focus)

    assert after == ["type"] * 3


def test_a_key_that_gives_the_box_its_caret_back_is_not_typed_into_it() -> None:
    seat = Seat(typed=True)
    line = on_line(seat, desk_line)
    seat.window.focus("")
    seat.wait().letter("b").wait()

    assert seat.focus == "type"
    assert not line.typing


def test_on_an_empty_line_zero_is_dialled_where_keys_are_on_offer(seat: Seat) -> None:
    line = on_line(seat, box_line)
    seat.letter("t")
    asked = seat.words
    seat.letter("0")

    assert "Type, or press 0 * # on an empty line" in asked
    assert line.call.phase is Phase.TALKING
    assert not line.typing


def test_where_no_key_leads_anywhere_a_digit_is_a_word(seat: Seat) -> None:
    line = on_line(seat, cell_line)
    seat.letter("t").type("2").key(pg.K_RETURN, "\r")

    assert line.told == ["2"]


def test_pound_is_dialled_by_what_is_written_not_by_its_key(seat: Seat) -> None:
    line = on_line(seat, box_line)
    line.pressed.clear()
    seat.key(pg.K_3, "#", pg.KMOD_SHIFT)
    seat.letter("t").key(pg.K_8, "*", pg.KMOD_SHIFT).type("*")

    assert line.pressed == ["#", "*"]


def test_letters_of_buttons_are_hidden_while_the_box_has_the_caret(seat: Seat) -> None:
    on_line(seat, desk_line)
    shown = [text.text for text in seat.texts]
    seat.click("type")

    assert {"H", "M", "B"} <= set(shown)
    assert {"H", "M", "B"}.isdisjoint(text.text for text in seat.texts)


def test_ctrl_plus_in_the_box_resizes_and_types_nothing(seat: Seat) -> None:
    line = on_line(seat, cell_line)
    seat.letter("t")
    before = seat.window.painter.scale
    pg.event.post(pg.event.Event(pg.KEYDOWN, key=pg.K_PLUS, unicode="+", mod=pg.KMOD_CTRL, scancode=0))
    pg.event.post(pg.event.Event(pg.TEXTINPUT, text="+"))
    seat.wait()

    assert seat.window.painter.scale > before
    assert not line.typing


def test_altgr_makes_letters_and_no_commands(seat: Seat) -> None:
    line = on_line(seat, cell_line)
    seat.letter("t").type("sam").key(pg.K_a, "@", pg.KMOD_CTRL | pg.KMOD_ALT)
    pg.event.post(pg.event.Event(pg.KEYDOWN, key=pg.K_0, unicode="@", mod=pg.KMOD_CTRL | pg.KMOD_ALT, scancode=0))
    pg.event.post(pg.event.Event(pg.TEXTINPUT, text="@"))
    seat.wait().key(pg.K_RETURN, "\r")

    assert line.told == ["sam@"]


def test_silence_is_not_held_against_who_answers_a_dialog(seat: Seat) -> None:
    line = on_line(seat, cell_line)
    seat.key(pg.K_ESCAPE).wait()
    asked = line.typing
    seat.key(pg.K_RETURN, "\r").wait()

    assert (asked, line.typing) == (True, False)


def test_a_typed_call_has_no_mute_and_no_level() -> None:
    seat = Seat(typed=True)
    line = on_line(seat, cell_line)
    quiet = seat.wait().picture.copy()
    line.level = 0.9

    assert "mute" not in seat.names
    assert quiet.get_buffer().raw == seat.wait().picture.get_buffer().raw


def test_a_machine_that_waits_wants_a_key_and_has_no_mood() -> None:
    seat = Seat(typed=True)
    line = on_line(seat, menu_line)

    assert line.call.phase is Phase.MENU
    assert "Press a key" in seat.words
    assert "Sounds" not in seat.words
