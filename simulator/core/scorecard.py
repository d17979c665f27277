"""What judging gives: judgments with their evidence, a scorecard an author, and where authors disagree.

Rule: no point without evidence. A judgment that is met, broken or unclear cannot be built without the words or the
action that show it.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

Verdict = Literal["met", "missed", "avoided", "broken", "unclear", "not_applicable"]
Mark = Literal["met", "missed", "avoided", "broken", "unclear", "not_applicable", "partly"]
"""How a judgment is shown: as its verdict, or as missed only partly."""
Basis = Literal["said", "follows", "house"]
Kind = Literal["do", "avoid", "choose", "measure", "order", "keep"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What shows a verdict. Words: the turn, the span `start:end` of its text, the quote. An action: `action`, after
    `turn`. `at`: the moment, in ms since the call began. `move`: the move that the words make. `promise`: what was
    promised in an earlier call, its time and its words; the action is then the call that was to keep it.
    `measure`: the quantity that was taken there, and its value."""

    turn: int
    at: int
    quote: str = ""
    start: int = 0
    end: int = 0
    move: str = ""
    action: str = ""
    promise: str = ""
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: the fields of a judgment that depend on the call."""

    verdict: Verdict
    why: str
    points: float = 0.0
    of: float = 0.0
    evidence: tuple[Evidence, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgment:
    """What one rule says of one call. `title` is short ("Asked for help"), `because` the rule in our words, `instead`
    what one could have said here, names filled in. `points` earned (negative when broken) of `of` on offer."""

    rule: str
    kind: Kind
    basis: Basis
    verdict: Verdict
    title: str
    because: str
    author: str
    document: str
    passage: str = ""
    points: float = 0.0
    of: float = 0.0
    evidence: tuple[Evidence, ...] = ()
    missing: tuple[str, ...] = ()
    instead: str = ""
    why: str = ""

    def __post_init__(self) -> None:
        if self.verdict in ("met", "broken", "unclear") and not self.evidence:
            raise ValueError(f"{self.rule}: {self.verdict} needs evidence")

    @property
    def partly(self) -> bool:
        """Missed, but a part was done and earned its points."""
        return self.verdict == "missed" and self.points > 0

    @property
    def mark(self) -> Mark:
        """The mark and the word that it is shown by."""
        return "partly" if self.partly else self.verdict


SILENT = "says nothing on such a call"
TOO_LITTLE = "says too little on such a call"
NO_TOTAL = "gives no total on such a call"
"""For either of the two, where only totals are at hand."""
STAYS = 0.1
"""Of what the author's own rules gave: what stays whatever was broken, so that who did something well stands above who
did nothing."""


def net_of(judged: Collection[tuple[float, float, Basis]]) -> float:
    """The points that are left of judgments, each as its points, those on offer and the rule's basis: earned less lost,
    not below a tenth of what the author's own rules gave (`house` rules are ours)."""
    own = math.fsum(points for points, _, basis in judged if points > 0 and basis != "house")
    return max(STAYS * own, math.fsum(points for points, _, _ in judged))


@dataclass(frozen=True, slots=True)
class Scorecard:
    """One author's view of one call. `total` 0 to 100, or None where the author says nothing on such a call, or too
    little for a total."""

    playbook: str
    author: str
    document: str
    total: int | None
    judgments: tuple[Judgment, ...]

    @property
    def speaks(self) -> bool:
        """Whether the author has anything to say on such a call, be it too little for a total."""
        return self.total is not None or any(j.of or j.points for j in self.judgments)

    @property
    def silence(self) -> str:
        """Why there is no total, as it follows on the author's name; "" where there is one."""
        return "" if self.total is not None else TOO_LITTLE if self.speaks else SILENT

    @property
    def reckoning(self) -> str:
        """Where the total comes from, in points: "17 of 25 points: 25 earned, 8 taken off"; "" where nothing was at
        stake."""
        if self.total is None:
            stake = math.fsum(j.of for j in self.judgments)
            return f"Only {_plain(stake)} points were at stake, too few for a total" if stake else ""
        earned = math.fsum(j.points for j in self.judgments if j.points > 0)
        lost = -math.fsum(j.points for j in self.judgments if j.points < 0)
        offered = math.fsum(j.of for j in self.judgments)
        if not offered:
            return f"No points were on offer, {_plain(lost)} taken off" if lost else ""
        left = net_of([(j.points, j.of, j.basis) for j in self.judgments])
        net = f"{_plain(left)} of {_plain(offered)} points"
        stays = ", but a tenth stays" if left > max(0.0, earned - lost) else ""
        return f"{net}: {_plain(earned)} earned, {_plain(lost)} taken off{stays}" if lost else net


def _plain(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


@dataclass(frozen=True, slots=True)
class Position:
    """Where one author stands on a question of this call: `stance` in our words, whether the trainee did so, and
    `because`, the author's reason."""

    playbook: str
    author: str
    rule: str
    stance: str
    followed: bool
    because: str = ""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """An act of this call that two authors judge oppositely."""

    question: str
    positions: tuple[Position, ...]
    at: int = 0
