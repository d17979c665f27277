"""Every test of the window runs on SDL's dummy display: real events, real pixels, no window server."""

from __future__ import annotations

import os

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")

import pytest

from screen.seat import Seat


@pytest.fixture
def seat() -> Seat:
    """Somebody in front of the window."""
    return Seat()
