"""Where a turn begins and ends: voice probabilities in, moments out.

Rule: no clock, no thread, no recogniser in here. Time is counted in blocks of 32 ms that come in as arguments, so a
test is a list of numbers. How long to wait after the last voiced block depends on how finished the words so far sound,
which whoever recognises them tells through `judged`.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

BLOCK = 512
RATE = 16_000
BLOCK_S = BLOCK / RATE

Samples = NDArray[np.float32]


class Silero:
    """The voice detector that comes inside faster-whisper (Silero v6, MIT), one block at a time. 0.13 ms a block."""

    def __init__(self) -> None:
        import faster_whisper
        import onnxruntime

        onnxruntime.disable_telemetry_events()  # Windows asks for it here, the others in simulator/__init__.py
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        path = Path(faster_whisper.__file__).parent / "assets" / "silero_vad_v6.onnx"
        self._session: Any = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        self.forget()

    def forget(self) -> None:
        """Begin anew, as after a gap in the sound."""
        self._h = np.zeros((1, 1, 128), dtype=np.float32)
        self._c = np.zeros((1, 1, 128), dtype=np.float32)
        self._before = np.zeros(64, dtype=np.float32)

    def __call__(self, block: Samples) -> float:
        """The probability (0 to 1) that these 512 samples hold a voice."""
        sound = np.concatenate([self._before, block])[None].astype(np.float32)
        self._before = block[-64:]
        out, self._h, self._c = self._session.run(None, {"input": sound, "h": self._h, "c": self._c})
        return float(out.reshape(-1)[0])


class Moment(Enum):
    """What a block brought about."""

    STARTED = "started"
    """Somebody speaks: enough voiced blocks to be no click."""
    PAUSED = "paused"
    """A pause long enough to guess at the words so far."""
    RESUMED = "resumed"
    """The voice came back: a guess at the words is void."""
    ENDED = "ended"
    """The turn is over."""


DONE, UNSURE, GOING_ON = 0.5, 0.2, 0.06
"""Probabilities that a turn is finished: from `DONE` up it sounds so, below `GOING_ON` it wants more."""


@dataclass(frozen=True, slots=True)
class Waits:
    """Seconds of silence after which a turn counts as over: `done` after words that sound finished, `unsure` while one
    cannot tell, `going_on` after words that want more. `guess`: until the words are guessed at. `long_turn`: from here
    on any pause of `guess` ends the turn, and `longest` ends it in any case (the recogniser hears 30 s at a time)."""

    done: float = 0.6
    unsure: float = 0.86
    going_on: float = 1.3
    guess: float = 0.19
    long_turn: float = 20.0
    longest: float = 27.0

    @classmethod
    def around(cls, end_silence: float) -> Waits:
        """The waits that belong to the setting `end_silence` (0.4 to 1.5 s), the wait after finished words."""
        done = min(1.5, max(0.4, end_silence))
        return cls(done=done, unsure=done + 0.26, going_on=done + 0.7)

    def after(self, finished: float) -> float:
        """The wait after words that are finished with this probability."""
        if finished < GOING_ON:
            return self.going_on
        doubt = (DONE - min(DONE, max(UNSURE, finished))) / (DONE - UNSURE)
        return self.done + doubt * (self.unsure - self.done)


VOICE = 0.5
STILL_VOICE = 0.35
_START_VOICED = 3
_START_WINDOW = 6


class Endpointer:
    """The state of one line of sound. Give it each block's probability in order."""

    def __init__(self, waits: Waits | None = None) -> None:
        self.waits = waits or Waits()
        self.reset()

    def reset(self) -> None:
        """Quiet: no turn is under way."""
        self.in_turn = False
        self.voiced: list[bool] = []
        self._silent = 0
        self._wait = self.waits.unsure
        self._paused = False
        self._recent: deque[bool] = deque(maxlen=_START_WINDOW)

    @property
    def voiced_s(self) -> float:
        """Seconds of voice in the turn so far."""
        return sum(self.voiced) * BLOCK_S

    @property
    def silent_s(self) -> float:
        """Seconds since the last voiced block of the turn."""
        return self._silent * BLOCK_S

    def judged(self, finished: float) -> None:
        """The probability that the words before this pause are all. Forgotten when the voice comes back."""
        self._wait = self.waits.after(finished)

    def hear(self, probability: float) -> Moment | None:
        """One block more."""
        return self._in_turn(probability) if self.in_turn else self._quiet(probability)

    def _quiet(self, probability: float) -> Moment | None:
        self._recent.append(probability > VOICE)
        if sum(self._recent) < _START_VOICED:
            return None
        voiced = list(self._recent)
        self.reset()
        self.in_turn = True
        self.voiced = voiced[voiced.index(True) :]
        return Moment.STARTED

    def _in_turn(self, probability: float) -> Moment | None:
        voiced = probability > STILL_VOICE
        self.voiced.append(voiced)
        if voiced:
            resumed = self._paused
            self._silent, self._paused, self._wait = 0, False, self.waits.unsure
            if len(self.voiced) * BLOCK_S >= self.waits.longest:
                return self._end()
            return Moment.RESUMED if resumed else None
        self._silent += 1
        long_turn = len(self.voiced) * BLOCK_S >= self.waits.long_turn
        if self.silent_s >= (self.waits.guess if long_turn else self._wait):
            return self._end()
        if not self._paused and self.silent_s >= self.waits.guess:
            self._paused = True
            return Moment.PAUSED
        return None

    def _end(self) -> Moment:
        self.in_turn = False
        self._recent.clear()
        return Moment.ENDED
