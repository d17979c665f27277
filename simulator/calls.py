"""Calls from anywhere: a record, a transcript with facts, a .jsonl file of many, a folder of all these.

Rule: one call at a time is in memory, however many there are. What cannot be read is a trouble with its place; it never
stops the calls behind it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from simulator.core.json_places import found_in
from simulator.core.record import Record, replay
from simulator.core.transcripts import LONGEST, parse_json, read_transcript
from simulator.core.turns import Transcript
from simulator.core.unlabelled import Recognise
from simulator.core.yaml_text import BadFile, Flaw
from simulator.library import Library, read_text
from simulator.records import load_record

CALLS = (".json", ".jsonl")
RECORD = b'{"hit_zero_record"'


@dataclass(frozen=True, slots=True)
class FoundCall:
    """A call that was found: its transcript, or the trouble with it. `weight`: the bytes it took, for progress;
    `path`: the file it came from, `alone` there or one of many; `record`: as it was read, where it is a record."""

    id: str | int
    path: Path
    weight: int
    transcript: Transcript | None = None
    record: Record | None = None
    trouble: BadFile | None = None
    alone: bool = True


def calls_at(path: Path, library: Library, recognise: Recognise) -> Iterator[FoundCall]:
    """The calls of a file, or of all files of a folder and its folders, in the order of their names."""
    for file in files_at(path):
        is_record = _begins_like_a_record(file)
        if file.suffix == ".jsonl" and not is_record:
            yield from _lines(file, library, recognise)
        else:
            yield _one(file, is_record, library, recognise)


def files_at(path: Path) -> list[Path]:
    """The files that may hold calls: the one that is named, or those of a folder. Raises BadFile where a folder holds
    none."""
    if not path.is_dir():
        return [path]
    found = sorted(p for p in path.rglob("*") if p.suffix in CALLS and p.is_file())
    if not found:
        raise BadFile([Flaw(str(path), 0, "there is no call in this folder; calls are .json and .jsonl files")])
    return found


def is_many(path: Path) -> bool:
    """Whether a path may hold more than one call."""
    return path.is_dir() or (path.suffix == ".jsonl" and not _begins_like_a_record(path))


def weight_of(path: Path) -> int:
    """The bytes of all files there; what cannot be looked at weighs nothing."""
    return sum(map(_size, files_at(path)))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _begins_like_a_record(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(RECORD) + 3).lstrip(b"\xef\xbb\xbf").startswith(RECORD)
    except OSError:
        return False


def _one(path: Path, is_record: bool, library: Library, recognise: Recognise) -> FoundCall:
    found = FoundCall(path.stem, path, _size(path))
    try:
        if is_record:
            record = load_record(path)
            return replace(found, transcript=replay(record, library.move_ids)[0].transcript(), record=record)
        return _transcript(found, read_text(path), str(path), library, recognise)
    except BadFile as wrong:
        return replace(found, trouble=wrong)


def _transcript(found: FoundCall, text: str, file: str, library: Library, recognise: Recognise) -> FoundCall:
    """The call that a JSON text holds. Raises BadFile."""
    data = parse_json(text, file)
    given = data.get("id") if isinstance(data, dict) else None
    if isinstance(given, str | int) and not isinstance(given, bool) and str(given).strip() and str(given).isprintable():
        found = replace(found, id=given)
    try:
        transcript = read_transcript(data, file, moves=library.move_ids, recognise=recognise)
    except BadFile as wrong:
        raise BadFile(found_in(text, wrong.flaws)) from None
    if not transcript.turns and not transcript.actions:
        says = "there is no turn and no action in it; docs/transcripts.md tells how to write one"
        raise BadFile([Flaw(file, 0, says)])
    return replace(found, transcript=transcript)


def _lines(path: Path, library: Library, recognise: Recognise) -> Iterator[FoundCall]:
    """Each line of a file as a call of its own. Without an id it is called by its file and line."""
    try:
        with path.open("rb") as file:
            for number, raw in enumerate(_raw_lines(file), start=1):
                if raw.strip():
                    found = FoundCall(f"{path.stem}:{number}", path, len(raw), alone=False)
                    yield _line(found, raw, number, library, recognise)
    except OSError as wrong:
        says = f"this file cannot be read ({wrong.strerror}); is the name right?"
        yield FoundCall(path.stem, path, 0, trouble=BadFile([Flaw(str(path), 0, says)]))


def _raw_lines(file: IO[bytes]) -> Iterator[bytes]:
    """The lines, each up to what a call may hold and one byte more; the rest of a longer one is passed over."""
    while raw := file.readline(LONGEST + 1):
        while len(raw) > LONGEST and not raw.endswith(b"\n") and (rest := file.readline(LONGEST)):
            if rest.endswith(b"\n"):
                break
        yield raw


def _line(found: FoundCall, raw: bytes, number: int, library: Library, recognise: Recognise) -> FoundCall:
    name = str(found.path)
    try:
        return _transcript(found, raw.decode("utf-8-sig"), name, library, recognise)
    except UnicodeDecodeError:
        flaws = [Flaw(name, number, "this is not UTF-8 text; save the file again with the encoding UTF-8")]
    except BadFile as wrong:
        flaws = [replace(flaw, line=number) for flaw in wrong.flaws]
    return replace(found, trouble=BadFile(flaws))
