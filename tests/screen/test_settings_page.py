"""The settings, by keyboard and by mouse: every change counts at once, and nothing is deleted unasked."""

from __future__ import annotations

from pathlib import Path

import pygame as pg
import pytest

from screen.home import SampleHouse
from screen.sample import SampleGame
from screen.seat import Seat
from simulator.settings import Settings, change_settings, load_settings

PARTS = ["sound", "calls", "display", "keys", "privacy"]


def in_settings(seat: Seat, part: str = "sound") -> Seat:
    seat.begin().click("settings")
    return seat if part == "sound" else seat.letter(str(PARTS.index(part) + 1))


def test_everything_of_the_display_is_changed_by_mouse(seat: Seat) -> None:
    in_settings(seat, "display")
    for name in ("theme.2", "zoom.more", "captions", "motion"):
        seat.click(name)

    kept = seat.game.settings
    assert (kept.theme, kept.zoom, kept.captions, kept.reduce_motion) == ("bakelite", 1.1, False, True)


def test_everything_of_calls_is_changed_by_mouse(seat: Seat) -> None:
    in_settings(seat, "calls")
    for name in ("typed", "talk.2", "end.less", "clock.1"):
        seat.click(name)

    kept = seat.game.settings
    assert (kept.typed, kept.talk, kept.end_silence, kept.clock) == (True, "toggle", 0.6, "real")


def test_parts_are_reached_by_their_digits_and_left_by_escape(seat: Seat) -> None:
    seat.begin().click("settings")
    parts = [seat.letter(digit).words for digit in "12345"]
    seat.key(pg.K_ESCAPE)

    said = ("Microphone", "Your turn ends after", "Reduce motion", "Break in", "It stays with you")
    assert all(word in words for word, words in zip(said, parts, strict=True))
    assert seat.screen == "Lobby"


def test_a_setting_is_changed_by_keyboard_alone(seat: Seat) -> None:
    seat.begin().key(pg.K_F10).letter("3")
    while seat.focus != "motion":
        seat.key(pg.K_TAB)
    seat.key(pg.K_SPACE, " ").key(pg.K_ESCAPE)

    assert seat.game.settings.reduce_motion
    assert seat.screen == "Lobby"


@pytest.mark.parametrize("part", PARTS)
def test_tab_goes_through_a_part_in_reading_order(seat: Seat, part: str) -> None:
    in_settings(seat, part)
    reached = []
    for _ in seat.names:
        seat.key(pg.K_TAB)
        reached.append(seat.focus)

    assert reached == seat.names
    assert reached[0].startswith("section.")
    assert reached[-1] == "close"


def test_a_long_part_scrolls_after_the_focus() -> None:
    seat = in_settings(Seat((1000, 700), zoom=1.75), "keys")
    while seat.focus != "reset":
        seat.key(pg.K_TAB)
    spot = next(spot for spot in seat.window.spots if spot.name == "reset")
    pane = seat.window.pane(spot.pane)

    assert pane is not None
    assert pane.box.y <= spot.box.y
    assert spot.box.bottom <= pane.box.bottom


def test_settings_open_over_a_running_call_which_goes_on(seat: Seat) -> None:
    seat.begin().key(pg.K_RETURN, "\r").key(pg.K_RETURN, "\r").key(pg.K_F10)
    line = seat.game.line
    assert line is not None
    steps = line.steps
    seat.wait()

    assert seat.screen == "SettingsPage"
    assert line.steps > steps
    assert line.typing
    assert "counts from the next call on" in seat.words
    assert "check" not in seat.names


def test_a_letter_that_nobody_waits_for_does_nothing(seat: Seat) -> None:
    in_settings(seat, "keys").letter("x")

    assert seat.screen == "SettingsPage"
    assert seat.game.settings.keys == {}


def test_settings_are_not_opened_twice_nor_over_a_question(seat: Seat) -> None:
    seat.begin().key(pg.K_F10).key(pg.K_F10).key(pg.K_ESCAPE)

    assert seat.screen == "Lobby"


# -- sound -------------------------------------------------------------------------------------------------------------


def test_a_microphone_is_chosen_by_its_name(seat: Seat) -> None:
    in_settings(seat).click("microphone.2").click("loudspeaker.1")

    assert seat.game.settings.microphone == "Built-in microphone"
    assert seat.game.settings.loudspeaker == "USB headset"


def test_a_chosen_device_that_is_gone_stays_in_the_list_and_says_so() -> None:
    seat = in_settings(Seat(microphone="Old headset"))
    before = seat.words
    seat.click("microphone.0")

    assert "Old headset Not connected." in before
    assert seat.game.settings.microphone == ""


