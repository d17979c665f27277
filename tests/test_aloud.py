"""Whole calls through the real sound path: a good and a poor one of each scenario, in real time."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from simulator import SCENARIOS
from simulator.library import Library

LIBRARY = Library((SCENARIOS,))
ALOUD = [
    (name, path)
    for name in sorted(LIBRARY.shelf.read)
    for path in LIBRARY.plan_paths(LIBRARY.shelf.paths[name])
    if LIBRARY.plan_at(path).aloud
]


@pytest.mark.aloud
@pytest.mark.skipif(sys.platform == "win32", reason="the microphone of a plan aloud is a named pipe")
@pytest.mark.parametrize(("name", "path"), ALOUD, ids=lambda x: getattr(x, "stem", x))
def test_a_plan_aloud_has_the_verdicts_of_its_rehearsal(hitzero, name: str, path: Path, tmp_path: Path):
    done = hitzero("play", name, "--plan", str(path), "--aloud", "--keep", str(tmp_path / "kept"), home=tmp_path)

    assert done.returncode == 0, done.stdout[-3000:]
    assert "The plan came true." in done.stdout
    assert (tmp_path / "kept" / "loudspeaker.raw").stat().st_size > 100_000
    assert len(list((tmp_path / "kept").glob("*.jsonl"))) == 1
