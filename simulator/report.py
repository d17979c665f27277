"""Scorecards for reading: plain text for a terminal, values for JSON.

Rule: every line that judges says whose rule it is and where it stands; what was said is quoted, never retold. The words
"met" and the like are the same everywhere, and nothing is told by colour alone.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from simulator import measured
from simulator.core.disputes import (
    CLAIMS,
    NO_REVIEWS,
    Answer,
    Dispute,
    Forgotten,
    Remark,
    Review,
    Reviews,
    Ruling,
    Withdrawal,
)
from simulator.core.measures import Measured
from simulator.core.scorecard import Disagreement, Evidence, Judgment, Mark, Scorecard
from simulator.core.shown import as_quoted
from simulator.core.turns import ENDINGS, Transcript
from simulator.core.understood import said_back

WIDTH = 100
MOST_ADVICE = 3
WORDS: dict[Mark, str] = {
    "met": "met",
    "missed": "missed",
    "partly": "partly",
    "broken": "broken",
    "avoided": "avoided",
    "unclear": "unclear",
    "not_applicable": "not called for",
}
MARKS: dict[Mark, str] = {
    "met": "[x]",
    "missed": "[ ]",
    "partly": "[/]",
    "broken": "[!]",
    "avoided": "[-]",
    "unclear": "[?]",
    "not_applicable": "   ",
}
_DONE = {
    "press_key": "a key pressed",
    "press_zero": "zero pressed",
    "leave_message": "message left",
    "hang_up": "hung up",
    "dial_cell": "cell rung",
    "dial_desk": "desk rung",
    "not_dial": "call let be",
    "call_at": "time settled",
}


def source(judgment: Judgment) -> str:
    """Whose rule it is: author, document, passage, and the basis where the document does not say it outright. A house
    rule is never put into the author's mouth."""
    beside = "house rule, beside " if judgment.basis == "house" else ""
    follows = "; follows from the document" if judgment.basis == "follows" else ""
    return f"{beside}{judgment.author}, {judgment.document}; {judgment.passage}{follows}"


def as_summary(
    transcript: Transcript,
    scorecards: Sequence[Scorecard],
    disagreements: Sequence[Disagreement] = (),
    measures: Sequence[Measured] = (),
) -> str:
    """Half a screen: how the call ended and what came of it, the totals, what to try next time, where authors part.
    The first scorecard is the one that was chosen: its rules are the ones to try."""
    speech = _wrapped(measured.as_line(measures), "")
    lines = [*_outcome(transcript), *speech, "", *_totals(scorecards)]
    chosen = next((card for card in scorecards if card.speaks), None)
    if chosen is None:
        return "\n".join([*lines, "", "There was too little to judge."]) + "\n"
    lost = sorted(chosen.judgments, key=lambda j: j.points - j.of)
    worth = [j for j in lost if j.verdict in ("missed", "broken") and j.of - j.points > 0][:MOST_ADVICE]
    if worth:
        lines += ["", f"What {chosen.author} would try next time"]
    for judgment in worth:
        lines.append(f"  {MARKS[judgment.mark]} {judgment.title} ({word(judgment)})")
        lines += _wrapped(f"Instead: {judgment.instead}" if judgment.instead else judgment.because)
    for d in disagreements:
        sides = "; ".join(
            f"{p.author}: {p.stance.rstrip('.')}{' (you did so)' if p.followed else ''}" for p in d.positions
        )
        lines += ["", *_wrapped(f"They part here. {d.question} {sides}.", "  ")]
    return "\n".join(lines) + "\n"


def as_text(
    scorecards: Sequence[Scorecard],
    disagreements: Sequence[Disagreement] = (),
    every_rule: bool = False,
    reviews: Reviews = NO_REVIEWS,
    measures: Sequence[Measured] = (),
    totals: bool = True,
) -> str:
    """The whole card for a terminal: totals first, then each author who speaks to the call, where they disagree, and
    the measures. `every_rule`: also the rules that were not called for. `reviews`: what was remarked on judgments.
    `totals`: False below a summary, which has them."""
    lines = [*_totals(scorecards, reviews)] if totals else []
    for card in scorecards:
        if card.speaks or any(j.rule in reviews.by_rule for j in card.judgments):
            lines += ["", f"{card.author}: {total(card, reviews).strip()}", *_rules(card, every_rule, reviews)]
    if disagreements:
        lines += ["", "Where they disagree on this call", *_disagreements(disagreements)]
    if measures:
        lines += ["", "How you spoke"]
        lines += measured.as_lines(measures)
    return "\n".join(lines).lstrip("\n") + "\n"


