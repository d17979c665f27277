"""A second try from a moment of a call: where it can be taken up, what goes on there, and what its record says of it.

Rule: a second try is the old call's own events up to the fork, and new ones after it. So the other party stands there
in that very state, without anything being kept of it; and its record can be replayed and scored alone. It begins at a
line of theirs, which is said again, or right before a turn of the trainee's; a turn that broke into a line begins with
that line. Nothing begins at a goodbye: nothing could change there any more.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from simulator.core.call import Call
from simulator.core.events import (
    Background,
    CancelTimer,
    Effect,
    Event,
    Heard,
    NotUnderstood,
    PlayTone,
    Say,
    SetTimer,
    SpeechStarted,
    StopTone,
)
from simulator.core.promises import spoken_time
from simulator.core.record import Header, Record, begin, begun_by_name
from simulator.core.state import Spoken
from simulator.core.yaml_text import parse

_GOES_ON = ("ringback", "busy", "hold")
_COUNT = {2: "Second", 3: "Third", 4: "Fourth", 5: "Fifth", 6: "Sixth", 7: "Seventh", 8: "Eighth", 9: "Ninth"}


@dataclass(frozen=True, slots=True)
class Fork:
    """Where a second try begins. `turn`: that was picked, and is lived anew; `events`: how many of the old record it
    takes over; `at`: ms since the call began; `under_way`: the effects that go on there, to be performed again."""

    turn: int
    events: int
    at: int
    under_way: tuple[Effect, ...] = ()


@dataclass(slots=True)
class _UnderWay:
    """What a call had asked for and was not over yet."""

    tone: PlayTone | None = None
    scene: Background | None = None
    timers: dict[str, tuple[int, int]] = field(default_factory=dict)

    def add(self, effects: Sequence[Effect], at: int) -> None:
        for effect in effects:
            match effect:
                case PlayTone(tone) if tone in _GOES_ON:
                    self.tone = effect
                case StopTone():
                    self.tone = None
                case Background():
                    self.scene = effect
                case SetTimer(name, ms):
                    self.timers[name] = (at, ms)
                case CancelTimer(name):
                    self.timers.pop(name, None)

    def effects(self, call: Call) -> tuple[Effect, ...]:
        """What is to be performed for the call to go on. A silence is counted anew: whoever comes back needs a moment
        to think; every other timer has what was left of it."""
        line, there = call.state.speaking, list[Effect]()
        there += [self.scene] if self.scene and self.scene.scene else []
        there += [self.tone] if self.tone else []
        there += [Say(line.who, line.text, line.number)] if line else []
        for name, (since, ms) in self.timers.items():
            if name in call.state.timers:
                there.append(SetTimer(name, ms if name == "silence" else max(0, since + ms - call.at)))
        return tuple(there)


@dataclass(frozen=True, slots=True)
class _Stood:
    """Where a call stood after so many events."""

    at: int
    turns: int
    line: Spoken | None
    is_cutting: bool
    speaks: bool
    is_over: bool
    under_way: tuple[Effect, ...]


def forks(record: Record, moves: Collection[str]) -> dict[int, Fork]:
    """Where a call can be taken up again, by the index of the turn that is lived anew. Raises BadFile."""
    call = begin(record.header, moves)
    under_way, stood = _UnderWay(), [_stood(call, _UnderWay())]
    for event in record.events:
        under_way.add(call.handle(event), event.at)
        stood.append(_stood(call, under_way))
    found: dict[int, Fork] = {}
    for turn in call.state.turns:
        events = _before(turn.index, turn.who == "trainee", record.events, stood)
        if events is not None:
            found[turn.index] = Fork(turn.index, events, stood[events].at, stood[events].under_way)
    return found


def _stood(call: Call, under_way: _UnderWay) -> _Stood:
    state = call.state
    return _Stood(
        *(call.at, len(state.turns), state.speaking, state.cutting is not None, state.trainee_speaks, call.is_over),
        under_way.effects(call),
    )


def _before(turn: int, mine: bool, events: Sequence[Event], stood: Sequence[_Stood]) -> int | None:
    """How many events come before a turn is lived anew; None where it cannot be. An answer that was taken back began
    more than once: the last time counts."""
    began = next((i for i in reversed(range(len(events))) if stood[i].turns <= turn < stood[i + 1].turns), None)
    if began is None:
        return None
    count = _floor_taken(began, events, stood) if mine else began + 1
    line = stood[count].line
    if line is not None and mine and line.turn != turn:  # a turn that broke in: the line comes again
        return _before(line.turn, False, events, stood)
    if stood[count].is_over or (not mine and line is None) or (line is not None and line.ends):
        return None
    while stood[count].is_cutting and count < len(events) and stood[count + 1].line == line:
        count += 1  # the end of the line before it belongs to what was
    return count


def _floor_taken(heard: int, events: Sequence[Event], stood: Sequence[_Stood]) -> int:
    """The event with which the trainee took the floor for what was then heard; what was typed has none before it."""
    for i in reversed(range(heard)):
        if isinstance(events[i], Heard | NotUnderstood):
            break
        if isinstance(events[i], SpeechStarted):
            return i
        if stood[i + 1].turns > stood[i].turns and not stood[i + 1].speaks:
            break  # they spoke meanwhile: whatever was heard before that was nothing
    return heard


def taken_over(record: Record, fork: Fork) -> tuple[Event, ...]:
    """The events with which the second try begins."""
    return record.events[: fork.events]


def second_try(header: Header, of: str, fork: Fork, now: Header) -> Header:
    """The header of a second try. `of`: the name of the old record; `now`: who tries, when, with what engines, rules,
    moves and settings. What the call itself is, comes from the old one."""
    return replace(
        now,
        scenario=header.scenario,
        text=header.text,
        difficulty=header.difficulty,
        seed=header.seed,
        facts=header.facts,
        case=header.case,
        after=header.after,
        playbook=now.playbook or header.playbook,
        catalogue=_both(header.catalogue, now.catalogue),
        with_tips=header.with_tips or now.with_tips,
        untimed=header.untimed or now.untimed,
        retry_of=of,
        retry_at=fork.at,
        retry_events=fork.events,
        attempt=header.attempt + 1,
    )


def _both(old: str, new: str) -> str:
    """Moves that were listened for then, and those that are now; of two by one name, the one that is now."""
    if not old or old == new:
        return new
    rows = [parse(text, "the record").data["moves"] for text in (old, new) if text]
    return json.dumps({"moves": {id: move for each in rows for id, move in each.items()}}, ensure_ascii=False)


def told(header: Header) -> str:
    """`Second try from 0:42 of the call on Tue 24 Nov, 11:50`; "" for a call that is none."""
    if not header.retry_of:
        return ""
    name = header.retry_of.removesuffix(".jsonl")
    begun = begun_by_name(name)
    return f"{which(header)} of the call {f'on {spoken_time(begun)}' if begun else name}"


def which(header: Header) -> str:
    """`First try`, or `Second try from 0:42`."""
    if not header.retry_of:
        return "First try"
    seconds = header.retry_at // 1000
    return f"{_COUNT.get(header.attempt, f'{header.attempt}th')} try from {seconds // 60}:{seconds % 60:02d}"


def lived_anew(call: Call) -> int:
    """The index of the first turn that is not over where a call stands: a line that is being said counts as new."""
    return len(call.state.turns) - (call.state.speaking is not None)
