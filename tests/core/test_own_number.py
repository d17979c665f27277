from __future__ import annotations

from simulator.core.events import Heard, MoveHeard, Understood
from simulator.core.own_number import gave_another
from simulator.core.turns import Turn

OWN = {"phone": "555 0164"}


def given(number: str, confidence: float = 1.0, typed: bool = False) -> Turn:
    words = f"My number is {number}."
    move = MoveHeard("leave_number", 1.0, 0, len(words))
    said = Heard(10, words, (move,), confidence, understood=Understood(phone=number), typed=typed)
    return Turn(0, "trainee", "Robin", "voicemail", "").joined(said)


def test_a_number_that_was_heard_well_and_is_not_ones_own_is_another() -> None:
    assert gave_another(given("5550146", 0.95), OWN)
    assert not gave_another(given("5550164", 0.95), OWN)


def test_a_number_that_was_heard_badly_is_held_against_nobody() -> None:
    assert not gave_another(given("5550146", 0.5), OWN)


def test_typed_digits_are_always_sure() -> None:
    assert gave_another(given("5550146", 0.0, typed=True), OWN)
