"""Utterances in, moves out, as lines of JSON: what `hitzero moves` does with its input.

Rule: one line in, at most one line out, and nothing kept of either, so that a hundred thousand lines need no more
memory than one. A line that cannot be used is reported with its number and passed over; its words are not repeated.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO, TextIO, cast

from simulator.core.facts import CONTEXTS
from simulator.understanding.meaning import Understanding
from simulator.understanding.recogniser import Context

Report = Callable[[str], None]

LONGEST_LINE = 1_000_000  # bytes. Nobody says as much: what is longer is another kind of file, and is not kept
_TELL_EVERY_S = 10.0  # seconds between two lines of progress in a file or a pipe; a terminal is told every half second


def _to_stderr(text: str) -> None:
    print(text, file=sys.stderr)


def answer_all(source: BinaryIO, sink: TextIO, understanding: Understanding, tell: TextIO) -> int:
    """Answers every line of `source` on `sink`, tells progress and bad lines on `tell`; how many were passed over."""
    bad = 0

    def report(text: str) -> None:
        nonlocal bad
        bad += 1
        progress.clear()
        print(text, file=tell, flush=True)

    progress = _Progress(tell)
    for answer in moves_lines(progress.counted(lines_of(source)), understanding, report):
        sink.write(answer + "\n")
        sink.flush()
    progress.clear()
    print(f"{progress.lines:,} lines read, {bad:,} passed over, {progress.seconds:.0f} s", file=tell, flush=True)
    return bad


def lines_of(source: BinaryIO) -> Iterator[str]:
    """The lines of a stream of bytes. What is no UTF-8, or too long, comes as a line that nobody can take for JSON."""
    first = True
    while line := source.readline(LONGEST_LINE):
        whole = line.endswith(b"\n") or len(line) < LONGEST_LINE
        while not whole:
            rest = source.readline(LONGEST_LINE)
            whole = rest.endswith(b"\n") or len(rest) < LONGEST_LINE
            line = _TOO_LONG.encode()
        text = line.decode("utf-8-sig" if first else "utf-8", errors="replace").rstrip("\r\n")
        first = False
        yield _NO_UTF8 if "\ufffd" in text and not _is_utf8(line) else text


_TOO_LONG, _NO_UTF8 = "(too long)", "(no UTF-8)"


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


class _Progress:
    """How many lines were read, told now and then: over and over in one place on a terminal, rarely elsewhere."""

    def __init__(self, tell: TextIO) -> None:
        self.lines = 0
        self._tell, self._began = tell, time.monotonic()
        self._every = 0.5 if tell.isatty() else _TELL_EVERY_S
        self._next, self._shown = self._began + self._every, False

    @property
    def seconds(self) -> float:
        """Since the first line was asked for."""
        return time.monotonic() - self._began

    def counted(self, lines: Iterable[str]) -> Iterator[str]:
        """The same lines, counted as they are read."""
        for line in lines:
            self.lines += 1
            if time.monotonic() >= self._next:
                self._next = time.monotonic() + self._every
                self._show()
            yield line

    def clear(self) -> None:
        """Takes the line of progress off a terminal, so that another can be written there."""
        if self._shown:
            print("\r" + " " * 60 + "\r", end="", file=self._tell, flush=True)
            self._shown = False

    def _show(self) -> None:
        says = f"{self.lines:,} lines, {self.lines / self.seconds:.0f} a second"
        self._shown = self._tell.isatty()
        print(f"\r{says:<60}" if self._shown else says, end="" if self._shown else "\n", file=self._tell, flush=True)


def moves_lines(lines: Iterable[str], understanding: Understanding, report: Report = _to_stderr) -> Iterator[str]:
    """For each `{"id", "context", "heard", "said"}` one `{"id", "moves", "scores", "spans", "unclear"}`.

    `context` is R, V or C, or who is spoken to (receptionist, voicemail, prospect...). `moves`: the moves made;
    `scores`: the probability of every move with 0.01 or more; `spans`: for each move made or unclear the characters
    `[from, to]` of `said` that show it; `unclear`: moves that may have been made. Bad lines go to `report` as
    `line 3: ...`; empty lines are passed over.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield _answer(_asked(line), understanding)
        except _Wrong as wrong:
            report(f"line {number}: {wrong}; passed over")


class _Wrong(ValueError):
    """A line that holds no utterance."""


def _asked(line: str) -> dict[str, Any]:
    if line == _NO_UTF8:
        raise _Wrong("this is not UTF-8; save the file as UTF-8")
    if line == _TOO_LONG:
        raise _Wrong(f"longer than {LONGEST_LINE:,} bytes, which nobody says; write one utterance on a line")
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        raise _Wrong('this is not JSON; write {"id": ..., "context": "R", "heard": ..., "said": ...}') from None
    if not isinstance(data, dict):
        raise _Wrong("expected an object with id, context, heard and said")
    context = data.get("context")
    if not isinstance(context, str) or context not in (*"RVC", *CONTEXTS):
        raise _Wrong(f"'context' may be R, V, C, or one of {', '.join(CONTEXTS)}")
    if not isinstance(data.get("said"), str):
        raise _Wrong("'said' is missing or no text; it holds the trainee's words")
    if not isinstance(data.get("heard") or "", str):
        raise _Wrong("'heard' is no text; it holds the line that was answered, or nothing")
    return data


def _answer(data: dict[str, Any], understanding: Understanding) -> str:
    context = cast(Context, CONTEXTS.get(data["context"], data["context"]))
    found = understanding.recognise(data["said"], heard=data.get("heard") or "", context=context)
    answer = {
        "id": data.get("id"),
        "moves": [m.move for m in found.moves if m.sure],
        "scores": {move: score for move, score in found.scores.items() if score >= 0.01},
        "spans": {m.move: [m.start, m.end] for m in found.moves},
        "unclear": [m.move for m in found.moves if not m.sure],
    }
    return json.dumps(answer, ensure_ascii=False)
