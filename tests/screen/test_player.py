"""Hearing a call again in its scorecard."""

from __future__ import annotations

import pygame as pg

from screen.sample_cards import JUDGMENTS, TURNS
from screen.sample_file import SampleFile, SampleSoundOfCall
from screen.screens_heard import NO_SOUND, card
from screen.seat import Seat
from simulator.screen.player import LEAD_MS
from simulator.screen.scorecard import ScorecardScreen

FIRST = JUDGMENTS[0]


def in_front(seat: Seat, file: SampleFile | None = None, line: int = -1) -> ScorecardScreen:
    screen = card(file or SampleFile(), line)(seat)
    screen.chosen = None
    seat.window.repaint()
    seat.wait(1)
    return screen


def to(seat: Seat, name: str) -> Seat:
    """By Tab alone."""
    for _ in range(200):
        if seat.focus == name:
            return seat
        seat.key(pg.K_TAB)
    raise AssertionError(f"{name} is not in the reading order")


def test_a_line_is_heard_from_a_moment_before_it_by_mouse(seat: Seat) -> None:
    file = SampleFile()
    in_front(seat, file)
    seat.click("turn.3").click("turn.3:hear")

    assert file.sound.played == [TURNS[3].start - LEAD_MS]


def test_a_line_is_heard_by_keys_alone_right_behind_it_in_the_reading_order(seat: Seat) -> None:
    file = SampleFile()
    in_front(seat, file)
    to(seat, "turn.3").key(pg.K_TAB)
    behind = seat.focus
    seat.key(pg.K_RETURN, "\r")

    assert behind == "turn.3:hear"
    assert file.sound.played == [TURNS[3].start - LEAD_MS]


def test_only_the_line_that_is_chosen_or_focused_shows_what_can_be_done(seat: Seat) -> None:
    in_front(seat, line=1)

    assert [name for name in seat.names if name.endswith(":hear")] == ["turn.1:hear"]


def test_a_mark_leads_to_its_judgment_which_is_heard_at_its_evidence(seat: Seat) -> None:
    file = SampleFile()
    in_front(seat, file)
    seat.click(f"mark.{FIRST.rule}").click(f"judgment.{FIRST.rule}:hear")

    assert file.sound.played == [FIRST.evidence[0].at - LEAD_MS]


def test_while_it_plays_a_mark_or_a_line_goes_straight_there(seat: Seat) -> None:
    file = SampleFile(SampleSoundOfCall(at=1000.0))
    in_front(seat, file)
    seat.click(f"mark.{FIRST.rule}").click("turn.1")

    assert file.sound.played == [FIRST.evidence[0].at - LEAD_MS, TURNS[1].start - LEAD_MS]


def test_it_is_played_held_and_stopped_by_keys(seat: Seat) -> None:
    file = SampleFile()
    in_front(seat, file)
    seat.letter("p")
    playing = (file.sound.at, file.sound.paused)
    seat.letter("p")
    held = file.sound.paused
    seat.letter("s")

    assert playing == (0.0, False)
    assert held
    assert file.sound.at is None


def test_esc_first_stops_the_sound_and_only_then_leaves(seat: Seat) -> None:
    left: list[str] = []
    file = SampleFile(SampleSoundOfCall(at=1000.0))
    screen = in_front(seat, file)
    screen._back = lambda: left.append("left")
    seat.key(pg.K_ESCAPE)
    stopped = (file.sound.at, list(left))
    seat.key(pg.K_ESCAPE)

    assert stopped == (None, [])
    assert left == ["left"]


def test_whoever_calls_again_hears_nothing_of_the_old_call(seat: Seat) -> None:
    file = SampleFile(SampleSoundOfCall(at=1000.0))
    in_front(seat, file)
    seat.click("again")

    assert file.sound.at is None


def test_the_line_that_is_heard_is_marked_and_named(seat: Seat) -> None:
    file = SampleFile(SampleSoundOfCall(at=float(TURNS[3].start + 100)))
    in_front(seat, file)
    first = [spot.name for spot in seat.window.spots if spot.label.endswith("heard now")]
    file.sound.at = float(TURNS[4].start + 100)
    seat.wait(1)

    assert first == ["turn.3"]
    assert [spot.name for spot in seat.window.spots if spot.label.endswith("heard now")] == ["turn.4"]


def test_the_playhead_runs_along_the_ribbon(seat: Seat) -> None:
    file = SampleFile(SampleSoundOfCall(at=10_000.0))
    screen = in_front(seat, file)
    moving, first = seat.window.moving, seat.picture.copy()
    file.sound.at = 11_000.0
    seat.wait()
    box = screen.player.ribbon
    area = pg.Rect(round(box.x), round(box.y) - 10, round(box.w), round(box.h))

    assert moving
    assert pg.image.tobytes(first.subsurface(area), "RGB") != pg.image.tobytes(seat.picture.subsurface(area), "RGB")


def test_held_the_window_stands_still(seat: Seat) -> None:
    in_front(seat, SampleFile(SampleSoundOfCall(at=10_000.0, paused=True)))

    assert not seat.window.moving
    assert "Go on" in seat.words


def test_without_sound_it_says_why_and_leads_to_where_that_is_changed() -> None:
    seat = Seat(reduce_motion=True).begin()
    in_front(seat, SampleFile(SampleSoundOfCall(NO_SOUND)), line=1)
    said, names = seat.words, seat.names
    seat.click("turn.1:hear")

    assert "was not kept" in said
    assert "play" not in names
    assert seat.screen == "SettingsPage"


def test_a_typed_call_says_why_it_has_no_sound_and_its_lines_offer_none(seat: Seat) -> None:
    in_front(seat, SampleFile(SampleSoundOfCall(why_not="You typed this call.", typed=True)), line=1)
    seat.click(f"judgment.{FIRST.rule}")

    assert "You typed this call." in seat.words
    assert "Open the settings" not in seat.words
    assert not [name for name in seat.names if name.endswith(":hear")]


def test_what_goes_wrong_is_told(seat: Seat) -> None:
    file = SampleFile(SampleSoundOfCall(wrong="No loudspeaker could be opened."))
    in_front(seat, file)
    seat.letter("p")

    assert "No loudspeaker could be opened." in seat.words


def test_a_call_that_is_on_no_disk_offers_nothing_of_it(seat: Seat) -> None:
    screen = in_front(seat)
    screen.debrief.file = None  # type: ignore[misc]
    bare = ScorecardScreen(seat.window, screen.debrief, "ask-for-help", {}, lambda: None, lambda: None)
    bare.line = 1
    seat.sit(bare)

    assert not {"play", "save", "turn.1:hear"} & set(seat.names)
