"""How well the totals order calls as a fair trainer does: Spearman's rank correlation, overall and for each author.

    python tests/benchmarks/ranking [--calls]

`calls.yaml` holds the calls with marks from 0 to 10, written down before any of them was scored. The moves are
recognised from the words, as in play. The rules were mended by the first set; the second came after that. `--calls`
also prints each call with its mark and totals.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from simulator import SCENARIOS
from simulator.core.scoring import overall, score_all
from simulator.core.transcripts import read_transcript
from simulator.library import Library
from simulator.scores import recogniser

CALLS = Path(__file__).with_name("calls.yaml")


def values(call: dict[str, Any]) -> dict[str, Any]:
    """A call of the set as a transcript for `hitzero score`."""
    turns: list[dict[str, Any]] = []
    actions: list[dict[str, Any]] = []
    for step in call["turns"]:
        if "do" in step:
            actions.append({"after_turn": len(turns) - 1, "do": step["do"]})
            continue
        who = "trainee" if "you" in step else "other"
        more = {"with": step["with"]} if "with" in step else {}
        turns.append({"who": who, "text": step.get("you") or step["them"], **more})
    return {"facts": call["facts"], "turns": turns, "actions": actions}


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


def scored() -> Iterator[tuple[dict[str, Any], dict[str, int | None]]]:
    """Each call with its totals by author, and `overall`."""
    library = Library((SCENARIOS,))
    books, recognise = tuple(library.playbooks.values()), recogniser(library.own_moves.read)
    for call in yaml.safe_load(CALLS.read_text("utf-8")):
        cards = score_all(read_transcript(values(call), call["id"], recognise=recognise), books)
        yield call, {"overall": overall(cards)} | {card.playbook: card.total for card in cards}


def main() -> None:
    rows = list(scored())
    if "--calls" in sys.argv:
        for call, totals in rows:
            marks = {"overall": call["overall"], **call["authors"]}
            told = "  ".join(f"{n} {marks.get(n, '-')}: {t}" for n, t in totals.items() if n in marks or t is not None)
            print(f"{call['id']:26} {told}")
    for name in rows[0][1]:
        mark = {id(c): c["overall"] if name == "overall" else c["authors"].get(name) for c, _ in rows}
        both = [(mark[id(c)], t[name], c) for c, t in rows if mark[id(c)] is not None and t[name] is not None]
        parts = {
            "first": [b for b in both if "set" not in b[2]],
            "first without cheats": [b for b in both if "set" not in b[2] and b[2]["kind"] != "cheat"],
            "second": [b for b in both if b[2].get("set") == "second"],
        }
        told = (
            f"{part} {spearman([m for m, _, _ in b], [t for _, t, _ in b]):.2f} of {len(b)}"
            for part, b in parts.items()
        )
        print(f"{name:18} {'; '.join(told)}")


if __name__ == "__main__":
    main()
