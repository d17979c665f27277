"""What the lobby offers beside the scenarios, as two cards: today's drill on its slip, and the row of calls.

Rule: a card says what it offers and why, in figures from the trainee's own calls; where there are none it says so. What
is done is told by a mark and a word.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from functools import partial
from typing import Protocol

from simulator.core.campaigns import Campaign, Step
from simulator.core.drills import IN_A_ROW, Today
from simulator.core.promises import spoken_time
from simulator.screen.canvas import Box, Canvas
from simulator.screen.marks import put_mark
from simulator.screen.widgets import Kind, button, button_width, lamp, on_card, on_slip

SHOWN = 3
"""Calls of a row that stand side by side on its card."""
_COUNT = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}


@dataclass(frozen=True, slots=True)
class DrillOffer:
    """Today's drill, the title of the rule that comes first and its author."""

    today: Today
    title: str
    author: str


class Agenda(Protocol):
    """What is worked out of the records. `is_ready`: once it was; until then nothing is known of the rest."""

    @property
    def is_ready(self) -> bool: ...
    @property
    def drill(self) -> DrillOffer | None: ...
    @property
    def campaigns(self) -> Sequence[Campaign]: ...
    @property
    def streak(self) -> int:
        """Days in a row on which was practised, up to today."""
        ...

    @property
    def speaks(self) -> Mapping[str, Mapping[str, float]]:
        """By scenario and playbook: on which part of its plans, 0 to 1, the author has anything to say."""
        ...

    def begin(self) -> None:
        """Work it out anew, behind the window's back."""
        ...


# -- today's drill -----------------------------------------------------------------------------------------------------


def put_drill(c: Canvas, agenda: Agenda, x: float, y: float, w: float, start: Callable[[], None]) -> float:
    """The slip with today's drill; where it ends. Nothing where no plan holds a moment."""
    if agenda.is_ready and agenda.drill is None:
        return y
    return y + on_slip(c, lambda: _drill(c, agenda.drill, x, y, w, start) - y, x, y, w)


def _drill(c: Canvas, offer: DrillOffer | None, x: float, y: float, w: float, start: Callable[[], None]) -> float:
    x, inner, y = x + 20, w - 40, y + 13
    label = c.text("Today’s drill", "label", "slip_ink", x, y, line=20)
    if offer is None:
        y += 22 + c.para("Looking at your calls", "h3", "ink", x, y + 22, inner)
        return y + c.para("What you miss most comes first.", "body", "slip_ink", x, y + 2, inner) + 20
    _so_far(c, offer.today, x + inner, y, inner - label - 16)
    title, text = told(offer)
    fits = c.measure(title, "h3") <= inner
    y += 21 + c.para(title, "h3" if fits else "row", "ink", x, y + 21, inner) + 1
    y += c.para(text, "body", "slip_ink", x, y, inner) + 11
    words, kind = _button(offer.today)
    wide = button_width(c, words, "play", "D")
    button(c, "drill", Box(x, y, wide, 44), words, start, kind, icon="play", hint="D", key="d")
    n = len(offer.today.moments)
    short = f"about {offer.today.minutes} min"
    for minutes in (f"{n} moment{'s' * (n != 1)}, {short}", short):
        if wide + 16 + c.measure(minutes, "small") <= inner:
            c.text(minutes, "small", "slip_ink", x + wide + 16, y, line=44)
            break
    return y + 44 + 12


def _so_far(c: Canvas, today: Today, right: float, y: float, room: float) -> None:
    """How much of it is done, at the right end of the slip."""
    done = today.done % IN_A_ROW or (today.done and IN_A_ROW)
    words = "done today" if today.is_done else f"{done} of {IN_A_ROW} done" if done else "not done yet"
    if c.measure(words, "small") + 22 > room:
        return
    wide = c.text(words, "small", "slip_ink", right, y, align="r", line=20)
    if today.is_done:
        put_mark(c, "met", right - wide - 22, y + 2, 16)


def _button(today: Today) -> tuple[str, Kind]:
    if today.is_done:
        return f"{IN_A_ROW} more", "outline"
    if today.done:
        return "Go on", "ink"
    return ("Drill anyway", "outline") if today.due else ("Start drill", "ink")


def told(offer: DrillOffer) -> tuple[str, str]:
    """What the slip says: a heading, and why."""
    today = offer.today
    if today.is_done:
        again = f" The next one is due {_day(today)}." if today.due else ""
        shown = f", {today.shown} shown" if today.shown else ""
        return "Done for today", f"{today.met} of {today.done} well{shown}.{again}"
    if today.due:
        return "Nothing is due today", f"The next one comes back {_day(today)}."
    if today.missed:
        calls = (
            "in the only call that asked for it" if today.called == 1 else f"in {today.missed} of {today.called} calls"
        )
        return offer.title, f"You missed this {calls}."
    if not today.calls:
        return offer.title, "No call yet: what authors value most."
    return offer.title, f"By {offer.author}."


def _day(today: Today) -> str:
    return spoken_time(datetime.combine(today.due, time())) if today.due else ""


# -- the row of calls --------------------------------------------------------------------------------------------------


