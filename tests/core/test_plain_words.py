from __future__ import annotations

import pytest

from simulator.core.plain_words import says_goodbye, says_no


@pytest.mark.parametrize(
    "said",
    [
        "Thanks, bye!",
        "OK, goodbye then.",
        "Bye-bye, Grace.",
        "thanks so much have a good day",
        "Right. Talk to you then.",
    ],
)
def test_who_ends_with_a_goodbye_says_goodbye(said: str) -> None:
    assert says_goodbye(said)


@pytest.mark.parametrize(
    "said",
    [
        "No goodbyes yet, Sir.",
        "I didn't want to say goodbye yet.",
        "I'll see you on Thursday at ten",
        "Say bye to her.",
        "",
    ],
)
def test_who_only_speaks_of_it_does_not(said: str) -> None:
    assert not says_goodbye(said)


@pytest.mark.parametrize(
    "said", ["no thats too much for me, neither works", "Sorry, no.", "Never mind.", "I'd rather not."]
)
def test_who_begins_with_a_no_declines(said: str) -> None:
    assert says_no(said)


@pytest.mark.parametrize(
    "said", ["No problem, Friday it is.", "Now I see.", "Friday, no doubt about it.", "Yes, please.", ""]
)
def test_who_begins_otherwise_does_not(said: str) -> None:
    assert not says_no(said)
