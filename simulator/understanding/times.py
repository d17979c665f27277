"""When the trainee means to call again: what was said about times, resolved against the game's clock.

Rule: nothing is made up. A time needs words that name it. A day without an hour is that day at 00:00, an hour at which
nobody rings an office; an hour without a day is the next such moment. A bare hour is read as business people read it:
two is 14:00, nine is 09:00.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from simulator.core.events import MoveHeard
from simulator.understanding.clauses import Span, clauses
from simulator.understanding.mentions import mentions
from simulator.understanding.time_words import PARTS, Clock, Day, Mention, Part

COMMITS = ("promise_call_back_time", "offer_other_time", "ask_to_schedule", "suggest_call_back")
"""Moves in whose words a time to call again is looked for, the weightiest first."""

FIRST_HOUR = 7  # a bare hour below is one of the afternoon: nobody rings an office at six in the morning unasked
NEAR = 12  # characters from a corrected day to its hour: "Friday at ten", "Friday around about ten"

_PAST = re.compile(
    r"\b(?:(?<!if i )(?:called|rang|phoned|tried)|left|promised|said|told|was|were|missed|yesterday|spoke|ago"
    r"|last(?! thing))\b",
    re.I,
)
_WILL = re.compile(r"\b(?:will|\w+'ll|ill|shall|going to|gonna|let me|lemme)\b", re.I)
_CALLS_BACK = re.compile(
    r"\b(?:i'?ll|i will|we'?ll|we will|i'm going to|let me|lemme|(?:shall|can|could|may|should) i)\s+"
    r"(?:(?!never\b|not\b)\w+\s+){0,3}?(?:call|ring|phone|telephone|try|buzz|dial|catch)\b",
    re.I,
)
_OTHERS_TIME = re.compile(r"\b(?:he|she|they|he'?s|she'?s|they'?re|you|you'?re|your)\b", re.I)
_CORRECTS = re.compile(r"\b(?:no|sorry|actually|rather|make (?:that|it)|i mean|wait)\b", re.I)
_STARTS_AFRESH = re.compile(r"\b(?:scratch|strike|forget|never mind|take (?:that|it) back)\b", re.I)
"""Words after which nothing that was named before counts any more."""
_GIVEN_UP = re.compile(r"\b(?:instead of|rather than|not|forget(?: about)?|scratch)(?: at| on| the)?\s+$", re.I)
"""What stands before a time that is given up: "Friday instead of two", "not two"."""
_CHANGES = re.compile(
    r"^\W*(?:(?:no|oh|or|wait|sorry|well|actually)\b\W*)*(?:better |let'?s )?make (?:that|it)\b", re.I
)
"""A change of what was promised before, with no verb of its own: "no, make that Friday"."""
_ASKED_WHEN = re.compile(r"\b(?:when|what time|which day|what day)\b", re.I)
_THEN = re.compile(r"\b(?:then|at that time|that time)\b", re.I)


def call_back_time(
    said: str, moves: Sequence[MoveHeard], *, heard: str, now: datetime | None, apart: Iterable[Span] = ()
) -> str | None:
    """The time to call again as ISO minutes (`2026-11-24T14:00`; a day alone is `2026-11-24T00:00`).

    None where the words name none, or where there is no clock to read them by. `apart`: spans with other numbers,
    such as telephones."""
    anchor = _anchor(said, moves, heard)
    if now is None or anchor is None:
        return None
    cut = list(apart)
    named = [m for m in mentions(said) if not any(m.start < b and a < m.end for a, b in cut)]
    parts = clauses(said)
    named = [m for m in named if not _is_past(said, _around(parts, m), m)]
    named = [m for m in named if not _GIVEN_UP.search(said, 0, m.start)]
    inside = _inside(said, named, anchor)
    if anchor.move == "suggest_call_back" and not inside and not _THEN.search(said):
        return None
    others = [m for m in named if m not in inside and not _OTHERS_TIME.search(said, *_around(parts, m))]
    what = _Chosen(said, inside, now)
    what.complete(others)
    if what.empty and _THEN.search(said):
        what = _Chosen(heard, mentions(heard), now)
    elif (what.clock or what.part) and not what.day and not what.span:
        what.complete([m for m in mentions(heard) if isinstance(m.what, Day)][-1:])
    if what.clock and what.clock.hour is None and not what.clock.same:
        what.hour_from([*mentions(heard), *named])
    return what.moment()


def _inside(said: str, named: Sequence[Mention], anchor: MoveHeard) -> list[Mention]:
    """The mentions in the words of the move, and those behind them that correct one ("at two, no, sorry, at three")."""
    inside: list[Mention] = []
    for mention in named:
        overlaps = mention.start < anchor.end and anchor.start < mention.end
        corrects = inside and any(r.search(said, inside[-1].end, mention.start) for r in (_CORRECTS, _STARTS_AFRESH))
        if overlaps or corrects or (inside and inside[-1].start > anchor.end and mention.start - inside[-1].end < NEAR):
            inside.append(mention)
    return inside


class _Chosen:
    """The parts of one time, picked out of what was said."""

    def __init__(self, text: str, found: Sequence[Mention], now: datetime) -> None:
        self.now = now
        self.span: timedelta | None = None
        self.day: Day | None = None
        self.clock: Clock | None = None
        self.part: Part | None = None
        last, old = -1, False  # once corrected, every part that is named anew replaces the one before
        for mention in found:
            if last >= 0 and _STARTS_AFRESH.search(text, last, mention.start):
                self.span = self.day = self.clock = self.part = None
            old = old or (last >= 0 and bool(_CORRECTS.search(text, last, mention.start)))
            self._take(mention.what, over=old)
            last = mention.end

    @property
    def empty(self) -> bool:
        return not (self.span or self.day or self.clock or self.part)

    def complete(self, found: Sequence[Mention]) -> None:
        """Fills what is still open from mentions elsewhere."""
        if not self.span:
            for mention in found:
                self._take(mention.what, over=False)

    def hour_from(self, found: Sequence[Mention]) -> None:
        """Gives "at quarter past" the hour that was just spoken of."""
        hours = [m.what for m in found if isinstance(m.what, Clock) and m.what.hour is not None]
        if self.clock and hours:
            hour = (hours[0].hour or 0) - self.clock.before
            self.clock = Clock(hour, self.clock.minute, hours[0].half)

    def _take(self, what: Day | Clock | Part | timedelta, *, over: bool) -> None:
        if isinstance(what, Day):
            self.day = what if over or not self.day else self.day
        elif isinstance(what, Clock):
            self.clock = what if over or not self.clock else self.clock
        elif isinstance(what, Part):
            self.part = what if over or not self.part else self.part
        else:
            self.span = what if over or not self.span else self.span

    def moment(self) -> str | None:
        """The moment as text."""
        if self.empty:
            return None
        if self.span and not self.day and not self.clock:
            return (self.now + self.span).isoformat(timespec="minutes")
        hour = self._time()
        on = _date(self.day, self.now.date()) if self.day else None
        if on is None:
            return self._next(hour) if hour else None
        return datetime.combine(on, hour or time()).isoformat(timespec="minutes")

    def _time(self) -> time | None:
        part = self.part or (PARTS.get(self.day.part) if self.day else None)
        if self.clock is None:
            return time(part.hour, part.minute) if part else None
        if self.clock.same:
            return self.now.time().replace(second=0, microsecond=0)
        if self.clock.hour is None:  # nobody named one: the next such minute
            minute = self.now.replace(minute=self.clock.minute, second=0, microsecond=0)
            return (minute if minute > self.now else minute + timedelta(hours=1)).time()
        return _business_hour(self.clock, self.clock.half or (part.half if part else ""))

    def _next(self, hour: time) -> str:
        """The next moment of that hour; where no day is named, a day on which people work."""
        moment = datetime.combine(self.now.date(), hour)
        if moment <= self.now:
            moment += timedelta(days=1)
            while moment.weekday() > 4 and self.now.weekday() < 5:
                moment += timedelta(days=1)
        return moment.isoformat(timespec="minutes")


def _business_hour(clock: Clock, half: str) -> time:
    hour = clock.hour or 0
    afternoon = hour < 12 if half == "pm" else not half and 0 < hour < FIRST_HOUR
    hour += 12 if afternoon else 0
    return time(hour % 24, clock.minute)


def _date(day: Day, today: date) -> date | None:
    """The date that a day means today. A weekday is the next one, never today; `next` the one of next week."""
    if day.from_today is not None:
        return today + timedelta(days=day.from_today)
    if day.weekday is not None:
        ahead = (day.weekday - today.weekday() - 1) % 7 + 1
        if day.next:
            ahead = 7 - today.weekday() + day.weekday
        return today + timedelta(days=ahead + 7 * day.weeks)
    return _day_of_month(day.of_month or 1, day.month, today)


def _day_of_month(day: int, month: int | None, today: date) -> date | None:
    """The next such day from tomorrow on; None where no month has it."""
    year, at = today.year, month or today.month
    for _ in range(60):  # five years: a 29th of February is among them
        if day <= calendar.monthrange(year, at)[1] and date(year, at, day) > today:
            return date(year, at, day)
        at = at if month else at % 12 + 1
        year += 1 if month or at == 1 else 0
    return None


def _anchor(said: str, moves: Sequence[MoveHeard], heard: str) -> MoveHeard | None:
    """The words in which a time to call again stands: those of the weightiest move, or a clause that says so."""
    for sure in (True, False):
        for name in COMMITS:
            if found := next((m for m in moves if m.move == name and m.sure is sure), None):
                return found
    for start, end in clauses(said):
        words = said[start:end]
        if _CALLS_BACK.search(words) and not _PAST.search(words) and not any(m.move == "recall_promise" for m in moves):
            return MoveHeard("promise_call_back_time", 0.0, start, end)
    if _ASKED_WHEN.search(heard) or _CHANGES.search(said):
        return MoveHeard("promise_call_back_time", 0.0, 0, len(said))
    return None


def _around(parts: Sequence[Span], mention: Mention) -> Span:
    """The clause in which a mention begins."""
    return next((span for span in parts if span[0] <= mention.start < span[1]), (mention.start, mention.end))


def _is_past(said: str, clause: Span, mention: Mention) -> bool:
    """Whether a mention belongs to what was, not to what will be: "I said I would at two", "I rang on Monday"."""
    words = list(_PAST.finditer(said, *clause))
    return bool(words) and not _WILL.search(said, words[-1].end(), max(words[-1].end(), mention.start))
