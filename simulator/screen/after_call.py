"""What lies beside the record of a call that is over, as its scorecard needs it: its sound, what was remarked on its
judgments, and the page that can be saved of it.

Rule: a screen asks for plain values and shows them. No method raises: what went wrong is told in one sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

Claim = Literal["said", "not_meant"]
Form = Literal["page", "text"]


class Sound(Protocol):
    """The sound of a call. `why_not`: why there is none to be heard, "" where there is; `typed`: the call was, so there
    never was any; `at`: the moment of the call that is heard now, in ms, None while nothing is; `paused`: it is held
    there."""

    @property
    def why_not(self) -> str: ...
    @property
    def typed(self) -> bool: ...
    @property
    def at(self) -> float | None: ...
    @property
    def paused(self) -> bool: ...

    def silent(self, at: float) -> str:
        """Why that moment of the call cannot be heard although others can; "" where it can."""
        ...

    def play(self, from_ms: float) -> str:
        """From that moment of the call on, or the next that has sound; "" or what went wrong."""
        ...

    def pause(self) -> None:
        """Hold it, or let it go on."""
        ...

    def stop(self) -> None:
        """Silence."""
        ...


class AfterCall(Protocol):
    """The call on disk. A rule is named by its id."""

    @property
    def sound(self) -> Sound: ...

    def remarks(self, rule: str) -> Sequence[str]:
        """What was remarked on a rule's judgment, the oldest first: each with who and when."""
        ...

    def is_open(self, rule: str) -> bool:
        """Whether a dispute of the rule waits for the trainer."""
        ...

    def ruled(self, playbook: str) -> str:
        """An author's total with the trainer's rulings, in words; "" where none was overruled."""
        ...

    def dispute(self, rule: str, claim: Claim, note: str) -> str:
        """Keep a dispute beside the record; "" or what went wrong."""
        ...

    def take_back(self, rule: str) -> str:
        """Take the open dispute back; "" or what went wrong."""
        ...

    def save(self, form: Form) -> tuple[str, str]:
        """Write the scorecard to a file of its own: where it is, and what went wrong; one of them is empty."""
        ...

    def text(self) -> str:
        """The scorecard as plain text."""
        ...
