"""Playbooks on disk with the calls that prove their rules, as `hitzero check` sees them."""

from __future__ import annotations

from pathlib import Path

import pytest
from own_playbook import HOUSE

from simulator import SCENARIOS
from simulator.examples import check_playbooks, is_playbook
from simulator.library import Library

CALL = """
- shows: {house/1: %s}
  call:
    facts: {with: receptionist}
    turns: [{who: other, text: Fernhill.}, {who: trainee, text: "%s", moves: [%s]}]
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "playbooks" / "examples").mkdir(parents=True)
    (tmp_path / "playbooks" / "house.yaml").write_text(HOUSE, encoding="utf-8")
    return tmp_path


def flaws(own: Path, *named: Path) -> list[tuple[str, str]]:
    return [(f.severity, f.says) for f in check_playbooks(Library((SCENARIOS, own)), named)]


def test_the_shipped_playbooks_are_proven() -> None:
    assert list(check_playbooks(Library((SCENARIOS,)))) == []


def test_a_trainer_s_rule_without_calls_is_a_warning_with_a_way_out(own: Path) -> None:
    [(severity, says)] = flaws(own)

    assert severity == "warning"
    assert "house/1" in says
    assert "playbooks/examples/house.yaml" in says


def test_a_trainer_s_rule_with_both_calls_is_fine(own: Path) -> None:
    both = CALL % ("met", "Could you help me?", "ask_for_help") + CALL % ("missed", "Dana, please.", "")
    (own / "playbooks" / "examples" / "house.yaml").write_text(both, encoding="utf-8")

    assert flaws(own) == []


def test_a_plan_proves_a_rule_too(own: Path) -> None:
    plans = own / "plans" / "fernhill"
    plans.mkdir(parents=True)
    (own / "fernhill.yaml").write_text((SCENARIOS / "starter" / "scenario.yaml").read_text("utf-8"), encoding="utf-8")
    for verdict in ("met", "missed"):
        (plans / f"{verdict}.yaml").write_text(f"plan: x\nverdicts: {{house/1: {verdict}}}\n", encoding="utf-8")

    assert flaws(own) == []


def test_examples_that_cannot_be_read_are_told_and_hide_nothing_else(own: Path) -> None:
    (own / "playbooks" / "examples" / "house.yaml").write_text("- shows: [\n", encoding="utf-8")

    assert [severity for severity, _ in flaws(own)] == ["error"]


def test_a_playbook_named_by_its_path_is_checked_wherever_it_lies(own: Path) -> None:
    path = own / "playbooks" / "house.yaml"

    assert is_playbook(path)
    assert [f.severity for f in check_playbooks(Library((SCENARIOS,)), [path])] == ["warning"]
