"""The list of attempts: worked out from the records, remembered, and made again whenever something changed."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from review_calls import LIBRARY, cut_short, record_file

from simulator.disputes import BESIDE, Judged, dispute, overrule
from simulator.results import Results, results, write_results
from simulator.scores import one_call

BOOKS = list(LIBRARY.playbooks)


def found(folder: Path) -> Results:
    return results(LIBRARY, folder / "calls", folder / "memory.json")


def printed(folder: Path, form: str) -> str:
    out = io.StringIO()
    write_results(found(folder), BOOKS, form, out)
    return out.getvalue()


def call_on(path: Path) -> Judged:
    scored = one_call(LIBRARY, path)
    return Judged(path, scored.transcript, scored.judged.scorecards, tuple(LIBRARY.playbooks.values()))


def test_an_attempt_is_who_when_what_and_every_total(tmp_path: Path) -> None:
    path = record_file(tmp_path / "calls", "good")

    [row] = found(tmp_path).rows

    cards = one_call(LIBRARY, path).judged.scorecards
    assert (row.trainee, row.started, row.scenario) == ("Ines", "2026-11-24T10:00:00", "the-front-desk")
    assert row.totals == {card.playbook: card.total for card in cards}
    assert row.seconds > 10


def test_a_call_without_an_end_is_listed_and_marked_as_cut_short(tmp_path: Path) -> None:
    record_file(tmp_path / "calls", "good")
    cut_short(record_file(tmp_path / "calls", "poor"))

    assert [(row.record, row.marks) for row in found(tmp_path).rows] == [
        ("the-front-desk-good", ""),
        ("the-front-desk-poor", "cut short"),
    ]
    assert "Cut short: 1" in printed(tmp_path, "table")


def test_what_is_remembered_is_what_would_be_worked_out(tmp_path: Path) -> None:
    for plan in ("good", "poor", "rude"):
        record_file(tmp_path / "calls", plan)
    fresh = found(tmp_path)

    remembered = found(tmp_path)
    (tmp_path / "memory.json").unlink()

    assert remembered == fresh == found(tmp_path)


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"edition": 1}', '{"rows": 3}'])
def test_a_damaged_memory_is_made_again(tmp_path: Path, damage: str) -> None:
    record_file(tmp_path / "calls")
    fresh = found(tmp_path)
    (tmp_path / "memory.json").write_text(damage, "utf-8")

    assert found(tmp_path) == fresh
    assert json.loads((tmp_path / "memory.json").read_text("utf-8"))["rows"]


def test_a_record_that_changed_is_worked_out_again(tmp_path: Path) -> None:
    path = record_file(tmp_path / "calls", "good", "x")
    before = found(tmp_path).rows[0].totals

    record_file(tmp_path / "calls", "rude", "x")

    assert path.stem == "x"
    assert found(tmp_path).rows[0].totals != before


def test_a_record_that_was_taken_away_is_gone(tmp_path: Path) -> None:
    path = record_file(tmp_path / "calls", "good")
    record_file(tmp_path / "calls", "poor")
    found(tmp_path)

    path.unlink()

    assert [row.record for row in found(tmp_path).rows] == ["the-front-desk-poor"]


def test_a_ruling_and_an_open_dispute_are_seen_at_once(tmp_path: Path) -> None:
    path = record_file(tmp_path / "calls", "poor")
    call, before = call_on(path), found(tmp_path).rows[0]
    missed = next(j.rule for card in call.cards for j in card.judgments if j.verdict == "missed" and j.of)

    overrule(call, missed, "met", "It was said before the beep.", "Ruth")
    other = next(j.rule for c in call.cards for j in c.judgments if j.verdict == "missed" and j.rule != missed)
    dispute(call, other, "said", "Ines")
    after = found(tmp_path).rows[0]

    assert (before.ruled, before.open) == ({}, 0)
    assert after.totals == before.totals
    assert list(after.ruled) == [missed.split("/")[0]]
    assert after.open == 1


def test_a_bad_record_is_named_and_hides_no_other(tmp_path: Path) -> None:
    record_file(tmp_path / "calls", "good")
    (tmp_path / "calls" / "broken.jsonl").write_text("nonsense\n", "utf-8")

    seen = found(tmp_path)

    assert len(seen.rows) == 1
    assert "broken.jsonl:1: this is no record" in str(seen.troubles[0])


def test_a_table_for_reading_names_every_author(tmp_path: Path) -> None:
    record_file(tmp_path / "calls", "good")

    head, row, *_, end = printed(tmp_path, "text").splitlines()

    assert all(name in head for name in BOOKS)
    assert row.startswith("2026-11-24 10:00  the-front-desk")
    assert end.startswith("1 call. ")


def test_a_record_that_does_not_say_when_it_began_is_dated_by_its_name(tmp_path: Path) -> None:
    path = record_file(tmp_path / "calls", "good", "2026-11-25-091500-the-front-desk")
    path.write_text(path.read_text("utf-8").replace('"started": "2026-11-24T10:00:00"', '"started": ""'), "utf-8")
    other = record_file(tmp_path / "calls", "good", "monday")
    other.write_text(other.read_text("utf-8").replace('"started": "2026-11-24T10:00:00"', '"started": ""'), "utf-8")

    assert [row.started for row in found(tmp_path).rows] == ["2026-11-25T09:15:00", ""]


def test_a_row_ends_with_the_name_that_other_commands_take(tmp_path: Path) -> None:
    record_file(tmp_path / "calls", "good", "2026-11-24-100000-the-front-desk")

    head, row, *_ = printed(tmp_path, "text").splitlines()

    assert head.endswith("  record")
    assert row.endswith("  2026-11-24-100000-the-front-desk")


def test_the_last_line_counts_the_disputes_that_are_open(tmp_path: Path) -> None:
    path = record_file(tmp_path / "calls", "poor")
    before = printed(tmp_path, "text")
    call = call_on(path)
    rules = [j.rule for card in call.cards for j in card.judgments if j.verdict == "missed"]

    dispute(call, rules[0], "said", "Ines")
    one = printed(tmp_path, "text")
    dispute(call, rules[1], "said", "Ines")

    assert before.endswith(" No dispute is open.\n")
    assert one.endswith(" 1 dispute is open; `hitzero disputes` lists what waits.\n")
    assert " 2 disputes are open; " in printed(tmp_path, "text")


def test_the_csv_has_a_column_a_field(tmp_path: Path) -> None:
    record_file(tmp_path / "calls", "good")

    [row] = csv.DictReader(io.StringIO(printed(tmp_path, "csv")))

    assert row["record"] == "the-front-desk-good"
    assert set(BOOKS) <= set(row)


def test_json_is_a_line_a_call(tmp_path: Path) -> None:
    record_file(tmp_path / "calls", "good")
    record_file(tmp_path / "calls", "poor")

    rows = [json.loads(line) for line in printed(tmp_path, "json").splitlines()]

    assert [row["record"] for row in rows] == ["the-front-desk-good", "the-front-desk-poor"]
    assert set(rows[0]["totals"]) == set(BOOKS)


def test_nothing_on_record_is_said_with_a_way_on(tmp_path: Path) -> None:
    assert "No call is on record yet" in printed(tmp_path, "text")


def test_a_damaged_file_of_disputes_is_named(tmp_path: Path) -> None:
    path = record_file(tmp_path / "calls", "good")
    path.with_name(path.stem + BESIDE).write_text("nonsense\n", "utf-8")

    seen = found(tmp_path)

    assert seen.rows == ()
    assert f"{BESIDE}:1" in str(seen.troubles[0])
