"""On the line: what is shown and what the keys do, with real calls of the core."""

from __future__ import annotations

from collections.abc import Callable

import pygame as pg
import pytest

from screen.sample import DESK, SampleLine, box_line, call_of, cell_line, desk_line, menu_line
from screen.seat import Seat
from simulator.core.events import Dialled
from simulator.core.state import Phase
from simulator.screen.call import CallScreen
from simulator.screen.open_line import lamps


def on_line(seat: Seat, make: Callable[[], SampleLine]) -> SampleLine:
    line = make()
    seat.sit(CallScreen(seat.window, line, lambda: None))
    return line


def test_name_place_mood_and_clock_are_shown(seat: Seat) -> None:
    on_line(seat, desk_line)

    for said in ("Noor", "Front desk, Pellworth Dairies", "warming up"):
        assert said in seat.words
    assert figures(seat, 48) == "1:07"


def figures(seat: Seat, line: float) -> str:
    """The clock whose lines are that high, read from left to right."""
    cells = [t for t in seat.texts if len(t.text) == 1 and t.box.h == line]
    return "".join(t.text for t in sorted(cells, key=lambda t: t.box.x))


def test_the_line_is_stepped_once_a_frame(seat: Seat) -> None:
    line = on_line(seat, desk_line)
    before = line.steps
    seat.window.frame(seat.now)

    assert line.steps == before + 1


def test_digits_press_the_keypad(seat: Seat) -> None:
    line = on_line(seat, box_line)
    seat.letter("0")

    assert line.call.phase is Phase.TALKING
    assert "Joan" in seat.wait().words


def test_the_keypad_works_by_mouse_too(seat: Seat) -> None:
    line = on_line(seat, box_line)
    seat.click("key.0")

    assert line.call.phase is Phase.TALKING


def test_zero_is_filled_and_explained_only_where_it_leads_somewhere(seat: Seat) -> None:
    on_line(seat, box_line)
    with_box, filled = seat.words, seat.picture.get_at(seat.middle("key.0"))[:3]
    on_line(seat, desk_line)

    assert "drops this message and rings a person." in with_box
    assert "drops this message" not in seat.words
    assert filled != seat.picture.get_at(seat.middle("key.0"))[:3]


def test_a_recording_has_its_own_clock_and_a_house_target(seat: Seat) -> None:
    on_line(seat, box_line)

    assert figures(seat, 60) == "17.4"
    assert "a house target" in seat.words


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


def test_hanging_up_is_asked_and_staying_is_the_first_answer(seat: Seat) -> None:
    line = on_line(seat, desk_line)
    seat.key(pg.K_ESCAPE).key(pg.K_RETURN, "\r")
    stayed = not line.call.is_over
    seat.key(pg.K_ESCAPE).click("answer.1")

    assert stayed
    assert line.call.is_over


def test_hanging_up_by_its_button_is_at_once_and_the_scorecard_is_offered(seat: Seat) -> None:
    line = on_line(seat, desk_line)
    seat.click("hang_up")

    assert line.call.is_over
    assert "You hung up." in seat.words
    assert {"scorecard"} <= set(seat.names)
    assert {"mute", "type", "hang_up"}.isdisjoint(seat.names)


def test_the_letter_h_asks_before_it_hangs_up(seat: Seat) -> None:
    line = on_line(seat, desk_line)
    seat.letter("h")

    assert "Hang up?" in seat.words
    assert not line.call.is_over


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


def ended_by_them(seat: Seat) -> SampleLine:
    """They gave up on a trainee who was typing an answer."""
    line = on_line(seat, cell_line)
    seat.letter("t").type("One mom")
    line.call.state.ended, line.call.state.phase = "hung_up_on", Phase.ENDED
    line.said = None
    seat.wait()
    return line


def test_enter_from_a_sentence_they_cut_off_does_not_leave_the_call() -> None:
    read: list[str] = []
    seat = Seat()
    line = cell_line()
    seat.sit(CallScreen(seat.window, line, lambda: read.append("scorecard")))
    seat.letter("t").type("One mom")
    line.call.state.ended, line.call.state.phase = "hung_up_on", Phase.ENDED
    seat.wait().key(pg.K_RETURN, "\r")
    at_once = [*read]
    seat.wait(1.6).key(pg.K_RETURN, "\r")

    assert (at_once, read) == ([], ["scorecard"])
    assert line.told == []


def test_what_they_said_last_stands_above_how_it_ended(seat: Seat) -> None:
    ended_by_them(seat)

    assert "They hung up on you." in seat.words
    assert "How did you get this number?" in seat.words


def test_the_clock_stops_when_the_call_ends(seat: Seat) -> None:
    line = ended_by_them(seat)
    at_the_end = figures(seat, 48)
    line.now += 30_000

    assert figures(seat.wait(), 48) == at_the_end


