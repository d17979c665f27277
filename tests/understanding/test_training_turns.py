"""What the recogniser of moves is shown: changed words keep their labels, and what cannot be told counts nothing."""

from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np
import pytest
import yaml

from simulator.library import Library
from simulator.understanding.corpus import Labelled, is_kept_out, read_corpus
from simulator.understanding.training_turns import HANGS_ON_HEARD, TRAIT, Traits, Turn, heard_aloud, to_learn, varied

CORPUS = Path(__file__).parents[2] / "corpus"
ALOUD = CORPUS / "aloud" / "tiny-en.jsonl"
TRAITS = CORPUS / "traits"
CATALOGUE = Library().catalogue
MOVES = list(CATALOGUE)
BOUND = [i for i, move in enumerate(MOVES) if move.id in HANGS_ON_HEARD]


def turn(said: str, *moves: str, aloud: str = "", near: str = "", context: str = "R") -> Turn:
    labelled = Labelled("a.jsonl", 1, "a-1", context, "Yes?", said, frozenset(moves), frozenset(filter(None, [near])))
    return to_learn(labelled, CATALOGUE, aloud)


def many(one: Turn, *others: Turn, times: int = 400) -> list[Turn]:
    chance = random.Random(1)
    return [varied(one, others or (one,), chance, BOUND) for _ in range(times)]


def made(one: Turn) -> set[str]:
    return {move.id for move, y in zip(MOVES, one.made, strict=True) if y > 0}


def test_a_near_miss_counts_double_and_a_move_of_another_context_nothing():
    weights = dict(zip((m.id for m in MOVES), turn("Hello.", "greet", near="thank").weight, strict=True))

    assert (weights["greet"], weights["thank"], weights["sorry_missed"]) == (1.0, 2.0, 0.0)


def test_a_turn_that_was_spoken_is_now_and_then_shown_as_it_was_heard():
    shown = {t.said for t in many(turn("Is Ann about?", "ask_whereabouts", aloud="Is Anna bout?"), turn("Zzz."))}

    assert {"Is Ann about?", "Is Anna bout?"} <= shown


def test_joined_turns_make_what_both_make():
    joined = [t for t in many(turn("Hello.", "greet"), turn("Is Ann about?", "ask_whereabouts")) if "about" in t.said]

    assert joined
    assert all(made(t) == {"greet", "ask_whereabouts"} for t in joined)
    assert all(t.weight[i] == 0 for t in joined for i in BOUND)


def test_out_of_the_blue_nothing_is_said_of_what_hangs_on_the_line_heard():
    unasked = [t for t in many(turn("Hello.", "greet")) if not t.heard]

    assert unasked
    assert all(t.weight[i] == 0 for t in unasked for i in BOUND)
    assert np.shares_memory(unasked[0].weight, unasked[1].weight) is False


@pytest.mark.parametrize(
    ("aloud", "taken"),
    [
        ("Is Anna round this morning?", True),
        ("Is Ann around this mourning", True),
        ("His amber crown, is it?", False),  # hardly a word came through
        ("Is Ann around this morning?", False),  # word for word: nothing to learn
        ("is ann around, this morning", False),
    ],
)
def test_only_what_came_through_and_changed_is_learnt_from(tmp_path, aloud, taken):
    said = "Is Ann around this morning?"
    file = tmp_path / "aloud.jsonl"
    file.write_text(json.dumps({"id": "a-1", "said": said, "aloud": aloud}) + "\n", "utf-8")

    assert bool(heard_aloud(file, {"a-1": said})) is taken
    assert heard_aloud(file, {"a-1": "Other words since."}) == {}


def test_no_turn_of_the_test_part_and_none_that_is_kept_out_was_spoken():
    turns = {t.id: t for t in read_corpus(CORPUS)[0]}
    spoken = [json.loads(row) for row in ALOUD.read_text("utf-8").splitlines()]

    assert len(spoken) > 8_000
    assert not [row["id"] for row in spoken if turns[row["id"]].is_test or is_kept_out(turns[row["id"]])]
    assert not [row["id"] for row in spoken if turns[row["id"]].said != row["said"]]


def test_traits_stand_behind_the_moves_and_count_only_where_a_reader_was_asked():
    traits = Traits(("sad", "loud"), {"a-1": (np.array([1, 0], np.float32), np.array([1, 0], np.float32))})
    one = turn("Hello.", "greet")

    asked, other = traits.beside(one, "a-1"), traits.beside(one, "a-2")

    assert list(asked.made[: len(MOVES)]) == list(one.made)
    assert (list(asked.made[-2:]), list(asked.weight[-2:])) == ([1, 0], [TRAIT, 0])
    assert (list(other.made[-2:]), list(other.weight[-2:])) == ([0, 0], [0, 0])


def test_what_a_turn_is_joined_with_does_not_say_what_nobody_was_asked():
    traits = Traits(("sad",), {"a-1": (np.zeros(1, np.float32), np.ones(1, np.float32))})
    asked, other = traits.beside(turn("Hello."), "a-1"), traits.beside(turn("Is Ann about?"), "a-2")

    joined = [t for t in many(asked, other) if "Ann" in t.said]

    assert joined
    assert all(t.weight[-1] == 0 for t in joined)


def test_traits_were_asked_of_turns_that_may_be_learnt_from():
    turns = {t.id: t for t in read_corpus(CORPUS)[0]}
    lists = yaml.safe_load((TRAITS / "traits.yaml").read_text("utf-8"))
    rows = [json.loads(row) for row in (TRAITS / "turns.jsonl").read_text("utf-8").splitlines()]

    assert len({row["id"] for row in rows}) == len(rows) > 5_000
    assert not [row["id"] for row in rows if turns[row["id"]].is_test or is_kept_out(turns[row["id"]])]
    assert not [row["id"] for row in rows if set(row["has"]) - {t for name in row["asked"] for t in lists[name]}]
    assert len(Traits.read(TRAITS).names) > 150
