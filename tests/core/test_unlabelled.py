from __future__ import annotations

from typing import Any

import pytest

from simulator.core.events import NOTHING_UNDERSTOOD, Understood
from simulator.core.transcripts import read_transcript
from simulator.core.turns import Turn


def turns(*said: tuple[str, list[str] | None], with_: str = "prospect", **more: Any) -> tuple[Turn, ...]:
    """A call in which trainee's turns have moves written beside them, and the other party's have none."""
    written = [
        {"who": "other", "text": text} if moves is None else {"who": "trainee", "text": text, "moves": moves}
        for text, moves in said
    ]
    return read_transcript({"facts": {"with": with_}, "turns": written, **more}).turns


def test_a_no_refuses_what_was_asked_right_before_it() -> None:
    call = turns(("Could I come and show you?", ["push_for_meeting"]), ("No thank you.", None))

    assert call[1].acts == ("refused:push_for_meeting",)


def test_of_several_things_in_one_breath_the_ask_is_refused() -> None:
    call = turns(("It's about ink. Shall I visit?", ["state_purpose", "push_for_meeting"]), ("Not interested.", None))

    assert call[1].acts == ("refused:push_for_meeting",)


def test_a_no_to_a_bad_moment_lets_the_caller_go_on() -> None:
    call = turns(("It's about ink. Is this a bad time?", ["state_purpose", "ask_if_good_time"]), ("No, sorry?", None))

    assert call[1].acts == ()


def test_where_nothing_was_asked_nothing_is_refused() -> None:
    assert turns(("Good morning.", ["greet"]), ("Not interested.", None))[1].acts == ()


def test_a_line_with_acts_of_its_own_keeps_them() -> None:
    written = [
        {"who": "trainee", "text": "Shall I visit?", "moves": ["push_for_meeting"]},
        {"who": "other", "text": "Not interested.", "acts": ["cannot_talk"]},
    ]

    assert read_transcript({"facts": {"with": "prospect"}, "turns": written}).turns[1].acts == ("cannot_talk",)


def test_the_recogniser_is_told_what_was_refused_before() -> None:
    known: list[frozenset[str]] = []

    def recognise(turn: Turn, heard: str, now: Any, names: Any) -> tuple[tuple[()], Understood]:
        known.append(now.acts)
        return (), NOTHING_UNDERSTOOD

    written = [
        {"who": "trainee", "text": "His cell number, please.", "moves": ["ask_cell_number"]},
        {"who": "other", "text": "I'd rather not."},
        {"who": "trainee", "text": "Oh, go on."},
    ]
    read_transcript({"facts": {"with": "receptionist"}, "turns": written}, recognise=recognise)

    assert known == [frozenset({"refused:ask_cell_number"})]


@pytest.mark.parametrize(
    ("written", "call_at", "phone"),
    [
        ({}, "2026-11-23T15:00", "5550142"),
        ({"call_at": "2026-11-24T09:00"}, "2026-11-24T09:00", "5550142"),
        ({"phone": "5550199"}, "2026-11-23T15:00", "5550199"),
    ],
)
def test_times_and_numbers_are_read_from_the_words_but_for_those_written_beside_them(
    written: dict[str, str], call_at: str, phone: str
) -> None:
    def recognise(turn: Turn, heard: str, now: Any, names: Any) -> tuple[tuple[()], Understood]:
        return (), Understood("2026-11-23T15:00", "5550142")

    said = {"who": "trainee", "text": "At three; 555 0142."}
    understood = read_transcript({"turns": [said | written]}, recognise=recognise).turns[0].understood

    assert (understood.call_at, understood.phone) == (call_at, phone)


@pytest.mark.parametrize("with_", ["receptionist", "assistant", "coworker"])
def test_a_desk_that_turns_callers_away_refuses_too(with_: str) -> None:
    call = turns(("Could we book a call?", ["ask_to_schedule"]), ("She doesn't take sales calls.", None), with_=with_)

    assert call[1].acts == ("refused:ask_to_schedule",)
