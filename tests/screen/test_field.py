"""A line of text being typed."""

from __future__ import annotations

import pygame as pg
from hypothesis import given
from hypothesis import strategies as st

from simulator.screen.field import MOST, Line, command

KEYS = st.sampled_from((pg.K_LEFT, pg.K_RIGHT, pg.K_HOME, pg.K_END, pg.K_BACKSPACE, pg.K_DELETE))


def typed(text: str) -> Line:
    line = Line()
    line.type(text)
    return line


@given(st.lists(st.tuples(KEYS, st.booleans(), st.booleans()) | st.text(max_size=40), max_size=40))
def test_no_key_takes_the_caret_out_of_the_text(presses: list[object]) -> None:
    line = Line()
    for press in presses:
        line.type(press) if isinstance(press, str) else line.press(*press)  # type: ignore[misc]

    assert 0 <= line.caret <= len(line.text) <= MOST
    assert 0 <= line.anchor <= len(line.text)


def test_letters_go_where_the_caret_is() -> None:
    line = typed("helo")
    line.press(pg.K_LEFT, False, False)
    line.type("l")

    assert (line.text, line.caret) == ("hello", 4)


def test_backspace_takes_the_letter_before_and_delete_the_one_behind() -> None:
    line = typed("hello")
    line.press(pg.K_BACKSPACE, False, False)
    line.press(pg.K_HOME, False, False)
    line.press(pg.K_DELETE, False, False)

    assert line.text == "ell"


def test_a_selection_is_replaced_by_what_is_typed() -> None:
    line = typed("ask for Dana")
    line.press(pg.K_LEFT, True, True)
    line.type("help")

    assert line.text == "ask for help"


def test_a_whole_word_goes_at_once() -> None:
    line = typed("ask for help")
    line.press(pg.K_BACKSPACE, False, True)

    assert line.text == "ask for "


def test_a_plain_arrow_lets_the_selection_go() -> None:
    line = typed("hello")
    line.press(pg.K_HOME, True, False)
    line.press(pg.K_RIGHT, False, False)

    assert (line.caret, line.anchor) == (5, 5)


def test_select_all_and_cut_empties_the_field() -> None:
    line = typed("hello")

    assert command(line, pg.K_a)
    assert command(line, pg.K_x)
    assert line.text == ""


def test_other_letters_are_no_command() -> None:
    assert not command(typed("hello"), pg.K_q)


def test_control_characters_become_spaces() -> None:
    assert typed("one\ntwo\x07").text == "one two "


def test_what_was_taken_is_trimmed_and_gone() -> None:
    line = typed("  good morning ")

    assert line.take() == "good morning"
    assert (line.text, line.caret, line.anchor) == ("", 0, 0)


def test_no_more_is_taken_than_a_turn_can_hold() -> None:
    assert len(typed("a" * 2 * MOST).text) == MOST
