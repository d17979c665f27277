"""A transcript from JSON, as people write one: a simulated call or a real one.

Rule: what is left out is filled in by the plainest reading, and what is wrong is named with its place. Nothing that was
said on the call is ever repeated in a message.

    {"facts": {"with": "voicemail", "referral": "none"},
     "turns": [{"who": "other", "text": "...", "acts": ["greeting_offers_cell"]}, {"who": "trainee", "text": "..."}],
     "actions": [{"after_turn": 0, "do": "leave_message"}]}

`moves` of a turn are optional: ids, or objects with a span. Where they are not written they are recognised by the
function that the reader brings along; without one they are none. An empty list says that there are none. `acts` are
read from the other party's words where no turn of the call has any written. `words` with their times and the `sound`
of a turn are for the measures; without `start` and `end` there are none. The older facts `situation` (receptionist,
assistant, coworker, voicemail, cell) and `path` (the list of them) are read as `with`.
"""

from __future__ import annotations

import json
import math
import re
import typing
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from simulator.core.acts import PICKS_UP, acts_in
from simulator.core.events import Heard, MoveHeard, Sound, Understood, Word
from simulator.core.facts import Do, Facts, With
from simulator.core.taken_in import taken_in
from simulator.core.turns import Done, Transcript, Turn
from simulator.core.unlabelled import Recognise, labelled
from simulator.core.when import ACTS
from simulator.core.yaml_text import BadFile, Flaw, did_you_mean

LONGEST = 4_000_000  # characters of a transcript; an hour of talk is a hundredth of it
MOST_TURNS = 5_000
LONGEST_TURN = 20_000
LONGEST_CALL = 24 * 3600 * 1000  # ms; a later moment is a slip, or a time of day

FASTEST = 20  # words a second, of one turn; fast talkers stay below 6
_TIMES = "seconds with a decimal point (4.0), or whole milliseconds (4000)"

_SITUATIONS: Mapping[str, With] = {w: w for w in typing.get_args(With)} | {"cell": "prospect"}
_HALF_A_SIGN = re.compile("[\ud800-\udfff]")


def _writable(text: object) -> object:
    """Half a sign, as broken programs write it, becomes one mark: it could be neither shown nor saved."""
    return _HALF_A_SIGN.sub("\ufffd", text) if isinstance(text, str) else text


Plain = Annotated[str, BeforeValidator(_writable)]


def _act(name: str) -> str:
    if name not in ACTS and not (name.startswith("refused:") and len(name) > len("refused:")):
        near = did_you_mean(name, ACTS) or "; a refusal is written refused:MOVE"
        raise ValueError(f"no act is called '{name:.60}'{near}")
    return name


def _move(value: object) -> object:
    return {"move": value} if isinstance(value, str) else value


def _ms(value: object) -> object:
    """A moment: whole numbers are milliseconds, numbers with a point are seconds. A text might be either."""
    if isinstance(value, str):
        raise ValueError(f"a time is {_TIMES}, without quotes")
    return round(value * 1000) if isinstance(value, float) and math.isfinite(value) else value


