"""What the window asks of the game: calls to make, calls that are over, and who judges them.

Rule: only what a journey needs stands here, as plain values and acts; whoever knows files and devices gives them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from simulator.core.events import Action
from simulator.core.tips import Tip
from simulator.screen.briefing import Briefing
from simulator.screen.compare import Comparison
from simulator.screen.debrief import Debrief
from simulator.screen.house import House
from simulator.screen.offers import Shelf
from simulator.screen.open_drill import OpenDrill
from simulator.screen.open_line import OpenLine
from simulator.screen.progress import OldCalls
from simulator.screen.stage import Settings

OpenCall = Callable[[str, str, Action | None, bool, str, Tip | None], OpenLine]
"""Opens a call: scenario id, difficulty, what was chosen about the number, typed, the way it begins, the tip that was
shown before it. Raises CannotOpen."""
Judge = Callable[[OpenLine], Debrief]
"""Judges a call that is over."""


class CannotOpen(Exception):
    """A briefing, a call or a record that cannot be opened; its text is shown as it stands: what, where, what to do."""


@dataclass(frozen=True, slots=True)
class CutShort:
    """A call that a crash or a power cut ended: what it was, in one phrase, and how it is opened or left alone."""

    what: str
    open: Callable[[], Debrief]
    leave: Callable[[], None]


class CallsOver(Protocol):
    """The calls on record."""

    @property
    def cut_short(self) -> CutShort | None: ...
    @property
    def history(self) -> OldCalls: ...

    def read_history(self) -> None:
        """Read the calls on record, behind the window's back."""
        ...

    def old_call(self, record: str) -> Debrief:
        """A call on record, judged. Raises CannotOpen."""
        ...

    def compared(self, record: Path, left: str = "", right: str = "") -> Comparison:
        """The tries of a call on record: two that are named, or it and the one it comes from. Raises CannotOpen."""
        ...

    def two_calls(self, one: str, other: str) -> Comparison:
        """Any two calls of one scenario on record, by their names. Raises CannotOpen."""
        ...


class Game(Shelf, Protocol):
    """All that the window needs to know of the game."""

    @property
    def settings(self) -> Settings: ...
    @property
    def house(self) -> House: ...
    @property
    def over(self) -> CallsOver: ...

    def change(self, **fields: object) -> Settings:
        """Change and keep settings."""
        ...

    def brief(self, scenario_id: str, difficulty: str) -> Briefing:
        """What the trainee is told. Raises CannotOpen."""
        ...

    def open_drill(self) -> OpenDrill:
        """Today's drill begins, from where it was left. Raises CannotOpen."""
        ...

    def take_up(self, record: Path, turn: int, typed: bool) -> OpenLine:
        """A second try of a call on record begins at one of its turns. Raises CannotOpen."""
        ...

    def device_removed(self, which: int, capture: bool) -> None:
        """A sound device was unplugged: SDL's number of it, and whether it was a microphone."""
        ...
