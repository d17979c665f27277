"""When the trainee means to call again: what was said about times, resolved against the game's clock.

Rule: nothing is made up. A time needs words that name it. Of two times neither is chosen, and one that there is not is
told as such.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from simulator.core.events import MoveHeard
from simulator.understanding.clauses import Span, clauses
from simulator.understanding.mentions import mentions
from simulator.understanding.one_time import CORRECTS, OR, STARTS_AFRESH, THEN, OneTime, alternatives
from simulator.understanding.time_words import Mention, Never

COMMITS = ("promise_call_back_time", "offer_other_time", "ask_to_schedule", "suggest_call_back")
"""Moves in whose words a time to call again is looked for, the weightiest first."""

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
_SO = re.compile(r"\b(?:so|but)\W+$", re.I)
"""What stands between a time that is only told and the promise: "I'm off at six, so I'll ring at four"."""
_OTHERS_TIME = re.compile(r"\b(?:he|she|they|he'?s|she'?s|they'?re|you|you'?re|your)\b", re.I)
_GIVEN_UP = re.compile(r"\b(?:instead of|rather than|not|forget(?: about)?|scratch)(?: at| on| the)?\s+$", re.I)
"""What stands before a time that is given up: "Friday instead of two", "not two"."""
_CHANGES = re.compile(
    r"^\W*(?:(?:no|oh|or|wait|sorry|well|actually)\b\W*)*(?:better |let'?s )?make (?:that|it)\b", re.I
)
"""A change of what was promised before, with no verb of its own: "no, make that Friday"."""
_ASKED_WHEN = re.compile(r"\b(?:when|what time|which day|what day)\b", re.I)


@dataclass(frozen=True, slots=True)
class Times:
    """What was understood of the times in an utterance: `at`, the time to call again as ISO minutes
    (`2026-11-24T14:00`; a day alone is `2026-11-24T00:00`); `roughly`: no hour was named, at most a part of the day;
    `either`: two times or more of which none was settled (then there is no `at`); `impossible`: the words that name a
    time which there is not."""

    at: str | None = None
    roughly: bool = False
    either: tuple[str, ...] = ()
    impossible: tuple[str, ...] = ()


NO_TIMES = Times()


def spoken_times(
    said: str,
    moves: Sequence[MoveHeard],
    *,
    heard: str,
    now: datetime | None,
    apart: Iterable[Span] = (),
    open_times: Sequence[str] | None = None,
) -> Times:
    """What is said about the time to call again. `apart`: spans that name none, such as telephones; `open_times`: the
    listener asked which time was meant, and these (ISO) are on the table; None where nothing is asked."""
    anchor = _anchor(said, moves, heard)
    if anchor is None and open_times is not None:
        anchor = MoveHeard("", 0.0, 0, len(said))
    if now is None or anchor is None:
        return NO_TIMES
    cut = list(apart)
    named = [m for m in mentions(said) if not any(m.start < b and a < m.end for a, b in cut)]
    parts = clauses(said)
    named = [m for m in named if not _is_past(said, _around(parts, m), m)]
    named = [m for m in named if not _GIVEN_UP.search(said, 0, m.start)]
    inside = _inside(said, named, anchor)
    if anchor.move == "suggest_call_back" and not inside and not THEN.search(said):
        return NO_TIMES
    if open_times and not named and (taken := _one_of(said, open_times)):
        return Times(taken)
    others = [m for m in named if m not in inside and not _OTHERS_TIME.search(said, *_around(parts, m))]
    table = [datetime.fromisoformat(t) for t in open_times or offered(heard, now)]
    found = [OneTime(said, group, now) for group in alternatives(said, inside)] or [OneTime(said, (), now)]
    for one in found:
        one.complete(others)
        for other in found:
            one.borrow(other)
        one.settle(said, heard, named, table)
    return _summed_up(said, found, commits=bool(anchor.move))


def offered(heard: str, now: datetime) -> tuple[str, ...]:
    """The times between which somebody lets one choose: "tomorrow at ten, or Friday at two thirty". None where it is
    only one."""
    groups = alternatives(heard, mentions(heard))
    moments = [OneTime(heard, group, now).moment() for group in groups] if len(groups) > 1 else []
    return tuple(m for m in moments if m)


def _summed_up(said: str, found: Sequence[OneTime], *, commits: bool) -> Times:
    """One time, several to choose from, or none; and what cannot be. `commits`: the words say that the caller will
    ring then; else an hour that is over may be an answer about what was."""
    moments = [one.moment() for one in found]
    possible = list(dict.fromkeys(m for m in moments if m))
    wrong = [one for one in found if one.never or one.nowhere or (commits and one.over)]
    impossible = tuple(one.words(said) for one in wrong if one.words(said))
    if len(possible) > 1:
        return Times(either=tuple(possible), impossible=impossible)
    sure = next((one for one, m in zip(found, moments, strict=True) if m), None)
    return Times(sure.moment() if sure else None, bool(sure and sure.rough), (), impossible)


_YES = re.compile(
    r"^\W*(?:(?:oh|ah|well|right|sorry|of course)\W+)*(?:yes|yeah|yep|aye|sure|ok|okay|fine|good|great|perfect"
    r"|certainly|absolutely|all right|alright|that'?s (?:fine|good|right|it)|that works|then|so be it|agreed|deal)\b",
    re.I,
)
_NOT_YES = re.compile(r"\b(?:no|not|\w+n't|but|rather|instead)\b", re.I)
_FIRST = re.compile(r"\b(?:the|your) (?:first|former)\b(?! thing)", re.I)
_SECOND = re.compile(r"\b(?:the|your) (?:second|last|latter)\b", re.I)
_EARLIER = re.compile(r"\b(?:the|your) (?:earlier|sooner)\b", re.I)
_LATER = re.compile(r"\b(?:the|your) later\b", re.I)


def _one_of(said: str, table: Sequence[str]) -> str:
    """Which of the times on the table is taken without being named: "the second one", or a yes where there is one."""
    for way, taken in ((_FIRST, table[0]), (_SECOND, table[-1]), (_EARLIER, min(table)), (_LATER, max(table))):
        if way.search(said):
            return taken
    return table[0] if len(table) == 1 and _YES.match(said) and not _NOT_YES.search(said) else ""


def _inside(said: str, named: Sequence[Mention], anchor: MoveHeard) -> list[Mention]:
    """The mentions in the words of the move, and those behind them that correct one ("at two, no, sorry, at three")."""
    inside: list[Mention] = []
    begins = _promised_from(said, named, anchor)
    for mention in named:
        overlaps = mention.start < anchor.end and begins < mention.end
        gap = said[inside[-1].end : mention.start] if inside else ""
        corrects = inside and any(r.search(gap) for r in (CORRECTS, STARTS_AFRESH))
        chooses = inside and len(gap) < NEAR and OR.search(gap)
        near = inside and inside[-1].start > anchor.end and len(gap) < NEAR
        if overlaps or corrects or chooses or near or isinstance(mention.what, Never):
            inside.append(mention)
    return inside


def _promised_from(said: str, named: Sequence[Mention], anchor: MoveHeard) -> int:
    """Where in the words of the move the promise itself begins: behind a "so" or "but", if a time follows."""
    for calls in _CALLS_BACK.finditer(said, anchor.start, anchor.end):
        follows = any(calls.start() < m.start < anchor.end for m in named)
        if follows and _SO.search(said, anchor.start, calls.start()):
            return calls.start()
    return anchor.start


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
        return MoveHeard("", 0.0, 0, len(said))
    return None


def _around(parts: Sequence[Span], mention: Mention) -> Span:
    """The clause in which a mention begins."""
    return next((span for span in parts if span[0] <= mention.start < span[1]), (mention.start, mention.end))


def _is_past(said: str, clause: Span, mention: Mention) -> bool:
    """Whether a mention belongs to what was, not to what will be: "I said I would at two", "I rang on Monday"."""
    words = list(_PAST.finditer(said, *clause))
    return bool(words) and not _WILL.search(said, words[-1].end(), max(words[-1].end(), mention.start))
