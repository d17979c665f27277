"""What one call leaves to the next."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from authors import AUTHORS, BOX, DESK, call, you
from hypothesis import given
from hypothesis import strategies as st

from simulator.core.events import Understood
from simulator.core.history import next_facts, open_promise
from simulator.core.turns import Transcript, replace

NOW = {"now": "2026-11-24 10:20"}
WHY = you("I'm calling about your paper files.", "state_purpose")
NAME = you("It's Sam Reyes.", "identify_self")
LIVE = {"who": "other", "text": "Dana Whitlow.", "with": "prospect"}
CALLS: dict[str, tuple[list[dict[str, Any]], tuple[tuple[int, str], ...]]] = {
    "why": ([BOX, WHY], ((-1, "dial_desk"), (0, "leave_message"))),
    "name only": ([BOX, NAME], ((-1, "dial_desk"), (0, "leave_message"))),
    "no message": ([BOX], ((-1, "dial_desk"), (0, "hang_up"))),
    "spoke": ([LIVE, you("Hello Dana.", "greet")], ((-1, "dial_desk"),)),
    "let be": ([], ((-1, "not_dial"),)),
}


def made(what: str, facts: dict[str, Any] | None = None) -> Transcript:
    turns, actions = CALLS[what]
    return call({"with": "voicemail", **NOW, **(facts or {})}, turns, *actions)


def promising(at: str, facts: dict[str, Any] | None = None) -> Transcript:
    said = call({**NOW, **(facts or {})}, [DESK, you("I'll ring then.", "promise_call_back_time")])
    return replace(said, turns=(said.turns[0], replace(said.turns[1], understood=Understood(call_at=at))))


def test_a_message_that_says_why_is_a_good_one() -> None:
    after = next_facts(made("why"), AUTHORS)

    assert (after.calls_before, after.messages_before, after.left_good_message) == (1, 1, True)


def test_the_last_message_counts() -> None:
    second = replace(made("name only"), facts=next_facts(made("why"), AUTHORS))

    after = next_facts(second, AUTHORS)

    assert (after.messages_before, after.left_good_message) == (2, False)


def test_a_call_without_a_message_leaves_the_last_message_standing() -> None:
    second = replace(made("no message"), facts=next_facts(made("why"), AUTHORS))

    after = next_facts(second, AUTHORS)

    assert (after.calls_before, after.messages_before, after.left_good_message) == (2, 1, True)


def test_no_message_is_good_where_no_playbook_says_which_are() -> None:
    assert not next_facts(made("why"), ()).left_good_message


def test_who_was_spoken_with_has_been_spoken_with() -> None:
    assert next_facts(made("spoke"), AUTHORS).spoken_before
    assert not next_facts(made("why"), AUTHORS).spoken_before


def test_a_call_that_was_let_be_changes_nothing() -> None:
    call = made("let be")

    assert next_facts(call, AUTHORS) == call.facts


def test_the_next_call_is_made_at_the_promised_time() -> None:
    after = next_facts(promising("2026-11-25T09:00"), AUTHORS)

    assert after.promised_at == after.now == datetime(2026, 11, 25, 9)
    assert after.promised_words == "I'll ring then."


def test_a_promised_day_is_rung_at_the_hour_of_the_last_call() -> None:
    after = next_facts(promising("2026-11-25T00:00"), AUTHORS)

    assert (after.promised_at, after.now) == (datetime(2026, 11, 25), datetime(2026, 11, 25, 10, 20))


def test_without_a_promise_the_next_call_comes_right_after() -> None:
    assert next_facts(made("no message"), AUTHORS).now == datetime(2026, 11, 24, 10, 21)


def test_a_time_that_is_named_goes_before_all_others() -> None:
    after = next_facts(promising("2026-11-25T09:00"), AUTHORS, datetime(2026, 11, 25, 9, 20))

    assert after.now == datetime(2026, 11, 25, 9, 20)


@pytest.mark.parametrize(
    ("now", "stands"),
    [
        ("2026-11-24 15:00", True),  # the day before
        ("2026-11-25 08:30", True),  # early on the day: the hour is still to come
        ("2026-11-25 09:01", False),
        ("2026-11-25 12:00", False),
        ("2026-11-26 09:00", False),
    ],
)
def test_a_promise_stands_until_its_hour_has_come(now: str, stands: bool) -> None:
    later = made("no message", {"promised_at": "2026-11-25 09:00", "now": now})

    assert (open_promise(later) is not None) == stands


def test_a_new_promise_takes_the_place_of_the_old() -> None:
    later = promising("2026-11-26T10:00", {"promised_at": "2026-11-25 09:00", "now": "2026-11-24 15:00"})

    assert next_facts(later, AUTHORS).promised_at == datetime(2026, 11, 26, 10)


@given(st.lists(st.sampled_from(sorted(CALLS)), max_size=6))
def test_a_sequence_of_calls_counts_what_was_done_in_it(row: list[str]) -> None:
    facts = made("why").facts
    for what in row:
        facts = next_facts(replace(made(what), facts=facts), AUTHORS)

    assert facts.calls_before == sum(what != "let be" for what in row)
    assert facts.messages_before == sum(what in ("why", "name only") for what in row) <= facts.calls_before
    assert facts.spoken_before == ("spoke" in row)
    assert facts.left_good_message == ([w for w in row if w in ("why", "name only")][-1:] == ["why"])
