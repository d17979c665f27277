"""The lines of a call, made ready to be played before anybody says them.

Rule: one thread, no clock. It first loads what lies on disk (ready-made, then cached) in the order wanted, and only
then has the missing lines made, first wanted first; a line that is needed now goes before all others. Whatever goes
wrong with a line is kept beside it, so that the mouth can go on with a caption.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from . import line as phone
from .tts import ENGINES, EngineLost, Unspeakable, Worker
from .voice_files import ReadyMade, keep, prune, read_cached, words_in
from .voices import Line, Speech, SpokenWord

LEVEL_SECONDS = 0.17
"""One level of the ribbon covers so much of a line."""


@dataclass(frozen=True, slots=True, eq=False)
class ReadyLine:
    """A line as the mixer plays it: 16-bit mono at line.RATE, with the telephone's effect; its words in the text of the
    line, and its RMS (0..1) for every LEVEL_SECONDS."""

    pcm: NDArray[np.int16]
    words: tuple[SpokenWord, ...]
    levels: tuple[float, ...]

    @property
    def seconds(self) -> float:
        return len(self.pcm) / phone.RATE


def made_ready(line: Line, speech: Speech, strength: float | None = None) -> ReadyLine:
    """`speech` on the telephone. `strength`: of the effect; None: what this engine's voices bear."""
    bears = ENGINES[speech.engine].on_the_phone if strength is None else strength
    sound = phone.on_the_phone(speech.samples, speech.rate, bears)
    step = round(LEVEL_SECONDS * phone.RATE)
    levels = (float(np.sqrt(np.mean(sound[at : at + step] ** 2))) for at in range(0, len(sound), step))
    return ReadyLine(phone.pcm(sound), words_in(line.text, speech.words), tuple(levels))


class Repertoire:
    """The lines that can be said at once, and the thread that makes them so.

    `cache`: a folder; `engine`: a name of ENGINES for what is on no disk, "" to make nothing; `model`: see kokoro.py.
    """

    def __init__(
        self, cache: Path, engine: str = "pyttsx3", model: Path | None = None, strength: float | None = None
    ) -> None:
        self._cache = cache
        self._strength = strength
        self._engine = engine
        self._change = threading.Condition()
        self._urgent: list[Line] = []
        self._unseen: list[Line] = []
        self._missing: list[Line] = []
        self._folders: tuple[ReadyMade, ...] = ()
        self._ready: dict[tuple[object, str], ReadyLine] = {}
        self._failed: dict[tuple[object, str], str] = {}
        self._keys: set[tuple[object, str]] = set()
        self._closing = False
        self._worker = Worker(engine, model, lambda: self._closing) if engine else None
        self.lost = "" if engine else "No voice engine was asked for."
        """Why nothing more can be made, or empty."""
        self._thread = threading.Thread(target=self._run, name="repertoire", daemon=True)
        self._thread.start()

    def want(self, folders: Sequence[Path], lines: Sequence[Line]) -> None:
        """Make these lines ready, the first first, instead of those wanted before. `folders`: of ready-made lines."""
        ready_made = tuple(ReadyMade(folder) for folder in folders)
        distinct = list({_key(line): line for line in lines}.values())
        with self._change:
            self._keys = {_key(line) for line in distinct}
            self._ready = {key: ready for key, ready in self._ready.items() if key in self._keys}
            self._folders = ready_made
            self._urgent, self._unseen, self._missing = [], distinct, []
            self._failed.clear()
            self._change.notify()

    def urge(self, line: Line) -> None:
        """This line is needed now."""
        with self._change:
            if _key(line) not in self._ready and _key(line) not in self._failed:
                self._urgent.insert(0, line)
                self._change.notify()

    def get(self, line: Line) -> ReadyLine | None:
        """The line if it is ready."""
        with self._change:
            return self._ready.get(_key(line))

    def load_now(self, line: Line) -> ReadyLine | None:
        """The line if it is ready or on disk: some 20 ms for one that still has to be read."""
        return self.get(line) or self._load(line)

    def failure(self, line: Line) -> str:
        """Why the line will not come, or empty."""
        with self._change:
            return self._failed.get(_key(line), "")

    def progress(self) -> tuple[int, int]:
        """(lines ready or given up, lines wanted)."""
        with self._change:
            return sum(key in self._ready or key in self._failed for key in self._keys), len(self._keys)

    def close(self) -> None:
        """End the thread and the voice engine; returns within about a second."""
        with self._change:
            self._closing = True
            self._change.notify()
        self._thread.join(5)

    # -- on the thread -------------------------------------------------------------------------------------------------

    def _run(self) -> None:
        prune(self._cache)
        while (task := self._next()) is not None:
            line, may_make = task
            if self.load_now(line) is None:
                if may_make:
                    self._make(line)
                else:
                    with self._change:
                        self._missing.append(line)
        if self._worker is not None:
            self._worker.close()

    def _next(self) -> tuple[Line, bool] | None:
        """What is needed now, else the next to look for on disk, else the next to make; None at the end."""
        with self._change:
            while not self._closing:
                for lines, may_make in ((self._urgent, True), (self._unseen, False), (self._missing, True)):
                    if lines:
                        return lines.pop(0), may_make
                self._change.wait()
        return None

    def _load(self, line: Line) -> ReadyLine | None:
        speech = next((found for folder in self._folders if (found := folder.read(line))), None)
        speech = speech or read_cached(self._cache, "kokoro", line)
        if speech is None and self._engine != "kokoro":
            speech = read_cached(self._cache, "pyttsx3", line)
        return self._put(line, speech) if speech else None

    def _make(self, line: Line) -> None:
        if self.lost or self._worker is None:
            return self._fail(line, self.lost)
        try:
            speech = self._worker.speak(line)
        except Unspeakable as wrong:
            return self._fail(line, str(wrong))
        except EngineLost as wrong:
            self.lost = str(wrong)
            return self._fail(line, self.lost)
        keep(self._cache, line, speech)
        self._put(line, speech)

    def _put(self, line: Line, speech: Speech) -> ReadyLine:
        ready = made_ready(line, speech, self._strength)
        with self._change:
            self._ready[_key(line)] = ready
        return ready

    def _fail(self, line: Line, why: str) -> None:
        with self._change:
            self._failed[_key(line)] = why


def _key(line: Line) -> tuple[object, str]:
    return line.voice, line.text
