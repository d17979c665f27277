"""The microphone by a key: open while the key is held, or from one press to the next.

Rule: it only mutes and unmutes; a call is told nothing of it. With loudspeakers the key takes the floor as well, since
they cannot be spoken into while they play.
"""

from __future__ import annotations

from simulator.screen.keys import is_function, key_of, shown
from simulator.screen.open_line import OpenLine, speaker
from simulator.screen.stage import Settings, Stage

WAYS = ("open", "hold", "toggle")


def by_key(settings: Settings) -> bool:
    """Whether the microphone rests until its key is pressed."""
    return settings.talk in ("hold", "toggle") and not settings.typed


def how(settings: Settings) -> str:
    """What to do to be heard, in words."""
    key = shown(key_of(settings, "talk"))
    if not key:
        return "Press Talk to be heard"
    return f"Hold {key} to talk" if settings.talk == "hold" else f"Press {key} to talk"


class PushToTalk:
    """Mutes the line while the key is not pressed. Whoever shows the call tells it of keys and looks in every frame."""

    def __init__(self, stage: Stage, line: OpenLine) -> None:
        self.stage, self.line = stage, line
        self._was = False
        self._down = 0

    def look(self) -> None:
        """See whether the setting has changed, and rest or open the microphone."""
        now = by_key(self.stage.settings) and not self.line.call.is_over
        if now != self._was:
            self._was, self._down = now, 0
            if not self.line.call.is_over:
                self.line.mute(now)

    def press(self, key: int, name: str) -> bool:
        """A key went down: its code and its name; whether it was this one's. Letters act only outside a field."""
        settings = self.stage.settings
        typing = self.stage.focused() == "type" and not is_function(name)
        if not self._was or typing or not name or name != key_of(settings, "talk"):
            return False
        if self._down != key:
            self._down = key
            self._open(True) if settings.talk == "hold" else self.turn()
        return True

    def release(self, key: int) -> None:
        """A key is up again."""
        if key == self._down:
            self._down = 0
            if self._was and self.stage.settings.talk == "hold":
                self._open(False)

    def turn(self) -> None:
        """Open the microphone, or let it rest: what the button does in either way."""
        self._open(self.line.muted)

    def _open(self, heard: bool) -> None:
        if heard and self.stage.settings.headset is False and speaker(self.line):
            self.line.break_in()
        self.line.mute(not heard)
