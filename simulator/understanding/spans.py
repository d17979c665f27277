"""Which words show a move: the smallest run of clauses that keeps most of the move's probability.

Rule: spans are evidence only. They are found after the moves are known and never change which moves are known.
"""

from __future__ import annotations

from collections.abc import Sequence

from simulator.understanding.clauses import Span, clauses
from simulator.understanding.recogniser import Floats, Recogniser, Said

KEPT = 0.6  # of the whole turn's probability: what a clause must keep alone to be shown instead of the turn
MOST = 10  # clauses a turn; beyond that neighbours are joined, so that a speech costs no more than a few sentences
_HEARD_CHARACTERS = 60  # of the other's line, in scoring a clause: half the time, and the same clause wins


def spans(recogniser: Recogniser, turn: Said, moves: Sequence[int], whole: Floats) -> dict[int, Span]:
    """For each of `moves` (indexes into `recogniser.moves`) the span of `turn.said` that shows it.

    `whole` holds the probabilities of the whole turn. One pass scores all clauses; a second one, where a move needs
    two clauses to be seen, their pairs. Where that is not enough either, the words are all that was said.
    """
    everything = _trimmed(turn.said)
    parts = _fewer(clauses(turn.said))
    if not moves or len(parts) < 2:
        return dict.fromkeys(moves, everything)
    alone = _scores(recogniser, turn, parts)
    best = {m: int(alone[:, m].argmax()) for m in moves}
    found = {m: parts[i] for m, i in best.items() if alone[i, m] >= KEPT * whole[m]}
    unfound = [m for m in moves if m not in found]
    if not unfound or len(parts) == 2:
        return found | dict.fromkeys(unfound, everything)
    starts = sorted({i for m in unfound for i in (best[m] - 1, best[m]) if 0 <= i < len(parts) - 1})
    pairs = [(parts[i][0], parts[i + 1][1]) for i in starts]
    paired = _scores(recogniser, turn, pairs)
    for m in unfound:
        k = int(paired[:, m].argmax())
        found[m] = pairs[k] if paired[k, m] >= KEPT * whole[m] else everything
    return found


def _scores(recogniser: Recogniser, turn: Said, parts: Sequence[Span]) -> Floats:
    heard = turn.heard[-_HEARD_CHARACTERS:]
    return recogniser.probabilities_of([Said(turn.context, heard, turn.said[a:b]) for a, b in parts])


def _fewer(parts: list[Span]) -> list[Span]:
    """At most MOST clauses: the shortest two neighbours are joined until they are few enough."""
    while len(parts) > MOST:
        i = min(range(len(parts) - 1), key=lambda k: parts[k + 1][1] - parts[k][0])
        parts[i : i + 2] = [(parts[i][0], parts[i + 1][1])]
    return parts


def _trimmed(text: str) -> Span:
    start = len(text) - len(text.lstrip())
    return start, max(start, len(text.rstrip()))
