"""Words that name a move without making it: a question whether this is the firm, a quotation, a denial.

Rule: only what the recogniser was seen to fall for, each as a plain pattern on the words that show the move. A pattern
takes moves away; it never adds one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from simulator.core.events import MoveHeard

_ASKS_IDENTITY = re.compile(
    r"^\W*(?:so |and |um |uh )*(?:is (?:this|that)|have i reached|am i through to|do i have)\b", re.I
)
_DENIALS = {
    "identify_self": _ASKS_IDENTITY,
    "identify_company": _ASKS_IDENTITY,
    "fake_urgency": re.compile(
        r"\b(?:isn'?t|not|nothing|never|no)\s+(?:\w+\s+){0,2}(?:urgent|emergency|rush)\b|\bbut it isn'?t\b", re.I
    ),
    "mention_voicemail": re.compile(
        r"\b(?:never|didn'?t|did not)\s+(?:get|got|reach|hear|hit)\s+(?:to\s+)?(?:\w+\s+)?"
        r"(?:voice\s?mail|machine|mailbox|answering|recording)",
        re.I,
    ),
    "sorry_missed": re.compile(r"\bnot\s+(?:\w+\s+)?sorry\b", re.I),
}
_AROUND = 20  # characters on either side of the words: a denial may stand just outside their clause
_QUOTED = re.compile(r"\bquote\b.+?\bunquote\b|\b(?:say|says|said|saying)\W{1,3}[\"“].+?[\"”]", re.I | re.S)


def really_made(said: str, moves: Iterable[MoveHeard]) -> list[MoveHeard]:
    """The moves without those that the words only ask about, quote or deny."""
    quoted = [match.span() for match in _QUOTED.finditer(said)]
    return [m for m in moves if not _denied(said, m) and not any(_within(m, span) for span in quoted)]


def _within(move: MoveHeard, span: tuple[int, int]) -> bool:
    """Whether most of the words lie in the span."""
    return 2 * (min(move.end, span[1]) - max(move.start, span[0])) > move.end - move.start


def _denied(said: str, move: MoveHeard) -> bool:
    pattern = _DENIALS.get(move.move)
    around = 0 if pattern is _ASKS_IDENTITY else _AROUND
    return bool(pattern and pattern.search(said[max(0, move.start - around) : move.end + around]))
