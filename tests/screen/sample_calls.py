"""Sample calls: scenarios of a few moments, and real calls of the core in the middle of them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from simulator.core.call import Call
from simulator.core.events import (
    Dialled,
    Event,
    Heard,
    HungUp,
    KeyPressed,
    LineFinished,
    SpeechStarted,
    TimerFired,
)
from simulator.core.reading import read_scenario
from simulator.core.tips import Tip
from simulator.core.turns import YOU, Caption

DESK = """
hit_zero: 1
title: The switchboard
situation: receptionist
about: She has heard every salesman twice.
you: {name: Sam Reyes, company: Northgate Records, helps_with: filing that still lives on paper}
prospect: {name: Dana Whitlow, role: Operations, company: Pellworth Dairies}
now: 2026-11-24 11:50
goal: Find out when Dana can talk. Sell nothing.
playbooks: [ask-for-help]
people:
  noor: {name: Noor, role: receptionist, at: "Front desk, Pellworth Dairies", voice: {natural: af_heart}, mood: 4}
difficulty: {busy: {}}
line: {rings: 2, background: office}
start: answers
moments:
  answers:
    noor: >-
      I think she just stepped into a meeting. She’s usually back at her desk around two, if you’d like to try then.
"""
BOX = """
hit_zero: 1
title: After the beep
situation: voicemail
you: {name: Sam Reyes, company: Northgate Records}
prospect: {name: Tom Asher, role: Operations, company: Lindgren Tools}
now: 2026-11-24 11:50
goal: Decide what to do with a box.
playbooks: [hit-zero]
people:
  box: {name: "Tom Asher’s voicemail", role: voicemail, at: "Operations, Lindgren Tools", voice: {natural: am_michael}}
  joan: {name: Joan, role: receptionist, at: Front desk, voice: {natural: af_bella}}
difficulty: {busy: {}}
line: {rings: 0}
start: greets
keys:
  "0": {operator: true, go: desk, drops_message: true}
moments:
  greets:
    phase: greeting
    box: "You’ve reached Tom Asher at Lindgren Tools. Leave a word after the beep, or press zero for the front desk."
    then: tape
  tape: {phase: recording, who: box}
  desk:
    joan: "Lindgren Tools, good morning."
"""
MENU = """
hit_zero: 1
title: Press a number
situation: voicemail
you: {name: Sam Reyes, company: Northgate Records}
prospect: {name: Tom Asher, role: Operations, company: Lindgren Tools}
now: 2026-11-24 11:50
goal: Find a person in a machine.
playbooks: [hit-zero]
people:
  robot: {name: Lindgren Tools, role: voicemail, at: Main line, voice: {natural: am_michael}}
  joan: {name: Joan, role: receptionist, at: Front desk, voice: {natural: af_bella}}
difficulty: {busy: {}}
line: {rings: 0}
start: offers
keys:
  "0": {operator: true, go: desk}
moments:
  offers:
    phase: menu
    robot: "For sales press one."
  desk:
    joan: "Lindgren Tools, good morning."
"""
CELL = """
hit_zero: 1
title: On the slip road
situation: cell
you: {name: Sam Reyes, company: Northgate Records}
prospect: {name: Ines Varga, role: Logistics, company: Calder Freight}
facts: {on: cell, cell_source: receptionist}
now: 2026-11-24 11:50
goal: Let her drive.
playbooks: [cell-no]
people:
  ines:
    name: Ines Varga
    role: prospect
    at: Her cell, a number the front desk gave you
    voice: {natural: bf_emma}
    mood: 2
difficulty: {busy: {}}
line: {rings: 0, background: driving}
start: answers
moments:
  answers:
    ines: "Sorry, I’m just merging. Who is this? How did you get this number?"
