"""The lint over files on disk: what is asked about comes first, and nothing is passed over in silence."""

from __future__ import annotations

from pathlib import Path

import pytest
from own_playbook import HOUSE

from simulator import SCENARIOS
from simulator.core.yaml_text import BadFile
from simulator.library import Library
from simulator.linting import check_all
from simulator.starter import write

PROOF = """
- shows: {house/1: met}
  call: {facts: {with: receptionist}, turns: [{who: trainee, text: "Could you help me?", moves: [ask_for_help]}]}
- shows: {house/1: missed}
  call: {facts: {with: receptionist}, turns: [{who: trainee, text: "Dana, please.", moves: []}]}
"""
MOVES = """
moves:
  mention_fair:
    meaning: Says that they met, or saw the firm, at a trade fair or an event.
    contexts: [R, C]
    examples: ["We met at the fair in Reno."]
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A trainer's own folder with one sound scenario."""
    folder = tmp_path / "scenarios"
    list(write("my-desk", folder))
    (folder / "playbooks" / "examples").mkdir(parents=True)
    return folder


def told(own: Path, *names: str) -> list[tuple[str, int, str, str]]:
    flaws = check_all(Library((SCENARIOS, own)), names)
    return [
        (Path(f.file).name, f.line, f.severity, f.says) for f in flaws if not Path(f.file).is_relative_to(SCENARIOS)
    ]


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_a_reaction_without_its_braces_is_an_error_with_its_line(own: Path) -> None:
    change(own / "my-desk.yaml", "- {if: thank, mood_by: 1, go: goodbye}", "- if thank go goodbye")

    [(file, line, severity, says)] = told(own, "my-desk")

    assert (file, severity) == ("my-desk.yaml", "error")
    assert (own / "my-desk.yaml").read_text("utf-8").splitlines()[line - 1].strip() == "- if thank go goodbye"
    assert "'if thank go goodbye' would be spoken aloud; write {if: thank, go: goodbye}" in says


def test_a_sentence_cut_short_in_a_plan_is_told_too(own: Path) -> None:
    change(own / "plans" / "my-desk" / "odd.yaml", "plan: Presses", "plan: Call # 1 presses")

    [(file, line, _, says)] = told(own, "my-desk")

    assert (file, line) == ("odd.yaml", 1)
    assert "the text ends before the #" in says


@pytest.mark.parametrize(
    ("place", "text", "says"),
    [
        ("house.yaml", HOUSE, "this is a playbook and no scenario; it belongs into"),
        ("more.yaml", MOVES, "this is a file of moves and no scenario; it belongs into"),
        ("playbooks/more.yaml", MOVES, "this is a file of moves and no playbook; it belongs into"),
        ("../playbooks/house.yaml", HOUSE, "this is not in use here; a playbook belongs into"),
        ("../moves.yaml", MOVES, "this is not in use here; a file of moves belongs into"),
    ],
)
def test_a_file_in_the_wrong_place_is_told_where_it_belongs(own: Path, place: str, text: str, says: str) -> None:
    path = own / place
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")

    [(file, _, _, found)] = told(own)

    assert file == path.name
    assert says in found


def test_a_playbook_that_is_right_and_lies_elsewhere_is_told_so(own: Path, tmp_path: Path) -> None:
    lone = tmp_path / "elsewhere" / "house.yaml"
    lone.parent.mkdir()
    lone.write_text(HOUSE, "utf-8")
    (own / "playbooks" / "examples" / "house.yaml").write_text(PROOF, "utf-8")

    [(file, _, severity, says)] = told(own, str(lone))

    assert (file, severity) == ("house.yaml", "warning")
    assert says == f"right as it is, but not in use here; a playbook belongs into {own / 'playbooks'}"


def test_moves_that_lie_elsewhere_are_tried_and_told_where_they_belong(own: Path, tmp_path: Path) -> None:
    lone = tmp_path / "elsewhere" / "fairs.yaml"
    lone.parent.mkdir()
    lone.write_text(MOVES, "utf-8")

    thin, place = told(own, str(lone))

    assert "'mention_fair' has 1 example, which is thin" in thin[3]
    assert place[3].startswith("this is not in use here; a file of moves belongs into")


def test_a_playbook_whose_id_is_taken_is_told_once_and_changes_nothing(own: Path) -> None:
    (own / "playbooks" / "house.yaml").write_text(HOUSE.replace("id: house", "id: hit-zero"), "utf-8")

    [(file, line, severity, says)] = told(own)

    assert (file, line, severity) == ("house.yaml", 2, "error")
    assert "a playbook is called 'hit-zero' already (Colleen Francis, in " in says
    assert "say my-hit-zero, and call its rules my-hit-zero/1" in says
    assert Library((SCENARIOS, own)).playbooks["hit-zero"].author == "Colleen Francis"


def test_a_playbook_that_cannot_be_read_hides_nothing_else(own: Path) -> None:
    (own / "playbooks" / "broken.yaml").write_text(HOUSE.replace("basis: said", "basis: say"), "utf-8")
    (own / "playbooks" / "house.yaml").write_text(HOUSE, "utf-8")

    library = Library((SCENARIOS, own))

    assert list(library.playbooks)[-1] == "house"
    assert "'basis' is 'say'" in str(library.books.broken[own / "playbooks" / "broken.yaml"])
    assert library.left_out == "No card by broken.yaml, which cannot be read; `hitzero check` tells why."
    assert told(own, "my-desk") == []


def test_a_scenario_that_goes_by_a_broken_playbook_says_so(own: Path) -> None:
    (own / "playbooks" / "house.yaml").write_text(HOUSE.replace("basis: said", "basis: say"), "utf-8")
    change(own / "my-desk.yaml", "playbooks: [ask-for-help, hit-zero]", "playbooks: [house]")

    with pytest.raises(BadFile, match="the playbook 'house' cannot be read; `hitzero check` tells why"):
        Library((SCENARIOS, own)).find("my-desk")


def test_what_was_asked_about_is_told_before_what_lies_beside_it(own: Path) -> None:
    (own / "moves.yaml").write_text(MOVES, "utf-8")
    change(own / "my-desk.yaml", "\npeople:", "\npersons:")

    found = told(own, "my-desk")

    assert [file for file, *_ in found] == ["my-desk.yaml", "moves.yaml"]


def test_a_file_of_moves_that_is_not_there_is_no_file_without_faults(own: Path, monkeypatch) -> None:
    monkeypatch.chdir(own.parent)

    (flaw,) = check_all(Library((SCENARIOS, own)), ["moves.yaml"])

    assert "is the name right?" in str(flaw)
