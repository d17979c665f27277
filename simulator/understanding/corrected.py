"""What a trainer corrected is heard as the trainer said, whatever the model makes of it.

Rule: only the very words, in their order and whole; capitals, stops and fillers do not matter, and of six words or more
one may differ, as a recogniser of speech mishears one. One or two words count only as all that is said, and in answer
to the same line. Where the same words are corrected twice, the later counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from simulator.core.corrections import Correction
from simulator.core.events import MoveHeard
from simulator.core.moves import Catalogue
from simulator.understanding.clauses import Span
from simulator.understanding.recogniser import Context
from simulator.understanding.words import FILLERS, Token, tokens

LONG = 6  # words from which one of them may differ
FEWEST = 3  # words that are looked for inside of longer speech; fewer must be all that is said


def corrected(
    said: str, heard: str, moves: Iterable[MoveHeard], catalogue: Catalogue, context: Context
) -> list[MoveHeard]:
    """The moves as corrected; those that a trainer put there say who and when."""
    made = {m.move: m for m in moves}
    words = _words(said) if catalogue.corrections else []
    for correction in catalogue.corrections:
        place = _place(correction, words, heard)
        if place is None or correction.move not in catalogue or context not in catalogue[correction.move].contexts:
            continue
        start, end = place
        before = made.get(correction.move)
        told = " on ".join(part for part in (correction.by or "a trainer", correction.when[:10]) if part)
        if correction.counts and not (before and before.sure and not before.corrected):
            made[correction.move] = MoveHeard(correction.move, 1.0, start, end, corrected=told)
        elif not correction.counts and before and before.start < end and start < before.end:
            del made[correction.move]
    return list(made.values())


def _words(text: str) -> list[Token]:
    return [w for w in tokens(text) if w.text not in FILLERS]


def _place(correction: Correction, said: Sequence[Token], heard: str) -> Span | None:
    """Where a correction holds in what was said, in answer to `heard`; None where it does not."""
    wanted = _words(correction.say)
    answers = not correction.heard or [w.text for w in _words(correction.heard)] == [w.text for w in _words(heard)]
    return _found(said, wanted) if len(wanted) >= FEWEST or answers else None


def _found(said: Sequence[Token], wanted: Sequence[Token]) -> Span | None:
    """Where words stand in what was said; None where they do not."""
    size = len(wanted)
    if not size or size > len(said) or (size < FEWEST and size != len(said)):
        return None
    allowed = 1 if size >= LONG else 0
    for first in range(len(said) - size + 1):
        differ = sum(a.text != b.text for a, b in zip(said[first : first + size], wanted, strict=True))
        if differ <= allowed:
            return said[first].start, said[first + size - 1].end
    return None