def test_a_machine_without_devices_says_what_to_do(seat: Seat) -> None:
    seat.game.house = SampleHouse([], [])
    words = in_settings(seat).words

    assert "No microphone was found." in words
    assert "No loudspeaker was found." in words


def test_a_device_that_is_plugged_in_appears_by_itself(seat: Seat) -> None:
    in_settings(seat)
    seat.game.house.microphones.append("A new one")
    seat.wait(3).wait()

    assert "A new one" in seat.words


def test_the_microphone_opens_only_for_the_check_and_closes_with_its_part(seat: Seat) -> None:
    opened = [in_settings(seat).sound.is_open]
    seat.click("check")
    opened.append(seat.sound.is_open)
    seat.letter("2")
    opened.append(seat.sound.is_open)

    assert opened == [False, True, False]
    assert seat.game.house.made_ready == 1


def test_the_check_shows_what_is_heard_and_lets_the_other_side_be_heard(seat: Seat) -> None:
    in_settings(seat).click("check")
    seat.sound.heard = "Good morning"
    seat.wait().click("sample")

    assert "2 words heard" in seat.words
    assert seat.sound.samples == 1


def test_another_microphone_is_listened_to_at_once(seat: Seat) -> None:
    in_settings(seat).click("check").click("microphone.1")

    assert seat.sound.is_open
    assert seat.game.house.made_ready == 2


def test_the_briefings_own_check_goes_on_after_the_settings(seat: Seat) -> None:
    seat.begin().key(pg.K_RETURN, "\r").key(pg.K_F10)
    shown = seat.words
    seat.key(pg.K_ESCAPE)

    assert "good level" in shown
    assert seat.sound.is_open


def test_loudness_has_ends(seat: Seat) -> None:
    in_settings(seat)
    for _ in range(3):
        seat.click("volume.more")

    assert seat.game.settings.volume == 1.0


# -- privacy -----------------------------------------------------------------------------------------------------------


def test_the_folder_of_calls_is_shown_opened_and_copied(seat: Seat) -> None:
    in_settings(seat, "privacy").click("open_folder").click("copy_path")

    assert "14 calls are kept, 298 KB of text" in seat.words
    assert "/home/sam/.local/share/hitzero/calls" in seat.words
    assert seat.game.house.opened == 1
    assert "clipboard" in seat.words


def test_sound_is_kept_only_when_that_is_switched_on(seat: Seat) -> None:
    in_settings(seat, "privacy")
    before, told = seat.game.settings.keep_sound, seat.words
    seat.click("keep_sound")

    assert (before, seat.game.settings.keep_sound) == (False, True)
    assert "never leaves this computer" in told


def test_calls_are_deleted_only_after_a_question_whose_first_answer_keeps_them(seat: Seat) -> None:
    in_settings(seat, "privacy").click("delete")
    asked = seat.words
    seat.key(pg.K_RETURN, "\r")
    kept = seat.game.house.calls
    seat.click("delete").click("answer.1")

    assert "Delete your 14 calls?" in asked
    assert kept == 14
    assert seat.game.house.calls == 0
    assert "14 calls were deleted." in seat.words
    assert "delete" not in seat.names


def test_drills_are_named_and_can_be_deleted_where_there_are_no_calls(seat: Seat) -> None:
    seat.game.house.calls, seat.game.house.answers = 0, 12
    in_settings(seat, "privacy")
    told = seat.words
    seat.click("delete").click("answer.1")

    assert "12 answers of drills lie beside it." in told
    assert "how you answered in drills" in told
    assert seat.game.house.answers == 0
    assert "delete" not in seat.names


def test_during_a_call_nothing_can_be_deleted(seat: Seat) -> None:
    seat.begin().key(pg.K_RETURN, "\r").key(pg.K_RETURN, "\r").key(pg.K_F10).letter("5")

    assert "delete" not in seat.names
    assert "once this one is over" in seat.words


# -- on disk -----------------------------------------------------------------------------------------------------------


class OnDisk(SampleGame):
    """A game whose settings are the real ones, in a file."""

    path: Path

    def change(self, **fields: object) -> Settings:  # type: ignore[override]
        self.settings = change_settings(self.settings, fields, self.path)  # type: ignore[arg-type, assignment]
        return self.settings  # type: ignore[return-value]


def test_what_was_chosen_is_there_after_a_restart(tmp_path: Path) -> None:
    game = OnDisk()
    game.path = tmp_path / "settings.json"
    seat = Seat(game=game)
    game.change(welcomed=True, headset=True)
    in_settings(seat).click("microphone.1").click("section.calls").click("talk.1")
    seat.click("section.keys").click("change.mute").letter("x")

    found = load_settings(game.path)
    assert (found.microphone, found.talk, found.keys) == ("USB headset", "hold", {"mute": "x"})
    assert found.welcomed
