"""A second try is made of stretches of several tries: their levels, and their sound where it was kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from review_calls import LIBRARY, record_file
from test_call_file import put_sound

from simulator.call_file import NO_SOUND_HERE, KeptSound
from simulator.call_sound import Stretch, levels_of_call, sound_beside, stretches
from simulator.core.levels import LEVEL_MS, Levels, levels_line
from simulator.core.record import Header, replay, write_record
from simulator.records import load_record
from simulator.retrying import moments, take_up

SPOKEN = Path(__file__).parent / "screen" / "spoken"
NOW = Header("", "", "", 0)


def tried_again(of: Path, turn: int, name: str) -> tuple[Path, int]:
    """A second try of a record, as far as it took over; its record, and when it was taken up."""
    begun = take_up(LIBRARY, of, turn, replace(NOW, started="2026-11-24T12:00:00")).record
    path = of.with_name(f"{name}.jsonl")
    path.write_text(write_record(begun), "utf-8", newline="\n")
    return path, begun.header.retry_at


def put_levels(record: Path, levels: Levels) -> None:
    """The record as a spoken call leaves it."""
    kept = replace(load_record(record), levels=levels_line(levels))
    record.write_text(write_record(kept), "utf-8", newline="\n")


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """A call of some length."""
    return record_file(tmp_path, "good", "first")


def turns_to_retry(record: Path) -> list[int]:
    return sorted(moments(LIBRARY, record))


def kept(record: Path, typed: bool = False) -> KeptSound:
    return KeptSound(record, lambda: False, lambda: False, typed)


def test_a_first_try_is_one_stretch(first: Path) -> None:
    assert stretches(first) == (Stretch(first, 0),)


def test_a_second_try_is_its_first_up_to_the_fork_and_its_own(first: Path) -> None:
    second, fork = tried_again(first, turns_to_retry(first)[3], "second")

    assert stretches(second) == (Stretch(first, 0), Stretch(second, fork))


def test_a_try_taken_up_before_the_last_fork_leaves_out_what_lay_between(first: Path) -> None:
    turns = turns_to_retry(first)
    second, _ = tried_again(first, turns[3], "second")
    third, fork = tried_again(second, turns[1], "third")

    assert stretches(third) == (Stretch(first, 0), Stretch(third, fork))


def test_where_the_first_try_is_gone_its_stretch_is_missing(first: Path) -> None:
    second, fork = tried_again(first, turns_to_retry(first)[3], "second")
    first.unlink()

    assert stretches(second) == (Stretch(second, fork),)
    assert kept(second).silent(0) == NO_SOUND_HERE


def test_records_that_name_each_other_come_to_an_end(first: Path) -> None:
    second, fork = tried_again(first, turns_to_retry(first)[3], "second")
    first.write_text(second.read_text("utf-8").replace('"first.jsonl"', '"second.jsonl"'), "utf-8")

    assert stretches(second) == (Stretch(second, fork),)


def test_the_levels_of_a_second_try_begin_with_those_of_the_first(first: Path) -> None:
    second, fork = tried_again(first, turns_to_retry(first)[3], "second")
    slot = fork // LEVEL_MS
    put_levels(first, Levels([0.2] * (slot + 20), [0.4] * (slot + 20)))
    put_levels(second, Levels([0.0] * slot + [1.0] * 5, [0.0] * slot + [0.8] * 5))

    whole = levels_of_call(second)

    assert whole.you == [0.2] * slot + [1.0] * 5
    assert whole.them == [0.4] * slot + [0.8] * 5


def test_the_levels_of_a_typed_second_try_end_where_it_was_taken_up(first: Path) -> None:
    second, fork = tried_again(first, turns_to_retry(first)[3], "second")
    slot = fork // LEVEL_MS
    put_levels(first, Levels([0.2] * (slot + 20), [0.4] * (slot + 20)))

    assert levels_of_call(second) == Levels([0.2] * slot, [0.4] * slot)


def test_levels_that_nobody_knows_leave_the_ribbon_flat_up_to_the_fork(first: Path) -> None:
    second, fork = tried_again(first, turns_to_retry(first)[3], "second")
    slot = fork // LEVEL_MS

    put_levels(second, Levels([0.0] * slot + [1.0], [0.0] * slot + [0.8]))

    assert levels_of_call(second).you == [0.0] * slot + [1.0]


@pytest.mark.parametrize("scenario", ["the-front-desk", "after-the-beep"])
def test_a_spoken_call_is_loud_where_somebody_spoke_and_as_long_as_its_events(scenario: str) -> None:
    path = SPOKEN / f"{scenario}.jsonl"
    record, levels = load_record(path), levels_of_call(path)
    call, _ = replay(record, LIBRARY.move_ids)

    assert len(levels.you) == len(levels.them) == record.events[-1].at // LEVEL_MS + 1
    for turn in call.transcript().turns:
        side, other = (levels.you, levels.them) if turn.who == "trainee" else (levels.them, levels.you)
        slots = slice(turn.start // LEVEL_MS + 1, turn.end // LEVEL_MS)
        assert max(side[slots]) > 0.5 > max(other[slots]), turn.index


def test_the_record_is_asked_before_the_sound(first: Path) -> None:
    put_sound(first)
    off_the_sound = levels_of_call(first)
    put_levels(first, Levels([0.2], [0.4]))

    assert off_the_sound.you
    assert levels_of_call(first) == Levels([0.2], [0.4])


def test_lines_before_the_fork_are_heard_from_the_first_try(first: Path) -> None:
    second, fork = tried_again(first, turns_to_retry(first)[3], "second")
    put_sound(first)
    put_sound(second)
    sound = kept(second)

    assert (sound.why_not, sound.silent(0), sound.silent(fork + 1)) == ("", "", "")


def test_where_only_the_second_try_has_sound_the_lines_before_say_so(first: Path) -> None:
    second, fork = tried_again(first, turns_to_retry(first)[3], "second")
    put_sound(second)
    sound = kept(second)

    assert sound.why_not == ""
    assert sound.silent(fork - 1) == NO_SOUND_HERE
    assert sound.silent(fork) == ""


def test_a_typed_second_try_of_a_spoken_call_lets_the_spoken_part_be_heard(first: Path) -> None:
    second, fork = tried_again(first, turns_to_retry(first)[3], "second")
    put_sound(first)
    sound = kept(second, typed=True)

    assert not sound.typed
    assert (sound.why_not, sound.silent(0), sound.silent(fork)) == ("", "", NO_SOUND_HERE)
    assert sound.play(fork) == NO_SOUND_HERE


def test_where_nothing_was_kept_nothing_is_offered(first: Path) -> None:
    second, _ = tried_again(first, turns_to_retry(first)[3], "second")
    typed, spoken = kept(second, typed=True), kept(second)

    assert typed.typed
    assert "You typed" in typed.why_not
    assert "not kept" in spoken.why_not
    assert not sound_beside(second).exists()
