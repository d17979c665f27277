"""The scenario language: a callee as data.

Rule: the phone is code, the person is data. A scenario says who may be spoken to, what they say (several wordings, the
seed picks), what they react to and where the call goes then; `call.py` knows how a telephone behaves. Every wrong word
is refused with its line. docs/scenario-format.md tells it to trainers.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    ValidationInfo,
    model_validator,
)

from simulator.core.conditions import HIGHEST, MIDDLE, Condition, Situation, parse_condition
from simulator.core.conditions import NAMES as TESTS
from simulator.core.events import Action, Scene
from simulator.core.facts import Facts, GameTime, With
from simulator.core.goal import GoalWay
from simulator.core.moves import Move
from simulator.core.named_time import NamedTime, named_times
from simulator.core.wording import acts, duration, lines

Phase = Literal["talking", "greeting", "menu", "recording", "holding", "transferring", "ringing", "busy"]
Ending = Literal["friendly", "neutral", "cut_short", "hung_up_on", "no_answer", "gave_up", "connected", "not_dialled"]
ChallengeName = Literal["who", "about", "expected"]
CHALLENGE_ACTS = {"who": "asked_who", "about": "asked_what", "expected": "asked_expected"}


def _condition(value: object, info: ValidationInfo) -> Condition:
    return parse_condition(value, (info.context or {}).get("moves"))


def _acts(value: object, info: ValidationInfo) -> tuple[str, ...]:
    return acts(value, (info.context or {}).get("moves"))


Test = Annotated[Condition, PlainValidator(_condition)]
Lines = Annotated[tuple[str, ...], BeforeValidator(lines)]
Acts = Annotated[tuple[str, ...], BeforeValidator(_acts)]
Duration = Annotated[int, BeforeValidator(duration)]
Times = Annotated[tuple[NamedTime, ...], BeforeValidator(named_times)]
Feeling = Annotated[int, Field(ge=0, le=HIGHEST)]
MoreOrLess = Annotated[int, Field(ge=-HIGHEST, le=HIGHEST)]
Key = Annotated[str, AfterValidator(lambda key: _one_key(key))]


def _one_key(key: str) -> str:
    if len(key) != 1 or key not in "0123456789*#":
        raise ValueError(f'\'{key}\' is no key of a telephone; keys are 0 to 9, "*" and "#"')
    return key


class Part(BaseModel):
    """Every part of a scenario: no unknown fields, never changed once read."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Trainee(Part):
    """Who the trainee is on this call."""

    name: str
    company: str
    helps_with: str = ""
    phone: str = ""


class Prospect(Part):
    """Whom the trainee wants to reach."""

    name: str
    role: str = ""
    company: str
    pronoun: Literal["she", "he", "they"] = "they"


class Voice(Part):
    """How a person sounds: a natural voice by name; which system voice stands in; words a minute; pitch 0 to 99."""

    natural: str = ""
    system: Literal["female", "male", "machine"] = "female"
    pace: int = Field(165, ge=80, le=300)
    pitch: int = Field(50, ge=0, le=99)


class Person(Part):
    """Somebody who may be spoken to. `at` is shown under the name; mood and patience run from 0 to 5. Where a file
    gives no `name`, it is the key with a capital letter."""

    name: str = ""
    role: With
    at: str = ""
    voice: Voice
    mood: Feeling = MIDDLE
    patience: Feeling = MIDDLE


class NamesTime(Part):
    """When somebody has time, as a line of theirs says; `not_then`: what they say, once, to another time."""

    at: Times
    not_then: Lines = ()


class Change(Part):
    """What saying or reacting does to the person and the call."""

    act: Acts = ()
    names_time: NamesTime | None = None
    reveals: dict[str, str] = Field(default_factory=dict)
    mood_by: MoreOrLess = 0
    patience_by: MoreOrLess = 0


