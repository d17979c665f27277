"""Turns as lessons: what the recogniser of moves is shown in training, and how a turn varies from epoch to epoch.

Rule: only training imports this file. A lesson holds the labels that somebody gave; varying changes the words, never
what they do. What cannot be told any more after a change counts nothing.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from simulator.core.moves import Catalogue
from simulator.understanding.corpus import Labelled

Floats = NDArray[np.float32]

NEAR_MISS = 2.0  # weight of a near miss in the loss
TRAIT, TRAIT_TURNS = 0.5, 12  # weight of a trait in the loss; so many turns must have it, or nothing is learnt of it
TEACHER = (
    0.5  # of what a turn is said to make comes from the teacher, where there is one; near misses are the labels' alone
)
JOINED, ALOUD, BARE, MISHEARD, UNASKED = 0.3, 0.5, 0.25, 0.25, 0.08
"""How often a turn is joined with another, taken as a recogniser of speech heard it, stripped of its stops, misheard by
a list of words that sound alike, and answers nothing."""
SAME_WORDS = 0.6  # of a turn's words must have come through, or its labels say nothing about what was heard
HANGS_ON_HEARD = ("repeat_refused_ask", "keep_talking")
SOUNDS_LIKE = {
    **{"your": "you're", "you're": "your", "there": "their", "for": "four", "to": "two", "by": "bye", "know": "no"},
    **{"hear": "here", "week": "weak", "right": "write", "i'll": "all", "he's": "his", "would": "wood", "won": "one"},
}


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn to learn from: its words, what is labelled, and how much each label counts. `aloud`: the same words spoken
    and heard by a recogniser of speech; empty where nobody spoke them."""

    context: str
    heard: str
    said: str
    made: Floats
    weight: Floats
    aloud: str = ""


def to_learn(turn: Labelled, catalogue: Catalogue, aloud: str = "") -> Turn:
    """Labels as numbers: near misses count double, moves that the context does not know count nothing."""
    moves = list(catalogue)
    made = np.array([m.id in turn.moves for m in moves], np.float32)
    weight = np.array(
        [(NEAR_MISS if m.id in turn.not_moves else 1.0) * (turn.context in m.contexts) for m in moves], np.float32
    )
    return Turn(turn.context, turn.heard, turn.said, made, weight, aloud)


@dataclass(frozen=True, slots=True)
class Traits:
    """What else turns do, which no playbook asks about: by the id of a turn, whether it has each trait (1, 0) and
    whether anybody was asked (1, 0), in the order of `names`."""

    names: tuple[str, ...]
    labels: Mapping[str, tuple[Floats, Floats]]

    @classmethod
    def read(cls, folder: Path) -> Traits:
        """Those of a folder: traits.yaml names them in lists, turns.jsonl says which lists were asked of a turn. Traits
        that fewer than TRAIT_TURNS turns have are left out."""
        lists: dict[str, dict[str, str]] = yaml.safe_load((folder / "traits.yaml").read_text("utf-8"))
        rows = [json.loads(line) for line in (folder / "turns.jsonl").read_text("utf-8").splitlines()]
        often = Counter(trait for row in rows for trait in row["has"])
        of = {trait: name for name, traits in lists.items() for trait in traits if often[trait] >= TRAIT_TURNS}
        has = [np.array([trait in row["has"] for trait in of], np.float32) for row in rows]
        asked = [np.array([name in row["asked"] for name in of.values()], np.float32) for row in rows]
        return cls(tuple(of), {row["id"]: both for row, both in zip(rows, zip(has, asked, strict=True), strict=True)})

    def beside(self, turn: Turn, id: str) -> Turn:
        """The turn with the traits of that id behind its moves; where nobody was asked they count nothing."""
        nothing = np.zeros(len(self.names), np.float32)
        has, asked = self.labels.get(id, (nothing, nothing))
        made, weight = np.concatenate([turn.made, has]), np.concatenate([turn.weight, TRAIT * asked])
        return replace(turn, made=made.astype(np.float32), weight=weight.astype(np.float32))


