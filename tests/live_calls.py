"""How tests sit in a call that runs: typed, frame by frame, in real time."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from simulator.play import LiveCall


def until(live: LiveCall, done: Callable[[], Any], seconds: float = 20.0) -> None:
    """Frames until it is done. `seconds`: after which it never will be, even on a busy machine."""
    end = time.monotonic() + seconds
    while not done():
        live.step()
        assert time.monotonic() < end, f"not in {seconds} s; the call is {live.call.phase.value}"
        time.sleep(0.005)


def answered(live: LiveCall) -> None:
    """Dialled already; the ringing is cut short, and somebody has begun to speak."""
    live._timers["rings"] = 0.0
    until(live, lambda: live.call.state.turns)


def said(live: LiveCall, words: str) -> None:
    """Typed, heard and answered."""
    until(live, lambda: live.call.awaits_trainee)
    turns = len(live.call.state.turns)
    live.say(words)
    until(live, lambda: len(live.call.state.turns) > turns)


def hung_up(live: LiveCall) -> None:
    """The receiver is put down, and the call is over."""
    live.hang_up()
    until(live, lambda: live.call.is_over)
