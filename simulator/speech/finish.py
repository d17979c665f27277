"""How finished a turn sounds, from its words alone."""

from __future__ import annotations

import re

from simulator.speech.endpointing import Finish

_HANGING = (
    " um uh er erm hmm and or but so because if that the a an to of for with from at on in is was my your his her our"
    " their this it's i'm we he she they i you number which who whether when about would could like just "
)


def finish_of(text: str) -> Finish:
    """How finished these words sound."""
    words = re.findall(r"[a-z0-9']+", text.lower())
    if not words:
        return Finish.UNSURE
    if f" {words[-1]} " in _HANGING:
        return Finish.GOING_ON
    return Finish.DONE if text.rstrip()[-1] in ".?!" else Finish.UNSURE
