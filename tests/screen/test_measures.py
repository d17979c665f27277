"""How you spoke, on the scorecard."""

from __future__ import annotations

from dataclasses import replace

from screen.sample import AUTHORS, MEASURES, SampleDebrief
from screen.seat import Seat
from simulator.core.measures import Measured
from simulator.screen.scorecard import ScorecardScreen

INITIALS = {author.id: author.initial for author in AUTHORS}
TYPED = tuple(replace(m, value=None, verdict="", note="", why="It was typed, not spoken.") for m in MEASURES)


def read(seat: Seat, *measures: Measured) -> str:
    """The words of a scorecard with these measures."""
    debrief = SampleDebrief(measures=measures)
    seat.sit(ScorecardScreen(seat.window, debrief, "ask-for-help", INITIALS, lambda: None, lambda: None)).wait(1)
    return seat.words


def test_a_measure_stands_beside_its_band_and_whose_it_is(seat: Seat) -> None:
    words = read(seat, *MEASURES)

    for said in ("152", "Words a minute", "within: 110 to 170, house target", "61 words in 24.1 s"):
        assert said in words


def test_a_measure_outside_its_band_says_on_which_side(seat: Seat) -> None:
    words = read(seat, *MEASURES)

    assert "above: at most 2.5" in words
    assert "below: at least 3" in words


def test_the_source_of_a_band_is_named(seat: Seat) -> None:
    assert "at most 20, our handbook" in read(
        seat, Measured("longest pause", "seconds", 3.0, None, 20, "within", "our handbook")
    )


def test_what_was_not_measured_says_why_once(seat: Seat) -> None:
    words = read(seat, *TYPED)

    assert "Your speech was not measured. It was typed, not spoken." in words
    assert words.count("Not measured:") == 1


def test_too_little_speech_is_shown_and_not_judged(seat: Seat) -> None:
    words = read(seat, replace(MEASURES[0], verdict="", why="Too little was said to judge it."))

    assert "152" in words
    assert "too short to judge" in words


def test_a_call_without_a_word_has_no_measures(seat: Seat) -> None:
    words = read(seat)

    assert "How you spoke" not in words
    assert "not measured" not in words
