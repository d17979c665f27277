"""Goal reached or not, and a call that was cut short: told alike on the list, the report and its JSON."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from review_calls import LIBRARY, cut_short, record_file

from simulator.core.turns import Goal
from simulator.report import as_summary
from simulator.report_file import report_of
from simulator.results import results, write_results
from simulator.scores import one_call

ON_TAPE = "you named a time on his tape; nobody has agreed to it yet"
REACHED = "Goal reached: you know when Ellen can talk."
BOOKS = list(LIBRARY.playbooks)


def printed(folder: Path, form: str) -> str:
    out = io.StringIO()
    write_results(results(LIBRARY, folder, folder / "memory.json"), BOOKS, form, out)
    return out.getvalue()


def test_the_list_has_a_column_for_the_goal(tmp_path: Path) -> None:
    record_file(tmp_path, "good")
    record_file(tmp_path, "poor")
    cut_short(record_file(tmp_path, "rude"))

    rows = list(csv.DictReader(io.StringIO(printed(tmp_path, "csv"))))
    lines = printed(tmp_path, "table").splitlines()

    assert [row["goal"] for row in rows] == ["reached", "not reached", ""]
    at = lines[0].index("goal")
    assert [line[at : at + 4].strip() for line in lines[:4]] == ["goal", "yes", "no", "-"]


@pytest.mark.parametrize("form", [".html", ".txt"])
def test_a_report_tells_the_goal_beside_the_totals(tmp_path: Path, form: str) -> None:
    assert REACHED in report_of(LIBRARY, record_file(tmp_path, "good"), form)
    assert "Goal not reached." in report_of(LIBRARY, record_file(tmp_path, "poor"), form)


def test_a_summary_tells_the_goal(tmp_path: Path) -> None:
    scored = one_call(LIBRARY, record_file(tmp_path, "good"))

    assert REACHED in as_summary(scored.transcript, scored.judged.scorecards)


def test_the_json_of_a_call_holds_the_goal(tmp_path: Path) -> None:
    told = json.loads(report_of(LIBRARY, record_file(tmp_path, "good"), ".json"))

    assert told["goal"] == {"reached": True, "how": "you know when Ellen can talk"}


@pytest.mark.parametrize("form", [".html", ".txt"])
def test_the_report_of_a_call_cut_short_says_so(tmp_path: Path, form: str) -> None:
    path = record_file(tmp_path, "good")
    whole = report_of(LIBRARY, path, form)
    cut = report_of(LIBRARY, cut_short(path, 12), form)

    assert "Difficulty: busy, cut short" in cut
    assert "cut short" not in whole
    assert "Goal" not in cut


def test_a_time_that_was_only_named_on_a_tape_is_told_as_that(tmp_path: Path) -> None:
    sent = one_call(LIBRARY, record_file(tmp_path, "helen-sent-me", scenario="after-the-beep"))
    stranger = one_call(LIBRARY, record_file(tmp_path, "a-time-on-the-tape", scenario="after-the-beep"))
    on_the_desk_tape = record_file(tmp_path, "good-leaves-a-message", scenario="caught-driving")

    assert sent.transcript.goal == Goal(True, "you named Helen and a time on his tape; nobody has agreed to it yet")
    assert stranger.transcript.goal == Goal(True, ON_TAPE)
    assert one_call(LIBRARY, on_the_desk_tape).transcript.goal == Goal(True, ON_TAPE)


def test_a_time_that_was_named_to_a_person_is_told_without_the_tape(tmp_path: Path) -> None:
    for plan, scenario in (("asks-at-the-desk", "after-the-beep"), ("good-lets-him-drive", "caught-driving")):
        told = one_call(LIBRARY, record_file(tmp_path, plan, scenario=scenario)).transcript.goal

        assert told == Goal(True, "you named a time to ring him")
