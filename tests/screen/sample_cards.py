"""Sample scorecards: a judged call with every verdict, its measures, and two authors who disagree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from screen.sample_calls import SampleLevels, voices
from screen.sample_file import SampleFile
from simulator.core.facts import Facts
from simulator.core.measures import Measured
from simulator.core.scorecard import Disagreement, Evidence, Judgment, Position, Scorecard
from simulator.core.scoring import total_of
from simulator.core.turns import Done, Transcript, Turn
from simulator.screen.offers import Author

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
        0,
        evidence=(_seen(7, "Thank you very much", 46_200),),
        why="The recogniser was not sure of these words.",
    ),
    _judgment(
        "ask-for-help/9", "avoided", "Did not pitch", "Leave yourself and your offer out of it.", 0, 0, basis="house"
    ),
    _judgment("ask-for-help/8", "not_applicable", "Ask for help in the message", "A message asks for help too.", 0, 0),
)


OTHERS: Mapping[str, tuple[Judgment, ...]] = {
    "ask-for-help": JUDGMENTS,
    "hit-zero": (
        _judgment(
            "hit-zero/3",
            "met",
            "Asked when",
            "Ask when the person can be reached.",
            10,
            10,
            evidence=(_seen(5, "When would be a good time", 33_000),),
            author="Colleen Francis",
            document="The gatekeepers",
        ),
        _judgment(
            "hit-zero/4",
            "missed",
            "Named a time",
            "Leave with a day and an hour.",
            0,
            2,
            instead="I’ll ring on Tuesday at two.",
            author="Colleen Francis",
            document="The gatekeepers",
        ),
    ),
}
"""What each author judges; the others say nothing on such a call."""


def _cards() -> dict[str, Scorecard]:
    """Every author's card, its total worked out as the game works it out."""
    rows = {a: OTHERS.get(a.id, ()) for a in AUTHORS}
    return {
        a.id: Scorecard(a.id, a.name, a.document, total_of((j.points, j.of, j.basis) for j in judged), judged)
        for a, judged in rows.items()
    }


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
    scorecards: Mapping[str, Scorecard] = field(default_factory=_cards)
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
    file: SampleFile | None = None
    measures: Sequence[Measured] = MEASURES
    record: Path | None = Path("2026-11-24-115000-switchboard.jsonl")
    can_retry: Mapping[int, int] = field(default_factory=lambda: {t.index: t.start for t in TURNS[:-1]})
    retry: str = ""
    fork: int = 0
    tries: int = 1
