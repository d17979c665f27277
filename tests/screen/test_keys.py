"""Keys of one's own: they work, they are told in their buttons, and no two do the same."""

from __future__ import annotations

import pygame as pg
import pytest

from screen.sample import SampleLine, SampleSettings, cell_line, desk_line
from screen.seat import Seat
from simulator.screen.call import CallScreen
from simulator.screen.keys import SHORTCUTS, key_of, refusal, with_key


def keys(seat: Seat) -> Seat:
    return seat.begin().click("settings").click("section.keys")


def on_line(seat: Seat, line: SampleLine) -> SampleLine:
    while seat.window.asking:
        seat.key(pg.K_ESCAPE)
    seat.sit(CallScreen(seat.window, line, lambda: None))
    return line


def test_a_key_given_in_the_settings_works_in_a_call(seat: Seat) -> None:
    keys(seat).click("change.mute").letter("x")
    line = on_line(seat, cell_line())
    seat.letter("m")
    by_the_old = line.muted
    seat.letter("x")

    assert not by_the_old
    assert line.muted
    assert "X" in [text.text for text in seat.texts]


def test_every_shortcut_of_a_call_works_by_another_key(seat: Seat) -> None:
    given = {"break_in": "F5", "mute": "q", "type": "w", "keypad": "e", "hang_up": "r"}
    seat = Seat((1280, 800), zoom=1.5, keys=given)
    line = on_line(seat, desk_line())
    seat.key(pg.K_F5)
    broken_in = line.call.state.speaking is None
    muted = (seat.letter("q"), line.muted)[1]
    pad = seat.letter("e").screen
    seat.key(pg.K_ESCAPE).letter("w")
    field = seat.focus
    asked = seat.key(pg.K_ESCAPE).letter("r").words

    assert (broken_in, muted, pad, field) == (True, True, "KeypadDialog", "type")
    assert "Hang up?" in asked


def test_a_function_key_works_while_somebody_types() -> None:
    seat = Seat(keys={"mute": "F6"})
    line = on_line(seat, cell_line())
    seat.letter("t").key(pg.K_F6)

    assert line.muted
    assert seat.focus == "type"


def test_a_key_by_keyboard_alone_and_escape_leaves_it_as_it_was(seat: Seat) -> None:
    seat.begin().key(pg.K_F10).letter("4")
    while seat.focus != "change.break_in":
        seat.key(pg.K_TAB)
    seat.key(pg.K_RETURN, "\r").key(pg.K_ESCAPE)
    left = dict(seat.game.settings.keys)
    seat.key(pg.K_RETURN, "\r").letter("y")

    assert left == {}
    assert seat.game.settings.keys == {"break_in": "y"}
    assert seat.screen == "SettingsPage"


def test_a_key_that_is_taken_is_refused_with_what_it_does_and_another_may_follow(seat: Seat) -> None:
    keys(seat).click("change.talk").letter("m")
    told = seat.words
    seat.letter("y")

    assert "M is taken: “Mute, and hear again”." in told
    assert seat.game.settings.keys == {"talk": "y"}


def test_while_a_row_waits_no_other_shortcut_acts(seat: Seat) -> None:
    keys(seat).click("change.mute").key(pg.K_F4).key(pg.K_TAB, "\t").letter("3")

    assert seat.game.settings.theme == "auto"
    assert "change.mute" in seat.names
    assert "telephone’s own" in seat.words


@pytest.mark.parametrize(
    ("name", "key"), [("mute", "0"), ("mute", "#"), ("mute", ""), ("captions", "x"), ("mute", "t")]
)
def test_keys_that_are_needed_elsewhere_are_refused_with_the_reason(name: str, key: str) -> None:
    assert refusal(SampleSettings(), name, key)


def test_delete_takes_a_key_away(seat: Seat) -> None:
    keys(seat).click("change.mute").key(pg.K_DELETE, "\x7f")
    line = on_line(seat, cell_line())
    seat.letter("m")

    assert seat.game.settings.keys == {"mute": ""}
    assert not line.muted


def test_a_key_that_was_given_up_may_be_given_to_another() -> None:
    moved = SampleSettings(keys={"mute": "x"})

    assert refusal(moved, "talk", "m") == ""
    assert refusal(moved, "talk", "x")


