"""What was understood of a call, said back to the trainee: the time promised, the number digit by digit, the names.

Rule: nothing is repeated but what the record holds as understood, so that a trainee sees a wrong hearing at once. A
name that is nobody's is told apart from one that was taken for somebody's although it was heard otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from simulator.core.promises import MOVE, promises, spoken_time, taken_back
from simulator.core.turns import Transcript, Turn


def said_back(call: Transcript) -> tuple[str, ...]:
    """One sentence for each thing that was understood, or should have been: times, the call-back number, names."""
    said = [t for t in call.turns if t.who == "trainee" and not t.discarded]
    return (*_times(call, said), *_number(call, said), *_names(call, said))


def spelt(digits: str) -> str:
    """A telephone number digit by digit, in groups as they are written: `5 5 5  0 1 4 2`."""
    cuts = {7: (3, 4), 10: (3, 3, 4), 11: (1, 3, 3, 4)}.get(len(digits), (len(digits),))
    starts = [sum(cuts[:i]) for i in range(len(cuts))]
    return "  ".join(" ".join(digits[start : start + size]) for start, size in zip(starts, cuts, strict=True))


def _times(call: Transcript, said: list[Turn]) -> Iterator[str]:
    made = promises(call)
    for back in taken_back(call)[-1:]:
        yield f"You had promised to ring {spoken_time(back.due)}, and took it back."
    if made:
        to = f" {made[-1].to}" if made[-1].to else ""
        yield f"You promised{to} to ring {spoken_time(made[-1].due)}."
    elif call.promised and not taken_back(call):
        yield f"You promised to ring {spoken_time(datetime.fromisoformat(call.promised))}."
    unclear = any(turn.made(MOVE) and not turn.understood.call_at for turn in said)
    if unclear and not (made or call.promised or taken_back(call)):
        yield "You promised to ring, but no day and no hour were understood."


def _number(call: Transcript, said: list[Turn]) -> Iterator[str]:
    given = [turn.understood.phone for turn in said if turn.understood.phone]
    own = re.sub(r"\D", "", call.names.get("phone", ""))
    if given:
        differs = (
            f" Yours is {spelt(own)}." if own and not own.endswith(given[-1]) and not given[-1].endswith(own) else ""
        )
        yield f"Your number was understood as {spelt(given[-1])}.{differs}"
    elif any(turn.made("leave_number") for turn in said):
        yield "You left a number, but its digits were not understood."


def _names(call: Transcript, said: list[Turn]) -> Iterator[str]:
    named = list(dict.fromkeys(name for turn in said for name in turn.understood.names))
    if named:
        yield f"You named {', '.join(named)}."
    text = " ".join(turn.text for turn in said).lower()
    misheard = [name for name in named if not any(part in text for part in re.findall(r"\w{3,}", name.lower()))]
    if misheard:
        yield f"Heard otherwise, but taken for these names: {', '.join(misheard)}."
    wrong = list(dict.fromkeys(name for turn in said for heard in turn.utterances for name in heard.wrong_names))
    wanted = call.names.get("prospect", "")
    for name in wrong:
        yield f"You said “{name}”, and nobody here is called that{f'; you wanted {wanted}' if wanted else ''}."
