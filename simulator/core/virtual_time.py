"""A call in virtual time: a clock that is a number, a mouth that says each line as long as it would take, timers.

Rule: what the trainee does is handed in; the rest happens by itself, in the order in which it is due. Nothing waits, so
a call of five minutes takes some milliseconds, and the same steps give the same events on every machine.
"""

from __future__ import annotations

from simulator.core.call import Call
from simulator.core.events import (
    CancelTimer,
    Effect,
    Event,
    LineCut,
    LineFinished,
    Say,
    SetTimer,
    StopSpeaking,
    TimerFired,
)

MS_A_CHAR = 62  # speech at about 165 words a minute
MS_A_LINE = 250
_LINE = "line"  # among what is due: the end of the line being said
_MOST_EVENTS = 200  # in which a call comes to rest: far more than any scenario needs, lest one that never does hang us


def line_ms(text: str) -> int:
    """How long a line takes to say."""
    return MS_A_LINE + MS_A_CHAR * len(text)


class VirtualTime:
    """`now`: ms since the call began; `events` and `effects`: those that happened here; `line`: the one being said,
    since `line_began`."""

    def __init__(self, call: Call) -> None:
        self.call, self.now = call, call.at
        self.events: list[Event] = []
        self.effects: list[Effect] = []
        self.line: Say | None = None
        self.line_began = 0
        self._due: dict[str, int] = {}

    @property
    def is_quiet(self) -> bool:
        """The callee is silent and the trainee has the floor."""
        return self.line is None and not set(self._due) - {"silence", "longest"}

    def happen(self, event: Event) -> None:
        """This happens, and what the call asks for is done."""
        self.events.append(event)
        self.now = event.at
        effects = self.call.handle(event)
        self.effects += effects
        for effect in effects:
            self.perform(effect)

    def perform(self, effect: Effect) -> None:
        """Begin a line or a timer, or end it."""
        match effect:
            case Say():
                self.line, self.line_began = effect, self.now
                self._due[_LINE] = self.now + line_ms(effect.text)
            case StopSpeaking() if self.line is not None:
                line, self.line = self.line, None
                self._due.pop(_LINE, None)
                heard = min(len(line.text), max(0, self.now - self.line_began) // MS_A_CHAR)
                self.happen(LineCut(self.now, heard, line.line))
            case SetTimer(name, ms):
                self._due[name] = self.now + ms
            case CancelTimer(name):
                self._due.pop(name, None)

    def next_event(self) -> bool:
        """Time runs on to whatever comes next by itself. False where nothing will."""
        if not self._due or self.call.is_over:
            return False
        name = min(self._due, key=lambda n: (self._due[n], n))
        self.now = max(self.now, self._due.pop(name))
        if name == _LINE and self.line is not None:
            number, self.line = self.line.line, None
            self.happen(LineFinished(self.now, number))
        else:
            self.happen(TimerFired(self.now, name))
        return True

    def run_to(self, at: int) -> None:
        """Everything that is due by then happens; then it is that time."""
        while self._due and min(self._due.values()) <= at and self.next_event():
            pass
        self.now = max(self.now, at)

    def wait(self, ms: int) -> None:
        """So long nobody does anything."""
        self.run_to(self.now + ms)

    def settle(self) -> None:
        """Until it is quiet, or nothing more will happen by itself."""
        for _ in range(_MOST_EVENTS):
            if self.is_quiet or not self.next_event():
                return
