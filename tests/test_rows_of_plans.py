"""Plans that come after one another: each begins with what the call before it left."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from simulator import SCENARIOS
from simulator.core.yaml_text import BadFile
from simulator.library import Library
from simulator.suite import run_plan, try_plan

FIRST = """
plan: Leaves a message that promises a time
scenario: after-the-beep
difficulty: busy
case: referred
call:
  - they: recording
  - you: I'll call you again tomorrow at nine.
    moves: [promise_call_back_time]
    understood: {call_at: 2026-11-25 09:00}
  - hang_up
"""
NEXT = """
plan: Rings when promised
scenario: after-the-beep
difficulty: busy
after: first
call:
  - they: recording
  - hang_up
verdicts: {hit-zero/11: met}
"""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    shutil.copy(SCENARIOS / "after-the-beep.yaml", tmp_path)
    return Library((SCENARIOS, tmp_path))


@pytest.fixture
def plan(library: Library, tmp_path: Path):
    """Writes plans side by side; reads the last."""
    folder = tmp_path / "plans" / "after-the-beep"
    folder.mkdir(parents=True)

    def write(**texts: str):
        for name, text in texts.items():
            (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
        return library.plan_at(folder / f"{list(texts)[-1]}.yaml")

    return write


def run(library: Library, plan):
    scenario, _ = library.find("after-the-beep")
    return run_plan(plan, scenario, library.playbooks.values(), library.move_ids)


def test_a_plan_begins_with_what_the_one_before_left(library, plan) -> None:
    outcome = run(library, plan(first=FIRST, second=NEXT))

    facts = outcome.judged.transcript.facts
    assert outcome.failures == ()
    assert (facts.calls_before, facts.messages_before, f"{facts.now}") == (1, 1, "2026-11-25 09:00:00")
    assert facts.referral.name == "Helen Marsh"
    assert facts.promised_words == "I'll call you again tomorrow at nine."


@pytest.mark.parametrize(
    ("now", "verdict"),
    [("2026-11-25 08:50", "missed"), ("2026-11-25 09:30", "missed"), ("2026-11-26 09:00", "broken")],
)
def test_a_plan_may_ring_at_another_time(library, plan, now: str, verdict: str) -> None:
    text = NEXT.replace("after: first", f"after: first\nnow: {now}").replace("met", verdict)

    assert run(library, plan(first=FIRST, second=text)).failures == ()


def test_facts_that_a_plan_names_go_before_those_that_were_left(library, plan) -> None:
    text = NEXT.replace("after: first", "after: first\nfacts: {messages_before: 5, calls_before: 7}")

    facts = run(library, plan(first=FIRST, second=text)).judged.transcript.facts

    assert (facts.messages_before, facts.calls_before) == (5, 7)


def test_the_record_of_a_later_call_is_whole_by_itself(library, plan) -> None:
    header = run(library, plan(first=FIRST, second=NEXT)).record.header

    assert header.facts["promised_at"] == "2026-11-25T09:00:00"


@pytest.mark.parametrize(
    ("texts", "says"),
    [
        (
            {"first": FIRST, "second": NEXT.replace("after: first", "after: frist")},
            "second.yaml:5: no plan is called 'frist' beside this one; did you mean 'first'?",
        ),
        ({"first": NEXT}, "first.yaml:5: the calls go round in a circle"),
        ({"first": NEXT.replace("after: first", "after: second"), "second": NEXT}, "the calls go round in a circle"),
        ({"first": FIRST, "second": NEXT + "earlier: first\n"}, "there is no field 'earlier' here"),
        ({"first": FIRST, "second": NEXT + "now: noon\n"}, "'noon' is no date and time"),
    ],
)
def test_a_row_that_leads_nowhere_is_told_with_its_line(plan, texts: dict[str, str], says: str) -> None:
    with pytest.raises(BadFile) as refused:
        plan(**texts)

    assert says in str(refused.value)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("case: referred", "case: sent", "no case is called 'sent'; cases are stranger, referred, screener"),
        ("case: referred", "case: referred\nafter: nil", "the case is that of the first call of the row"),
    ],
)
def test_a_case_that_cannot_be_is_told(library, plan, understanding, old: str, new: str, says: str) -> None:
    scenario, _ = library.find("after-the-beep")
    read = plan(nil=FIRST, first=FIRST.replace(old, new))

    tried = try_plan(read, scenario, library.playbooks.values(), library.move_ids, understanding)

    assert any(says in str(flaw) for flaw in tried.flaws)
