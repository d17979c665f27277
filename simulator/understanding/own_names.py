"""The name and the firm that a caller gives as their own, where they are not those on the slip.

Rule: a stranger's name is only told as such where the words are built to give it ("this is Robert", "Robert here"), and
what may be the caller's own name or firm misheard, cut short or pet-named counts as that.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from simulator.understanding.asides import asides
from simulator.understanding.given_names import GIVEN_NAMES, ORDINARY_WORDS
from simulator.understanding.names import Names, alike, known_names, likeness
from simulator.understanding.time_words import MONTHS
from simulator.understanding.words import listed, tokens


@dataclass(frozen=True, slots=True)
class Posed:
    """Names and firms, as they were said, that somebody gave as their own and that are not."""

    names: tuple[str, ...] = ()
    firms: tuple[str, ...] = ()


_NAME = r"(?P<name>[^\W\d_]+)(?P<owns>['’]s?)?(?P<last>\s+(?-i:[A-Z])[^\W\d_]+)?"
_INTRODUCES = (
    re.compile(
        r"\b(?:this\s+is|this['’]s|(?:my|the)\s+name(?:['’]s|\s+is)|name['’]s|i\s+am|i['’]m|it['’]s|it\s+is|call\s+me"
        rf"|you(?:['’]re|\s+are)\s+(?:speaking|talking)\s+(?:to|with))\s+(?:(?:just|actually|only)\s+)?{_NAME}",
        re.I,
    ),
    re.compile(rf"\b{_NAME}\s+(?:here|speaking|calling)\b", re.I),
)
_ANSWERS = re.compile(
    rf"^\W*(?:(?:yes|yeah|sure|certainly|sorry|oh|of\s+course|um+|uh+)\W+)*{_NAME}"
    r"(?=\W*$|\W+(?:from|at|with)(?:\s+[\w&'’-]+){1,4}\W*$)",
    re.I,
)
_NOT_ME = re.compile(
    r"\s*(?:,?\s*(?:right|isn['’]t\s+it|is\s+it|yes|correct))?\s*\?"
    r"|\s+(?:i['’]m|i\s+(?:want|need|am|was)|that|who|whom|she|he|is)\b",
    re.I,
)
"""What follows a name that is asked about, or that is somebody else's: "it's Dana, right?", "it's Dana I'm after"."""

_FIRM = r"(?:[Tt]he\s+)?(?P<firm>[A-Z][\w&'’-]*(?:\s+(?:[A-Z][\w&'’-]*|&|and(?=\s+[A-Z])))*)"
_FROM = re.compile(
    r"(?:\b(?i:(?:calling|ringing|phoning|i['’]m|i\s+am)\s+from|on\s+behalf\s+of|represent(?:ing)?|i['’]m\s+with"
    r"|i\s+(?:am|work)\s+(?:with|for|at)|(?:here|speaking),?\s+(?:from|with|at)"
    r"|(?:this\s+is|(?:my|the)\s+name(?:['’]s|\s+is)|name['’]s|i['’]m|i\s+am|it['’]s|it\s+is)"
    r"\s+(?!about|for|to|because|regarding|calling|ringing|phoning)(?:[\w-]+\s+){0,2}[\w-]+,?\s+(?:from|with|at|of)))"
    rf"\s+{_FIRM}"
)
_ANSWERS_FROM = re.compile(rf"^\W*(?:[\w-]+,?\s+){{1,3}}(?:from|at|with)\s+{_FIRM}(?=\W*$|[.,;])")
_TOWN = re.compile(r"\b(?:calling|ringing|phoning|i['’]m|i\s+am)\s+from\s+(?:the\s+)?$", re.I)
"""After "calling from" a single word may be a town."""
_CALLED = {
    **dict.fromkeys(("bob", "bobby", "rob", "robbie"), "robert"),
    **dict.fromkeys(("bill", "billy", "will"), "william"),
    **dict.fromkeys(("jim", "jimmy", "jamie"), "james"),
    **dict.fromkeys(("liz", "beth", "betty", "lizzie"), "elizabeth"),
    **dict.fromkeys(("kate", "katie", "cathy", "kathy"), "catherine"),
    **{"tony": "anthony", "ted": "edward", "ned": "edward", "jack": "john", "peggy": "margaret", "dick": "richard"},
}
_NO_FIRMS = frozenset(listed("monday tuesday wednesday thursday friday saturday sunday i"))


def posed_as(said: str, names: Names, moves: Collection[str], *, asked_who: bool) -> Posed:
    """What somebody gives as their own name and firm and is not, by the slip that `names` holds. `moves`: those surely
    made; `asked_who`: the listener just asked for a name, so that a bare one is the answer."""
    if not names.you:
        return Posed()
    apart = [(a.start, a.end) for a in asides(said) if a.kind in ("quoted", "others", "denied")]
    free = "".join(" " if any(a <= i < b for a, b in apart) else c for i, c in enumerate(said))
    persons = tuple(dict.fromkeys(_persons(free, names, asked_who)))
    from_where = "identify_company" in moves and names.your_company
    return Posed(persons, tuple(dict.fromkeys(_firms(free, names, asked_who))) if from_where else ())


def _persons(said: str, names: Names, asked_who: bool) -> Iterator[str]:
    own = _words(names.you)
    for way in (*_INTRODUCES, *([_ANSWERS] if asked_who else [])):
        for found in way.finditer(said):
            name, last = found["name"], (found["last"] or "").strip()
            word, tail = name.lower(), _NOT_ME.match(said, found.end())
            known = word in GIVEN_NAMES and (name[0].isupper() or word not in ORDINARY_WORDS)
            if not known or word in MONTHS or found["owns"] or (tail and way is _INTRODUCES[0]):
                continue
            if not any(_may_be(said_, part) for said_ in (word, *_words(last)) for part in own):
                yield f"{name} {last}".strip()


def _may_be(word: str, own: str) -> bool:
    """Whether a word may be that part of one's own name: misheard, short for it, or a pet name."""
    shorter, longer = sorted((word, own), key=len)
    same = _CALLED.get(word, word) == _CALLED.get(own, own)
    return same or alike(word, own) or (len(shorter) > 2 and longer.startswith(shorter))


def _firms(said: str, names: Names, asked_who: bool) -> Iterator[str]:
    if names.your_company in known_names(said, names):
        return
    own = _words(names.your_company)
    for found in (*_FROM.finditer(said), *(_ANSWERS_FROM.finditer(said) if asked_who else ())):
        firm = found["firm"].removesuffix("'s").removesuffix("’s")
        words = _words(firm)
        if firm != found["firm"] or not words or words[0] in _NO_FIRMS | GIVEN_NAMES:
            continue
        if len(words) == 1 and _TOWN.search(said, 0, found.start("firm")):
            continue
        near = any(alike(word, part) for word in words for part in own if len(part) > 3)
        if not near and likeness("".join(words), "".join(own)) < 0.7:
            yield firm


def _words(name: str) -> list[str]:
    return [t.text for t in tokens(name) if len(t.text) > 1]
