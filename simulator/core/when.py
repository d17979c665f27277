"""Conditions of a playbook: when a rule, or a part of one, has something to say.

Rule: a condition is data, every name in it is known when the file is read, and all that stands in one mapping must hold
together. A list of values means one of them.
"""

from __future__ import annotations

import difflib
import typing
from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, field_validator

from simulator.core.facts import CalleeAct, Do, Facts, With
from simulator.core.standing import Standing
from simulator.core.yaml_text import did_you_mean

ACTS: tuple[str, ...] = typing.get_args(CalleeAct)
ACTIONS: tuple[str, ...] = typing.get_args(Do)
PEOPLE: tuple[str, ...] = typing.get_args(With)
FEW = 8  # names in a message


def listed(value: object) -> object:
    """A single value where a list may stand."""
    return value if isinstance(value, list | tuple) else (value,)


def known_move(name: str, info: ValidationInfo) -> str:
    """A move of the catalogue that the file is read with. Raises ValueError."""
    return _known(name, info.context["moves"] if info.context else (), "move")


def known_move_or_action(name: str, info: ValidationInfo) -> str:
    """A move of the catalogue, or an action on the line. Raises ValueError."""
    return _known(name, [*(info.context["moves"] if info.context else ()), *ACTIONS], "move or action")


def known_act(name: str, info: ValidationInfo) -> str:
    """Something a callee does: an act, `refused` (anything), or `refused:MOVE`. Raises ValueError."""
    if name.startswith("refused:"):
        known_move(name.removeprefix("refused:"), info)
        return name
    return _known(name, (*ACTS, "refused"), "act of a callee")


def known_action(name: str) -> str:
    """An action on the line. Raises ValueError."""
    return _known(name, ACTIONS, "action")


def _known(name: str, names: Iterable[str], what: str) -> str:
    if name not in names:
        raise ValueError(f"no {what} is called '{name}'{did_you_mean(name, names) or _nearest(name, names)}")
    return name


def _nearest(name: str, names: Iterable[str]) -> str:
    """What may be written instead of a name that is like none: all there are, or the few that are least unlike it. In
    the order of the alphabet, so that one mistake is always told in the same words."""
    known = sorted(names)
    few = sorted(difflib.get_close_matches(name, known, n=FEW, cutoff=0.0))
    return f"; take one of {', '.join(few)}" if len(known) <= FEW else f"; the nearest are {', '.join(few)}"


def not_empty(values: tuple[Any, ...]) -> tuple[Any, ...]:
    """A list that holds something. Raises ValueError. (A least length of pydantic's counts wrong items as missing.)"""
    if not values:
        raise ValueError("this list is empty; write at least one thing into it, or leave the line out")
    return values


Text = Annotated[str, Field(min_length=1, max_length=600)]
MoveId = Annotated[str, AfterValidator(known_move)]
MoveOrAction = Annotated[str, AfterValidator(known_move_or_action)]
Moves = Annotated[tuple[MoveId, ...], BeforeValidator(listed), AfterValidator(not_empty)]
MovesOrActions = Annotated[tuple[MoveOrAction, ...], BeforeValidator(listed), AfterValidator(not_empty)]
Act = Annotated[str, AfterValidator(known_act)]
Acts = Annotated[tuple[Act, ...], BeforeValidator(listed), AfterValidator(not_empty)]
Action = Annotated[str, AfterValidator(known_action)]
Actions = Annotated[tuple[Action, ...], BeforeValidator(listed), AfterValidator(not_empty)]
People = Annotated[tuple[With, ...], BeforeValidator(listed), AfterValidator(not_empty)]
Times = Annotated[int, Field(strict=True, ge=1)]
Values = Annotated[tuple[Any, ...], BeforeValidator(listed), AfterValidator(not_empty)]

REFERRAL = ("none", "some", "inside", "outside")
_OTHERS = ("with", "now", "promised_words")  # no plain facts to a condition: one changes in a call, two never repeat


def _answers(fact: str) -> tuple[Any, ...] | None:
    """What a fact may be asked for; None where it is a number."""
    hint = Facts.model_fields[fact].annotation
    if fact == "referral":
        return REFERRAL
    if fact == "promised_at":
        return ("none", "some")
    if hint is bool:
        return (True, False)
    return typing.get_args(hint) if typing.get_origin(hint) is Literal else None


