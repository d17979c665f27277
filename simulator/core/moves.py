"""The catalogue of moves: what a trainee can do on a call, as data that a trainer can read and widen.

Rule: the catalogue says what a move is and shows it by examples; it never says what a move is worth (playbooks do).
A trainer's own moves are written in the same words; they stand beside those that ship and never change one of them.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from simulator.core.corrections import Correction
from simulator.core.yaml_text import BadFile, Flaw, Tree, build, did_you_mean, parse, torn_lists

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]


class Example(BaseModel):
    """Words that make a move (or nearly make it), and the other party's line that they answer, where that matters."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    say: Text
    heard: str = ""


def _as_example(value: Any) -> Any:
    return {"say": value} if isinstance(value, str) else value


ENOUGH = 8  # examples from which a move of a trainer's own is found well (docs/evidence.md)

Examples = tuple[Annotated[Example, BeforeValidator(_as_example)], ...]


class Move(BaseModel):
    """One move. `name` is its title in the debrief, in the past tense; `meaning` one sentence; `contexts` who may hear
    it (R a receptionist, an assistant or a co-worker, V a voicemail box, C the prospect); `implies` moves that are
    always made along with it."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str
    name: Text
    meaning: Text
    contexts: tuple[Literal["R", "V", "C"], ...] = Field(min_length=1)
    kind: Literal["recommended", "discouraged"]
    implies: tuple[str, ...] = ()
    examples: Examples = Field(min_length=1)
    not_examples: Examples = ()


class _File(BaseModel):
    """A file of moves as it is written: `moves:`, then each move under its id."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    moves: dict[str, Move] = Field(min_length=1)


class Catalogue:
    """The moves by their ids, in the order of the file. `corrections`: what a trainer corrected in moves that ship."""

    def __init__(self, moves: dict[str, Move], corrections: Sequence[Correction] = ()) -> None:
        self._moves = dict(moves)
        self.corrections = tuple(corrections)

    def __getitem__(self, id: str) -> Move:
        """The move of that id. Raises KeyError with what may have been meant."""
        if id not in self._moves:
            raise KeyError(f"no move is called '{id}'{did_you_mean(id, self._moves)}")
        return self._moves[id]

    def __contains__(self, id: object) -> bool:
        return id in self._moves

    def __iter__(self) -> Iterator[Move]:
        return iter(self._moves.values())

    def __len__(self) -> int:
        return len(self._moves)

    @property
    def ids(self) -> tuple[str, ...]:
        """All ids, in the order of the file."""
        return tuple(self._moves)


NO_MOVES = Catalogue({})


def parse_catalogue(text: str, file: str) -> Catalogue:
    """The catalogue that a YAML text holds. Raises BadFile, which names every wrong word with its line."""
    tree = parse(text, file)
    name_each(tree)
    moves = build(_File, tree).moves
    if flaws := list(wrong_words(moves, moves, tree)):
        raise BadFile(flaws)
    return Catalogue(moves)


def parse_own_moves(text: str, file: str, others: Catalogue) -> Catalogue:
    """The moves that a trainer wrote, without `others` (those that ship, or were read before), which they may imply but
    not replace. `name` and `kind` may be left out. Raises BadFile, which names every wrong word with its line."""
    tree = parse(text, file)
    name_each(tree, own=True)
    moves = build(_File, tree).moves
    known = {move.id: move for move in others} | moves
    if flaws := [*torn_lists(tree, [*known]), *_taken(moves, others, tree), *wrong_words(moves, known, tree)]:
        raise BadFile(flaws)
    return Catalogue(moves)


def taken_ids(moves: Mapping[str, Move], text: str, file: str, others: Catalogue) -> list[Flaw]:
    """One flaw, with its line, for each of the moves of a scenario's file that is called as one of `others` is."""
    return list(_taken(moves, others, parse(text, file))) if moves else []


def written(moves: Catalogue) -> str:
    """The moves and the corrections as one line of YAML (which is JSON), for the record of a call in which they were
    listened for."""
    rows = {m.id: m.model_dump(mode="json", exclude={"id"}, exclude_defaults=True) for m in moves}
    values: dict[str, Any] = {"moves": rows} if rows else {}
    if moves.corrections:
        values["corrections"] = [asdict(c) for c in moves.corrections]
    return json.dumps(values, ensure_ascii=False) if values else ""


def name_each(tree: Tree, own: bool = False) -> None:
    """Gives each move its id, which stands before the colon; and an own move what it may leave out."""
    written = tree.data.get("moves") if isinstance(tree.data, dict) else None
    for id, move in written.items() if isinstance(written, dict) else ():
        if isinstance(move, dict):
            move["id"] = id
            if own:
                move.setdefault("name", id.replace("_", " ").strip().capitalize() or id)
                move.setdefault("kind", "recommended")


def _taken(moves: Mapping[str, Move], others: Catalogue, tree: Tree) -> Iterator[Flaw]:
    for id in moves:
        if id in others:
            says = f"a move is called '{id}' already ({others[id].meaning.rstrip('.')}); choose another id, say my_{id}"
            yield tree.flaw(("moves", id), says)


def wrong_words(moves: Mapping[str, Move], known: Collection[str], tree: Tree) -> Iterator[Flaw]:
    """What is wrong with moves that could be read: ids that are none, unknown moves implied (`known`: the ids that
    there are), examples that stand twice."""
    for id, move in moves.items():
        at = ("moves", id)
        if not id.replace("_", "").isalnum() or id != id.lower():
            yield tree.flaw(at, f"'{id}' cannot be the id of a move; write small letters and underscores: ask_for_help")
        for i, other in enumerate(move.implies):
            if other not in known:
                says = f"'{id}' implies '{other}', but no move is called so{did_you_mean(other, known)}"
                yield tree.flaw((*at, "implies", i), says)
        for field in ("examples", "not_examples"):
            said = [e.say.lower() for e in getattr(move, field)]
            for i, words in enumerate(said):
                if words in said[:i]:
                    yield tree.flaw((*at, field, i), f"this stands twice among the {field} of '{id}'; keep one of them")
        made = {_as_said(e) for e in move.examples}
        for i, example in enumerate(move.not_examples):
            if _as_said(example) in made:
                says = f"this is an example of '{id}' and a near miss of it; take it out in one of the two places"
                yield tree.flaw((*at, "not_examples", i), says)


def _as_said(example: Example) -> tuple[str, str]:
    return example.heard.strip().lower(), example.say.lower()