def lessons(catalogue: Catalogue) -> Iterator[Turn]:
    """The catalogue's own examples and near misses. Nobody says what else they make, so nothing else counts."""
    places = {move.id: i for i, move in enumerate(catalogue)}
    for move in catalogue:
        for example, made in [*((e, 1.0) for e in move.examples), *((e, 0.0) for e in move.not_examples)]:
            right, weight = np.zeros(len(places), np.float32), np.zeros(len(places), np.float32)
            sure = [places[id] for id in (move.id, *(move.implies if made else ())) if id in places]
            right[sure], weight[sure] = made, 1.0 if made else NEAR_MISS
            for context in move.contexts:
                yield Turn(context, example.heard, example.say, right, weight)


def thoughts(file: Path | None) -> dict[str, Floats]:
    """A teacher's logits by the id of the turn."""
    if file is None:
        return {}
    kept = np.load(file)
    return {str(id): row for id, row in zip(kept["ids"], kept["logits"], strict=True)}


def taught(turn: Turn, logits: Floats) -> Turn:
    """The turn as labelled and as the teacher sees it, half and half; what was marked as a near miss stays none."""
    thinks = 1 / (1 + np.exp(-logits))
    made = np.where(turn.weight > 1, turn.made, (1 - TEACHER) * turn.made + TEACHER * thinks)
    return replace(turn, made=made.astype(np.float32))


def heard_aloud(file: Path | None, said: Mapping[str, str]) -> dict[str, str]:
    """By the id of a turn, its words as a recogniser of speech heard them; `said` holds the words that were spoken.
    Left out are turns that came through hardly or word for word, and those whose words have changed since."""
    if file is None:
        return {}
    out = {}
    for line in file.read_text("utf-8").splitlines():
        row = json.loads(line)
        spoken, heard = _words(row["said"]), _words(row["aloud"])
        through = len(set(spoken) & set(heard)) / max(1, len(set(spoken)))
        if said.get(row["id"]) == row["said"] and spoken != heard and through >= SAME_WORDS:
            out[row["id"]] = row["aloud"]
    return out


def varied(turn: Turn, others: Sequence[Turn], chance: random.Random, bound: Sequence[int]) -> Turn:
    """The turn as it might have been heard: spoken, joined with another, without stops, misheard, out of the blue.
    `others`: turns of the same context; `bound`: the moves that hang on the line heard."""
    heard, said, made, weight = turn.heard, _said_or_heard(turn, chance), turn.made, turn.weight
    if chance.random() < JOINED:
        other = chance.choice(others)
        beside = _said_or_heard(other, chance)
        first, second = (said, beside) if chance.random() < 0.5 else (beside, said)
        said = f"{first.rstrip()} {second}"
        made, weight = np.maximum(made, other.made), np.minimum(weight, other.weight)
        weight = np.where(made > 0, np.maximum(weight, np.minimum(turn.weight, 1.0)), weight).astype(np.float32)
        weight[list(bound)] = 0.0
    roll = chance.random()
    if roll < BARE + MISHEARD:
        words = _words(said)
        said = " ".join(_misheard(words, chance) if roll < MISHEARD else words) or said
    if chance.random() < UNASKED:
        heard = ""
        weight = weight.copy()
        weight[list(bound)] = 0.0
    return Turn(turn.context, heard, said, made, weight)


def _said_or_heard(turn: Turn, chance: random.Random) -> str:
    return turn.aloud if turn.aloud and chance.random() < ALOUD else turn.said


def _words(said: str) -> list[str]:
    return "".join(c for c in said.lower() if c.isalnum() or c in "' ").split()


def _misheard(words: list[str], chance: random.Random) -> Iterator[str]:
    for word in words:
        roll = chance.random()
        if roll < 0.03 and len(words) > 3:
            continue
        yield SOUNDS_LIKE.get(word, word) if roll < 0.2 else word
        if roll > 0.97:
            yield chance.choice(["um", "uh", "er", "like"])
