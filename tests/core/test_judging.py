from __future__ import annotations

from typing import Any

import pytest
from authors import BOX, DESK, call, judged, you

from simulator.core.scorecard import Evidence, Judgment


@pytest.mark.parametrize("verdict", ["met", "broken", "unclear"])
def test_a_judgment_without_evidence_cannot_be_made(verdict: Any) -> None:
    with pytest.raises(ValueError, match="needs evidence"):
        Judgment("a/1", "do", "said", verdict, "", "", "", "")


def test_the_words_of_the_move_are_quoted() -> None:
    said = you("Hello. Could you help me? Thanks.", {"move": "ask_for_help", "start": 7, "end": 25})

    assert judged(call({}, [DESK, said]), "ask-for-help/2").evidence == (
        Evidence(1, 0, "Could you help me?", 7, 25, "ask_for_help"),
    )


def test_a_message_is_shown_by_its_words() -> None:
    left = judged(call({"with": "voicemail"}, [BOX, you("It's Sam.")], (0, "leave_message")), "always-leave-one/1")

    assert left.evidence == (Evidence(1, 0, "It's Sam.", 0, 9, action="leave_message"),)


def test_a_long_message_is_quoted_up_to_a_word() -> None:
    left = judged(call({"with": "voicemail"}, [BOX, you("word " * 200)]), "always-leave-one/1")

    assert left.evidence[0].quote == ("word " * 40).strip()


def test_an_action_is_shown_by_itself() -> None:
    found = judged(
        call({"with": "voicemail"}, [BOX, DESK, you("Help me?", "ask_for_help")], (0, "press_zero")), "hit-zero/2"
    )

    assert found.evidence == (Evidence(0, 0, action="press_zero"),)
    assert found.why == "You pressed zero."


def test_what_was_perhaps_said_counts_on_neither_side() -> None:
    perhaps = {"move": "ask_for_help", "sure": False, "probability": 0.4}

    found = judged(call({}, [DESK, you("Help me some?", perhaps)]), "ask-for-help/2")

    assert (found.verdict, found.points, found.of) == ("unclear", 0, 0)
    assert found.evidence[0].quote == "Help me some?"


def test_a_part_that_was_perhaps_said_is_left_out_of_the_rule() -> None:
    told = {"who": "other", "text": "Away today.", "acts": ["said_away"]}
    perhaps = {"move": "ask_availability", "sure": False}

    found = judged(call({}, [DESK, told, you("Thanks. Tomorrow?", "thank", perhaps)]), "hit-zero/5")

    assert (found.verdict, found.points, found.of) == ("met", 3, 3)
    assert found.why.startswith("You did what could be told: ")
    assert "could not be told for certain" in found.why
    assert found.why.endswith("It is left out of the points.")


def test_a_fault_that_was_perhaps_heard_costs_nothing() -> None:
    found = judged(call({}, [DESK, you("We are fine.", {"move": "pitch", "sure": False})]), "hit-zero/1")

    assert (found.verdict, found.points) == ("unclear", 0)


def test_what_one_could_say_holds_the_names_of_this_call() -> None:
    missed = judged(call({}, [DESK, you("Hm.")], names={"prospect": "Dana Whitlow"}), "ask-for-help/4")

    assert missed.instead == "Would you know if Dana Whitlow is at lunch, away, or in a meeting?"


def test_a_name_that_nobody_told_is_put_in_brackets() -> None:
    assert "(the person you want)" in judged(call({}, [DESK, you("Hm.")]), "ask-for-help/4").instead


def test_a_hesitation_is_no_answer() -> None:
    asked = {"who": "other", "text": "Is she expecting you?", "acts": ["asked_expected"]}

    assert judged(call({}, [DESK, you("Hm."), asked, you("Um, well...")]), "ask-for-help/1").verdict == "missed"
    assert judged(call({}, [DESK, you("Hm."), asked, you("Um."), you("No.")]), "ask-for-help/1").verdict == "met"


def test_the_hang_up_after_a_message_belongs_to_the_message() -> None:
    found = judged(
        call({"with": "voicemail"}, [BOX, you("It's Sam.")], (0, "leave_message"), (1, "hang_up")), "hit-zero/2"
    )

    assert found.why == "You left a message."


def test_a_recorded_silence_is_no_message() -> None:
    found = judged(call({"with": "voicemail"}, [BOX], (0, "leave_message"), (0, "hang_up")), "hit-zero/2")

    assert (found.verdict, found.points, found.missing) == ("missed", 3, ("pressing zero",))


