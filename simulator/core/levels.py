"""How loud both sides of a call were, for the ribbon: while it runs, and in its record.

Rule: one value every 170 ms, and the loudest of a slot counts. In a record they are one line behind the events, two
hex digits a value: numbers, of which no sound and no word can be made again. They judge nothing, so a line of levels
that cannot be read costs the call no more than its ribbon.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field

LEVEL_MS = 170
MARK = 0.4
MARK_SLOTS = 3
"""Words that were typed make no sound: where they were sent, so many slots are so loud, that one sees them."""
LEVELS = '{"levels"'
"""What the line of a record begins with that holds them."""


@dataclass(slots=True)
class Levels:
    """Loudness 0 to 1, one value every 170 ms since the call began; both lists only grow while it runs."""

    you: list[float] = field(default_factory=list)
    them: list[float] = field(default_factory=list)

    def fill(self, until_ms: int) -> None:
        """Silence up to now, so that both are as long as the call."""
        for side in (self.you, self.them):
            side.extend([0.0] * (until_ms // LEVEL_MS + 1 - len(side)))

    def end(self, at_ms: int) -> None:
        """The call was over then: what came after it is none of it."""
        for side in (self.you, self.them):
            del side[max(0, at_ms // LEVEL_MS + 1) :]

    def mark(self, side: list[float], at_ms: int) -> None:
        """Words without a sound: a mark that ends at that moment."""
        self.fill(at_ms)
        last = max(0, at_ms // LEVEL_MS)
        for slot in range(max(0, last + 1 - MARK_SLOTS), last + 1):
            side[slot] = max(side[slot], MARK)

    @staticmethod
    def put(side: list[float], at_ms: int, value: float) -> None:
        """A loudness at its moment; the loudest of a slot counts."""
        slot = max(0, at_ms // LEVEL_MS)
        if slot < len(side):
            side[slot] = max(side[slot], loudness(value))


def loudness(rms: float) -> float:
    """How loud a sound of that RMS (0 to 1) seems, 0 to 1: -50 dBFS is silence, -10 dBFS as loud as it gets."""
    return min(1.0, max(0.0, (20 * math.log10(max(rms, 1e-6)) + 50) / 40))


def levels_line(levels: Levels) -> str:
    """The line of a record that holds them, without its newline: 00 is silence, ff as loud as it gets."""
    sides = {"you": levels.you, "them": levels.them}
    packed = {side: bytes(round(255 * v) for v in values).hex() for side, values in sides.items()}
    return json.dumps({"levels": packed | {"every_ms": LEVEL_MS}})


def read_levels(line: str) -> Levels:
    """What such a line holds; nothing where there is none, or it cannot be read."""
    try:
        found = json.loads(line)["levels"]
        sides = [[byte / 255 for byte in bytes.fromhex(found[side])] for side in ("you", "them")]
    except (ValueError, KeyError, TypeError, RecursionError):
        return Levels()
    return Levels(*sides) if found.get("every_ms") == LEVEL_MS else Levels()
