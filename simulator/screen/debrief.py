"""A call that is over and judged, as the screens after it see it.

Rule: read only; whoever judged the call gives it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from simulator.core.levels import LEVEL_MS
from simulator.core.measures import Measured
from simulator.core.scorecard import Disagreement, Scorecard
from simulator.core.turns import Transcript
from simulator.screen.after_call import AfterCall
from simulator.screen.ribbon import Levels


class Debrief(Protocol):
    """A call that is over, judged. `record`: where it lies, if anywhere; `marked_unsaved`: a plain sentence where it
    could not be kept, or ""; `can_retry`: the turns at which it can be taken up again, with the ms at which it
    then goes on; `retry`: what it is a second try of, in words, or ""; `fork`: the ms at which it parts from
    that; `tries`: how many calls come from the same first one, it among them."""

    @property
    def title(self) -> str: ...
    @property
    def difficulty(self) -> str: ...
    @property
    def transcript(self) -> Transcript: ...
    @property
    def scorecards(self) -> Mapping[str, Scorecard]: ...
    @property
    def disagreements(self) -> Sequence[Disagreement]: ...
    @property
    def levels(self) -> Levels: ...
    @property
    def marked_unsaved(self) -> str: ...
    @property
    def measures(self) -> Sequence[Measured]: ...
    @property
    def record(self) -> Path | None: ...
    @property
    def can_retry(self) -> Mapping[int, int]: ...
    @property
    def retry(self) -> str: ...
    @property
    def fork(self) -> int: ...
    @property
    def tries(self) -> int: ...
    @property
    def file(self) -> AfterCall | None: ...


def length(debrief: Debrief) -> int:
    """How long the call was, in ms."""
    turns, actions = debrief.transcript.turns, debrief.transcript.actions
    ends = [t.end for t in turns] + [a.at for a in actions]
    return max([*ends, LEVEL_MS * max(len(debrief.levels.you), len(debrief.levels.them)), 1000])
