"""Whether `hitzero moves` answers any number of lines without growing: its memory early and late, and its speed.

    python tests/benchmarks/many_moves.py [--lines 100000]

Rule: the real command in a process of its own, fed line by line through a pipe from the corpus, over and over. Memory
is read from the system (Linux only; elsewhere it is left out). Nothing is asserted: it is a report.
"""

from __future__ import annotations

import argparse
import itertools
import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
EARLY, OFTEN = 1_000, 10_000


def utterances() -> Iterator[bytes]:
    """The turns of the corpus as lines for the command, without end."""
    files = sorted((ROOT / "corpus").glob("*.jsonl"))
    turns = [json.loads(line) for path in files for line in path.read_text("utf-8").splitlines()]
    lines = [
        json.dumps({k: turn.get(k) for k in ("id", "context", "heard", "said")}).encode() + b"\n" for turn in turns
    ]
    return itertools.cycle(lines)


def memory(process: int) -> float | None:
    """The megabytes that a process holds now; None where the system does not tell."""
    try:
        status = Path(f"/proc/{process}/status").read_text("ascii")
    except OSError:
        return None
    return next(int(row.split()[1]) / 1024 for row in status.splitlines() if row.startswith("VmRSS"))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--lines", type=int, default=100_000)
    count = parser.parse_args().lines
    command = [sys.executable, "-m", "simulator", "moves"]
    began = time.monotonic()
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as run:
        assert run.stdin is not None
        assert run.stdout is not None
        source, answers = run.stdin, run.stdout

        def feed() -> None:
            for line in itertools.islice(utterances(), count):
                source.write(line)
            source.flush()
            told.wait()
            source.close()

        told = threading.Event()
        threading.Thread(target=feed, daemon=True).start()
        for number, _ in enumerate(answers, 1):
            if number in (EARLY, count) or number % OFTEN == 0:
                held = memory(run.pid)
                each = 1000 * (time.monotonic() - began) / number
                print(f"{number:,} lines: {held and round(held)} MB, {each:.1f} ms a line (wall)", flush=True)
            if number == count:
                told.set()


if __name__ == "__main__":
    main()
