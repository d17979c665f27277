"""What can happen to a call (events, past tense) and what a call can ask for (effects, imperative).

Rule: an event carries everything that replay and scoring need, so that a record needs no model, no audio and no clock.
`at` is always milliseconds since the call began; lengths end in `_ms`. Both kinds travel as one JSON line each.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal


class BadLine(ValueError):
    """A line that is no event: not JSON, an unknown event, a missing or a wrong field. The text says which."""


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
    times of `words` were read off the sound, not shared out over it; `typed`: by keyboard, so without sound."""

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

EVENTS: Mapping[str, type[Event]] = {cls.__name__: cls for cls in typing.get_args(Event)}


# -- JSON lines --------------------------------------------------------------------------------------------------------


def to_line(item: Event | Effect) -> str:
    """One JSON line without its newline. Fields at their default are left out, so that a record stays readable."""
    return json.dumps({"event": type(item).__name__} | _plain(item), ensure_ascii=False, allow_nan=False)


def parse_event(line: str) -> Event:
    """The event that a line holds. Raises BadLine."""
    try:
        data = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as wrong:
        raise BadLine(f"not a line of JSON ({wrong})") from None
    if not isinstance(data, dict) or data.get("event") not in EVENTS:
        raise BadLine(f"no event is called {data.get('event')!r}" if isinstance(data, dict) else "not an event")
    cls = EVENTS[data.pop("event")]
    event: Event = _build(cls, data, cls.__name__)
    return event


def _plain(item: Any) -> dict[str, Any]:
    """The fields of a dataclass as JSON values, those that stand at their default left out."""
    out: dict[str, Any] = {}
    for field in dataclasses.fields(item):
        value = getattr(item, field.name)
        if value != field.default:
            out[field.name] = _value(value)
    return out


def _value(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return _plain(value)
    return [_value(v) for v in value] if isinstance(value, tuple) else value


def _build(cls: Any, data: object, where: str) -> Any:
    """A dataclass out of JSON values, every field checked against its type."""
    if not isinstance(data, dict):
        raise BadLine(f"{where}: expected fields, found {type(data).__name__}")
    hints = _hints(cls)
    if unknown := sorted(set(data) - set(hints)):
        raise BadLine(f"{where} has no field {unknown[0]!r}")
    missing = [f.name for f in dataclasses.fields(cls) if f.default is dataclasses.MISSING and f.name not in data]
    if missing:
        raise BadLine(f"{where} lacks {missing[0]!r}")
    return cls(**{name: _checked(hints[name], value, f"{where}.{name}") for name, value in data.items()})


_known_hints: dict[type, dict[str, Any]] = {}


def _hints(cls: type) -> dict[str, Any]:
    if cls not in _known_hints:
        _known_hints[cls] = typing.get_type_hints(cls)
    return _known_hints[cls]


def _checked(hint: Any, value: object, where: str) -> Any:
    origin = typing.get_origin(hint)
    if origin is types.UnionType:
        options = typing.get_args(hint)
        if value is None and type(None) in options:
            return None
        return _checked(next(o for o in options if o is not type(None)), value, where)
    if origin is tuple:
        if not isinstance(value, list):
            raise BadLine(f"{where}: expected a list, found {value!r:.40}")
        return tuple(_checked(typing.get_args(hint)[0], v, where) for v in value)
    if origin is Literal:
        if value in typing.get_args(hint):
            return value
        raise BadLine(f"{where}: {value!r:.40} is none of {', '.join(map(repr, typing.get_args(hint)))}")
    if dataclasses.is_dataclass(hint):
        return _build(hint, value, where)
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, hint) or (isinstance(value, bool) and hint is not bool):
        raise BadLine(f"{where}: expected {hint.__name__}, found {value!r:.40}")
    return value
