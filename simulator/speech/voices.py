"""Who speaks and what: voices, lines, and a line's sound once somebody has spoken it.

Rule: a line's sound hangs on its voice and its text alone, so the same words in the same voice are one file, whoever
says them and wherever they stand in a scenario.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Voice:
    """How a person sounds. `natural`: a voice of simulator/speech/kokoro.py, or "" for none; `system`: what to look for
    among the voices of the computer where there is no natural one: female, male or machine; `pace`: words a minute;
    `pitch`: 0-99, 50 is the voice's own (only the bundled espeak-ng can change it)."""

    natural: str = ""
    system: str = "female"
    pace: int = 165
    pitch: int = 50


@dataclass(frozen=True, slots=True)
class Line:
    """Something that somebody says. `who`: an id of the scenario's people."""

    who: str
    text: str
    voice: Voice = field(default_factory=Voice)


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """A word of a spoken line: it begins `at` seconds into the sound and stands at `start:end` of the line's text."""

    at: float
    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Speech:
    """A line's sound as an engine made it, without the telephone: mono, -1..1, `rate` samples a second.

    `engine`: who spoke, a name of ENGINES in tts.py."""

    samples: NDArray[np.float32]
    rate: int
    words: tuple[SpokenWord, ...]
    engine: str

    @property
    def seconds(self) -> float:
        return len(self.samples) / self.rate
