"""A question over the screen, with its answers. Rule: the first answer is the safe one; Enter gives it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from simulator.screen.canvas import Box, Canvas
from simulator.screen.stage import Stage, Still
from simulator.screen.widgets import Kind, button, button_width


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
    more = 0.0
    """Room between what it means and its answers, in logical px, for what else a question of its own kind shows."""

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
        high = 32 + title + 10 + text + 28 + self.more + 60 * rows + 16
        box = Box((c.w - wide) / 2, max(16.0, (c.h - high) / 2), wide, high)
        c.box(*box, 16, "surface", shadow=True)
        y = box.y + 32
        y += c.para(self.title, "h2", "ink", box.x + 32, y, inner) + 10
        y += c.para(self.text, "body", "ink2", box.x + 32, y, inner) + 28
        if self.more:
            self.put_more(c, Box(box.x + 32, y - 10, inner, self.more))
        x, y = box.x + 32, y + self.more
        for i, (answer, w) in enumerate(zip(self.answers, widths, strict=True)):
            place = Box(x, y, w if in_row else inner, 48)
            button(
                c, f"answer.{i}", place, answer.label, partial(self._answer, answer.act), answer.kind, icon=answer.icon
            )
            x, y = (x + w + 12, y) if in_row else (x, y + 60)

    def put_more(self, c: Canvas, box: Box) -> None:
        """What else is shown, where there is room for it."""
