"""Disputes on disk: beside the record, line by line, and never inside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from review_calls import LIBRARY, record_file

from simulator.core.yaml_text import BadFile
from simulator.disputes import Judged, answer, beside, dispute, load_remarks, open_disputes, overrule
from simulator.records import all_records
from simulator.scores import one_call


def judged(folder: Path, plan: str = "good") -> Judged:
    path = record_file(folder, plan)
    found = one_call(LIBRARY, path)
    return Judged(path, found.transcript, found.judged.scorecards, tuple(LIBRARY.playbooks.values()))


def with_verdict(call: Judged, *verdicts: str, quoted: bool = False) -> str:
    return next(
        j.rule
        for card in call.cards
        for j in card.judgments
        if j.verdict in verdicts and (not quoted or any(e.quote for e in j.evidence))
    )


def test_a_dispute_is_kept_beside_the_record_and_the_record_stays_as_it_was(tmp_path: Path) -> None:
    call = judged(tmp_path)
    before = call.record.read_bytes()

    made = dispute(call, with_verdict(call, "missed", "not_applicable"), "said", "Sam", "I mumbled it.")

    assert load_remarks(call.record) == (made,)
    assert (made.who, made.note, made.when[:2]) == ("Sam", "I mumbled it.", "20")
    assert call.record.read_bytes() == before


def test_what_lies_beside_a_record_is_taken_for_no_record(tmp_path: Path) -> None:
    call = judged(tmp_path)

    dispute(call, with_verdict(call, "missed", "not_applicable"), "said", "Sam")

    assert beside(call.record).is_file()
    assert list(all_records(tmp_path)) == [call.record]


def test_nothing_is_ever_taken_out(tmp_path: Path) -> None:
    call = judged(tmp_path)
    rule = with_verdict(call, "missed", "not_applicable")
    dispute(call, rule, "said", "Sam")
    first = beside(call.record).read_bytes()

    answer(call, rule, False, "Ruth", "Not on this tape.")
    overrule(call, rule, "met", "On the other tape.", "Ruth")

    assert beside(call.record).read_bytes().startswith(first)
    assert [r.remark for r in load_remarks(call.record)] == ["dispute", "answer", "ruling"]


def test_what_a_crash_tore_off_is_cut_before_the_next_remark(tmp_path: Path) -> None:
    call = judged(tmp_path)
    rule = with_verdict(call, "missed", "not_applicable")
    dispute(call, rule, "said", "Sam")
    with beside(call.record).open("ab") as file:
        file.write(b'{"remark": "rul')

    dispute(call, rule, "said", "Sam", "Once more.")

    assert [getattr(r, "note", "") for r in load_remarks(call.record)] == ["", "Once more."]


def test_words_that_are_meant_are_found_in_their_turn(tmp_path: Path) -> None:
    call = judged(tmp_path)
    turn = next(t for t in call.transcript.turns if t.who == "trainee")

    made = dispute(call, with_verdict(call, "missed", "not_applicable"), "said", "Sam", words=turn.text[:12].upper())

    assert made.turn == turn.index


def test_words_that_were_never_said_are_refused_and_not_repeated(tmp_path: Path) -> None:
    call = judged(tmp_path)

    with pytest.raises(BadFile, match="stand in no turn of yours") as wrong:
        dispute(call, with_verdict(call, "missed", "not_applicable"), "said", "Sam", words="abracadabra")

    assert "abracadabra" not in str(wrong.value)


def test_what_was_met_cannot_be_claimed_again(tmp_path: Path) -> None:
    call = judged(tmp_path)

    with pytest.raises(BadFile, match="counts as met already"):
        dispute(call, with_verdict(call, "met"), "said", "Sam")


def test_what_was_held_against_somebody_is_disputed_as_not_meant(tmp_path: Path) -> None:
    call = judged(tmp_path, "rude")

    with pytest.raises(BadFile, match="`--not-meant` disputes that"):
        dispute(call, with_verdict(call, "broken"), "said", "Sam")


def test_what_no_words_show_cannot_be_meant_otherwise(tmp_path: Path) -> None:
    call = judged(tmp_path)

    with pytest.raises(BadFile, match="no words of yours stand under"):
        dispute(call, with_verdict(call, "not_applicable"), "not_meant", "Sam")


def test_a_rule_that_is_not_there_is_told_with_one_that_is(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="did you mean 'hit-zero/3'"):
        dispute(judged(tmp_path), "hit-zero/33", "said", "Sam")


@pytest.mark.parametrize(("verdict", "because", "says"), [("grand", "x", "can be"), ("met", " ", "needs a reason")])
def test_a_ruling_needs_a_verdict_that_fits_and_a_reason(tmp_path: Path, verdict: str, because: str, says: str) -> None:
    call = judged(tmp_path)
    rule = next(r.id for book in call.playbooks for r in book.rules if r.do)

    with pytest.raises(BadFile, match=says):
        overrule(call, rule, verdict, because, "Ruth")

    assert load_remarks(call.record) == ()


def test_only_what_is_open_can_be_answered_and_a_no_needs_a_reason(tmp_path: Path) -> None:
    call = judged(tmp_path)
    rule = with_verdict(call, "missed", "not_applicable")

    with pytest.raises(BadFile, match="nothing is open"):
        answer(call, rule, True, "Ruth", "")
    dispute(call, rule, "said", "Sam")
    with pytest.raises(BadFile, match="owed a reason"):
        answer(call, rule, False, "Ruth", "")


def test_the_review_list_holds_what_waits_and_nothing_else(tmp_path: Path) -> None:
    call = judged(tmp_path, "poor")
    one, other = [j.rule for card in call.cards for j in card.judgments if j.verdict == "missed"][:2]
    dispute(call, one, "said", "Sam")
    dispute(call, other, "said", "Sam")

    answer(call, one, True, "Ruth", "")

    assert [(path, made.rule) for path, made in open_disputes(tmp_path)] == [(call.record, other)]


def test_a_damaged_file_of_disputes_is_told_and_nothing_is_added_to_it(tmp_path: Path) -> None:
    call = judged(tmp_path)
    beside(call.record).write_text("nonsense\n", "utf-8")

    with pytest.raises(BadFile, match=r"disputes\.ndjson:1: "):
        dispute(call, with_verdict(call, "missed", "not_applicable"), "said", "Sam")

    assert beside(call.record).read_text("utf-8") == "nonsense\n"
