"""A call as plain text, to be read from top to bottom: by a person, a screen reader, or in a mail.

Rule: one thing a line, nothing lined up in columns and nothing drawn; a verdict stands first in its line, in words.
What was said is quoted, never retold. Same call, same remarks, same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from simulator import measured
from simulator.core.measures import Measured, band_of
from simulator.core.scorecard import Disagreement, Evidence, Judgment, Scorecard
from simulator.core.shown import as_quoted
from simulator.core.turns import ENDINGS, Done, Turn
from simulator.core.understood import said_back
from simulator.report import WORDS, action, clock, source, stood, told, total, word
from simulator.report_ribbon import is_timed
from simulator.reported import ORDER, Reported


def as_plain(call: Reported) -> str:
    """The whole call as text."""
    lines = [call.title, *(fact for fact in call.facts if fact), "", *_outcome(call), "", "Totals"]
    cards = sorted(call.cards, key=lambda card: card.playbook != call.chosen)
    lines += [f"{card.author}: {_total(card, call)}" for card in cards]
    for card in cards:
        rows = list(_rules(card, call))
        if rows:
            lines += ["", f"By the rules of {card.author}, {card.document}", *rows]
    lines += _disagreements(call.disagreements)
    lines += _measures(call.measures)
    lines += ["", "What was said", *_transcript(call)]
    return "\n".join(lines) + "\n"


def _total(card: Scorecard, call: Reported) -> str:
    silent = card.total is None and card.playbook not in call.reviews.totals
    return card.silence if silent else "; ".join(filter(None, (total(card, call.reviews).strip(), card.reckoning)))


def _outcome(call: Reported) -> Iterator[str]:
    yield ENDINGS.get(call.transcript.ended, "The call is over.")
    if call.transcript.goal:
        yield f"{call.transcript.goal.told}."
    for name, value in call.transcript.learned.items():
        yield f"You learned: {value.rstrip('.')} ({name.replace('_', ' ')})."
    yield from said_back(call.transcript)


def _rules(card: Scorecard, call: Reported) -> Iterator[str]:
    rank = {verdict: n for n, verdict in enumerate(ORDER)}
    remarked = {j.rule for j in card.judgments if call.reviews.of(j.rule).remarks}
    shown = [j for j in card.judgments if j.rule in remarked or (j.verdict in rank and card.speaks)]
    for judgment in sorted(shown, key=lambda j: rank.get(j.verdict, len(rank))):
        yield ""
        yield from _rule(judgment, call)
    avoided = [j.title for j in card.judgments if j.verdict == "avoided" and j.rule not in remarked]
    if avoided and card.speaks:
        yield ""
        yield f"Avoided: {'; '.join(avoided)}."


def _rule(judgment: Judgment, call: Reported) -> Iterator[str]:
    review = call.reviews.of(judgment.rule)
    verdict = word(judgment).capitalize()
    if review.ruling:
        verdict = (
            f"{WORDS[review.ruling.verdict].capitalize()} by the trainer's ruling, {stood(review.ruling)} before it"
        )
    points = f", {judgment.points:g} of {judgment.of:g} points" if judgment.of else ""
    points = points or (f", {judgment.points:g} points" if judgment.points else "")
    yield f"{verdict}: {judgment.title}{points}."
    yield from dict.fromkeys(_shown(evidence, is_timed(call.transcript)) for evidence in judgment.evidence)
    if judgment.why:
        yield judgment.why
    yield f"The rule: {judgment.because}"
    if judgment.instead and judgment.verdict in ("missed", "broken", "unclear"):
        yield f"You could say: {judgment.instead}"
    yield f"From: {source(judgment)}."
    for remark in review.remarks:
        yield f"Remark by {told(remark)}"


def _shown(evidence: Evidence, timed: bool) -> str:
    """What shows a verdict: the moment (the turn, where nobody wrote times down) and the words, or what was done."""
    words = f"“{as_quoted(evidence)}”" if evidence.quote else ""
    done = action(evidence.action) if evidence.action else evidence.measure
    promised = f"promised {evidence.promise}" if evidence.promise else ""
    when = f"At {clock(evidence.at)}" if timed else f"Turn {evidence.turn + 1}" if evidence.turn >= 0 else "At first"
    return f"{when}: {'; '.join(p for p in (done, promised, words) if p)}"


def _disagreements(partings: Sequence[Disagreement]) -> Iterator[str]:
    for parting in partings:
        yield ""
        yield f"They part here: {parting.question}"
        for p in parting.positions:
            yield f"{p.author}{', whom you followed' if p.followed else ''}: {p.stance} {p.because}".rstrip()


def _measures(measures: Sequence[Measured]) -> Iterator[str]:
    if not measures:
        return
    yield ""
    yield "How you spoke"
    for m in measures:
        if m.value is not None:
            fits = f"{measured.WORDS[m.verdict]}: {band_of(m.low, m.high)} ({m.source})"
            yield f"{m.what[:1].upper()}{m.what[1:]}: {measured.value(m)}, {fits}."
    yield from (f"Not measured: {line}" for line in measured.left_out(measures))


def _transcript(call: Reported) -> Iterator[str]:
    actions, turns, timed = call.transcript.actions, call.transcript.turns, is_timed(call.transcript)
    yield from _done(actions, -1, timed)
    for turn in turns:
        when = clock(turn.start) if timed else f"{turn.index + 1}."
        yield f"{when} {_who(turn)}: {turn.text or '(words that could not be made out)'}{_how(turn)}"
        if acts := call.read_as(turn):
            yield f"Read as: {acts}."
        yield from _done(actions, turn.index, timed)
    if not turns:
        yield "Nothing was said."


def _who(turn: Turn) -> str:
    return "You" if turn.who == "trainee" else turn.speaker or "They"


def _how(turn: Turn) -> str:
    marks = [("after the beep", turn.message), ("broken off", turn.cut), ("dropped", turn.discarded)]
    said = ", ".join(words for words, true in marks if true)
    return f" ({said})" if said else ""


def _done(actions: Sequence[Done], after: int, timed: bool) -> Iterator[str]:
    done = [a for a in actions if a.after_turn == after]
    return (f"{f'{clock(a.at)} ' if timed else ''}({action(a.do, a.value)})" for a in done)
