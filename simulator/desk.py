"""What the window is given: the shelf, the briefing, a sound check, calls and their scorecards.

Rule: the window is shown first; models load behind it. The microphone is open during a sound check and a call, and at
no other time. Nothing here draws.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from simulator.core.call import Call
from simulator.core.events import Action
from simulator.core.measures import Measured
from simulator.core.moves import written
from simulator.core.record import Header, Record, replay
from simulator.core.scenario import Scenario
from simulator.core.scorecard import Disagreement, Scorecard
from simulator.core.turns import Transcript
from simulator.core.ways import Way, promise_told, ways
from simulator.core.yaml_text import BadFile
from simulator.diary import Past, last_call, to_be_kept
from simulator.house import House
from simulator.library import Library
from simulator.play import Levels, LiveCall, lines_of
from simulator.progress import History
from simulator.records import RecordFile, all_records, left_over, load_record, records_folder, settle
from simulator.screen.briefing import Briefing
from simulator.screen.journey import CannotOpen, CutShort, run
from simulator.screen.offers import Author, Offer
from simulator.settings import Settings, change_settings, load_settings
from simulator.soundtest import SoundTest, ear_settings, empty
from simulator.suite import judge
from simulator.understanding.meaning import Understanding

MOST_RECORDS = 300  # of which the best results are worked out, the newest first
WORKING = "%A %d %B, %H:%M"


@dataclass(frozen=True, slots=True)
class Debriefed:
    """A call that is over, judged, as the scorecard shows it."""

    title: str
    difficulty: str
    transcript: Transcript
    scorecards: dict[str, Scorecard]
    disagreements: Sequence[Disagreement]
    levels: Levels = field(default_factory=Levels)
    marked_unsaved: str = ""
    measures: Sequence[Measured] = ()


class Desk:
    """The game as the window knows it."""

    def __init__(self, library: Library, settings: Settings) -> None:
        self.library, self.settings = library, settings
        self.notices: list[str] = []
        self.live: LiveCall | None = None
        self._mouth: tuple[tuple[str, float], Any] | None = None
        self._bests: dict[str, dict[str, int]] = {}
        self._promises: dict[str, str] = {}
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="loading")
        self._understanding: Future[Understanding] = self._pool.submit(
            lambda: Understanding.load(own=library.own_moves.read)
        )
        self._said: SimpleQueue[Any] = SimpleQueue()
        threading.Thread(target=self._look_back, name="best results", daemon=True).start()

    # -- the lobby -----------------------------------------------------------------------------------------------------

    @property
    def scenarios(self) -> list[Offer]:
        """Every scenario on the shelf; broken ones with what is wrong."""
        shelf = self.library.shelf
        offers = [self._offer(name, shelf.read[name]) for name in sorted(shelf.read)]
        for name, wrong in sorted(shelf.broken.items()):
            offers.append(Offer(name, name, "receptionist", "", "", "", (), {}, str(wrong.flaws[0])))
        return offers

    def _offer(self, name: str, scenario: Scenario) -> Offer:
        prospect = scenario.prospect
        return Offer(
            *(name, scenario.title, scenario.situation, prospect.name, prospect.company, scenario.about),
            *(tuple(scenario.difficulty), self._bests.get(name, {})),
            playbooks=scenario.playbooks,
            promise=self._promises.get(name, ""),
        )

    @cached_property
    def playbooks(self) -> list[Author]:
        """The five authors, and any of the trainer's own."""
        return [
            Author(book.id, book.author, book.motto, _initial(book.author), book.document)
            for book in self.library.playbooks.values()
        ]

    def change(self, **fields: object) -> Settings:
        """Change and keep settings."""
        self.settings = change_settings(self.settings, fields)
        return self.settings

    def _look_back(self) -> None:
        """What stands promised, and the best result so far of every scenario, from the records of earlier calls."""
        for name, scenario in self.library.shelf.read.items():
            self._look_ahead(scenario, last_call(name, self.settings.trainee, self.library.move_ids))
        bests: dict[str, dict[str, int]] = {}
        for path in list(all_records())[-MOST_RECORDS:]:
            try:
                record = load_record(path)
                call, _ = replay(record, self.library.move_ids)
            except BadFile:
                continue
            self._count(bests, record.header.scenario, self._judged(call))
            time.sleep(0.002)  # the window comes first
        self._bests = bests

    def _look_ahead(self, scenario: Scenario, past: Past | None) -> None:
        """What is promised to a scenario's prospect, for the lobby."""
        promise = to_be_kept(past)
        whom = scenario.prospect.name if promise and promise.to == scenario.prospect.name else ""
        told = promise_told(promise, whom) if promise else ""
        self._promises = {**self._promises, scenario.id: told}

    @staticmethod
    def _count(bests: dict[str, dict[str, int]], scenario: str, cards: dict[str, Scorecard]) -> None:
        best = bests.setdefault(scenario, {})
        for name, card in cards.items():
            if card.total is not None:
                best[name] = max(best.get(name, 0), card.total)

    # -- the briefing --------------------------------------------------------------------------------------------------

    def scenario(self, name: str) -> Scenario:
        """A scenario on the shelf. Raises CannotOpen."""
        try:
            return self.library.find(name)[0]
        except BadFile as wrong:
            raise CannotOpen(str(wrong)) from None

    def brief(self, scenario_id: str, difficulty: str) -> Briefing:
        """The slip. Raises CannotOpen."""
        scenario = self.scenario(scenario_id)
        you, prospect = scenario.you, scenario.prospect
        role = f", {prospect.role}" if prospect.role else ""
        self.speaker_for(scenario)  # before the ears: the mixer cannot be opened once a microphone is
        self.sound.scenario = scenario
        return Briefing(
            scenario.title,
            f"{you.name}, {you.company}",
            f"{prospect.name}{role}, {prospect.company}",
            scenario.goal,
            scenario.you_know,
            f"{scenario.now:{WORKING}}",
            tuple(scenario.choices),
            scenario.situation,
            difficulty,
            you.helps_with,
            prospect.company,
            self._ways(scenario, last_call(scenario.id, self.settings.trainee, self.library.move_ids)),
        )

    def _ways(self, scenario: Scenario, past: Past | None) -> tuple[Way, ...]:
        """How a call of the scenario may begin, after the last one on record."""
        before, case = (past.transcript, past.header.case) if past else (None, "")
        clock = datetime.now() if self.settings.clock == "real" else None
        return ways(scenario, before, case, self.library.playbooks.values(), clock)

    @cached_property
    def sound(self) -> SoundTest:
        """The microphone before a call."""
        return SoundTest(lambda: self.settings, self.speaker_for)

    # -- the call ------------------------------------------------------------------------------------------------------

    @property
    def _speaker(self) -> Any:
        """The mouth; another one where another loudspeaker or loudness was chosen since, but not in mid-call."""
        from simulator.speech.speaker import MouthSettings, NoLoudspeaker, Speaker

        wanted = (self.settings.loudspeaker, self.settings.volume)
        if self._mouth is not None and (self._mouth[0] == wanted or self.live is not None):
            return self._mouth[1]
        if self._mouth is not None:
            self.sound.close()
            self._mouth[1].close()
        speaker = Speaker(self._said, MouthSettings(device=wanted[0] or None, volume=wanted[1]))
        self._mouth = (wanted, speaker)
        try:
            speaker.open()
        except NoLoudspeaker as none:
            self.notices += [str(none)] if str(none) not in self.notices else []
        return speaker

    @cached_property
    def house(self) -> House:
        """Devices and folders, for the settings and the first steps."""
        return House(self._ready_sound, self._forget)

    def _ready_sound(self) -> None:
        """The mouth is open, and the sound check has somebody to be heard: of the scenario that was chosen last."""
        shelf = self.library.shelf.read
        chosen = shelf.get(self.settings.scenario) or next(iter(shelf.values()), None)
        self.sound.scenario = self.sound.scenario or chosen
        if self.live is None:
            speaker = self._speaker
            if self.sound.scenario is not None:
                speaker.prepare(self.sound.scenario.id, lines_of(self.sound.scenario))

    def _forget(self) -> None:
        """The calls are gone: their results and promises too."""
        self._bests, self._promises = {}, {}

    def device_removed(self, which: int, capture: bool) -> None:
        """A sound device was unplugged. The ears notice by themselves; the mouth is told."""
        if self._mouth is not None:
            self._mouth[1].device_removed(which, capture)

    def speaker_for(self, scenario: Scenario) -> Any:
        """The mouth, with the lines of a scenario being made ready."""
        self._speaker.prepare(scenario.id, lines_of(scenario))
        return self._speaker

    def open_call(
        self, scenario_id: str, difficulty: str, choice: Action | None, typed: bool, way: str = ""
    ) -> LiveCall:
        """A call begins, in the way of that name (the first there is, where none is named). Raises CannotOpen."""
        from simulator.understanding.recogniser import ModelMissing

        scenario = self.scenario(scenario_id)
        try:
            understanding = self._understanding.result()
        except ModelMissing as missing:
            raise CannotOpen(str(missing)) from None
        self.sound.close()
        speaker = self._speaker  # before the ears, as ever
        seed = int(time.time()) % 100_000
        past = last_call(scenario.id, self.settings.trainee, self.library.move_ids)
        open_ways = {w.name: w for w in self._ways(scenario, past)}
        begun = open_ways.get(way) or next(iter(open_ways.values()))
        call = Call(scenario, difficulty, seed, begun.facts)
        record = RecordFile(self._header(scenario, difficulty, seed, begun, past))
        empty(self._said)
        heard: SimpleQueue[Any] = SimpleQueue()
        ears, notice = (None, "") if typed or choice == "not_dial" else self._ears(heard)
        live = LiveCall(call, record, understanding, speaker, self._said, ears, heard)
        live.notice = live.notice or notice
        live.dial(choice or "dial_desk")
        live.step()
        self.live = live
        return live

    def _header(self, scenario: Scenario, difficulty: str, seed: int, way: Way, past: Past | None) -> Header:
        return Header(
            scenario.id,
            scenario.text,
            difficulty,
            seed,
            started=datetime.now().isoformat(timespec="seconds"),
            playbook=self.settings.playbook or scenario.playbooks[0],
            engines={"ears": self.settings.engine},
            playbooks={book.id: str(book.version) for book in self.library.playbooks.values()},
            facts=way.facts.model_dump(mode="json", by_alias=True),
            trainee=self.settings.trainee,
            case=way.case,
            after=past.file if past and way.goes_on else "",
            catalogue=written(self.library.own_moves.read),
        )

    def _ears(self, heard: SimpleQueue[Any]) -> tuple[Any, str]:
        """The ears, open; or none, and one sentence that says why."""
        from simulator.speech.ears import Ears, NoMicrophone

        ears = Ears(heard, ear_settings(self.settings))
        try:
            ears.open()
        except NoMicrophone as none:
            return None, str(none)
        return ears, ""

    def judge(self, line: Any) -> Debriefed:
        """The call is over: its record is closed, and five authors say what they think."""
        live: LiveCall = line
        self.live = None
        live.close()
        if live.ears:
            live.ears.close()
        cards = self._judged(live.call)
        scenario = live.call.scenario
        self._look_ahead(scenario, last_call(scenario.id, self.settings.trainee, self.library.move_ids))
        bests = {name: dict(best) for name, best in self._bests.items()}
        self._count(bests, live.call.scenario.id, cards)
        self._bests = bests
        return self._debrief(live.call, live.levels, live.record.trouble)

    def _judged(self, call: Call) -> dict[str, Scorecard]:
        judged = judge(call.transcript(), self.library.playbooks.values())
        return {card.playbook: card for card in judged.scorecards}

    def _debrief(self, call: Call, levels: Levels, unsaved: str) -> Debriefed:
        judged = judge(call.transcript(), self.library.playbooks.values())
        cards = {card.playbook: card for card in judged.scorecards}
        title, difficulty = call.scenario.title, call.difficulty
        partings, measures = judged.disagreements, judged.measures
        return Debriefed(title, difficulty, judged.transcript, cards, partings, levels, unsaved, measures)

    # -- a call that a crash cut short ---------------------------------------------------------------------------------

    @property
    def cut_short(self) -> CutShort | None:
        """The newest call that was cut short, if there is one that can be read."""
        for path in left_over():
            try:
                record = load_record(path)
            except BadFile:
                continue
            return CutShort(self._told(record), lambda p=path: self._reopen(p), lambda p=path: _leave(p))  # type: ignore[misc]
        return None

    def _told(self, record: Record) -> str:
        header, said = record.header, sum(type(e).__name__ == "Heard" for e in record.events)
        shelf = self.library.shelf.read
        title = shelf[header.scenario].title if header.scenario in shelf else header.scenario
        spoken = {0: "You had not spoken yet", 1: "You had spoken once"}.get(said, f"You had spoken {said} times")
        return f"{title} ({header.difficulty}), begun {header.started.replace('T', ' at ')[:19]}. {spoken}."

    def _reopen(self, path: Path) -> Debriefed:
        debriefed = self._opened(path)
        settle(path)
        return debriefed

    def _opened(self, path: Path) -> Debriefed:
        try:
            call, _ = replay(load_record(path), self.library.move_ids)
        except BadFile as wrong:
            raise CannotOpen(str(wrong)) from None
        return self._debrief(call, Levels(), "")

    # -- all calls so far ----------------------------------------------------------------------------------------------

    @cached_property
    def history(self) -> History:
        """The calls on record, for the progress screen."""
        return History(self.library)

    def read_history(self) -> None:
        """Read them anew, behind the window's back."""
        self.history.begin(self.settings.trainee, self.settings.clock)

    def old_call(self, record: str) -> Debriefed:
        """A call on record, judged. Raises CannotOpen."""
        return self._opened(records_folder() / f"{record}.jsonl")

    def close(self) -> None:
        """The window is closed: a running call is hung up and kept, devices are let go."""
        if self.live is not None:
            self.judge(self.live)
        self.sound.close()
        self.house.close()
        self._pool.shutdown(wait=False, cancel_futures=True)
        if self._mouth is not None:
            self._mouth[1].close()


def _initial(author: str) -> str:
    return "?" if "not named" in author.lower() else author.split(" ")[-1][0].upper()


def _leave(path: Path) -> None:
    """A call cut short that nobody wants to open now is an ordinary record from here on."""
    settle(path)


def open_window(scenario: str = "", difficulty: str = "", path: Path | None = None) -> None:
    """The window, until it is closed. `scenario`: begin there."""
    import pygame

    library = Library((*Library().folders, path.parent) if path else None)
    settings = load_settings()
    if scenario:
        wanted = {"scenario": scenario} | ({"difficulty": difficulty} if difficulty else {})
        settings = change_settings(settings, wanted)
    desk = Desk(library, settings)
    try:
        run(desk, desk.sound, desk.open_call, desk.judge)
    except pygame.error as wrong:
        print(f"The window cannot be opened ({wrong}). Play in the terminal: hitzero play NAME --typed")
    finally:
        desk.close()
