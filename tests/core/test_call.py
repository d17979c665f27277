"""What the callee makes of what it hears: reactions, rebukes, limits, challenges, silence, breaking in."""

from __future__ import annotations

from simulator.core.events import (
    CancelTimer,
    Chose,
    DeviceLost,
    Dialled,
    Heard,
    HungUp,
    LineCut,
    LineFinished,
    NotUnderstood,
    Say,
    SetTimer,
    SpeechEnded,
    SpeechStarted,
    StopSpeaking,
)
from simulator.core.state import Phase


def test_the_receptionist_answers_after_the_ringing(ring, switchboard):
    call = ring(switchboard, "busy").dials()
    assert call.call.phase is Phase.RINGING

    asked = call.fires("rings")

    assert call.call.phase is Phase.TALKING
    assert [e.text for e in asked if isinstance(e, Say)][0].startswith(("Harwick Foods", "Good morning"))


def test_two_moves_in_one_turn_are_answered_together(ring, switchboard):
    call = ring(switchboard, "busy").answered()

    call.says("Could you help? Is she at lunch or in a meeting?", "ask_for_help", "offer_options", "ask_whereabouts")

    assert call.lines[-1] == "She's in a meeting until two."
    assert call.call.mood == 4


def test_a_callee_who_feels_badly_treated_says_less(ring, switchboard):
    call = ring(switchboard, "busy").answered()
    for _ in range(2):
        call.says("We are the best.", "pitch")
        call.finishes()

    call.says("Lunch or a meeting? Could you help?", "ask_for_help", "offer_options")

    assert call.call.mood == 2
    assert call.lines[-1] == "She's not available."


def test_a_rebuke_comes_before_a_friendly_answer(ring, switchboard):
    call = ring(switchboard, "busy").answered()

    call.says("Help me: lunch or meeting? We are the best.", "ask_for_help", "offer_options", "pitch")

    assert call.lines[-1] == "We don't take sales calls on this line."
    assert call.call.mood == 2


def test_a_pusher_is_cut_off_when_patience_is_gone(ring, switchboard):
    call = ring(switchboard, "busy").answered()
    for _ in range(3):
        call.says("We are the best.", "pitch")
        asked = call.finishes()

    assert call.lines[-1] == "I have another line ringing. Goodbye."
    assert call.call.state.ended == "cut_short"
    assert any(type(e).__name__ == "PlayTone" for e in asked)


def test_only_what_this_difficulty_asks_and_nobody_said_is_asked(ring, switchboard):
    call = ring(switchboard, "busy").answered()
    call.says("It's Sam. Is she in?", "identify_self", "ask_whereabouts")
    assert call.lines[-1] == "What is it in reference to?"
    call.finishes()

    call.says("It's about lost files.", "state_purpose")

    assert call.lines[-1] == "She's in a meeting until two."


def test_a_dodged_challenge_costs_and_is_asked_again(ring, switchboard):
    call = ring(switchboard, "warm").answered()
    call.says("Is she in?", "ask_whereabouts")
    call.finishes()

    call.says("It's a personal matter.", "dodge_question")

    assert call.lines[-2:] == ["And who shall I say is calling?"] * 2
    assert (call.call.mood, call.call.patience) == (3, 2)


def test_an_open_question_stands_until_something_else_is_said(ring, switchboard):
    call = ring(switchboard, "warm").answered()
    call.says("Is she in?", "ask_whereabouts")
    call.finishes()

    assert call.call.state.asked == "asked_who"


def test_what_the_recogniser_only_perhaps_heard_is_asked_again_and_costs_nothing(ring, switchboard):
    scenario = switchboard.model_copy(
        update={"unclear": switchboard.unclear.model_copy(update={"says": ("Sorry, once more?",)})}
    )
    call = ring(scenario, "busy").answered()

    call.says("mumble", unsure=("ask_whereabouts",))

    assert call.lines[-1] == "Sorry, once more?"
    assert call.call.patience == 3


def test_sound_without_words_is_asked_again(ring, box):
    call = ring(box, "plain").dials()
    call.fires("rings")
    call.presses("0")
    call.fires("rings")
    call.finishes()
    call.happens(SpeechStarted(call.tick()))
    call.happens(SpeechEnded(call.tick()))

    call.happens(NotUnderstood(call.tick()))

    assert call.lines[-1] == "Sorry, I did not catch that."
    assert call.call.state.turns[-2].unclear


def test_what_fits_nothing_gets_an_answer_in_character(ring, switchboard):
    call = ring(switchboard, "busy").answered()

    call.says("Blue is a nice colour.")
    first = call.lines[-1]
    call.finishes()
    call.says("So is green.")

    assert {first, call.lines[-1]} == {"Mm-hm.", "Sorry, how can I help?"}


def test_silence_costs_patience_and_in_the_end_the_call(ring, switchboard):
    call = ring(switchboard, "busy").answered()
    for _ in range(3):
        call.fires("silence")
        call.finishes()

    assert call.call.is_over


def test_a_silence_timer_never_fires_while_the_trainee_speaks(ring, switchboard):
    call = ring(switchboard, "busy").answered()
    asked = call.happens(SpeechStarted(call.tick()))
    assert CancelTimer("silence") in asked

    assert call.fires("silence") == []


def test_breaking_in_stops_the_callee_and_loses_the_unheard_act(ring, switchboard):
    call = ring(switchboard, "busy").answered()
    call.says("Help? Lunch, meeting?", "ask_for_help", "offer_options")

    assert call.happens(SpeechStarted(call.tick(300))) == [StopSpeaking()]
    call.cut(6)

    turn = call.call.state.turns[-1]
    assert (turn.text, turn.cut, turn.acts) == ("She's", True, ())
    assert call.call.state.learned == {}


