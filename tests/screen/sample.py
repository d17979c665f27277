"""Sample data for the screens: plain values of the kinds that the game hands to the window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from screen.home import SampleHouse
from screen.past import PAST, SamplePast
from screen.sample_calls import (
    BOX,
    CELL,
    DESK,
    MENU,
    SampleLevels,
    SampleLine,
    box_line,
    call_of,
    cell_line,
    desk_line,
    menu_line,
    voices,
)
from screen.sample_cards import AUTHORS, JUDGMENTS, MEASURES, TURNS, SampleDebrief
from screen.sample_today import SampleAgenda, SampleDrill
from screen.sample_tries import FIRST, SECOND, THIRD, taken_up_line, tries
from simulator.core.events import Action, Chose
from simulator.core.facts import Facts
from simulator.core.tips import Tip
from simulator.core.ways import Way
from simulator.retrying import Comparison
from simulator.screen.briefing import Briefing
from simulator.screen.game import CannotOpen, CutShort
from simulator.screen.offers import Author, Offer

__all__ = [
    "AUTHORS",
    "BOX",
    "CELL",
    "DESK",
    "JUDGMENTS",
    "MEASURES",
    "MENU",
    "TURNS",
    "SampleDebrief",
    "SampleLevels",
    "SampleLine",
    "box_line",
    "call_of",
    "cell_line",
    "desk_line",
    "menu_line",
    "voices",
]
THREE = ("warm", "busy", "guarded")
OFFERS = (
    Offer(
        "switchboard",
        "The switchboard",
        "receptionist",
        "Dana Whitlow",
        "Pellworth Dairies",
        "She has heard every salesman twice, and lunch is in ten minutes.",
        THREE,
        {"ask-for-help": 74, "hit-zero": 61},
    ),
    Offer(
        "regarding",
        "“What is this regarding?”",
        "receptionist",
        "Mrs. Okafor",
        "Brightwater Dental",
        "Three questions before anybody gets past her.",
        THREE,
    ),
    Offer(
        "tape",
        "Leave it after the beep",
        "voicemail",
        "Tom Asher",
        "Lindgren Tools",
        "He is out more than he is in.",
        THREE,
        {"ask-for-help": 48},
    ),
    Offer("merge", "On the slip road", "cell", "Ines Varga", "Calder Freight", "She picks up at seventy.", THREE),
)


@dataclass(frozen=True, slots=True)
class SampleSettings:
    theme: str = "auto"
    zoom: float = 1.0
    captions: bool = True
    tips: bool = False
    reduce_motion: bool = False
    headset: bool | None = True
    end_silence: float = 0.7
    playbook: str = "ask-for-help"
    difficulty: str = "busy"
    typed: bool = False
    scenario: str = ""
    clock: str = "practice"
    talk: str = "open"
    keys: Mapping[str, str] = field(default_factory=dict)
    letters: bool = True
    microphone: str = ""
    loudspeaker: str = ""
    volume: float = 0.9
    narrate: bool = False
    keep_sound: bool = False
    welcomed: bool = True
    window: str = ""
    untimed: bool = False

    def change(self, **fields: object) -> SampleSettings:
        return replace(self, **fields)  # type: ignore[arg-type]


@dataclass
class SampleShelf:
    scenarios: Sequence[Offer] = OFFERS
    playbooks: Sequence[Author] = AUTHORS
    notices: list[str] = field(default_factory=list)
    agenda: SampleAgenda = field(default_factory=SampleAgenda)


BRIEFING = Briefing(
    "The switchboard",
    "Sam Reyes, Northgate Records",
    "Dana Whitlow, Operations",
    "Find out when Dana can talk. Sell nothing.",
    (
        "Her voicemail picked up. You left no message; you pressed zero.",
        "No referral. Nobody at Pellworth or outside it sent you. You have not met.",
        "No cell number. You may ask for it. If you get it, ask whether it is all right to use.",
    ),
    "Tuesday 24 November, 11:50",
    (),
    "receptionist",
    "busy",
    "filing that still lives on paper",
    "Pellworth Dairies, main line",
)
CHOICE = replace(
    BRIEFING,
    title="On the slip road",
    situation="cell",
    choices=("dial_cell", "dial_desk", "not_dial"),
    advice={
        "": Tip(
            "cell-no/1",
            "ringing the desk or letting the call be",
            "",
            "Having the number is not having leave to use it.",
            "Author not named",
            "Would you call a prospect on his mobile phone?",
            "the answer near the beginning",
        )
    },
)

_KNOWN = ("This is your second call to Walter. You left one message so far.", "Walter is hardly ever at his desk.")
WAYS = (
    Way(
        "then",
        "Ring Wed 25 Nov, 09:00, as promised",
        "the practice clock is set to it",
        Facts(now=datetime(2026, 11, 25, 9), calls_before=1),
        ("You promised Walter to ring Wed 25 Nov, 09:00. Your words: “I’ll try you again tomorrow at nine.”", *_KNOWN),
        "Use Helen’s name well, promise a time, and ring at that very time.",
        "sent",
        True,
    ),
    Way(
        "again",
        "Ring now, before that",
        "Tue 24 Nov, 10:22, right after your last call",
        Facts(now=datetime(2026, 11, 24, 10, 22), calls_before=1),
        _KNOWN,
        "Use Helen’s name well, promise a time, and ring at that very time.",
        "sent",
        True,
    ),
    Way(
        "stranger",
        "Start afresh: nobody sent you",
        "Tue 24 Nov, 10:20, and nothing has been said yet",
        Facts(now=datetime(2026, 11, 24, 10, 20)),
        ("You have never spoken to Walter.",),
        "Get nearer to a talk with Walter.",
        "stranger",
    ),
)
PROMISED = replace(BRIEFING, title="After the beep", situation="voicemail", ways=WAYS)
WAITING = replace(PROMISED, ways=(replace(WAYS[0], due=datetime(2026, 11, 25, 9)), *WAYS[1:]))
PROMISE = "You promised Tom Asher to ring Wed 25 Nov, 09:00."


@dataclass
class SampleSound:
    level: float = 0.5
    heard: str = ""
    state: str = "Say something."
    failed: bool = False
    is_open: bool = False
    samples: int = 0

    def open(self) -> None:
        self.is_open = True

    def close(self) -> None:
        self.is_open = False

    def sample(self) -> None:
        self.samples += 1


@dataclass
class SampleOver:
    cut_short: CutShort | None = None
    refusal: str = ""
    history: SamplePast = field(default_factory=lambda: PAST)
    readings: int = 0
    reopened: list[str] = field(default_factory=list)
    shown: list[tuple[str, str]] = field(default_factory=list)

    def read_history(self) -> None:
        self.readings += 1

    def old_call(self, record: str) -> SampleDebrief:
        if self.refusal:
            raise CannotOpen(self.refusal)
        self.reopened.append(record)
        return SampleDebrief()

    def two_calls(self, one: str, other: str) -> Comparison:
        if self.refusal:
            raise CannotOpen(self.refusal)
        self.shown.append((one, other))
        return replace(tries("poor", "good"), sides=(FIRST, SECOND))

    def compared(self, record: Path, left: str = "", right: str = "") -> Comparison:
        if self.refusal:
            raise CannotOpen(self.refusal)
        self.shown.append((left, right))
        sides = (FIRST, SECOND, THIRD)
        made = tries("poor", "odd" if right == THIRD.record else "good", sides)
        named = {side.record: side for side in sides}
        return replace(made, left=named.get(left, FIRST), right=named.get(right, SECOND))


@dataclass
class SampleGame(SampleShelf):
    settings: SampleSettings = field(default_factory=SampleSettings)
    over: SampleOver = field(default_factory=SampleOver)
    line: SampleLine | None = None
    opened: list[tuple[str, str, Action | None, bool]] = field(default_factory=list)
    begun: list[str] = field(default_factory=list)
    tipped: list[Tip | None] = field(default_factory=list)
    retried: list[tuple[str, int, bool]] = field(default_factory=list)
    briefing: Briefing = BRIEFING
    refusal: str = ""
    removed: tuple[int, bool] | None = None
    drill: SampleDrill | None = None
    house: SampleHouse = field(default_factory=SampleHouse)

    def change(self, **fields: object) -> SampleSettings:
        self.settings = self.settings.change(**fields)
        return self.settings

    def open_drill(self) -> SampleDrill:
        if self.refusal:
            raise CannotOpen(self.refusal)
        self.drill = SampleDrill()
        return self.drill

    def device_removed(self, which: int, capture: bool) -> None:
        self.removed = (which, capture)

    def brief(self, scenario_id: str, difficulty: str) -> Briefing:
        return replace(CHOICE if scenario_id == "merge" else self.briefing, difficulty=difficulty)

    def open_call(
        self,
        scenario_id: str,
        difficulty: str,
        choice: Action | None,
        typed: bool,
        way: str = "",
        tip: Tip | None = None,
    ) -> SampleLine:
        if self.refusal:
            raise CannotOpen(self.refusal)
        self.opened.append((scenario_id, difficulty, choice, typed))
        self.begun.append(way)
        self.tipped.append(tip)
        self.line = {"tape": box_line, "merge": cell_line}.get(scenario_id, desk_line)()
        if choice == "not_dial":
            self.line = SampleLine(call_of(CELL, "merge")).happen(Chose(0, "not_dial"))
        return self.line

    def take_up(self, record: Path, turn: int, typed: bool) -> SampleLine:
        if self.refusal:
            raise CannotOpen(self.refusal)
        self.retried.append((record.name, turn, typed))
        self.line = taken_up_line()
        return self.line

    def judge(self, line: SampleLine) -> SampleDebrief:
        if self.retried:
            return SampleDebrief(title=line.call.scenario.title, retry="Second try from 0:27 of the call", tries=2)
        return SampleDebrief(title=line.call.scenario.title)
