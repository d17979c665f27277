"""Settings of privacy: what is kept and where, and how to be rid of it. Rule: nothing is deleted without a question
that says how much, and nothing is hidden: the folder can be opened."""

from __future__ import annotations

from simulator.screen.canvas import Box, Canvas
from simulator.screen.dialogs import Answer, Question
from simulator.screen.field import copied
from simulator.screen.house import House, Kept, size_in_words
from simulator.screen.settings_rows import WIDEST, Section, card, switch_row
from simulator.screen.stage import Stage
from simulator.screen.widgets import button, button_width

_STAYS = (
    "What you say is turned into text on this computer, by models that came with the game, and stays here. "
    "The microphone is open during a sound check, a call and a drill, and at no other time. "
    "A call you speak is kept as text, and with it how loud each moment was, which its ribbon shows: numbers, no sound."
)
_SOUND = (
    "Both sides of a call you speak, so that you can hear it again from any line of its scorecard. A file beside the "
    "call, about half a megabyte a minute. It never leaves this computer, and is deleted with your calls."
)


class PrivacySection(Section):
    """What is kept, looked up when the part is opened and after every change."""

    name, title = "privacy", "Privacy"

    def __init__(self, stage: Stage, house: House, on_call: bool) -> None:
        self.stage, self.house, self.on_call = stage, house, on_call
        self._kept: Kept | None = None
        self._told = ""

    @property
    def kept(self) -> Kept:
        """What is kept now."""
        if self._kept is None:
            self._kept = self.house.kept()
        return self._kept

    def hush(self) -> None:
        """Look again next time."""
        self._kept, self._told = None, ""

    def paint(self, c: Canvas, x: float, y: float, w: float) -> float:
        """What stays here, where it lies, how it is deleted."""
        w = min(w, WIDEST)
        y = card(c, x, y, w, "It stays with you", self._stays) + 16
        y = card(c, x, y, w, "Hear it again", self._sound) + 16
        y = card(c, x, y, w, "Your calls", self._folder) + 16
        return card(c, x, y, w, "Delete", self._delete)

    def _stays(self, c: Canvas, x: float, y: float, w: float) -> float:
        return y + c.para(_STAYS, "body", "ink2", x, y, w) + 12

    def _sound(self, c: Canvas, x: float, y: float, w: float) -> float:
        on, text = self.stage.settings.keep_sound, ("Keep the sound of my calls", _SOUND)
        return switch_row(c, x, y, w, text, "keep_sound", on, lambda: self.stage.change(keep_sound=not on))

    def _folder(self, c: Canvas, x: float, y: float, w: float) -> float:
        kept = self.kept
        y += c.para(kept.wrong or _told(kept), "body", "avoid" if kept.wrong else "ink2", x, y, w) + 10
        with c.aside():
            high = c.para(kept.folder, "mono", "ink", x + 14, y + 10, w - 28)
        c.box(x, y, w, high + 20, 8, "sunken")
        c.para(kept.folder, "mono", "ink", x + 14, y + 10, w - 28)
        y += high + 34
        at = x
        for name, label, act in (
            ("open_folder", "Open the folder", self._open),
            ("copy_path", "Copy the path", self._copy),
        ):
            wide = button_width(c, label)
            if at + wide > x + w and at > x:
                at, y = x, y + 54
            button(c, name, Box(at, y, wide, 44), label, act)
            at += wide + 12
        y += 44
        if self._told:
            y += 12 + c.para(self._told, "body", "ink", x, y + 12, w)
        return y + 14

    def _delete(self, c: Canvas, x: float, y: float, w: float) -> float:
        if self.on_call or not (self.kept.calls or self.kept.answers):
            words = (
                "You can delete your calls once this one is over." if self.on_call else "There is nothing to delete."
            )
            return y + c.para(words, "body", "ink2", x, y, w) + 12
        words = (
            "All your calls: what you said in them, their sound, what was promised and what a trainer remarked. "
            "And how you answered in drills."
        )
        y += c.para(words, "body", "ink2", x, y, w) + 14
        label = "Delete my calls" if self.kept.calls else "Delete my drills"
        wide = button_width(c, label, "octagon-minus")
        button(c, "delete", Box(x, y, wide, 44), label, self._ask, "hang_up", icon="octagon-minus")
        return y + 44 + 14

    def _open(self) -> None:
        self._told = self.house.open_folder()

    def _copy(self) -> None:
        good = copied(self.kept.folder)
        self._told = "The path is on your clipboard." if good else "This desktop has no clipboard. Write the path down."

    def _ask(self) -> None:
        n = self.kept.calls
        calls = "call" if n == 1 else f"{n} calls" if n else "drills"
        self.stage.ask(
            Question(
                self.stage,
                f"Delete your {calls}?",
                "What you said, the scorecards, the promises and the drills are gone for good. "
                "Your settings, and scenarios of your own, stay.",
                [
                    Answer("Keep them", lambda: None, "primary"),
                    Answer("Delete for good", self._gone, "hang_up", "octagon-minus"),
                ],
                lambda: None,
            )
        )

    def _gone(self) -> None:
        self._told = self.house.delete_calls()
        self._kept = None


def _told(kept: Kept) -> str:
    answers = {0: "", 1: "One answer of a drill lies beside it. "}.get(
        kept.answers, f"{kept.answers} answers of drills lie beside it. "
    )
    if not kept.calls:
        return f"{answers}No call is kept yet. They will lie here:"
    calls = "One call is" if kept.calls == 1 else f"{kept.calls} calls are"
    sound = f" and {size_in_words(kept.sound)} of sound" if kept.sound else ""
    return f"{answers}{calls} kept, {size_in_words(kept.size)} of text{sound}, in this folder:"
