"""A scorecard in a few sentences, for whoever hears it. Rule: the total first, then how many of each verdict; which
judgment is which is told as each gets the focus."""

from __future__ import annotations

from simulator.core.scorecard import Scorecard
from simulator.core.turns import ENDINGS, Transcript
from simulator.screen.judgments import COUNTED
from simulator.screen.marks import WORDS


def summary(title: str, transcript: Transcript, card: Scorecard | None) -> str:
    """What call it was, how it ended, and what the author makes of it."""
    marks = f" It was {' and '.join(transcript.marks)}." if transcript.marks else ""
    call = f"Scorecard. {title}. {ENDINGS.get(transcript.ended, 'The call is over.')}{marks}"
    if card is None:
        return call
    if card.total is None:
        return f"{call} {card.author} {card.silence}."
    counts = ((sum(j.verdict == verdict for j in card.judgments), WORDS[verdict]) for verdict in COUNTED)
    told = ", ".join(f"{n} {word}" for n, word in counts if n)
    return f"{call} {card.author}: {card.total} of 100.{f' {told}.' if told else ''}"
