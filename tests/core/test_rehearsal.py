"""Plans in virtual time: what they drive, what they expect, what they tell when it does not come true."""

from __future__ import annotations

import pytest

from simulator.core.events import Heard, MoveHeard, Understood
from simulator.core.plan import read_plan
from simulator.core.rehearsal import rehearse
from simulator.core.yaml_text import BadFile

PLAN = """
plan: Thanks, then settles a time
scenario: switchboard
difficulty: busy
kind: good
seed: 7
call:
  - they: answers
  - you: "Lend me a hand? Lunch, or a meeting?"
    moves: [ask_for_help, ask_whereabouts, offer_options]
  - they: in a meeting until two
  - you: {say: "Thanks. I'll ring at two.", barge_in_after: 1700 ms}
    moves: [promise_call_back_time]
    understood: {call_at: 2026-11-24 14:00}
  - hang_up
learned: [back_at]
promised: 2026-11-24 14:00
ends: friendly
"""
BOX = """
plan: Leaves, records again, then zero
scenario: box
difficulty: plain
kind: odd
call:
  - they: recording
  - you: Um.
    moves: []
  - press: "*"
  - wait: 2 s
  - mumble
  - press: "0"
  - they: desk
  - you: Thank you.
    moves: [thank]
ends: friendly
"""


def test_a_plan_that_comes_true_has_no_failures(switchboard, moves):
    run = rehearse(read_plan(PLAN, "good.yaml", moves), switchboard)

    assert run.failures == []
    assert run.call.state.ended == "friendly"


def test_a_line_broken_into_is_cut_where_it_was(switchboard, moves):
    run = rehearse(read_plan(PLAN, "good.yaml", moves), switchboard)

    cut = [t for t in run.call.state.turns if t.cut]
    assert [t.text for t in cut] == ["She's in a meeting until tw"]


def test_keys_waiting_and_mumbling_drive_a_box(box, moves):
    run = rehearse(read_plan(BOX, "odd.yaml", moves), box)

    assert run.failures == []
    assert [a.do for a in run.call.state.actions] == ["dial_desk", "press_key", "press_zero"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("they: in a meeting until two", "they: closing", "expected 'closing', but the call stood in 'looks'"),
        ("ends: friendly", "ends: cut_short", "it ended 'friendly', not 'cut_short'"),
        ("learned: [back_at]", "learned: [her_name]", "'her_name' was not learned"),
        ("promised: 2026-11-24 14:00", "promised: 2026-11-24 15:00", "not 2026-11-24T15:00"),
    ],
)
def test_what_does_not_come_true_is_told(switchboard, moves, old, new, says):
    run = rehearse(read_plan(PLAN.replace(old, new), "good.yaml", moves), switchboard)

    assert any(says in failure for failure in run.failures), run.failures


def test_words_after_the_end_of_a_call_are_told(switchboard, moves):
    plan = PLAN.replace("  - hang_up", "  - you: Bye.\n  - you: One more thing.\n  - you: And another.")

    run = rehearse(read_plan(plan, "good.yaml", moves), switchboard)

    assert any("the call was over" in failure for failure in run.failures)


def test_recognised_moves_are_compared_with_those_expected(switchboard, moves):
    def hears_only_thanks(said: str, call: object) -> Heard:
        return Heard(0, said, (MoveHeard("thank"),), understood=Understood(call_at="2026-11-24T15:00"))

    plan = PLAN.replace("  - they: in a meeting until two\n", "").replace("learned: [back_at]\n", "")

    run = rehearse(read_plan(plan, "good.yaml", moves), switchboard, hears_only_thanks)

    told = " | ".join(run.failures)
    assert "not heard: ask_for_help, ask_whereabouts, offer_options; heard too: thank" in told
    assert "call_at was understood as 2026-11-24T15:00, not 2026-11-24T14:00" in told


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("moves: [promise", "moves: [promis", "did you mean 'promise_call_back_time'?"),
        ("  - hang_up", "  - hang up", "Step"),
        ("  - they: answers", "  - {they: answers, press: '0'}", "a step does one thing"),
        ("difficulty: busy\n", "", "'difficulty' is missing"),
        ("barge_in_after: 1700 ms", "barge_in_after: soon", "no length of time"),
        ("kind: good", "facts: {on: moon}", "desk"),
        ("understood: {call_at: 2026-11-24 14:00}", "understood: {call_at: soon}", "no date and time"),
        ("understood: {call_at: 2026-11-24 14:00}", "understood: two", "write what was understood"),
    ],
)
def test_a_wrong_word_in_a_plan_is_refused(moves, old, new, says):
    with pytest.raises(BadFile, match=r"good\.yaml") as refused:
        read_plan(PLAN.replace(old, new), "good.yaml", moves)

    assert says in str(refused.value)


def test_facts_of_a_plan_change_those_of_the_scenario(switchboard, moves):
    plan = read_plan(PLAN.replace("kind: good", "facts: {referral: {name: Lee}}"), "good.yaml", moves)

    assert rehearse(plan, switchboard).call.facts.referral.name == "Lee"