def put_campaign(
    c: Canvas,
    rows: Sequence[Campaign],
    shown: int,
    x: float,
    y: float,
    w: float,
    turn: Callable[[int], None],
    go: Callable[[Campaign], None],
) -> float:
    """The card with one row of calls; where it ends. `turn` shows the next row, or with -1 the one before; `go`
    prepares its next call."""
    if not rows:
        return y
    campaign = rows[shown % len(rows)]
    return y + on_card(c, lambda: _campaign(c, rows, campaign, x, y, w, turn, go) - y, x, y, w)


def _campaign(
    c: Canvas,
    rows: Sequence[Campaign],
    campaign: Campaign,
    x: float,
    y: float,
    w: float,
    turn: Callable[[int], None],
    go: Callable[[Campaign], None],
) -> float:
    label = c.text("Campaign", "label", "ink2", x + 20, y + 9, line=20)
    if len(rows) > 1:
        _pager(c, x + w - 12, y - 1, rows.index(campaign) + 1, len(rows), w - 40 - label, turn)
    at = y + 35 + c.para(_title(campaign), "h3", "ink", x + 20, y + 35, w - 40)
    at += c.para(campaign.called, "small", "ink2", x + 20, at, w - 40) if campaign.called else 0
    box = Box(x + 8, at, w - 16, 0)
    with c.aside():
        high = _steps(c, campaign, x + 20, at + 6, w - 40)
    box = Box(box.x, box.y, box.w, high + 9)
    if c.look.hover == "campaign":
        c.box(*box, 10, "line/0.3")
    c.spot("campaign", box, lambda: go(campaign), said(campaign), key="c", radius=10)
    _steps(c, campaign, x + 20, at + 6, w - 40)
    return at + high + 9 + 4


def _pager(c: Canvas, right: float, y: float, at: int, of: int, room: float, turn: Callable[[int], None]) -> None:
    """On to the next row of calls, or back to the one before; which one this is stands between them."""
    place = f"{at} of {of}"
    wide = c.measure(place, "small") if room >= 150 else 0.0
    if wide:
        c.text(place, "small", "ink2", right - 44 - wide / 2, y, align="c", line=40)
    for name, icon, step, x, words in (
        ("campaign.back", "chevron-left", -1, right - 88 - wide, "row before"),
        ("campaign.turn", "chevron-right", 1, right - 44, "next row"),
    ):
        if c.look.hover == name:
            c.box(x + 4, y + 2, 36, 36, 8, "line/0.5")
        c.spot(name, Box(x, y, 44, 40), partial(turn, step), f"Show the {words} of calls; this is {place}", radius=8)
        c.icon(icon, x + 12, y + 10, 20, "ink2")


def _title(campaign: Campaign) -> str:
    n, first = len(campaign.steps), campaign.to.split()[0]
    return f"{_COUNT.get(n, str(n)).capitalize()} calls to {first}"


def said(campaign: Campaign) -> str:
    """Where the row stands and what is next, in one sentence."""
    coming = next((step for step in campaign.steps if step.stands == "next"), None)
    of = len(campaign.steps)
    if coming is None:
        return f"{_title(campaign)}: all {of} were made. Ring again, or start afresh"
    when = f", {coming.when}" if coming.when else ""
    return f"{_title(campaign)}: {campaign.made} of {of} made. Next: {coming.name.lower()}, {coming.what}{when}"


def _steps(c: Canvas, campaign: Campaign, x: float, y: float, w: float) -> float:
    """The calls as lamps in a line; how high it became. Of a long row those round the next call are shown, and how many
    lie before and behind them."""
    first = _first_shown(campaign)
    steps = campaign.steps[first : first + SHOWN]
    each = (w + 12) / len(steps)
    high = 0.0
    for i, step in enumerate(steps):
        at = x + i * each
        if i < len(steps) - 1:
            c.line(at + 32, y + 10, each - 44)
        if step.stands == "made":
            put_mark(c, "met", at, y, 22)
        elif step.stands == "next":
            lamp(c, at + 11, y + 11, "on")
        else:
            c.disc(at + 11, y + 11, 20, border="line_strong", stroke=1.5)
        high = max(high, _step(c, step, at, y + 26, each - 10))
    after = len(campaign.steps) - first - len(steps)
    others = ", ".join(text for n, text in ((first, f"{first} before these"), (after, f"{after} after them")) if n)
    return 26 + high + (c.para(others, "small", "ink2", x, y + 28 + high, w) + 2 if others else 0)


def _first_shown(campaign: Campaign) -> int:
    """The place of the first call that is shown: one that was made, then the next one, where there are such."""
    coming = next((i for i, step in enumerate(campaign.steps) if step.stands == "next"), len(campaign.steps))
    return max(0, min(coming - 1, len(campaign.steps) - SHOWN))


def _step(c: Canvas, step: Step, x: float, y: float, w: float) -> float:
    tint = "amber_text" if step.stands == "next" else "ink2"
    high = c.para(step.name, "label", "ink", x, y, w)
    if step.stands == "next":
        return high + c.para(step.when or step.what, "label" if step.when else "small", tint, x, y + high, w)
    return high + c.para(f"{step.what}, {step.when}" if step.when else step.what, "small", tint, x, y + high, w)
