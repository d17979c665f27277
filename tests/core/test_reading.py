"""Scenario files: what may be written, and what is refused with its line and a way out."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.core.reading import read_scenario
from simulator.core.yaml_text import BadFile

HERE = Path(__file__).parent
TEXT = (HERE / "switchboard.yaml").read_text(encoding="utf-8")


def read(text: str, moves: frozenset[str]):
    return read_scenario(text, "switchboard.yaml", moves)


def test_names_are_filled_into_every_text(moves, switchboard):
    assert switchboard.goal == "Find out when Dana can talk."
    assert switchboard.people["marisol"].at == "Front desk, Harwick Foods"


def test_a_difficulty_may_name_a_person_with_a_dot(switchboard):
    assert switchboard.difficulty["warm"].people == {"marisol": {"mood": 4}}


def test_a_bare_sentence_may_stand_for_a_reaction(switchboard, box):
    assert [r.says for r in switchboard.otherwise] == [("Mm-hm.", "Sorry, how can I help?")]
    assert box.unclear.says == ("Sorry, I did not catch that.",)


def test_every_line_that_can_be_said_is_listed_the_opening_first(switchboard):
    lines = list(switchboard.spoken())

    assert lines[0] == ("marisol", "Harwick Foods, Marisol speaking. How can I help?")
    assert ("marisol", "I have another line ringing. Goodbye.") in lines
    assert len(lines) == len(set(lines)) == 13


def test_conditions_may_stand_beside_if(moves):
    text = TEXT.replace("{if: thank, go: closing}", "{if: thank, mood_at_least: 3, go: closing}")

    reaction = read(text, moves).moments["looks"].hears[1]

    assert {p.name for p in reaction.if_.parts} == {"move", "mood_at_least"}


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("if: ask_whereabouts", "if: ask_wereabouts", "did you mean 'ask_whereabouts'?"),
        ("go: challenge", "go: chalenge", "did you mean 'challenge'?"),
        ("    marisol: You're welcome", "    marisoll: You're welcome", "did you mean 'marisol'?"),
        ("act: said_in_meeting", "act: said_in_metting", "did you mean 'said_in_meeting'?"),
        ("situation: receptionist", "situation: reception", "did you mean 'receptionist'?"),
        ("after: 4s", "after: soon", "write it as 4 s"),
        ("mood: 3, patience", "mood: 9, patience", "less than or equal to 5"),
        ("now: 2026-11-24 11:50", "now: tomorrow", "write it as 2026-11-24 11:50"),
        ("goal: Find out when {prospect.first}", "goal: Find out when {prospct}", "did you mean 'prospect'?"),
        ("marisol.mood: 4", "marisa.mood: 4", "did you mean 'marisol'?"),
        ('says: "Hello?"', 'say: "Hello?"', "did you mean 'says'?"),
        ("says: That would be best.", "says: Fine, that would be best.", "double quotes"),
        ("mood_by: 1", "mood_by: lots", "mood_by"),
        ("if: thank,", "if: {any: [ask for help, thank]},", "called 'ask for help'; did you mean 'ask_for_help'?"),
        ("if: thank,", "if: {moood: 1},", "did you mean 'mood'?"),
        ("if: thank,", "if: {fact: {onn: cell}},", "did you mean 'on'?"),
        ("if: thank,", "if: {learned: back_att},", "did you mean 'back_at'?"),
        ("if: thank,", "if: {difficulty: bussy},", "did you mean 'busy'?"),
        ('["Mm-hm.", "Sorry, how can I help?"]', "[Sorry, how can I help?]", "put each line in quotes"),
        (
            "marisol: You're welcome. Bye now.",
            "marisol: {firm} says goodbye.",
            "begins with { or [ must stand",
        ),
        ("marisol: You're welcome. Bye now.", "marisol: [sighs] Goodbye.", "begins with { or [ must stand"),
        ("marisol: You're welcome. Bye now.", "marisol: {firm}", "a text begins with a brace; put it in double quotes"),
        ("marisol: You're welcome. Bye now.", "marisol: 'That's all.'", "an apostrophe ends a text in single quotes"),
        ("says: That would be best.", "says: Half two: she is free.", "a colon, comma or # inside a text"),
        ("says: That would be best.", "says: In room # 4.", "a colon, comma or # inside a text"),
        ("otherwise: [", "keys: {#: {go: looks}}\notherwise: [", "a colon, comma or # inside a text"),
        ("if: thank,", "if: {any: [thank you, greet]},", "put each line in quotes"),
        ("if: thank,", "if: {any: [state purpose, greet]},", "called 'state purpose'; did you mean 'state_purpose'?"),
        ("if: thank,", "if: {any: [state pupose, greet]},", "called 'state pupose'; did you mean 'state_purpose'?"),
        ("says: That would be best.", "says: I couldn't say, dear, sorry", "torn apart at the comma before 'dear'"),
        ("{if: thank, go", "{if:thank, go", "put a space after the colon: `if: thank`"),
        ("{if: thank, go", "{if: thank, greet, go", "several moves stand in brackets: if: [thank, greet]"),
        ("  closing:\n", "  alone:\n  closing:\n", "'alone' is empty"),
        (
            "act: said_in_meeting",
            "act: refused:ask_number",
            "'ask_number'; did you mean 'ask_cell_number'?",
        ),
        ("patience_by: -1}\notherwise", "patience: -2}\notherwise", "To change it, write patience_by"),
        ("marisol.mood: 4", "marisol.mood: 9", "'mood' must be less than or equal to 5; found 9"),
        (
            "if: {mood_at_least: 3}",
            "if: {mood_at_least: 8}",
            "from 0 to 5, found 8. To change it, write mood_by",
        ),
        ("challenges: [who]", "challenges: who", "takes a list"),
        ("says: That would be best.", "says: false", 'found false; put it in double quotes: "false"'),
        ("says: That would be best.", "says: 11", 'found 11; put it in double quotes: "11"'),
        ("marisol: You're welcome. Bye now.", "marisol:", "nothing is said here; write the words"),
        ("warm: {marisol.mood: 4", "warm: {mood: 4", "whose mood? Write it with the person: `marisol.mood: ...`"),
        ("if: thank,", "if: thank or greet,", "or {any: [thank, greet]} (one of them)"),
        ("mood_by: 1", "mood_by: 1.5", "'mood_by' takes a whole number; found 1.5"),
        ("promise: true", "promise: maybe", "'promise' takes true or false; found 'maybe'"),
    ],
)
def test_a_wrong_word_is_named_with_its_line_and_a_way_out(moves, old, new, says):
    line = TEXT[: TEXT.index(old)].count("\n") + 1

    with pytest.raises(BadFile) as refused:
        read(TEXT.replace(old, new, 1), moves)

    told = [str(f) for f in refused.value.flaws]
    assert any(t.startswith(f"switchboard.yaml:{line}:") and says in t for t in told), told


def test_a_question_of_nobody_is_told_once(moves):
    with pytest.raises(BadFile) as refused:
        read(TEXT.replace("who: {marisol: ", "who: {bea: ", 1), moves)

    assert [f.says for f in refused.value.flaws] == ["nobody is called 'bea'; under people: there is marisol"]


@pytest.mark.parametrize("field", ["no", "titel"])
def test_a_wrong_field_is_compared_only_with_those_of_its_own_place(moves, field):
    with pytest.raises(BadFile) as refused:
        read(TEXT.replace("{if: thank, go: closing}", f"{{if: thank, go: closing, {field}: x}}"), moves)

    assert [f.says for f in refused.value.flaws] == [f"there is no field '{field}' here"]


@pytest.mark.parametrize(
    ("line", "says"), [("start: answers\n", "start: MOMENT"), ("title: The switchboard\n", "'title' is missing")]
)
def test_what_is_missing_is_named(moves, line, says):
    with pytest.raises(BadFile, match=says):
        read(TEXT.replace(line, ""), moves)


def test_every_flaw_is_told_at_once(moves):
    text = TEXT.replace("situation: receptionist", "situation: x").replace("after: 4s", "after: x")

    with pytest.raises(BadFile) as refused:
        read(text, moves)

    assert [f.line for f in refused.value.flaws] == [3, 49]
