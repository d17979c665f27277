"""A drill from the shipped plans, answered, judged at once, and kept."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from review_calls import LIBRARY, cut_short, kept_calls, record_file

from simulator.core.drills import Moment, Try, answered
from simulator.core.events import Heard
from simulator.drilling import all_moments, keep_try, load_tries, rehearsed, todays
from simulator.screen.playbook_card import silence

TODAY = date(2026, 11, 24)
MOMENTS = all_moments(LIBRARY)


def verdict(moment: Moment, *said: Heard) -> str:
    heard = said[0] if said else Heard(0, "It’s about the weather, I suppose.")
    return answered(moment, heard, LIBRARY.playbooks[moment.playbook], LIBRARY.move_ids).verdict


def test_the_shelf_holds_enough_moments_for_every_author() -> None:
    assert {m.playbook for m in MOMENTS} == set(LIBRARY.playbooks)
    assert len({m.rule for m in MOMENTS}) > 8


@pytest.mark.parametrize("moment", MOMENTS, ids=lambda m: f"{m.name}-{m.rule}")
def test_words_that_make_no_move_do_not_pass_a_moment(moment: Moment) -> None:
    assert verdict(moment) != "met"


def test_a_drill_without_history_is_eight_different_rules() -> None:
    chosen = todays(LIBRARY, (), (), "", TODAY)

    assert len({m.rule for m in chosen}) == len(chosen) == 8


def test_a_drill_of_one_playbook_holds_only_its_rules() -> None:
    assert {m.playbook for m in todays(LIBRARY, (), (), "hit-zero", TODAY)} == {"hit-zero"}


def test_answers_are_kept_without_the_words(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "drills.jsonl"
    one = Try(TODAY, "hit-zero/3", "after-the-beep/asks", "met")

    assert keep_try(one, path) == ""
    assert load_tries(path) == [one]


def test_what_was_shown_is_kept_as_shown(tmp_path: Path) -> None:
    one = Try(TODAY, "hit-zero/3", "after-the-beep/asks", "missed", shown=True)
    keep_try(one, tmp_path / "drills.jsonl")

    assert load_tries(tmp_path / "drills.jsonl") == [one]


def test_a_line_that_cannot_be_read_costs_one_answer(tmp_path: Path) -> None:
    path = tmp_path / "drills.jsonl"
    one = Try(TODAY, "hit-zero/3", "after-the-beep/asks", "met")
    keep_try(one, path)
    with path.open("a", encoding="utf-8") as file:
        file.write('{"day": "never"}\n[]\n{"day": "2026-11-24", "rule": "a", "moment": "b", "verdict": "fine"}\nx\n')
    keep_try(one, path)

    assert load_tries(path) == [one, one]


def test_a_folder_that_cannot_be_written_to_is_said_once_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")

    assert "cannot be kept" in keep_try(Try(TODAY, "a", "b", "met"), tmp_path / "file" / "drills.jsonl")


def drilled(home: Path, said: str, *more: str) -> subprocess.CompletedProcess[str]:
    places = {f"XDG_{what}_HOME": str(home / what.lower()) for what in ("DATA", "CONFIG", "CACHE")}
    env = os.environ | places | {"HOME": str(home), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "simulator", "drill", *more]
    return subprocess.run(command, input=said, env=env, capture_output=True, text=True, encoding="utf-8")


def test_a_drill_in_the_terminal_gives_its_verdicts_at_once_and_counts_as_no_call(tmp_path: Path) -> None:
    chosen = todays(LIBRARY, (), (), "ask-for-help", TODAY)
    run = drilled(tmp_path, f"{chosen[0].words}\n\n", "--playbook", "ask-for-help")

    assert run.returncode == 0, run.stderr
    assert "[+] done" in run.stdout
    assert "counts as shown, not as done" in run.stdout
    assert "[ ] shown" in run.stdout
    assert "1 of 2 done." in run.stdout
    assert len(list(tmp_path.rglob("drills.jsonl"))) == 1
    assert not list(tmp_path.rglob("calls/*.jsonl"))


def test_a_call_that_was_cut_short_does_not_count_in_a_drill(tmp_path: Path) -> None:
    path = record_file(kept_calls(tmp_path), "poor")
    path.write_text(path.read_text("utf-8").replace('"trainee": "Ines"', '"trainee": ""'), "utf-8", newline="\n")
    whole = drilled(tmp_path, "").stdout
    cut_short(path)
    cut = drilled(tmp_path, "").stdout

    assert "What you miss most comes first." in whole
    assert "No call is on record yet" in cut


def test_a_playbook_that_is_not_there_is_said_in_one_line(tmp_path: Path) -> None:
    run = drilled(tmp_path, "", "--playbook", "hit-zer")

    assert run.returncode == 1
    assert run.stderr.strip().endswith("did you mean 'hit-zero'?")


def test_the_plans_show_which_author_has_anything_to_say_on_such_calls() -> None:
    desk = rehearsed(LIBRARY).speaks["the-front-desk"]

    assert desk["ask-for-help"] == desk["hit-zero"] == 1.0
    assert silence(desk, "cell-yes")
    assert silence(desk, "always-leave-one")
    assert not silence(desk, "hit-zero")
