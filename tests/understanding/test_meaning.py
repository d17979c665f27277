"""Whole utterances: moves, the words that show them, and what makes them unclear."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator import ASSETS
from simulator.understanding.corpus import read_corpus
from simulator.understanding.meaning import ALONE, LONGEST, PERHAPS
from simulator.understanding.names import Names
from simulator.understanding.overrule import Known
from simulator.understanding.recogniser import Recogniser

CORPUS = Path(__file__).parents[2] / "corpus"


def _sure(meaning) -> set[str]:
    return {m.move for m in meaning.moves if m.sure}


def _words(said: str, meaning, move: str) -> str:
    return next(said[m.start : m.end] for m in meaning.moves if m.move == move)


def test_one_turn_carries_several_moves(means):
    said = (
        "Hi Marisol, I was hoping you could lend me a hand. I got Dana's voicemail. Is she at lunch, or in a meeting?"
    )

    heard = means(said, "Harwick Foods, Marisol speaking.")

    assert _sure(heard) == {"greet", "ask_for_help", "mention_voicemail", "ask_whereabouts", "offer_options"}


def test_small_letters_and_fillers_change_nothing(means):
    said = "um hi this is uh sam reyes with northgate records could you maybe help me out for a second"

    heard = means(said, "Good morning, Harwick Foods.")

    assert _sure(heard) == {"greet", "identify_self", "identify_company", "ask_for_help"}


def test_each_move_is_shown_by_its_own_words(means):
    said = "Good morning, Marisol. I got Dana's voicemail just now. When do you expect her back?"

    heard = means(said, "Harwick Foods.")

    assert _words(said, heard, "greet") == "Good morning, Marisol."
    assert _words(said, heard, "mention_voicemail") == "I got Dana's voicemail just now."
    assert _words(said, heard, "ask_availability") == "When do you expect her back?"


def test_words_are_shown_without_any_punctuation_too(means):
    said = "thank you so much is she usually in by nine"

    heard = means(said, "She's out for the day.")

    assert _words(said, heard, "thank") == "thank you so much"
    assert _words(said, heard, "ask_availability") == "is she usually in by nine"


def test_options_are_always_a_question_for_the_prospect_too(means):
    heard = means("Has he gone to lunch or is he away sick?")

    assert {"offer_options", "ask_whereabouts"} <= _sure(heard)


def test_a_move_that_nobody_can_tell_is_unsure_and_has_its_words(understanding):
    said = "Reasons, reasons. My reason is I haven't heard his lovely voice in a bit."

    found = understanding.recognise(said, heard="I'm sorry, I need a reason for the call.", context="R")

    sneer = next(m for m in found.moves if m.move == "pressure")
    assert not sneer.sure
    assert sneer.probability >= PERHAPS
    assert said[sneer.start : sneer.end] == "Reasons, reasons."


def test_a_move_is_heard_only_by_those_who_can_hear_it(means):
    said = "Did I catch you at a bad time?"

    assert "ask_if_good_time" in _sure(means(said, with_="prospect"))
    assert "ask_if_good_time" not in _sure(means(said, with_="receptionist"))


def test_an_assistant_hears_what_a_receptionist_hears(means):
    assert "ask_to_schedule" in _sure(means("Would it be better to book a call with her?", with_="assistant"))


@pytest.mark.parametrize("said", ["", "   ", "...", "um", "mm-hm", "uh", "okay"])
def test_nothing_said_means_nothing(means, said):
    heard = means(said, "Yes?")

    assert heard.moves == ()
    assert heard.understood.call_at is None
    assert heard.understood.phone is None


def test_the_end_of_a_long_message_is_heard_as_well(means):
    said = (
        "Hello Dana, this is Sam Reyes from Northgate Records. We have not met yet. Graham Pell at your Denver plant "
        "asked me to call. He and I were talking about the paper files in his loading office, and how long the drivers "
        "wait there when one of them cannot be found, and he thought that you might see the same thing in your "
        "building, since both of you send out about the same number of trucks each morning and both of you still keep "
        "the delivery notes in boxes by the door. I'm sorry that I missed you. My number is five five five, zero one "
        "four two."
    )

    heard = means(said, "(beep)", "voicemail", referral=True)

    assert {"admit_not_met", "mention_referral", "sorry_missed", "leave_number"} <= _sure(heard)
    assert _words(said, heard, "sorry_missed") == "I'm sorry that I missed you."
    assert heard.understood.phone == "5550142"


def test_the_same_words_mean_the_same_in_any_company(understanding):
    said = "I'd rather discuss that with her directly."
    alone = understanding.recognise(said, heard="What is it about?", context="R")

    understanding.recognise("Thanks so much! I'll ring at two, then.", heard="She's out.", context="R")

    assert understanding.recognise(said, heard="What is it about?", context="R") == alone


def test_without_a_clock_no_time_is_read(means):
    assert means("I'll call at two.", now=None).understood.call_at is None


def test_a_speech_without_end_is_read_up_to_a_bound(means):
    heard = means("I'm calling about the loading docks. " * 400)

    assert max(m.end for m in heard.moves) <= LONGEST


@settings(max_examples=60, deadline=None)
@given(said=st.text(max_size=200), heard=st.text(max_size=60))
def test_whatever_is_said_every_span_holds_words_of_it(understanding, said, heard):
    known = Known("prospect", Names("Dana Whitlow"), datetime(2026, 11, 24, 11, 50))
    meaning = understanding.understand(said, heard=heard, known=known)

    assert all(0 <= m.start < m.end <= len(said) and said[m.start : m.end].strip() for m in meaning.moves)


@pytest.mark.parametrize(
    "said",
    [
        "My colleague said 'I'll ring at two'.",
        "Mara told me to say 'I'll call at two today'.",
        "Most reps would say, I'll ring you at two.",
        "I can't say that I'll ring at two.",
        "She told me she'd ring at two.",
    ],
)
def test_a_time_in_words_that_are_nobodys_promise_is_no_time_to_ring(means, said):
    heard = means(said, "Good morning, Harwick Foods.")

    assert "promise_call_back_time" not in _sure(heard)
    assert heard.understood.call_at is None


def test_a_move_that_stands_alone_has_to_be_surer(understanding):
    recogniser = Recogniser.load(ASSETS / "moves")
    thresholds = dict(zip(recogniser.moves, recogniser.thresholds, strict=True))
    hardly = 0
    for turn in [t for t in read_corpus(CORPUS / "test-other-writer.jsonl")[0] if len(t.said) < 80][:400]:
        found = understanding.recognise(turn.said, heard=turn.heard, context=turn.context).moves
        sure = [m for m in found if m.sure]
        hardly += not sure and any(m.probability >= thresholds[m.move] for m in found)
        assert len(sure) != 1 or sure[0].probability >= thresholds[sure[0].move] + ALONE - 0.001, turn.said

    assert hardly
