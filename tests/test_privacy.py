"""Nothing leaves the machine: the libraries too keep to that, on a machine where nothing but the game tells them.

Without the line in simulator/__init__.py onnxruntime 1.31 leaves a number for the machine and a file of reports to be
sent in the user's cache. That is what is looked for; the reports themselves are not provoked here.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ALL_MODELS = """
import numpy as np
import simulator
from simulator import ASSETS
from simulator.speech.asr import recogniser
from simulator.speech.endpointing import Silero
from simulator.understanding.meaning import Understanding
Understanding.load()
recogniser("whisper").transcribe(np.zeros(16_000, np.float32))
Silero()
"""


def as_at_home(folder: Path) -> dict[str, str]:
    """An environment as a user has it: a home of its own, and no word that this is a test or a build server, for on
    those onnxruntime keeps quiet of itself."""
    hushes = {"CI", "GITHUB_ACTIONS", "TF_BUILD", "ORT_DISABLE_TELEMETRY", "ORT_RUNNING_UNIT_TESTS"}
    homes = {f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("DATA", "CONFIG", "CACHE", "STATE")}
    return {k: v for k, v in os.environ.items() if k not in hushes} | homes | {"HOME": str(folder)}


def run(code: str, folder: Path) -> set[str]:
    """The names of all files that running that code leaves in a new home."""
    done = subprocess.run(
        [sys.executable, "-c", code], env=as_at_home(folder), capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    return {path.name for path in folder.rglob("*") if path.is_file()}


def test_no_library_numbers_the_machine_or_gathers_reports_to_send(tmp_path: Path) -> None:
    assert run(ALL_MODELS, tmp_path) == set()
