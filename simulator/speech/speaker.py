"""The mouth: plays the callee's lines, the tones of the line and the scene behind it, and reports what was heard.

Rule: nothing here waits. `poll`, called every frame, notices what has become of things; reports go into the queue with
the time they happened (time.monotonic()). A line takes its course even without a loudspeaker or a voice: then it is a
caption that lasts as long as it would have taken to say.
"""

from __future__ import annotations

import contextlib
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import platformdirs
import pygame

from . import line as phone
from .repertoire import LEVEL_SECONDS, ReadyLine, Repertoire
from .sounds import VOICE, LineSounds, Tape
from .voice_files import SHIPPED, own_voices
from .voices import Line, SpokenWord
from .word_times import estimated

BUFFER = 512
"""Samples the mixer takes at a time: 23 ms, the delay from `say` to sound and the grain of `stop`."""
FADE_MS = 20
"""Length of the fade that stops a line, rounded up to whole buffers by the mixer."""
_STARTS_ANEW = 64
"""How often SDL's sound is ended to get at a mixer: once for each time that somebody has started it."""
PATIENCE = 3.0
"""Seconds that a line which is not ready is waited for before it goes on as a caption."""
STALLED = (1.5, 3.0)
"""A line that still plays after so many times its length and so many seconds more shows that the loudspeaker has died.
Generous: a sound server under load, and SDL's file driver always, play slower than the clock."""


class NoLoudspeaker(RuntimeError):
    """No sound can be played here. The text says so in one sentence for the player."""


@dataclass(frozen=True, slots=True)
class LineStarted:
    """`text` begins to be heard."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class LineEnded:
    """The line was heard to its end."""

    at: float


@dataclass(frozen=True, slots=True)
class LineWasCut:
    """The line was stopped when `heard_chars` of its text had been heard."""

    at: float
    heard_chars: int


@dataclass(frozen=True, slots=True)
class VoiceLost:
    """No more lines can be made here: those that are not ready go on as captions. Reported once."""

    at: float
    why: str


@dataclass(frozen=True, slots=True)
class LoudspeakerLost:
    """The loudspeaker went away. `taken_over`: the system has another one, which plays from now on; else lines go on
    as captions."""

    at: float
    why: str
    taken_over: bool


Report = LineStarted | LineEnded | LineWasCut | VoiceLost | LoudspeakerLost


@dataclass(frozen=True, slots=True)
class MouthSettings:
    """`device`: a loudspeaker by its name, None for the system's own choice; `volume` 0-1; `cache`: where lines made
    here are kept; `ready_made`: the folders that hold a folder of rendered lines for each scenario; `engine`: a name of
    tts.ENGINES for the lines that are on no disk, "" for none (captions); `model`: a Kokoro model of one's own;
    `phone_effect`: strength of the telephone, None for what each engine's voices bear."""

    device: str | None = None
    volume: float = 1.0
    cache: Path = field(default_factory=lambda: platformdirs.user_cache_path("hitzero", appauthor=False) / "voices")
    ready_made: tuple[Path, ...] = field(default_factory=lambda: (SHIPPED, own_voices()))
    engine: str = "pyttsx3"
    model: Path | None = None
    phone_effect: float | None = None


@dataclass(slots=True)
class _Saying:
    """The line being said. `started`: None while it is waited for."""

    line: Line
    asked: float
    started: float | None = None
    ready: ReadyLine | None = None
    words: tuple[SpokenWord, ...] = ()
    seconds: float = 0.0
    aloud: bool = False
    levels_told: int = 0


def loudspeaker_names() -> list[str]:
    """The loudspeakers of this machine, as SDL names them; empty where there is none. Open the mouth first."""
    try:
        from pygame._sdl2 import audio

        return list(audio.get_audio_device_names(False))
    except Exception:  # SDL reports every fault as its own error type, which differs between pygame and pygame-ce
        return []


