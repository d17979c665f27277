"""Every screen as a picture, to hold against the boards. From the folder `tests`: `python -m screen.pictures FOLDER`.

Rule: the same screens and states as the layout checks, at 1280x800 and 1920x1200, in both themes.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

import pygame as pg

from screen.seat import Seat
from screen.test_layout import SCREENS

SIZES = ((1280, 800), (1920, 1200))
THEMES = ("auto", "ivory", "bakelite")


def main(folder: Path) -> None:
    """Write them all."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, show in SCREENS.items():
        for wide, high in SIZES:
            for theme in THEMES:
                seat = Seat((wide, high), theme=theme, reduce_motion=True)
                show(seat)
                seat.wait().wait()
                pg.image.save(seat.picture, folder / f"{name.replace(', ', '-').replace(' ', '-')}-{wide}-{theme}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
