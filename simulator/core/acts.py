"""What the other party does, read from plain words: for transcripts of real calls, whose lines nobody has tagged.

Rule: cautious and explainable. A short list of turns of phrase an act, each tried only where it can occur (a desk, a
box, a prospect); what fits none of them is no act. Scenarios never need this: their lines say what they do. That a line
says no is told from its words; what it says no to only the trainee's turn before it can tell (transcripts.py).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from simulator.core.facts import CONTEXTS, With

LONGEST = 2_000  # characters read of a line; nobody says what they do later than that
_NUMBER = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_TIME = rf"(?:noon|midday|lunch|{_NUMBER}|half|quarter)\b"
_DAY = r"(?:tomorrow|monday|tuesday|wednesday|thursday|friday|next week|this afternoon|the afternoon|the morning)\b"
_THEY = r"(?<!when )(?<!if )(?<!says )\b\w{1,20}(?:'s| is|'re| are)"
_CELL = r"(?:cell|mobile|pager)"
_NOT_NOW = (
    r"driving|on the road|at the wheel|in the car|behind the wheel|in traffic|doctor's|dentist|hospital|waiting room"
    r"|emergency room|checkout|at the till|at (?:the|my \w+'s) school|(?:in|into) (?:a|the middle of a) meeting"
    r"|with a customer"
    r"|in (?:a|the) (?:\w+ )?(?:store|shop|supermarket|queue|line|clinic|church|theat(?:er|re)|court|lecture|class)\b"
    r"|on the (?:m|a|i-?)\d+\b"
    r"|at (?:my|a|the|his|her|our) (?:[\w']+ ){0,2}(?:birthday|party|recital|graduation|viewing|match)\b"
    r"|(?:grocery|food) shopping|doing (?:my|the) shopping|at a (?:funeral|wedding)|about to board"
    r"|(?:in|on) (?:a|the) (?:plane|train|bike|highway|freeway|motorway|interstate)\b|picking up my|parent.{0,3}teacher"
)

_NEVER = r"(?<!can't )(?<!cannot )(?<!won't )(?<!couldn't )(?<!not )(?<!never )(?<!to )"
"""Stands before what nobody does who says that they can't."""
_URGENT = r"\b(?:urgent|emergenc\w+|(?:really |simply |just )?(?:can't|cannot|can not|won't) wait|life or death)\b"
_MATTER = r"(?:about|regarding|concerning|with regards? to|in regards? (?:of|to)|to do with)"
_LEFT_OPEN = r"(?: what| whom?)?(?:,? (?:please|sir|madam|ma'am|exactly|again))?\s*(?:\?|(?:\.{3}|\u2026)\s*\??\s*$)"
"""How a sentence ends that the other one is to fill in: "and it's about...?"."""

