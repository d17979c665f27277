"""A row of calls: how long it is, where one stands in it, and which call comes next."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from simulator.core.campaigns import Campaign, calls_wanted, campaigns
from simulator.core.facts import Facts
from simulator.core.history import next_facts
from simulator.core.turns import Done, Transcript, Turn
from simulator.library import Library

LIBRARY = Library()
BOOKS = list(LIBRARY.playbooks.values())
TAPE = LIBRARY.find("after-the-beep")[0]
CELL = LIBRARY.find("caught-driving")[0]


def called(scenario_facts: Facts, said: str = "It's about lost sheets.", message: bool = True) -> Transcript:
    """A call to the box: the greeting, and words after the beep or none."""
    beep = Turn(
        0, "other", "Walter's voicemail", "voicemail", "Leave a message.", 0, 3000, acts=("picked_up_voicemail",)
    )
    words = Turn(1, "trainee", "Robin Clarke", "voicemail", said, 4000, 8000, message=True)
    did = (Done(-1, "dial_desk", 0), *((Done(0, "leave_message", 3500),) if message else ()))
    names = {"prospect": "Walter Benson"}
    return Transcript(scenario_facts, (beep, words) if message else (beep,), did, names, "hung_up")


def row(*messages: bool, case: str = "referred") -> Campaign:
    """The row that so many calls made, each with a message or without."""
    calls: list[Transcript] = []
    facts = TAPE.facts_in(case).model_copy(update={"now": TAPE.now})
    for message in messages:
        calls.append(called(facts, message=message))
        facts = next_facts(calls[-1], BOOKS)
    return campaigns(TAPE, calls, case, "busy", BOOKS)[0]


def test_where_somebody_sent_you_the_rules_speak_of_three_calls() -> None:
    hers = [LIBRARY.playbooks["hit-zero"]]

    assert calls_wanted(TAPE.facts_in("referred"), hers) == 3
    assert calls_wanted(TAPE.facts_in("stranger"), hers) == 1


def test_before_any_call_every_case_is_a_row_of_its_own() -> None:
    found = campaigns(TAPE, (), "", "", BOOKS)

    assert [(c.way, len(c.steps), c.made) for c in found] == [
        ("stranger", 2, 0),
        ("referred", 3, 0),
        ("screener", 2, 0),
    ]


def test_what_one_call_is_enough_for_is_no_row() -> None:
    assert campaigns(CELL, (), "", "", BOOKS) == ()


def test_a_message_that_was_left_is_a_step_made() -> None:
    begun = row(True)

    assert [(s.name, s.what, s.stands) for s in begun.steps] == [
        ("First call", "left", "made"),
        ("Follow-up", "when you like", "next"),
        ("Last try", "to promise", "later"),
    ]
    assert (begun.way, begun.difficulty, begun.due) == ("again", "busy", None)
    assert begun.steps[0].when == "Tue 10:20"


def test_a_call_without_a_message_says_so() -> None:
    assert [s.what for s in row(False, True).steps[:2]] == ["no message", "left"]


def test_a_promise_is_the_next_step_and_its_time() -> None:
    facts = TAPE.facts_in("referred").model_copy(
        update={"now": TAPE.now, "promised_at": datetime(2026, 11, 25, 9), "calls_before": 1}
    )
    silent = replace(called(facts, message=False), actions=(), turns=())
    begun = campaigns(TAPE, [silent], "referred", "warm", BOOKS)[0]

    assert begun.way == "then"
    assert begun.due == datetime(2026, 11, 25, 9)
    assert next(s for s in begun.steps if s.stands == "next").when == "Wed 09:00"


def test_once_all_calls_are_made_nothing_comes_next() -> None:
    ended = row(True, True, True)

    assert {s.stands for s in ended.steps} == {"made"}
    assert ended.made == 3


def test_the_other_cases_stay_on_offer_beside_a_row_that_was_begun() -> None:
    calls = [called(TAPE.facts_in("referred").model_copy(update={"now": TAPE.now}))]

    assert [c.way for c in campaigns(TAPE, calls, "referred", "busy", BOOKS)] == ["again", "stranger", "screener"]
