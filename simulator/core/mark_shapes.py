"""The marks of the six verdicts, and of what was missed only partly, as SVG: for the window and for pages.

Rule: a verdict is told by its shape; colours are named (`var(--done)`), and whoever draws a mark says what they are.
"""

from __future__ import annotations

from collections.abc import Mapping

from simulator.core.scorecard import Mark

_ROUND = 'stroke-linecap="round" stroke-linejoin="round"'
_OCTAGON = "M7.9 1.5h8.2l6.4 6.4v8.2l-6.4 6.4H7.9l-6.4-6.4V7.9z"
SHAPES: Mapping[Mark, str] = {
    "met": '<circle cx="12" cy="12" r="11" fill="var(--done)"/><path d="M7 12.5l3.5 3.5L17 9" fill="none" '
    f'stroke="var(--surface)" stroke-width="2.6" {_ROUND}/>',
    "missed": '<circle cx="12" cy="12" r="9.8" fill="none" stroke="var(--missed)" stroke-width="2.2" '
    'stroke-dasharray="4.4 3.3"/>',
    "partly": '<path d="M12 2.2a9.8 9.8 0 0 0 0 19.6z" fill="var(--done)"/><circle cx="12" cy="12" r="9.8" fill="none" '
    'stroke="var(--done)" stroke-width="2.2"/>',
    "broken": f'<path d="{_OCTAGON}" fill="var(--avoid)"/><path d="M7 12h10" fill="none" stroke="var(--surface)" '
    f'stroke-width="2.8" {_ROUND}/>',
    "avoided": f'<path d="{_OCTAGON}" fill="none" stroke="var(--done)" stroke-width="2"/>'
    f'<path d="M7.5 12.3l3 3L16.5 9.5" fill="none" stroke="var(--done)" stroke-width="2.4" {_ROUND}/>',
    "unclear": '<circle cx="12" cy="12" r="10" fill="none" stroke="var(--ink2)" stroke-width="2"/>'
    '<path d="M9.2 9.4a2.9 2.9 0 1 1 4.3 2.6c-1 .6-1.5 1.1-1.5 2" fill="none" stroke="var(--ink2)" '
    f'stroke-width="2.2" {_ROUND}/><circle cx="12" cy="17.2" r="1.4" fill="var(--ink2)"/>',
    "not_applicable": f'<path d="M5 12h14" stroke="var(--ink3)" stroke-width="2.4" {_ROUND}/>',
}
