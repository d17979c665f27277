"""Typing on a real call in the real window: silence does not run meanwhile, however long it takes."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path
from queue import SimpleQueue

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")

import pygame as pg
import pytest
from screen.seat import Seat

from simulator import SCENARIOS
from simulator.core.call import Call
from simulator.core.record import Header
from simulator.core.state import Phase
from simulator.library import Library
from simulator.play import TYPED_SILENCE, LiveCall
from simulator.records import RecordFile
from simulator.screen.call import CallScreen
from simulator.speech.speaker import MouthSettings, Speaker
from simulator.understanding.meaning import Understanding


class Typist:
    """Somebody at the front desk's call, in front of the window, with a clock that can be put forward."""

    def __init__(self, folder: Path, understanding: Understanding, name: str = "the-front-desk") -> None:
        scenario, _ = Library((SCENARIOS,)).find(name)
        said: SimpleQueue[object] = SimpleQueue()
        self.skipped = 0.0
        self.speaker = Speaker(said, MouthSettings(engine="", ready_made=(), cache=folder / "cache"))
        record = RecordFile(Header(scenario.id, scenario.text, "warm", 3), folder)
        call = Call(scenario, "warm", 3)
        self.live = LiveCall(call, record, understanding, self.speaker, said, clock=self.clock)
        self.live.dial()
        self.seat = Seat(typed=True)
        self.seat.sit(CallScreen(self.seat.window, self.live, lambda: None))
        self.seat.window.focus("type")
        self.patience = scenario.silence.after / 1000 * TYPED_SILENCE

    def clock(self) -> float:
        return time.monotonic() + self.skipped

    def until_it_is_my_turn(self) -> Typist:
        for _ in range(200):
            self.seat.wait()
            if self.live.call.awaits_trainee and self.live.call.phase is Phase.TALKING:
                return self
            self.skipped += 1
        raise AssertionError(f"it never was my turn; the call is {self.live.call.phase.value}")

    def think(self, seconds: float) -> Typist:
        for _ in range(round(seconds)):
            self.skipped += 1
            self.seat.wait()
        return self


@pytest.fixture
def typist(tmp_path: Path, understanding: Understanding) -> Iterator[Typist]:
    one = Typist(tmp_path, understanding)
    yield one
    one.live.close()
    one.speaker.close()


def test_silence_does_not_run_while_letters_stand_in_the_field(typist: Typist) -> None:
    typist.until_it_is_my_turn().think(typist.patience - 3).seat.type("Hi Grace, ")
    typist.think(2 * typist.patience).seat.type("could you help me?").key(pg.K_RETURN, "\r")

    assert typist.live.call.state.silences == 0
    assert typist.live.call.state.turns[1].text == "Hi Grace, could you help me?"


def test_whoever_wipes_out_what_they_typed_has_all_their_time_again(typist: Typist) -> None:
    typist.until_it_is_my_turn().think(typist.patience - 3).seat.type("Hi").key(pg.K_BACKSPACE, times=2)
    soon = typist.think(typist.patience - 3).live.call.state.silences
    later = typist.think(6).live.call.state.silences

    assert (soon, later) == (0, 1)


def test_whoever_types_nothing_is_asked(typist: Typist) -> None:
    typist.until_it_is_my_turn().think(typist.patience + 2)

    assert typist.live.call.state.silences == 1


def test_a_tape_waits_for_words_that_are_typed(tmp_path: Path, understanding: Understanding) -> None:
    typist = Typist(tmp_path, understanding, "after-the-beep")
    call = typist.live.call
    for _ in range(200):
        typist.seat.wait()
        if call.phase is Phase.RECORDING:
            break
        typist.skipped += 1
    typist.seat.type("Hi Walter, ")
    after_ninety_seconds = typist.think(90).live.call.phase
    typist.think(60 * TYPED_SILENCE)

    assert after_ninety_seconds is Phase.RECORDING
    assert call.phase is not Phase.RECORDING
    typist.live.close()
    typist.speaker.close()
