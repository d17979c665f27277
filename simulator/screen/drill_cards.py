"""The parts of a drill: the line that wants an answer, the move to make, the setting, the verdict, and the end.

Rule: a verdict shows what it stands on: the trainee's own words, the rule in ours, its author and document; and words
that would have met it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from simulator.core.promises import spoken_time
from simulator.core.scorecard import Evidence
from simulator.screen.canvas import Canvas
from simulator.screen.judgments import source
from simulator.screen.marks import COLOURS, WORDS, put_mark
from simulator.screen.open_drill import Answered, Scene
from simulator.screen.widgets import avatar, on_card, on_slip
from simulator.screen.wrapping import Run

PLACES = {
    "receptionist": ("Front desk", "concierge-bell"),
    "voicemail": ("Voicemail", "voicemail"),
    "cell": ("Cell", "smartphone"),
}


def put_lines(c: Canvas, scene: Scene, x: float, y: float, w: float, with_move: bool) -> float:
    """What was said last, the line that wants an answer in large letters; where it ends. `with_move`: its slip stands
    far below, so the move is named here too."""
    if with_move:
        y += c.flow([Run("The move: ", "body", "ink2"), Run(scene.move, "row", "ink")], x, y, w) + 10
    place, icon = PLACES[scene.situation]
    c.icon(icon, x, y, 18, "ink2")
    y += c.para(f"{place}, {scene.difficulty}: {scene.title}", "body", "ink2", x + 28, y - 2, w - 28) + 14
    for turn in scene.turns[:-1]:
        mine = turn.who == "trainee"
        y += c.para("You" if mine else turn.speaker, "label", "you" if mine else "them", x, y, w)
        y += c.para(turn.text, "lead", "ink2", x, y, w) + 12
    last = scene.turns[-1]
    mine = last.who == "trainee"
    y += c.para("You" if mine else last.speaker, "lamp_on", "you" if mine else "them", x, y + 2, w) + 4
    return y + c.para(last.text, "caption", "ink", x, y, w)


SHOWS = "“Show me” counts as shown, not as done, and the moment comes back today."
SHOWN = "Nothing: you had it shown, so it counts as shown."


def put_move(c: Canvas, scene: Scene, x: float, y: float, w: float) -> float:
    """The slip with the move to make; where it ends."""
    return y + on_slip(c, lambda: _move(c, scene, x, y, w) - y, x, y, w)


def _move(c: Canvas, scene: Scene, x: float, y: float, w: float) -> float:
    x, w = x + 20, w - 40
    y += 18 + c.para("The move", "label", "slip_ink", x, y + 18, w)
    y += c.para(scene.move, "h3", "ink", x, y, w) + 4
    y += c.para(scene.because, "source", "ink", x, y, w) + 8
    if scene.why:
        y += c.para(scene.why, "label", "ink", x, y, w) + 8
    avatar(c, x, y, 28, scene.initial, "amber", "on_amber")
    runs = [Run(scene.author + "  ", "row", "ink"), Run(scene.document, "source", "ink")]
    return y + max(28.0, c.flow(runs, x + 40, y + 3, w - 40) + 3) + 18


def put_setting(c: Canvas, scene: Scene, x: float, y: float, w: float) -> float:
    """Who is who, and what is wanted; where it ends."""
    return y + on_card(c, lambda: _setting(c, scene, x, y, w) - y, x, y, w)


def _setting(c: Canvas, scene: Scene, x: float, y: float, w: float) -> float:
    x, w, y = x + 20, w - 40, y + 16
    for label, text in (("You are", scene.you), ("On the line", scene.whom), ("What you want", scene.goal)):
        if text:
            y += c.para(label, "label", "ink2", x, y, w)
            y += c.para(text, "body", "ink", x, y, w) + 8
    return y + 8


# -- the verdict -------------------------------------------------------------------------------------------------------


def said(answered: Answered) -> str:
    """A verdict in words, for who hears it read."""
    verdict = f"{_word(answered)}: {answered.judgment.title}. {comes_back(answered.back)}"
    return verdict if answered.judgment.verdict == "met" else f"{verdict} You could say: {answered.could}"


def _word(answered: Answered) -> str:
    judgment = answered.judgment
    if answered.shown:
        return "Shown"
    return "Missed in part" if judgment.partly else WORDS[judgment.verdict].capitalize()


def put_verdict(c: Canvas, answered: Answered, x: float, y: float, w: float) -> float:
    """The card with the verdict of one answer; where it ends."""
    return y + on_card(c, lambda: _verdict(c, answered, x, y, w) - y, x, y, w)


def _verdict(c: Canvas, answered: Answered, x: float, y: float, w: float) -> float:
    judgment = answered.judgment
    x, w, y = x + 28, w - 56, y + 26
    put_mark(c, judgment.mark, x, y, 40)
    high = c.para(_word(answered), "h2", COLOURS[judgment.verdict], x + 56, y - 6, w - 56)
    high += c.para(judgment.title, "row", "ink", x + 56, y - 6 + high, w - 56)
    y += max(40.0, high - 6) + 18
    last = answered.scene.turns[-1]
    mine = last.who == "trainee"
    y += c.para("You" if mine else last.speaker, "label", "you" if mine else "them", x, y, w)
    y += c.para(last.text, "body", "ink2", x, y, w) + 10
    y += _said(c, answered, x, y, w) + 14
    if judgment.verdict != "met" and judgment.why and not answered.shown:
        y += c.para(judgment.why, "body", "ink2", x, y, w) + 8
    y += c.para(judgment.because, "source", "ink", x, y, w) + 4
    y += c.para(source(judgment), "small", "ink3", x, y, w) + 16
    if judgment.verdict != "met":
        c.icon("lightbulb", x, y + 1, 20, "amber_text")
        y += c.flow(
            [Run("You could say: ", "row", "amber_text"), Run(answered.could, "lead", "ink")], x + 30, y, w - 30
        )
        y += 16
    c.line(x, y, w)
    c.icon("calendar-check" if answered.back else "rotate-ccw", x, y + 16, 18, "ink2")
    return y + 14 + c.para(comes_back(answered.back), "body", "ink2", x + 30, y + 14, w - 30) + 16


def _said(c: Canvas, answered: Answered, x: float, y: float, w: float) -> float:
    """The trainee's words, with what shows the verdict on a ground of its own; how high they became."""
    high = c.para("You said", "label", "you", x, y, w)
    if not answered.said:
        return high + c.para(SHOWN, "body", "ink2", x, y + high, w)
    ground = {"met": "done/0.18", "broken": "avoid/0.18"}.get(answered.judgment.verdict, "ink3/0.22")
    runs = [Run(text, "lead", "ink", ground=ground if shown else "") for text, shown in _parted(answered)]
    return high + c.flow(runs, x, y + high, w)


