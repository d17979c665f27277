"""The pieces of a report's page: text made safe, and pictures as SVG: the call from end to end, bars, marks.

Rule: position and shape carry the meaning, colour only repeats it. Every figure drawn comes from the record; each bar
of the ribbon is a word that was said.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from simulator.core.mark_shapes import SHAPES
from simulator.core.scorecard import Judgment, Mark
from simulator.core.turns import Transcript, Turn
from simulator.report import WORDS, action, clock

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
WIDE, MIDDLE, HALF = 1000, 112, 56  # of the ribbon, in its own units
MARK_ROWS = (14, 38)
MARK = 22
_STEPS = (5, 10, 15, 30, 60, 120, 300, 600, 1200, 3600)  # seconds between the times below
MARKS = "".join(f'<symbol id="m-{name}" viewBox="0 0 24 24">{shape}</symbol>' for name, shape in SHAPES.items())
"""The marks, drawn once a page; `mark` points at them."""


def esc(text: object) -> str:
    """A text as HTML shows it, whatever it holds. Signs that no page may hold become a mark."""
    return html.escape(_CONTROL.sub("\N{REPLACEMENT CHARACTER}", str(text)), quote=True)


def mark(shown: Mark) -> str:
    """The mark of a judgment. Its word always stands beside it, so readers of screens pass over the picture."""
    return f'<svg class="mark" aria-hidden="true"><use href="#m-{shown}"/></svg>'


def bar(total: int, ruled: int | None) -> str:
    """A total as a bar of 100; where a trainer ruled, an outline as far as the second total goes."""
    wide = max(0, 2 * (ruled or 0) - 2)
    second = "" if ruled is None else f'<rect x="1" y="1.5" width="{wide}" height="9" rx="4" {_OUTLINE}/>'
    return (
        '<svg class="bar" viewBox="-1 -1 202 14" preserveAspectRatio="none" aria-hidden="true">'
        '<rect width="200" height="12" rx="6" fill="var(--sunken)" stroke="var(--line_strong)" stroke-width=".8"/>'
        f'<rect width="{2 * total}" height="12" rx="6" fill="var(--ink2)"/>{second}</svg>'
    )


_OUTLINE = 'fill="none" stroke="var(--ring)" stroke-width="2" stroke-dasharray="5 3"'


def is_timed(transcript: Transcript) -> bool:
    """Whether the turns carry times that can be drawn: all but the first begin after the call did, in order."""
    starts = [turn.start for turn in transcript.turns]
    in_order = all(s > 0 for s in starts[1:]) and starts == sorted(starts)
    return bool(starts) and in_order and transcript.turns[-1].end > 0


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A turn on the ribbon, from `left` to `right`."""

    turn: Turn
    left: float
    right: float


def ribbon(transcript: Transcript, judgments: Sequence[Judgment]) -> str:
    """The call from end to end: the trainee above the line, the other below, marks where rules found something."""
    stretches = list(_stretches(transcript))
    high = MIDDLE + HALF + 34
    parts = [f'<path d="M0 {MIDDLE}H{WIDE}" stroke="var(--line_strong)" stroke-width="1.5"/>']
    for stretch in stretches:
        parts += _words(stretch)
    parts += _marks(stretches, judgments, is_timed(transcript), transcript)
    parts += _keys(stretches, transcript)
    if is_timed(transcript):
        parts += _times(_length(transcript), high)
    told = _in_words(transcript, judgments)
    return f'<svg class="ribbon" viewBox="0 0 {WIDE} {high}" role="img" aria-label="{told}">{"".join(parts)}</svg>'


def _length(transcript: Transcript) -> int:
    ends = [max(t.start, t.end) for t in transcript.turns] + [a.at for a in transcript.actions]
    return max(1, *ends)


def _stretches(transcript: Transcript) -> Iterator[_Stretch]:
    """Where each turn stands: by its times, or, where there are none, by how many signs it has."""
    turns = transcript.turns
    if is_timed(transcript):
        scale = WIDE / _length(transcript)
        for turn in turns:
            end = max(turn.end, turn.start + 300)
            yield _Stretch(turn, turn.start * scale, min(WIDE, end * scale))
        return
    gap, signs = 12, sum(max(8, len(t.text)) for t in turns)
    scale, at = max(0.0, WIDE - gap * len(turns)) / max(1, signs), 0.0
    for turn in turns:
        wide = max(8, len(turn.text)) * scale
        yield _Stretch(turn, at, at + wide)
        at += wide + gap


