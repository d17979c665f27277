"""Clock times and parts of the day as people say them: "half two", "ten to three", "2.30", "at noon", "first thing".

Rule: a bare number is a clock time only where the words around it make it one.
"""

from __future__ import annotations

from collections.abc import Sequence

from simulator.understanding.time_words import PARTS, UNITS_OF_ALL, WEEKDAYS, Clock, Found, Never, phrase, word_at
from simulator.understanding.words import NUMBERED, TEENS, TENS, UNITS, Token, listed, number

_LICENCE = frozenset(listed("at around about by after before till until say past from between come gone rather"))
_HALVES = {"quarter": 15, "half": 30}
_NEXT_DAYS = ("tomorrow", "next", "on", *WEEKDAYS)  # "this time tomorrow"; "this time" alone is no time of day
_SAME_TIME = ("same time", "the same time", "the same hour", *(f"this time {day}" for day in _NEXT_DAYS))
_ZEROS = frozenset(("zero", "oh", "o"))
_ENDS = frozenset(("", "then", "if", "okay", "ok", "please", "thanks", "right", "and", "so"))


def part(words: Sequence[Token], i: int, text: str) -> Found | None:
    """First thing, the afternoon, close of business."""
    for said, meant in PARTS.items():
        if after := phrase(words, i, said):
            greeting = word_at(words, i - 1) == "good" or (i == 0 and said in ("morning", "afternoon", "evening"))
            return None if greeting or said == "tonight" else (meant, after)
        if word_at(words, i) == f"{said}s" and not text[words[i].start : words[i].end].isalpha():
            return meant, i + 1  # "Wednesday morning's good"
    return None


def clock(words: Sequence[Token], i: int, text: str) -> Found | None:
    """Any clock time: "the same time", noon, past and to an hour, a plain hour."""
    if after := phrase(words, i, *_SAME_TIME):
        return Clock(None, same=True), after - (word_at(words, i) == "this")
    if after := phrase(words, i, "top of the hour", "on the hour"):
        return Clock(None, 0), after
    if after := phrase(words, i, "noon", "midday", "twelve noon", "noonish"):
        return Clock(12, 0, "pm"), after
    if after := phrase(words, i, "midnight"):
        return Clock(0, 0, "am"), after
    return _no_such_hour(words, i, text) or _past_or_to(words, i) or _plain(words, i, text)


def _no_such_hour(words: Sequence[Token], i: int, text: str) -> Found | None:
    """25:99, twenty six o'clock, ten sixty five: an hour or a minute that no clock shows."""
    hour = number(words, i)
    if not hour or hour[0] > 99:
        return None
    minute, after = number(words, hour[1]), hour[1]
    apart = text[words[after - 1].end : words[after].start] if after < len(words) else ""
    if minute and apart == ":" and words[after].is_digits and len(words[after].text) == 2:
        return (Never(), minute[1]) if hour[0] > 23 or minute[0] > 59 else None
    if hour[0] > 24 and (end := phrase(words, after, "oclock", "o clock", "am", "pm", "a m", "p m")):
        return Never(), end
    tens = (
        minute and word_at(words, after) in TENS and minute[0] >= 60 and word_at(words, minute[1]) not in UNITS_OF_ALL
    )
    return (Never(), minute[1]) if minute and tens and hour[0] <= 23 and word_at(words, i - 1) == "at" else None


def _past_or_to(words: Sequence[Token], i: int) -> Found | None:
    """Quarter past two, ten to three, half past four, half four; without the hour where the words lead to a time."""
    led = _led(words, i)
    i = phrase(words, i, "a") or i
    word = word_at(words, i)
    minutes, after = (_HALVES[word], i + 1) if word in _HALVES else (_old_count(words, i) or number(words, i) or (0, 0))
    if not after or not 1 <= minutes <= 30:
        return None
    if word == "half" and (hour := _hour_of_twelve(words, after)):
        return _halved(words, Clock(hour[0], 30), hour[1])
    after = phrase(words, after, "minutes") or after
    turn, hour = word_at(words, after), _hour_of_twelve(words, after + 1)
    past = turn in ("past", "passed", "after")
    to = turn in ("to", "too", "of", "till", "before") and (word in _HALVES or minutes >= 5)
    if hour and past:
        return _halved(words, Clock(hour[0], minutes), hour[1])
    if hour and to:
        return _halved(words, Clock((hour[0] - 2) % 12 + 1, 60 - minutes), hour[1])
    ends = led and word_at(words, after + 1) in _ENDS
    if turn in ("past", "passed") and (ends or word in _HALVES):
        return Clock(None, minutes), after + 1
    return (Clock(None, 60 - minutes, before=True), after + 1) if turn == "to" and to and ends else None


def _old_count(words: Sequence[Token], i: int) -> tuple[int, int] | None:
    """Five and twenty, as the old say it."""
    unit = UNITS.get(word_at(words, i), 0)
    return (20 + unit, i + 3) if unit and phrase(words, i + 1, "and twenty") else None


def _hour_of_twelve(words: Sequence[Token], i: int) -> tuple[int, int] | None:
    """An hour from one to twelve at `i` that is no count of anything, and the index after it."""
    hour = number(words, i)
    return hour if hour and 1 <= hour[0] <= 12 and word_at(words, hour[1]) not in UNITS_OF_ALL else None


def _counted(words: Sequence[Token], i: int) -> bool:
    """Whether the word at `i` makes the number right before it a count; not in "two thirty, of course"."""
    return word_at(words, i) in UNITS_OF_ALL and words[i].start - words[i - 1].end == 1


