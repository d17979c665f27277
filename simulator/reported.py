"""All that a report tells of a call, whatever it is written as.

Rule: data only. `report_file.py` gathers it, `report_html.py` and `report_text.py` write it down.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from simulator.core.acts import in_words
from simulator.core.disputes import NO_REVIEWS, Reviews
from simulator.core.measures import Measured
from simulator.core.playbook import Playbook
from simulator.core.scorecard import Disagreement, Scorecard, Verdict
from simulator.core.turns import Transcript, Turn

ORDER: tuple[Verdict, ...] = ("broken", "met", "missed", "unclear")
"""What to look at first comes first. Where nothing happened a line names the rules, unless somebody remarked on one."""


@dataclass(frozen=True, slots=True)
class Reported:
    """`title`: the scenario's, or the call's own name; `facts`: who, when, how hard, in words; `chosen`: the playbook
    that leads; `moves`: what moves are called; `written`: whether somebody wrote the call down, so that what the other
    party did was read from words, or from what the writer made of them."""

    id: str
    title: str
    facts: tuple[str, ...]
    transcript: Transcript
    cards: tuple[Scorecard, ...]
    disagreements: tuple[Disagreement, ...]
    playbooks: tuple[Playbook, ...]
    chosen: str = ""
    reviews: Reviews = NO_REVIEWS
    moves: Mapping[str, str] = field(default_factory=dict)
    measures: tuple[Measured, ...] = ()
    written: bool = False

    def read_as(self, turn: Turn) -> str:
        """What the other party's line was read as, where the call was written down: rules ask for it."""
        return ", ".join(in_words(act, self.moves) for act in turn.acts) if self.written else ""
