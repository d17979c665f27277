"""Every pair of colours that a text or a mark stands in can be read."""

from __future__ import annotations

import pytest

from simulator.screen.theme import ThemeName, colour, contrast, style, tokens

TEXTS = ("ink", "ink2", "ink3", "amber_text", "you", "them", "done", "avoid")
GROUNDS = ("bg", "surface", "sunken", "slip", "avoid_bg")
PAIRS = [(text, ground) for text in TEXTS for ground in GROUNDS]
PAIRS += [("on_amber", "amber"), ("on_avoid", "avoid"), ("on_them", "them_fill"), ("slip_ink", "slip"), ("bg", "ink")]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_a_text_stands_out_from_its_ground(theme: ThemeName, text: str, ground: str) -> None:
    assert contrast(colour(theme, text), colour(theme, ground)) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("mark", ["ring", "you_fill", "them_fill", "focus", "line_strong", "missed"])
def test_a_ring_a_lamp_and_a_wave_stand_out_from_the_page(theme: ThemeName, mark: str) -> None:
    assert contrast(colour(theme, mark), colour(theme, "bg")) >= 3


def test_a_colour_can_let_the_ground_through() -> None:
    assert colour("dark", "amber/0.5") == (*colour("dark", "amber")[:3], 128)


def test_a_style_that_no_token_names_is_refused() -> None:
    with pytest.raises(KeyError):
        style("gothic")


def test_every_named_style_has_its_font_file() -> None:
    from simulator import ASSETS

    assert all((ASSETS / "fonts" / style(name).file).is_file() for name in tokens()["type"])
