"""Promises to ring again: when, to whom, in which words; and what became of them.

Rule: a promise is a time that the trainee named for the next call, as it was understood, and nothing else. The last
word counts: of several times the last one stands, and none that was taken back; the record keeps them all. A promise of
a day without an hour (it is written as 00:00) is kept on that day.
A question ("shall I ring at three?") is a promise only where the other party settled it or said yes in the next line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from typing import Literal

from simulator.core.events import MoveHeard
from simulator.core.turns import Transcript, Turn

TOLERANCE_MINUTES = 2
"""House target: a clock on the wall and a clock in a telephone rarely differ by more. No document names a figure."""

Became = Literal["open", "kept", "early", "late", "broken"]
"""What became of a promise: its day has not come; rung when promised; that day, but early or late; on a later one."""

MOVE = "promise_call_back_time"


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise to ring at `due`. `to`: who it was made to; `words`: those of the trainee (empty where an action
    settled it); `turn` and `at` (ms since the call began): where in its call it was made."""

    due: datetime
    to: str
    words: str = ""
    turn: int = -1
    at: int = 0


def is_whole_day(due: datetime) -> bool:
    """Whether a promised time is a day without an hour."""
    return due.time() == time()


def promises(call: Transcript) -> tuple[Promise, ...]:
    """What was promised in a call and not taken back in it, in the order in which it was said. What was said onto a
    tape and dropped is no promise, and neither is what was only perhaps heard."""
    return tuple(p for p in _all(call) if not _back(call, p))


def taken_back(call: Transcript) -> tuple[Promise, ...]:
    """What was promised in a call and taken back in it, in the order in which it was said."""
    return tuple(p for p in _all(call) if _back(call, p))


def became(due: datetime, now: datetime, tolerance_minutes: float = TOLERANCE_MINUTES) -> Became:
    """What became of a promise to ring at `due`, when the next call was made at `now` by the same clock."""
    due, now = due.replace(tzinfo=None), now.replace(tzinfo=None)
    late = minutes_late(due, now)
    if abs(late) <= tolerance_minutes and not is_whole_day(due):
        return "kept"
    if due.date() != now.date():
        return "open" if now < due else "broken"
    if is_whole_day(due):
        return "kept"
    return "late" if late > 0 else "early"


def minutes_late(due: datetime, now: datetime) -> float:
    """How late a call is, in minutes by the clock on the wall; negative where it is early."""
    return (now.replace(tzinfo=None) - due.replace(tzinfo=None)).total_seconds() / 60


def spoken_time(due: datetime) -> str:
    """A promised time for reading, the same on every system: `Wed 25 Nov, 09:00`; without its hour where none was
    named."""
    day = f"{DAYS[due.weekday()]} {due.day} {_MONTHS[due.month - 1]}"
    return day if is_whole_day(due) else f"{day}, {due:%H:%M}"


DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _all(call: Transcript) -> list[Promise]:
    return sorted((*_said(call), *_settled(call)), key=lambda p: (p.turn, p.at))


def _said(call: Transcript) -> Iterator[Promise]:
    """Those in the trainee's own words: said as a promise, settled with whoever heard them, or changed from one."""
    any_before, between = False, set[str]()  # what was promised was one of these: an answer says which
    for turn in call.turns:
        due = _time(turn.understood.call_at or "")
        if turn.who == "trainee" and not turn.discarded and turn.made(MOVE):
            between.update(turn.understood.either)
        if turn.who != "trainee" or turn.discarded or due is None:
            continue
        showings = [m for m in turn.moves if m.move == MOVE and m.sure]
        if not _agreed(call, turn):
            showings = [m for m in showings if not _asks(turn, m)]
        made = max(showings, key=lambda m: m.probability, default=None)
        changed = (any_before and _CHANGES.search(turn.text)) or turn.understood.call_at in between
        if made or changed or turn.understood.call_at == call.promised:
            words = turn.text[made.start : made.end].strip() if made else ""
            any_before = True
            yield Promise(due, _listener(call, turn), words or turn.text, turn.index, turn.start)


