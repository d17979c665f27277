from __future__ import annotations

import json
import random
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from authors import AUTHORS, CATALOGUE, EXAMPLES, FIVE, MOVES, author
from hypothesis import assume, given
from hypothesis import strategies as st

from simulator.core.events import MoveHeard
from simulator.core.facts import Facts
from simulator.core.playbook import parse_playbook
from simulator.core.scoring import Evidence, Judgment, Scorecard, disagreements, overall, score, score_all
from simulator.core.transcripts import read_transcript
from simulator.core.turns import Done, Transcript, Turn
from simulator.core.when import ACTIONS, ACTS

BOX = {"who": "other", "text": "Please leave a message.", "acts": ["picked_up_voicemail"]}
DESK = {"who": "other", "text": "Harwick Foods, Marisol speaking.", "with": "receptionist"}
BY_JUDGING_LATER = {"always-leave-one/4", "cell-yes/3", "cell-yes/5", "hit-zero/10"}


def call(facts: dict[str, Any], turns: list[dict[str, Any]], *actions: tuple[int, str], **more: Any) -> Transcript:
    done = [{"after_turn": after, "do": do} for after, do in actions]
    return read_transcript({"facts": facts, "turns": turns, "actions": done, **more})


def you(text: str, *moves: Any) -> dict[str, Any]:
    return {"who": "trainee", "text": text, "moves": list(moves)}


def judged(transcript: Transcript, rule: str) -> Judgment:
    card = score(transcript, author(rule.split("/")[0]))
    return next(j for j in card.judgments if j.rule == rule)


def total(transcript: Transcript, playbook: str) -> int | None:
    return score(transcript, author(playbook)).total


def verdicts(transcript: Transcript) -> dict[str, str]:
    return {j.rule: j.verdict for card in score_all(transcript, AUTHORS) for j in card.judgments}


# -- every rule is earned by one call and missed or broken by another --------------------------------------------------


@pytest.mark.parametrize(("shows", "told"), [e[1:] for e in EXAMPLES], ids=[e[0] for e in EXAMPLES])
def test_an_example_call_gives_the_verdicts_it_was_written_for(shows: dict[str, str], told: dict[str, Any]) -> None:
    found = verdicts(read_transcript(told))

    assert {rule: found[rule] for rule in shows} == shows


@pytest.mark.parametrize("rule", sorted({r.id for p in AUTHORS for r in p.rules} - BY_JUDGING_LATER))
def test_a_rule_has_a_call_that_earns_it_and_one_that_does_not(rule: str) -> None:
    shown = {shows[rule] for _, shows, _ in EXAMPLES if rule in shows}

    assert shown & {"met", "avoided"}
    assert shown & {"missed", "broken"}


@pytest.mark.parametrize("rule", sorted(BY_JUDGING_LATER))
def test_what_one_call_cannot_show_is_not_judged(rule: str) -> None:
    assert {verdicts(read_transcript(told))[rule] for _, _, told in EXAMPLES} == {"not_applicable"}


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
    assert judged(silent, "cell-yes/1").why == "Somebody came to the line, and you said nothing to them."


def test_pressing_zero_to_say_nothing_earns_nothing() -> None:
    silent = call({"with": "voicemail"}, [BOX, DESK], (0, "press_zero"))

    assert total(silent, "hit-zero") == 0


def test_every_move_at_once_scores_low_under_every_author() -> None:
    everything = list(MOVES)
    calls = [
        call({}, [DESK, you("All of it.", *everything)]),
        call({"with": "voicemail"}, [BOX, you("All of it.", *everything)]),
        call(
            {"with": "prospect", "on": "cell", "cell_source": "card"},
            [{"who": "other", "text": "Hello?"}, you("All of it.", *everything)],
        ),
    ]

    assert max(c.total or 0 for transcript in calls for c in score_all(transcript, AUTHORS)) <= 40


def test_an_author_whose_rules_do_not_come_up_says_nothing() -> None:
    assert total(call({}, [DESK, you("Hello.")]), "cell-yes") is None


def test_only_avoiding_is_worth_nothing() -> None:
    quiet = call({}, [DESK, you("Hello.")])

    assert judged(quiet, "always-leave-one/3").verdict == "avoided"
    assert total(quiet, "always-leave-one") is None


def test_a_broken_rule_is_zero_where_nothing_was_on_offer() -> None:
    assert total(call({}, [DESK, you("We are old friends.", "deceive")]), "always-leave-one") == 0


