"""Words that name a move without making it: a question whether this is the firm, a quotation, a denial, a mere list,
what is unsaid at once.

Rule: this takes moves away and never adds one. Words that are not the speaker's own deed (asides.py) are blanked, the
rest is read again: what the rest does not show was not done. The patterns below are for single moves, each because the
recogniser was seen to fall for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from simulator.core.events import MoveHeard
from simulator.core.standing import FELT
from simulator.core.taken_in import QUESTIONS
from simulator.understanding.asides import Aside, Kind, asides

Reread = Callable[[str], Mapping[str, MoveHeard]]
"""The moves in a text of the same length, by their ids."""

_ASKS_IDENTITY = re.compile(
    r"^\W*(?:so |and |um |uh )*(?:is (?:this|that)|have i reached|am i through to|do i have)\b", re.I
)
_DENIALS = {
    "identify_self": _ASKS_IDENTITY,
    "identify_company": _ASKS_IDENTITY,
    "fake_urgency": re.compile(
        r"\b(?:isn'?t|not|nothing|no)\s+(?:\w+\s+){0,2}(?:urgent|emergency|rush)\b|\bbut it isn'?t\b", re.I
    ),
    "mention_voicemail": re.compile(
        r"\b(?:never|didn'?t|did not)\s+(?:get|got|reach|hear|hit)\s+(?:to\s+)?(?:\w+\s+)?"
        r"(?:voice\s?mail|machine|mailbox|answering|recording)",
        re.I,
    ),
    "sorry_missed": re.compile(r"\bnot\s+(?:\w+\s+)?sorry\b(?=.{0,20}\bmiss)", re.I),
    "thank": re.compile(
        r"\b(?:for|about)\s+(?:(?!not\b)\w+\s+)?(?:nothing|wasting|ruining|ignoring|hanging\s+up|the\s+runaround"
        r"|not\s+(?:\w+\s+)?(?:return|call|answer|pick|ring|reply|help|bother)\w*)\b"
        r"|\b(?:thank\s?you|thanks)['\"”]?\s+(?:is|was)\s+(?:such\s+)?(?:an?|the|just|only)\b"
        r"|[.!?]\s*not[.!]?\W*$",
        re.I,
    ),
}
_AROUND = 20  # characters on either side of the words: a denial may stand just outside their clause

_ASKS = QUESTIONS - {"ask_how_to_proceed"} | {"offer_options"}
_COMMITS = {"promise_call_back_time", "suggest_call_back", "offer_other_time", "limit_time"}
_SELLS = {"pitch", "push_for_meeting", "fake_urgency"}
_TAKEN: dict[Kind, frozenset[str]] = {
    "quoted": _ASKS | _COMMITS | _SELLS | {"greet", "thank", "sorry_missed", "plead", "pressure", "guilt_trip"},
    "told": _ASKS | _COMMITS | _SELLS | {"greet", "thank", "sorry_missed", "mention_voicemail", "mention_referral"},
    "others": _ASKS
    | _COMMITS
    | {"greet", "thank", "mention_voicemail", "fake_urgency", "push_for_meeting", "plead", "deceive"},
    "denied": _ASKS - {"confirm_cell_ok"} | _COMMITS - {"limit_time"} | _SELLS | {"leave_number", "thank"},
    "taken_back": frozenset({"deceive", "fake_urgency", "pressure", "guilt_trip", "plead", "pitch"}),
    "listed": _ASKS
    | _COMMITS
    | {
        "mention_referral",
        "name_problem",
        "light_humor",
        "sorry_missed",
        "mention_voicemail",
        "deceive",
        "fake_urgency",
    },
}
"""The moves that words of each kind do not make. Only these: to tell what another said may be the move itself (a
referral, a promise recalled), a list of names and numbers is how people introduce themselves, and a lie stays one
whoever else is said to tell it."""


def really_made(said: str, moves: Iterable[MoveHeard], reread: Reread) -> list[MoveHeard]:
    """The moves without those that the words only ask about, quote, deny or list. `reread` is asked what is left of the
    moves when such words are blanked, once for each kind of them that touches a move."""
    made = {m.move: m for m in moves if not _denied(said, m)}
    found = asides(said) if made else []
    for kind in sorted({aside.kind for aside in found}):
        spans = [aside for aside in found if aside.kind == kind]
        touched = [m for m in made.values() if _takes(kind, m.move) and any(_touch(m, a) for a in spans)]
        left = reread(_blanked(said, spans)) if touched else {}
        for m in touched:
            if again := left.get(m.move):
                made[m.move] = again
            else:
                del made[m.move]
    return list(made.values())


def _takes(kind: Kind, move: str) -> bool:
    """Whether words of that kind never make the move; a heading makes none but what is felt however it was said."""
    return move not in FELT if kind == "headed" else move in _TAKEN[kind]


def _touch(move: MoveHeard, aside: Aside) -> bool:
    return move.start < aside.end and aside.start < move.end


def _blanked(said: str, spans: Iterable[Aside]) -> str:
    """The text with those words made blank, every other word in its place."""
    for span in spans:
        said = said[: span.start] + " " * (span.end - span.start) + said[span.end :]
    return said


def _denied(said: str, move: MoveHeard) -> bool:
    pattern = _DENIALS.get(move.move)
    around = 0 if pattern is _ASKS_IDENTITY else _AROUND
    return bool(pattern and pattern.search(said[max(0, move.start - around) : move.end + around]))