def test_what_was_cut_off_is_said_when_nothing_else_fits(ring, switchboard):
    call = ring(switchboard, "busy").answered()
    call.says("Help? Lunch, meeting?", "ask_for_help", "offer_options")
    call.happens(SpeechStarted(call.tick(300)))
    call.cut(6)

    call.happens(SpeechEnded(call.tick()))
    call.happens(Heard(call.tick(), "Sorry, go on."))

    assert call.lines[-1] == "She's in a meeting until two."


def test_a_line_mostly_heard_counts_although_it_was_cut(ring, switchboard):
    call = ring(switchboard, "busy").answered()
    call.says("Help? Lunch, meeting?", "ask_for_help", "offer_options")
    call.happens(SpeechStarted(call.tick(1500)))

    call.cut(25)

    assert call.call.state.turns[-1].acts == ("said_in_meeting",)
    assert call.call.state.learned == {"back_at": "14:00"}


def test_a_turn_taken_up_again_before_the_answer_is_heard_is_one_turn(ring, switchboard):
    call = ring(switchboard, "busy").answered()
    call.says("We are the best.", "pitch")
    assert call.call.mood == 2

    call.happens(SpeechStarted(call.tick(10)))
    call.cut(0)
    call.happens(SpeechEnded(call.tick()))
    call.happens(Heard(call.tick(), "No, I mean, could you help me."))

    trainee = [t for t in call.call.state.turns if t.who == "trainee"]
    assert [t.text for t in trainee] == ["We are the best. No, I mean, could you help me."]
    assert call.call.mood == 2
    assert call.lines[-1] == "We don't take sales calls on this line."


def test_nothing_interrupts_a_goodbye(ring, switchboard):
    call = ring(switchboard, "busy").answered()
    call.says("Help? Lunch, meeting?", "ask_for_help", "offer_options")
    call.finishes()
    call.says("Thank you.", "thank")
    assert call.lines[-1] == "You're welcome. Bye now."

    assert StopSpeaking() not in call.happens(SpeechStarted(call.tick()))
    call.finishes()

    assert call.call.state.ended == "friendly"


def test_hanging_up_is_an_action_and_ends_everything(ring, switchboard):
    call = ring(switchboard, "busy").answered()

    call.hangs_up()

    assert call.call.state.ended == "hung_up"
    assert [a.do for a in call.call.state.actions] == ["dial_desk", "hang_up"]
    assert call.says("Hello?") == []


def test_not_dialling_is_a_choice_and_no_call(ring, switchboard):
    call = ring(switchboard, "busy")

    call.happens(Chose(0, "not_dial"))
    call.happens(Dialled(0))

    assert (call.call.state.ended, call.effects) == ("not_dialled", [])


def test_a_promised_time_is_kept_with_the_call(ring, switchboard):
    from simulator.core.events import MoveHeard, Understood

    call = ring(switchboard, "busy").answered()
    call.says("Help? Lunch, meeting?", "ask_for_help", "offer_options")
    call.finishes()
    understood = Understood(call_at="2026-11-24T14:00")

    call.happens(Heard(call.tick(), "At two, then.", (MoveHeard("promise_call_back_time"),), understood=understood))

    assert call.call.state.promised == "2026-11-24T14:00"


def test_a_lost_device_changes_nothing_about_the_call(ring, switchboard):
    call = ring(switchboard, "busy").answered()
    before = call.call.state.copy()

    call.happens(DeviceLost(call.tick(), "microphone"))

    assert call.call.state == before


def test_words_said_in_a_pause_are_noted_and_do_not_answer_twice(ring, switchboard):
    pausing = switchboard.moments["looks"].model_copy(update={"wait": 1500})
    scenario = switchboard.model_copy(update={"moments": {**switchboard.moments, "looks": pausing}})
    call = ring(scenario, "busy").answered()
    call.says("Help? Lunch, meeting?", "ask_for_help", "offer_options")
    before = len(call.lines)

    call.says("Thanks for looking.", "thank")
    call.fires("wait")

    assert len(call.lines) == before + 1
    assert call.lines[-1] == "She's in a meeting until two."


def test_typed_words_break_in_too(ring, switchboard):
    call = ring(switchboard, "busy").answered()
    call.says("Is she in?", "ask_whereabouts")

    asked = call.happens(Heard(call.tick(200), "It's Sam.", typed=True))

    assert asked[0] == StopSpeaking()
    assert call.call.state.turns[-2].typed


def test_a_line_that_ended_while_it_was_being_cut_counts_as_heard(ring, switchboard):
    call = ring(switchboard, "busy").answered()
    call.says("Help? Lunch, meeting?", "ask_for_help", "offer_options")
    number = call.call.state.lines_said
    call.happens(SpeechStarted(call.tick()))

    call.happens(LineFinished(call.tick(5), number))
    call.happens(LineCut(call.tick(5), 3, number))

    assert call.call.state.turns[-1].acts == ("said_in_meeting",)


def test_time_cannot_run_backwards(ring, switchboard):
    import pytest

    call = ring(switchboard, "busy").answered()

    with pytest.raises(ValueError, match="came after"):
        call.call.handle(HungUp(0))


def test_the_trainee_is_listened_to_after_every_line(ring, switchboard):
    call = ring(switchboard, "busy").dials()
    call.fires("rings")

    assert call.finishes() == [SetTimer("silence", 4000)]
