"""What a callee asks about before answering: strange names, times that there are not, two at once, and another time."""

from __future__ import annotations

import pytest
from core.conftest import HERE, MOVES, Told

from simulator.core.call import Call
from simulator.core.events import Heard, MoveHeard, SpeechEnded, SpeechStarted, Understood
from simulator.core.reading import read_scenario
from simulator.core.scenario import Scenario
from simulator.core.understood import said_back
from simulator.core.yaml_text import BadFile

TEXT = (HERE / "switchboard.yaml").read_text("utf-8")
NAMED = "        says: She's in a meeting until two.\n"
TIME = "        names_time: {at: from 14:00, not_then: I said two o'clock.}\n"
ASKS = "odd_name: Sorry, who are you?\nodd_time: What day was that?\ntwo_times: Which of the two?\n"


def _scenario(text: str = TEXT.replace(NAMED, NAMED + TIME) + ASKS) -> Scenario:
    return read_scenario(text, "switchboard.yaml", MOVES)


def _at_the_desk(scenario: Scenario) -> Told:
    """The desk has said where she is, and until when."""
    call = Told(Call(scenario, "warm", 7)).answered()
    _says(call, "Could you help me? Is she at lunch, or away?", "ask_for_help", "offer_options")
    call.finishes()
    return call


def _says(call: Told, text: str, *moves: str, understood: Understood | None = None, names: tuple[str, ...] = ()) -> str:
    """What the other party says to that; empty where they say nothing."""
    before = len(call.lines)
    call.happens(SpeechStarted(call.tick()))
    call.happens(SpeechEnded(call.tick()))
    made = tuple(MoveHeard(m, 1.0, 0, len(text)) for m in moves)
    call.happens(Heard(call.tick(100), text, made, understood=understood or Understood(), false_names=names))
    return call.lines[before] if len(call.lines) > before else ""


def _promises(call: Told, at: str | None, **more: object) -> str:
    understood = Understood(call_at=at, **more)  # type: ignore[arg-type]
    return _says(call, "I'll ring then.", "promise_call_back_time", understood=understood)


def test_another_time_than_the_one_that_was_named_is_noticed():
    call = _at_the_desk(_scenario())

    assert _promises(call, "2026-11-25T10:00") == "I said two o'clock."
    assert call.call.transcript().promised == ""


def test_who_then_names_the_right_time_has_settled_it_without_a_verb():
    call = _at_the_desk(_scenario())
    _promises(call, "2026-11-25T10:00")
    call.finishes()

    said = _says(call, "Oh, two then.", understood=Understood(call_at="2026-11-24T14:00"))

    assert said == "That would be best."
    assert call.call.transcript().promised == "2026-11-24T14:00"


def test_who_stays_with_another_time_is_taken_at_their_word_and_told_both_afterwards():
    call = _at_the_desk(_scenario())
    _promises(call, "2026-11-25T10:00")
    call.finishes()

    assert _promises(call, "2026-11-25T10:00") == "That would be best."
    assert "Marisol had said Tue 24 Nov, from 14:00; you said Wed 25 Nov, 10:00." in said_back(call.call.transcript())


def test_a_time_that_is_named_only_after_the_promise_is_set_beside_it():
    call = Told(Call(_scenario(), "warm", 7)).answered()
    words = ("ask_for_help", "offer_options", "promise_call_back_time")
    _says(call, "Lunch, or away? I'll ring at ten.", *words, understood=Understood(call_at="2026-11-25T10:00"))
    call.finishes()

    assert said_back(call.call.transcript())[-1] == (
        "Marisol then said Tue 24 Nov, from 14:00; you said Wed 25 Nov, 10:00."
    )


@pytest.mark.parametrize(("at", "roughly"), [("2026-11-24T15:00", False), ("2026-11-24T13:00", True)])
def test_a_time_that_suits_is_agreed_to_and_told_without_reproach(at, roughly):
    call = _at_the_desk(_scenario())

    assert _promises(call, at, roughly=roughly) == "That would be best."
    assert not [told for told in said_back(call.call.transcript()) if "had said" in told]


def test_a_line_that_was_cut_has_named_no_time():
    call = Told(Call(_scenario(), "warm", 7)).answered()
    _says(call, "Could you help me? Is she at lunch, or away?", "ask_for_help", "offer_options")
    call.happens(SpeechStarted(call.tick()))
    call.cut(3)

    assert _promises(call, "2026-11-25T10:00") != "I said two o'clock."


