from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from authors import AUTHORS, BOX, DESK, EXAMPLES, MOVES, call, judged, total, verdicts, you

from simulator.core.playbook import parse_playbook
from simulator.core.scoring import Judgment, Scorecard, disagreements, overall, score, score_all, total_of
from simulator.core.transcripts import read_transcript
from simulator.core.turns import Transcript

PROSPECT = {"who": "other", "text": "Yes?", "with": "prospect"}

# -- every rule is earned by one call and missed or broken by another --------------------------------------------------


@pytest.mark.parametrize(("shows", "told"), [e[1:] for e in EXAMPLES], ids=[e[0] for e in EXAMPLES])
def test_an_example_call_gives_the_verdicts_it_was_written_for(shows: dict[str, str], told: dict[str, Any]) -> None:
    found = verdicts(read_transcript(told))

    assert {rule: found[rule] for rule in shows} == shows


@pytest.mark.parametrize("rule", sorted({r.id for p in AUTHORS for r in p.rules}))
def test_a_rule_has_a_call_that_earns_it_and_one_that_does_not(rule: str) -> None:
    shown = {shows[rule] for _, shows, _ in EXAMPLES if rule in shows}

    assert shown & {"met", "avoided"}
    assert shown & {"missed", "broken"}


# -- totals ------------------------------------------------------------------------------------------------------------


def test_a_silent_call_to_a_receptionist_scores_nothing() -> None:
    silent = call({}, [DESK], ended="cut_short")

    assert {c.playbook: c.total for c in score_all(silent, AUTHORS)} == {
        "always-leave-one": None,
        "ask-for-help": 0,
        "cell-no": None,
        "cell-yes": None,
        "hit-zero": 0,
    }


def test_a_silent_call_to_a_voicemail_box_scores_nothing() -> None:
    silent = call({"with": "voicemail"}, [BOX], (-1, "dial_desk"), (0, "leave_message"))

    assert {c.total for c in score_all(silent, AUTHORS)} == {0, None}


def test_ringing_a_cell_to_say_nothing_earns_nothing() -> None:
    silent = call(
        {"with": "prospect", "on": "cell", "cell_source": "card"},
        [{"who": "other", "text": "Hello?"}, you("Um.")],
        (-1, "dial_cell"),
    )

    assert judged(silent, "cell-yes/1").verdict == "missed"
    assert judged(silent, "cell-yes/1").why == "Somebody came to the line, and you told them nothing."


def test_pressing_zero_to_say_nothing_earns_nothing() -> None:
    silent = call({"with": "voicemail"}, [BOX, DESK], (0, "press_zero"))

    assert total(silent, "hit-zero") == 0


# -- where a total comes from ------------------------------------------------------------------------------------------


def carded(*points: tuple[float, float], total: int | None = 50) -> Scorecard:
    """A card of rules that earned so much of so much each."""
    told = ("", "", "", "")
    rows = [Judgment(f"r{n}", "do", "said", "missed", *told, points=p, of=of) for n, (p, of) in enumerate(points)]
    return Scorecard("p", "A", "D", total, tuple(rows))


def test_a_total_is_explained_by_what_was_earned_and_what_was_taken_off() -> None:
    assert carded((15, 15), (10, 10), (-8, 0)).reckoning == "17 of 25 points: 25 earned, 8 taken off"


def test_where_nothing_was_taken_off_only_what_was_earned_is_told() -> None:
    assert carded((2.5, 5), (0, 10)).reckoning == "2.5 of 15 points"


def test_a_tenth_of_what_an_author_s_own_rules_gave_stays_whatever_was_broken() -> None:
    both = "0.5 of 10 points: 5 earned, 8 taken off, but a tenth stays"

    assert carded((5, 10), (-8, 0), total=5).reckoning == both
    assert total_of([(5, 10, "said"), (-8, 0, "said")]) == 5


def test_of_what_our_own_advice_gave_nothing_stays() -> None:
    assert total_of([(5, 10, "house"), (-8, 0, "said")]) == 0


def test_who_did_something_well_and_something_bad_stands_above_who_did_nothing() -> None:
    pitched = call({}, [DESK, you("Could you help me? We are the best.", "ask_for_help", "pitch")])
    silent = call({}, [DESK, you("Hm.")])

    assert (total(pitched, "hit-zero") or 0) > (total(silent, "hit-zero") or 0) == 0


