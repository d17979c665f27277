"""What they asked and nobody has answered yet.

Rule: only a question that waits now: one that a gatekeeper still wants answered, or the one that ends what was said
last. The question with which somebody picks up ("How can I help?") is none, for whatever is said next answers it; nor
is "Are you still there?", or a request to say it again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from simulator.core.call import Call
from simulator.core.scenario import CHALLENGE_ACTS
from simulator.core.state import Phase

_WANTED = {"asked_who": "who you are", "asked_what": "what it is about", "asked_expected": "whether they expect you"}
_LAST = re.compile(r"[^.!?]*\?[\"'’”)]*$")


@dataclass(frozen=True, slots=True)
class Question:
    """A question that waits. `act`: what asking it is called, "" for one of which nobody noted that; `wanted`: what
    would answer it, in a few words, or the question itself in quotes."""

    act: str
    wanted: str


def open_question(call: Call) -> Question | None:
    """The question that the trainee owes an answer; None where there is none."""
    state = call.state
    if state.phase is not Phase.TALKING or state.asked_again:
        return None
    if state.challenge and state.challenge not in state.satisfied:
        act = CHALLENGE_ACTS[state.challenge]
        return Question(act, _WANTED[act])
    last = state.last()
    if last is None or last.who != "other":
        return None
    act = next((act for act in last.acts if act in _WANTED), "")
    if act:
        return Question(act, _WANTED[act])
    picked_up = sum(turn.who == "other" and turn.speaker == last.speaker for turn in state.turns) == 1
    asked = _LAST.search(last.text.strip())
    if asked is None or last.cut or picked_up or state.unattended:
        return None
    return Question("", f"“{asked.group().strip()}”")
