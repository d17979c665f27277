"""A plan: a scripted call with what it must show, as YAML beside its scenario.

Rule: a plan is read like every other file of a trainer: wrong words are refused with their line.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from simulator.core.events import Action, Understood
from simulator.core.facts import Facts, game_time
from simulator.core.scoring import Verdict
from simulator.core.wording import duration
from simulator.core.yaml_text import BadFile, Tree, build, did_you_mean, parse

_DIGITS = re.compile(r"\D")


def _iso(value: object) -> object:
    """A time as people write it, as ISO to the minute."""
    moment = game_time(value)
    return moment.isoformat(timespec="minutes") if hasattr(moment, "isoformat") else moment


def _values(value: object) -> object:
    if not isinstance(value, dict):
        raise ValueError("write what was understood as {call_at: 2026-11-24 14:00} or {phone: 555 0142}")
    return {k: _iso(v) if k == "call_at" else _DIGITS.sub("", str(v)) for k, v in value.items()}


class Step(BaseModel):
    """One step: `they` (a moment, or words of theirs), `you`, `press`, `wait`, `mumble` or `hang_up`."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    line: int = 0
    they: str = ""
    you: str = ""
    moves: tuple[str, ...] | None = None
    understood: Annotated[dict[str, str], BeforeValidator(_values)] = Field(default_factory=dict)
    barge_in_after: Annotated[int | None, BeforeValidator(lambda v: v if v is None else duration(v))] = None
    press: str = ""
    wait: Annotated[int, BeforeValidator(duration)] = 0
    mumble: bool = False
    hang_up: bool = False

    def understood_value(self) -> Understood:
        """The values this step expects, as an utterance carries them."""
        return Understood(self.understood.get("call_at"), self.understood.get("phone"))


class Plan(BaseModel):
    """A scripted call. `verdicts` by rule; `totals` by playbook: the least and the most that may come out."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str
    plan: str
    scenario: str
    difficulty: str
    kind: str = ""
    seed: int = 1
    aloud: bool = False
    choice: Action | None = None
    facts: dict[str, Any] = Field(default_factory=dict)
    call: tuple[Step, ...]
    verdicts: dict[str, Verdict] = Field(default_factory=dict)
    totals: dict[str, tuple[int, int]] = Field(default_factory=dict)
    ends: str = ""
    learned: tuple[str, ...] = ()
    promised: Annotated[str, BeforeValidator(lambda v: _iso(v) if v else "")] = ""

    def facts_of(self, facts: Facts) -> Facts:
        """The scenario's facts with those that the plan changes."""
        if not self.facts:
            return facts
        return Facts.model_validate(facts.model_dump(by_alias=True) | self.facts)


def read_plan(text: str, file: str, moves: Collection[str]) -> Plan:
    """The plan that a text holds. Raises BadFile."""
    tree = parse(text, file)
    if isinstance(tree.data, dict):
        _undo_sugar(tree)
        tree.data["id"] = file.replace("\\", "/").rsplit("/", 1)[-1].removesuffix(".yaml")
    plan = build(Plan, tree)
    flaws = [
        tree.flaw(("call", i, "moves"), f"no move is called '{move}'{did_you_mean(move, moves)}")
        for i, step in enumerate(plan.call)
        for move in step.moves or ()
        if move not in moves
    ]
    flaws += [
        tree.flaw(("call", i), "a step does one thing: they, you, press, wait, mumble or hang_up")
        for i, step in enumerate(plan.call)
        if sum(map(bool, (step.they, step.you, step.press, step.wait, step.mumble, step.hang_up))) != 1
    ]
    try:
        plan.facts_of(Facts())
    except ValueError as wrong:
        flaws.append(tree.flaw(("facts",), str(wrong).splitlines()[2].strip() if "\n" in str(wrong) else str(wrong)))
    if flaws:
        raise BadFile(flaws)
    return plan


def _undo_sugar(tree: Tree) -> None:
    """`- hang_up` -> {hang_up: true}; `you: {say: ..., barge_in_after: ...}` -> fields of the step; no referral."""
    facts = tree.data.get("facts")
    if isinstance(facts, dict) and facts.get("referral") == "none":
        facts["referral"] = None
    steps = tree.data.get("call")
    for i, step in enumerate(steps if isinstance(steps, list) else ()):
        if step in ("hang_up", "mumble"):
            step = steps[i] = {step: True}
        if isinstance(step, dict):
            step["line"] = tree.line(("call", i))
            inner = step.get("you")
            if isinstance(inner, dict):
                step["you"] = inner.pop("say", "")
                step.update(inner)
            if isinstance(step.get("press"), int):
                step["press"] = str(step["press"])
