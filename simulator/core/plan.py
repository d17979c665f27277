"""A plan: a scripted call with what it must show, as YAML beside its scenario.

Rule: a plan is read like every other file of a trainer: wrong words are refused with their line. It keeps the line of
everything it expects, so that what does not come true can be shown where it was written.
"""

from __future__ import annotations

import re
import typing
from collections.abc import Collection, Iterator
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from simulator.core.events import Action, Understood
from simulator.core.facts import Facts, game_time
from simulator.core.scenario import Ending, Scenario
from simulator.core.scoring import Verdict
from simulator.core.turns import ENDINGS
from simulator.core.wording import duration
from simulator.core.yaml_text import BadFile, Flaw, Path, Tree, build, did_you_mean, parse, stray_words, torn_lists

KINDS = ("good", "poor", "odd", "silent", "rude")
STEPS = ("they", "you", "press", "wait", "mumble", "hang_up")
ENDS = tuple(dict.fromkeys([*ENDINGS, *typing.get_args(Ending)]))
"""How a call may end: as a scenario says, or by hanging up and the like."""
_DIGITS = re.compile(r"\D")


def _iso(value: object) -> object:
    """A time as people write it, as ISO to the minute."""
    moment = game_time(value)
    return moment.isoformat(timespec="minutes") if hasattr(moment, "isoformat") else moment


def _values(value: object) -> object:
    if not isinstance(value, dict):
        raise ValueError("write what was understood as {call_at: 2026-11-24 14:00} or {phone: 555 0142}")
    for name in value:
        if name not in ("call_at", "phone"):
            near = did_you_mean(name, ("call_at", "phone"))
            raise ValueError(f"nothing is understood as '{name}'; there are call_at and phone{near}")
    return {k: _iso(v) if k == "call_at" else _DIGITS.sub("", str(v)) for k, v in value.items()}


def _kind(kind: str) -> str:
    if kind and kind not in KINDS:
        raise ValueError(f"'{kind}' is no kind of plan; kinds are {', '.join(KINDS)}{did_you_mean(kind, KINDS)}")
    return kind


def _end(end: str) -> str:
    if end and end not in ENDS:
        raise ValueError(f"no call ends '{end}'; it may end {', '.join(ENDS)}{did_you_mean(end, ENDS)}")
    return end


def _band(value: object) -> object:
    if not isinstance(value, list) or len(value) != 2:
        raise ValueError(f"write the least and the most that may come out, as [60, 100]; found {value!r:.40}")
    return value


def _authors(value: object) -> object:
    if isinstance(value, str) and value:
        return (value,)
    if not isinstance(value, list) or not value:
        raise ValueError("name the playbooks whose way was taken: [hit-zero], say")
    return value


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
    """A scripted call. `case`: which of the scenario's; `now`: when it is made. `after`: the plan of the call before
    it, whose end is this call's beginning; `earlier` is that plan, read. `verdicts` by rule; `totals` by playbook: the
    least and the most that may come out. `disagreements`: questions that must be shown, each with the playbooks whose
    way was taken; `goal`: whether the scenario's goal must be reached. `file` is where it was read, `lines` the line of
    each thing it expects, by its path."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str
    file: str = ""
    lines: dict[Any, int] = Field(default_factory=dict, repr=False)
    earlier: Plan | None = Field(None, repr=False)
    plan: str
    scenario: str
    difficulty: str
    kind: Annotated[str, AfterValidator(_kind)] = ""
    seed: int = 1
    aloud: bool = False
    choice: Action | None = None
    case: str = ""
    after: str = ""
    now: Annotated[str, BeforeValidator(lambda v: _iso(v) if v else "")] = ""
    facts: dict[str, Any] = Field(default_factory=dict)
    call: tuple[Step, ...]
    verdicts: dict[str, Verdict] = Field(default_factory=dict)
    totals: dict[str, Annotated[tuple[int, int], BeforeValidator(_band)]] = Field(default_factory=dict)
    disagreements: dict[str, Annotated[tuple[str, ...], BeforeValidator(_authors)]] = Field(default_factory=dict)
    ends: Annotated[str, AfterValidator(_end)] = ""
    learned: tuple[str, ...] = ()
    promised: Annotated[str, BeforeValidator(lambda v: _iso(v) if v else "")] = ""
    goal: Literal["", "reached", "not reached"] = ""

    @property
    def changes_facts(self) -> bool:
        """Whether its call begins otherwise than the scenario says."""
        return bool(self.facts or self.case or self.now)

    def facts_of(self, scenario: Scenario) -> Facts:
        """The scenario's facts with those that the plan changes."""
        facts = scenario.facts_in(self.case)
        if not self.changes_facts:
            return facts
        now = {"now": self.now} if self.now else {}
        return Facts.model_validate(facts.model_dump(by_alias=True) | self.facts | now)

    def flaw(self, says: str, *path: str | int) -> Flaw:
        """Something that is wrong with what the plan says at that path, with file and line."""
        return Flaw(self.file, self.lines.get(path) or self.lines.get(path[:1], 1), says)


