"""What was said on a call, as HTML: turn by turn, underlined where a judgment points at the words.

Rule: as in `report_html.py`, every text goes through `esc`, and a verdict is told by its shape and its word. Where
several judgments point at the same words, what was broken wins over what was met.
"""

from __future__ import annotations

from collections.abc import Sequence

from simulator.core.scorecard import Judgment, Mark, Scorecard, Verdict
from simulator.core.turns import Done, Turn
from simulator.report import action, clock, word
from simulator.report_ribbon import esc, is_timed, mark
from simulator.reported import ORDER, Reported


def transcript(call: Reported, cards: Sequence[Scorecard]) -> str:
    """The section of what was said, marked by what these cards found in it; "" where nothing was said or done."""
    said, judgments = call.transcript, [j for card in cards for j in card.judgments]
    timed = is_timed(said)
    done = [a for a in said.actions if a.do != "leave_message"]  # its words say so themselves
    rows = [_action(a, timed) for a in done if a.after_turn == -1]
    for turn in said.turns:
        rows.append(_turn(turn, judgments, call, timed))
        rows += [_action(a, timed) for a in done if a.after_turn == turn.index]
    if not rows:
        return ""
    return f'<section><h2>What was said</h2><ol class="talk">{"".join(rows)}</ol></section>'


def _turn(turn: Turn, judgments: Sequence[Judgment], call: Reported, timed: bool) -> str:
    moves, mine = call.moves, turn.who == "trainee"
    asides = [("after the beep", mine and turn.message), ("broken off", turn.cut), ("dropped", turn.discarded)]
    aside = "".join(f' <span class="small">[{text}]</span>' for text, holds in asides if holds)
    words = _marked(turn, judgments) if turn.text else '<span class="did">[words that could not be made out]</span>'
    names = [moves.get(m.move, m.move.replace("_", " ")) + ("" if m.sure else " (perhaps)") for m in turn.moves]
    made = f'<p class="moves">Moves: {esc(", ".join(dict.fromkeys(names)))}</p>' if names else ""
    if acts := call.read_as(turn):
        made = f'<p class="moves">Read as: {esc(acts)}</p>'
    when = clock(turn.start) if timed else str(turn.index + 1)
    who = "You" if mine else turn.speaker or "They"
    return (
        f'<li class="{"you" if mine else "them"}"><span class="mono">{when}</span><div><p>'
        f'<span class="who said">{esc(who)}</span>{aside} <span class="said">{words}</span></p>'
        f"{made}{_notes(turn, judgments)}</div></li>\n"
    )


def _notes(turn: Turn, judgments: Sequence[Judgment]) -> str:
    """What judgments point at this turn, one note a title: its mark, its word, whose rules they are."""
    found: dict[tuple[Verdict, Mark, str, str], list[str]] = {}
    for judgment in judgments:
        if judgment.verdict in ORDER and any(e.turn == turn.index and e.quote for e in judgment.evidence):
            kind = (judgment.verdict, judgment.mark, word(judgment), judgment.title)
            found.setdefault(kind, []).append(judgment.author)
    notes = "".join(
        f"<li>{mark(shown)} {esc(title)} ({called}; {esc(', '.join(dict.fromkeys(authors)))})</li>"
        for (_, shown, called, title), authors in sorted(found.items(), key=lambda item: ORDER.index(item[0][0]))
    )
    return f'<ul class="notes">{notes}</ul>' if notes else ""


def _marked(turn: Turn, judgments: Sequence[Judgment]) -> str:
    """The words, underlined where judgments point at them; what was broken wins over what was met."""
    rank: dict[Verdict, int] = {"broken": 0, "met": 1, "unclear": 2}
    found = {
        (e.start, min(e.end, len(turn.text)), j.verdict)
        for j in judgments
        if j.verdict in rank
        for e in j.evidence
        if e.turn == turn.index and e.quote and e.end > e.start
    }
    kept: list[tuple[int, int, Verdict]] = []
    for span in sorted(found, key=lambda s: (rank[s[2]], s)):
        if all(span[1] <= other[0] or span[0] >= other[1] for other in kept):
            kept.append(span)
    out, at = [], 0
    for start, end, verdict in sorted(kept):
        out += [esc(turn.text[at:start]), f'<u class="{verdict}">{esc(turn.text[start:end])}</u>']
        at = end
    return "".join([*out, esc(turn.text[at:])])


def _action(done: Done, timed: bool) -> str:
    when = clock(done.at) if timed else ""
    told_of = action(done.do, done.value)
    return f'<li class="did"><span class="mono">{when}</span><p>[{esc(told_of)}]</p></li>\n'
