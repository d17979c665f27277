"""The game's own voice, which reads aloud what has the focus: a setting, for whoever cannot see the window well.

Rule: only the newest text counts. Another one cuts the voice off at once, and what was still being made is thrown away.
Where no voice or loudspeaker can be had it stays silent: all of it stands on the screen too.
"""

from __future__ import annotations

import threading

import numpy as np
import pygame

from simulator.speech.tts import EngineLost, Unspeakable, Worker
from simulator.speech.voices import Line, Speech, Voice

CHANNEL = 7
"""The mixer's last channel: no call uses it."""
VOICE = Voice(system="female", pace=190)


class Narrator:
    """Speaks on a thread of its own. `tell` may be called at any time; `close` ends the voice."""

    def __init__(self) -> None:
        self._wanted = ""
        self._news = threading.Condition()
        self._closed = False
        self._thread: threading.Thread | None = None

    def tell(self, text: str) -> None:
        """Read this, and nothing else any more; "" to fall silent."""
        self._stop()
        with self._news:
            self._wanted = text
            self._news.notify()
            if self._thread is None and text:
                self._thread = threading.Thread(target=self._run, name="narrator", daemon=True)
                self._thread.start()

    def close(self) -> None:
        """Silence, and the end of the voice engine."""
        with self._news:
            self._closed, self._wanted = True, ""
            self._news.notify()
        self._stop()
        if self._thread is not None:
            self._thread.join(timeout=2.0)

    def _run(self) -> None:
        worker = Worker("pyttsx3", closing=lambda: self._closed)
        while text := self._next():
            speech: Speech | None = None
            try:
                speech = worker.speak(Line("narrator", text, VOICE))
            except Unspeakable:
                pass  # the next text may be spoken
            except EngineLost:
                break
            with self._news:
                if text == self._wanted:
                    self._wanted = ""
                    if speech is not None:
                        _play(speech)
        worker.close()

    def _next(self) -> str:
        with self._news:
            self._news.wait_for(lambda: self._closed or bool(self._wanted))
            return "" if self._closed else self._wanted

    @staticmethod
    def _stop() -> None:
        if pygame.mixer.get_init():
            pygame.mixer.Channel(CHANNEL).stop()


def _play(speech: Speech) -> None:
    opened = pygame.mixer.get_init()
    if not opened:
        return
    rate, _, channels = opened
    at = np.arange(0, len(speech.samples), speech.rate / rate)
    sound = np.interp(at, np.arange(len(speech.samples)), speech.samples) * 32767 * 0.8
    pcm = np.repeat(sound.astype(np.int16), channels)
    pygame.mixer.Channel(CHANNEL).play(pygame.mixer.Sound(buffer=pcm.tobytes()))
