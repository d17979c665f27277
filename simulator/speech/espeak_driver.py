"""A driver of pyttsx3 that speaks through the espeak-ng of the package espeakng-loader, with nothing to install.

Rule: one call of `save_to_file`, one finished file. The driver that comes with pyttsx3 synthesises on a thread of its
own and loses files; this one asks espeak-ng to work synchronously, so that the file is there when the call returns.
It also tells when each word is heard. espeak-ng keeps one state in a process: use one engine, from one thread. Names
in camel case are those that pyttsx3 calls.
"""

from __future__ import annotations

import ctypes
import os
import sys
import wave
from pathlib import Path
from typing import Any

from pyttsx3.voice import Voice as OfferedVoice

NAME = "hitzero_espeak"
"""Give this to pyttsx3.init() after register()."""

_SYNCHRONOUS, _RATE, _VOLUME, _PITCH = 2, 1, 2, 3  # from espeak-ng's speak_lib.h
_LIST_END, _WORD = 0, 1
_UTF8, _PAUSE_AT_END = 1, 0x1000
_LONGEST_PATH = 120  # bytes: espeak-ng keeps its data path in 160 and writes file names behind it

VOICES = {  # id: (name, gender). Of 18 variants tried, those a recogniser understood best over our telephone line
    "en-us+f2": ("Front desk", "Female"),
    "en-us+Annie": ("Assistant", "Female"),
    "en-us+f5": ("Second desk", "Female"),
    "en-us+m1": ("Prospect", "Male"),
    "en-gb-x-rp+m3": ("Prospect, British", "Male"),
    "en-us-nyc+m1": ("Colleague", "Male"),
    "en-us": ("Machine", "Neuter"),
}


class EspeakFailed(RuntimeError):
    """espeak-ng could not do what was asked. The text says what, never which words."""


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),  # characters, the first is 1
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),  # ms
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", ctypes.c_char * 8),
    )


_Callback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event)
)  # samples, how many, events


def register() -> None:
    """Let pyttsx3 find this driver: it imports drivers by name from its own package."""
    sys.modules[f"pyttsx3.drivers.{NAME}"] = sys.modules[__name__]


def buildDriver(proxy: Any) -> EspeakDriver:
    """The driver that pyttsx3 asks for."""
    return EspeakDriver(proxy)


class _Library:
    """espeak-ng, started once in this process: it cannot be started a second time."""

    started: _Library | None = None

    def __init__(self) -> None:
        import espeakng_loader

        data = Path(espeakng_loader.get_data_path()).parent
        self.espeak = ctypes.CDLL(espeakng_loader.get_library_path())
        where = os.fsencode(data)
        if len(where) > _LONGEST_PATH or not where.isascii():
            os.chdir(data)  # a path too long, or in letters that espeak-ng cannot open, is avoided by standing there
            where = b"."
        self.rate = self.espeak.espeak_Initialize(_SYNCHRONOUS, 0, where, 0)
        if self.rate <= 0:
            raise EspeakFailed("The bundled espeak-ng did not start. Install Hit Zero afresh.")
        size_t, uint = ctypes.c_size_t, ctypes.c_uint
        self.espeak.espeak_Synth.argtypes = (
            *(ctypes.c_char_p, size_t, uint, ctypes.c_int, uint, uint),
            *(ctypes.c_void_p, ctypes.c_void_p),
        )

    @classmethod
    def start(cls) -> _Library:
        if cls.started is None:
            cls.started = cls()
        return cls.started


class EspeakDriver:
    """What pyttsx3 asks of a driver: properties, `save_to_file`, a loop that runs the queue. It does not play."""

    def __init__(self, proxy: Any) -> None:
        self._library = _Library.start()
        self._proxy = proxy
        self._pcm: list[bytes] = []
        self._words: list[tuple[float, int, int]] = []
        self._set: dict[str, Any] = {"voice": "en-us", "rate": 165, "pitch": 50, "volume": 1.0}
        self._callback = _Callback(self._on_sound)  # kept: C code calls it as long as this driver lives
        self._library.espeak.espeak_SetSynthCallback(self._callback)
        for name, value in list(self._set.items()):
            self.setProperty(name, value)

    def destroy(self) -> None:
        self._library.espeak.espeak_SetSynthCallback(None)

    def getProperty(self, name: str) -> Any:
        """What was set, not what espeak-ng says: that mostly answers with its own defaults."""
        if name == "voices":
            return [OfferedVoice(key, title, ["en"], gender) for key, (title, gender) in VOICES.items()]
        return self._set[name]

    def setProperty(self, name: str, value: Any) -> None:
        """voice: an espeak-ng voice, `+variant` if wanted; rate: words a minute; pitch: 0-99; volume: 0-1."""
        espeak = self._library.espeak
        if name == "voice":
            if espeak.espeak_SetVoiceByName(str(value).encode()) != 0:
                raise EspeakFailed(f"espeak-ng has no voice {value!r}")
            for again in ("rate", "pitch", "volume"):  # a voice brings its own figures along
                self.setProperty(again, self._set[again])
        elif name == "rate":
            espeak.espeak_SetParameter(_RATE, int(value), 0)
        elif name == "pitch":
            espeak.espeak_SetParameter(_PITCH, min(99, max(0, int(value))), 0)
        elif name == "volume":
            espeak.espeak_SetParameter(_VOLUME, round(value * 100), 0)
        else:
            raise KeyError(f"unknown property {name}")
        self._set[name] = value

    def save_to_file(self, text: str, filename: str) -> None:
        """Speak `text` into the WAV file `filename`. Word times follow as `started-word` events with `seconds`."""
        self._pcm.clear()
        self._words.clear()
        data = str(text).encode("utf-8", "replace").replace(b"\0", b" ")
        flags = _UTF8 | _PAUSE_AT_END
        failed = self._library.espeak.espeak_Synth(data, len(data) + 1, 0, 1, 0, flags, None, None)
        pcm = b"".join(self._pcm)
        if failed or not pcm.strip(b"\0"):
            raise EspeakFailed("espeak-ng gave no sound for this text")
        with wave.open(f"{filename}.part", "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(self._library.rate)
            out.writeframes(pcm)
        os.replace(f"{filename}.part", filename)
        for seconds, start, length in self._words:
            name = text[start : start + length]
            self._proxy.notify("started-word", name=name, location=start, length=length, seconds=seconds)
        self._proxy.notify("finished-utterance", completed=True)

    def startLoop(self) -> None:
        self._proxy.setBusy(False)  # runs the queue to its end, saves included, before this returns

    def endLoop(self) -> None:
        """Nothing loops here."""

    def stop(self) -> None:
        """Nothing can be under way when this is called: a save returns when it is done."""

    def iterate(self) -> Any:
        self._proxy.setBusy(False)
        yield

    def say(self, text: str) -> None:
        raise NotImplementedError("this driver makes files; the mixer plays them")

    def _on_sound(self, wav: Any, count: int, events: Any) -> int:
        n = 0
        while events[n].type != _LIST_END:
            event = events[n]
            if event.type == _WORD:
                self._words.append((event.audio_position / 1000, event.text_position - 1, event.length))
            n += 1
        if count > 0:
            self._pcm.append(ctypes.string_at(wav, count * 2))
        return 0
