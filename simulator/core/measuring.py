"""A rule that holds a quantity of the speech against its band, and the bands that playbooks give.

Rule: each part of the rule is worth the same. A part that could not be taken stands on neither side: where the sound
stood in the way the rule is unclear, where there was nothing to measure it does not apply.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from simulator.core.measures import HOUSE, Band, Measured, band_of, measure, told
from simulator.core.playbook import Measure, Playbook, Rule
from simulator.core.scorecard import Evidence, Finding, Verdict
from simulator.core.standing import Reading


def measured_rule(rule: Rule, call: Reading) -> Finding:
    """The verdict of a rule of the kind `measure`. Never raises."""
    parts = rule.measure or ()
    turns = [s.turn for s in call.said if rule.when.holds(s.standing) and not s.turn.discarded]
    if not turns or not parts:
        return Finding("not_applicable", "It did not come up on this call.")
    taken = [measure(part.what, turns, call.turns, band(part), call.untimed) for part in parts]
    firm = [m for m in taken if m.verdict]
    shaky = [m for m in taken if m.shaky]
    if not firm and shaky:
        return Finding("unclear", _left(shaky), evidence=_shown(shaky))
    if not firm:
        return Finding("not_applicable", _left(taken))
    worth = rule.points / len(parts)
    within = [m for m in firm if m.verdict == "within"]
    wrong = [m for m in firm if m.verdict != "within"]
    left = [m for m in taken if not m.verdict]
    why = " ".join([_sentence(map(_compared, firm)), *([_left(left)] if left else [])])
    missing = tuple(f"{m.what} {band_of(m.low, m.high)} {m.unit}" for m in wrong)
    verdict: Verdict = "missed" if wrong else "met"
    return Finding(verdict, why, worth * len(within), worth * len(firm), _shown(firm), missing)


def band(part: Measure) -> Band:
    """The band of one part of a rule."""
    return Band(part.at_least, part.at_most, part.source)


def cited(playbooks: Collection[Playbook]) -> dict[str, Band]:
    """The bands that a document gives: of each quantity the first whose source is more than our own target."""
    found: dict[str, Band] = {}
    for playbook in playbooks:
        for rule in playbook.rules:
            for part in rule.measure or ():
                if part.source != HOUSE:
                    found.setdefault(part.what, band(part))
    return found


def _shown(measured: Sequence[Measured]) -> tuple[Evidence, ...]:
    return tuple(Evidence(m.turn, m.at, measure=told(m)) for m in sorted(measured, key=lambda m: (m.turn, m.at)))


def _sentence(parts: Iterable[str]) -> str:
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}."


def _compared(m: Measured) -> str:
    return f"{m.what} {m.verdict} its band, {band_of(m.low, m.high)} {m.unit} ({m.source})"


def _left(measured: Sequence[Measured]) -> str:
    """What could not be taken, and why; the same reason once."""
    reasons: dict[str, list[str]] = {}
    for m in measured:
        reasons.setdefault(m.why, []).append(m.what)
    return " ".join(f"Not judged, {' and '.join(whats)}: {why}" for why, whats in reasons.items())
