"""How well moves are recognised: measured on labelled turns, told as a table or as values.

Rule: a move is counted only in the contexts that the catalogue gives it. Calibration is measured over the cells of
turn and move to which the recogniser gives a probability of 0.05 or more; over all cells it would be trivially good.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from simulator.core.moves import Catalogue
from simulator.understanding.corpus import Labelled
from simulator.understanding.meaning import Understanding

BINS = 12
LIKELY = 0.05
MOST_CONFUSIONS = 20
FEWEST = 3  # labelled turns from which a row says anything


@dataclass(frozen=True, slots=True)
class Row:
    """One move: how often it was labelled, how often it was heard, and how well."""

    move: str
    labelled: int
    heard: int
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All figures. `empty_false`: the share of turns without moves in which one was heard; `near_false`: the share of
    near misses that were heard; `calibration`: the expected calibration error; `confusions`: (labelled, heard in its
    place, how often)."""

    turns: int
    macro_f1: float
    micro_f1: float
    exact: float
    empty_false: float
    near_false: float
    calibration: float
    rows: tuple[Row, ...]
    confusions: tuple[tuple[str, str, int], ...]


def evaluate(turns: Sequence[Labelled], understanding: Understanding, catalogue: Catalogue) -> Evaluation:
    """Recognise every turn and compare."""
    tally = _Tally()
    for turn in turns:
        context: Any = turn.context
        found = understanding.recognise(turn.said, heard=turn.heard, context=context)
        tally.add(turn, frozenset(m.move for m in found.moves if m.sure), found.scores)
    return tally.result([move.id for move in catalogue])


class _Tally:
    def __init__(self) -> None:
        self.turns = self.exact = self.empty = self.empty_false = self.near = self.near_false = 0
        self.right: Counter[str] = Counter()
        self.labelled: Counter[str] = Counter()
        self.heard: Counter[str] = Counter()
        self.confused: Counter[tuple[str, str]] = Counter()
        self.cells: list[tuple[float, bool]] = []

    def add(self, turn: Labelled, heard: frozenset[str], scores: dict[str, float]) -> None:
        self.turns += 1
        self.exact += heard == turn.moves
        if not turn.moves:
            self.empty += 1
            self.empty_false += bool(heard)
        self.near += len(turn.not_moves)
        self.near_false += len(turn.not_moves & heard)
        self.right.update(turn.moves & heard)
        self.labelled.update(turn.moves)
        self.heard.update(heard)
        self.confused.update((m, h) for m in turn.moves - heard for h in heard - turn.moves)
        self.cells += [(p, move in turn.moves) for move, p in scores.items() if p >= LIKELY]

    def result(self, moves: Sequence[str]) -> Evaluation:
        rows = tuple(self._row(move) for move in moves if self.labelled[move] or self.heard[move])
        there = [row.f1 for row in rows if row.labelled]
        right, all_labelled, all_heard = (sum(c.values()) for c in (self.right, self.labelled, self.heard))
        return Evaluation(
            self.turns,
            _share(sum(there), len(there)),
            _share(2 * right, all_labelled + all_heard),
            _share(self.exact, self.turns),
            _share(self.empty_false, self.empty),
            _share(self.near_false, self.near),
            self._calibration(),
            rows,
            tuple((m, h, n) for (m, h), n in self.confused.most_common(MOST_CONFUSIONS)),
        )

    def _row(self, move: str) -> Row:
        right, labelled, heard = self.right[move], self.labelled[move], self.heard[move]
        f1 = _share(2 * right, labelled + heard)
        return Row(move, labelled, heard, _share(right, heard), _share(right, labelled), f1)

    def _calibration(self) -> float:
        """The mean distance between the probability said and the share that was right, over bins of probability."""
        off = 0.0
        for n in range(BINS):
            held = [(p, y) for p, y in self.cells if n / BINS <= p < (n + 1) / BINS or (n == BINS - 1 and p == 1)]
            off += abs(sum(p for p, _ in held) - sum(y for _, y in held))
        return _share(off, len(self.cells))


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def as_table(found: Evaluation) -> str:
    """The figures for reading."""
    lines = [
        f"{found.turns} turns: macro-F1 {found.macro_f1:.3f}, micro-F1 {found.micro_f1:.3f}",
        f"turns with every label right: {found.exact:.3f}",
        f"false alarms: {found.empty_false:.3f} of turns without moves, {found.near_false:.3f} of near misses",
        f"calibration error {found.calibration:.3f}",
        "",
        f"{'move':24} {'labelled':>8} {'heard':>6} {'precision':>9} {'recall':>6} {'F1':>6}",
    ]
    for r in sorted(found.rows, key=lambda r: r.f1):
        lines.append(f"{r.move:24} {r.labelled:8} {r.heard:6} {r.precision:9.2f} {r.recall:6.2f} {r.f1:6.2f}{_thin(r)}")
    if found.confusions:
        lines += ["", "labelled, but heard as"]
        lines += [f"{n:4} {labelled} -> {heard}" for labelled, heard, n in found.confusions]
    return "\n".join(lines)


def _thin(row: Row) -> str:
    return "  too few to tell" if row.labelled < FEWEST else ""


def as_values(found: Evaluation) -> dict[str, Any]:
    """The figures for other programs."""
    return asdict(found)
