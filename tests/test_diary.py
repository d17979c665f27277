"""The calendar and the next call, from records on disk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from simulator.core.promises import spoken_time
from simulator.core.record import Record
from simulator.core.yaml_text import BadFile
from simulator.diary import calendar, entries, last_call, set_clock, to_be_kept, told
from simulator.library import Library
from simulator.records import RecordFile
from simulator.settings import Settings
from simulator.suite import run_plan
from simulator.understanding.meaning import Understanding

LIBRARY = Library()
SCENARIO, HERE = LIBRARY.find("after-the-beep")
Keep = Callable[..., str]


@pytest.fixture
def keep(tmp_path: Path, understanding: Understanding) -> Keep:
    """Plays a plan and keeps its record, `after` another; the name of the record."""
    count = iter(range(60))

    def play(plan: str, after: str = "", trainee: str = "") -> str:
        read = LIBRARY.plan_at(HERE.parent / "plans" / HERE.stem / f"{plan}.yaml")
        record: Record = run_plan(read, SCENARIO, LIBRARY.playbooks.values(), LIBRARY.move_ids, understanding).record
        header = replace(record.header, after=after, trainee=trainee)
        file = RecordFile(header, tmp_path, datetime(2026, 11, 24, 10, 0, next(count)))
        for event in record.events:
            file.add(event)
        path = file.close()
        assert path is not None
        return path.name

    return play


def states(folder: Path, clock: datetime | None = None) -> list[tuple[str, str]]:
    """Every promise with what became of it."""
    found = calendar(list(entries(LIBRARY.move_ids, folder, folder / "memory.json")), clock)
    return [(spoken_time(a.promise.due), a.state) for a in found]


def test_a_promise_on_a_tape_stands_in_the_calendar(tmp_path, keep: Keep) -> None:
    keep("helen-sent-me")

    assert states(tmp_path) == [("Wed 25 Nov, 09:00", "open")]


def test_messages_at_their_minute_are_promises_kept(tmp_path, keep: Keep) -> None:
    third = keep("helen-third-on-time", keep("helen-second-on-time", keep("helen-sent-me")))

    assert states(tmp_path) == [("Wed 25 Nov, 09:00", "kept"), ("Fri 27 Nov, 10:00", "kept")]
    assert last_call("after-the-beep", "", LIBRARY.move_ids, tmp_path).file == third


@pytest.mark.parametrize(
    ("second", "state"),
    [("helen-second-late", "late"), ("helen-second-forgotten", "broken"), ("helen-second-early", "open")],
)
def test_a_call_at_another_time_is_told_and_an_early_one_leaves_the_promise_open(
    tmp_path, keep: Keep, second: str, state: str
) -> None:
    keep(second, keep("helen-sent-me"))

    assert states(tmp_path) == [("Wed 25 Nov, 09:00", state)]


def test_a_row_that_is_begun_afresh_puts_the_old_promise_aside(tmp_path, keep: Keep) -> None:
    keep("helen-sent-me")
    keep("says-nothing")

    assert states(tmp_path) == [("Wed 25 Nov, 09:00", "aside")]
    assert "Walter Benson, after-the-beep: dropped when you began afresh" in next(
        told(LIBRARY.move_ids, Settings(), tmp_path)
    )


def test_by_the_real_clock_a_promise_is_broken_once_its_day_is_over(tmp_path, keep: Keep) -> None:
    keep("helen-sent-me")

    assert states(tmp_path, datetime(2026, 11, 25, 18)) == [("Wed 25 Nov, 09:00", "open")]
    assert states(tmp_path, datetime(2026, 11, 26, 8)) == [("Wed 25 Nov, 09:00", "broken")]


def test_the_last_call_is_that_of_this_trainee(tmp_path, keep: Keep) -> None:
    mine = keep("helen-sent-me", trainee="ines")
    keep("says-nothing", trainee="sam")

    past = last_call("after-the-beep", "ines", LIBRARY.move_ids, tmp_path)

    assert past.file == mine
    assert to_be_kept(past).due == datetime(2026, 11, 25, 9)


def test_a_record_that_cannot_be_read_hides_no_other(tmp_path, keep: Keep) -> None:
    keep("helen-sent-me")
    (tmp_path / "2026-11-24-235959-after-the-beep.jsonl").write_text("{}\n", encoding="utf-8")

    assert to_be_kept(last_call("after-the-beep", "", LIBRARY.move_ids, tmp_path)) is not None
    assert len(states(tmp_path)) == 1


def test_nobody_was_called_where_there_is_no_record(tmp_path) -> None:
    assert last_call("after-the-beep", "", LIBRARY.move_ids, tmp_path / "nowhere") is None
    assert to_be_kept(None) is None


def test_the_calendar_tells_when_whom_in_which_words_and_what_to_do(tmp_path, keep: Keep) -> None:
    keep("helen-sent-me")

    promised, todo, clock = told(LIBRARY.move_ids, Settings(), tmp_path)

    assert promised.startswith("Wed 25 Nov, 09:00  Walter Benson, after-the-beep: to be kept")
    assert promised.endswith('"I\'ll try you again tomorrow at nine."')
    assert "hitzero play after-the-beep --typed --again" in todo
    assert clock == "The clock: practice; you jump to an appointed time."


def test_an_empty_calendar_says_what_comes_into_it(tmp_path) -> None:
    assert next(told(LIBRARY.move_ids, Settings(), tmp_path)).startswith("Nothing is promised.")


def test_a_clock_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(BadFile, match="there are practice and real; did you mean 'real'"):
        set_clock(Settings(), "reel")
