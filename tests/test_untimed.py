"""An untimed call: nobody asks whether you are still there, the tape does not run out, the clock waits for you."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from queue import SimpleQueue

import pytest
from test_typed import TO_THE_TAPE

from simulator import SCENARIOS
from simulator.call_clock import GRACE_S
from simulator.core.call import Call
from simulator.core.record import Header, replay
from simulator.core.state import Phase
from simulator.desk import Desk
from simulator.library import Library
from simulator.play import LiveCall
from simulator.records import RecordFile, load_record
from simulator.settings import Settings
from simulator.speech.speaker import MouthSettings, Speaker
from simulator.understanding.meaning import Understanding

LIBRARY = Library((SCENARIOS,))


class Wall:
    """The clock on the wall, which can be put forward."""

    skipped = 0.0

    def __call__(self) -> float:
        return time.monotonic() + self.skipped


class Seated:
    """A typed call, and somebody who takes their time."""

    def __init__(self, folder: Path, understanding: Understanding, scenario: str, untimed: bool) -> None:
        found, _ = LIBRARY.find(scenario)
        said: SimpleQueue[object] = SimpleQueue()
        self.wall = Wall()
        self.speaker = Speaker(said, MouthSettings(engine="", ready_made=(), cache=folder / "cache"))
        record = RecordFile(Header(found.id, found.text, "warm", 3, untimed=untimed), folder)
        call = Call(found, "warm", 3, untimed=untimed)
        self.live = LiveCall(call, record, understanding, self.speaker, said, clock=self.wall)
        self.live.dial()

    def until_it_is_my_turn(self, phase: Phase) -> Seated:
        """Everything before that is skipped over in steps of a second."""
        for _ in range(200):
            self.live.step()
            if self.live.call.awaits_trainee and self.live.call.phase is phase:
                return self
            self.wall.skipped += 1
        raise AssertionError(f"it never was my turn; the call is {self.live.call.phase.value}")

    def think(self, seconds: float) -> Seated:
        self.live.step()
        self.wall.skipped += seconds
        self.live.step()
        return self


@pytest.fixture
def sit(tmp_path: Path, understanding: Understanding) -> Iterator[object]:
    """Begins a call: `sit("the-front-desk")`."""
    begun: list[Seated] = []

    def begin(scenario: str, untimed: bool = True) -> Seated:
        begun.append(Seated(tmp_path, understanding, scenario, untimed))
        return begun[-1]

    yield begin
    for one in begun:
        one.live.close()
        one.speaker.close()


def test_at_the_desk_nobody_asks_whether_you_are_still_there(sit) -> None:
    untimed = sit("the-front-desk").until_it_is_my_turn(Phase.TALKING).think(600)
    timed = sit("the-front-desk", untimed=False).until_it_is_my_turn(Phase.TALKING).think(600)

    assert (untimed.live.call.state.silences, timed.live.call.state.silences) == (0, 1)


def test_the_tape_does_not_run_out(sit) -> None:
    untimed = sit("after-the-beep").until_it_is_my_turn(Phase.RECORDING).think(600)
    timed = sit("after-the-beep", untimed=False).until_it_is_my_turn(Phase.RECORDING).think(600)

    assert untimed.live.call.phase is Phase.RECORDING
    assert timed.live.call.phase is not Phase.RECORDING


def test_the_clock_stands_still_while_you_think_and_goes_on_with_them(sit) -> None:
    seated = sit("the-front-desk").until_it_is_my_turn(Phase.TALKING)
    before = seated.live.now
    seated.think(600).live.say("Hi Grace, could you help me?")
    seated.live.step()
    answered = seated.live.now
    seated.wall.skipped += 2

    assert 0 <= answered - before <= GRACE_S * 1000 + 500
    assert seated.live.now - answered >= 2000


def test_who_wants_a_silence_can_have_it(sit) -> None:
    seated = sit("the-front-desk").until_it_is_my_turn(Phase.TALKING)
    seated.live.be_silent()
    seated.live.step()

    assert seated.live.call.state.silences == 1


def test_a_record_says_that_its_call_was_untimed_and_replays_to_the_same_call(sit) -> None:
    seated = sit("the-front-desk").until_it_is_my_turn(Phase.TALKING).think(90)
    seated.live.say("Hi Grace, could you help me?")
    seated.think(90).live.hang_up()
    seated.live.step()
    record = load_record(seated.live.record.path)
    again, _ = replay(record, LIBRARY.move_ids)

    assert record.header.untimed
    assert again.transcript() == seated.live.call.transcript()
    assert again.transcript().untimed
    assert again.state == seated.live.call.state


def test_a_typed_call_in_the_terminal_is_untimed_where_the_settings_say_so(hitzero, tmp_path: Path) -> None:
    (tmp_path / "config" / "hitzero").mkdir(parents=True)
    (tmp_path / "config" / "hitzero" / "settings.json").write_text('{"untimed": true}', "utf-8")
    played = hitzero(*TO_THE_TAPE, home=tmp_path, given="Walter, it's Robin Clarke.\n/hangup\n")
    records = list((tmp_path / "data").rglob("*.jsonl"))

    assert "untimed" in played.stdout
    assert [load_record(path).header.untimed for path in records] == [True]


def test_one_call_in_the_terminal_can_be_untimed_by_itself(hitzero, tmp_path: Path) -> None:
    words = (*TO_THE_TAPE, "--untimed")
    played = hitzero(*words, home=tmp_path, given="Walter, it's Robin Clarke.\n/hangup\n")

    assert "It was untimed." in played.stdout


def test_in_the_window_a_call_is_untimed_where_the_settings_say_so(home: Path) -> None:
    desk = Desk(LIBRARY, Settings(typed=True, headset=True, untimed=True))
    desk.brief("the-front-desk", "warm")
    live = desk.open_call("the-front-desk", "warm", None, typed=True)
    live.hang_up()
    live.step()
    debrief = desk.judge(live)
    desk.close()

    assert live.record.header.untimed
    assert debrief.transcript.marks == ("untimed",)
