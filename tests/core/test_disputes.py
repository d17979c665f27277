"""Remarks beside judgments: kept line by line, never in a judgment's place."""

from __future__ import annotations

import pytest
from core.authors import AUTHORS, author, call, you
from hypothesis import given
from hypothesis import strategies as st

from simulator.core.disputes import (
    NO_REVIEWS,
    Answer,
    Dispute,
    Forgotten,
    Remark,
    Review,
    Ruling,
    may_rule,
    read_remarks,
    remark_line,
    review,
    ruled_points,
)
from simulator.core.scorecard import Scorecard
from simulator.core.scoring import score_all
from simulator.core.yaml_text import BadFile

WHEN = "2026-11-24T10:00:00"
DISPUTE = Dispute("hit-zero/3", "said", "Sam", WHEN, "You were not listening", "is she in", 2)
RULING = Ruling("hit-zero/3", "met", "It was mumbled.", "Ruth", WHEN, "missed")
ANSWER = Answer("hit-zero/3", False, "Ruth", WHEN, "Not in those words.")
CALL = call(
    {"with": "receptionist"}, [you("Buy now, or else.", "pitch", "pressure"), you("Could you help?", "ask_for_help")]
)
CARDS: tuple[Scorecard, ...] = score_all(CALL, AUTHORS)


def card(playbook: str) -> Scorecard:
    return next(c for c in CARDS if c.playbook == playbook)


TAUGHT = Answer(
    "hit-zero/3", True, "Ruth", WHEN, "So you did.", "thank", "cheers", False, (("thank", "ta"), ("greet", "ta"))
)
FORGOTTEN = Forgotten("hit-zero/3", "Ruth", WHEN, "thank", "ta", False)


@pytest.mark.parametrize("remark", [DISPUTE, RULING, ANSWER, TAUGHT, FORGOTTEN])
def test_a_remark_read_back_is_the_same(remark: Remark) -> None:
    assert read_remarks(remark_line(remark) + "\n", "x") == (remark,)


@given(st.text(max_size=40), st.text(max_size=40))
def test_whatever_a_note_holds_it_is_one_line(note: str, words: str) -> None:
    line = remark_line(Dispute("a/1", "said", "Sam", WHEN, note.strip(), words.strip()))

    [back] = read_remarks(line + "\n", "x")

    assert "\n" not in line
    assert isinstance(back, Dispute)
    assert (back.note, back.words) == (note.strip(), words.strip())


def test_a_torn_last_line_was_never_a_remark() -> None:
    assert read_remarks(f"{remark_line(DISPUTE)}\n{remark_line(RULING)[:30]}", "x") == (DISPUTE,)


@pytest.mark.parametrize(
    "line", ["", "{}", "[]", "3", '{"remark": "praise"}', '{"remark": "ruling", "rule": "a/1"}', "[" * 50_000]
)
def test_a_damaged_line_is_named(line: str) -> None:
    with pytest.raises(BadFile, match=r"^calls/x:2: "):
        read_remarks(f"{remark_line(DISPUTE)}\n{line}\n", "calls/x")


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    try:
        found = f"{len(read_remarks(text, 'x'))} remarks"
    except BadFile as wrong:
        found = str(wrong)

    assert found.endswith(" remarks") or found.startswith("x:")


def test_a_ruling_without_a_reason_cannot_be_read() -> None:
    line = remark_line(RULING).replace("It was mumbled.", " ")

    with pytest.raises(BadFile, match="'because' of this remark"):
        read_remarks(line + "\n", "x")


def test_a_dispute_waits_until_it_is_answered_and_may_be_taken_up_again() -> None:
    assert Review((DISPUTE,)).open == DISPUTE
    assert Review((DISPUTE, ANSWER)).open is None
    assert Review((DISPUTE, RULING)).open is None
    assert Review((DISPUTE, ANSWER, DISPUTE)).open == DISPUTE