def _led(words: Sequence[Token], i: int) -> bool:
    """Whether the words before `i` lead to a clock time: "at", "around", "say"."""
    return word_at(words, i - 1) in ("at", "around", "about", "till", "say")


def _plain(words: Sequence[Token], i: int, text: str) -> Found | None:
    """Two, two thirty, 2:30, 230, two oh five, 14:00, fourteen thirty."""
    hour, minute, after = _hour(words, i, text)
    if after == 0 or not (0 <= hour <= 23 and 0 <= minute < 60):
        return None
    clock, end = _halved(words, Clock(hour, minute), after)
    before, behind = word_at(words, i - 1), word_at(words, end)
    next_ = before == "next" and word_at(words, i - 2) in WEEKDAYS  # "Monday next, ten o'clock"
    if word_at(words, end - 1) == "hundred" and 0 < hour < 10 and before not in _LICENCE | _ZEROS:
        return None  # "four hundred a month"
    if _counted(words, end) or (before in _NO_HOUR_AFTER and not next_ and not _mends(words, i)):
        return None
    named = end > after and not phrase(words, after, "ish", "sharp")
    led = (
        before in _LICENCE
        or before in _DAYS_BEFORE
        or _mends(words, i)
        or word_at(words, i - 2) in ("stroke", "dot", "back", "shy", "side")
    )
    joined = before in ("or", "and") and word_at(words, i - 3) in _LICENCE
    alone = i == 0 and end == len(words)
    tail = behind in _HOUR_BEFORE or phrase(
        words, end, "be", "it is", "works", "would", "is good", "is fine", "is great", "is better", "is perfect"
    )
    return (clock, end) if minute or named or led or joined or alone or tail else None


_DAYS_BEFORE = frozenset((*WEEKDAYS, "tomorrow", "today", "noon"))
_HOUR_BEFORE = frozenset((*WEEKDAYS, *listed("then sharp tomorrow today suit suits")))
_NO_HOUR_AFTER = NUMBERED | frozenset(listed("number next this that which every any"))


def _mends(words: Sequence[Token], i: int) -> bool:
    """Whether a correction leads to `i`: "make that", "make it"."""
    return word_at(words, i - 2) == "make" and word_at(words, i - 1) in ("that", "it")


def _hour(words: Sequence[Token], i: int, text: str) -> tuple[int, int, int]:
    """Hour, minute and the index after them; an index of 0 where no hour stands at `i`."""
    word = word_at(words, i)
    if word.isdigit() and len(word) in (3, 4) and int(word[:-2]) < 24 and word[0] != "0":
        return int(word[:-2]), int(word[-2:]), i + 1
    homophone = {"to": 2, "too": 2, "for": 4, "ate": 8, "won": 1}.get(word)
    after_at = word_at(words, i - 1) in ("at", "around")
    early = UNITS.get(word_at(words, i + 1), 0) if word in _ZEROS and after_at else 0
    if early and (minute := _minute(words, i + 2)):  # "at oh nine thirty"
        return early, minute[0], minute[1]
    if homophone and (
        phrase(words, i + 1, "oclock", "o clock", "pm", "am")
        or (after_at and word_at(words, i + 1) in ("", "if", "then", "okay"))
    ):
        return homophone, 0, i + 1
    if homophone and after_at and (minute := _minute(words, i + 1)):
        return homophone, minute[0], minute[1]
    if (word.isdigit() and len(word) > 2) or not (found := number(words, i)):
        return 0, 0, 0
    hour, after = found
    unit = phrase(words, after, "hours", "hour", "h")  # "nine hours thirty", "15h30"
    if unit and hour <= 23 and (minute := _minute(words, unit)):
        return hour, minute[0], minute[1]
    apart = text[words[after - 1].end : words[after].start] if after < len(words) else ""
    if hour <= 23 and apart in (":", ".", " ", "-", "h") and (minute := _minute(words, after)):
        return hour, minute[0], minute[1]
    return hour, 0, after


def _minute(words: Sequence[Token], i: int) -> tuple[int, int] | None:
    word = word_at(words, i)
    if word.isdigit():
        return (int(word), i + 1) if len(word) == 2 else None
    if word in ("oh", "o") and (unit := UNITS.get(word_at(words, i + 1), 0)):
        return unit, i + 2
    found = number(words, i)
    hours = found and found[0] >= 20 and word_at(words, found[1]) == "hours"  # "sixteen thirty hours"
    longer = found and not hours and (word_at(words, found[1]) in UNITS or _counted(words, found[1]))
    tens = found and (found[0] >= 20 or word in TEENS)
    return found if found and tens and not longer and found[0] < 60 else None


def _halved(words: Sequence[Token], clock: Clock, after: int) -> tuple[Clock, int]:
    """The clock time with what follows it: o'clock, ish, am, p.m., in the morning, at night."""
    hour, minute = clock.hour, clock.minute
    after = phrase(words, after, "oclock", "o clock", "hours", "hundred hours", "hundred") or after
    after = phrase(words, after, "ish", "sharp", "on the dot", "or so", "exactly") or after
    if end := phrase(words, after, "am", "a m", "in the morning"):
        return Clock(0 if hour == 12 else hour, minute, "am"), end
    if end := phrase(words, after, "pm", "p m", "in the afternoon", "in the evening", "at night", "tonight"):
        return Clock(hour, minute, "pm"), end
    return Clock(hour, minute), after
