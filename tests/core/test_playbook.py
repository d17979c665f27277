from __future__ import annotations

import pytest
from authors import AUTHORS, FIVE, MOVES, TEXTS, author
from hypothesis import given
from hypothesis import strategies as st

from simulator.core.playbook import parse_playbook
from simulator.core.yaml_text import BadFile

HOUSE = """\
hit_zero: 1
id: our-house
author: Pat Lindqvist
document: {title: How we ring people}
motto: Short
position: Be brief.
rules:
  - id: our-house/1
    title: Asked for help
    basis: said
    passage: page one
    when: {with: receptionist, after: asked_who}
    do: ask_for_help
    points: 4
    because: It is kind.
    instead: "Could you help me, please? {you} here."
"""


def says(text: str) -> str:
    with pytest.raises(BadFile) as wrong:
        parse_playbook(text, "house.yaml", MOVES)
    return str(wrong.value)


def changed(old: str, new: str) -> str:
    assert HOUSE.count(old) == 1
    return says(HOUSE.replace(old, new))


def test_a_trainer_writes_a_house_playbook_without_python() -> None:
    house = parse_playbook(HOUSE, "house.yaml", MOVES)

    assert (house.id, house.author, house.document) == ("our-house", "Pat Lindqvist", "How we ring people")
    assert house.rules[0].kind == "do"
    assert house.rules[0].do is not None
    assert house.rules[0].do[0].points == 4


def test_the_five_authors_are_shipped() -> None:
    assert tuple(p.id for p in AUTHORS) == FIVE


@pytest.mark.parametrize(
    ("playbook", "rules"),
    [
        ("cell-yes", "1 2 2b 2d 3 4 5 7"),
        ("cell-no", "1 2 3a 3b 4 5 5b 6 7"),
        ("ask-for-help", "1 1b 1c 2 3 4 5 6 6b 7 8 9"),
        ("always-leave-one", "1 2 2b 3 4"),
        ("hit-zero", "1 2 2b 3 4 5 6 7 8 9 10 11 12"),
    ],
)
def test_no_rule_of_an_author_is_left_out(playbook: str, rules: str) -> None:
    assert {f"{playbook}/{n}" for n in rules.split()} <= {r.id for r in author(playbook).rules}


def test_every_disagreement_is_put_as_the_same_question_by_two_authors() -> None:
    asked: dict[str, set[str]] = {}
    for playbook in AUTHORS:
        for rule in playbook.rules:
            for stand in rule.disagrees:
                asked.setdefault(stand.question, set()).add(playbook.id)

    assert len(asked) == 7
    assert all(len(authors) > 1 for authors in asked.values())


def test_an_unknown_move_is_named_with_its_line_and_the_one_that_was_meant() -> None:
    assert changed("do: ask_for_help", "do: ask_for_hlp") == (
        "house.yaml:13: no move or action is called 'ask_for_hlp'; did you mean 'ask_for_help'?"
    )


def test_an_unknown_act_is_named_with_the_one_that_was_meant() -> None:
    told = changed("after: asked_who", "after: asked_whom")

    assert told == "house.yaml:12: no act of a callee is called 'asked_whom'; did you mean 'asked_who'?"


def test_a_refusal_of_an_unknown_move_is_named() -> None:
    assert "no move is called 'ask_cel_number'; did you mean 'ask_cell_number'?" in changed(
        "after: asked_who", "after: 'refused:ask_cel_number'"
    )


def test_an_unknown_fact_is_named_with_the_one_that_was_meant() -> None:
    assert "there is no field 'cell_sauce' here; did you mean 'cell_source'?" in changed(
        "with: receptionist", "cell_sauce: card"
    )


def test_a_value_that_a_fact_never_has_is_named() -> None:
    told = changed("with: receptionist", "moment: drivin")

    assert told.startswith("house.yaml:12: 'moment' is never 'drivin'; it may be free, driving")
    assert told.endswith("did you mean 'driving'?")


def test_yes_is_no_truth_value() -> None:
    assert "'expected' is never 'yes'; it may be true, false" in changed("with: receptionist", "expected: yes")


def test_a_number_of_calls_is_a_number() -> None:
    assert "'calls_before' is a number of times" in changed("with: receptionist", "calls_before: few")


def test_an_unknown_action_is_named_with_the_one_that_was_meant() -> None:
    told = changed("do: ask_for_help", "choose: {press_zeero: 3}")

    assert "no action is called 'press_zeero'; did you mean 'press_zero'?" in told


def test_a_rule_of_two_kinds_is_refused() -> None:
    assert "exactly one of do, avoid, choose" in changed("do: ask_for_help", "do: ask_for_help\n    avoid: pitch")


def test_a_rule_of_no_kind_is_refused() -> None:
    assert "found none of them" in changed("    do: ask_for_help\n", "")


