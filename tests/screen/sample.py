"""Sample data for the screens: plain values of the kinds that the game hands to the window."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from screen.home import SampleHouse
from screen.past import PAST, SamplePast
from simulator.core.call import Call
from simulator.core.events import (
    Action,
    Chose,
    Dialled,
    Event,
    Heard,
    HungUp,
    KeyPressed,
    LineFinished,
    SpeechStarted,
    TimerFired,
)
from simulator.core.facts import Facts
from simulator.core.measures import Measured
from simulator.core.reading import read_scenario
from simulator.core.scorecard import Disagreement, Evidence, Judgment, Position, Scorecard
from simulator.core.turns import YOU, Caption, Done, Transcript, Turn
from simulator.core.ways import Way
from simulator.screen.briefing import Briefing
from simulator.screen.journey import CannotOpen, CutShort
from simulator.screen.offers import Author, Offer

AUTHORS = (
    Author(
        "ask-for-help", "Ari Galper", "Ask for help, offer options", "G", "Using Voice Mail Toward Cold Calling Success"
    ),
    Author("hit-zero", "Colleen Francis", "When in doubt, hit zero", "F", "The gatekeepers"),
    Author("always-leave-one", "Susan A. Enns", "Always leave a voicemail", "E", "On scam calls and voicemail"),
    Author(
        "cell-yes", "Kathleen", "They gave the cell number: call it", "K", "Should you call your prospect’s cell phone?"
    ),
    Author(
        "cell-no",
        "Author not named",
        "No cell call without a yes",
        "?",
        "Would you call a prospect on his mobile phone?",
    ),
)
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
    welcomed: bool = True

    def change(self, **fields: object) -> SampleSettings:
        return replace(self, **fields)  # type: ignore[arg-type]


@dataclass
class SampleShelf:
    scenarios: Sequence[Offer] = OFFERS
    playbooks: Sequence[Author] = AUTHORS
    notices: list[str] = field(default_factory=list)


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
    scene: str | None = None
    notice: str = ""
    said: Caption | None = None
    steps: int = 0
    told: list[str] = field(default_factory=list)
    pressed: list[str] = field(default_factory=list)

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


def _judgment(rule: str, verdict: str, title: str, because: str, points: float, of: float, **more: object) -> Judgment:
    given = {
        "kind": "avoid" if verdict in ("broken", "avoided") else "do",
        "basis": "said",
        "author": "Ari Galper",
        "document": "Using Voice Mail Toward Cold Calling Success",
    } | more
    return Judgment(rule, verdict=verdict, title=title, because=because, points=points, of=of, **given)  # type: ignore[arg-type]


TURNS = (
    Turn(0, "other", "Noor", "receptionist", "Pellworth Dairies, Noor speaking.", 600, 2400),
    Turn(
        1,
        "trainee",
        "Sam Reyes",
        "receptionist",
        "Hello Noor, maybe you can help me for a minute? I rang Dana and her "
        "voicemail picked up. Is she at lunch, or in a meeting by any chance?",
        3000,
        11_800,
    ),
    Turn(2, "other", "Noor", "receptionist", "And who shall I say is calling?", 13_000, 15_000),
    Turn(3, "trainee", "Sam Reyes", "receptionist", "Oh, it’s just a quick thing, um, for Dana.", 18_000, 22_000),
    Turn(4, "other", "Noor", "receptionist", "I can’t put you through without a name.", 25_000, 28_000),
    Turn(
        5,
        "trainee",
        "Sam Reyes",
        "receptionist",
        "Sorry. Sam Reyes, Northgate Records. When would be a good time to try again?",
        29_000,
        39_000,
    ),
    Turn(6, "other", "Noor", "receptionist", "She’s usually back around two.", 40_000, 44_000),
    Turn(7, "trainee", "Sam Reyes", "receptionist", "Thank you very much, I’ll ring at two.", 46_000, 52_000),
)


def _seen(turn: int, quote: str, at: int) -> Evidence:
    start = TURNS[turn].text.index(quote)
    return Evidence(turn, at, quote, start, start + len(quote))


JUDGMENTS = (
    _judgment(
        "ask-for-help/1b",
        "broken",
        "Dodged her question",
        "A gatekeeper who asks gets a plain answer: dodging her makes the next question harder.",
        -8,
        0,
        basis="follows",
        evidence=(_seen(3, "just a quick thing", 20_000),),
        instead="Of course: it’s Sam Reyes at Northgate Records, about paper filing.",
    ),
    _judgment(
        "ask-for-help/2",
        "met",
        "Asked for help",
        "Ask the person at the desk for help before anything else.",
        12,
        12,
        evidence=(_seen(1, "maybe you can help me for a minute?", 3200),),
    ),
    _judgment(
        "ask-for-help/4",
        "met",
        "Offered options",
        "Name two or three places where the person could be, so that it is easy to help.",
        15,
        15,
        evidence=(_seen(1, "at lunch, or in a meeting by any chance?", 9800),),
    ),
    _judgment(
        "ask-for-help/5",
        "missed",
        "Ask for a cell number",
        "Where she is willing, ask for the cell number and leave her an easy way out.",
        0,
        10,
        instead="You don’t happen to have a cell number for her? No trouble if not.",
    ),
    _judgment(
        "ask-for-help/6",
        "unclear",
        "Thanked her",
        "Thank her, show that it helped, and ring another time.",
        0,
        8,
        evidence=(_seen(7, "Thank you very much", 46_200),),
        why="The recogniser was not sure of these words.",
    ),
    _judgment(
        "ask-for-help/9", "avoided", "Did not pitch", "Leave yourself and your offer out of it.", 0, 0, basis="house"
    ),
    _judgment("ask-for-help/8", "not_applicable", "Ask for help in the message", "A message asks for help too.", 0, 20),
)


MEASURES = (
    Measured("words a minute", "words a minute", 152, 110, 170, "within", turn=1, at=3000, note="61 words in 24.1 s"),
    Measured(
        "longest pause",
        "seconds",
        3.1,
        None,
        2.5,
        "above",
        turn=3,
        at=19_000,
        note="4 pauses of 0.25 s or more",
    ),
    Measured("fillers", "in a hundred words", 3.3, None, 4, "within", turn=3, at=18_000, note="“um” 2"),
    Measured("talk share", "percent", 54, 35, 65, "within", turn=1, at=3000, note="you 24.1 s, they 20.5 s"),
    Measured("longest monologue", "seconds", 10, None, 25, "within", turn=5, at=29_000),
    Measured("delay before answering", "seconds", 0.8, None, 2, "within", turn=3, at=18_000),
    Measured("pitch movement", "semitones", 2.1, 3, None, "below", turn=1, at=3000),
    Measured(
        "pace of the call-back number", "digits a second", turn=1, at=3000, high=3, why="No call-back number was heard."
    ),
)


@dataclass
class SampleDebrief:
    title: str = "The switchboard"
    difficulty: str = "busy"
    transcript: Transcript = field(
        default_factory=lambda: Transcript(Facts(), TURNS, (Done(7, "hang_up", 53_000),), {}, "hung_up")
    )
    scorecards: Mapping[str, Scorecard] = field(
        default_factory=lambda: {
            a.id: Scorecard(a.id, a.name, a.document, t, JUDGMENTS if a.id == "ask-for-help" else ())
            for a, t in zip(AUTHORS, (78, 84, None, 40, None), strict=True)
        }
    )
    disagreements: Sequence[Disagreement] = (
        Disagreement(
            "no message was left",
            (
                Position(
                    "always-leave-one",
                    "Susan A. Enns",
                    "1",
                    "A box that answers always gets a message.",
                    False,
                    "Without one you stay a number that nobody knows.",
                ),
                Position(
                    "hit-zero",
                    "Colleen Francis",
                    "2",
                    "A stranger’s message is worse than none at all.",
                    True,
                    "One or two strangers in a hundred are called back, by her figures.",
                ),
            ),
        ),
    )
    levels: SampleLevels = field(
        default_factory=lambda: voices(
            57_000, [("them" if t.who == "other" else "you", t.start / 1000, t.end / 1000) for t in TURNS]
        )
    )
    marked_unsaved: str = ""
    measures: Sequence[Measured] = MEASURES


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
CHOICE = replace(BRIEFING, title="On the slip road", situation="cell", choices=("dial_cell", "dial_desk", "not_dial"))

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
class SampleGame(SampleShelf):
    settings: SampleSettings = field(default_factory=SampleSettings)
    cut_short: CutShort | None = None
    line: SampleLine | None = None
    opened: list[tuple[str, str, Action | None, bool]] = field(default_factory=list)
    begun: list[str] = field(default_factory=list)
    briefing: Briefing = BRIEFING
    refusal: str = ""
    removed: tuple[int, bool] | None = None
    house: SampleHouse = field(default_factory=SampleHouse)
    history: SamplePast = field(default_factory=lambda: PAST)
    readings: int = 0
    reopened: list[str] = field(default_factory=list)

    def read_history(self) -> None:
        self.readings += 1

    def old_call(self, record: str) -> SampleDebrief:
        if self.refusal:
            raise CannotOpen(self.refusal)
        self.reopened.append(record)
        return SampleDebrief()

    def change(self, **fields: object) -> SampleSettings:
        self.settings = self.settings.change(**fields)
        return self.settings

    def device_removed(self, which: int, capture: bool) -> None:
        self.removed = (which, capture)

    def brief(self, scenario_id: str, difficulty: str) -> Briefing:
        return replace(CHOICE if scenario_id == "merge" else self.briefing, difficulty=difficulty)

    def open_call(
        self, scenario_id: str, difficulty: str, choice: Action | None, typed: bool, way: str = ""
    ) -> SampleLine:
        if self.refusal:
            raise CannotOpen(self.refusal)
        self.opened.append((scenario_id, difficulty, choice, typed))
        self.begun.append(way)
        self.line = {"tape": box_line, "merge": cell_line}.get(scenario_id, desk_line)()
        if choice == "not_dial":
            self.line = SampleLine(call_of(CELL, "merge")).happen(Chose(0, "not_dial"))
        return self.line

    def judge(self, line: SampleLine) -> SampleDebrief:
        return SampleDebrief(title=line.call.scenario.title)