_PHRASES: Mapping[str, tuple[str, str]] = {
    "asked_who": (
        "RC",
        r"\bwho(?:'s| is| am i|'m i| are you| may i| shall i| should i| do i| can i)\b[^.!?]*\?|\byour name\b[^.!]*\?"
        r"|\bwho(?:'s| is) (?:this|that|calling|speaking)|\band you are\b|state your name|\bwho was (?:it|that)\b"
        rf"|(?<!where )(?<!know who )(?<!think )\byou(?:'re| are)(?: (?:calling |ringing )?from)?{_LEFT_OPEN}"
        rf"|(?<!came )\bfrom where{_LEFT_OPEN}|(?<!with )(?<!about )\byour company{_LEFT_OPEN}"
        r"|\b(?:what|which) (?:company|firm)\b[^.!?]*\?|\bwhere (?:are|do) you (?:calling|ringing|call|ring) from\b",
    ),
    "asked_what": (
        "RC",
        r"\bwhat(?:'s| is| was)? (?:it|this|that|the call|your call)\b[^.!]*\b(?:about|regarding|concerning|to do with"
        r"|reference|connection|for)\b|\bin (?:reference|regards?|connection) (?:to|with)( what)?\s*\?|\bregarding\s*\?"
        r"|\b(?:reason for|nature of|purpose of) (?:your|the) call\b|\bwhat does (?:it|this) concern"
        r"|\bwhat (?:are|were) you calling\b|\bmay i ask what\b|\bis (?:this|it) (?:a )?sales\b"
        r"|\bwhat (?:would|will|might) (?:it|this|that) be\b[^.!?]*\babout\b"
        r"|\breason (?:why )?you(?:'re| are) (?:call|ring)ing\b"
        rf"|\b(?:it|this|that|call|which)(?:'s| is| was| would be)? (?:all )?{_MATTER}{_LEFT_OPEN}"
        rf"|(?:^|[.!?,]|\band)\s*{_MATTER}{_LEFT_OPEN}",
    ),
    "asked_expected": (
        "R",
        r"\bexpect(?:ing)? (?:you|your|a|the|this)\b[^.!]*\?|\bdo you have an appointment\b"
        r"|\b(?:does|will) (?:he|she|they) know (?:you|who|what)\b|\bknow(?:s)? you(?:'re| are) calling\b",
    ),
    "said_in_meeting": (
        "R",
        rf"\b(?:in|into|at) (?:[\w-]+ ){{0,3}}(?:meetings?|conference|review|interviews?|court)\b"
        rf"|{_THEY} (?:\w+ )?(?:tied up|busy|interviewing|stuck|in with)\b"
        rf"|{_THEY} (?:\w+ )?on (?:the phone|another (?:call|line)|the other line)\b"
        r"|\bwith (?:a|the|some) (?:client|customer|buyer|visitor|patient)s?\b",
    ),
    "said_away": (
        "R",
        r"\b(?:away|out|off|gone) (?:today|all day|all week|this week|for the|until|till|sick)\b"
        r"|\bon (?:vacation|holiday|holidays|leave|a trip|the road)\b|\bout of (?:the )?(?:office|town)\b"
        rf"|{_THEY} (?:just |already )?(?:out|on site|off site|on the road|gone(?! down| off| quiet| wrong)"
        r"|over (?:at|in|on) the|at an? (?:auction|fitting|fair|show))\b"
        r"|\b(?:not|isn't) in (?:today|this week|until|till)\b|\bleft for the day\b|\bhas gone home\b|\btravelling\b",
    ),
    "said_available_at": (
        "R",
        rf"\b(?:back|free|available|around|desk|finished|done|out|in|till|until|after|try|back in)\b(?: again)?"
        rf"(?: at| by| around| about| after| from| on| till| until| before| at around)*(?: about)?"
        rf" (?:{_TIME}(?! thousand)|{_DAY})"
        rf"|(?:^|[.!?] )\W*(?:about |around |after |before |say )?(?:half (?:past )?{_NUMBER}"
        rf"|{_NUMBER} (?:thirty|fifteen|past)\b|(?:quarter|twenty|five) past\b"
        rf"|{_NUMBER} (?:is|'s) (?:fine|good|quiet)|{_DAY}(?! off\b))"
        rf"|\b(?:gap|slot|window|space) (?:at|on) (?:{_TIME}|{_DAY})"
        rf"|\b(?:has|have|got|can do|could do) (?:on )?{_DAY}(?! off\b)",
    ),
    "has_none": (
        "R",
        r"\b(?:don't|do not|doesn't|haven't|have not) (?:have|got|keep|carry)(?: \w+){0,3} "
        rf"(?:{_CELL}|those|one|it|number)\b"
        rf"|\bhave none\b|\bno (?:{_CELL})(?: \w+)? (?:here|on file)\b",
    ),
    "refused:ask_cell_number": (
        "R",
        r"\b(?:can't|cannot|can not|couldn't|don't|do not|not allowed to|not able to|won't|never) (?:just )?"
        rf"(?:give|hand|share|pass)\b[^.!?]*\b(?:out|numbers?|{_CELL}|those|that|it|them)\b",
    ),
    "offered_cell": (
        "R",
        rf"\b{_CELL}(?: phone)?(?: number)?(?: is|'s|:| would be)\b|\b(?:i can|i'll|let me|here's|here is|you can have)"
        rf"\b[^.!?]*\b{_CELL}\b|\b(?:try|ring|call|get|reach|catch) (?:him |her |them )?(?:on|at) "
        rf"(?:his|her|their|the) {_CELL}\b",
    ),
    "only_way": ("R", rf"\bonly way\b|\bonly (?:ever )?(?:reach|get|catch)|\bonly on (?:his|her|their) {_CELL}"),
    "transferred": (
        "R",
        rf"{_NEVER}\b(?:put|putting|patch|patching) you (?:right )?(?:through|over)\b"
        rf"|{_NEVER}\b(?:transfer|transferring|connect|connecting) you\b|\bi'll hand you over\b",
    ),
    "cannot_talk": (
        "C",
        rf"\b(?:i'm|i am|we're|i've got)\b[^.!?]*(?:{_NOT_NOW})|^\W*(?:{_NOT_NOW})"
        r"|\b(?:can't|cannot) (?:really )?talk\b|\b(?:have|got|need) to (?:go|run|dash)\b"
        r"|\bmeeting is (?:starting|about to)\b"
        r"|\b(?:not|isn't) (?:a|the|really a) (?:good|great|best) (?:time|moment)\b"
        r"|\b(?:bad|terrible) (?:time|moment)\b|^\W*(?:right )?in the middle of\b"
        r"|\b(?:i'm|i am|we're|caught me|got me)\b[^.!?]*\bin the middle of\b"
        r"|\b(?:stepped|walked|come|came) out of (?:a|the|my) (?:\w+ )?meeting\b",
    ),
    "picked_up_voicemail": (
        "V",
        r"\bleave (?:a|your|me|us|word|it) |\b(?:beep|tone|mailbox)\b|\bvoice ?mail\b|\byou(?:'ve| have) reached\b"
        r"|\bmessages?,? please\b|\byou know what to do\b|\bpress (?:zero|0) (?:for|to)\b",
    ),
    "greeting_offers_cell": ("V", rf"\b(?:my|the) {_CELL}\b"),
    "greeting_urgent_only": (
        "V",
        rf"{_URGENT}.*\b{_CELL}\b|\b{_CELL}\b.*{_URGENT}"
        rf"|{_URGENT}[^.!?]*\b(?:get|reach|ring|call|try) me (?:on|at)\b",
    ),
}
_OFFERS_TIME = re.compile(
    rf"(?:^|[.!?,] )\W*(?:how about |what about |maybe |perhaps |would |say )?(?:on |next )?{_DAY}[^.!?]{{0,40}}\?",
    re.IGNORECASE,
)
"""A day put as a question ("Thursday at two?") is an offer all the same."""
_ASKS_ON = re.compile(
    r"\b(?:go on|go ahead|fire away|carry on|i can talk"
    r"|i(?:'ve| have)(?: got)? (?:a|one|two|five|ten) (?:minutes?|moment))"
    r"(?:,? (?:then|now|please|it's (?:fine|ok|okay|all right)))?\W*$",
    re.IGNORECASE,
)
"""How a line ends that lets the caller speak, however badly the moment was chosen (at the wheel it was nonetheless)."""
_AT_THE_WHEEL = re.compile(r"\b(?:driv\w+|wheel|car|traffic|road|highway|freeway|motorway|interstate)\b", re.IGNORECASE)
_ACTS = {act: (where, re.compile(phrase, re.IGNORECASE | re.DOTALL)) for act, (where, phrase) in _PHRASES.items()}
_TOLD = frozenset({"said_in_meeting", "said_away", "said_available_at", "offered_cell", "has_none"})


