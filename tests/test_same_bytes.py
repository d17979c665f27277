"""Same record, same scorecard, byte for byte: also in another process, whose sets and names lie in another order."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from simulator import SCENARIOS

ROOT = Path(__file__).parent.parent
EXAMPLES = [
    example["call"]
    for path in sorted((SCENARIOS / "playbooks" / "examples").glob("*.json"))
    for example in json.loads(path.read_text("utf-8"))
]


def run(home: Path, seed: str, *words: str) -> bytes:
    env = os.environ | {"PYTHONHASHSEED": seed, "XDG_DATA_HOME": str(home), "XDG_CONFIG_HOME": str(home)}
    command = [sys.executable, "-m", "simulator", *words]
    return subprocess.run(command, env=env, cwd=ROOT, capture_output=True, timeout=120, check=True).stdout


@pytest.fixture(scope="module")
def calls(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("calls") / "calls.jsonl"
    lines = (json.dumps({"id": f"call-{n}"} | call) for n, call in enumerate(EXAMPLES))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_the_example_calls_are_scored_alike_by_every_process(calls: Path, tmp_path: Path) -> None:
    first, second, third = (run(tmp_path, seed, "score", str(calls), "--json") for seed in ("0", "1", "4242"))

    assert first.count(b"\n") == len(EXAMPLES)
    assert first == second == third


def test_a_record_is_scored_alike_by_every_process(tmp_path: Path) -> None:
    plan = SCENARIOS / "plans" / "after-the-beep" / "helen-and-both-roads.yaml"
    run(tmp_path, "0", "play", "after-the-beep", "--plan", str(plan), "--keep", str(tmp_path / "kept"))
    [record] = (tmp_path / "kept").glob("*.jsonl")

    first, second = (run(tmp_path, seed, "score", str(record), "--json") for seed in ("0", "4242"))

    assert first
    assert first == second
