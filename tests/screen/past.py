"""What many calls left behind, as plain values: a month of practice, a first week, nothing, and far too much."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from simulator.core.progress import Attempt, Due, Progress, RuleName
from simulator.core.scorecard import Verdict

LONG = "A title that a trainer with a great deal to say has written without a thought for anybody’s window"
WORD = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle"
TODAY = date(2026, 11, 24)
KINDS = (
    ("switchboard", "The switchboard", "receptionist"),
    ("tape", "Leave it after the beep", "voicemail"),
    ("merge", "On the slip road", "cell"),
)
RULES = tuple(
    RuleName(f"ask-for-help/{i}", "ask-for-help", title, i >= 8)
    for i, title in enumerate(
        (
            "Asked for help",
            "Said who you are",
            "Offered easy answers",
            "Said that their voicemail picked up",
            "Thanked them for a no",
            "Named a date and a time",
            "Asked whether it was a good moment",
            "Asked for the cell number, lightly",
            "Talking about yourself, or pushing",
            "Asking again after a no",
        )
    )
)
TOTALS = (31, 38, 44, 35, 52, 41, 55, 38, 57, 66, 45, 64, 66, 52, 78)


def _verdict(call: int, rule: int) -> Verdict:
    well = (call * 7 + rule * 5) % 11 < 3 + call * 0.4 or rule == 0
    if rule >= 8:
        return "avoided" if well else "broken"
    if (call + rule) % 4 == 0 and rule > 2:
        return "not_applicable"
    return "met" if well else "missed"


def attempt(i: int, title: str = "", name: str = "") -> Attempt:
    scenario, plain, situation = KINDS[(i * 5 + i // 4) % 3]
    total = TOTALS[i % len(TOTALS)]
    started = datetime(2026, 11, 3, 9, 40) + timedelta(days=i * 21 // 14, minutes=i * 7)
    return Attempt(
        name or f"2026-11-{i:03d}-{scenario}",
        started,
        scenario,
        title or plain,
        ("warm", "busy", "guarded")[i % 3],
        48 + i * 7,
        {"ask-for-help": total, "hit-zero": 100 - total, "always-leave-one": None, "cell-yes": 40, "cell-no": None},
        {rule.rule: _verdict(i, n) for n, rule in enumerate(RULES)},
        situation,
    )


def due(day: int, state: str, to: str = "Tom Asher", words: str = "I’ll try you again at nine.") -> Due:
    when = datetime(2026, 11, day, 9)
    rung = None if state in ("open", "aside") else when + timedelta(minutes=17)
    return Due(when, to, words, state, "tape", "busy", rung)  # type: ignore[arg-type]


@dataclass
class SamplePast:
    """The records as they are being read."""

    progress: Progress | None = None
    read: int = 0
    of: int = 0


def past(*attempts: Attempt, dues: tuple[Due, ...] = (), broken: tuple[str, ...] = ()) -> SamplePast:
    newest_first = tuple(sorted(attempts, key=lambda a: a.started, reverse=True))
    return SamplePast(Progress(newest_first, dues, RULES, broken, TODAY))


DUES = (due(11, "kept"), due(13, "late"), due(18, "early"), due(20, "broken"), due(23, "aside"), due(25, "open"))
MONTH = tuple(attempt(i) for i in range(len(TOTALS)))
PAST = past(*MONTH, dues=DUES)
SHORT_PAST = past(*MONTH[:2])
NO_PAST = past()
READING = SamplePast(None, 120, 300)
BAD = "/home/sam/.local/share/hitzero/calls/2026-11-09-101500-the-front-desk.jsonl:14: this line is no event"
BROKEN_RECORDS = past(*MONTH[:5], broken=(BAD,) * 5)
LONG_PAST = past(
    *(attempt(i, f"{LONG} {WORD}" if i % 2 else "", f"call-{i:03d}") for i in range(240)),
    dues=tuple(due(1 + i % 28, s, f"{LONG} {WORD}", LONG) for i, s in enumerate(("kept", "broken", "open") * 8)),
    broken=(f"{WORD}/{BAD}",) * 9,
)
