"""Holding something against a judgment: the question with its note, and what was remarked so far.

Rule: a dispute stands beside the verdict and never takes its place; the dialog says so before anything is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from simulator.core.disputes import CLAIMS
from simulator.core.scorecard import Judgment
from simulator.screen.after_call import AfterCall, Claim
from simulator.screen.canvas import Box, Canvas
from simulator.screen.dialogs import Answer, Question
from simulator.screen.field import Field, Writing
from simulator.screen.line_actions import LineAction
from simulator.screen.stage import Stage
from simulator.screen.widgets import button, button_width

KEPT = "It is kept beside the verdict with your name and the time, for your trainer. The verdict itself stays."
ASKED: dict[Claim, str] = {
    "said": "Which words did you mean, or what was lost? (optional)",
    "not_meant": "How did you mean it? (optional)",
}


def claims(judgment: Judgment) -> list[Claim]:
    """What can be held against a judgment: that one did say what was missed, or did not mean the words shown."""
    said: list[Claim] = ["said"] if judgment.verdict in ("missed", "unclear", "not_applicable") else []
    meant: list[Claim] = ["not_meant"] if any(e.quote for e in judgment.evidence) else []
    return said + meant


class Disputes:
    """What a scorecard does with disputes. `file`: the call on disk, None where it is on none."""

    def __init__(self, stage: Stage, file: AfterCall | None) -> None:
        self.stage, self.file = stage, file

    def actions(self, judgment: Judgment) -> list[LineAction]:
        """What a judgment offers."""
        if self.file is None:
            return []
        if self.file.is_open(judgment.rule):
            return [LineAction("take_back", "Take it back", partial(self._take_back, judgment.rule), "corner-left-up")]
        return [
            LineAction(claim, CLAIMS[claim], partial(self._ask, judgment, claim), "quote") for claim in claims(judgment)
        ]

    def remarks(self, rule: str) -> Sequence[str]:
        """What was remarked on a rule's judgment."""
        return self.file.remarks(rule) if self.file else ()

    def _ask(self, judgment: Judgment, claim: Claim) -> None:
        dialog = NoteDialog(self.stage, judgment.title, claim, partial(self._keep, judgment.rule, claim))
        self.stage.ask(dialog)
        self.stage.focus("note")

    def _keep(self, rule: str, claim: Claim, note: str) -> None:
        if self.file and (wrong := self.file.dispute(rule, claim, note)):
            self._tell(wrong)

    def _take_back(self, rule: str) -> None:
        if self.file and (wrong := self.file.take_back(rule)):
            self._tell(wrong)

    def _tell(self, wrong: str) -> None:
        answers = [Answer("Back", lambda: None, "primary")]
        self.stage.ask(Question(self.stage, "This could not be kept", wrong, answers, lambda: None))


class NoteDialog(Writing):
    """A claim with a note that need not be written. `keep` gets the note."""

    primary = "keep"

    def __init__(self, stage: Stage, title: str, claim: Claim, keep: Callable[[str], None]) -> None:
        self.stage, self.title, self.claim, self._keep = stage, title, claim, keep
        self.field = Field(stage, "note", "Your note", self._done)

    def leave(self) -> None:
        """Esc: nothing is kept."""
        self.stage.answered()

    def _done(self) -> None:
        note = self.field.line.take()
        self.stage.answered()
        self._keep(note)

    def paint(self, c: Canvas) -> None:
        """The card in the middle."""
        wide = min(560.0, c.w - 48)
        inner = wide - 64
        title, told = f"“{CLAIMS[self.claim]}”", f"{self.title}. {KEPT}"
        labels = (("keep", "Keep it", self._done), ("leave", "Back", self.leave))
        widths = [button_width(c, label) for _, label, _ in labels]
        high = 32 + c.height(title, "h2", inner) + 10 + c.height(told, "body", inner) + 22
        high += c.height(ASKED[self.claim], "small", inner) + 8 + 52 + 24 + 48 + 28
        box = Box((c.w - wide) / 2, max(16.0, (c.h - high) / 2), wide, high)
        c.box(*box, 16, "surface", shadow=True)
        x, y = box.x + 32, box.y + 32
        y += c.para(title, "h2", "ink", x, y, inner) + 10
        y += c.para(told, "body", "ink2", x, y, inner) + 22
        y += c.para(ASKED[self.claim], "small", "ink2", x, y, inner) + 8
        self.field.put(c, Box(x, y, inner, 52))
        y += 52 + 24
        for (name, label, act), w in zip(labels, widths, strict=True):
            button(c, name, Box(x, y, w, 48), label, act, "primary" if name == "keep" else "outline")
            x += w + 12
