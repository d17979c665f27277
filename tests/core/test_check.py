"""The lint: what a trainee would stumble over is told before anybody plays."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.core.check import Tried, check_scenario
from simulator.core.plan import Plan, read_plan
from simulator.core.reading import read_scenario
from simulator.core.rehearsal import rehearse
from simulator.core.scenario import Scenario

HERE = Path(__file__).parent
TEXT = (HERE / "switchboard.yaml").read_text(encoding="utf-8")
PLAN = """
plan: p
scenario: switchboard
difficulty: busy
kind: {kind}
call:
  - you: Is she in?
    moves: [ask_whereabouts]
  - you: It's Sam.
    moves: [identify_self]
"""


def tried(plan: Plan, scenario: Scenario) -> Tried:
    run = rehearse(plan, scenario)
    return Tried(plan, tuple(run.events), run.told())


def told(text: str, moves: frozenset[str], kinds: str = "good poor odd", **more: object) -> list[str]:
    scenario = read_scenario(text, "switchboard.yaml", moves)
    plans = [tried(read_plan(PLAN.format(kind=k), f"{k}.yaml", moves), scenario) for k in kinds.split()]
    return [str(f) for f in check_scenario(scenario, "switchboard.yaml", plans, **more)]


def test_a_sound_scenario_has_no_flaws(moves):
    assert told(TEXT, moves) == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("  closing:\n", "  alone:\n    marisol: Hm.\n    ends: neutral\n  closing:\n", "nothing leads to 'alone'"),
        ("    ends: friendly\n", "", "'closing' has no way out"),
        (
            "      - {if: ask_whereabouts, go: challenge}",
            "      - {says: Yes?}\n      - {if: ask_whereabouts, go: challenge}",
            "never reached",
        ),
        ("  busy: {challenges: [who, about]}", "  busy: {marisol.mood: 4, challenges: [who]}", "plays like 'warm'"),
        ("says: She's not available.", f'says: "{"word " * 40}"', "in one breath"),
    ],
)
def test_what_a_trainee_would_stumble_over_is_told(moves, old, new, says):
    assert old in TEXT

    assert says in " ".join(told(TEXT.replace(old, new, 1), moves))


def test_a_circle_of_thens_is_told(moves):
    text = TEXT.replace("    then: looks\n", "    then: round\n").replace(
        "  closing:\n", "  round:\n    marisol: Hm.\n    then: and_round\n  and_round:\n    then: round\n  closing:\n"
    )

    assert "goes round in a circle: round -> and_round -> round" in " ".join(told(text, moves))


def test_missing_kinds_of_plans_are_told(moves):
    assert "kind: poor" in " ".join(told(TEXT, moves, "good"))


def test_a_plan_that_cannot_be_read_does_not_count_as_missing(moves):
    assert told(TEXT, moves, "good", unread=2) == []


def test_a_plan_that_does_not_come_true_is_told_with_its_line(moves):
    scenario = read_scenario(TEXT, "switchboard.yaml", moves)
    text = PLAN.format(kind="good") + "ends: friendly\n"
    plan = tried(read_plan(text, "good.yaml", moves), scenario)

    flaws = check_scenario(scenario, "switchboard.yaml", [plan])

    assert [(f.line, f.says[:8]) for f in flaws if f.file == "good.yaml"] == [(text.count("\n"), "it ended")]


def test_difficulties_are_told_apart_by_what_was_heard_where_a_plan_names_no_moves(moves):
    scenario = read_scenario(TEXT, "switchboard.yaml", moves)
    ran = tried(read_plan(PLAN.format(kind="good"), "good.yaml", moves), scenario)
    bare = (
        PLAN.format(kind="good").replace("    moves: [ask_whereabouts]\n", "").replace("    moves: [identify_self]", "")
    )
    plan = read_plan(bare, "good.yaml", moves)

    flaws = check_scenario(scenario, "switchboard.yaml", [Tried(plan, ran.events, ())])

    assert not [f for f in flaws if "plays like" in f.says]


@pytest.mark.parametrize(
    ("voice", "says"),
    [("af_hart", "no natural voice is called 'af_hart'; did you mean 'af_heart'?"), ("x", "there are af_heart")],
)
def test_a_voice_that_nobody_has_is_told_with_its_line(moves, voice, says):
    text = TEXT.replace("natural: af_heart", f"natural: {voice}", 1)
    line = text[: text.index(f"natural: {voice}")].count("\n") + 1

    [flaw] = told(text, moves, voices=("af_heart", "af_kore"))

    assert flaw.startswith(f"switchboard.yaml:{line}: ")
    assert says in flaw
