"""How a call-back number is read out."""

from __future__ import annotations

import pytest

from simulator.core.events import Heard, Sound, Understood, Word
from simulator.core.read_out import ReadOut, read_outs

PHONE = Understood(phone="5550142")


def typed_out(text: str, phone: str | None = "5550142") -> Heard:
    return Heard(9000, text, understood=Understood(phone=phone))


def timed(*words: tuple[str, int, int], **more: object) -> Heard:
    spoken = tuple(Word(*word) for word in words)
    text = " ".join(w.text for w in spoken)
    return Heard(9000, text, words=spoken, timed=True, understood=PHONE, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "My number is 555-0142.",
        "my number is five five five, oh one four two",
        "It's triple five, zero one, forty two, thanks.",
        "555 um 0142, bye",
        "that is 5550142",
        "Call me on (555) 01-42!",
    ],
)
def test_a_number_is_found_in_every_way_of_saying_it(text: str) -> None:
    assert read_outs([typed_out(text)]) == [ReadOut(7, None, None, None)]


def test_a_number_said_again_is_two_readings() -> None:
    assert len(read_outs([typed_out("It's 555-0142. Again, five five five, oh one, four two.")])) == 2


def test_a_number_said_twice_in_one_breath_is_two_readings() -> None:
    assert len(read_outs([typed_out("It's 555-0142, 555-0142.")])) == 2


def test_the_tail_of_a_number_is_said_again() -> None:
    assert len(read_outs([typed_out("It's 612 555 0142, so that is 555 0142.", "6125550142")])) == 2


def test_a_time_or_an_order_is_no_reading() -> None:
    assert read_outs([typed_out("At 2:30 about order 55501, on the 5th.")]) == []


def test_without_an_understood_number_seven_digits_are_one() -> None:
    assert len(read_outs([typed_out("Ring 612 555 0142.", None)])) == 1
    assert read_outs([typed_out("Order 4471.", None)]) == []


def test_a_reading_lasts_from_its_first_digit_to_its_last() -> None:
    [found] = read_outs([timed(("on", 0, 300), ("555", 400, 1000), ("-0142.", 1000, 2400), ("Bye", 2600, 3000))])

    assert (found.start, found.end, found.groups) == (400, 2400, 1)


def test_a_pause_between_digits_makes_groups() -> None:
    sound = Sound(3000, pauses_ms=(300, 400), pauses_at=(1000, 2700))
    heard = timed(("555", 400, 1150), ("-0142.", 1150, 2600), ("Bye", 3000, 3300), sound=sound)

    assert [r.groups for r in read_outs([heard])] == [2]


def test_a_gap_between_words_and_the_pause_in_it_are_one() -> None:
    sound = Sound(3000, pauses_ms=(400,), pauses_at=(1000,))

    assert [r.groups for r in read_outs([timed(("555", 400, 1000), ("0142", 1400, 2400), sound=sound)])] == [2]
    assert [r.groups for r in read_outs([timed(("555", 400, 1000), ("0142", 1400, 2400))])] == [2]


def test_a_number_may_go_over_two_utterances() -> None:
    first = timed(("My", 0, 100), ("number", 100, 400), ("555", 500, 1200), began=0, ended=1200)
    second = timed(("01", 2000, 2500), ("42", 2600, 3100), began=2000, ended=3100)

    assert read_outs([first, second]) == [ReadOut(7, 500, 3100, 2)]
