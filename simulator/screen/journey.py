"""From the lobby to the briefing, the call, the scorecard, and back.

Rule: this file decides what follows what and when to wait; it draws nothing and judges nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from simulator.core.events import Action
from simulator.core.tips import Tip
from simulator.core.turns import Turn
from simulator.screen.briefing import BriefingScreen, headset_question
from simulator.screen.call import CallScreen
from simulator.screen.compare import CompareScreen
from simulator.screen.debrief import Debrief
from simulator.screen.dialogs import Answer, Question
from simulator.screen.drill import DrillScreen
from simulator.screen.first_run import FirstSteps
from simulator.screen.game import CannotOpen, CutShort, Game, Judge, OpenCall
from simulator.screen.lobby import Lobby
from simulator.screen.offers import Author
from simulator.screen.open_drill import OpenDrill
from simulator.screen.open_line import OpenLine
from simulator.screen.progress import ProgressScreen
from simulator.screen.scorecard import ScorecardScreen
from simulator.screen.second_try import FIELD, Tries, question
from simulator.screen.settings_page import SettingsPage
from simulator.screen.sound_card import SoundCheck
from simulator.screen.spoken import summary
from simulator.screen.window import Window


class Journey:
    """Who goes where. Everything it needs is handed in, so that a test can walk it without a loop."""

    def __init__(self, window: Window, game: Game, sound: SoundCheck, open_call: OpenCall, judge: Judge) -> None:
        self.window, self.game, self.sound = window, game, sound
        self._open_call, self._judge = open_call, judge
        self._lobby = Lobby(window, game, self.to_briefing, self.to_progress, self.to_drill)
        self.drill: OpenDrill | None = None
        self._progress: ProgressScreen | None = None
        self.line: OpenLine | None = None
        self.leaving = False
        window.on_settings, window.on_told = self.to_settings, game.house.tell

    def begin(self) -> None:
        """The first time what this is; then the lobby."""
        if self.window.settings.welcomed:
            self._at_the_desk()
        else:
            self.to_first_steps()

    def _at_the_desk(self) -> None:
        """The lobby, and the offer to open a call that was cut short."""
        self.to_lobby()
        cut = self.game.over.cut_short
        if cut is not None:
            self.window.ask(
                Question(
                    self.window,
                    "A call was cut short",
                    f"{cut.what} Its record is whole up to that moment.",
                    [Answer("Open it", partial(self._reopen, cut), "primary"), Answer("Leave it", cut.leave)],
                    cut.leave,
                )
            )

    def to_lobby(self) -> None:
        """Back to choosing; what the records offer is worked out anew."""
        self.game.agenda.begin()
        self.window.show(self._lobby)

    def to_drill(self) -> None:
        """Today's drill; from there back to the lobby, or on to another row."""
        try:
            self.drill = drill = self.game.open_drill()
        except CannotOpen as why:
            self._tell("There is no drill now", str(why))
            return
        self.window.show(DrillScreen(self.window, drill, self._drilled, self.to_drill))

    def _drilled(self) -> None:
        self.drill = None
        self.to_lobby()

    def to_progress(self) -> None:
        """What came of all calls so far; the records are read anew."""
        chosen = self.author.id if self.author else ""
        over, authors = self.game.over, self.game.playbooks
        over.read_history()
        self._progress = ProgressScreen(
            self.window, over.history, authors, chosen, self._old_call, self.to_briefing, self.to_lobby, self._two_calls
        )
        self.window.show(self._progress)

    def _old_call(self, record: str) -> None:
        """The scorecard of an old call; from there back to the list, as it was."""
        listed, scrolled = self._progress, {pane.name: pane.offset for pane in self.window.panes}
        assert listed is not None
        try:
            debrief = self.game.over.old_call(record)
        except CannotOpen as why:
            self._tell("That call cannot be opened", str(why))
            return

        self._show(debrief, None, partial(self._to_list, listed, scrolled, f"call.{record}"), listed.playbook)

    def _two_calls(self, one: str, other: str) -> None:
        """Two calls of the list side by side; from there back to it, as it was."""
        listed, scrolled = self._progress, {pane.name: pane.offset for pane in self.window.panes}
        assert listed is not None
        try:
            found = self.game.over.two_calls(one, other)
        except CannotOpen as why:
            self._tell("These calls cannot be compared", str(why))
            return
        back = partial(self._to_list, listed, scrolled, f"call.{other}")
        initials = {author.id: author.initial for author in self.game.playbooks}
        nothing_else = lambda left, right: None  # noqa: E731
        self.window.show(
            CompareScreen(self.window, found, listed.playbook, initials, nothing_else, back, "Back to your calls")
        )

    def _to_list(self, listed: ProgressScreen, scrolled: Mapping[str, float], focus: str) -> None:
        """The list of calls as it was left, with the focus on that row."""
        self.window.show(listed, scrolled)
        self.window.ring = True
        self.window.focus(focus)

    def to_settings(self) -> None:
        """The settings over what is on; once, and not over a question."""
        if self.window.asking:
            return
        screen = self.window.screen
        steps = self.to_first_steps if screen is self._lobby else None
        on_call = screen is not None and screen.room == "line"
        self.window.ask(SettingsPage(self.window, self.game.house, self.sound, on_call, steps))

    def to_first_steps(self) -> None:
        """What this is, how one talks, and the sound check; then the lobby."""
        self.window.show(FirstSteps(self.window, self.game.house, self.sound, self._welcomed))

    def _welcomed(self) -> None:
        self.window.change(welcomed=True)
        self._at_the_desk()

    def to_briefing(self, scenario_id: str, difficulty: str, way: str = "") -> None:
        """The slip, with the way it begins, where one is named; the first time, how the other side is heard is asked
        over it."""
        if self.author and not self.window.settings.playbook:  # whose rules are shown there score the call
            self.window.change(playbook=self.author.id)
        try:
            briefing = self.game.brief(scenario_id, difficulty)
        except CannotOpen as why:
            self._tell("This call cannot be opened", str(why))
            return
        start = partial(self.to_call, scenario_id, difficulty)
        back, sound = self.to_lobby, self.sound
        self.window.show(BriefingScreen(self.window, briefing, self.author, sound, start, back, way=way))
        if self.window.settings.headset is None and not self.window.settings.typed:
            self.window.ask(headset_question(self.window))

    def to_call(
        self, scenario_id: str, difficulty: str, choice: Action | None, way: str = "", tip: Tip | None = None
    ) -> None:
        """The lights go down. A call that was not made goes straight to its scorecard."""
        try:
            self.line = line = self._open_call(scenario_id, difficulty, choice, self.window.settings.typed, way, tip)
        except CannotOpen as why:
            self.to_lobby()
            self._tell("This call cannot be made", str(why))
            return
        again = partial(self.to_briefing, scenario_id, difficulty)
        if line.call.is_over:
            self.to_scorecard(again)
        else:
            self._on_line(line, partial(self.to_scorecard, again))

    def _on_line(self, line: OpenLine, done: Callable[[], None], taken_up: bool = False, words: str = "") -> None:
        screen = CallScreen(self.window, line, done, taken_up)
        screen.typed.type(words)
        self.window.show(screen)
        if self.window.settings.typed:
            self.window.focus("type")

    def to_scorecard(
        self, again: Callable[[], None] | None, back: Callable[[], None] | None = None, playbook: str = ""
    ) -> None:
        """The call is over: what it was worth."""
        if self.line is not None:
            line, self.line = self.line, None
            self._show(self._judge(line), again, back, playbook)

    def _ask_again(self, debrief: Debrief, back: Callable[[], None], turn: Turn) -> None:
        """Whether to go on from a line of the transcript."""
        if debrief.record is not None:
            go = partial(self.to_second_try, debrief.record, turn.index, back)
            self.window.ask(question(self.window, debrief.transcript, turn, debrief.can_retry[turn.index], go))
            self.window.focus(FIELD if self.window.settings.typed else "")

    def to_second_try(self, record: Path, turn: int, back: Callable[[], None], words: str = "") -> None:
        """The call goes on from a turn; what was said before it stands on the screen, and `words` in its field. Its
        scorecard opens with the author whose card was open."""
        card = self.window.screen
        playbook = card.playbook if isinstance(card, ScorecardScreen) else ""
        try:
            self.line = line = self.game.take_up(record, turn, self.window.settings.typed)
        except CannotOpen as why:
            self._tell("The call cannot go on there", str(why))
            return
        again = partial(self.to_second_try, record, turn, back)
        self._on_line(line, partial(self.to_scorecard, again, back, playbook), True, words)

    def _compare(self, record: Path) -> None:
        """Two tries side by side; from there back to the scorecard, as it was."""
        card, scrolled = self.window.screen, {pane.name: pane.offset for pane in self.window.panes}
        assert card is not None

        def back() -> None:
            self.window.show(card, scrolled)
            self.window.ring = True
            self.window.focus("compare")

        self._to_comparison(record, back)

    def _to_comparison(self, record: Path, back: Callable[[], None], left: str = "", right: str = "") -> None:
        try:
            found = self.game.over.compared(record, left, right)
        except CannotOpen as why:
            self._tell("These tries cannot be compared", str(why))
            return
        shown, initials = self.window.screen, {author.id: author.initial for author in self.game.playbooks}
        chosen = shown.playbook if isinstance(shown, ScorecardScreen | CompareScreen) else ""
        choose = partial(self._to_comparison, record, back)
        self.window.show(CompareScreen(self.window, found, chosen, initials, choose, back))

    def _show(
        self,
        debrief: Debrief,
        again: Callable[[], None] | None,
        back: Callable[[], None] | None = None,
        playbook: str = "",
    ) -> None:
        initials = {author.id: author.initial for author in self.game.playbooks}
        chosen, back = playbook or (self.author.id if self.author else ""), back or self.to_lobby
        tries = None
        if debrief.record is not None:
            tries = Tries(partial(self._ask_again, debrief, back), partial(self._compare, debrief.record))
        screen = ScorecardScreen(self.window, debrief, chosen, initials, again, back, tries)
        self.window.show(screen)
        self.window.tell(summary(debrief.title, debrief.transcript, screen.card))

    def _reopen(self, cut: CutShort) -> None:
        try:
            self._show(cut.open(), None)
        except CannotOpen as why:
            self._tell("That call cannot be opened", str(why))

    def _tell(self, title: str, text: str) -> None:
        self.window.ask(Question(self.window, title, text, [Answer("Back", lambda: None, "primary")], lambda: None))

    @property
    def author(self) -> Author | None:
        """Whose rules score the call."""
        return self._lobby.author

    def close(self) -> None:
        """The desktop wants the window closed: at once, but from a running call only after a question."""
        on_line = self.line is not None and not self.line.call.is_over
        if not on_line or self.leaving:
            self.stop()
            return
        self.window.ask(
            Question(
                self.window,
                "Close the window?",
                "You are on the line. The call ends here, and its record is kept.",
                [
                    Answer("Stay on the line", lambda: None, "primary"),
                    Answer("Hang up and close", self.stop, "hang_up"),
                ],
                lambda: None,
            )
        )

    def stop(self) -> None:
        """Hang up if need be, and leave."""
        if self.line is not None and not self.line.call.is_over:
            self.line.hang_up()
        if self.drill is not None:
            self.drill.close()
        self.sound.close()
        self.leaving = True
