"""One time out of the things said about it: a day, an hour, a part of the day or a span, and the moment they name.

Rule: nothing is made up. A day without an hour is that day at 00:00, an hour at which nobody rings an office; an hour
without a day is the next such moment. A bare hour is read as business people read it: two is 14:00, nine is 09:00.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from simulator.understanding.mentions import mentions
from simulator.understanding.time_words import PARTS, Clock, Day, Mention, Never, Part, What

LONGEST_TOLD = 60  # characters of a time as it is told again
FIRST_HOUR = 7  # a bare hour below is one of the afternoon: nobody rings an office at six in the morning unasked
CORRECTS = re.compile(r"\b(?:no|sorry|actually|rather|make (?:that|it)|i mean|wait)\b", re.I)
STARTS_AFRESH = re.compile(r"\b(?:scratch|strike|forget|never mind|take (?:that|it) back)\b", re.I)
"""Words after which nothing that was named before counts any more."""
THEN = re.compile(r"(?<!not )\b(?:then|at that time|that time)\b", re.I)


OR = re.compile(
    r"\bor\b(?!\s+(?:so|no|rather|wait|sorry|make|better|thereabouts|you|he|she|they|if|is|would|could|can)\b)",
    re.I,
)
"""An "or" that parts two times: not one that corrects, and none after which something else is spoken of."""
_BARE_OR = re.compile(r"\W*or\W*(?:maybe\W+|perhaps\W+)?", re.I)


def alternatives(text: str, found: Sequence[Mention]) -> list[list[Mention]]:
    """Mentions in groups, one for each time that is named: an "or" between them parts them. "Two or three" is no
    choice but a way to say about two; where a correction follows, the last word counts."""
    groups: list[list[Mention]] = []
    for mention in found:
        last = groups[-1][-1] if groups else None
        if last is None or (OR.search(text, last.end, mention.start) and not _about(text, last, mention)):
            groups.append([mention])
        elif not _about(text, last, mention):
            groups[-1].append(mention)
    ends = groups[-1][0].start if groups else 0
    if len(groups) > 1 and any(r.search(text, ends) for r in (CORRECTS, STARTS_AFRESH)):
        return groups[-1:]
    return groups


def _about(text: str, one: Mention, other: Mention) -> bool:
    """Whether two hours are one, said roughly: "two or three", "nine or half past"."""
    if not (
        isinstance(one.what, Clock) and isinstance(other.what, Clock) and _BARE_OR.fullmatch(text, one.end, other.start)
    ):
        return False
    if one.what.hour is None or other.what.hour is None:
        return other.what.hour is None
    later = (other.what.hour - one.what.hour) * 60 + other.what.minute - one.what.minute
    return 0 <= later % 720 <= 60


class OneTime:
    """The parts of one time, picked out of what was said."""

    def __init__(self, text: str, found: Sequence[Mention], now: datetime) -> None:
        self.now = now
        self.span: timedelta | None = None
        self.day: Day | None = None
        self.clock: Clock | None = None
        self.part: Part | None = None
        self.never = False
        self.on: date | None = None  # a day that others settled
        self.first = (found[0].start, found[0].end) if found else (0, 0)
        self.where = (found[0].start, found[-1].end) if found else (0, 0)
        last, old = -1, False  # once corrected, every part that is named anew replaces the one before
        for mention in found:
            if last >= 0 and STARTS_AFRESH.search(text, last, mention.start):
                self.span = self.day = self.clock = self.part = None
                self.never = False
            old = old or (last >= 0 and bool(CORRECTS.search(text, last, mention.start)))
            self._take(mention.what, over=old)
            last = mention.end

    @property
    def empty(self) -> bool:
        """Nothing was named."""
        return not (self.span or self.day or self.clock or self.part or self.never)

    @property
    def rough(self) -> bool:
        """No hour was named, at most a part of the day."""
        return not (self.span or self.clock)

    @property
    def nowhere(self) -> bool:
        """A day was named that is in no calendar."""
        return self.day is not None and self.on is None and _date(self.day, self.now.date()) is None

    @property
    def over(self) -> bool:
        """The hour that was named is over."""
        return not (self.empty or self.never or self.nowhere) and self.moment() is None

    def words(self, text: str) -> str:
        """The words that name it; of a long way from its first to its last, the first."""
        where = self.where if self.where[1] - self.where[0] <= LONGEST_TOLD else self.first
        return re.sub(r"^(?:on|at)\s+", "", text[slice(*where)].strip(), flags=re.I)

    def complete(self, found: Sequence[Mention]) -> None:
        """Fills what is still open from mentions elsewhere."""
        if not self.span:
            for mention in found:
                if not isinstance(mention.what, Never):
                    self._take(mention.what, over=False)

    def borrow(self, other: OneTime) -> None:
        """What two times share is said once: "at ten or at three tomorrow", "Thursday or Friday at ten"."""
        if other is self or self.span or other.span or other.never:
            return
        self.day = self.day or other.day
        if not (self.clock or self.part):
            self.clock, self.part = other.clock, other.part

    def settle(self, said: str, heard: str, named: Sequence[Mention], table: Sequence[datetime]) -> None:
        """Fills what is still open from what the other party said, and from the times on the table."""
        if self.never:
            return
        if self.empty and THEN.search(said):
            self.complete(mentions(heard))
            return
        if self._from(table):
            return
        if (self.clock or self.part) and not self.day and not self.span:
            self.complete([m for m in mentions(heard) if isinstance(m.what, Day)][-1:])
        if self.clock and self.clock.hour is None and not self.clock.same:
            self.hour_from([*mentions(heard), *named])

    def _from(self, table: Sequence[datetime]) -> bool:
        """Takes the one time on the table that was meant by its day or by its hour alone; False where none was."""
        if self.span or self.part or bool(self.day) == bool(self.clock):
            return False
        if self.day:
            on = _date(self.day, self.now.date())
            fits = [t for t in table if t.date() == on and t.time() != time()]
        else:
            hour = self._time()
            fits = [t for t in table if hour and (t.hour % 12, t.minute) == (hour.hour % 12, hour.minute)]
        if len(fits) != 1:
            return False
        self.on, self.clock = fits[0].date(), Clock(fits[0].hour, fits[0].minute, "am" if fits[0].hour < 12 else "pm")
        return True

    def hour_from(self, found: Sequence[Mention]) -> None:
        """Gives "at quarter past" the hour that was just spoken of."""
        hours = [m.what for m in found if isinstance(m.what, Clock) and m.what.hour is not None]
        if self.clock and hours:
            hour = (hours[0].hour or 0) - self.clock.before
            self.clock = Clock(hour, self.clock.minute, hours[0].half)

    def _take(self, what: What, *, over: bool) -> None:
        if isinstance(what, Never):
            self.never = True
            return
        if over:
            self.never = False
        if isinstance(what, Day):
            passing = self.day is not None and self.day.from_today == 0 and not self.clock  # "sorry I miss you today"
            self.day = what if over or not self.day or self.day.rough or passing else self.day
        elif isinstance(what, Clock):
            self.clock = what if over or not self.clock else self.clock
        elif isinstance(what, Part):
            self.part = what if over or not self.part else self.part
        else:
            self.span = what if over or not self.span else self.span

    def moment(self) -> str | None:
        """The moment as text; None where nothing was named, or what is not."""
        if self.empty or self.never:
            return None
        if self.span and not self.day and not self.clock:
            return (self.now + self.span).isoformat(timespec="minutes")
        hour = self._time()
        on = self.on or (_date(self.day, self.now.date()) if self.day else None)
        if on is None:
            return self._next(hour) if hour and not self.day else None
        moment = datetime.combine(on, hour or time())
        over = hour is not None and moment < self.now and self.clock is not None
        return None if over else moment.isoformat(timespec="minutes")

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
    """The date that a day means today. A weekday is the next one, never today; `next` the one of next week. None where
    there is no such day, as no "Monday the 25th" this month or the next."""
    if day.from_today is not None:
        return today + timedelta(days=day.from_today)
    if day.of_month is None and day.weekday is not None:
        if day.rough and not day.next and day.weekday == today.weekday():
            return today
        ahead = (day.weekday - today.weekday() - 1) % 7 + 1
        if day.next:
            ahead = 7 - today.weekday() + day.weekday
        return today + timedelta(days=ahead + 7 * day.weeks)
    month = today.month % 12 + 1 if day.next else day.month
    on = _day_of_month(day.of_month or 1, month, today)
    return on if on is None or day.weekday in (None, on.weekday()) else None


def _day_of_month(day: int, month: int | None, today: date) -> date | None:
    """The next such day from tomorrow on; None where no month has it."""
    year, at = today.year, month or today.month
    for _ in range(60):  # five years: a 29th of February is among them
        if day <= calendar.monthrange(year, at)[1] and date(year, at, day) > today:
            return date(year, at, day)
        at = at if month else at % 12 + 1
        year += 1 if month or at == 1 else 0
    return None
