"""What nobody wrote down with a call: the moves and times of the trainee's turns, what the other party said no to.

Rule: turn by turn in the order of the call, so that each is read by what was known when it was spoken. What is written
down stands, and is never read again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from simulator.core.acts import SAYS_NO
from simulator.core.events import MoveHeard, Understood
from simulator.core.standing import Reading, Standing
from simulator.core.turns import Transcript, Turn

Recognise = Callable[[Turn, str, Standing, Mapping[str, str]], tuple[tuple[MoveHeard, ...], Understood]]
"""The moves of a trainee's turn, and what is understood of its times, numbers and names, given what the other party
said last, where the call stands, and who is who."""


def labelled(transcript: Transcript, unlabelled: Collection[int], recognise: Recognise | None) -> Transcript:
    """The call with the moves of its unlabelled turns, and with what each line of the other party's refused."""
    turns = list(transcript.turns)
    refused: set[str] = set()
    last: Turn | None = None
    heard = ""
    standings = {said.turn.index: said.standing for said in Reading(transcript).said}
    for at, turn in enumerate(turns):
        if turn.who == "other":
            heard = turn.text
            if SAYS_NO in turn.acts:
                turns[at] = replace(turn, acts=_what_was_refused(turn, last))
                refused |= set(turns[at].acts)
            continue
        if recognise and at in unlabelled and at in standings:
            now = standings[at]
            now = replace(now, acts=now.acts - {SAYS_NO} | refused, fresh=now.fresh - {SAYS_NO})
            moves, understood = recognise(turn, heard, now, transcript.names)
            turns[at] = replace(turn, moves=moves, understood=_as_written(turn.understood, understood))
        last = turns[at]
    return replace(transcript, turns=tuple(turns))


def _as_written(written: Understood, read: Understood) -> Understood:
    """What is read from the words, but for the time, the number and the names that stand beside them."""
    named = replace(read, phone=written.phone or read.phone, names=written.names or read.names)
    return replace(named, call_at=written.call_at, roughly=False, either=()) if written.call_at else named


_REFUSABLE = (
    "ask_cell_number",
    "push_for_meeting",
    "pitch",
    "ask_to_schedule",
    "ask_open_question",
    "state_purpose",
    "name_problem",
    "ask_availability",
    "ask_whereabouts",
    "confirm_cell_ok",
    "ask_for_help",
)
"""What a no may be meant for, the likeliest first: of several things said in one breath, the first is refused."""


def _what_was_refused(turn: Turn, before: Turn | None) -> tuple[str, ...]:
    """The acts of a line that says no, told by the trainee's turn before it. A "no" to "is this a bad time?" is a yes;
    where nothing was asked or offered, nothing was refused."""
    made = {m.move for m in before.moves if m.sure} if before else set()
    said_yes = "ask_if_good_time" in made and re.match(r"\W*no\b", turn.text, re.IGNORECASE)
    what = next((f"refused:{m}" for m in _REFUSABLE if m in made), "") if not said_yes else ""
    return tuple(what or act for act in turn.acts if act != SAYS_NO or what)
