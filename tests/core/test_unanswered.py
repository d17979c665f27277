"""A question of theirs that waits is answered before anything else, and the tip says so in the house's name."""

from __future__ import annotations

from dataclasses import replace

from core.conftest import Told, scenario_named
from core.test_tips import BOOKS, told

from simulator.core.call import Call
from simulator.core.tips import HOUSE, next_tip
from simulator.core.unanswered import open_question


def challenged() -> Told:
    """The desk has asked who is calling."""
    call, _ = told("switchboard", "hit-zero")
    call.says("Where is Dana?", "ask_whereabouts")
    call.finishes()
    return call


def wanted(call: Told) -> str:
    asked = open_question(call.call)
    return asked.wanted if asked else ""


def ends_with(call: Told, text: str) -> Told:
    """The last line of theirs as it would be with other words."""
    turns = call.call.state.turns
    turns[-1] = replace(turns[-1], text=text, acts=())
    return call


def test_a_question_that_is_asked_waits_for_its_answer() -> None:
    assert wanted(challenged()) == "who you are"


def test_a_question_that_was_dodged_waits_still() -> None:
    call = challenged()
    call.says("That is between Dana and me.", "dodge_question")
    call.finishes()

    assert wanted(call) == "who you are"


def test_a_question_that_was_answered_waits_no_more() -> None:
    call = challenged()
    call.says("This is Sam Reyes.", "identify_self")
    call.finishes()

    assert wanted(call) == "what it is about" or not wanted(call)
    assert "who you are" not in wanted(call)


def test_the_question_with_which_somebody_picks_up_is_none() -> None:
    call = Told(Call(scenario_named("switchboard"), "busy", 0)).answered()

    assert ends_with(call, "Harwick Foods, Marisol speaking. How can I help?").lines
    assert open_question(call.call) is None


def test_any_other_question_is_told_in_their_words() -> None:
    call, _ = told("switchboard", "hit-zero")
    call.says("Hello.", "greet")
    call.finishes()

    assert wanted(ends_with(call, "One moment. Which Dana do you want?")) == "“Which Dana do you want?”"


def test_a_line_that_only_holds_a_question_is_none() -> None:
    call, _ = told("switchboard", "hit-zero")
    call.says("Hello.", "greet")
    call.finishes()

    assert wanted(ends_with(call, "Who knows? She is out.")) == ""


def test_whether_somebody_is_still_there_is_no_question_to_answer_first() -> None:
    call, _ = told("switchboard", "hit-zero")
    call.says("Hello.", "greet")
    call.finishes()
    call.fires("silence")
    call.finishes()

    assert call.call.state.turns[-1].text == "Hello?"
    assert open_question(call.call) is None


def test_the_tip_to_answer_first_is_the_houses_own() -> None:
    found = next_tip(challenged().call, BOOKS["hit-zero"])

    assert found is not None
    assert (found.author, found.document, found.what) == (HOUSE, "", "answer first: who you are")


def test_where_the_author_says_how_to_answer_the_tip_is_the_authors() -> None:
    found = next_tip(challenged().call, BOOKS["ask-for-help"])

    assert found is not None
    assert (found.author, found.what) == ("Ari Galper", "saying who you are")


def test_the_tip_to_answer_first_goes_once_that_is_done() -> None:
    call, prompter = told("switchboard", "hit-zero")
    call.says("Where is Dana?", "ask_whereabouts")
    call.finishes()
    before = prompter.look(call.call)
    call.says("This is Sam Reyes, about filing.", "identify_self", "state_purpose")

    assert before is not None
    assert before.author == HOUSE
    assert (then := prompter.look(call.call)) is None or then.what != before.what
