"""The briefing: the slip that says who you are and whom you ring, the sound check, and what to do about a cell number.

Rule: the sound check listens while this screen is on and typing is off, and at no other time.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from simulator.core.events import Action
from simulator.core.tips import Tip
from simulator.core.ways import Way
from simulator.screen.briefing_cards import CHOICES, advise, choices_card, switches_card
from simulator.screen.canvas import Box, Canvas
from simulator.screen.dialogs import Answer, Question
from simulator.screen.header import HEIGHT, page_head
from simulator.screen.offers import Author, Situation
from simulator.screen.sound_card import SoundCard, SoundCheck
from simulator.screen.stage import Stage, Still
from simulator.screen.ways_card import ways_card
from simulator.screen.widgets import avatar, button, button_width, chip, slip
from simulator.screen.wrapping import Run


@dataclass(frozen=True, slots=True)
class Briefing:
    """What a trainee is told. `you`, `prospect`: name and firm or role in one line; `ring`: whose line it is; `now`:
    the game's date and time in words; `choices`: what may be done about the number, where that is a choice; `advice`:
    what the author would do about it, by way; `ways`: how the call may begin, the likeliest first. The chosen one says
    what is known, and when it is. `phone`: the trainee's own number, to be left; "" where the scenario has none."""

    title: str
    you: str
    prospect: str
    goal: str
    you_know: tuple[str, ...] = ()
    now: str = ""
    choices: tuple[Action, ...] = ()
    situation: Situation = "receptionist"
    difficulty: str = ""
    helps_with: str = ""
    ring: str = ""
    ways: tuple[Way, ...] = ()
    advice: Mapping[str, Tip] = field(default_factory=dict)
    phone: str = ""


_PLACES: dict[str, tuple[str, str]] = {
    "receptionist": ("Front desk", "concierge-bell"),
    "voicemail": ("Voicemail", "voicemail"),
    "cell": ("Cell", "smartphone"),
}
_TOPICS = (
    ("calendar-check", ("you promised",)),
    ("voicemail", ("voicemail", "message", "box", "beep")),
    ("smartphone", ("cell", "mobile")),
    ("users-round", ("referr", "sent you", "introduc", "suggested")),
    ("clock", ("o’clock", "lunch", "today", "morning", "afternoon")),
)
_FOOT = 100
DATE = "%A %d %B, %H:%M"


def topic(fact: str) -> str:
    """The icon that fits a fact on the slip."""
    low = fact.lower()
    return next((icon for icon, words in _TOPICS if any(word in low for word in words)), "book-open")


def headset_question(stage: Stage) -> Question:
    """Asked once: it decides whether one can break in by voice. Who leaves it by Esc is asked again next time."""
    return Question(
        stage,
        "How will you hear the other side?",
        "With a headset you can break in by speaking, as on any phone. With loudspeakers the microphone rests while "
        "the other side talks, and you break in by a key. You can change this at any time.",
        [
            Answer("Headset", lambda: stage.change(headset=True), "primary", "headphones"),
            Answer("Loudspeakers", lambda: stage.change(headset=False), "outline", "volume-2"),
            Answer("I’ll type", lambda: stage.change(typed=True, headset=True), "outline", "keyboard"),
        ],
        on_leave=lambda: None,
    )