def test_an_avoid_rule_must_cost_something() -> None:
    assert "an avoid-rule costs points" in changed("do: ask_for_help", "avoid: pitch")


def test_a_part_that_nothing_can_show_is_refused() -> None:
    assert "earns points for nothing" in changed("do: ask_for_help", "do: [{points: 3}]")


def test_points_are_sane_numbers() -> None:
    assert "house.yaml:13" in changed("do: ask_for_help", "do: [{any: thank, points: 1000000}]")


def test_a_name_that_cannot_be_filled_in_is_named() -> None:
    told = changed("{you} here", "{yuo} here")

    assert told == "house.yaml:16: '{yuo}' is no name that can be filled in; did you mean 'you'?"


def test_the_rules_carry_the_name_of_their_playbook() -> None:
    assert "are called 'our-house/...'" in changed("- id: our-house/1", "- id: other/1")


def test_two_rules_of_one_name_are_refused() -> None:
    rule = HOUSE[HOUSE.index("  - id:") :]

    assert "two rules are called 'our-house/1'" in says(HOUSE + rule)


def test_an_id_is_small_letters_and_dashes() -> None:
    assert "cannot be an id" in says(HOUSE.replace("our-house", "Our House"))


def test_a_missing_reason_is_asked_for() -> None:
    assert "'because' is missing; add a line" in changed("    because: It is kind.\n", "")


def test_a_move_without_its_worth_is_refused() -> None:
    assert "what is 'ask_for_help' worth? Add a line such as `points: 4`" in changed("    points: 4\n", "")


def test_parts_written_as_bare_moves_are_told_how_a_part_is_written() -> None:
    told = changed("    do: ask_for_help\n    points: 4\n", "    do: [ask_for_help, thank]\n")

    assert "each part of `do` says what it is worth: `- {any: [ask_for_help], points: 3}`" in told


def test_a_choice_of_nothing_is_refused() -> None:
    assert "a choose-rule needs actions" in changed("do: ask_for_help", "choose: {}")


def test_an_empty_list_is_refused() -> None:
    assert "this list is empty" in changed("do: ask_for_help", "avoid: []")


DAMAGE = st.sampled_from(["", "  ", "- x", "when: {any: [{}]}", "é:", "    do: [[]]", "    choose: {a: b}", "  - 1"])


@given(st.sampled_from(sorted(TEXTS)), st.integers(0, 400), DAMAGE)
def test_a_damaged_playbook_is_read_or_refused_in_words(name: str, line: int, instead: str) -> None:
    lines = TEXTS[name].splitlines()
    lines[line % len(lines)] = instead
    try:
        found = f"{parse_playbook(chr(10).join(lines), 'damaged.yaml', MOVES).id} was read"
    except BadFile as wrong:
        found = str(wrong)

    assert found == f"{name} was read" or found.startswith("damaged.yaml")


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("broken_title: Oh dear", "a rule of the kind do is never broken"),
        ('broken_title: "{prospect} was rung"', "'{prospect}' is no name that a title can hold"),
    ],
)
def test_a_title_for_a_broken_rule_that_can_never_be_shown_is_refused(written: str, told: str) -> None:
    assert told in changed("title: Asked for help", f"title: Asked for help\n    {written}")


def test_an_avoid_rule_cannot_tell_what_was_done_instead() -> None:
    avoid = HOUSE.replace("do: ask_for_help", "avoid: [pitch]").replace("points: 4", "points: -4")

    assert "only a choose-rule" in says(avoid.replace("title: Asked", 'broken_title: "{did}"\n    title: Asked'))


def test_points_that_are_no_number_are_told_once_at_their_line() -> None:
    assert changed("points: 4", "points: six") == "house.yaml:14: 'points' takes a number; found 'six'"


def test_an_exception_for_a_move_that_is_not_to_be_avoided_is_told() -> None:
    avoid = HOUSE.replace("do: ask_for_help", "avoid: [pitch]").replace("points: 4", "points: -4")
    slip = avoid.replace("points: -4", "except: {plead: {made: thank}}\n    points: -4")

    assert "`except` speaks of 'plead', which this rule does not avoid" in says(slip)


def test_going_on_with_what_is_to_be_avoided_costs_more_than_once() -> None:
    avoid = HOUSE.replace("do: ask_for_help", "avoid: [pitch]").replace("points: 4", "points: -4\n    again: -2")

    assert "`again` is what an avoid-rule costs who breaks it more than once" in says(avoid)


@pytest.mark.parametrize("times", ["0", "true", "two"])
def test_how_often_somebody_answered_is_a_whole_number(times: str) -> None:
    assert "kept_at_least" in says(HOUSE.replace("after: asked_who", f"kept_at_least: {times}"))