class Speaker:
    """The mouth. One line at a time; call `poll` every frame, `close` at the end."""

    def __init__(self, reports: SimpleQueue[Any], settings: MouthSettings) -> None:
        self._reports = reports
        self._settings = settings
        self._repertoire = Repertoire(settings.cache, settings.engine, settings.model, settings.phone_effect)
        self._is_open = False
        self._saying: _Saying | None = None
        self._told_lost = False
        self._sounds = LineSounds(settings.volume)
        self.recent_levels: deque[tuple[float, float]] = deque(maxlen=4096)
        """(time, RMS 0..1) of what was heard of the callee, one for every LEVEL_SECONDS of it; take from the left."""

    def open(self) -> None:
        """Open the loudspeaker. Raises NoLoudspeaker; all else then still works, without sound.

        Open the mouth before the ears: pygame opens no mixer once SDL's sound runs. Where somebody has only asked for
        the names of the devices, the sound is ended and begun anew here; a microphone that is open would not survive.
        """
        self._open(self._settings.device, _STARTS_ANEW)

    def _open(self, device: str | None, times: int) -> None:
        for _ in range(times):
            pygame.mixer.quit()  # pygame.init() may have opened it with a rate of its own
            try:
                pygame.mixer.init(phone.RATE, -16, 1, BUFFER, devicename=device, allowedchanges=0)
            except pygame.error as wrong:
                name = f"The loudspeaker {device!r}" if device else "A loudspeaker"
                raise NoLoudspeaker(f"{name} could not be opened ({wrong}). The call goes on with captions.") from None
            if pygame.mixer.get_init():
                break
        else:
            raise NoLoudspeaker("The sound is in use by the microphone. The call goes on with captions.")
        pygame.mixer.set_num_channels(8)
        pygame.mixer.set_reserved(4)
        self._is_open = self._sounds.aloud = True

    @property
    def is_open(self) -> bool:
        """A loudspeaker is in use."""
        return self._is_open

    def record_on(self, tape: Tape | None) -> None:
        """From now on a tape takes everything that is played; None: no longer."""
        self._sounds.tape = tape

    # -- lines ---------------------------------------------------------------------------------------------------------

    def prepare(self, scenario_id: str, lines: Sequence[Line], sounds: Sequence[str] = ()) -> None:
        """Make the lines of a call ready, the first first: rendered ones, then cached ones, then those to be made.
        `sounds`: scenes and tones of the call, to be made ahead too."""
        self._sounds.warm(sounds)
        self._repertoire.want([folder / scenario_id for folder in self._settings.ready_made], lines)

    def ready(self) -> tuple[int, int]:
        """(lines ready or given up, lines wanted)."""
        return self._repertoire.progress()

    def say(self, line: Line) -> None:
        """Say the line at once: within one buffer if it is ready, else as soon as it is, at last as a caption. A line
        under way is cut first."""
        self.stop()
        now = time.monotonic()
        self._saying = _Saying(line, now)
        if ready := self._repertoire.load_now(line):
            self._begin(self._saying, ready)
        else:
            self._repertoire.urge(line)

    def stop(self) -> None:
        """Fall silent within 60 ms and report LineWasCut, if a line was being said."""
        saying, self._saying = self._saying, None
        if saying is None:
            return
        now = time.monotonic()
        if saying.aloud:
            pygame.mixer.Channel(VOICE).fadeout(FADE_MS)
        if self._sounds.tape:
            self._sounds.tape.stopped(VOICE, now)
        self._tell_levels(saying, now)
        self._reports.put(LineWasCut(now, _heard_chars(saying, now)))

    def caption(self, now: float) -> tuple[int, int] | None:
        """The span, in the text of the line being said, of the word now heard; None before it and after it."""
        saying = self._saying
        if saying is None or saying.started is None:
            return None
        word = _word_at(saying, now)
        return (word.start, word.end) if word else None

    # -- tones and scenes ----------------------------------------------------------------------------------------------

    def tone(self, name: str, key: str = "") -> None:
        """Sound a tone of line.TONES. ringback, busy and hold go on until `stop_tone`. KeyError: there is no such."""
        self._sounds.tone(name, key)

    def stop_tone(self) -> None:
        """Silence on the line; a line being said goes on."""
        self._sounds.stop_tone()

    def background(self, scene: str | None) -> None:
        """The scene behind the callee, round and round, or none. KeyError: there is no such scene."""
        self._sounds.background(scene)

    # -- every frame ---------------------------------------------------------------------------------------------------

    def poll(self, now: float) -> None:
        """Notice what has become of the line being said and of the voice engine. `now`: time.monotonic()."""
        if self._repertoire.lost and not self._told_lost and self._settings.engine:
            self._told_lost = True
            self._reports.put(VoiceLost(now, self._repertoire.lost))
        self._sounds.poll()
        saying = self._saying
        if saying is None:
            return
        if saying.started is None:
            self._wait_for(saying, now)
            return
        self._tell_levels(saying, now)
        if saying.aloud and now - saying.started > saying.seconds * STALLED[0] + STALLED[1]:
            self._give_up_on_loudspeaker(saying)
        over = now - saying.started >= saying.seconds
        if (saying.aloud and not pygame.mixer.Channel(VOICE).get_busy()) or (not saying.aloud and over):
            self._tell_levels(saying, saying.started + saying.seconds + 1)
            self._saying = None
            self._reports.put(LineEnded(now))

    def _wait_for(self, saying: _Saying, now: float) -> None:
        if ready := self._repertoire.get(saying.line):
            self._begin(saying, ready)
        elif self._repertoire.failure(saying.line) or now - saying.asked > PATIENCE:
            self._begin(saying, None)

    def _begin(self, saying: _Saying, ready: ReadyLine | None) -> None:
        saying.ready = ready
        if ready is None:
            saying.seconds, saying.words = estimated(saying.line.text, saying.line.voice.pace)
        else:
            saying.seconds, saying.words = ready.seconds, ready.words
        if ready is not None and self._is_open:
            sound = pygame.mixer.Sound(buffer=ready.pcm.tobytes())
            sound.set_volume(self._settings.volume)
            pygame.mixer.Channel(VOICE).play(sound)
            saying.aloud = True
        saying.started = time.monotonic()
        if ready is not None and self._sounds.tape:
            self._sounds.tape.played(VOICE, saying.started, ready.pcm, False)
        self._reports.put(LineStarted(saying.started, saying.line.text))

    def _tell_levels(self, saying: _Saying, now: float) -> None:
        """Hand on the levels of what was heard by now."""
        if saying.started is None or saying.ready is None:
            return
        levels = saying.ready.levels
        while saying.levels_told < len(levels):
            at = saying.started + (saying.levels_told + 1) * LEVEL_SECONDS
            if at > now:
                return
            self.recent_levels.append((at - LEVEL_SECONDS, levels[saying.levels_told]))
            saying.levels_told += 1

    # -- losses --------------------------------------------------------------------------------------------------------

    def device_removed(self, which: int, iscapture: bool) -> None:
        """Tell the mouth of a pygame.AUDIODEVICEREMOVED event. SDL gives the number of an opened device, else 0."""
        if which and not iscapture:
            self.lose_loudspeaker("The loudspeaker was taken away.")

    def lose_loudspeaker(self, why: str) -> None:
        """The loudspeaker is gone. What is being said goes on as a caption; the system's own choice of loudspeaker, if
        it has one, takes over the tones and scenes at once and the voice from the next line. While a microphone is open
        none can take over: close the ears, `open` again, open the ears."""
        if not self._is_open:
            return
        self._close_mixer()
        if self._saying is not None:
            self._saying.aloud = False
        with contextlib.suppress(NoLoudspeaker):
            self._open(None, 1)
        self._reports.put(LoudspeakerLost(time.monotonic(), why, self._is_open))

    def _give_up_on_loudspeaker(self, saying: _Saying) -> None:
        """It takes no more sound. The mixer is left as it is: to close it is to wait for a driver that hangs."""
        self._sounds.silenced()
        self._is_open = saying.aloud = False
        self._reports.put(LoudspeakerLost(time.monotonic(), "The loudspeaker stopped playing.", taken_over=False))

    def close(self) -> None:
        """Silence, and the end of the voice engine. Safe to call twice."""
        self._saying = None
        self._close_mixer()
        self._sounds.close()
        self._repertoire.close()

    def _close_mixer(self) -> None:
        self._sounds.silenced()
        if self._is_open:
            self._is_open = False
            pygame.mixer.quit()


def _word_at(saying: _Saying, now: float) -> SpokenWord | None:
    """The last word begun by `now`; what is played is heard one buffer later."""
    assert saying.started is not None
    heard = now - saying.started - (BUFFER / phone.RATE if saying.aloud else 0.0)
    return next((word for word in reversed(saying.words) if word.at <= heard), None)


def _heard_chars(saying: _Saying, now: float) -> int:
    """Characters of the text up to the end of the word that was being heard."""
    if saying.started is None:
        return 0
    word = _word_at(saying, now)
    return word.end if word else 0
