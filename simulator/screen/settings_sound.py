"""Settings of sound: the devices, the loudness, and a sound check.

Rule: the microphone is open only after somebody asked for the check here, and until this part is left. A device that
was chosen and is not connected stays in its list, and says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from simulator.screen.canvas import Box, Canvas
from simulator.screen.house import House
from simulator.screen.settings_rows import Section, card, choice_row, line, radio_row, step_row
from simulator.screen.sound_card import SoundCard, SoundCheck
from simulator.screen.stage import Stage
from simulator.screen.widgets import button, button_width

LOOK_S = 2.0
"""How often the devices are looked for."""
_NONE = {
    "microphone": "No microphone was found. Plug one in, or type instead of speaking.",
    "loudspeaker": "No loudspeaker was found. Plug one in, or read the captions.",
}


class Devices:
    """The microphones and loudspeakers, looked for anew every two seconds, and the rows to choose one by."""

    def __init__(self, stage: Stage, house: House, sound: SoundCheck) -> None:
        self.stage, self.house, self.sound = stage, house, sound
        self._names: dict[str, Sequence[str]] = {}
        self._look_at = 0.0

    def look(self, now: float) -> bool:
        """Whether other devices are there than before."""
        if now < self._look_at and self._names:
            return False
        self._look_at = now + LOOK_S
        before = self._names
        self._names = {"microphone": (*self.house.microphones,), "loudspeaker": (*self.house.loudspeakers,)}
        return before != self._names

    def rows(self, c: Canvas, kind: str, x: float, y: float, w: float) -> float:
        """The devices of a kind, the computer's own choice first; where the rows end."""
        names = self._names.get(kind, ())
        chosen = str(getattr(self.stage.settings, kind))
        gone = [chosen] if chosen and chosen not in names else []
        if not names and not gone:
            return y + c.para(_NONE[kind], "body", "ink2", x, y + 4, w) + 16
        own = f"The computer’s choice ({names[0]})" if len(names) == 1 else "The computer’s choice"
        y = radio_row(c, x, y, w, own, "", f"{kind}.0", not chosen, partial(self._choose, kind, ""))
        for i, name in enumerate([*names, *gone]):
            if len(names) == 1 and not chosen:
                break
            about = "Not connected. Plug it in, or choose another." if name in gone else ""
            act = partial(self._choose, kind, name)
            y = radio_row(c, x, y, w, name, about, f"{kind}.{i + 1}", name == chosen, act)
        return y + 6

    def _choose(self, kind: str, name: str) -> None:
        self.change(**{kind: name})

    def change(self, **fields: object) -> None:
        """Change the sound; a check that listens begins again with it, the mouth before the ears."""
        listens = self.sound.is_open and not self.stage.settings.typed
        if listens:
            self.sound.close()
        self.stage.change(**fields)
        if listens:
            self.house.ready_sound()
            self.sound.open()


class SoundSection(Section):
    """The devices, and beside or below them the check."""

    name, title = "sound", "Sound"

    def __init__(self, stage: Stage, house: House, sound: SoundCheck, on_call: bool) -> None:
        self.stage, self.house, self.sound, self.on_call = stage, house, sound, on_call
        self.devices = Devices(stage, house, sound)
        self._card = SoundCard(stage, sound, asks=False)
        self._ours = False
        self._seen: tuple[object, ...] = ()

    @property
    def checking(self) -> bool:
        """Whether the check is on: begun here, or by the screen below."""
        return (self._ours or self.sound.is_open) and not self.on_call

    @property
    def moving(self) -> bool:  # type: ignore[override]
        """The level moves."""
        return self.checking

    def tick(self, now: float) -> bool:
        """Other devices, other words heard."""
        changed = self.devices.look(now)
        seen = (self.sound.heard, self.sound.state, self.sound.failed) if self.checking else ()
        changed, self._seen = changed or seen != self._seen, seen
        return changed

    def hush(self) -> None:
        """A check that was begun here ends here."""
        if self._ours:
            self._ours = False
            self.sound.close()

    def _check(self) -> None:
        self._ours = not self.sound.is_open
        self.house.ready_sound()
        if not self.stage.settings.typed:
            self.sound.open()

    def paint(self, c: Canvas, x: float, y: float, w: float) -> float:
        """Two columns where there is room."""
        self.devices.look(0.0)
        if w < 860:
            return self._cards(c, x, self._check_card(c, x, y, w) + 16, w)
        left = w - 400 - 24
        return max(self._cards(c, x, y, left), self._check_card(c, x + left + 24, y, 400))

    def _cards(self, c: Canvas, x: float, y: float, w: float) -> float:
        y = card(c, x, y, w, "Microphone", self._rows("microphone")) + 16
        y = card(c, x, y, w, "Loudspeaker", self._rows("loudspeaker")) + 16
        return card(c, x, y, w, "", self._more)

    def _rows(self, kind: str) -> Callable[[Canvas, float, float, float], float]:
        return lambda c, x, y, w: self.devices.rows(c, kind, x, y - 8, w)

    def _more(self, c: Canvas, x: float, y: float, w: float) -> float:
        now = self.stage.settings
        heard = {None: -1, True: 0, False: 1}[now.headset]
        text = ("You hear the other side by", "With loudspeakers, you break in by a key")
        labels = ("Headset", "Loudspeakers")
        y = choice_row(c, x, y, w, text, "headset", labels, heard, lambda i: self.devices.change(headset=i == 0))
        line(c, x, y, w)
        text = ("Loudness", "Of the other side and of the line")
        return step_row(c, x, y, w, text, "volume", f"{round(now.volume * 100)} %", self._louder)

    def _louder(self, step: int) -> None:
        wanted = round(self.stage.settings.volume * 10) + step
        self.devices.change(volume=max(0.1, min(1.0, wanted / 10)))

    def _check_card(self, c: Canvas, x: float, y: float, w: float) -> float:
        return self._card.paint(c, x, y, w) if self.checking else card(c, x, y, w, "Sound check", self._offer)

    def _offer(self, c: Canvas, x: float, y: float, w: float) -> float:
        if self.on_call:
            text = "You are on the line. What you choose here counts from the next call on."
            return y + c.para(text, "body", "ink2", x, y, w) + 14
        text = "See your level, see the words that are heard, and hear how the other side sounds."
        y += c.para(text, "body", "ink2", x, y, w) + 16
        label = "Check the sound"
        button(c, "check", Box(x, y, button_width(c, label, "mic"), 44), label, self._check, "ink", icon="mic")
        return y + 44 + 14

    def live(self, c: Canvas, pane: Box) -> None:
        """The level meter."""
        if self.checking and not self.stage.settings.typed:
            self._card.live(c, pane)
