"""The scorecard's states of sound, disputes and saving: playing, held, without sound, a note, the question how."""

from __future__ import annotations

from collections.abc import Callable

from screen.sample import AUTHORS
from screen.sample_cards import JUDGMENTS, SampleDebrief
from screen.sample_file import SampleFile, SampleSoundOfCall
from screen.seat import Seat
from simulator.screen.disputing import NoteDialog
from simulator.screen.saving import ask_how
from simulator.screen.scorecard import ScorecardScreen

LONG = "A title that a trainer with a great deal to say has written without a thought for anybody’s window"
WORD = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle"
INITIALS = {author.id: author.initial for author in AUTHORS}
NO_SOUND = "The sound of this call was not kept. You can switch that on: Settings, Privacy."
RULE = JUDGMENTS[0].rule
Show = Callable[[Seat], None]


def remarked(sound: SampleSoundOfCall | None = None) -> SampleFile:
    """A call with a dispute, an answer to it, and another total."""
    said = [
        f"Sam Reyes, 2026-11-24 12:04: That is not what I meant. {LONG}.",
        f"Coach {WORD}, 2026-11-24 13:10: {LONG}",
    ]
    return SampleFile(sound or SampleSoundOfCall(), {RULE: said}, {}, {"ask-for-help": "84 with the trainer’s rulings"})


def card(file: SampleFile, line: int = 3) -> Callable[[Seat], ScorecardScreen]:
    def show(seat: Seat) -> ScorecardScreen:
        debrief = SampleDebrief(file=file)
        screen = ScorecardScreen(seat.window, debrief, "ask-for-help", INITIALS, lambda: None, lambda: None)
        screen.chosen, screen.line = JUDGMENTS[0], line
        seat.window.show(screen)
        seat.wait()
        return screen

    return show


def _shown(file: SampleFile) -> Show:
    return lambda seat: card(file)(seat) and None


def note(seat: Seat) -> None:
    card(SampleFile())(seat)
    seat.window.ask(NoteDialog(seat.window, LONG, "not_meant", lambda note: None))
    seat.wait()
    seat.window.focus("note")
    seat.type("We were laughing.")


def how(seat: Seat) -> None:
    card(SampleFile())(seat)
    ask_how(seat.window, SampleFile())


def saved(seat: Seat) -> None:
    how(seat)
    seat.wait()
    next(spot for spot in seat.window.spots if spot.name == "answer.0").act()


HEARD: dict[str, Show] = {
    "scorecard, playing": _shown(remarked(SampleSoundOfCall(at=20_000.0))),
    "scorecard, held": _shown(remarked(SampleSoundOfCall(at=20_000.0, paused=True))),
    "scorecard, no sound": _shown(SampleFile(SampleSoundOfCall(NO_SOUND))),
    "scorecard, a note": note,
    "scorecard, save how": how,
    "scorecard, saved": saved,
}
