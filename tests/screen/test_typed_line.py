"""A line that is typed: when it is too early for it, and where it stays once it was sent."""

from __future__ import annotations

import pygame as pg

from screen.sample import BOX, DESK, SampleLine, box_line, call_of, cell_line, desk_line
from screen.seat import Seat, on_line
from simulator.core.events import Dialled, Heard, LineFinished, TimerFired
from simulator.core.state import Phase
from simulator.core.turns import YOU, Caption
from simulator.screen.call_controls import SENDS
from simulator.screen.typed_line import NO_TAPE, NOT_YET

LONG = "It is about delivery slips that get lost between the van and the office. " * 6


def ringing_line() -> SampleLine:
    return SampleLine(call_of(DESK, "switchboard"), 2_000).happen(Dialled(0))


def greeting_line() -> SampleLine:
    return SampleLine(call_of(BOX, "tape"), 2_000).happen(Dialled(0))


def typing(make) -> tuple[Seat, SampleLine]:
    """Somebody who has typed a line on such a call and pressed Enter."""
    seat = Seat(typed=True)
    line = on_line(seat, make)
    seat.window.focus("type")
    seat.wait().type("Hi, could you help me?").key(pg.K_RETURN, "\r")
    return seat, line


def test_what_is_sent_while_it_rings_stays_in_the_field_until_they_pick_up() -> None:
    seat, line = typing(ringing_line)
    told, said_early = NOT_YET in seat.words, list(line.told)
    line.happen(TimerFired(12_000, "rings"))
    after, line.now = seat.wait().words, 12_000
    seat.key(pg.K_RETURN, "\r")

    assert told
    assert said_early == []
    assert NOT_YET not in after
    assert line.told == ["Hi, could you help me?"]


def test_what_is_sent_before_the_beep_stays_in_the_field_until_the_tape_runs() -> None:
    seat, line = typing(greeting_line)
    in_greeting = (line.call.phase, NO_TAPE in seat.words)
    line.happen(LineFinished(7000))
    in_beep = (line.call.phase, NO_TAPE in seat.wait().words)
    line.happen(TimerFired(7600, "beep"))
    once_it_runs = NO_TAPE in seat.wait().words
    said_early, line.now = list(line.told), 8_000
    seat.key(pg.K_RETURN, "\r")

    assert in_greeting == (Phase.GREETING, True)
    assert in_beep == (Phase.BEEP, True)
    assert not once_it_runs
    assert said_early == []
    assert line.told == ["Hi, could you help me?"]


def test_in_little_room_it_says_what_to_do_and_lies_under_no_button() -> None:
    seat = Seat((1000, 700), typed=True, zoom=1.75)
    on_line(seat, greeting_line)
    seat.window.focus("type")
    seat.wait().type("Hi, could you help me?").key(pg.K_RETURN, "\r")
    told = next(t for t in seat.wait().texts if t.text == "Wait for the beep.")
    buttons = [spot.box for spot in seat.window.spots if spot.name in ("key.0", "keypad")]

    assert told.box.right < min(box.x for box in buttons)


def test_a_field_that_is_emptied_again_is_told_nothing() -> None:
    seat, _ = typing(ringing_line)
    seat.key(pg.K_BACKSPACE, times=30)

    assert NOT_YET not in seat.words


def test_a_key_still_leads_out_of_the_greeting() -> None:
    seat, line = Seat(typed=True), greeting_line()
    on_line(seat, lambda: line)
    seat.window.focus("type")
    seat.wait().letter("0")

    assert line.call.phase is Phase.TALKING


def test_a_typed_line_stays_above_their_answer() -> None:
    seat, line = Seat(typed=True), desk_line()
    on_line(seat, lambda: line)
    line.happen(LineFinished(67_100), Heard(68_000, "When is she back?", typed=True))
    line.said = Caption(YOU, "When is she back?", 17, 17)
    before = [t.text for t in seat.wait().texts if "When is she back?" in t.text and t.pane != "said"]
    line.said = Caption("Noor", "Around two.", 0, 6)
    beside = [t for t in seat.wait().texts if t.text == "You: When is she back?"]
    answer = next(t for t in seat.texts if t.text.startswith("Around"))

    assert before == ["When is she back?"], "while nobody answers it, it is the caption itself"
    assert len(beside) == 1
    assert beside[0].box.bottom <= answer.box.y + 2


def test_of_a_long_typed_line_the_beginning_stays_and_runs_into_nothing() -> None:
    for size, zoom in (((1000, 700), 1.0), ((1280, 800), 1.0), ((1000, 700), 1.75)):
        seat, line = Seat(size, typed=True, zoom=zoom), desk_line()
        on_line(seat, lambda line=line: line)
        line.happen(LineFinished(67_100), Heard(68_000, LONG, typed=True))
        line.said = Caption("Noor", "Around two.", 0, 6)
        beside = next(t for t in seat.wait().texts if t.text.startswith("You: It is about"))
        keys = [s.box.x for s in seat.window.spots if s.name == "key.1"]

        assert beside.text.endswith("…")
        assert beside.box.right <= min([*keys, seat.window.screen._caption.right]) + 1


def test_what_was_spoken_is_not_told_as_typed(seat: Seat) -> None:
    line = on_line(seat, desk_line)
    line.happen(LineFinished(67_100), Heard(68_000, "When is she back?"))
    line.said = Caption("Noor", "Around two.", 0, 6)

    assert "You: When" not in seat.wait().words


def test_while_a_line_is_typed_it_says_how_it_is_sent() -> None:
    seat = Seat(typed=True)
    on_line(seat, cell_line)
    seat.window.focus("type")
    before = seat.wait().words
    seat.type("Is this a bad time?")

    assert "Type your answer" in before
    assert SENDS not in before
    assert SENDS in seat.words


def test_what_was_tried_too_early_says_how_it_is_sent_once_they_have_picked_up() -> None:
    seat, line = typing(ringing_line)
    line.happen(TimerFired(12_000, "rings"), LineFinished(15_000))
    line.now = 15_000

    assert SENDS in seat.wait().words


def test_the_field_of_a_typed_call_asks_for_an_answer_and_of_a_spoken_one_offers_typing() -> None:
    typed, spoken = Seat(typed=True), Seat()
    on_line(typed, desk_line)
    on_line(spoken, desk_line)

    assert "Type instead" not in typed.words
    assert "Type instead" in spoken.words


def test_words_left_on_the_tape_do_not_stand_beside_the_person_who_answers_then() -> None:
    seat = Seat(typed=True)
    line = on_line(seat, box_line)
    line.happen(Heard(9_000, "Hi Tom, this is Sam.", typed=True, began=9_000))
    line.said = Caption("Tom Asher’s voicemail", "To keep it, ring off.", 0, 2)
    on_tape = seat.wait().words
    line.press("0")
    line.said = Caption("Joan", "Lindgren Tools, good morning.", 0, 8)

    assert "You: Hi Tom, this is Sam." in on_tape
    assert "You: Hi Tom" not in seat.wait().words
