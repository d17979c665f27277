"""An utterance cut into clauses, with and without punctuation, so that a move can be shown by its own words.

Rule: the clauses are spans of the text in its order, none empty, none overlapping; together they hold every word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

Span = tuple[int, int]

FEWEST_WORDS = 2  # a clause of one word ("So,") says too little alone; "Hi" and "Thanks" are let stand

_STOPS = re.compile(r"(?<=[.!?;:…])\s+|(?<=,)\s+|\s+[–—-]+\s+")
_OPENERS = re.compile(
    r"""\s+(?=(?:
    (?:and|but|so|or|because|cause|cos|if|since|then)\s+(?:i|i'm|i'll|i'd|i've|we|we're|we'll|you|he|she|it|it's|is|are|
        could|would|can|do|does|did|when|who|what|how|perhaps|maybe|thank|thanks|my|the|this|that|please|im|ill|id|ive)\b
    |(?:could|would|can|do|may|might|shall|should|will)\s+(?:you|i|we)\b
    |(?:is|are|was|were|has|did|does|will)\s+(?:he|she|they|it|you|this|that|there|mr|mrs|ms|now)\b
    |(?:i'm|im|i'll|ill|i've|ive|i'd)\s | i\s+(?:was|am|have|had|got|just|can|could|will|would|know|understand|think|
        hope|promised|told|said|appreciate|need|want|wanted|tried|left|only|don't|dont|ring|call|phone|really|don't)\b
    |(?:it's|its|this\s+is|my\s+name|the\s+name|my\s+number|that's|thats|we're|were\s+|we've|we\s+(?:have|haven't|can|do|make|help|save))\b
    |(?:what|when|how|who|where|why|which)\s+(?:is|are|was|do|does|did|would|should|can|could|time|about|kind|sort)\b
    |(?:thank\s+you|thanks|cheers|sorry|please|perhaps|maybe|no\s+problem|good\s+(?:morning|afternoon|evening|day))\b
    ))""",
    re.I | re.X,
)
_STANDS_ALONE = re.compile(
    r"\W*(?:hi|hello|hey|hiya|morning|afternoon|evening|thanks|thankyou|cheers|sorry|urgent|please|bye|goodbye|ta)\W*",
    re.I,
)


def clauses(text: str) -> list[Span]:
    """The spans of the clauses of `text`. A text without a word has none."""
    parts = [cut for sentence in _split(text, (0, len(text)), _STOPS) for cut in _split(text, sentence, _OPENERS)]
    parts = [part for part in parts if re.search(r"\w", text[slice(*part)])]
    return _joined(text, parts)


def stretches(text: str, most_words: int) -> list[Span]:
    """The text in spans of whole clauses of at most `most_words` words together (a longer clause stays whole)."""
    out: list[Span] = []
    room = 0
    for start, end in clauses(text):
        count = len(text[start:end].split())
        if out and count <= room:
            out[-1] = (out[-1][0], end)
            room -= count
        else:
            out.append((start, end))
            room = most_words - count
    return out


def _split(text: str, span: Span, where: re.Pattern[str]) -> Iterator[Span]:
    """The parts of a span between the matches of `where`, spaces and trailing commas taken off."""
    start, end = span
    for gap in where.finditer(text, start, end):
        yield from _trimmed(text, start, gap.start())
        start = gap.end()
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:"):
        end -= 1
    if start < end:
        yield start, end


def _joined(text: str, parts: Sequence[Span]) -> list[Span]:
    """The clauses, where one too short to stand alone goes with its neighbour: the word that ends a sentence after a
    comma with the one before ("Thanks, Marisol."), any other with the one behind ("So, could you...")."""
    out: list[Span] = []
    for start, end in parts:
        ends = text[end - 1] in ".!?" and bool(out) and text[out[-1][1] :].startswith(",")
        if out and (_too_short(text, out[-1]) or (ends and _too_short(text, (start, end)))):
            start = out.pop()[0]
        out.append((start, end))
    if len(out) > 1 and _too_short(text, out[-1]):
        out[-2:] = [(out[-2][0], out[-1][1])]
    return out


def _too_short(text: str, span: Span) -> bool:
    words = text[slice(*span)]
    return len(words.split()) < FEWEST_WORDS and not _STANDS_ALONE.fullmatch(words)
