"""What was said so far in a call: when it stands there, how it is opened and read."""

from __future__ import annotations

import pygame as pg
import pytest

from screen.sample import box_line, desk_line
from screen.sample_tries import long_line, taken_up_line
from screen.seat import Seat, on_line
from simulator.core.events import Heard
from simulator.screen.call import CallScreen


def reading(seat: Seat) -> bool:
    return seat.window.pane("said") is not None


def test_what_was_said_before_stands_on_the_screen_with_its_end_in_sight(seat: Seat) -> None:
    seat.sit(CallScreen(seat.window, long_line(), lambda: None, taken_up=True)).wait().wait()
    pane = seat.window.pane("said")
    assert pane is not None

    seen = [t.text for t in seat.texts if t.pane == "said" and pane.box.y <= t.box.y <= pane.box.bottom - 10]

    assert pane.reach > 0
    assert pane.offset == pytest.approx(pane.reach)
    assert "ring" in " ".join(seen)


def test_where_there_is_no_room_for_it_it_opens_over_the_call() -> None:
    seat = Seat((1000, 700), zoom=1.75)
    seat.sit(CallScreen(seat.window, taken_up_line(), lambda: None, taken_up=True))
    shown = seat.window.pane("said")
    opened = seat.click("said.switch").words

    assert shown is None
    assert "Ellen's voicemail" in opened
    assert seat.key(pg.K_ESCAPE).screen == "CallScreen"


def test_whoever_types_reads_it_all_the_time() -> None:
    seat = Seat(typed=True)
    on_line(seat, long_line)
    pane = seat.wait().wait().window.pane("said")
    assert pane is not None

    assert "She's fond of people who ring on time." in seat.words
    assert pane.offset == pytest.approx(pane.reach)


def test_whoever_speaks_opens_it_and_closes_it_by_its_key(seat: Seat) -> None:
    on_line(seat, long_line)
    shut = reading(seat)
    opened = reading(seat.key(pg.K_F5))
    again = reading(seat.key(pg.K_F5))

    assert (shut, opened, again) == (False, True, False)


def test_its_key_works_while_somebody_types() -> None:
    seat = Seat(typed=True)
    on_line(seat, long_line)
    seat.window.focus("type")
    seat.wait().key(pg.K_F5)

    assert not reading(seat)
    assert seat.focus == "type"


def test_page_up_reads_further_back_while_somebody_types() -> None:
    seat = Seat(typed=True)
    on_line(seat, long_line)
    seat.window.focus("type")
    at_the_end = seat.wait().wait().window.pane("said")
    further_up = seat.key(pg.K_PAGEUP).wait().window.pane("said")
    assert at_the_end is not None
    assert further_up is not None

    assert further_up.offset < at_the_end.offset
    assert seat.focus == "type"


def test_a_new_line_brings_its_end_into_sight_again() -> None:
    seat = Seat(typed=True)
    line = on_line(seat, long_line)
    seat.wait().wait().window.scroll("said", 0)
    seat.wait()
    line.happen(Heard(line.now, "Lovely, and thank you for your time today.", moves=()))
    pane = seat.wait().wait().window.pane("said")
    assert pane is not None

    assert "thank you for your time today" in seat.words
    assert pane.offset == pytest.approx(pane.reach)


def test_a_call_that_begins_has_nothing_to_read() -> None:
    seat = Seat(typed=True)
    on_line(seat, desk_line)

    assert not reading(seat)
    assert "said.switch" not in seat.names


def test_a_tape_that_runs_has_the_room_to_itself() -> None:
    seat = Seat(typed=True)
    on_line(seat, box_line)

    assert not reading(seat)
    assert reading(seat.click("said.switch"))


def test_what_is_typed_while_it_lies_over_the_call_goes_into_the_call() -> None:
    seat = Seat((1000, 700), zoom=1.75, typed=True)
    on_line(seat, long_line)
    over = seat.key(pg.K_F5).screen
    screen = seat.letter("i").screen

    assert (over, screen) == ("_Lines", "CallScreen")
    assert isinstance(seat.window.screen, CallScreen)
    assert seat.window.screen.typed.text == "i"


def test_the_key_that_opened_it_closes_it() -> None:
    seat = Seat((1000, 700), zoom=1.75)
    on_line(seat, long_line)

    assert seat.key(pg.K_F5).screen == "_Lines"
    assert seat.key(pg.K_F5).screen == "CallScreen"
