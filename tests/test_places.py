"""A file in the wrong place is told where it belongs."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator import SCENARIOS
from simulator.places import is_in_use, kind_of, not_in_use, out_of_place

PLAYBOOK = "hit_zero: 1\nid: house\nrules: []\n"
MOVES = "moves:\n  read_back: {}\n"
PLAN = "plan: p\nscenario: desk\ncall: []\n"


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("", "scenario"),
        ("playbooks", "playbook"),
        ("plans/the-front-desk", "plan"),
        ("playbooks/examples", "list of examples"),
    ],
)
def test_everything_that_ships_is_known_for_what_it_is(folder, kind):
    files = [path for path in (SCENARIOS / folder).glob("*.*") if path.name != "moves.yaml" and path.is_file()]

    assert files
    assert {kind_of(path.read_text("utf-8")) for path in files} == {kind}


def test_a_file_of_moves_is_told_from_a_scenario_with_moves_of_its_own():
    assert kind_of((SCENARIOS / "moves.yaml").read_text("utf-8")) == "file of moves"
    assert kind_of("hit_zero: 1\nmoves:\n  a: {}\nmoments:\n  b: {}\n") == "scenario"
    assert kind_of("groceries: [milk]\n") is None


@pytest.mark.parametrize(
    ("place", "text", "says"),
    [
        ("playbooks/house.yaml", PLAYBOOK, "a playbook belongs into"),
        ("moves.yaml", MOVES, "a file of moves belongs into"),
        ("scenarios/playbooks/house.yml", PLAYBOOK, "because its name ends in .yml; rename it to house.yaml"),
        ("scenarios/desk.yml", "moments: {}\n", "because its name ends in .yml; rename it to desk.yaml"),
        ("scenarios/examples/house.yaml", "- shows: {}\n", "a list of examples belongs into"),
        ("scenarios/plans/good.yaml", PLAN, "a plan belongs into"),
        ("scenarios/moves/mine.yaml", MOVES, "a file of moves belongs into"),
    ],
)
def test_a_file_that_nothing_reads_is_told_with_its_place(tmp_path: Path, place, text, says):
    path = tmp_path / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")

    [flaw] = out_of_place(tmp_path / "scenarios")

    assert (flaw.file, flaw.severity) == (str(path), "warning")
    assert says in flaw.says


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("scenarios/playbooks/house.yaml", PLAYBOOK),
        ("scenarios/moves.yaml", MOVES),
        ("scenarios/plans/desk/good.yaml", PLAN),
        ("scenarios/playbooks/examples/house.yaml", "- shows: {}\n"),
        ("scenarios/moves/from-disputes.yaml", "moves: {}\n"),
        ("scenarios/notes.yaml", "moments: {}\n"),
        ("shopping.yaml", "milk: 2\n"),
        ("scenarios/latin.yml", b"rules: caf\xe9\n"),
    ],
)
def test_a_file_in_its_place_or_of_another_kind_is_left_alone(tmp_path: Path, place, text):
    path = tmp_path / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())

    assert list(out_of_place(tmp_path / "scenarios")) == []


def test_a_file_is_in_use_only_where_its_kind_is_read(tmp_path: Path):
    assert is_in_use(tmp_path / "playbooks" / "a.yaml", "playbook", [SCENARIOS, tmp_path])
    assert not is_in_use(tmp_path / "a.yaml", "playbook", [SCENARIOS, tmp_path])
    assert not is_in_use(tmp_path / "mine.yaml", "file of moves", [tmp_path])


def test_what_is_right_and_not_in_use_is_said_to_be_right(tmp_path: Path):
    flaw = not_in_use(Path("house.yaml"), "playbook", tmp_path)

    assert flaw.says == f"right as it is, but not in use here; a playbook belongs into {tmp_path / 'playbooks'}"
