"""Words that are not the speaker's own deed: what others are quoted with, what is denied, what is only listed.

Rule: spans of the text, found by how such talk is built in English and not by what it is about. They decide nothing:
not_made.py asks what is left without them. Where it is doubtful whose words they are, they are the speaker's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from simulator.understanding.words import FILLERS, TEENS, TENS, UNITS, listed, tokens

Kind = Literal["quoted", "told", "headed", "others", "denied", "taken_back", "listed"]


@dataclass(frozen=True, slots=True)
class Aside:
    """Words that make no move. `quoted`: somebody's speech; `told`: an act named with nobody who does it; `headed`:
    the same as headings of rules put it, with nobody in it at all; `others`: what people do, in general; `denied`:
    what the speaker says not to do; `taken_back`: what is unsaid at once ("just kidding"); `listed`: words in a row
    without grammar."""

    kind: Kind
    start: int
    end: int


def asides(text: str) -> list[Aside]:
    """All of them, in no particular order; they may overlap."""
    return [
        *_quoted(text),
        *_told(text),
        *_headed(text),
        *_of_others(text),
        *_denied(text),
        *_taken_back(text),
        *_listed(text),
    ]


# -- quoting -----------------------------------------------------------------------------------------------------------

_WHOM = r"(?:to\s+)?(?:me|us|you|him|her|them|people|(?:the|another|every|my|your)\s+(?:other\s+|last\s+)?\w+)"
_SPEECH = re.compile(
    rf"""\b(?:
      (?:(?:he|she|they|who|that|\w+(?:'s)?)\s+(?:(?:always|just|once|then|often|used\s+to|nearly)\s+)?
        (?:says|said|told|went|goes|wrote|writes|asked|shouted|yelled|opened\s+with|opens\s+with)
        |(?:and|yesterday|then|today)\s+(?:says|said|went|goes|told))
      (?:\s+{_WHOM})?\s*(?:[,:]\s|[,:]?\s*["“]|[,:]?\s+['‘](?=\w))
    | (?:say|says|said|saying)\s+(?:things|stuff|something)\s+like\b
    | (?:told|asks?|asked|wants?|wanted|taught|tells|trained|expects?|needs?)\s+(?:me|us|him|her|them|people|everybody)
        \s+(?:all\s+)?to\s+say\b(?!\s+(?:that\s+)?(?:hello|hi|thanks?|sorry)\b)
    | supposed\s+to\s+say\b | (?:have|has|had|make|makes|made)\s+(?:me|us|him|her|them)\s+say\b
    | (?:note|screen|script|sticker|card|tape|sign|page|memo|manual|book|poster|slip|leaflet|greeting|website
        |out[- ]of[- ]office)
        (?:\s+(?:on|in|at|from|of|by)\s+(?:my|the|your|her|his|our|their)\s+\w+)?\s+(?:says|reads|goes)\b
        (?!\s*(?:that\s+)?(?:you|he|she|they|it)\b)
    | \bquote\b,\s
    )""",
    re.I | re.X,
)
_OWN = re.compile(r"(?:i|we|(?<!before )you|here|it|so|being|that(?= said)|all|like|as)\b", re.I)
"""First words of speech that is the speaker's own ("I said,"), the listener's ("you said,"), or none ("that said,")."""
_RESUMES = re.compile(
    r"[.!?](?=\s|$)|[”\"’'](?=\W|$)|\bunquote\b|,\s+(?:and|but|so|then|which|though|anyway)\s+(?!\w+\s+(?:please|then)\b)",
    re.I,
)
"""Where a quotation is over: at the end of its sentence, at the mark, or where the speaker goes on."""


_LONGEST_UNSTOPPED = 14  # words: a recogniser that writes no stops would make all the rest a quotation


def _quoted(text: str) -> Iterator[Aside]:
    for speech in _SPEECH.finditer(text):
        tag = text[: speech.start()].rstrip().endswith(",")  # "can't afford it, she says, ..." quotes what came before
        if tag or _OWN.match(text, speech.start()):
            continue
        if end := _end_of_speech(text, speech.end()):
            yield Aside("quoted", speech.end(), end)


def _end_of_speech(text: str, start: int) -> int:
    """Where speech that begins at `start` is over: one sentence, or all up to the mark that closes it."""
    mark = re.match(r"\s*[\"“]", text[start - 1 :])
    if mark and (closing := re.compile(r"[\"”]").search(text, start - 1 + mark.end())):
        return closing.end()
    quote = text[:start].rstrip(" ,:").lower().endswith("quote")
    if quote and (closing := re.compile(r"\bunquote\b", re.I).search(text, start)):
        return closing.start()
    resumes = _RESUMES.search(text, start + 1)
    no_stop = re.compile(rf"(?:\s*\S+){{1,{_LONGEST_UNSTOPPED}}}").match(text, start)
    return resumes.start() if resumes else no_stop.end() if no_stop else len(text)


# -- telling of acts ---------------------------------------------------------------------------------------------------

_RECOUNTS = re.compile(
    r"(?:^|(?<=[.!?]))\s*(?:ask|offer|thank|promis|nam|check|mention|limit|pretend|press|dodg|push|plead|beg|pitch|reproach|book)(?:g?ed|g?ing)\b"
    r"(?!\s+(?:again|because|about|you\b))[^.!?]*(?:[.!]|$)",
    re.I,
)
"""A sentence that only tells of an act and has nobody in it: "Asked for the number, lightly." """
_INSTRUCTS = re.compile(
    r"(?:^|(?<=[.!?]))\s*(?:(?:then|first|always|also|next|and)\s+)?(?:"
    r"ask\s+(?:them|the\s+\w+|whoever\s+\w+)\s+(?:for|when|whether|if|who|where|what|how)\b"
    r"|say\s+(?:that\s+)?(?:you|the\s+voicemail|their|why|who|what)\b"
    r"|(?:give|state|say|leave)\s+your\s+(?:own\s+)?(?:name|company|number)\b"
    r"|offer\s+(?:them\s+)?(?:\w+\s+)?(?:options|choices|explanations|answers)\b|thank\s+them\b|mention\s+(?:who|the|that|a)\b"
    r"|suggest\s+(?:calling|ringing)\b|promise\s+(?:a|to|the)\b"
    r")[^.!?]*(?:[.!]|$)",
    re.I,
)
"""A sentence that tells a caller what to do, as rules do: "Ask the receptionist for help." It is said to nobody."""
_NARRATES = re.compile(
    r"(?:^|(?<=[.!?]))\s*(?:(?:then|next|first|and|so)\s+)?(?:(?:he|she)|an?\s+(?:\w+\s+)?(?:caller|rep|seller|salesm[ae]n))\s+"
    r"(?:(?:then|always|also|never)\s+)?(?:asks|thanks|offers|says|promises|suggests|mentions|names|leaves|gives)\b[^.!?]*(?:[.!]|$)",
    re.I,
)
"""A sentence about some caller: "A good caller asks for help. Then he thanks them." """


def _told(text: str) -> Iterator[Aside]:
    """Sentences that are headings more than words to anybody."""
    for way in (_RECOUNTS, _INSTRUCTS, _NARRATES):
        yield from (Aside("told", told.start(), told.end()) for told in way.finditer(text))


_HEADS = re.compile(
    r"(?:^|(?<=[.!?]))\s*(?:left|tried|began|kept|gave|came|stayed|used|spoke|respected|explained|answered"
    r"|found|looked|listened|felt|sounded|admitted|recalled|repeated|suggested|introduced|announced|opened|closed|set|made|took|minding|misleading|pleading|dodging)\s+"
    r"(?![^.!?]*\b(?:you|your|yours|i|me|my|mine|we|us|our)\b)[^.!?]*(?:[.!]|$)",
    re.I,
)
"""A sentence that begins with what was done, and has neither speaker nor listener: "Left the cell alone." """


def _headed(text: str) -> Iterator[Aside]:
    return (Aside("headed", head.start(), head.end()) for head in _HEADS.finditer(text))


# -- what people do, said in general ----------------------------------------------------------------------------------

_PEOPLE = r"(?:people|reps?|salesm[ae]n|salespeople|sellers|callers|everybody|everyone|others|some\s+\w+s)"
_GENERAL = re.compile(
    rf"(?<!you )\b{_PEOPLE}\s+(?:(?:who|that|would|will|always|often|just|now|do|these\s+days|all|usually"
    rf"|(?:phone|ring|call)\s+(?:\w+\s+){{0,3}}and)\s+){{0,4}}"
    rf"(?:say|ask|promise|pretend|claim|beg|call\s+(?:everything|it|anything|that))(?:s|es|ed|ing)?\b"
    rf"|\b(?:is|are)\s+what\s+{_PEOPLE}\b"
    r"|\b(?:polite|nice|right|proper|good|clever|better|correct|best)\s+way\s+(?:to|of)\s+(?:ask|say|beg|thank|pitch|promis|mention)"
    r"|\b(?:art|knack|trick|training|course|seminar|workshop|lessons?|book|chapter)\s+(?:to|of|in|on|about|for)\s+\w+ing\b"
    r"|\bwhether\b[^.!?]*\bis\s+(?:none\s+of|no\s+concern)\b",
    re.I,
)
_NOT_IN_GENERAL = re.compile(r"\b(?:our|my|your|does|do|would|could|can|will|did)\s+(?:\w+\s+)?$", re.I)


def _of_others(text: str) -> Iterator[Aside]:
    """Sentences about what people do; not where they are asked about ("does anybody..."), nor one's own people."""
    for general in _GENERAL.finditer(text):
        if _NOT_IN_GENERAL.search(text, 0, general.start()):
            continue
        begins = [m.end() for m in re.finditer(r"[.!?]\s+", text[: general.start()])]
        ends = _RESUMES.search(text, general.end())
        yield Aside("others", begins[-1] if begins else 0, ends.start() if ends else len(text))


# -- denying -----------------------------------------------------------------------------------------------------------

_DENIES = re.compile(
    r"""\b(?:
      i(?:'?m|\s+am)\s+(?:really\s+|certainly\s+)?not\s+(?:going\s+to|gonna|here\s+to|(?:calling|ringing|phoning)(?:\s+you)?\s+(?:up\s+)?to|
        trying\s+to|about\s+to|planning\s+to|after|asking|looking|offering|selling|pushing|begging|pitching)
    | i\s+(?:won'?t|will\s+not|wouldn'?t\s+dream\s+of|(?:will|shall)\s+never|sha(?:ll\s+not|n'?t))
    | i'?ll\s+(?:never|not)
    | i\s+can(?:'?t|\s?not)(?=\s+(?:\w+\s+)?(?:promise|call|ring|phone|try)\b)
    | i\s+did(?:n'?t|\s+not)\s+(?:call|ring|phone|come)\s+(?:you\s+|up\s+|here\s+)*to
    | i(?:'?ve|\s+have)\s+(?:got\s+)?no\s+(?:intention|wish|plans?|desire|need)
    | i(?:'?ve|\s+have)\s+(?:got\s+)?nothing\s+to
    | i\s+do(?:n'?t|\s+not)\s+(?:want|wish|mean|intend|need)
    | i\s+(?:can(?:'?t|\s?not)|couldn'?t|won'?t|wouldn'?t)\s+say\s+(?:that\s+)?(?=i(?:'|\s))
    | it'?s\s+not\s+(?:as\s+(?:if|though)|like)\s+i | not\s+that\s+i(?:'?m|'?ll|'?d|\s+(?:will|would|am))
    | there'?s\s+no\s+way\s+i(?:'?m|'?ll|'?d|\s+(?:will|would|am))
    | (?:nobody|no\s*one)(?:'?s|\s+is)\s+(?:asking|trying|going)\b
    | (?:at\s+no\s+(?:point|time)|under\s+no\s+circumstances|by\s+no\s+means|in\s+no\s+way|no\s+way)
      \s+(?:will|would|do|did|am|shall)\s+i
    | do(?:n'?t|\s+not)\s+(?:think|imagine|suppose|believe|expect)\s+(?:that\s+)?i(?:'?m|'?ll|\s+(?:am|will))
    )\b(?!\s+(?:to\s+)?(?:lie|lying|waste|wasting|beat|keep|hold|be\s+long|bother\s+you|stop|rest|leave\s+(?:until|till)|hang|
        accept|take|go\s+away|ask\s+twice|push|pushing\s+(?:you|it)|rude|interrupt|disturb|sure|say\s+no))""",
    re.I | re.X,
)
_YET = re.compile(r"\b(?:but|just|only|except|unless|instead|until|till|without|other\s+than|so)\b", re.I)


_GOES_ON = re.compile(
    r"[,.;:!?](?=\s|$)|\s(?:(?:and|or)\s+(?:i|could|would|can|is|are|do|may|when|if)|thanks?|cheers|could|would|can|when|"
    r"i\s+(?:want|will|call|got|just|only|do(?:n'?t)?))\b",
    re.I,
)
"""Where a denial is over: at a stop, or where words begin that open a clause also where nobody writes a stop."""


_MOCKS = re.compile(
    r"[^.!?]*\b(?:half\s+past|of)\s+never\b[^.!?]*|[^.!?]*\bnever\s+o'?\s?clock\b[^.!?]*"
    r"|[^.!?]*\bwhen\s+(?:hell\s+freezes|pigs\s+(?:can\s+|start\s+to\s+)?fly)[^.!?]*",
    re.I,
)
"""A sentence that names a time which never comes: it denies what it says."""


def _denied(text: str) -> Iterator[Aside]:
    """From the denial to the end of its clause; not where a "but", a "just" or an "until" takes it back."""
    yield from (Aside("denied", mock.start(), mock.end()) for mock in _MOCKS.finditer(text))
    for denial in _DENIES.finditer(text):
        goes_on = _GOES_ON.search(text, denial.end())
        end = goes_on.start() if goes_on else len(text)
        if not _YET.search(text, denial.end(), min(len(text), end + 10)):
            yield Aside("denied", denial.start(), end)


# -- taking back -------------------------------------------------------------------------------------------------------

_TAKES_BACK = re.compile(
    r"(?:^|(?<=[.!?,…]))\s*(?:(?:well|oh|sorry|actually|no)[,.]?\s+){0,3}(?:"
    r"(?:(?:i'?m\s+)?(?:just|only)|i'?m)\s+(?:kidding|joking)\b|i\s+(?:kid|jest)\b|(?:scrap|scratch|strike|forget)\s+that\b"
    r"|i\s+take\s+(?:that|it)\s+back\b|that(?:'?s|\s+is|\s+was)\s+(?:not\s+true|a\s+lie)\b"
    r"|(?<=no,\s)(?:it|that|she|he|they)(?:'?s|\s+is|\s+are|'?re)?\s*(?:n'?t|\s+not|\s+does(?:n'?t|\s+not))\b"
    r")[^.!?…]*",
    re.I,
)


def _taken_back(text: str) -> Iterator[Aside]:
    """The sentence before, and the words that unsay it; not an apology for what was said and stays said."""
    for back in _TAKES_BACK.finditer(text):
        before = text[: back.start()].rstrip(" .!?,…")
        begins = max((m.end() for m in re.finditer(r"[.!?…]\s+", before)), default=0)
        if before:
            yield Aside("taken_back", begins, back.end())


# -- listing -----------------------------------------------------------------------------------------------------------

_GLUE = frozenset(
    listed(
        "i me my mine we us our you your yours he him his she her hers it its we they them their this that these those "
        "who what when where which why how a an the is am are was were be been being do does did have has had can "
        "could will would shall should may might must to of for on in at from with about by as if and but or so than "
        "then not no yes there here im ive ill id please let lets go ring call put give tell say got get thanks thank "
        "sorry bye hello hi just like maybe some any before after never ever nobody nothing again over around promised "
        "regarding calling wondering asking looking pick"
    )
)
"""Words that hold a sentence together, or are one. In English talk nearly half of all words are of them."""
_NO_LIST = FILLERS | UNITS.keys() | TEENS.keys() | TENS.keys() | {"oh", "double", "triple", "treble", "nought"}
_FEWEST, _LEAST = 6, 0.13


def _listed(text: str) -> Iterator[Aside]:
    """The whole text, where it is a row of words without grammar. Digits do not count; "he'll" is grammar, and a call
    that nobody makes ("returning call") is none."""
    words = [w for w in tokens(text) if w.text not in _NO_LIST and not w.is_digits]
    before = ["", *(w.text for w in words)]
    held = sum(
        (w.text in _GLUE and not (w.text == "call" and last not in _GLUE)) or len(w.text) < w.end - w.start
        for last, w in zip(before, words, strict=False)
    )
    if (len(words) >= _FEWEST and held < _LEAST * len(words)) or _in_bits(text):
        yield Aside("listed", 0, len(text))


_MEANS_NO_CLAUSE = frozenset(
    listed("to of for on in at from with about by as and but or so then not no a an the any some")
)
_COURTESY = frozenset(
    listed("hi hello hey good morning afternoon evening please thanks thank you sorry bye yes no ok okay")
)
_MOST_IN_BITS, _BITS = 0.8, 5


def _in_bits(text: str) -> bool:
    """Whether it is five bits or more between stops, nearly all without a verb or a person. Names, figures
    and courtesies are no catchwords; people do say those by themselves."""
    bits = catchwords = 0
    for piece in re.split(r"[.!?,;:]+", text):
        found = [w for w in tokens(piece) if w.text not in _COURTESY and not w.is_digits]
        named = re.search(r"\w\W+[A-Z]", piece.strip())
        if not found or named:
            continue
        bits += 1
        glue = _GLUE - _MEANS_NO_CLAUSE
        catchwords += not any(w.text in glue or len(w.text) < w.end - w.start for w in found)
    return bits >= _BITS and catchwords >= _MOST_IN_BITS * bits