"""


@dataclass(slots=True)
class SampleLevels:
    you: list[float] = field(default_factory=list)
    them: list[float] = field(default_factory=list)


def voices(length: int, spans: Sequence[tuple[str, float, float]]) -> SampleLevels:
    """Levels of a call of `length` ms; spans in seconds."""
    levels = SampleLevels([0.0] * (length // 170 + 1), [0.0] * (length // 170 + 1))
    for who, start, end in spans:
        side = levels.you if who == "you" else levels.them
        for i in range(int(start * 1000 / 170), min(len(side), int(end * 1000 / 170))):
            t = i * 0.17
            side[i] = max(0.06, (0.35 + 0.65 * abs(math.sin(t * 9.1))) * (0.5 + 0.5 * abs(math.sin(t * 2.3 + 1))))
    return levels


@dataclass
class SampleLine:
    """A running call: a real one from the core, with the mouth and ears left out."""

    call: Call
    now: int = 0
    levels: SampleLevels = field(default_factory=SampleLevels)
    level: float = 0.0
    listening: bool = False
    muted: bool = False
    typing: bool = False
    tips: bool = False
    tip: Tip | None = None
    scene: str | None = None
    notice: str = ""
    said: Caption | None = None
    steps: int = 0
    told: list[str] = field(default_factory=list)
    pressed: list[str] = field(default_factory=list)
    silences: int = 0

    def step(self) -> None:
        self.steps += 1

    def caption(self) -> Caption | None:
        return self.said

    def happen(self, *events: Event) -> SampleLine:
        for event in events:
            self.call.handle(event)
        return self

    def press(self, key: str) -> None:
        self.pressed.append(key)
        self.happen(KeyPressed(self.now, key))

    def say(self, text: str) -> None:
        self.told.append(text)
        self.happen(Heard(self.now, text, typed=True))

    def be_silent(self) -> None:
        self.silences += 1

    def hang_up(self) -> None:
        self.happen(HungUp(self.now))

    def mute(self, muted: bool) -> None:
        self.muted = muted

    def break_in(self) -> None:
        self.happen(SpeechStarted(self.now, by_key=True))


def call_of(text: str, name: str) -> Call:
    return Call(read_scenario(text, f"{name}.yaml", ()), "busy", 1)


def desk_line() -> SampleLine:
    """A receptionist in the middle of a sentence."""
    line = SampleLine(call_of(DESK, "switchboard"), 67_000)
    line.happen(Dialled(0), TimerFired(12_000, "rings"))
    spans = [("them", 45, 47.2), ("you", 48, 53.3), ("them", 54, 56.2), ("you", 57.5, 59.5), ("them", 60.8, 67)]
    line.levels = voices(67_000, spans)
    text = line.call.heard_last()
    line.said = Caption("Noor", text, text.index("usually"), text.index("usually") + 7)
    return line


def box_line() -> SampleLine:
    """A voicemail box that records."""
    line = SampleLine(call_of(BOX, "tape"), 25_400)
    line.happen(Dialled(0), LineFinished(7000), TimerFired(7600, "beep"))
    line.now, line.listening = line.call.at + 17_400, True
    line.levels = voices(line.now, [("them", 0.5, 7), ("you", 8, 20), ("you", 21, 24.8)])
    text = "I was talking to Paula Smith in Marketing, and she asked that I call you. Sorry I missed you today, but"
    line.said = Caption(YOU, text, len(text) - 3, len(text))
    return line


def menu_line() -> SampleLine:
    """A machine that has offered its numbers and waits."""
    line = SampleLine(call_of(MENU, "menu"), 9_000)
    return line.happen(Dialled(0), LineFinished(7000))


def cell_line() -> SampleLine:
    """A prospect caught on a cell."""
    line = SampleLine(call_of(CELL, "merge"), 12_000, scene="driving")
    line.happen(Dialled(0), LineFinished(9000))
    line.listening = True
    line.levels = voices(12_000, [("them", 1, 3), ("you", 4, 6.5), ("them", 7, 9.2)])
    text = line.call.heard_last()
    line.said = Caption("Ines Varga", text, len(text), len(text))
    return line
