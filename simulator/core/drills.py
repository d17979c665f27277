"""Drills: single moments of calls, one move each, chosen by what a trainee misses most and spaced over days.

Rule: a moment is a call of a plan, cut off right before the words that met a rule. It is used only if the plan's own
words, put in at that place, meet the rule there and then; so every moment can be passed by one answer.

The spacing is Leitner's: a rule stands in one of five boxes. An answer that meets it moves it one box up, one that does
not moves it back to the first; what was unclear moves nothing. A rule is due again so many days after its last answer
as its box says (BOX_DAYS, our own choice). First come rules that are due, the lowest box first; among these what is
missed most in calls, then what the author values most. Nothing hangs on chance.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from simulator.core.call import Call
from simulator.core.events import Heard, SpeechEnded, SpeechStarted
from simulator.core.playbook import Playbook
from simulator.core.record import Record, replay
from simulator.core.scorecard import Judgment, Scorecard, Verdict
from simulator.core.scoring import score

IN_A_ROW = 8
SECONDS_EACH = 30
"""About how long one moment takes, to say beforehand how long a drill does. House target."""
BOX_DAYS = (0, 1, 3, 7, 14)
ANSWER_MS = 1500
"""How long after the moment an answer is put into the call; no rule that is drilled hangs on it."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A call up to the place where a rule is called for. `name`: of the plan; `words`: what met the rule there."""

    name: str
    rule: str
    playbook: str
    record: Record
    words: str


@dataclass(frozen=True, slots=True)
class Try:
    """One answer in a drill. `shown`: none was given; the trainee had it shown, which is a miss to the spacing."""

    day: date
    rule: str
    moment: str
    verdict: Verdict
    shown: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """Where a rule stands: in which box, 0 to 4, since when, and how often it was tried."""

    number: int = 0
    last: date | None = None
    tries: int = 0

    @property
    def due(self) -> date:
        """The day from which it is due again."""
        return self.last + timedelta(days=BOX_DAYS[self.number]) if self.last else date.min


def moments(
    name: str,
    record: Record,
    scorecards: Iterable[Scorecard],
    playbooks: Mapping[str, Playbook],
    moves: Collection[str],
) -> list[Moment]:
    """The moments that a plan's call holds: one for each `do` rule that one utterance of it met, and not any words."""
    found = []
    for card in scorecards:
        talked = {r.id for r in playbooks[card.playbook].rules if any(part.talks for part in r.do or ())}
        for judgment in card.judgments:
            by_one = judgment.kind == "do" and len({e.turn for e in judgment.evidence}) == 1
            if judgment.verdict == "met" and by_one and judgment.rule not in talked:
                moment = _cut(name, record, judgment, playbooks[card.playbook], moves)
                if moment is not None:
                    found.append(moment)
    return found


def _cut(name: str, record: Record, judgment: Judgment, playbook: Playbook, moves: Collection[str]) -> Moment | None:
    """The call before the words that met a rule; None where they alone do not meet it."""
    quote = judgment.evidence[0].quote
    for i, event in enumerate(record.events):
        if not isinstance(event, Heard) or not quote or quote not in event.text:
            continue
        before = list(record.events[:i])
        while before and isinstance(before[-1], SpeechStarted | SpeechEnded):
            before.pop()
        moment = Moment(name, judgment.rule, playbook.id, replace(record, events=tuple(before)), event.text)
        if not _heard_somebody(moment, moves) or _judged(_begun(moment, moves), moment, playbook).verdict == "met":
            continue
        if answered(moment, event, playbook, moves).verdict == "met":
            return moment
    return None


def _begun(moment: Moment, moves: Collection[str]) -> Call:
    return replay(moment.record, moves)[0]


def _heard_somebody(moment: Moment, moves: Collection[str]) -> bool:
    """Whether there is a line to answer, and somebody to hear the answer."""
    call = _begun(moment, moves)
    return bool(call.heard_last()) and not call.is_over


def answered(moment: Moment, heard: Heard, playbook: Playbook, moves: Collection[str]) -> Judgment:
    """What the rule says of one answer at that moment."""
    call = _begun(moment, moves)
    at = call.at + ANSWER_MS
    call.handle(replace(heard, at=at, began=None, ended=None))
    return _judged(call, moment, playbook)


