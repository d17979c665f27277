"""What the drill's screen needs to know of a drill: its moments one by one, what was heard, what was said of it.

Rule: plain values, and one protocol; who joins the rooms lets the other side speak, listens and judges.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from simulator.core.scorecard import Judgment
from simulator.core.turns import Caption, Turn
from simulator.screen.offers import Situation


@dataclass(frozen=True, slots=True)
class Scene:
    """One moment: the call it is cut from, what was said last (the callee's line at the end), and the move to make.
    `move`, `because`: the rule's title and what it says, in our words; `why`: why this one comes now."""

    title: str
    difficulty: str
    situation: Situation
    you: str
    whom: str
    goal: str
    turns: tuple[Turn, ...]
    move: str
    because: str
    author: str
    document: str
    initial: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """A moment that was answered. `said`: the trainee's words; `could`: words that would have met the rule; `back`: the
    day on which the rule comes again; None: today; `shown`: nothing was said, the trainee had it shown."""

    scene: Scene
    said: str
    judgment: Judgment
    could: str
    back: date | None
    shown: bool = False


class OpenDrill(Protocol):
    """A drill that is on. `scene`: the moment now, None once all are done; `at` of `of`, from 0; `answer`: its verdict,
    once there is one; `heard`: the words so far; `loading`: what is still being made ready; `failed`: why nothing can
    be judged here; `notice`: what went wrong on the way, in one sentence."""

    @property
    def scene(self) -> Scene | None: ...
    @property
    def at(self) -> int: ...
    @property
    def of(self) -> int: ...
    @property
    def answer(self) -> Answered | None: ...
    @property
    def answered(self) -> Sequence[Answered]: ...
    @property
    def heard(self) -> str: ...
    @property
    def judging(self) -> bool: ...
    @property
    def listening(self) -> bool: ...
    @property
    def level(self) -> float: ...
    @property
    def loading(self) -> str: ...
    @property
    def failed(self) -> str: ...
    @property
    def notice(self) -> str: ...
    @property
    def more(self) -> bool:
        """Whether there is another row after this one."""
        ...

    def caption(self) -> Caption | None:
        """The line that is being heard now; None in silence."""
        ...

    def step(self) -> None:
        """Let what is due happen; called once a frame."""
        ...

    def say(self, text: str) -> None:
        """The answer, typed; behind what was heard. Nothing at all: the trainee wants it shown."""
        ...

    def repeat(self) -> None:
        """The other side says its line again."""
        ...

    def next(self) -> None:
        """On to the next moment, or to the end."""
        ...

    def close(self) -> None:
        """It is left: nobody listens or speaks any more. What was answered is kept already."""
        ...
