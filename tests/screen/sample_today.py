"""Today's drill and the rows of calls as plain values: at their beginning, midway, done, and with far too much text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from simulator.core.campaigns import Campaign, Step
from simulator.core.drills import Moment, Today
from simulator.core.record import Header, Record
from simulator.core.scorecard import Evidence, Judgment
from simulator.core.turns import Caption, Turn
from simulator.screen.agenda import DrillOffer
from simulator.screen.open_drill import Answered, Scene

LONG = "A title that a trainer with a great deal to say has written without a thought for anybody’s window"
WORD = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle"
_EMPTY = Record(Header("switchboard", "", "busy", 1), ())


def moments(count: int) -> tuple[Moment, ...]:
    return tuple(Moment("plan", f"book/{i}", "book", _EMPTY, "Could you help me?") for i in range(count))


MISSED = DrillOffer(Today(moments(8), missed=4, called=6, calls=9), "Offered easy answers", "Ari Galper")
FIRST = DrillOffer(Today(moments(8)), "Asked an open question", "Colleen Francis")
MIDWAY = replace(MISSED, today=replace(MISSED.today, moments=moments(5), done=3, met=2))
DONE = replace(MISSED, today=replace(MISSED.today, done=8, met=6, due=date(2026, 11, 25)))
RESTS = replace(MISSED, today=replace(MISSED.today, missed=0, due=date(2026, 11, 27)))

BEGUN = Campaign(
    "tape",
    "Tom Asher",
    "Paula Smith sent you",
    "then",
    "busy",
    (
        Step("First call", "left", "Tue 10:20", "made"),
        Step("Follow-up", "as promised", "Wed 09:00", "next"),
        Step("Last try", "to promise", "", "later"),
    ),
    datetime(2026, 11, 25, 9),
)
NEW = Campaign(
    "tape",
    "Tom Asher",
    "He picks up only numbers he knows",
    "screener",
    "",
    (Step("First call", "when you like", "", "next"), Step("Second call", "to promise", "", "later")),
)
ENDED = replace(BEGUN, called="", way="again", steps=tuple(replace(s, stands="made") for s in BEGUN.steps), due=None)
LONG_ROW = replace(BEGUN, to=f"{WORD} Smith", called=LONG, steps=tuple(replace(s, what=LONG) for s in BEGUN.steps * 2))


SILENT = {
    "switchboard": {"ask-for-help": 1.0, "hit-zero": 0.9, "always-leave-one": 0.1, "cell-yes": 0.0, "cell-no": 0.0}
}
"""How much the authors have to say at a switchboard."""


@dataclass
class SampleAgenda:
    """What the records offer."""

    is_ready: bool = True
    drill: DrillOffer | None = field(default_factory=lambda: MISSED)
    campaigns: Sequence[Campaign] = (BEGUN, NEW)
    begun: int = 0
    streak: int = 0
    speaks: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def begin(self) -> None:
        self.begun += 1


LINES = (
    Turn(0, "other", "Noor", "receptionist", "Pellworth Dairies, Noor speaking.", 600, 2400),
    Turn(1, "trainee", "Sam Reyes", "receptionist", "Hi, I rang Dana and got her voicemail.", 3000, 6000),
    Turn(2, "other", "Noor", "receptionist", "Oh, she must have stepped out. What can I do for you?", 7000, 9000),
)
SCENE = Scene(
    "The switchboard",
    "busy",
    "receptionist",
    "Sam Reyes, Northgate Records",
    "Noor, Front desk, Pellworth Dairies",
    "Find out when Dana can talk. Sell nothing.",
    LINES,
    "Offered easy answers",
    "Lunch, holiday or a meeting? A question with answers to choose from is easy to help with.",
    "Ari Galper",
    "Using Voice Mail Toward Cold Calling Success",
    "G",
    "You missed it in 4 of 6 calls.",
)
SAID = "Could you tell me, is she at lunch, or in a meeting by any chance?"
QUOTE = "is she at lunch, or in a meeting by any chance?"
COULD = "Would you know whether she’s at lunch, or in a meeting perhaps?"


def judged(verdict: str, said: str = SAID, scene: Scene = SCENE) -> Answered:
    start = said.find(QUOTE)
    seen = (Evidence(3, 10_500, QUOTE, start, start + len(QUOTE)),) if start >= 0 else ()
    seen = seen or (() if verdict == "missed" else (Evidence(3, 10_500, said, 0, len(said)),))
    why = {"missed": "Nothing of it was said.", "unclear": "It may have been said."}.get(verdict, "")
    words = scene.move, scene.because, scene.author, scene.document
    made = Judgment("book/1", "do", "said", verdict, *words, evidence=seen, instead=COULD, why=why)  # type: ignore[arg-type]
    return Answered(scene, said, made, COULD, date(2026, 11, 27) if verdict == "met" else None)


@dataclass
class SampleDrill:
    """A drill of a few moments, each judged by whether the right words were typed."""

    of: int = 8
    at: int = 0
    answer: Answered | None = None
    answered: Sequence[Answered] = ()
    heard: str = ""
    judging: bool = False
    listening: bool = False
    level: float = 0.5
    loading: str = ""
    failed: str = ""
    notice: str = ""
    more: bool = True
    said: Caption | None = None
    scenes: Scene = SCENE
    repeated: int = 0
    closed: bool = False

    @property
    def scene(self) -> Scene | None:
        return self.scenes if self.at < self.of else None

    def caption(self) -> Caption | None:
        return self.said

    def step(self) -> None:
        pass

    def say(self, text: str) -> None:
        said = f"{self.heard} {text}".strip()
        self.heard = said
        self.answer = replace(judged("met" if QUOTE in said else "missed", said), shown=not said)
        self.answered = (*self.answered, self.answer)

    def repeat(self) -> None:
        self.repeated += 1

    def next(self) -> None:
        self.at, self.answer, self.heard = self.at + 1, None, ""

    def close(self) -> None:
        self.closed = True
