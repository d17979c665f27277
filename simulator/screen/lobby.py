"""The lobby: whom to ring, how hard they make it, and by whose rules the call is scored.

Rule: shown before any model is loaded, from what the shelf already knows.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from simulator.core.campaigns import Campaign
from simulator.screen.agenda import put_campaign, put_drill
from simulator.screen.authors import surname
from simulator.screen.canvas import Box, Canvas
from simulator.screen.header import HEIGHT, page_head
from simulator.screen.offers import SITUATIONS, Author, Offer, Shelf, Situation, offer_row, row_height
from simulator.screen.playbook_card import Shares, put_playbooks, silence, who_speaks
from simulator.screen.stage import Stage, Still
from simulator.screen.widgets import button, button_width, icon_button, keycap, notice, segments
from simulator.screen.widgets import segments_width as widths

ABOUT = "Practise a call. They answer, warm up or lose patience; then five authors, who disagree, score it."
FEW = 2
"""Scenarios of a kind that are all told in full; of more, only the chosen one is."""
_FOOT = 88


class Lobby(Still):
    """Choosing. What is chosen is kept in the settings and in `chosen`, one scenario a situation."""

    called = "Lobby"

    def __init__(
        self,
        stage: Stage,
        shelf: Shelf,
        brief: Callable[[str, str, str], None],
        progress: Callable[[], None],
        drill: Callable[[], None],
    ) -> None:
        self.stage, self.shelf, self._brief, self._progress, self._drill = stage, shelf, brief, progress, drill
        self._row = 0
        self.situation: Situation = "receptionist"
        self.chosen: dict[str, str] = {}
        self.closed: set[str] = set()
        self._seen: tuple[object, ...] = ()
        last = next((offer for offer in shelf.scenarios if offer.id == stage.settings.scenario), None)
        if last is not None:
            self.situation = last.situation
            self.chosen[last.situation] = last.id
        self._named = next(iter(self.offer.playbooks), "") if self.offer else ""

    # -- what is chosen ------------------------------------------------------------------------------------------------

    @property
    def primary(self) -> str:  # type: ignore[override]
        """Enter reads the briefing, where there is one to read."""
        return "brief" if self.offer and not self.offer.broken else ""

    @property
    def offers(self) -> list[Offer]:
        """The scenarios of the situation."""
        return [offer for offer in self.shelf.scenarios if offer.situation == self.situation]

    @property
    def offer(self) -> Offer | None:
        """The chosen scenario; the first where none was chosen."""
        found = [offer for offer in self.offers if offer.id == self.chosen.get(self.situation)]
        return (found or self.offers or [None])[0]  # type: ignore[list-item]

    @property
    def difficulty(self) -> str:
        """The kept difficulty, where the chosen scenario has it; else its middle one."""
        names = self.offer.difficulties if self.offer else ()
        kept = self.stage.settings.difficulty
        return kept if kept in names else names[(len(names) - 1) // 2] if names else ""

    @property
    def author(self) -> Author | None:
        """The chosen playbook; else, whatever is looked at since, the one that the first scenario shown names first."""
        books = self.shelf.playbooks
        wanted = self.stage.settings.playbook or self._named
        found = [book for book in books if book.id == wanted]
        return found[0] if found else books[0] if books else None

    def _choose(self, situation: Situation) -> None:
        self.situation = situation

    def _pick(self, offer: Offer) -> None:
        self.chosen[self.situation] = offer.id
        self.stage.change(scenario=offer.id)

    def brief(self) -> None:
        """On to the briefing."""
        if self.offer and not self.offer.broken:
            self._brief(self.offer.id, self.difficulty, "")

    def _turn(self, step: int) -> None:
        self._row += step

    def _go_on(self, campaign: Campaign) -> None:
        """On to the briefing of the next call of a row; a first one is as hard as what was chosen last."""
        offer = next((o for o in self.shelf.scenarios if o.id == campaign.scenario), None)
        names = offer.difficulties if offer else ()
        hard = next((d for d in (campaign.difficulty, self.stage.settings.difficulty) if d in names), "")
        self._brief(campaign.scenario, hard or names[(len(names) - 1) // 2] if names else "", campaign.way)

    def leave(self) -> None:
        """Esc: nothing to go back to."""

    def tick(self, now: float) -> bool:
        """New results, new notices."""
        agenda = self.shelf.agenda
        seen = (
            tuple(self.shelf.notices),
            list(self.shelf.scenarios),
            agenda.drill,
            (*agenda.campaigns,),
            agenda.speaks,
            agenda.streak,
        )
        changed, self._seen = seen != self._seen, seen
        return changed

    # -- painting ------------------------------------------------------------------------------------------------------

    def paint(self, c: Canvas) -> None:
        """Head, two columns (one where it is narrow), start bar."""
        words = c.w >= 800
        wide = button_width(c, "Progress", "trending-up", "P") if words else 44.0
        days = self._streak(c) if words else ""
        beside = c.measure(days, "body") + 46 if days else 0.0
        room = page_head(c, 0, 52 + wide + beside)
        if days:
            c.icon("flame", room.x, 26, 20, "ink2")
            c.text(days, "body", "ink2", room.x + 26, 14, line=44)
            room = Box(room.x + beside, room.y, room.w - beside, room.h)
        if words:
            place = Box(room.x, 14, wide, 44)
            button(c, "progress", place, "Progress", self._progress, icon="trending-up", hint="P", key="p")
        else:
            icon_button(c, "progress", room.x, 14, "trending-up", "Progress", self._progress)
        icon_button(c, "settings", room.x + wide + 8, 14, "settings", "Settings", self.stage.open_settings)
        wide = c.w >= 1060
        body = Box(0, HEIGHT, c.w, c.h - HEIGHT - _FOOT)
        with c.pane("lobby", Box(40, body.y, body.w - 80, body.h), bleed=40) as painted:
            w = body.w - 80
            top = self._notices(c, w)
            if wide:
                left = w - 360 - 32
                high = self._left(c, left, top, body.h if not top else 0)
                painted(max(high, self._playbooks(c, left + 32, self._today(c, left + 32, top + 18, 360), 360)))
            else:
                high = self._left(c, w, top, 0)
                painted(self._playbooks(c, 0, self._today(c, 0, high + 20, w), w))
        self._foot(c)

    def _streak(self, c: Canvas) -> str:
        """How many days in a row were practised, where there is room to say so."""
        days = self.shelf.agenda.streak
        return f"{days} days in a row" if days > 1 and c.w >= 1000 else ""

    def _notices(self, c: Canvas, w: float) -> float:
        y = 0.0
        for i, text in enumerate(self.shelf.notices):
            if text not in self.closed:
                y += notice(c, text, 0, y + 16, w, partial(self.closed.add, text), f"notice.{i}") + 16
        return y

    def _left(self, c: Canvas, w: float, top: float, page: float) -> float:
        y = top + 12 + c.para("Who are you ringing?", "h1", "ink", 0, top + 12, w)
        y += c.para(ABOUT, "body", "ink2", 0, y, w) + 12
        y = self._cards(c, w, y) + 22
        return self._list(c, w, y, page)

    def _cards(self, c: Canvas, w: float, y: float) -> float:
        each = (w - 32) / 3
        narrow = each < 200
        text_w = each - 36
        texts = max(c.height(about, "small", text_w) for _, _, _, about, _ in SITUATIONS)
        titles = max(c.height(t, "h3", text_w - (0 if narrow else 26)) for _, t, _, _, _ in SITUATIONS)
        foot = 44.0 if not narrow else 62.0
        high = 118 + 14 + titles + texts + foot + 10
        for i, (situation, title, art, about, _) in enumerate(SITUATIONS):
            x = i * (each + 16)
            on = situation == self.situation
            c.box(x, y, each, high, 14, "surface", shadow=True)
            c.bitmap(c.painter.art(art, each, 118, 14, "ab"), x, y)
            if on:
                c.box(x - 2.5, y - 2.5, each + 5, high + 5, 16, border="ring", stroke=3)
            c.para(title, "h3", "ink", x + 18, y + 132, text_w - (0 if narrow else 26))
            if not narrow:
                keycap(c, str(i + 1), x + each - 38, y + 135, "ink")
            c.para(about, "small", "ink2", x + 18, y + 132 + titles, text_w)
            self._card_foot(c, situation, x + 18, y + high - foot, text_w, narrow)
            role = "chosen" if on else "radio"
            c.spot(
                f"situation.{situation}",
                Box(x, y, each, high),
                partial(self._choose, situation),
                title,
                key=str(i + 1),
                role=role,
                radius=14,
            )
        return y + high

    def _card_foot(self, c: Canvas, situation: Situation, x: float, y: float, w: float, narrow: bool) -> None:
        here = [offer for offer in self.shelf.scenarios if offer.situation == situation]
        c.text(
            f"{len(here)} scenario{'' if len(here) == 1 else 's'}" if here else "none yet", "small", "ink2", x, y + 4
        )
        best = [offer.best[self.author.id] for offer in here if self.author and self.author.id in offer.best]
        if best:
            right, at = (x + w, y) if not narrow else (x + c.measure(str(max(best)), "h3") + 34, y + 24)
            number = c.text(str(max(best)), "h3", "ink", right, at, align="r")
            words = f"best, {surname(self.author.name)}" if self.author else "best"
            words = words if c.measure(words, "small") < w - number - 110 and not narrow else "best"
            c.text(words, "small", "ink2", right - number - 5, at + 4, align="r")

    def _list(self, c: Canvas, w: float, y: float, page: float) -> float:
        title = next(heading for s, _, _, _, heading in SITUATIONS if s == self.situation)
        names = self.offer.difficulties if self.offer else ()
        seg = widths(c, [name.capitalize() for name in names]) if names else 0
        beside = c.measure(title, "h3") + seg + 20 <= w
        c.para(title, "h3", "ink", 0, y + 9, w - seg if beside else w)
        if names:
            at = y if beside else y + 40
            chosen = names.index(self.difficulty)
            segments(
                c,
                "difficulty",
                w - seg if beside else 0,
                at,
                [n.capitalize() for n in names],
                chosen,
                lambda i: self.stage.change(difficulty=names[i]),
            )
            y = at
        y += 56
        high = sum(row_height(c, offer, w, self._brief_row(offer)) for offer in self.offers)
        if not self.offers:
            with c.aside():
                high = self._empty(c, w, y)
        room = page - y - 16
        if not self.offers or room < 160 or high <= room:
            c.box(0, y, w, high, 14, "surface", shadow=True)
            self._rows(c, w, y) if self.offers else self._empty(c, w, y)
            return y + high + 20
        c.box(0, y, w, room, 14, "surface", shadow=True)
        with c.pane("scenarios", Box(0, y + 4, w, room - 8), bleed=0) as painted:
            self._rows(c, w, 0)
            painted(high)
        return y + room + 16

    def _empty(self, c: Canvas, w: float, y: float) -> float:
        return (
            c.para(
                "No call of this kind yet. “hitzero new” in a terminal starts a scenario with a commented file.",
                "body",
                "ink2",
                24,
                y + 20,
                w - 48,
            )
            + 40
        )

    def _brief_row(self, offer: Offer) -> bool:
        """Whether a row tells only what tells it from others: of more than a few all but the chosen one."""
        return len(self.offers) > FEW and offer != self.offer

    def _rows(self, c: Canvas, w: float, y: float) -> None:
        offers = self.offers
        for i, offer in enumerate(offers):
            on, brief = offer == self.offer, self._brief_row(offer)
            box = Box(0, y, w, row_height(c, offer, w, brief))
            if on or c.look.hover == f"scenario.{offer.id}":
                at_end = i in (0, len(offers) - 1)
                c.box(0, y, w, box.h, 14 if at_end else 0, "amber/0.16" if on else "line/0.3")
            offer_row(c, offer, self.author, self.difficulty, box, on, partial(self._pick, offer), brief)
            y += box.h

    def _today(self, c: Canvas, x: float, y: float, w: float) -> float:
        """Today's drill and the row of calls, one above the other, or side by side where there is width for both."""
        agenda = self.shelf.agenda
        beside = w >= 720
        wide = (w - 16) / 2 if beside else w
        low = put_drill(c, agenda, x, y, wide, self._drill)
        at = (x + wide + 16, y) if beside and low > y else (x, low + (14 if low > y else 0))
        under = put_campaign(c, agenda.campaigns, self._row, *at, wide, self._turn, self._go_on)
        low = max(low, under)
        return low + 14 if low > y else y

    def _playbooks(self, c: Canvas, x: float, y: float, w: float) -> float:
        choose = lambda playbook: self.stage.change(playbook=playbook)  # noqa: E731
        return put_playbooks(c, self.shelf.playbooks, self.author, self._shares, choose, x, y, w)

    @property
    def _shares(self) -> Shares:
        """On how much of such calls each author has anything to say, as far as that is known."""
        return self.shelf.agenda.speaks.get(self.offer.id, {}) if self.offer else {}

    def _foot(self, c: Canvas) -> None:
        y = c.h - _FOOT
        c.line(40, y, c.w - 80)
        w = button_width(c, "Read the briefing", hint="Enter")
        x = c.w - 40 - (w if self.primary else 0)
        now = self.stage.settings
        sentence = self._sentence()
        change = self.stage.change
        states: list[tuple[str, str, str, Callable[[], None]]] = [
            ("captions", "captions", f"Captions {_on(now.captions)}", lambda: change(captions=not now.captions)),
            ("tips", "lightbulb", f"Tips {_on(now.tips)}", lambda: change(tips=not now.tips)),
            ("how", "keyboard", "Typed answers" if now.typed else "Voice, or type", self.stage.open_settings),
        ]
        at = 40.0
        if c.w >= 1060:
            for name, icon, words, act in states:
                place = Box(at - 8, y + 18, 44 + c.measure(words, "body"), 44)
                if c.look.hover == name:
                    c.box(*place, 10, "line/0.5")
                c.spot(name, place, act, words, radius=10)
                c.icon(icon, at, y + 31, 18, "ink2")
                at += 28 + c.text(words, "body", "ink2", at + 28, y + 29) + 34
        if self.primary:  # after what stands left of it: so Tab goes as one reads
            button(c, "brief", Box(x, y + 16, w, 48), "Read the briefing", self.brief, "primary", hint="Enter")
        room = x - 16 - at
        high = c.height(sentence, "body", room)
        c.para(sentence, "body", "ink2", at, y + 40 - high / 2, room, align="r")

    def _sentence(self) -> str:
        if not self.offer:
            return "Choose a call."
        if self.offer.broken:
            return f"“{self.offer.title}” has a fault and cannot be rung. “hitzero check” shows where."
        who = f", by {self.author.name}" if self.author else ""
        silent = silence(self._shares, self.author.id) if self.author else ""
        if silent:
            who += f", who {silent}. {who_speaks(self.shelf.playbooks, self._shares)}"
        return f"{self.offer.title}, {self.difficulty}{who}"


def _on(on: bool) -> str:
    return "on" if on else "off"
