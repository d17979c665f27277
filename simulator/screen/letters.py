"""Which font has which letters: a text cut into spans that one font each can draw, in the order in which they are seen.

Rule: no letter is ever drawn as the empty box of a font that lacks it. A word that its own font lacks a letter of is
set in one of ours that has them all, whole, so that no word changes its face in the middle; then in one of the
computer's own; and what nobody has becomes one plain mark. Spans of languages that run to the left come in the order in
which the eye meets them, digits in them as they are written.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import pygame as pg

from simulator import ASSETS

FONTS = ASSETS / "fonts"
MARK = "•"
"""What stands for letters that no font here has; every face of the design has it."""
_OURS = ("NotoSans", "NotoSansHebrew", "NotoSansArabic")
_THEIRS = (  # what Windows, macOS and Linux have for Chinese, Japanese, Korean, Thai, the scripts of India, signs
    *("microsoftyahei", "yugothic", "meiryo", "msgothic", "malgungothic", "simsun", "pingfangsc", "hiraginosansgb"),
    *("hiraginosans", "applesdgothicneo", "arialunicodems", "notosanscjksc", "notosanscjkjp", "sourcehansans"),
    *("wenquanyimicrohei", "wenquanyizenhei", "droidsansfallback", "nirmalaui", "leelawadeeui", "tahoma", "thonburi"),
    *("kohinoordevanagari", "notosansdevanagari", "notosansthai", "segoeuisymbol", "applesymbols", "dejavusans"),
    "freesans",
)
_BOLD = re.compile(r"SemiBold|Bold|ExtraBold")
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff\U000e0000-\U000e007f]")
"""Letters that draw nothing: joiners, marks of direction, variants of a sign. (Joining is what the shaper does.)"""
_SKIN = range(0x1F3FB, 0x1F400)  # colours of an emoji's skin, which draw nothing by themselves
_WORD = re.compile(r"\S+\s*|\s+")
_LEFTWARDS = ("R", "AL")
_SCRIPTS = {  # those whose letters change beside one another, by the first word of the letters' names
    **{"ARABIC": "Arab", "HEBREW": "Hebr", "SYRIAC": "Syrc", "DEVANAGARI": "Deva", "BENGALI": "Beng", "TAMIL": "Taml"},
    **{"TELUGU": "Telu", "GUJARATI": "Gujr", "GURMUKHI": "Guru", "KANNADA": "Knda", "MALAYALAM": "Mlym"},
    **{"SINHALA": "Sinh", "THAI": "Thai", "LAO": "Laoo", "KHMER": "Khmr", "MYANMAR": "Mymr", "TIBETAN": "Tibt"},
}


class Span(NamedTuple):
    """A stretch of a text in one font. `file`: a path, or the name of one of ours; `script`: how its letters change
    beside one another (ISO 15924), "" where they do not; `leftwards`: it runs to the left."""

    file: str
    text: str
    script: str = ""
    leftwards: bool = False


@lru_cache(maxsize=4000)
def spans(text: str, file: str) -> tuple[Span, ...]:
    """A text as it is drawn in a face of ours, left to right."""
    if text.isascii() or not (set(map(ord, text)) - letters(file)):
        return (Span(file, text),)
    out: list[Span] = []
    for stretch, leftwards in _runs(_UNSEEN.sub("", text)):
        found = [span for word in _WORD.findall(stretch) for span in _word(word, file)]
        if leftwards:
            found = _turned(found)
        for span in found:
            joins = out and out[-1].file == span.file and out[-1].script == span.script
            if joins and not (leftwards or out[-1].leftwards):
                out[-1] = span._replace(text=out[-1].text + span.text)
            else:
                out.append(span)
    return tuple(out) or (Span(file, ""),)


def is_plain(text: str, file: str) -> bool:
    """Whether the face has all the letters and nothing runs to the left: nearly every text is so."""
    found = spans(text, file)
    return len(found) == 1 and found[0] == Span(file, text)


def _runs(text: str) -> Iterator[tuple[str, bool]]:
    """The text in stretches of one direction. What has none by itself (spaces, digits, stops) between two stretches
    that run to the left goes with them."""
    start, last = 0, 0
    inside = False
    for i, letter in enumerate(text):
        way = unicodedata.bidirectional(letter)
        if way in _LEFTWARDS:
            if not inside and i > start:
                yield text[start:i], False
            start, inside = (start if inside else i), True
            last = i + 1
        elif way == "L" and inside:
            yield text[start:last], True
            start, inside = last, False
    if inside:
        yield text[start:last], True
        start = last
    if start < len(text):
        yield text[start:], False


def _turned(found: list[Span]) -> list[Span]:
    """Words that run to the left, in the order in which they are seen from the left; those of digits stay as they are.
    The space behind a word comes before it."""
    out: list[Span] = []
    for span in reversed(found):
        bare = span.text.rstrip()
        gap = span.text[len(bare) :]
        leftwards = any(unicodedata.bidirectional(ch) in _LEFTWARDS for ch in bare)
        out += [Span(span.file, gap)] if gap else []
        out += [span._replace(text=bare, leftwards=leftwards)] if bare else []
    return out


def _word(word: str, file: str) -> list[Span]:
    """One word in the first font that has all of it; else letter by letter, with a mark for what nobody has."""
    bold, script = bool(_BOLD.search(file)), _script(word)
    needed = {ord(ch) for ch in word if not ch.isspace()}
    for name in (file, *_faces(bold)):
        if needed <= letters(name):
            return [Span(name, word, script)]
    if name := _of_the_computer(frozenset(needed)):
        return [Span(name, word, script)]
    out: list[Span] = []
    for letter in word:
        code = ord(letter)
        if code in _SKIN:
            continue
        name = next((n for n in (file, *_faces(bold)) if letter.isspace() or code in letters(n)), "")
        name = name or _of_the_computer(frozenset({code}))
        if (
            not name
            and out
            and out[-1].text.endswith(MARK)
            and unicodedata.category(letter) in ("Mn", "Me", "Mc", "Cf")
        ):
            continue
        name, drawn = (name, letter) if name else (file, MARK)
        if out and out[-1].file == name:
            out[-1] = Span(name, out[-1].text + drawn)
        else:
            out.append(Span(name, drawn))
    return out


def _script(word: str) -> str:
    names = (unicodedata.name(letter, "").split(" ")[0] for letter in word)
    return next((_SCRIPTS[name] for name in names if name in _SCRIPTS), "")


def _faces(bold: bool) -> tuple[str, ...]:
    weight = "600SemiBold" if bold else "400Regular"
    return tuple(f"{family}_{weight}.ttf" for family in _OURS)


@lru_cache(maxsize=512)
def _of_the_computer(needed: frozenset[int]) -> str:
    """A font of this computer that has all of these letters; "" where there is none. Looked for only when it is
    needed: the first look at a computer's fonts takes up to a second."""
    for name in _THEIRS:
        path = _installed(name)
        if path and needed <= letters(path) and _opens(path):
            return path
    return ""


