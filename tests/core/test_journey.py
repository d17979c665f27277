"""Where a call goes: ringing, boxes, keys, the tape, holding, other people."""

from __future__ import annotations

from simulator.core.events import (
    Heard,
    MoveHeard,
    PlayTone,
    SetTimer,
    SpeechEnded,
    SpeechStarted,
    StopSpeaking,
    StopTone,
)
from simulator.core.state import TRANSITIONS, Phase


def _recording(ring, box):
    """A call that is being recorded."""
    call = ring(box, "plain").answered()
    call.fires("beep")
    return call


def test_the_box_rings_greets_beeps_and_records(ring, box):
    call = ring(box, "plain").dials()
    assert SetTimer("rings", 18_000) in call.effects
    call.fires("rings")
    assert call.call.phase is Phase.GREETING

    call.finishes()
    assert call.call.phase is Phase.BEEP
    call.fires("beep")

    assert call.call.phase is Phase.RECORDING
    assert call.call.state.recording_since == call.now


def test_a_difficulty_may_let_it_ring_longer(ring, box):
    call = ring(box, "slow").dials()

    assert SetTimer("rings", 30_000) in call.effects


def test_a_machine_does_not_stop_when_it_is_talked_over(ring, box):
    call = ring(box, "plain").dials()
    call.fires("rings")

    assert StopSpeaking() not in call.happens(SpeechStarted(call.tick()))


def test_hanging_up_while_recording_leaves_the_message(ring, box):
    call = _recording(ring, box)
    call.says("Hello Dana, it's Sam.", "greet", "identify_self")

    call.hangs_up()

    assert [a.do for a in call.call.state.actions] == ["dial_desk", "leave_message", "hang_up"]
    assert call.call.state.turns[-1].message


def test_an_empty_recording_is_no_message(ring, box):
    call = _recording(ring, box)

    call.hangs_up()

    assert "leave_message" not in [a.do for a in call.call.state.actions]


def test_several_utterances_on_the_tape_are_one_turn(ring, box):
    call = _recording(ring, box)
    call.says("Hello Dana.", "greet")
    call.says("It's Sam.", "identify_self")

    turn = call.call.state.turns[-1]

    assert turn.text == "Hello Dana. It's Sam."
    assert [(m.move, turn.text[m.start : m.end]) for m in turn.moves] == [
        ("greet", "Hello Dana."),
        ("identify_self", "It's Sam."),
    ]


def test_a_message_is_the_answer_to_the_greeting(ring, box):
    call = _recording(ring, box)
    call.says("Hello Dana.", "greet")

    call.presses("#")

    message = next(a for a in call.call.state.actions if a.do == "leave_message")
    assert call.call.state.turns[message.after_turn].acts == ("picked_up_voicemail",)


def test_recording_again_forgets_what_was_said(ring, box):
    call = _recording(ring, box)
    call.says("Um, no.", "greet")

    call.presses("*")
    call.fires("beep")
    call.says("Hello Dana.", "greet")
    call.hangs_up()

    kept = [t.text for t in call.call.state.turns if t.message]
    dropped = [(t.text, t.moves) for t in call.call.state.turns if t.discarded]
    assert (kept, dropped) == (["Hello Dana."], [("Um, no.", ())])


def test_silence_ends_the_tape_and_the_menu_hangs_up(ring, box):
    call = _recording(ring, box)
    call.says("Hello Dana.", "greet")

    call.fires("silence")
    assert call.lines[-1].startswith("To send")
    call.finishes()
    call.fires("silence")

    assert call.call.state.ended == "neutral"


def test_the_tape_is_full_after_its_time(ring, box):
    call = _recording(ring, box)
    call.happens(SpeechStarted(call.tick()))

    call.fires("longest")

    assert call.lines[-1].startswith("To send")


def test_zero_leaves_the_box_at_any_moment(ring, box):
    for moments in range(4):
        call = ring(box, "plain").dials()
        call.fires("rings")
        if moments > 0:
            call.finishes()
        if moments > 1:
            call.fires("beep")
        if moments > 2:
            call.says("Hello.", "greet")
            call.presses("#")

        asked = call.presses("0")

        assert PlayTone("dtmf", "0") in asked
        assert call.call.phase is Phase.RINGING, moments
        assert call.call.state.actions[-1].do == "press_zero"


