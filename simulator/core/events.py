"""What can happen to a call (events, past tense) and what a call can ask for (effects, imperative).

Rule: an event carries everything that replay and scoring need, so that a record needs no model, no audio and no clock.
`at` is always milliseconds since the call began; lengths end in `_ms`. `event_lines.py` writes both as lines of JSON.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# -- what a heard utterance carries ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Word:
    """One recognised word. `start` and `end`: ms since the call began."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class MoveHeard:
    """A move that an utterance makes. `start:end` is the span of `Heard.text` that shows it; `sure` is False where the
    recogniser could not tell: such a move reacts to nothing and scores nothing, but the debrief shows it as unclear.
    `corrected`: who put the move here, and when, where it was no recogniser but a trainer's correction."""

    move: str
    probability: float = 1.0
    start: int = 0
    end: int = 0
    sure: bool = True
    corrected: str = ""


@dataclass(frozen=True, slots=True)
class Understood:
    """Values said in an utterance: a time to call again (ISO, by the game's clock), call-back digits, known names.
    `roughly`: that time is a day, or a part of one; `either`: times of which none was chosen (then there is no
    `call_at`); `impossible`: the words for a time that there is not."""

    call_at: str | None = None
    phone: str | None = None
    names: tuple[str, ...] = ()
    roughly: bool = False
    either: tuple[str, ...] = ()
    impossible: tuple[str, ...] = ()


NOTHING_UNDERSTOOD = Understood()


@dataclass(frozen=True, slots=True)
class Sound:
    """How an utterance sounded. Pauses are those inside it of 250 ms or more, `pauses_at` when each began (ms since the
    call began); loudness in dBFS, and that of the room around the words; pitch: the median in Hz and the range from the
    10th to the 90th percentile in semitones."""

    speech_ms: int
    pauses_ms: tuple[int, ...] = ()
    loudness_db: float | None = None
    pitch_hz: float | None = None
    pitch_range: float | None = None
    pauses_at: tuple[int, ...] = ()
    noise_db: float | None = None


# -- events ------------------------------------------------------------------------------------------------------------

Action = Literal["dial_desk", "dial_cell", "not_dial"]
Device = Literal["microphone", "loudspeaker", "voice"]


@dataclass(frozen=True, slots=True)
class Chose:
    """An action before the call: ring the desk, ring the cell, or let it be."""

    at: int
    action: Action


@dataclass(frozen=True, slots=True)
class Dialled:
    """The number was dialled: the call begins to ring."""

    at: int


@dataclass(frozen=True, slots=True)
class KeyPressed:
    """A key of the telephone: 0-9, * or #."""

    at: int
    key: str


@dataclass(frozen=True, slots=True)
class SpeechStarted:
    """The trainee takes the floor. While the callee speaks this is a barge-in, decided by the ears or by a key."""

    at: int
    by_key: bool = False


@dataclass(frozen=True, slots=True)
class SpeechEnded:
    """The trainee fell silent; what was said follows as `Heard` or `NotUnderstood`."""

    at: int


@dataclass(frozen=True, slots=True)
class Heard:
    """One utterance, recognised. `began` and `ended`: when its first and its last voiced sound were made; `timed`: the
    times of `words` were read off the sound, not shared out over it; `typed`: by keyboard, so without sound.
    `wrong_names`: said for the prospect's; `false_names`, `false_firms`: given as the trainee's own, and not theirs."""

    at: int
    text: str
    moves: tuple[MoveHeard, ...] = ()
    confidence: float = 1.0
    began: int | None = None
    words: tuple[Word, ...] = ()
    understood: Understood = NOTHING_UNDERSTOOD
    sound: Sound | None = None
    typed: bool = False
    wrong_names: tuple[str, ...] = ()
    ended: int | None = None
    timed: bool = False
    false_names: tuple[str, ...] = ()
    false_firms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Somebody spoke, but no words could be made out."""

    at: int


@dataclass(frozen=True, slots=True)
class LineFinished:
    """The callee's line was played to its end. `line` is the number that `Say` gave it."""

    at: int
    line: int = 0


@dataclass(frozen=True, slots=True)
class LineCut:
    """The callee's line was stopped; `heard_chars` of its text had been heard."""

    at: int
    heard_chars: int
    line: int = 0


@dataclass(frozen=True, slots=True)
class TimerFired:
    """A timer that the call had set ran out."""

    at: int
    name: str


@dataclass(frozen=True, slots=True)
class DeviceLost:
    """A device went away in mid-call. The call goes on: by typing, by captions."""

    at: int
    device: Device


@dataclass(frozen=True, slots=True)
class TipShown:
    """The trainee was shown what an author would do next: `rule` says whose and where, `what` is the thing."""

    at: int
    rule: str
    what: str


@dataclass(frozen=True, slots=True)
class HungUp:
    """The trainee hung up."""

    at: int


Event = (
    Chose
    | Dialled
    | KeyPressed
    | SpeechStarted
    | SpeechEnded
    | Heard
    | NotUnderstood
    | LineFinished
    | LineCut
    | TimerFired
    | DeviceLost
    | TipShown
    | HungUp
)


# -- effects -----------------------------------------------------------------------------------------------------------

Tone = Literal["ringback", "busy", "beep", "connect", "hang_up", "hold", "dtmf"]
Scene = Literal["office", "driving", "street", "shop", "waiting_room", "school"]


@dataclass(frozen=True, slots=True)
class PlayTone:
    """A tone on the line. ringback, busy and hold go on until `StopTone`; `key` is the key of a dtmf pair."""

    tone: Tone
    key: str = ""


@dataclass(frozen=True, slots=True)
class StopTone:
    """Silence on the line."""


@dataclass(frozen=True, slots=True)
class Background:
    """The scene behind the callee, or none."""

    scene: Scene | None


@dataclass(frozen=True, slots=True)
class Say:
    """`who` (an id of the scenario's people) says `text`. Answered by LineFinished or LineCut with the same `line`."""

    who: str
    text: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class StopSpeaking:
    """Cut the line being said, at once. Answered by LineCut where a line was being said."""


@dataclass(frozen=True, slots=True)
class SetTimer:
    """Fire `name` in `ms`; setting it again starts it anew."""

    name: str
    ms: int


@dataclass(frozen=True, slots=True)
class CancelTimer:
    """Forget the timer."""

    name: str


Effect = PlayTone | StopTone | Background | Say | StopSpeaking | SetTimer | CancelTimer
