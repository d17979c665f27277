"""The plans of every shipped scenario, as tests: live, read back from their records, and judged."""

from __future__ import annotations

import pytest

from simulator import SCENARIOS
from simulator.core.check import check_scenario
from simulator.library import Library
from simulator.suite import compare, differences, run_plan
from simulator.understanding.meaning import Understanding

LIBRARY = Library((SCENARIOS,))
PLANS = [
    (name, path) for name in sorted(LIBRARY.shelf.read) for path in LIBRARY.plan_paths(LIBRARY.shelf.paths[name])
] + [("starter", SCENARIOS / "starter" / f"{kind}.yaml") for kind in ("good", "poor", "odd")]


@pytest.fixture(scope="module")
def understanding() -> Understanding:
    return Understanding.load()


def scenario_of(name: str):
    return LIBRARY.scenario_at(SCENARIOS / "starter" / "scenario.yaml") if name == "starter" else LIBRARY.find(name)[0]


@pytest.mark.parametrize(("name", "path"), PLANS, ids=lambda x: getattr(x, "stem", x))
def test_every_plan_comes_true(name, path, understanding):
    plan = LIBRARY.plan_at(path)

    outcome = run_plan(plan, scenario_of(name), LIBRARY.playbooks.values(), LIBRARY.move_ids, understanding)

    assert outcome.failures == ()


@pytest.mark.parametrize("name", sorted(LIBRARY.shelf.read))
def test_every_shipped_scenario_passes_the_lint(name):
    scenario, path = LIBRARY.find(name)
    plans = [(p.name, LIBRARY.plan_at(p)) for p in LIBRARY.plan_paths(path)]

    assert [str(f) for f in check_scenario(scenario, path.name, plans) if f.severity == "error"] == []


@pytest.mark.parametrize("name", sorted(LIBRARY.shelf.read))
def test_every_shipped_scenario_is_a_full_one(name):
    scenario, path = LIBRARY.find(name)
    plans = [LIBRARY.plan_at(p) for p in LIBRARY.plan_paths(path)]

    assert len(list(scenario.spoken())) >= 30
    assert len(scenario.difficulty) == 3
    assert {"good", "poor", "odd", "silent", "rude"} <= {plan.kind for plan in plans}
    assert sorted(plan.kind for plan in plans if plan.aloud) == ["good", "poor"]


def test_a_verdict_that_does_not_come_true_is_told(understanding):
    name, path = PLANS[0]
    plan = LIBRARY.plan_at(path)
    outcome = run_plan(plan, scenario_of(name), LIBRARY.playbooks.values(), LIBRARY.move_ids, understanding)
    wrong = plan.model_copy(update={"verdicts": {"hit-zero/99": "met"}, "totals": {"hit-zero": (101, 102)}})

    told = compare(wrong, outcome.judged.scorecards)

    assert told[0] == "no rule is called 'hit-zero/99'"
    assert "not 101 to 102" in told[1]


def test_the_same_call_has_no_differences(understanding):
    name, path = PLANS[0]
    plan, books = LIBRARY.plan_at(path), LIBRARY.playbooks.values()
    one = run_plan(plan, scenario_of(name), books, LIBRARY.move_ids, understanding).judged.scorecards
    other = run_plan(plan, scenario_of(name), books, LIBRARY.move_ids, understanding).judged.scorecards

    assert one == other
    assert differences(one, other) == []
