"""The game as it is, in pictures: real scenarios, real records, real scorecards, one picture a screen and main state.

Rule: nothing here is made up for a picture. Records come from the shipped plans, calls stand where a record stood at
one of its turns, and the clock that they are shown by stands still. The spoken calls in the folder `spoken` are those
of two plans as they went through the real sound path (`hitzero play the-front-desk --plan asks-again --aloud --keep
FOLDER`, and `after-the-beep` with `helen-and-a-number`), with the levels and the measures that were taken then.

From the folder `tests`, `python -m screen.gallery` writes the golden images anew, for the pygame that is installed;
look at each of them before you commit it.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from queue import SimpleQueue

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")

import pygame as pg
from review_calls import LIBRARY, record_file

from simulator.call_sound import levels_of_call
from simulator.core.events import Background
from simulator.core.record import write_record
from simulator.core.tips import Prompter
from simulator.desk import Desk
from simulator.play import LiveCall
from simulator.records import RecordFile, load_record, records_folder
from simulator.retrying import take_up
from simulator.screen.call import CallScreen
from simulator.screen.journey import Journey
from simulator.screen.window import Window, open_display
from simulator.settings import Settings

SIZE = (1280, 800)
BUILD = f"{'ce' if getattr(pg, 'IS_CE', False) else 'pygame'}-{pg.version.ver}"
GOLDEN = Path(__file__).parent / "golden" / BUILD
CALLS = (
    ("02T09:10", "poor", "the-front-desk"),
    ("02T09:31", "sells-to-the-tape", "after-the-beep"),
    ("03T10:02", "poor-talks-on", "caught-driving"),
    ("05T08:45", "asks-again", "the-front-desk"),
    ("05T09:05", "helen-sent-me", "after-the-beep"),
    ("09T09:00", "good-lets-him-drive", "caught-driving"),
    ("10T09:20", "good", "the-front-desk"),
    ("12T16:40", "good-leaves-a-message", "caught-driving"),
)
SPOKEN = Path(__file__).parent / "spoken"
TODAY = datetime(2026, 11, 24, 10)
OTHERWISE = "It's about delivery slips that go missing between the van and the office. Is she in today?"


def name_of(day: str, scenario: str) -> str:
    """What a record is called whose call began then."""
    return f"2026-11-{day.replace(':', '').replace('T', '-')}00-{scenario}"


class Gallery:
    """A home with a fortnight of calls, and a desk in it."""

    def __init__(self, calls: Sequence[tuple[str, str, str]] = CALLS, **settings: object) -> None:
        for day, plan, scenario in calls:
            path = record_file(records_folder(), plan, name_of(day, scenario), scenario)
            record = load_record(path)
            header = replace(record.header, started=f"2026-11-{day}:00", trainee="")
            path.write_text(write_record(replace(record, header=header)), "utf-8", newline="\n")
        given = {"headset": True, "typed": True, "welcomed": True, "reduce_motion": True, **settings}
        self.desk = Desk(LIBRARY, Settings(**given), lambda: TODAY)  # type: ignore[arg-type]
        self._lines: list[LiveCall] = []
        self.beside: list[Gallery] = []
        if calls:
            self._tried_again()
        self.settle()

    def _tried_again(self) -> None:
        """One of the calls was taken up again: the question at the desk was answered otherwise."""
        live = self.line("poor", 1)
        live.say(OTHERWISE)
        live.step()
        live.hang_up()
        live.close()
        self._lines.remove(live)

    def settle(self) -> None:
        """Wait until all that is read behind the window's back is read."""
        self.desk.agenda.begin()
        self.desk.agenda.wait()
        self.desk.over.history.wait()

    def window(self, size: tuple[int, int] = SIZE, **settings: object) -> Journey:
        """A window of its own, in front of the lobby."""
        open_display(size)
        pg.display.set_mode(size)
        self.desk.settings = replace(self.desk.settings, **settings)  # type: ignore[arg-type]
        window, desk = Window(self.desk.settings, self.desk.change), self.desk
        journey = Journey(window, desk, desk.sound, desk.open_call, desk.judge)
        journey.begin()
        self.settle()
        return journey

    def record(self, plan: str) -> str:
        """The name of the record that was made by a plan."""
        day, _, scenario = next(call for call in CALLS if call[1] == plan)
        return name_of(day, scenario)

    def line(self, plan: str, turn: int) -> LiveCall:
        """A call on record as it stood before one of the trainee's turns; its clock stands."""
        return self.line_of(records_folder() / f"{self.record(plan)}.jsonl", turn)

    def line_of(self, path: Path, turn: int) -> LiveCall:
        """The same of any record, with how loud it was until then."""
        begun = take_up(LIBRARY, path, turn, self.desk._now("ask-for-help"))
        speaker, heard = self.desk.telephone.speaker_for(begun.call.scenario), SimpleQueue()  # type: ignore[var-annotated]
        file = RecordFile(begun.record.header, before=begun.record.events)
        understanding = self.desk._understanding.result()
        live = LiveCall(begun.call, file, understanding, speaker, heard, None, None, clock=lambda: 0.0)
        live.levels = levels_of_call(path)
        live.levels.end(begun.record.header.retry_at)
        live.prompter = Prompter(self.desk.library.playbooks["ask-for-help"])
        live.take_up([effect for effect in begun.under_way if isinstance(effect, Background)])  # no voice, no timer
        self._lines.append(live)
        return live

    def put_away(self) -> None:
        """The lines that were shown are hung up, and leave nothing."""
        for line in self._lines:
            kept = line.close()
            if kept is not None:
                kept.unlink()
        self._lines.clear()
        for other in self.beside:
            other.desk.close()
        self.beside.clear()


