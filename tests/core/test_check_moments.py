"""Moments that cannot do what they were written for are told before anybody waits for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator import SCENARIOS
from simulator.core.check_moments import boxes, deaf, over, speechless, unasked
from simulator.core.moves import parse_catalogue
from simulator.core.reading import read_scenario
from simulator.core.yaml_text import parse

HERE = Path(__file__).parent
DESK = (HERE / "switchboard.yaml").read_text(encoding="utf-8")
BOX = (HERE / "box.yaml").read_text(encoding="utf-8")
CATALOGUE = parse_catalogue((SCENARIOS / "moves.yaml").read_text(encoding="utf-8"), "moves.yaml")


def told(text: str) -> list[str]:
    scenario, tree = read_scenario(text, "f.yaml", CATALOGUE.ids), parse(text, "f.yaml")
    flaws = [*unasked(scenario, tree), *boxes(scenario, tree), *over(scenario, tree), *deaf(scenario, tree, CATALOGUE)]
    return [f"{f.line}: {f.says}" for f in flaws]


def changed(text: str, old: str, new: str) -> list[str]:
    assert old in text
    return told(text.replace(old, new, 1))


def test_people_who_say_nothing_to_what_fits_no_reaction_are_told():
    text = DESK[: DESK.index("otherwise:")]
    scenario, tree = read_scenario(text, "f.yaml", CATALOGUE.ids), parse(text, "f.yaml")

    [flaw] = speechless(scenario, tree)

    assert (flaw.line, flaw.severity) == (21, "warning")
    assert "nothing is said where no reaction fits, in answers, looks" in flaw.says


def test_whoever_has_words_for_everything_is_left_alone():
    assert list(speechless(read_scenario(DESK, "f.yaml", CATALOGUE.ids), parse(DESK, "f.yaml"))) == []


@pytest.mark.parametrize("text", [DESK, BOX], ids=["desk", "box"])
def test_sound_moments_are_left_alone(text):
    assert told(text) == []


def test_a_question_that_no_difficulty_asks_is_told_with_the_line_to_write():
    [says] = changed(DESK, "busy: {challenges: [who, about]}", "busy: {challenges: [who]}")

    assert says.startswith("31: no difficulty asks 'about', so nobody hears it")
    assert "`busy: {challenges: [who, about]}`" in says


def test_questions_in_a_moment_that_asks_none_are_told():
    who, about = changed(DESK, "    ask_each: challenges\n", "")

    assert "'who' is never asked here; add `ask_each: challenges` to the moment 'challenge'" in who
    assert "'about' is never asked here" in about


def test_a_question_that_is_asked_and_nowhere_worded_is_told():
    [says] = changed(DESK, "busy: {challenges: [who, about]}", "busy: {challenges: [who, about, expected]}")

    assert says.startswith("17: 'busy' asks 'expected', but no moment")


def test_a_moment_that_asks_and_has_no_questions_is_told():
    says = changed(DESK, "  closing:\n", "  more:\n    ask_each: challenges\n    then: closing\n  closing:\n")

    assert "'more' asks questions and has none" in " ".join(says)


def test_a_box_that_would_talk_like_a_person_is_told():
    [says] = changed(BOX, "    phase: greeting\n", "")

    assert "add `phase: greeting`" in says


@pytest.mark.parametrize(
    ("condition", "move"),
    [
        ("ask_open_question", "ask_open_question"),
        ("[thank, ask_if_good_time]", "ask_if_good_time"),
        ("{any: [light_humor, sorry_missed]}", "light_humor"),
        ("{again: sorry_missed}", "sorry_missed"),
    ],
)
def test_a_reaction_to_what_nobody_hears_there_is_told(condition, move):
    [says] = changed(DESK, "if: thank, go", f"if: {condition}, go")

    assert f"this can never answer: '{move}' is heard only by" in says


@pytest.mark.parametrize("condition", ["{any: [light_humor, thank]}", "{not: sorry_missed}", "{mood: 3}"])
def test_a_reaction_that_may_hold_is_left_alone(condition):
    assert changed(DESK, "if: thank, go", f"if: {condition}, go") == []


def test_reactions_of_a_moment_that_ends_the_call_are_told():
    [says] = changed(DESK, "    ends: friendly\n", "    ends: friendly\n    hears:\n      - {if: thank, says: Bye.}\n")

    assert says.startswith("46: the call is over once 'closing' was said, so its `hears` never counts")


def test_a_moment_that_goes_on_by_itself_and_has_reactions_is_told():
    [says] = changed(DESK, "    hears:\n      - {if: promise", "    then: closing\n    hears:\n      - {if: promise")

    assert "'looks' goes on to 'closing' as soon as the line was said, and waits for no answer" in says
