"""Spoken times against the game's clock: it is Tuesday, 24 November 2026, ten to twelve."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.core.events import MoveHeard
from simulator.understanding.times import spoken_times

NOON = datetime(2026, 11, 24, 11, 50)


def _time(
    said: str, heard: str = "", move: str = "promise_call_back_time", now: datetime = NOON, part: str = ""
) -> str | None:
    """The time in `said`; `part` are the words in which the promise stands, all of them unless given."""
    start = said.index(part)
    return spoken_times(said, [MoveHeard(move, 0.9, start, start + len(part or said))], heard=heard, now=now).at


@pytest.mark.parametrize(
    ("said", "time"),
    [
        ("I'll ring her at two, then.", "24T14:00"),
        ("I'll call at 230", "24T14:30"),
        ("I'll call at 2.30", "24T14:30"),
        ("I'll ring at 2:30 pm.", "24T14:30"),
        ("Then I'll call at two-thirty.", "24T14:30"),
        ("I'll ring at half two.", "24T14:30"),
        ("I'll ring at half past two.", "24T14:30"),
        ("ill ring at quarter passed two", "24T14:15"),
        ("I'll try at a quarter of two.", "24T13:45"),
        ("I'll ring at ten to three.", "24T14:50"),
        ("I'll ring at 14:30.", "24T14:30"),
        ("I'll ring at 1430", "24T14:30"),
        ("ok i call back at to o clock", "24T14:00"),
        ("I'll try him at, what, five fifteen?", "24T17:15"),
        ("I'll be on the line at five past four.", "24T16:05"),
        ("I'll ring at noon.", "24T12:00"),
        ("I'll ring around four-ish.", "24T16:00"),
    ],
)
def test_a_clock_time_is_the_next_such_moment(said, time):
    assert _time(said) == f"2026-11-{time}"


@pytest.mark.parametrize(
    ("said", "time"),
    [
        ("I'll ring at nine.", "25T09:00"),
        ("I'll call at eleven thirty.", "25T11:30"),
        ("I'll call at one.", "24T13:00"),
    ],
)
def test_a_bare_hour_is_an_hour_of_business(said, time):
    assert _time(said) == f"2026-11-{time}"


def test_the_next_such_hour_after_a_friday_afternoon_is_on_monday():
    assert _time("I'll ring at nine.", now=datetime(2026, 11, 27, 15, 0)) == "2026-11-30T09:00"


@pytest.mark.parametrize(
    ("said", "time"),
    [
        ("I'll call on Thursday at two thirty.", "11-26T14:30"),
        ("I'll try tomorrow at nine.", "11-25T09:00"),
        ("i'll try again a week from monday first thing", "12-07T09:00"),
        ("I'll ring the twelfth at ten.", "12-12T10:00"),
        ("I'll call on the thirtieth at eight fifteen.", "11-30T08:15"),
        ("I will call again on December third at four p.m.", "12-03T16:00"),
        ("I'll ring on the first of December around half past three.", "12-01T15:30"),
        ("I'll call next Tuesday at ten.", "12-01T10:00"),
        ("I'll call on Tuesday at ten.", "12-01T10:00"),
        ("Tuesday week, eleven in the morning, I'll be ringing you.", "12-08T11:00"),
        ("friday ten am i call you again", "11-27T10:00"),
        ("I'll ring Wednesday the second at eleven.", "12-02T11:00"),
        ("I'll ring the day after tomorrow at noon.", "11-26T12:00"),
        ("I'll ring in two days at ten.", "11-26T10:00"),
        ("I'll ring at the same time tomorrow.", "11-25T11:50"),
        ("I'll ring on Friday at the end of the day.", "11-27T17:00"),
        ("I'll ring tonight at nine.", "11-24T21:00"),
        ("um i'll uh call back at uh two thirty on uh thursday", "11-26T14:30"),
    ],
)
def test_a_day_and_an_hour_are_put_together(said, time):
    assert _time(said) == f"2026-{time}"


@pytest.mark.parametrize(
    ("said", "time"),
    [
        ("I'll call back in twenty minutes.", "12:10"),
        ("I'll ring again in twenty.", "12:10"),
        ("I'll ring back in half an hour.", "12:20"),
        ("I'll give her half an hour and ring back.", "12:20"),
        ("I'll ring in an hour and a half.", "13:20"),
        ("i try in an our", "12:50"),
        ("I'll ring a quarter of an hour from now.", "12:05"),
    ],
)
def test_a_span_counts_from_now(said, time):
    assert _time(said) == f"2026-11-24T{time}"


@pytest.mark.parametrize(
    ("said", "time"),
    [
        ("I'll try tomorrow morning.", "25T09:00"),
        ("I'll ring this afternoon.", "24T14:00"),
        ("After lunch, then.", "24T13:30"),
    ],
)
def test_a_part_of_the_day_stands_for_its_usual_hour(said, time):
    assert _time(said) == f"2026-11-{time}"


def test_a_day_without_an_hour_is_that_day_at_midnight():
    assert _time("I'll try on Friday.") == "2026-11-27T00:00"


def test_a_correction_holds():
    assert _time("I'll call at two, no, sorry, at three.") == "2026-11-24T15:00"


def test_what_was_is_not_what_will_be():
    said = "I called on Monday at nine and left a message. I'll try again tomorrow at noon."

    assert _time(said) == "2026-11-25T12:00"


def test_the_minutes_asked_for_are_no_time_to_call():
    said = "I'll call at four, I'll ask my one question, and I'll have him off the phone in three minutes."

    assert _time(said) == "2026-11-24T16:00"


def test_the_day_that_was_just_named_holds_for_the_hour():
    assert _time("I'll call at nine, then.", "She's out until Thursday.") == "2026-11-26T09:00"


def test_then_points_to_the_time_that_was_just_named():
    said, heard = "I'll ring her back then.", "She's in a meeting until two."

    assert _time(said, heard, "suggest_call_back") == "2026-11-24T14:00"


def test_quarter_past_takes_the_hour_that_was_just_named():
    assert (
        _time("I'm in a meeting till three, so I'll phone at quarter past.", part="phone at quarter past")
        == "2026-11-24T15:15"
    )


def test_later_is_no_time():
    assert _time("I'll try again later.", "She's in a meeting until two.", "suggest_call_back") is None


@pytest.mark.parametrize(
    "said",
    ["It'll take two minutes.", "I have two questions for you.", "May I ask you one thing?", "Is she in at all today?"],
)
def test_numbers_and_days_without_a_call_are_no_time_to_call(said):
    assert spoken_times(said, [], heard="", now=NOON).at is None


def test_asking_them_to_ring_is_no_time_to_call(means):
    assert means("Could she call me at two?").understood.call_at is None


def test_digits_of_a_telephone_are_no_clock(means):
    said = "My number is five five five, oh one four two. I'll call again Thursday at ten."

    meaning = means(said, "(beep)", "voicemail")

    assert meaning.understood.call_at == "2026-11-26T10:00"
    assert meaning.understood.phone == "5550142"


WORDS = (
    "at two thirty half past quarter to ten the twelfth of may thursday next week in an hour "
    "no sorry tomorrow 230 31st noon"
)


@given(st.lists(st.sampled_from(WORDS.split()), max_size=12), st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1)))
def test_any_jumble_of_time_words_is_a_moment_or_none(words, now):
    moment = _time(" ".join(words), now=now)

    assert moment is None or datetime.fromisoformat(moment) >= now.replace(hour=0, minute=0, second=0, microsecond=0)


@pytest.mark.parametrize(
    ("said", "time"),
    [
        ("I'll call back at two. Actually, no, scratch that, I'll try Friday at ten.", "27T10:00"),
        ("I'll ring on Thursday at two. Forget that, I'll try Friday.", "27T00:00"),
        ("I'll ring on Thursday at two, no, make that Friday.", "27T14:00"),
        ("I'll ring on Friday instead of two.", "27T00:00"),
    ],
)
def test_what_is_taken_back_counts_no_more(said, time):
    assert _time(said) == f"2026-11-{time}"


def test_make_that_friday_is_a_time_without_a_verb():
    assert spoken_times("No, make that Friday at nine.", [], heard="", now=NOON).at == "2026-11-27T09:00"
