"""How well a trainer's own move is heard from eight examples: today's moves, held out in turn.

    python tests/benchmarks/own_moves.py corpus [--model FOLDER] [--moves a,b,c,d,e] [--examples 8] [--draws 4]
    python tests/benchmarks/own_moves.py corpus [--model FOLDER] --written tests/benchmarks/trainers [--test]

Rule: a move that is held out is either written like a trainer's own, its examples drawn from turns that may be learnt
from, or it is one that somebody wrote who knew neither corpus nor catalogue (`--written`). It is looked for in the
turns kept out of training, or in the test part (`--test`); labels are only used to draw and to count. The shipped model
was taught these moves, so what it reaches is too good; the honest figure is that of a model trained with `--without`
them (`--model` FOLDER: what training wrote). Nothing is asserted: it is a report.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from simulator import ASSETS  # noqa: E402
from simulator.core.moves import Catalogue, Example, Move, parse_own_moves  # noqa: E402
from simulator.library import Library  # noqa: E402
from simulator.understanding.corpus import Labelled, is_kept_out, read_corpus  # noqa: E402
from simulator.understanding.own_moves import BACKGROUND, SURE, Background, OwnMoves, fit  # noqa: E402
from simulator.understanding.recogniser import FILES, Reading, Recogniser, Said  # noqa: E402

MOVES = "mention_referral,limit_time,guilt_trip,ask_how_to_proceed,offer_options"


def as_own(move: Move, turns: Sequence[Labelled], near: Sequence[Labelled]) -> Move:
    """The move as a trainer would write it who has only these turns."""

    def shown(some: Sequence[Labelled]) -> tuple[Example, ...]:
        return tuple(Example.model_construct(say=t.said, heard=t.heard) for t in some)

    return move.model_copy(update={"id": f"my_{move.id}", "examples": shown(turns), "not_examples": shown(near)})


def main() -> None:
    """Hold out, fit, look, count."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--model", type=Path, default=ASSETS / "moves")
    parser.add_argument("--moves", default=MOVES)
    parser.add_argument("--examples", type=int, default=8)
    parser.add_argument("--near", type=int, default=0, help="near misses beside the examples")
    parser.add_argument("--draws", type=int, default=4)
    parser.add_argument("--written", type=Path, help="a folder of files of own moves, instead of drawing examples")
    parser.add_argument("--test", action="store_true", help="look in the test part")
    asked = parser.parse_args()
    recogniser = Recogniser.load(asked.model, dict.fromkeys(FILES, ""))
    turns = read_corpus(asked.corpus)[0]
    learn = [t for t in turns if not t.is_test and not is_kept_out(t)]
    look = [t for t in turns if (t.is_test if asked.test else not t.is_test and is_kept_out(t))]
    read = [(t, said_in(t), recogniser.read(said_in(t))) for t in look]
    print(f"{len(read)} turns to look in")
    usual = Background.read(asked.model / BACKGROUND, recogniser)
    catalogue, means = Library().catalogue, []
    for id in asked.moves.split(","):
        moves = written(asked.written, id) if asked.written else drawn(catalogue[id], learn, asked)
        rows = [held_out(move, id, read, recogniser, usual) for move in moves]
        f1, precision, recall, seconds = np.mean(rows, 0)
        means.append(f1)
        print(f"{id:22} F1 {f1:.3f}  precision {precision:.2f}  recall {recall:.2f}  fitted in {seconds:.2f} s")
    print(f"{'mean':22} F1 {np.mean(means):.3f}")


def said_in(turn: Labelled) -> Said:
    """A turn as the recogniser takes it."""
    return Said(turn.context, turn.heard, turn.said)  # type: ignore[arg-type]


def drawn(move: Move, learn: Sequence[Labelled], asked: argparse.Namespace) -> list[Move]:
    """The move with examples, and near misses, drawn from turns that may be learnt from."""
    made, nearly = ([t for t in learn if move.id in getattr(t, of)] for of in ("moves", "not_moves"))
    chances = [random.Random(draw * 101 + 7) for draw in range(asked.draws)]
    near = min(asked.near, len(nearly))
    return [as_own(move, c.sample(made, asked.examples), c.sample(nearly, near)) for c in chances]


def written(folder: Path, id: str) -> list[Move]:
    """The move as each file of the folder has it."""
    files = sorted(folder.glob("*.yaml"))
    parsed = [parse_own_moves(file.read_text("utf-8"), file.name, Catalogue({})) for file in files]
    return [moves[id].model_copy(update={"id": f"my_{id}"}) for moves in parsed]


def held_out(
    own: Move, id: str, read: Sequence[tuple[Labelled, Said, Reading]], recogniser: Recogniser, usual: Background
) -> tuple[float, float, float, float]:
    """F1, precision, recall against the labels of the move `id`, and the seconds of fitting."""
    began = time.perf_counter()
    fitted = OwnMoves(Catalogue({own.id: own}), {own.id: fit(own, recogniser, usual)})
    seconds = time.perf_counter() - began
    there = [(t, said, reading) for t, said, reading in read if t.context in own.contexts]
    heard = np.array([fitted.heard(said, reading)[0][1] >= SURE for _, said, reading in there])
    labelled = np.array([id in t.moves for t, _, _ in there])
    right = int((heard & labelled).sum())
    f1 = 2 * right / max(1, heard.sum() + labelled.sum())
    return f1, right / max(1, heard.sum()), right / max(1, labelled.sum()), seconds


if __name__ == "__main__":
    main()