def _words(stretch: _Stretch) -> Iterator[str]:
    """A bar for each word, as high as the word is long; a bar stands for several where there is no room."""
    lengths = [len(word) for word in stretch.turn.text.split()] or [2]
    room = max(1, int((stretch.right - stretch.left) / 5))
    each = -(-len(lengths) // room)
    shown = [max(lengths[i : i + each]) for i in range(0, len(lengths), each)]
    step = (stretch.right - stretch.left) / len(shown)
    mine = stretch.turn.who == "trainee"
    bits = []
    for n, length in enumerate(shown):
        high = min(HALF - 6, 7 + 4 * length)
        top = MIDDLE - 3 - high if mine else MIDDLE + 3
        bits.append(f"M{stretch.left + n * step + min(step, 4) / 2:.1f} {top}v{high}")
    tint = "var(--you_fill)" if mine else "var(--them_fill)"
    yield f'<path d="{"".join(bits)}" stroke="{tint}" stroke-width="3.4" stroke-linecap="round"/>'


def _marks(
    stretches: Sequence[_Stretch], judgments: Sequence[Judgment], timed: bool, transcript: Transcript
) -> Iterator[str]:
    """A mark for every judged moment; those that would overlap go to a second row, or are left to the table."""
    found: set[tuple[float, Mark]] = set()
    for judgment in judgments:
        if judgment.verdict in ("met", "broken", "unclear"):
            for e in judgment.evidence:
                at = next((s for s in stretches if s.turn.index == e.turn), None)
                share = e.start / max(1, len(at.turn.text)) if at else 0.0
                left = at.left + share * (at.right - at.left) if at else 0.0
                if timed and e.action and not e.quote:
                    left = e.at / _length(transcript) * WIDE
                found.add((round(left), judgment.verdict))
    free = [-100.0] * len(MARK_ROWS)
    for left, verdict in sorted(found, key=lambda f: (f[0], f[1] != "broken")):
        x = min(max(0.0, left - MARK / 2), WIDE - MARK)
        row = next((n for n, until in enumerate(free) if x >= until), None)
        if row is not None:
            free[row] = x + MARK + 2
            yield f'<use href="#m-{verdict}" x="{x:g}" y="{MARK_ROWS[row] - 12}" width="{MARK}" height="{MARK}"/>'


def _keys(stretches: Sequence[_Stretch], transcript: Transcript) -> Iterator[str]:
    """What was done on the line, as small diamonds on it."""
    for done in transcript.actions:
        if done.do == "leave_message":  # its words are there to see
            continue
        last = next((s for s in stretches if s.turn.index == done.after_turn), None)
        at = done.at / _length(transcript) * WIDE if is_timed(transcript) else last.right + 5 if last else 0
        x = min(max(8.0, at), WIDE - 8)
        yield (
            f'<path d="M{x:.0f} {MIDDLE - 8}l8 8l-8 8l-8-8z" fill="var(--ink)" stroke="var(--surface)" '
            f'stroke-width="1.5"><title>{action(done.do)}</title></path>'
        )


def _times(length: int, high: int) -> Iterator[str]:
    step = next((s for s in _STEPS if length / 1000 / s <= 6), _STEPS[-1])
    for seconds in range(0, length // 1000 + 1, step):
        x = seconds * 1000 / length * WIDE
        anchor = "start" if x < 20 else "end" if x > WIDE - 40 else "middle"
        yield f'<text x="{x:.0f}" y="{high - 6}" text-anchor="{anchor}">{clock(seconds * 1000)}</text>'


def _in_words(transcript: Transcript, judgments: Iterable[Judgment]) -> str:
    """The picture for those who hear it."""
    mine = sum(t.who == "trainee" for t in transcript.turns)
    counts = [(v, sum(j.verdict == v for j in judgments)) for v in ("met", "broken", "unclear")]
    found = ", ".join(f"{n} {WORDS[v]}" for v, n in counts if n) or "nothing"  # type: ignore[index]
    return f"{mine} turns of yours, {len(transcript.turns) - mine} of the other party; rules found: {found}."