def test_a_day_that_there_is_not_is_asked_about_twice_and_then_let_be():
    call = _at_the_desk(_scenario())
    impossible = ("the 31st of April",)

    asked = []
    for _ in range(3):
        asked.append(_promises(call, None, impossible=impossible))
        call.finishes()

    assert asked == ["What day was that?", "What day was that?", "That would be best."]
    assert "There is no such time as “the 31st of April”, so it was not understood." in said_back(
        call.call.transcript()
    )


def test_of_what_cannot_be_and_what_can_the_possible_part_counts():
    call = _at_the_desk(_scenario())

    asked = _promises(call, "2026-11-24T15:00", impossible=("25:99",))

    assert asked == "What day was that?"
    assert "You promised Marisol to ring Tue 24 Nov, 15:00." in said_back(call.call.transcript())


def test_of_two_times_it_is_asked_which_and_the_answer_settles_it():
    call = _at_the_desk(_scenario())
    either = ("2026-11-24T15:00", "2026-11-24T16:00")

    asked = _promises(call, None, either=either)
    table = call.call.state.open_times
    call.finishes()
    said = _says(call, "Four.", understood=Understood(call_at="2026-11-24T16:00"))

    assert (asked, table, said) == ("Which of the two?", either, "That would be best.")
    assert call.call.transcript().promised == "2026-11-24T16:00"


def test_two_times_that_were_never_settled_are_told_as_such():
    call = _at_the_desk(_scenario())
    _promises(call, None, either=("2026-11-24T15:00", "2026-11-24T16:00"))

    assert said_back(call.call.transcript()) == (
        "You named two times, Tue 24 Nov, 15:00 and Tue 24 Nov, 16:00; which of them you meant was never settled.",
    )


def test_a_strange_name_is_asked_about_once_and_what_else_was_said_is_kept():
    call = Told(Call(_scenario(), "warm", 7)).answered()
    moves = ("identify_self", "ask_for_help", "offer_options")

    asked = _says(call, "It's Robert. Could you help me? Lunch, or away?", *moves, names=("Robert",))
    call.finishes()
    said = _says(call, "Sorry, Sam Reyes.", "identify_self")
    call.finishes()
    again = _says(call, "Well, it's Robert.", "thank", names=("Robert",))

    assert (asked, said, again) == ("Sorry, who are you?", "She's in a meeting until two.", "You're welcome. Bye now.")
    assert "You gave your name as “Robert”; your slip says Sam Reyes." in said_back(call.call.transcript())


def test_a_rebuke_comes_before_any_question():
    call = _at_the_desk(_scenario())

    said = _says(call, "It's Robert, and we are the cheapest.", "pitch", names=("Robert",))

    assert said == "We don't take sales calls on this line."


def test_a_scenario_without_words_for_it_asks_as_for_unclear_words_and_about_no_name():
    call = _at_the_desk(_scenario(TEXT + "unclear: Pardon?\n"))

    asked = _promises(call, None, impossible=("the 31st of April",))
    call.finishes()
    name = _says(call, "This is Robert.", "identify_self", names=("Robert",))

    assert (asked, name) == ("Pardon?", "Sorry, how can I help?")


def test_a_time_that_cannot_be_read_is_refused_with_its_line():
    wrong = TEXT.replace(NAMED, NAMED + "        names_time: {at: half two, not_then: No.}\n")

    with pytest.raises(BadFile, match="half two.*14:30"):
        _scenario(wrong)


def test_several_times_stand_in_a_list_without_quotes():
    scenario = _scenario(TEXT.replace(NAMED, NAMED + "        names_time: {at: [tomorrow 10:00, friday 14:30]}\n"))

    named = scenario.moments["looks"].lines[0].names_time

    assert named is not None
    assert [(one.day, str(one.begin)) for one in named.at] == [("tomorrow", "10:00:00"), ("friday", "14:30:00")]


def test_every_word_that_may_be_asked_back_is_among_what_can_be_said():
    spoken = {text for _, text in _scenario().spoken()}

    assert {"I said two o'clock.", "Sorry, who are you?", "What day was that?", "Which of the two?"} <= spoken