@pytest.mark.parametrize("keys", ["0", "*", "#", " 00 ", "0 #"])
def test_a_key_typed_as_words_is_no_message(keys: str) -> None:
    typed = call({"with": "voicemail"}, [BOX, you(keys, "leave_number")], (0, "leave_message"))

    assert (judged(typed, "always-leave-one/1").verdict, judged(typed, "hit-zero/2").verdict) == ("missed", "missed")
    assert judged(typed, "hit-zero/2").points == 0
    assert judged(typed, "always-leave-one/2b").verdict == "not_applicable"


def test_a_message_with_a_number_in_it_is_a_message() -> None:
    left = call({"with": "voicemail"}, [BOX, you("Sam, 555 0142.", "leave_number")], (0, "leave_message"))

    assert judged(left, "always-leave-one/1").verdict == "met"


def test_a_call_on_a_cell_is_a_cell_that_was_rung() -> None:
    on_cell = {"with": "prospect", "on": "cell", "cell_source": "public"}

    found = judged(call(on_cell, [{"who": "other", "text": "Hello?"}, you("Hello.")]), "cell-no/1")

    assert (found.verdict, found.why) == ("broken", "You rang the cell.")


def test_a_promise_is_early_before_its_time() -> None:
    clock = {"promised_at": "2026-11-26 10:00", "now": "2026-11-26 09:40"}

    found = judged(call(clock, [DESK, you("Hello.")]), "hit-zero/11")

    assert (found.verdict, found.points) == ("missed", 3)
    assert found.why == "You had promised Thu 26 Nov, 10:00, and rang 20 minutes early."


OFFICE = {"who": "other", "text": "Dana Whitlow's office.", "with": "assistant"}
SETTLED = you("I'll ring on Thursday at ten.", "promise_call_back_time")


def test_a_time_that_nobody_was_asked_for_is_not_settled() -> None:
    found = judged(call({"with": "assistant"}, [OFFICE, SETTLED]), "hit-zero/6")

    assert (found.verdict, found.points) == ("missed", 0)


def test_a_time_is_settled_once_the_assistant_offered_one() -> None:
    offer = {"who": "other", "text": "Thursday at ten is free.", "acts": ["said_available_at"]}

    found = judged(call({"with": "assistant"}, [OFFICE, you("Hm."), offer, SETTLED]), "hit-zero/6")

    assert found.points == 3


def test_a_question_and_its_time_may_stand_in_one_breath() -> None:
    booked = you("Could you book a call? I'll ring on Thursday at ten.", "ask_to_schedule", "promise_call_back_time")

    assert judged(call({"with": "assistant"}, [OFFICE, booked]), "hit-zero/6").points == 7


def test_what_was_said_to_the_desk_was_not_said_to_the_assistant() -> None:
    asked = you("Could you book me ten minutes?", "ask_to_schedule", "limit_time")
    transcript = call({}, [DESK, asked, OFFICE, SETTLED | {"with": "assistant"}])

    assert judged(transcript, "hit-zero/6").missing[:2] == (
        "asking whether to put the call in the diary",
        "keeping it to fifteen minutes or less",
    )
    assert judged(transcript, "hit-zero/6b").verdict == "not_applicable"


# -- what a card calls a rule ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("done", "title"),
    [
        ("press_zero", "Pressed zero instead of leaving a message"),
        ("leave_message", "Left a message; zero comes first"),
        ("hang_up", "Hung up; zero comes first"),
    ],
)
def test_a_choice_is_called_by_what_was_done(done: str, title: str) -> None:
    said = {"press_zero": [DESK, you("Could you help me?")], "leave_message": [you("It's Sam.")], "hang_up": []}

    assert judged(call({"with": "voicemail"}, [BOX, *said[done]], (0, done)), "hit-zero/2").title == title


def test_the_best_choice_made_badly_keeps_its_name() -> None:
    silent = judged(call({"with": "voicemail"}, [BOX, DESK], (0, "press_zero")), "hit-zero/2")

    assert (silent.verdict, silent.title) == ("missed", "Pressed zero instead of leaving a message")


def test_a_cell_rung_without_leave_is_called_so() -> None:
    on_cell = {"with": "prospect", "on": "cell", "cell_source": "public"}

    found = judged(call(on_cell, [{"who": "other", "text": "Hello?"}, you("Hello.")]), "cell-no/1")

    assert found.title == "Rang the cell without a yes"


