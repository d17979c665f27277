"""One slip of a name or of depth makes one flaw, at its line, with what was meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.core.misplaced import together
from simulator.core.reading import read_scenario
from simulator.core.yaml_text import BadFile, Flaw, did_you_mean

TEXT = (Path(__file__).parent / "switchboard.yaml").read_text(encoding="utf-8")


def told(old: str, new: str, moves: frozenset[str]) -> list[str]:
    assert old in TEXT
    with pytest.raises(BadFile) as refused:
        read_scenario(TEXT.replace(old, new, 1), "switchboard.yaml", moves)
    return [f"{flaw.line}: {flaw.says}" for flaw in refused.value.flaws]


@pytest.mark.parametrize(
    ("old", "new", "meant"),
    [
        ("\npeople:", "\npersons:", "people"),
        ("\npeople:", "\ncharacters:", "people"),
        ("\npeople:", "\nPeople:", "people"),
        ("\nmoments:", "\nscenes:", "moments"),
        ("\nmoments:", "\nmoment:", "moments"),
        ("\ndifficulty:", "\nlevels:", "difficulty"),
        ("\nprospect:", "\ncustomer:", "prospect"),
        ("\nyou:", "\ncaller:", "you"),
        ("\ngoal:", "\ntarget:", "goal"),
        ("\nplaybooks:", "\nplaybook:", "playbooks"),
        ("\nnow:", "\ndate:", "now"),
        ("{role: receptionist", "{rol: receptionist", "role"),
        ("{name: Sam Reyes, company", "{name: Sam Reyes, firm", "company"),
        ("satisfied_by:", "satisfied:", "satisfied_by"),
    ],
)
def test_a_wrong_name_makes_one_flaw_and_none_that_follow(moves, old, new, meant):
    line = TEXT[: TEXT.index(old)].count("\n") + 1 + old.startswith("\n")

    [says] = told(old, new, moves)

    assert says.startswith(f"{line}: there is no field")
    assert says.endswith(f"did you mean '{meant}'?")


@pytest.mark.parametrize(("name", "meant"), [("reactions", "hears"), ("challenges", "ask_each"), ("else", "otherwise")])
def test_a_field_of_a_moment_is_suggested_by_what_it_means(moves, name, meant):
    [says] = told("    hears:\n", f"    {name}:\n", moves)

    assert f"did you mean '{meant}'?" in says


def test_a_line_under_says_is_told_to_stand_under_who_says_it(moves):
    [says] = told("    marisol: You're welcome. Bye now.", "    says: You're welcome. Bye now.", moves)

    assert "a moment's line stands under who says it: `marisol: ...`" in says


def test_a_file_without_people_is_told_once(moves):
    person = TEXT[TEXT.index("people:") : TEXT.index("difficulty:")]

    [says] = told(person, "", moves)

    assert "there are no people; name at least one" in says


def test_people_written_as_a_list_are_told_so(moves):
    [says] = told("  marisol: {role", "  - marisol: {role", moves)

    assert "people are no list: write each as `paul: {role: ...}`, without a dash" in says


def test_reactions_written_under_their_moves_are_told_to_be_a_list(moves):
    written = TEXT[TEXT.index("    hears:\n") : TEXT.index("  challenge:\n")]

    [says] = told(written, "    hears:\n      thank: {go: looks}\n", moves)

    assert "`hears` takes a list of reactions; write `- {if: thank, says: ...}`" in says


def test_a_moment_at_the_left_edge_is_told_to_be_indented(moves):
    [says] = told("  closing:\n", "closing:\n", moves)

    assert says.startswith("43: 'closing' looks like a moment; indent it and its lines")


def test_a_field_that_is_not_indented_far_enough_is_told_with_its_moment(moves):
    [says] = told("    ends: friendly\n", "  ends: friendly\n", moves)

    assert says == "45: 'ends' belongs to the moment 'closing'; indent it like the other lines of that"


def test_a_moment_that_is_indented_too_far_is_told(moves):
    says = told("  closing:\n    marisol: You're welcome. Bye now.\n", "    closing:\n", moves)

    assert "43: 'closing' has nothing below it; if it is a moment, indent it like 'looks', not further" in says


def test_a_person_spelt_otherwise_everywhere_is_told_once_with_all_lines(moves):
    says = told("  marisol: {role", "  marisa: {role", moves)

    assert len([s for s in says if "'marisol' is neither a field of a moment nor one of the people" in s]) == 1
    assert "did you mean 'marisa'? (so in lines " in " ".join(says)


def test_flaws_that_differ_are_not_put_together():
    flaws = [Flaw("a", 2, "x"), Flaw("b", 3, "x"), Flaw("a", 4, "y"), Flaw("a", 1, "x")]

    assert [str(f) for f in together(flaws)] == ["a:1: x (so in line 2, too)", "b:3: x", "a:4: y"]


def test_what_is_meant_is_suggested_only_where_it_may_stand():
    assert did_you_mean("persons", ["people", "moments"]) == "; did you mean 'people'?"
    assert did_you_mean("persons", ["moments"]) == ""
