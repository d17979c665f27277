"""Whose words they are: quoted, said of others, denied, or only listed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.understanding.asides import asides


def _found(text: str) -> set[tuple[str, str]]:
    return {(a.kind, text[a.start : a.end].strip()) for a in asides(text)}


@pytest.mark.parametrize(
    ("said", "unsaid"),
    [
        ("Hello. It's urgent. No, scrap that. Is she in?", "It's urgent. No, scrap that"),
        ("We're old friends, just kidding.", "We're old friends, just kidding"),
        ("I said that you never ring. I'm sorry, that was unfair.", ""),
        ("Just kidding.", ""),
    ],
)
def test_what_is_unsaid_goes_with_the_words_that_unsay_it(said, unsaid):
    assert {text for kind, text in _found(said) if kind == "taken_back"} == ({unsaid} if unsaid else set())


@pytest.mark.parametrize(
    ("said", "quoted"),
    [
        ("My boss always says, could you help me out.", "could you help me out"),
        ('He said: "Is she at lunch?" but I never do.', '"Is she at lunch?"'),
        ("She wrote, and I quote, why do you never ring.", "why do you never ring"),
        ("He said, quote, our prices are best, unquote, and laughed.", "quote, our prices are best,"),
        ("A man rang and said, it's urgent, but it wasn't.", "it's urgent"),
        ("Mara told me to say 'press zero'.", "'press zero"),
        ("My boss wants me to say I'll ring at ten, but I won't.", "I'll ring at ten"),
        ("The note on my screen says ask when she's free.", "ask when she's free"),
        ("I'm supposed to say our prices are best.", "our prices are best"),
    ],
)
def test_what_another_said_is_quoted_up_to_where_the_speaker_goes_on(said, quoted):
    assert ("quoted", quoted) in _found(said)


@pytest.mark.parametrize(
    "said",
    [
        "I said, could you help me?",
        "As I said, it's about the dock.",
        "You said, ring me on Monday.",
        "That said, is he in?",
        "So tell me, how do you store them?",
        "Let me just say, thank you.",
        "He said I should ask for you.",
        "Can't afford it, she says, with a car like that.",
        "I just wanted to say thank you.",
        "She asked me to say hello to you.",
        "Your website says you deliver at night.",
    ],
)
def test_ones_own_words_and_reports_are_no_quotation(said):
    assert _found(said) == set()


def test_what_people_do_in_general_is_not_the_speakers_deed():
    assert ("others", "Reps always ask whether he's at lunch") in _found("Reps always ask whether he's at lunch.")


@pytest.mark.parametrize("said", ["Do people ask for that?", "Our sellers say thank you.", "You people ask too much."])
def test_ones_own_people_and_questions_about_people_are_not_general(said):
    assert _found(said) == set()


@pytest.mark.parametrize(
    ("said", "denied"),
    [
        ("I'm not here to sell. Is she in?", "I'm not here to sell"),
        ("I won't leave my number, and thank you.", "I won't leave my number"),
        ("Thanks. I'll never call back at three.", "I'll never call back at three"),
        ("I can't ring at three, sadly.", "I can't ring at three"),
        ("I have no intention of asking for his cell", "I have no intention of asking for his cell"),
        ("I can't say that I'll ring at two.", "I can't say that I'll ring at two"),
        ("At no point will I ask for a meeting.", "At no point will I ask for a meeting"),
        ("It's not as if I'd ring tomorrow.", "It's not as if I'd ring tomorrow"),
        ("I'll ring at half past never.", "I'll ring at half past never"),
    ],
)
def test_what_one_says_one_will_not_do_is_denied(said, denied):
    assert _found(said) == {("denied", denied)}


@pytest.mark.parametrize(
    "said",
    [
        "I won't keep you.",
        "I'm not going to lie, it's good.",
        "I'm not looking for a sale, just ten minutes.",
        "I won't rest until we meet.",
        "I can't find her number.",
    ],
)
def test_a_denial_that_is_taken_back_or_denies_nothing_is_none(said):
    assert _found(said) == set()


@pytest.mark.parametrize("said", ["Asked for the number, lightly.", "Pitching, or pushing for a date."])
def test_an_act_named_with_nobody_who_does_it_is_only_told(said):
    assert _found(said) == {("told", said)}


@pytest.mark.parametrize("said", ["Asking again, is he in?", "Asked you before, is he in?", "Thanks, that helps."])
def test_short_talk_without_an_i_is_ones_own(said):
    assert _found(said) == set()


def test_a_quotation_in_words_without_any_stop_ends_after_a_sentence_of_them():
    said = "my boss wants me to say " + "one two three four " * 10

    (kind, quoted) = next(iter(_found(said)))

    assert (kind, len(quoted.split())) == ("quoted", 14)


@pytest.mark.parametrize("said", ["Is there a polite way to ask for help?", "There's an art to asking for a number."])
def test_how_an_act_is_done_well_is_talked_about_and_not_done(said):
    assert _found(said) == {("others", said.rstrip(".?"))}


def test_words_in_a_row_without_grammar_are_a_list():
    assert {kind for kind, _ in _found("lunch vacation meeting cell pager referral")} == {"listed"}


@pytest.mark.parametrize(
    "said",
    [
        "five five five oh one four two",
        "Dana Whitlow, please, she'll know Sam Reyes, Northgate.",
        "Cell number please",
        "um hi sam reyes northgate records is dana around",
    ],
)
def test_numbers_introductions_and_short_requests_are_no_list(said):
    assert _found(said) == set()


@given(st.text(max_size=120))
def test_every_aside_lies_in_the_text(text):
    assert all(0 <= a.start < a.end <= len(text) for a in asides(text))


@pytest.mark.parametrize(
    "said",
    [
        "Favor. Voicemail. Lunch or meeting or holiday. Thanks. Fifteen minutes. Calendar. Tomorrow at ten.",
        "Help, kindness, the right person, a problem, some number, a reason.",
        "A good caller asks for help and offers options.",
        "Ask the receptionist for help.",
        "Then he thanks them and asks when she is free.",
    ],
)
def test_catchwords_between_stops_and_talk_of_callers_are_asides(said: str) -> None:
    assert any(a.start <= 1 and a.end >= len(said) - 1 for a in asides(said))


@pytest.mark.parametrize(
    "said",
    [
        "Hi, good morning, Sam Reyes, Northgate Records, for Dana Whitlow, please.",
        "In a meeting, or at lunch?",
        "Sam Reyes, Northgate Records, five five five, oh one four two, thanks.",
        "Say hello to her, would you?",
        "Ask him to ring me, please.",
    ],
)
def test_terse_words_of_one_s_own_are_no_asides(said: str) -> None:
    assert asides(said) == []
