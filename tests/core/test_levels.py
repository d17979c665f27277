"""How loud a call was: while it runs, and as a line of its record."""

from __future__ import annotations

import pytest

from simulator.core.levels import LEVEL_MS, LEVELS, Levels, levels_line, loudness, read_levels

LOUD = Levels([0.0, 0.2, 1.0], [0.6, 0.0, 0.4])


def test_levels_grow_with_the_call_and_keep_the_loudest() -> None:
    levels = Levels()
    levels.fill(1000)

    levels.put(levels.you, 400, 0.1)
    levels.put(levels.you, 410, 0.01)
    levels.put(levels.you, 99_999, 1.0)

    assert levels.you == [0, 0, loudness(0.1), 0, 0, 0]
    assert (loudness(0), loudness(1.0)) == (0.0, 1.0)


def test_what_came_after_the_call_is_none_of_its_levels() -> None:
    levels = Levels([0.1] * 50, [0.2] * 50)

    levels.end(3 * LEVEL_MS + 1)

    assert levels == Levels([0.1] * 4, [0.2] * 4)


def test_what_a_line_holds_comes_back() -> None:
    line = levels_line(LOUD)

    assert line.startswith(LEVELS)
    assert read_levels(line) == LOUD
    assert levels_line(read_levels(line)) == line


def test_a_byte_tells_loudness_to_a_hundredth() -> None:
    you = [n / 1000 for n in range(1001)]

    assert read_levels(levels_line(Levels(you, you))).you == pytest.approx(you, abs=1 / 500)


def test_ten_minutes_of_a_call_are_fifteen_kilobytes() -> None:
    slots = 600_000 // LEVEL_MS

    assert len(levels_line(Levels([0.5] * slots, [0.5] * slots))) < 15_000


@pytest.mark.parametrize(
    "line",
    [
        "",
        '{"levels"',
        '{"levels": 7}',
        '{"levels": {"you": "00"}}',
        '{"levels": {"you": "00", "them": "0", "every_ms": 170}}',
        '{"levels": {"you": "00", "them": 5, "every_ms": 170}}',
        '{"levels": {"you": "00", "them": "é0", "every_ms": 170}}',
        '{"levels": {"you": "00", "them": "00", "every_ms": 9}}',
        "[" * 100_000,
    ],
    ids=range(9),
)
def test_a_line_that_cannot_be_read_holds_nothing(line: str) -> None:
    assert read_levels(line) == Levels()
