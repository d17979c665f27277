"""Records on disk: one file a call, written as it happens.

Rule: write first, then go on. Every event is a line that is flushed to the disk before the call answers it. A disk that
is full or a folder that cannot be written to is said once, in plain words; the call goes on and is kept in memory.
While a call runs its file is called `.live.jsonl`; one that is left over from a crash is offered at the next start.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import IO

import platformdirs

from simulator.core.event_lines import to_line
from simulator.core.events import Event
from simulator.core.record import STAMP, Header, Record, header_line, read_record
from simulator.core.yaml_text import BadFile, Flaw, decode

LIVE = ".live.jsonl"
DONE = ".jsonl"


def records_folder() -> Path:
    """Where the calls of this person are kept."""
    return platformdirs.user_data_path("hitzero", appauthor=False) / "calls"


class RecordFile:
    """The record of a running call. `trouble` is empty, or one sentence that says why it is kept in memory only.
    `before`: the events that a second try takes over."""

    def __init__(
        self,
        header: Header,
        folder: Path | None = None,
        now: datetime | None = None,
        before: Iterable[Event] = (),
    ) -> None:
        self.header, self.events = header, list(before)
        self.trouble = ""
        self.path = (folder or records_folder()) / f"{_stamp(now)}-{file_name(header.scenario)}{LIVE}"
        self._file: IO[str] | None = None
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path = _free(self.path)
            self._file = self.path.open("x", encoding="utf-8", newline="\n")
            _lock(self._file)
            self._write("\n".join([header_line(header), *map(to_line, self.events)]))
        except OSError as wrong:
            self._lost(wrong)

    def add(self, event: Event) -> None:
        """One more event: on the disk before this returns, or in memory with the trouble said."""
        self.events.append(event)
        if self._file is not None:
            try:
                self._write(to_line(event))
            except OSError as wrong:
                self._lost(wrong)

    def close(self, levels: str = "") -> Path | None:
        """The call is over: its file takes its final name. None where it never came to the disk. `levels`: a last line,
        that of how loud it was; where the disk does not take that, the record is whole without it."""
        if self._file is None:
            return None
        whole = self._file.tell()
        try:
            if levels:
                self._write(levels)
            self._file.close()
        except OSError:
            with contextlib.suppress(OSError):  # closing tries to write what could not be written
                self._file.close()
            with contextlib.suppress(OSError):
                os.truncate(self.path, whole)
        self._file = None
        self.path = settle(self.path)
        return self.path

    def record(self) -> Record:
        """The record so far."""
        return Record(self.header, tuple(self.events))

    def _write(self, line: str) -> None:
        assert self._file is not None
        self._file.write(line + "\n")
        self._file.flush()
        os.fsync(self._file.fileno())

    def _lost(self, wrong: OSError) -> None:
        file, self._file = self._file, None
        if file is not None:
            with contextlib.suppress(OSError):  # closing tries to write what could not be written
                file.close()
        self.trouble = (
            f"This call cannot be kept on disk ({wrong.strerror or 'writing failed'}: {self.path.parent}). "
            "It goes on and can be read until you close the window. Free some space, or choose another folder."
        )


def stem(path: Path) -> str:
    """The name of a record without its ending: what lies beside it is called so too."""
    return path.name.removesuffix(LIVE).removesuffix(DONE).removesuffix(".json")


def settle(path: Path) -> Path:
    """A live record that is over takes its final name; where that fails it stays as it is, and whole."""
    final = path.with_name(path.name.removesuffix(LIVE) + DONE)
    try:
        return path.rename(final)
    except OSError:
        return path


def left_over(folder: Path | None = None) -> list[Path]:
    """Records of calls that were cut short by a crash, the newest first; those of a call now running are none."""
    try:
        found = sorted((folder or records_folder()).glob(f"*{LIVE}"), reverse=True)
    except OSError:
        return []
    return [path for path in found if not _is_live(path)]


def load_record(path: Path) -> Record:
    """The record in that file. Raises BadFile."""
    try:
        raw = path.read_bytes()
    except OSError as wrong:
        raise BadFile(
            [Flaw(str(path), 0, f"this record cannot be read ({wrong.strerror}); is the name right?")]
        ) from None
    return read_record(_text(raw, path), str(path))


def all_records(folder: Path | None = None) -> Iterator[Path]:
    """The finished records, the oldest first."""
    try:
        found = sorted((folder or records_folder()).glob(f"*{DONE}"))
    except OSError:
        return
    yield from (path for path in found if not path.name.endswith(LIVE))


def _text(raw: bytes, path: Path) -> str:
    """A torn last line may end inside a letter: what is behind the last whole line is left to the reader to see."""
    whole, newline, torn = raw.rpartition(b"\n")
    return decode(whole + newline, str(path)) + ("\N{REPLACEMENT CHARACTER}" if torn else "")


def _stamp(now: datetime | None) -> str:
    return (now or datetime.now()).strftime(STAMP)


def file_name(name: str) -> str:
    """How a scenario is called in the name of a record."""
    return "".join(c if c.isalnum() or c in "-_" else "-" for c in name)[:60]


def _free(path: Path) -> Path:
    """A name that is not taken: two calls may begin within one second."""
    stem = path.name.removesuffix(LIVE)
    for n in range(1000):
        there = path.with_name(f"{stem}{f'-{n}' if n else ''}{LIVE}")
        if not there.exists() and not there.with_name(there.name.removesuffix(LIVE) + DONE).exists():
            return there
    return path


def _lock(file: IO[str]) -> None:
    """Marks the file as that of a running call. Windows needs no mark: an open file cannot be renamed there."""
    try:
        import fcntl
    except ImportError:
        return
    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _is_live(path: Path) -> bool:
    try:
        import fcntl
    except ImportError:
        try:
            path.rename(path)
        except OSError:
            return True
        return False
    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return True
    return False
