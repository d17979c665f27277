"""The lint of a trainer's own moves: thin ones, and those that will be taken for another.

Rule: this file knows what is written and what was heard when it was tried; trying is the recogniser's affair. An error
is a move that cannot be relied on; a warning is what a trainer may want to know. Each shows the phrases and a way out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from simulator.core.moves import ENOUGH, Catalogue, Example, Move
from simulator.core.yaml_text import Flaw, Tree, parse

FOUND = 2 / 3  # of a move's examples that must be found with that example left out
ALIKE = 0.5  # of a move's examples that another move may be heard in
TAKEN = 0.3  # of another move's examples in which this one may be heard
SHOWN = 3  # phrases in a message


@dataclass(frozen=True, slots=True)
class TriedMove:
    """An own move as it was heard when its file was tried.

    `missed`: which of its examples are not found once they are left out; `mistaken`: which of its near misses are heard
    as the move; `heard_as`: other moves that are heard in its examples, with the indexes of these; `taken`: phrases of
    other moves' examples that are heard as this one, and how many examples were tried, by the other's id.
    """

    move: str
    missed: tuple[int, ...] = ()
    mistaken: tuple[int, ...] = ()
    heard_as: dict[str, tuple[int, ...]] = field(default_factory=dict)
    taken: dict[str, tuple[tuple[str, ...], int]] = field(default_factory=dict)


def check_own_moves(moves: Catalogue, text: str, file: str, tried: Iterable[TriedMove]) -> list[Flaw]:
    """What a trainer should know of the moves in a file that could be read, in the order of its lines."""
    tree = parse(text, file)
    flaws = [flaw for move in moves for flaw in _thin(move, tree)]
    for found in tried:
        if found.move in moves:
            move = moves[found.move]
            flaws += [*_missed(move, found, tree), *_mistaken(move, found, tree)]
            flaws += [*_heard_as(move, found, tree), *_taken(move, found, tree)]
    return sorted(flaws, key=lambda f: f.line)


def _thin(move: Move, tree: Tree) -> Iterator[Flaw]:
    count = len(move.examples)
    if count < ENOUGH:
        says = f"'{move.id}' has {count} example{'s' * (count != 1)}, which is thin; write {ENOUGH} or more"
        yield tree.flaw(("moves", move.id, "examples"), f"{says}, each as another person would say it")


def _missed(move: Move, found: TriedMove, tree: Tree) -> Iterator[Flaw]:
    if len(found.missed) > (1 - FOUND) * len(move.examples):
        count = f"{len(found.missed)} of the {len(move.examples)}"
        says = f"{count} examples of '{move.id}' {_are(found.missed)} not found by the others"
        phrases = _phrases(move.examples, found.missed)
        yield tree.flaw(
            ("moves", move.id, "examples", found.missed[0]),
            f"{says}: {phrases}; write two or three more like each of these, or make them a move of their own",
            "warning",
        )


def _mistaken(move: Move, found: TriedMove, tree: Tree) -> Iterator[Flaw]:
    for i in found.mistaken:
        says = f"this near miss is heard as '{move.id}' all the same: {_phrases(move.not_examples, (i,))}"
        way_out = "write two or three more of its kind under `not_examples`, or make the examples less like it"
        yield tree.flaw(("moves", move.id, "not_examples", i), f"{says}; {way_out}", "warning")


def _heard_as(move: Move, found: TriedMove, tree: Tree) -> Iterator[Flaw]:
    for other, examples in found.heard_as.items():
        if other not in move.implies and len(examples) >= ALIKE * len(move.examples):
            count = f"{len(examples)} of the {len(move.examples)}"
            says = f"{count} examples of '{move.id}' {_are(examples)} heard as '{other}' too"
            way_out = f"if that is what it is, use '{other}'; if it always goes along, write `implies: [{other}]`"
            yield tree.flaw(
                ("moves", move.id, "examples", examples[0]),
                f"{says}: {_phrases(move.examples, examples)}; {way_out}; if not, take the other move out of the words",
                "warning",
            )


def _taken(move: Move, found: TriedMove, tree: Tree) -> Iterator[Flaw]:
    for other, (phrases, count) in found.taken.items():
        if other not in move.implies and len(phrases) >= max(2, TAKEN * count):
            says = f"'{move.id}' is heard in {len(phrases)} of the {count} examples of '{other}'"
            shown = ", ".join(f'"{phrase}"' for phrase in phrases[:SHOWN])
            yield tree.flaw(
                ("moves", move.id),
                f"{says}: {shown}; where they do not make it, write phrases like these under `not_examples`",
                "warning",
            )


def heard_in_plans(moves: Catalogue, text: str, file: str, heard: Mapping[str, Sequence[str]]) -> list[Flaw]:
    """One warning for each move in a file that is heard in plans which cannot know of it: those that ship. `heard`: the
    sentences by the move's id; one that is an example of the move is meant."""
    tree, out = parse(text, file), list[Flaw]()
    for move in moves:
        meant = {example.say for example in (*move.examples, *move.not_examples)}  # a near miss has its own warning
        if said := [words for words in dict.fromkeys(heard.get(move.id, ())) if words not in meant]:
            shown = ", ".join(f"'{words}'" for words in said[:SHOWN])
            more = f" and {len(said) - SHOWN} more" if len(said) > SHOWN else ""
            where, them = ("this sentence", "it") if len(said) == 1 else ("these sentences", "them")
            says = f"your move '{move.id}' is heard in {where}: {shown}{more}"
            says += f"; if that is wrong, add {them} to `not_examples`"
            out.append(tree.flaw(("moves", move.id), says, "warning"))
    return out


def _are(found: Sequence[int]) -> str:
    return "is" if len(found) == 1 else "are"


def _phrases(examples: Sequence[Example], indexes: Sequence[int]) -> str:
    shown = ", ".join(f'"{examples[i].say}"' for i in indexes[:SHOWN])
    return f"{shown} and {len(indexes) - SHOWN} more" if len(indexes) > SHOWN else shown
