"""Scale, theme, size, and what costs nothing."""

from __future__ import annotations

import pygame as pg

from screen.sample import desk_line
from screen.seat import Seat
from simulator.screen.briefing import headset_question
from simulator.screen.call import CallScreen
from simulator.screen.zoom import ZOOMS, zoomed


def ground(seat: Seat) -> tuple[int, ...]:
    return tuple(seat.picture.get_at((5, 5)))[:3]


def test_the_desk_is_ivory_and_the_line_is_bakelite(seat: Seat) -> None:
    desk = ground(seat.begin())
    seat.sit(CallScreen(seat.window, desk_line(), lambda: None)).wait(1).wait(1)

    assert desk == (0xF3, 0xED, 0xE1)
    assert ground(seat) == (0x19, 0x15, 0x12)


def test_the_lights_go_down_gradually_and_at_once_with_less_motion() -> None:
    grounds = []
    for still in (False, True):
        seat = Seat(reduce_motion=still).begin()
        seat.window.show(CallScreen(seat.window, desk_line(), lambda: None))
        seat.wait(0.05)
        grounds.append(ground(seat))

    assert grounds[0][0] > 0x19
    assert grounds[1] == (0x19, 0x15, 0x12)


def test_f4_changes_the_light_and_keeps_it(seat: Seat) -> None:
    seat.begin().key(pg.K_F4)

    assert ground(seat) == (0x19, 0x15, 0x12)
    assert seat.game.settings.theme == "bakelite"


def test_ctrl_plus_and_minus_change_the_size_and_ctrl_zero_brings_it_back(seat: Seat) -> None:
    seat.begin().key(pg.K_EQUALS, "=", pg.KMOD_CTRL, times=2)
    larger = seat.window.painter.scale
    seat.key(pg.K_MINUS, "-", pg.KMOD_CTRL)
    smaller = seat.window.painter.scale
    seat.key(pg.K_0, "0", pg.KMOD_CTRL)

    assert (larger, smaller, seat.window.painter.scale) == (1.25, 1.1, 1.0)


def test_zoom_stays_between_its_ends() -> None:
    assert zoomed(1.75, 1) == ZOOMS[-1] == 1.75
    assert zoomed(0.9, -1) == ZOOMS[0] == 0.9


def test_a_resized_window_is_painted_at_its_new_size(seat: Seat) -> None:
    seat.begin()
    pg.display.set_mode((1920, 1200))
    pg.event.post(pg.event.Event(pg.WINDOWRESIZED, x=1920, y=1200, window=None))
    seat.wait(0.1)

    assert seat.window.painter.scale == 1.5
    assert ground(seat) == (0xF3, 0xED, 0xE1)


def test_a_minimised_window_draws_nothing_but_the_line_goes_on(seat: Seat) -> None:
    line = desk_line()
    seat.sit(CallScreen(seat.window, line, lambda: None)).wait(1)
    pg.event.post(pg.event.Event(pg.WINDOWMINIMIZED, window=None))
    seat.wait()
    steps = line.steps

    assert not seat.window.frame(seat.now + 1)
    assert line.steps == steps + 1


def test_a_restored_window_is_painted_anew(seat: Seat) -> None:
    seat.begin()
    pg.event.post(pg.event.Event(pg.WINDOWMINIMIZED, window=None))
    seat.wait()
    pg.event.post(pg.event.Event(pg.WINDOWRESTORED, window=None))
    for event in pg.event.get():
        seat.hands.handle(event)

    assert seat.window.frame(seat.now)


def test_the_focus_ring_is_seen_only_after_a_key(seat: Seat) -> None:
    seat.begin().click("difficulty.0")
    by_mouse = seat.picture.copy()
    seat.key(pg.K_TAB)

    assert seat.focus == seat.names[0]
    assert by_mouse.get_buffer().raw != seat.picture.get_buffer().raw


def test_tab_reaches_everything_in_reading_order(seat: Seat) -> None:
    seat.begin()
    reached = []
    for _ in seat.names:
        seat.key(pg.K_TAB)
        reached.append(seat.focus)

    assert reached == seat.names
    assert [name.split(".")[0] for name in reached] == (
        ["progress", "settings"]
        + ["situation"] * 3
        + ["difficulty"] * 3
        + ["scenario"] * 2
        + ["drill", "campaign", "campaign", "campaign"]
        + ["playbook"] * 5
        + ["captions", "tips", "how", "brief"]
    )


def test_a_press_that_is_dragged_away_does_nothing(seat: Seat) -> None:
    seat.begin()
    pg.event.post(pg.event.Event(pg.MOUSEBUTTONDOWN, pos=seat.middle("situation.cell"), button=1, touch=False))
    pg.event.post(pg.event.Event(pg.MOUSEBUTTONUP, pos=(5, 5), button=1, touch=False))
    seat.wait()

    assert "Front desk calls" in seat.words


def test_what_lies_under_a_dialog_cannot_be_reached(seat: Seat) -> None:
    seat.begin().click("settings").letter("2")

    assert "situation.voicemail" not in seat.names
    assert seat.screen == "SettingsPage"


def test_a_key_that_is_held_down_acts_once(seat: Seat) -> None:
    seat.begin()
    for _ in range(5):
        pg.event.post(pg.event.Event(pg.KEYDOWN, key=pg.K_RETURN, unicode="\r", mod=0, scancode=0))
        seat.wait()

    assert seat.screen == "BriefingScreen"


def test_f11_fills_the_screen_and_gives_the_window_back(seat: Seat) -> None:
    seat.begin().key(pg.K_F11)
    full = bool(pg.display.get_surface().get_flags() & pg.FULLSCREEN)  # type: ignore[union-attr]
    seat.key(pg.K_F11)

    assert full
    assert not seat.picture.get_flags() & pg.FULLSCREEN


def test_the_focus_goes_back_to_where_it_was_when_a_dialog_closes(seat: Seat) -> None:
    seat.begin().key(pg.K_TAB, times=2).key(pg.K_RETURN, "\r").key(pg.K_TAB, times=2).key(pg.K_ESCAPE)

    assert seat.focus == "settings"


def test_the_window_is_called_as_what_is_on_and_by_the_settings_while_they_are_open(seat: Seat) -> None:
    titles = []
    for act in (seat.begin, seat.window.open_settings, seat.window.answered):
        act()
        titles.append(pg.display.get_caption()[0])

    assert titles == ["Lobby - Hit Zero", "Settings - Hit Zero", "Lobby - Hit Zero"]


def test_a_drill_gives_the_window_its_name(seat: Seat) -> None:
    seat.begin()
    seat.journey.to_drill()

    assert pg.display.get_caption()[0] == "Drill - Hit Zero"


def test_a_question_leaves_the_window_its_name(seat: Seat) -> None:
    seat.begin()
    seat.window.ask(headset_question(seat.window))

    assert pg.display.get_caption()[0] == "Lobby - Hit Zero"
