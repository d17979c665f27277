"""Times as people say them: days, clock times, parts of the day and spans, found in words and not yet resolved.

Rule: a mention holds what was said and nothing that was not; what day "Thursday" is belongs to times.py. English of all
shores: "half two" is 2:30, "quarter of two" 1:45, "Tuesday week" eight days or more away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from simulator.understanding.words import FILLERS, TEENS, UNITS, Token, listed, number, ordinal, tokens

WEEKDAYS = {w: i for i, w in enumerate(listed("monday tuesday wednesday thursday friday saturday sunday"))}
WEEKDAYS |= {"mondays": 0, "tues": 1, "weds": 2, "wed": 2, "thurs": 3, "thur": 3, "fri": 4}
MONTHS = {
    w: i + 1
    for i, w in enumerate(
        listed("january february march april may june july august september october november december")
    )
} | {"jan": 1, "feb": 2, "aug": 8, "sept": 9, "oct": 10, "nov": 11, "dec": 12}

_MINUTES = {"minute": 1, "minutes": 1, "mins": 1, "min": 1, "hour": 60, "hours": 60, "hr": 60, "hrs": 60}
_DAYS = {"day": 1, "days": 1, "week": 7, "weeks": 7, "fortnight": 14}
_UNITS = (
    _MINUTES.keys()
    | _DAYS.keys()
    | frozenset(listed("second seconds month months year year years of percent people times pounds dollars euros ones"))
)
_LICENCE = frozenset(listed("at around about by after before till until say past from between come"))
_HALVES = {"quarter": 15, "half": 30}


@dataclass(frozen=True, slots=True)
class Day:
    """A day as said: days from today; or a weekday, `weeks` later or in the `next` week; or a day of a month."""

    from_today: int | None = None
    weekday: int | None = None
    weeks: int = 0
    next: bool = False
    of_month: int | None = None
    month: int | None = None
    part: str = ""


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock time as said. `hour`: None in "at quarter past"; `half`: am, pm or not said; `same`: "same time"."""

    hour: int | None
    minute: int = 0
    half: str = ""
    same: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the day: the hour and minute that people mean by it, and the half of the day it lies in."""

    hour: int
    minute: int
    half: str


@dataclass(frozen=True, slots=True)
class Mention:
    """Something said about a time, and where in the text."""

    what: Day | Clock | Part | timedelta
    start: int
    end: int


PARTS = {
    "first thing": Part(9, 0, "am"),
    "morning": Part(9, 0, "am"),
    "lunchtime": Part(12, 30, "pm"),
    "after lunch": Part(13, 30, "pm"),
    "afternoon": Part(14, 0, "pm"),
    "arvo": Part(14, 0, "pm"),
    "end of the day": Part(17, 0, "pm"),
    "end of day": Part(17, 0, "pm"),
    "close of business": Part(17, 0, "pm"),
    "evening": Part(18, 0, "pm"),
    "tonight": Part(19, 0, "pm"),
    "at night": Part(19, 0, "pm"),
}
"""The hour that stands for a part of the day, where no hour is named. House figures: what an office means by it."""

Found = tuple[Day | Clock | Part | timedelta, int]
_Reader = Callable[[Sequence[Token], int, str], Found | None]


def mentions(text: str) -> list[Mention]:
    """What is said about times in a text, in its order."""
    words = [w for w in tokens(text) if w.text not in FILLERS]
    return list(_mentions(words, text))


def _mentions(words: Sequence[Token], text: str) -> Iterator[Mention]:
    i = 0
    while i < len(words):
        for read in _READERS:
            if found := read(words, i, text):
                what, after = found
                yield Mention(what, words[i].start, words[after - 1].end)
                i = after
                break
        else:
            i += 1


def _at(words: Sequence[Token], i: int) -> str:
    return words[i].text if 0 <= i < len(words) else ""


def _phrase(words: Sequence[Token], i: int, *options: str) -> int:
    """The index after the first of the phrases that stands at `i`; 0 where none does."""
    for option in options:
        parts = option.split()
        if [w.text for w in words[i : i + len(parts)]] == parts:
            return i + len(parts)
    return 0


# -- spans: "in twenty minutes" ----------------------------------------------------------------------------------------


def _span(words: Sequence[Token], i: int, text: str) -> Found | None:
    """A stretch of time from now: after "in", "after" or "give me", or before "from now", "from today"."""
    given = _phrase(words, i, "give it", "give her", "give him", "give them", "give you")
    led = given or _at(words, i) in ("in", "after", "within", "inside")
    begin = given or (i + 1 if led else i)
    begin = _phrase(words, begin, "about", "around", "say", "like", "maybe", "another", "exactly", "just") or begin
    found = _length(words, begin, bare=bool(led) and _at(words, i) == "in")
    if not found:
        return None
    length, after = found
    tail = _phrase(words, after, "from now", "from today", "time")
    from_tomorrow = _phrase(words, after, "from tomorrow")
    if not (led or tail or from_tomorrow):
        return None
    after = tail or from_tomorrow or after
    if length >= timedelta(days=1):
        return Day(from_today=length.days + bool(from_tomorrow)), after
    return length, after


def _length(words: Sequence[Token], i: int, *, bare: bool) -> tuple[timedelta, int] | None:
    """A length of time. `bare`: a number that ends the words means minutes ("I'll ring back in twenty")."""
    if after := _phrase(words, i, "half an hour", "half hour", "a half hour", "one half hour"):
        return timedelta(minutes=30), after
    if after := _phrase(words, i, "a quarter of an hour", "quarter of an hour"):
        return timedelta(minutes=15), after
    if after := _phrase(words, i, "an our", "one our"):  # a recogniser's hour
        return timedelta(hours=1), after
    if after := _phrase(words, i, "an hour and a half"):
        return timedelta(minutes=90), after
    if _at(words, i) in ("a", "an") and (unit := _at(words, i + 1)) in ("hour", "minute", "day", "week", "fortnight"):
        return _lengths(1, unit), i + 2
    couple = _phrase(words, i, "a couple of", "couple of")
    if couple and _at(words, couple) in ("hours", "minutes", "hrs", "mins"):
        return _lengths(2, _at(words, couple)), couple + 1
    if not (count := number(words, i)):
        return None
    value, after = count
    if _at(words, after) == "or" and (other := number(words, after + 1)):
        after = other[1]
    unit = _at(words, after)
    if unit in _MINUTES or unit in _DAYS:
        half = _phrase(words, after + 1, "and a half") if unit in _MINUTES else 0
        return _lengths(value, unit) + (_lengths(1, unit) / 2 if half else timedelta()), half or after + 1
    ends = after == len(words) or unit in ("then", "okay", "ok", "thanks", "thank", "bye", "if", "and")
    return (timedelta(minutes=value), after) if bare and ends and 5 <= value <= 90 else None


def _lengths(count: int, unit: str) -> timedelta:
    return timedelta(minutes=count * _MINUTES[unit]) if unit in _MINUTES else timedelta(days=count * _DAYS[unit])


# -- days --------------------------------------------------------------------------------------------------------------


def _day(words: Sequence[Token], i: int, text: str) -> Found | None:
    if after := _phrase(words, i, "the day after tomorrow", "day after tomorrow"):
        return Day(from_today=2), after
    if after := _phrase(words, i, "tomorrow", "the morrow", "tomorow", "tmrw"):
        week = _phrase(words, after, "week")
        return Day(from_today=8 if week else 1), week or after
    if after := _phrase(words, i, "tonight"):
        return Day(from_today=0, part="tonight"), after
    if after := _phrase(words, i, "today", "later today"):
        return Day(from_today=0), after
    for part in ("morning", "afternoon", "arvo", "evening"):
        if after := _phrase(words, i, f"this {part}"):
            return Day(from_today=0, part=part), after
    return _weekday(words, i) or _day_of_month(words, i)


def _weekday(words: Sequence[Token], i: int) -> Found | None:
    """Thursday, next Thursday, Thursday week, a week on Thursday, Thursday of next week, next week on Thursday."""
    a_week_from = _phrase(words, i, "a week from", "a week on", "a week", "week from", "week on")
    in_next = _phrase(words, i, "next week on", "next week", "next", "the following")
    this = _phrase(words, i, "this coming", "this", "the coming", "coming")
    weeks, next_ = (1 if a_week_from else 0), bool(in_next)
    i = a_week_from or in_next or this or i
    i = _phrase(words, i, "the") or i
    if (weekday := WEEKDAYS.get(_at(words, i))) is None:
        return None
    after = i + 1
    if end := _phrase(words, after, "of next week", "next week"):
        return Day(weekday=weekday, next=True), end
    if end := _phrase(words, after, "after next"):
        return Day(weekday=weekday, weeks=1), end
    if end := _phrase(words, after, "week"):
        weeks, after = 1, end
    dated = _phrase(words, after, "the") and _day_of_month(words, after)
    return dated or (Day(weekday=weekday, weeks=weeks, next=next_), after)


def _day_of_month(words: Sequence[Token], i: int) -> Found | None:
    """The twelfth, the 12th of December, December twelfth, 12 December."""
    if month := MONTHS.get(_at(words, i)):
        j = _phrase(words, i + 1, "the") or i + 1
        day = ordinal(words, j) or number(words, j)
        sure = day and 1 <= day[0] <= 31 and (_at(words, i) not in ("may", "march") or ordinal(words, j))
        return (Day(of_month=day[0], month=month), day[1]) if day and sure else None
    article = _phrase(words, i, "the", "on the")
    day = ordinal(words, article or i)
    if not day and not article:
        day = number(words, i)
        month = MONTHS.get(_at(words, day[1])) if day else None
        return (Day(of_month=day[0], month=month), day[1] + 1) if day and month and 1 <= day[0] <= 31 else None
    if not day:
        return None
    j = _phrase(words, day[1], "of") or day[1]
    if month := MONTHS.get(_at(words, j)):
        return Day(of_month=day[0], month=month), j + 1
    written = words[article or i].is_digits
    alone = _at(words, day[1]) in (
        "",
        "at",
        "around",
        "about",
        "in",
        "then",
        "and",
        "first",
        "say",
        "if",
        "or",
        "please",
    )
    return (Day(of_month=day[0]), day[1]) if written or (article and alone) else None


# -- clock times and parts of the day ----------------------------------------------------------------------------------


def _part(words: Sequence[Token], i: int, text: str) -> Found | None:
    for phrase, part in PARTS.items():
        if after := _phrase(words, i, phrase):
            greeting = _at(words, i - 1) == "good" or (i == 0 and phrase in ("morning", "afternoon", "evening"))
            return None if greeting or phrase == "tonight" else (part, after)
    return None


def _clock(words: Sequence[Token], i: int, text: str) -> Found | None:
    if after := _phrase(words, i, "same time", "the same time"):
        return Clock(None, same=True), after
    if after := _phrase(words, i, "noon", "midday", "twelve noon"):
        return Clock(12, 0, "pm"), after
    if after := _phrase(words, i, "midnight"):
        return Clock(0, 0, "am"), after
    return _past_or_to(words, i) or _plain(words, i, text)


def _past_or_to(words: Sequence[Token], i: int) -> Found | None:
    """Quarter past two, ten to three, half past four, half four."""
    i = _phrase(words, i, "a") or i
    word = _at(words, i)
    minutes, after = (_HALVES[word], i + 1) if word in _HALVES else (number(words, i) or (0, 0))
    if not after or not 1 <= minutes <= 30:
        return None
    after = _phrase(words, after, "minutes") or after
    turn = _at(words, after)
    hour = number(words, after + 1)
    if turn in ("past", "passed", "after"):
        if hour and 1 <= hour[0] <= 12 and _at(words, hour[1]) not in _UNITS:
            return _halved(words, Clock(hour[0], minutes), hour[1])
        return (Clock(None, minutes), after + 1) if word in _HALVES and turn != "after" else None
    if turn in ("to", "of", "till", "before") and hour and 1 <= hour[0] <= 12 and (word in _HALVES or minutes >= 5):
        return _halved(words, Clock((hour[0] - 2) % 12 + 1, 60 - minutes), hour[1])
    if word == "half" and (hour := number(words, after)) and 1 <= hour[0] <= 12 and _at(words, hour[1]) not in _UNITS:
        return _halved(words, Clock(hour[0], 30), hour[1])
    return None


def _plain(words: Sequence[Token], i: int, text: str) -> Found | None:
    """Two, two thirty, 2:30, 230, two oh five, 14:00, fourteen thirty."""
    hour, minute, after = _hour(words, i, text)
    if after == 0 or not (0 <= hour <= 23 and 0 <= minute < 60):
        return None
    clock, end = _halved(words, Clock(hour, minute), after)
    named = end > after and not _phrase(words, after, "ish", "sharp")
    follows_day = WEEKDAYS.get(_at(words, i - 1)) is not None or _at(words, i - 1) in ("tomorrow", "today", "noon")
    led = _at(words, i - 1) in _LICENCE or follows_day or _at(words, i - 2) == "stroke"
    then = _at(words, end) in ("then", "sharp", "tomorrow", "today", "suit", "suits") or _at(words, end) in WEEKDAYS
    alone = i == 0 and end == len(words)
    joined = _at(words, i - 1) in ("or", "and") and _at(words, i - 3) in _LICENCE
    if _at(words, end) in _UNITS or _at(words, i - 1) in ("number", "next", "this", "that", "which", "every", "any"):
        return None
    if minute or named or led or then or alone or joined or _phrase(words, end, "be", "it is", "works", "would"):
        return clock, end
    return None


def _hour(words: Sequence[Token], i: int, text: str) -> tuple[int, int, int]:
    """Hour, minute and the index after them; an index of 0 where no hour stands at `i`."""
    word = _at(words, i)
    if word.isdigit() and len(word) in (3, 4) and int(word[:-2]) < 24 and word[0] != "0":
        return int(word[:-2]), int(word[-2:]), i + 1
    homophone = {"to": 2, "too": 2, "for": 4, "ate": 8, "won": 1}.get(word)
    after_at = _at(words, i - 1) in ("at", "around")
    if homophone and (
        _phrase(words, i + 1, "oclock", "o clock", "pm", "am")
        or (after_at and _at(words, i + 1) in ("", "if", "then", "okay"))
    ):
        return homophone, 0, i + 1
    if (word.isdigit() and len(word) > 2) or not (found := number(words, i)):
        return 0, 0, 0
    hour, after = found
    apart = text[words[after - 1].end : words[after].start] if after < len(words) else ""
    if hour <= 23 and apart in (":", ".", " ", "-", "h") and (minute := _minute(words, after)):
        return hour, minute[0], minute[1]
    return hour, 0, after


def _minute(words: Sequence[Token], i: int) -> tuple[int, int] | None:
    word = _at(words, i)
    if word.isdigit():
        return (int(word), i + 1) if len(word) == 2 else None
    if word in ("oh", "o") and (unit := UNITS.get(_at(words, i + 1), 0)):
        return unit, i + 2
    found = number(words, i)
    longer = found and (_at(words, found[1]) in UNITS or _at(words, found[1]) in _UNITS)
    tens = found and (found[0] >= 20 or word in TEENS)
    return found if found and tens and not longer and found[0] < 60 else None


def _halved(words: Sequence[Token], clock: Clock, after: int) -> tuple[Clock, int]:
    """The clock time with what follows it: o'clock, ish, am, p.m., in the morning, at night."""
    hour, minute = clock.hour, clock.minute
    after = _phrase(words, after, "oclock", "o clock", "hours", "hundred hours", "hundred") or after
    after = _phrase(words, after, "ish", "sharp", "on the dot", "or so", "exactly") or after
    if end := _phrase(words, after, "am", "a m", "in the morning"):
        return Clock(0 if hour == 12 else hour, minute, "am"), end
    if end := _phrase(words, after, "pm", "p m", "in the afternoon", "in the evening", "at night", "tonight"):
        return Clock(hour, minute, "pm"), end
    return Clock(hour, minute), after


_READERS: tuple[_Reader, ...] = (_span, _day, _clock, _part)
