"""The lint of a scenario's goal: that its plans show how it is reached, and how it is missed.

Rule: a goal that nobody reaches, or that nobody misses, tells a trainee nothing; a plan each keeps it so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from simulator.core.call import Call
from simulator.core.events import Event
from simulator.core.goal import goal_of
from simulator.core.plan import Plan
from simulator.core.record import run
from simulator.core.scenario import Scenario
from simulator.core.turns import Transcript
from simulator.core.yaml_text import Flaw, Tree


def check_goal(scenario: Scenario, tree: Tree, calls: Sequence[tuple[Plan, Sequence[Event]]]) -> Iterator[Flaw]:
    """Warnings about `goal_when`. `calls`: every plan that could be run, with what happened in it."""
    if not scenario.goal_when or not calls:
        return
    ended = [_ended(scenario, plan, events) for plan, events in calls]
    for i, way in enumerate(scenario.goal_when):
        if not any(goal.reached for call in ended if (goal := goal_of([way], call))):
            says = "no plan comes to the goal in this way; write one that does, or change it"
            yield tree.flaw(("goal_when", i), says, "warning")
    if all(call.goal and call.goal.reached for call in ended):
        says = "every plan reaches the goal; write one that misses it, so that it can be seen to be one"
        yield tree.flaw(("goal_when",), says, "warning")


def _ended(scenario: Scenario, plan: Plan, events: Sequence[Event]) -> Transcript:
    call = Call(scenario, plan.difficulty, plan.seed, plan.facts_of(scenario))
    run(call, events)
    return call.transcript()
