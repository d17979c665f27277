"""Moves that a scenario brings itself: heard in its calls, plans and drills, tried by the lint, kept by its records."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from simulator import SCENARIOS
from simulator.core.events import Heard
from simulator.core.record import read_record, replay, write_record
from simulator.core.yaml_text import BadFile
from simulator.joints import understand
from simulator.lessons import Lesson, learn
from simulator.library import Library
from simulator.linting import check_all
from simulator.starter import write
from simulator.suite import judge, run_plan
from simulator.terminal import rehearse_all
from simulator.understanding.meaning import Understanding

DOCUMENT = (Path(__file__).parents[2] / "docs" / "own-moves.md").read_text("utf-8")
MOVES = re.findall(r"```yaml\n(moves:.*?)```", DOCUMENT, re.DOTALL)[0]
PLAN = """\
plan: Was at the fair
scenario: my-desk
difficulty: busy
kind: good
call:
  - they: answers
  - you: "Hello, we met at the linen expo in Boston."
    moves: [greet, mention_fair]
  - they: tells
"""
BOOK = """\
hit_zero: 1
id: house-fairs
version: 1
author: The house
document: {title: Our own way, file: house.txt}
motto: We meet people
position: People buy from people they met.
rules:
  - id: house-fairs/1
    title: Said where you met
    basis: said
    passage: the first page
    do: mention_fair
    points: 10
    because: A shared place opens doors.
    instead: We met at the fair in Reno.
"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with a scenario that brings a move of its own and reacts to it, and a plan that makes the move."""
    list(write("my-desk", tmp_path))
    scenario, plan = tmp_path / "my-desk.yaml", tmp_path / "plans" / "my-desk" / "good.yaml"
    text = scenario.read_text("utf-8").replace(
        "hears:                         # the first reaction that fits",
        'hears:\n      - {if: mention_fair, says: "Oh, the fair!", go: tells}',
        1,
    )
    scenario.write_text(f"{text}\n{MOVES}", "utf-8")
    plan.write_text(PLAN, "utf-8")
    return tmp_path


@pytest.fixture
def library(desk: Path) -> Library:
    return Library((SCENARIOS, desk))


def _run(library: Library, understanding: Understanding):
    scenario, path = library.find("my-desk")
    plan = library.plan_at(path.parent / "plans" / "my-desk" / "good.yaml")
    return run_plan(plan, scenario, library.playbooks.values(), library.move_ids, understanding)


def _line_of(path: Path, begins: str) -> int:
    lines = path.read_text("utf-8").splitlines()
    return next(n for n, line in enumerate(lines, 1) if line.startswith(begins))


def test_a_plan_makes_the_move_and_the_scenario_reacts_to_it(library, understanding):
    outcome = _run(library, understanding)

    assert outcome.failures == ()
    assert [t.text for t in outcome.judged.transcript.turns if t.who == "other"][1] == "Oh, the fair!"


def test_the_plan_is_rehearsed_by_its_command(desk, capsys):
    rehearse_all(Library((SCENARIOS, desk)), [str(desk / "my-desk.yaml")], aloud=False)

    assert "ok   my-desk · Was at the fair (busy)" in capsys.readouterr().out


def test_the_move_is_heard_in_calls_of_its_scenario_and_in_no_other(library, understanding):
    said = "Hello, we met at the linen expo in Boston."
    here, _ = replay(_run(library, understanding).record, library.move_ids)
    front, path = library.find("the-front-desk")
    plan = library.plan_at(library.plan_paths(path)[0])
    elsewhere = run_plan(plan, front, library.playbooks.values(), library.move_ids).record

    assert "mention_fair" in [m.move for m in understand(understanding, said, here).moves]
    there, _ = replay(elsewhere, library.move_ids)
    assert "mention_fair" not in [m.move for m in understand(understanding, said, there).moves]


