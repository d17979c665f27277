"""Train the judge of `simulator/speech/finish.py`: does a turn sound finished?

    python tests/benchmarks/train_finish.py TURNS.jsonl... --test OTHER.jsonl

Each line of a file is a JSON object whose "said" is a whole turn. A whole turn is finished; the same turn broken off
inside a sentence is not; broken off between two sentences it is, at a third of the weight (people do stop there).
Writes assets/ears/finish.json with the weights and the figures measured on the test part.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from simulator.speech.endpointing import DONE, GOING_ON  # noqa: E402
from simulator.speech.finish import BUCKETS, features  # noqa: E402

FILLERS = ["um", "uh", "er", "and um", "and uh", "so", "and", "you know"]

# People stop to think behind such words far more often than behind others.
FUNCTION_WORDS = """
    a an the of to for with from at on in by into about and or but so if because that which who when where whether
    while as than then i you he she we they it my your his her our their its this these those is are was were be been am
    do does did have has had can could would will should may might must not no any some there what how why
"""


def examples(paths: list[Path], seed: int, cuts: int) -> list[tuple[list[int], float, float]]:
    """(features, finished, weight) of whole turns and of turns broken off."""
    chance = random.Random(seed)
    out = []
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            said = re.sub(r"\s+", " ", json.loads(line)["said"].replace("...", ",")).strip()
            words = said.split()
            if not words or said.endswith((",", "-", "—")):
                continue
            out.append((features(said), 1.0, 2.0))
            places = list(range(1, len(words)))
            for i in chance.sample(places, min(cuts, len(places))):
                broken = " ".join(words[:i])
                if broken[-1] in ".?!" and not re.search(r"\b(mr|mrs|ms|dr)\.$", broken.lower()):
                    out.append((features(broken), 1.0, 0.33))
                    continue
                broken = broken.rstrip(",;:-—")
                if chance.random() < 0.15:
                    broken += ", " + chance.choice(FILLERS)
                hanging = broken.split()[-1].lower() in FUNCTION_WORDS.split()
                out.append((features(broken), 0.0, 2.0 if hanging else 0.7))
    return [e for e in out if e[0]]


def train(
    rows: list[tuple[list[int], float, float]], epochs: int = 3, rate: float = 0.05, decay: float = 2e-6
) -> np.ndarray:
    """Logistic regression by AdaGrad, one row at a time."""
    weights, squares = np.zeros(BUCKETS), np.full(BUCKETS, 1e-6)
    order = list(range(len(rows)))
    for epoch in range(epochs):
        random.Random(epoch).shuffle(order)
        for n in order:
            found, finished, weight = rows[n]
            step = weight * (1 / (1 + np.exp(-weights[found].sum())) - finished)
            squares[found] += step * step
            weights[found] -= rate * (step + decay * weights[found]) / np.sqrt(squares[found])
    return weights


def probabilities(rows: list[tuple[list[int], float, float]], weights: np.ndarray) -> np.ndarray:
    return np.array([1 / (1 + np.exp(-weights[found].sum())) for found, _, _ in rows])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("turns", nargs="+", type=Path)
    parser.add_argument("--test", type=Path, required=True)
    arguments = parser.parse_args()
    rows = examples(arguments.turns, seed=1, cuts=8)
    weights = train(rows)
    scale = float(np.abs(weights).max()) / 127
    steps = np.round(weights / scale).astype(int)
    test = examples([arguments.test], seed=3, cuts=8)
    whole = np.array([f == 1.0 and w > 1 for _, f, w in test])
    broken = np.array([f == 0.0 for _, f, _ in test])
    p = probabilities(test, steps * scale)
    for threshold in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        print(f"{threshold}: whole {np.mean(p[whole] >= threshold):.3f} broken {np.mean(p[broken] >= threshold):.3f}")
    card = {
        "what": "Does a turn of a phone call sound finished? Logistic regression on the last words; see finish.py.",
        "trained_on": f"{len(rows)} whole and broken-off turns, written for this project by a language model",
        "tested_on": f"{len(test)} by another writer",
        "whole_taken_for_done": round(float(np.mean(p[whole] >= DONE)), 3),
        "broken_taken_for_done": round(float(np.mean(p[broken] >= DONE)), 3),
        "broken_taken_for_going_on": round(float(np.mean(p[broken] < GOING_ON)), 3),
        "whole_taken_for_going_on": round(float(np.mean(p[whole] < GOING_ON)), 3),
        "scale": scale,
        "weights": [int(w) for w in steps],
    }
    target = ROOT / "assets" / "ears" / "finish.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(card, separators=(",", ":")).replace(',"', ',\n"') + "\n", encoding="utf-8")
    print({k: v for k, v in card.items() if k != "weights"}, target.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