def test_a_greeting_that_a_key_cut_off_does_not_run_on(ring, box):
    call = ring(box, "plain").dials()
    call.fires("rings")

    call.presses("0")
    call.cut(4)

    assert call.call.phase is Phase.RINGING
    assert call.call.state.turns[0].acts == ("picked_up_voicemail",)


def test_zero_forgets_the_message_where_the_box_says_so(ring, box):
    call = _recording(ring, box)
    call.says("Hello Dana.", "greet")

    call.presses("0")

    assert "leave_message" not in [a.do for a in call.call.state.actions]
    assert call.call.state.turns[-1].discarded


def test_a_person_answers_after_zero_and_is_somebody_else(ring, box):
    call = ring(box, "plain").dials()
    call.fires("rings")
    call.presses("0")

    asked = call.fires("rings")

    assert call.call.with_ == "receptionist"
    assert StopTone() in asked
    assert call.lines[-1] == "Harwick Foods, Marisol speaking."


def test_each_person_has_a_mood_of_their_own(ring, box):
    call = ring(box, "plain").dials()
    call.fires("rings")
    call.presses("0")
    call.fires("rings")
    call.finishes()
    assert call.call.mood == 3

    call.says("Could I book a call?", "ask_to_schedule")
    assert (call.call.phase, PlayTone("hold") in call.effects) == (Phase.HOLDING, True)
    call.fires("wait")

    assert (call.lines[-1], call.call.mood) == ("Dana Whitlow.", 2)


def test_a_key_that_does_nothing_is_heard_and_kept(ring, box):
    call = _recording(ring, box)

    asked = call.presses("5")

    assert asked == [PlayTone("dtmf", "5")]
    assert call.call.state.actions[-1].do == "press_key"


def test_words_on_hold_are_noted_and_change_nothing(ring, box):
    call = ring(box, "plain").dials()
    call.fires("rings")
    call.presses("0")
    call.fires("rings")
    call.finishes()
    call.says("Could I book a call?", "ask_to_schedule")

    call.happens(SpeechStarted(call.tick()))
    call.happens(SpeechEnded(call.tick()))
    call.says("Hm, hm.")

    assert call.call.phase is Phase.HOLDING


def test_every_phase_but_the_last_can_end():
    assert all(Phase.ENDED in after for phase, after in TRANSITIONS.items() if phase is not Phase.ENDED)


def _made(call) -> set[str]:
    return {m.move for turn in call.call.transcript().turns for m in turn.moves}


def test_what_is_said_while_it_rings_or_over_the_greeting_makes_no_move(ring, box):
    call = ring(box, "plain").dials()
    call.says("Could you help me?", "ask_for_help")
    call.fires("rings")
    call.says("Hello, it's Sam.", "greet", "identify_self")

    assert [t.text for t in call.call.transcript().turns if t.who == "trainee"] == [
        "Could you help me?",
        "Hello, it's Sam.",
    ]
    assert _made(call) == set()


def test_what_is_said_on_hold_makes_no_move(ring, box):
    call = ring(box, "plain").dials()
    call.fires("rings")
    call.presses("0")
    call.fires("rings")
    call.finishes()
    call.says("Could I book a call?", "ask_to_schedule")
    call.says("Are you at lunch?", "ask_whereabouts")

    assert call.call.phase is Phase.HOLDING
    assert _made(call) == {"ask_to_schedule"}


def test_what_began_while_somebody_listened_is_still_heard(ring, box):
    call = _recording(ring, box)
    call.happens(SpeechStarted(call.tick()))
    call.fires("longest")
    call.happens(Heard(call.tick(), "Thanks for your time.", (MoveHeard("thank", 1.0, 0, 6),), began=call.now - 500))

    assert call.call.phase is Phase.MENU
    assert _made(call) == {"thank"}


def test_nothing_is_heard_after_hanging_up(ring, box):
    call = ring(box, "plain").dials()
    call.fires("rings")
    call.hangs_up()

    call.says("Thank you, goodbye.", "thank")

    assert _made(call) == set()