# -- words that tell nothing -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("moves", [(), ("pitch",), ("pressure", "plead")])
def test_ringing_a_cell_for_catchwords_or_harm_earns_nothing(moves: tuple[str, ...]) -> None:
    facts = {"with": "prospect", "on": "cell", "cell_source": "card"}

    rung = judged(
        call(facts, [{"who": "other", "text": "Hello?"}, you("Help, favour, problem.", *moves)]), "cell-yes/1"
    )

    assert (rung.verdict, rung.points) == ("missed", 0)


def test_a_message_of_catchwords_is_left_but_earns_nothing() -> None:
    left = call({"with": "voicemail"}, [BOX, you("Help, favour, problem.")], (0, "leave_message"))

    assert (judged(left, "always-leave-one/1").verdict, judged(left, "always-leave-one/1").points) == ("missed", 0)
    assert judged(left, "hit-zero/2").verdict == "broken"


def test_a_message_that_could_not_be_made_out_has_the_benefit_of_the_doubt() -> None:
    left = call({"with": "voicemail"}, [BOX, you("...") | {"unclear": True}], (0, "leave_message"))

    assert judged(left, "always-leave-one/1").verdict == "met"


def test_a_name_that_nobody_wrote_down_is_not_asked_for() -> None:
    turns = [DESK, you("I got Dana's voicemail.", "mention_voicemail")]
    facts = {"voicemail_first": True}

    assert judged(call(facts, turns), "ask-for-help/3").of == 3
    assert judged(call(facts, turns, names={"prospect": "Dana Whitlow"}), "ask-for-help/3").of == 4


def test_a_call_back_later_without_asking_when_earns_no_time() -> None:
    told = {"who": "other", "text": "In a meeting.", "acts": ["said_in_meeting"]}

    later = judged(call({}, [DESK, told, you("I'll ring later.", "suggest_call_back")]), "hit-zero/4")
    asked = judged(
        call({}, [DESK, told, you("When? I'll ring.", "ask_availability", "suggest_call_back")]), "hit-zero/4"
    )

    assert (later.points, asked.points) == (0, 8)


def test_what_one_s_own_words_open_is_judged_also_where_nobody_answers() -> None:
    alone = judged(call({}, [DESK, you("I got the voicemail.", "mention_voicemail", "ask_for_help")]), "hit-zero/3")

    assert (alone.verdict, alone.points, alone.of) == ("missed", 6, 10)


# -- why something is unclear ------------------------------------------------------------------------------------------


def unsure(move: str) -> dict[str, Any]:
    return {"move": move, "sure": False, "probability": 0.5}


def test_an_unclear_rule_says_that_the_recogniser_was_not_sure():
    found = judged(call({}, [DESK, you("Could you, er, help?", unsure("ask_for_help"))]), "ask-for-help/2")

    assert (found.verdict, found.points, found.of) == ("unclear", 0, 0)
    assert "the recogniser was not sure of these words" in found.why
    assert found.evidence[0].quote == "Could you, er, help?"


@pytest.mark.parametrize("ended", ["hung_up_on", "cut_short"])
def test_an_unclear_rule_says_that_the_words_were_cut(ended: str):
    found = judged(call({}, [DESK, you("Could you hel", unsure("ask_for_help"))], ended=ended), "ask-for-help/2")

    assert "the words were cut short" in found.why


def test_an_unclear_rule_to_avoid_says_why_too():
    found = judged(call({}, [DESK, you("Now, please.", unsure("plead"))]), "cell-no/6")

    assert (found.verdict, found.points) == ("unclear", 0)
    assert "(plead): the recogniser was not sure" in found.why


def test_words_that_are_two_faults_at_once_cost_once_and_two_sentences_twice() -> None:
    text = "You owe me an answer. You owe it to me today."
    first = [{"move": move, "start": 0, "end": 21} for move in ("pressure", "guilt_trip")]
    second = {"move": "pressure", "start": 22, "end": 45}

    once = judged(call({}, [DESK, you(text, *first)]), "hit-zero/1b")
    twice = judged(call({}, [DESK, you(text, *first, second)]), "hit-zero/1b")

    assert (once.verdict, once.points, twice.points) == ("broken", -10, -16)
    assert "times" not in once.why
    assert "It was heard 2 times" in twice.why


@pytest.mark.parametrize("move", ["plead", "guilt_trip", "fake_urgency"])
def test_a_question_from_the_desk_excuses_no_pleading(move: str) -> None:
    asked = {"who": "other", "text": "Who's calling?", "with": "receptionist", "acts": ["asked_who"]}

    found = judged(call({}, [asked, you("Sam Reyes. I'm begging you.", "identify_self", move)]), "ask-for-help/1b")

    assert found.verdict == "broken"


