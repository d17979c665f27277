"""An utterance in clauses: with punctuation and without, every word in exactly one."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.understanding.clauses import clauses, stretches


def _said(text: str) -> list[str]:
    return [text[start:end] for start, end in clauses(text)]


def test_sentences_and_commas_part_clauses():
    said = "Thanks, Marisol. I'll ring at two, if that's all right."

    assert _said(said) == ["Thanks, Marisol.", "I'll ring at two", "if that's all right."]


def test_openers_part_clauses_where_nothing_is_punctuated():
    said = "hi this is sam could you help me out i got her voicemail thank you"

    assert _said(said) == ["hi", "this is sam", "could you help me out", "i got her voicemail", "thank you"]


def test_one_word_joins_the_words_behind_it():
    assert _said("So, could you help me?") == ["So, could you help me?"]


def test_a_text_without_words_has_no_clause():
    assert _said(" ... , - ") == []


@pytest.mark.parametrize("most", [1, 5, 60])
def test_stretches_hold_whole_clauses_and_no_more_words_than_asked(most):
    said = "I'll ring at two, thank you. Is she in? Could you help me with something, please? " * 5

    parts = stretches(said, most)

    longest_clause = max(len(clause.split()) for clause in _said(said))
    assert all(len(said[a:b].split()) <= max(most, longest_clause) for a, b in parts)
    assert _words(" ".join(said[a:b] for a, b in parts)) == _words(said)


@given(st.text(alphabet="abi '’.,?!- ", max_size=120))
def test_every_word_is_in_exactly_one_clause_in_its_order(text):
    assert [w for clause in _said(text) for w in _words(clause)] == _words(text)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)
