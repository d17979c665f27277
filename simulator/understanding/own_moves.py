"""A trainer's own moves, heard after a few examples: no training, the same answer on every run.

Rule: one direction a move, and nothing learnt by chance. The model holds a vector for every word in its context. The
words that a move's examples have in common, and other turns have not, point somewhere: in that direction the words of a
turn are measured. How far is far enough is asked of the examples themselves, each left out in its turn.
docs/evidence.md tells how well that works and what else was tried.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import platformdirs

from simulator.core.moves import Catalogue, Example, Move
from simulator.understanding.clauses import Span, clauses
from simulator.understanding.recogniser import Context, Floats, Reading, Recogniser, Said

BACKGROUND = "background.jsonl"
"""Turns of many callers, unlabelled, beside the model: what people say when they do not make the move."""

VERSION = 2  # of the way in which a move is fitted: what was kept by another is fitted anew
SHRINK = 0.6  # how far the spread of words is taken for equal in all directions (1: half and half)
TOP = 4  # words (pieces of words) of an example that show its move
ROUNDS = 4  # after so many the words chosen no longer change
OVERALL = 0.2  # what the turn as a whole counts beside its strongest word
REACH = 0.7  # of the way from a usual turn to a left-out example: from there on a move counts as made
RARE = 0.93  # of the turns of other callers do not make the move, whatever the examples say
STEEP = 6.0  # the logit of a usual turn, below
NEARLY = (0.0, 0.1, 0.2, 0.3)  # of the near misses is taken away from the direction: the least that silences them
SURE = 0.5
CERTAIN = 0.7
"""From this probability on a call goes by an own move; below it, down to PERHAPS, nobody can tell, as with the moves
that ship: of what is heard between, one in four or five was really made (docs/evidence.md)."""


@dataclass(frozen=True, slots=True)
class Head:
    """How one move is heard: a word scores `direction` times its vector, less `offset`; a turn that scores `middle`
    makes the move with a probability of one half. `missed`: which of the examples are not found by the others."""

    direction: Floats
    offset: float
    middle: float
    scale: float
    missed: tuple[int, ...]

    def words(self, states: Floats) -> Floats:
        """The score of every word."""
        found: Floats = states @ self.direction - np.float32(self.offset)
        return found

    def probability(self, words: Floats) -> float:
        """How probable it is that words of those scores make the move."""
        logit = (_whole(words) - self.middle) / self.scale
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))


class OwnMoves:
    """The own moves of a trainer, each with its head."""

    def __init__(self, moves: Catalogue, heads: dict[str, Head]) -> None:
        self.moves, self.heads = moves, heads

    @classmethod
    def fit(cls, moves: Catalogue, recogniser: Recogniser, background: Path, kept: Path | None = None) -> OwnMoves:
        """Heads for those moves, by the turns of the file `background`. What was fitted once is read from the folder
        `kept`. Some tenths of a second a move, and two seconds for the first. Raises OSError without the background."""
        heads: dict[str, Head] = {}
        usual: Background | None = None
        for move in moves:
            file = kept / f"{_key(move, recogniser, background)}.json" if kept else None
            head = _read(file)
            if head is None:
                usual = usual or Background.read(background, recogniser)
                head = fit(move, recogniser, usual)
                _keep(head, file)
            heads[move.id] = head
        return cls(moves, heads)

    def with_others(self, others: OwnMoves) -> OwnMoves:
        """These and other moves, which take the place of any of the same id."""
        moves = {move.id: move for move in (*self.moves, *others.moves)}
        return OwnMoves(Catalogue(moves, self.moves.corrections), self.heads | others.heads)

    def heard(self, turn: Said, reading: Reading) -> list[tuple[str, float, Span]]:
        """For each own move that the listener may hear: its id, its probability, and the clause that shows it most."""
        out = []
        for move in self.moves if turn.said.strip() else ():
            if turn.context in move.contexts:
                words = self.heads[move.id].words(reading.states)
                place = reading.places[int(words.argmax())]
                out.append((move.id, self.heads[move.id].probability(words), _clause(turn.said, place)))
        return out


@dataclass(frozen=True, slots=True)
class Background:
    """What is usually said: the words of many turns, in a space where their spread is alike in all directions."""

    mean: Floats
    root: Floats
    turns: tuple[tuple[Context, Floats], ...]

    @classmethod
    def read(cls, file: Path, recogniser: Recogniser) -> Background:
        """The turns of that file, read by that model."""
        said = [Said(**json.loads(line)) for line in file.read_text("utf-8").splitlines()]
        states = [recogniser.read(turn).states for turn in said]
        words = np.concatenate(states)
        mean: Floats = words.mean(0)
        spread = np.cov(words.T)
        spread += SHRINK * spread.trace() / len(spread) * np.eye(len(spread))
        root = np.linalg.inv(np.linalg.cholesky(spread)).T.astype(np.float32)
        usual = cls(mean, root, ())
        turns = tuple((turn.context, usual.seen(s)) for turn, s in zip(said, states, strict=True))
        return replace(usual, turns=turns)

    def seen(self, states: Floats) -> Floats:
        """Words in that space."""
        seen: Floats = ((states - self.mean) @ self.root).astype(np.float32)
        return seen


def fit(move: Move, recogniser: Recogniser, usual: Background) -> Head:
    """The head of one move, from its examples and near misses."""

    def seen(example: Example) -> list[Floats]:
        return [usual.seen(recogniser.read(Said(c, example.heard, example.say)).states) for c in move.contexts]

    made, nearly = [seen(e) for e in move.examples], [s for e in move.not_examples for s in seen(e)]
    for strength in NEARLY if nearly else NEARLY[:1]:
        direction, alone, middle, start = _fitted(move, made, nearly, strength, usual)
        if all(_whole(words @ direction) < middle for words in nearly):
            break
    through = usual.root @ direction
    missed = tuple(i for i, score in enumerate(alone) if score < middle)
    return Head(through, float(usual.mean @ through), middle, (middle - start) / STEEP, missed)


def _fitted(
    move: Move, made: Sequence[list[Floats]], nearly: Sequence[Floats], strength: float, usual: Background
) -> tuple[Floats, list[float], float, float]:
    """The direction; the score of each example by the others; the score from which the move counts as made; and that of
    a usual turn."""
    direction = _direction([s for row in made for s in row], nearly, strength)
    alone = []
    for i, row in enumerate(made):
        others = [s for other in [*made[:i], *made[i + 1 :]] for s in other] or row
        alone.append(max(_whole(s @ _direction(others, nearly, strength)) for s in row))
    around = [_whole(s @ direction) for context, s in usual.turns if context in move.contexts]
    start = float(np.median(around))
    gap = REACH * max(float(np.median(alone)) - start, 1e-3)
    return direction, alone, max(start + gap, float(np.quantile(around, RARE))), start


def _direction(made: Sequence[Floats], nearly: Sequence[Floats], strength: float) -> Floats:
    """Where the words that show a move point: the mean of the words that point there most, in every example."""
    to: Floats = np.mean([words.mean(0) for words in made], 0)
    for _ in range(ROUNDS):
        to = np.mean([_strongest(words, to) for words in made], 0)
        if nearly and strength:
            to = to - strength * np.mean([_strongest(words, to) for words in nearly], 0)
    return (to / max(float(np.linalg.norm(to)), 1e-6)).astype(np.float32)


def _strongest(words: Floats, to: Floats) -> Floats:
    strongest: Floats = words[np.argsort(-(words @ to), kind="stable")[:TOP]].mean(0)
    return strongest


def _whole(words: Floats) -> float:
    """The score of a turn whose words have these scores."""
    return float(words.max() + OVERALL * words.mean())


def _clause(said: str, place: Span) -> Span:
    """The clause in which that word stands."""
    around = [part for part in clauses(said) if part[0] <= place[0] < part[1]]
    return around[0] if around else place


# -- what was fitted once ----------------------------------------------------------------------------------------------


def kept_folder() -> Path:
    """Where heads are kept that were fitted once."""
    return platformdirs.user_cache_path("hitzero", appauthor=False) / "moves"


def _key(move: Move, recogniser: Recogniser, background: Path) -> str:
    """Of all that a head hangs on."""
    turns = hashlib.sha256(background.read_bytes()).hexdigest()
    text = json.dumps(
        [VERSION, recogniser.version, turns, move.model_dump(mode="json", exclude={"name", "meaning", "kind"})]
    )
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _read(file: Path | None) -> Head | None:
    """The head that was kept there; None where there is none, or no whole one."""
    try:
        kept: Any = json.loads(file.read_text("utf-8")) if file else None
        direction = np.array(kept["direction"], np.float32)
        offset, middle, scale = (float(kept[name]) for name in ("offset", "middle", "scale"))
        good = direction.ndim == 1 and np.isfinite([*direction, offset, middle, scale]).all()
        return Head(direction, offset, middle, scale, tuple(map(int, kept["missed"]))) if good and scale > 0 else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _keep(head: Head, file: Path | None) -> None:
    """Best effort: what cannot be kept is fitted again next time."""
    if file is None:
        return
    values: dict[str, Any] = {"direction": [float(x) for x in head.direction], "missed": head.missed}
    values |= {"offset": head.offset, "middle": head.middle, "scale": head.scale}
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(".part")
        part.write_text(json.dumps(values), "utf-8")
        part.replace(file)
