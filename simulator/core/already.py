"""What a tip need not ask any more, and whom it need not thank yet.

Rule: cautious both ways. Only what the desk itself has told, on this call, is not to be asked again: where somebody is,
or when they can be had. Only who has answered at least once has earned thanks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from simulator.core.acts import acts_in
from simulator.core.turns import Turn

DESK = frozenset({"receptionist", "assistant", "coworker"})
WHERE = frozenset({"ask_whereabouts", "offer_options"})
ASKING = WHERE | {"ask_availability"}
"""Moves of the trainee that ask a desk about somebody; the first ones ask where they are."""
_PLACE = re.compile(
    r"(?:'s|\bis|\bare|'re) (?:just |still |gone )?(?:at|to|on (?:a|an|his|her|their)) (?:\w+ )?(?:lunch|break)\b"
    r"|(?:'s|\bis) (?:just )?(?:not (?:in|here|at)|out|away)\b|\bisn't (?:at|in|here)\b"
    r"|\bmissed (?:her|him|them)\b",
    re.IGNORECASE,
)


def told(turns: Iterable[Turn]) -> frozenset[str]:
    """The moves that would ask a desk what it has told on this call."""
    out: frozenset[str] = frozenset()
    for turn in turns:
        if turn.who != "other" or turn.with_ not in DESK:
            continue
        acts = {*turn.acts, *acts_in(turn.text, turn.with_)}
        if "said_available_at" in acts:
            return ASKING
        sentences = re.findall(r"[^.!?]+(?:[.!]|$)", turn.text.replace("\u2019", "'"))
        if acts & {"said_in_meeting", "said_away"} or any(map(_PLACE.search, sentences)):
            out = WHERE
    return out


def is_new(turns: Iterable[Turn]) -> bool:
    """Whether whoever has the line has not answered the trainee yet, apart from how they picked up."""
    speaker, answers, said = "", 0, False
    for turn in turns:
        if turn.who == "trainee":
            said = True
        elif turn.speaker != speaker:
            speaker, answers, said = turn.speaker, 0, False
        elif said:
            answers += 1
    return not answers
