"""Every screen looks as it did when somebody last looked at it and found it good.

Rule: a picture may differ in the odd pixel (a font's edge), not in a letter. A set of golden images belongs to one
pygame; where there is none for the one that is installed, `python -m screen.gallery` in the folder `tests` makes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pygame as pg
import pytest

from screen.gallery import GOLDEN, PICTURES, Gallery, paint

SEEN = 40  # of 255: a difference in colour that an eye sees
FEW = 120  # pixels of a million


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gallery]:
    """The game in a home of its own, with a fortnight of calls."""
    home: Path = tmp_path_factory.mktemp("gallery")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("DATA", "CONFIG", "CACHE"):
            patch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
        gallery = Gallery()
        yield gallery
        gallery.desk.close()


def other_pixels(one: pg.Surface, other: pg.Surface) -> int:
    """How many pixels differ so that one sees it."""
    apart = pg.surfarray.array3d(one).astype(np.int16) - pg.surfarray.array3d(other).astype(np.int16)
    return int((abs(apart).max(axis=2) > SEEN).sum())


@pytest.mark.skipif(not GOLDEN.is_dir(), reason=f"no golden images for {GOLDEN.name}: python -m screen.gallery")
@pytest.mark.parametrize("name", PICTURES)
def test_a_screen_looks_as_it_did(gallery: Gallery, name: str, tmp_path: Path) -> None:
    painted, golden = paint(gallery, name), pg.image.load(GOLDEN / f"{name}.png")

    assert painted.get_size() == golden.get_size()
    differ = other_pixels(painted, golden)
    pg.image.save(painted, tmp_path / f"{name}.png")
    assert differ <= FEW, f"{differ} pixels differ; see {tmp_path / f'{name}.png'}, and if it is right, make it anew"


def test_a_letter_that_changed_would_be_seen() -> None:
    one = pg.Surface((1280, 800))
    other = one.copy()
    pg.draw.rect(other, "white", (600, 400, 11, 11))

    assert other_pixels(one, other) > FEW


def test_every_golden_image_has_its_screen() -> None:
    assert {path.stem for path in GOLDEN.parent.glob("*/*.png")} <= set(PICTURES)
