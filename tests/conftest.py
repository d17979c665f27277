"""What the tests of commands share: the real command, as a process with a home of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

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


@pytest.fixture
def hitzero() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs the command: `hitzero("check", "my-desk", home=tmp_path)`."""
    return run_hitzero
