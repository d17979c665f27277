"""The ears: a microphone, a voice detector and a recogniser on two threads of their own.

Rule: sound, guesses and orders all arrive on one queue and are worked off by one thread, so `Hearing` needs no lock;
the other thread does nothing but recognise. What is heard goes out on the `reports` queue, times in time.monotonic().
Nothing here blocks the window: opening the microphone takes a moment, loading the recogniser happens behind it.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue

import numpy as np
from numpy.typing import NDArray

from simulator.speech.asr import ModelMissing, Transcription, Word, prompt_for, recogniser
from simulator.speech.endpointing import BLOCK, RATE, Silero, Waits
from simulator.speech.hearing import (
    Guess,
    Hearing,
    MicrophoneFound,
    MicrophoneLost,
    RecogniserLost,
    Report,
    Unclear,
    Utterance,
    VoiceEnded,
    VoiceStarted,
)
from simulator.speech.microphone import Captured, Microphone, NoMicrophone
from simulator.speech.sound import level

__all__ = [
    "EarSettings",
    "Ears",
    "MicrophoneFound",
    "MicrophoneLost",
    "NoMicrophone",
    "RecogniserLost",
    "Report",
    "Unclear",
    "Utterance",
    "VoiceEnded",
    "VoiceStarted",
    "Word",
]

Samples = NDArray[np.float32]

_LOOK_AGAIN_S = 2.0
_RIBBON_S = 0.17
_RIBBON_KEPT = 600


@dataclass(frozen=True, slots=True)
class EarSettings:
    """`device` None: the system's microphone. `engine` and `model`: see `asr.ENGINES`; None is the model that ships.
    `end_silence`: seconds of silence after finished words until the turn counts as over (0.4 to 1.5)."""

    device: str | None = None
    engine: str = "whisper"
    model: Path | None = None
    end_silence: float = 0.6
    headset: bool = True


@dataclass(frozen=True, slots=True)
class _Recognised:
    guess: Guess
    words: Transcription


_Order = Callable[[], Iterable[Report | Guess]]


class Ears:
    """Hears a trainee. `open`, then read the `reports` queue; every other call may come at any time."""

    def __init__(self, reports: SimpleQueue[Report], settings: EarSettings) -> None:
        self.settings = settings
        self.level = 0.0
        """RMS (0 to 1) of the last block, for the meter."""
        self.recent_levels: deque[tuple[float, float]] = deque(maxlen=_RIBBON_KEPT)
        """(time, RMS) for each 170 ms, for the ribbon."""
        self.progress = ""
        """What the ears are getting ready, in words for the trainee; empty once they hear."""
        self.tape: Callable[[float, Samples], None] | None = None
        """Takes every block that is listened to, with the moment at which it ended; called on a thread of the ears."""
        self._reports = reports
        self._hearing = Hearing(Waits.around(settings.end_silence), settings.headset, prompt_for(()))
        self._inbox: SimpleQueue[Captured | _Recognised | _Order] = SimpleQueue()
        self._guesses: SimpleQueue[Guess | None] = SimpleQueue()
        self._microphone: Microphone | None = None
        self._muted = False
        self._closed = threading.Event()
        self._threads: tuple[threading.Thread, ...] = ()

    def open(self) -> None:
        """Begin to hear. Raises NoMicrophone; the recogniser loads behind this call, see `progress`."""
        self._microphone = Microphone(self._inbox, self.settings.device)
        self._closed.clear()
        self._guesses = SimpleQueue()
        self.progress = "Loading the recogniser…"
        self._threads = (
            threading.Thread(target=self._listen, name="ears", daemon=True),
            threading.Thread(target=self._recognise, args=(self._guesses,), name="recogniser", daemon=True),
        )
        for thread in self._threads:
            thread.start()

    def close(self) -> None:
        """Stop hearing. What was being said is dropped. Safe to call twice, and without `open`."""
        self._closed.set()
        self._guesses.put(None)
        for thread in self._threads:
            if thread.name != "recogniser" or not self.progress:  # whoever loads a model ends by itself, later
                thread.join(timeout=2.0)
        self._threads = ()
        self.level = 0.0
        for _ in self._hearing.cut(time.monotonic()):  # what was being said is nobody's any more
            pass

    def expect(self, names: Sequence[str]) -> None:
        """These names may be said: people and firms of the scenario."""
        prompt = prompt_for(names)

        def order() -> Iterable[Report | Guess]:
            self._hearing.prompt = prompt
            return ()

        self._inbox.put(order)

    def callee_speaks(self, speaking: bool) -> None:
        """The callee's line is heard from now on, or no longer."""
        now = time.monotonic()
        self._inbox.put(lambda: self._hearing.callee_speaks(speaking, now))

    def mute(self, muted: bool) -> None:
        """Hear nothing until unmuted. What had been said so far is still recognised."""
        now = time.monotonic()

        def order() -> Iterable[Report | Guess]:
            self._muted = muted
            return self._hearing.cut(now) if muted else ()

        self._inbox.put(order)

    # -- the listening thread ------------------------------------------------------------------------------------------

    def _listen(self) -> None:
        silero = Silero()
        rest = np.zeros(0, dtype=np.float32)
        look_at = time.monotonic()
        while not self._closed.is_set():
            try:
                item = self._inbox.get(timeout=0.25)
            except Empty:
                item = None
            if isinstance(item, Captured):
                rest = self._hear(silero, rest, item)
            elif isinstance(item, _Recognised):
                self._pass_on(self._hearing.recognised(item.guess, item.words, time.monotonic()))
            elif item is not None:
                self._pass_on(item())
            if time.monotonic() >= look_at:
                look_at = time.monotonic() + self._look_after_microphone()
        if self._microphone:
            self._microphone.close()

    def _hear(self, silero: Silero, rest: Samples, captured: Captured) -> Samples:
        samples = np.concatenate([rest, np.frombuffer(captured.pcm, "<i2").astype(np.float32) / 32768.0])
        whole = len(samples) // BLOCK
        for i in range(whole):
            block = samples[i * BLOCK : (i + 1) * BLOCK]
            at = captured.at - (len(samples) - (i + 1) * BLOCK) / RATE
            self._measure(block, at)
            if self._muted or self._hearing.deaf(at):
                silero.forget()
            else:
                if self.tape is not None:
                    self.tape(at, block)
                self._pass_on(self._hearing.block(block, silero(block), at))
        return samples[whole * BLOCK :]

    def _measure(self, block: Samples, at: float) -> None:
        self.level = 0.0 if self._muted else level(block)
        if not self.recent_levels or at - self.recent_levels[-1][0] >= _RIBBON_S:
            self.recent_levels.append((at, self.level))
        elif self.level > self.recent_levels[-1][1]:
            self.recent_levels[-1] = (self.recent_levels[-1][0], self.level)

    def _pass_on(self, made: Iterable[Report | Guess]) -> None:
        for item in made:
            if isinstance(item, Guess):
                self._guesses.put(item)
            else:
                self._reports.put(item)

    def _look_after_microphone(self) -> float:
        """Notice a lost microphone, look for another. Returns the seconds until the next look."""
        now = time.monotonic()
        if self._microphone is None:
            try:
                self._microphone = Microphone(self._inbox)
            except NoMicrophone:
                return _LOOK_AGAIN_S
            self._reports.put(MicrophoneFound(now, self._microphone.name))
        elif why := self._microphone.lost(now):
            lost, self._microphone = self._microphone, None
            lost.close()
            self.level = 0.0
            self._pass_on(self._hearing.cut(now))
            self._reports.put(MicrophoneLost(now, why))
            return _LOOK_AGAIN_S
        return 0.5

    # -- the recognising thread ----------------------------------------------------------------------------------------

    def _recognise(self, guesses: SimpleQueue[Guess | None]) -> None:
        try:
            engine = recogniser(self.settings.engine, self.settings.model)
        except ModelMissing as missing:
            self.progress = ""
            self._reports.put(RecogniserLost(time.monotonic(), str(missing)))
            return
        self.progress = ""
        while (guess := guesses.get()) is not None:
            if not guess.wanted:
                continue
            try:
                words = engine.transcribe(guess.samples, guess.prompt)
            except Exception as wrong:  # whatever an engine does, the call goes on by typing
                self._reports.put(RecogniserLost(time.monotonic(), f"The recogniser failed ({type(wrong).__name__})."))
                return
            self._inbox.put(_Recognised(guess, words))
