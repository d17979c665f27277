"""Whether a call came to what it was made for: asked when it is over, told in words, expected by plans, linted."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator import SCENARIOS
from simulator.core.check import Tried, check_scenario
from simulator.core.events import Heard, MoveHeard, Understood
from simulator.core.plan import misfits, read_plan
from simulator.core.reading import read_scenario
from simulator.core.record import Header, Record, read_record, replay, write_record
from simulator.core.rehearsal import rehearse
from simulator.core.turns import Goal
from simulator.core.yaml_text import BadFile
from simulator.library import Library

TEXT = (Path(__file__).parent / "switchboard.yaml").read_text("utf-8")
LEARNED = "{learned: back_at, called: 'you know when {prospect.first} can talk'}"
PROMISED = "{promised: true, called: a time stands}"
KNOWS, STANDS, MISSED = Goal(True, "you know when Dana can talk"), Goal(True, "a time stands"), Goal(False)
HEARS_WHEN = (("Is she at lunch? It's Sam.", "ask_whereabouts"), ("Sam, about your files.", "identify_self"))


def with_goal(moves, goal):
    return read_scenario(TEXT.replace("you_know:", f"goal_when: {goal}\nyou_know:"), "switchboard.yaml", moves)


def said(ring, scenario, *steps, hangs_up=True):
    """A call in which that was said, each with its move, and everything they answered was heard out."""
    told = ring(scenario, "warm").answered()
    for text, move in steps:
        told.says(text, move)
        while told.call.state.speaking is not None:
            told.finishes()
    if hangs_up:
        told.hangs_up()
    return told


def test_a_goal_is_reached_by_what_was_learned(moves, ring):
    told = said(ring, with_goal(moves, LEARNED), *HEARS_WHEN)

    assert told.call.transcript().goal == KNOWS
    assert KNOWS.told == "Goal reached: you know when Dana can talk"


def test_a_goal_that_was_not_come_to_is_told_plainly(moves, ring):
    told = said(ring, with_goal(moves, LEARNED), ("Good morning.", "greet"))

    assert told.call.transcript().goal == MISSED
    assert MISSED.told == "Goal not reached"


def test_no_goal_is_judged_before_the_call_is_over(moves, ring):
    assert said(ring, with_goal(moves, LEARNED), *HEARS_WHEN, hangs_up=False).call.transcript().goal is None


def test_nothing_is_said_of_a_goal_that_nobody_can_tell(switchboard, ring):
    assert said(ring, switchboard, *HEARS_WHEN).call.transcript().goal is None


def promises(told, words="I'll ring at two.", at="2026-11-24T14:00"):
    moves = (MoveHeard("promise_call_back_time", 1.0, 0, len(words)),)
    told.happens(Heard(told.tick(), words, moves, understood=Understood(at)))
    return told


def test_a_promised_time_reaches_a_goal_and_one_taken_back_does_not(moves, ring):
    scenario = with_goal(moves, PROMISED)
    kept = promises(said(ring, scenario, *HEARS_WHEN, hangs_up=False))
    dropped = promises(said(ring, scenario, *HEARS_WHEN, hangs_up=False), "I'll ring at two. No, forget two.")
    for told in (kept, dropped):
        told.hangs_up()

    assert kept.call.transcript().goal == STANDS
    assert dropped.call.transcript().goal == MISSED


def test_of_several_ways_the_first_that_came_true_is_told(moves, ring):
    told = promises(said(ring, with_goal(moves, f"[{PROMISED}, {LEARNED}]"), *HEARS_WHEN, hangs_up=False))
    told.hangs_up()

    assert told.call.transcript().goal == STANDS


@pytest.mark.parametrize(
    ("goal", "reached"),
    [
        ("{reached: receptionist}", True),
        ("{reached: prospect}", False),
        ("{not: {reached: prospect}}", True),
        ("{any: [{reached: prospect}, {learned: back_at}]}", True),
        ("{all: [{made: ask_whereabouts}, {promised: true}]}", False),
        ("{made: ask_whereabouts, promised: false, done: hang_up}", True),
        ("{after: said_in_meeting, referral: none}", True),
        ("{not: {learned: back_at}}", False),
    ],
)
def test_a_goal_asks_in_the_words_of_playbooks(moves, ring, goal, reached):
    found = said(ring, with_goal(moves, goal), *HEARS_WHEN).call.transcript().goal

    assert found == Goal(reached)


@pytest.mark.parametrize(
    ("goal", "says"),
    [
        ("{learned: back}", "nothing reveals 'back'; did you mean 'back_at'?"),
        ("{any: [{learned: nobody_tells}]}", "nothing reveals 'nobody_tells'"),
        ("{made: ask_whereabout}", "no move is called 'ask_whereabout'; did you mean 'ask_whereabouts'?"),
        ("{promise: true}", "'promise'"),
        ("{learned: []}", "this list is empty"),
    ],
)
def test_a_wrong_goal_is_refused_with_its_line(moves, goal, says):
    with pytest.raises(BadFile) as wrong:
        with_goal(moves, goal)

    assert all(str(flaw).startswith("switchboard.yaml:10: ") for flaw in wrong.value.flaws)
    assert says in str(wrong.value)


PLAN = """
plan: p
scenario: switchboard
difficulty: warm
kind: good
call:
  - you: Is she in? It's Sam.
    moves: [ask_whereabouts, identify_self]
  - they: looks
  - hang_up
