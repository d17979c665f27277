"""What the tests of the core share: two small scenarios, and a way to tell a call what happens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from simulator import SCENARIOS
from simulator.core.call import Call
from simulator.core.events import (
    Chose,
    Dialled,
    Effect,
    Event,
    Heard,
    HungUp,
    KeyPressed,
    LineCut,
    LineFinished,
    MoveHeard,
    Say,
    SpeechEnded,
    SpeechStarted,
    TimerFired,
)
from simulator.core.moves import parse_catalogue
from simulator.core.reading import read_scenario
from simulator.core.scenario import Scenario

HERE = Path(__file__).parent
MOVES = frozenset(m.id for m in parse_catalogue((SCENARIOS / "moves.yaml").read_text(encoding="utf-8"), "moves.yaml"))


def scenario_named(name: str) -> Scenario:
    return read_scenario((HERE / f"{name}.yaml").read_text(encoding="utf-8"), f"{name}.yaml", MOVES)


class Told:
    """A call that is told what happens, in whole seconds of the same clock; keeps that and what it asked for."""

    def __init__(self, call: Call) -> None:
        self.call, self.events, self.effects, self.now = call, list[Event](), list[Effect](), 0

    def happens(self, event: Event) -> list[Effect]:
        self.events.append(event)
        asked = self.call.handle(event)
        self.effects += asked
        return asked

    def tick(self, ms: int = 1000) -> int:
        self.now += ms
        return self.now

    def dials(self, action: str = "dial_desk") -> Told:
        self.happens(Chose(self.now, action))  # type: ignore[arg-type]
        self.happens(Dialled(self.now))
        return self

    def fires(self, timer: str) -> list[Effect]:
        return self.happens(TimerFired(self.tick(), timer))

    def answered(self) -> Told:
        """Dialled, rung, and the first line heard to its end."""
        self.dials()
        self.fires("rings")
        self.finishes()
        return self

    def finishes(self) -> list[Effect]:
        return self.happens(LineFinished(self.tick(), self.call.state.lines_said))

    def cut(self, chars: int) -> list[Effect]:
        return self.happens(LineCut(self.tick(50), chars, self.call.state.lines_said))

    def says(self, text: str, *moves: str, unsure: tuple[str, ...] = ()) -> list[Effect]:
        self.happens(SpeechStarted(self.tick()))
        self.happens(SpeechEnded(self.tick()))
        made = (
            *(MoveHeard(m, 1.0, 0, len(text)) for m in moves),
            *(MoveHeard(m, 0.5, 0, len(text), sure=False) for m in unsure),
        )
        return self.happens(Heard(self.tick(100), text, made, began=self.now - 1100))

    def presses(self, key: str) -> list[Effect]:
        return self.happens(KeyPressed(self.tick(), key))

    def hangs_up(self) -> list[Effect]:
        return self.happens(HungUp(self.tick()))

    @property
    def lines(self) -> list[str]:
        return [e.text for e in self.effects if isinstance(e, Say)]


@pytest.fixture
def moves() -> frozenset[str]:
    return MOVES


@pytest.fixture
def switchboard() -> Scenario:
    return scenario_named("switchboard")


@pytest.fixture
def box() -> Scenario:
    return scenario_named("box")


@pytest.fixture
def ring() -> Callable[..., Told]:
    """A call of a scenario: `ring(scenario, "busy")`."""
    return lambda scenario, difficulty, seed=7: Told(Call(scenario, difficulty, seed))
