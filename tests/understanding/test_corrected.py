"""What a trainer corrected: the very words, and no others."""

from __future__ import annotations

import pytest

from simulator.core.corrections import Correction
from simulator.core.events import MoveHeard
from simulator.core.moves import Catalogue
from simulator.library import Library
from simulator.understanding.corrected import corrected
from simulator.understanding.meaning import Understanding
from simulator.understanding.overrule import Known

SHIPPED = Library().catalogue
SAY = "You could make my day, you know."
MADE = Correction("ask_for_help", True, SAY, by="Ines", when="2026-11-22T10:00:00")
NOT_MADE = Correction("thank", False, "thank you for that, I suppose", by="Ines", when="2026-11-22T10:00:00")


def _heard(said: str, *corrections: Correction, moves: tuple[MoveHeard, ...] = (), heard: str = "", context="R"):
    known = Catalogue({m.id: m for m in SHIPPED}, corrections)
    return {m.move: m for m in corrected(said, heard, moves, known, context)}


@pytest.mark.parametrize(
    "said", [SAY, "um you could make my day you know", "Well. You could make my day, you KNOW! Is he in?"]
)
def test_words_that_were_corrected_make_the_move(said):
    found = _heard(said, MADE)["ask_for_help"]

    assert found.sure
    assert said[found.start : found.end].lower().startswith("you could")
    assert found.corrected == "Ines on 2026-11-22"


@pytest.mark.parametrize("said", ["You could make my tea.", "make my day", "You could not make my day, could you know"])
def test_other_words_stay_as_they_were_heard(said):
    assert _heard(said, MADE) == {}


def test_of_many_words_one_may_be_misheard():
    assert "ask_for_help" in _heard("you could make my date you know", MADE)


def test_words_that_only_seem_to_make_a_move_make_it_no_more():
    said = "Thank you for that, I suppose. And thanks for the number."
    seems, really = MoveHeard("thank", 0.9, 0, 29), MoveHeard("thank", 0.9, 31, len(said))

    assert _heard(said, NOT_MADE, moves=(seems,)) == {}
    assert _heard(said, NOT_MADE, moves=(really,)) == {"thank": really}


def test_where_the_move_was_heard_anyway_nothing_is_corrected():
    anyway = MoveHeard("ask_for_help", 0.8, 0, len(SAY))

    assert _heard(SAY, MADE, moves=(anyway,)) == {"ask_for_help": anyway}


def test_a_move_is_made_only_to_those_who_can_hear_it():
    assert _heard(SAY, MADE, context="C") == {}


def test_one_word_counts_only_as_the_whole_answer_to_the_same_line():
    short = Correction("state_purpose", True, "Printing.", "What is it about?")

    assert "state_purpose" in _heard("printing", short, heard="What is it about?")
    assert _heard("printing", short, heard="Who are you?") == {}
    assert _heard("we do printing", short, heard="What is it about?") == {}


def test_the_later_of_two_corrections_counts():
    assert _heard(SAY, MADE, Correction("ask_for_help", False, SAY)) == {}


def test_the_recogniser_hears_what_was_corrected():
    said = "The badger has its hat on again."
    plain = Understanding.load()
    taught = Understanding.load(own=Catalogue({}, (Correction("ask_for_help", True, said),)))

    def moves(by: Understanding) -> set[str]:
        meaning = by.understand(said, heard="Hello?", known=Known("receptionist"))
        return {m.move for m in meaning.moves if m.sure}

    assert moves(taught) == moves(plain) | {"ask_for_help"}
