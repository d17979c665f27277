"""What a judgment shows and how it says it: evidence of words and of actions, and the sentences beside it.

Rule: evidence is the words as they were said, or the action as it was done; nothing here decides anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from simulator.core.scorecard import Evidence
from simulator.core.standing import Acted, Reading
from simulator.core.turns import Turn

LONGEST_QUOTE = 200  # characters; a message may be a page long, a card is not
_A_WORD = 25  # characters, at most
DOINGS: Mapping[str, str] = {
    "press_key": "pressed a key",
    "press_zero": "pressed zero",
    "leave_message": "left a message",
    "hang_up": "hung up",
    "dial_cell": "rang the cell",
    "dial_desk": "rang the desk",
    "not_dial": "let the call be",
    "call_at": "settled a time to ring",
}
DO: Mapping[str, str] = {
    "press_key": "pressing a key",
    "press_zero": "pressing zero",
    "leave_message": "leaving a message",
    "hang_up": "hanging up",
    "dial_cell": "ringing the cell",
    "dial_desk": "ringing the desk",
    "not_dial": "letting the call be",
    "call_at": "settling a time to ring",
}
"""Each action on the line as something to do."""
_UNSURE = "the recogniser was not sure of these words"


def of_words(turn: Turn, start: int, end: int, move: str = "") -> Evidence:
    """The words that show something; the whole turn where no span is known, shortened at a word where it is long."""
    start, end = max(0, start), min(end, len(turn.text))
    if start >= end:
        start, end = 0, len(turn.text)
    if end - start > LONGEST_QUOTE:
        cut = turn.text.rfind(" ", start, start + LONGEST_QUOTE)
        end = cut if cut > start else start + LONGEST_QUOTE
    return Evidence(turn.index, turn.start, turn.text[start:end], start, end, move)


def as_quoted(evidence: Evidence) -> str:
    """The words of some evidence, with … where a long turn was cut short; the window, which has the turn at hand, also
    marks a turn that goes on."""
    cut = len(evidence.quote) > LONGEST_QUOTE - _A_WORD and evidence.quote[-1] not in ".!?"
    return f"{evidence.quote}…" if cut else evidence.quote


def of_action(acted: Acted) -> Evidence:
    """What shows an action: the action itself, and for a message its words."""
    done = acted.done
    if acted.words is None:
        return Evidence(done.after_turn, done.at, action=done.do)
    words = of_words(acted.words, 0, 0)
    return Evidence(words.turn, words.at, words.quote, words.start, words.end, action=done.do)


def place_of(evidence: Evidence) -> tuple[float, int]:
    """Where in the call it stands; an action comes after the turn that it follows, a message where its words are."""
    after = evidence.turn + 0.5 if evidence.action and not evidence.quote else float(evidence.turn)
    return after, evidence.start


def in_order(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Each piece once, in the order of the call."""
    return tuple(sorted(dict.fromkeys(evidence), key=place_of))


def named_moves(evidence: Iterable[Evidence]) -> list[str]:
    """The moves that the evidence shows, in words, each once."""
    return list(dict.fromkeys(e.move.replace("_", " ") for e in evidence))


def not_certain(found: Iterable[tuple[str, Evidence]], call: Reading) -> str:
    """What could not be told, and why not, where nothing else of a rule could be told either."""
    what, why = _doubt(found, call)
    return f"It could not be told for certain whether this was said ({what}): {why}. It counts for nothing."


def left_out_of(found: Iterable[tuple[str, Evidence]], call: Reading) -> str:
    """What could not be told, and why not, beside what could: the rest of the rule is judged without it."""
    what, why = _doubt(found, call)
    return f"Whether this was said could not be told for certain ({what}): {why}. It is left out of the points."


def _doubt(found: Iterable[tuple[str, Evidence]], call: Reading) -> tuple[str, str]:
    """What could not be told, and why not: the words were cut, or nobody could be sure of them."""
    rows = list(found)
    turns = [t for t in call.turns if t.index in {e.turn for _, e in rows}]
    cut = any(map(call.was_cut, turns))
    lost = not cut and any(t.unclear for t in turns)
    why = "the words were cut short" if cut else "the words could not be made out" if lost else _UNSURE
    return listing(dict.fromkeys(name for name, _ in rows)), why


def you_did(taken: Iterable[Acted]) -> str:
    """What was done, as a sentence."""
    return f"You {listing(dict.fromkeys(DOINGS[a.done.do] for a in taken))}."


def best_of(worth: Mapping[str, float], full: float) -> tuple[str, ...]:
    """What would have earned most, in words."""
    return tuple(DO[do] for do, points in worth.items() if points == full)


def listing(items: Iterable[str]) -> str:
    """Several things as one reads them aloud: `a, b and c`."""
    words = list(items)
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""
