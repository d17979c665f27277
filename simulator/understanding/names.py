"""Names of the scenario in what was said: known ones by sound, and a stranger's name in the place of the prospect's.

Rule: a name is never made out of words that do not sound like it. Whether a name is wrong or only misheard is
decided in favour of the trainee: what may be the prospect's name, misspelt by the recogniser, counts as that name.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from simulator.understanding.given_names import GIVEN_NAMES, ORDINARY_WORDS
from simulator.understanding.words import Token, listed, tokens


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a scenario, as it writes them. `others`: everybody else whom one may rightly name."""

    prospect: str
    company: str = ""
    you: str = ""
    your_company: str = ""
    others: tuple[str, ...] = ()

    @property
    def people(self) -> tuple[str, ...]:
        return tuple(name for name in (self.prospect, self.you, *self.others) if name)

    @property
    def firms(self) -> tuple[str, ...]:
        return tuple(name for name in (self.company, self.your_company) if name)


NOBODY = Names("")
"""Where nobody wrote down who is who."""

NEAR = 0.8  # likeness of two spellings (difflib) from which they may be one name misheard

_TITLES = frozenset(listed("mr mrs ms miss mister dr doctor sir madam professor"))
_PLACE = re.compile(
    r"""\b(?:
    (?:speak|talk|chat)\s+(?:to|with)
    | (?:get|put|pass)\s+me\s+(?:through\s+)?(?:over\s+)?to
    | put\s+(?:me\s+)?through\s+to
    | connect\s+(?:me\s+)?(?:to|with)
    | (?:looking|calling|asking|ringing|call)\s+for
    | trying\s+to\s+(?:reach|get|catch|contact)
    | get\s+(?:a\s+)?hold\s+of
    | when(?:'s|\s+is|\s+will) | where(?:'s|\s+is)
    | whether | if | reach | reached | catch | got | tried | after
    )\s+$""",
    re.I | re.X,
)
"""What stands before the name of the person whom one wants."""

_NOT_ASKING = frozenset(listed("name names this it that he she who here there boss colleague manager friend assistant"))
"""Words after which "is NAME" tells who somebody is, and does not ask for anybody."""

_POSSESSIONS = frozenset(listed("line voicemail extension desk phone mailbox machine office cell mobile number diary"))

_ADDRESS = re.compile(
    r"""^\W*(?:hi|hello|hey|hiya|dear|(?:good\s+)?(?:morning|afternoon|evening)
    | is\s+(?:this|that) | am\s+i\s+speaking\s+(?:to|with))\W+$""",
    re.I | re.X,
)
"""What stands before the name of the person one speaks to."""


def known_names(said: str, names: Names) -> tuple[str, ...]:
    """The scenario's names that were said, each as the scenario writes it, in the order of first saying."""
    words = tokens(said)
    found: dict[str, int] = {}
    for name in (*names.people, *names.firms):
        at = _person_at(said, words, name) if name in names.people else _firm_at(words, name)
        if at is not None:
            found.setdefault(name, at)
    return tuple(sorted(found, key=found.__getitem__))


def wrong_names(said: str, names: Names, *, to_prospect: bool) -> tuple[str, ...]:
    """Names said where the prospect's should stand, and that are nobody's here. `to_prospect`: the trainee speaks to
    the prospect, or into their box, so that greeting by name is naming the prospect."""
    words = tokens(said)
    right = [part for name in names.people for part in _parts(name)]
    wrong = []
    for i, word in enumerate(words):
        titled = i > 0 and words[i - 1].text in _TITLES
        owner = word.text.endswith("s") and i + 1 < len(words) and words[i + 1].text in _POSSESSIONS
        name = replace(word, text=word.text[:-1], end=word.start + len(word.text) - 1) if owner else word
        placed = owner or _is_placed(said, words[: i - 1 if titled else i], to_prospect=to_prospect)
        if placed and _is_name(said, name, titled=titled) and not any(alike(name.text, part) for part in right):
            wrong.append(said[name.start : name.end])
    return tuple(dict.fromkeys(wrong))


def names_only_prospect(said: str, names: Names) -> bool:
    """Whether words that seem to give the speaker's name hold the prospect's and not the speaker's: "Dana Whitlow,
    please" asks for her. Where the two share a name, it may be the speaker's."""
    words, own = {t.text for t in tokens(said)}, set(_parts(names.you))
    return not words.isdisjoint(set(_parts(names.prospect)) - own) and words.isdisjoint(own)