def as_values(
    scorecards: Iterable[Scorecard],
    disagreements: Iterable[Disagreement] = (),
    reviews: Reviews = NO_REVIEWS,
    measures: Iterable[Measured] = (),
) -> dict[str, Any]:
    """The same as values for JSON, in a fixed order of fields. Judgments that somebody remarked on have `remarks`, a
    judgment that a trainer overruled has `ruling`, and its author's card `total_ruled` beside the total."""
    return {
        "scorecards": [_card(card, reviews) for card in scorecards],
        "disagreements": [
            {
                "question": d.question,
                "at_ms": d.at,
                "positions": [
                    {
                        "playbook": p.playbook,
                        "author": p.author,
                        "rule": p.rule,
                        "stance": p.stance,
                        "followed": p.followed,
                        "because": p.because,
                    }
                    for p in d.positions
                ],
            }
            for d in disagreements
        ],
        "measures": measured.as_values(measures),
    }


def action(do: str, value: str = "") -> str:
    """An action on the line in a few words."""
    return f"{_DONE.get(do, do)}{f': {value}' if value and do == 'press_key' else ''}"


def clock(ms: int) -> str:
    """A moment of the call as minutes and seconds: 0:07."""
    return f"{ms // 60_000}:{ms // 1000 % 60:02d}"


def word(judgment: Judgment) -> str:
    """The verdict in a word; a rule of which a part was done is missed only partly."""
    return WORDS[judgment.mark]


def stood(ruling: Ruling) -> str:
    """The verdict that a ruling stands beside, in a word."""
    return WORDS["partly" if ruling.partly else ruling.was]


def total(card: Scorecard, reviews: Reviews = NO_REVIEWS) -> str:
    """A total in words; with a trainer's rulings the one beside the other."""
    plain = card.silence or f"{card.total:>3} of 100"
    if card.playbook not in reviews.totals:
        return plain
    ruled = reviews.totals[card.playbook]
    return f"{plain}; {'nothing' if ruled is None else ruled} with the trainer's rulings"


def told(remark: Remark) -> str:
    """A remark on a judgment in a sentence or two, with who and when."""
    when = remark.when.replace("T", " ")[:16]
    match remark:
        case Dispute():
            meant = f' ("{remark.words}")' if remark.words else ""
            return f"{remark.who}, {when}: {CLAIMS[remark.claim]}{meant}.{f' {remark.note}' if remark.note else ''}"
        case Answer():
            learned = "".join(f' "{words}" became {_example(remark)} of {move}.' for move, words in remark.taught)
            said = "accepted" if remark.accepted else "not accepted"
            return f"{remark.who}, {when}: {said}.{learned}{f' {remark.because}' if remark.because else ''}"
        case Withdrawal():
            return f"{remark.who}, {when}: taken back."
        case Forgotten():
            return f'{remark.who}, {when}: "{remark.words}" is {_example(remark)} of {remark.move} no more.'
        case Ruling():
            return f"{remark.who}, {when}: {WORDS[remark.verdict]}, not {stood(remark)}. {remark.because}"


def _example(remark: Answer | Forgotten) -> str:
    return "an example" if remark.counts else "a near miss"


# -- text --------------------------------------------------------------------------------------------------------------


def _totals(scorecards: Sequence[Scorecard], reviews: Reviews = NO_REVIEWS) -> Iterator[str]:
    widest = max((len(card.author) for card in scorecards), default=0)
    for card in scorecards:
        yield f"{card.author:<{widest}}  {total(card, reviews)}"


def _outcome(transcript: Transcript) -> Iterator[str]:
    """How it ended, what was learned, what was understood of times, numbers and names."""
    marks = f" It was {' and '.join(transcript.marks)}." if transcript.marks else ""
    yield ENDINGS.get(transcript.ended, "The call is over.") + marks
    if transcript.goal:
        yield f"{transcript.goal.told}."
    if transcript.learned:
        told = (f"{value.rstrip('.')} ({name.replace('_', ' ')})" for name, value in transcript.learned.items())
        yield f"You learned: {'; '.join(told)}."
    yield from said_back(transcript)


