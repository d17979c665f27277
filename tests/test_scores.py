"""Scores of many calls: a row each, a bad one stops nothing, and the end says how many failed."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from review_calls import LEFT, LIBRARY, record_file, transcript_file

from simulator.core.levels import LEVELS
from simulator.core.understood import said_back
from simulator.core.yaml_text import BadFile
from simulator.disputes import Judged, overrule
from simulator.report_file import report_of
from simulator.scores import Form, one_call, plain, score, written_to

SPOKEN = Path(__file__).parent / "screen" / "spoken"


def scored(path: Path, form: Form = "json", playbook: str = "all") -> str:
    out = io.StringIO()
    score(LIBRARY, path, playbook, form, out)
    return out.getvalue()


def test_a_call_is_one_line_of_json_with_four_fields(tmp_path: Path) -> None:
    values = json.loads(scored(transcript_file(tmp_path)))

    assert list(values) == ["id", "scorecards", "disagreements", "measures"]
    assert values["id"] == "call"
    assert {"rule", "verdict", "points", "of", "evidence", "why", "instead", "source"} <= set(
        values["scorecards"][0]["judgments"][0]
    )


@pytest.mark.parametrize("scenario", ["the-front-desk", "after-the-beep"])
def test_how_loud_a_spoken_call_was_changes_nothing_of_what_is_said_of_it(scenario: str, tmp_path: Path) -> None:
    spoken = SPOKEN / f"{scenario}.jsonl"
    *told, levels = spoken.read_text("utf-8").splitlines(keepends=True)
    without = tmp_path / spoken.name
    without.write_text("".join(told), "utf-8", newline="\n")

    assert levels.startswith(LEVELS)
    for form in (".json", ".csv", ".html", ".txt"):
        assert report_of(LIBRARY, without, form) == report_of(LIBRARY, spoken, form)


def test_many_calls_are_as_many_lines(tmp_path: Path) -> None:
    for plan in ("good", "poor"):
        record_file(tmp_path, plan)

    ids = [json.loads(line)["id"] for line in scored(tmp_path).splitlines()]

    assert ids == ["the-front-desk-good", "the-front-desk-poor"]


def test_scored_alone_or_among_others_a_call_gives_the_same_bytes(tmp_path: Path) -> None:
    path = record_file(tmp_path, "good")
    record_file(tmp_path, "poor")

    assert scored(path) == scored(tmp_path).splitlines(keepends=True)[0]


def test_a_table_has_a_total_an_author_and_their_mean(tmp_path: Path) -> None:
    record_file(tmp_path, "good")

    [row] = csv.DictReader(io.StringIO(scored(tmp_path, "csv")))
    totals = [int(row[name]) for name in LIBRARY.playbooks if row[name]]

    assert row["id"] == "the-front-desk-good"
    assert int(row["overall"]) == int(sum(totals) / len(totals) + 0.5)


def test_one_author_s_totals_can_be_asked_for(tmp_path: Path) -> None:
    path = transcript_file(tmp_path)

    cards = json.loads(scored(path, playbook="hit-zero"))["scorecards"]

    assert [card["playbook"] for card in cards] == ["hit-zero"]
    with pytest.raises(BadFile, match="did you mean 'hit-zero'"):
        scored(path, playbook="hit-zeroo")


def test_a_bad_call_stops_no_other_and_is_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    transcript_file(tmp_path, LEFT, "a.json")
    transcript_file(tmp_path, {"turns": [{"text": "x"}]}, "b.json")
    transcript_file(tmp_path, LEFT, "c.json")
    out = io.StringIO()

    failed = score(LIBRARY, tmp_path, "all", "text", out)

    told = capsys.readouterr().err.splitlines()
    assert failed == 1
    assert [line.split()[0] for line in out.getvalue().splitlines()[1:]] == ["a", "c"]
    assert told == [f"{tmp_path / 'b.json'}:1: turn 1: who is missing; write it", "2 calls judged; 1 could not be read"]


def test_turns_that_nobody_labelled_are_recognised(tmp_path: Path) -> None:
    call = {"facts": {"with": "receptionist"}, "turns": [{"who": "trainee", "text": "Hi, could you help me?"}]}

    cards = json.loads(scored(transcript_file(tmp_path, call)))["scorecards"]

    verdicts = {j["rule"]: j["verdict"] for card in cards for j in card["judgments"]}
    assert verdicts["ask-for-help/2"] == "met"


@pytest.mark.parametrize(
    ("said", "due"),
    [
        ("I'll give her a bell just after three then.", "Tue 24 Nov, 15:00"),
        ("I'll call her at 3 pm today.", "Tue 24 Nov, 15:00"),
        ("I'll try at ten past two, then.", "Tue 24 Nov, 14:10"),
    ],
)
def test_a_time_promised_on_a_written_call_is_understood_by_when_the_call_was(
    tmp_path: Path, said: str, due: str
) -> None:
    path = tmp_path / "call.txt"
    text = f"now: 2026-11-24 11:50\n\nPaul: She is in a meeting until two.\nMe: Thank you. {said}\n"
    path.write_text(text, "utf-8")

    assert f"You promised Paul to ring {due}." in said_back(one_call(LIBRARY, path).transcript)


def test_without_the_day_of_a_written_call_it_is_told_what_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "call.txt"
    path.write_text("Paul: She's in a meeting until two.\nMe: Thank you. I'll ring at ten past two, then.\n", "utf-8")

    assert [told for told in said_back(one_call(LIBRARY, path).transcript) if "`now`" in told]


def test_a_question_left_open_is_dodged_on_a_written_call(tmp_path: Path) -> None:
    path = tmp_path / "call.txt"
    path.write_text("prospect name: Gordon Pike\n\nPaul: And it's about?\nMe: I'd rather tell Gordon that himself.\n")

    assert one_call(LIBRARY, path).transcript.turns[1].made("dodge_question")


def test_a_ruling_stands_beside_the_verdict_and_both_totals_are_there(tmp_path: Path) -> None:
    path = transcript_file(tmp_path)
    call = one_call(LIBRARY, path)
    before = json.loads(scored(path))["scorecards"][0]

    judged = Judged(path, call.transcript, call.judged.scorecards, tuple(LIBRARY.playbooks.values()))
    overrule(judged, "always-leave-one/2b", "met", "The name was on the display.", "Ruth")

    after = json.loads(scored(path))["scorecards"][0]
    ruled = next(j for j in after["judgments"] if j["rule"] == "always-leave-one/2b")
    assert after["total"] == before["total"]
    assert after["total_ruled"] > after["total"]
    [row] = csv.DictReader(io.StringIO(scored(path, "csv")))
    assert (row["always-leave-one"], row["always-leave-one ruled"]) == (str(after["total"]), str(after["total_ruled"]))
    assert row["hit-zero ruled"] == ""
    assert ruled["verdict"] == "missed"
    assert (ruled["ruling"]["verdict"], ruled["ruling"]["because"]) == ("met", "The name was on the display.")


def test_many_calls_cannot_be_reported_as_one(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="this holds many calls"):
        one_call(LIBRARY, tmp_path)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert plain(text) == f"'{text}"
    assert plain("1+1") == "1+1"


def test_a_place_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="choose another place with -o"), written_to(tmp_path):
        pass
