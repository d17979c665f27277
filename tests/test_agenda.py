"""What the lobby offers out of real records: today's drill with its reason, and the rows of calls; and the drill."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import wait
from datetime import date
from pathlib import Path

import pytest
from review_calls import cut_short, record_file
from test_desk import leaves_a_message

from simulator import SCENARIOS
from simulator.core.drills import Try
from simulator.desk import Desk
from simulator.drilling import keep_try, load_tries, tries_path
from simulator.library import Library
from simulator.records import records_folder
from simulator.settings import Settings


@pytest.fixture
def desk(home: Path) -> Iterator[Desk]:
    """Where Ines practises, whose calls are on record."""
    desk = Desk(Library((SCENARIOS,)), Settings(typed=True, headset=True, trainee="Ines"))
    yield desk
    desk.close()


def worked_out(desk: Desk) -> Desk:
    desk.agenda.begin()
    desk.agenda.wait()
    return desk


def test_without_a_call_the_drill_is_what_authors_value_most(desk: Desk) -> None:
    offer = worked_out(desk).agenda.drill

    assert desk.agenda.is_ready
    assert offer is not None
    assert (len(offer.today.moments), offer.today.calls, offer.today.missed) == (8, 0, 0)


def test_what_was_missed_in_calls_comes_first_and_says_so(desk: Desk) -> None:
    for n in range(3):
        record_file(records_folder(), "poor", name=f"call-{n}")
    offer = worked_out(desk).agenda.drill

    assert offer is not None
    assert (offer.today.missed, offer.today.calls) == (3, 3)


def test_a_call_that_was_cut_short_counts_in_no_drill(desk: Desk) -> None:
    for n in range(3):
        record_file(records_folder(), "poor", name=f"call-{n}")
    cut_short(records_folder() / "call-1.jsonl")
    offer = worked_out(desk).agenda.drill

    assert offer is not None
    assert (offer.today.missed, offer.today.calls) == (2, 2)


def test_answers_of_today_are_counted(desk: Desk) -> None:
    keep_try(Try(date.today(), "hit-zero/3", "after-the-beep/asks", "met"), tries_path())
    offer = worked_out(desk).agenda.drill

    assert offer is not None
    assert (offer.today.done, len(offer.today.moments)) == (1, 7)


def test_the_rows_of_calls_are_there_before_the_first_call(desk: Desk) -> None:
    rows = worked_out(desk).agenda.campaigns

    assert {row.scenario for row in rows} == {"after-the-beep"}
    assert max(len(row.steps) for row in rows) == 3


def test_a_drill_is_opened_answered_and_kept_and_the_next_one_goes_on(desk: Desk) -> None:
    wait([desk._understanding])
    drill = desk.open_drill()
    first = drill.of
    drill.say("")
    drill.close()
    again = desk.open_drill()

    assert drill.answer is not None
    assert drill.answer.judgment.verdict == "missed"
    assert [one.verdict for one in load_tries(tries_path())] == ["missed"]
    assert (first, again.of) == (8, 7)


def test_deleting_the_calls_empties_what_they_had_offered(desk: Desk) -> None:
    record_file(records_folder(), "poor")
    keep_try(Try(date.today(), "hit-zero/3", "after-the-beep/asks", "met"), tries_path())
    worked_out(desk).house.delete_calls()
    desk.agenda.wait()

    assert desk.agenda.drill is not None
    assert (desk.agenda.drill.today.done, desk.agenda.drill.today.calls) == (0, 0)


def test_after_a_message_with_a_promise_the_row_stands_at_its_second_call(desk: Desk) -> None:
    leaves_a_message(desk)
    row = worked_out(desk).agenda.campaigns[0]
    ways = {way.name for way in desk.brief(row.scenario, row.difficulty).ways}

    assert [(step.what, step.when, step.stands) for step in row.steps] == [
        ("left", "Tue 10:20", "made"),
        ("as promised", "Wed 09:00", "next"),
        ("to promise", "", "later"),
    ]
    assert row.way == "then"
    assert row.way in ways


def test_a_call_of_today_begins_a_row_of_days(desk: Desk) -> None:
    before = worked_out(desk).agenda.streak
    leaves_a_message(desk)

    assert (before, worked_out(desk).agenda.streak) == (0, 1)
