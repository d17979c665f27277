from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from simulator.core.facts import Facts
from simulator.core.standing import Standing
from simulator.core.when import FACTS, When

MOVES = {"moves": frozenset({"thank", "ask_cell_number"})}


def so(facts: dict[str, Any] | None = None, **now: Any) -> Standing:
    known = Facts.model_validate(facts or {})
    return Standing(known, now.pop("with_", known.with_), now.pop("on", known.on), **now)


def holds(condition: dict[str, Any], now: Standing) -> bool:
    return When.model_validate(condition, context=MOVES).holds(now)


def test_nothing_asked_always_holds() -> None:
    assert holds({}, so())


def test_everything_in_one_condition_must_hold() -> None:
    both = {"with": "voicemail", "errand": "cold"}

    assert holds(both, so(with_="voicemail"))
    assert not holds(both, so({"errand": "po_approved"}, with_="voicemail"))
    assert not holds(both, so())


def test_a_list_means_one_of_them() -> None:
    assert holds({"moment": ["driving", "doctor"]}, so({"moment": "doctor"}))


def test_whom_one_speaks_with_is_asked_of_the_moment_and_not_of_the_beginning() -> None:
    assert holds({"with": "assistant"}, so({"with": "voicemail"}, with_="assistant"))


@pytest.mark.parametrize(("asked", "expected"), [("none", False), ("some", True), ("inside", False), ("outside", True)])
def test_a_referral_is_asked_by_where_it_comes_from(asked: str, expected: bool) -> None:
    assert holds({"referral": asked}, so({"referral": {"name": "Paul", "where": "outside"}})) is expected


def test_no_referral_is_none() -> None:
    assert holds({"referral": "none"}, so())
    assert not holds({"referral": "some"}, so())


def test_a_promise_is_there_or_not() -> None:
    assert holds({"promised_at": "some"}, so({"promised_at": "2026-11-24 10:00"}))
    assert holds({"promised_at": "none"}, so())


def test_numbers_are_asked_exactly_or_from_below() -> None:
    assert holds({"messages_before": 1, "calls_before_at_least": 2}, so({"messages_before": 1, "calls_before": 2}))
    assert not holds({"messages_before_at_least": 2}, so({"messages_before": 1}))


def test_the_line_is_the_one_that_was_rung() -> None:
    assert holds({"on": "cell"}, so({"on": "desk"}, on="cell"))


def test_an_act_holds_from_when_it_was_heard() -> None:
    assert holds({"after": ["said_away", "said_in_meeting"]}, so(acts=frozenset({"said_away"})))
    assert not holds({"after": "said_away"}, so())


def test_refused_means_anything_refused() -> None:
    no = so(acts=frozenset({"refused:ask_cell_number"}))

    assert holds({"after": "refused"}, no)
    assert holds({"after": "refused:ask_cell_number"}, no)
    assert not holds({"after": "refused:thank"}, no)


def test_moves_actions_people_and_the_recording_can_be_asked() -> None:
    now = so(made=frozenset({"thank"}), done=frozenset({"press_zero"}), reached=frozenset({"voicemail"}), message=True)

    assert holds({"made": "thank", "done": "press_zero", "reached": "voicemail", "message": True}, now)
    assert not holds({"made": "ask_cell_number"}, now)
    assert not holds({"done": ["hang_up"]}, now)
    assert not holds({"reached": "prospect"}, now)
    assert not holds({"message": False}, now)


def test_conditions_nest() -> None:
    nested = {
        "any": [{"with": "prospect"}, {"all": [{"on": "desk"}, {"expected": False}]}],
        "not": {"moment": "driving"},
    }

    assert holds(nested, so())
    assert not holds(nested, so({"moment": "driving"}))
    assert not holds(nested, so({"expected": True}))


def test_every_fact_but_with_now_and_words_can_be_asked() -> None:
    facts = {field.alias or name for name, field in Facts.model_fields.items()}

    assert facts - set(FACTS) == {"with", "now", "promised_words"}
    assert set(FACTS) <= set(When.model_fields)


@pytest.mark.parametrize("moves", [["wave", "read_back", "thank"], ["thank", "wave", "read_back"]])
def test_a_slip_in_a_name_is_answered_with_what_was_meant(moves: list[str]) -> None:
    with pytest.raises(ValidationError, match="no move is called 'readback'; did you mean 'read_back'?"):
        When.model_validate({"made": "readback"}, context={"moves": frozenset(moves)})


def test_a_name_like_none_is_answered_with_all_of_a_few_in_order() -> None:
    with pytest.raises(ValidationError, match="no move is called 'zzz'; take one of ask_cell_number, thank"):
        When.model_validate({"made": "zzz"}, context=MOVES)


def test_of_many_names_the_least_unlike_are_told_in_order() -> None:
    many = frozenset(["read_me", "say_back", "back_up", *(f"x{n}" for n in range(20))])

    with pytest.raises(ValidationError, match="the nearest are back_up, read_me, say_back, x") as told:
        When.model_validate({"made": "reeedbakkk"}, context={"moves": many})

    named = str(told.value).split("the nearest are ")[1].split(" [")[0].split(", ")
    assert len(named) == 8
    assert named == sorted(named)
