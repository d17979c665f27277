"""A trainer's own moves, tried on their own examples and on those of all other moves: what the lint tells of them.

Rule: what is heard here is what would be heard in a call; nothing is judged here (core/check_moves.py does that).
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.core.check_moves import TriedMove
from simulator.core.moves import Catalogue, Example, Move
from simulator.understanding.meaning import Understanding


def try_moves(understanding: Understanding, shipped: Catalogue) -> list[TriedMove]:
    """One result for every own move that is listened for. `shipped`: the other moves, whose examples are tried too."""
    own = understanding.own.moves
    in_examples = {move.id: [_heard(understanding, move, e) for e in move.examples] for move in (*own, *shipped)}
    return [_tried(understanding, move, in_examples) for move in own]


def _tried(understanding: Understanding, move: Move, in_examples: dict[str, list[frozenset[str]]]) -> TriedMove:
    near = [_heard(understanding, move, example) for example in move.not_examples]
    heard_as = {
        other: tuple(i for i, heard in enumerate(in_examples[move.id]) if other in heard)
        for other in sorted(frozenset().union(*in_examples[move.id]) - {move.id})
    }
    taken = {
        other: (tuple(phrases), len(rows))
        for other, rows in in_examples.items()
        if other != move.id and set(understanding.catalogue[other].contexts) & set(move.contexts)
        if (phrases := list(_phrases(understanding.catalogue[other], rows, move.id)))
    }
    missed = understanding.own.heads[move.id].missed
    return TriedMove(move.id, missed, tuple(i for i, heard in enumerate(near) if move.id in heard), heard_as, taken)


def _phrases(other: Move, rows: list[frozenset[str]], move: str) -> Iterator[str]:
    yield from (example.say for example, heard in zip(other.examples, rows, strict=True) if move in heard)


def _heard(understanding: Understanding, move: Move, example: Example) -> frozenset[str]:
    """The moves surely heard in an example, by any of those who may hear its move."""
    found = (understanding.recognise(example.say, heard=example.heard, context=c).moves for c in move.contexts)
    return frozenset(m.move for moves in found for m in moves if m.sure)
