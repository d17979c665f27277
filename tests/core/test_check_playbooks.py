from __future__ import annotations

import json
from typing import Any

import pytest
from authors import AUTHORS, EXAMPLES, MOVES

from simulator import SCENARIOS
from simulator.core.check_playbooks import read_examples, strangers, unproven, untrue
from simulator.core.playbook import Playbook, parse_playbook
from simulator.core.yaml_text import BadFile, Tree, parse

RULE = {"title": "T", "basis": "said", "passage": "p. 1", "because": "B.", "instead": "I."}
HOUSE = json.dumps(
    {"hit_zero": 1, "id": "house", "author": "Us", "document": {"title": "Ours"}, "motto": "M", "position": "P"}
    | {
        "rules": [
            RULE | {"id": "house/1", "do": "ask_for_help", "points": 6},
            RULE | {"id": "house/2", "avoid": ["plead"], "points": -6},
        ]
    },
    indent=1,
)
ASKED = {
    "facts": {"with": "receptionist"},
    "turns": [
        {"who": "other", "text": "Fernhill."},
        {"who": "trainee", "text": "Could you help me?", "moves": ["ask_for_help"]},
    ],
}


def house() -> tuple[Playbook, Tree]:
    return parse_playbook(HOUSE, "house.yaml", MOVES), parse(HOUSE, "house.yaml")


def told(*examples: dict[str, Any]) -> list[str]:
    read = read_examples(json.dumps(list(examples)), "examples.json", MOVES)
    return [flaw.says for flaw in untrue(read, [house()[0]])]


def test_a_rule_that_no_call_shows_is_told_with_its_line_and_a_way_out():
    flaws = list(unproven(*house(), {"house/1": {"met"}, "house/2": {"broken", "avoided"}}))

    assert [(f.file, f.line > 1, f.severity) for f in flaws] == [("house.yaml", True, "error")]
    assert flaws[0].says == (
        "house/1: no plan and no example misses or breaks it; "
        "add one to playbooks/examples/house.yaml with `shows: {house/1: missed}`, or let a plan expect it"
    )


def test_a_rule_to_avoid_wants_a_call_that_keeps_it_and_one_that_breaks_it():
    flaws = list(unproven(*house(), {"house/1": {"met", "missed"}}, "warning"))

    assert [f.severity for f in flaws] == ["warning"]
    assert "no plan and no example keeps it, and none breaks it" in flaws[0].says


def test_a_verdict_that_settles_nothing_proves_nothing():
    shown = {"house/1": {"unclear", "not_applicable"}, "house/2": {"avoided", "broken"}}

    assert len(list(unproven(*house(), shown))) == 1


def test_every_rule_that_ships_is_proven_by_the_examples_alone_or_by_plans():
    shown: dict[str, set[str]] = {}
    for _, shows, _ in EXAMPLES:
        for rule, verdict in shows.items():
            shown.setdefault(rule, set()).add(verdict)
    tree = parse("{}", "a.yaml")

    assert [f.says for book in AUTHORS for f in unproven(book, tree, shown)] == []


def test_an_example_that_gives_what_it_shows_is_right():
    assert told({"shows": {"house/1": "met", "house/2": "avoided"}, "call": ASKED}) == []


def test_an_example_that_gives_another_verdict_is_told_with_what_was_found():
    assert told({"shows": {"house/2": "broken"}, "call": ASKED}) == [
        "example 1: house/2 was avoided, not broken. Nothing of the kind was heard."
    ]


def test_an_example_of_a_rule_that_nobody_has_is_told():
    assert told({"shows": {"house/12": "met"}, "call": ASKED})[0].startswith("example 1: no rule is called 'house/12'")


@pytest.mark.parametrize(
    ("entry", "place"),
    [
        ("nothing", "an example is `shows:`"),
        ({"shows": {"house/1": "met"}}, "an example is `shows:`"),
        ({"shows": {"house/1": "good"}, "call": ASKED}, "'good' is no verdict"),
        ({"shows": {"house/1": "met"}, "call": {"turns": [{"who": "nobody", "text": "x"}]}}, "turn 1: who"),
    ],
)
def test_a_wrong_example_is_told_by_its_place(entry: Any, place: str):
    with pytest.raises(BadFile) as wrong:
        read_examples(json.dumps([entry]), "examples.json", MOVES)

    assert place in str(wrong.value)


def test_a_wrong_value_inside_an_example_is_told_with_its_own_line():
    text = (
        "- shows: {house/1: met}\n  call:\n    turns:\n      - {who: other, text: Hello}\n      - {who: me, text: Hi}\n"
    )

    with pytest.raises(BadFile, match=r"house.yaml:5: example 1: turn 2: who may be 'trainee' or 'other'"):
        read_examples(text, "house.yaml", MOVES)


def test_words_torn_at_a_comma_are_no_shorter_example():
    text = "- shows: {house/1: met}\n  call:\n    turns:\n      - {who: trainee, text: Hello, Paul}\n"

    with pytest.raises(BadFile, match="house.yaml:4: a text seems torn apart at the comma before 'Paul'"):
        read_examples(text, "house.yaml", MOVES)


def test_examples_that_are_no_list_are_refused():
    with pytest.raises(BadFile, match="examples are a list"):
        read_examples("shows: {}", "examples.yaml", MOVES)


def test_whoever_is_disagreed_with_has_such_a_rule():
    for file in sorted((SCENARIOS / "playbooks").glob("*.yaml")):
        text = file.read_text("utf-8")
        assert list(strangers(parse_playbook(text, file.name, MOVES), parse(text, file.name), AUTHORS)) == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("always-leave-one/1,", "always-leave-on/1,", "disagrees with 'always-leave-on/1', but no rule is called so"),
        ("always-leave-one/1,", "hit-zero/99,", "disagrees with 'hit-zero/99', but no rule is called so"),
    ],
)
def test_a_rule_that_disagrees_with_nobody_is_told_at_its_line(old: str, new: str, says: str):
    text = (SCENARIOS / "playbooks" / "hit-zero.yaml").read_text("utf-8").replace(old, new, 1)
    book, tree = parse_playbook(text, "hit-zero.yaml", MOVES), parse(text, "hit-zero.yaml")

    [flaw] = strangers(book, tree, [*AUTHORS, book])

    assert flaw.line == text[: text.index(new)].count("\n") + 1
    assert says in flaw.says


def test_a_promise_shown_by_a_rule_that_nobody_has_is_told():
    rule = RULE | {"id": "house/1", "keep": {"fact": "left_good_message", "shown_by": "always-leave-one/99"}}
    text = json.dumps(json.loads(HOUSE) | {"rules": [rule]})

    [flaw] = strangers(parse_playbook(text, "f", MOVES), parse(text, "f"), AUTHORS)

    assert "is shown by 'always-leave-one/99', but no rule is called so; did you mean 'always-leave-one/" in flaw.says
