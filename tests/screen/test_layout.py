"""No screen lets a text run out of its room or over another, at any size and zoom that is offered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from itertools import combinations

import pytest

from screen.home import SampleHouse
from screen.past import BROKEN_RECORDS, LONG_PAST, NO_PAST, PAST, READING, SHORT_PAST, SamplePast
from screen.sample import (
    AUTHORS,
    BRIEFING,
    CHOICE,
    JUDGMENTS,
    MEASURES,
    OFFERS,
    PROMISE,
    PROMISED,
    WAITING,
    WAYS,
    SampleDebrief,
    SampleShelf,
    SampleSound,
    box_line,
    cell_line,
    desk_line,
)
from screen.screens_heard import HEARD
from screen.screens_today import TODAYS
from screen.screens_tries import TRIES
from screen.seat import Seat
from screen.test_tip_card import TIP
from simulator.core.tips import Tip
from simulator.screen.briefing import Briefing, BriefingScreen, headset_question
from simulator.screen.call import CallScreen
from simulator.screen.canvas import Box, Placed, Spot
from simulator.screen.first_run import FirstSteps
from simulator.screen.handset import KeypadDialog
from simulator.screen.lobby import Lobby
from simulator.screen.offers import Author
from simulator.screen.progress import ProgressScreen
from simulator.screen.scorecard import ScorecardScreen
from simulator.screen.settings_page import SettingsPage
from simulator.screen.tip_card import TipDialog

LONG = "A title that a trainer with a great deal to say has written without a thought for anybody’s window"
WORD = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle"
LONG_OFFER = replace(OFFERS[0], id="long", title=LONG, callee=f"{WORD} at reception", about=f"{LONG}. {LONG}.")
BROKEN = replace(
    OFFERS[0], id="broken", broken="broken.yaml:12: no move is called ‘ask_cel_number’; did you mean ‘ask_cell_number’?"
)
MANY = tuple(replace(OFFERS[0], id=f"call-{i}", title=f"Call number {i}") for i in range(24))
SCRIPTS = tuple(
    replace(OFFERS[0], id=f"script-{i}", title=name, callee=name, about=f"{name} · {name}")
    for i, name in enumerate(
        ("Nguyễn Thị Hằng", "Жанна Щукина", "Ελένη Παπαδοπούλου", "דנה כהן", "محمد علي 1024", "\U0001fbf0")
    )
)
LONG_BRIEFING = replace(
    BRIEFING, title=LONG, you=f"{LONG}, {WORD}", goal=f"{LONG}. {LONG}.", you_know=(LONG + ". " + LONG,) * 5
)
LONG_WAYS = tuple(replace(way, label=LONG, about=f"{LONG}. {WORD}", told=(LONG,) * 4) for way in WAYS)
NOTICE = "No microphone was found. You can type every answer; plug one in, and it is used from the next call on."
LONG_TIP = replace(TIP, what=LONG, words=f"{LONG}. {LONG}.", because=f"{LONG} {WORD}", author=WORD, document=LONG)
Show = Callable[[Seat], None]
INITIALS = {author.id: author.initial for author in AUTHORS}


def lobby(shelf: SampleShelf) -> Callable[[Seat], None]:
    return lambda seat: seat.window.show(Lobby(seat.window, shelf, lambda *way: None, lambda: None, lambda: None))


def briefing(
    which: Briefing,
    sound: SampleSound | None = None,
    clock: Callable[[], datetime] = datetime.now,
    **settings: object,
) -> Callable[[Seat], None]:
    sound = sound or SampleSound()

    def show(seat: Seat) -> None:
        seat.window.change(**settings)
        nothing = (lambda *how: None, lambda: None)
        seat.window.show(BriefingScreen(seat.window, which, AUTHORS[0], sound, *nothing, clock))

    return show


def call(
    line: Callable[[], object], settings: dict[str, object] | None = None, **fields: object
) -> Callable[[Seat], None]:
    def show(seat: Seat) -> None:
        made = line()
        seat.window.change(**(settings or {}))
        for name, value in fields.items():
            setattr(made, name, value)
        seat.window.show(CallScreen(seat.window, made, lambda: None))  # type: ignore[arg-type]

    return show


def keypad(line: Callable[[], object]) -> Callable[[Seat], None]:
    def show(seat: Seat) -> None:
        call(line)(seat)
        seat.wait()
        seat.window.ask(KeypadDialog(seat.window, seat.window.screen.line.call, lambda key: None))  # type: ignore[union-attr]

    return show


def all_of(tip: Tip) -> Callable[[Seat], None]:
    def show(seat: Seat) -> None:
        call(desk_line)(seat)
        seat.window.ask(TipDialog(seat.window, tip))

    return show


def ended(line: Callable[[], object]) -> Callable[[Seat], None]:
    def show(seat: Seat) -> None:
        made = line()
        made.hang_up()  # type: ignore[attr-defined]
        seat.window.show(CallScreen(seat.window, made, lambda: None))  # type: ignore[arg-type]

    return show


def scorecard(debrief: SampleDebrief, playbook: str = "ask-for-help", unfold: bool = False) -> Callable[[Seat], None]:
    def show(seat: Seat) -> None:
        screen = ScorecardScreen(seat.window, debrief, playbook, INITIALS, lambda: None, lambda: None)
        screen.all_rules = unfold
        seat.window.show(screen)

    return show


def asked(show: Callable[[Seat], None]) -> Callable[[Seat], None]:
    def both(seat: Seat) -> None:
        show(seat)
        seat.window.ask(headset_question(seat.window))

    return both


LONG_HOUSE = SampleHouse([LONG, WORD], [WORD * 2, LONG], 3, f"/home/{WORD}/{LONG}/{WORD}/calls")


def settings(
    part: str, house: SampleHouse | None = None, act: str = "", key: str = "", on_call: bool = False, **fields: object
) -> Callable[[Seat], None]:
    """A part of the settings, with a spot acted on and a key pressed in it."""

    def show(seat: Seat) -> None:
        (call(desk_line) if on_call else lobby(SampleShelf()))(seat)
        seat.window.change(**fields)
        page = SettingsPage(
            seat.window, house or SampleHouse(), SampleSound(), on_call, None if on_call else seat.begin
        )
        page.choose(next(s for s in page.sections if s.name == part))
        seat.window.ask(page)
        seat.wait()
        if act:
            next(spot for spot in seat.window.spots if spot.name == act).act()
        if key:
            seat.letter(key)

    return show


def first_steps(step: int, house: SampleHouse | None = None, **fields: object) -> Callable[[Seat], None]:
    def show(seat: Seat) -> None:
        seat.window.change(**fields)
        screen = FirstSteps(seat.window, house or SampleHouse(), SampleSound(), lambda: None)
        screen.go(step)
        seat.window.show(screen)
        seat.wait()

    return show


def progress(past: SamplePast, act: str = "", to: float = 0.0, authors: tuple[Author, ...] = AUTHORS) -> Show:
    """The way so far, with a spot acted on, scrolled."""

    def show(seat: Seat) -> None:
        nothing = lambda *given: None  # noqa: E731
        seat.window.show(
            ProgressScreen(seat.window, past, authors, "ask-for-help", nothing, nothing, lambda: None, nothing)
        )
        seat.wait()
        if act:
            next(spot for spot in seat.window.spots if spot.name == act).act()
        pane = seat.window.pane("progress")
        if to and pane:
            seat.wait().window.scroll_to(pane, to)

    return show


LONG_JUDGMENTS = tuple(replace(j, title=LONG, because=f"{LONG}. {WORD}", instead=LONG, author=WORD) for j in JUDGMENTS)


def long_debrief() -> SampleDebrief:
    plain = SampleDebrief()
    cards = {k: replace(card, author=f"{WORD} {k}") for k, card in plain.scorecards.items()}
    cards["ask-for-help"] = replace(cards["ask-for-help"], judgments=LONG_JUDGMENTS)
    return SampleDebrief(title=LONG, scorecards=cards, marked_unsaved=NOTICE)


def empty_debrief() -> SampleDebrief:
    plain = SampleDebrief()
    return SampleDebrief(transcript=replace(plain.transcript, turns=(), actions=()), disagreements=(), measures=())


def typed_debrief() -> SampleDebrief:
    return SampleDebrief(measures=tuple(replace(m, value=None, why=f"{LONG}. {WORD}") for m in MEASURES))


SCREENS: dict[str, Callable[[Seat], None]] = {
    "lobby": lobby(SampleShelf()),
    "lobby, empty": lobby(SampleShelf((), (), [])),
    "lobby, long texts": lobby(SampleShelf((LONG_OFFER, BROKEN), AUTHORS, [NOTICE, NOTICE + " " + WORD])),
    "lobby, other scripts": lobby(SampleShelf(SCRIPTS)),
    "lobby, many": lobby(SampleShelf(MANY)),
    "lobby, a promise": lobby(SampleShelf((replace(OFFERS[0], promise=PROMISE), *OFFERS[1:]))),
    "briefing": briefing(BRIEFING),
    "briefing, a choice": briefing(CHOICE, SampleSound(heard="Good morning, could you help me for a moment")),
    "briefing, a tip on the number": briefing(CHOICE, SampleSound(heard="Good morning"), tips=True),
    "briefing, a long tip on the number": briefing(replace(CHOICE, advice={"": LONG_TIP}), tips=True),
    "briefing, long texts": briefing(LONG_BRIEFING, SampleSound(heard=LONG * 2)),
    "briefing, a promise": briefing(PROMISED),
    "briefing, a promise that waits": briefing(WAITING, clock=lambda: datetime(2026, 11, 25, 8, 56, 48)),
    "briefing, a promise to come": briefing(WAITING, clock=lambda: datetime(2026, 11, 24, 12)),
    "briefing, ways and a choice, long texts": briefing(replace(LONG_BRIEFING, ways=LONG_WAYS, choices=CHOICE.choices)),
    "briefing, no microphone": briefing(BRIEFING, SampleSound(state=NOTICE, failed=True)),
    "call, receptionist": call(desk_line),
    "call, voicemail": call(box_line),
    "call, cell": call(cell_line),
    "call, notice": call(desk_line, notice=NOTICE, muted=True, said=None),
    "call, over": ended(desk_line),
    "call, a tip": call(desk_line, settings={"tips": True}, tip=TIP),
    "call, a tip on tape": call(box_line, settings={"tips": True}, tip=TIP),
    "call, a long tip": call(cell_line, settings={"tips": True}, tip=LONG_TIP),
    "call, no tip": call(cell_line, settings={"tips": True}),
    "call, all of a tip": all_of(LONG_TIP),
    "call, keypad": keypad(box_line),
    "scorecard": scorecard(SampleDebrief()),
    "scorecard, all rules": scorecard(SampleDebrief(), unfold=True),
    "scorecard, long texts": scorecard(long_debrief(), unfold=True),
    "scorecard, nothing to say": scorecard(SampleDebrief(), "cell-no"),
    "scorecard, typed": scorecard(typed_debrief()),
    "scorecard, nothing said": scorecard(empty_debrief()),
    **HEARD,
    **{f"settings, {part}": settings(part) for part in ("sound", "calls", "display", "keys", "privacy")},
    "settings, sound check": settings("sound", act="check"),
    "settings, a key that is taken": settings("keys", act="change.talk", key="m"),
    "settings, on a call": settings("sound", on_call=True),
    "settings, no devices": settings("sound", SampleHouse([], [], 0), act="check"),
    "settings, long names": settings("sound", LONG_HOUSE, microphone=f"{LONG} {WORD}"),
    "settings, nothing kept": settings("privacy", SampleHouse(calls=0)),
    "settings, long path": settings("privacy", LONG_HOUSE, act="copy_path"),
    "first steps, what": first_steps(0),
    "first steps, talk": first_steps(1),
    "first steps, check": first_steps(2),
    "first steps, typed": first_steps(2, typed=True),
    "first steps, long names": first_steps(2, LONG_HOUSE),
    "call, push to talk": call(desk_line, settings={"talk": "hold"}, said=None),
    "progress": progress(PAST),
    "progress, further down": progress(PAST, to=620),
    "progress, few calls": progress(SHORT_PAST),
    "progress, nothing yet": progress(NO_PAST),
    "progress, reading": progress(READING),
    "progress, broken records": progress(BROKEN_RECORDS),
    "progress, many and long": progress(
        LONG_PAST, "older", authors=tuple(replace(a, name=f"{a.name} {WORD}") for a in AUTHORS)
    ),
    "progress, an author who says nothing": progress(SHORT_PAST, "author.cell-no"),
    "headset question": asked(lobby(SampleShelf())),
    **TODAYS,
    **TRIES,
}
SIZES = {
    "small": (1000, 700, 1.0),
    "design": (1280, 800, 1.0),
    "large": (1920, 1200, 1.0),
    "zoomed": (1280, 800, 1.5),
    "largest zoom": (1000, 700, 1.75),
}


@dataclass(frozen=True)
class Picture:
    """What a screen left behind when it was painted."""

    w: float
    h: float
    texts: tuple[Placed, ...]
    spots: tuple[Spot, ...]
    panes: dict[str, Box]


@cache
def painted(name: str, size: str) -> Picture:
    """A screen at a size, painted once for all the checks."""
    wide, high, zoom = SIZES[size]
    seat = Seat((wide, high), zoom=zoom, reduce_motion=True)
    SCREENS[name](seat)
    page = seat.wait().window.page
    assert page is not None
    texts = tuple(text for text in seat.texts if text.text.strip())
    spots = tuple(replace(spot, act=_nothing) for spot in page.spots)  # an act holds its window, and all its bitmaps
    return Picture(page.w, page.h, texts, spots, {pane.name: pane.box for pane in page.panes})


def _nothing() -> None:
    """What a picture does when it is clicked."""


@pytest.fixture(params=[f"{name} / {size}" for name in SCREENS for size in SIZES])
def picture(request: pytest.FixtureRequest) -> Picture:
    return painted(*request.param.split(" / "))


def test_no_text_runs_out_of_its_room(picture: Picture) -> None:
    too_wide = [t.text for t in picture.texts if t.allowed and t.box.w > t.allowed + 1]
    outside = [t.text for t in picture.texts if t.box.x < -0.5 or t.box.right > picture.w + 0.5]
    beyond = [t.text for t in picture.texts if t.pane and t.box.right > picture.panes[t.pane].right + 1]
    below = [t.text for t in picture.texts if not t.pane and (t.box.y < -1 or t.box.bottom > picture.h + 1)]

    assert (too_wide, outside, beyond, below) == ([], [], [], [])


def test_no_text_lies_on_another(picture: Picture) -> None:
    assert [
        (a.text, b.text) for a, b in combinations(picture.texts, 2) if a.pane == b.pane and _meet(a.box, b.box)
    ] == []


def test_everything_can_be_reached_and_hit(picture: Picture) -> None:
    spots = [s for s in picture.spots if s.role != "pane"]
    small = [s.name for s in spots if min(s.box.w, s.box.h) < 36 and "mark." not in s.name]
    beside = [s.name for s in spots if s.box.x < -9 or s.box.right > picture.w + 9]
    hidden = [s.name for s in spots if not s.pane and (s.box.y < -1 or s.box.bottom > picture.h + 1)]

    assert (small, beside, hidden) == ([], [], [])
    assert len({s.name for s in picture.spots}) == len(picture.spots)


def test_no_control_lies_on_another_or_on_a_text(picture: Picture) -> None:
    spots = [s for s in picture.spots if s.role != "pane"]

    assert [(a.name, b.name) for a, b in combinations(spots, 2) if a.pane == b.pane and _meet(a.box, b.box)] == []
    assert [
        (s.name, t.text)
        for s in spots
        for t in picture.texts
        if s.pane == t.pane and _meet(s.box, t.box) and not _within(t.box, s.box.grown(4))
    ] == []


def _meet(one: Box, other: Box) -> bool:
    return one.grown(-3).meets(other.grown(-3))


def _within(inner: Box, outer: Box) -> bool:
    return inner.x >= outer.x and inner.right <= outer.right and inner.y >= outer.y and inner.bottom <= outer.bottom