def test_urgency_is_not_false_where_an_order_is_in_trouble():
    facts = {"with": "prospect", "on": "cell", "cell_source": "prospect", "errand": "order_problem"}
    turns = [{"who": "other", "text": "Yes?"}, you("It's urgent, your order is stuck.", "fake_urgency")]

    assert judged(call(facts, turns), "cell-no/6").verdict == "avoided"
    assert judged(call(facts | {"errand": "cold"}, turns), "cell-no/6").verdict == "broken"


def test_who_rings_a_customer_about_their_order_pretends_no_acquaintance() -> None:
    facts = {"with": "prospect", "on": "cell", "cell_source": "prospect", "errand": "order_problem"}
    turns = [{"who": "other", "text": "Yes?"}, you("You asked me to ring about your order.", "deceive")]

    assert judged(call(facts | {"spoken_before": True}, turns), "ask-for-help/9b").verdict == "avoided"
    assert judged(call(facts, turns), "ask-for-help/9b").verdict == "broken"


@pytest.mark.parametrize("rule", ["hit-zero/1", "ask-for-help/9"])
def test_a_date_is_no_push_once_they_were_asked_and_have_answered(rule: str) -> None:
    opening = [{"who": "other", "text": "Dana Whitlow."}, you("How do you keep your files?", "ask_open_question")]
    answered = [*opening, {"who": "other", "text": "In boxes."}, you("May we talk on Thursday?", "push_for_meeting")]
    at_once = [opening[0], you("How do you file? Thursday at ten?", "ask_open_question", "push_for_meeting")]

    assert judged(call({"with": "prospect"}, answered), rule).verdict == "avoided"
    assert judged(call({"with": "prospect"}, at_once), rule).verdict == "broken"


@pytest.mark.parametrize("moves", [(), ("greet",)])
def test_a_message_before_the_desk_is_the_wrong_way_round_whatever_it_said(moves: tuple[str, ...]):
    turns = [BOX, you("Words.", *moves), DESK, you("Could you help me?", "ask_for_help")]

    assert judged(call({"with": "voicemail"}, turns, (0, "leave_message")), "ask-for-help/7").verdict == "missed"


def left(number: str, own: str = "555 0164", *more: dict[str, Any]) -> Judgment:
    """What a message with that call-back number earns where the caller's own is known, or is not."""
    words = {**you(f"My number is {number}.", "leave_number"), "phone": number}
    named = {**you("It's Robin Clarke, Silver Lake Software.", "identify_self", "identify_company")}
    said = call({"with": "voicemail"}, [BOX, named, words, *more], (0, "leave_message"), names={"phone": own})
    return judged(said, "always-leave-one/2b")


def test_a_number_that_is_not_the_callers_own_is_no_number_left() -> None:
    found = left("555 0146")

    assert (found.verdict, found.points, found.of, found.missing) == ("missed", 4, 5, ("your number",))
    assert found.why.endswith("A number was said, but not your number (yours is 555 0164).")


@pytest.mark.parametrize("said", ["555 0164", "5550164", "212 555 0164"])
def test_ones_own_number_counts_however_it_is_written_and_with_its_area_code(said: str) -> None:
    found = left(said)

    assert (found.verdict, found.points) == ("met", 5)
    assert "not your number" not in found.why


def test_a_number_with_a_digit_lost_on_the_line_is_held_against_nobody() -> None:
    assert left("555 014").points == 5


def test_any_number_counts_where_nobody_wrote_down_the_callers_own() -> None:
    assert left("555 0146", "").points == 5


def test_a_wrong_number_put_right_later_counts() -> None:
    again = {**you("Sorry, it's 555 0164.", "leave_number"), "phone": "5550164"}

    found = left("555 0146", "555 0164", again)

    assert (found.verdict, found.evidence[-1].quote) == ("met", "Sorry, it's 555 0164.")


def test_what_was_said_too_late_is_quoted_where_it_no_longer_counts() -> None:
    driving = {"with": "prospect", "on": "cell", "cell_source": "greeting", "moment": "driving"}
    busy = {"who": "other", "text": "I'm driving.", "acts": ["cannot_talk"]}
    on = [you("How many vans have you?", "keep_talking"), {"who": "other", "text": "Nine. Look, I'm driving."}]
    late = call(
        driving, [busy, *on, *on, you("All right, I'll let you drive.", "let_go_gracefully")], (-1, "dial_cell")
    )

    assert (
        judged(late, "hit-zero/14").why == "“All right, I'll let you drive.” was said, but not when it was called for."
    )
