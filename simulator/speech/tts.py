"""Text to speech: the engines, and the one process in which an engine lives.

Rule: an engine is created, used and ended inside a process of its own, one line at a time, and never on a thread of
ours: the engines of every system break there. Whoever asks waits with a limit; a process that dies or hangs is started
once more, and then given up. A text that cannot be spoken is refused by itself and stops nobody else.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Protocol

from .voice_files import natural_name, spoken_text
from .voices import Line, Speech, Voice


class Engine(Protocol):
    """Something that speaks. Raises ValueError for a text that it cannot speak, anything else when it is broken."""

    def speak(self, text: str, voice: Voice) -> Speech: ...


class _Natural:
    """Kokoro as an engine."""

    def __init__(self, model: Path | None) -> None:
        from .kokoro import Kokoro

        self._kokoro = Kokoro(model)

    def speak(self, text: str, voice: Voice) -> Speech:
        from .kokoro import RATE
        from .word_times import held_to_sound

        sound = self._kokoro.speak(text, natural_name(voice), voice.pace)
        return Speech(sound, RATE, held_to_sound(text, sound, RATE), "kokoro")


def _start_system(model: Path | None) -> Engine:
    from .system_voice import SystemVoice

    return SystemVoice()


@dataclass(frozen=True, slots=True)
class EngineKind:
    """`start(model)` makes the engine, inside the worker; `on_the_phone` is the strength of line.on_the_phone that its
    voices bear; `patience`: seconds that a line may take, and as many again for each hundred characters."""

    start: Callable[[Path | None], Engine]
    on_the_phone: float
    patience: float


ENGINES: dict[str, EngineKind] = {
    "pyttsx3": EngineKind(_start_system, on_the_phone=0.35, patience=15.0),
    "kokoro": EngineKind(_Natural, on_the_phone=0.8, patience=40.0),
}
"""Every engine by its name; `pyttsx3` speaks on every system."""

START_PATIENCE = 60.0
"""Seconds within which an engine must be ready: a cold disk, a slow machine, a first COM registration."""


class EngineLost(RuntimeError):
    """The voice engine died twice, hung twice, or cannot start. The text says what happened, never what was said."""


class Unspeakable(ValueError):
    """The engine is well but cannot speak this text, or has no place to put its sound."""


class Worker:
    """The process in which the engine lives, seen from here. Use it from one thread at a time.

    `closing`, if given, is asked while waiting; once it is true the wait ends with EngineLost.
    """

    def __init__(
        self, engine: str, model: Path | None = None, closing: Callable[[], bool] = lambda: False, patience: float = 1.0
    ) -> None:
        self.engine = engine
        self._model = model
        self._closing = closing
        self._patience = patience  # a factor on the engine's own: how long is a hang
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: Connection[Any, Any] | None = None
        self._failed_before = False

    @property
    def pid(self) -> int | None:
        """The process now at work, or None."""
        return self._process.pid if self._process else None

    def speak(self, line: Line) -> Speech:
        """The line, spoken. Raises Unspeakable for this line, EngineLost for good."""
        while True:
            try:
                speech = self._ask(line)
            except _Broken as broken:
                self.close()
                if self._failed_before or self._closing():
                    raise EngineLost(str(broken)) from None
                self._failed_before = True
                continue
            except Unspeakable:
                self._failed_before = False
                raise
            self._failed_before = False
            return speech

    def close(self) -> None:
        """End the process, whatever it is doing."""
        if self._pipe is not None:
            self._pipe.close()
        if self._process is not None:
            self._process.kill()
            self._process.join(5)
        self._pipe = self._process = None

    def _ask(self, line: Line) -> Speech:
        if self._process is None:
            self._start()
        assert self._pipe is not None
        patience = ENGINES[self.engine].patience * (1 + len(line.text) / 100) * self._patience
        try:
            self._pipe.send((spoken_text(line.text), line.voice))
        except OSError:
            raise _Broken("The voice engine stopped.") from None
        answer = self._answer(patience)
        if isinstance(answer, Speech):
            return answer
        raise Unspeakable(answer)

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=_work, args=(self.engine, self._model, theirs), name="hitzero-voice", daemon=True
        )
        try:
            self._process.start()
        except OSError as wrong:
            self._process = None
            raise EngineLost(f"The voice engine cannot be started ({wrong.strerror}).") from None
        theirs.close()
        if trouble := self._answer(START_PATIENCE * max(1.0, self._patience)):
            self.close()
            raise EngineLost(str(trouble))

    def _answer(self, patience: float) -> Any:
        assert self._pipe is not None
        waited = 0.0
        try:
            while not self._pipe.poll(0.2):
                waited += 0.2
                if waited >= patience:
                    raise _Broken("The voice engine hung.")
                if self._closing():
                    raise _Broken("The voice engine was stopped.")
            return self._pipe.recv()
        except (EOFError, OSError):
            raise _Broken("The voice engine stopped.") from None


class _Broken(Exception):
    """The process died or hangs; it may be started once more."""


def _work(engine_name: str, model: Path | None, pipe: Connection[Any, Any]) -> None:
    """The life of the process: start the engine, then answer one line after the other until the pipe is closed."""
    with contextlib.suppress(ValueError, AttributeError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the game; it ends us by closing the pipe
    # Engines print, and what they print would land in the middle of the game's own output.
    sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - as long as the process
    with contextlib.suppress(EOFError, OSError):
        try:
            engine = ENGINES[engine_name].start(model)
        except Exception as wrong:
            pipe.send(str(wrong) if isinstance(wrong, RuntimeError) else f"No voice could be started ({_kind(wrong)}).")
            return
        pipe.send("")
        while True:
            text, voice = pipe.recv()
            pipe.send(_spoken(engine, text, voice))


def _spoken(engine: Engine, text: str, voice: Voice) -> Speech | str:
    """The line, or why this one cannot be had. An engine that raises anything else is broken, and the process ends."""
    try:
        return engine.speak(text, voice)
    except ValueError:
        return "this engine cannot speak this text"
    except OSError as wrong:
        return f"no place to put its sound ({wrong.strerror})"


def _kind(wrong: Exception) -> str:
    return type(wrong).__name__
