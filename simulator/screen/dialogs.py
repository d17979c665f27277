"""Dialogs: a question with its answers, and the settings. Rule: the first answer is the safe one and has the focus."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from simulator.screen.canvas import Box, Canvas
from simulator.screen.stage import Stage, Still
from simulator.screen.widgets import Kind, button, button_width, segments, stepper, switch


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: its words, what it does, how it looks."""

    label: str
    act: Callable[[], None]
    kind: Kind = "outline"
    icon: str = ""


class Question(Still):
    """A question, what it means, and its answers. Esc gives the answer `on_leave`; None: one must be given."""

    primary = "answer.0"

    def __init__(
        self, stage: Stage, title: str, text: str, answers: Sequence[Answer], on_leave: Callable[[], None] | None = None
    ) -> None:
        self.stage, self.title, self.text, self.answers, self.on_leave = stage, title, text, answers, on_leave

    def _answer(self, act: Callable[[], None]) -> None:
        self.stage.answered()
        act()

    def leave(self) -> None:
        """Esc."""
        if self.on_leave:
            self._answer(self.on_leave)

    def paint(self, c: Canvas) -> None:
        """The card in the middle."""
        wide = min(520.0, c.w - 48)
        inner = wide - 64
        title, text = c.height(self.title, "h2", inner), c.height(self.text, "body", inner)
        widths = [button_width(c, a.label, a.icon) for a in self.answers]
        in_row = sum(widths) + 12 * (len(widths) - 1) <= inner
        rows = 1 if in_row else len(widths)
        high = 32 + title + 10 + text + 28 + 60 * rows + 16
        box = Box((c.w - wide) / 2, max(16.0, (c.h - high) / 2), wide, high)
        c.box(*box, 16, "surface", shadow=True)
        y = box.y + 32
        y += c.para(self.title, "h2", "ink", box.x + 32, y, inner) + 10
        y += c.para(self.text, "body", "ink2", box.x + 32, y, inner) + 28
        x = box.x + 32
        for i, (answer, w) in enumerate(zip(self.answers, widths, strict=True)):
            place = Box(x, y, w if in_row else inner, 48)
            button(
                c, f"answer.{i}", place, answer.label, partial(self._answer, answer.act), answer.kind, icon=answer.icon
            )
            x, y = (x + w + 12, y) if in_row else (x, y + 60)


THEMES = ("auto", "ivory", "bakelite")
CLOCKS = ("practice", "real")
ZOOMS = (0.9, 1.0, 1.1, 1.25, 1.5, 1.75)


def zoomed(zoom: float, step: int) -> float:
    """The next zoom up or down the scale."""
    nearest = min(range(len(ZOOMS)), key=lambda i: abs(ZOOMS[i] - zoom))
    return ZOOMS[max(0, min(len(ZOOMS) - 1, nearest + step))]


class SettingsDialog(Still):
    """The settings that matter before there is a settings page."""

    primary = "close"

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    def leave(self) -> None:
        """Esc."""
        self.stage.answered()

    def paint(self, c: Canvas) -> None:
        """Rows with their switch or choice on the right, or below where there is no room."""
        wide, high = min(600.0, c.w - 32), min(c.h - 32, 644.0)
        box = Box((c.w - wide) / 2, (c.h - high) / 2, wide, high)
        c.box(*box, 16, "surface", shadow=True)
        c.text("Settings", "h2", "ink", box.x + 32, box.y + 24)
        inner = Box(box.x + 32, box.y + 70, wide - 64, high - 70 - 84)
        with c.pane("settings", inner, bleed=16) as painted:
            painted(self._rows(c, inner.w))
        w = button_width(c, "Done", hint="Esc")
        button(c, "close", Box(box.right - 32 - w, box.bottom - 68, w, 48), "Done", self.leave, "primary", hint="Esc")

    def _rows(self, c: Canvas, w: float) -> float:
        now, change = self.stage.settings, self.stage.change
        y = self._choices(c, w)
        size = f"{round(now.zoom * 100)} %"
        y = _steps(c, y, w, "Size", "Ctrl and + or − do the same", "zoom", size, self._resize)
        silence = f"{now.end_silence:.1f} s"
        y = _steps(
            c, y, w, "Your turn ends after", "Silence that long means: you have finished", "end", silence, self._wait
        )
        act = partial(change, captions=not now.captions)
        y = _switch(c, y, w, "Captions", "Word by word, for both sides", "captions", now.captions, act)
        act = partial(change, reduce_motion=not now.reduce_motion)
        return _switch(c, y, w, "Reduce motion", "Nothing slides, fades or turns", "motion", now.reduce_motion, act)

    def _choices(self, c: Canvas, w: float) -> float:
        now, change = self.stage.settings, self.stage.change
        light = THEMES.index(now.theme) if now.theme in THEMES else 0
        names = [theme.capitalize() for theme in THEMES]
        about = "Auto: ivory at the desk, bakelite on a call"
        y = _choice(c, 0, w, "Light", about, "theme", names, light, lambda i: change(theme=THEMES[i]))
        heard = {None: -1, True: 0, False: 1}[now.headset]
        title, about = "You hear the other side by", "With loudspeakers, you break in by a key"
        names = ["Headset", "Loudspeakers"]
        y = _choice(c, y, w, title, about, "headset", names, heard, lambda i: change(headset=i == 0))
        title, about = "A promised call", "By a practice clock, or by the real one"
        real = int(now.clock == "real")
        return _choice(
            c, y, w, title, about, "clock", ["Jump to it", "Wait for it"], real, lambda i: change(clock=CLOCKS[i])
        )

    def _resize(self, step: int) -> None:
        self.stage.change(zoom=zoomed(self.stage.settings.zoom, step))

    def _wait(self, step: int) -> None:
        wanted = self.stage.settings.end_silence + step / 10
        self.stage.change(end_silence=round(max(0.4, min(1.5, wanted)), 1))


def _words(c: Canvas, y: float, w: float, title: str, about: str) -> float:
    high = c.para(title, "row", "ink", 0, y + 12, w)
    return high + c.para(about, "small", "ink2", 0, y + 12 + high, w)


def _end(c: Canvas, y: float, w: float) -> float:
    c.line(0, y, w)
    return y


def _choice(
    c: Canvas,
    y: float,
    w: float,
    title: str,
    about: str,
    name: str,
    labels: Sequence[str],
    chosen: int,
    act: Callable[[int], None],
) -> float:
    wide = max(270.0, len(labels) * (max(c.measure(label, "row") for label in labels) + 28) + 8)
    beside = w - wide >= 210
    high = _words(c, y, w - wide - 16 if beside else w, title, about)
    segments(c, name, w - wide if beside else 0, y + 12 if beside else y + 16 + high, labels, chosen, act, wide)
    return _end(c, y + max(high, 44 if beside else 0) + 26 + (0 if beside else 48), w)


def _steps(
    c: Canvas, y: float, w: float, title: str, about: str, name: str, value: str, act: Callable[[int], None]
) -> float:
    high = _words(c, y, w - 184, title, about)
    stepper(c, name, w - 168, y + 12, value, lambda: act(-1), lambda: act(1))
    return _end(c, y + max(high, 44.0) + 24, w)


def _switch(
    c: Canvas, y: float, w: float, title: str, about: str, name: str, on: bool, act: Callable[[], None]
) -> float:
    high = _words(c, y, w - 60, title, about)
    switch(c, name, Box(0, y + 6, w, high + 12), on, title, act)
    return _end(c, y + high + 24, w)