goal: reached
"""


def test_a_plan_expects_a_goal_and_is_told_where_it_was_missed(moves):
    reached, missed = with_goal(moves, LEARNED), with_goal(moves, PROMISED)
    plan = read_plan(PLAN, "p.yaml", moves)

    assert rehearse(plan, reached).told() == ()
    assert [str(flaw).partition(";")[0] for flaw in rehearse(plan, missed).told()] == [
        "p.yaml:11: the goal was not reached, but the plan says reached"
    ]


def test_a_plan_cannot_expect_what_nobody_can_tell(moves, switchboard):
    [flaw] = misfits(read_plan(PLAN, "p.yaml", moves), switchboard)

    assert "p.yaml:11" in str(flaw)
    assert "no `goal_when`" in str(flaw)


def warnings(moves, goal, *plans):
    scenario = with_goal(moves, goal)
    read = [read_plan(text, f"{i}.yaml", moves) for i, text in enumerate(plans)]
    tried = [Tried(plan, tuple(rehearse(plan, scenario).events), ()) for plan in read]
    return [str(f) for f in check_scenario(scenario, "switchboard.yaml", tried) if f.severity == "warning"]


SHORT = PLAN.replace("  - they: looks\n", "").replace("Is she in? It's Sam.", "Hello.").replace("ask_whereabouts, ", "")


def test_a_way_to_the_goal_that_no_plan_shows_is_told(moves):
    [told] = warnings(moves, f"[{LEARNED}, {PROMISED}]", PLAN, SHORT)

    assert "no plan comes to the goal in this way" in told


def test_a_goal_that_every_plan_reaches_is_told(moves):
    [told] = warnings(moves, LEARNED, PLAN)

    assert "every plan reaches the goal" in told


def test_a_goal_with_a_plan_each_way_needs_no_warning(moves):
    assert warnings(moves, LEARNED, PLAN, SHORT) == []


def test_a_record_read_back_tells_the_same_goal(moves, ring):
    scenario = with_goal(moves, LEARNED)
    told = said(ring, scenario, *HEARS_WHEN)
    record = Record(Header("switchboard", scenario.text, "warm", 7), tuple(told.events))
    call, _ = replay(read_record(write_record(record), "record"), moves)

    assert call.transcript().goal == KNOWS


@pytest.mark.parametrize("name", ["the-front-desk", "after-the-beep", "caught-driving"])
def test_every_shipped_scenario_can_tell_whether_its_goal_was_reached(name):
    assert Library((SCENARIOS,)).shelf.read[name].goal_when