def test_points_never_fall_below_none() -> None:
    assert carded((0, 10), (-8, 0), total=0).reckoning == "0 of 10 points: 0 earned, 8 taken off"


def test_who_says_nothing_of_a_call_reckons_nothing() -> None:
    assert carded((0, 0), total=None).reckoning == ""


def test_one_small_rule_of_many_makes_no_total() -> None:
    little = carded((4, 4), total=total_of([(4, 4, "said")], in_all=77))

    assert little.total is None
    assert little.silence == "says too little on such a call"
    assert little.reckoning == "Only 4 points were at stake, too few for a total"


def test_an_author_of_whom_only_our_own_advice_was_broken_is_not_silent() -> None:
    broken = carded((-12, 0), total=None)

    assert broken.speaks
    assert broken.silence == "says too little on such a call"


def test_the_same_rule_in_a_small_playbook_makes_one() -> None:
    assert total_of([(4, 4, "said")], in_all=60) == 100


def test_where_too_little_is_at_stake_what_was_broken_is_still_told() -> None:
    assert total_of([(4, 4, "said"), (-2, 0, "follows")], in_all=77) == 0
    assert total_of([(4, 4, "said"), (-2, 0, "house")], in_all=77) is None


def test_a_rule_that_was_broken_where_none_could_be_earned_is_told() -> None:
    assert carded((-8, 0), total=0).reckoning == "No points were on offer, 8 taken off"


