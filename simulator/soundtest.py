"""The microphone and the loudspeaker before a call, and the settings that ears are opened with.

Rule: the microphone is open only while the check is; what was heard is forgotten when it closes.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from simulator.core.scenario import Scenario
from simulator.joints import lines_of, names_in
from simulator.settings import Settings


class SoundTest:
    """The microphone and the loudspeaker before a call."""

    def __init__(self, settings: Callable[[], Settings], speaker_for: Callable[[Scenario], Any]) -> None:
        self._settings, self._speaker_for = settings, speaker_for
        self.scenario: Scenario | None = None
        self.heard, self.failed = "", False
        self._why = ""
        self._ears: Any = None
        self._speaker: Any = None
        self._reports: SimpleQueue[Any] = SimpleQueue()

    @property
    def is_open(self) -> bool:
        """It listens, or tried to and could not."""
        return self._ears is not None or self.failed

    @property
    def level(self) -> float:
        """How loud the microphone is now, 0 to 1."""
        self._listen()
        return self._ears.level if self._ears else 0.0

    @property
    def state(self) -> str:
        """What is going on, in a plain phrase."""
        self._listen()
        if self.failed:
            return self._why
        if self._ears is None:
            return ""
        return self._ears.progress or ("I can hear you." if self.heard else "Say something, to see that you are heard.")

    def open(self) -> None:
        """Listen; where that fails, say why once."""
        from simulator.speech.ears import Ears, NoMicrophone

        self.close()
        ears = Ears(self._reports, ear_settings(self._settings()))
        try:
            ears.open()
        except NoMicrophone as none:
            self.failed, self._why = True, str(none)
            return
        if self.scenario:
            names = names_in(self.scenario)
            ears.expect([*names.people, *names.firms])
        self._ears = ears

    def close(self) -> None:
        """Listen no more, forget what was heard."""
        ears, self._ears = self._ears, None
        if ears is not None:
            ears.close()
        if self._speaker is not None:
            self._speaker.stop()
            self._speaker = None
        self.heard, self.failed, self._why = "", False, ""
        empty(self._reports)

    def sample(self) -> None:
        """The other side says the first line of the call."""
        if self.scenario is not None:
            self._speaker = self._speaker_for(self.scenario)
            self._speaker.say(lines_of(self.scenario)[0])

    def _listen(self) -> None:
        from simulator.speech.ears import MicrophoneLost, RecogniserLost, Utterance

        if self._speaker is not None:
            self._speaker.poll(time.monotonic())
        try:
            while True:
                report = self._reports.get_nowait()
                if isinstance(report, Utterance):
                    self.heard = report.text
                elif isinstance(report, MicrophoneLost | RecogniserLost):
                    self.failed, self._why = True, report.why
        except Empty:
            pass


def ear_settings(settings: Settings) -> Any:
    """The settings of the ears, out of all settings."""
    from simulator.speech.ears import EarSettings

    return EarSettings(
        device=settings.microphone or None,
        engine=settings.engine,
        model=Path(settings.model) if settings.model else None,
        end_silence=settings.end_silence,
        headset=settings.headset is not False,
    )


def empty(queue: SimpleQueue[Any]) -> None:
    """Take everything out of a queue."""
    try:
        while True:
            queue.get_nowait()
    except Empty:
        return
