"""What people hold against a judgment: a trainee's dispute, a trainer's answer, a verdict overruled.

Rule: a remark stands beside the judgment and never takes its place. The record and its scorecard stay as they are; with
the trainer's rulings there is a second total, and both are shown. Remarks only ever grow, one JSON line each.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Annotated, Any, Literal

from pydantic import StringConstraints, TypeAdapter, ValidationError

from simulator.core.playbook import Playbook, Rule
from simulator.core.scorecard import Judgment, Scorecard, Verdict
from simulator.core.scoring import total_of
from simulator.core.yaml_text import BadFile, Flaw

LONGEST_NOTE = 1000  # characters
Claim = Literal["said", "not_meant"]
CLAIMS: Mapping[Claim, str] = {"said": "I did say that", "not_meant": "That is not what I meant"}
"""What a trainee may hold against a judgment."""

Short = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST_NOTE)]


@dataclass(frozen=True, slots=True)
class Dispute:
    """A trainee's word against a judgment. `words`: the words meant, as they stand in the transcript, where they were
    named; `turn`: their turn, -1 where none was. `when`: by the clock on the wall, ISO."""

    rule: Short
    claim: Claim
    who: Short
    when: Short
    note: Note = ""
    words: Note = ""
    turn: int = -1
    remark: Literal["dispute"] = "dispute"


@dataclass(frozen=True, slots=True)
class Answer:
    """A trainer's answer to the disputes of a rule. Accepted: `words` became an example of `move`, or a near miss where
    they are not to count; `also`: further words of further moves, learned along with them."""

    rule: Short
    accepted: bool
    who: Short
    when: Short
    because: Note = ""
    move: Short = ""
    words: Note = ""
    counts: bool = True
    also: tuple[tuple[Short, Note], ...] = ()
    remark: Literal["answer"] = "answer"

    @property
    def taught(self) -> tuple[tuple[str, str], ...]:
        """The moves and the words that were learned for each."""
        return ((self.move, self.words), *self.also) if self.accepted and self.move else ()


@dataclass(frozen=True, slots=True)
class Ruling:
    """A trainer's own verdict, with the reason. `was`: the verdict that it stands beside; `partly`: that was missed
    only partly."""

    rule: Short
    verdict: Verdict
    because: Annotated[Note, StringConstraints(min_length=1)]
    who: Short
    when: Short
    was: Verdict
    partly: bool = False
    remark: Literal["ruling"] = "ruling"


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A trainee takes a dispute back that nobody has answered yet."""

    rule: Short
    who: Short
    when: Short
    remark: Literal["withdrawal"] = "withdrawal"


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What an accepted dispute had taught is taken back: `words` are heard as the recogniser hears them again."""

    rule: Short
    who: Short
    when: Short
    move: Short
    words: Note
    counts: bool = True
    remark: Literal["forgotten"] = "forgotten"


Remark = Dispute | Answer | Ruling | Withdrawal | Forgotten
_KINDS: Mapping[str, TypeAdapter[Any]] = {
    "dispute": TypeAdapter(Dispute),
    "answer": TypeAdapter(Answer),
    "ruling": TypeAdapter(Ruling),
    "withdrawal": TypeAdapter(Withdrawal),
    "forgotten": TypeAdapter(Forgotten),
}


@dataclass(frozen=True, slots=True)
class Review:
    """All remarks on one rule's judgment, the oldest first."""

    remarks: tuple[Remark, ...] = ()

    @property
    def open(self) -> Dispute | None:
        """The last dispute, while it was not taken back, and no trainer has answered it or ruled since."""
        last = next((r for r in reversed(self.remarks) if not isinstance(r, Forgotten)), None)
        return last if isinstance(last, Dispute) else None

    @property
    def taught(self) -> frozenset[tuple[str, str, bool]]:
        """What was learned from answers, and not taken back since: move, words, and whether they make it."""
        kept = set[tuple[str, str, bool]]()
        for remark in self.remarks:
            if isinstance(remark, Answer):
                kept |= {(move, words, remark.counts) for move, words in remark.taught}
            elif isinstance(remark, Forgotten):
                kept.discard((remark.move, remark.words, remark.counts))
        return frozenset(kept)

    @property
    def ruling(self) -> Ruling | None:
        """The last ruling: the one that counts."""
        return next((r for r in reversed(self.remarks) if isinstance(r, Ruling)), None)


