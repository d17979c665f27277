"""Where the window stood: kept, and used again only while the same screens are there."""

from __future__ import annotations

import pygame as pg
import pytest

from screen.sample_calls import cell_line, desk_line
from screen.seat import Seat, on_line
from simulator.screen.loop import FRAMES, HIDDEN, RESTING, pace
from simulator.screen.place import Place, here, remembered, told
from simulator.screen.window import first_size, open_display

SCREENS = ((1920, 1080), (2560, 1440))
PLACE = Place(2000, 120, 1400, 900)


def test_a_place_is_read_as_it_was_told() -> None:
    assert remembered(told(PLACE, SCREENS), SCREENS) == PLACE


def test_without_the_screen_it_was_on_a_place_is_forgotten() -> None:
    assert remembered(told(PLACE, SCREENS), SCREENS[:1]) is None


@pytest.mark.parametrize("text", ["", "nonsense", "1 2 on 1920x1080", "99999 0 800 600 on 1920x1080"])
def test_a_damaged_place_is_none(text: str) -> None:
    assert remembered(text, SCREENS[:1]) is None


def test_the_window_opens_as_large_as_it_was() -> None:
    open_display()
    kept = told(Place(10, 10, 1013, 717), pg.display.get_desktop_sizes())
    open_display(place=kept)

    surface = pg.display.get_surface()
    assert surface is not None
    assert surface.get_size() == (1013, 717)
    assert " 1013 717 on " in here()


@pytest.mark.parametrize(
    ("screen", "size"),
    [
        ((1024, 768), (1000, 700)),
        ((1366, 768), (1280, 700)),
        ((1920, 1080), (1280, 800)),
        ((2560, 1440), (1705, 1066)),
        ((3440, 1440), (1705, 1066)),
        ((3840, 2160), (2557, 1598)),
        ((1080, 1920), (1040, 800)),
    ],
)
def test_the_first_window_suits_the_screen(screen: tuple[int, int], size: tuple[int, int]) -> None:
    found = first_size(screen)

    assert abs(found[0] - size[0]) <= 4
    assert abs(found[1] - size[1]) <= 4


def test_a_full_screen_is_no_place_to_keep() -> None:
    seat = Seat()
    seat.begin()
    before = seat.window.place()
    seat.window.full_screen()

    assert before
    assert seat.window.place() == ""


def hide(seat: Seat, kind: int) -> Seat:
    pg.event.post(pg.event.Event(kind))
    return seat.wait()


def test_minimised_nothing_is_drawn_and_little_is_looked_at() -> None:
    seat = Seat()
    seat.begin()
    resting = pace(seat.window)
    hide(seat, pg.WINDOWMINIMIZED)
    seat.window.repaint()

    assert (resting, pace(seat.window)) == (RESTING, HIDDEN)
    assert not seat.window.frame(seat.now + 1)
    hide(seat, pg.WINDOWRESTORED)
    assert pace(seat.window) == RESTING


def test_minimised_a_call_goes_on_unseen() -> None:
    seat = Seat()
    line = on_line(seat, desk_line)
    shown = pace(seat.window)
    hide(seat, pg.WINDOWMINIMIZED)
    before = line.steps

    assert not seat.window.frame(seat.now + 1)
    assert line.steps == before + 1
    assert (shown, pace(seat.window)) == (FRAMES, RESTING)


def test_keys_belong_to_an_input_method_while_it_holds_an_unfinished_word() -> None:
    seat = Seat(typed=True)
    line = on_line(seat, cell_line)
    seat.window.focus("type")
    seat.wait().type("nih")
    pg.event.post(pg.event.Event(pg.TEXTEDITING, text="ao", start=2, length=0))
    seat.wait().key(pg.K_RETURN, "\r").key(pg.K_BACKSPACE).key(pg.K_ESCAPE)
    held, focus, shown = [*line.told], seat.focus, seat.words
    pg.event.post(pg.event.Event(pg.TEXTINPUT, text="ao"))
    seat.wait().key(pg.K_RETURN, "\r")

    assert (held, focus) == ([], "type")
    assert "nihao" in shown
    assert line.told == ["nihao"]


def resized(seat: Seat, size: tuple[int, int]) -> pg.Surface:
    pg.display.set_mode(size)
    pg.event.post(pg.event.Event(pg.WINDOWRESIZED, x=size[0], y=size[1]))
    return seat.picture


def test_while_its_size_changes_the_window_shows_the_old_picture_stretched() -> None:
    seat = Seat((1280, 800))
    seat.begin()
    before = seat.picture.copy()
    picture = resized(seat, (1400, 1000))
    for event in pg.event.get():
        seat.hands.handle(event)
    seat.window.frame(seat.now)

    assert picture.get_buffer().raw == pg.transform.scale(before, (1400, 1000)).get_buffer().raw
    assert seat.window.moving


def test_once_the_size_has_settled_it_is_painted_anew_and_sharp() -> None:
    seat = Seat((1280, 800))
    seat.begin()
    resized(seat, (1400, 1000))
    painted = seat.wait(0.1).picture.copy()
    fresh = Seat((1400, 1000)).begin().picture

    assert painted.get_buffer().raw == fresh.get_buffer().raw
    assert not seat.window.moving


def test_full_screen_and_back_is_as_large_as_before() -> None:
    seat = Seat((1010, 710))
    seat.begin().key(pg.K_F11).wait(0.1)
    full = seat.picture.get_size()
    seat.key(pg.K_F11).wait(0.1)

    assert full == pg.display.get_desktop_sizes()[0]
    assert seat.picture.get_size() == (1010, 710)