_WHEN = (
    r"(?:noon|midday|tomorrow|today|o'?clock|morning|afternoon|\w+day|then|after all|\d{1,2}|one|two|three|four|five"
    r"|six|seven|eight|nine|ten|eleven|twelve|half|quarter)"
)
_TAKES_BACK = re.compile(
    rf"(?<!n't )(?<!not )(?<!never )(?<!i )\b(?:forget|scratch|strike|disregard|ignore)\b (?:(?:about|what i|that|it)\b"
    rf"|(?:at |the )?{_WHEN}\b)|\bi(?:'ll| have to| must)? take (?:that|it) back\b|\bnot (?:at )?{_WHEN} after all\b"
    rf"|\bi (?:can't|cannot|won't|will not|couldn't|shan't)(?: be able to| actually| really)* "
    rf"(?:make|manage|do|promise|ring|call|phone|try)\b[^.!?;,]*?\b(?:{_WHEN}|it|that)\b",
    re.I,
)
"""Words that take a promise back. "Don't forget", "before I forget" do not."""
_CHANGES = re.compile(
    r"^\W*(?:(?:no|oh|or|wait|sorry|well|actually)\b\W*)*(?:better |let'?s )?make (?:that|it)\b", re.I
)
_CLAUSE = re.compile(r"[^.!?;,]*")


def _back(call: Transcript, promise: Promise) -> bool:
    """Whether a promise was taken back: in a later turn, or later in its own, where no other time follows."""
    for turn in call.turns:
        if turn.index < promise.turn or turn.who != "trainee" or turn.discarded:
            continue
        text = turn.text.replace("\u2019", "'")
        begin = max(0, turn.text.find(promise.words)) if turn.index == promise.turn else 0
        takes = _TAKES_BACK.search(text, begin)
        if takes and turn.index > promise.turn:
            return True
        if takes:
            clause = _CLAUSE.match(text, takes.end())
            rest = text[clause.end() if clause else takes.end() :]
            if not re.search(rf"\b{_WHEN}\b", rest, re.I):
                return True
    return False


_VOWS = re.compile(r"\b(?:(?:i|we)(?:'?ll| will| shall|'m going to| am going to| promise)|let me|lemme)\b", re.I)
_ASKS = re.compile(
    r"^\W*(?:\w+\W+){0,3}?"
    r"(?:(?:shall|should|could|can|may|might) (?:i|we)|(?:is|would) (?:it|that)|what if i|how about)\b",
    re.I,
)
_YES = re.compile(
    r"^\W*(?:(?:well|oh|ah)\W+)?(?:yes|yeah|yep|sure|certainly|of course|by all means|please do|do that|fine|good|great"
    r"|perfect|ok|okay|all right|alright|agreed|done)\b"
    r"|\b(?:is|'s|would be|sounds)\s+(?:just |very |quite )?(?:good|fine|great|perfect|all right|ok|okay|best)\b"
    r"|\b(?:works|suits)\b",
    re.I,
)
_BUT = re.compile(r"\b(?:no|not|\w+n't|never|but|rather|instead|better|afraid|sorry|what|when|which)\b", re.I)


def _asks(turn: Turn, showing: MoveHeard) -> bool:
    """Whether these words only ask if one may ring then. Spoken words may have no question mark: their order tells."""
    words = turn.text[showing.start : showing.end].replace("\u2019", "'")
    if _VOWS.search(words):
        return False
    rest = re.match(r"[^.!?]*[.!?]?", turn.text[showing.end :])
    asked = words.rstrip().endswith("?") or bool(rest and not words.rstrip().endswith((".", "!")) and "?" in rest[0])
    return asked or _ASKS.search(words) is not None


def _agreed(call: Transcript, turn: Turn) -> bool:
    """Whether a question was answered with a yes: the time was settled, or the other party's next line accepts it."""
    if call.promised and turn.understood.call_at == call.promised:
        return True
    answer = next((t for t in call.turns if t.index > turn.index), None)
    if answer is None or answer.who != "other" or answer.with_ == "voicemail":
        return False
    words = answer.text.replace("\u2019", "'")
    return _YES.search(words) is not None and not _BUT.search(words)


def _settled(call: Transcript) -> Iterator[Promise]:
    """Those that stand as an action of a transcript that somebody wrote down."""
    for action in call.actions:
        due = _time(action.value) if action.do == "call_at" else None
        if due is not None:
            yield Promise(due, call.names.get("prospect", ""), "", action.after_turn, action.at)


def _listener(call: Transcript, turn: Turn) -> str:
    """Who a promise is made to: whoever has the line; on a tape, whom the message is for."""
    if turn.with_ != "voicemail":
        heard = [t.speaker for t in call.turns[: turn.index] if t.who == "other" and t.with_ == turn.with_]
        if heard:
            return heard[-1]
    return call.names.get("prospect", "")


def _time(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None) if text else None
    except ValueError:
        return None