LOW = 25
ANSWERS = {"who": "other", "text": "Hello?"}
NOT_NOW = {"who": "other", "text": "I'm driving.", "acts": ["cannot_talk"]}
ON_CELL = {"with": "prospect", "on": "cell"}
SENT = {"with": "voicemail", "referral": {"name": "Paul"}}
PLACES: Mapping[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "a desk": ({}, DESK),
    "a desk after the voicemail": ({"voicemail_first": True}, DESK),
    "a desk that asks": ({}, DESK | {"acts": ["asked_who", "asked_what", "asked_expected"]}),
    "a desk that tells": ({}, DESK | {"acts": ["said_in_meeting"]}),
    "a desk that refuses": ({}, DESK | {"acts": ["said_away", "refused:ask_cell_number"]}),
    "an assistant": ({"with": "assistant"}, DESK | {"with": "assistant"}),
    "a box": ({"with": "voicemail"}, BOX),
    "a box with a cell on offer": ({"with": "voicemail", "cell_source": "greeting"}, BOX),
    "a box with a cell kept back": ({"with": "voicemail", "cell_source": "greeting", "cell_reserved": True}, BOX),
    "a first message": (SENT, BOX),
    "a second message": (SENT | {"messages_before": 1, "calls_before": 1}, BOX),
    "a third message": (SENT | {"messages_before": 2, "calls_before": 2}, BOX),
    "a cell from a card": (ON_CELL | {"cell_source": "card"}, ANSWERS),
    "a cell with leave": (ON_CELL | {"cell_source": "receptionist", "cell_permission": "receptionist_ok"}, ANSWERS),
    "a driver": (ON_CELL | {"cell_source": "card", "moment": "driving"}, NOT_NOW),
    "a good customer": (ON_CELL | {"relationship": "good", "errand": "order_problem"}, ANSWERS),
    "a prospect at the desk": ({"with": "prospect"}, ANSWERS),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("moves", [list(MOVES), []], ids=["every move at once", "words that make no move"])
def test_a_call_without_sense_scores_low_under_every_author(place: str, moves: list[str]) -> None:
    facts, line = PLACES[place]

    senseless = score_all(call(facts, [line, you("Words.", *moves)]), AUTHORS)

    assert {c.playbook: c.total for c in senseless if (c.total or 0) > LOW} == {}


@pytest.mark.parametrize("place", PLACES)
def test_a_silent_call_scores_low_under_every_author(place: str) -> None:
    facts, line = PLACES[place]

    assert {c.total for c in score_all(call(facts, [line], ended="hung_up"), AUTHORS)} <= {0, None}


def test_an_author_whose_rules_do_not_come_up_says_nothing() -> None:
    assert total(call({}, [DESK, you("Hello.")]), "cell-yes") is None


def test_only_avoiding_is_worth_nothing() -> None:
    quiet = call({}, [DESK, you("Hello.")])

    assert judged(quiet, "always-leave-one/3").verdict == "avoided"
    assert total(quiet, "always-leave-one") is None


def test_a_broken_rule_is_zero_where_nothing_was_on_offer() -> None:
    assert total(call({}, [DESK, you("We are old friends.", "deceive")]), "always-leave-one") == 0


def test_our_own_advice_alone_gives_no_author_a_total() -> None:
    begged = call({}, [DESK, you("Please, please put me through.", "plead")])

    assert judged(begged, "always-leave-one/3b").verdict == "broken"
    assert total(begged, "always-leave-one") is None
    assert total(begged, "cell-no") == 0


def test_a_broken_piece_of_advice_still_costs_where_something_is_on_offer() -> None:
    left = call({"with": "voicemail"}, [BOX, you("It's Sam. Please, please ring.", "plead")])

    assert judged(left, "always-leave-one/3b").points == -6
    assert total(left, "always-leave-one") == 0


def test_saying_a_move_twice_earns_it_once() -> None:
    once = call({}, [DESK, you("Could you help me?", "ask_for_help")])
    twice = call({}, [DESK, you("Could you help me?", "ask_for_help"), you("Could you help me?", "ask_for_help")])

    assert judged(twice, "ask-for-help/2").points == judged(once, "ask-for-help/2").points == 4


def test_breaking_a_rule_twice_costs_once_and_shows_both() -> None:
    twice = [DESK, you("I'd rather not say.", "dodge_question"), you("Never mind that.", "dodge_question")]
    card = judged(call({}, twice), "hit-zero/1c")

    assert (card.points, len(card.evidence)) == (-6, 2)
    assert card.why == "Heard: dodge question. It was heard 2 times and is counted once."


def test_one_slip_costs_less_than_going_on_with_it() -> None:
    once = judged(call({}, [DESK, you("We are the best.", "pitch")]), "hit-zero/1")
    on = judged(call({}, [DESK] + [you("We are the best.", "pitch")] * 3), "hit-zero/1")

    assert (once.points, once.why) == (-8, "Heard: pitch.")
    assert (on.points, on.why) == (-14, "Heard: pitch. It was heard 3 times and costs more than once.")


@pytest.mark.parametrize(("probability", "verdict"), [(0.84, "unclear"), (0.85, "broken")])
def test_nobody_is_accused_on_a_guess(probability: float, verdict: str) -> None:
    heard = {"move": "deceive", "probability": probability}

    assert judged(call({}, [DESK, you("We know each other.", heard)]), "hit-zero/1b").verdict == verdict


def test_a_date_proposed_in_a_talk_is_no_push() -> None:
    talk = [row for text in ("Hello.", "Why?", "Since when?") for row in (PROSPECT, you(text))]
    push = you("May I come by on Friday?", "push_for_meeting")

    assert judged(call({"with": "prospect"}, [*talk, PROSPECT, push]), "hit-zero/1").verdict == "avoided"
    assert judged(call({"with": "prospect"}, [PROSPECT, push]), "hit-zero/1").verdict == "broken"


def test_news_of_an_order_in_trouble_keeps_nobody_on_the_line() -> None:
    driving = {"with": "prospect", "on": "cell", "moment": "driving", "spoken_before": True}
    on = [PROSPECT, you("Your pallet is lost.", "state_purpose", "keep_talking")]

    assert judged(call(driving | {"errand": "order_problem"}, on), "cell-no/5b").verdict == "avoided"
    assert judged(call(driving, on), "cell-no/5b").verdict == "broken"


def test_a_part_of_the_answer_earns_its_part_and_names_what_is_wanting() -> None:
    told = [DESK, you("Is she in?"), {"who": "other", "text": "In a meeting.", "acts": ["said_in_meeting"]}]

    card = judged(call({}, [*told, you("Thank you.", "thank")]), "hit-zero/4")

    assert (card.verdict, card.points, card.of) == ("missed", 2, 10)
    assert card.missing == ("asking when they are free again", "saying that you will ring then")


def test_nobody_has_to_ask_for_what_was_told() -> None:
    told = {"who": "other", "text": "In a meeting until two.", "acts": ["said_in_meeting", "said_available_at"]}

    card = judged(
        call({}, [DESK, told, you("Thanks. I'll ring at two.", "thank", "promise_call_back_time")]), "hit-zero/4"
    )

    assert (card.verdict, card.of) == ("met", 6)


def test_thanks_before_the_answer_are_no_thanks_for_it() -> None:
    told = {"who": "other", "text": "Away today.", "acts": ["said_away"]}

    assert judged(call({}, [DESK, you("Thanks.", "thank"), told, you("Bye.")]), "hit-zero/5").points == 0


def test_who_rings_off_with_the_news_leaves_nothing_to_answer() -> None:
    told = {"who": "other", "text": "Away today. Goodbye.", "acts": ["said_away"]}

    assert judged(call({}, [DESK, you("Hm?"), told], ended="hung_up_on"), "hit-zero/5").verdict == "not_applicable"
    assert judged(call({}, [DESK, you("Hm?"), told], ended="hung_up"), "hit-zero/5").verdict == "missed"


def test_the_overall_mark_is_the_mean_of_those_who_speak() -> None:
    cards = [Scorecard(str(t), "", "", t, ()) for t in (100, None, 51)]

    assert overall(cards) == 76
    assert overall(cards[1:2]) is None


def test_a_trainer_s_own_rules_judge_like_the_shipped_ones() -> None:
    text = json.dumps(
        {
            "hit_zero": 1,
            "id": "house",
            "author": "Us",
            "document": {"title": "Ours"},
            "motto": "Greet",
            "position": "Greet.",
            "rules": [
                {"id": "house/1", "title": "Greeted", "basis": "house", "passage": "p. 1", "do": "greet", "points": 5}
                | {"because": "It is kind.", "instead": "Hello!"}
            ],
        }
    )
    house = parse_playbook(text, "house.yaml", MOVES)

    assert score(call({}, [DESK, you("Hello!", "greet")]), house).total == 100
    assert score(call({}, [DESK, you("Dana, now.")]), house).total == 0


# -- where authors disagree --------------------------------------------------------------------------------------------

MESSAGE = you("I'm calling about your files, on 555 0142.", "state_purpose", "leave_number")
ROWS: Mapping[str, Transcript] = {
    "Leave a message for somebody who does not know you?": call({"with": "voicemail"}, [BOX, MESSAGE]),
    "Hang up on a voicemail without a word?": call({"with": "voicemail"}, [BOX], (0, "hang_up")),
    "Ring a cell that the greeting, a signature or a card offers?": call(
        {"with": "prospect", "on": "cell", "cell_source": "greeting"}, [{"who": "other", "text": "Yes?"}, you("Hello.")]
    ),
    "Use a number that the desk hands over?": call(
        {"with": "prospect", "on": "cell", "cell_source": "receptionist"}, [], (-1, "not_dial")
    ),
    "Say in the message why you call?": call(
        {"with": "voicemail", "referral": {"name": "Paul"}}, [BOX, you("It's about your files.", "state_purpose")]
    ),
    "Leave a number, or promise to ring again?": call(
        {"with": "voicemail", "referral": {"name": "Paul"}}, [BOX, you("I'm on 555 0142.", "leave_number")]
    ),
    "Is voicemail fading, or a must?": call(
        {"with": "voicemail", "cell_source": "greeting"}, [BOX | {"acts": ["greeting_offers_cell"]}, MESSAGE]
    ),
}


@pytest.mark.parametrize("question", sorted(ROWS))
def test_a_question_that_divides_the_authors_is_shown(question: str) -> None:
    found = disagreements(ROWS[question], AUTHORS, score_all(ROWS[question], AUTHORS))

    shown = next(d for d in found if d.question == question)
    assert {p.followed for p in shown.positions} == {True, False}
    assert len({p.playbook for p in shown.positions}) > 1


def test_a_question_that_the_call_does_not_raise_is_not_shown() -> None:
    desk = call({}, [DESK, you("Could you help me?", "ask_for_help")])

    assert disagreements(desk, AUTHORS, score_all(desk, AUTHORS)) == ()


def test_leaving_a_message_follows_one_author_and_goes_against_another() -> None:
    left = ROWS["Leave a message for somebody who does not know you?"]

    shown = disagreements(left, AUTHORS, score_all(left, AUTHORS))[0]

    assert {p.rule: p.followed for p in shown.positions} == {
        "always-leave-one/1": True,
        "ask-for-help/7": False,
        "hit-zero/2": False,
    }
