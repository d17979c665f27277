"""The caller's own call-back number, and whether another one was given for it.

Rule: a number is told to be another only where both are known and the digits were surely heard. A number with fewer
digits than one's own may have lost some on the line; one without its area code is one's own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from simulator.core.turns import Turn

MOVE = "leave_number"
HEARD = 0.8
"""How sure the recogniser must be of the words before their digits are held against anybody; our own choice."""


def digits(number: str | None) -> str:
    """The digits of a telephone number, however it is written."""
    return re.sub(r"\D", "", number or "")


def differs(given: str | None, own: str | None) -> bool:
    """Whether it is another number; False where one of the two is not known."""
    one, two = digits(given), digits(own)
    return bool(one and two) and not (one.endswith(two) or two.endswith(one))


def gave_another(turn: Turn, names: Mapping[str, str]) -> bool:
    """Whether the turn surely gave a number, and not the caller's own (`phone` of the names)."""
    given, own = digits(turn.understood.phone), digits(names.get("phone"))
    sure = all(u.typed or u.confidence >= HEARD for u in turn.utterances if u.understood.phone)
    return turn.made(MOVE) is not None and len(given) >= len(own) and sure and differs(given, own)
