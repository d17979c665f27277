"""How a call may begin, after what was done in the one before."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from authors import AUTHORS, BOX, call, you
from hypothesis import given
from hypothesis import strategies as st

from simulator.core.events import Understood
from simulator.core.reading import read_scenario
from simulator.core.scenario import Scenario
from simulator.core.turns import Transcript, replace
from simulator.core.ways import AGAIN, THEN, Way, ways

TEXT = (Path(__file__).parent / "box.yaml").read_text(encoding="utf-8")
CASES = """cases:
  stranger: {called: Nobody sent you}
  sent: {called: Paul sent you, facts: {referral: {name: Paul Okafor, where: inside}}, you_know: [Paul sent you.]}
start:"""
DUE = datetime(2026, 11, 25, 9)


def box(moves: frozenset[str], cases: bool = False) -> Scenario:
    return read_scenario(TEXT.replace("start:", CASES) if cases else TEXT, "box.yaml", moves)


def before(promised: str = "2026-11-25T09:00", now: str = "2026-11-24 10:20") -> Transcript:
    made = {"move": "promise_call_back_time", "start": 0, "end": 15}
    names = {"prospect": "Dana Whitlow"}
    left = call({"with": "voicemail", "now": now}, [BOX, you("I'll ring again.", made)], (-1, "dial_desk"), names=names)
    mine = replace(left.turns[1], understood=Understood(call_at=promised or None))
    return replace(left, turns=(left.turns[0], mine))


def names(found: tuple[Way, ...]) -> list[str]:
    return [way.name for way in found]


def test_the_first_call_of_a_plain_scenario_begins_in_one_way(moves) -> None:
    [way] = ways(box(moves), None, "", AUTHORS)

    assert (way.name, way.goes_on, way.facts.now) == ("", False, datetime(2026, 11, 24, 11, 50))


def test_the_first_call_begins_in_one_of_its_cases(moves) -> None:
    stranger, sent = ways(box(moves, cases=True), None, "", AUTHORS)

    assert (stranger.label, sent.label) == ("Nobody sent you", "Paul sent you")
    assert (sent.facts.referral.name, sent.told) == ("Paul Okafor", ("Paul sent you.",))


def test_after_a_promise_the_practice_clock_is_set_to_it(moves) -> None:
    then, again, _ = ways(box(moves), before(), "", AUTHORS)

    assert (then.name, then.facts.now, then.due) == (THEN, DUE, None)
    assert (again.name, again.facts.now) == (AGAIN, datetime(2026, 11, 24, 10, 21))
    assert then.facts.calls_before == then.facts.messages_before == 1


def test_a_call_that_goes_on_tells_what_was_done_and_promised(moves) -> None:
    then, *_ = ways(box(moves), before(), "", AUTHORS)

    assert then.told[:2] == (
        "This is your second call to Dana. You left one message so far.",
        "You promised Dana to ring Wed 25 Nov, 09:00. Your words: “I'll ring again”",
    )


def test_a_row_keeps_its_case(moves) -> None:
    then, *_ = ways(box(moves, cases=True), before(), "sent", AUTHORS)

    assert (then.case, then.told[-1]) == ("sent", "Paul sent you.")


def test_without_a_promise_a_row_goes_on_at_once_or_begins_afresh(moves) -> None:
    assert names(ways(box(moves), before(promised=""), "", AUTHORS)) == [AGAIN, ""]


def test_a_case_told_within_a_sentence_keeps_the_capital_of_a_name(moves) -> None:
    found = ways(box(moves, cases=True), before(), "sent", AUTHORS)

    assert [way.label for way in found[2:]] == ["Start afresh: nobody sent you", "Start afresh: Paul sent you"]


def test_a_call_that_was_let_be_is_none_to_go_on_from(moves) -> None:
    let_be = call({"now": "2026-11-24 10:20"}, [], (-1, "not_dial"))

    assert names(ways(box(moves), let_be, "", AUTHORS)) == [""]


# -- by the real clock -------------------------------------------------------------------------------------------------


@given(st.integers(-3 * 24 * 60, 3 * 24 * 60))
def test_by_the_real_clock_a_promised_call_opens_five_minutes_before_and_waits_for_its_minute(minutes: int) -> None:
    clock = DUE + timedelta(minutes=minutes)
    then = ways(box(MOVES), before(), "", AUTHORS, clock)[0]

    assert then.name == THEN
    assert then.waits(clock) == max(0, -60 * minutes)
    assert then.opens == (DUE - timedelta(minutes=5) if minutes < 0 else None)
    assert then.facts.now == clock


def test_by_the_real_clock_a_first_call_is_made_now(moves) -> None:
    clock = datetime(2026, 3, 2, 16, 45)

    assert [way.facts.now for way in ways(box(moves, cases=True), None, "", AUTHORS, clock)] == [clock, clock]


def test_once_the_promised_time_has_come_there_is_no_ringing_before_it(moves) -> None:
    assert names(ways(box(moves), before(), "", AUTHORS, DUE)) == [THEN, ""]


def test_a_promised_day_may_be_rung_all_day_and_not_before(moves) -> None:
    promised = before(promised="2026-11-25T00:00")

    assert names(ways(box(moves), promised, "", AUTHORS, DUE - timedelta(days=1))) == [AGAIN, ""]
    assert ways(box(moves), promised, "", AUTHORS, DUE)[0].waits(DUE) == 0


MOVES = frozenset({"ask_whereabouts", "thank", "ask_to_schedule"})
