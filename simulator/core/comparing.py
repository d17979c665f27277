"""Two attempts that share their beginning, held against each other: totals, verdicts, and what was said after it.

Rule: nothing is judged here. Verdicts and totals come from the two scorecards; turns are laid beside each other so that
answers of theirs in the same words stand in one row, and no turn moves before or behind another of its own call.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from simulator.core.record import Header, Record, begin, run
from simulator.core.retry import lived_anew
from simulator.core.scorecard import Judgment, Scorecard
from simulator.core.turns import Done, Transcript, Turn

_SAME, _ALIKE = 4, 1
"""What a row is worth to the order: the same words twice, two turns of the same side; a turn by itself nothing."""
MOST_CELLS = 250_000
"""Pairs of turns up to which an order is looked for; beyond, one call stands below the other."""


@dataclass(frozen=True, slots=True)
class Row:
    """What was said at one place: on the left, on the right, or on both sides."""

    left: Turn | None
    right: Turn | None

    @property
    def same(self) -> bool:
        """Both said the very same."""
        return self.left is not None and self.right is not None and _key(self.left) == _key(self.right)


@dataclass(frozen=True, slots=True)
class Change:
    """A rule of which the two attempts have other verdicts, or other points."""

    title: str
    left: Judgment
    right: Judgment

    @property
    def gain(self) -> float:
        """Points by which the right one is better; negative where it is worse."""
        return self.right.points - self.left.points


@dataclass(frozen=True, slots=True)
class Author:
    """What one author says of both: the totals (None where nothing), and the rules that came out otherwise, what was
    won first."""

    playbook: str
    name: str
    left: int | None
    right: int | None
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """Two attempts beside each other. `at`: ms since the call began at which they part; `before`: the turns that
    they share, none where they are two calls and not two tries of one; `rows`: everything after; `done`: what each
    side did on the line after it; `ended`: how each ended."""

    at: int
    before: tuple[Turn, ...]
    rows: tuple[Row, ...]
    authors: tuple[Author, ...]
    done: tuple[tuple[Done, ...], tuple[Done, ...]] = ((), ())
    ended: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Attempt:
    """One side: its record, its call in turns and what the authors say of it."""

    record: Record
    transcript: Transcript
    scorecards: Mapping[str, Scorecard]


def shared(one: Record, other: Record) -> int:
    """How many events two records have in common from their beginning; 0 where they are not the same call at all."""
    if _call(one.header) != _call(other.header):
        return 0
    pairs = zip(one.events, other.events, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one.events), len(other.events)))


def _call(header: Header) -> Header:
    """What makes two calls the same at their beginning."""
    return Header(header.scenario, header.text, header.difficulty, header.seed, facts=header.facts)


def compare(left: Attempt, right: Attempt, moves: Collection[str]) -> Compared | None:
    """The two beside each other; None where they share no turn. Raises BadFile."""
    count = shared(left.record, right.record)
    call = begin(left.record.header, moves)
    run(call, left.record.events[:count])
    if not call.state.turns:
        return None
    first = lived_anew(call)
    done = len(call.state.actions)
    one, other = left.transcript, right.transcript
    return Compared(
        call.at,
        one.turns[:first],
        tuple(laid_out(one.turns[first:], other.turns[first:])),
        tuple(_authors(left, right)),
        (one.actions[done:], other.actions[done:]),
        (one.ended, other.ended),
    )


def side_by_side(left: Attempt, right: Attempt) -> Compared | None:
    """Two calls of one scenario that need share nothing; None where they are of two."""
    if left.record.header.scenario != right.record.header.scenario:
        return None
    one, other = left.transcript, right.transcript
    rows, authors = tuple(laid_out(one.turns, other.turns)), tuple(_authors(left, right))
    return Compared(0, (), rows, authors, (one.actions, other.actions), (one.ended, other.ended))


def _authors(left: Attempt, right: Attempt) -> Iterator[Author]:
    for name, card in left.scorecards.items():
        other = right.scorecards.get(name)
        if other is not None:
            found = sorted(_changes(card, other), key=lambda c: (-c.gain, c.title))
            yield Author(name, card.author, card.total, other.total, tuple(found))


def _changes(left: Scorecard, right: Scorecard) -> Iterator[Change]:
    after = {judgment.rule: judgment for judgment in right.judgments}
    for judgment in left.judgments:
        other = after.get(judgment.rule)
        if other and (judgment.verdict, judgment.points) != (other.verdict, other.points):
            yield Change(judgment.title, judgment, other)


def laid_out(left: Sequence[Turn], right: Sequence[Turn]) -> list[Row]:
    """The turns of both in rows, in the best order by what each row is worth."""
    if len(left) * len(right) > MOST_CELLS:
        return [*(Row(turn, None) for turn in left), *(Row(None, turn) for turn in right)]
    best = [[0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i in reversed(range(len(left))):
        for j in reversed(range(len(right))):
            together = best[i + 1][j + 1] + _worth(left[i], right[j])
            best[i][j] = max(together, best[i + 1][j], best[i][j + 1])
    rows, i, j = list[Row](), 0, 0
    while i < len(left) and j < len(right):
        if best[i][j] == best[i + 1][j + 1] + _worth(left[i], right[j]):
            rows.append(Row(left[i], right[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            rows.append(Row(left[i], None))
            i += 1
        else:
            rows.append(Row(None, right[j]))
            j += 1
    return [*rows, *(Row(turn, None) for turn in left[i:]), *(Row(None, turn) for turn in right[j:])]


def _worth(left: Turn, right: Turn) -> int:
    """What a row of these two is worth to the order; far below nothing where they are not of the same side."""
    if left.who != right.who:
        return -MOST_CELLS
    return _SAME if _key(left) == _key(right) else _ALIKE


def _key(turn: Turn) -> tuple[str, str, str]:
    return turn.who, turn.speaker, turn.text