def _is_placed(said: str, words: Sequence[Token], *, to_prospect: bool) -> bool:
    """Whether a name that follows those words stands for the prospect: "is Diana in", "speak to Diana", "hi Diana"."""
    before = said[: words[-1].end] + " " if words else ""
    if words and words[-1].text in ("is", "has"):
        asks = len(words) < 2 or words[-2].text not in _NOT_ASKING
        return asks and (not to_prospect or bool(_ADDRESS.match(before)))
    return bool(_PLACE.search(before) or (to_prospect and _ADDRESS.match(before)))


def _is_name(said: str, word: Token, *, titled: bool) -> bool:
    capital = said[word.start].isupper()
    if titled:
        return (capital and said != said.upper()) or word.text in GIVEN_NAMES
    return word.text in GIVEN_NAMES and (capital or word.text not in ORDINARY_WORDS)


def _parts(name: str) -> list[str]:
    return [t.text for t in tokens(name) if t.text not in _TITLES and len(t.text) > 1]


def _person_at(said: str, words: Sequence[Token], name: str) -> int | None:
    """Where a person is named, by the first or by the last name."""
    for i, word in enumerate(words):
        for part in _parts(name):
            ordinary = part in ORDINARY_WORDS and not said[word.start].isupper()
            if _same(word.text, part) and not ordinary:
                return i
            joined = word.text + (words[i + 1].text if i + 1 < len(words) else "")
            if len(part) >= 6 and joined != word.text and _sound(joined) == _sound(part):
                return i
    return None


def _firm_at(words: Sequence[Token], name: str) -> int | None:
    """Where a firm is named: by its first word at least, and by that alone where it is no ordinary word."""
    parts = [p for p in _parts(name) if p not in ("the", "and", "of", "inc", "ltd", "llc", "co", "company")]
    for i, word in enumerate(words if parts else ()):
        rest = [w.text for w in words[i + 1 : i + 4]]
        joined = word.text + (rest[0] if rest else "")
        begins = _same(word.text, parts[0]) or (len(parts[0]) >= 6 and _sound(joined) == _sound(parts[0]))
        if begins and (len(parts) == 1 or len(parts[0]) >= 7 or any(_same(w, p) for w in rest for p in parts[1:])):
            return i
    return None


def _same(word: str, name: str) -> bool:
    """Whether a word is that name, well or badly spelt. Another given name must be alike in sound."""
    if word in (name, name + "s"):
        return True
    if len(name) < 4 or len(word) < 4 or word in ORDINARY_WORDS:
        return False
    if _sound(word) == _sound(name):
        return True
    return word not in GIVEN_NAMES and len(name) >= 5 and word[0] == name[0] and likeness(word, name) >= NEAR


def alike(word: str, name: str) -> bool:
    """Whether a word may be that name misheard; more is let pass here than for saying that the name was said."""
    return (
        _same(word, name) or _sound(word) == _sound(name) or (word not in GIVEN_NAMES and likeness(word, name) >= 0.7)
    )


def likeness(a: str, b: str) -> float:
    return difflib.SequenceMatcher(None, a, b, autojunk=False).ratio()


_SOUNDS = (
    (r"^(?:kn|gn|wr)", lambda m: m[0][1]),
    (r"sch|sh|ti(?=on)|ch", "S"),
    (r"ph", "f"),
    (r"gh(?=t|$)", ""),
    (r"ck|c(?![eiy])|q", "k"),
    (r"c|z", "s"),
    (r"x", "ks"),
    (r"th", "t"),
    (r"(?<=[a-z])h", ""),
    (r"g(?=[eiy])|dg", "j"),
    (r"wh", "w"),
    (r"(?:ay|ai|ey|ei|a(?=[^aeiouy]e$))", "a"),
    (r"(?:ee|ea|ie|y|i)", "i"),
    (r"(?:oo|ou|ew|ue|u)", "u"),
    (r"(?:au|aw|o)", "o"),
    (r"e$", ""),
    (r"(.)\1+", r"\1"),
)


@lru_cache(maxsize=4096)
def _sound(word: str) -> str:
    """A rough key of how a name sounds in English, vowels kept: Shawn is not Sheila, Dayna is Dana, Diana is not."""
    key = word
    for pattern, replacement in _SOUNDS:
        key = re.sub(pattern, replacement, key)
    return key
