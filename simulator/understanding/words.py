"""Words with their places, and the numbers that words spell.

Rule: every token is lower case without apostrophes and keeps its span in the text, so that whatever is read from words
can be shown in them. Nothing here knows whether a number is a time, a telephone or a price.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass


def listed(text: str) -> tuple[str, ...]:
    """The words of a string, for lists that would drown in quotes."""
    return tuple(text.split())


UNITS = {w: i for i, w in enumerate(listed("zero one two three four five six seven eight nine"))}
TEENS = {
    w: i + 10
    for i, w in enumerate(listed("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"))
}
TENS = {w: (i + 2) * 10 for i, w in enumerate(listed("twenty thirty forty fifty sixty seventy eighty ninety"))}
ORDINALS = {
    w: i + 1
    for i, w in enumerate(
        listed(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
            "fifteenth sixteenth seventeenth eighteenth nineteenth"
        )
    )
} | {"twentieth": 20, "thirtieth": 30}
FILLERS = frozenset({"uh", "um", "er", "erm", "ah", "eh", "hmm", "mm"})
NUMBERED = frozenset(
    listed(
        "order invoice inv account reference ref po p ticket case postcode zip serial part policy docket booking "
        "tracking vat batch sku model contract consignment delivery"
    )
)
"""What bears a number that is neither a time nor a telephone."""

_TOKEN = re.compile(r"\d+|\+|[^\W\d_]+(?:['’][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Token:
    """One word or one group of digits, lower case, and its span in the text."""

    text: str
    start: int
    end: int

    @property
    def is_digits(self) -> bool:
        return self.text.isdigit()


def tokens(text: str) -> list[Token]:
    """The words and digits of a text. Hyphens part words; an apostrophe inside a word is left out ("o'clock")."""
    return [Token(m[0].lower().replace("'", "").replace("’", ""), m.start(), m.end()) for m in _TOKEN.finditer(text)]


def number(words: Sequence[Token], i: int) -> tuple[int, int] | None:
    """The number from 0 to 99 spelt at `i` (any number in digits), and the index after it; None where none stands."""
    if i >= len(words):
        return None
    word = words[i].text
    if word.isdigit() and len(word) < 5:
        return int(word), i + 1
    if word in TENS:
        unit = UNITS.get(words[i + 1].text, 0) if i + 1 < len(words) else 0
        return (TENS[word] + unit, i + 2) if unit else (TENS[word], i + 1)
    value = UNITS.get(word, TEENS.get(word))
    return None if value is None else (value, i + 1)


def ordinal(words: Sequence[Token], i: int) -> tuple[int, int] | None:
    """The day of a month spelt at `i` ("twelfth", "twenty first", "12th"), and the index after it."""
    if i >= len(words):
        return None
    word, after = words[i].text, words[i + 1].text if i + 1 < len(words) else ""
    if word.isdigit() and after in ("st", "nd", "rd", "th") and 1 <= int(word) <= 31:
        return int(word), i + 2
    if word in ("twenty", "thirty") and 1 <= (day := ORDINALS.get(after, 99)) < 10:
        return (TENS[word] + day, i + 2) if TENS[word] + day <= 31 else None
    return (ORDINALS[word], i + 1) if word in ORDINALS else None
