"""Where the authors disagree: every question has a plan that shows it, and the card says why each holds it."""

from __future__ import annotations

import pytest

from simulator import SCENARIOS, report
from simulator.core.plan import Plan, read_plan
from simulator.core.yaml_text import BadFile
from simulator.library import Library
from simulator.suite import compare_disagreements, run_plan

LIBRARY = Library((SCENARIOS,))
QUESTIONS = sorted({s.question for book in LIBRARY.playbooks.values() for rule in book.rules for s in rule.disagrees})
PLANS: dict[str, tuple[str, Plan]] = {
    path.stem: (name, LIBRARY.plan_at(path))
    for name, scenario in LIBRARY.shelf.paths.items()
    for path in LIBRARY.plan_paths(scenario)
}


def shown(plan: str):
    name, read = PLANS[plan]
    books = LIBRARY.playbooks.values()
    return run_plan(read, LIBRARY.shelf.read[name], books, LIBRARY.move_ids).judged


def test_there_are_seven_questions():
    assert len(QUESTIONS) == 7


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_plan_of_a_shipped_scenario_shows_the_question(question: str):
    assert [name for name, (_, plan) in PLANS.items() if question in plan.disagreements]


@pytest.mark.parametrize("name", sorted(n for n, (_, plan) in PLANS.items() if plan.disagreements))
def test_the_authors_part_as_the_plan_says(name: str):
    judged = shown(name)

    assert compare_disagreements(PLANS[name][1], judged.disagreements) == []


@pytest.mark.parametrize("question", ["Say in the message why you call?", "Leave a number, or promise to ring again?"])
def test_either_way_can_be_taken_with_a_name_on_the_tape(question: str):
    ways = {plan.disagreements[question] for _, plan in PLANS.values() if question in plan.disagreements}

    assert ("hit-zero",) in ways
    assert len(ways) == 2


def test_each_position_tells_its_reason_in_words_and_in_values():
    judged = shown("good-lets-him-drive")
    [parting] = judged.disagreements

    assert len({p.because for p in parting.positions}) == 3
    text = " ".join(report.as_text(judged.scorecards, judged.disagreements).split())
    values = report.as_values(judged.scorecards, judged.disagreements)["disagreements"][0]["positions"]
    assert all(p.because in text for p in parting.positions)
    assert [v["because"] for v in values] == [p.because for p in parting.positions]


def test_every_position_has_a_reason():
    stands = [(r, s) for book in LIBRARY.playbooks.values() for r in book.rules for s in r.disagrees]

    assert [r.id for r, s in stands if not (s.because or r.because)] == []


def test_a_plan_that_expects_another_way_is_told_so():
    name, plan = PLANS["hangs-up-at-the-beep"]
    wrong = plan.model_copy(update={"disagreements": {"Hang up on a voicemail without a word?": ("always-leave-one",)}})

    outcome = run_plan(wrong, LIBRARY.shelf.read[name], LIBRARY.playbooks.values(), LIBRARY.move_ids)

    assert "the way taken was that of hit-zero, not of always-leave-one" in outcome.failures[0]


def test_a_plan_that_expects_a_question_nobody_raised_is_told_what_there_is():
    _, plan = PLANS["hangs-up-at-the-beep"]
    wrong = plan.model_copy(update={"disagreements": {"Hang up on a voicemail without a wort?": ("hit-zero",)}})

    [flaw] = compare_disagreements(wrong, shown("hangs-up-at-the-beep").disagreements)

    assert "did you mean 'Hang up on a voicemail without a word?'" in flaw.says


def test_a_way_without_playbooks_is_refused():
    text = "plan: x\nscenario: y\ndifficulty: warm\ncall: []\ndisagreements: {Ring?: []}\n"

    with pytest.raises(BadFile, match="name the playbooks"):
        read_plan(text, "x.yaml", LIBRARY.move_ids)
