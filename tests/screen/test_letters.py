"""Letters of every script: no empty box is ever drawn, no word changes its face in the middle, and what runs to the
left is read from the right."""

from __future__ import annotations

import itertools

import pygame as pg
import pytest

from simulator.screen.letters import FONTS, MARK, Span, is_plain, letters, spans
from simulator.screen.painter import Painter
from simulator.screen.theme import style

TEXT, DISPLAY = style("body").file, style("h2").file
FACES = sorted(path.name for path in FONTS.glob("*.ttf"))
NAMES = {
    "Vietnamese": "Nguyễn Thị Hằng, Đặng Quốc Vượng",
    "Polish": "Łucja Dąbrowska, Żółć, Święty",
    "Turkish": "Işıl Gündoğdu, İstanbul, Şebnem",
    "Icelandic": "Þórður Æsisson, Eyjafjörður",
    "Czech": "Přemysl Žďár, ěščřžýáíéůťň",
    "Hungarian": "Győző Szőke, árvíztűrő",
    "Romanian": "Ștefan Țăranu",
    "Latvian": "Ģirts Ķīlis, Ļena Ņina",
    "Yoruba": "Ọlátúnjí Ṣẹ́gun",
    "Greek": "Ελένη Παπαδοπούλου, ᾠδή",
    "Russian": "Жанна Щукина, подъезд",
    "Ukrainian": "Їжак Ґанна",
    "Hebrew": "שלום דנה כהן",
    "Arabic": "محمد علي القحطاني",
    "Persian": "پرویز گلچین",
}
UNKNOWN = "\U0001fbf0\U00013000"  # a sign of early computers, and one of Egypt


@pytest.fixture(autouse=True)
def _fonts() -> None:
    pg.font.init()


LARGE = 3.0
"""A scale at which letters are drawn as the face has them, not finer and averaged down."""


def ink(surface: pg.Surface) -> bytes:
    """The pixels of a picture without the empty ones around them."""
    return pg.image.tobytes(surface.subsurface(surface.get_bounding_rect()), "RGBA")


def drawn(text: str, name: str) -> bytes:
    return ink(Painter(LARGE).text(text, style(name), "ink"))


def boxes(name: str) -> set[bytes]:
    """What the faces draw for a letter that they have not, in the size of that style."""
    size, tint = round(style(name).size * LARGE), Painter(LARGE).colour("ink")
    return {ink(pg.font.Font(str(FONTS / file), size).render("\uffff", True, tint)) for file in FACES}


@pytest.mark.parametrize("name", ["body", "h2", "caption", "source", "mono", "row"])
@pytest.mark.parametrize("language", NAMES)
def test_no_letter_of_a_name_is_an_empty_box(language: str, name: str) -> None:
    empty = boxes(name)
    for letter in {ch for ch in NAMES[language] if not ch.isspace()}:
        assert drawn(letter, name) not in empty, letter


@pytest.mark.parametrize("language", NAMES)
def test_every_name_is_set_in_faces_that_the_game_brings_along(language: str) -> None:
    for span in spans(NAMES[language], TEXT):
        assert span.file in FACES
        assert {ord(ch) for ch in span.text} <= letters(span.file) | {32}


@pytest.mark.parametrize("file", FACES)
def test_what_a_face_says_it_has_it_draws(file: str) -> None:
    """A dozen letters of each face, spread over all it has, against the box that stands for a missing one."""
    has = sorted(c for c in letters(file) if chr(c).isalpha())
    font = pg.font.Font(str(FONTS / file), 40)
    box = pg.image.tobytes(font.render("\uffff", True, "black"), "RGBA")

    assert len(has) > 100
    for code in has[:: len(has) // 12]:
        assert pg.image.tobytes(font.render(chr(code), True, "black"), "RGBA") != box, hex(code)


def test_a_word_never_changes_its_face_in_the_middle() -> None:
    found = spans("Nguyễn", TEXT)

    assert len(found) == 1
    assert found[0].file.startswith("NotoSans_")


def test_a_word_that_its_own_face_has_stays_in_it() -> None:
    found = spans("Sam Nguyễn", TEXT)

    assert [span.text for span in found] == ["Sam ", "Nguyễn"]
    assert found[0].file == TEXT


def test_bold_letters_stay_bold() -> None:
    assert spans("Жанна", DISPLAY)[0].file == "NotoSans_600SemiBold.ttf"


def test_plain_english_is_left_alone() -> None:
    assert is_plain("She’s usually back at two – “try then”.", TEXT)


def test_hebrew_in_an_english_line_is_read_from_the_right() -> None:
    found = spans("Ask for דנה כהן at two", TEXT)

    assert [span.text for span in found] == ["Ask for ", "כהן", " ", "דנה", " at two"]
    assert [span.leftwards for span in found] == [False, True, False, True, False]


def test_digits_among_arabic_words_keep_their_order() -> None:
    assert [span.text for span in spans("علي 1024 محمد", TEXT) if span.text.strip()] == ["محمد", "1024", "علي"]


def test_arabic_letters_are_joined() -> None:
    """No empty column of pixels stands between them, as there is between Hebrew ones."""
    assert gaps("محم") == 0
    assert gaps("שלם") == 2


def gaps(text: str) -> int:
    picture = Painter(LARGE).text(text, style("caption"), "ink")
    filled = [any(picture.get_at((x, y))[3] for y in range(picture.get_height())) for x in range(picture.get_width())]
    return sum(a and not b for a, b in itertools.pairwise(filled)) - 1


def test_what_nobody_has_is_one_plain_mark() -> None:
    found = spans(f"Bob {UNKNOWN[1]} ok", TEXT)

    assert found == (Span(TEXT, f"Bob {MARK} ok"),)


def test_a_mark_is_drawn_and_not_a_box() -> None:
    assert drawn(UNKNOWN[1], "body") == drawn(MARK, "body")
    assert drawn(MARK, "body") not in boxes("body")


def test_joiners_and_variants_of_a_sign_draw_nothing() -> None:
    assert "".join(span.text for span in spans("a\u200db\ufe0f", TEXT)) == "ab"


@pytest.mark.parametrize("language", NAMES)
def test_a_name_is_as_wide_as_it_is_drawn(language: str) -> None:
    painter, how = Painter(1.0), style("caption")
    ink = painter.text(NAMES[language], how, "ink")

    assert abs(ink.get_width() - painter.width(NAMES[language], how)) <= 2


def test_a_line_keeps_its_baseline_whatever_its_face() -> None:
    """The lowest ink of letters without tails is at the same distance from the middle of the bitmap."""
    how = style("caption")
    own, other = (Painter(LARGE).text(text, how, "ink") for text in ("HEH", "НЕН"))

    assert abs(_foot(own) - _foot(other)) <= 1


def _foot(picture: pg.Surface) -> float:
    return picture.get_bounding_rect().bottom - picture.get_height() / 2


def test_a_file_that_is_no_font_has_no_letters(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "no.ttf").write_bytes(b"not a font at all")

    assert letters(str(tmp_path / "no.ttf")) == frozenset()
    assert letters(str(tmp_path / "missing.ttf")) == frozenset()
