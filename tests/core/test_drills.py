"""Which moments a drill picks, and when a rule comes again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from simulator.core.drills import BOX_DAYS, IN_A_ROW, Box, Moment, Today, Try, boxes, pick, todays_drill
from simulator.core.record import Header, Record

TODAY = date(2026, 11, 24)
EMPTY = Record(Header("desk", "", "busy", 1), ())
VERDICTS = st.sampled_from(["met", "missed", "broken", "unclear"])


def moment(rule: str, name: str = "plan") -> Moment:
    return Moment(name, rule, "book", EMPTY, "Could you help me?")


def tried(rule: str, verdict: str, days_ago: int = 0) -> Try:
    return Try(TODAY - timedelta(days=days_ago), rule, "plan", verdict)  # type: ignore[arg-type]


def picked(*tries: Try, missed: dict[str, int] | None = None, worth: dict[str, float] | None = None) -> list[str]:
    there = [moment(rule) for rule in ("b/1", "b/2", "b/3")]
    return [m.rule for m in pick(there, tries, missed or {}, worth or {}, TODAY)]


def test_an_answer_that_meets_a_rule_moves_it_a_box_up_and_one_that_misses_back_to_the_first() -> None:
    assert boxes([tried("b/1", "met"), tried("b/1", "met")])["b/1"].number == 2
    assert boxes([tried("b/1", "met"), tried("b/1", "missed")])["b/1"].number == 0


def test_what_was_unclear_moves_nothing() -> None:
    assert boxes([tried("b/1", "met"), tried("b/1", "unclear")])["b/1"].number == 1


def test_each_box_waits_longer_than_the_one_before() -> None:
    assert [(Box(n, TODAY, 1).due - TODAY).days for n in range(len(BOX_DAYS))] == list(BOX_DAYS)


def test_without_history_what_is_worth_most_comes_first() -> None:
    assert picked(worth={"b/2": 20.0, "b/3": 10.0}) == ["b/2", "b/3", "b/1"]


def test_what_is_missed_most_in_calls_comes_first() -> None:
    assert picked(missed={"b/3": 4, "b/1": 1}, worth={"b/2": 20.0}) == ["b/3", "b/1", "b/2"]


def test_what_was_met_today_waits_behind_what_is_due() -> None:
    assert picked(tried("b/1", "met"), missed={"b/1": 9}) == ["b/2", "b/3", "b/1"]


def test_what_was_met_yesterday_is_due_again_behind_the_first_box() -> None:
    assert picked(tried("b/1", "met", 1), tried("b/2", "missed", 1)) == ["b/2", "b/3", "b/1"]


def test_a_rule_that_was_tried_comes_in_another_moment() -> None:
    there = [moment("b/1", "one"), moment("b/1", "two")]

    assert [m.name for m in pick(there, [tried("b/1", "missed")], {}, {}, TODAY)] == ["two", "one"]


def test_every_rule_comes_once_before_any_comes_twice() -> None:
    there = [moment(f"b/{rule}", name) for rule in range(3) for name in ("one", "two", "three", "four")]
    chosen = [m.rule for m in pick(there, (), {}, {}, TODAY)]

    assert len(chosen) == IN_A_ROW
    assert chosen == ["b/0", "b/1", "b/2"] * 2 + ["b/0", "b/1"]


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 3)), max_size=40, unique=True),
    st.lists(st.tuples(st.integers(0, 9), VERDICTS, st.integers(0, 40)), max_size=20),
)
def test_a_drill_is_as_long_as_it_can_be_and_repeats_no_moment(
    there: list[tuple[int, int]], said: list[tuple[int, str, int]]
) -> None:
    moments = [moment(f"b/{rule}", f"plan-{n}") for rule, n in sorted(there)]
    tries = [tried(f"b/{rule}", verdict, ago) for rule, verdict, ago in said]
    chosen = pick(moments, tries, {}, {}, TODAY)

    assert len(chosen) == min(IN_A_ROW, len(moments))
    assert len({(m.rule, m.name) for m in chosen}) == len(chosen)


def todays(*tries: Try, calls: tuple[dict[str, str], ...] = (), rules: int = 12) -> Today:
    there = [moment(f"b/{n:02d}") for n in range(rules)]
    found = todays_drill(there, tries, calls, {}, TODAY)  # type: ignore[arg-type]
    assert found is not None
    return found


def test_todays_drill_says_in_how_many_calls_its_first_move_was_missed() -> None:
    calls = ({"b/07": "missed"}, {"b/07": "met"}, {"b/07": "missed"}, {"b/07": "not_applicable"})
    found = todays(calls=calls)

    assert (found.moments[0].rule, found.missed, found.called, found.calls) == ("b/07", 2, 3, 4)
    assert (len(found.moments), found.minutes) == (IN_A_ROW, 4)


def test_what_was_answered_today_is_taken_off_todays_drill() -> None:
    found = todays(tried("b/00", "met"), tried("b/01", "missed"), tried("b/02", "met", 1))

    assert (found.done, found.met, len(found.moments), found.is_done) == (2, 1, IN_A_ROW - 2, False)


def test_after_a_whole_row_it_is_done_and_another_can_be_had() -> None:
    found = todays(*(tried(f"b/{n:02d}", "met") for n in range(IN_A_ROW)))

    assert found.is_done
    assert len(found.moments) == IN_A_ROW


def test_where_all_was_met_it_says_on_which_day_something_is_due() -> None:
    found = todays(tried("b/00", "met", 0), tried("b/01", "met", 1), tried("b/01", "met", 0), rules=2)

    assert found.due == TODAY + timedelta(days=BOX_DAYS[1])


def test_a_rule_that_was_never_drilled_is_due_by_now() -> None:
    assert todays(tried("b/00", "met")).due is None


def test_without_a_moment_there_is_no_drill() -> None:
    assert todays_drill((), (), (), {}, TODAY) is None


def test_what_was_shown_is_told_apart_and_comes_back_like_a_miss() -> None:
    shown = replace(tried("b/00", "missed"), shown=True)
    found = todays(shown, tried("b/01", "met"))

    assert (found.done, found.met, found.shown) == (2, 1, 1)
    assert boxes([shown]) == boxes([tried("b/00", "missed")])
