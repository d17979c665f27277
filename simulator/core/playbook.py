"""A playbook: one author's position and rules as data.

Rule: everything an author holds is in the file: when a rule speaks, what it wants, what that is worth, why, where in
the document it stands, and with whom it disagrees. Judging knows kinds of rules, never an author.

A rule has one of six keys that say its kind: `do` (moves that earn), `avoid` (moves that cost), `choose` (actions, each
with its points), `order` (one thing before another), `measure` (a quantity of the speech), `keep` (a promise across
calls).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, model_validator

from simulator.core.measures import HOUSE, QUANTITIES
from simulator.core.scorecard import Basis, Kind
from simulator.core.when import (
    ALWAYS,
    PEOPLE,
    Action,
    Acts,
    MoveId,
    Moves,
    MovesOrActions,
    Text,
    When,
    known_move_or_action,
    listed,
    not_empty,
)
from simulator.core.yaml_text import BadFile, Flaw, Tree, build, did_you_mean, parse, torn_lists

MOST_POINTS = 100.0
SLOTS: dict[str, str] = {
    "prospect": "(the person you want)",
    "you": "(your name)",
    "company": "(your company)",
    "helps_with": "(what you help with)",
    "phone": "(your number)",
    "referrer": "(who asked you to call)",
}
"""Names that a model answer may hold, and what stands there where a call does not tell."""

_SLOT = re.compile(r"\{([^{}]*)\}")
_ID = re.compile(r"[a-z][a-z0-9-]*")


def _is_number(value: object) -> bool:
    try:
        float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return False
    return True


def _slots_known(text: str) -> str:
    for name in _SLOT.findall(text):
        if name not in SLOTS:
            raise ValueError(f"'{{{name}}}' is no name that can be filled in{did_you_mean(name, SLOTS)}")
    return text


def _known_step(name: str, info: ValidationInfo) -> str:
    return name if name in PEOPLE else known_move_or_action(name, info)


def _choice_known(text: str) -> str:
    if wrong := [name for name in _SLOT.findall(text) if name != "did"]:
        raise ValueError(f"'{{{wrong[0]}}}' is no name that a title can hold; `{{did}}` is, for what was done instead")
    return text


def _measurable(what: str) -> str:
    if what not in QUANTITIES:
        near = did_you_mean(what, QUANTITIES)
        raise ValueError(f"'{what:.60}' cannot be measured{near or '; it may be ' + ', '.join(QUANTITIES)}")
    return what


def _several(value: object) -> object:
    return [value] if isinstance(value, dict) else value


Template = Annotated[Text, AfterValidator(_slots_known)]
BrokenTitle = Annotated[Text, AfterValidator(_choice_known)]
Points = Annotated[float, Field(gt=0, le=MOST_POINTS, allow_inf_nan=False)]
Figure = Annotated[float, Field(ge=-1000, le=1000, allow_inf_nan=False)]
Worth = Annotated[float, Field(ge=-MOST_POINTS, le=MOST_POINTS, allow_inf_nan=False)]
Step = Annotated[str, AfterValidator(_known_step)]
Steps = Annotated[tuple[Step, ...], BeforeValidator(listed), AfterValidator(not_empty)]
Words = Annotated[tuple[Text, ...], BeforeValidator(listed), AfterValidator(not_empty)]


class Piece(BaseModel):
    """What every part of a playbook is: frozen, and strict about its names."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Part(Piece):
    """One thing that a do-rule pays for. `any`: one of these moves or actions shows it; `words`: or one of these
    phrases; `names: prospect`: or the prospect's name; `answers`: or plain words right after that act, without any of
    the moves in `without`; `talks: true`: or any plain words without those. `called` names it when it is missing.
    `once`: it counts only once this holds, the moves of the very words included. `instead`: how this part alone could
    be said, for tips; the rule's own sentence where it is left out."""

    any_: MovesOrActions = Field((), alias="any", validate_default=False)
    words: Words = Field((), validate_default=False)
    names: Literal["prospect"] | None = None
    answers: Acts = Field((), validate_default=False)
    without: Moves = Field((), validate_default=False)
    talks: bool = False
    points: Points
    called: Text = ""
    instead: Template = ""
    when: When = ALWAYS
    once: When = ALWAYS

    @model_validator(mode="after")
    def _shows(self) -> Part:
        if not (self.any_ or self.words or self.names or self.answers or self.talks):
            raise ValueError("this part earns points for nothing; add `any: [a move]`, or `words:`, or `answers:`")
        return self

    @property
    def label(self) -> str:
        """What the part is called on a card."""
        return self.called or " or ".join(self.any_).replace("_", " ") or "the words asked for"


