"""What a listener takes in of one speech: of a speech that does everything in one breath, next to nothing.

Rule: a living person who is asked everything at once answers nothing. Of a speech that makes more moves than anybody
makes, or has no end, it is how it began and how it ended that stays, but none of its questions; what everybody
discourages is felt all the same. A box keeps every word.
"""

from __future__ import annotations

from collections.abc import Iterable

from simulator.core.events import MoveHeard
from simulator.core.facts import CONTEXTS, With
from simulator.core.standing import FELT

QUESTIONS = frozenset(
    {
        "ask_for_help",
        "ask_whereabouts",
        "ask_availability",
        "ask_cell_number",
        "confirm_cell_ok",
        "ask_to_schedule",
        "ask_if_good_time",
        "ask_open_question",
        "check_right_person",
        "ask_how_to_proceed",
    }
)
MOST_MOVES, MOST_QUESTIONS, MOST_WORDS = 12, 5, 100
"""What one speech to a living person can hold. House limits: of 12,900 such turns in the corpus, by speakers of all
tempers, none makes more than 12 moves and one asks more than five things; a hundred words take most of a minute."""
BEGINNING = 3  # moves that somebody keeps of a longer speech: how it began


def taken_in(moves: Iterable[MoveHeard], with_: With, said: str) -> tuple[MoveHeard, ...]:
    """The moves of one speech, `said` in one go, as whoever it was made to takes them in."""
    every = tuple(moves)
    made = sorted((m for m in every if m.sure and m.move not in FELT), key=lambda m: (m.start, m.end))
    asked = sum(m.move in QUESTIONS for m in made)
    short = len(made) <= MOST_MOVES and asked <= MOST_QUESTIONS and len(said.split()) <= MOST_WORDS
    if CONTEXTS[with_] == "V" or short:
        return every
    kept = {m.move for m in (*made[:BEGINNING], *made[-1:])} - QUESTIONS
    return tuple(m for m in every if m.move in kept or m.move in FELT)
