"""The question before a second try, and the way there from a scorecard's line.

Rule: before the call goes on, it is told where one comes back to, what had just been said there, and what a second try
does not count for. Where answers are typed, the question has a field: nobody's first sentence is lost in it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from simulator.core.turns import Transcript, Turn
from simulator.screen.canvas import Box, Canvas
from simulator.screen.dialogs import Answer, Question
from simulator.screen.field import Field, Writing
from simulator.screen.line_actions import LineAction
from simulator.screen.ribbon import clock
from simulator.screen.stage import Stage

LONGEST = 150
"""Letters of a line that are quoted; the whole of it stands on the call's screen."""
FIELD = "anew"
COUNTS = "A second try is kept and judged, but counts for no best result, no streak and no promise."


@dataclass(frozen=True, slots=True)
class Tries:
    """Where a scorecard leads on: to a second try from one of its turns, and to all tries of the call side by side."""

    retry: Callable[[Turn], None]
    compare: Callable[[], None]


def retry_action(can_retry: Mapping[int, int], turn: Turn, tries: Tries | None) -> list[LineAction]:
    """What a line of the transcript offers; a phrase where the call cannot be taken up just there."""
    if tries is None or not can_retry:
        return []
    if turn.index not in can_retry:
        return [LineAction("retry", "", lambda: None, told="The call was over here: retry from an earlier line.")]
    act = partial(tries.retry, turn)
    return [LineAction("retry", "Retry from here", act, "rotate-ccw", words=f"Retry from {clock(turn.start)}")]


def question(stage: Stage, transcript: Transcript, turn: Turn, at: int, go: Callable[[str], None]) -> Question:
    """Whether the call shall go on from that turn; `at`: ms since the call began; `go` gets what was typed already."""
    told = f"{_where(transcript, turn)} {COUNTS}"
    return Anew(stage, f"Back to {clock(at)}", told, go) if stage.settings.typed else _plain(stage, at, told, go)


def _plain(stage: Stage, at: int, told: str, go: Callable[[str], None]) -> Question:
    return Question(stage, f"Back to {clock(at)}", told, _answers(partial(go, "")), lambda: None)


def _answers(go: Callable[[], None]) -> list[Answer]:
    return [Answer("Go on from there", go, "primary", "rotate-ccw"), Answer("Not now", lambda: None)]


class Anew(Writing, Question):
    """The question with a field: what is typed there stands in the field of the call, not yet sent."""

    more = 64.0

    def __init__(self, stage: Stage, title: str, text: str, go: Callable[[str], None]) -> None:
        super().__init__(stage, title, text, _answers(lambda: go(self.field.line.take())), lambda: None)
        self.field = Field(stage, FIELD, "Type it anew", lambda: self._answer(self.answers[0].act))

    def put_more(self, c: Canvas, box: Box) -> None:
        """The field."""
        self.field.put(c, Box(box.x, box.y, box.w, 52))


def _where(transcript: Transcript, turn: Turn) -> str:
    """Where one comes back to."""
    if turn.who == "other":
        return f"{turn.speaker} says once more: “{quoted(turn.text)}” Then it is your turn."
    before = [t for t in transcript.turns[: turn.index] if t.who == "other"]
    said = f" You said: “{quoted(turn.text)}”" if turn.text else ""
    heard = f"{before[-1].speaker} has just said: “{quoted(before[-1].text)}”" if before else "It is your turn."
    return f"{heard}{said} Now say it anew."


def quoted(text: str) -> str:
    """The words, or their beginning where they are many."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0].rstrip(' ,;')} …"