@cache
def _installed(name: str) -> str:
    try:
        return pg.font.match_font(name) or ""
    except (OSError, pg.error, UnicodeError):  # a computer whose list of fonts cannot be read has none
        return ""


@cache
def _opens(path: str) -> bool:
    try:
        pg.font.Font(path, 12)
    except (OSError, pg.error):
        return False
    return True


# -- what a font file says it has --------------------------------------------------------------------------------------


@cache
def letters(file: str) -> frozenset[int]:
    """The code points that a font draws; none where the file is no TrueType or OpenType font."""
    path = Path(file) if Path(file).is_absolute() else FONTS / file
    try:
        data = path.read_bytes()
        return frozenset(_codes(data))
    except (OSError, struct.error, IndexError, KeyError):
        return frozenset()


def _codes(data: bytes) -> Iterator[int]:
    """The best table of letters of a font, or of the first font of a collection."""
    base = struct.unpack_from(">I", data, 12)[0] if data[:4] == b"ttcf" else 0
    count = struct.unpack_from(">H", data, base + 4)[0]
    tables = {
        data[at : at + 4]: struct.unpack_from(">II", data, at + 8)
        for at in range(base + 12, base + 12 + 16 * count, 16)
    }
    start = tables[b"cmap"][0]
    kinds = {}
    for i in range(struct.unpack_from(">H", data, start + 2)[0]):
        platform, encoding, offset = struct.unpack_from(">HHI", data, start + 4 + 8 * i)
        if (platform, encoding) in ((3, 10), (0, 4), (0, 6), (3, 1), (0, 3)):
            kinds[struct.unpack_from(">H", data, start + offset)[0]] = start + offset
    if 12 in kinds:
        yield from _segments_12(data, kinds[12])
    elif 4 in kinds:
        yield from _segments_4(data, kinds[4])


def _segments_12(data: bytes, at: int) -> Iterator[int]:
    for i in range(struct.unpack_from(">I", data, at + 12)[0]):
        first, last, glyph = struct.unpack_from(">III", data, at + 16 + 12 * i)
        yield from range(first + (glyph == 0), last + 1)


def _segments_4(data: bytes, at: int) -> Iterator[int]:
    double = struct.unpack_from(">H", data, at + 6)[0]
    ends, starts, deltas, offsets = (at + 14 + double * i + (2 if i else 0) for i in range(4))
    for i in range(0, double, 2):
        last, first = struct.unpack_from(">H", data, ends + i)[0], struct.unpack_from(">H", data, starts + i)[0]
        delta, offset = struct.unpack_from(">H", data, deltas + i)[0], struct.unpack_from(">H", data, offsets + i)[0]
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if offset:
                glyph = struct.unpack_from(">H", data, offsets + i + offset + 2 * (code - first))[0]
            if glyph and (glyph + delta) % 0x10000:
                yield code
