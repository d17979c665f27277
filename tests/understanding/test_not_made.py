"""Not fooled: words that name a move, deny it, quote it or ask about it do not make it."""

from __future__ import annotations

import pytest


def _sure(understanding, said: str, context: str = "R", heard: str = "") -> set[str]:
    return {m.move for m in understanding.recognise(said, heard=heard, context=context).moves if m.sure}


@pytest.mark.parametrize(
    ("said", "context", "move"),
    [
        ("I'm not calling to sell you anything.", "R", "pitch"),
        ("This isn't a sales call, and I won't give you a pitch.", "C", "pitch"),
        ("I'm not going to ask you for a meeting.", "C", "push_for_meeting"),
        ("It's not urgent.", "R", "fake_urgency"),
        ("I could say it's an emergency, but it isn't.", "R", "fake_urgency"),
        ("I'm not asking for his cell number.", "R", "ask_cell_number"),
        ("I'm not an old friend of his.", "R", "deceive"),
        ("Paul did not ask me to call.", "C", "mention_referral"),
        ("I never got her voicemail.", "R", "mention_voicemail"),
        ("I'm not sorry that I missed you.", "V", "sorry_missed"),
        ("I won't call you again.", "V", "suggest_call_back"),
        ("I'm not going to call back at two.", "R", "promise_call_back_time"),
        ("Thank you. I'll never call back at three o'clock.", "R", "promise_call_back_time"),
    ],
)
def test_saying_that_one_does_not_do_it_is_not_doing_it(understanding, said, context, move):
    assert move not in _sure(understanding, said, context)


@pytest.mark.parametrize(
    ("said", "heard", "move"),
    [
        ("It's urgent. No, scrap that, it isn't urgent at all.", "", "fake_urgency"),
        ("Hi, it's urgent, I need Dana. Well, no, it isn't urgent at all, sorry.", "", "fake_urgency"),
        ("Yes, we're old friends. Just kidding! No, she doesn't know me.", "Is she expecting you?", "deceive"),
    ],
)
def test_what_is_unsaid_in_the_same_breath_was_not_done(understanding, said, heard, move):
    assert move in _sure(understanding, said.split(".")[0] + ".", "R", heard)
    assert move not in _sure(understanding, said, "R", heard)


@pytest.mark.parametrize(
    ("said", "move"),
    [
        ("He said, quote, our software cuts costs by forty percent, unquote.", "pitch"),
        ("My trainer told me to say good morning and to ask for help.", "ask_for_help"),
        ("If I were a salesman I'd say we have a fantastic offer.", "pitch"),
        ("I was told never to say that it's urgent.", "fake_urgency"),
        ("The word hello is short.", "greet"),
    ],
)
def test_speaking_of_a_move_is_not_making_it(understanding, said, move):
    assert move not in _sure(understanding, said)


@pytest.mark.parametrize("said", ["Is this Harwick Foods?", "Have I reached Harwick Foods?"])
def test_asking_whether_this_is_the_firm_names_no_firm_of_ones_own(understanding, said):
    assert "identify_company" not in _sure(understanding, said)


def test_the_same_words_said_in_earnest_still_count(understanding):
    assert "fake_urgency" in _sure(understanding, "It's urgent, I need to speak with him today.")
    assert "mention_voicemail" in _sure(understanding, "I didn't reach her, her voicemail picked up.")
    assert "pitch" in _sure(understanding, "Our software cuts costs by forty percent.")


def test_a_string_of_catchwords_is_not_a_good_call(understanding):
    said = "Help, lunch, meeting, cell number, referral, calendar, fifteen minutes."

    assert not _sure(understanding, said) & {"ask_for_help", "ask_cell_number", "ask_to_schedule", "mention_referral"}
