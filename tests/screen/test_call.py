"""On the line: what is shown and what the keys do, with real calls of the core."""

from __future__ import annotations

import pygame as pg
import pytest

from screen.sample import BOX, CELL, DESK, SampleLine, box_line, call_of, cell_line, desk_line
from screen.seat import Seat, on_line
from simulator.core.events import Dialled, Heard, LineFinished, SpeechEnded, SpeechStarted, TimerFired
from simulator.core.state import Phase
from simulator.core.turns import Caption
from simulator.screen.call import CallScreen
from simulator.screen.call_ribbon import finishing
from simulator.screen.open_line import lamps


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


def test_typed_words_for_the_tape_are_counted_while_they_are_typed() -> None:
    seat = Seat(typed=True)
    on_line(seat, box_line)
    seat.window.focus("type")
    before = figures(seat.wait(), 60)
    seat.type("Paula Smith asked me to call you.")

    assert (before, figures(seat, 60)) == ("0", "7")


@pytest.mark.parametrize("said", ["Thanks a lot, bye now.", "Thank you for your time."])
@pytest.mark.parametrize("typed", [True, False])
def test_after_a_goodbye_the_tape_says_how_to_finish(said: str, typed: bool) -> None:
    seat = Seat(typed=typed)
    line = on_line(seat, box_line)
    before = seat.words
    at = line.call.at
    line.happen(SpeechStarted(at), SpeechEnded(at + 500), Heard(at + 600, said, (), began=at))

    assert "Hang up to finish" not in before
    assert "Hang up to finish" in seat.wait().words


def test_where_a_tape_ends_by_a_key_the_key_is_named() -> None:
    assert [finishing(keys) for keys in ({"#", "0"}, {"0"})] == ["Press # to finish", "Hang up to finish"]


def test_a_message_that_only_mentions_thanks_goes_on() -> None:
    seat = Seat()
    line = on_line(seat, box_line)
    at = line.call.at
    words = "Thank you for the brochure. I am calling about your filing."
    line.happen(SpeechStarted(at), SpeechEnded(at + 500), Heard(at + 600, words, (), began=at))

    assert "Hang up to finish" not in seat.wait().words


def test_a_recording_has_its_own_clock_and_a_house_target(seat: Seat) -> None:
    on_line(seat, box_line)

    assert figures(seat, 60) == "17.4"
    assert "a house target" in seat.words


@pytest.mark.parametrize(("size", "zoom"), [((1280, 800), 1.0), ((1000, 700), 1.0), ((1280, 800), 1.75)])
def test_ones_own_number_stays_in_view_while_the_tape_runs(size: tuple[int, int], zoom: float) -> None:
    text = BOX.replace("company: Northgate Records}", "company: Northgate Records, phone: 555 0164}")
    seat, line = Seat(size, zoom=zoom), SampleLine(call_of(text, "tape"), 25_400)
    line.happen(Dialled(0), LineFinished(7000))
    seat.sit(CallScreen(seat.window, line, lambda: None))
    before = seat.words
    line.happen(TimerFired(7600, "beep"))
    seat.wait()

    assert "555 0164" not in before
    assert "555 0164" in seat.words


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


def test_a_beep_stays_captioned_long_enough_to_be_read(seat: Seat) -> None:
    line = on_line(seat, lambda: SampleLine(call_of(BOX, "tape")).happen(Dialled(0), LineFinished(7000)))
    during = seat.words
    line.happen(TimerFired(7600, "beep"))
    after, later = seat.wait(1).words, seat.wait(1).words

    assert "[beep]" in during
    assert "[beep]" in after
    assert "[beep]" not in later


def test_a_line_that_opens_clicks_in_the_captions_until_somebody_speaks(seat: Seat) -> None:
    line = on_line(seat, lambda: SampleLine(call_of(CELL, "merge")))
    line.happen(Dialled(0))
    opened = seat.wait().words
    line.said = Caption("Ines Varga", line.call.heard_last(), 0, 5)

    assert "[click]" in opened
    assert "[click]" not in seat.wait().words


def test_a_key_that_was_pressed_is_captioned(seat: Seat) -> None:
    on_line(seat, cell_line)
    seat.letter("5")

    assert "[key 5]" in seat.words


def test_the_end_of_a_call_clicks_in_its_caption(seat: Seat) -> None:
    line = on_line(seat, desk_line)
    line.hang_up()

    assert "[click] You hung up." in seat.wait().words
