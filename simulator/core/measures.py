"""What the trainee's speech measured: a transcript in, quantities with their bands out.

Rule: only what was spoken and timed is measured; what was typed, rehearsed or written down without times is left out,
with the reason. A voice is compared with itself, never with a norm: loudness with the same voice on the same line,
pitch in semitones. Nothing here tells a friendly voice from an unfriendly one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from simulator.core import taking
from simulator.core.standing import LIVE
from simulator.core.turns import Transcript, Turn

HOUSE = "house target"
UNTIMED = "The call was untimed: its clock stood still while you thought."
Fit = Literal["within", "below", "above", ""]


@dataclass(frozen=True, slots=True)
class Band:
    """Where a quantity should lie, both ends included. `source`: the document that says so, or the house target."""

    low: float | None = None
    high: float | None = None
    source: str = HOUSE

    def fit(self, value: float) -> Fit:
        """Whether a value lies in the band, below or above it."""
        if self.low is not None and value < self.low:
            return "below"
        return "above" if self.high is not None and value > self.high else "within"


@dataclass(frozen=True, slots=True)
class Measured:
    """One quantity of one call. `value` None: it could not be taken, and `why` says so; `verdict` "": there is a value,
    but too little was said to hold it against the band. `shaky`: the sound itself stood in the way (too short, too
    noisy). `turn` and `at` (ms) are where it was taken, `note` what stands behind the number."""

    what: str
    unit: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    verdict: Fit = ""
    source: str = HOUSE
    turn: int = -1
    at: int = 0
    note: str = ""
    why: str = ""
    shaky: bool = False


_ONE = {"seconds": "second", "groups": "group", "times": "time", "semitones": "semitone"}


def told(measured: Measured) -> str:
    """A quantity with its value in words: "length of a message: 21 seconds"."""
    return measured.what if measured.value is None else f"{measured.what}: {amount(measured)}"


def amount(measured: Measured) -> str:
    """The value with its unit: "21 seconds", "1 group"; "" where there is none."""
    if measured.value is None:
        return ""
    unit = _ONE.get(measured.unit, measured.unit) if measured.value == 1 else measured.unit
    return f"{plain(measured.value)} {unit}"


def plain(value: float) -> str:
    """A number as people write it: 21, 2.5."""
    return f"{value:.1f}".removesuffix(".0")


def band_of(low: float | None, high: float | None) -> str:
    """A band in words: "110 to 170", "at most 30"."""
    if low is not None and high is not None:
        return f"{plain(low)} to {plain(high)}"
    return f"at most {plain(high)}" if high is not None else f"at least {plain(low)}" if low is not None else ""


_Of = Callable[[Sequence[Turn], Sequence[Turn]], taking.Taken | taking.Left]
"""Takes a quantity from the trainee's turns in question, knowing all turns of the call."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """What can be measured: its unit, its house target (`cold`: another one on cold calls), and which turns it is
    about: what a box recorded, what was said to a person, or all. `thinking`: it counts the time in which the trainee
    says nothing, and so means nothing on an untimed call. `in_words`: it needs no voice and no times, only what was
    said; such a one is for rules alone, and stands on no card of the speech."""

    unit: str
    band: Band
    about: Literal["message", "talk", "all"]
    take: _Of
    cold: Band | None = None
    thinking: bool = False
    in_words: bool = False


def measures(transcript: Transcript, cited: Mapping[str, Band] | None = None) -> tuple[Measured, ...]:
    """Every quantity of the call, in a fixed order. `cited`: bands that a document gives instead of ours. Never raises.
    Quantities of a message are left out silently where none was left, those of a talk where nobody was spoken to; that
    no number was given is told of messages only."""
    mine = [t for t in transcript.turns if t.who == "trainee" and not t.discarded and (t.text.strip() or t.unclear)]
    found = []
    for what, quantity in QUANTITIES.items():
        turns = [t for t in mine if _about(quantity, t)]
        if turns and not quantity.in_words:
            band = (cited or {}).get(what) or house(what, transcript)
            found.append(measure(what, turns, transcript.turns, band, transcript.untimed))
    box = any(t.message for t in mine)
    return tuple(m for m in found if box or m.why != taking.NO_NUMBER)


def house(what: str, transcript: Transcript) -> Band:
    """Our own target for a quantity on such a call."""
    quantity = QUANTITIES[what]
    return quantity.cold if quantity.cold and transcript.facts.errand == "cold" else quantity.band


def measure(what: str, turns: Sequence[Turn], call: Sequence[Turn], band: Band, untimed: bool = False) -> Measured:
    """One quantity of these turns of the trainee, held against a band. `untimed`: of the whole call."""
    quantity = QUANTITIES[what]
    about = [t for t in turns if _about(quantity, t)]
    blank = Measured(what, quantity.unit, low=band.low, high=band.high, source=band.source)
    if not (about and quantity.in_words) and not any(map(taking.spoken, about)):
        found: taking.Taken | taking.Left = taking.Left(taking.not_spoken(about))
    else:
        found = taking.Left(UNTIMED) if untimed and quantity.thinking else quantity.take(about, call)
    if isinstance(found, taking.Left):
        turn, at = (about[0].index, about[0].start) if about else (-1, 0)
        return replace(blank, turn=turn, at=at, why=found.why, shaky=found.shaky)
    value = _rounded(found.value)
    return replace(
        blank,
        value=value,
        verdict="" if found.thin else band.fit(value),
        turn=found.turn.index,
        at=found.at,
        note=found.note,
        why=found.thin,
        shaky=bool(found.thin),
    )


def _about(quantity: Quantity, turn: Turn) -> bool:
    return quantity.about == "all" or (turn.message if quantity.about == "message" else turn.with_ in LIVE)


def _rounded(value: float) -> float:
    """A tenth is as much as the ears can tell; a whole number from ten on."""
    return float(round(value)) if abs(value) >= 9.95 else round(value, 1)


# No document gives a figure for any of these, so every band is ours. The wish behind it is an author's where their own
# rule says so (cell-yes/3 and /5, hit-zero/10).
QUANTITIES: Mapping[str, Quantity] = {
    # Four sentences at an easy pace. "Short" is Kathleen's word, the half minute is ours.
    "length of a message": Quantity("seconds", Band(high=30), "message", taking.length, thinking=True),
    # What half a minute holds at an easy pace, the number twice: where nothing tells how long it took.
    "words of a message": Quantity("words", Band(high=80), "message", taking.message_words, in_words=True),
    # Easy talk runs at about 150; a stranger on a telephone line needs it no faster.
    "words a minute": Quantity("words a minute", Band(110, 170), "all", taking.pace),
    # Anything longer makes the other side ask whether you are still there.
    "longest pause": Quantity("seconds", Band(high=2.5), "all", taking.longest_pause, thinking=True),
    # Everybody has some; from one word in twenty-five on, they are what is heard.
    "fillers": Quantity("in a hundred words", Band(high=4), "all", taking.fillers),
    # Who calls to learn something listens more than half of the time. A cold caller has to say who it is and why first.
    "talk share": Quantity("percent", Band(25, 55), "talk", taking.talk_share, cold=Band(35, 65)),
    # About sixty words: what somebody who did not ask for it will hear out.
    "longest monologue": Quantity("seconds", Band(high=25), "talk", taking.monologue),
    # Two seconds of nothing on a telephone are a question.
    "delay before answering": Quantity("seconds", Band(high=2), "talk", taking.delay, thinking=True),
    # A pen takes about two digits a second; one more can be kept in mind.
    "pace of the call-back number": Quantity("digits a second", Band(high=3), "all", taking.number_pace),
    "groups of the call-back number": Quantity("groups", Band(low=2), "all", taking.number_groups),
    "times the call-back number was said": Quantity("times", Band(low=2), "message", taking.number_times),
    # 3 dB is where a change of loudness is noticed.
    "loudness of a message": Quantity("dB", Band(high=3), "message", taking.loudness),
    # Between the tenth and the ninetieth percentile; under a minor third a voice sounds flat, whether high or low.
    "pitch movement": Quantity("semitones", Band(low=3), "all", taking.pitch),
}
