"""Promises, the month, and the days practised. Rule: what became of a promise is told by mark and word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from simulator.core.progress import Due, Progress, days_practised, longest_streak, streak, weeks
from simulator.core.promises import DAYS, spoken_time
from simulator.core.scorecard import Verdict
from simulator.screen.canvas import Box, Canvas
from simulator.screen.marks import put_mark
from simulator.screen.widgets import button, button_width, icon_button, on_slip

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
STATES = {
    "open": "to be kept",
    "kept": "kept",
    "early": "rung early",
    "late": "rung late",
    "broken": "broken",
    "aside": "dropped when you began afresh",
}
_MARKS: dict[str, Verdict] = {
    "kept": "met",
    "early": "missed",
    "late": "missed",
    "broken": "broken",
    "aside": "not_applicable",
}


def put_slip(c: Canvas, due: Due, keep: Callable[[], None] | None, x: float, y: float, w: float) -> float:
    """The next promise, on a slip; `keep`: on to its briefing. How high it became."""
    return on_slip(c, lambda: _slip(c, due, keep, x, y, w), x, y, w)


def _slip(c: Canvas, due: Due, keep: Callable[[], None] | None, x: float, y: float, w: float) -> float:
    left, room = x + 22, w - 44
    at = y + 20 + c.para("A promise to keep", "label", "slip_ink", left, y + 20, room) + 2
    at += c.para(f"Ring {due.whom}" if due.whom else "Ring again", "h2", "ink", left, at, room)
    at += c.para(spoken_time(due.when), "row", "ink", left, at, room)
    if due.words:
        at += c.para(f"Your words: “{due.words}”", "body", "slip_ink", left, at + 2, room) + 2
    if keep:
        wide = min(room, button_width(c, "Prepare this call", "phone"))
        button(c, "keep", Box(left, at + 10, wide, 44), "Prepare this call", keep, "primary", icon="phone")
        at += 54
    return at - y + 20


def put_streak(c: Canvas, progress: Progress, x: float, y: float, w: float) -> float:
    """How many days running; how high it became."""
    days = days_practised(progress.attempts)
    running, longest = streak(days, progress.today), longest_streak(days)
    if running:
        title = f"{running} day{'s' * (running != 1)} running"
    else:
        title = f"No practice since {max(days):%d %B}".replace(" 0", " ") if days else "No day of practice yet"
    kept = [due.state for due in progress.dues if due.state not in ("open", "aside")]
    told = f"Longest row: {longest} day{'s' * (longest != 1)}."
    told += f" Promises kept: {kept.count('kept')} of {len(kept)}." if kept else ""
    room = w - 80
    high = 32 + c.height(title, "h3", room) + c.height(told, "small", room)
    c.box(x, y, w, high, 14, "surface", shadow=True)
    c.icon("flame", x + 20, y + high / 2 - 12, 24, "amber_text" if running else "ink3")
    at = y + 16 + c.para(title, "h3", "ink", x + 58, y + 16, room)
    c.para(told, "small", "ink2", x + 58, at, room)
    return high


def put_month(
    c: Canvas, progress: Progress, month: date, turn: Callable[[int], None], x: float, y: float, w: float
) -> float:
    """A month: a dot for each call of a day (three at most), and the days for which a call was promised. How high."""
    rows = weeks(month)
    step, each = (w - 36) / 7, 46.0
    key = "A dot is a call you made. A clock is a call you promised, by the clock of the call you promised it in."
    high = 92 + each * len(rows) + 4 + c.height(key, "small", w - 40) + 14
    c.box(x, y, w, high, 14, "surface", shadow=True)
    c.text(f"{MONTHS[month.month - 1]} {month.year}", "h3", "ink", x + 20, y + 16, line=32, allowed=w - 130)
    icon_button(c, "month.before", x + w - 102, y + 10, "chevron-left", "the month before", lambda: turn(-1))
    icon_button(c, "month.after", x + w - 56, y + 10, "chevron-right", "the month after", lambda: turn(1))
    practised = days_practised(progress.attempts)
    due = {d.when.date(): d for d in progress.dues}
    for column, name in enumerate(DAYS):
        middle = x + 18 + step * (column + 0.5)
        c.text(name, "small", "ink2", middle, y + 62, align="c", allowed=step)
        for row, week in enumerate(rows):
            _day(c, week[column], month, progress.today, practised, due, middle, y + 88 + row * each, step)
    c.para(key, "small", "ink2", x + 20, y + 92 + each * len(rows), w - 40)
    return high


def _day(
    c: Canvas,
    day: date,
    month: date,
    today: date,
    practised: dict[date, int],
    due: dict[date, Due],
    middle: float,
    y: float,
    step: float,
) -> None:
    inside = day.month == month.month
    side = min(step - 4, 44.0)
    if day in due:
        c.box(middle - side / 2, y, side, 42, 8, "slip")
    if day == today:
        c.box(middle - side / 2, y, side, 42, 8, border="ring", stroke=2)
    c.text(str(day.day), "mono", "ink" if inside else "ink3", middle, y + 3, align="c")
    state = due[day].state if day in due else ""
    if state == "open":
        c.icon("clock", middle - 7, y + 25, 14, "slip_ink")
    elif state:
        put_mark(c, _MARKS[state], middle - 7, y + 25, 14)
    else:
        dots = min(3, practised.get(day, 0))
        for i in range(dots):
            c.disc(middle + (i - (dots - 1) / 2) * 9, y + 31, 6, "ink2" if inside else "ink3")


def put_dues(c: Canvas, dues: Sequence[Due], x: float, y: float, w: float) -> float:
    """Every promise with what became of it, the latest first; how high it became."""
    at = y + c.para("Your promises", "h3", "ink", x, y, w) + 4
    if not dues:
        words = "Nothing is promised. A time that you name in a call stands here after it."
        return at - y + c.para(words, "body", "ink2", x, at, w)
    for due in reversed(dues):
        at += _due(c, due, x, at, w)
    return at - y


def _due(c: Canvas, due: Due, x: float, y: float, w: float) -> float:
    if due.state == "open":
        c.icon("clock", x, y + 10, 20, "ink2")
    else:
        put_mark(c, _MARKS[due.state], x, y + 10, 20)
    at = y + 8 + c.para(f"{spoken_time(due.when)}  {due.whom}", "row", "ink", x + 32, y + 8, w - 32)
    rung = f", {spoken_time(due.answered)}" if due.answered and due.state != "kept" else ""
    at += c.para(f"{STATES[due.state]}{rung}", "small", "ink2", x + 32, at, w - 32)
    if due.words:
        at += c.para(f"“{due.words}”", "small", "ink2", x + 32, at, w - 32)
    c.line(x, at + 8, w)
    return at + 9 - y
