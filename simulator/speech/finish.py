"""How finished a turn sounds, from its words alone.

Rule: a small judge that is quick and may be wrong: it only chooses how long to wait. It is a logistic regression on the
last words and on how the sentence began, trained by `tests/benchmarks/train_finish.py`; its weights and what it is
worth are in `assets/ears/finish.json`. Punctuation at the end is not asked: a recogniser writes a full stop after
almost anything.
"""

from __future__ import annotations

import functools
import json
import math
import re
import zlib
from collections.abc import Sequence
from importlib import resources
from pathlib import Path

from simulator.speech.endpointing import DONE

BUCKETS = 8192

_DOUBTFUL = 0.78
_BEGINNING = 4
"""A recogniser that stumbles over so few words has most often heard the beginning of a sentence..."""
_WHOLE = 0.3
"""...unless they are likely words for a whole turn ("okay, goodbye")..."""
_CUT = 0.03
"""...and would be with the last one misheard: "we met at time" is "we met at the", broken off."""
_FILLERS = frozenset({"um", "uh", "er", "erm", "hmm", "mm", "ah"})


def finished(text: str, confidence: float = 1.0) -> float:
    """The probability (0 to 1) that these words are a whole turn. A recogniser that doubts its own words often does so
    because they were broken off ("it's about, uh" comes out as "it's about aye"); then one had better wait."""
    weights, scale = _judge()
    probability = probability_of(text, weights, scale)
    words = last_sentence(text)
    doubtful = confidence < _DOUBTFUL
    hangs = text.rstrip().endswith((",", "-", "…", "...")) or (bool(words) and words[-1] in _FILLERS)
    without_last = probability_of(" ".join(words[:-1]), weights, scale)
    beginning = probability < _WHOLE or (probability < DONE and without_last < _CUT)
    if hangs or (doubtful and len(words) <= _BEGINNING and beginning):
        return min(probability, 0.03)
    return min(probability, 0.2) if doubtful else probability


def probability_of(text: str, weights: Sequence[int], scale: float) -> float:
    """The probability (0 to 1) that nothing more is to come. 0.5 where there are no words."""
    found = features(text)
    if not found:
        return 0.5
    return 1 / (1 + math.exp(-scale * sum(weights[f] for f in found)))


def features(text: str) -> list[int]:
    """What the judge looks at: buckets of the weights."""
    words = last_sentence(text)
    if not words:
        return []
    tail = ["^", *words]
    names = [f"{n} {' '.join(tail[-n:])}" for n in (1, 2, 3, 4)]
    opening = " ".join(words[:2])
    names += [f"o {opening}", f"o1 {words[0]} {words[-1]}", f"o2 {opening} {words[-1]}"]
    names += [f"l {min(12, len(words))}", f"s {words[-1][-3:]}", f"s2 {words[-1][-2:]} {tail[-2][-2:]}", "b"]
    names += [f"p {w}" for w in words[-6:-1]]
    return [zlib.crc32(name.encode()) % BUCKETS for name in names]


def last_sentence(text: str) -> list[str]:
    """The words since the last full stop or question mark that has words behind it, figures as 0."""
    sentence = re.split(r"[.?!]+\s+(?=\S)", text.strip())[-1]
    if text.strip() and not re.search(r"\w", sentence):
        return []
    words = re.findall(r"[a-z0-9']+", sentence.lower())
    return [re.sub(r"\d+", "0", w) for w in words]


@functools.cache
def _judge() -> tuple[tuple[int, ...], float]:
    data = json.loads(_asset().read_text(encoding="utf-8"))
    return tuple(data["weights"]), float(data["scale"])


def _asset() -> Path:
    """In a wheel, assets lie inside the package; in a checkout, beside it."""
    package = Path(str(resources.files("simulator")))
    inside = package / "assets" / "ears" / "finish.json"
    return inside if inside.is_file() else package.parent / "assets" / "ears" / "finish.json"
