"""The screens of second tries in their states: asked, taken up, marked, side by side."""

from __future__ import annotations

from collections.abc import Callable

from screen.sample import AUTHORS, SampleDebrief
from screen.sample_calls import SampleLine, box_line
from screen.sample_tries import FIRST, SECOND, THIRD, long_line, long_tries, taken_up_line, tries
from screen.seat import Seat
from simulator.retrying import Comparison
from simulator.screen.call import CallScreen
from simulator.screen.compare import CompareScreen
from simulator.screen.said_so_far import _Lines
from simulator.screen.scorecard import ScorecardScreen
from simulator.screen.second_try import Tries, question

LONG = "A title that a trainer with a great deal to say has written without a thought for anybody’s window"
WORD = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle"
INITIALS = {author.id: author.initial for author in AUTHORS}
RETRIED = SampleDebrief(retry="Second try from 0:18 of the call on Tue 24 Nov, 11:50", tries=2)
Show = Callable[[Seat], None]


def compared(which: Callable[[], Comparison], act: str = "", playbook: str = "hit-zero", to: float = 0.0) -> Show:
    def show(seat: Seat) -> None:
        nothing = lambda *given: None  # noqa: E731
        seat.window.show(CompareScreen(seat.window, which(), playbook, INITIALS, nothing, nothing))
        seat.wait()
        if act:
            next(spot for spot in seat.window.spots if spot.name == act).act()
        pane = seat.window.pane("tries") or seat.window.pane("said")
        if to and pane:
            seat.wait().window.scroll_to(pane, to)

    return show


def taken_up(line: Callable[[], SampleLine]) -> Show:
    return lambda seat: seat.window.show(CallScreen(seat.window, line(), lambda: None, taken_up=True))


def said_so_far(line: Callable[[], SampleLine]) -> Show:
    """All that was said so far, over the call."""

    def show(seat: Seat) -> None:
        screen = CallScreen(seat.window, line(), lambda: None, taken_up=True)
        seat.window.show(screen)
        seat.window.ask(_Lines(seat.window, screen._said, screen._write))

    return show


def card(debrief: SampleDebrief, line: int = -1, asked: bool = False) -> Show:
    def show(seat: Seat) -> None:
        ways = Tries(lambda turn: None, lambda: None)
        screen = ScorecardScreen(seat.window, debrief, "ask-for-help", INITIALS, lambda: None, lambda: None, ways)
        screen.line = line
        seat.window.show(screen)
        seat.wait()
        if line >= 0:
            seat.window.scroll("scorecard" if seat.window.pane("scorecard") else "transcript", screen._places[line])
        if asked:
            turn = debrief.transcript.turns[line]
            seat.window.ask(question(seat.window, debrief.transcript, turn, turn.start, lambda words: None))

    return show


TRIES: dict[str, Show] = {
    "tries, side by side": compared(tries),
    "tries, further down": compared(tries, to=900),
    "tries, three of them": compared(lambda: tries("poor", "odd", (FIRST, SECOND, THIRD))),
    "tries, an author who says nothing": compared(tries, playbook="cell-yes"),
    "tries, the same twice": compared(lambda: tries("good", "good")),
    "tries, long texts": compared(lambda: long_tries(f"{LONG} {WORD}"), playbook="cell-yes"),
    "call, taken up": taken_up(taken_up_line),
    "call, taken up at a line of theirs": taken_up(lambda: taken_up_line("good", 5)),
    "call, taken up late": taken_up(long_line),
    "call, taken up on tape": taken_up(box_line),
    "call, all that was said so far": said_so_far(long_line),
    "scorecard, a second try": card(RETRIED),
    "scorecard, a line to retry": card(SampleDebrief(), 3),
    "scorecard, a line that ends it": card(SampleDebrief(), 7),
    "scorecard, retry asked": card(SampleDebrief(), 3, asked=True),
}