IN_WORDS: Mapping[str, str] = {
    "asked_who": "asks who is calling",
    "asked_what": "asks what it is about",
    "asked_expected": "asks whether you are expected",
    "said_in_meeting": "somebody is in a meeting, or busy",
    "said_away": "somebody is away",
    "said_available_at": "says when",
    "has_none": "has no cell number",
    "offered_cell": "offers the cell",
    "only_way": "the cell is the only way",
    "cannot_talk": "cannot talk now",
    "can_talk": "can talk after all",
    "transferred": "puts you through",
    "picked_up_voicemail": "a voicemail picks up",
    "greeting_offers_cell": "the greeting offers the cell",
    "greeting_urgent_only": "the greeting keeps the cell for urgent matters",
}
"""What the other party does, as a report says it."""


def in_words(act: str, moves: Mapping[str, str]) -> str:
    """An act as a report says it; `moves`: what the moves are called that may be refused."""
    said, _, move = act.partition(":")
    return f"says no to: {moves.get(move, move.replace('_', ' '))}" if move else IN_WORDS.get(said, said)


PICKS_UP = re.compile(
    r"\byou(?:'ve| have) reached\b|\b(?:after|at) the (?:beep|tone)\b"
    r"|\bleave (?:me |us )?(?:a|your) (?:message|name)\b[^?]*$",
    re.IGNORECASE,
)
"""What only a box says, whoever is thought to be on the line."""
SAYS_NO = "refused:?"
"""The act of a line that refuses something, until it is known what."""
_SELLERS = r"\b(?:calls?|callers?|sales\w*|vendors?|presentations?|strangers|anyone|anybody|people)\b"
_NO: Mapping[str, str] = {
    "RC": r"\bnot interested\b|\bno interest\b|^\W*no(?:,| )+thank(?:s| you)\b|\bi(?:'d| would) rather not\b"
    r"|\bi said no\b|\bi told you\b|\b(?:is|that's|it's) (?:not |im)possible\b|\bno need\b|\bout of the question\b"
    r"|\b(?:stop calling|don't (?:call|ring)|take (?:me|us|my number|this number) off|remove (?:me|us|my number))\b"
    r"|\bwe(?:'re| are) (?:all set|happy with)\b"
    r"|\bwe already (?:have|use)\b|\b(?:absolutely|definitely|certainly) not\b"
    r"|\bi(?:'d| would) (?:rather|prefer) (?:it if )?you (?:sent|send|wrote|write|e-?mailed|didn't)\b",
    "R": r"\b(?:doesn't|does not|don't|do not|never) (?:usually |normally |really |ever )?"
    rf"(?:take|accept|see|talk to|speak to)\b[^.!?]*{_SELLERS}"
    r"|\b(?:company|our) policy\b|\bnot (?:allowed|supposed|permitted) to\W*$"
    r"|\bagainst (?:the |our )?(?:policy|rules)\b"
    r"|\b(?:can't|cannot|couldn't|won't|not able to|not allowed to) (?:just |really |possibly )?"
    r"(?:do that|disturb|interrupt|put you through|connect you)\b",
    "C": r"^\W*(?:no|nope)(?:[.!]|, (?:really|sorry|not))|\bi don't (?:want|think so|need)\b|\bwe don't need\b"
    r"|\bnot (?:for us|right now|today)\b",
}
_REFUSES = tuple((where, re.compile(phrase, re.IGNORECASE)) for where, phrase in _NO.items())


