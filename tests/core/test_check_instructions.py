"""What was meant for the program is never spoken aloud unseen."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.core.check_instructions import instructions
from simulator.core.reading import read_scenario
from simulator.core.yaml_text import parse

TEXT = (Path(__file__).parent / "switchboard.yaml").read_text(encoding="utf-8")


def told(old: str, new: str, moves: frozenset[str]) -> list[tuple[int, str, str]]:
    assert old in TEXT
    text = TEXT.replace(old, new, 1)
    flaws = instructions(read_scenario(text, "switchboard.yaml", moves), parse(text, "switchboard.yaml"), moves)
    return [(f.line, f.severity, f.says) for f in flaws]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("{if: thank, go: closing}", "if thank go closing", "write {if: thank, go: closing}"),
        ("{if: thank, go: closing}", "if thank, then go closing", "{if: MOVE, says:"),
        ("{if: thank, go: closing}", "if thank ends friendly", "write {if: thank, ends: friendly}"),
        (
            "{if: ask_whereabouts, go: challenge}",
            "if thank and greet go looks",
            "write {if: [thank, greet], go: looks}",
        ),
        ("{if: thank, go: closing}", '"if: thank, go: closing"', "write {if: thank, go: closing}"),
        ("{if: thank, go: closing}", "ask_whereabouts", "would be spoken aloud"),
        ("{if: {patience: 0}, says: I have another line ringing. Goodbye., ends: cut_short}", "if patience 0", "aloud"),
        ("says: That would be best.", 'says: "Best, promise: true"', "'Best, promise: true' would be spoken aloud"),
        ("says: That would be best.", "says: Fine and then go closing", "would be spoken aloud"),
        ('["Mm-hm.", "Sorry, how can I help?"]', "[go looks]", "'go looks' would be spoken aloud; write {go: looks}"),
        ("marisol: You're welcome. Bye now.", "marisol: You're welcome, mood_by 1", "would be spoken aloud"),
    ],
)
def test_an_instruction_without_its_braces_is_told_with_what_to_write(moves, old, new, says):
    line = TEXT[: TEXT.index(old)].count("\n") + 1

    [found] = told(old, new, moves)

    assert found[:2] == (line, "error")
    assert says in found[2]


def test_a_sentence_where_a_reaction_stands_is_told_because_it_would_answer_everything(moves):
    [(line, severity, says)] = told("{if: thank, go: closing}", "Thank you very much.", moves)

    assert (line, severity) == (42, "error")
    assert "has no condition and would be said whatever is heard" in says


def test_a_moment_named_where_words_are_said_is_a_warning(moves):
    [(_, severity, says)] = told('["Mm-hm.", "Sorry, how can I help?"]', "[closing]", moves)

    assert severity == "warning"
    assert "write {go: closing}" in says


@pytest.mark.parametrize(
    "words",
    [
        "If thank-you notes count, then yes.",
        "Here is how it ends, badly.",
        "Shall I go on?",
        "You can write to front_desk@harwick.example.",
        "I'll go looking.",
        "{prospect.first} is out, and I go home at five.",
        "Go: the door is open.",
    ],
)
def test_a_sentence_is_no_instruction(moves, words):
    assert told("marisol: You're welcome. Bye now.", f'marisol: "{words}"', moves) == []


def test_a_sound_scenario_has_none(moves):
    assert told("goal: Find", "goal: Find", moves) == []
