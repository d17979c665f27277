"""What many calls show together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from simulator.core.progress import (
    Attempt,
    Progress,
    RuleName,
    average,
    days_practised,
    gain,
    longest_streak,
    months_on,
    scored,
    streak,
    tallies,
    weeks,
)
from simulator.core.scorecard import Verdict

MONDAY = date(2026, 11, 23)
ASKED = RuleName("a/1", "a", "Asked for help")
PUSHED = RuleName("a/2", "a", "Pushing", avoid=True)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def attempt(n: int, total: int | None = None, **verdicts: Verdict) -> Attempt:
    rules = {name.replace("_", "/"): verdict for name, verdict in verdicts.items()}
    started = datetime(2026, 11, 1, 10) + timedelta(hours=n)
    return Attempt(f"call-{n}", started, "desk", "Desk", "busy", 60, {"a": total}, rules)


def way(*totals: int | None) -> list[Attempt]:
    return [attempt(n, total) for n, total in enumerate(totals)]


def test_calls_of_which_an_author_says_nothing_are_not_scored() -> None:
    assert [total for _, total in scored(reversed(way(30, None, 50)), "a")] == [30, 50]


def test_a_call_that_was_cut_short_is_in_no_line_and_no_row_of_cells_but_was_practice() -> None:
    whole, cut = attempt(1, 40, a_1="met"), replace(attempt(2, 90, a_1="missed"), cut_short=True)

    assert [total for _, total in scored([whole, cut], "a")] == [40]
    assert [t.calls for t in tallies(Progress((cut, whole), rules=(ASKED,)), "a")] == [(True,)]
    assert days_practised([whole, cut]) == {date(2026, 11, 1): 2}


def test_the_average_looks_back_over_five_calls() -> None:
    assert average([10, 20, 30, 40, 50, 100]) == [10, 15, 20, 25, 30, 48]


@given(st.lists(st.integers(0, 100)))
def test_an_average_never_leaves_the_scale(totals: list[int]) -> None:
    means = average(totals)

    assert len(means) == len(totals)
    assert all(0 <= mean <= 100 for mean in means)


def test_the_gain_is_the_last_five_against_the_first_five() -> None:
    assert gain(way(10, 10, 10, 10, 10, 90, 30, 30, 30, 30, 30), "a") == 20


def test_three_calls_are_too_few_to_speak_of_a_gain() -> None:
    assert gain(way(10, 20, 90), "a") is None
    assert gain(way(10, 20, 90, 100), "a") == 80


def test_a_rule_is_counted_over_the_calls_that_called_for_it() -> None:
    calls = (
        attempt(3, a_1="met"),
        attempt(2, a_1="unclear"),
        attempt(1, a_1="not_applicable"),
        attempt(0, a_1="missed"),
    )

    [tally] = tallies(Progress(calls, rules=(ASKED,)), "a")

    assert tally.calls == (False, True)
    assert (tally.done, tally.of) == (1, 2)


def test_only_the_last_calls_count() -> None:
    calls = (attempt(0, a_1="missed"), *(attempt(n, a_1="met") for n in range(1, 4)))

    assert tallies(Progress(calls, rules=(ASKED,)), "a", most=3)[0].calls == (True, True, True)


def test_what_was_never_broken_needs_no_row() -> None:
    kept, broke = attempt(0, a_2="avoided"), attempt(1, a_2="broken")

    assert tallies(Progress((kept,), rules=(PUSHED,)), "a") == []
    assert tallies(Progress((broke, kept), rules=(PUSHED,)), "a")[0].calls == (True, False)


def test_what_goes_worst_comes_first() -> None:
    calls = (attempt(0, a_1="met", a_2="broken"),)

    assert [t.name for t in tallies(Progress(calls, rules=(ASKED, PUSHED)), "a")] == [PUSHED, ASKED]


def test_another_authors_rules_are_not_mixed_in() -> None:
    assert tallies(Progress((attempt(0, a_1="met"),), rules=(ASKED,)), "b") == []


def test_a_weekend_without_practice_breaks_no_streak() -> None:
    days = {MONDAY - timedelta(days=n) for n in (3, 4)}

    assert streak(days, MONDAY) == 2
    assert streak({*days, MONDAY}, MONDAY) == 3


def test_a_working_day_without_practice_ends_a_streak() -> None:
    wednesday = MONDAY + timedelta(days=2)

    assert streak({MONDAY}, wednesday) == 0
    assert streak({MONDAY, wednesday}, wednesday) == 1


@given(st.sets(DAYS, max_size=30), DAYS)
def test_a_streak_never_exceeds_the_longest_nor_the_days_there_were(days: set[date], today: date) -> None:
    until = {day for day in days if day <= today}

    assert streak(until, today) <= longest_streak(until) <= len(until)


def test_days_are_counted_by_their_calls() -> None:
    assert days_practised(way(1, 2)) == {date(2026, 11, 1): 2}


@given(DAYS)
def test_a_month_is_whole_weeks_and_holds_each_of_its_days_once(day: date) -> None:
    days = [d for week in weeks(day) for d in week]

    assert [d.weekday() for d in days] == [0, 1, 2, 3, 4, 5, 6] * len(weeks(day))
    assert days.count(day) == 1
    assert day.replace(day=1) in days[:7]


@given(DAYS, st.integers(-30, 30))
def test_turning_months_on_and_back_comes_home(day: date, step: int) -> None:
    assert months_on(months_on(day, step), -step) == day.replace(day=1)
