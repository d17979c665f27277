"""A call typed in the terminal: what is a key, what hangs up, what is said."""

from __future__ import annotations

import pytest

TO_THE_TAPE = ("play", "after-the-beep", "--typed")


@pytest.mark.parametrize("line", ["hang up", "hangup", "Bye-bye, hang up.", "(hang up)"])
def test_a_line_that_only_hangs_up_is_not_said_to_anybody(hitzero, tmp_path, line):
    played = hitzero(*TO_THE_TAPE, home=tmp_path, given=f"Walter, it's Robin Clarke.\n{line}\n")

    assert "(hung up)" in played.stdout
    assert "You hung up." in played.stdout
    assert "ressure" not in played.stdout


def test_a_key_alone_is_pressed_where_the_moment_offers_it(hitzero, tmp_path):
    played = hitzero(*TO_THE_TAPE, home=tmp_path, given="Walter, it's Robin Clarke.\n0\n")

    assert "(you press 0)" in played.stdout


def test_a_figure_that_is_no_key_here_is_said(hitzero, tmp_path):
    played = hitzero(*TO_THE_TAPE, home=tmp_path, given="7\n")

    assert "(you press 7)" not in played.stdout
    assert "You hung up." in played.stdout


def test_words_about_hanging_up_are_said(hitzero, tmp_path):
    played = hitzero(*TO_THE_TAPE, home=tmp_path, given="Please don't hang up on me.\n/hangup\n")

    assert "(hung up)" not in played.stdout


def test_the_call_begins_with_the_number_that_may_be_left(hitzero, tmp_path):
    played = hitzero(*TO_THE_TAPE, home=tmp_path, given="/hangup\n")

    assert "  - Your number is 555 0164." in played.stdout
