"""What was worked out of records before, kept in one file of the cache folder.

Rule: a memory is never wrong and never needed. A row counts only while the files it was made of have the size and the
time they had, and while the edition (the program, and whatever else the work hangs on) is the same. What cannot be read
of it is worked out again; it is written whole or not at all.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import platformdirs

Row = TypeVar("Row")


def memory_file(name: str) -> Path:
    """Where a memory lies."""
    return platformdirs.user_cache_path("hitzero", appauthor=False) / f"{name}.json"


class Memory:
    """Rows by the names of their records. `edition`: what they hang on besides their files; `folder`: where these
    lie."""

    def __init__(self, path: Path, edition: str, folder: str) -> None:
        self.path, self.edition, self.folder = path, edition, folder
        self._rows: dict[str, tuple[list[int], Any]] = {}
        self._fresh = False
        with contextlib.suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
            data = json.loads(path.read_text("utf-8"))
            if (data["edition"], data["folder"]) == (edition, folder):
                self._rows = {name: (stamp, row) for name, (stamp, row) in data["rows"].items()}

    def row(
        self,
        name: str,
        files: tuple[Path, ...],
        work: Callable[[], Row],
        write: Callable[[Row], Any],
        read: Callable[[Any], Row],
    ) -> Row:
        """The row of that name: remembered, where none of `files` has changed since, else worked out by `work` (whose
        errors pass). `write` makes it values for JSON, `read` makes it of them again, or raises."""
        stamp = [number for file in files for number in _stamp(file)]
        if name in self._rows and self._rows[name][0] == stamp:
            with contextlib.suppress(TypeError, ValueError, KeyError, AttributeError):
                return read(self._rows[name][1])
        made = work()
        self._rows[name] = (stamp, write(made))
        self._fresh = True
        return made

    def keep(self, names: set[str]) -> None:
        """Write down the rows of these names, where there is anything new; a full disk costs nothing but time."""
        if not self._fresh and names == set(self._rows):
            return
        rows = {name: kept for name, kept in self._rows.items() if name in names}
        text = json.dumps({"edition": self.edition, "folder": self.folder, "rows": rows})
        part = self.path.with_suffix(f".{os.getpid()}.part")
        with contextlib.suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            part.write_text(text, "utf-8")
            os.replace(part, self.path)


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_size, found.st_mtime_ns
