"""The scorecard: one author's total, the ribbon with its marks, judgments, transcript, all authors, where they part.

Rule: everything shown comes from the debrief; nothing is computed here but where it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import ParamSpec

from simulator.core.scorecard import Judgment, Scorecard
from simulator.core.turns import CUT_SHORT, Turn
from simulator.core.understood import said_back
from simulator.screen.authors import put_disagreement, put_totals
from simulator.screen.canvas import Box, Canvas
from simulator.screen.debrief import Debrief, length
from simulator.screen.disputing import Disputes
from simulator.screen.header import HEIGHT, page_head
from simulator.screen.judgments import Fold, Row, put_judgments
from simulator.screen.line_actions import LineAction
from simulator.screen.measures import put_measures, put_strip, why_none
from simulator.screen.player import Player
from simulator.screen.saving import ask_how
from simulator.screen.scorecard_ribbon import put_marks, put_ribbon
from simulator.screen.second_try import Tries, retry_action
from simulator.screen.stage import Stage, Still
from simulator.screen.transcript import Lines, put_transcript
from simulator.screen.understood import put_understood
from simulator.screen.widgets import Kind, button, button_width, notice

COUNT_S = 0.6
P = ParamSpec("P")


class ScorecardScreen(Still):
    """After a call. `playbook`: whose judgments are shown; `chosen`: the judgment that is looked at; `line`: the turn
    of the transcript that is, -1 for none."""

    called = "Scorecard"

    def __init__(
        self,
        stage: Stage,
        debrief: Debrief,
        playbook: str,
        initials: Mapping[str, str],
        again: Callable[[], None] | None,
        back: Callable[[], None],
        tries: Tries | None = None,
    ) -> None:
        self.stage, self.debrief, self._initials = stage, debrief, initials
        self._again, self._back = again, back
        self._tries = Tries(self._quietly(tries.retry), self._quietly(tries.compare)) if tries else None
        self.playbook = playbook if playbook in debrief.scorecards else next(iter(debrief.scorecards), "")
        self.chosen: Judgment | None = None
        self.line = -1
        self.all_rules = False
        self._places: dict[int, float] = {}
        self._began = -1.0
        self._counting = not stage.settings.reduce_motion and bool(self.card and self.card.total)
        self._number = Box(0, 0, 0, 0)
        self._noticed = False
        self._pane = ""
        sound = debrief.file.sound if debrief.file else None
        self.player = Player(sound, debrief.transcript, length(debrief), stage.open_settings)
        self.disputes = Disputes(stage, debrief.file)

    # -- what happens --------------------------------------------------------------------------------------------------

    @property
    def card(self) -> Scorecard | None:
        """The scorecard that is shown."""
        return self.debrief.scorecards.get(self.playbook)

    @property
    def moving(self) -> bool:  # type: ignore[override]
        """Only while the total counts up, or the call is heard again."""
        return self._counting or self.player.moving

    def tick(self, now: float) -> bool:
        """The counting ends; another line is heard, and is followed."""
        heard = self.player.line
        changed = self.player.tick()
        if self.player.line not in (-1, heard) and self.player.line in self._places:
            self.stage.scroll(self._pane, self._places[self.player.line])
        if not self._counting:
            return changed
        self._began = now if self._began < 0 else self._began
        self._counting = now - self._began < COUNT_S
        return changed or not self._counting

    def live(self, c: Canvas, now: float) -> None:
        """The total counts up once; the playhead runs along the ribbon."""
        self.player.live(c)
        card = self.card
        if self._counting and self._number.h and card and card.total:
            part = 1 - (1 - min(1.0, max(0.0, now - self._began) / COUNT_S)) ** 3
            c.text(str(round(card.total * part)), "score", "ink", self._number.x, self._number.y)

    def leave(self) -> None:
        """Esc: the sound stops; or, where none is heard, back to the calls."""
        if self.player.at is not None:
            self.player.stop()
        else:
            self._back()

    def _quietly(self, act: Callable[P, None]) -> Callable[P, None]:
        """The same, with the sound stopped before it."""

        def stopped(*args: P.args, **named: P.kwargs) -> None:
            self.player.stop()
            act(*args, **named)

        return stopped

    def _save(self) -> None:
        if self.debrief.file:
            ask_how(self.stage, self.debrief.file)

    def _show(self, playbook: str) -> None:
        self.playbook, self.chosen, self._counting = playbook, None, False

    def _choose(self, judgment: Judgment) -> None:
        self.chosen = None if judgment == self.chosen else judgment
        if not self.chosen or not self.chosen.evidence:
            return
        shown = self.chosen.evidence[0]
        self.player.follow(shown.at)
        if shown.turn in self._places and self._pane == "transcript":
            self.stage.scroll(self._pane, self._places[shown.turn])

    def _choose_line(self, turn: Turn) -> None:
        self.line = -1 if turn.index == self.line else turn.index
        if self.line >= 0:
            self.player.follow(turn.start)

    def of_turn(self, turn: Turn) -> list[LineAction]:
        """What can be done with a line of the transcript."""
        hear = self.player.action(turn.start)
        return [*([hear] if hear else []), *retry_action(self.debrief.can_retry, turn, self._tries)]

    def of_judgment(self, judgment: Judgment) -> list[LineAction]:
        """What can be done with a judgment."""
        hear = self.player.action(judgment.evidence[0].at) if judgment.evidence else None
        return [*([hear] if hear else []), *self.disputes.actions(judgment)]

    def _unfold(self) -> None:
        self.all_rules = not self.all_rules

    def _close_notice(self) -> None:
        self._noticed = True

    # -- painting ------------------------------------------------------------------------------------------------------

    def paint(self, c: Canvas) -> None:
        """Head; score and ribbon; three columns that scroll by themselves, or one page where it is narrow."""
        self._head(c)
        with c.aside():
            top = self._top(c, 0, HEIGHT + 20 + self._notice(c, 0, 0, c.w - 80), c.w - 80)
        if c.w >= 1120 and c.h - top >= 320:
            self._pane, self.player.seen = "transcript", Box(0, HEIGHT, c.w, c.h - HEIGHT)
            self._columns(c)
        else:
            body = Box(40, HEIGHT, c.w - 80, c.h - HEIGHT)
            self._pane, self.player.seen = "scorecard", Box(0, HEIGHT, c.w, c.h - HEIGHT)
            with c.pane("scorecard", body, bleed=40) as painted:
                painted(self._page(c, body.w))

    def _head(self, c: Canvas) -> None:
        offers = [("back", "Back to calls", self.leave, "", "Esc")]
        if self._again:
            label = "Try again" if self.debrief.retry else "Call again"
            offers.insert(0, ("again", label, self._quietly(self._again), "rotate-ccw", ""))
        if self._tries and self.debrief.tries > 1:
            offers.insert(0, ("compare", "Compare tries", self._tries.compare, "", ""))
        widths = [button_width(c, label, icon, hint) for _, label, _, icon, hint in offers]
        room = page_head(c, 3, sum(widths) + 12 * (len(widths) - 1))
        x = room.x
        for (name, label, act, icon, hint), wide in zip(offers, widths, strict=True):
            kind: Kind = "ink" if name == "back" else "outline"
            button(c, name, Box(x, 14, wide, 44), label, act, kind, icon=icon, hint=hint)
            x += wide + 12

    def _columns(self, c: Canvas) -> None:
        y = HEIGHT + self._notice(c, 40, HEIGHT + 16, c.w - 80)
        y = self._top(c, 40, y + 20, c.w - 80)
        w = c.w - 80 - 60
        left, right = round(w * 0.37), round(w * 0.28)
        middle = w - left - right
        high = c.h - y
        for name, x, wide, part in (
            ("judgments", 40.0, left, self._judgments),
            ("transcript", 70.0 + left, middle, self._transcript),
            ("authors", 100.0 + left + middle, right, self._authors),
        ):
            with c.pane(name, Box(x, y, wide, high), bleed=14) as painted:
                painted(part(c, 0, 0, wide) + 20)

    def _page(self, c: Canvas, w: float) -> float:
        y = self._top(c, 0, self._notice(c, 0, 16, w) + 20, w)
        y = self._authors(c, 0, y, w) + 28
        y = self._judgments(c, 0, y, w) + 28
        return self._transcript(c, 0, y, w) + 20

    def _notice(self, c: Canvas, x: float, y: float, w: float) -> float:
        text = self.debrief.marked_unsaved
        return notice(c, text, x, y, w, self._close_notice) + 16 if text and not self._noticed else 0.0

    def _top(self, c: Canvas, x: float, y: float, w: float) -> float:
        """The total on the left, the ribbon on the right, or below it; under them how the trainee spoke."""
        wide = w >= 900
        left = 340.0 if wide else w
        high = max(164.0, self._total(c, x, y, left))
        if wide:
            self._ribbon(c, Box(x + left + 20, y, w - left - 20, high))
            y += high + 26
        else:
            self._ribbon(c, Box(x, y + high + 12, w, 164))
            y += high + 12 + 164 + 26
        y += put_strip(c, self.debrief.measures, x, y, w)
        return y + self._tools(c, x, y, w)

    def _tools(self, c: Canvas, x: float, y: float, w: float) -> float:
        """What came of the call; to hear it again, and to save its scorecard; how high that is."""
        save = button_width(c, "Save or copy", "download") if self.debrief.file else 0.0
        right = self.player.put_controls(c, x, y, w)
        left = right + 24 if right > x else x
        room = x + w - save - (24 if save else 0) - left
        told = room >= 300
        high = max(44.0 if save else 0.0, self._outcome(c, left, y, room) if told else 0.0)
        if save:
            below = right + 12 + save > x + w
            at = Box(x, y + 54, save, 44) if below else Box(x + w - save, y, save, 44)
            button(c, "save", at, "Save or copy", self._save, icon="download")
            high += 54 if below else 0
        if not told:
            high += 8 + self._outcome(c, x, y + high + 8, w)
        if self.player.told:
            high += 8 + c.para(self.player.told, "small", "avoid", x, y + high + 8, w)
        return high + 20 if high else 0.0

    def _outcome(self, c: Canvas, x: float, y: float, w: float) -> float:
        """Whether the goal was reached, and what is missing here and why; how high that is."""
        goal = self.debrief.transcript.goal
        notes = " ".join(filter(None, (why_none(self.debrief.measures), self.player.why_not)))
        texts = [(goal.told, "row", "ink", 26.0)] if goal else []
        texts += [(notes, "small", "ink2", 0.0)] if notes else []
        high = sum(c.height(text, name, w - by) for text, name, _, by in texts)
        at = y + max(0.0, (44 - high) / 2)
        for text, name, tint, by in texts:
            if by:
                icon, ink = ("target", "done") if goal and goal.reached else ("circle-dashed", "missed")
                c.icon(icon, x, at + 1, 18, ink)
            at += c.para(text, name, tint, x + by, at, w - by)
        return max(44.0, high) if texts else 0.0

    def _total(self, c: Canvas, x: float, y: float, w: float) -> float:
        card, d = self.card, self.debrief
        number = "" if card is None or card.total is None else str(card.total)
        wide = c.measure(number, "score") if number else -24.0
        self._number = c.placed(x - 4, y + 16, wide, 132)
        if not self._counting:
            c.text(number, "score", "ink", x - 4, y + 16)
        left, room = x + wide + 24, w - wide - 28
        how = ", ".join((d.difficulty, *d.transcript.marks, *(() if d.transcript.ended else (CUT_SHORT,))))
        lines = [
            (d.title, "h3", "ink"),
            (f"{how}, by {card.author}" if card else how, "body", "ink2"),
        ]
        if card is not None and card.total is None:
            lines = [(f"{card.author} {card.silence}.", "h2", "ink"), (f"{d.title}, {how}", "body", "ink2")]
        lines += [(text, "small", "ink2") for text in (card.reckoning if card else "", d.retry) if text]
        ruled = d.file.ruled(self.playbook) if d.file else ""
        lines += [(ruled, "label", "ink")] if ruled else []
        high = sum(c.height(text, name, room) for text, name, _ in lines)
        at = y + max(8.0, (164 - high) / 2)
        for text, name, tint in lines:
            at += c.para(text, name, tint, left, at, room)
        return at - y + 8

    def _ribbon(self, c: Canvas, box: Box) -> None:
        span = length(self.debrief)
        inner = put_ribbon(c, box, self.debrief.transcript, self.debrief.levels, span, self.debrief.fork)
        self.player.ribbon = c.placed(*inner)
        if inner.w and self.card:
            put_marks(c, inner, self.card.judgments, span, self._choose)

    def _judgments(self, c: Canvas, x: float, y: float, w: float) -> float:
        texts = {turn.index: turn.text for turn in self.debrief.transcript.turns}
        return put_judgments(c, self.card, self._row, texts, Fold(self.all_rules, self._unfold), x, y, w)

    def _row(self, judgment: Judgment) -> Row:
        """A judgment with all that can be done about it."""
        chosen, act = judgment == self.chosen, partial(self._choose, judgment)
        return Row(judgment, chosen, act, self.of_judgment(judgment), self.disputes.remarks(judgment.rule))

    def _transcript(self, c: Canvas, x: float, y: float, w: float) -> float:
        c.text("Transcript", "h3", "ink", x, y)
        judgments = self.card.judgments if self.card else ()
        lit = {e.turn for e in self.chosen.evidence} if self.chosen else set[int]()
        lines = Lines(self.line, lit, self._choose_line, self.of_turn, self.player.line, self.debrief.fork)
        high, self._places = put_transcript(c, self.debrief.transcript, judgments, lines, x, y + 38, w)
        return y + 38 + high

    def _authors(self, c: Canvas, x: float, y: float, w: float) -> float:
        partings = [d for d in self.debrief.disagreements if d.positions]
        y += c.para("The experts disagree" if partings else "By each author’s rules", "h3", "ink", x, y, w)
        y += c.para("The same call, scored by each author’s rules", "small", "ink2", x, y, w) + 8
        y = put_totals(c, self.debrief.scorecards, self._initials, self.playbook, x, y, w, self._show) + 16
        for parting in partings:
            y = put_disagreement(c, parting, x, y, w) + 16
        y = put_understood(c, said_back(self.debrief.transcript), x, y, w)
        return put_measures(c, self.debrief.measures, x, y, w)
