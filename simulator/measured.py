"""Measures of the speech for reading: lines for a terminal, one line for a summary, values for JSON.

Rule: every figure stands beside its band and the band's source, and whether it lies within is a mark and a word. What
could not be measured is said with its reason, each reason once.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from simulator.core.measures import Measured, amount, band_of, plain

MARKS = {"within": "[x]", "below": "[<]", "above": "[>]", "": "[?]"}
WORDS = {"within": "within", "below": "below", "above": "above", "": "not judged"}
SHOWN = ("length of a message", "words a minute", "talk share", "fillers", "delay before answering", "longest pause")
"""What a summary tells, in this order, as far as it was taken."""
_MOST = 4


def as_line(measures: Sequence[Measured]) -> str:
    """The most telling measures in one line; why there are none; "" where nothing was said at all."""
    taken = {m.what: m for m in measures if m.value is not None}
    shown = [taken[what] for what in SHOWN if what in taken][:_MOST]
    if shown:
        return f"Your speech: {'; '.join(map(_short, shown))}."
    reasons = list(dict.fromkeys(m.why for m in measures))
    return f"Your speech was not measured. {reasons[0]}" if reasons else ""


def as_lines(measures: Sequence[Measured]) -> Iterator[str]:
    """A line a measure, then what was left out."""
    taken = [m for m in measures if m.value is not None]
    widest = max((len(m.what) for m in taken), default=0)
    for m in taken:
        fits = f"{WORDS[m.verdict]}: {band_of(m.low, m.high)} ({m.source})"
        yield f"  {MARKS[m.verdict]} {m.what:<{widest}}  {value(m)}, {fits}"
        if behind := "; ".join(part for part in (m.note, m.why) if part):
            yield f"      {behind}"
    for line in left_out(measures):
        yield from textwrap.wrap(f"not measured: {line}", 100, initial_indent="  ", subsequent_indent="      ")


def left_out(measures: Iterable[Measured]) -> list[str]:
    """What could not be measured and why, one line a reason."""
    reasons: dict[str, list[str]] = {}
    for m in measures:
        if m.value is None:
            reasons.setdefault(m.why, []).append(m.what)
    return [f"{', '.join(whats)}. {why}" for why, whats in reasons.items()]


def as_values(measures: Iterable[Measured]) -> dict[str, Any]:
    """The measures by name, as values for JSON in a fixed order of fields; `value` is null where there is none."""
    return {
        m.what: {
            "value": m.value,
            "unit": m.unit,
            "low": m.low,
            "high": m.high,
            "verdict": m.verdict or None,
            "source": m.source,
            "turn": m.turn,
            "at_ms": m.at,
            "note": m.note,
            "why": m.why,
        }
        for m in measures
    }


def value(m: Measured) -> str:
    """The value, with its unit where its name does not say it: 21 seconds, 46 percent, 152."""
    return plain(m.value) if m.value is not None and m.what == m.unit else amount(m)


def _short(m: Measured) -> str:
    unlike = "" if m.verdict in ("within", "") else f" ({WORDS[m.verdict]} {band_of(m.low, m.high)})"
    return f"{m.what} {value(m)}{unlike}"
