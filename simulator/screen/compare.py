"""Two tries of one call side by side: each author's totals, the verdicts that changed, and what was said from the fork.

Rule: everything comes from the comparison; a change is told by both marks with their words, never by colour, and a
better total by its figure. Where it is narrow one part stands below the other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Protocol

from simulator.core.comparing import Author, Change, Compared, Row
from simulator.core.scorecard import NO_TOTAL, Judgment, Scorecard
from simulator.core.turns import ENDINGS, Turn
from simulator.screen.canvas import Box, Canvas
from simulator.screen.header import HEIGHT, head, page_head
from simulator.screen.judgments import points
from simulator.screen.marks import COLOURS, WORDS, put_mark
from simulator.screen.ribbon import clock
from simulator.screen.stage import Stage, Still
from simulator.screen.theme import style
from simulator.screen.transcript import put_done, runs
from simulator.screen.widgets import avatar, button, button_width

BESIDE = 520.0
"""The least width at which two turns stand beside each other."""
_GAP = 32.0
_TIME = 46.0
_WIDE = 172.0
"""What two totals and their difference take."""


class Side(Protocol):
    """One try. `record`: by what it is found; `label`: which try it is; `when`: when it was begun, or ""."""

    @property
    def record(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def when(self) -> str: ...


class Comparison(Protocol):
    """Two tries out of all `sides`; `cards`: the scorecards of the left and of the right."""

    @property
    def title(self) -> str: ...
    @property
    def difficulty(self) -> str: ...
    @property
    def sides(self) -> Sequence[Side]: ...
    @property
    def left(self) -> Side: ...
    @property
    def right(self) -> Side: ...
    @property
    def compared(self) -> Compared: ...
    @property
    def cards(self) -> tuple[Mapping[str, Scorecard], Mapping[str, Scorecard]]: ...


class CompareScreen(Still):
    """Two tries, or two calls. `choose`: other two, by their records; `back`: where they were chosen, `back_to`: what
    that is called."""

    called = "Two tries"

    def __init__(
        self,
        stage: Stage,
        comparison: Comparison,
        playbook: str,
        initials: Mapping[str, str],
        choose: Callable[[str, str], None],
        back: Callable[[], None],
        back_to: str = "Back to the scorecard",
    ) -> None:
        self.stage, self.comparison, self._initials = stage, comparison, initials
        authors = {a.playbook: a for a in comparison.compared.authors}
        speak = (name for name, a in authors.items() if (a.left, a.right) != (None, None))
        self.playbook = playbook if playbook in authors else next(speak, next(iter(authors), ""))
        self._back_to = back_to
        self._choose, self._back = choose, back
        self._places: dict[tuple[int, int], float] = {}
        self._pane = ""

    # -- what happens --------------------------------------------------------------------------------------------------

    @property
    def author(self) -> Author | None:
        """Whose verdicts are shown."""
        return next((a for a in self.comparison.compared.authors if a.playbook == self.playbook), None)

    @property
    def title(self) -> str:
        """What is held against what."""
        found = self.comparison.compared
        return f"Two tries, from {clock(found.at)} on" if found.before else "Two calls, side by side"

    def leave(self) -> None:
        """Esc: back to the scorecard, or to the list of calls."""
        self._back()

    def _by(self, playbook: str) -> None:
        self.playbook = playbook

    def _next(self, side: int) -> None:
        """The next try on that side that is not on the other."""
        shown = [self.comparison.left.record, self.comparison.right.record]
        names = [s.record for s in self.comparison.sides]
        others = [n for n in names if n != shown[1 - side]]
        at = others.index(shown[side]) if shown[side] in others else -1
        shown[side] = others[(at + 1) % len(others)]
        self._choose(shown[0], shown[1])

    def _to(self, change: Change) -> None:
        """Where the words are that made the difference."""
        for side, judgment in enumerate((change.left, change.right)):
            for evidence in judgment.evidence:
                place = self._places.get((side, evidence.turn))
                if place is not None:
                    self.stage.scroll(self._pane, place)
                    return

    # -- painting ------------------------------------------------------------------------------------------------------

    def paint(self, c: Canvas) -> None:
        """Head; totals and changes on the left, what was said on the right; or one page where it is narrow."""
        back = button_width(c, self._back_to, hint="Esc")
        if self.comparison.compared.before:
            page_head(c, 3, back)
        else:
            head(c, ("Calls", "Progress"), 1, back)
        button(c, "back", Box(c.w - 40 - back, 14, back, 44), self._back_to, self.leave, "ink", hint="Esc")
        self._places = {}
        if c.w < 1120:
            self._pane = "tries"
            with c.pane("tries", Box(40, HEIGHT, c.w - 80, c.h - HEIGHT), bleed=40) as painted:
                y = self._title(c, 0, 20, c.w - 80)
                y = self._verdicts(c, 0, y, c.w - 80) + 28
                painted(self._said(c, 0, y, c.w - 80) + 20)
            return
        y = self._title(c, 40, HEIGHT + 20, c.w - 80)
        left = round((c.w - 80 - 40) * 0.36)
        with c.pane("verdicts", Box(40, y, left, c.h - y), bleed=14) as painted:
            painted(self._verdicts(c, 0, 0, left) + 20)
        self._pane, right = "said", c.w - 80 - 40 - left
        with c.pane("said", Box(80 + left, y, right, c.h - y), bleed=14) as painted:
            painted(self._said(c, 0, 0, right) + 20)

    def _title(self, c: Canvas, x: float, y: float, w: float) -> float:
        found = self.comparison
        y += c.para(self.title, "h1", "ink", x, y, w) + 2
        return y + c.para(f"{found.title}, {found.difficulty}", "body", "ink2", x, y, w) + 18

    # -- the verdicts --------------------------------------------------------------------------------------------------

    def _verdicts(self, c: Canvas, x: float, y: float, w: float) -> float:
        y += c.para("By each author’s rules", "h3", "ink", x, y, w) + 6
        for each in self.comparison.compared.authors:
            y += self._total(c, each, x, y, w) + 2
        author = self.author
        if author is None:
            return y
        y += 22 + c.para("What changed", "h3", "ink", x, y + 22, w)
        if not author.changes:
            says = f"{author.name} {NO_TOTAL}." if author.right is None else f"No verdict of {author.name} changed."
            return y + c.para(says, "body", "ink2", x, y + 6, w) + 12
        for change in author.changes:
            y += self._change(c, change, x, y, w)
        return y

    def _total(self, c: Canvas, author: Author, x: float, y: float, w: float) -> float:
        """An author's two totals and what lies between; how high it became."""
        on, name = author.playbook == self.playbook, f"author.{author.playbook}"
        totals = told_totals(author)
        wide = _WIDE if author.right is not None or author.left is not None else 0.0
        room = w - 40 - (wide + 12 if wide else 0)
        below = 0.0 if wide else c.height(NO_TOTAL, "small", w - 40)
        high = max(44.0, c.height(author.name, "row", room) + below + 16)
        if on or c.look.hover == name:
            c.box(x - 8, y, w + 16, high, 10, "amber/0.16" if on else "line/0.3")
        role, said = "chosen" if on else "radio", f"{author.name}: {totals if wide else NO_TOTAL}"
        c.spot(name, Box(x - 8, y, w + 16, high), partial(self._by, author.playbook), said, role=role, radius=10)
        tints = ("amber", "on_amber") if on else ("sunken", "ink2")
        avatar(c, x, y + high / 2 - 14, 28, self._initials.get(author.playbook, author.name[:1]), *tints)
        top = y + (high - c.height(author.name, "row", room) - below) / 2
        top += c.para(author.name, "row", "ink", x + 40, top, room)
        if wide:
            self._step(c, author, x + w, y + high / 2 - 14)
        else:
            c.para(NO_TOTAL, "small", "ink2", x + 40, top, w - 40)
        return high

    def _step(self, c: Canvas, author: Author, right: float, y: float) -> None:
        """From one total to the other, and the step between."""
        one, other = ("–" if t is None else str(t) for t in (author.left, author.right))
        c.text(step_of(author), "row", "ink", right, y, align="r", line=28)
        c.text(other, "h3", "ink", right - 62, y, align="r", line=28)
        c.icon("arrow-right", right - 128, y + 6, 16, "ink2")
        c.text(one, "row", "ink2", right - 138, y, align="r", line=28)

    def _change(self, c: Canvas, change: Change, x: float, y: float, w: float) -> float:
        """A rule with its two verdicts; how high it became."""
        name = f"change.{change.left.rule}"
        with c.aside():
            high = self._both(c, change, x, y, w)
        if c.look.hover == name:
            c.box(x - 8, y, w + 16, high, 10, "line/0.3")
        c.spot(name, Box(x - 8, y, w + 16, high), partial(self._to, change), told_change(change), radius=10)
        self._both(c, change, x, y, w)
        c.line(x, y + high, w)
        return high + 1

    def _both(self, c: Canvas, change: Change, x: float, y: float, w: float) -> float:
        gain = signed(change.gain)
        room = w - c.measure(gain, "row") - 12 if gain else w
        at = y + 11
        c.text(gain, "row", "ink", x + w, at, align="r")
        at += c.para(change.title, "row", "ink", x, at, room) + 2
        for label, judgment in (("was", change.left), ("now", change.right)):
            c.text(label, "small", "ink2", x, at, line=24)
            put_mark(c, judgment.mark, x + 36, at + 3, 18)
            words = WORDS[judgment.mark]
            said = f", {points(judgment)}" if points(judgment) and judgment.verdict != "unclear" else ""
            at += c.para(f"{words}{said}", "body", COLOURS[judgment.mark], x + 62, at + 1, w - 62) + 3
        return at - y + 9

    # -- what was said -------------------------------------------------------------------------------------------------

    def _said(self, c: Canvas, x: float, y: float, w: float) -> float:
        beside = w >= BESIDE
        half = (w - _GAP) / 2 if beside else w
        tops = (x, x + half + _GAP)
        if beside:
            highs = [self._whose(c, side, tops[side], y, half) for side in (0, 1)]
            y += max(highs)
        else:
            for side in (0, 1):
                y += self._whose(c, side, x, y, w)
        y += 6
        for turn in self.comparison.compared.before[-1:]:
            y += c.para("Before that, in both:", "small", "ink2", x, y, w) + 4
            y += self._turn(c, turn, (), x, y, w) + 8
        c.line(x, y, w, "line_strong")
        y += 14
        y = self._done_first(c, x, y, half, beside)
        for row in self.comparison.compared.rows:
            y += self._row(c, row, x, y, half, beside) + 14
        if not self.comparison.compared.rows:
            y += c.para("Nothing was said after that, in either.", "body", "ink2", x, y, w) + 12
        return self._ends(c, x, y, half, beside)

    def _done_first(self, c: Canvas, x: float, y: float, half: float, beside: bool) -> float:
        """Keys that were pressed before anything more was said; where they end."""
        found, after = self.comparison.compared, len(self.comparison.compared.before) - 1
        ends = [y, y]
        for side in (0, 1):
            top = y if beside else ends[0]
            ends[side] = put_done(c, found.done[side], after, x + side * (half + _GAP) * beside, top, half)
        return max(ends)

    def _ends(self, c: Canvas, x: float, y: float, half: float, beside: bool) -> float:
        """How each of them ended; where that ends."""
        high = 0.0
        for side, ended in enumerate(self.comparison.compared.ended):
            words = ENDINGS.get(ended, "[cut here]")
            label = words if beside else f"{self._sides[side].label}: {words}"
            left, top = x + side * (half + _GAP) * beside + _TIME, y if beside else y + high
            own = c.para(label, "body", "ink2", left, top, half - _TIME) + (0 if beside else 4)
            high = max(high, own) if beside else high + own
        return y + high + 12

    @property
    def _sides(self) -> tuple[Side, Side]:
        return self.comparison.left, self.comparison.right

    def _whose(self, c: Canvas, side: int, x: float, y: float, w: float) -> float:
        """Which try stands here, and how to see another; how high it became."""
        try_ = self._sides[side]
        mark = ("Left", "Right")[side]
        more = len(self.comparison.sides) > 2
        label = "Another try"
        wide = button_width(c, label, "rotate-ccw") if more else 0.0
        own = w - wide - 12 < 150 or c.height(try_.label, "h3", w - wide - 12) > 2 * style("h3").line
        room = w - (wide + 12 if more and not own else 0)
        high = c.para(try_.label, "h3", "ink", x, y, room)
        high += c.para(try_.when, "small", "ink2", x, y + high, room) if try_.when else 0
        if more:
            at = (x, y + high + 4) if own else (x + w - wide, y)
            words = f"{mark}: {try_.label}; show another try"
            button(
                c, f"side.{side}", Box(*at, wide, 44), label, partial(self._next, side), icon="rotate-ccw", words=words
            )
            high = high + 52 if own else max(high, 44)
        return high + 8

    def _row(self, c: Canvas, row: Row, x: float, y: float, half: float, beside: bool) -> float:
        """What was said at one place; how high it became."""
        highs = [0.0, 0.0]
        for side, turn in enumerate((row.left, row.right)):
            if turn is None:
                continue
            left = x + side * (half + _GAP) if beside else x
            top = y if beside else y + (highs[0] + 8 if side and highs[0] else 0)
            self._places[(side, turn.index)] = top
            which = "" if beside else self._sides[side].label
            highs[side] = self._turn(c, turn, self._judged(side), left, top, half, which)
            done = [d for d in self.comparison.compared.done[side] if d.do not in ("hang_up", "leave_message")]
            after = top + highs[side] + 12
            highs[side] += put_done(c, done, turn.index, left, after, half) - after
        return max(highs) if beside else sum(highs) + (8 if all(highs) else 0)

    def _judged(self, side: int) -> Sequence[Judgment]:
        card = self.comparison.cards[side].get(self.playbook)
        return card.judgments if card else ()

    def _turn(
        self, c: Canvas, turn: Turn, judged: Sequence[Judgment], x: float, y: float, w: float, which: str = ""
    ) -> float:
        at = y + (c.para(which, "small", "ink2", x + _TIME, y, w - _TIME) if which else 0)
        c.text(clock(turn.start), "mono", "ink2", x, at, line=22)
        return at - y + c.flow(runs(turn, judged), x + _TIME, at, w - _TIME)


def told_totals(author: Author) -> str:
    """`31, now 52, +21`: both totals as they are read aloud."""
    one, other = ("nothing" if t is None else str(t) for t in (author.left, author.right))
    step = step_of(author)
    return f"{one}, now {other}{f', {step}' if step else ''}"


def step_of(author: Author) -> str:
    """By how much the right one is better; "" where an author says nothing of one of them."""
    if author.left is None or author.right is None:
        return ""
    return signed(author.right - author.left) or "same"


def signed(value: float) -> str:
    """`+8`, `−2.5`; "" for nothing."""
    plain = f"{abs(value):.1f}".removesuffix(".0")
    return "" if not round(value, 1) else f"{'+' if value > 0 else '−'}{plain}"


def told_change(change: Change) -> str:
    """A change as it is read aloud."""
    gain = signed(change.gain)
    was, now = WORDS[change.left.verdict], WORDS[change.right.verdict]
    return f"{change.title}: was {was}, now {now}{f', {gain} points' if gain else ''}"