class Order(Piece):
    """`first` (moves, actions, or somebody to be spoken with) should come before `then`, or instead of it."""

    first: Steps
    then: MovesOrActions


class Measure(Piece):
    """A quantity of the speech with its band. `source`: whose figure it is; `house target` where no author says one."""

    what: Annotated[Text, AfterValidator(_measurable)]
    at_least: Figure | None = None
    at_most: Figure | None = None
    unit: str = ""
    source: Text = HOUSE

    @model_validator(mode="after")
    def _is_a_band(self) -> Measure:
        if self.at_least is None and self.at_most is None:
            raise ValueError("this measure has no band; add `at_most: 30`, or `at_least:`, or both")
        if self.at_least is not None and self.at_most is not None and self.at_least > self.at_most:
            raise ValueError(f"nothing lies between {self.at_least:g} and {self.at_most:g}; change the two ends round")
        if self.unit and self.unit != QUANTITIES[self.what].unit:
            raise ValueError(f"'{self.what}' is measured in {QUANTITIES[self.what].unit}; leave `unit` out")
        return self


Measures = Annotated[tuple[Measure, ...], BeforeValidator(_several), AfterValidator(not_empty)]


class Keep(Piece):
    """A promise across calls. `fact` says what was promised; the points of `kept`, of a call on the same day but
    `early_or_late`, and of one on a later day (`broken`). `shown_by`: for `left_good_message`, the rule that a message
    must have met to be a good one."""

    fact: Literal["promised_at", "left_good_message"]
    tolerance_minutes: int = Field(2, ge=0, le=24 * 60)
    kept: Points = 10.0
    early_or_late: float = Field(0.0, ge=0, le=MOST_POINTS)
    broken: Worth = 0.0
    shown_by: str = ""


class Stand(Piece):
    """Where the rule's author stands on a question that others answer otherwise. `against`: the rules of the others;
    `stance` in our words, `because` the reason, where it is another than the rule's. The position counts as followed
    when the rule earned; or, where `by` or `without` is given, when one of the first moves and none of the second was
    made. `when` and `act` say on which calls the question comes up at all."""

    question: Text
    stance: Text
    because: str = Field("", max_length=600)
    against: Annotated[tuple[str, ...], BeforeValidator(listed)] = ()
    by: Moves = Field((), validate_default=False)
    without: Moves = Field((), validate_default=False)
    act: MovesOrActions = Field((), validate_default=False)
    when: When = ALWAYS


