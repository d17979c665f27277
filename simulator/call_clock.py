"""The clock of a running call: milliseconds since it began, by which everything in its record is dated.

Rule: it may stand still, and only an untimed call lets it: what happens at a moment in which it stood is dated by the
moment at which it stopped. Moments before that keep their date, so the words of an utterance stay where they were.
"""

from __future__ import annotations

from collections.abc import Callable

from simulator.core.call import Call

GRACE_S = 1.0
"""How long a silence of the trainee lasts at most by the clock of an untimed call: enough to see that it was one."""
LEAD_S = 0.5
"""How long a voice is heard before it is taken for one, at most; its first word keeps its own moment."""
PATIENT = frozenset({"silence", "longest"})
"""What an untimed call never does by itself: it notices no silence, and its tape does not run out."""


class CallClock:
    """`now` comes from the wall's clock, in seconds; what is given out is the call's, in milliseconds. `shows`: what it
    shows at first, where a call is taken up again."""

    def __init__(self, now: Callable[[], float], shows: int = 0) -> None:
        self._now, self._began = now, now() - shows / 1000
        self._stops: list[tuple[float, float]] = []  # when it stood, in seconds by the wall
        self._stopped: float | None = None
        self._quiet: float | None = None

    @property
    def now(self) -> int:
        """Milliseconds since the call began."""
        return self.at(self._now())

    def at(self, moment: float) -> int:
        """What it showed at a moment of the wall's clock."""
        stood = sum(min(moment, end) - start for start, end in self._stops if start < moment)
        if self._stopped is not None:
            stood += max(0.0, moment - self._stopped)
        return round((moment - self._began - stood) * 1000)

    def wait(self, thinking: bool) -> None:
        """Look, once a frame at least: while the trainee is thinking, it stands still after a moment of grace."""
        now = self._now()
        if not thinking:
            self.go(now)
        elif self._quiet is None:
            self._quiet = now
        elif self._stopped is None and now - self._quiet >= GRACE_S:
            self._stopped = self._quiet + GRACE_S

    def go(self, moment: float) -> None:
        """It goes on from a moment of the wall's clock, or from where it stopped, whichever is later."""
        if self._stopped is not None:
            self._stops.append((self._stopped, max(self._stopped, moment)))
        self._stopped = self._quiet = None


def thinking(call: Call, spoken: bool) -> bool:
    """Whether an untimed call waits for the trainee now. `spoken`: by voice; who types, thinks until it is sent."""
    return call.untimed and call.awaits_trainee and not (spoken and call.state.trainee_speaks)