Show = Callable[[Gallery], Journey]


def lobby(**settings: object) -> Show:
    return lambda gallery: gallery.window(**settings)


def first_steps(step: int) -> Show:
    def show(gallery: Gallery) -> Journey:
        journey = gallery.window(welcomed=True)
        journey.to_first_steps()
        journey.window.screen.step = step  # type: ignore[union-attr]
        return journey

    return show


def briefing(scenario: str, **settings: object) -> Show:
    def show(gallery: Gallery) -> Journey:
        journey = gallery.window(welcomed=True, **settings)
        journey.to_briefing(scenario, "busy")
        return journey

    return show


def call(plan: str, turn: int, **settings: object) -> Show:
    def show(gallery: Gallery) -> Journey:
        journey = gallery.window(welcomed=True, **settings)
        journey.window.show(CallScreen(journey.window, gallery.line(plan, turn), lambda: None))
        return journey

    return show


def spoken_taken_up(scenario: str, turn: int) -> Show:
    def show(gallery: Gallery) -> Journey:
        journey = gallery.window(welcomed=True, typed=False)
        line = gallery.line_of(SPOKEN / f"{scenario}.jsonl", turn)
        journey.window.show(CallScreen(journey.window, line, lambda: None, taken_up=True))
        return journey

    return show


def scorecard(plan: str, playbook: str = "ask-for-help", to: float = 0.0, **settings: object) -> Show:
    def show(gallery: Gallery) -> Journey:
        journey = gallery.window(welcomed=True, playbook=playbook, **settings)
        journey._show(gallery.desk.over.old_call(gallery.record(plan)), lambda: None)
        return scrolled(journey, to)

    return show


def spoken(scenario: str, playbook: str, to: float = 0.0, **settings: object) -> Show:
    def show(gallery: Gallery) -> Journey:
        journey = gallery.window(welcomed=True, playbook=playbook, **settings)
        journey._show(gallery.desk.over._opened(SPOKEN / f"{scenario}.jsonl"), lambda: None)
        return scrolled(journey, to)

    return show


def progress(to: float = 0.0) -> Show:
    def show(gallery: Gallery) -> Journey:
        journey = gallery.window(welcomed=True)
        journey.to_progress()
        gallery.settle()
        return scrolled(journey, to)

    return show


def comparison(gallery: Gallery) -> Journey:
    journey = gallery.window(welcomed=True)
    journey._to_comparison(records_folder() / f"{gallery.record('poor')}.jsonl", lambda: None)
    return journey


def drill(gallery: Gallery) -> Journey:
    journey = gallery.window(welcomed=True)
    journey.to_drill()
    return journey


def settings_page(gallery: Gallery) -> Journey:
    journey = gallery.window(welcomed=True)
    journey.to_settings()
    return journey


def first_day(show: Show) -> Show:
    """The same of somebody who has not called yet, in a home of their own."""

    def shown(gallery: Gallery) -> Journey:
        theirs = os.environ["XDG_DATA_HOME"]
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
            os.environ["XDG_DATA_HOME"] = home
            try:
                gallery.beside.append(Gallery(()))
                return show(gallery.beside[-1])
            finally:
                os.environ["XDG_DATA_HOME"] = theirs

    return shown


