"""Promises: what is one, and what becomes of it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from authors import BOX, DESK, call, judged, you
from hypothesis import given
from hypothesis import strategies as st

from simulator.core.events import Understood
from simulator.core.promises import TOLERANCE_MINUTES, became, promises, spoken_time, taken_back
from simulator.core.turns import Done, Transcript, Turn, replace

DUE = datetime(2026, 11, 25, 9, 0)
ON_TAPE = "I'm sorry I missed you. I'll call again tomorrow at nine."
HOURS = st.datetimes(datetime(2026, 1, 1, 0, 1), datetime(2026, 12, 31)).filter(lambda t: (t.hour, t.minute) != (0, 0))


def promised(text: str = ON_TAPE, at: str = "2026-11-25T09:00", sure: bool = True, **more: object) -> Transcript:
    """A message in which a time was promised."""
    move = {"move": "promise_call_back_time", "start": 24, "end": len(text), "sure": sure}
    names = {"prospect": "Dana Whitlow"}
    said = call({"with": "voicemail"}, [BOX, you(text, move)], (0, "leave_message"), names=names)
    mine = replace(said.turns[1], understood=Understood(call_at=at), **more)
    return replace(said, turns=(said.turns[0], mine))


def test_a_time_on_the_tape_is_a_promise_to_the_prospect_in_the_words_that_were_said() -> None:
    [found] = promises(promised())

    assert (found.due, found.to, found.turn) == (DUE, "Dana Whitlow", 1)
    assert found.words == "I'll call again tomorrow at nine."


def test_a_time_told_to_somebody_is_a_promise_to_them() -> None:
    made = {"move": "promise_call_back_time", "start": 0, "end": 15}
    said = call({}, [{**DESK, "speaker": "Marisol"}, you("I'll ring at two.", made)])
    said = replace(said, turns=(said.turns[0], replace(said.turns[1], understood=Understood("2026-11-24T14:00"))))

    [found] = promises(said)

    assert found.to == said.turns[0].speaker


@pytest.mark.parametrize("no_promise", [promised(sure=False), promised(discarded=True, moves=()), promised(at="")])
def test_what_was_unsure_or_dropped_or_names_no_time_is_no_promise(no_promise: Transcript) -> None:
    assert promises(no_promise) == ()


def test_a_time_that_was_settled_is_a_promise_whatever_its_words() -> None:
    settled = replace(promised(sure=False), promised="2026-11-25T09:00")

    assert [p.due for p in promises(settled)] == [DUE]


def asked(text: str, answer: str = "", settled: str = "", to: str = "receptionist") -> Transcript:
    """A question whether one may ring then, and what was answered."""
    move = {"move": "promise_call_back_time", "start": 0, "end": len(text)}
    said = call({"with": to}, [DESK, you(text, move), *([{**DESK, "text": answer}] if answer else [])])
    turns = list(said.turns)
    turns[1] = replace(turns[1], understood=Understood("2026-11-24T15:00"))
    return replace(said, turns=tuple(turns), promised=settled)


QUESTIONS = ["Shall I ring at three?", "shall i ring at three", "Then, would it be all right if I rang at three?"]


@pytest.mark.parametrize("text", QUESTIONS)
@pytest.mark.parametrize("answer", ["", "He's away.", "No, that's not a good time.", "Fine, but four is better."])
def test_a_question_is_no_promise_where_nobody_said_yes(text: str, answer: str) -> None:
    assert promises(asked(text, answer)) == ()


@pytest.mark.parametrize("text", QUESTIONS)
@pytest.mark.parametrize("answer", ["Yes, do.", "Three is good. I'll tell her.", "That works."])
def test_a_question_that_was_answered_with_a_yes_is_a_promise(text: str, answer: str) -> None:
    assert [p.due.hour for p in promises(asked(text, answer))] == [15]


def test_a_question_whose_time_was_settled_is_a_promise() -> None:
    assert promises(asked("Could I call back at three?", "It's on his board.", "2026-11-24T15:00"))


@pytest.mark.parametrize("text", ["I'll ring at three, if that's all right?", "Could you tell him I'll ring at three?"])
def test_a_vow_stays_a_promise_whatever_the_question_around_it(text: str) -> None:
    assert promises(asked(text))


def test_a_time_settled_by_an_action_of_a_real_call_is_a_promise() -> None:
    told = replace(call({}, [DESK, you("Fine.")]), actions=(Done(1, "call_at", 0, "2026-11-25T09:00"),))

    assert [p.due for p in promises(told)] == [DUE]


def test_a_time_that_cannot_be_read_is_no_promise() -> None:
    told = replace(call({}, [DESK, you("Fine.")]), actions=(Done(1, "call_at", 0, "soon"),))

    assert promises(told) == ()


def test_only_the_trainee_promises() -> None:
    theirs = Turn(0, "other", "Marisol", "receptionist", "Ring at two.", understood=Understood("2026-11-24T14:00"))

    assert promises(Transcript(call({}, []).facts, (theirs,))) == ()


@given(HOURS, st.integers(-60 * 24 * 40, 60 * 24 * 40))
def test_a_promise_is_kept_within_the_tolerance_and_only_there(due: datetime, minutes: int) -> None:
    now = due + timedelta(minutes=minutes)

    assert (became(due, now) == "kept") == (abs(minutes) <= TOLERANCE_MINUTES)


@given(HOURS, HOURS)
def test_what_is_not_kept_is_told_by_its_day_and_side(due: datetime, now: datetime) -> None:
    found = became(due, now)

    if found in ("early", "late"):
        assert due.date() == now.date()
        assert (found == "late") == (now > due)
    elif found != "kept":
        assert due.date() != now.date()
        assert (found == "broken") == (now > due)


@given(HOURS, st.integers(0, 500))
def test_the_later_the_call_the_worse_the_promise_stands(due: datetime, minutes: int) -> None:
    worth = {"kept": 0, "late": 1, "broken": 2}
    first, later = (became(due, due + timedelta(minutes=m)) for m in (minutes, minutes + 60))

    assert worth[first] <= worth[later]


@pytest.mark.parametrize(
    ("now", "found"),
    [("2026-11-24 09:00", "open"), ("2026-11-25 17:30", "kept"), ("2026-11-26 00:01", "broken")],
)
def test_a_day_without_an_hour_is_kept_on_that_day(now: str, found: str) -> None:
    assert became(datetime(2026, 11, 25), datetime.fromisoformat(now)) == found


def test_a_time_is_told_with_its_hour_where_it_has_one() -> None:
    assert (spoken_time(DUE), spoken_time(datetime(2026, 11, 25))) == ("Wed 25 Nov, 09:00", "Wed 25 Nov")


# -- the rules that ask them -------------------------------------------------------------------------------------------


def rung(now: str, due: str = "2026-11-25 09:00") -> Transcript:
    facts = {"promised_at": due, "promised_words": "I'll call again tomorrow at nine.", "now": now}
    return call(facts, [DESK, you("Hello.")], (-1, "dial_desk"))


@pytest.mark.parametrize(
    ("now", "verdict", "points", "why"),
    [
        ("2026-11-25 09:02", "met", 10, "and rang when you had said."),
        ("2026-11-25 08:57", "missed", 3, "and rang 3 minutes early."),
        ("2026-11-25 15:00", "missed", 3, "and rang 6 hours late."),
        ("2026-11-26 09:00", "broken", -10, "and rang on Thu 26 Nov, 09:00, another day."),
        ("2026-11-24 09:00", "not_applicable", 0, "that day has not come yet."),
    ],
)
def test_the_rule_of_promises_tells_what_became_of_it(now: str, verdict: str, points: float, why: str) -> None:
    found = judged(rung(now), "hit-zero/11")

    assert (found.verdict, found.points) == (verdict, points)
    assert found.why.endswith(why)


def test_a_kept_promise_is_shown_by_its_words_its_time_and_the_call_that_kept_it() -> None:
    [shown] = judged(rung("2026-11-25 09:00"), "hit-zero/11").evidence

    assert shown.promise == "Wed 25 Nov, 09:00: I'll call again tomorrow at nine."
    assert (shown.action, shown.turn) == ("dial_desk", -1)


def test_a_day_that_was_promised_is_kept_all_day() -> None:
    assert judged(rung("2026-11-25 16:10", "2026-11-25"), "hit-zero/11").verdict == "met"


def test_a_second_call_without_a_message_before_it_was_not_announced() -> None:
    found = judged(call({"with": "voicemail", "calls_before": 1}, [BOX, you("Hello.")]), "always-leave-one/4")

    assert (found.verdict, found.points, found.of) == ("missed", 0, 5)
    assert found.why == "No message had told them why you call."


# -- the last word counts ----------------------------------------------------------------------------------------------


def then(text: str, at: str = "", *, promises_it: bool = False) -> Transcript:
    """The message of `promised`, and what was said onto the same tape right after it."""
    first = promised()
    moves = [{"move": "promise_call_back_time", "start": 0, "end": len(text)}] if promises_it else []
    more = call({"with": "voicemail"}, [BOX, you(ON_TAPE), you(text, *moves)]).turns[2]
    return replace(first, turns=(*first.turns, replace(more, understood=Understood(call_at=at or None))))


def test_of_two_times_the_later_word_stands() -> None:
    assert promises(then("I'll try Friday at ten instead.", "2026-11-27T10:00", promises_it=True))[-1].due.day == 27


TAKES_BACK = [
    "On second thought, forget about nine o'clock.",
    "Forget what I said about tomorrow, I'll just try again some time.",
    "Scratch that, please.",
    "I'm sorry, I can't make nine after all.",
    "Actually I won't be able to ring tomorrow.",
    "I take that back.",
]


@pytest.mark.parametrize("text", TAKES_BACK)
def test_a_promise_that_is_taken_back_stands_no_more(text: str) -> None:
    both = then(text)

    assert promises(both) == ()
    assert [p.due for p in taken_back(both)] == [DUE]


@pytest.mark.parametrize("text", TAKES_BACK)
def test_a_promise_can_be_taken_back_in_the_same_breath(text: str) -> None:
    assert promises(promised(f"{ON_TAPE} {text}")) == ()


KEEPS = [
    "Don't forget about me.",
    "Before I forget it, my name is Sam.",
    "I can't tell you how glad I am.",
    "I won't keep you.",
]


@pytest.mark.parametrize("text", KEEPS)
def test_what_only_sounds_like_taking_back_leaves_the_promise_standing(text: str) -> None:
    assert [p.due for p in promises(then(text))] == [DUE]


def test_taking_back_and_promising_anew_leaves_the_new_time() -> None:
    again = then("Forget what I said about nine, I'll try Friday.", "2026-11-27T00:00", promises_it=True)

    assert [p.due.day for p in promises(again)] == [27]


def test_make_that_friday_changes_a_promise_and_makes_none() -> None:
    text, friday = "No, make that Friday.", "2026-11-27T09:00"

    assert promises(then(text, friday))[-1].due.day == 27
    assert promises(replace(promised(text, friday), turns=(replace(promised(text, friday).turns[1], moves=()),))) == ()
