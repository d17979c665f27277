"""Whole calls that only pretend: catchwords, the rules read aloud, everything in one breath. No author is fooled."""

from __future__ import annotations

import pytest

from simulator.core.scoring import score_all
from simulator.core.transcripts import read_transcript
from simulator.library import Library
from simulator.scores import recogniser

LOW, HIGH = 25, 80
DESK = "Good morning, Harwick Foods, Marisol speaking."
BOX = "You have reached Dana Whitlow. Please leave a message after the beep."
PLACES = {
    "desk": ({"with": "receptionist"}, {"text": DESK}),
    "assistant": ({"with": "assistant"}, {"text": "Ms. Whitlow's office, Helen speaking."}),
    "box": ({"with": "voicemail"}, {"text": BOX}),
    "driver": (
        {"with": "prospect", "on": "cell", "moment": "driving"},
        {"text": "Dana here. I'm driving.", "acts": ["cannot_talk"]},
    ),
    "free": ({"with": "prospect", "on": "desk"}, {"text": "Hello, this is Dana."}),
}
CATCHWORDS = (
    "Help, favour, kindness, lunch, vacation, meeting, voicemail, cell number, calendar, fifteen minutes, referral, "
    "problem, humor, callback, two thirty."
)
TO_THE_DESK = (
    "Hi good morning Marisol this is Sam Reyes from Northgate Records could you help me for a second is Dana in or is "
    "she at lunch or in a meeting I tried her and got her voicemail when is she back at her desk could I have her cell "
    "number are you sure she is fine with that should we put a call in the calendar just fifteen minutes I'm not sure "
    "she's the right person it's about lost paper files Graham Pell asked me to call thank you so much I'll call back "
    "at two thirty tomorrow I won't keep you take care bye"
)
TO_THE_PROSPECT = (
    "Hi Dana this is Sam Reyes from Northgate Records did I catch you at a bad time your receptionist gave me the "
    "number and said it was fine Graham Pell asked me to call I'd only need ten minutes I'm calling about lost paper "
    "files how do you handle them today how would you like me to go on I can ring you at the office at two thirty "
    "instead I'll let you go drive safe thank you bye"
)


@pytest.fixture(scope="module")
def playbooks():
    return tuple(Library().playbooks.values())


@pytest.fixture(scope="module")
def totals(playbooks):
    """The totals of all authors who speak to a call in which that is said, by author."""
    recognise = recogniser(Library().own_moves.read)

    def totals(place: str, *said: str) -> dict[str, int]:
        facts, line = PLACES[place]
        turns = [{"who": "other", **line}, *({"who": "trainee", "text": words} for words in said)]
        call = read_transcript({"facts": facts, "turns": turns}, recognise=recognise)
        return {card.playbook: card.total for card in score_all(call, playbooks) if card.total is not None}

    return totals


@pytest.mark.parametrize("place", PLACES)
def test_a_string_of_catchwords_earns_little_with_every_author(totals, place):
    assert all(total <= LOW for total in totals(place, CATCHWORDS).values())


@pytest.mark.parametrize("place", PLACES)
def test_reading_the_rules_aloud_earns_little_with_every_author(totals, playbooks, place):
    for playbook in playbooks:
        titles = [f"{rule.title}." for rule in playbook.rules]

        assert all(total <= LOW for total in totals(place, *titles).values()), playbook.id
        assert all(total <= LOW for total in totals(place, " ".join(titles)).values()), playbook.id


@pytest.mark.parametrize(
    ("place", "said"),
    [("desk", TO_THE_DESK), ("assistant", TO_THE_DESK), ("driver", TO_THE_PROSPECT), ("free", TO_THE_PROSPECT)],
)
def test_everything_in_one_breath_earns_little_with_every_author(totals, place, said):
    assert all(total <= LOW for total in totals(place, said).values())


def test_a_good_question_asked_in_earnest_earns_much(totals):
    said = "Hi Marisol, could you help me out for a second? I got Dana's voicemail. Is she at lunch, or in a meeting?"

    assert totals("desk", said, "Thank you. I'll call her back then.")["ask-for-help"] >= HIGH