def test_the_last_ruling_counts_and_the_first_stays_to_be_read() -> None:
    later = Ruling("hit-zero/3", "missed", "On second thought.", "Ruth", WHEN, "missed")

    found = Review((RULING, later))

    assert found.ruling == later
    assert found.remarks[0] == RULING


def test_without_remarks_there_is_nothing_beside_the_card() -> None:
    assert review((), CARDS, AUTHORS) == NO_REVIEWS


def test_a_dispute_alone_changes_no_total() -> None:
    assert review((DISPUTE,), CARDS, AUTHORS).totals == {}


def test_a_ruling_makes_a_second_total_and_leaves_the_first() -> None:
    before = card("hit-zero").total

    found = review((Ruling("hit-zero/1", "avoided", "She asked.", "Ruth", WHEN, "broken"),), CARDS, AUTHORS)

    assert before == card("hit-zero").total
    assert set(found.totals) == {"hit-zero"}
    assert (found.totals["hit-zero"] or 0) >= (before or 0)


def test_overruling_everything_as_missed_leaves_nothing() -> None:
    rulings = [
        Ruling(j.rule, "missed", "Strict today.", "Ruth", WHEN, j.verdict)
        for j in card("ask-for-help").judgments
        if j.verdict in ("met", "missed")
    ]

    assert review(rulings, CARDS, AUTHORS).totals["ask-for-help"] == 0


def test_what_was_done_in_part_and_is_ruled_missed_earns_nothing() -> None:
    cards = score_all(call({"with": "receptionist"}, [you("Could you help?", "ask_for_help")]), AUTHORS)
    before = next(c for c in cards if c.playbook == "hit-zero")
    partly = next(j for j in before.judgments if j.partly)

    found = review([Ruling(partly.rule, "missed", "Too late.", "Ruth", WHEN, "missed", True)], cards, AUTHORS)

    assert (found.totals["hit-zero"] or 0) < (before.total or 0)


def test_a_ruling_on_a_rule_that_is_gone_is_kept_and_changes_nothing() -> None:
    found = review((Ruling("hit-zero/99", "met", "Old edition.", "Ruth", WHEN, "missed"),), CARDS, AUTHORS)

    assert found.of("hit-zero/99").ruling
    assert found.totals == {}


@pytest.mark.parametrize("rule", [r for book in AUTHORS for r in book.rules], ids=lambda r: r.id)
def test_every_verdict_that_a_trainer_may_give_has_points_that_fit(rule) -> None:  # type: ignore[no-untyped-def]
    judgment = next(j for c in CARDS for j in c.judgments if j.rule == rule.id)

    for verdict in may_rule(rule):
        points, of = ruled_points(rule, judgment, verdict)
        assert points <= of or (points, of) == (0, 0)
        assert (verdict == "met") <= (points == of > 0)
        assert verdict != "broken" or points <= 0


def test_what_is_to_be_avoided_can_be_broken_or_avoided_and_never_met() -> None:
    rule = author("hit-zero").rule("hit-zero/1")

    assert rule is not None
    assert may_rule(rule) == ("avoided", "broken", "unclear", "not_applicable")


def test_what_was_taken_back_is_no_longer_taught() -> None:
    before = {("thank", "cheers", False), ("thank", "ta", False), ("greet", "ta", False)}

    assert Review((DISPUTE, TAUGHT)).taught == before
    assert Review((DISPUTE, TAUGHT, FORGOTTEN)).taught == before - {("thank", "ta", False)}
    assert Review((DISPUTE, TAUGHT, FORGOTTEN, DISPUTE, TAUGHT)).taught == before
    assert Review((DISPUTE, ANSWER)).taught == frozenset()


def test_a_dispute_stays_open_though_something_older_is_taken_back() -> None:
    assert Review((DISPUTE, TAUGHT, DISPUTE, FORGOTTEN)).open == DISPUTE
    assert Review((DISPUTE, TAUGHT, FORGOTTEN)).open is None
