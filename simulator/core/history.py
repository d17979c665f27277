"""What a call leaves to the next one: the facts with which another call to the same prospect begins.

Rule: a sequence of calls is a fold. The facts of a call and what happened in it give the facts of the next; nothing
else is remembered, so that every record of a sequence can be read, replayed and scored by itself.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from simulator.core.facts import Facts
from simulator.core.judging import judge
from simulator.core.playbook import Playbook, Rule
from simulator.core.promises import Promise, became, is_whole_day, promises
from simulator.core.standing import Reading, says_something
from simulator.core.turns import Transcript


def was_made(call: Transcript) -> bool:
    """Whether somebody was really rung, or the call was let be."""
    return bool(call.turns) or any(a.do in ("dial_desk", "dial_cell") for a in call.actions)


def next_facts(call: Transcript, playbooks: Collection[Playbook], now: datetime | None = None) -> Facts:
    """The facts of the next call to the same prospect, made at `now`; where no time is given, at the promised one, or
    else as soon as this call is over. `playbooks` say which rule makes a message a good one."""
    facts = call.facts
    if not was_made(call):
        return facts.model_copy(update={"now": now or facts.now})
    reading = Reading(call)
    left = any(a.done.do == "leave_message" for a in reading.acted)  # two of one call count as one
    spoke = any(s.turn.with_ == "prospect" and says_something(s.turn) for s in reading.said)
    promise = open_promise(call)
    return facts.model_copy(
        update={
            "calls_before": facts.calls_before + 1,
            "messages_before": facts.messages_before + int(left),
            "left_good_message": _says_why(reading, playbooks) if left else facts.left_good_message,
            "spoken_before": facts.spoken_before or spoke,
            "promised_at": promise.due if promise else None,
            "promised_words": promise.words if promise else "",
            "now": now or when_due(call),
        }
    )


def open_promise(call: Transcript) -> Promise | None:
    """The promise that stands after a call: its own last one, or an earlier one whose hour has not come yet."""
    made, facts = promises(call), call.facts
    if made:
        return made[-1]
    if facts.promised_at is None:
        return None
    still = facts.now is None or not was_made(call) or became(facts.promised_at, facts.now) in ("open", "early")
    to = call.names.get("prospect", "")
    return Promise(facts.promised_at.replace(tzinfo=None), to, facts.promised_words) if still else None


def when_due(call: Transcript) -> datetime | None:
    """When the next call is to be made: at the promised time (on a promised day, at the hour of this call), else as
    soon as this one is over; None where the call has no clock."""
    promise, now = open_promise(call), call.facts.now
    if promise is None:
        return when_over(call)
    hour = now.time() if now and is_whole_day(promise.due) else promise.due.time()
    return datetime.combine(promise.due.date(), hour)


def when_over(call: Transcript) -> datetime | None:
    """The first full minute after a call by the game's clock; None where the call has no clock."""
    now = call.facts.now
    if now is None:
        return None
    end = now.replace(tzinfo=None) + timedelta(milliseconds=max((t.end for t in call.turns), default=0))
    return end.replace(second=0, microsecond=0) + timedelta(minutes=1)


def _says_why(reading: Reading, playbooks: Collection[Playbook]) -> bool:
    """Whether the message was good, by the rule that a playbook names for it; never where none does."""
    rules = {rule.id: (rule, book) for book in playbooks for rule in book.rules}
    for name in (_names(rule) for rule, _ in rules.values()):
        if name in rules:
            return judge(*rules[name], reading).verdict == "met"
    return False


def _names(rule: Rule) -> str:
    return rule.keep.shown_by if rule.keep and rule.keep.fact == "left_good_message" else ""