def misfits(plan: Plan, scenario: Scenario) -> Iterator[Flaw]:
    """What in a plan does not belong to its scenario: another's name, a difficulty or a choice that it has not."""
    if plan.scenario != scenario.id:
        says = f"this plan is for '{plan.scenario}', but it is run with '{scenario.id}'"
        yield plan.flaw(f"{says}; write `scenario: {scenario.id}`, or move the file to its own", "scenario")
    if plan.difficulty not in scenario.difficulty:
        yield plan.flaw(no_difficulty(plan.difficulty, scenario), "difficulty")
    if plan.case and plan.after:
        yield plan.flaw("the case is that of the first call of the row; take this line out", "case")
    elif plan.case and plan.case not in scenario.cases:
        there = f"cases are {', '.join(scenario.cases)}" if scenario.cases else "this scenario has none"
        yield plan.flaw(f"no case is called '{plan.case}'; {there}{did_you_mean(plan.case, scenario.cases)}", "case")
    if plan.goal and not scenario.goal_when:
        says = f"the goal of '{scenario.id}' has no `goal_when`, so nobody can tell whether it was reached"
        yield plan.flaw(f"{says}; write one there, or take this line out", "goal")
    if plan.choice and scenario.choices and plan.choice not in scenario.choices:
        says = f"'{plan.choice}' cannot be chosen here; choices are {', '.join(scenario.choices)}"
        yield plan.flaw(says, "choice")


def no_difficulty(name: str, scenario: Scenario) -> str:
    """What to say where a scenario has no difficulty of that name."""
    return f"no difficulty is called '{name}'; there are {', '.join(scenario.difficulty)}"


def read_plan(text: str, file: str, moves: Collection[str]) -> Plan:
    """The plan that a text holds. Raises BadFile."""
    tree = parse(text, file)
    if flaws := [*stray_words(tree, moves), *torn_lists(tree, moves)]:
        raise BadFile(flaws)
    if isinstance(tree.data, dict):
        flaws = list(_undo_sugar(tree))
        tree.data["id"] = file.replace("\\", "/").rsplit("/", 1)[-1].removesuffix(".yaml")
        tree.data["file"], tree.data["lines"] = file, {p: n for p, n in tree.lines.items() if p and p[0] != "call"}
    if flaws:
        raise BadFile(flaws)
    plan = build(Plan, tree)
    flaws = [
        tree.flaw(("call", i, "moves"), f"no move is called '{move}'{did_you_mean(move, moves)}")
        for i, step in enumerate(plan.call)
        for move in step.moves or ()
        if move not in moves
    ]
    flaws += [
        tree.flaw(("call", i), f"a step does one thing: {', '.join(STEPS[:-1])} or {STEPS[-1]}")
        for i, step in enumerate(plan.call)
        if sum(map(bool, (step.they, step.you, step.press, step.wait, step.mumble, step.hang_up))) != 1
    ]
    if flaws:
        raise BadFile(flaws)
    _check_facts(plan, tree)
    return plan


def _check_facts(plan: Plan, tree: Tree) -> None:
    """The facts that a plan changes are facts, each with its line. Raises BadFile."""
    lines: dict[Path, int] = {path[1:]: line for path, line in tree.lines.items() if path[:1] == ("facts",)}
    build(Facts, Tree(tree.file, plan.facts, lines))


def _undo_sugar(tree: Tree) -> Iterator[Flaw]:
    """`- hang_up` -> {hang_up: true}; `you: {say: ..., barge_in_after: ...}` -> fields of the step; no referral.
    Yields what cannot be a step at all."""
    for name in {"file", "lines", "earlier"} & tree.data.keys():
        yield tree.flaw((name,), f"there is no field '{name}' here; take it out")
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
        else:
            word = str(step or "")
            says = f"'{word}' is no step" if word else "this step is empty"
            yield tree.flaw(("call", i), f"{says}; steps are {', '.join(STEPS)}{did_you_mean(word, STEPS)}")
