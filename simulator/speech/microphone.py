"""Sound from a microphone: SDL captures it (through pygame), we put it on a queue.

Rule: the callback runs in SDL's own thread and does nothing but stamp and queue; whoever reads the queue does the work.
SDL converts to 16 kHz mono whatever the device gives. No PortAudio, no system package.

What SDL does when a device goes away (its source, 2.28 and 2.32): the callback goes on at its usual pace with digital
silence, and the device leaves the list of names. Drivers that block instead simply stop calling. Both are noticed here.
"""

from __future__ import annotations

import atexit
import ctypes
import os
import threading
import time
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any

RATE = 16_000
"""Samples a second that everything in the ears works with."""

# One short of 256: SDL's file driver, which tests use, sleeps whole milliseconds a chunk, so a chunk of exactly 16 ms
# would fall ever further behind. Hardware does not mind; the ears cut their own blocks.
_CHUNK = 255
_STALLED = 2.0
_SILENT = 1.5
_AT_THE_END = 5.0


class NoMicrophone(Exception):
    """There is no microphone that can be opened. The text is for the trainee: what is wrong, and what to do."""


@dataclass(frozen=True, slots=True)
class Captured:
    """Mono 16-bit little-endian samples at 16 kHz, which arrived at `at` (time.monotonic())."""

    at: float
    pcm: bytes


def device_names() -> list[str]:
    """The microphones of this machine, as SDL names them. Empty where there is none, or no sound system at all."""
    try:
        return list(_sdl_audio().get_audio_device_names(True))
    except NoMicrophone:
        return []
    except Exception:  # SDL reports every fault as its own error type, which differs between pygame and pygame-ce
        return []


class Microphone:
    """One open capture device. `device` None is the system's default; what it hears goes to `captured`."""

    def __init__(self, captured: SimpleQueue[Any], device: str | None = None) -> None:
        self._captured = captured
        self._device: Any = None
        self._last_block = self._last_sound = time.monotonic()
        self._names = device_names()
        self.name = device or (self._names[0] if self._names else "the default microphone")
        self._open(device)

    def _open(self, device: str | None) -> None:
        sdl_audio = _sdl_audio()
        if not self._names:
            raise NoMicrophone("No microphone was found. Plug one in, or type instead of speaking.")
        if device is not None and device not in self._names:
            raise NoMicrophone(f"The microphone {device!r} is not connected. Connected: {', '.join(self._names)}.")
        try:
            self._device = _opened(sdl_audio, device, self._names[0], self._on_block)
            self._last_block = self._last_sound = time.monotonic()
            self._device.pause(0)
        except Exception as wrong:  # see device_names
            raise NoMicrophone(
                f"The microphone {self.name!r} could not be opened ({wrong}). Another program may hold it, or the"
                " system may not let this one listen: look into the privacy settings, or type instead of speaking."
            ) from None

    def _on_block(self, _device: object, samples: memoryview) -> None:
        pcm = bytes(samples)
        self._last_block = now = time.monotonic()
        if any(pcm):
            self._last_sound = now
        self._captured.put(Captured(now, pcm))

    def lost(self, now: float) -> str | None:
        """Why the device is taken for lost, or None while it works. Digital silence alone is no loss: a switch on the
        headset, or a noise filter, gives it too; it counts once the device has also left the list of names."""
        if now - self._last_block > _STALLED:
            return f"{self.name} stopped sending sound"
        if now - self._last_sound > _SILENT and not set(self._names) <= set(device_names()):
            return f"{self.name} was unplugged"
        return None

    def close(self, within: float = 0.5) -> None:
        """Stop listening. Safe to call twice; returns after `within` seconds even where the device answers no more."""
        device, self._device = self._device, None
        if device is None:
            return
        closing = threading.Thread(target=_close, args=(device,), name="closing the microphone", daemon=True)
        closing.start()
        closing.join(within)
        if closing.is_alive():  # at the end of the program pygame would close it too, and wait for ever: see _close
            atexit.register(closing.join, _AT_THE_END)


def _close(device: Any) -> None:
    """Close a device without holding Python's lock. pygame holds it while SDL waits for its capture thread, which may
    be waiting for that very lock in our callback: then both wait for ever (it happened)."""
    close = _sdl_function("SDL_CloseAudioDevice")
    if close is not None:
        close(device.deviceid)
    else:
        device.pause(1)
    device.close()  # pygame still thinks it open; SDL shrugs at a number that is closed already


def _sdl_function(name: str) -> Any:
    """A function of the SDL library that pygame has loaded; ctypes lets go of Python's lock while it runs."""
    from pygame._sdl2 import audio

    try:
        # Windows finds a loaded library by its name; elsewhere a module's handle also sees what it is linked to.
        library = ctypes.CDLL("SDL2.dll" if os.name == "nt" else str(audio.__file__))
        return library[name]
    except (OSError, AttributeError):
        return None


def _sdl_audio() -> Any:
    """pygame's door to SDL's capture, with SDL's sound started (a mixer, if there is one, has started it before)."""
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    os.environ.setdefault(
        "SDL_NO_SIGNAL_HANDLERS", "1"
    )  # or SDL swallows the signal that ends a program without a window
    try:
        from pygame._sdl2 import audio, sdl2

        try:
            audio.get_audio_device_names(True)
        except sdl2.error:  # not started: SDL counts who starts it, so it is started only then
            sdl2.init_subsystem(sdl2.INIT_AUDIO)
    except Exception as wrong:  # see device_names
        raise NoMicrophone(
            f"This machine has no sound system to listen with ({wrong}). Type instead of speaking."
        ) from None
    return audio


def _opened(sdl_audio: Any, device: str | None, first: str, callback: Any) -> Any:
    def open_named(name: str | None) -> Any:
        return sdl_audio.AudioDevice(
            devicename=name,
            iscapture=True,
            frequency=RATE,
            audioformat=sdl_audio.AUDIO_S16LSB,
            numchannels=1,
            chunksize=_CHUNK,
            allowed_changes=0,
            callback=callback,
        )

    try:
        return open_named(device)
    except TypeError:  # some releases of pygame-ce insist on a name
        return open_named(first)