class Tested(Change):
    """A change under a condition. Tests may stand beside `if`: `{if: ask_availability, mood_at_least: 3}`."""

    if_: Test | None = Field(None, alias="if")

    @model_validator(mode="before")
    @classmethod
    def _gather(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        beside = {name: data[name] for name in TESTS if name in data}
        if not beside:
            return data
        rest = {name: value for name, value in data.items() if name not in beside}
        rest["if"] = [*([data["if"]] if "if" in data else []), beside]
        return rest


class Wordings(Tested):
    """Lines of which one is said: the first group whose condition holds speaks."""

    says: Lines


class Reaction(Tested):
    """What the callee does about what was said, pressed or left unsaid. `who` speaks where it is somebody else."""

    says: Lines = ()
    who: str = ""
    go: str = ""
    ends: Ending | None = None
    promise: bool = False
    operator: bool = False
    drops_message: bool = False
    once: bool = False


class Silence(Reaction):
    """A reaction to nothing being said for `after`."""

    after: Duration = 5000


class Challenge(Part):
    """A gatekeeper's question. An answer that neither dodges nor lies satisfies it, unless `satisfied_by` asks more."""

    who: str
    says: Lines
    satisfied_by: Test | None = None
    dodged: Reaction = Reaction()
    caught_lying: Reaction | None = None


class Moment(Part):
    """A place in the call: what is said on arriving, and what the callee reacts to there."""

    phase: Phase = "talking"
    who: str = ""
    lines: tuple[Wordings, ...] = ()
    act: Acts = ()
    names_time: NamesTime | None = None
    reveals: dict[str, str] = Field(default_factory=dict)
    mood_by: MoreOrLess = 0
    patience_by: MoreOrLess = 0
    hears: tuple[Reaction, ...] = ()
    keys: dict[Key, Reaction] = Field(default_factory=dict)
    silence: Silence | None = None
    unclear: Reaction | None = None
    interrupted: Reaction | None = None
    odd_name: Reaction | None = None
    odd_time: Reaction | None = None
    two_times: Reaction | None = None
    otherwise: tuple[Reaction, ...] = ()
    ask_each: Literal["challenges"] | None = None
    who_: Challenge | None = Field(None, alias="challenge_who")
    about: Challenge | None = None
    expected: Challenge | None = None
    wait: Duration = 0
    rings: int = Field(0, ge=0, le=12)
    longest: Duration = 120_000
    background: Scene | Literal["none"] | None = None
    frees: bool = False
    then: str = ""
    ends: Ending | None = None

    def challenge(self, name: ChallengeName) -> Challenge | None:
        """The wording of that challenge here."""
        return {"who": self.who_, "about": self.about, "expected": self.expected}[name]


class Level(Part):
    """What one difficulty changes. `people` holds mood and patience by person."""

    people: dict[str, dict[Literal["mood", "patience"], Feeling]] = Field(default_factory=dict)
    challenges: tuple[ChallengeName, ...] | None = None
    rings: int | None = Field(None, ge=0, le=12)


class Case(Part):
    """One way in which the call comes about, chosen before it: `facts` that are other than the file's, and what the
    trainee is told instead of the file's `goal` and `you_know`, where anything is given."""

    called: str
    facts: dict[str, Any] = Field(default_factory=dict)
    goal: str = ""
    you_know: Lines = ()


class Opening(Part):
    """Where the call begins if the condition holds: who picks up a second call, say. `facts`: what is other than in the
    call before, now that it begins so."""

    if_: Test = Field(alias="if")
    go: str
    facts: dict[str, Any] = Field(default_factory=dict)


class PhoneLine(Part):
    """The line: how often it rings before anybody answers, and what is heard behind the callee."""

    rings: int = Field(2, ge=0, le=12)
    background: Scene | None = None


class Scenario(Part):
    """A whole scenario. `text` is the file as written: every record holds it, so that an edit changes no old call.
    `goal`: what the trainee is told of it; `goal_when`: any of these, and it was reached.
    `moves`: those of its own, which are listened for in its calls only."""

    id: str
    text: str = Field(repr=False)
    hit_zero: Literal[1]
    title: str
    situation: Literal["receptionist", "voicemail", "cell"]
    about: str = ""
    you: Trainee
    prospect: Prospect
    facts: Facts = Facts()
    cases: dict[str, Case] = Field(default_factory=dict)
    now: GameTime
    goal: str
    goal_when: tuple[GoalWay, ...] = ()
    you_know: Lines = ()
    playbooks: tuple[str, ...] = Field(min_length=1)
    people: dict[str, Person] = Field(min_length=1)
    difficulty: dict[str, Level] = Field(min_length=1)
    challenges: tuple[ChallengeName, ...] = ()
    line: PhoneLine = PhoneLine()
    choices: dict[Action, str] = Field(default_factory=dict)
    start: str = ""
    openings: tuple[Opening, ...] = ()
    moments: dict[str, Moment] = Field(min_length=1)
    always: tuple[Reaction, ...] = ()
    keys: dict[Key, Reaction] = Field(default_factory=dict)
    silence: Silence = Silence()
    unclear: Reaction = Reaction()
    interrupted: Reaction = Reaction()
    odd_name: Reaction = Reaction()
    odd_time: Reaction = Reaction()
    two_times: Reaction = Reaction()
    otherwise: tuple[Reaction, ...] = ()
    moves: dict[str, Move] = Field(default_factory=dict)

    def facts_in(self, case: str = "") -> Facts:
        """What is true before a call of that case; where none is named, of the first one."""
        named = self.cases.get(case or next(iter(self.cases), ""))
        if named is None or not named.facts:
            return self.facts
        return Facts.model_validate(self.facts.model_dump(by_alias=True) | named.facts)

    def opening(self, action: Action | None, now: Situation) -> Opening | None:
        """How the call begins, by what is true of it and by what was chosen before it; None where no call is made."""
        plain = self.start or next(iter(self.choices.values()), "")
        if self.choices and action is not None:
            plain = self.choices.get(action, "")
        if not plain:
            return None
        fits = (opening for opening in self.openings if opening.if_.holds(now))
        return next(fits, None) or Opening.model_validate({"if": Condition("all"), "go": plain})

    def begins(self) -> tuple[str, ...]:
        """Every moment in which a call may begin."""
        return tuple(m for m in (*self.choices.values(), *(o.go for o in self.openings), self.start) if m)

    def spoken(self) -> Iterator[tuple[str, str]]:
        """Every line that can be said, as (person, text): the opening first, then in the order of the moments."""
        seen: set[tuple[str, str]] = set()
        for who, texts in self._spoken():
            for text in texts:
                if (who, text) not in seen:
                    seen.add((who, text))
                    yield who, text

    def _spoken(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        humans = [name for name, person in self.people.items() if person.role != "voicemail"]
        for name in dict.fromkeys([*self.begins(), *self.moments]):
            moment = self.moments[name]
            for wordings in moment.lines:
                yield moment.who, wordings.says
            for named in (moment.names_time, *(w.names_time for w in moment.lines)):
                if named and named.not_then:
                    yield moment.who, named.not_then
            for challenge in (moment.who_, moment.about, moment.expected):
                if challenge:
                    yield challenge.who, challenge.says
                    for reaction in (challenge.dodged, challenge.caught_lying):
                        yield from _says(reaction, challenge.who)
            here = [moment.silence, moment.unclear, moment.interrupted, *moment.hears, *moment.otherwise]
            here += [moment.odd_name, moment.odd_time, moment.two_times]
            for reaction in [*here, *moment.keys.values()]:
                for who in [moment.who] if moment.who else humans:
                    yield from _says(reaction, who)
        anywhere = [self.silence, self.unclear, self.interrupted, *self.always, *self.otherwise, *self.keys.values()]
        anywhere += [self.odd_name, self.odd_time, self.two_times]
        for reaction in anywhere:
            for who, person in self.people.items():
                theirs = reaction.if_ is None or reaction.if_.may_hold_with(person.role)
                if (person.role != "voicemail" and theirs) or reaction.who == who:
                    yield from _says(reaction, who)


def _says(reaction: Reaction | None, who: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    if reaction and reaction.says:
        speaks = reaction.who or who
        yield speaks, reaction.says
        if reaction.names_time and reaction.names_time.not_then:
            yield speaks, reaction.names_time.not_then