def _parted(answered: Answered) -> list[tuple[str, bool]]:
    """The words in pieces: those that show the verdict, and the rest."""
    said, at, parts = answered.said, 0, list[tuple[str, bool]]()
    for start, end in _spans(said, answered.judgment.evidence):
        if end > at:
            parts += [(said[at:start], False), (said[max(at, start) : end], True)]
            at = end
    return [(text, shown) for text, shown in (*parts, (said[at:], False)) if text]


def _spans(said: str, evidence: Sequence[Evidence]) -> list[tuple[int, int]]:
    """Where the quoted words stand; those with nothing but a space between them are one."""
    found = {(said.find(e.quote), said.find(e.quote) + len(e.quote)) for e in evidence if e.quote and e.quote in said}
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and not said[joined[-1][1] : start].strip():
            start, end = joined[-1][0], max(joined.pop()[1], end)
        joined.append((start, end))
    return joined


def comes_back(day: date | None) -> str:
    """When a rule comes again, in words."""
    return f"It comes back {spoken_time(datetime.combine(day, time()))}." if day else "It comes back today."


# -- the end -----------------------------------------------------------------------------------------------------------


def put_end(c: Canvas, answered: Sequence[Answered], w: float) -> float:
    """How it went: a row each, and when each comes back; where it ends."""
    well = sum(one.judgment.verdict == "met" for one in answered)
    shown = sum(one.shown for one in answered)
    y = 26 + c.para(f"{well} of {len(answered)} done{f', {shown} shown' if shown else ''}", "h1", "ink", 0, 26, w)
    text = "What you met rests for some days, longer each time. What you missed or had shown is due again at once."
    y += c.para(text, "body", "ink2", 0, y + 2, w) + 18
    w = min(w, 860.0)
    return y + on_card(c, lambda: _rows(c, answered, y, w) - y, 0, y, w)


def _rows(c: Canvas, answered: Sequence[Answered], y: float, w: float) -> float:
    y += 8
    for i, one in enumerate(answered):
        if i:
            c.line(24, y, w - 48)
        judgment, inner = one.judgment, w - 48 - 36
        back = comes_back(one.back).removesuffix(".")
        beside = inner - c.measure(back, "small") - 20
        room = beside if beside >= 260 else inner
        put_mark(c, judgment.mark, 24, y + 12, 22)
        high = c.para(judgment.title, "row", "ink", 60, y + 10, room)
        word = "shown" if one.shown else WORDS[judgment.verdict]
        high += c.para(f"{word} · {judgment.author}", "small", "ink2", 60, y + 10 + high, room)
        if beside >= 260:
            c.text(back, "small", "ink2", w - 24, y + 10, align="r", line=20)
        else:
            high += c.para(back, "small", "ink2", 60, y + 10 + high, room)
        y += high + 20
    return y + 8
