"""What was understood of a call, said back to the trainee: the time promised, the number digit by digit, the names.

Rule: nothing is repeated but what the record holds as understood, so that a trainee sees a wrong hearing at once. A
name that is nobody's is told apart from one that was taken for somebody's although it was heard otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from simulator.core.named_time import from_text, suits
from simulator.core.own_number import differs, digits
from simulator.core.promises import MOVE, Promise, promises, spoken_time, taken_back
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
    yield from _another_time(call, made[-1] if made else None)
    for words in dict.fromkeys(words for turn in said for words in turn.understood.impossible):
        yield f"There is no such time as “{words}”, so it was not understood."
    last = next((turn.understood for turn in reversed(said) if turn.understood.call_at or turn.understood.either), None)
    if last and last.either:
        named = " and ".join(spoken_time(datetime.fromisoformat(at)) for at in last.either)
        counts = "the first one counts" if last.call_at else "which of them you meant was never settled"
        yield f"You named two times, {named}; {counts}." if len(last.either) == 2 else f"You named {named}; {counts}."
    unclear = any(turn.made(MOVE) and not turn.understood.call_at for turn in said)
    unclear = unclear and not any(turn.understood.either or turn.understood.impossible for turn in said)
    if unclear and not (made or call.promised or taken_back(call)):
        if call.facts.now:
            yield "You promised to ring, but no day and no hour were understood."
        else:
            yield "You promised to ring; for when cannot be told, for nobody wrote down when this call was (`now`)."


def _another_time(call: Transcript, made: Promise | None) -> Iterator[str]:
    """Where the other party had named a time, and the promise is for another: both."""
    named = next((t for t in reversed(call.turns) if t.free and made and t.speaker == made.to), None)
    if named is None or made is None or made.turn < 0:
        return
    free = tuple(from_text(text) for text in named.free)
    if not suits(made.due, call.turns[made.turn].understood.roughly, free):
        said = "had said" if named.index < made.turn else "then said"
        yield f"{named.speaker} {said} {' or '.join(one.told for one in free)}; you said {spoken_time(made.due)}."


def _number(call: Transcript, said: list[Turn]) -> Iterator[str]:
    given = [turn.understood.phone for turn in said if turn.understood.phone]
    own = digits(call.names.get("phone"))
    if given:
        other = f" Yours is {spelt(own)}." if differs(given[-1], own) else ""
        yield f"Your number was understood as {spelt(given[-1])}.{other}"
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
    for own, posed in (("you", "false_names"), ("company", "false_firms")):
        given = dict.fromkeys(name for turn in said for heard in turn.utterances for name in getattr(heard, posed))
        slip = f"; your slip says {call.names[own]}" if call.names.get(own) else ""
        as_ = "You gave your name as" if own == "you" else "You said you were with"
        yield from (f"{as_} “{name}”{slip}." for name in given)
    wanted = call.names.get("prospect", "")
    for name in wrong:
        yield f"You said “{name}”, and nobody here is called that{f'; you wanted {wanted}' if wanted else ''}."
