"""What was understood is said back: times, digits, names, and what is nobody's name."""

from __future__ import annotations

from dataclasses import replace

from simulator.core.events import NOTHING_UNDERSTOOD, Heard, MoveHeard, Understood
from simulator.core.facts import Facts
from simulator.core.turns import Transcript, Turn
from simulator.core.understood import said_back, spelt

NAMES = {"prospect": "Dana Whitlow", "phone": "555-0142"}


def _call(
    text: str, *moves: str, understood: Understood = NOTHING_UNDERSTOOD, wrong: tuple[str, ...] = ()
) -> Transcript:
    made = tuple(MoveHeard(move, 0.9, 0, len(text)) for move in moves)
    heard = Heard(1000, text, made, understood=understood, wrong_names=wrong)
    turn = Turn(0, "trainee", "Sam", "voicemail", "").joined(heard)
    return Transcript(Facts.model_validate({"with": "voicemail", "now": "2026-10-14T10:00"}), (turn,), names=NAMES)


def test_a_promised_time_is_said_back_with_its_day():
    call = _call("I'll ring Thursday.", "promise_call_back_time", understood=Understood(call_at="2026-10-15T14:30"))

    assert said_back(call) == ("You promised Dana Whitlow to ring Thu 15 Oct, 14:30.",)


def test_a_promise_in_which_no_time_was_understood_is_told():
    assert said_back(_call("I'll ring then.", "promise_call_back_time")) == (
        "You promised to ring, but no day and no hour were understood.",
    )


def test_a_number_is_said_back_digit_by_digit():
    call = _call("555 0142", "leave_number", understood=Understood(phone="5550142"))

    assert said_back(call) == ("Your number was understood as 5 5 5  0 1 4 2.",)


def test_a_number_that_is_not_ones_own_is_set_beside_it():
    call = _call("555 0143", "leave_number", understood=Understood(phone="5550143"))

    assert said_back(call) == ("Your number was understood as 5 5 5  0 1 4 3. Yours is 5 5 5  0 1 4 2.",)


def test_a_number_whose_digits_were_lost_is_told():
    assert said_back(_call("ring me", "leave_number")) == ("You left a number, but its digits were not understood.",)


def test_a_name_misheard_is_told_apart_from_a_wrong_one():
    misheard = _call("Is Dayna Whitlo in?", understood=Understood(names=("Dana Whitlow",)))
    wrong = _call("Is Diana in?", wrong=("Diana",))

    assert said_back(misheard) == (
        "You named Dana Whitlow.",
        "Heard otherwise, but taken for these names: Dana Whitlow.",
    )
    assert said_back(wrong) == ("You said “Diana”, and nobody here is called that; you wanted Dana Whitlow.",)


def test_a_call_in_which_nothing_was_named_says_nothing_back():
    assert said_back(_call("Hello there.")) == ()


def test_long_numbers_are_grouped_as_they_are_written():
    assert spelt("6145550142") == "6 1 4  5 5 5  0 1 4 2"
    assert spelt("442079460958") == "4 4 2 0 7 9 4 6 0 9 5 8"


def test_who_takes_one_of_two_times_has_promised_it_without_saying_so_again():
    either = Understood(either=("2026-10-15T09:00", "2026-10-16T15:00"))
    first = _call("Thursday at nine or Friday at three.", "promise_call_back_time", understood=either).turns[0]
    last = _call("Friday.", understood=Understood(call_at="2026-10-16T15:00")).turns[0]
    call = replace(_call(""), turns=(first, replace(last, index=1)))

    assert said_back(call) == ("You promised Dana Whitlow to ring Fri 16 Oct, 15:00.",)