def test_saying_a_move_twice_earns_it_once() -> None:
    once = call({}, [DESK, you("Could you help me?", "ask_for_help")])
    twice = call({}, [DESK, you("Could you help me?", "ask_for_help"), you("Could you help me?", "ask_for_help")])

    assert judged(twice, "ask-for-help/2").points == judged(once, "ask-for-help/2").points == 6


def test_breaking_a_rule_twice_costs_once_and_shows_both() -> None:
    card = judged(call({}, [DESK, you("We are the best.", "pitch"), you("The very best.", "pitch")]), "hit-zero/1")

    assert (card.points, len(card.evidence)) == (-8, 2)
    assert card.why == "Heard: pitch. It was heard 2 times and is counted once."


def test_a_part_of_the_answer_earns_its_part_and_names_what_is_wanting() -> None:
    told = [DESK, you("Is she in?"), {"who": "other", "text": "In a meeting.", "acts": ["said_in_meeting"]}]

    card = judged(call({}, [*told, you("Thank you.", "thank")]), "hit-zero/4")

    assert (card.verdict, card.points, card.of) == ("missed", 2, 10)
    assert card.missing == ("asking when the meeting is over", "saying that you will ring then")


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


# -- evidence ----------------------------------------------------------------------------------------------------------


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
    found = judged(call({"with": "voicemail"}, [BOX, DESK, you("Could you help me?")], (0, "press_zero")), "hit-zero/2")

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
    assert "It could not be told for certain" in found.why


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


def test_a_call_on_a_cell_is_a_cell_that_was_rung() -> None:
    on_cell = {"with": "prospect", "on": "cell", "cell_source": "public"}

    found = judged(call(on_cell, [{"who": "other", "text": "Hello?"}, you("Hello.")]), "cell-no/1")

    assert (found.verdict, found.why) == ("broken", "You rang the cell.")


def test_a_promise_is_early_before_its_time() -> None:
    clock = {"promised_at": "2026-11-26 10:00", "now": "2026-11-26 09:40"}

    found = judged(call(clock, [DESK, you("Hello.")]), "hit-zero/11")

    assert (found.verdict, found.points) == ("missed", 3)
    assert found.why == "You had promised 2026-11-26 10:00 and rang 20 minutes early."


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


# -- properties --------------------------------------------------------------------------------------------------------

KINDS = {kind: [m.id for m in CATALOGUE if m.kind == kind] for kind in ("recommended", "discouraged")}
PEOPLE = st.sampled_from(["receptionist", "assistant", "coworker", "voicemail", "prospect"])
HEARD = st.builds(
    MoveHeard,
    st.sampled_from(MOVES),
    probability=st.floats(0, 1),
    start=st.integers(-3, 30),
    end=st.integers(-3, 90),
    sure=st.booleans() | st.just(True),
)
TEXT = (
    st.sampled_from(["", "Um.", "Hello, could you help me?", "No.", "Is Dana Whitlow in? I'm swamped, sorry."])
    | st.text()
)
TURN = st.builds(
    Turn,
    index=st.just(0),
    who=st.sampled_from(["trainee", "other"]),
    speaker=st.just("x"),
    with_=PEOPLE,
    text=TEXT,
    moves=st.lists(HEARD, max_size=5).map(tuple),
    acts=st.lists(st.sampled_from([*ACTS, "refused:ask_cell_number"]), max_size=3).map(tuple),
    message=st.booleans(),
    unclear=st.booleans(),
)
FACTS = st.builds(
    Facts,
    with_=PEOPLE,
    on=st.sampled_from(["desk", "cell"]),
    spoken_before=st.booleans(),
    relationship=st.sampled_from(["none", "good"]),
    referral=st.none() | st.just({"name": "Paul", "where": "outside"}),
    calls_before=st.integers(0, 3),
    messages_before=st.integers(0, 3),
    voicemail_first=st.booleans(),
    promised_at=st.none() | st.datetimes(),
    now=st.none() | st.datetimes(),
    cell_source=st.sampled_from(["none", "greeting", "card", "receptionist", "prospect"]),
    cell_only_way=st.booleans(),
    cell_reserved=st.booleans(),
    cell_permission=st.sampled_from(["none", "receptionist_ok", "prospect_ok"]),
    errand=st.sampled_from(["cold", "order_problem", "po_approved"]),
    moment=st.sampled_from(["free", "driving", "meeting"]),
)


