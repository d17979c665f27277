"""Disputes on disk: one file beside each record, and the list of those that wait for a trainer.

Rule: the record is never touched. Remarks are added line by line, and nothing is ever taken out or changed. The file
ends in .ndjson, so that nothing that looks for records takes it for one.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from simulator.core.disputes import (
    Answer,
    Claim,
    Dispute,
    Forgotten,
    Remark,
    Review,
    Reviews,
    Ruling,
    Withdrawal,
    may_rule,
    read_remarks,
    remark_line,
    review,
    written,
)
from simulator.core.playbook import Playbook, Rule
from simulator.core.scorecard import Judgment, Scorecard
from simulator.core.turns import Transcript
from simulator.core.yaml_text import BadFile, Flaw, decode, did_you_mean
from simulator.records import LIVE, stem

BESIDE = ".disputes.ndjson"


def beside(record: Path) -> Path:
    """Where the remarks on a record's judgments lie."""
    return record.with_name(stem(record) + BESIDE)


def load_remarks(record: Path) -> tuple[Remark, ...]:
    """The remarks on a record's judgments, the oldest first; none where there is no such file. Raises BadFile."""
    path = beside(record)
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return ()
    except OSError as wrong:
        raise BadFile([Flaw(str(path), 0, f"these disputes cannot be read ({wrong.strerror})")]) from None
    return read_remarks(decode(raw, str(path)), str(path))


