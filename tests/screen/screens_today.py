"""The screens of today's drill and of the rows of calls, in their states, for the layout checks and the pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from screen.sample import SampleDebrief, SampleLine, SampleShelf, box_line, cell_line
from screen.sample_today import (
    BEGUN,
    DONE,
    ENDED,
    FIRST,
    LONG,
    LONG_ROW,
    MIDWAY,
    MISSED,
    NEW,
    RESTS,
    SAID,
    SCENE,
    SILENT,
    WORD,
    SampleAgenda,
    SampleDrill,
    judged,
)
from screen.seat import Seat
from simulator.core.turns import Caption
from simulator.screen.call import CallScreen
from simulator.screen.drill import DrillScreen
from simulator.screen.lobby import Lobby
from simulator.screen.scorecard import ScorecardScreen

Show = Callable[[Seat], None]
NOTICE = "The microphone was taken away. Type your answer instead."
LONG_SCENE = replace(
    SCENE,
    title=LONG,
    whom=f"{WORD}, {LONG}",
    goal=f"{LONG}. {LONG}.",
    move=LONG,
    because=f"{LONG}. {WORD}.",
    author=f"{WORD} Smith",
    document=LONG,
    turns=tuple(replace(turn, text=f"{turn.text} {LONG}. {WORD}.") for turn in SCENE.turns),
)
NO_MODEL = "The model of moves is missing. Install the game again, then come back; nothing that was answered is lost."


def lobby(agenda: SampleAgenda, **settings: object) -> Show:
    def show(seat: Seat) -> None:
        nothing = lambda *given: None  # noqa: E731
        seat.window.change(**settings)
        seat.window.show(Lobby(seat.window, SampleShelf(agenda=agenda), nothing, nothing, nothing))

    return show


def drill(**fields: object) -> Show:
    def show(seat: Seat) -> None:
        made = SampleDrill(**fields)  # type: ignore[arg-type]
        seat.window.show(DrillScreen(seat.window, made, lambda: None, lambda: None))

    return show


def answered(*verdicts: str, said: str = SAID, scene: object = SCENE, shown: bool = False, **fields: object) -> Show:
    done = tuple(replace(judged(verdict, said, scene), shown=shown) for verdict in verdicts)  # type: ignore[arg-type]
    return drill(at=len(done) - 1, answered=done, answer=done[-1], heard=said, scenes=scene, **fields)


def untimed(line: Callable[[], SampleLine], **settings: object) -> Show:
    def show(seat: Seat) -> None:
        made = line()
        made.call.untimed = True
        seat.window.change(**settings)
        seat.window.show(CallScreen(seat.window, made, lambda: None))

    return show


def untimed_card(seat: Seat) -> None:
    plain = SampleDebrief()
    card = SampleDebrief(transcript=replace(plain.transcript, untimed=True))
    seat.window.show(ScorecardScreen(seat.window, card, "ask-for-help", {}, None, lambda: None))


MIXED = ("met", "missed", "met", "unclear", "met", "met", "missed", "met")
TODAYS: dict[str, Show] = {
    "lobby, drill midway": lobby(SampleAgenda(drill=MIDWAY, campaigns=(NEW,))),
    "lobby, drill done": lobby(SampleAgenda(drill=DONE, campaigns=(ENDED,))),
    "lobby, nothing due": lobby(SampleAgenda(drill=RESTS, campaigns=())),
    "lobby, no calls yet": lobby(SampleAgenda(drill=FIRST, campaigns=(NEW, BEGUN))),
    "lobby, looking at the calls": lobby(SampleAgenda(False, None, ())),
    "lobby, no drill": lobby(SampleAgenda(True, None, ())),
    "lobby, a silent author": lobby(SampleAgenda(speaks=SILENT, streak=6), playbook="cell-yes", tips=True),
    "lobby, long drill and row": lobby(SampleAgenda(True, replace(MISSED, title=LONG), (LONG_ROW, NEW))),
    "call, untimed": untimed(cell_line),
    "call, untimed tape": untimed(box_line),
    "call, untimed, typed": untimed(cell_line, typed=True),
    "scorecard, untimed": untimed_card,
    "drill": drill(listening=True),
    "drill, they speak": drill(said=Caption("Noor", SCENE.turns[-1].text, 4, 7)),
    "drill, heard": drill(listening=True, heard=SAID, at=3, answered=tuple(judged(v) for v in MIXED[:3])),
    "drill, loading": drill(loading="Loading the recogniser…"),
    "drill, judging": drill(loading="Getting ready to understand you…", judging=True, heard=SAID),
    "drill, no microphone": drill(notice=NOTICE),
    "drill, no model": drill(failed=NO_MODEL),
    "drill, met": answered(*MIXED[:1]),
    "drill, missed": answered(*MIXED[:2], said="I’d like to tell her about our records."),
    "drill, shown": answered("missed", said="", shown=True),
    "drill, unclear": answered(*MIXED[:4], said="She at lunch is or meeting?"),
    "drill, long texts": drill(scenes=LONG_SCENE, heard=f"{LONG}. {WORD}.", notice=f"{NOTICE} {WORD}"),
    "drill, long verdict": answered("missed", said=f"{LONG}. {WORD}.", scene=LONG_SCENE),
    "drill, over": drill(at=8, answered=tuple(judged(v) for v in MIXED)),
    "drill, over, long texts": drill(at=2, of=2, answered=(judged("met", scene=LONG_SCENE), judged("missed", "")) * 4),
}
