"""How fast many recorded calls are judged, and what memory that takes: `python tests/benchmarks/scoring.py [COUNT]`.

Writes COUNT records (10,000) of all plans under ever other seeds, then judges a tenth of them and all of them by the
real command, each as a process of its own. Memory that grew with the number of calls would show between the two.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path

from simulator.core.record import Record, write_record
from simulator.library import Library
from simulator.suite import run_plan


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the command: `calls` judged in `wall` seconds and `cpu` seconds, with a peak of `megabytes`."""

    calls: int
    wall: float
    cpu: float
    megabytes: float


def write_calls(folder: Path, count: int) -> None:
    """So many records, in folders of a thousand. Plans that follow another plan are left out."""
    library = Library()
    named = library.shelf.paths.items()
    plans = [
        (library.shelf.read[name], library.plan_at(file)) for name, path in named for file in library.plan_paths(path)
    ]
    alone = [(scenario, plan) for scenario, plan in plans if not getattr(plan, "after", "")]
    for n in range(count):
        scenario, plan = alone[n % len(alone)]
        seed = n // len(alone)
        made = run_plan(plan.model_copy(update={"seed": seed}), scenario, (), library.move_ids).record
        header = replace(made.header, started=f"2026-11-{1 + n % 28:02d}T10:00:00")
        path = folder / f"{n // 1000:03d}" / f"call-{n:06d}.jsonl"
        path.parent.mkdir(exist_ok=True)
        path.write_text(write_record(Record(header, made.events)), "utf-8")


def judge(folder: Path, out: Path) -> Run:
    """Judge a folder by the command, and look at what it took."""
    command = [sys.executable, "-m", "simulator", "score", str(folder), "--json", "-o", str(out)]
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True)
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    with out.open("rb") as lines:
        return Run(sum(1 for _ in lines), wall, cpu, after.ru_maxrss / 1024)


def main(count: int) -> None:
    """Write, judge a tenth, judge all, tell."""
    with tempfile.TemporaryDirectory(prefix="hitzero-scoring-") as temporary:
        folder = Path(temporary) / "calls"
        folder.mkdir()
        began = time.perf_counter()
        write_calls(folder, count)
        print(f"{count} records written in {time.perf_counter() - began:.0f} s")
        few = Path(temporary) / "few"
        few.mkdir()
        for path in sorted(folder.rglob("*.jsonl"))[: max(1, count // 10)]:
            (few / path.name).write_bytes(path.read_bytes())
        for run in (judge(few, Path(temporary) / "few.jsonl"), judge(folder, Path(temporary) / "all.jsonl")):
            took = f"{run.wall:.1f} s, {run.calls / run.wall:.0f} calls/s, CPU {run.cpu:.1f} s"
            print(f"{run.calls} calls: {took}, peak {run.megabytes:.0f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
