"""How a call-back number was read out: which words spell it, how fast, in how many groups, how often.

Rule: the number is the one that was understood; here it is only looked for among the words and their times. Times that
were not read off the sound are none.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from simulator.core.events import Heard

FEWEST = 7
"""Digits that are taken for a telephone number where none was understood."""
GAP_MS = 250
"""A silence that sets two groups of digits apart; shorter ones lie inside of words."""
_UNITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SPOKEN = {w: str(n) for n, w in enumerate(_UNITS)} | {w: str(10 + n) for n, w in enumerate(_TEENS)}
_SPOKEN |= dict.fromkeys(("oh", "o", "nought", "naught"), "0") | {"hundred": "00", "thousand": "000"}
_TIMES = {"double": 2, "triple": 3, "treble": 3}
_JOINTS = frozenset({"and", "then", "dash", "area", "code", "um", "uh", "er"})
_WRITTEN = re.compile(r"[\d().,+\-–/]*\d[\d().,+\-–/?!;]*")


@dataclass(frozen=True, slots=True)
class Digits:
    """One word that spells digits. `start` and `end`: ms since the call began; None where they are not known."""

    digits: str
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class ReadOut:
    """The number, said once. `start`, `end` and `groups` are None where the words have no times."""

    digits: int
    start: int | None
    end: int | None
    groups: int | None


def read_outs(heard: Sequence[Heard]) -> list[ReadOut]:
    """Each time that the call-back number was said in these utterances, whole or all but its beginning."""
    runs = list(_runs(heard))
    said = ["".join(word.digits for word in run) for run in runs]
    number = next((h.understood.phone for h in reversed(heard) if h.understood.phone), None)
    number = number or next((digits for digits in said if len(digits) >= FEWEST), None)
    if not number:
        return []
    pauses = _pauses(heard)
    found = (_in_run(run, number, pauses) for run in runs)
    return [reading for readings in found for reading in readings]


def _runs(heard: Sequence[Heard]) -> Iterator[list[Digits]]:
    """Stretches of words that spell digits; one or two joints ("and", "um") may stand between them."""
    run: list[Digits] = []
    skipped = 0
    for word, digits in _spelled(heard):
        if digits.digits:
            run.append(digits)
            skipped = 0
        elif run and word in _JOINTS and skipped < 2:
            skipped += 1
        elif run:
            yield run
            run, skipped = [], 0
    if run:
        yield run


def _spelled(heard: Sequence[Heard]) -> Iterator[tuple[str, Digits]]:
    """Every word, in small letters, with the digits that it spells; "fifty five" and "double four" are one each."""
    words = [(text, text.lower().strip(".,;:!?\"'()"), start, end) for text, start, end in _words(heard)]
    joined = False
    for (text, word, start, end), (_, after, _, until) in zip(words, [*words[1:], ("", "", None, None)], strict=False):
        if joined:
            joined = False
            continue
        digits = re.sub(r"\D", "", text) if _WRITTEN.fullmatch(text) else _SPOKEN.get(word, "")
        if word in _TENS:
            joined = after in _UNITS[1:]
            digits = f"{_TENS.index(word) + 2}{_SPOKEN[after] if joined else 0}"
        elif word in _TIMES and (after in _SPOKEN or (after.isdigit() and len(after) == 1)):
            joined, digits = True, _SPOKEN.get(after, after) * _TIMES[word]
        yield word, Digits(digits, start, until if joined else end)


def _words(heard: Sequence[Heard]) -> Iterator[tuple[str, int | None, int | None]]:
    for utterance in heard:
        if utterance.timed:
            yield from ((w.text, w.start, w.end) for w in utterance.words)
        else:
            yield from ((text, None, None) for text in utterance.text.split())


def _in_run(run: Sequence[Digits], number: str, pauses: Sequence[tuple[int, int]]) -> Iterator[ReadOut]:
    """The readings of a number in one run of digits: the whole number each time, or a tail of it."""
    owners = [n for n, word in enumerate(run) for _ in word.digits]
    digits = "".join(word.digits for word in run)
    if len(digits) >= FEWEST - 2 and number.endswith(digits) and digits != number:
        yield _reading(run, owners[0], owners[-1], len(digits), pauses)
        return
    at = digits.find(number)
    while at >= 0:
        last = at + len(number) - 1
        yield _reading(run, owners[at], owners[last], len(number), pauses)
        at = digits.find(number, last + 1)


def _reading(run: Sequence[Digits], first: int, last: int, digits: int, pauses: Sequence[tuple[int, int]]) -> ReadOut:
    start, end = run[first].start, run[last].end
    if start is None or end is None or end <= start:
        return ReadOut(digits, None, None, None)
    inside = [(b, n) for b, n in pauses if start < b + n / 2 < end]
    words = run[first : last + 1]
    for before, after in itertools.pairwise(words):
        gap = (after.start or 0) - (before.end or 0)
        taken = any(b < (after.start or 0) and (before.end or 0) < b + n for b, n in inside)
        if gap >= GAP_MS and not taken:
            inside.append((before.end or 0, gap))
    return ReadOut(digits, start, end, 1 + len(inside))


def _pauses(heard: Sequence[Heard]) -> list[tuple[int, int]]:
    """(begin, length) of every silence between and inside the utterances, where its time is known."""
    inside = [p for h in heard if h.sound for p in zip(h.sound.pauses_at, h.sound.pauses_ms, strict=False)]
    between = [
        (before.ended, after.began - before.ended)
        for before, after in itertools.pairwise(heard)
        if before.ended is not None and after.began is not None and after.began - before.ended >= GAP_MS
    ]
    return sorted(inside + between)
