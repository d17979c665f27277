"""Telephone numbers in every spoken style: digit by digit, "double four", "eight hundred", "fifty five", written.

Rule: what is returned is digits that were said, in their order, and nothing else. Numbers of orders, invoices and
accounts are no telephone numbers, and neither are times.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from simulator.understanding.words import FILLERS, NUMBERED, TEENS, TENS, UNITS, Token, listed, tokens

SURE, FEWEST, MOST = 7, 5, 15
"""Digits of a telephone number. From SURE on digits are one unless something else is named before them; from FEWEST on
where the words say that they are; MOST is what E.164 allows."""

_DIGITS = {w: str(v) for w, v in UNITS.items()} | dict.fromkeys(("oh", "o", "nought", "naught", "owe"), "0")
_DIGITS |= {"niner": "9", "fife": "5"}
_SOUND_ALIKE = {"to": "2", "too": "2", "for": "4", "fore": "4", "ate": "8", "won": "1", "sicks": "6", "tree": "3"}
_TIMES = {"double": 2, "triple": 3, "treble": 3, "quadruple": 4}
_JOINTS = FILLERS | {"and", "then", "dash", "hyphen", "area", "code"}
_TELEPHONES = frozenset(listed("phone telephone call ring reach cell mobile callback line dial at on me back"))
_MEASURES = frozenset(
    listed("kilos kilo kg pounds dollars euros percent units pallets boxes people miles feet minutes hours questions")
)


_CORRECTION = re.compile(
    r"\W+(?:(?:no|sorry|wait|actually|rather|i mean|excuse me|make that|i beg your pardon|correction)\W+)+"
    r"(?:(?:it'?s|that'?s|that is|it is|it ends(?: in)?|ending)\W+)?",
    re.I,
)
_ASIDE = re.compile(r"\W*(?:(?:and|that'?s|that is|is|with|as) )*(?:the |an? )?area code\W+", re.I)
"""What people put between the code of a town and the rest; "area code" in front is skipped anyway."""


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number said: its digits and where they stand in the text."""

    digits: str
    start: int
    end: int


@dataclass(slots=True)
class _Run:
    """Digits being gathered."""

    digits: str = ""
    first: int = 0
    last: int = 0
    groups: list[str] = field(default_factory=list)

    def add(self, digits: str, first: int, last: int) -> None:
        if not self.groups:
            self.first = first
        self.last = last
        self.digits += digits
        self.groups.append(digits)


def phones(text: str) -> list[Phone]:
    """The telephone numbers in a text, in their order."""
    words = tokens(text)
    found = []
    for run in _runs(text, words):
        digits = _once(run.digits)
        named = bool(run.groups) and _named(words, run)
        fewest = FEWEST if named else SURE
        if not named and len(run.groups) == 1 and digits.endswith("0000"):  # "saved them 1200000 dollars"
            continue
        if fewest <= len(digits) <= MOST and not _another_number(words, run):
            found.append(Phone(digits, words[run.first].start, words[run.last].end))
    return found


def call_back_number(text: str) -> str | None:
    """The number to call back on: the last one said, or the longer one that it ends ("...that is 0142 again"); where a
    correction of fewer digits follows, with its end set right ("...four three, sorry, four two")."""
    said = phones(text)
    if not said:
        return None
    last = said[-1].digits
    whole = next((p.digits for p in said if p.digits.endswith(last)), last)
    mended = _mended_end(text, said[-1].end)
    return whole[: -len(mended)] + mended if mended else whole


def _mended_end(text: str, start: int) -> str:
    """The digits of a correction that follows a number there; empty where none does, or where it is a whole number."""
    correction = _CORRECTION.match(text, start)
    if not correction:
        return ""
    words = tokens(text[correction.end() :])
    run = next(iter(_runs(text[correction.end() :], words)))
    counted = run.groups and words[run.last + 1 :] and words[run.last + 1].text in _MEASURES
    return run.digits if run.groups and run.first == 0 and 2 <= len(run.digits) < SURE and not counted else ""


def _runs(text: str, words: Sequence[Token]) -> list[_Run]:
    """Stretches of digits. A joint ("and", "uh") is let pass between digits; a full stop ends what is still short."""
    runs: list[_Run] = []
    run = _Run()
    i = skipped = 0
    while i < len(words):
        stop = bool(i and re.search(r"[.!?;]\s", text[words[i - 1].end : words[i].start + 1]))
        if run.groups and stop and len(run.digits) < 3:
            run = _Run()
        step = _digits_at(words, i, run)
        if step:
            run.add(step[0], i, i + step[1] - 1)
            i, skipped = i + step[1], 0
            continue
        aside = _ASIDE.match(text, words[i - 1].end) if run.groups and run.last == i - 1 else None
        if aside:
            i = next((k for k in range(i, len(words)) if words[k].start >= aside.end()), len(words))
            continue
        if run.groups and (words[i].text not in _JOINTS or skipped == 2):
            runs.append(run)
            run = _Run()
        skipped += 1
        i += 1
    return [*runs, run]


def _digits_at(words: Sequence[Token], i: int, run: _Run) -> tuple[str, int] | None:
    """The digits that begin at `i`, and how many tokens they take."""
    word = words[i].text
    after = words[i + 1].text if i + 1 < len(words) else ""
    if word in _TIMES and (after in _DIGITS or (after.isdigit() and len(after) == 1)):
        return _DIGITS.get(after, after) * _TIMES[word], 2
    if word.isdigit():
        return None if after in ("st", "nd", "rd", "th", "am", "pm") else (word, 1)
    if word in _DIGITS:
        return _DIGITS[word], 1
    if word in TEENS:
        return str(TEENS[word]), 1
    if word in TENS:
        close = i + 1 < len(words) and words[i + 1].start - words[i].end == 1  # "twenty, seven" is no 27
        unit = UNITS.get(after, 0) if close else 0
        return (str(TENS[word] + unit), 2) if unit else (str(TENS[word]), 1)
    if word in ("hundred", "thousand") and run.groups and run.last == i - 1:
        counts = word == "thousand" and (
            after in UNITS or after in TEENS or after in TENS
        )  # "four thousand two hundred"
        return None if counts else ("00" if word == "hundred" else "000", 1)
    if word in _SOUND_ALIKE and run.groups and run.last == i - 1 and len(run.digits) > 1:
        more = after in _DIGITS or after in _SOUND_ALIKE or after.isdigit() or after in _TIMES
        return (_SOUND_ALIKE[word], 1) if more or (not after and len(run.digits) > 5) else None
    return None


def _once(digits: str) -> str:
    """A number said twice in one breath is one number."""
    half = len(digits) // 2
    return digits[:half] if len(digits) >= 2 * SURE and digits[:half] == digits[half:] else digits


def _named(words: Sequence[Token], run: _Run) -> bool:
    """Whether the words say that this is a telephone number: "my number is", "call me on", or digits and no more."""
    before = [w.text for w in words[max(0, run.first - 3) : run.first]]
    alone = run.first == 0 and run.last == len(words) - 1
    return alone or "number" in before or (bool(before) and before[-1] in ("on", "at") and "me" in before)


def _another_number(words: Sequence[Token], run: _Run) -> bool:
    """Whether the words name a number of another kind: an order before it, a measure after it."""
    after = words[run.last + 1].text if run.last + 1 < len(words) else ""
    before = [w.text for w in words[max(0, run.first - 6) : run.first]]
    named = max((k for k, w in enumerate(before) if w in NUMBERED), default=-1)
    years = bool(before) and before[-1] in ("between", "since")
    return years or after in _MEASURES or (named >= 0 and not _TELEPHONES.intersection(before[named:]))