@st.composite
def transcripts(draw: st.DrawFn, least: int = 0) -> Transcript:
    turns = draw(st.lists(TURN, min_size=least, max_size=8))
    turns[:2] = [replace(t, who=who) for t, who in zip(turns[:2], ("other", "trainee"), strict=False)]
    turns = [replace(t, index=i, message=t.message and t.with_ == "voicemail") for i, t in enumerate(turns)]
    done = st.builds(Done, st.integers(-1, len(turns) - 1), st.sampled_from(ACTIONS))
    actions = sorted(draw(st.lists(done, max_size=4)), key=lambda a: a.after_turn)
    ended = draw(st.sampled_from(["", "hung_up_on", "hung_up"]))
    return Transcript(draw(FACTS), tuple(turns), tuple(actions), {"prospect": "Dana Whitlow"}, ended)


def applicable(transcript: Transcript, playbook: str) -> set[str]:
    return {j.rule for j in score(transcript, author(playbook)).judgments if j.verdict != "not_applicable"}


def with_one_more(transcript: Transcript, turn: int, move: str) -> Transcript:
    turns = list(transcript.turns)
    turns[turn] = replace(turns[turn], moves=(*turns[turn].moves, MoveHeard(move, 1.0, 0, len(turns[turn].text))))
    return replace(transcript, turns=tuple(turns))


@given(transcripts())
def test_any_call_is_judged_and_every_quote_stands_where_it_is_said(transcript: Transcript) -> None:
    texts = {t.index: t.text for t in transcript.turns}
    cards = score_all(transcript, AUTHORS)

    disagreements(transcript, AUTHORS, cards)
    for shown in (e for card in cards for j in card.judgments for e in j.evidence):
        assert not shown.quote or texts[shown.turn][shown.start : shown.end] == shown.quote
    assert all(card.total is None or 0 <= card.total <= 100 for card in cards)


@given(transcripts())
def test_the_same_call_gives_the_same_scorecards(transcript: Transcript) -> None:
    assert repr(score_all(transcript, AUTHORS)) == repr(score_all(transcript, AUTHORS))


@given(transcripts(), st.sampled_from(FIVE), st.randoms(use_true_random=False))
def test_the_order_of_rules_changes_nothing(transcript: Transcript, playbook: str, chance: random.Random) -> None:
    rules = list(author(playbook).rules)
    chance.shuffle(rules)
    straight = score(transcript, author(playbook))

    mixed = score(transcript, author(playbook).model_copy(update={"rules": tuple(rules)}))

    assert mixed.total == straight.total
    assert {j.rule: j for j in mixed.judgments} == {j.rule: j for j in straight.judgments}


@given(transcripts(least=2), st.sampled_from(FIVE), st.data(), st.sampled_from(KINDS["recommended"]))
def test_one_more_good_move_never_lowers_a_total(
    transcript: Transcript, playbook: str, data: st.DataObject, move: str
) -> None:
    at = data.draw(st.sampled_from([t.index for t in transcript.turns if t.who == "trainee"]))
    better = with_one_more(transcript, at, move)
    assume(applicable(transcript, playbook) == applicable(better, playbook))

    assert (total(better, playbook) or 0) >= (total(transcript, playbook) or 0)


@given(transcripts(least=2), st.sampled_from(FIVE), st.data(), st.sampled_from(KINDS["discouraged"]))
def test_one_more_bad_move_never_raises_a_total(
    transcript: Transcript, playbook: str, data: st.DataObject, move: str
) -> None:
    at = data.draw(st.sampled_from([t.index for t in transcript.turns if t.who == "trainee"]))
    worse = with_one_more(transcript, at, move)
    assume(applicable(transcript, playbook) == applicable(worse, playbook))

    assert (total(worse, playbook) or 0) <= (total(transcript, playbook) or 0)


@given(transcripts(least=3), st.data(), st.sampled_from(["", "Um.", "Er, well, so..."]))
def test_a_hesitation_changes_no_verdict(transcript: Transcript, data: st.DataObject, text: str) -> None:
    after = data.draw(st.sampled_from([t.index for t in transcript.turns[:-1] if t.who == "other"]))
    heard = transcript.turns[after]
    pause = replace(heard, index=after + 1, who="trainee", text=text, moves=(), acts=(), message=False, unclear=False)
    later = [replace(t, index=t.index + 1) for t in transcript.turns[after + 1 :]]
    actions = [a if a.after_turn < after else replace(a, after_turn=a.after_turn + 1) for a in transcript.actions]
    turns = (*transcript.turns[: after + 1], pause, *later)

    hesitant = replace(transcript, turns=turns, actions=tuple(actions))

    assert verdicts(hesitant) == verdicts(transcript)


def test_a_trainer_s_own_rules_judge_like_the_shipped_ones() -> None:
    text = json.dumps(
        {
            "hit_zero": 1,
            "id": "house",
            "author": "Us",
            "document": {"title": "Ours"},
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
