"""The lint of scenarios and their plans: what would go wrong in play, told before anybody plays.

Rule: an error is what a trainee would stumble over (a moment nobody reaches, a call without a way out, a difficulty
that changes nothing, a plan that does not come true); a warning is what a trainer may want to know. Each has its line.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from simulator.core.check_goal import check_goal
from simulator.core.check_times import check_times
from simulator.core.events import Event, Heard
from simulator.core.plan import Plan
from simulator.core.rehearsal import rehearse, said
from simulator.core.scenario import Moment, Reaction, Scenario
from simulator.core.yaml_text import Flaw, Tree, did_you_mean, parse

KINDS = ("good", "poor", "odd")
SPEECH = 150  # characters that can be said in one breath, at the most


@dataclass(frozen=True, slots=True)
class Tried:
    """A plan that was run as `rehearse` runs it: what happened in it, and what did not come true. No events where it
    could not be run at all."""

    plan: Plan
    events: tuple[Event, ...]
    flaws: tuple[Flaw, ...]


def check_scenario(
    scenario: Scenario, file: str, plans: Sequence[Tried], unread: int = 0, voices: Collection[str] = ()
) -> list[Flaw]:
    """Everything that is wrong with a scenario which could be read, and with its plans. `unread`: how many of its plans
    could not be read; `voices`: the natural voices there are, where they shall be looked up."""
    tree = parse(scenario.text, file)
    flaws = [*_unreached(scenario, tree), *_stuck(scenario, tree), *_loops(scenario, tree), *_hidden(scenario, tree)]
    flaws += [*_long_lines(scenario, tree), *_unknown_voices(scenario, tree, voices), *check_times(scenario, tree)]
    flaws += [flaw for tried in plans for flaw in tried.flaws]
    if not unread and all(tried.events for tried in plans):  # else what is missing may stand in the broken one
        flaws += _kinds_of_plans(file, [tried.plan for tried in plans])
        if plans:
            flaws += _alike(scenario, tree, [_as_heard(tried) for tried in plans])
        if not any(tried.flaws for tried in plans):  # a call that went astray comes to no goal
            flaws += check_goal(scenario, tree, [(tried.plan, tried.events) for tried in plans])
    return sorted(flaws, key=lambda f: (f.file, f.line))


def _ways(scenario: Scenario, name: str) -> Iterator[str]:
    """The moments to which a moment may lead by itself, by a reaction or a key."""
    moment = scenario.moments[name]
    yield from filter(None, [moment.then])
    here: list[Reaction | None] = [*moment.hears, *moment.otherwise, *moment.keys.values()]
    here += [moment.silence, moment.unclear, moment.interrupted, moment.odd_name, moment.odd_time, moment.two_times]
    for challenge in (moment.who_, moment.about, moment.expected):
        here += [challenge.dodged, challenge.caught_lying] if challenge else []
    yield from (r.go for r in here if r and r.go)


def _anywhere(scenario: Scenario) -> set[str]:
    """The moments to which a call may go from wherever it stands."""
    everywhere = [*scenario.always, *scenario.otherwise, *scenario.keys.values()]
    everywhere += [scenario.silence, scenario.unclear, scenario.interrupted]
    return {r.go for r in [*everywhere, scenario.odd_name, scenario.odd_time, scenario.two_times] if r.go}


def _unreached(scenario: Scenario, tree: Tree) -> Iterator[Flaw]:
    todo = list(scenario.begins())
    todo += _anywhere(scenario)
    seen: set[str] = set()
    while todo:
        name = todo.pop()
        if name not in seen:
            seen.add(name)
            todo += _ways(scenario, name)
    for name in scenario.moments.keys() - seen:
        yield tree.flaw(("moments", name), f"nothing leads to '{name}'; name it in a `go` or a `then`, or take it out")


def _stuck(scenario: Scenario, tree: Tree) -> Iterator[Flaw]:
    """Moments in which a trainee can say what they like and the call never moves, but by running out of patience."""
    for name, moment in scenario.moments.items():
        moves_on = moment.ends or moment.then or moment.hears or moment.keys or moment.phase in ("ringing", "busy")
        ends = any(r.ends for r in (*moment.otherwise, *([moment.silence] if moment.silence else [])))
        if not moves_on and not ends:
            says = f"'{name}' has no way out; give it `hears`, `then`, `keys` or `ends`"
            yield tree.flaw(("moments", name), says)


def _loops(scenario: Scenario, tree: Tree) -> Iterator[Flaw]:
    """Rows of `then` that come back to where they began: the callee would talk to nobody for ever."""
    for name in scenario.moments:
        seen, at = [name], scenario.moments[name].then
        while at and at not in seen:
            seen.append(at)
            at = scenario.moments[at].then
        waits = any(_waits(scenario.moments[m]) for m in seen)
        if at == name and not waits:
            row = " -> ".join([*seen, name])
            yield tree.flaw(("moments", name, "then"), f"'then' goes round in a circle: {row}; end it somewhere")


def _waits(moment: Moment) -> bool:
    return moment.phase == "recording" or bool(moment.ends)


def _hidden(scenario: Scenario, tree: Tree) -> Iterator[Flaw]:
    """Reactions that can never answer, because one before them takes everything."""
    rows: list[tuple[tuple[str | int, ...], Sequence[Reaction]]] = [
        *((("moments", n, "hears"), m.hears) for n, m in scenario.moments.items()),
        *((("moments", n, "otherwise"), m.otherwise) for n, m in scenario.moments.items()),
        (("otherwise",), scenario.otherwise),
    ]
    for path, row in rows:
        first = next((i for i, r in enumerate(row) if r.if_ is None and (r.says or r.go or r.ends)), None)
        if first is not None and first < len(row) - 1 and not row[first].once:
            says = "this reaction is never reached: the one above it has no condition; turn them round"
            yield tree.flaw((*path, first + 1), says)


def _long_lines(scenario: Scenario, tree: Tree) -> Iterator[Flaw]:
    where = {text: number for number, text in enumerate(scenario.text.splitlines(), 1)}
    for who, text in scenario.spoken():
        if len(text) > SPEECH and scenario.people[who].role != "voicemail":
            line = next((n for written, n in where.items() if text[:25] in written), 0)
            says = f"{len(text)} characters in one breath ('{text[:30]}...'); two shorter lines sound more alive"
            yield Flaw(tree.file, line, says, "warning")


def _unknown_voices(scenario: Scenario, tree: Tree, voices: Collection[str]) -> Iterator[Flaw]:
    for name, person in scenario.people.items():
        natural = person.voice.natural
        if voices and natural and natural not in voices:
            near = did_you_mean(natural, voices) or f"; there are {', '.join(voices)}"
            yield tree.flaw(("people", name, "voice", "natural"), f"no natural voice is called '{natural}'{near}")


def _kinds_of_plans(file: str, plans: Sequence[Plan]) -> Iterator[Flaw]:
    there = {plan.kind for plan in plans}
    for kind in KINDS:
        if kind not in there:
            says = f"no plan has `kind: {kind}`; write one, so that the next edit cannot break the call unseen"
            yield Flaw(file, 1, says)


def _as_heard(tried: Tried) -> Plan:
    """The plan with the moves that were really heard, where it does not say which it expects."""
    heard = iter([event for event in tried.events if isinstance(event, Heard)])
    steps = []
    for step in tried.plan.call:
        now = next(heard, None) if step.you else None
        moves = tuple(m.move for m in now.moves if m.sure) if now else ()
        steps.append(step.model_copy(update={"moves": moves}) if step.you and step.moves is None else step)
    return tried.plan.model_copy(update={"call": tuple(steps)})


def _alike(scenario: Scenario, tree: Tree, plans: Sequence[Plan]) -> Iterator[Flaw]:
    """Difficulties that no plan can tell apart."""
    names = list(scenario.difficulty)
    played = {name: [_course(scenario, plan, name) for plan in plans] for name in names}
    for i, one in enumerate(names):
        for other in names[i + 1 :]:
            if played[one] == played[other]:
                says = f"'{other}' plays like '{one}' in every plan; change more, or write a plan that shows it"
                yield tree.flaw(("difficulty", other), says)


def _course(scenario: Scenario, plan: Plan, difficulty: str) -> tuple[str, ...]:
    """What is said and how it ends, at another difficulty."""
    run = rehearse(plan.model_copy(update={"difficulty": difficulty}), scenario)
    return (*said(run.effects), run.call.state.ended)
