"""Promises to ring again: when, to whom, in which words; and what became of them.

Rule: a promise is a time that the trainee named for the next call, as it was understood, and nothing else. Where a call
names several, the last one stands. A promise of a day without an hour (it is written as 00:00) is kept on that day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from typing import Literal

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

    @property
    def whole_day(self) -> bool:
        """Whether a day was named and no hour."""
        return is_whole_day(self.due)


def is_whole_day(due: datetime) -> bool:
    """Whether a promised time is a day without an hour."""
    return due.time() == time()


def promises(call: Transcript) -> tuple[Promise, ...]:
    """What was promised in a call, in the order in which it was said. What was said onto a tape and dropped is no
    promise, and neither is what was only perhaps heard."""
    return tuple(sorted((*_said(call), *_settled(call)), key=lambda p: (p.turn, p.at)))


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
    day = f"{_DAYS[due.weekday()]} {due.day} {_MONTHS[due.month - 1]}"
    return day if is_whole_day(due) else f"{day}, {due:%H:%M}"


_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _said(call: Transcript) -> Iterator[Promise]:
    """Those in the trainee's own words: said as a promise, or settled with whoever heard them."""
    for turn in call.turns:
        due = _time(turn.understood.call_at or "")
        if turn.who != "trainee" or turn.discarded or due is None:
            continue
        made = turn.made(MOVE)
        if made or turn.understood.call_at == call.promised:
            words = turn.text[made.start : made.end].strip() if made else ""
            yield Promise(due, _listener(call, turn), words or turn.text, turn.index, turn.start)


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
