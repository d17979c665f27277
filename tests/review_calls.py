"""Records and transcripts on disk for tests of scores, results, reports and disputes."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from simulator.core.record import Record, write_record
from simulator.library import Library
from simulator.suite import run_plan

LIBRARY = Library()
LEFT: dict[str, Any] = {
    "facts": {"with": "voicemail"},
    "turns": [
        {"who": "other", "text": "Please leave a message."},
        {"who": "trainee", "text": "It's about your files.", "start": 65_000, "moves": ["state_purpose"]},
    ],
    "names": {"prospect": "Dana Whitlow"},
}


@cache
def _run(scenario: str, plan: str) -> Record:
    found, path = LIBRARY.find(scenario)
    read = LIBRARY.plan_at(path.parent / "plans" / path.stem / f"{plan}.yaml")
    record = run_plan(read, found, (), LIBRARY.move_ids).record
    return replace(record, header=replace(record.header, started="2026-11-24T10:00:00", trainee="Ines"))


def record_file(folder: Path, plan: str = "good", name: str = "", scenario: str = "the-front-desk") -> Path:
    """A plan, rehearsed and kept as a record."""
    path = folder / f"{name or f'{scenario}-{plan}'}.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(write_record(_run(scenario, plan)), "utf-8", newline="\n")
    return path


def cut_short(path: Path, events: int = 4) -> Path:
    """The record as a crash leaves it: so many events, and no end."""
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[: events + 1]), "utf-8", newline="\n")
    return path


def transcript_file(folder: Path, call: object = LEFT, name: str = "call.json") -> Path:
    """A transcript as people write one."""
    path = folder / name
    path.write_text(json.dumps(call), "utf-8")
    return path


def kept_calls(home: Path) -> Path:
    """Where a command with this home keeps its calls."""
    return home / "data" / "hitzero" / "calls"
