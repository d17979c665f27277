"""Plans in virtual time: what they drive, what they expect, what they tell when it does not come true."""

from __future__ import annotations

import pytest

from simulator import SCENARIOS
from simulator.core.events import Heard, MoveHeard, Understood
from simulator.core.moves import parse_catalogue, parse_own_moves
from simulator.core.plan import misfits, read_plan
from simulator.core.rehearsal import rehearse
from simulator.core.yaml_text import BadFile

SHIPPED = parse_catalogue((SCENARIOS / "moves.yaml").read_text("utf-8"), "moves.yaml")
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

    assert run.told() == ()
    assert run.call.state.ended == "friendly"


def test_a_line_broken_into_is_cut_where_it_was(switchboard, moves):
    run = rehearse(read_plan(PLAN, "good.yaml", moves), switchboard)

    cut = [t for t in run.call.state.turns if t.cut]
    assert [t.text for t in cut] == ["She's in a meeting until tw"]


def test_keys_waiting_and_mumbling_drive_a_box(box, moves):
    run = rehearse(read_plan(BOX, "odd.yaml", moves), box)

    assert run.told() == ()
    assert [a.do for a in run.call.state.actions] == ["dial_desk", "press_key", "press_zero"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            "they: in a meeting until two",
            "they: closing",
            "expected 'closing'; the call stood in 'looks', where Marisol",
        ),
        ("they: in a meeting until two", "they: loks", "nobody ever says it; did you mean 'looks'?"),
        ("ends: friendly", "ends: cut_short", "it ended 'friendly', not 'cut_short'; the call ended in 'closing'"),
        (
            "learned: [back_at]",
            "learned: [back_on]",
            "'back_on' was not learned; nothing here reveals it; did you",
        ),
        ("promised: 2026-11-24 14:00", "promised: 2026-11-24 15:00", "was 2026-11-24T14:00, not 2026-11-24T15:00"),
    ],
)
def test_what_does_not_come_true_is_told_with_its_line(switchboard, moves, old, new, says):
    text = PLAN.replace(old, new)
    line = text[: text.index(new)].count("\n") + 1

    run = rehearse(read_plan(text, "good.yaml", moves), switchboard)

    assert len(run.told()) == 1
    assert str(run.told()[0]).startswith(f"good.yaml:{line}: ")
    assert says in run.told()[0].says


def test_what_follows_from_a_wrong_turning_is_counted_not_told(switchboard, moves):
    text = PLAN.replace("they: in a meeting until two", "they: closing").replace("ends: friendly", "ends: cut_short")

    [told] = rehearse(read_plan(text, "good.yaml", moves), switchboard).told()

    assert told.says.endswith("(2 later differences follow from this)")


def test_a_difficulty_that_is_not_there_is_refused_with_those_that_are(switchboard, moves):
    plan = read_plan(PLAN.replace("difficulty: busy", "difficulty: easy"), "good.yaml", moves)

    with pytest.raises(BadFile) as refused:
        rehearse(plan, switchboard)

    assert str(refused.value) == "good.yaml:4: no difficulty is called 'easy'; there are warm, busy"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            "scenario: switchboard",
            "scenario: box",
            "good.yaml:3: this plan is for 'box', but it is run with",
        ),
        ("difficulty: busy", "difficulty: easy", "good.yaml:4: no difficulty is called 'easy'"),
    ],
)
def test_a_plan_of_another_scenario_does_not_fit(switchboard, moves, old, new, says):
    [told] = misfits(read_plan(PLAN.replace(old, new), "good.yaml", moves), switchboard)

    assert says in str(told)


def test_words_after_the_end_of_a_call_are_told(switchboard, moves):
    plan = PLAN.replace("  - hang_up", "  - you: Bye.\n  - you: One more thing.\n  - you: And another.")

    run = rehearse(read_plan(plan, "good.yaml", moves), switchboard)

    [told] = run.told()
    assert "the call was over before this could be said; the call ended in 'closing'" in told.says
    assert told.line == plan[: plan.index("  - you: One more thing")].count("\n")


def test_recognised_moves_are_compared_with_those_expected(switchboard, moves):
    def hears_only_thanks(said: str, call: object) -> Heard:
        return Heard(0, said, (MoveHeard("thank"),), understood=Understood(call_at="2026-11-24T15:00"))

    plan = PLAN.replace("  - they: in a meeting until two\n", "").replace("learned: [back_at]\n", "")

    run = rehearse(read_plan(plan, "good.yaml", moves), switchboard, hears_only_thanks)

    told = " | ".join(map(str, run.told()))
    assert "not heard: ask_for_help, ask_whereabouts, offer_options; heard too: thank" in told
    assert "thank, in “Lend me a hand? Lunch, or a meeting?”; add it to `moves:`, change the words, or drop" in told
    assert "call_at was understood as 2026-11-24T15:00, not 2026-11-24T14:00" in told


def test_a_move_that_the_plan_s_author_cannot_know_of_is_no_difference(switchboard, moves):
    text = "moves: {wave: {meaning: Waves., contexts: [R], implies: [thank], examples: [I wave.]}}"
    strange = parse_own_moves(text, "moves.yaml", SHIPPED)
    expected = {"Lend me a hand? Lunch, or a meeting?": ("ask_for_help", "ask_whereabouts", "offer_options")}

    def hears_a_wave_too(said: str, call: object) -> Heard:
        heard = (*expected.get(said, ("promise_call_back_time",)), "wave", "thank")
        return Heard(0, said, tuple(map(MoveHeard, heard)), understood=Understood(call_at="2026-11-24T14:00"))

    plan = read_plan(PLAN, "good.yaml", moves)
    alone = rehearse(plan, switchboard, hears_a_wave_too)
    beside = rehearse(plan, switchboard, hears_a_wave_too, strange)

    assert "heard too: thank, wave" in str(alone.told()[0])
    assert not [flaw for flaw in beside.told() if "heard too" in flaw.says]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("moves: [promise", "moves: [promis", "did you mean 'promise_call_back_time'?"),
        (
            "  - hang_up",
            "  - hang up",
            "15: 'hang up' is no step; steps are they, you, press, wait, mumble, hang_up",
        ),
        ("  - hang_up", "  - hang up", "did you mean 'hang_up'?"),
        ("  - hang_up", "  - mumbel", "did you mean 'mumble'?"),
        ("  - hang_up", "  -", "this step is empty"),
        ("kind: good", "kind: nice", "5: 'nice' is no kind of plan; kinds are good, poor, odd, silent, rude"),
        ("kind: good", "totals: {hit-zero: 20}", "5: write the least and the most that may come out, as [60, 100]"),
        ("kind: good", "totals: {hit-zero: [20]}", "as [60, 100]"),
        ("ends: friendly", "ends: hang_up", "no call ends 'hang_up'; it may end friendly, neutral, hung_up"),
        ("seed: 7", "seed: lots", "6: 'seed' takes a whole number; found 'lots'"),
        ("seed: 7", "lines: {x: 3}", "6: there is no field 'lines' here"),
        ("understood: {call_at:", "understood: {call_when:", "there are call_at and phone"),
        (
            '{say: "Thanks. I\'ll ring at two.",',
            "{say: Thanks, I'll ring at two,",
            "torn apart at the comma before 'I'll ring",
        ),
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
