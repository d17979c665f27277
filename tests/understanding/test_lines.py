"""Lines of JSON in, lines of JSON out: bad ones are reported by their number, good ones go on."""

from __future__ import annotations

import io
import itertools
import json

import pytest

from simulator.understanding.lines import LONGEST_LINE, answer_all, lines_of, moves_lines


def _line(**fields: object) -> str:
    return json.dumps({"id": "a", "context": "R", "heard": "Good morning.", "said": "Could you help me?"} | fields)


def test_a_line_is_answered_with_moves_scores_spans_and_what_is_unclear(understanding):
    said = "Hello, I was hoping you could help me out."

    (answer,) = map(json.loads, moves_lines([_line(id=7, said=said)], understanding))

    assert list(answer) == ["id", "moves", "scores", "spans", "unclear"]
    assert answer["id"] == 7
    assert set(answer["moves"]) == {"greet", "ask_for_help"}
    assert answer["scores"]["ask_for_help"] > 0.9
    start, end = answer["spans"]["ask_for_help"]
    assert said[start:end] == "I was hoping you could help me out."
    assert answer["unclear"] == []


def test_a_listener_may_be_named_instead_of_a_letter(understanding):
    by_letter, by_name = moves_lines([_line(context="R"), _line(context="assistant")], understanding)

    assert by_letter == by_name


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ("{", "not JSON"),
        ("[1, 2]", "expected an object"),
        (_line(context="Q"), "'context' may be"),
        (_line(context=None), "'context' may be"),
        (_line(said=None), "'said' is missing"),
        (_line(heard=4), "'heard' is no text"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_a_bad_line_is_reported_by_its_number_and_passed_over(understanding, bad, says):
    reports: list[str] = []

    answers = list(moves_lines([_line(), "", bad, _line(id="b")], understanding, reports.append))

    assert [json.loads(a)["id"] for a in answers] == ["a", "b"]
    assert len(reports) == 1
    assert reports[0].startswith("line 3: ")
    assert says in reports[0]


def test_a_report_never_repeats_the_words(understanding):
    reports: list[str] = []

    list(moves_lines([_line(context="Q", said="a secret")], understanding, reports.append))

    assert "secret" not in reports[0]


def test_an_answer_comes_before_the_next_line_is_read(understanding):
    endless = (_line(id=i) for i in itertools.count())

    first = next(moves_lines(endless, understanding))

    assert json.loads(first)["id"] == 0


def test_a_line_that_was_not_heard_before_needs_no_heard(understanding):
    (answer,) = moves_lines(['{"id": 1, "context": "V", "said": "Hello, this is Ines."}'], understanding)

    assert "greet" in json.loads(answer)["moves"]


def test_a_stream_is_answered_and_what_was_passed_over_is_counted(understanding):
    source = io.BytesIO(f"{_line()}\n\xff\n{_line(id='z')}".encode("latin-1"))
    sink, told = io.StringIO(), io.StringIO()

    bad = answer_all(source, sink, understanding, told)

    assert bad == 1
    assert [json.loads(answer)["id"] for answer in sink.getvalue().splitlines()] == ["a", "z"]
    assert "line 2: this is not UTF-8" in told.getvalue()
    assert "3 lines read, 1 passed over" in told.getvalue()


def test_a_mark_at_the_beginning_of_a_file_is_no_part_of_its_first_line():
    assert list(lines_of(io.BytesIO(b"\xef\xbb\xbf{}\r\n[]"))) == ["{}", "[]"]


def test_a_character_that_stands_for_a_lost_one_is_a_character_like_any_other():
    assert list(lines_of(io.BytesIO("a \ufffd b".encode()))) == ["a \ufffd b"]


def test_a_line_without_end_is_told_and_the_next_one_is_read(understanding):
    reports: list[str] = []
    source = io.BytesIO(b"[" * (2 * LONGEST_LINE) + b"\n" + _line().encode())

    answers = list(moves_lines(lines_of(source), understanding, reports.append))

    assert len(answers) == 1
    assert reports == [
        f"line 1: longer than {LONGEST_LINE:,} bytes, which nobody says; write one utterance on a line; passed over"
    ]
