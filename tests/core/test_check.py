"""The lint: what a trainee would stumble over is told before anybody plays."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.core.check import check_scenario
from simulator.core.plan import read_plan
from simulator.core.reading import read_scenario

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


def told(text: str, moves: frozenset[str], kinds: str = "good poor odd") -> list[str]:
    scenario = read_scenario(text, "switchboard.yaml", moves)
    plans = [(f"{k}.yaml", read_plan(PLAN.format(kind=k), f"{k}.yaml", moves)) for k in kinds.split()]
    return [str(f) for f in check_scenario(scenario, "switchboard.yaml", plans)]


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


def test_a_plan_that_does_not_come_true_is_told(moves):
    scenario = read_scenario(TEXT, "switchboard.yaml", moves)
    plan = read_plan(PLAN.format(kind="good") + "ends: friendly\n", "good.yaml", moves)

    flaws = check_scenario(scenario, "switchboard.yaml", [("good.yaml", plan)])

    assert any("it ended" in f.says for f in flaws if f.file == "good.yaml")
