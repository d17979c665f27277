"""A transcript and a playbook make a scorecard: judgments with evidence, what one could have said, totals.

Rule: no point without evidence; same transcript and same playbook, same scorecard, byte for byte.

The total of an author, 0 to 100:

    100 x (points earned - points lost) / points that the applicable rules offer, halves rounded up

- A rule that did not come up, and what could not be told for certain, stands on neither side.
- `avoid` offers nothing: keeping quiet earns nothing. Broken, it costs what the playbook says, once.
- Where nothing is on offer the author "says nothing on such a call" (None), and "too little" where it is less than a
  sixteenth of what all their rules offer: one small rule that happens to be met makes no 100. Once a rule is broken
  that the author said, or that follows, it is 0. Our own advice beside a document (`house`) speaks for no author, so
  broken alone it is None still.
- Nothing is earned twice: a part of a rule pays once, however often it is said.
- A part-way answer earns its part: the rule is then missed, with what is wanting.
- Whatever was lost, a tenth stays of what the author's own rules gave (said, follows): a poor call that did something
  well stands above one that did nothing. Who earned nothing has 0.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from simulator.core.judging import judge
from simulator.core.playbook import Playbook, Rule, Stand
from simulator.core.scorecard import (
    Basis,
    Disagreement,
    Evidence,
    Judgment,
    Kind,
    Position,
    Scorecard,
    Verdict,
    net_of,
)
from simulator.core.standing import Reading
from simulator.core.turns import Transcript

LEAST = 1 / 16
"""Of all that an author's rules offer: what a call has to put at stake for a total. Chosen on 250 calls that readers of
the documents marked (docs/evidence.md)."""

__all__ = [
    "Basis",
    "Disagreement",
    "Evidence",
    "Judgment",
    "Kind",
    "Position",
    "Scorecard",
    "Verdict",
    "disagreements",
    "overall",
    "score",
    "score_all",
    "total_of",
]


def score(transcript: Transcript, playbook: Playbook) -> Scorecard:
    """One author's scorecard of the call. Judges any transcript; never raises."""
    return _score(Reading(transcript), playbook)


def score_all(transcript: Transcript, playbooks: Iterable[Playbook]) -> tuple[Scorecard, ...]:
    """The scorecards of several authors, in the order of the playbooks."""
    call = Reading(transcript)
    return tuple(_score(call, p) for p in playbooks)


def overall(scorecards: Iterable[Scorecard]) -> int | None:
    """The mean total of the authors who speak to the call; None where nobody does."""
    totals = [s.total for s in scorecards if s.total is not None]
    return math.floor(sum(totals) / len(totals) + 0.5) if totals else None


def _score(call: Reading, playbook: Playbook) -> Scorecard:
    judgments = tuple(judge(rule, playbook, call) for rule in playbook.rules)
    total = total_of(((j.points, j.of, j.basis) for j in judgments), playbook.offers)
    return Scorecard(playbook.id, playbook.author, playbook.document, total, judgments)


def total_of(judged: Iterable[tuple[float, float, Basis]], in_all: float = 0.0) -> int | None:
    """The total of an author's judgments, each as the points earned, those on offer, and the rule's basis. `in_all`:
    what all rules of the author offer together."""
    rows = list(judged)
    offered = math.fsum(of for _, of, _ in rows)
    if offered and offered >= LEAST * in_all:
        return math.floor(100 * net_of(rows) / offered + 0.5)
    return 0 if any(points < 0 and basis != "house" for points, _, basis in rows) else None


# -- where authors disagree --------------------------------------------------------------------------------------------


def disagreements(
    transcript: Transcript, playbooks: Sequence[Playbook], scorecards: Sequence[Scorecard]
) -> tuple[Disagreement, ...]:
    """The questions of this call on which the trainee followed one author and so went against another, in the order
    of the playbooks. A question that the call did not raise is left out."""
    call = Reading(transcript)
    judged = {j.rule: j for card in scorecards for j in card.judgments}
    taken: dict[str, list[tuple[Position, int]]] = {}
    for playbook in playbooks:
        for rule, stand in _stands(playbook):
            judgment = judged.get(rule.id)
            followed = _followed(stand, rule, judgment, call) if judgment else None
            if judgment and followed is not None:
                why = stand.because or rule.because
                position = Position(playbook.id, playbook.author, rule.id, stand.stance, followed, why)
                at = judgment.evidence[0].at if judgment.evidence else 0
                taken.setdefault(stand.question, []).append((position, at))
    return tuple(
        Disagreement(question, tuple(p for p, _ in sides), max(at for _, at in sides))
        for question, sides in taken.items()
        if len({p.followed for p, _ in sides}) == 2 and len({p.playbook for p, _ in sides}) > 1
    )


def _stands(playbook: Playbook) -> Iterator[tuple[Rule, Stand]]:
    return ((rule, stand) for rule in playbook.rules for stand in rule.disagrees)


def _followed(stand: Stand, rule: Rule, judgment: Judgment, call: Reading) -> bool | None:
    """Whether the trainee did as the author would; None where the question did not come up, or cannot be told."""
    shown = {name for e in judgment.evidence for name in (e.action, e.move)}
    if judgment.verdict in ("not_applicable", "unclear") or not stand.when.holds(call.end):
        return None
    if stand.act and shown.isdisjoint(stand.act):
        return None
    if stand.by or stand.without:
        made = {m.move for s in call.said if rule.when.holds(s.standing) for m in s.turn.moves if m.sure}
        return made.isdisjoint(stand.without) and not (stand.by and made.isdisjoint(stand.by))
    if rule.choose:  # what was done counts here, also where it was done badly
        return any(rule.choose.get(name, 0.0) > 0 for name in shown)
    return judgment.points > 0 or judgment.verdict == "avoided"