FACTS: dict[str, tuple[Any, ...] | None] = {
    name: None if name == "world" else _answers(name)
    for name, field in Facts.model_fields.items()
    if (field.alias or name) not in _OTHERS
}
"""Every fact that a condition may ask, with the answers it has; None: any number, or any name."""


class When(BaseModel):
    """A condition. Facts by their names; beside them what the call itself shows so far: `with` whom the trainee speaks,
    `after` what the callee did, `made` moves of the trainee, `done` actions, `reached` whom the call has reached,
    `message` whether a box is recording, `replies_at_least` how often whoever has the line has answered,
    `kept_at_least` how often since they said that they cannot talk. `any`, `all` and `not` hold further conditions."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)
    with_: People | None = Field(None, alias="with")
    on: Values | None = None
    spoken_before: Values | None = None
    relationship: Values | None = None
    referral: Values | None = None
    calls_before: Values | None = None
    calls_before_at_least: int | None = None
    messages_before: Values | None = None
    messages_before_at_least: int | None = None
    left_good_message: Values | None = None
    voicemail_first: Values | None = None
    promised_at: Values | None = None
    cell_source: Values | None = None
    cell_only_way: Values | None = None
    cell_reserved: Values | None = None
    cell_permission: Values | None = None
    errand: Values | None = None
    moment: Values | None = None
    expected: Values | None = None
    world: Values | None = None
    after: Acts | None = None
    made: Moves | None = None
    done: Actions | None = None
    reached: People | None = None
    message: bool | None = None
    replies_at_least: Times | None = None
    kept_at_least: Times | None = None
    any_: tuple[When, ...] = Field((), alias="any")
    all_: tuple[When, ...] = Field((), alias="all")
    not_: When | None = Field(None, alias="not")

    @field_validator(*FACTS)
    @classmethod
    def _possible(cls, values: tuple[Any, ...] | None, info: ValidationInfo) -> tuple[Any, ...] | None:
        answers = FACTS[str(info.field_name)]
        for value in values or ():
            if answers is not None and not any(value is a or (value == a and isinstance(a, str)) for a in answers):
                words = [str(a).lower() if isinstance(a, bool) else str(a) for a in answers]
                near = did_you_mean(str(value), words)
                raise ValueError(f"'{info.field_name}' is never {value!r:.60}; it may be {', '.join(words)}{near}")
            if info.field_name in ("calls_before", "messages_before") and type(value) is not int:
                raise ValueError(f"'{info.field_name}' is a number of times, 0 or more; found {value!r:.60}")
        return values

    def holds(self, now: Standing) -> bool:
        """Whether all of it is so where the call stands."""
        return (
            all(_is_one_of(name, getattr(self, name), now) for name in self.model_fields_set & FACTS.keys())
            and (self.with_ is None or now.with_ in self.with_)
            and (self.message is None or now.message == self.message)
            and (self.after is None or any(_heard(act, now.acts) for act in self.after))
            and (self.made is None or not now.made.isdisjoint(self.made))
            and (self.done is None or not now.done.isdisjoint(self.done))
            and (self.reached is None or not now.reached.isdisjoint(self.reached))
            and (self.calls_before_at_least is None or now.facts.calls_before >= self.calls_before_at_least)
            and (self.messages_before_at_least is None or now.facts.messages_before >= self.messages_before_at_least)
            and (self.replies_at_least is None or now.replies >= self.replies_at_least)
            and (self.kept_at_least is None or now.kept >= self.kept_at_least)
            and (not self.any_ or any(c.holds(now) for c in self.any_))
            and all(c.holds(now) for c in self.all_)
            and (self.not_ is None or not self.not_.holds(now))
        )


ALWAYS = When.model_validate({})


def _heard(act: str, acts: frozenset[str]) -> bool:
    return act in acts or (act == "refused" and any(a.startswith("refused:") for a in acts))


def _is_one_of(fact: str, values: tuple[Any, ...] | None, now: Standing) -> bool:
    if values is None:
        return True
    if fact == "on":
        return now.on in values
    value = getattr(now.facts, fact)
    if fact == "referral":
        return not {"some", value.where}.isdisjoint(values) if value else "none" in values
    if fact == "promised_at":
        return ("some" if value else "none") in values
    return value in values
