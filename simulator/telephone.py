"""The telephone on the desk: the mouth, the ears and the sound check of the window.

Rule: the mouth is opened before the ears, always, because a mixer cannot be opened once a microphone is. The microphone
is open during a sound check, a call and a drill, and at no other time. Another loudspeaker, or another loudness, is
taken between two calls and never in one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from queue import SimpleQueue
from typing import Any

from simulator.core.scenario import Scenario
from simulator.joints import lines_of
from simulator.settings import Settings
from simulator.soundtest import SoundTest, ear_settings, empty


@dataclass(frozen=True, slots=True)
class PickedUp:
    """The telephone, picked up: its mouth and what it will report; its ears, None where one types or there is no
    microphone (`notice` says why), and what they will report."""

    speaker: Any
    said: SimpleQueue[Any]
    ears: Any
    heard: SimpleQueue[Any]
    notice: str


class Telephone:
    """`settings` gives those that hold now; `in_call`: whether somebody is on the line. `notices`: what it lacks, each
    in a sentence."""

    def __init__(self, settings: Callable[[], Settings], in_call: Callable[[], bool]) -> None:
        self._settings, self._in_call = settings, in_call
        self.notices: list[str] = []
        self._mouth: tuple[tuple[str, float], Any] | None = None
        self._said: SimpleQueue[Any] = SimpleQueue()

    @cached_property
    def sound(self) -> SoundTest:
        """The microphone before a call."""
        return SoundTest(self._settings, self.speaker_for)

    @property
    def speaker(self) -> Any:
        """The mouth; another one where another loudspeaker or loudness was chosen since, but not in mid-call."""
        from simulator.speech.speaker import MouthSettings, NoLoudspeaker, Speaker

        settings = self._settings()
        wanted = (settings.loudspeaker, settings.volume)
        if self._mouth is not None and (self._mouth[0] == wanted or self._in_call()):
            return self._mouth[1]
        if self._mouth is not None:
            self.sound.close()
            self._mouth[1].close()
        speaker = Speaker(self._said, MouthSettings(device=wanted[0] or None, volume=wanted[1]))
        self._mouth = (wanted, speaker)
        try:
            speaker.open()
        except NoLoudspeaker as none:
            self.notices += [str(none)] if str(none) not in self.notices else []
        return speaker

    def speaker_for(self, scenario: Scenario) -> Any:
        """The mouth, with the lines of a scenario being made ready."""
        self.speaker.prepare(scenario.id, lines_of(scenario))
        return self.speaker

    def make_ready(self, chosen: Scenario | None) -> None:
        """The mouth is open, and the sound check has somebody to be heard: of the scenario that was looked at last, or
        of the one that is given."""
        self.sound.scenario = self.sound.scenario or chosen
        if not self._in_call():
            speaker = self.speaker
            if self.sound.scenario is not None:
                speaker.prepare(self.sound.scenario.id, lines_of(self.sound.scenario))

    def pick_up(self, typed: bool) -> PickedUp:
        """Mouth and ears for a call or a drill; no ears for one that is `typed`."""
        self.sound.close()
        speaker, heard = self.speaker, SimpleQueue[Any]()
        empty(self._said)
        ears, notice = (None, "") if typed else self._ears(heard)
        return PickedUp(speaker, self._said, ears, heard, notice)

    def _ears(self, heard: SimpleQueue[Any]) -> tuple[Any, str]:
        """The ears, open; or none, and one sentence that says why."""
        from simulator.speech.ears import Ears, NoMicrophone

        ears = Ears(heard, ear_settings(self._settings()))
        try:
            ears.open()
        except NoMicrophone as none:
            return None, str(none)
        return ears, ""

    def device_removed(self, which: int, capture: bool) -> None:
        """A sound device was unplugged. The ears notice by themselves; the mouth is told."""
        if self._mouth is not None:
            self._mouth[1].device_removed(which, capture)

    def close(self) -> None:
        """Nothing is heard and nothing is said any more."""
        self.sound.close()
        if self._mouth is not None:
            self._mouth[1].close()
