"""Times that somebody names as theirs: written, resolved by the clock, and held against a promise."""

from __future__ import annotations

from datetime import datetime

import pytest

from simulator.core.named_time import as_text, from_text, named_times, stretches, suits

NOW = datetime(2026, 11, 24, 11, 50)  # a Tuesday


@pytest.mark.parametrize(
    ("written", "begin", "end"),
    [
        ("14:30", "2026-11-24T14:30", "2026-11-24T14:30"),
        ("9:30", "2026-11-25T09:30", "2026-11-25T09:30"),
        ("from 14:30", "2026-11-24T14:30", "2026-11-24T18:00"),
        ("from 19:00", "2026-11-24T19:00", "2026-11-24T19:00"),
        ("today 14:00-15:30", "2026-11-24T14:00", "2026-11-24T15:30"),
        ("tomorrow from 08:00", "2026-11-25T08:00", "2026-11-25T18:00"),
        ("Tuesday 10:00", "2026-12-01T10:00", "2026-12-01T10:00"),
        ("in 10 minutes", "2026-11-24T12:00", "2026-11-24T18:00"),
        ("in 2 hours", "2026-11-24T13:50", "2026-11-24T18:00"),
        ("friday", "2026-11-27T00:00", "2026-11-28T00:00"),
    ],
)
def test_a_written_time_is_resolved_by_the_clock(written, begin, end):
    (one,) = stretches(named_times(written), NOW)

    assert as_text(one) == f"{begin}/{end}"
    assert from_text(as_text(one)) == one


@pytest.mark.parametrize("written", ["half two", "25:10", "15:00-14:00", "", "14:30 on friday", 1430, []])
def test_what_is_no_time_is_refused_with_a_way_to_write_it(written):
    with pytest.raises(ValueError, match="14:30"):
        named_times(written)


@pytest.mark.parametrize(
    ("due", "roughly", "fits"),
    [
        ("2026-11-24T14:30", False, True),
        ("2026-11-24T14:32", False, True),
        ("2026-11-24T16:00", False, True),
        ("2026-11-24T14:00", False, False),
        ("2026-11-24T14:00", True, True),
        ("2026-11-24T00:00", False, True),
        ("2026-11-25T10:00", False, True),
        ("2026-11-25T10:15", False, False),
        ("2026-11-26T00:00", True, False),
    ],
)
def test_a_promise_suits_where_somebody_has_time(due, roughly, fits):
    free = stretches(named_times(["from 14:30", "tomorrow 10:00"]), NOW)

    assert suits(datetime.fromisoformat(due), roughly, free) is fits


def test_a_stretch_is_told_for_reading():
    told = [one.told for one in stretches(named_times(["14:30", "from 14:30", "tomorrow 08:00-12:00", "friday"]), NOW)]

    assert told == ["Tue 24 Nov, 14:30", "Tue 24 Nov, from 14:30", "Wed 25 Nov, 08:00 to 12:00", "Fri 27 Nov"]
