"""A running call as the screen sees it, and how its state is told in words.

Rule: everything here is read; the methods ask the line to do something, and what then happens is the call's affair.
"""

from __future__ import annotations

from typing import Protocol

from simulator.core.call import Call
from simulator.core.state import Phase
from simulator.core.tips import Tip
from simulator.core.turns import YOU, Caption
from simulator.screen.ribbon import Levels


class OpenLine(Protocol):
    """A running call. `now`: ms since it began; `levels`: of both sides; `level`: the trainee's, now; `listening`: the
    trainee has the floor; `scene`: what is heard behind the callee; `notice`: one plain sentence, or ""; `typing`: told
    by the screen, since whoever types is not silent; `tips`: told too, whether they are wanted; `tip`: the one that
    stands now."""

    typing: bool
    tips: bool

    @property
    def call(self) -> Call: ...
    @property
    def now(self) -> int: ...
    @property
    def levels(self) -> Levels: ...
    @property
    def level(self) -> float: ...
    @property
    def listening(self) -> bool: ...
    @property
    def tip(self) -> Tip | None: ...
    @property
    def muted(self) -> bool: ...
    @property
    def scene(self) -> str | None: ...
    @property
    def notice(self) -> str: ...

    def step(self) -> None:
        """Let what is due happen; called once a frame."""
        ...

    def caption(self) -> Caption | None:
        """What is being said now; None in silence."""
        ...

    def press(self, key: str) -> None:
        """A key of the telephone."""
        ...

    def say(self, text: str) -> None:
        """What the trainee typed."""
        ...

    def be_silent(self) -> None:
        """Let a silence be noticed now."""
        ...

    def hang_up(self) -> None:
        """Hang up."""
        ...

    def mute(self, muted: bool) -> None:
        """Deaf to the trainee, or not."""
        ...

    def break_in(self) -> None:
        """Take the floor while the other side speaks."""
        ...


LAMPS: dict[Phase, str] = {
    Phase.DIALLING: "Dialling",
    Phase.RINGING: "Ringing",
    Phase.BUSY: "Busy",
    Phase.NO_ANSWER: "No answer",
    Phase.MENU: "Menu",
    Phase.GREETING: "Voicemail",
    Phase.BEEP: "Beep",
    Phase.RECORDING: "Recording",
    Phase.TALKING: "Connected",
    Phase.HOLDING: "On hold",
    Phase.TRANSFERRING: "Transfer",
    Phase.ENDED: "Ended",
}
_WAYS: dict[str, tuple[str, ...]] = {
    "voicemail": ("Dialling", "Ringing", "Voicemail", "Beep", "Recording"),
    "": ("Dialling", "Ringing", "Connected", "Ended"),
}
SOUNDS: dict[Phase, str] = {
    Phase.DIALLING: "[dial tone]",
    Phase.RINGING: "[ringing]",
    Phase.BUSY: "[busy tone]",
    Phase.NO_ANSWER: "Nobody answers.",
    Phase.BEEP: "[beep]",
    Phase.HOLDING: "[hold music]",
    Phase.TRANSFERRING: "[being put through]",
}
MOST_LAMPS = 6


def lamps(situation: str, passed: list[str]) -> list[str]:
    """The labels of the lamps: the usual way of such a call as long as it goes that way, else the way it went."""
    way = _WAYS.get(situation, _WAYS[""])
    usual = [label for label in way if label in passed] == passed
    return [*way] if usual else passed[-MOST_LAMPS:]


def speaker(line: OpenLine) -> str:
    """Who of the other party speaks now; "" for nobody."""
    said = line.caption()
    return said.who if said and said.who != YOU and line.call.state.speaking is not None else ""
