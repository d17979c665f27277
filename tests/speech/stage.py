"""A speaker whose loudspeaker is a file, and one line that it knows."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulator.speech.repertoire import ReadyLine
from simulator.speech.speaker import (
    MouthSettings,
    Speaker,
)
from simulator.speech.voice_files import keep
from simulator.speech.voices import Line, Speech, SpokenWord, Voice

LINE = Line("marisol", "Harwick Foods, good morning.", Voice())
NEVER_MADE = Line("marisol", "Nobody made this.", Voice(pace=400))


def hum(seconds: float) -> Speech:
    """A sound that can be told from any other: a rising tone with a grain."""
    t = np.arange(round(seconds * 16000)) / 16000
    sound = 0.3 * np.sin(2 * np.pi * (500 + 300 * t) * t) + 0.02 * np.random.default_rng(3).standard_normal(len(t))
    words = (SpokenWord(0.0, 0, 7), SpokenWord(0.15, 8, 14), SpokenWord(0.3, 15, 19), SpokenWord(0.9, 20, 28))
    return Speech(sound.astype(np.float32), 16000, words, "pyttsx3")


class Stage:
    """A speaker whose loudspeaker is a file, with one line in its cache and no engine to make more."""

    def __init__(self, folder: Path, engine: str = "", model: Path | None = None) -> None:
        self.reports: SimpleQueue[Any] = SimpleQueue()
        self.got: list[Any] = []
        self._raw = folder / "out.raw"
        keep(folder / "cache", LINE, hum(1.1))
        settings = MouthSettings(cache=folder / "cache", ready_made=(), engine=engine, model=model)
        self.speaker = Speaker(self.reports, settings)

    def until(self, done: Callable[[], bool]) -> None:
        """Frames, until `done` or for ten seconds."""
        for _ in range(1000):
            self.speaker.poll(time.monotonic())
            while not self.reports.empty():
                self.got.append(self.reports.get())
            if done():
                return
            time.sleep(0.01)
        raise AssertionError("it never came about")

    def until_reported(self, kind: type) -> Any:
        self.until(lambda: any(isinstance(report, kind) for report in self.got))
        return next(report for report in self.got if isinstance(report, kind))

    def until_ready(self) -> None:
        self.until(lambda: self.speaker.ready()[0] == self.speaker.ready()[1])

    def played(self) -> NDArray[np.int16]:
        """All that the loudspeaker was given; ends the mixer, as only then the file is whole."""
        self.speaker.close()
        return np.fromfile(self._raw, "<i2")


def ready_line(stage: Stage, line: Line = LINE) -> ReadyLine:
    ready = stage.speaker._repertoire.load_now(line)
    assert ready is not None
    return ready


def begin_of(part: NDArray[np.int16], whole: NDArray[np.int16]) -> int:
    """Where `part` stands in `whole`, by its best match."""
    count = 2 ** int(np.ceil(np.log2(len(whole) + len(part))))
    match = np.fft.irfft(np.fft.rfft(whole, count) * np.conj(np.fft.rfft(part.astype(float), count)), count)
    return int(np.argmax(match[: len(whole)]))