class BriefingScreen(Still):
    """Preparing. `choice` is what was decided about the number, None where nothing was yet; `way` how it begins: the
    one asked for, where it is open. A way that waits for its minute, by `clock`, cannot be started before it."""

    called = "Briefing"
    moving = True

    def __init__(
        self,
        stage: Stage,
        briefing: Briefing,
        author: Author | None,
        sound: SoundCheck,
        start: Callable[[Action | None, str, Tip | None], None],
        back: Callable[[], None],
        clock: Callable[[], datetime] = datetime.now,
        way: str = "",
    ) -> None:
        self.stage, self.briefing, self.author, self.sound = stage, briefing, author, sound
        self._start, self._back = start, back
        self.choice: Action | None = None
        self._clock = clock
        # The one that was asked for comes first, where it may.
        ways = sorted(briefing.ways, key=lambda w: bool(way) and w.name != way)
        self.way = next((w for w in ways if self._is_open(w)), None)
        self._listening = False
        self._shown: Tip | None = None  # the tip about the number that was seen last
        self._seen: tuple[object, ...] = ()
        self._card = SoundCard(stage, sound)
        self._pane = Box(0, 0, 0, 0)

    # -- what happens --------------------------------------------------------------------------------------------------

    @property
    def ready(self) -> bool:
        """Whether the call can start: nothing to choose, or chosen; and nothing to wait for."""
        return (not self.briefing.choices or self.choice is not None) and not self.waits

    @property
    def waits(self) -> int:
        """Whole seconds until the call can start; 0 where it can."""
        return math.ceil(self.way.waits(self._clock())) if self.way else 0

    @property
    def tip(self) -> Tip | None:
        """What the author would do about the number, as the call begins now."""
        return self.briefing.advice.get(self.way.name if self.way else "")

    def _is_open(self, way: Way) -> bool:
        return way.opens is None or self._clock() >= way.opens

    @property
    def primary(self) -> str:  # type: ignore[override]
        """Enter starts the call."""
        return "start" if self.ready else ""

    def tick(self, now: float) -> bool:
        """Listen or not, as the setting says; see what was heard."""
        if self._listening == self.stage.settings.typed:
            self._listening = not self.stage.settings.typed
            (self.sound.open if self._listening else self.sound.close)()
        open_ways = sum(map(self._is_open, self.briefing.ways))
        seen = (self.sound.heard, self.sound.state, self.sound.failed, self.waits, open_ways)
        changed, self._seen = seen != self._seen, seen
        return changed

    def _hush(self) -> None:
        if self._listening:
            self._listening = False
            self.sound.close()

    def leave(self) -> None:
        """Esc: back to the lobby."""
        self._hush()
        self._back()

    def start(self) -> None:
        """Start the call."""
        if self.ready:
            self._hush()
            self._start(self.choice, self.way.name if self.way else "", self._shown)

    def _choose(self, choice: Action) -> None:
        self.choice = choice

    def _begin_by(self, way: Way) -> None:
        self.way = way

    # -- painting ------------------------------------------------------------------------------------------------------

    def paint(self, c: Canvas) -> None:
        """The slip on the left, sound and choices on the right; one column where it is narrow."""
        back = button_width(c, "Back", "arrow-left", "Esc")
        room = page_head(c, 1, back)
        button(c, "back", Box(room.x, 14, back, 44), "Back", self.leave, "outline", icon="arrow-left", hint="Esc")
        body = Box(40, HEIGHT, c.w - 80, c.h - HEIGHT - _FOOT)
        self._pane = body
        with c.pane("briefing", body, bleed=40) as painted:
            if c.w >= 1040:
                right = 440.0 if c.w >= 1200 else 380.0
                left = self._slip(c, Box(0, 20, body.w - right - 40, body.h - 20 - 12))
                painted(max(left, self._side(c, body.w - right, 20, right)) + 8)
            else:
                left = self._slip(c, Box(0, 20, body.w, 0))
                painted(self._side(c, 0, left + 20, body.w) + 16)
        self._foot(c)

    def _foot(self, c: Canvas) -> None:
        label, icon = CHOICES[self.choice] if self.choice else ("Start the call", "phone")
        w = button_width(c, label, icon, "Enter", big=True)
        y = c.h - 88
        x = c.w - 40
        if self.ready:
            x -= w
            button(c, "start", Box(x, y, w, 60), label, self.start, "primary", icon=icon, hint="Enter")
        words = "The other side answers by itself. You can break in, and you can hang up."
        if self.waits:
            due = self.way.due if self.way else None
            words = f"You promised {due:%H:%M}. The line opens in {self.waits // 60}:{self.waits % 60:02d}."
        elif not self.ready:
            numbers = " or ".join(str(i + 1) for i in range(len(self.briefing.choices)))
            words = f"First decide what you do with the number: press {numbers}. The choice is part of the call."
        room, style = x - 64, "h3" if self.waits else "body"
        c.para(words, style, "ink" if self.waits else "ink2", 40, y + 30 - c.height(words, style, room) / 2, room)

    def _slip(self, c: Canvas, box: Box) -> float:
        """The whole slip; painted twice, since its height is known only when its text was set."""
        with c.aside():
            high = max(box.h, self._slip_text(c, box))
        slip(c, Box(box.x, box.y, box.w, high))
        self._slip_text(c, Box(box.x, box.y, box.w, high))
        return box.y + high

    def _slip_text(self, c: Canvas, box: Box) -> float:
        b, pad = self.briefing, 36.0
        x, w = box.x + pad, box.w - 2 * pad
        place, icon = _PLACES[b.situation]
        label = f"{place}, {b.difficulty}" if b.difficulty else place
        chip_w = c.measure(label, "label") + 42
        beside = chip_w + 280 < w
        y = box.y + 26
        title = c.para(b.title, "h1", "ink", x, y, w - chip_w - 20 if beside else w)
        chip(c, x + w - chip_w if beside else x, y + 8 if beside else y + title + 6, label, icon)
        y += title + 20 + (0 if beside else 36)
        y = self._facts(c, x, y, w)
        c.text("Your goal", "label", "slip_ink", x, y)
        goal, you_know, now = self._told()
        y += 22 + c.para(goal, "h2", "ink", x, y + 22, w) + 14
        c.line(x, y, w, "slip_line")
        y += 14
        if you_know or now:
            c.text("What you know", "label", "slip_ink", x, y)
            y += 24
        for fact in you_know:
            y = self._known(c, fact, topic(fact), x, y, w)
        if now:
            y = self._known(c, now + ".", "clock", x, y, w)
        return self._scored_by(c, box, x, y, w)

    def _told(self) -> tuple[str, tuple[str, ...], str]:
        """The goal, what is known and the time, as the chosen way has them."""
        if self.way is None:
            return self.briefing.goal, self.briefing.you_know, self.briefing.now
        now = self.way.facts.now
        return self.way.goal, self.way.told, f"{now:{DATE}}" if now else self.briefing.now

    def _facts(self, c: Canvas, x: float, y: float, w: float) -> float:
        b = self.briefing
        whom = b.prospect.removesuffix(f", {b.ring}") if b.ring else b.prospect  # the firm is said once
        own = f"\nYour number {b.phone}" if b.phone else ""
        facts = [("You are", b.you + own), ("You help with", b.helps_with), ("You ring", b.ring), ("To reach", whom)]
        facts = [(label, text) for label, text in facts if text]
        columns = 2 if w >= 480 else 1
        each = (w - 32 * (columns - 1)) / columns
        for i in range(0, len(facts), columns):
            row = facts[i : i + columns]
            high = max(c.height(text, "fact", each) for _, text in row)
            for j, (label, text) in enumerate(row):
                at = x + j * (each + 32)
                c.text(label, "label", "slip_ink", at, y)
                c.para(text, "fact", "ink", at, y + 20, each)
                c.line(at, y + 20 + high + 10, each, "slip_line")
            y += 20 + high + 24
        return y

    def _known(self, c: Canvas, fact: str, icon: str, x: float, y: float, w: float) -> float:
        c.icon(icon, x, y + 1, 20, "slip_ink")
        first, dot, rest = fact.partition(". ")
        runs = [Run(first + dot, "row", "ink"), Run(rest, "body", "ink")] if rest else [Run(fact, "body", "ink")]
        return y + c.flow(runs, x + 34, y, w - 34) + 7

    def _scored_by(self, c: Canvas, box: Box, x: float, y: float, w: float) -> float:
        if self.author is None:
            return y - box.y + 12
        runs = [Run(self.author.name + "  ", "row", "ink"), Run(self.author.document, "source", "ink")]
        label = c.measure("Scored by", "label") + 54
        with c.aside():
            lines = c.flow(runs, x, y, w - label)
        y = max(y + 12, box.bottom - 36 - max(30.0, lines))
        c.line(x, y - 12, w, "slip_line")
        c.text("Scored by", "label", "slip_ink", x, y, line=30)
        avatar(c, x + label - 42, y, 30, self.author.initial, "amber", "on_amber")
        c.flow(runs, x + label, y + 4, w - label)
        return y - box.y + max(30.0, lines) + 22

    # -- the right column ----------------------------------------------------------------------------------------------

    def _side(self, c: Canvas, x: float, y: float, w: float) -> float:
        if len(self.briefing.ways) > 1:
            y = ways_card(c, self.briefing.ways, self.way, self._is_open, self._begin_by, Box(x, y, w, 0)) + 16
        if self.briefing.choices:
            y = choices_card(c, self.briefing.choices, self.choice, self._choose, self._advise, Box(x, y, w, 0)) + 16
        y = self._card.paint(c, x, y, w) + 16
        return switches_card(c, self.stage, Box(x, y, w, 0))

    def _advise(self, c: Canvas, x: float, y: float, w: float) -> float:
        """What the author would do about the number, where tips are on; how high that became."""
        if not self.stage.settings.tips or self.author is None:
            return 0.0
        self._shown = self.tip or self._shown
        return advise(c, self.tip, self.author.name, x, y, w)

    def live(self, c: Canvas, now: float) -> None:
        """The level meter."""
        if self._listening:
            self._card.live(c, self._pane)
