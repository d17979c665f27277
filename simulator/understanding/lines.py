"""Utterances in, moves out, as lines of JSON: what `python -m simulator moves` does with its input.

Rule: one line in, at most one line out, and nothing kept of either, so that a hundred thousand lines need no more
memory than one. A line that cannot be used is reported with its number and passed over; its words are not repeated.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any, cast

from simulator.core.facts import CONTEXTS
from simulator.understanding.meaning import Understanding
from simulator.understanding.recogniser import Context

Report = Callable[[str], None]


def _to_stderr(text: str) -> None:
    print(text, file=sys.stderr)


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
