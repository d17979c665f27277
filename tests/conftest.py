"""What tests of every room share: the real command as a process, the game behind its window, a voice in the microphone.

Rule: each has a home of its own; no test sees another's records, nor those of whoever runs them. SDL's dummy drivers
stand in for a screen and a loudspeaker, unless the environment names others.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")

import pytest
from hypothesis import settings

if TYPE_CHECKING:  # the tests of the core load neither window nor sound
    from simulator.desk import Desk
    from simulator.library import Library
    from simulator.speech.mouthpiece import Mouthpiece
    from simulator.understanding.meaning import Understanding

ROOT = Path(__file__).parent.parent
settings.register_profile("unhurried", deadline=None)  # what holds, holds on a busy machine too
settings.load_profile("unhurried")


def run_hitzero(*words: str, home: Path, given: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command with a home of its own."""
    env = os.environ | {
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "SDL_VIDEODRIVER": "dummy",
        "SDL_AUDIODRIVER": "dummy",
    }
    done = subprocess.run(
        [sys.executable, "-m", "simulator", *words],
        input=given,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=env,
        cwd=ROOT,
        timeout=120,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done


@pytest.fixture(scope="session")
def hitzero() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs the command: `hitzero("check", "my-desk", home=tmp_path)`."""
    return run_hitzero


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own for records, settings and caches."""
    for name in ("DATA", "CONFIG", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    return tmp_path


@pytest.fixture(scope="session")
def understanding() -> Understanding:
    """The shipped recogniser: loaded once, and nothing in it changes."""
    from simulator.understanding.meaning import Understanding

    return Understanding.load()


@pytest.fixture(scope="session")
def shelf() -> Library:
    """What ships: read once, and nothing in it changes."""
    from simulator import SCENARIOS
    from simulator.library import Library

    return Library((SCENARIOS,))


@pytest.fixture
def desk(home: Path, shelf: Library) -> Iterator[Desk]:
    """The game behind the window, with the shipped scenarios; whoever sits there types, and nobody else calls."""
    from simulator.desk import Desk
    from simulator.settings import Settings

    desk = Desk(shelf, Settings(typed=True, headset=True))
    yield desk
    desk.close()


@pytest.fixture
def mouthpiece(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mouthpiece]:
    """A pipe in the microphone's place: what it speaks is what the ears hear. No mixer is open yet."""
    import pygame

    from simulator.speech.mouthpiece import Mouthpiece

    speaks = Mouthpiece(tmp_path)
    pygame.mixer.quit()
    monkeypatch.setenv("SDL_DISKAUDIOFILE", str(tmp_path / "out.raw"))
    for name, value in speaks.environment.items():
        monkeypatch.setenv(name, value)
    yield speaks
    pygame.mixer.quit()
    speaks.close()
