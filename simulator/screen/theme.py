"""Colours and type, read from assets/tokens.json.

Rule: no colour and no size is written anywhere else. A colour is named by its token, with an alpha behind a slash where
it is to let the ground through: "amber", "them_fill/0.34". Sizes are logical px at scale 1 (a window of 1280x800).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from simulator import ASSETS

ThemeName = Literal["light", "dark"]
Rgba = tuple[int, int, int, int]


@cache
def tokens() -> dict[str, Any]:
    """The design tokens as they lie in the assets."""
    data: dict[str, Any] = json.loads((ASSETS / "tokens.json").read_text(encoding="utf-8"))
    return data


@dataclass(frozen=True, slots=True)
class Style:
    """A way of setting text: font file, size and line height in logical px, extra space between letters."""

    file: str
    size: float
    line: float
    tracking: float = 0.0


@cache
def style(name: str) -> Style:
    """The style of that name. Raises KeyError: a wrong name is our own mistake."""
    found = tokens()["type"][name]
    file: str = tokens()["font"][found["family"]][str(found["weight"])]
    return Style(file, found["size"], found["line"], found["tracking"])


@cache
def colour(theme: ThemeName, name: str) -> Rgba:
    """The colour of a token in a theme; "name/0.5" for half alpha. The illustrations' own colours count too."""
    token, _, alpha = name.partition("/")
    hexes = tokens()["color"][theme] | tokens()["art"][theme]
    value = token if token.startswith("#") else hexes[token]
    red, green, blue = (int(value[i : i + 2], 16) for i in (1, 3, 5))
    return red, green, blue, round(255 * float(alpha)) if alpha else 255


def contrast(one: Rgba, other: Rgba) -> float:
    """WCAG contrast of two opaque colours, 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(rgba: Rgba) -> float:
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in rgba[:3])]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
