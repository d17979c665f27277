"""Where a call stands: its phase, who is on the line, what they think, what was said.

Rule: a State is data that can be copied. A call alone changes its own; a copy kept before a reaction is how a turn that
is taken up again, before anybody heard the answer, takes that answer back.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from enum import Enum

from simulator.core.events import MoveHeard
from simulator.core.reacting import Where
from simulator.core.scenario import NamesTime
from simulator.core.turns import Done, Turn


class Phase(Enum):
    """The phases of a telephone call, seen from the caller's side."""

    DIALLING = "dialling"
    RINGING = "ringing"
    BUSY = "busy"
    NO_ANSWER = "no answer"
    MENU = "menu"
    GREETING = "greeting"
    BEEP = "beep"
    RECORDING = "recording"
    TALKING = "talking"
    HOLDING = "on hold"
    TRANSFERRING = "transferred"
    ENDED = "ended"


_LIVE = frozenset(Phase) - {Phase.DIALLING, Phase.ENDED, Phase.NO_ANSWER}

# Which phase may follow which: the picture in docs/architecture.md is drawn from this table, and a call obeys it.
TRANSITIONS: dict[Phase, frozenset[Phase]] = {
    Phase.DIALLING: frozenset({Phase.RINGING, Phase.BUSY, Phase.ENDED}),
    Phase.RINGING: _LIVE | {Phase.NO_ANSWER, Phase.ENDED},
    Phase.BUSY: frozenset({Phase.ENDED}),
    Phase.NO_ANSWER: frozenset({Phase.ENDED}),
    Phase.MENU: _LIVE | {Phase.ENDED},
    Phase.GREETING: _LIVE | {Phase.ENDED},
    Phase.BEEP: frozenset({Phase.RECORDING, Phase.RINGING, Phase.MENU, Phase.TALKING, Phase.TRANSFERRING, Phase.ENDED}),
    Phase.RECORDING: _LIVE | {Phase.ENDED},
    Phase.TALKING: _LIVE | {Phase.ENDED},
    Phase.HOLDING: _LIVE | {Phase.ENDED},
    Phase.TRANSFERRING: _LIVE | {Phase.ENDED},
    Phase.ENDED: frozenset(),
}


NOBODY_HEARS = frozenset(
    {Phase.RINGING, Phase.BUSY, Phase.MENU, Phase.GREETING, Phase.BEEP, Phase.HOLDING, Phase.TRANSFERRING}
)
"""Where words reach nobody: they are noted, but no move is made by them and nothing is promised."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A line on its way: who says it, what it does once it is heard, and where the call goes then."""

    number: int
    who: str
    text: str
    turn: int
    act: tuple[str, ...] = ()
    reveals: tuple[tuple[str, str], ...] = ()
    go: str = ""
    ends: str = ""
    names_time: NamesTime | None = None


@dataclass(slots=True)
class State:
    """Everything about a running call that can change. Moods and patience (0 to 5) are those of the scenario's people,
    by their ids, as are visits by those of its moments; `ended` is a name of ENDINGS, or "" while the call goes on."""

    moods: dict[str, int]
    patience: dict[str, int]

    # where it stands
    phase: Phase = Phase.DIALLING
    moment: str = ""
    person: str = ""  # who has the line
    timers: frozenset[str] = frozenset()  # that were set and have not run out
    recording_since: int | None = None  # ms, while the tape runs
    ended: str = ""

    # who speaks
    speaking: Spoken | None = None  # the line being said
    cutting: Spoken | None = None  # the line that was told to stop, until we hear how much of it was heard
    unsaid: Spoken | None = None  # the line that was cut before it counted: said again where nothing else fits
    lines_said: int = 0
    trainee_speaks: bool = False
    unheard: bool = True  # what is being said began where nobody hears it, or has not begun
    was_cut: bool = False  # the trainee broke in since the callee last answered: the callee minds only once

    # what was said and done
    turns: list[Turn] = field(default_factory=list)
    actions: list[Done] = field(default_factory=list)
    made: frozenset[str] = frozenset()  # the moves that somebody has heard
    answered_moves: int = 0  # how many moves of the trainee's last turn the callee has reacted to
    refused: frozenset[str] = frozenset()  # the moves that the callee refused
    learned: dict[str, str] = field(default_factory=dict)
    promised: str = ""  # the time settled with the callee, ISO
    cannot_talk: bool = False  # the callee said that this is no moment
    named_time: tuple[str, NamesTime] | None = None  # who said last when they have time, and when that is

    # what the callee asked back before answering
    questioned: tuple[str, ...] = ()  # the kinds of it so far, in their order
    open_times: tuple[str, ...] | None = None  # just asked which time was meant: those on the table (ISO)
    open_moves: frozenset[str] = frozenset()  # heard in the words that were asked back, and not answered yet

    # what the scenario has used up
    visits: dict[str, int] = field(default_factory=dict)
    times_said: dict[str, int] = field(default_factory=dict)  # by place: which wording comes next there
    spent: frozenset[Where] = frozenset()  # reactions marked `once`
    asked: str = ""  # the question of the callee's last line: asked_who, asked_what, asked_expected
    challenge: str = ""  # the challenge of this moment that stands open
    satisfied: frozenset[str] = frozenset()  # the challenges that were answered

    # how often in a row
    silences: int = 0
    asked_again: int = 0  # unclear words were asked again
    unattended: int = 0  # the callee spoke, or the call went on, without a sound from the trainee

    def copy(self) -> State:
        """A copy that no later change reaches. Turns and actions are frozen, so their lists are copied, not they."""
        other = copy.copy(self)
        for name in ("moods", "patience", "turns", "actions", "visits", "times_said", "learned"):
            setattr(other, name, copy.copy(getattr(self, name)))
        return other

    def last(self) -> Turn | None:
        """The last turn so far."""
        return self.turns[-1] if self.turns else None


def sure(moves: tuple[MoveHeard, ...]) -> frozenset[str]:
    """The moves that were surely made."""
    return frozenset(m.move for m in moves if m.sure)


def perhaps(moves: tuple[MoveHeard, ...]) -> frozenset[str]:
    """The moves of which the recogniser could not tell."""
    return frozenset(m.move for m in moves if not m.sure)


def state_picture() -> str:
    """The table of phases as a Mermaid diagram, for docs/architecture.md. Hanging up ends every phase but the last."""
    name = {phase: phase.name.lower() for phase in Phase}
    lines = ["stateDiagram-v2", "    [*] --> dialling"]
    for phase, after in TRANSITIONS.items():
        lines += [f"    {name[phase]} --> {name[to]}" for to in Phase if to in after and to is not Phase.ENDED]
    return "\n".join([*lines, "    ended --> [*]"])
