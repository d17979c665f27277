"""What becomes of a tape once the menu behind it has spoken."""

from __future__ import annotations


def _left(call):
    return [a.after_turn for a in call.call.state.actions if a.do == "leave_message"]


def _in_the_menu(ring, box):
    """A message was recorded, and the box asks what to do with it."""
    call = ring(box, "plain").answered()
    call.fires("beep")
    call.says("Hello Dana, it's Sam.", "greet", "identify_self")
    call.presses("#")
    return call


def test_recording_again_from_the_menu_takes_the_message_back(ring, box):
    call = _in_the_menu(ring, box)

    call.presses("*")

    assert _left(call) == []
    assert [t.discarded for t in call.call.state.turns if t.who == "trainee"] == [True]


def test_an_empty_second_recording_leaves_nothing(ring, box):
    call = _in_the_menu(ring, box)
    call.presses("*")
    call.fires("beep")

    call.presses("#")

    assert _left(call) == []


def test_only_what_was_recorded_last_is_left(ring, box):
    call = _in_the_menu(ring, box)
    call.presses("*")
    call.fires("beep")
    call.says("It's Sam again, I'll ring on Monday.", "promise_call_back_time")

    call.presses("#")

    assert len(_left(call)) == 1
    assert [t.text for t in call.call.state.turns if t.message] == ["It's Sam again, I'll ring on Monday."]


def test_what_was_sent_stays_sent_when_the_call_goes_on(ring, box):
    call = _in_the_menu(ring, box)
    call.presses("#")

    call.hangs_up()

    assert len(_left(call)) == 1