def test_resetting_brings_the_first_keys_back(seat: Seat) -> None:
    keys(seat).click("change.mute").letter("x").click("letters").click("reset")

    assert seat.game.settings.keys == {}
    assert seat.game.settings.letters


def test_letters_can_be_switched_off_and_function_keys_still_act() -> None:
    seat = Seat(letters=False, keys={"mute": "F6"})
    line = on_line(seat, cell_line())
    asked = seat.letter("h").screen
    seat.key(pg.K_F6)

    assert asked == "CallScreen"
    assert line.muted


def test_a_file_that_gives_a_key_it_may_not_give_is_not_believed() -> None:
    settings = SampleSettings(keys={"mute": "0", "captions": "c", "nonsense": "x"})

    assert (key_of(settings, "mute"), key_of(settings, "captions")) == ("m", "F2")
    assert with_key(settings, "mute", "x") == {"mute": "x", "captions": "c"}


def test_no_two_shortcuts_begin_with_the_same_key() -> None:
    first = [shortcut.first for shortcut in SHORTCUTS]

    assert len(set(first)) == len(first)


# -- push to talk ------------------------------------------------------------------------------------------------------


def down(seat: Seat, key: int, letter: str) -> Seat:
    pg.event.post(pg.event.Event(pg.KEYDOWN, key=key, unicode=letter, mod=0, scancode=0))
    return seat.wait()


def up(seat: Seat, key: int) -> Seat:
    pg.event.post(pg.event.Event(pg.KEYUP, key=key, unicode="", mod=0, scancode=0))
    return seat.wait()


def test_held_its_key_opens_the_microphone_and_let_go_closes_it() -> None:
    seat = Seat(talk="hold")
    line = on_line(seat, cell_line())
    heard = [not line.muted]
    heard.append(not (down(seat, pg.K_v, "v"), line.muted)[1])
    heard.append(not (down(seat, pg.K_v, "v"), line.muted)[1])
    heard.append(not (up(seat, pg.K_v), line.muted)[1])

    assert heard == [False, True, True, False]
    assert "Hold V to talk" in seat.words


def test_as_a_switch_its_key_opens_and_closes_the_microphone() -> None:
    seat = Seat(talk="toggle")
    line = on_line(seat, cell_line())
    heard = [not (seat.letter("v"), line.muted)[1] for _ in range(3)]

    assert heard == [True, False, True]


def test_its_button_does_the_same_by_mouse() -> None:
    seat = Seat(talk="hold")
    line = on_line(seat, cell_line())
    seat.click("talk")

    assert not line.muted
    assert "mute" not in seat.names


def test_a_question_that_comes_up_while_it_is_held_does_not_leave_the_microphone_open() -> None:
    seat = Seat(talk="hold")
    line = on_line(seat, cell_line())
    down(seat, pg.K_v, "v").key(pg.K_ESCAPE)
    asked = seat.screen
    up(seat, pg.K_v)

    assert asked == "Question"
    assert line.muted


def test_a_window_that_loses_the_keyboard_closes_the_microphone() -> None:
    seat = Seat(talk="hold")
    line = on_line(seat, cell_line())
    down(seat, pg.K_v, "v")
    pg.event.post(pg.event.Event(pg.WINDOWFOCUSLOST, window=None))
    seat.wait()

    assert line.muted


def test_with_loudspeakers_the_key_takes_the_floor_too() -> None:
    seat = Seat(talk="hold", headset=False)
    line = on_line(seat, desk_line())
    down(seat, pg.K_v, "v")

    assert line.call.state.speaking is None
    assert not line.muted


def test_back_to_always_the_microphone_hears_again() -> None:
    seat = Seat(talk="toggle")
    line = on_line(seat, cell_line())
    seat.window.change(talk="open")
    seat.wait()

    assert not line.muted
    assert "mute" in seat.names


def test_the_key_of_the_microphone_is_a_letter_in_the_field() -> None:
    seat = Seat(talk="toggle")
    line = on_line(seat, cell_line())
    seat.letter("t").letter("v").key(pg.K_RETURN, "\r")

    assert line.told == ["v"]
    assert line.muted


def test_a_first_key_that_was_given_to_another_is_that_one_s_alone() -> None:
    settings = SampleSettings(keys={"break_in": "F5"})

    assert (key_of(settings, "break_in"), key_of(settings, "said")) == ("F5", "")
