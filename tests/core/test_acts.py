from __future__ import annotations

import pytest

from simulator.core.acts import SAYS_NO, acts_in
from simulator.core.facts import With
from simulator.core.transcripts import read_transcript
from simulator.core.when import ACTS


@pytest.mark.parametrize(
    ("with_", "text", "act"),
    [
        ("receptionist", "And who shall I say is calling?", "asked_who"),
        ("receptionist", "May I have your name, please?", "asked_who"),
        ("prospect", "Who’s this?", "asked_who"),
        ("receptionist", "What's this in reference to?", "asked_what"),
        ("assistant", "Could you tell me the reason for your call?", "asked_what"),
        ("receptionist", "And it's about?", "asked_what"),
        ("receptionist", "It's about what, sir?", "asked_what"),
        ("assistant", "This is concerning…", "asked_what"),
        ("coworker", "Regarding?", "asked_what"),
        ("receptionist", "Concerning?", "asked_what"),
        ("prospect", "And what would that be about?", "asked_what"),
        ("receptionist", "Sorry, you are?", "asked_who"),
        ("prospect", "Nina from where?", "asked_who"),
        ("receptionist", "And you're calling from...?", "asked_who"),
        ("assistant", "Which company, please?", "asked_who"),
        ("receptionist", "Is she expecting your call?", "asked_expected"),
        ("receptionist", "Let me see... he's in a meeting.", "said_in_meeting"),
        ("assistant", "She is tied up just now.", "said_in_meeting"),
        ("receptionist", "I'm afraid he's out for the day.", "said_away"),
        ("coworker", "She's on vacation.", "said_away"),
        ("receptionist", "He should be back at his desk around two.", "said_available_at"),
        ("receptionist", "Try again tomorrow.", "said_available_at"),
        ("assistant", "Let me see. Wednesday afternoon?", "said_available_at"),
        ("receptionist", "Sorry, we don't have those.", "has_none"),
        ("receptionist", "We can't give out cell numbers.", "refused:ask_cell_number"),
        ("receptionist", "I can give you his cell number.", "offered_cell"),
        ("receptionist", "The only way to get hold of him is the cell.", "only_way"),
        ("receptionist", "One moment, I'll put you through.", "transferred"),
        ("prospect", "I'm driving, can this wait?", "cannot_talk"),
        ("prospect", "Look, this is not a good time.", "cannot_talk"),
        ("voicemail", "You have reached Dana. Leave a message after the tone.", "picked_up_voicemail"),
        ("voicemail", "I'm out. You can ring my cell, 555 0142.", "greeting_offers_cell"),
        ("prospect", "Whitlow. I've stepped out of a meeting.", "cannot_talk"),
        ("prospect", "I'm just going into a meeting.", "cannot_talk"),
        ("voicemail", "If it is urgent, call my mobile.", "greeting_urgent_only"),
        ("voicemail", "Use my cell only if it really can't wait.", "greeting_urgent_only"),
        ("prospect", "Hello? I'm in a store, who's this?", "cannot_talk"),
        ("prospect", "We're not interested, thanks.", SAYS_NO),
        ("prospect", "No, really.", SAYS_NO),
        ("receptionist", "He doesn't take sales calls.", SAYS_NO),
        ("assistant", "I'm afraid I can't disturb her.", SAYS_NO),
        ("receptionist", "She's about, but she's in a budget review.", "said_in_meeting"),
        ("receptionist", "He's in with the bank.", "said_in_meeting"),
        ("receptionist", "She's out on the scale.", "said_away"),
        ("coworker", "He's on site till Friday.", "said_away"),
        ("receptionist", "Half twelve.", "said_available_at"),
        ("receptionist", "Quarter past, once she has had her tea.", "said_available_at"),
        ("assistant", "She has a gap at eleven twenty.", "said_available_at"),
        ("receptionist", "Putting you over.", "transferred"),
        ("voicemail", "Franklin Deane. You know what to do.", "picked_up_voicemail"),
        ("voicemail", "In an emergency you can get me on 555 0158.", "greeting_urgent_only"),
        ("voicemail", "The mobile's 555 0192, it's always on.", "greeting_offers_cell"),
        ("prospect", "I'm at my daughter's birthday.", "cannot_talk"),
        ("prospect", "You've caught me in the middle of lunch.", "cannot_talk"),
        ("prospect", "I'm driving, but go on.", "cannot_talk"),
        ("prospect", "I have to run, my meeting is starting.", "cannot_talk"),
        ("receptionist", "I'm afraid it's company policy.", SAYS_NO),
        ("receptionist", "I'm not allowed to.", SAYS_NO),
        ("prospect", "Take my number off your list.", SAYS_NO),
    ],
)
def test_an_act_is_told_from_plain_words(with_: With, text: str, act: str) -> None:
    assert act in acts_in(text, with_)


@pytest.mark.parametrize(
    ("with_", "text"),
    [
        ("receptionist", "Harwick Foods, Marisol speaking. How can I help?"),
        ("receptionist", "Is she in a meeting? I don't think so, let me look."),
        ("receptionist", "I can try."),
        ("receptionist", "Who knows, dear."),
        ("receptionist", "Did you ring us on Thursday?"),
        ("prospect", "He is in a meeting."),
        ("voicemail", "Who's calling, please?"),
        ("voicemail", "We are not interested in sales calls."),
        ("receptionist", "Are you not interested?"),
        ("receptionist", "That's about it."),
        ("receptionist", "Is that about right?"),
        ("prospect", "What time is it where you are?"),
        ("receptionist", "Is he familiar with your company?"),
        ("receptionist", "Thank you for calling from so far away."),
        ("receptionist", "He likes talking when he's stuck."),
        ("receptionist", "He recorded that in two thousand and nineteen."),
        ("receptionist", ""),
    ],
)
def test_what_only_sounds_like_an_act_is_none(with_: With, text: str) -> None:
    assert acts_in(text, with_) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Fine, go on, I have a minute.",
        "Not at all, I have a minute.",
        "They're in the middle of my neighbour's barley. Go on.",
        "I'm with a customer, but go ahead.",
        "No no, go ahead, it's fine.",
    ],
)
def test_who_asks_the_caller_to_go_on_can_talk(text: str) -> None:
    assert acts_in(text, "prospect") == ("can_talk",)


def test_nobody_is_put_through_who_cannot_be() -> None:
    assert acts_in("I can't put you through without a reason.", "receptionist") == (SAYS_NO,)


def test_a_cell_kept_for_urgent_matters_is_not_offered() -> None:
    assert acts_in("For urgent matters ring my cell.", "voicemail") == ("greeting_urgent_only",)


def test_the_acts_of_an_untagged_call_are_recognised() -> None:
    call = read_transcript({"turns": [{"who": "other", "text": "Who is calling?"}]})

    assert call.turns[0].acts == ("asked_who",)


def test_tags_are_taken_at_their_word() -> None:
    turns = [{"who": "other", "text": "Who is calling?", "acts": []}, {"who": "other", "text": "He's in a meeting."}]

    assert [t.acts for t in read_transcript({"turns": turns}).turns] == [(), ()]


@pytest.mark.parametrize("text", ["in " * 5000, "a" * 20_000, "who is " * 3000, "cell urgent " * 1600])
def test_endless_words_are_read_in_a_moment(text: str) -> None:
    assert set(acts_in(text, "receptionist")) | set(acts_in(text, "voicemail")) <= set(ACTS)