def _judged(call: Call, moment: Moment, playbook: Playbook) -> Judgment:
    return next(j for j in score(call.transcript(), playbook).judgments if j.rule == moment.rule)


def boxes(tries: Iterable[Try]) -> dict[str, Box]:
    """Where each rule stands after these answers, the oldest first."""
    found: dict[str, Box] = {}
    for one in tries:
        box = found.get(one.rule, Box())
        up = min(box.number + 1, len(BOX_DAYS) - 1)
        number = up if one.verdict == "met" else box.number if one.verdict == "unclear" else 0
        found[one.rule] = Box(number, one.day, box.tries + 1)
    return found


@dataclass(frozen=True, slots=True)
class Today:
    """Today's drill as it stands. `moments`: those still to come; `done` were answered today, `met` of them well, and
    `shown` were shown instead.
    `missed` of `called`: the calls in which the rule that comes first was missed, of those that called for it; `due`:
    the first day on which anything is due, None where something is by now; `calls`: how many are on record."""

    moments: tuple[Moment, ...]
    done: int = 0
    met: int = 0
    missed: int = 0
    called: int = 0
    due: date | None = None
    calls: int = 0
    shown: int = 0

    @property
    def minutes(self) -> int:
        """About how long it takes."""
        return max(1, round(len(self.moments) * SECONDS_EACH / 60))

    @property
    def is_done(self) -> bool:
        """A whole row was answered today; there is another for who wants it."""
        return self.done > 0 and self.done % IN_A_ROW == 0


def todays_drill(
    there: Sequence[Moment],
    tries: Sequence[Try],
    calls: Iterable[Mapping[str, Verdict]],
    worth: Mapping[str, float],
    today: date,
) -> Today | None:
    """Today's drill. `calls`: the verdicts of each call by rule. What was answered today counts: so many are left of a
    row of eight, and once that is done there is another. None where there is no moment at all."""
    if not there:
        return None
    calls = list(calls)
    missed, called = counted(calls)
    answered_today = [one for one in tries if one.day == today]
    left = IN_A_ROW - len(answered_today) % IN_A_ROW
    chosen = pick(there, tries, missed, worth, today, left)
    stands = boxes(tries)
    soonest = min(stands.get(moment.rule, Box()).due for moment in there)
    return Today(
        tuple(chosen),
        len(answered_today),
        sum(one.verdict == "met" for one in answered_today),
        missed.get(chosen[0].rule, 0),
        called.get(chosen[0].rule, 0),
        soonest if soonest > today else None,
        len(calls),
        sum(one.shown for one in answered_today),
    )


def counted(calls: Iterable[Mapping[str, Verdict]]) -> tuple[dict[str, int], dict[str, int]]:
    """In how many calls each rule was missed, and how many called for it."""
    missed: dict[str, int] = {}
    called: dict[str, int] = {}
    for verdicts in calls:
        for rule, verdict in verdicts.items():
            missed[rule] = missed.get(rule, 0) + (verdict == "missed")
            called[rule] = called.get(rule, 0) + (verdict in ("met", "missed"))
    return missed, called


def pick(
    there: Sequence[Moment],
    tries: Sequence[Try],
    missed: Mapping[str, int],
    worth: Mapping[str, float],
    today: date,
    count: int = IN_A_ROW,
) -> list[Moment]:
    """The moments of today's drill. `missed`: in how many calls each rule was missed; `worth`: what it is worth to its
    author. Each rule comes once, and then those that come first again, in other moments, until there are enough."""
    by_rule: dict[str, list[Moment]] = {}
    for moment in there:
        by_rule.setdefault(moment.rule, []).append(moment)
    stands = boxes(tries)

    def order(rule: str) -> tuple[object, ...]:
        box = stands.get(rule, Box())
        later = max(0, (box.due - today).days) if box.last else 0
        return later, box.number, -missed.get(rule, 0), -worth.get(rule, 0.0), rule

    rules = sorted(by_rule, key=order)
    chosen: list[Moment] = []
    for turn in range(max((len(m) for m in by_rule.values()), default=0)):
        for rule in rules:
            if turn < len(by_rule[rule]):
                at = (stands.get(rule, Box()).tries + turn) % len(by_rule[rule])
                chosen.append(by_rule[rule][at])
    return chosen[:count]
