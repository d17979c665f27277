"""Lessons: what a trainer accepted becomes YAML, and everything that stood there stays as it stood."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.core.yaml_text import BadFile, parse
from simulator.lessons import HEAD, Lesson, with_lesson, without_lesson

MINE = """\
# My own moves.
moves:
  name_the_weather:   # small talk
    meaning: Says something about the weather.
    contexts: [R, C]
    examples:
      - "Lovely day, isn't it?"
      - {heard: "Hello?", say: "Rain again."}

  ask_the_time:
    meaning: Asks what time it is.
    contexts: [R]
    examples: ["What time is it?"]
"""


def moves(text: str) -> dict[str, dict[str, list[object]]]:
    found: dict[str, dict[str, list[object]]] = parse(text, "x").data["moves"]
    return found


def test_the_first_lesson_begins_the_file() -> None:
    text = with_lesson(HEAD, Lesson("thank", True, "Cheers, love."), "x")

    assert text.startswith(HEAD.rstrip())
    assert moves(text) == {"thank": {"examples": ["Cheers, love."]}}


def test_a_lesson_goes_behind_the_examples_and_changes_no_other_line() -> None:
    text = with_lesson(MINE, Lesson("name_the_weather", True, "Some wind today: mind your hat."), "x")

    assert moves(text)["name_the_weather"]["examples"][-1] == "Some wind today: mind your hat."
    assert [line for line in text.splitlines() if line in MINE.splitlines()] == MINE.splitlines()
    assert len(text.splitlines()) == len(MINE.splitlines()) + 1


def test_a_near_miss_gets_a_list_of_its_own_inside_its_move() -> None:
    text = with_lesson(MINE, Lesson("name_the_weather", False, "I'm under the weather.", "How are you?"), "x")

    found = moves(text)
    assert found["name_the_weather"]["not_examples"] == [{"heard": "How are you?", "say": "I'm under the weather."}]
    assert found["ask_the_time"] == moves(MINE)["ask_the_time"]


def test_what_was_learned_already_is_not_written_twice() -> None:
    once = with_lesson(MINE, Lesson("name_the_weather", True, "Rain again.", "Hello?"), "x")

    assert once == MINE


def test_a_list_in_one_line_is_left_to_its_writer() -> None:
    with pytest.raises(BadFile, match=r"x:13: 'ask_the_time' is written in one line here"):
        with_lesson(MINE, Lesson("ask_the_time", True, "Got the time?"), "x")


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["thank", "greet", "pitch"]),
            st.booleans(),
            st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=20),
            st.sampled_from(["", "Who's calling: you?", '"Yes" #1']),
        ),
        max_size=6,
    )
)
def test_any_words_can_be_learned_and_all_of_them_are_there(rows: list[tuple[str, bool, str, str]]) -> None:
    text = HEAD
    for move, counts, say, heard in rows:
        text = with_lesson(text, Lesson(move, counts, say, heard), "x")

    found = moves(text) if rows else {}
    for move, counts, say, _ in rows:
        listed = found[move]["examples" if counts else "not_examples"]
        assert say in [item["say"] if isinstance(item, dict) else item for item in listed]


# -- taken back --------------------------------------------------------------------------------------------------------


def test_a_lesson_taken_back_leaves_every_other_line() -> None:
    lesson = Lesson("name_the_weather", True, "Some wind today.")

    assert without_lesson(with_lesson(MINE, lesson, "x"), lesson, "x") == MINE


def test_the_last_lesson_takes_its_list_and_its_move_along() -> None:
    first, second = Lesson("thank", True, "Cheers, love."), Lesson("thank", False, "Thanks for nothing.", "No.")
    both = with_lesson(with_lesson(HEAD, first, "x"), second, "x", {"by": "Ines", "when": "2026-11-22T10:00:00"})

    one = without_lesson(both, first, "x")
    assert moves(one)["thank"] == {
        "not_examples": [{"heard": "No.", "say": "Thanks for nothing.", "by": "Ines", "when": "2026-11-22T10:00:00"}]
    }
    assert without_lesson(one, second, "x") == HEAD


def test_what_is_not_there_cannot_be_taken_back() -> None:
    with pytest.raises(BadFile, match="no correction of 'thank' any more"):
        without_lesson(MINE, Lesson("thank", True, "Cheers."), "x")