def _rules(card: Scorecard, every_rule: bool, reviews: Reviews) -> Iterator[str]:
    timed = any(e.at for j in card.judgments for e in j.evidence)
    for judgment in card.judgments:
        review = reviews.of(judgment.rule)
        quiet = judgment.verdict == "avoided" or (judgment.verdict == "not_applicable" and not every_rule)
        if quiet and not review.remarks:
            continue
        points = f"  {judgment.points:+g} of {judgment.of:g}" if judgment.of else ""
        points = points or (f"  {judgment.points:+g}" if judgment.points else "")
        yield ""
        overruled = f", overruled: {WORDS[review.ruling.verdict]}" if review.ruling else ""
        yield f"  {MARKS[judgment.mark]} {judgment.title} ({word(judgment)}{overruled}){points}"
        for shown in judgment.evidence:
            yield from _wrapped(_shown(shown, timed))
        yield from _wrapped(judgment.why)
        yield from _wrapped(judgment.because)
        if judgment.instead:
            yield from _wrapped(f"Instead: {judgment.instead}")
        yield from _wrapped(f"{judgment.rule}: {source(judgment)}")
        for remark in review.remarks:
            yield from _wrapped(told(remark), " " * 6 + "> ")
    avoided = [j.title for j in card.judgments if j.verdict == "avoided" and not reviews.of(j.rule).remarks]
    if avoided:
        yield ""
        yield from _wrapped(f"{MARKS['avoided']} Avoided: {'; '.join(avoided)}", "  ")


def _shown(evidence: Evidence, timed: bool) -> str:
    done = action(evidence.action) if evidence.action else evidence.measure
    quote = f'"{as_quoted(evidence)}"' if evidence.quote else ""
    quote = quote or (f"promised {evidence.promise}" if evidence.promise else "")
    when = clock(evidence.at) if timed else f"turn {evidence.turn + 1}" if evidence.turn >= 0 else "at first"
    return f"{when} {': '.join(p for p in (done, quote) if p)}"


def _disagreements(disagreements: Iterable[Disagreement]) -> Iterator[str]:
    for d in disagreements:
        yield ""
        yield f"  {d.question}"
        for p in d.positions:
            yield from _wrapped(f"{p.author}: {p.stance} ({'you did so' if p.followed else 'you did not'})")
            yield from _wrapped(p.because, " " * 8)


def _wrapped(text: str, indent: str = " " * 6) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent + "  ", break_on_hyphens=False)


# -- values ------------------------------------------------------------------------------------------------------------


def _card(card: Scorecard, reviews: Reviews) -> dict[str, Any]:
    ruled = {"total_ruled": reviews.totals[card.playbook]} if card.playbook in reviews.totals else {}
    return {
        "playbook": card.playbook,
        "author": card.author,
        "document": card.document,
        "total": card.total,
        **({"no_total": card.silence} if card.silence else {}),
        **ruled,
        "judgments": [_judgment(j) | _remarks(reviews.of(j.rule)) for j in card.judgments],
    }


def _remarks(review: Review) -> dict[str, Any]:
    ruling = {"ruling": asdict(review.ruling)} if review.ruling else {}
    return {"remarks": [asdict(r) for r in review.remarks], **ruling} if review.remarks else {}


def _judgment(judgment: Judgment) -> dict[str, Any]:
    return {
        "rule": judgment.rule,
        "kind": judgment.kind,
        "basis": judgment.basis,
        "title": judgment.title,
        "verdict": judgment.verdict,
        "points": judgment.points,
        "of": judgment.of,
        "evidence": [_evidence(e) for e in judgment.evidence],
        "missing": list(judgment.missing),
        "why": judgment.why,
        "because": judgment.because,
        "instead": judgment.instead,
        "source": source(judgment),
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "turn": evidence.turn,
        "from": evidence.start,
        "to": evidence.end,
        "quote": evidence.quote,
        "at_ms": evidence.at,
        "move": evidence.move,
        "action": evidence.action,
        "measure": evidence.measure,
    } | ({"promise": evidence.promise} if evidence.promise else {})
