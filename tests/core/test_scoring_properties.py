from __future__ import annotations

import random
from dataclasses import replace

import pytest
from authors import AUTHORS, CATALOGUE, EXAMPLES, FIVE, MOVES, author, total, verdicts
from hypothesis import assume, given
from hypothesis import strategies as st

from simulator.core.events import MoveHeard
from simulator.core.facts import Facts
from simulator.core.scoring import Scorecard, disagreements, score, score_all
from simulator.core.transcripts import read_transcript
from simulator.core.turns import Done, Transcript, Turn
from simulator.core.when import ACTIONS, ACTS

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


# -- the same, along the example calls of every rule: what chance seldom makes -----------------------------------------

ALONG = [(name, read_transcript(told)) for name, _, told in EXAMPLES]


@pytest.mark.parametrize(("kind", "sign"), [("recommended", 1), ("discouraged", -1)])
def test_one_more_move_never_turns_the_total_of_an_example_the_wrong_way(kind: str, sign: int) -> None:
    wrong = []
    for number, (name, call) in enumerate(ALONG):
        spoken = [t.index for t in call.turns if t.who == "trainee"]
        before = score_all(call, AUTHORS)
        for move in KINDS[kind][number % 3 :: 3] if spoken else ():
            after = score_all(with_one_more(call, spoken[-1], move), AUTHORS)
            wrong += [
                (name, move, old.playbook)
                for old, new in zip(before, after, strict=True)
                if came_up(old) == came_up(new) and sign * ((new.total or 0) - (old.total or 0)) < 0
            ]

    assert wrong == []


def came_up(card: Scorecard) -> set[str]:
    return {j.rule for j in card.judgments if j.verdict != "not_applicable"}