@dataclass(frozen=True, slots=True)
class Reviews:
    """What was remarked on a call, by rule; and by playbook the totals that rulings changed."""

    by_rule: Mapping[str, Review]
    totals: Mapping[str, int | None]

    def of(self, rule: str) -> Review:
        """The remarks on a rule's judgment; an empty review where there are none."""
        return self.by_rule.get(rule, Review())


NO_REVIEWS = Reviews({}, {})


# -- lines -------------------------------------------------------------------------------------------------------------


def remark_line(remark: Remark) -> str:
    """One JSON line without its newline."""
    return json.dumps({"remark": remark.remark} | asdict(remark), ensure_ascii=False)


def read_remarks(text: str, file: str) -> tuple[Remark, ...]:
    """The remarks that a text holds. A torn last line is left out; every other fault raises BadFile with its line."""
    *lines, _torn = text.split("\n")
    out: list[Remark] = []
    for number, line in enumerate(lines, start=1):
        try:
            data = json.loads(line)
            out.append(_KINDS[data["remark"]].validate_python(data))
        except ValidationError as wrong:
            first = wrong.errors(include_url=False)[0]
            place = ".".join(map(str, first["loc"]))
            raise BadFile([Flaw(file, number, f"'{place}' of this remark cannot be read; it was changed")]) from None
        except (ValueError, KeyError, TypeError, RecursionError):
            says = "this is no dispute, answer or ruling; the line was changed, take it out"
            raise BadFile([Flaw(file, number, says)]) from None
    return tuple(out)


def written(text: str) -> str:
    """A note as it is kept: in one piece and not longer than a note may be. Raises BadFile."""
    note = " ".join(text.split())
    if len(note) > LONGEST_NOTE:
        raise BadFile([Flaw("the note", 0, f"{len(note)} characters are more than {LONGEST_NOTE}; say it shorter")])
    return note


# -- beside the judgments ----------------------------------------------------------------------------------------------


def review(remarks: Iterable[Remark], cards: Sequence[Scorecard], playbooks: Iterable[Playbook]) -> Reviews:
    """The remarks by rule, and what the rulings make of the totals."""
    by_rule: dict[str, Review] = {}
    for remark in remarks:
        by_rule[remark.rule] = Review((*by_rule.get(remark.rule, Review()).remarks, remark))
    if not by_rule:
        return NO_REVIEWS
    books = {book.id: book for book in playbooks}
    ruled = [card for card in cards if any(j.rule in by_rule and by_rule[j.rule].ruling for j in card.judgments)]
    return Reviews(by_rule, {c.playbook: _total(c, books[c.playbook], by_rule) for c in ruled if c.playbook in books})


def may_rule(rule: Rule) -> tuple[Verdict, ...]:
    """The verdicts that a trainer can give by a rule: those that its kind knows."""
    if rule.kind == "avoid" or (rule.choose is not None and rule.offers == 0):
        return "avoided", "broken", "unclear", "not_applicable"
    costs = (rule.choose is not None and min(rule.choose.values()) < 0) or rule.keep is not None
    return ("met", "missed", *(("broken",) if costs else ()), "unclear", "not_applicable")


def ruled_points(rule: Rule, judgment: Judgment, verdict: Verdict) -> tuple[float, float]:
    """Points earned, and points on offer, under a trainer's verdict. The offer is that of this call where the rule
    came up, else the whole rule's."""
    of = judgment.of or rule.offers
    if verdict == "met":
        return of, of
    if verdict == "missed":
        return 0.0, of
    if verdict != "broken":
        return 0.0, 0.0
    if rule.choose is not None:
        return min(rule.choose.values()), of
    return (rule.keep.broken, of) if rule.keep is not None else (rule.points, 0.0)


def _total(card: Scorecard, playbook: Playbook, by_rule: Mapping[str, Review]) -> int | None:
    rows = []
    for judgment in card.judgments:
        points, of = judgment.points, judgment.of
        ruling, rule = by_rule.get(judgment.rule, Review()).ruling, playbook.rule(judgment.rule)
        if ruling and rule and (ruling.verdict != judgment.verdict or judgment.partly):
            points, of = ruled_points(rule, judgment, ruling.verdict)
        rows.append((points, of, judgment.basis))
    return total_of(rows, playbook.offers)
