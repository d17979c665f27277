"""How well the totals order calls as a fair trainer does: Spearman's rank correlation, overall and for each author.

    python tests/benchmarks/ranking [--calls] [--labelled] [SET ...]

Each set of calls was written with its marks, and committed, before any of it was scored; the rules were mended by it
only afterwards, so a set's first scoring is its honest one (docs/evidence.md keeps it). The moves are recognised from
the words, as in play. `calls.yaml` holds the first two sets (marks of 0 to 10), the other files one each (0 to 100).
The sixth and the seventh set hold the moves as a person tagged them, too: `--labelled` judges by those, so that what is
left is not the recogniser's. `--calls` also prints each call with its marks and totals, SET (first, second, third...)
chooses sets.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from simulator import SCENARIOS
from simulator.core.scoring import overall, score_all
from simulator.core.transcripts import read_transcript
from simulator.library import Library
from simulator.scores import recogniser

CALLS = Path(__file__).parent
AUTHORS = ("overall", "always-leave-one", "ask-for-help", "cell-no", "cell-yes", "hit-zero")


@dataclass(frozen=True, slots=True)
class Row:
    """A call of a set, its marks and its totals by author, `overall` among them."""

    set: str
    call: dict[str, Any]
    marks: dict[str, float]
    totals: dict[str, int | None]


def values(call: dict[str, Any]) -> dict[str, Any]:
    """A call of the set as a transcript for `hitzero score`."""
    tagged = ("moves",) if "--labelled" in sys.argv else ()
    turns: list[dict[str, Any]] = []
    actions: list[dict[str, Any]] = []
    for step in call["turns"]:
        if "do" in step:
            actions.append({"after_turn": len(turns) - 1, "do": step["do"]})
            continue
        who = "trainee" if "you" in step else "other"
        more = {name: step[name] for name in ("with", "acts", *tagged) if name in step}
        turns.append({"who": who, "text": step.get("you") or step["them"], **more})
    return {"facts": call["facts"], "turns": turns, "actions": actions, "names": call.get("names", {})}


def ranks(numbers: Sequence[float]) -> list[float]:
    """The place of each number from the smallest on; equal ones share their places' mean."""
    order = sorted(numbers)
    return [order.index(n) + (order.count(n) - 1) / 2 for n in numbers]


def spearman(one: Sequence[float], other: Sequence[float]) -> float:
    """The correlation of two rankings, from -1 to 1; 0 where one of them ranks nothing."""
    a, b = ranks(one), ranks(other)
    middle = (len(a) - 1) / 2
    across = sum((x - middle) * (y - middle) for x, y in zip(a, b, strict=True))
    spread = (sum((x - middle) ** 2 for x in a) * sum((y - middle) ** 2 for y in b)) ** 0.5
    return across / spread if spread else 0.0


def calls() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every call with the name of its set, the first set first."""
    later = "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
    for file in ("calls", *later.split()):
        for call in yaml.safe_load((CALLS / f"{file}.yaml").read_text("utf-8")):
            yield call.get("set", "first" if file == "calls" else file), call


def scored(wanted: Sequence[str] = ()) -> Iterator[Row]:
    """Each call with the name of its set, its marks and its totals, those of all authors as `overall`."""
    library = Library((SCENARIOS,))
    books, recognise = tuple(library.playbooks.values()), recogniser(library.own_moves.read)
    for name, call in calls():
        if not wanted or name in wanted:
            cards = score_all(read_transcript(values(call), call["id"], recognise=recognise), books)
            totals = {"overall": overall(cards)} | {card.playbook: card.total for card in cards}
            yield Row(name, call, {"overall": call["overall"], **call["authors"]}, totals)


def agreement(rows: Sequence[Row], name: str) -> str:
    """The correlation for one author (or `overall`) over those calls that have both a mark and a total."""
    both = [(r.marks[name], t) for r in rows if name in r.marks and (t := r.totals[name]) is not None]
    return f"{spearman([m for m, _ in both], [t for _, t in both]):.2f} of {len(both):<3}" if len(both) > 2 else "-"


def main() -> None:
    rows = list(scored([name for name in sys.argv[1:] if not name.startswith("-")]))
    for row in rows if "--calls" in sys.argv else ():
        told = (f"{n} {row.marks.get(n, '-')}: {t}" for n, t in row.totals.items() if n in row.marks or t is not None)
        print(f"{row.call['id']:44} {'  '.join(told)}")
    sets = list(dict.fromkeys(row.set for row in rows))
    print(f"{'':18}{''.join(f'{name:14}' for name in sets)}")
    for name in AUTHORS:
        parts = [agreement([r for r in rows if r.set == one], name) for one in sets]
        print(f"{name:18}{''.join(f'{part:14}' for part in parts)}")


if __name__ == "__main__":
    main()