def test_m_mutes_and_says_so_in_words(seat: Seat) -> None:
    line = on_line(seat, cell_line)
    seat.letter("m")
    muted, words = line.muted, seat.words
    seat.letter("m")

    assert muted
    assert "Muted: they hear nothing" in words
    assert not line.muted


def test_b_breaks_in_while_the_other_side_speaks(seat: Seat) -> None:
    line = on_line(seat, desk_line)
    assert line.call.state.speaking is not None
    seat.letter("b")

    assert line.call.state.speaking is None


def test_nobody_can_be_broken_into_who_is_silent(seat: Seat) -> None:
    on_line(seat, cell_line)

    assert "break_in" not in seat.names


@pytest.mark.parametrize(("headset", "words"), [(True, "or just speak"), (False, "Listening starts when they stop")])
def test_how_to_break_in_depends_on_the_headset(headset: bool, words: str) -> None:
    seat = Seat(headset=headset)
    on_line(seat, desk_line)

    assert words in seat.words


def test_whose_turn_it_is_stands_in_words(seat: Seat) -> None:
    line = on_line(seat, cell_line)
    listening = seat.words
    line.listening = False
    typing = seat.wait().words

    assert "Listening" in listening
    assert "Type your answer" in typing


def test_a_scene_is_captioned_in_brackets(seat: Seat) -> None:
    on_line(seat, cell_line)

    assert "[road noise]" in seat.words


def test_captions_can_be_switched_off_and_on(seat: Seat) -> None:
    on_line(seat, desk_line)
    seat.key(pg.K_F2)
    without = seat.words
    seat.key(pg.K_F2)

    assert "usually" not in without
    assert "usually" in seat.words


def test_a_notice_on_the_line_is_shown(seat: Seat) -> None:
    line = on_line(seat, desk_line)
    line.notice = "The microphone went away. Type your answers."
    seat.wait()

    assert "The microphone went away." in seat.words


def test_lamps_show_the_usual_way_until_the_call_goes_another() -> None:
    assert lamps("voicemail", ["Dialling", "Ringing"])[-1] == "Recording"
    assert lamps("receptionist", ["Dialling", "Ringing", "On hold"]) == ["Dialling", "Ringing", "On hold"]
    assert lamps("voicemail", ["Dialling", "Voicemail", "Beep", "Recording", "Ringing"])[-1] == "Ringing"


def test_with_less_motion_the_reels_stand_still() -> None:
    seat = Seat(reduce_motion=True)
    on_line(seat, box_line)
    first = seat.picture.copy()
    seat.wait(0.4)

    assert first.get_buffer().raw == seat.picture.get_buffer().raw


def test_reels_turn_while_the_box_has_the_line(seat: Seat) -> None:
    on_line(seat, box_line)
    first = seat.wait(0.5).picture.copy()
    seat.wait(0.4)

    assert first.get_buffer().raw != seat.picture.get_buffer().raw


def test_the_focus_goes_from_the_captions_to_typing_then_to_the_keys(seat: Seat) -> None:
    on_line(seat, desk_line)
    keys = [f"key.{key}" for key in "123456789*0#"]

    assert seat.names == ["captions", "settings", "break_in", "type", "mute", *keys, "hang_up"]


def test_a_narrow_window_has_its_keys_in_a_dialog() -> None:
    seat = Seat((1000, 700), zoom=1.75)
    line = on_line(seat, box_line)
    before = seat.names
    seat.letter("k").click("key.5").letter("0")

    assert "key.5" not in before
    assert line.call.phase is Phase.TALKING
    assert seat.key(pg.K_ESCAPE).screen == "CallScreen"


def test_zero_stands_by_itself_in_a_narrow_window() -> None:
    seat = Seat((1000, 700), zoom=1.75)
    line = on_line(seat, box_line)
    seat.click("key.0")

    assert line.call.phase is Phase.TALKING


def test_a_notice_can_be_closed(seat: Seat) -> None:
    line = on_line(seat, desk_line)
    line.notice = "The microphone went away."
    seat.wait().click("notice.close")

    assert "The microphone went away." not in seat.words


def test_the_trainees_level_is_seen_while_it_is_listened_to(seat: Seat) -> None:
    line = on_line(seat, cell_line)
    quiet = seat.wait().picture.copy()
    line.level = 0.9
    loud = seat.wait().picture.copy()
    line.listening = False
    line.level = 0.0
    deaf = seat.wait().picture.copy()
    line.level = 0.9

    assert quiet.get_buffer().raw != loud.get_buffer().raw
    assert deaf.get_buffer().raw == seat.wait().picture.get_buffer().raw


def test_the_lamp_breathes_while_it_rings_and_not_with_less_motion() -> None:
    differ = []
    for still in (False, True):
        seat = Seat(reduce_motion=still)
        on_line(seat, lambda: SampleLine(call_of(DESK, "switchboard")).happen(Dialled(0)))
        first = seat.wait(0.45).picture.copy()
        differ.append(first.get_buffer().raw != seat.wait(0.45).picture.get_buffer().raw)

    assert differ == [True, False]
