"""Progress: the calls on record, the way of the totals, moves over the last calls, promises, days practised.

Rule: everything shown is counted from the records; every figure is an author's. While records are read it says how far
it is, and a record that cannot be read is named while the rest is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Protocol

from simulator.core.progress import Attempt, Due, Progress, gain, months_on, scored, tallies
from simulator.core.scorecard import NO_TOTAL
from simulator.core.ways import THEN
from simulator.screen.calendar import put_dues, put_month, put_slip, put_streak
from simulator.screen.canvas import Box, Canvas
from simulator.screen.charts import day, put_chart, put_tallies
from simulator.screen.header import HEIGHT, lamp_strip
from simulator.screen.offers import Author
from simulator.screen.old_calls import Looks, Pick, put_calls
from simulator.screen.stage import Stage, Still
from simulator.screen.widgets import avatar, button, button_width, logo, notice

FIRST, MORE = 6, 30
"""Old calls shown at first, and how many more at a time: one page, however many there are."""
NAMED = 3
"""Broken records that are named; the rest are counted."""


class OldCalls(Protocol):
    """The records, as they are being read. `progress`: None before they were read once; `read` of `of`: how far."""

    @property
    def progress(self) -> Progress | None: ...
    @property
    def read(self) -> int: ...
    @property
    def of(self) -> int: ...


class ProgressScreen(Still):
    """The way so far. `open`: an old call's scorecard; `keep`: on to the briefing of a promised call: its scenario, its
    level and the way it begins."""

    called = "Progress"

    def __init__(
        self,
        stage: Stage,
        history: OldCalls,
        authors: Sequence[Author],
        playbook: str,
        open_call: Callable[[str], None],
        keep: Callable[[str, str, str], None],
        back: Callable[[], None],
        compare: Callable[[str, str], None],
    ) -> None:
        self.stage, self.history, self.authors = stage, history, authors
        self.playbook = playbook or (authors[0].id if authors else "")
        self._open, self._keep, self._back, self._compare = open_call, keep, back, compare
        self.picking = False
        self.picked = ""
        self.shown = FIRST
        self.month: date | None = None
        self.closed = False
        self._seen: tuple[object, ...] = ()

    # -- what happens --------------------------------------------------------------------------------------------------

    def tick(self, now: float) -> bool:
        """More was read."""
        seen = (id(self.history.progress), self.history.progress is None and self.history.read, self.history.of)
        changed, self._seen = seen != self._seen, seen
        return changed

    def leave(self) -> None:
        """Esc: no call is picked any more; or back to the calls."""
        if self.picking:
            self._pick_none()
        else:
            self._back()

    def choose(self, playbook: str) -> None:
        """By whose rules."""
        self.playbook = playbook

    def _pick(self) -> None:
        """From now on a row that is chosen is picked, to be compared with another."""
        self.picking, self.picked = not self.picking, ""

    def _pick_none(self) -> None:
        self.picking, self.picked = False, ""

    def _act(self, call: Attempt) -> None:
        """A row was chosen: it opens, or is picked; the second of two opens both."""
        if not self.picking:
            self._open(call.record)
        elif not self.picked:
            self.picked = call.record
        elif self.picked == call.record:
            self.picked = ""
        else:
            one = self.picked
            self._pick_none()
            self._compare(one, call.record)

    def _more(self) -> None:
        self.shown += MORE

    def _turn(self, step: int) -> None:
        if self.history.progress:
            self.month = months_on(self.month or self.history.progress.today, step)

    def _close(self) -> None:
        self.closed = True

    @property
    def author(self) -> Author | None:
        """Whose rules are looked at."""
        return next((a for a in self.authors if a.id == self.playbook), None)

    # -- painting ------------------------------------------------------------------------------------------------------

    def paint(self, c: Canvas) -> None:
        """Head; two columns, or one where it is narrow; all of it scrolls together."""
        logo(c, 40, 19)
        wide = button_width(c, "Back to calls", hint="Esc")
        lamp_strip(c, ("Calls", "Progress"), 1, 162, 36, c.w - 162 - wide - 64)
        c.line(0, HEIGHT - 1.5, c.w)
        button(c, "back", Box(c.w - 40 - wide, 14, wide, 44), "Back to calls", self.leave, "ink", hint="Esc")
        with c.pane("progress", Box(40, HEIGHT, c.w - 80, c.h - HEIGHT), bleed=40) as painted:
            painted(self._page(c, c.w - 80) + 28)

    def _page(self, c: Canvas, w: float) -> float:
        progress = self.history.progress
        if progress is None:
            return self._reading(c, w)
        y = 20 + self._broken(c, progress, w)
        if not progress.calls:
            return self._empty(c, y, w)
        if w < 980:
            y = self._left(c, progress, y, w) + 28
            return self._right(c, progress, 0, y, w)
        left = w - 380 - 40
        return max(self._left(c, progress, y, left), self._right(c, progress, left + 40, y + 4, 380))

    def _reading(self, c: Canvas, w: float) -> float:
        y = 24 + c.para("Reading your calls", "h1", "ink", 0, 24, w)
        read, of = self.history.read, self.history.of
        told = f"{read} of {of} are read." if of else "Looking for them."
        y += c.para(told, "body", "ink2", 0, y + 4, w) + 16
        wide = min(w, 420.0)
        c.box(0, y, wide, 10, 5, "sunken")
        if of and read:
            c.box(0, y, max(10.0, wide * read / of), 10, 5, "amber", border="ring", stroke=1.2)
        return y + 10

    def _empty(self, c: Canvas, y: float, w: float) -> float:
        y += c.para("Nothing on record yet", "h1", "ink", 0, y, w) + 4
        words = "Every call you make is listed here, with each author’s total, and opens its scorecard again."
        y += c.para(words, "body", "ink2", 0, y, min(w, 620)) + 20
        wide = min(w, button_width(c, "Choose a call", "phone"))
        button(c, "choose", Box(0, y, wide, 48), "Choose a call", self.leave, "primary", icon="phone")
        return y + 48

    def _broken(self, c: Canvas, progress: Progress, w: float) -> float:
        broken = progress.broken
        if not broken or self.closed:
            return 0.0
        n, more = len(broken), len(broken) - NAMED
        named = " ".join(f"{text.rstrip('. ')}." for text in broken[:NAMED])
        told = f"{n} record{'s' * (n != 1)} could not be read; the others are shown. {named}"
        return notice(c, f"{told} And {more} more." if more > 0 else told, 0, 16, w, self._close) + 16

    # -- the left column: totals, calls, moves -------------------------------------------------------------------------

    def _left(self, c: Canvas, progress: Progress, y: float, w: float) -> float:
        author = self.author
        y += c.para(self.headline(progress), "h1", "ink", 0, y, w) + 10
        y += self._authors(c, y, w) + 16
        calls = scored(progress.attempts, self.playbook)
        name = author.name if author else ""
        if calls:
            y += put_chart(c, calls, name, 0, y, w) + 28
        else:
            y += c.para(f"{name} gave no total on any call so far.", "lead", "ink2", 0, y, w) + 24
        y = self._calls(c, progress, y, w) + 28
        return self._moves(c, progress, y, w)

    def headline(self, progress: Progress) -> str:
        """The way so far in one phrase; how many calls there are, where it is too short to speak of one."""
        points, calls = gain(progress.attempts, self.playbook), scored(progress.attempts, self.playbook)
        if not points or points < 0:
            n = len(progress.attempts)
            again = len(progress.retries)
            tries = f"{again} second {'try' if again == 1 else 'tries'}"
            return f"{n} call{'s' * (n != 1)}{f', {tries}' if again else ' on record'}"
        return f"{points} point{'s' * (points != 1)} up since {day(calls[0][0].started.date())}"

    def _authors(self, c: Canvas, y: float, w: float) -> float:
        """By whose rules: a row of names, wrapped; how high it became."""
        x, top = 0.0, y
        for author in self.authors:
            wide = min(w, c.measure(author.name, "label") + 62)
            if x + wide > w and x:
                x, top = 0.0, top + 50
            on, name = author.id == self.playbook, f"author.{author.id}"
            if on or c.look.hover == name:
                c.box(x, top, wide, 44, 12, "amber/0.16" if on else "line/0.3", border="ring" if on else "")
            tints = ("amber", "on_amber") if on else ("sunken", "ink2")
            avatar(c, x + 9, top + 8, 28, author.initial, *tints)
            lines = c.height(author.name, "label", wide - 58)
            c.para(author.name, "label", "ink", x + 46, top + 22 - lines / 2, wide - 54)
            act, role = partial(self.choose, author.id), "chosen" if on else "radio"
            c.spot(name, Box(x, top, wide, 44), act, f"By the rules of {author.name}", role=role)
            x += wide + 8
        return top + 44 - y

    def _calls(self, c: Canvas, progress: Progress, y: float, w: float) -> float:
        calls = progress.calls
        y += self._calls_head(c, calls, y, w)
        pick = Pick(self.picked, self._scenario(calls)) if self.picking else None
        looks = Looks(self.authors, self.playbook, progress.today, pick)
        y += put_calls(c, calls[: self.shown], looks, self._act, 0, y, w)
        y += 6 + c.para(f"– the author {NO_TOTAL}", "small", "ink2", 0, y + 6, w) + 10
        left = len(calls) - self.shown
        if left > 0:
            label = f"Show {min(left, MORE)} older of {left}" if left > MORE else f"Show {left} older"
            wide = min(w, button_width(c, label, "chevron-down"))
            button(c, "older", Box(0, y, wide, 44), label, self._more, icon="chevron-down")
            y += 44
        return y

    def _scenario(self, calls: Sequence[Attempt]) -> str:
        """The scenario of the call that is picked; "" while none is."""
        return next((call.scenario for call in calls if call.record == self.picked), "")

    def _calls_head(self, c: Canvas, calls: Sequence[Attempt], y: float, w: float) -> float:
        """The heading, and what lays two calls side by side; how high that is."""
        label = "Stop comparing" if self.picking else "Compare two"
        two_alike = len(calls) > len({call.scenario for call in calls})
        wide = button_width(c, label, hint="C") if two_alike else 0.0
        high = max(44.0 if two_alike else 0.0, c.height("Your calls", "h3", w - wide - 16))
        c.para(
            "Your calls", "h3", "ink", 0, y + (high - c.height("Your calls", "h3", w - wide - 16)) / 2, w - wide - 16
        )
        if two_alike:
            button(c, "compare", Box(w - wide, y, wide, 44), label, self._pick, hint="C", key="c")
        if not self.picking:
            return high + 10
        title = next((call.title for call in calls if call.record == self.picked), "")
        told = f"Now a second call of “{title}”." if title else "Choose two calls of the same scenario."
        return high + 12 + c.para(told, "body", "ink", 0, y + high + 4, w)

    def _moves(self, c: Canvas, progress: Progress, y: float, w: float) -> float:
        found = tallies(progress, self.playbook)
        if not found:
            return y
        y += c.para("Your moves, when they were called for", "h3", "ink", 0, y, w)
        told = "Each cell is a call, the latest on the right; filled: done. What goes worst comes first."
        y += c.para(told, "small", "ink2", 0, y, w) + 8
        return y + put_tallies(c, found, 0, y, w)

    # -- the right column: promises, month, days -----------------------------------------------------------------------

    def _right(self, c: Canvas, progress: Progress, x: float, y: float, w: float) -> float:
        still = [due for due in progress.dues if due.state == "open"]
        if still:
            y += put_slip(c, still[0], self._keeper(progress, still[0]), x, y, w) + 20
        y += put_streak(c, progress, x, y, w) + 20
        y += put_month(c, progress, self.month or progress.today.replace(day=1), self._turn, x, y, w) + 24
        return y + put_dues(c, progress.dues, x, y, w)

    def _keeper(self, progress: Progress, due: Due) -> Callable[[], None] | None:
        here = any(_of(due, attempt) and attempt.on_shelf for attempt in progress.attempts)
        return partial(self._keep, due.scenario, due.difficulty, THEN) if here else None


def _of(due: Due, attempt: Attempt) -> bool:
    return (due.scenario, due.difficulty) == (attempt.scenario, attempt.difficulty)
