"""The vocabulary of times: days, months, parts of the day, units; and what a mention of a time holds.

Rule: data and one way to look words up; what the words mean together is read in mentions.py and clocks.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from simulator.understanding.words import Token, listed

WEEKDAYS = {w: i for i, w in enumerate(listed("monday tuesday wednesday thursday friday saturday sunday"))}
WEEKDAYS |= {f"{day}s": i for day, i in WEEKDAYS.items()}
WEEKDAYS |= {"mon": 0, "tues": 1, "tue": 1, "weds": 2, "wed": 2, "thurs": 3, "thur": 3, "thu": 3, "fri": 4}
MONTHS = {
    w: i + 1
    for i, w in enumerate(
        listed("january february march april may june july august september october november december")
    )
} | {"jan": 1, "feb": 2, "aug": 8, "sept": 9, "oct": 10, "nov": 11, "dec": 12}

MINUTES = {"minute": 1, "minutes": 1, "mins": 1, "min": 1, "hour": 60, "hours": 60, "hr": 60, "hrs": 60}
DAYS = {"day": 1, "days": 1, "week": 7, "weeks": 7, "fortnight": 14, "fortnights": 14}
UNITS_OF_ALL = (
    MINUTES.keys()
    | DAYS.keys()
    | frozenset(listed("second seconds month months year years of percent people times pounds dollars euros ones"))
)
"""Words that make the number before them a count, and no hour."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day as said: days from today; or a weekday, `weeks` later or in the `next` week; or a day of a month (of the
    `next` one), which may be said to be a weekday too. `rough`: "early next week", until a day is named."""

    from_today: int | None = None
    weekday: int | None = None
    weeks: int = 0
    next: bool = False
    of_month: int | None = None
    month: int | None = None
    part: str = ""
    rough: bool = False


@dataclass(frozen=True, slots=True)
class Never:
    """A day or an hour that no calendar and no clock has: "the 31st of April", "25:99"."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock time as said. `hour`: None in "at quarter past" and, with `before`, in "at quarter to"; `half`: am, pm or
    not said; `same`: "same time"."""

    hour: int | None
    minute: int = 0
    half: str = ""
    same: bool = False
    before: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the day: the hour and minute that people mean by it, and the half of the day it lies in."""

    hour: int
    minute: int
    half: str


What = Day | Clock | Part | timedelta | Never


@dataclass(frozen=True, slots=True)
class Mention:
    """Something said about a time, and where in the text."""

    what: What
    start: int
    end: int


Found = tuple[What, int]
"""What was read, and the index after it."""

_MORNING, _AFTERNOON, _EVENING = Part(9, 0, "am"), Part(14, 0, "pm"), Part(18, 0, "pm")
_CLOSE = Part(17, 0, "pm")
_LATE = {"late morning": Part(11, 0, "am"), "late afternoon": Part(16, 0, "pm"), "late evening": Part(20, 0, "pm")}
_EARLY = {"early morning": Part(8, 0, "am"), "early afternoon": Part(13, 0, "pm"), "early evening": _EVENING}
_MIDDLE = {f"mid{gap}morning": Part(10, 30, "am") for gap in ("", " ")}
_MIDDLE |= {f"mid{gap}afternoon": Part(15, 0, "pm") for gap in ("", " ")}
_CLOSING = (
    "end of the day",
    "end of day",
    "end of the working day",
    "end of business",
    "close of business",
    "eod",
    "cob",
)

PARTS = (
    _LATE
    | _EARLY
    | _MIDDLE
    | dict.fromkeys(("first thing", "opening time", "morning", "morn", "forenoon"), _MORNING)
    | dict.fromkeys(("as soon as you open", "as soon as youre open", "when you open", "when youre open"), _MORNING)
    | {"elevenses": Part(11, 0, "am")}
    | dict.fromkeys(("before lunch", "ahead of lunch"), Part(11, 30, "am"))
    | dict.fromkeys(("lunchtime", "lunch time", "over lunch"), Part(12, 30, "pm"))
    | {"after lunch": Part(13, 30, "pm")}
    | dict.fromkeys(("afternoon", "arvo"), _AFTERNOON)
    | dict.fromkeys((*_CLOSING, "last thing", "close of play", "closing time", "by close", "at close"), _CLOSE)
    | dict.fromkeys(("tea time", "teatime"), Part(16, 0, "pm"))
    | {"evening": _EVENING}
    | dict.fromkeys(("tonight", "at night"), Part(19, 0, "pm"))
)
"""The hour that stands for a part of the day, where no hour is named. House figures: what an office means by it."""


def word_at(words: Sequence[Token], i: int) -> str:
    """The word at `i`; empty beyond the ends."""
    return words[i].text if 0 <= i < len(words) else ""


def phrase(words: Sequence[Token], i: int, *options: str) -> int:
    """The index after the first of the phrases that stands at `i`; 0 where none does."""
    for option in options:
        parts = option.split()
        if [w.text for w in words[i : i + len(parts)]] == parts:
            return i + len(parts)
    return 0
