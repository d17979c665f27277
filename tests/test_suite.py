"""The plans of every shipped scenario, as tests: live, read back from their records, and judged."""

from __future__ import annotations

import pytest

from simulator import SCENARIOS
from simulator.core.check import check_scenario
from simulator.library import Library
from simulator.speech.kokoro import VOICES
from simulator.suite import differences, run_plan, try_plan

LIBRARY = Library((SCENARIOS,))
PLANS = [
    (name, path) for name in sorted(LIBRARY.shelf.read) for path in LIBRARY.plan_paths(LIBRARY.shelf.paths[name])
] + [("starter", SCENARIOS / "starter" / f"{kind}.yaml") for kind in ("good", "poor", "odd")]


def scenario_of(name: str):
    """The scenario; the starter's under the name that its plans give it."""
    if name != "starter":
        return LIBRARY.find(name)[0]
    return LIBRARY.scenario_at(SCENARIOS / "starter" / "scenario.yaml").model_copy(update={"id": "my-scenario"})


@pytest.mark.parametrize(("name", "path"), PLANS, ids=lambda x: getattr(x, "stem", x))
def test_every_plan_comes_true(name, path, understanding):
    plan = LIBRARY.plan_at(path)

    outcome = run_plan(plan, scenario_of(name), LIBRARY.playbooks.values(), LIBRARY.move_ids, understanding)

    assert outcome.failures == ()


@pytest.mark.parametrize("name", sorted(LIBRARY.shelf.read))
def test_every_shipped_scenario_passes_the_lint(name, understanding):
    scenario, path = LIBRARY.find(name)
    books, moves = LIBRARY.playbooks.values(), LIBRARY.move_ids
    plans = [try_plan(LIBRARY.plan_at(p), scenario, books, moves, understanding) for p in LIBRARY.plan_paths(path)]

    assert [str(f) for f in check_scenario(scenario, path.name, plans, voices=VOICES) if f.severity == "error"] == []


@pytest.mark.parametrize("name", sorted(LIBRARY.shelf.read))
def test_every_shipped_scenario_is_a_full_one(name):
    scenario, path = LIBRARY.find(name)
    plans = [LIBRARY.plan_at(p) for p in LIBRARY.plan_paths(path)]

    assert len(list(scenario.spoken())) >= 30
    assert len(scenario.difficulty) == 3
    assert {"good", "poor", "odd", "silent", "rude"} <= {plan.kind for plan in plans}
    assert {"good", "poor"} <= {plan.kind for plan in plans if plan.aloud}


@pytest.mark.parametrize(
    ("expects", "says"),
    [
        ({"verdicts": {"hit-zero/33": "met"}}, "no rule is called 'hit-zero/33'; did you mean 'hit-zero/3'?"),
        ({"verdicts": {"hit-zero/3": "not_applicable"}}, "hit-zero/3 was met, not not_applicable"),
        ({"totals": {"hit-zero": (101, 102)}}, "not 101 to 102"),
        ({"totals": {"hit-zer": (0, 100)}}, "did you mean 'hit-zero'?"),
    ],
)
def test_a_judgment_that_does_not_come_true_is_told(understanding, expects, says):
    plan = LIBRARY.plan_at(SCENARIOS / "plans" / "the-front-desk" / "good.yaml")
    scenario, books = scenario_of("the-front-desk"), LIBRARY.playbooks.values()
    wrong = plan.model_copy(update={"verdicts": {}, "totals": {}} | expects)

    [told] = try_plan(wrong, scenario, books, LIBRARY.move_ids, understanding).flaws

    assert says in told.says
    assert told.file.endswith("good.yaml")


def test_the_same_call_has_no_differences(understanding):
    name, path = PLANS[0]
    plan, books = LIBRARY.plan_at(path), LIBRARY.playbooks.values()
    one = run_plan(plan, scenario_of(name), books, LIBRARY.move_ids, understanding).judged.scorecards
    other = run_plan(plan, scenario_of(name), books, LIBRARY.move_ids, understanding).judged.scorecards

    assert one == other
    assert differences(one, other) == []
