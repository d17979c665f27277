"""What the lint says of own moves, by what was heard when they were tried."""

from __future__ import annotations

import pytest

from simulator.core.check_moves import TriedMove, check_own_moves, heard_in_plans
from simulator.core.moves import NO_MOVES, parse_own_moves

TEXT = """\
moves:
  wave:
    meaning: Waves a hand.
    contexts: [C]
    implies: [smile]
    examples:
      - "I wave."
      - "See my hand."
      - "Waving now."
      - "There I wave."
      - "My arm is up."
      - "Hand in the air."
      - "A wave for you."
      - "I wave back."
    not_examples: ["The wave was high."]
  smile: {meaning: Smiles., contexts: [C], examples: ["I smile."]}
"""
TWO = """\
moves:
  wave: {meaning: Waves a hand., contexts: [C], examples: ["I wave.", "See my hand."]}
  smile: {meaning: Smiles., contexts: [C], examples: ["I smile."]}
"""
MOVES = parse_own_moves(TEXT, "moves.yaml", NO_MOVES)
THIN = "moves.yaml:16: 'smile' has 1 example, which is thin"


def _told(tried: TriedMove) -> list[str]:
    return [str(f) for f in check_own_moves(MOVES, TEXT, "moves.yaml", [tried]) if f.severity == "warning"]


def test_fewer_than_eight_examples_are_an_error():
    (flaw,) = check_own_moves(MOVES, TEXT, "moves.yaml", [TriedMove("wave")])

    assert str(flaw).startswith(THIN)
    assert flaw.severity == "error"


def test_examples_that_the_others_do_not_find_are_shown_at_the_first_of_them():
    (told,) = _told(TriedMove("wave", missed=(4, 5, 6)))

    assert told.startswith(
        "moves.yaml:11: 3 of the 8 examples of 'wave' are not found by the others: \"My arm is up.\""
    )


def test_two_of_eight_examples_may_stand_apart():
    assert _told(TriedMove("wave", missed=(4, 5))) == []


def test_a_near_miss_that_is_heard_is_told_at_its_line():
    (told,) = _told(TriedMove("wave", mistaken=(0,)))

    assert told.startswith("moves.yaml:15: this near miss is heard as 'wave' all the same: \"")


def test_a_move_that_is_heard_as_another_is_told_with_the_phrases():
    (told,) = _told(TriedMove("wave", heard_as={"greet": (0, 1, 2, 3)}))

    assert "4 of the 8 examples of 'wave' are heard as 'greet' too: \"I wave.\", \"See my hand.\"" in told
    assert "and 1 more" in told


@pytest.mark.parametrize("heard_as", [{"greet": (0, 1, 2)}, {"smile": (0, 1, 2, 3, 4)}])
def test_a_move_may_go_along_with_another_now_and_then_or_where_it_implies_it(heard_as):
    assert _told(TriedMove("wave", heard_as=heard_as)) == []


def test_phrases_of_another_move_that_set_this_one_off_are_shown():
    (told,) = _told(TriedMove("wave", taken={"greet": (("Hello there.", "Hi all."), 4)}))

    assert told.startswith(
        "moves.yaml:2: 'wave' is heard in 2 of the 4 examples of 'greet': \"Hello there.\", \"Hi all.\""
    )


def test_one_example_is_heard_as_another_move_and_two_are():
    two = parse_own_moves(TWO, "moves.yaml", NO_MOVES)

    def told(*found: int) -> str:
        tried = TriedMove("wave", heard_as={"smile": found})
        return " ".join(str(f) for f in check_own_moves(two, TWO, "moves.yaml", [tried]))

    assert "1 of the 2 examples of 'wave' is heard as 'smile' too" in told(0)
    assert "2 of the 2 examples of 'wave' are heard as 'smile' too" in told(0, 1)


def test_a_move_heard_in_a_plan_that_ships_is_a_warning_at_the_move():
    (flaw,) = heard_in_plans(MOVES, TEXT, "moves.yaml", {"wave": ["Bye now.", "Bye now."]})

    assert (flaw.file, flaw.line, flaw.severity) == ("moves.yaml", 2, "warning")
    assert flaw.says == (
        "your move 'wave' is heard in this sentence: 'Bye now.'; if that is wrong, add it to `not_examples`"
    )


def test_of_many_such_sentences_three_are_shown():
    (flaw,) = heard_in_plans(MOVES, TEXT, "moves.yaml", {"wave": ["A.", "B.", "C.", "D.", "E."]})

    assert "in these sentences: 'A.', 'B.', 'C.' and 2 more; if that is wrong, add them" in flaw.says


def test_a_sentence_that_is_an_example_is_meant_and_one_of_another_move_is_not_ours():
    assert heard_in_plans(MOVES, TEXT, "moves.yaml", {"wave": ["I wave."], "nod": ["Yes."]}) == []
