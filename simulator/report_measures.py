"""The measures of the speech on a report: a row each, with its band drawn and told.

Rule: every figure stands beside its band and the band's source; whether it lies within is a shape and a word. What
could not be measured is said with its reason.
"""

from __future__ import annotations

from collections.abc import Sequence

from simulator.core.measures import Measured, band_of
from simulator.measured import WORDS, left_out, value
from simulator.report import clock
from simulator.report_ribbon import esc, mark

_SHAPES = {"within": mark("met"), "below": "↓", "above": "↑", "": mark("unclear")}
_HEADS = ("What", "Yours", "", "Verdict", "Should be", "Who says so")


def section(measures: Sequence[Measured], timed: bool) -> str:
    """The measures as a section of the page; "" where nothing was said that could be measured."""
    if not measures:
        return ""
    taken = [m for m in measures if m.value is not None]
    rows = "".join(_row(m, timed) for m in taken)
    heads = "".join(f'<th scope="col">{head or "<span class=hidden>The band, drawn</span>"}</th>' for head in _HEADS)
    table = f'<table class="measures"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>' if rows else ""
    missing = "".join(f'<p class="small quiet">Not measured: {esc(line)}</p>' for line in left_out(measures))
    return f"<section><h2>How you spoke</h2>{table}{missing}</section>"


def _row(m: Measured, timed: bool) -> str:
    behind = [*([f"at {clock(m.at)}"] if timed and m.turn >= 0 else []), m.note, m.why]
    note = "; ".join(filter(None, behind))
    return (
        f'<tr><th scope="row">{esc(m.what)}<br><span class="small">{esc(note)}</span></th>'
        f'<td data-is="Yours">{esc(value(m))}</td>'
        f'<td>{_gauge(m)}</td><td><span aria-hidden="true">{_SHAPES[m.verdict]}</span> {WORDS[m.verdict]}</td>'
        f'<td data-is="Should be">{esc(band_of(m.low, m.high))}</td>'
        f'<td data-is="Who says so">{esc(m.source)}</td></tr>\n'
    )


def _gauge(m: Measured) -> str:
    """A line with the band outlined on it, and a pointer where the value lies."""
    at = m.value or 0.0
    most = max(abs(at) * 1.15, (m.high if m.high is not None else (m.low or 0.0) * 1.6) * 1.3, 1e-9)
    left = 200 * max(0.0, m.low or 0.0) / most
    right = 200 * min(most, m.high if m.high is not None else most) / most
    x = 200 * min(max(at, 0.0), most) / most
    return (
        '<svg class="gauge" viewBox="-6 0 212 24" preserveAspectRatio="xMinYMid" aria-hidden="true">'
        '<path d="M0 12H200" stroke="var(--line_strong)" stroke-width="2"/>'
        f'<rect x="{left:.1f}" y="6" width="{max(2.0, right - left):.1f}" height="12" rx="6" fill="var(--done_bg)" '
        'stroke="var(--done)" stroke-width="1.6"/>'
        f'<path d="M{x:.1f} 1v22" stroke="var(--ink)" stroke-width="3.5" stroke-linecap="round"/></svg>'
    )
