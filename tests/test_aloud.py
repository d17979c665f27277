"""Whole calls through the real sound path: a good and a poor one of each scenario, in real time."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from simulator import SCENARIOS
from simulator.call_sound import levels_of_call, sound_beside
from simulator.core.levels import LEVEL_MS
from simulator.core.record import replay
from simulator.core.understood import said_back, spelt
from simulator.library import Library
from simulator.records import load_record

LIBRARY = Library((SCENARIOS,))
ALOUD = [
    (name, path)
    for name in sorted(LIBRARY.shelf.read)
    for path in LIBRARY.plan_paths(LIBRARY.shelf.paths[name])
    if LIBRARY.plan_at(path).aloud
]


def sides(sound: Path) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The trainee's and the callee's side, 16 samples a ms."""
    samples, rate = soundfile.read(sound, dtype="float32")
    assert rate == 16_000
    return samples[:, 0], samples[:, 1]


def loudness(side: NDArray[np.float32], start: int, end: int) -> float:
    """The RMS between two moments in ms."""
    return float(np.sqrt(np.mean(side[start * 16 : end * 16] ** 2)))


@pytest.mark.aloud
@pytest.mark.skipif(sys.platform == "win32", reason="the microphone of a plan aloud is a named pipe")
@pytest.mark.parametrize(("name", "path"), ALOUD, ids=lambda x: getattr(x, "stem", x))
def test_a_plan_aloud_has_the_verdicts_of_its_rehearsal(hitzero, name: str, path: Path, tmp_path: Path):
    settings = tmp_path / "config" / "hitzero" / "settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text('{"keep_sound": true}', encoding="utf-8")

    done = hitzero("play", name, "--plan", str(path), "--aloud", "--keep", str(tmp_path / "kept"), home=tmp_path)

    assert done.returncode == 0, done.stdout[-3000:]
    assert "The plan came true." in done.stdout
    assert (tmp_path / "kept" / "loudspeaker.raw").stat().st_size > 100_000
    [record] = (tmp_path / "kept").glob("*.jsonl")
    call, _ = replay(load_record(record), LIBRARY.move_ids)
    for number in {step.understood["phone"] for step in LIBRARY.plan_at(path).call if "phone" in step.understood}:
        assert f"Your number was understood as {spelt(number)}." in said_back(call.transcript())
    you, them = sides(sound_beside(record))
    levels = levels_of_call(record)
    for turn in call.transcript().turns:
        if turn.who == "trainee" and turn.utterances and turn.utterances[0].words:
            first, last = turn.utterances[0].words[0].start, turn.utterances[-1].words[-1].end
            assert loudness(you, first, last) > 10 * loudness(you, first - 400, first - 150), turn.start
            assert max(levels.you[first // LEVEL_MS : last // LEVEL_MS + 1]) > 0.5, turn.start
        elif turn.who == "other" and turn.end - turn.start > 500:
            assert loudness(them, turn.start, turn.end) > 10 ** (-35 / 20), turn.start
            assert max(levels.them[turn.start // LEVEL_MS : turn.end // LEVEL_MS]) > 0.5, turn.start
