"""Calls from anywhere: a record, a transcript (text, YAML, JSON), a .jsonl file of many, a folder of all these.

Rule: one call at a time is in memory, however many there are. What cannot be read is a trouble with its place; it never
stops the calls behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import IO

from simulator.core.facts import Facts
from simulator.core.json_places import found_in, placed
from simulator.core.no_text import told_as_no_text
from simulator.core.plain_transcripts import NOTHING_TOLD, Told, holds_a_call, read_plain
from simulator.core.record import Record, replay
from simulator.core.transcripts import LONGEST, parse_json, read_transcript, too_long
from simulator.core.turns import Transcript
from simulator.core.unlabelled import Recognise
from simulator.core.yaml_text import LONGEST as LONGEST_YAML
from simulator.core.yaml_text import BadFile, Flaw, Tree, decode, parse, stray_words, torn_lists
from simulator.library import Library
from simulator.records import load_record

CALLS = (".json", ".jsonl")
PLAIN = (".txt", ".text", ".md")
YAML = (".yaml", ".yml")
TABLES = (".csv", ".tsv")
RECORD = b'{"hit_zero_record"'


@dataclass(frozen=True, slots=True)
class FoundCall:
    """A call that was found: its transcript, or the trouble with it. `weight`: the bytes it took, for progress;
    `path`: the file it came from, `alone` there or one of many; `record`: as it was read, where it is a record;
    `plain`: whether it was written as plain text."""

    id: str | int
    path: Path
    weight: int
    transcript: Transcript | None = None
    record: Record | None = None
    trouble: BadFile | None = None
    alone: bool = True
    plain: bool = False


def calls_at(path: Path, library: Library, recognise: Recognise, told: Told = NOTHING_TOLD) -> Iterator[FoundCall]:
    """The calls of a file, or of all files of a folder and its folders, in the order of their names. `told`: what was
    said beside them, of those in plain text."""
    for file in files_at(path, told):
        is_record = _begins_like_a_record(file)
        if file.suffix == ".jsonl" and not is_record:
            yield from _lines(file, library, recognise)
        else:
            yield _one(file, is_record, library, recognise, told)


def files_at(path: Path, told: Told = NOTHING_TOLD) -> list[Path]:
    """The files that may hold calls: the one that is named, or those of a folder, where notes and settings are passed
    over. Raises BadFile where a folder holds none."""
    if not path.is_dir():
        return [path]
    found = sorted(p for p in path.rglob("*") if _may_be_a_call(p, told) and p.is_file())
    if not found:
        says = "there is no call in this folder; calls are .json and .jsonl files, and texts in which somebody is `Me:`"
        raise BadFile([Flaw(str(path), 0, says)])
    return found


def _may_be_a_call(path: Path, told: Told) -> bool:
    """Whether a file in a folder is to be read: texts only where somebody is the trainee, YAML where it holds turns."""
    if path.suffix not in (*PLAIN, *YAML):
        return path.suffix in CALLS
    try:
        with path.open("rb") as file:
            text = file.read(_LOOKED_AT).decode("utf-8-sig", "replace")
    except OSError:
        return False
    return holds_a_call(text, told.me) if path.suffix in PLAIN else bool(_TURNS.search(text))


def passed_over(path: Path, told: Told = NOTHING_TOLD) -> list[Path]:
    """The texts of a folder that were taken for notes: nobody is the trainee in them. None where it is a file."""
    found = path.rglob("*") if path.is_dir() else ()
    return sorted(p for p in found if p.suffix in PLAIN and p.is_file() and not _may_be_a_call(p, told))


_LOOKED_AT = 20_000  # bytes of a text, to tell a call from notes
_JSON = re.compile(r"\s*(?:\{|\[\s*[{\]])")
_TURNS = re.compile(r"^turns\s*:", re.MULTILINE)


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


def _one(path: Path, is_record: bool, library: Library, recognise: Recognise, told: Told) -> FoundCall:
    found = FoundCall(path.stem, path, _size(path))
    try:
        if is_record:
            record = load_record(path)
            return replace(found, transcript=replay(record, library.move_ids)[0].transcript(), record=record)
        text, file = _text(path), str(path)
        if path.suffix in YAML:
            return _of_tree(found, _yaml(text, file, library), library, recognise)
        if path.suffix in TABLES:
            raise BadFile([Flaw(file, 0, "this is a table; write the call as text, a line a turn: name, colon, words")])
        if path.suffix in CALLS or _JSON.match(text):
            return _of_json(found, text, file, library, recognise)
        return _of_tree(replace(found, plain=True), read_plain(text, file, told), library, recognise)
    except BadFile as wrong:
        return replace(found, trouble=wrong)


def _text(path: Path) -> str:
    """The text of a file. Raises BadFile where there is none, and tells what is there instead."""
    try:
        with path.open("rb") as file:
            raw = file.read(4 * LONGEST + 1)
    except OSError as wrong:
        says = f"this file cannot be read ({wrong.strerror}); is the name right?"
        raise BadFile([Flaw(str(path), 0, says)]) from None
    if no_text := told_as_no_text(raw):
        raise BadFile([Flaw(str(path), 0, no_text)])
    if len(raw) > 4 * LONGEST:
        raise BadFile([Flaw(str(path), 0, f"this is more than a call may hold ({LONGEST} characters); cut it")])
    return decode(raw, str(path), most=4 * LONGEST)


def _yaml(text: str, file: str, library: Library) -> Tree:
    """The values of a YAML text. Raises BadFile, also where a sentence was torn at a comma."""
    if len(text) > LONGEST_YAML:
        raise BadFile([too_long(text, file, LONGEST_YAML)])
    tree = parse(text, file)
    if torn := [*torn_lists(tree, library.move_ids), *stray_words(tree, library.move_ids)]:
        raise BadFile(torn)
    return tree


def _of_json(found: FoundCall, text: str, file: str, library: Library, recognise: Recognise) -> FoundCall:
    """The call that a JSON text holds. Raises BadFile."""
    data = parse_json(text, file)
    try:
        return _transcript(found, data, file, library, recognise)
    except BadFile as wrong:
        raise BadFile(found_in(text, wrong.flaws)) from None


def _of_tree(found: FoundCall, tree: Tree, library: Library, recognise: Recognise) -> FoundCall:
    """The call that values hold whose lines are known. Raises BadFile."""
    try:
        return _transcript(found, tree.data, tree.file, library, recognise)
    except BadFile as wrong:
        raise BadFile(placed(wrong.flaws, lambda paths: {path: tree.line(path) for path in paths})) from None


def _transcript(found: FoundCall, data: object, file: str, library: Library, recognise: Recognise) -> FoundCall:
    """The call that values hold. Raises BadFile."""
    given = data.get("id") if isinstance(data, dict) else None
    if isinstance(given, str | int) and not isinstance(given, bool) and str(given).strip() and str(given).isprintable():
        found = replace(found, id=given)
    transcript = read_transcript(data, file, moves=library.move_ids, recognise=recognise)
    if not transcript.turns and not transcript.actions:
        says = "there is no turn and no action in it; docs/transcripts.md tells how to write one"
        raise BadFile([Flaw(file, 0, says)])
    return replace(found, transcript=transcript)


def read_as(found: FoundCall) -> str:
    """How a call in plain text was read, for whoever wrote it to see a slip at once."""
    if found.transcript is None:
        return ""
    turns = found.transcript.turns
    others = list(dict.fromkeys(turn.speaker for turn in turns if turn.who == "other"))
    mine = sum(turn.who == "trainee" for turn in turns)
    rest = f"; the others are {', '.join(others)}" if others else ""
    return f"{found.path}: {len(turns)} turns, {mine} of them the trainee's{rest}. {facts_told(found.transcript.facts)}"


def facts_told(facts: Facts) -> str:
    """What is taken for true of a call that was written down, in a sentence."""
    known = facts.model_dump(by_alias=True, exclude_defaults=True)
    if not known:
        return "It is judged as a first, cold call to a receptionist: no other fact is written down."
    rows = (f"{name.replace('_', ' ')} {_in_words(value)}" for name, value in known.items())
    return f"Facts: {', '.join(rows)}; all others as on a first, cold call."


def _in_words(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ", ".join(map(str, value.values()))
    return f"{value:%Y-%m-%d %H:%M}" if isinstance(value, datetime) else str(value).replace("_", " ")


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
        return _of_json(found, raw.decode("utf-8-sig"), name, library, recognise)
    except UnicodeDecodeError:
        flaws = [Flaw(name, number, "this is not UTF-8 text; save the file again with the encoding UTF-8")]
    except BadFile as wrong:
        flaws = [replace(flaw, line=number) for flaw in wrong.flaws]
    return replace(found, trouble=BadFile(flaws))
