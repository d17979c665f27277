"""A call in turns: what was said by whom, and what was done on the line.

Rule: scoring reads a Transcript and nothing else, so a simulated call and a real one are judged alike. A turn is all
that one party says until the other has the floor; several utterances in a row are one turn.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from simulator.core.events import NOTHING_UNDERSTOOD, Heard, MoveHeard, Sound, Understood
from simulator.core.facts import Do, Facts, With


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn. `start` and `end` in ms since the call began; spans of `moves` point into `text`.

    `with_` is who the trainee is speaking to; `acts` are what the callee's line does (other party's turns only);
    `message` marks what was said into a voicemail box after the beep; `cut` a turn that the other party broke into;
    `unclear` one whose words could not be made out; `discarded` one that was recorded and dropped (no moves).
    `utterances`: the events that the turn was made of, for the measures; none where it was only written down.
    `free`: when the other party has time, as it says here (`from/to`, ISO).
    """

    index: int
    who: Literal["trainee", "other"]
    speaker: str
    with_: With
    text: str
    start: int = 0
    end: int = 0
    moves: tuple[MoveHeard, ...] = ()
    acts: tuple[str, ...] = ()
    understood: Understood = NOTHING_UNDERSTOOD
    sounds: tuple[Sound, ...] = ()
    typed: bool = False
    message: bool = False
    cut: bool = False
    unclear: bool = False
    discarded: bool = False
    utterances: tuple[Heard, ...] = ()
    free: tuple[str, ...] = ()

    def made(self, move: str) -> MoveHeard | None:
        """The surest showing of a move in this turn; None where it was not made, or only perhaps."""
        return max((m for m in self.moves if m.move == move and m.sure), key=lambda m: m.probability, default=None)

    def joined(self, heard: Heard) -> Turn:
        """This turn with one more utterance behind it; the spans of the new moves shift along."""
        shift = len(self.text) + 1 if self.text else 0
        moved = tuple(replace(m, start=m.start + shift, end=m.end + shift) for m in heard.moves)
        later = heard.understood
        return replace(
            self,
            text=f"{self.text} {heard.text}".strip(),
            end=heard.at,
            moves=self.moves + moved,
            sounds=self.sounds + ((heard.sound,) if heard.sound else ()),
            typed=self.typed or heard.typed,
            utterances=(*self.utterances, heard),
            understood=Understood(
                call_at=later.call_at or self.understood.call_at,
                phone=later.phone or self.understood.phone,
                names=self.understood.names + tuple(n for n in later.names if n not in self.understood.names),
                roughly=later.roughly if later.call_at else self.understood.roughly,
                either=later.either or (() if later.call_at else self.understood.either),
                impossible=self.understood.impossible + later.impossible,
            ),
        )


@dataclass(frozen=True, slots=True)
class Caption:
    """A line as it is heard. `who`: "you", or the speaker's name; `start:end`: the span of the word now (start at the
    end of `text` once all was said)."""

    who: str
    text: str
    start: int
    end: int


YOU = "you"


@dataclass(frozen=True, slots=True)
class Done:
    """An action on the line, after the turn of that index (-1: before the first). `value`: the key, or the time."""

    after_turn: int
    do: Do
    at: int = 0
    value: str = ""


ENDINGS: dict[str, str] = {
    "friendly": "The call ended kindly.",
    "neutral": "The call ended.",
    "hung_up": "You hung up.",
    "hung_up_on": "They hung up on you.",
    "cut_short": "They cut the call short.",
    "no_answer": "Nobody answered.",
    "busy": "The line was busy.",
    "not_dialled": "You did not ring.",
    "gave_up": "They gave up waiting.",
}
"""How a call ended, in words for the trainee."""
CUT_SHORT = "cut short"
"""How a call is marked whose record has no end: a crash, a power cut."""


@dataclass(frozen=True, slots=True)
class Goal:
    """Whether a call came to what it was made for, and `how`, in words; no author's verdict, and worth no points."""

    reached: bool
    how: str = ""

    @property
    def told(self) -> str:
        """`Goal reached: you know when Dana can talk`."""
        if not self.reached:
            return "Goal not reached"
        return f"Goal reached: {self.how.rstrip('.')}" if self.how else "Goal reached"


@dataclass(frozen=True, slots=True)
class Transcript:
    """A whole call as scoring reads it. `names` fill the model answers: prospect, you, company, helps_with, referrer.
    `ended`: how it ended (a name of ENDINGS); `learned`: what was revealed; `promised`: the time settled, ISO;
    `untimed`: the clock stood still while the trainee thought; `with_tips`: tips were shown. `goal`: what came of it,
    once it is over; None before, and where nobody said what its goal is."""

    facts: Facts
    turns: tuple[Turn, ...]
    actions: tuple[Done, ...] = ()
    names: dict[str, str] = field(default_factory=dict)
    ended: str = ""
    learned: dict[str, str] = field(default_factory=dict)
    promised: str = ""
    untimed: bool = False
    with_tips: bool = False
    goal: Goal | None = None

    @property
    def marks(self) -> tuple[str, ...]:
        """What sets this call apart from others, in words that stand beside its result."""
        return tuple(name for name, so in (("untimed", self.untimed), ("with tips", self.with_tips)) if so)
