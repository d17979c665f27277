"""What the settings and the first steps ask of the house: its sound devices, and the calls that are kept.

Rule: a screen asks for plain values and shows them; whoever joins the rooms knows devices and folders.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept on this disk: the folder, how many calls, their size in bytes, what went wrong in looking, how many
    bytes of sound, and how many answers of drills."""

    folder: str
    calls: int = 0
    size: int = 0
    wrong: str = ""
    sound: int = 0
    answers: int = 0


class House(Protocol):
    """The machine and the folders of the game. No method raises: what went wrong is told in one sentence."""

    @property
    def microphones(self) -> Sequence[str]:
        """The names of the microphones that are connected."""
        ...

    @property
    def loudspeakers(self) -> Sequence[str]:
        """The names of the loudspeakers that are connected."""
        ...

    def ready_sound(self) -> None:
        """The loudspeaker is opened, with somebody to be heard; to be asked before the sound check listens."""
        ...

    def tell(self, text: str) -> None:
        """Read a text aloud, in place of the one before."""
        ...

    def kept(self) -> Kept:
        """What is kept now."""
        ...

    def open_folder(self) -> str:
        """Show the folder of calls as this system shows folders; "" or what went wrong."""
        ...

    def delete_calls(self) -> str:
        """Delete every call that is over, and the answers of drills, for good; what was done, in one sentence."""
        ...


def size_in_words(size: int) -> str:
    """Bytes as people count them."""
    if size < 1000:
        return f"{size} bytes"
    return f"{size / 1000:.0f} KB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"
