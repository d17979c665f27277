"""The corpus: its labels are consistent, and the checker sees what is not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simulator.library import Library
from simulator.understanding.corpus import check_corpus, counts, read_corpus

CORPUS = Path(__file__).parents[2] / "corpus"
CATALOGUE = Library().catalogue


def write(folder: Path, name: str, *rows: dict[str, object]) -> Path:
    (folder / name).write_text("\n".join(json.dumps(row) for row in rows) + "\n", "utf-8")
    return folder


def row(id: str = "a-1", **fields: object) -> dict[str, object]:
    return {"id": id, "context": "R", "heard": "Yes?", "said": "Hello, good morning.", "moves": ["greet"]} | fields


def told(folder: Path) -> str:
    turns, flaws = read_corpus(folder)
    return "\n".join(map(str, [*flaws, *check_corpus(turns, CATALOGUE)]))


def test_the_corpus_has_no_contradictions():
    assert told(CORPUS) == ""


def test_the_corpus_is_as_large_as_its_card_says():
    turns, _ = read_corpus(CORPUS)

    assert len(turns) >= 14_000
    assert len({turn.file for turn in turns}) >= 15
    assert all(made >= 80 for made, _ in counts(turns, CATALOGUE).values())


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"moves": ["gret"]}, "did you mean 'greet'?"),
        ({"context": "X"}, "context 'X' is none of R, V, C"),
        ({"moves": ["sorry_missed"]}, "cannot be made in the context R"),
        ({"not_moves": ["greet"]}, "both made and not made"),
        ({"moves": ["offer_options"]}, "always makes 'ask_whereabouts' too"),
        ({"said": " "}, "'said' is empty"),
        ({"mood": 3}, "unknown field 'mood'"),
        ({"moves": "greet"}, "is no list of moves"),
    ],
)
def test_a_wrong_label_is_told_with_its_line(tmp_path, fields, says):
    write(tmp_path, "a.jsonl", row("a-0", said="Something else."), row(**fields))

    assert "a.jsonl:2" in told(tmp_path)
    assert says in told(tmp_path)


def test_the_same_words_labelled_otherwise_are_told(tmp_path):
    write(tmp_path, "a.jsonl", row("a-1"), row("a-2", moves=[]))

    assert "labelled otherwise: greet" in told(tmp_path)


def test_an_id_that_stands_twice_is_told(tmp_path):
    write(tmp_path, "a.jsonl", row("a-1"), row("a-1", said="Good evening to you."))

    assert "the id a-1 stands in a.jsonl:1 too" in told(tmp_path)


def test_a_training_turn_that_repeats_the_test_part_is_told(tmp_path):
    words = "Could you tell me whether Noor is in a meeting or out for the day"
    write(tmp_path, "a.jsonl", row("a-1", said=words + " please", moves=["ask_whereabouts", "offer_options"]))
    write(tmp_path, "test-x.jsonl", row("t-1", said=words, moves=["ask_whereabouts", "offer_options"]))

    assert "nearly the same words as test-x.jsonl:1" in told(tmp_path)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("nonsense", "x.jsonl:1: this is not JSON"),
        ("[1]", "x.jsonl:1: this holds no turn"),
        ('{"id": "b", "context": "R", "moves": []}', "x.jsonl:1: 'said' is missing"),
        ('{"id": "b", "context": "R", "said": "x", "moves": [[1]]}', "x.jsonl:1: 'moves' is no list of moves"),
        ('{"id": "b", "context": "R", "said": "x", "move": []}', "did you mean 'moves'"),
    ],
)
def test_a_line_that_is_no_turn_is_told_in_plain_words(tmp_path, line, says):
    (tmp_path / "x.jsonl").write_text(line + "\n", "utf-8")

    _, flaws = read_corpus(tmp_path / "x.jsonl")

    assert [says in str(flaw) for flaw in flaws] == [True]


def test_a_file_that_is_no_text_is_told(tmp_path):
    (tmp_path / "x.jsonl").write_bytes(b"\xff\xfe")

    assert "not UTF-8" in str(read_corpus(tmp_path)[1][0])
