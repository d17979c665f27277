"""Times as people say them: days, clock times, parts of the day and spans, found in words and not yet resolved.

Rule: a mention holds what was said and nothing that was not; what day "Thursday" is belongs to times.py. English of all
shores: "half two" is 2:30, "quarter of two" 1:45, "Tuesday week" eight days or more away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from simulator.understanding.clocks import clock, part
from simulator.understanding.time_words import (
    DAYS,
    MINUTES,
    MONTHS,
    WEEKDAYS,
    Day,
    Found,
    Mention,
    Never,
    phrase,
    word_at,
)
from simulator.understanding.words import FILLERS, ORDINALS, TENS, Token, listed, number, ordinal, tokens

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


# -- spans: "in twenty minutes" ----------------------------------------------------------------------------------------


def _span(words: Sequence[Token], i: int, text: str) -> Found | None:
    """A stretch of time from now: after "in", "after" or "give it", or before "from now", "from today", "time"."""
    if after := phrase(words, i, "within the hour", "inside the hour"):
        return timedelta(hours=1), after
    given = phrase(words, i, "give it", "give her", "give him", "give them", "give you", "give me")
    led = given or word_at(words, i) in ("in", "after", "within", "inside", "say")
    begin = given or (i + 1 if led else i)
    begin = (
        phrase(words, begin, "the next", "about", "around", "say", "like", "maybe", "another", "exactly", "just")
        or begin
    )
    found = _length(words, begin, bare=bool(led) and word_at(words, i) == "in")
    if not found:
        return None
    length, after = found
    if given and word_at(words, i + 1) == "me" and not phrase(words, after, "and ill", "and i will", "then ill"):
        return None  # "give me two minutes" asks for them; "... and I'll ring back" says when
    tail = phrase(words, after, "from now", "from today", "time")
    from_tomorrow = phrase(words, after, "from tomorrow")
    if not (led or tail or from_tomorrow):
        return None
    after = tail or from_tomorrow or after
    if length >= timedelta(days=1):
        return Day(from_today=length.days + bool(from_tomorrow)), after
    return length, after


def _length(words: Sequence[Token], i: int, *, bare: bool) -> tuple[timedelta, int] | None:
    """A length of time. `bare`: a number that ends the words means minutes ("I'll ring back in twenty")."""
    if not (found := _amount(words, i)):
        return None
    amount, after = found
    unit = word_at(words, after)
    if unit == "our" and word_at(words, after - 1) in ("an", "one"):  # a recogniser's hour
        unit = "hour"
    if unit in MINUTES:
        end = after + 1
        if half := phrase(words, end, "and a half"):
            return _lengths(amount + 0.5, unit), half
        more = number(words, end + 1) if word_at(words, end) == "and" else None
        if more and word_at(words, more[1]) in ("minutes", "mins"):
            return _lengths(amount, unit) + timedelta(minutes=more[0]), more[1] + 1
        return _lengths(amount, unit), end
    if unit in DAYS and amount == int(amount) and word_at(words, after - 1) not in ("of", "couple"):
        return _lengths(amount, unit), after + 1
    ends = after == len(words) or unit in ("then", "okay", "ok", "thanks", "thank", "bye", "if", "and")
    counted = bare and ends and number(words, i) and 5 <= amount <= 90
    return (timedelta(minutes=amount), after) if counted else None


_AMOUNTS = {
    "three quarters of an": 0.75,
    "a quarter of an": 0.25,
    "quarter of an": 0.25,
    "half an": 0.5,
    "a half": 0.5,
    "one half": 0.5,
    "half": 0.5,
    "a couple of": 2.0,
    "a couple": 2.0,
    "couple of": 2.0,
    "an": 1.0,
    "a": 1.0,
}


def _amount(words: Sequence[Token], i: int) -> tuple[float, int] | None:
    """How many: "half an", "a couple of", "two and a half", "ten or fifteen" (of two, the first)."""
    for said, amount in _AMOUNTS.items():
        if after := phrase(words, i, said):
            return amount, after
    if not (count := number(words, i)):
        return None
    value, after = count
    if word_at(words, after) == "or" and (other := number(words, after + 1)):
        after = other[1]
    half = phrase(words, after, "and a half")
    return (value + 0.5, half) if half else (float(value), after)


def _lengths(amount: float, unit: str) -> timedelta:
    return timedelta(minutes=amount * MINUTES[unit]) if unit in MINUTES else timedelta(days=amount * DAYS[unit])


# -- days --------------------------------------------------------------------------------------------------------------


def _day(words: Sequence[Token], i: int, text: str) -> Found | None:
    """A day named in any way, or one that there is not."""
    named = _no_such_day(words, i) or _from_today(words, i) or _part_of_week(words, i) or _weekday(words, i)
    return named or _in_figures(words, i, text) or _day_of_month(words, i)


_OF_NEXT_WEEK = {
    0: ("early next week", "the start of next week", "the beginning of next week", "start of next week"),
    2: ("midweek next week", "mid next week", "the middle of next week", "middle of next week", "next week midweek"),
    4: ("late next week", "the end of next week", "end of next week"),
}


def _part_of_week(words: Sequence[Token], i: int) -> Found | None:
    """Early next week, the end of the week: a working day that stands for it."""
    for weekday, said in _OF_NEXT_WEEK.items():
        if after := phrase(words, i, *said):
            return Day(weekday=weekday, next=True, rough=True), after
    if after := phrase(words, i, "the end of the week", "end of the week", "the end of this week", "end of this week"):
        return Day(weekday=4, rough=True), after
    return None


def _from_today(words: Sequence[Token], i: int) -> Found | None:
    """Today, tomorrow, the day after; a week or a fortnight from them; parts of this day."""
    if after := phrase(words, i, "the day after tomorrow", "day after tomorrow"):
        return Day(from_today=2), after
    if (after := phrase(words, i, "the day after")) and any(w.text == "tomorrow" for w in words[:i]):
        return Day(from_today=2), after  # "not tomorrow, I'll ring the day after"
    if after := phrase(words, i, "this day week", "this day fortnight"):
        return Day(from_today=7 if words[after - 1].text == "week" else 14), after
    later = phrase(words, i, "a week", "a fortnight", "fortnight")
    days = (14 if word_at(words, later - 1) == "fortnight" else 7) if later else 0
    begin = phrase(words, later, "from", "on") or later if later else i
    if after := phrase(words, begin, "tomorrow", "the morrow", "tomorow", "tmrw", "to morrow"):
        return _weeks_on(words, after, 1 + days)
    if after := phrase(words, begin, "today", "later today"):
        return _weeks_on(words, after, days)
    if after := phrase(words, i, "tonight"):
        return Day(from_today=0, part="tonight"), after
    if word_at(words, i - 1) in ("time", "day") and (after := phrase(words, i, "next week")):
        return Day(from_today=7), after  # "this time next week"
    early = phrase(words, i, "late", "early")
    for part_ in ("morning", "afternoon", "arvo", "evening"):
        if after := phrase(words, early or i, f"this {part_}"):
            return Day(from_today=0, part=f"{words[i].text} {part_}" if early else part_), after
    return None


def _weeks_on(words: Sequence[Token], after: int, days: int) -> Found:
    """That many days from today; "week" or "fortnight" behind adds to them: "tomorrow week"."""
    if end := phrase(words, after, "week", "fortnight"):
        return Day(from_today=days + (7 if words[after].text == "week" else 14)), end
    return Day(from_today=days), after


def _weekday(words: Sequence[Token], i: int) -> Found | None:
    """Thursday, next Thursday, Thursday week, a week on Thursday, Thursday of next week, next week on Thursday."""
    later = phrase(words, i, "a week from", "a week on", "a week", "week from", "week on", "a fortnight on")
    in_next = phrase(words, i, *(f"next week {word}" for word in _SAY), "next week", "next", "the following")
    this = phrase(words, i, "this coming", "this", "the coming", "coming")
    weeks, next_ = (2 if later and words[i + 1].text == "fortnight" else 1 if later else 0), bool(in_next)
    i = later or in_next or this or i
    if over := phrase(words, i, "the week after next", "week after next"):  # "the week after next, on the Monday"
        j = phrase(words, over, "on the", "on") or over
        weekday = WEEKDAYS.get(word_at(words, j))
        return None if weekday is None else (Day(weekday=weekday, weeks=1, next=True), j + 1)
    i = phrase(words, i, "the") or i
    if (weekday := WEEKDAYS.get(word_at(words, i))) is None:
        return None
    after = i + 1
    if end := phrase(words, after, "of next week", "next week", "next"):
        return Day(weekday=weekday, next=words[end - 1].text == "week" or not weeks), end
    if end := phrase(words, after, "after next", "in one week", "in a week"):
        return Day(weekday=weekday, weeks=1), end
    if end := phrase(words, after, "week", "fortnight"):
        weeks, after = (1 if words[after].text == "week" else 2), end
    dated = _day_of_month(words, after)
    if dated and isinstance(dated[0], Day):
        return replace(dated[0], weekday=weekday), dated[1]
    return Day(weekday=weekday, weeks=weeks, next=next_), after


_SAY = ("on", "say", "maybe", "perhaps", "like", "so", "probably")


def _in_figures(words: Sequence[Token], i: int, text: str) -> Found | None:
    """11/26 or 26/11, where only one of the two can be the month; in 3/4 nobody can tell, so it is no day."""
    if i + 1 >= len(words) or not (words[i].is_digits and words[i + 1].is_digits):
        return None
    if text[words[i].end : words[i + 1].start] != "/":
        return None
    one, two = int(words[i].text), int(words[i + 1].text)
    month, day = (one, two) if one <= 12 else (two, one)
    known = 1 <= month <= 12 < day <= 31 or (one == two and 1 <= one <= 12)
    return (Day(of_month=day, month=month), i + 2) if known else None


_AFTER_A_DATE = frozenset(("", *listed("at around about in then and first say if or please")))


def _day_of_month(words: Sequence[Token], i: int) -> Found | None:
    """The twelfth, the 12th of December, December twelfth, 12 December."""
    if month := MONTHS.get(word_at(words, i)):
        j = phrase(words, i + 1, "the") or i + 1
        day = ordinal(words, j) or number(words, j)
        sure = day and 1 <= day[0] <= 31 and (word_at(words, i) not in ("may", "march") or ordinal(words, j))
        return (Day(of_month=day[0], month=month), day[1]) if day and sure else None
    article = phrase(words, i, "the", "on the")
    day = ordinal(words, article or i)
    if not day and not article:
        day = number(words, i)
        month = MONTHS.get(word_at(words, day[1])) if day else None
        return (Day(of_month=day[0], month=month), day[1] + 1) if day and month and 1 <= day[0] <= 31 else None
    if not day:
        return None
    if j := phrase(words, day[1], "of the month", "of this month", "of next month"):
        return Day(of_month=day[0], next=word_at(words, j - 2) == "next"), j
    j = phrase(words, day[1], "of") or day[1]
    if month := MONTHS.get(word_at(words, j)):
        return Day(of_month=day[0], month=month), j + 1
    written = words[article or i].is_digits
    alone = word_at(words, day[1]) in _AFTER_A_DATE
    return (Day(of_month=day[0]), day[1]) if written or (article and alone) else None


_MOST_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _no_such_day(words: Sequence[Token], i: int) -> Found | None:
    """The 31st of April, February 30, the thirty-second."""
    if month := MONTHS.get(word_at(words, i)):
        j = phrase(words, i + 1, "the") or i + 1
        day = _any_ordinal(words, j) or (number(words, j) if word_at(words, i) not in ("may", "march") else None)
        return (Never(), day[1]) if day and _MOST_DAYS[month - 1] < day[0] <= 99 else None
    j = phrase(words, i, "on the", "the") or i
    ordinal_ = _any_ordinal(words, j)
    day = ordinal_ or number(words, j)
    if not day:
        return None
    k = phrase(words, day[1], "of") or day[1]
    if month := MONTHS.get(word_at(words, k)):
        return (Never(), k + 1) if _MOST_DAYS[month - 1] < day[0] <= 99 else None
    alone = ordinal_ and j > i and word_at(words, day[1]) in _AFTER_A_DATE
    return (Never(), day[1]) if alone and day[0] > 31 else None


def _any_ordinal(words: Sequence[Token], i: int) -> tuple[int, int] | None:
    """An ordinal up to the ninety-ninth, whether a month has it or not."""
    if found := ordinal(words, i):
        return found
    word, after = word_at(words, i), word_at(words, i + 1)
    if word.isdigit() and len(word) < 3 and after in ("st", "nd", "rd", "th"):
        return int(word), i + 2
    if word in TENS and 1 <= (unit := ORDINALS.get(after, 99)) < 10:
        return TENS[word] + unit, i + 2
    return None


_READERS: tuple[_Reader, ...] = (_span, _day, clock, part)
