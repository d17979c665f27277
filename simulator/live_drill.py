"""A drill in the window: the other side speaks its line, the trainee answers, one rule says what it was worth.

Rule: a verdict is on the disk before it is shown, so a drill can be left at any moment. The microphone is open while a
drill is on; it rests while a verdict is read, and what was said is kept nowhere.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import datetime
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from simulator.core.call import Call
from simulator.core.drills import Moment, Today, Try, answered, boxes
from simulator.core.events import Heard
from simulator.core.levels import loudness
from simulator.core.playbook import Playbook, Rule
from simulator.core.record import replay
from simulator.core.scorecard import Judgment
from simulator.core.turns import Caption
from simulator.drilling import keep_try, load_tries, tries_path
from simulator.joints import line_of, names_in, understand
from simulator.library import Library
from simulator.screen.open_drill import Answered, Scene
from simulator.speech import ears as hearing
from simulator.speech import speaker as mouth
from simulator.understanding.meaning import Understanding
from simulator.understanding.recogniser import ModelMissing

PAUSE_S = 1.2
"""A silence after words that ends an answer: longer than what ends a turn, since nobody waits for a reply here."""
LINES = 3
"""Lines of the call that are shown before an answer."""
UNCLEAR = "That could not be made out. Say it again, or type it."


def scene_of(moment: Moment, call: Call, book: Playbook, rule: Rule, why: str = "") -> Scene:
    """A moment as it is shown."""
    scenario = call.scenario
    you, prospect, person = scenario.you, scenario.prospect, call.person
    whom = f"{person.name}, {person.at}" if person and person.at else person.name if person else prospect.name
    initial = "?" if "not named" in book.author.lower() else book.author.split(" ")[-1][0].upper()
    return Scene(
        title=scenario.title,
        difficulty=call.difficulty,
        situation=scenario.situation,
        you=f"{you.name}, {you.company}",
        whom=whom,
        goal=scenario.goal,
        turns=call.transcript().turns[-LINES:],
        move=rule.title,
        because=rule.because,
        author=book.author,
        document=book.document,
        initial=initial,
        why=why,
    )


class LiveDrill:
    """A drill that is on. Without ears it is typed; the mouth may be silent. Whoever shows it calls `step`. `clock`:
    seconds; `calendar`: which day it is."""

    def __init__(
        self,
        library: Library,
        today: Today,
        understanding: Future[Understanding],
        speaker: mouth.Speaker,
        said: SimpleQueue[Any],
        ears: hearing.Ears | None = None,
        heard: SimpleQueue[Any] | None = None,
        untimed: bool = False,
        notice: str = "",
        path: Path | None = None,
        clock: Callable[[], float] = time.monotonic,
        calendar: Callable[[], datetime] = datetime.now,
    ) -> None:
        self.library, self._moments, self._missed = library, today.moments, (today.missed, today.called)
        self._understanding, self._speaker, self._ears = understanding, speaker, ears
        self._said, self._heard = said, heard
        self._untimed, self._path, self._clock, self._calendar = untimed, path or tries_path(), clock, calendar
        self.notice, self.failed, self.heard = notice, "", ""
        self.at, self.of = 0, len(today.moments)
        self.answer: Answered | None = None
        self.answered: Sequence[Answered] = ()
        self.judging = self._speaks = False
        self._quiet: float | None = None
        self.scene: Scene | None = None
        self._call: Call | None = None
        self._begin()

    # -- what the window reads -----------------------------------------------------------------------------------------

    @property
    def more(self) -> bool:
        """There is always another row."""
        return True

    @property
    def listening(self) -> bool:
        """The trainee's voice is being heard now."""
        ears, resting = self._ears, self.answer is not None or self.judging or self.scene is None
        deaf = self._speaks and ears is not None and not ears.settings.headset
        return ears is not None and not resting and not deaf and not ears.progress

    @property
    def level(self) -> float:
        """How loud the microphone is, 0 to 1, as the eye reads it."""
        return loudness(self._ears.level) if self._ears and self.listening else 0.0

    @property
    def loading(self) -> str:
        """What is still being made ready, in words."""
        if not self._understanding.done():
            return "Getting ready to understand you…"
        return self._ears.progress if self._ears else ""

    def caption(self) -> Caption | None:
        """The line with the word that is heard now."""
        if not self._speaks or self.scene is None:
            return None
        last = self.scene.turns[-1]
        return Caption(last.speaker, last.text, *(self._speaker.caption(self._clock()) or (0, 0)))

    # -- what the trainee does -----------------------------------------------------------------------------------------

    def say(self, text: str) -> None:
        """The answer, typed; behind what was heard. Nothing at all: the trainee wants it shown."""
        if self.scene is not None and self.answer is None and not self.judging:
            self.heard = " ".join(f"{self.heard} {text}".split())
            self._rest(True)
            self.judging = True
            self._judge()

    def repeat(self) -> None:
        """The other side says its line again."""
        if self._call is None or self.answer is not None:
            return
        last, people = self._call.transcript().turns[-1], self._call.scenario.people
        who = next((key for key, person in people.items() if person.name == last.speaker), "")
        if last.who != "other" or not who:
            return
        line = line_of(self._call.scenario, who, last.text)
        self._speaker.prepare(self._call.scenario.id, [line])
        if self._ears:
            self._ears.callee_speaks(True)
        self._speaks = True
        self._speaker.say(line)

    def next(self) -> None:
        """On to the next moment, or to the end."""
        self.at += 1
        self._begin()

    def close(self) -> None:
        """Nobody listens or speaks any more."""
        self._hush()
        if self._ears:
            self._ears.close()

    # -- the loop ------------------------------------------------------------------------------------------------------

    def step(self) -> None:
        """Everything that happened since the last frame."""
        now = self._clock()
        self._speaker.poll(now)
        for queue in (self._said, self._heard):
            while queue is not None:
                try:
                    self._report(queue.get_nowait(), now)
                except Empty:
                    break
        if self.judging:
            self._judge()
        elif self._quiet is not None and now - self._quiet >= PAUSE_S and not self._untimed:
            self.say("")

    def _report(self, report: Any, now: float) -> None:
        match report:
            case mouth.LineEnded() | mouth.LineWasCut():
                self._quietly()
            case mouth.VoiceLost() | mouth.LoudspeakerLost():
                self.notice = f"{report.why} Read their lines instead."
            case hearing.VoiceStarted():
                self._quiet = None
                self._hush()
            case hearing.Utterance() if self.answer is None and not self.judging:
                self.heard, self._quiet = " ".join(f"{self.heard} {report.text}".split()), now
            case hearing.Unclear() if self.answer is None and not self.heard:
                self.notice = UNCLEAR
            case hearing.MicrophoneLost() | hearing.RecogniserLost():
                self.notice = f"{report.why} Type your answer instead."

    def _begin(self) -> None:
        """The moment that is on now: its line is said."""
        self._hush()
        self.answer, self.heard, self.judging, self._quiet = None, "", False, None
        if self.notice == UNCLEAR:
            self.notice = ""
        if self.at >= self.of:
            self.scene, self._call = None, None
            self._rest(True)
            return
        moment = self._moments[self.at]
        self._call, _ = replay(moment.record, self.library.move_ids)
        book, rule = self._rule(moment)
        missed, called = self._missed
        why = f"You missed it in {missed} of {called} calls." if missed and not self.at and called > 1 else ""
        self.scene = scene_of(moment, self._call, book, rule, why)
        if self._ears:
            names = names_in(self._call.scenario, self._call.facts)
            self._ears.expect([*names.people, *names.firms])
        self._rest(False)
        self.repeat()

    def _rule(self, moment: Moment) -> tuple[Playbook, Rule]:
        book = self.library.playbooks[moment.playbook]
        return book, next(rule for rule in book.rules if rule.id == moment.rule)

    def _rest(self, resting: bool) -> None:
        if self._ears:
            self._ears.mute(resting)

    def _hush(self) -> None:
        if self._speaks:
            self._speaker.stop()
            self._quietly()

    def _quietly(self) -> None:
        self._speaks = False
        if self._ears:
            self._ears.callee_speaks(False)

    # -- the verdict ---------------------------------------------------------------------------------------------------

    def _judge(self) -> None:
        """As soon as there is something that understands: understood, judged, kept, and only then shown."""
        if self._call is None or self.scene is None or not self._understanding.done():
            return
        self.judging = False
        self._hush()
        try:
            understanding = self._understanding.result()
        except ModelMissing as missing:
            self.failed = str(missing)
            return
        moment = self._moments[self.at]
        heard = understand(understanding, self.heard, self._call)
        judgment = self._judged(moment, heard)
        today, shown = self._calendar().date(), not self.heard
        one = Try(today, moment.rule, moment.name, judgment.verdict, shown)
        self.notice = keep_try(one, self._path) or self.notice
        back = boxes(load_tries(self._path)).get(moment.rule)
        comes = back.due if back is not None and back.due > today else None
        could = judgment.instead or moment.words
        self.answer = Answered(self.scene, self.heard, judgment, could, comes, shown)
        self.answered = (*self.answered, self.answer)

    def _judged(self, moment: Moment, heard: Heard) -> Judgment:
        return answered(moment, heard, self.library.playbooks[moment.playbook], self.library.move_ids)