def acted(show: Show, *spots: str) -> Show:
    """After these were clicked, one after the other."""

    def clicked(gallery: Gallery) -> Journey:
        journey = show(gallery)
        for name in spots:
            journey.window.frame(0.0)
            next(spot for spot in journey.window.spots if spot.name == name).act()
            journey.window.repaint()
        return journey

    return clicked


def asked_to_leave(show: Show) -> Show:
    """With the question that Esc asks."""

    def left(gallery: Gallery) -> Journey:
        journey = show(gallery)
        journey.window.frame(0.0)
        assert journey.window.top is not None
        journey.window.top.leave()
        return journey

    return left


def scrolled(journey: Journey, to: float) -> Journey:
    """Everything so far down."""
    journey.window.frame(0.0)
    for pane in journey.window.panes if to else ():
        journey.window.scroll_to(pane, to)
    return journey


PICTURES: dict[str, Show] = {
    "lobby": lobby(),
    "lobby-dark": lobby(theme="bakelite"),
    "lobby-at-175": lobby(zoom=1.75),
    "lobby-first-day": first_day(lobby()),
    "progress-first-day": first_day(progress()),
    "first-steps-1": first_steps(0),
    "first-steps-2": first_steps(1),
    "first-steps-3": first_steps(2),
    "briefing-front-desk": briefing("the-front-desk"),
    "briefing-voicemail": briefing("after-the-beep"),
    "briefing-cell": briefing("caught-driving"),
    "briefing-tip": briefing("caught-driving", tips=True, playbook="cell-yes"),
    "call-receptionist": call("good", 3),
    "call-receptionist-light": call("good", 3, theme="ivory"),
    "call-voicemail": call("helen-sent-me", 1, typed=False),
    "call-cell": call("good-lets-him-drive", 2),
    "call-taken-up": spoken_taken_up("the-front-desk", 11),
    "scorecard-good": scorecard("good"),
    "scorecard-poor": scorecard("poor", "hit-zero"),
    "scorecard-poor-down": scorecard("poor", "hit-zero", to=900.0),
    "scorecard-voicemail": scorecard("helen-sent-me", "always-leave-one"),
    "scorecard-cell-dark": scorecard("good-lets-him-drive", "cell-no", theme="bakelite"),
    "scorecard-spoken": spoken("the-front-desk", "ask-for-help"),
    "scorecard-spoken-dark": spoken("after-the-beep", "always-leave-one", theme="bakelite"),
    "progress": progress(),
    "progress-down": progress(700.0),
    "compare": comparison,
    "drill": drill,
    "settings": settings_page,
    "settings-keys": acted(settings_page, "section.keys"),
    "call-said-so-far": acted(call("good", 9, typed=False), "said.switch"),
    "call-said-so-far-at-175": acted(call("good", 9, zoom=1.75), "said.switch"),
    "call-over": acted(call("good", 9), "hang_up"),
    "call-leave-asked": asked_to_leave(call("good", 3)),
    "call-keys-at-175": acted(call("good", 3, zoom=1.75), "keypad"),
    "scorecard-line": acted(scorecard("poor", "hit-zero"), "turn.3"),
    "retry-asked": acted(scorecard("poor", "hit-zero"), "turn.3", "turn.3:retry"),
    "dispute-asked": acted(scorecard("poor", "hit-zero"), "judgment.hit-zero/1", "judgment.hit-zero/1:not_meant"),
    "drill-shown": acted(drill, "pass"),
}


def paint(gallery: Gallery, name: str) -> pg.Surface:
    """One picture."""
    gallery.desk.settings = replace(gallery.desk.settings, theme="auto", zoom=1.0, playbook="", tips=False, typed=True)
    journey = PICTURES[name](gallery)
    journey.window.frame(0.0)
    journey.window.frame(1.0)
    surface = pg.display.get_surface()
    assert surface is not None
    shown = surface.copy()
    if journey.drill is not None:
        journey.drill.close()
    gallery.put_away()
    return shown


def main() -> None:
    """Write all of them anew."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        for name in ("DATA", "CONFIG", "CACHE"):
            os.environ[f"XDG_{name}_HOME"] = str(Path(home) / name.lower())
        gallery = Gallery()
        GOLDEN.mkdir(parents=True, exist_ok=True)
        for name in PICTURES:
            pg.image.save(paint(gallery, name), GOLDEN / f"{name}.png")
        gallery.desk.close()


if __name__ == "__main__":
    main()
