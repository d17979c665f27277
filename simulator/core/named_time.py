"""Times that somebody names as theirs ("try her at two thirty"), and whether a promise suits them.

Rule: a time is written as a trainer says it (`14:30`, `from 14:30`, `tomorrow 08:00-12:00`, `friday`) and resolved by
the game's clock when its line is heard. An hour without a day is the next such hour; a weekday is never today.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from simulator.core.promises import TOLERANCE_MINUTES, is_whole_day, spoken_time

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAY_ENDS = time(18, 0)
"""House figure: when `from 14:30` is over."""

_SOON = re.compile(r"in\s+(?P<count>\d{1,3})\s+(?P<unit>minutes?|hours?)", re.I)
_WRITTEN = re.compile(
    rf"(?:(?P<day>today|tomorrow|{'|'.join(DAYS)})\b\s*)?"
    r"(?:(?P<on>from\s+)?(?P<begin>\d{1,2}:\d\d)(?:\s*(?:-|to)\s*(?P<end>\d{1,2}:\d\d))?)?",
    re.I,
)


@dataclass(frozen=True, slots=True)
class NamedTime:
    """A time as it is written: `day` (empty: the next such hour), `begin` and `end`. Without them it is the whole day;
    where both are the same it is that minute. `minutes`: from so many minutes after the line on."""

    day: str = ""
    begin: time | None = None
    end: time | None = None
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Stretch:
    """From when to when somebody has time; `begin == end` is a minute, from midnight to midnight a day."""

    begin: datetime
    end: datetime

    @property
    def told(self) -> str:
        """For reading: `Wed 14 Oct, 14:30`, `Thu 15 Oct, 08:00 to 12:00`, `Thu 15 Oct, from 08:00`, `Fri 16 Oct`."""
        if is_whole_day(self.begin):
            return spoken_time(self.begin)
        if self.end > self.begin and self.end.time() == DAY_ENDS:
            return spoken_time(self.begin).replace(", ", ", from ")
        return spoken_time(self.begin) + (f" to {self.end:%H:%M}" if self.end > self.begin else "")


def named_times(value: object) -> tuple[NamedTime, ...]:
    """What a trainer wrote: one time or several. Raises ValueError in words that say what to write instead."""
    several = value if isinstance(value, list | tuple) else [value]
    if not several:
        raise ValueError("no time stands here; write at least one, such as from 14:30")
    return tuple(_one(text) for text in several)


def _one(text: object) -> NamedTime:
    if isinstance(text, NamedTime):
        return text
    how = "write it as 14:30, from 14:30, tomorrow 08:00-12:00, friday or in 10 minutes"
    if soon := _SOON.fullmatch(text.strip()) if isinstance(text, str) else None:
        return NamedTime(minutes=int(soon["count"]) * (60 if soon["unit"].lower().startswith("hour") else 1))
    found = _WRITTEN.fullmatch(text.strip()) if isinstance(text, str) and text.strip() else None
    if found is None:
        raise ValueError(f"{text!r} is no time; {how}")
    try:
        begin, end = (time.fromisoformat(found[name].zfill(5)) if found[name] else None for name in ("begin", "end"))
    except ValueError:
        raise ValueError(f"no clock shows {text!r}; {how}") from None
    if begin and end and end < begin:
        raise ValueError(f"{text!r} ends before it begins; {how}")
    if begin and found["on"] and not end:
        end = max(DAY_ENDS, begin)
    return NamedTime((found["day"] or "").lower(), begin, end or begin)


def stretches(named: Iterable[NamedTime], now: datetime) -> tuple[Stretch, ...]:
    """The times by the clock of a call made at `now`."""
    return tuple(_stretch(one, now.replace(tzinfo=None)) for one in named)


def _stretch(named: NamedTime, now: datetime) -> Stretch:
    if named.minutes:
        begin_ = now + timedelta(minutes=named.minutes)
        return Stretch(begin_, max(begin_, datetime.combine(begin_.date(), DAY_ENDS)))
    on = _date(named, now)
    begin, end = named.begin or time(), named.end or time()
    last = datetime.combine(on, end) + (timedelta(days=1) if named.begin is None else timedelta())
    return Stretch(datetime.combine(on, begin), last)


def _date(named: NamedTime, now: datetime) -> date:
    today = now.date()
    if named.day in DAYS:
        return today + timedelta(days=(DAYS.index(named.day) - today.weekday() - 1) % 7 + 1)
    over = not named.day and named.end is not None and datetime.combine(today, named.end) <= now
    return today + timedelta(days=1 if named.day == "tomorrow" or over else 0)


def suits(due: datetime, roughly: bool, free: Iterable[Stretch]) -> bool:
    """Whether a call promised for `due` comes when there is time for it. `roughly`: only a day, or a part of one, was
    named, so that the day decides."""
    slack = timedelta(minutes=TOLERANCE_MINUTES)
    if roughly or is_whole_day(due):
        return any(one.begin.date() == due.date() for one in free)
    return any(one.begin - slack <= due <= one.end + slack for one in free)


def as_text(one: Stretch) -> str:
    """As a record or a transcript holds it: `2026-10-14T14:30/2026-10-14T18:00`."""
    return "/".join(moment.isoformat(timespec="minutes") for moment in (one.begin, one.end))


def from_text(text: str) -> Stretch:
    """A stretch out of `as_text`."""
    begin, _, end = text.partition("/")
    return Stretch(datetime.fromisoformat(begin), datetime.fromisoformat(end))