class Rule(Piece):
    """One rule. `passage` tells where in the document it stands; `early`: credit too for what was said before it was
    called for; `unless`: a condition on the whole call under which the rule has nothing to say. `except`: where a move
    that is to be avoided is none the less in its place; `again`: what it costs who did it more than
    once. `broken_title`: what a card calls the rule once it was broken, or another choice made; `{did}` there is what
    was done."""

    id: str
    title: Text
    broken_title: BrokenTitle = ""
    basis: Basis
    passage: Text
    because: Text
    instead: Template
    when: When = ALWAYS
    unless: When | None = None
    early: bool = False
    do: Annotated[tuple[Part, ...], AfterValidator(not_empty)] | None = None
    avoid: Moves | None = None
    except_: dict[MoveId, When] = Field(default_factory=dict, alias="except")
    choose: dict[Action, Worth] | None = None
    order: Order | None = None
    measure: Measures | None = None
    keep: Keep | None = None
    points: float = 0.0
    again: float = Field(0.0, ge=-MOST_POINTS, le=0)
    disagrees: tuple[Stand, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _short_forms(cls, data: Any) -> Any:
        """`do: ask_for_help` with `points: 6` is a list of one part."""
        parts = data.get("do") if isinstance(data, dict) else None
        if isinstance(parts, list) and (bare := [part for part in parts if isinstance(part, str)]):
            says = f"each part of `do` says what it is worth: `- {{any: [{bare[0]:.40}], points: 3}}`"
            raise ValueError(f"{says}; where one of several moves will do, write them all into one `any`")
        if isinstance(data, dict) and isinstance(data.get("do"), str):
            if "points" not in data:
                raise ValueError(f"what is '{data['do']:.40}' worth? Add a line such as `points: 4`")
            points = data["points"] if _is_number(data["points"]) else 1  # what is no number is told once, at its line
            return {**data, "do": [{"any": [data["do"]], "points": points}]}
        return data

    @model_validator(mode="after")
    def _one_kind(self) -> Rule:
        kinds = [k for k in _KINDS if getattr(self, k) is not None]
        if len(kinds) != 1:
            found = " and ".join(f"`{k}`" for k in kinds) or "none of them"
            raise ValueError(f"a rule has exactly one of do, avoid, choose, order, measure, keep; found {found}")
        if self.choose is not None and not self.choose:
            raise ValueError("a choose-rule needs actions with their points: `choose: {press_zero: 10}`, say")
        if kinds == ["avoid"] and not -MOST_POINTS <= self.points < 0:
            raise ValueError("an avoid-rule costs points; write `points: -6`, say")
        if self.again and (kinds != ["avoid"] or self.again > self.points):
            raise ValueError("`again` is what an avoid-rule costs who breaks it more than once, so more than `points`")
        if wrong := [move for move in self.except_ if move not in (self.avoid or ())]:
            raise ValueError(f"`except` speaks of '{wrong[0]}', which this rule does not avoid; it belongs to `avoid`")
        if self.broken_title and kinds[0] not in ("choose", "avoid", "keep"):
            raise ValueError(f"a rule of the kind {kinds[0]} is never broken; leave `broken_title` out")
        if "{did}" in self.broken_title and kinds[0] != "choose":
            raise ValueError("only a choose-rule can fill in `{did}`; write `broken_title` without it")
        if kinds[0] in ("order", "measure") and not 0 < self.points <= MOST_POINTS:
            raise ValueError(f"a rule of the kind {kinds[0]} earns points; write `points: 6`, say")
        return self

    @property
    def kind(self) -> Kind:
        """Which of the six kinds it is."""
        return next(k for k in _KINDS if getattr(self, k) is not None)

    @property
    def offers(self) -> float:
        """The points that it gives at best."""
        if self.do is not None:
            return sum(part.points for part in self.do)
        if self.choose is not None:
            return max(0.0, *self.choose.values())
        return self.keep.kept if self.keep is not None else max(0.0, self.points)


_KINDS: tuple[Kind, ...] = ("do", "avoid", "choose", "order", "measure", "keep")


class Document(Piece):
    """The document that a playbook stands on."""

    title: Text
    file: str = ""


class _File(Piece):
    hit_zero: Literal[1]
    id: str
    author: Text
    document: Document
    motto: Text
    position: Text
    version: int = Field(1, ge=1)
    rules: Annotated[tuple[Rule, ...], AfterValidator(not_empty)]


class Playbook(Piece):
    """One author. `document` is its title and `file` the name under which the document was handed in; `position` what
    the author holds, in our words, and `motto` the same in a few of them."""

    id: str
    author: str
    document: str
    file: str
    motto: str
    position: str
    version: int
    rules: tuple[Rule, ...]

    @property
    def offers(self) -> float:
        """What all rules offer together, in points."""
        return sum(rule.offers for rule in self.rules)

    def rule(self, id: str) -> Rule | None:
        """The rule of that id; None where the playbook has no such rule."""
        return next((r for r in self.rules if r.id == id), None)


def parse_playbook(text: str, file: str, moves: Collection[str]) -> Playbook:
    """The playbook that a YAML text holds. `moves`: the ids of the catalogue. Raises BadFile, which names every wrong
    word with its line and a way out."""
    tree = parse(text, file)
    written = build(_File, tree, {"moves": frozenset(moves)})
    if flaws := [*torn_lists(tree, moves), *_wrong_ids(written, tree)]:
        raise BadFile(flaws)
    return Playbook(
        id=written.id,
        author=written.author,
        document=written.document.title,
        file=written.document.file,
        motto=written.motto,
        position=written.position,
        version=written.version,
        rules=written.rules,
    )


def _wrong_ids(written: _File, tree: Tree) -> Iterator[Flaw]:
    if not _ID.fullmatch(written.id):
        yield tree.flaw(("id",), f"'{written.id:.60}' cannot be an id; write small letters and dashes: hit-zero")
    seen: set[str] = set()
    for i, rule in enumerate(written.rules):
        at = ("rules", i, "id")
        if not rule.id.startswith(f"{written.id}/"):
            yield tree.flaw(at, f"the rules of this playbook are called '{written.id}/...'; found '{rule.id:.60}'")
        if rule.id in seen:
            yield tree.flaw(at, f"two rules are called '{rule.id}'; give each a name of its own")
        seen.add(rule.id)
