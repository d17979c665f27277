"""When each word of a line is heard, for engines that do not tell.

Rule: a guess by syllables, held to what can be heard: the silences inside the sound are laid on the commas and full
stops of the text, and between two such posts the words share the time by their syllables.
"""

from __future__ import annotations

import re
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from .voices import SpokenWord

_WORD = re.compile(r"\S+")
_VOWELS = re.compile(r"[aeiouy]+")
_PAUSE = {",": 1.0, ";": 1.5, ":": 1.5, "—": 1.5, "–": 1.5, ".": 2.0, "!": 2.0, "?": 2.0, "…": 2.0}  # in syllables
_SYLLABLES_A_WORD = 2.1  # of spoken English, its share of the pauses counted in; measured on our own lines
_FRAME = 0.01  # seconds
_SHORTEST_PAUSE = 0.09  # seconds; the closure of a p or t is shorter
_QUIET = 10 ** (-32 / 20)  # of the loudest frame


def syllables(word: str) -> float:
    """About how many syllables `word` takes to say, at least one; a digit counts as a word of its own."""
    letters = word.lower()
    count = len(_VOWELS.findall(letters)) + 1.3 * sum(map(str.isdigit, letters))
    if letters.rstrip(".,;:!?…—–\"'").endswith("e") and count > 1:
        count -= 0.7  # the mute e of "time", less than one since some are spoken
    return max(1.0, count)


def estimated(text: str, pace: int) -> tuple[float, tuple[SpokenWord, ...]]:
    """Seconds that `text` takes at `pace` words a minute, and its words, where there is no sound to hold them to."""
    spans, weights, _ = _measure(text)
    second = max(pace, 60) * _SYLLABLES_A_WORD / 60  # syllables in it
    ends = [0.0, *accumulate(w / second for w in weights)]
    words = tuple(SpokenWord(round(at, 3), *span) for at, span in zip(ends, spans, strict=False))
    return ends[-1], words


def held_to_sound(text: str, samples: NDArray[np.float32], rate: int) -> tuple[SpokenWord, ...]:
    """The words of `text` in the sound that speaks it."""
    spans, weights, breaks = _measure(text)
    if not spans:
        return ()
    length = len(samples) / rate
    ends = np.concatenate([[0.0], np.cumsum(weights)])
    posts = [
        (0, 0.0, 0.0),
        *_posts(ends / ends[-1] * length, breaks, _pauses(samples, rate)),
        (len(spans), length, 0.0),
    ]
    words = []
    for (first, _, begin), (last, until, _) in pairwise(_after(posts)):
        share = ends[first : last + 1] - ends[first]
        share = begin + share / max(share[-1], 1e-9) * (until - begin)
        words += [SpokenWord(round(float(at), 3), *spans[first + n]) for n, at in enumerate(share[:-1])]
    return tuple(words)


def _after(posts: list[tuple[int, float, float]]) -> list[tuple[int, float, float]]:
    """Posts as (word, end of the words before it, begin of the words after it)."""
    return [(word, silent, silent + pause) for word, silent, pause in posts]


def _measure(text: str) -> tuple[list[tuple[int, int]], list[float], dict[int, float]]:
    """Spans and weights of the words, and which words a pause comes before, with its weight."""
    spans: list[tuple[int, int]] = []
    weights: list[float] = []
    breaks: dict[int, float] = {}
    for found in _WORD.finditer(text):
        word = found.group()
        if not any(map(str.isalnum, word)):  # a dash that stands alone is a pause after the word before it
            if weights:
                breaks[len(spans)] = 1.5
                weights[-1] += 1.5
            continue
        pause = _PAUSE.get(word.rstrip("\"'”’)")[-1:], 0.0)
        spans.append(found.span())
        weights.append(syllables(word) + pause)
        if pause:
            breaks[len(spans)] = pause
    breaks.pop(len(spans), None)
    return spans, weights, breaks


def _pauses(samples: NDArray[np.float32], rate: int) -> list[tuple[float, float]]:
    """(begin, length) of the silences inside the sound, in seconds."""
    frame = max(1, round(rate * _FRAME))
    count = len(samples) // frame
    if not count:
        return []
    level = np.sqrt(np.mean(samples[: count * frame].reshape(count, frame).astype(np.float64) ** 2, axis=1))
    quiet = np.concatenate([[False], level < _QUIET * level.max(), [False]])
    edges = np.flatnonzero(np.diff(quiet.astype(np.int8)))
    found = zip(edges[::2] * _FRAME, (edges[1::2] - edges[::2]) * _FRAME, strict=True)
    return [(float(b), float(n)) for b, n in found if n >= _SHORTEST_PAUSE and b > 0.1 and b + n < count * _FRAME - 0.1]


def _posts(
    guess: NDArray[np.float64], breaks: dict[int, float], pauses: list[tuple[float, float]]
) -> list[tuple[int, float, float]]:
    """(word, begin of the silence before it, its length): the best silence for each break, strongest breaks first."""
    reach = max(0.4, 0.15 * float(guess[-1]))
    taken: dict[int, tuple[float, float]] = {}
    for word in sorted(breaks, key=lambda w: (-breaks[w], w)):
        after = max((sum(taken[w]) for w in taken if w < word), default=0.0)
        before = min((taken[w][0] for w in taken if w > word), default=float(guess[-1]))
        near = [p for p in pauses if after < p[0] < before and abs(p[0] + p[1] / 2 - guess[word]) < reach]
        if near:
            taken[word] = min(near, key=lambda p: abs(p[0] + p[1] / 2 - guess[word]) - 0.8 * p[1])
    return [(word, *taken[word]) for word in sorted(taken)]
