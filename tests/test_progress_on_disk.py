"""The way so far, from records on disk."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from review_calls import LIBRARY, cut_short, record_file

from simulator.core.progress import Progress, tallies
from simulator.core.record import write_record
from simulator.progress import History
from simulator.records import load_record


def looked(home: Path, trainee: str = "Ines", clock: str = "practice") -> Progress:
    history = History(LIBRARY, home / "calls", home / "memory.json")
    history.begin(trainee, clock)
    history.wait()
    assert history.progress is not None
    return history.progress


def test_an_attempt_is_its_title_its_length_and_every_total(tmp_path: Path) -> None:
    record_file(tmp_path / "calls")

    [attempt] = looked(tmp_path).attempts

    assert attempt.title == LIBRARY.find("the-front-desk")[0].title
    assert attempt.situation == "receptionist"
    assert attempt.started == datetime(2026, 11, 24, 10)
    assert set(attempt.totals) == set(LIBRARY.playbooks)
    assert attempt.seconds > 10


def test_a_call_whose_record_has_no_end_is_marked_as_cut_short(tmp_path: Path) -> None:
    record_file(tmp_path / "calls", "good")
    cut_short(record_file(tmp_path / "calls", "poor"))

    marks = {attempt.record: (attempt.cut_short, attempt.marks) for attempt in looked(tmp_path).attempts}

    assert marks == {"the-front-desk-good": (False, ""), "the-front-desk-poor": (True, "cut short")}


def test_moves_are_counted_by_the_rules_of_the_playbooks(tmp_path: Path) -> None:
    record_file(tmp_path / "calls", "good")
    record_file(tmp_path / "calls", "poor")

    found = {t.name.title: t for t in tallies(looked(tmp_path), "ask-for-help")}

    assert found["Asked for help"].of == 2
    assert found["Asked for help"].done == 1


def test_the_newest_call_comes_first(tmp_path: Path) -> None:
    for day in (3, 9, 5):
        path = record_file(tmp_path / "calls", name=f"call-{day}")
        record = load_record(path)
        header = replace(record.header, started=f"2026-11-0{day}T10:00:00")
        path.write_text(write_record(replace(record, header=header)), "utf-8", newline="\n")

    assert [a.started.day for a in looked(tmp_path).attempts] == [9, 5, 3]


def test_anothers_calls_are_not_ones_own(tmp_path: Path) -> None:
    record_file(tmp_path / "calls")

    assert looked(tmp_path, "Jo").attempts == ()


def test_a_broken_record_is_named_and_the_rest_is_shown(tmp_path: Path) -> None:
    record_file(tmp_path / "calls")
    (tmp_path / "calls" / "wrong.jsonl").write_text("{\n", "utf-8")

    progress = looked(tmp_path)

    assert len(progress.attempts) == 1
    assert len(progress.broken) == 1
    assert "wrong.jsonl" in progress.broken[0]


def test_a_promise_in_a_call_stands_among_the_promises(tmp_path: Path) -> None:
    record_file(tmp_path / "calls", "helen-sent-me", scenario="after-the-beep")

    dues = looked(tmp_path).dues

    assert [(due.scenario, due.state) for due in dues] == [("after-the-beep", "open")]
    firm = LIBRARY.shelf.read["after-the-beep"].prospect.company
    assert [due.whom for due in dues] == [f"{dues[0].to}, {firm}"]
    assert firm


def test_an_empty_folder_is_no_calls(tmp_path: Path) -> None:
    progress = looked(tmp_path)

    assert (progress.attempts, progress.dues, progress.broken) == ((), (), ())
    assert progress.rules


def test_what_was_read_is_told(tmp_path: Path) -> None:
    for n in range(3):
        record_file(tmp_path / "calls", name=f"call-{n}")
    history = History(LIBRARY, tmp_path / "calls", tmp_path / "memory.json")

    history.look("Ines", "practice")

    assert (history.read, history.of) == (2, 3)
