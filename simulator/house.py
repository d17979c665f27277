"""The house around the game: sound devices by name, and the folder of calls as the settings show it.

Rule: nothing here raises; what went wrong is one sentence. Only files that the game itself wrote into its folder of
calls are ever deleted, never the folder and never the record of a call that is running.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.call_sound import SOUND
from simulator.disputes import BESIDE
from simulator.records import LIVE, all_records, left_over, records_folder, stem
from simulator.screen.house import Kept

if TYPE_CHECKING:  # the voices are loaded only for who wants them
    from simulator.narrator import Narrator


class House:
    """Devices and folders. `ready`: opens the loudspeaker, before anything else asks for sound; `deleted`: told when
    the calls are gone."""

    def __init__(self, ready: Callable[[], None], deleted: Callable[[], None]) -> None:
        self._ready, self._deleted = ready, deleted
        self._narrator: Narrator | None = None

    @property
    def microphones(self) -> Sequence[str]:
        """The names of the microphones that are connected."""
        from simulator.speech.microphone import device_names

        self._ready()  # who asks for names starts SDL's sound, and then no mixer can be opened
        return tuple(device_names())

    @property
    def loudspeakers(self) -> Sequence[str]:
        """The names of the loudspeakers that are connected."""
        from simulator.speech.speaker import loudspeaker_names

        self._ready()
        return tuple(loudspeaker_names())

    def ready_sound(self) -> None:
        """The loudspeaker is opened, with the lines of somebody to be heard."""
        self._ready()

    def tell(self, text: str) -> None:
        """Read a text aloud by the game's own voice, in place of the one before."""
        from simulator.narrator import Narrator

        self._ready()
        self._narrator = self._narrator or Narrator()
        self._narrator.tell(text)

    def close(self) -> None:
        """The voice that reads aloud ends."""
        if self._narrator is not None:
            self._narrator.close()

    def kept(self) -> Kept:
        """The calls on this disk, those that a crash cut short too."""
        from simulator.drilling import load_tries, tries_path

        folder = records_folder()
        text = sound = wrong = 0
        calls = _calls(folder)
        for path in (*calls, *_beside(folder)):
            try:
                size = path.stat().st_size
            except OSError:
                wrong += 1
                continue
            text, sound = (text, sound + size) if path.suffix == SOUND else (text + size, sound)
        told = f"{wrong} of the files in this folder cannot be looked at." if wrong else ""
        return Kept(str(folder), len(calls), text, told, sound, len(load_tries(tries_path())))

    def open_folder(self) -> str:
        """Show the folder of calls in the system's own window for folders."""
        folder = records_folder()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            _show(folder)
        except OSError as wrong:
            return f"The folder cannot be shown here ({wrong.strerror or type(wrong).__name__}). Copy its path instead."
        return ""

    def delete_calls(self) -> str:
        """Delete the record of every call that is over, all that lies beside it, the results worked out, and what was
        answered in drills."""
        from simulator.drilling import tries_path
        from simulator.memory import memory_file

        folder, answers = records_folder(), tries_path()
        drilled = answers.exists()
        gone_too = drilled and _deleted(answers)
        calls = _calls(folder)
        gone = sum(map(_deleted, calls))
        for path in _beside(folder):
            _deleted(path)
        for name in ("results", "calendar"):
            _deleted(memory_file(name))
        self._deleted()
        if gone < len(calls):
            return f"{gone} of {len(calls)} calls were deleted; the others are in use or protected. Open the folder."
        drills = " The file of your drills is in use or protected." if drilled and not gone_too else ""
        if not calls and gone_too:
            return "What you answered in drills was deleted."
        return ("One call was deleted." if gone == 1 else f"{gone} calls were deleted.") + drills


def _calls(folder: Path) -> list[Path]:
    """Every call that is over or was cut short; not one that runs now."""
    return [*all_records(folder), *left_over(folder)]


def _beside(folder: Path) -> list[Path]:
    """Sound of calls that are over, and remarks on them."""
    try:
        found = {ending: sorted(folder.glob(f"*{ending}")) for ending in (BESIDE, SOUND)}
    except OSError:
        return []
    running = {stem(p) for p in folder.glob(f"*{LIVE}")} - set(map(stem, _calls(folder)))
    return [path for ending, paths in found.items() for path in paths if path.name.removesuffix(ending) not in running]


def _deleted(path: Path) -> bool:
    with contextlib.suppress(OSError):
        path.unlink()
        return True
    return False


def _show(folder: Path) -> None:
    """Raises OSError where this system has nothing to show a folder with."""
    if sys.platform == "win32":
        os.startfile(folder)
        return
    command = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
    if command is None:
        raise OSError(errno.ENOENT, "this desktop has nothing to show folders with")
    quiet, words = subprocess.DEVNULL, [command, str(folder)]
    show = partial(subprocess.run, words, stdin=quiet, stdout=quiet, stderr=quiet, check=False)
    threading.Thread(target=show, name="showing a folder", daemon=True).start()  # some wait until it is closed again
