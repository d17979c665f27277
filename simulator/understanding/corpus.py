"""The corpus of labelled turns: reading it, and keeping its labels consistent.

Rule: a fault in a label is told with its file and line, like every fault of a file. Nothing here trains or recognises.
`corpus/README.md` says how the turns were made; files named `test-*` are the test part, by writers never trained on.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from simulator.core.moves import Catalogue
from simulator.core.yaml_text import Flaw, did_you_mean

FIELDS = {"id", "context", "heard", "said", "moves", "not_moves", "call", "turn", "before"}
KEPT_OUT = 0.12  # of all turns
NEAR = 0.8  # share of word pairs in common from which two turns are near-duplicates
_WORD = re.compile(r"[a-z0-9']+")


@dataclass(frozen=True, slots=True)
class Labelled:
    """One turn with its labels. `file` and `line` say where it stands."""

    file: str
    line: int
    id: str
    context: str
    heard: str
    said: str
    moves: frozenset[str]
    not_moves: frozenset[str]

    @property
    def is_test(self) -> bool:
        """It belongs to the test part."""
        return self.file.startswith("test-")


def is_kept_out(turn: Labelled) -> bool:
    """Whether a turn is kept out of training, to choose thresholds and to measure on: by its words, so that the same
    words never stand on both sides."""
    return int(hashlib.sha256(turn.said.lower().encode()).hexdigest(), 16) % 1000 < KEPT_OUT * 1000


def read_corpus(folder: Path) -> tuple[list[Labelled], list[Flaw]]:
    """Every turn of a folder (or of one file) that can be read, and what is wrong with the other lines."""
    turns: list[Labelled] = []
    flaws: list[Flaw] = []
    for path in sorted(folder.glob("*.jsonl")) if folder.is_dir() else [folder]:
        try:
            text = path.read_bytes().decode("utf-8-sig")
        except OSError as wrong:
            flaws.append(Flaw(path.name, 0, f"this cannot be read ({wrong.strerror})"))
            continue
        except UnicodeDecodeError:
            flaws.append(Flaw(path.name, 0, "this is not UTF-8; save the file as UTF-8"))
            continue
        curly = False
        for number, line in enumerate(text.split("\n"), 1):
            if not line.strip():
                continue
            try:
                turns.append(_turn(path.name, number, json.loads(line)))
            except (json.JSONDecodeError, RecursionError):
                if not _CURLY.search(line):
                    flaws.append(Flaw(path.name, number, f"this is not JSON; write {_FORM}"))
                elif not curly:
                    says = (
                        'curly quotes stand here, as a word processor writes them; write straight ones (") everywhere'
                    )
                    flaws.append(Flaw(path.name, number, f"{says} in this file"))
                curly = curly or bool(_CURLY.search(line))
            except ValueError as wrong:
                flaws.append(Flaw(path.name, number, f"{wrong}; write {_FORM}"))
    return turns, flaws


_CURLY = re.compile("[{,:]\\s*[\u201c\u201d\u201e]")  # where JSON has a quote, not inside of what was said
_FORM = '{"id": "a-1", "context": "R", "heard": "...", "said": "...", "moves": ["greet"], "not_moves": []}'


def _turn(file: str, line: int, data: object) -> Labelled:
    """The turn that the values of a line hold. Raises ValueError with what is wrong, in plain words."""
    if not isinstance(data, dict):
        raise ValueError("this holds no turn")
    if unknown := set(data) - FIELDS:
        raise ValueError(f"unknown field {min(unknown)!r}{did_you_mean(min(unknown), FIELDS)}")
    for field in ("id", "context", "said", "moves"):
        if field not in data:
            raise ValueError(f"'{field}' is missing")
    said, heard = data["said"], data.get("heard") or ""
    if not isinstance(said, str) or not said.strip():
        raise ValueError("'said' is empty, or no text")
    if not isinstance(heard, str):
        raise ValueError("'heard' is no text")
    made, not_made = _ids(data, "moves"), _ids(data, "not_moves")
    return Labelled(file, line, str(data["id"]), str(data["context"]), heard, said, made, not_made)


def _ids(data: dict[str, object], field: str) -> frozenset[str]:
    given = data.get(field, [])
    if not isinstance(given, list) or not all(isinstance(move, str) for move in given):
        raise ValueError(f"'{field}' is no list of moves")
    return frozenset(given)


def wrong_labels(turns: Iterable[Labelled], catalogue: Catalogue) -> list[Flaw]:
    """Labels that no measurement could count: unknown moves and contexts, moves that the context does not know."""
    return [flaw for turn in turns for flaw in _labels(turn, catalogue)]


def check_corpus(turns: Iterable[Labelled], catalogue: Catalogue) -> list[Flaw]:
    """Labels that cannot be right: unknown moves, wrong contexts, missing implied moves, ids twice, two labels for the
    same words, and training turns that nearly repeat a turn of the test part."""
    turns = list(turns)
    flaws = wrong_labels(turns, catalogue)
    flaws += _twice(turns)
    flaws += _leaks(turns)
    return sorted(flaws, key=lambda f: (f.file, f.line))


def _labels(turn: Labelled, catalogue: Catalogue) -> Iterator[Flaw]:
    if turn.context not in ("R", "V", "C"):
        yield Flaw(turn.file, turn.line, f"context {turn.context!r} is none of R, V, C")
        return
    for move in sorted(turn.moves | turn.not_moves):
        if move not in catalogue:
            yield Flaw(turn.file, turn.line, f"no move is called '{move}'{did_you_mean(move, catalogue.ids)}")
        elif move in turn.moves and turn.context not in catalogue[move].contexts:
            yield Flaw(turn.file, turn.line, f"'{move}' cannot be made in the context {turn.context}")
    for move in sorted(turn.moves & turn.not_moves):
        yield Flaw(turn.file, turn.line, f"'{move}' is both made and not made")
    for move in sorted(m for m in turn.moves if m in catalogue):
        for implied in catalogue[move].implies:
            if implied not in turn.moves and turn.context in catalogue[implied].contexts:
                yield Flaw(turn.file, turn.line, f"'{move}' always makes '{implied}' too")


def ids_twice(turns: Iterable[Labelled]) -> Iterator[Flaw]:
    """Turns that bear the id of another."""
    ids: dict[str, Labelled] = {}
    for turn in turns:
        first = ids.setdefault(turn.id, turn)
        if first is not turn:
            yield Flaw(turn.file, turn.line, f"the id {turn.id} stands in {first.file}:{first.line} too")


def _twice(turns: list[Labelled]) -> Iterator[Flaw]:
    yield from ids_twice(turns)
    words: dict[tuple[str, str, str], Labelled] = {}
    for turn in turns:
        same = words.setdefault((turn.context, turn.heard.lower(), turn.said.lower()), turn)
        if same is not turn and same.moves != turn.moves:
            differ = ", ".join(sorted(same.moves ^ turn.moves))
            yield Flaw(turn.file, turn.line, f"the same words as {same.file}:{same.line}, labelled otherwise: {differ}")


def _leaks(turns: list[Labelled]) -> Iterator[Flaw]:
    """Near-duplicates between training and test parts, found by pairs of words that few turns share."""
    tests = [(t, _pairs(t.said)) for t in turns if t.is_test]
    index: dict[tuple[str, str], list[int]] = {}
    for i, (_, pairs) in enumerate(tests):
        for pair in pairs:
            index.setdefault(pair, []).append(i)
    for turn in turns:
        pairs = _pairs(turn.said)
        if turn.is_test or len(pairs) < 4:
            continue
        shared = Counter(i for pair in pairs for i in index.get(pair, ()))
        for i, count in shared.most_common(1):
            test, others = tests[i]
            if count / len(pairs | others) >= NEAR:
                yield Flaw(turn.file, turn.line, f"nearly the same words as {test.file}:{test.line} of the test part")


def _pairs(said: str) -> frozenset[tuple[str, str]]:
    words = _WORD.findall(said.lower())
    return frozenset(pairwise(words))


def counts(turns: Iterable[Labelled], catalogue: Catalogue) -> dict[str, tuple[int, int]]:
    """For every move: how many turns make it, and how many are near misses."""
    made: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for turn in turns:
        made.update(turn.moves)
        missed.update(turn.not_moves)
    return {move.id: (made[move.id], missed[move.id]) for move in catalogue}