Moment = Annotated[int, Field(ge=0, le=LONGEST_CALL), BeforeValidator(_ms)]
Decibels = Annotated[float, Field(ge=-160, le=20)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _no_slips(cls, data: Any) -> Any:
        """Further fields are welcome; a slip of the pen in one of ours is not."""
        known = {field.alias or name for name, field in cls.model_fields.items()}
        for name in set(data) - known if isinstance(data, dict) else ():
            if near := did_you_mean(str(name), known - set(data)):
                raise ValueError(f"there is no field '{name:.40}' here{near}")
        return data


class _Move(_Strict):
    move: Plain = Field(min_length=1, max_length=80)
    start: int = Field(0, ge=0)
    end: int = Field(0, ge=0)
    probability: float = Field(1.0, ge=0, le=1)
    sure: bool = True


class _Word(_Strict):
    text: Plain = Field(min_length=1, max_length=80)
    start: Moment
    end: Moment


class _Sound(_Strict):
    speech_ms: int = Field(ge=0, le=LONGEST_CALL)
    pauses_ms: tuple[Annotated[int, Field(ge=0, le=LONGEST_CALL)], ...] = ()
    pauses_at: tuple[Moment, ...] = ()
    loudness_db: Decibels | None = None
    noise_db: Decibels | None = None
    pitch_hz: float | None = Field(None, gt=0, le=2000)
    pitch_range: float | None = Field(None, ge=0, le=60)


class _Said(_Strict):
    who: Literal["trainee", "other"]
    text: Plain = Field(max_length=LONGEST_TURN)
    speaker: Plain = Field("", max_length=200)
    with_: With | None = Field(None, alias="with")
    start: Moment = 0
    end: Moment = 0
    acts: tuple[Annotated[Plain, AfterValidator(_act)], ...] = ()
    moves: tuple[Annotated[_Move, BeforeValidator(_move)], ...] = ()
    names: tuple[Plain, ...] = ()
    call_at: Plain | None = None
    phone: Plain | None = None
    message: bool | None = None
    typed: bool = False
    unclear: bool = False
    words: tuple[_Word, ...] = ()
    sound: _Sound | None = None


class _Action(_Strict):
    after_turn: int = Field(ge=-1)
    do: Do
    at: int = Field(0, ge=0)
    value: Plain = Field("", max_length=200)


class _Call(_Strict):
    facts: dict[str, Any] = Field(default_factory=dict)
    turns: tuple[_Said, ...] = Field((), max_length=MOST_TURNS)
    actions: tuple[_Action, ...] = Field((), max_length=MOST_TURNS)
    names: dict[str, Plain] = Field(default_factory=dict)
    ended: Plain = Field("", max_length=80)


def parse_json(text: str, file: str) -> object:
    """The values that a JSON text holds. Raises BadFile."""
    if len(text) > LONGEST:
        raise BadFile([too_long(text, file, LONGEST)])
    try:
        values: object = json.loads(text)
    except json.JSONDecodeError as wrong:
        says = f"this is not JSON ({wrong.msg}, at letter {wrong.colno} of the line); check commas and quotes"
        raise BadFile([Flaw(file, wrong.lineno, says)]) from None
    except (RecursionError, ValueError):
        raise BadFile([Flaw(file, 0, "this cannot be read as JSON; check its numbers and brackets")]) from None
    return values


def too_long(text: str, file: str, most: int) -> Flaw:
    """That a text is longer than `most` characters, at its longest line."""
    lines = text.split("\n")
    line = max(range(len(lines)), key=lambda n: len(lines[n]))
    longest = "; this is its longest line" if len(lines) > 1 else ""
    says = f"{len(text)} characters are more than a call may hold ({most}){longest}; cut it"
    return Flaw(file, line + 1 if longest else 0, says)


def read_transcript(
    data: object, file: str = "the transcript", *, moves: Collection[str] = (), recognise: Recognise | None = None
) -> Transcript:
    """The call that values read from JSON hold. `moves`: the ids that labels may have (any, where none are given);
    `recognise` finds the moves of turns without labels. Raises BadFile, one flaw a wrong value, each with its place."""
    if not isinstance(data, dict):
        says = 'expected an object: {"facts": {...}, "turns": [...]}'
        several = "; to judge several calls, write one on each line of a .jsonl file" if isinstance(data, list) else ""
        raise BadFile([Flaw(file, 0, says + several)])
    try:
        call = _Call.model_validate(data)
    except ValidationError as wrong:
        raise BadFile([Flaw(file, 0, _told(e, ())) for e in wrong.errors(include_url=False)]) from None
    if slips := [Flaw(file, 0, says) for says in _slips(call, moves)]:
        raise BadFile(slips)
    facts, turns = _turns(call, *_facts(call.facts, file))
    ends = [turn.end for turn in turns]
    actions = tuple(
        Done(a.after_turn, a.do, a.at or (ends[a.after_turn] if a.after_turn >= 0 else 0), a.value)
        for a in call.actions
    )
    transcript = Transcript(facts, turns, actions, dict(call.names), call.ended)
    unlabelled = {i for i, t in enumerate(call.turns) if t.who == "trainee" and "moves" not in t.model_fields_set}
    return labelled(transcript, unlabelled, recognise)


def _slips(call: _Call, moves: Collection[str]) -> Iterator[str]:
    """What is wrong between the parts of a call."""
    yield from _contradictions(call.facts)
    for i, action in enumerate(call.actions):
        if action.after_turn >= len(call.turns):
            says = f"actions[{i}].after_turn is {action.after_turn}, but the last turn is {len(call.turns) - 1}"
            yield f"{says}; turns count from 0, -1 is before the first"
    for i, said in enumerate(call.turns):
        if said.end and said.end < said.start:
            yield f"turns[{i}].end ({said.end} ms) is before its start ({said.start} ms); exchange or correct them"
        words, ms = len(said.text.split()), said.end - said.start
        if ms > 0 and not said.typed and words * 1000 > FASTEST * ms:
            many = f"{words} word{'s' * (words != 1)} in {ms} ms"
            yield f"turns[{i}].end: nobody says {many}; were seconds meant? Times are {_TIMES}"
        for n, label in enumerate(said.moves if moves else ()):
            if label.move not in moves:
                yield f"turns[{i}].moves[{n}]: no move is called '{label.move}'{did_you_mean(label.move, moves)}"


def _contradictions(facts: Mapping[str, Any]) -> Iterator[str]:
    """Pairs of facts, both written down, that cannot both be so. What is left out contradicts nothing."""

    def says(name: str, *values: object) -> bool:
        return name in facts and any(type(facts[name]) is type(v) and facts[name] == v for v in values)

    def number(name: str) -> int | None:
        return facts[name] if type(facts.get(name)) is int else None

    calls, messages = number("calls_before"), number("messages_before")
    if calls is not None and messages is not None and messages > calls:
        yield _both("messages_before", messages, "calls_before", calls, "a message is left on a call")
    if says("left_good_message", True) and messages == 0:
        yield _both("left_good_message", "true", "messages_before", 0, "there was no message to be good")
    if says("relationship", "good") and says("spoken_before", False):
        yield _both("relationship", "good", "spoken_before", "false", "who know each other well have spoken")
    if says("cell_reserved", True) and says("cell_source", "none"):
        yield _both("cell_reserved", "true", "cell_source", "none", "a cell kept for urgent matters is a known one")


def _both(one: str, value: object, other: str, opposite: object, why: str) -> str:
    return f"facts.{one} is {value}, but facts.{other} is {opposite}: {why}; correct one of them, or leave it out"


def _told(error: Any, inside: tuple[str | int, ...]) -> str:
    """A wrong value in plain words. What was given is repeated only where it cannot be somebody's words."""
    loc, kind = (*inside, *error["loc"]), error["type"]
    place = "".join(f"[{x}]" if isinstance(x, int) else f".{x}" for x in loc).lstrip(".") or "the call"
    if kind == "missing":
        return f"{place} is missing; write it"
    if kind == "extra_forbidden":
        known = [field.alias or name for name, field in Facts.model_fields.items()]
        return f"{place}: there is no such fact{did_you_mean(str(loc[-1]), known)}"
    if kind == "literal_error":
        expected = str(error["ctx"]["expected"])
        near = did_you_mean(str(error["input"]), expected.replace(" or ", ", ").replace("'", "").split(", "))
        return f"{place} may be {expected}{near}"
    if kind == "value_error":
        return f"{place}: {error['ctx']['error']}"
    if kind in _PLAIN_WORDS:
        return f"{place} {_PLAIN_WORDS[kind].format(**error.get('ctx', {}))}"
    return f"{place}: {error['msg'][0].lower()}{error['msg'][1:]}"


_PLAIN_WORDS: Mapping[str, str] = {
    "string_too_long": "has more than {max_length} characters; shorten it, or split the turn",
    "too_long": "holds more than {max_length}; cut the call in two",
    "string_type": "takes a text, in quotes",
    "tuple_type": "takes a list, in square brackets",
    "dict_type": "takes names with values, in braces",
    "model_type": "takes names with values, in braces",
    "bool_type": "takes true or false",
    "bool_parsing": "takes true or false",
    "int_type": "takes a whole number",
    "int_parsing": "takes a whole number",
    "int_from_float": "takes a whole number",
    "float_type": "takes a number",
    "float_parsing": "takes a number",
    "finite_number": "takes a number; infinity and NaN are none",
    "greater_than_equal": "must be {ge} or more",
    "less_than_equal": f"must be {{le}} or less; times are {_TIMES}",
}
"""What a value must be, by pydantic's name of the error."""


def _facts(given: dict[str, Any], file: str) -> tuple[Facts, list[With]]:
    """The facts, the older names among them read too, and the list of those whom the call goes to."""
    facts = {k: None if v == "none" and k in ("referral", "promised_at", "now") else v for k, v in given.items()}
    situation, path = facts.pop("situation", None), facts.pop("path", None)
    steps: list[Any] = path if isinstance(path, list) and path else [path or situation] if path or situation else []
    for step in [*steps, situation] if situation else steps:
        if step not in list(_SITUATIONS):
            says = f"facts.situation and facts.path may hold {', '.join(_SITUATIONS)}"
            raise BadFile([Flaw(file, 0, says + did_you_mean(str(step), _SITUATIONS))])
    whole = [_SITUATIONS[s] for s in steps]
    if whole:
        facts.setdefault("with", whole[0])
    if "cell" in (*steps, situation):
        facts.setdefault("on", "cell")
    try:
        return Facts.model_validate(facts), whole
    except ValidationError as wrong:
        flaws = [Flaw(file, 0, _told(e, ("facts",))) for e in wrong.errors(include_url=False)]
        raise BadFile(flaws) from None


def _turns(call: _Call, facts: Facts, path: Sequence[With]) -> tuple[Facts, tuple[Turn, ...]]:
    """The turns, each with whom the trainee speaks to: as it says itself, else as it was, or the next of `path` once
    the call moves on. Who stands first in `path` and is never met was met before the first turn."""
    recorded = min((a.after_turn for a in call.actions if a.do == "leave_message"), default=None)
    tagged = any("acts" in t.model_fields_set for t in call.turns)
    moves_on = list(_moves_on(call, tagged))
    before = max(0, len(path) - 1 - sum(moves_on)) if not any(t.with_ for t in call.turns) else 0
    if "voicemail" in path[:before]:
        facts = facts.model_copy(update={"voicemail_first": True, "with_": path[before]})
    ahead = list(path[before + 1 :])
    with_: With = path[before] if path else facts.with_
    turns: list[Turn] = []
    for i, said in enumerate(call.turns):
        if said.with_ is not None:
            with_ = said.with_
        elif moves_on[i] and ahead:
            with_ = ahead.pop(0)
        into_box = said.who == "trainee" and with_ == "voicemail" and (recorded is None or i > recorded)
        turn = _turn(i, said, with_, into_box if said.message is None else said.message)
        if said.who == "other" and not tagged:
            turn = replace(turn, acts=acts_in(said.text, with_))
        turns.append(turn)
    return facts, tuple(turns)


def _moves_on(call: _Call, tagged: bool) -> Iterator[bool]:
    """For each turn: whether somebody else is on the line from here: after zero, a cell rung, being put through, or
    with a box that picks up. Thanks for being put through are still heard by who does it."""
    elsewhere = {a.after_turn for a in call.actions if a.do in ("press_zero", "dial_cell", "dial_desk")}
    put_through = False
    for i, said in enumerate(call.turns):
        acts = said.acts if tagged or said.who != "other" else _line_acts(said.text)
        on = i > 0 and (i - 1 in elsewhere or "picked_up_voicemail" in acts or (put_through and said.who == "other"))
        put_through = "transferred" in acts or (put_through and not on)
        yield on


def _line_acts(text: str) -> tuple[str, ...]:
    """What a line without tags says of who comes next, whoever speaks it."""
    transfers = tuple(act for act in acts_in(text, "receptionist") if act == "transferred")
    return (*transfers, "picked_up_voicemail") if PICKS_UP.search(text) else transfers


def _turn(index: int, said: _Said, with_: With, message: bool) -> Turn:
    whole = len(said.text)
    moves = tuple(
        MoveHeard(m.move, m.probability, m.start, min(m.end, whole) or whole, m.sure)
        for m in said.moves
        if m.start <= whole
    )
    return Turn(
        index=index,
        who=said.who,
        speaker=said.speaker or ("you" if said.who == "trainee" else with_),
        with_=with_,
        text=said.text,
        start=said.start,
        end=max(said.start, said.end),
        moves=taken_in(moves, with_, said.text) if said.who == "trainee" else (),
        acts=said.acts if said.who == "other" else (),
        understood=Understood(said.call_at, said.phone, said.names),
        typed=said.typed,
        utterances=_utterances(said) if said.who == "trainee" else (),
        message=message and said.who == "trainee",
        unclear=said.unclear,
    )


def _utterances(said: _Said) -> tuple[Heard, ...]:
    """A turn with its times, as the measures read it; none where it has no times."""
    if said.end <= said.start:
        return ()
    sound = Sound(**said.sound.model_dump()) if said.sound else None
    words = tuple(Word(w.text, w.start, w.end) for w in said.words)
    phone = Understood(phone=said.phone)
    whole = Heard(said.end, said.text, began=said.start, words=words, understood=phone, sound=sound, typed=said.typed)
    return (replace(whole, ended=said.end, timed=bool(words)),)
