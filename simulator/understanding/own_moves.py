"""A trainer's own moves, heard after a few examples: no training, the same answer on every run.

Rule: one direction a move, and nothing learnt by chance. The model holds a vector for every word in its context. The
words that a move's examples have in common, and other turns have not, point somewhere: in that direction the words of a
turn are measured. What the turn does as a whole stands beside that: the traits that the examples share (attribute-based
recognition of classes never seen: Lampert, Nickisch and Harmeling, CVPR 2009). How far is far enough is asked of the
examples themselves, each left out in its turn. docs/evidence.md tells how well that works and what else was tried.
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

VERSION = 3  # of the way in which a move is fitted: what was kept by another is fitted anew
SHRINK = 0.6  # how far the spread of words is taken for equal in all directions (1: half and half)
LAYERS = 2  # whose vectors stand one behind the other in that of a word: the spread is evened out in each
TOP = 8  # words (pieces of words) of an example that show its move
ROUNDS = 4  # after so many the words chosen no longer change
OVERALL = 0.2  # what the mean of all words counts beside the strongest
TRAITS = 0.4  # what the traits of the turn count beside its words, each measured by its spread over usual turns
BESIDE = 0.5  # of what the near misses have for traits is taken away from the examples'
REACH = 0.7  # of the way from a usual turn to a left-out example: from there on a move counts as made
RARE = 0.97  # of the turns of other callers do not make the move, whatever the examples say
STEEP = 6.0  # the logit of a usual turn, below
NEARLY = (0.0, 0.1, 0.2, 0.3)  # of the near misses is taken away from the direction: the least that silences them
SURE = 0.5
CERTAIN = 0.6
"""From this probability on a call goes by an own move; below it, down to PERHAPS, nobody can tell, as with the moves
that ship: of what is heard from .50 to .70, two in five were really made (docs/evidence.md)."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One turn as own moves are told: its words in a space where usual words spread alike in all directions (a row a
    word), and its traits."""

    words: Floats
    traits: Floats


@dataclass(frozen=True, slots=True)
class Way:
    """What a move is measured by: a direction for words, a weight for each trait."""

    direction: Floats
    traits: Floats

    def score(self, turn: Seen) -> float:
        """How far a turn lies that way."""
        return _whole(turn.words @ self.direction) + float(turn.traits @ self.traits)


@dataclass(frozen=True, slots=True)
class Head:
    """How one move is heard: a word scores `direction` times its vector, less `offset`, a turn scores by its words and
    by `traits`; one that scores `middle` makes the move with a probability of one half. `missed`: which of the examples
    are not found by the others."""

    direction: Floats
    offset: float
    traits: Floats
    middle: float
    scale: float
    missed: tuple[int, ...]

    def words(self, states: Floats) -> Floats:
        """The score of every word."""
        found: Floats = states @ self.direction - np.float32(self.offset)
        return found

    def probability(self, words: Floats, traits: Floats) -> float:
        """How probable it is that a turn with words of those scores and with those traits makes the move."""
        logit = (_whole(words) + float(traits @ self.traits) - self.middle) / self.scale
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
                sure = self.heads[move.id].probability(words, reading.traits)
                out.append((move.id, sure, _clause(turn.said, place)))
        return out


@dataclass(frozen=True, slots=True)
class Background:
    """What is usually said: many turns, and the space in which the spread of their words is alike in all directions."""

    mean: Floats
    root: Floats
    turns: tuple[tuple[Context, Seen], ...]

    @classmethod
    def read(cls, file: Path, recogniser: Recogniser) -> Background:
        """The turns of that file, read by that model."""
        said = [Said(**json.loads(line)) for line in file.read_text("utf-8").splitlines()]
        readings = [recogniser.read(turn) for turn in said]
        words = np.concatenate([reading.states for reading in readings])
        mean: Floats = words.mean(0)
        root = np.zeros((len(mean), len(mean)), np.float32)
        for layer in np.split(np.arange(len(mean)), LAYERS):
            evened = np.linalg.cholesky(_evened(np.cov(words[:, layer].T), SHRINK))
            root[np.ix_(layer, layer)] = np.linalg.inv(evened).T
        usual = cls(mean, root, ())
        turns = tuple((turn.context, usual.seen(reading)) for turn, reading in zip(said, readings, strict=True))
        return replace(usual, turns=turns)

    def seen(self, reading: Reading) -> Seen:
        """A turn in that space."""
        words: Floats = ((reading.states - self.mean) @ self.root).astype(np.float32)
        return Seen(words, reading.traits)


class _Fitting:
    """The fitting of one move, against what callers usually say to those who may hear it."""

    def __init__(self, move: Move, recogniser: Recogniser, usual: Background) -> None:
        def seen(example: Example) -> list[Seen]:
            return [usual.seen(recogniser.read(Said(c, example.heard, example.say))) for c in move.contexts]

        self.made = [seen(e) for e in move.examples]
        self.nearly = [s for e in move.not_examples for s in seen(e)]
        self._around = [turn for context, turn in usual.turns if context in move.contexts]
        traits = np.array([turn.traits for turn in self._around])
        self._traits = traits.mean(0)
        self._unspread = np.linalg.inv(_evened(np.cov(traits.T), 1.0))

    def at(self, strength: float) -> tuple[Way, list[float], float, float]:
        """With so much of the near misses taken away from the direction: the way; the score of each example by the
        others; the score from which the move counts as made; and that of a usual turn."""
        way = self._way([s for row in self.made for s in row], strength)
        alone = []
        for i, row in enumerate(self.made):
            others = [s for other in [*self.made[:i], *self.made[i + 1 :]] for s in other] or row
            left_out = self._way(others, strength)
            alone.append(max(map(left_out.score, row)))
        around = [way.score(turn) for turn in self._around]
        start = float(np.median(around))
        gap = REACH * max(float(np.median(alone)) - start, 1e-3)
        return way, alone, max(start + gap, float(np.quantile(around, RARE))), start

    def _way(self, made: Sequence[Seen], strength: float) -> Way:
        """Words and traits, each so that usual turns spread by one."""
        to = _direction([s.words for s in made], [s.words for s in self.nearly], strength)
        traits = self._unspread @ (np.mean([s.traits for s in made], 0) - self._traits)
        of_words = np.std([_whole(turn.words @ to) for turn in self._around])
        of_traits = np.std([turn.traits @ traits for turn in self._around])
        if self.nearly:  # after the measuring: many near misses make a move quieter, never the rest of it louder
            nearly = np.mean([s.traits for s in self.nearly], 0) - self._traits
            traits = traits - BESIDE * (self._unspread @ nearly)
        return Way(
            (to / max(float(of_words), 1e-6)).astype(np.float32),
            (TRAITS * traits / max(float(of_traits), 1e-6)).astype(np.float32),
        )


def fit(move: Move, recogniser: Recogniser, usual: Background) -> Head:
    """The head of one move, from its examples and near misses."""
    fitting = _Fitting(move, recogniser, usual)
    for strength in NEARLY if fitting.nearly else NEARLY[:1]:
        way, alone, middle, start = fitting.at(strength)
        if all(way.score(turn) < middle for turn in fitting.nearly):
            break
    else:
        middle = max(middle, min(max(map(way.score, fitting.nearly), default=middle), float(np.median(alone))))
    through = usual.root @ way.direction
    offset = float(usual.mean @ through)
    missed = tuple(i for i, score in enumerate(alone) if score < middle)
    return Head(through, offset, way.traits, middle, (middle - start) / STEEP, missed)


def _evened(spread: Floats, shrink: float) -> Floats:
    """A spread that is taken for equal in all directions so far."""
    evened: Floats = spread + shrink * spread.trace() / len(spread) * np.eye(len(spread))
    return evened


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
        direction, traits = (np.array(kept[name], np.float32) for name in ("direction", "traits"))
        offset, middle, scale = (float(kept[name]) for name in ("offset", "middle", "scale"))
        good = direction.ndim == 1 and np.isfinite([*direction, *traits, offset, middle, scale]).all()
        missed = tuple(map(int, kept["missed"]))
        return Head(direction, offset, traits, middle, scale, missed) if good and scale > 0 else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _keep(head: Head, file: Path | None) -> None:
    """Best effort: what cannot be kept is fitted again next time."""
    if file is None:
        return
    values: dict[str, Any] = {"direction": [float(x) for x in head.direction], "missed": head.missed}
    values["traits"] = [float(x) for x in head.traits]
    values |= {"offset": head.offset, "middle": head.middle, "scale": head.scale}
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(".part")
        part.write_text(json.dumps(values), "utf-8")
        part.replace(file)
