"""The call in words: every turn with its time, what was done between, the words that judgments point at underlined.

Rule: underlines come from the evidence of the judgments shown, never from anything else.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial

from simulator.core.scorecard import Judgment, Verdict
from simulator.core.turns import ENDINGS, Done, Transcript, Turn
from simulator.screen.canvas import Box, Canvas
from simulator.screen.judgments import ACTIONS
from simulator.screen.line_actions import LineAction, is_open, put_actions
from simulator.screen.ribbon import clock
from simulator.screen.wrapping import Run

LINES: dict[Verdict, str] = {"met": "done", "broken": "-avoid", "unclear": "-ink3"}
Span = tuple[int, int, Verdict]


def spans(turn: Turn, judgments: Sequence[Judgment]) -> list[Span]:
    """The stretches of a turn that judgments point at, without overlaps: what was broken wins over what was met."""
    rank: dict[Verdict, int] = {"broken": 0, "met": 1, "unclear": 2}
    found = [
        (e.start, min(e.end, len(turn.text)), j.verdict)
        for j in judgments
        if j.verdict in rank
        for e in j.evidence
        if e.turn == turn.index and e.quote and e.end > e.start
    ]
    kept: list[Span] = []
    for span in sorted(found, key=lambda s: (rank[s[2]], s[0])):
        if all(span[1] <= other[0] or span[0] >= other[1] for other in kept):
            kept.append(span)
    return sorted(kept)


def runs(turn: Turn, judgments: Sequence[Judgment]) -> list[Run]:
    """A turn as text with its underlines."""
    mine = turn.who == "trainee"
    beep = [Run("[after the beep] ", "small", "ink2")] if mine and turn.message else []
    out = [*beep, Run(("You" if mine else turn.speaker or "They") + " ", "row", "you" if mine else "them")]
    if turn.unclear and not turn.text:
        return [*out, Run("[words that could not be made out]", "body", "ink2")]
    at = 0
    for start, end, verdict in spans(turn, judgments):
        out += [Run(turn.text[at:start], "body", "ink"), Run(turn.text[start:end], "body", "ink", LINES[verdict])]
        at = end
    out.append(Run(turn.text[at:], "body", "ink"))
    if turn.cut:
        out.append(Run(" [broken off]", "small", "ink2"))
    if turn.discarded:
        out.append(Run(" [dropped]", "small", "ink2"))
    return [run for run in out if run.text]


@dataclass(frozen=True, slots=True)
class Lines:
    """What is shown of the person who reads: the turn that is chosen (-1: none), those that a judgment points at,
    what choosing does, what can be done with a turn, and the turn that is heard now (-1: none). `fork`: where a
    second try was taken up, in ms; 0 for a first."""

    chosen: int
    lit: Collection[int]
    choose: Callable[[Turn], None]
    actions: Callable[[Turn], Sequence[LineAction]]
    heard: int = -1
    fork: int = 0


def put_transcript(
    c: Canvas,
    transcript: Transcript,
    judgments: Sequence[Judgment],
    lines: Lines,
    x: float,
    y: float,
    w: float,
) -> tuple[float, dict[int, float]]:
    """All turns; how high they became, and where each turn begins."""
    top, places = y, dict[int, float]()
    y = put_done(c, transcript.actions, -1, x, y, w)
    first = next((t.index for t in transcript.turns if lines.fork and t.start >= lines.fork), -1)
    for turn in transcript.turns:
        if turn.index == first:
            y += _put_fork(c, lines.fork, x, y, w)
        places[turn.index] = y
        y += _line(c, turn, runs(turn, judgments), lines, x, y, w)
        y = put_done(c, transcript.actions, turn.index, x, y, w)
    if not transcript.turns:
        y += c.para("Nothing was said.", "body", "ink2", x, y, w) + 12
    ending = ENDINGS.get(transcript.ended, "")
    if ending and not any(a.do in ("hang_up", "not_dial") for a in transcript.actions):
        y += c.para(f"[{ending.rstrip('.')}]", "body", "ink2", x + 46, y, w - 46) + 12
    elif not ending:
        y += c.para("[cut here]", "body", "ink2", x + 46, y, w - 46) + 12
    return y - top, places


def _put_fork(c: Canvas, fork: int, x: float, y: float, w: float) -> float:
    """Where the second try begins; how high that is."""
    c.line(x, y, w, "line_strong")
    c.icon("rotate-ccw", x + 46, y + 11, 16, "ink2")
    told = f"Taken up again at {clock(fork)}; above is the try before."
    return 24 + c.para(told, "small", "ink2", x + 70, y + 10, w - 70)


def _line(c: Canvas, turn: Turn, shown: Sequence[Run], lines: Lines, x: float, y: float, w: float) -> float:
    """One turn with its time, and its actions while it is chosen or focused; how high it became, the gap with it."""
    name, chosen = f"turn.{turn.index}", turn.index == lines.chosen
    with c.aside():
        high = c.flow(shown, x + 46, y, w - 46)
        actions = lines.actions(turn) if is_open(c, name, chosen) else ()
        below = put_actions(c, name, actions, x + 46, y + high + 7, w - 46)
    fill = "amber/0.16" if turn.index in lines.lit else "line/0.3" if chosen or c.look.hover == name else ""
    if fill:
        c.box(x - 12, y - 6, w + 24, high + 12 + below, 10, fill)
    said = f"{clock(turn.start)} {''.join(run.text for run in shown)}"
    if turn.index == lines.heard:
        said += ", heard now"
        c.box(x - 12, y - 5, 5, high + 10, 2, "amber", border="ring", stroke=1)
    role = "chosen" if chosen else "radio"
    c.spot(name, Box(x - 12, y - 7, w + 24, high + 14), partial(lines.choose, turn), said, role=role, radius=10)
    c.text(clock(turn.start), "mono", "ink2", x, y, line=22)
    c.flow(shown, x + 46, y, w - 46)
    return high + 14 + put_actions(c, name, actions, x + 46, y + high + 7, w - 46)


def put_done(c: Canvas, actions: Sequence[Done], after: int, x: float, y: float, w: float) -> float:
    """What was done on the line after that turn; where it ends."""
    for action in actions:
        if action.after_turn == after and action.do != "leave_message":  # its words say so themselves
            words = ACTIONS.get(action.do, action.do)
            if action.do == "press_key" and action.value:
                words = f"You pressed {action.value}"
            c.text(clock(action.at), "mono", "ink2", x, y, line=22)
            y += c.para(f"[{words}]", "body", "ink2", x + 46, y, w - 46) + 12
    return y
