"""Names of the scenario in what was said, and a stranger's name in the prospect's place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.understanding.names import Names, known_names, names_only_prospect, wrong_names


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ("is dana in", ("Dana Whitlow",)),
        ("Ms. Whitlow, please.", ("Dana Whitlow",)),
        ("hi marisol this is sam reyes", ("Marisol", "Sam Reyes")),
        ("I'm Sam, from Northgate.", ("Sam Reyes", "Northgate Records")),
        ("Graham Pell at Harwick asked me to call.", ("Graham Pell", "Harwick Foods")),
    ],
)
def test_known_names_are_given_as_the_scenario_writes_them(names, said, known):
    assert known_names(said, names) == known


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ("Is Dayna in today?", "Dana Whitlow"),
        ("put me through to miss whit low", "Dana Whitlow"),
        ("ms whitlaw please", "Dana Whitlow"),
        ("calling from north gate records", "Northgate Records"),
        ("Is this Hardwick Foods?", "Harwick Foods"),
    ],
)
def test_a_name_misheard_is_still_that_name(names, said, known):
    assert known_names(said, names) == (known,)
    assert wrong_names(said, names, to_prospect=False) == ()


@pytest.mark.parametrize("said", ["the data is down", "I'm after dinner dates", "Can I reach the sales team?", ""])
def test_no_name_is_made_out_of_other_words(names, said):
    assert known_names(said, names) == ()
    assert wrong_names(said, names, to_prospect=False) == ()


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("Could I speak to Diana?", "Diana"),
        ("could i speak to diana please", "diana"),
        ("I'm trying to reach Mr. Whitman.", "Whitman"),
        ("hi marisol is jim there", "jim"),
        ("I just tried Jim's line.", "Jim"),
        ("I got Donna's voicemail.", "Donna"),
        ("Is Dr. Patel there?", "Patel"),
    ],
)
def test_another_name_in_the_prospects_place_is_wrong(names, said, wrong):
    assert wrong_names(said, names, to_prospect=False) == (wrong,)


@pytest.mark.parametrize(("said", "wrong"), [("Hi Diana, it's Sam.", "Diana"), ("Is this Mark?", "Mark")])
def test_greeting_the_prospect_by_another_name_is_wrong(names, said, wrong):
    assert wrong_names(said, names, to_prospect=True) == (wrong,)


@pytest.mark.parametrize(
    "said",
    [
        "Hi Marisol, is Dana in?",
        "my name is Bob",
        "this is bob from acme",
        "My boss is Mark.",
        "Hi Teresa, could you help me?",
        "Is it possible that grace is short?",
        "Will you be in?",
        "Has Thursday been booked?",
    ],
)
def test_names_in_other_places_are_not_wrong(names, said):
    assert wrong_names(said, names, to_prospect=False) == ()


def test_a_name_that_is_an_ordinary_word_needs_its_capital():
    names = Names("Will Grant", "Harwick Foods")

    assert known_names("will you be there", names) == ()
    assert known_names("Is Will there?", names) == ("Will Grant",)


@given(st.text(max_size=80), st.text(max_size=20), st.text(max_size=20))
def test_whatever_is_said_of_whomever_only_names_come_back(said, prospect, company):
    names = Names(prospect, company)

    assert set(known_names(said, names)) <= {prospect, company}
    assert all(wrong in said for wrong in wrong_names(said, names, to_prospect=True))


def test_who_asks_for_the_prospect_does_not_give_their_own_name():
    names = Names("Dana Whitlow", you="Sam Reyes")

    assert names_only_prospect("Dana Whitlow, please", names)
    assert not names_only_prospect("Sam Reyes for Dana Whitlow", names)
    assert not names_only_prospect("it's Sam", names)


def test_a_name_that_both_bear_may_be_the_speaker_s():
    assert not names_only_prospect("it's Dana", Names("Dana Whitlow", you="Dana Reyes"))
