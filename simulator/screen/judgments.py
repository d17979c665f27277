"""What one author's rules say of the call, one row a judgment.

Rule: every row says why: the trainee's words and their moment, or what was not said and what could have been. A rule is
set in the serif, in our words, with its author and document under it; a house rule is never put in an author's mouth.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from simulator.core.scorecard import SILENT, Evidence, Judgment, Mark, Scorecard, Verdict
from simulator.screen.canvas import Box, Canvas
from simulator.screen.line_actions import LineAction, is_open, put_actions
from simulator.screen.marks import COLOURS, WORDS, put_mark
from simulator.screen.ribbon import clock
from simulator.screen.wrapping import Run

ORDER: tuple[Verdict, ...] = ("broken", "met", "missed", "unclear", "avoided", "not_applicable")
COUNTED: tuple[Mark, ...] = ("met", "partly", "missed", "broken", "unclear")
QUIET: frozenset[Verdict] = frozenset({"avoided", "not_applicable"})
"""Verdicts that are folded away until asked for: nothing happened."""
ACTIONS: dict[str, str] = {
    "press_key": "You pressed a key",
    "press_zero": "You pressed zero",
    "leave_message": "You left a message",
    "hang_up": "You hung up",
    "dial_cell": "You rang the cell",
    "dial_desk": "You rang the desk",
    "not_dial": "You did not ring",
    "call_at": "You rang at that time",
}


def in_order(judgments: Sequence[Judgment]) -> list[Judgment]:
    """What to look at first comes first."""
    return sorted(judgments, key=lambda j: (ORDER.index(j.verdict), -j.of, j.rule))


def points(judgment: Judgment) -> str:
    """Points as they are read: "12 of 15", "−8"; "" where there is nothing to count."""
    if judgment.verdict == "unclear":
        return "not counted"
    if judgment.verdict in QUIET:
        return ""
    if judgment.verdict == "broken" and judgment.points < 0:
        return f"−{_plain(-judgment.points)}"
    return f"{_plain(judgment.points)} of {_plain(judgment.of)}" if judgment.of else _plain(judgment.points)


def _plain(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def source(judgment: Judgment) -> str:
    """Whose rule it is, and how it stands to the document."""
    where = f"{judgment.author}, {judgment.document}"
    return {
        "said": where,
        "follows": f"Follows from {where}",
        "house": f"House rule, put beside {where}",
    }[judgment.basis]


def shown(judgments: Sequence[Judgment], all_of_them: bool) -> list[Judgment]:
    """The rows on screen."""
    return [j for j in in_order(judgments) if all_of_them or j.verdict not in QUIET]


def put_counts(c: Canvas, judgments: Sequence[Judgment], right: float, y: float, room: float) -> None:
    """How many were done, missed, to avoid: mark, number and word; without the words where there is no room."""
    counts: dict[Mark, int] = {m: n for m in COUNTED if (n := sum(j.mark == m for j in judgments))}
    labels = {mark: f"{n} {WORDS[mark]}" for mark, n in counts.items()}
    if sum(c.measure(label, "label") + 38 for label in labels.values()) > room:
        labels = {mark: str(n) for mark, n in counts.items()}
    for mark, label in reversed(labels.items()):
        right -= c.text(label, "label", COLOURS[mark], right, y, align="r") + 22
        put_mark(c, mark, right, y + 1, 16)
        right -= 14


def quoted(evidence: Evidence, texts: Mapping[int, str]) -> str:
    """The words as they are quoted: with … where the turn (`texts`: by its number) goes on before or behind them."""
    text = texts.get(evidence.turn, "")
    before = "…" if text[: evidence.start].strip() else ""
    behind = "…" if evidence.end and text[evidence.end :].strip(" .,;!?…") else ""
    return f"“{before}{evidence.quote}{behind}”"


@dataclass(frozen=True, slots=True)
class Row:
    """A judgment as it is listed: whether it is looked at, what choosing it does, what can be done about it, and what
    people remarked on it."""

    judgment: Judgment
    chosen: bool
    act: Callable[[], None]
    actions: Sequence[LineAction] = ()
    remarks: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Fold:
    """Whether rules that nothing happened to are shown, and what shows or hides them."""

    is_open: bool
    turn: Callable[[], None]


def put_judgments(
    c: Canvas,
    card: Scorecard | None,
    row: Callable[[Judgment], Row],
    texts: Mapping[int, str],
    fold: Fold,
    x: float,
    y: float,
    w: float,
) -> float:
    """One author's judgments under their heading, the quiet ones folded away; where they end. `texts`: what was said,
    by turn."""
    judgments = card.judgments if card else ()
    title = c.text("Moves", "h3", "ink", x, y)
    put_counts(c, judgments, x + w, y + 4, w - title - 20)
    y += 34
    rows = shown(judgments, fold.is_open)
    if not rows:
        author, silence = (card.author, card.silence) if card else ("No author", SILENT)
        says = f"{author} {silence}." if silence else "No rule spoke to this call."
        y += c.para(says, "body", "ink2", x, y + 8, w) + 20
    for judgment in rows:
        y += put_judgment(c, row(judgment), texts, x, y, w)
    quiet = sum(j.verdict in QUIET for j in judgments)
    return y + (_put_fold(c, quiet, fold, x, y, w) if quiet else 0.0)


def _put_fold(c: Canvas, quiet: int, fold: Fold, x: float, y: float, w: float) -> float:
    """What shows the quiet rules, or hides them; how high it is."""
    more = f"{quiet} more rule{'s' * (quiet != 1)}, not broken or not called for"
    label = "Show fewer rules" if fold.is_open else more
    c.icon("chevron-down" if fold.is_open else "chevron-right", x, y + 13, 18, "ink2")
    lines = c.height(label, "small", w - 26)
    high = max(44.0, lines + 20)
    c.para(label, "small", "ink2", x + 26, y + (high - lines) / 2, w - 26)
    c.spot("more", Box(x - 8, y, w + 16, high), fold.turn, label, radius=10)
    return high


def put_judgment(c: Canvas, row: Row, texts: Mapping[int, str], x: float, y: float, w: float) -> float:
    """One row, with its actions while it is chosen or focused; how high it became."""
    j, chosen, remarks = row.judgment, row.chosen, row.remarks
    name = f"judgment.{j.rule}"
    opened = bool(row.actions) and is_open(c, name, chosen)
    with c.aside():
        high = _row(c, j, texts, remarks, x, y, w)
        below = put_actions(c, name, row.actions, x + 32, y + high, w - 32) if opened else 0.0
    if chosen or c.look.hover == name:
        c.box(x - 8, y, w + 16, high + below, 10, "amber/0.16" if chosen else "line/0.3")
    told, role = f"{j.title}: {WORDS[j.mark]}", "chosen" if chosen else "radio"
    c.spot(name, Box(x - 8, y, w + 16, high), row.act, told, role=role, radius=10)
    _row(c, j, texts, remarks, x, y, w)
    if opened:
        high += put_actions(c, name, row.actions, x + 32, y + high, w - 32)
    c.line(x, y + high, w)
    return high + 1


def _row(
    c: Canvas, j: Judgment, texts: Mapping[int, str], remarks: Sequence[str], x: float, y: float, w: float
) -> float:
    put_mark(c, j.mark, x, y + 11, 20)
    left, inner = x + 32, w - 32
    said = points(j)
    said_w = c.measure(said, "small") if said else 0
    if said:
        c.text(
            said,
            "label" if j.verdict == "broken" else "small",
            COLOURS[j.verdict] if j.verdict == "broken" else "ink2",
            x + w,
            y + 12,
            align="r",
        )
    at = y + 11 + c.para(j.title, "row", "ink", left, y + 11, inner - said_w - 12)
    for evidence in dict.fromkeys(replace(e, move="") for e in j.evidence):
        at += _evidence(c, evidence, texts, left, at, inner)
    if not j.evidence:
        word = {"missed": "not said" if j.kind != "choose" else "not done"}.get(j.verdict, WORDS[j.verdict])
        at += c.para(word, "body", "ink2", left, at, inner)
    if j.why:
        at += c.para(j.why, "small", "ink2", left, at, inner)
    at += c.para(j.because, "source", "ink", left, at + 2, inner) + 3
    at += c.para(source(j), "small", "ink3", left, at, inner)
    if j.instead and j.verdict in ("missed", "broken", "unclear"):
        c.icon("lightbulb", left, at + 6, 18, "amber_text")
        runs = [Run("You could say: ", "label", "amber_text"), Run(j.instead, "body", "ink")]
        at += 5 + c.flow(runs, left + 26, at + 5, inner - 26)
    for remark in remarks:
        c.icon("quote", left, at + 6, 16, "ink2")
        at += 5 + c.para(remark, "small", "ink", left + 26, at + 5, inner - 26)
    return at - y + 11


def _evidence(c: Canvas, evidence: Evidence, texts: Mapping[int, str], x: float, y: float, w: float) -> float:
    time = clock(evidence.at)
    wide = c.measure(time, "mono") + 8
    c.text(time, "mono", "ink2", x, y, line=22)
    done = evidence.measure or ACTIONS.get(evidence.action, "what was done")
    done = f"{done}; promised {evidence.promise}" if evidence.promise else done
    words = quoted(evidence, texts) if evidence.quote else done
    return c.para(words, "body", "ink", x + wide, y, w - wide)