def acts_in(text: str, with_: With) -> tuple[str, ...]:
    """The acts of the other party's words, SAYS_NO among them. A question tells nothing: "Is she in a meeting?" says no
    whereabouts."""
    plain = text[:LONGEST].replace("\u2019", "'")
    told = " ".join(re.findall(r"[^.!?]+(?:[.!]+|$)", plain))
    found = [
        act
        for act, (where, phrase) in _ACTS.items()
        if CONTEXTS[with_] in where and phrase.search(told if act in _TOLD else plain)
    ]
    driving = "cannot_talk" in found and _AT_THE_WHEEL.search(plain)
    if CONTEXTS[with_] == "C" and _ASKS_ON.search(plain) and not driving:
        found = [act for act in found if act != "cannot_talk"] + ["can_talk"]
    if "said_available_at" not in found and CONTEXTS[with_] == "R" and _OFFERS_TIME.search(plain):
        found.append("said_available_at")
    if not any(act.startswith("refused:") for act in found) and with_ != "voicemail":
        found += [SAYS_NO] if any(CONTEXTS[with_] in where and no.search(told) for where, no in _REFUSES) else []
    if "greeting_urgent_only" in found and "greeting_offers_cell" in found:
        found.remove("greeting_offers_cell")
    return tuple(found)
