"""What the window is given: the shelf, the briefing, a sound check, calls and their scorecards.

Rule: the window is shown first; models load behind it. The microphone is open during a sound check and a call, and at
no other time. Nothing here draws.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from simulator.agenda import Agenda
from simulator.call_sound import end_sound, keep_sound, levels_of_call
from simulator.core.call import Call
from simulator.core.choice_tip import choice_tip
from simulator.core.events import Action, TipShown
from simulator.core.moves import written
from simulator.core.record import Header, Record
from simulator.core.scenario import Scenario
from simulator.core.tips import Prompter, Tip
from simulator.core.ways import Way, ways
from simulator.core.yaml_text import BadFile
from simulator.debriefing import CallsOver, Debriefed
from simulator.diary import Past, last_call
from simulator.house import House
from simulator.library import Library
from simulator.live_drill import LiveDrill
from simulator.play import LiveCall
from simulator.records import RecordFile
from simulator.retrying import take_up
from simulator.screen.briefing import Briefing
from simulator.screen.game import CannotOpen
from simulator.screen.loop import run
from simulator.screen.offers import Author, Offer
from simulator.settings import Settings, change_settings, load_settings
from simulator.soundtest import SoundTest
from simulator.speech.recording import Recording
from simulator.telephone import Telephone
from simulator.understanding.meaning import Understanding

WORKING = "%A %d %B, %H:%M"


class Desk:
    """The game as the window knows it. `today`: the wall's clock."""

    def __init__(self, library: Library, settings: Settings, today: Callable[[], datetime] = datetime.now) -> None:
        self.library, self.settings, self._today = library, settings, today
        self.live: LiveCall | None = None
        self._recording: Recording | None = None
        self.telephone = Telephone(lambda: self.settings, lambda: self.live is not None)
        self.over = CallsOver(library, lambda: self.settings, lambda: bool(self.telephone.speaker.is_open), today)
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="loading")
        self._understanding: Future[Understanding] = self._pool.submit(
            lambda: Understanding.load(own=library.own_moves.read)
        )
        self.over.begin()

    # -- the lobby -----------------------------------------------------------------------------------------------------

    @property
    def notices(self) -> list[str]:
        """What does not work here, each in a sentence."""
        return self.telephone.notices

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
            *(tuple(scenario.difficulty), self.over.best(name)),
            playbooks=scenario.playbooks,
            promise=self.over.promise(name),
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
        ways = self._ways(scenario, last_call(scenario.id, self.settings.trainee, self.library.move_ids))
        self.telephone.speaker_for(scenario)  # before the ears: the mixer cannot be opened once a microphone is
        self.sound.scenario = scenario
        self._listen_for(scenario)
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
            ways,
            self._advice(scenario, ways),
            you.phone,
        )

    def _advice(self, scenario: Scenario, ways: Sequence[Way]) -> dict[str, Tip]:
        """What the chosen author would do about the number, by way."""
        author = self.library.playbooks.get(self.settings.playbook or scenario.playbooks[0])
        found = ((way.name, author and choice_tip(scenario, way.facts, [*scenario.choices], author)) for way in ways)
        return {name: tip for name, tip in found if tip}

    def _listen_for(self, scenario: Scenario) -> None:
        """The scenario's own moves are made ready while the slip is read. Whoever calls asks for them again, and waits
        for them then, or is told what is missing."""
        if scenario.moves:
            self._pool.submit(lambda: self._understanding.result().beside(scenario.moves))

    def _ways(self, scenario: Scenario, past: Past | None) -> tuple[Way, ...]:
        """How a call of the scenario may begin, after the last one on record."""
        before, case = (past.transcript, past.header.case) if past else (None, "")
        clock = self._today() if self.settings.clock == "real" else None
        return ways(scenario, before, case, self.library.playbooks.values(), clock)

    # -- devices and folders -------------------------------------------------------------------------------------------

    @property
    def sound(self) -> SoundTest:
        """The microphone before a call."""
        return self.telephone.sound

    @cached_property
    def house(self) -> House:
        """Devices and folders, for the settings and the first steps."""
        return House(self._ready_sound, self._forget)

    def _forget(self) -> None:
        """The calls are gone: what was worked out of them too."""
        self.over.forget()
        self.agenda.begin()

    def _ready_sound(self) -> None:
        """The sound check has somebody to be heard: of the scenario that was chosen last."""
        shelf = self.library.shelf.read
        self.telephone.make_ready(shelf.get(self.settings.scenario) or next(iter(shelf.values()), None))

    def device_removed(self, which: int, capture: bool) -> None:
        """A sound device was unplugged."""
        self.telephone.device_removed(which, capture)

    # -- the call ------------------------------------------------------------------------------------------------------

    def open_call(
        self,
        scenario_id: str,
        difficulty: str,
        choice: Action | None,
        typed: bool,
        way: str = "",
        tip: Tip | None = None,
    ) -> LiveCall:
        """A call begins, in the way of that name (the first there is, where none is named). `tip`: what was shown
        before it, about the number. Raises CannotOpen."""
        self.library.look_again()
        scenario = self.scenario(scenario_id)
        seed = int(time.time()) % 100_000
        past = last_call(scenario.id, self.settings.trainee, self.library.move_ids)
        open_ways = {w.name: w for w in self._ways(scenario, past)}
        begun = open_ways.get(way) or next(iter(open_ways.values()))
        call = Call(scenario, difficulty, seed, begun.facts, self.settings.untimed)
        shown = (TipShown(0, tip.rule, tip.what),) if tip else ()
        for event in shown:
            call.handle(event)
        record = Record(self._header(scenario, difficulty, seed, begun, past), shown)
        live = self._on_line(call, record, typed or choice == "not_dial")
        live.dial(choice or "dial_desk")
        live.step()
        return live

    def take_up(self, record: Path, turn: int, typed: bool) -> LiveCall:
        """A second try of the call on record begins at that turn. Raises CannotOpen."""
        self.library.look_again()
        try:
            begun = take_up(self.library, record, turn, self._now(self.settings.playbook))
        except BadFile as wrong:
            raise CannotOpen(str(wrong)) from None
        live = self._on_line(begun.call, begun.record, typed)
        live.levels = levels_of_call(record)
        live.levels.end(begun.record.header.retry_at)
        live.take_up(begun.under_way)
        return live

    def _on_line(self, call: Call, record: Record, typed: bool) -> LiveCall:
        """A call with its mouth, its ears unless it is typed, and its record on the disk. Raises CannotOpen."""
        from simulator.understanding.recogniser import ModelMissing

        try:
            understanding = self._taught().beside(call.scenario.moves)
        except ModelMissing as missing:
            raise CannotOpen(str(missing)) from None
        line = self.telephone.pick_up(typed)
        author = self.library.playbooks.get(record.header.playbook)
        file = RecordFile(record.header, before=record.events)
        live = LiveCall(call, file, understanding, line.speaker, line.said, line.ears, line.heard)
        live.prompter = Prompter(author) if author else None
        live.notice = live.notice or line.notice
        self._recording = keep_sound(live) if self.settings.keep_sound else None
        self.live = live
        return live

    def _taught(self) -> Understanding:
        """The recogniser as it was taught until now: what was corrected since the last call counts from here on. Raises
        ModelMissing."""
        before = self._understanding.result()
        now = before.taught(self.library.own_moves.read)
        if now is not before:
            self._understanding = Future()
            self._understanding.set_result(now)
        return now

    def _header(self, scenario: Scenario, difficulty: str, seed: int, way: Way, past: Past | None) -> Header:
        return replace(
            self._now(self.settings.playbook or scenario.playbooks[0]),
            scenario=scenario.id,
            text=scenario.text,
            difficulty=difficulty,
            seed=seed,
            facts=way.facts.model_dump(mode="json", by_alias=True),
            case=way.case,
            after=past.file if past and way.goes_on else "",
        )

    def _now(self, playbook: str) -> Header:
        """The header of a call that begins now, without the call itself."""
        return Header(
            *("", "", "", 0),
            started=self._today().isoformat(timespec="seconds"),
            playbook=playbook,
            engines={"ears": self.settings.engine},
            playbooks={book.id: str(book.version) for book in self.library.playbooks.values()},
            trainee=self.settings.trainee,
            catalogue=written(self.library.own_moves.read),
            untimed=self.settings.untimed,
        )

    # -- today's drill -------------------------------------------------------------------------------------------------

    @cached_property
    def agenda(self) -> Agenda:
        """Today's drill and the rows of calls, for the lobby; worked out once the models are there."""
        return Agenda(self.library, lambda: self.over.history, lambda: self.settings, self._understanding, self._today)

    def open_drill(self) -> LiveDrill:
        """Today's drill begins, or goes on where it was left. Raises CannotOpen."""
        self.library.look_again()
        if self._understanding.done() and not self._understanding.exception():
            self._taught()
        today = self.agenda.today()
        if today is None:
            raise CannotOpen(
                "No plan on the shelf holds a moment to drill; `hitzero new` writes a scenario with three."
            )
        line = self.telephone.pick_up(self.settings.typed)
        return LiveDrill(
            *(self.library, today, self._understanding, line.speaker, line.said, line.ears, line.heard),
            untimed=self.settings.untimed,
            notice=line.notice,
            calendar=self._today,
        )

    def judge(self, line: Any) -> Debriefed:
        """The call is over: its record is closed, and five authors say what they think."""
        live: LiveCall = line
        self.live = None
        kept = live.close()
        if live.ears:
            live.ears.close()
        end_sound(live, self._recording)
        return self.over.add(live.call, live.record.header, kept, live.levels, live.record.trouble)

    def close(self) -> None:
        """The window is closed: a running call is hung up and kept, devices are let go."""
        if self.live is not None:
            self.judge(self.live)
        self.house.close()
        self._pool.shutdown(wait=False, cancel_futures=True)
        self.telephone.close()


def _initial(author: str) -> str:
    return "?" if "not named" in author.lower() else author.split(" ")[-1][0].upper()


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