def test_another_scenario_cannot_name_the_move(desk):
    text = (desk / "my-desk.yaml").read_text("utf-8")
    (desk / "other-desk.yaml").write_text(text.replace(MOVES, ""), "utf-8")

    library = Library((SCENARIOS, desk))

    assert "mention_fair" in str(library.shelf.broken["other-desk"])
    assert "my-desk" in library.shelf.read


def test_a_record_is_replayed_and_judged_without_the_scenario_beside_it(library, understanding):
    outcome = _run(library, understanding)
    kept = read_record(write_record(outcome.record), "record")
    alone = Library((SCENARIOS,))

    call, _ = replay(kept, alone.move_ids)

    assert "mention_fair" not in alone.move_ids
    assert "mention_fair" in [m.move for e in kept.events if isinstance(e, Heard) for m in e.moves]
    again = judge(call.transcript(), alone.playbooks.values())
    assert again.scorecards == outcome.judged.scorecards


@pytest.mark.parametrize("id", ["greet", "mention_expo"])
def test_a_name_that_is_taken_is_one_message_with_its_line(desk, id):
    scenario = desk / "my-desk.yaml"
    scenario.write_text(scenario.read_text("utf-8").replace("mention_fair", id), "utf-8")
    (desk / "moves.yaml").write_text(MOVES.replace("mention_fair", "mention_expo"), "utf-8")

    with pytest.raises(BadFile) as wrong:
        Library((SCENARIOS, desk)).scenario_at(scenario)

    (flaw,) = wrong.value.flaws
    assert (flaw.file, flaw.line) == (str(scenario), _line_of(scenario, f"  {id}:"))
    assert f"a move is called '{id}' already" in flaw.says
    assert f"say my_{id}" in flaw.says


def test_check_finds_nothing_wrong_with_the_move_of_the_document(desk):
    told = [str(f) for f in check_all(Library((SCENARIOS, desk)), [str(desk / "my-desk.yaml")])]

    assert [t for t in told if "mention_fair" in t] == []


def test_check_tells_a_thin_move_of_a_scenario_with_its_line(desk):
    scenario = desk / "my-desk.yaml"
    text = scenario.read_text("utf-8")
    scenario.write_text(text.replace('      - "We swapped cards at the harbor convention."\n', ""), "utf-8")

    told = [str(f) for f in check_all(Library((SCENARIOS, desk)), [str(scenario)])]

    line = _line_of(scenario, "    examples:")
    assert any(t.startswith(f"{scenario}:{line}: 'mention_fair' has 7 examples, which is thin") for t in told)


def test_a_move_implied_that_is_none_is_told_with_its_line(desk):
    scenario = desk / "my-desk.yaml"
    text = scenario.read_text("utf-8")
    scenario.write_text(text.replace("    contexts: [R, C]", "    implies: [gret]\n    contexts: [R, C]"), "utf-8")

    with pytest.raises(BadFile) as wrong:
        Library((SCENARIOS, desk)).scenario_at(scenario)

    assert "'mention_fair' implies 'gret', but no move is called so; did you mean 'greet'?" in str(wrong.value)
    assert wrong.value.flaws[0].line == _line_of(scenario, "    implies:")


def test_a_house_playbook_judges_by_the_move_of_a_scenario(desk, understanding):
    (desk / "playbooks").mkdir(exist_ok=True)
    (desk / "playbooks" / "house-fairs.yaml").write_text(BOOK, "utf-8")

    outcome = _run(Library((SCENARIOS, desk)), understanding)

    verdicts = {j.rule: j.verdict for card in outcome.judged.scorecards for j in card.judgments}
    assert verdicts["house-fairs/1"] == "met"


def test_what_is_learned_of_the_move_stands_in_the_file_that_brings_it(desk, library):
    path = learn(library, Lesson("mention_fair", True, "Our stands faced each other in Reno."))

    assert path == desk / "my-desk.yaml"
    examples = Library((SCENARIOS, desk)).find("my-desk")[0].moves["mention_fair"].examples
    assert examples[-1].say == "Our stands faced each other in Reno."