def add_remark(record: Path, remark: Remark) -> Path:
    """One more remark, on the disk before this returns; the file it went to. What a crash tore off in mid-line was
    never a remark, and is cut. Raises BadFile where the file cannot be written."""
    load_remarks(record)  # a damaged file is told before anything is added to it
    path = beside(record)
    try:
        with path.open("ab+") as file:
            file.seek(0)
            whole = file.read().rfind(b"\n") + 1
            file.truncate(whole)
            file.seek(0, os.SEEK_END)
            file.write(remark_line(remark).encode("utf-8", "replace") + b"\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as wrong:
        says = f"this cannot be kept ({wrong.strerror or 'writing failed'}); make room, or make the folder writable"
        raise BadFile([Flaw(str(path), 0, says)]) from None
    return path


def reviews_of(record: Path, cards: Iterable[Scorecard], playbooks: Iterable[Playbook]) -> Reviews:
    """What was remarked on a record's judgments, and what rulings make of the totals. Raises BadFile."""
    return review(load_remarks(record), tuple(cards), playbooks)


# -- what a trainee and a trainer can do -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Judged:
    """A judged call on disk, as those who argue about it need it. `called`: whose call it was and when, in a line;
    `is_text`: it was written down, not played, so that it is judged anew from its words each time."""

    record: Path
    transcript: Transcript
    cards: tuple[Scorecard, ...]
    playbooks: tuple[Playbook, ...]
    called: str = ""
    is_text: bool = False

    def judgment(self, rule: str) -> Judgment:
        """What the rule says of the call. Raises BadFile with what may have been meant."""
        known = {j.rule: j for card in self.cards for j in card.judgments}
        if rule not in known:
            says = f"no rule is called '{rule:.80}'{did_you_mean(rule, known)}; `hitzero score` names each rule"
            raise BadFile([Flaw(self.record.name, 0, says)])
        return known[rule]

    def rule(self, rule: str) -> Rule:
        """The rule itself. Raises BadFile."""
        self.judgment(rule)
        return next(r for book in self.playbooks for r in book.rules if r.id == rule)

    @property
    def reviews(self) -> Reviews:
        """The remarks so far. Raises BadFile."""
        return reviews_of(self.record, self.cards, self.playbooks)


def dispute(call: Judged, rule: str, claim: Claim, who: str, note: str = "", words: str = "") -> Dispute:
    """A trainee disputes a judgment; what was kept. `words`: those that are meant. Raises BadFile where it makes no
    sense: "I did say that" of what was met, "not what I meant" where no words were held against anybody."""
    judgment = call.judgment(rule)
    if claim == "said" and judgment.verdict in ("met", "avoided") and not words:
        raise _cannot(call, f"{rule} counts as {judgment.verdict} already; there is nothing to claim")
    if claim == "said" and judgment.verdict == "broken":
        raise _cannot(call, f"words were held against you under {rule}; `--not-meant` disputes that")
    if claim == "not_meant" and not any(e.quote for e in judgment.evidence):
        raise _cannot(call, f"no words of yours stand under {rule}; `--said` disputes what was missed")
    turn = _turn_of(call, words) if words else -1
    made = Dispute(rule, claim, who, _now(), written(note), written(words), turn)
    add_remark(call.record, made)
    return made


def take_back(call: Judged, rule: str, who: str) -> Withdrawal:
    """A trainee takes the open dispute of a rule back; both stay on record. Raises BadFile where nothing is open."""
    if call.reviews.of(rule).open is None:
        raise _cannot(call, f"nothing is open about {rule}; there is nothing to take back")
    made = Withdrawal(rule, who, _now())
    add_remark(call.record, made)
    return made


def overrule(call: Judged, rule: str, verdict: str, because: str, who: str) -> Ruling:
    """A trainer's own verdict beside the one that was worked out. Raises BadFile where the rule cannot give it, or no
    reason is told."""
    judgment, allowed = call.judgment(rule), may_rule(call.rule(rule))
    known = next((v for v in allowed if v == verdict.replace(" ", "_")), None)
    if known is None:
        half = "; half credit cannot be given: a ruling is whole" if verdict == "partly" else ""
        near = half or did_you_mean(verdict, allowed)
        raise _cannot(call, f"{rule} can be {', '.join(allowed)}; not '{verdict:.40}'{near}")
    if not because.strip():
        raise _cannot(call, "a ruling needs a reason; write it after --because")
    made = Ruling(rule, known, written(because), who, _now(), judgment.verdict, judgment.partly)
    add_remark(call.record, made)
    return made


def answer(
    call: Judged, rule: str, accepted: bool, who: str, because: str, taught: Sequence[tuple[str, str]] = ()
) -> Answer:
    """A trainer accepts or rejects what was disputed; `taught`: the moves and the words that were learned from it.
    Raises BadFile where nothing is open, or no reason is told."""
    disputed = call.reviews.of(rule).open
    if disputed is None:
        raise _cannot(call, f"nothing is open about {rule}; `hitzero disputes` lists what is")
    if not accepted and not because.strip():
        raise _cannot(call, "whoever is told no is owed a reason; write it after --because")
    (move, words), *also = taught or [("", "")]
    made = Answer(rule, accepted, who, _now(), written(because), move, words, disputed.claim == "said", tuple(also))
    add_remark(call.record, made)
    return made


def forget(folder: Path, move: str, words: str, counts: bool, who: str) -> tuple[Path, ...]:
    """Notes beside the calls of a folder that words which a dispute had taught are taken back; the records of those
    calls. Raises BadFile."""
    found = []
    for record, reviews in _reviewed(folder):
        for rule, seen in reviews.items():
            if (move, words, counts) in seen.taught:
                add_remark(record, Forgotten(rule, who, _now(), move, words, counts))
                found.append(record)
    return tuple(dict.fromkeys(found))


def open_disputes(folder: Path) -> Iterator[tuple[Path, Dispute]]:
    """The disputes that wait for a trainer, with their records, the oldest call first. Raises BadFile."""
    for record, reviews in _reviewed(folder):
        yield from ((record, d) for seen in reviews.values() if (d := seen.open))


def _reviewed(folder: Path) -> Iterator[tuple[Path, dict[str, Review]]]:
    """The calls of a folder that somebody remarked on, the oldest first, with the remarks by rule. Raises BadFile."""
    for path in sorted(folder.glob(f"*{BESIDE}")):
        name = path.name.removesuffix(BESIDE)
        names = (f"{name}.jsonl", f"{name}{LIVE}", f"{name}.json")
        record = next((p for n in names if (p := path.with_name(n)).is_file()), path.with_name(f"{name}.jsonl"))
        by_rule: dict[str, Review] = {}
        for remark in load_remarks(record):
            by_rule[remark.rule] = Review((*by_rule.get(remark.rule, Review()).remarks, remark))
        yield record, by_rule


def _turn_of(call: Judged, words: str) -> int:
    """The trainee's turn that holds the words. Raises BadFile."""
    wanted = " ".join(words.lower().split())
    for turn in call.transcript.turns:
        if turn.who == "trainee" and wanted in " ".join(turn.text.lower().split()):
            return turn.index
    raise _cannot(call, "these words stand in no turn of yours; copy them as the transcript has them")


def _cannot(call: Judged, says: str) -> BadFile:
    return BadFile([Flaw(call.record.name, 0, says)])


def _now() -> str:
    return datetime.now().isoformat(timespec="seconds")
