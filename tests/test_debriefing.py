"""The calls that are over: the best result of each scenario, counted over the records, and what is none."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from review_calls import LIBRARY, cut_short, record_file

from simulator import SCENARIOS
from simulator.core.record import write_record
from simulator.desk import Desk
from simulator.library import Library
from simulator.memory import memory_file
from simulator.records import load_record, records_folder
from simulator.scores import one_call
from simulator.settings import Settings


def bests(scenario: str = "the-front-desk") -> dict[str, int]:
    """What the lobby of a game begun now shows, once it has looked back."""
    desk = Desk(Library((SCENARIOS,)), Settings(typed=True))
    desk.over.wait()
    found = dict(desk.over.best(scenario))
    desk.close()
    return found


def totals(path: Path) -> dict[str, int]:
    """A record, replayed and judged."""
    cards = one_call(LIBRARY, path).judged.scorecards
    return {card.playbook: card.total for card in cards if card.total is not None}


def test_a_best_result_is_the_highest_total_of_that_scenarios_calls_with_each_author(home: Path) -> None:
    calls = [totals(record_file(records_folder(), plan)) for plan in ("good", "poor", "rude")]
    other = totals(record_file(records_folder(), "helen-sent-me", scenario="after-the-beep"))

    highest = {author: max(call[author] for call in calls if author in call) for call in calls for author in call}
    assert bests() == highest
    assert bests("after-the-beep") == other != highest


def test_what_was_worked_out_at_the_last_start_is_not_worked_out_again(home: Path) -> None:
    record_file(records_folder(), "good")
    before = bests()
    memory = memory_file("results")
    kept = json.loads(memory.read_text("utf-8"))
    kept["rows"]["the-front-desk-good"][1]["totals"]["ask-for-help"] = 101
    memory.write_text(json.dumps(kept), "utf-8")

    assert bests() == before | {"ask-for-help": 101}


def test_a_call_that_was_cut_short_is_no_best_result(home: Path) -> None:
    cut_short(record_file(records_folder(), "good", "cut"))
    of_the_cut = bests()
    whole = record_file(records_folder(), "good", "whole")

    assert of_the_cut == {}
    assert bests() == totals(whole)


def test_a_second_try_is_no_best_result(home: Path) -> None:
    first = record_file(records_folder(), "poor", "first")
    second = record_file(records_folder(), "good", "second")
    record = load_record(second)
    again = replace(record, header=replace(record.header, retry_of=first.name, attempt=2))
    better = totals(second)
    second.write_text(write_record(again), "utf-8", newline="\n")

    assert bests() == totals(first) != better


def test_a_record_that_cannot_be_read_costs_no_other_its_place(home: Path) -> None:
    good = record_file(records_folder(), "good")
    (records_folder() / "broken.jsonl").write_text("{\n", "utf-8")

    assert bests() == totals(good)
