"""Telephone numbers in every spoken style, and the numbers that are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.understanding.phones import call_back_number, phones


@pytest.mark.parametrize(
    ("said", "digits"),
    [
        ("five five five oh one four two", "5550142"),
        ("Triple five, oh one four two.", "5550142"),
        ("My number's 555-0142.", "5550142"),
        ("(212) 555-0142", "2125550142"),
        ("eight hundred, five five five, oh one double nine", "8005550199"),
        ("one eight hundred five five five fifty one fifty", "18005555150"),
        ("five fifty-five, oh one sixty-two", "5550162"),
        ("my number is two one too five five five oh one for for", "2125550144"),
        ("Plus four four, twenty, seven nine four six, oh one double eight.", "442079460188"),
        ("five five five, uh, zero one, um, eight six", "5550186"),
        ("Five five five. Oh one nine oh.", "5550190"),
        ("my number is four four one six three", "44163"),
    ],
)
def test_a_number_is_read_digit_by_digit(said, digits):
    assert call_back_number(said) == digits


@pytest.mark.parametrize(
    "said",
    [
        "The order number is four four seven one nine three two.",
        "It's about invoice 4471932.",
        "I'll call at two thirty.",
        "Ten or fifteen minutes, at two.",
        "It weighs twelve hundred and fifty kilos.",
        "I'll try around one fifteen, one twenty.",
        "You have my number already.",
    ],
)
def test_other_numbers_are_no_telephone_numbers(said):
    assert phones(said) == []


def test_an_order_number_does_not_hide_the_telephone():
    said = "It's about invoice four four seven one nine three two, and my number is 555 0142."

    assert call_back_number(said) == "5550142"


def test_an_hour_before_the_number_is_not_part_of_it():
    assert call_back_number("I'll call at nine. Five five five, oh one four two.") == "5550142"


def test_a_number_said_twice_is_one_number():
    assert call_back_number("five five five oh one four two five five five oh one four two") == "5550142"
    assert call_back_number("It's 212 555 0142. Again, 555 0142.") == "2125550142"


def test_a_corrected_number_is_the_last_one():
    assert call_back_number("It's 555 0142, no, sorry, that's 555 0177.") == "5550177"


def test_the_number_keeps_its_place_in_the_words():
    said = "Reach me at 555-0142, any time."

    found = phones(said)[0]
    assert said[found.start : found.end] == "555-0142"


@given(st.text("0123456789", min_size=7, max_size=12), st.sampled_from(["", " ", "-", ", "]))
def test_digits_come_back_as_they_were_written(digits, between):
    found = phones(f"Call me back on {between.join(digits)} please.")

    assert [p.digits for p in found] == [digits] or digits[: len(digits) // 2] * 2 == digits
