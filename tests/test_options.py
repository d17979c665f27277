"""Options of commands that no other test gives: each does what its help says."""

from __future__ import annotations

import json
from pathlib import Path

from review_calls import kept_calls

NOTED = """\
{"id": "a", "context": "R", "heard": "", "said": "Hi, could you help me?", "moves": ["greet", "ask_for_help"]}
{"id": "b", "context": "V", "heard": "(beep)", "said": "The parcel is blue.", "moves": []}
"""


def test_a_first_call_is_played_in_the_case_that_is_named(hitzero, tmp_path: Path) -> None:
    hitzero("play", "after-the-beep", "--typed", "--case", "referred", home=tmp_path, given="/hangup\n")

    (record,) = kept_calls(tmp_path).glob("*.jsonl")
    assert json.loads(record.read_text("utf-8").splitlines()[0])["case"] == "referred"


def test_the_clock_that_is_chosen_with_the_calendar_stays_chosen(hitzero, tmp_path: Path) -> None:
    before = hitzero("calendar", home=tmp_path).stdout
    hitzero("calendar", "--clock", "real", home=tmp_path)
    after = hitzero("calendar", home=tmp_path).stdout

    assert "The clock: practice" in before
    assert "The clock: real" in after


def test_a_clock_that_there_is_not_is_told_with_those_that_there_are(hitzero, tmp_path: Path) -> None:
    run = hitzero("calendar", "--clock", "reel", home=tmp_path)

    assert run.returncode == 1
    assert "practice and real" in run.stderr


def test_what_a_sentence_does_hangs_on_what_it_answers_and_who_hears_it(hitzero, tmp_path: Path) -> None:
    words = "Could you tell me whether she is in a meeting or at lunch?"
    desk = hitzero("moves", words, "--after", "Good morning, Grace speaking.", "--to", "R", home=tmp_path).stdout
    tape = hitzero("moves", words, "--after", "(beep)", "--to", "V", home=tmp_path).stdout

    assert "offer_options" in desk
    assert "offer_options" not in tape


def test_how_well_moves_are_heard_is_measured_on_labelled_turns(hitzero, tmp_path: Path) -> None:
    labelled = tmp_path / "noted.jsonl"
    labelled.write_text(NOTED, "utf-8")
    table = hitzero("moves", "--evaluate", str(labelled), home=tmp_path).stdout
    values = json.loads(hitzero("moves", "--evaluate", str(labelled), "--json", home=tmp_path).stdout)

    assert table.startswith("2 turns: macro-F1 ")
    assert (values["turns"], values["exact"]) == (2, 1.0)
