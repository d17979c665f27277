"""The computer's own voices, by pyttsx3: SAPI 5 on Windows, NSSpeechSynthesizer on macOS, espeak-ng elsewhere.

Rule: everything goes into pyttsx3's queue while it is marked busy, and one `runAndWait` runs one line. Left to itself
pyttsx3 begins a line as soon as it is queued and the loop then stops it half-way (macOS), or loses it.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import soundfile

from . import espeak_driver, kokoro
from .voices import Speech, SpokenWord, Voice
from .word_times import held_to_sound

DRIVERS = {"win32": ("sapi5", espeak_driver.NAME), "darwin": ("nsss", espeak_driver.NAME)}
"""pyttsx3's drivers by sys.platform, the first that starts is used. Elsewhere: our own."""

_ESPEAK = {  # so that people who sound different in natural voices still do
    "af_heart": "en-us+f2",
    "af_bella": "en-us+Annie",
    "bf_emma": "en-us+f5",
    "am_michael": "en-us+m1",
    "am_puck": "en-us-nyc+m1",
    "bm_george": "en-gb-x-rp+m3",
    "af_kore": "en-us",
}
_BY_KIND = {"female": "en-us+f2", "male": "en-us+m1", "machine": "en-us"}


class NoSystemVoice(RuntimeError):
    """No voice of this computer can be used. The text says what to do."""


class SystemVoice:
    """pyttsx3, started. Create and use it in one process and one thread."""

    def __init__(self) -> None:
        self._driver, self._engine = _start()
        self._voices: Sequence[Any] = _offered(self._engine)
        self._words: list[SpokenWord] = []
        self._errors: list[Exception] = []
        self._engine.connect("started-word", self._on_word)
        self._engine.connect("error", lambda name, exception: self._errors.append(exception))

    def speak(self, text: str, voice: Voice) -> Speech:
        """`text`, spoken. Raises ValueError where this text cannot be spoken."""
        self._words, self._errors = [], []
        with TemporaryDirectory(prefix="hitzero-") as folder:
            path = Path(folder) / ("line.aiff" if self._driver == "nsss" else "line.wav")
            self._queue(text, voice, path)
            self._engine.runAndWait()
            if not path.is_file():
                raise ValueError(f"the voice gave no sound ({', '.join(type(e).__name__ for e in self._errors)})")
            samples, rate = soundfile.read(path, dtype="float32", always_2d=True)
        mono, cut = kokoro.trimmed(np.asarray(samples.mean(axis=1), np.float32), rate)
        if not len(mono) or not np.any(mono):
            raise ValueError("the voice gave no sound")
        words = tuple(SpokenWord(max(0.0, round(word.at - cut, 3)), word.start, word.end) for word in self._words)
        return Speech(mono, rate, words or held_to_sound(text, mono, rate), "pyttsx3")

    def _queue(self, text: str, voice: Voice, path: Path) -> None:
        self._engine.proxy.setBusy(True)
        chosen = chosen_voice(self._driver, self._voices, voice)
        if chosen is not None:
            self._engine.setProperty("voice", chosen)
        self._engine.setProperty("rate", voice.pace)
        if self._driver == espeak_driver.NAME:  # the other drivers cannot, and print that they cannot
            self._engine.setProperty("pitch", voice.pitch)
        self._engine.save_to_file(text, str(path))

    def _on_word(self, location: int, length: int, seconds: float | None = None, name: object = None) -> None:
        if seconds is not None:  # the drivers of Windows and macOS tell no time in a file
            self._words.append(SpokenWord(seconds, location, location + length))


def _start() -> tuple[str, Any]:
    import pyttsx3

    espeak_driver.register()
    for driver in DRIVERS.get(sys.platform, (espeak_driver.NAME,)):
        try:
            return driver, pyttsx3.init(driver)
        except Exception:  # every system fails in its own way here: COM errors, objc errors, missing libraries
            continue
    raise NoSystemVoice("This computer has no voice that Hit Zero can use. Lines are shown as captions.")


def _offered(engine: Any) -> Sequence[Any]:
    try:
        return list(engine.getProperty("voices"))
    except Exception:  # SAPI voices without a language attribute break the listing; the default voice still speaks
        return ()


def chosen_voice(driver: str, offered: Sequence[Any], voice: Voice) -> str | None:
    """The id of the best of `offered` for `voice`: English first, then its gender; people with different natural
    voices get different ones as far as there are enough. None: leave the system's own choice."""
    if driver == espeak_driver.NAME:
        return _ESPEAK.get(voice.natural) or _BY_KIND.get(voice.system, "en-us")
    english = [v for v in offered if _is_english(v)] or list(offered)
    wanted = "" if voice.system == "machine" else voice.system
    fitting = [v for v in english if _gender(v) == wanted] or english
    if not fitting:
        return None
    place = kokoro.VOICES.index(voice.natural) if voice.natural in kokoro.VOICES else 0
    return str(fitting[place % len(fitting)].id)


def _is_english(offered: Any) -> bool:
    return any(str(tag or "").lower().startswith("en") for tag in offered.languages or ())


def _gender(offered: Any) -> str:
    """SAPI says Female, macOS says VoiceGenderFemale."""
    word = str(offered.gender or "").lower()
    return next((kind for kind in ("female", "male") if word.endswith(kind)), "")
