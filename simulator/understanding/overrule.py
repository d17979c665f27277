"""What the game knows better than any recogniser: what was refused, what was asked, who cannot talk, what is true.

Rule: the words say what was done, the state of the call says what that was. Only the moves named here hang on the
state; all others pass as they were heard.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from simulator.core.events import MoveHeard
from simulator.core.facts import CONTEXTS, With
from simulator.core.taken_in import taken_in
from simulator.understanding.names import NOBODY, Names, names_only_prospect
from simulator.understanding.words import TEENS, TENS, UNITS, listed, tokens

BUSINESS = frozenset(
    {
        "pitch",
        "push_for_meeting",
        "name_problem",
        "state_purpose",
        "ask_open_question",
        "limit_time",
        "check_right_person",
    }
)
"""Moves that carry business on, when the listener cannot talk."""

_RELEASES = frozenset({"let_go_gracefully", "offer_other_time", "suggest_call_back", "promise_call_back_time"})
_ANSWERS = {
    "asked_who": frozenset({"identify_self", "identify_company"}),
    "asked_what": frozenset({"state_purpose", "name_problem"}),
}
_EXPECTED = re.compile(
    r"\b(?:expect\w*|waiting|appointment|knows? (?:i'?m|we're|that i)|diary|calendar|booked)\b", re.I
)
_SAYS_BACK = frozenset(
    listed(
        "let me read repeat say write note check got get have that this it its so ok okay right well then and or yes "
        "oh i see he hes she shes they theyre is are was back down up again to be sure until till at from by around "
        "about past half quarter oclock you said say tell told thanks thank"
    )
)
"""Words around what is said back: "Let me read that back: ..., you said." None of them asks for anything."""
_OF_OTHERS = re.compile(r"^\W*let (?:him|her|them) go\W*$", re.I)
"""Whoever says no more than this speaks of somebody else: nobody was let go."""
_FEWEST_SAID_BACK = 3  # words in a row: two, as "a meeting" or "see him", anybody says unprompted


@dataclass(frozen=True, slots=True)
class Known:
    """What the game knows when something is said to `with_`.

    `names`: who is who on this call; `now`: the game's clock, without which no time is read. `refused`: the moves
    refused so far; `cannot_talk`: the listener said that this is no moment; `asked`: the questions that stand open
    (asked_who, asked_what, asked_expected); `expected`: the prospect really expects the call; `referral`: somebody
    really sent the trainee; `told`: the other party's words before those that are answered; `spoken`: the two have
    really dealt with each other before; `cell_source`: where the cell number really came from (a fact of the call);
    `open_times`: the times between which the trainee was asked to choose (ISO), None where nobody asked.
    """

    with_: With
    names: Names = NOBODY
    now: datetime | None = None
    refused: Collection[str] = ()
    cannot_talk: bool = False
    asked: Collection[str] = ()
    expected: bool = False
    referral: bool = False
    told: str = ""
    spoken: bool = False
    cell_source: str = "none"
    open_times: Sequence[str] | None = None


def overruled(said: str, moves: Sequence[MoveHeard], known: Known) -> tuple[MoveHeard, ...]:
    """The moves as they stand in this call."""
    heard = {m.move: m for m in moves}
    _repeating(heard, known)
    _going_on(heard, known)
    if not known.asked or _all_answered(heard, known.asked):
        heard.pop("dodge_question", None)
    if "deceive" in heard and _true_after_all(said, heard, known):
        del heard["deceive"]
    own = heard.get("identify_self")
    if own and names_only_prospect(said[own.start : own.end], known.names):
        del heard["identify_self"]
    push = heard.get("push_for_meeting")
    if push and _only_says_back(said[push.start : push.end], known.told):
        del heard["push_for_meeting"]
    release = heard.get("let_go_gracefully")
    if release and _OF_OTHERS.search(said[release.start : release.end]):
        del heard["let_go_gracefully"]
    return taken_in(heard.values(), known.with_, said)


def _only_says_back(said: str, told: str) -> bool:
    """Whether words repeat what the other party said ("in a meeting") and hold nothing else that could push."""
    words, theirs = ([t.text for t in tokens(text)] for text in (said, told))
    size = _FEWEST_SAID_BACK
    runs = {tuple(theirs[i : i + size]) for i in range(len(theirs) - size + 1)}
    starts = [i for i in range(len(words) - size + 1) if tuple(words[i : i + size]) in runs]
    back = {i + k for i in starts for k in range(size)}
    plain = _SAYS_BACK | UNITS.keys() | TEENS.keys() | TENS.keys()
    return bool(back) and all(i in back or word in plain or word.isdigit() for i, word in enumerate(words))


def _repeating(heard: dict[str, MoveHeard], known: Known) -> None:
    """Asking again is making the refused move again: as sure as that move, shown by its words."""
    heard.pop("repeat_refused_ask", None)
    again = [heard[m] for m in known.refused if m in heard]
    if again and CONTEXTS[known.with_] in "RC":
        surest = max(again, key=lambda m: (m.sure, m.probability))
        heard["repeat_refused_ask"] = replace(surest, move="repeat_refused_ask")


def _going_on(heard: dict[str, MoveHeard], known: Known) -> None:
    """Business with somebody who cannot talk; not where the words let go or put the talk off."""
    by_ear = heard.pop("keep_talking", None)
    if not known.cannot_talk or CONTEXTS[known.with_] != "C":
        return
    business = [m for m in heard.values() if m.move in BUSINESS and m.sure]
    releases = any(m.sure and m.move in _RELEASES for m in heard.values())
    if by_ear and (by_ear.sure or releases):
        heard["keep_talking"] = by_ear
    elif (by_ear or business) and not releases:
        shown = by_ear or max(business, key=lambda m: m.probability)
        heard["keep_talking"] = replace(shown, move="keep_talking", sure=True)


def _all_answered(heard: dict[str, MoveHeard], asked: Collection[str]) -> bool:
    made = {m.move for m in heard.values() if m.sure}
    return all(question in _ANSWERS and made & _ANSWERS[question] for question in asked)


_EARLIER = re.compile(
    r"\byou(?:'d| had)? (?:asked|said|told|gave|wanted|suggested|mentioned)\b"
    r"|\bwe(?:'ve|'d)? (?:spoke|spoken|talked|met|agreed|discussed|know|go (?:way )?back)\b"
    r"|\bas (?:promised|agreed|discussed)\b|\blast (?:time|week|month|year)\b",
    re.I,
)
"""A claim to have dealt with each other before. Not "returning your call": that says who rang last."""
_SOURCES = {
    "greeting": re.compile(r"\b(?:greeting|voice ?mail|message|recording|machine|mailbox)\b", re.I),
    "signature": re.compile(r"\b(?:signature|e-?mail|mail)\b", re.I),
    "card": re.compile(r"\bcard\b", re.I),
    "receptionist": re.compile(r"\b(?:desk|reception(?:ist)?|office|assistant|secretary|colleague)\b", re.I),
    "prospect": re.compile(r"\byou gave\b|\byourself\b", re.I),
    "public": re.compile(r"\b(?:web ?site|internet|on ?line|directory|advert\w*|page)\b", re.I),
}
"""Words that name where a cell number came from."""


def _true_after_all(said: str, heard: dict[str, MoveHeard], known: Known) -> bool:
    """A claim to be expected, to be sent, to have spoken before, or to have the number from there: no lie where it is
    so."""
    lie = heard["deceive"]
    if known.expected and _EXPECTED.search(said, lie.start, lie.end):
        return True
    if known.spoken and _EARLIER.search(said, lie.start, lie.end):
        return True
    source = _SOURCES.get(known.cell_source)
    if source and source.search(said, lie.start, lie.end):
        return True
    sent = heard.get("mention_referral")
    return bool(known.referral and sent and sent.start < lie.end and lie.start < sent.end)
