"""Names and firms that somebody gives as their own: a stranger's is told, one misheard or cut short is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.understanding.names import NOBODY, Names
from simulator.understanding.own_names import Posed, posed_as

SLIP = Names("Ellen Marsh", "Hollis Bakery", "Ben Carter", "Bluebird Systems", ("Grace", "Martin"))


def _posed(said: str, *, asked_who: bool = False) -> Posed:
    return posed_as(said, SLIP, {"identify_self", "identify_company"}, asked_who=asked_who)


@pytest.mark.parametrize(
    ("said", "names", "firms"),
    [
        ("Hi, this is Robert from Acme Widgets.", ("Robert",), ("Acme Widgets",)),
        ("It's Robert, actually.", ("Robert",), ()),
        ("this is robert miles calling from acme widgets", ("robert",), ()),
        ("Robert here, from Hollis Bakery.", ("Robert",), ("Hollis Bakery",)),
        ("My name's Martin and I'm with Hollis Bakery.", ("Martin",), ("Hollis Bakery",)),
        ("This is Ellen Marsh.", ("Ellen Marsh",), ()),
        ("Ben Carter here, from Northgate Records.", (), ("Northgate Records",)),
    ],
)
def test_a_strangers_name_or_firm_given_as_ones_own_is_told(said, names, firms):
    assert _posed(said) == Posed(names, firms)


@pytest.mark.parametrize(
    "said",
    [
        "This is Ben Carter from Bluebird Systems.",
        "It's Dan Carter at Blueberry Systems.",
        "Benjamin, from Blue Bird.",
        "Carter, Ben Carter.",
        "I'm Ben, calling from Boston.",
    ],
)
def test_ones_own_name_and_firm_misheard_or_cut_short_are_not(said):
    assert _posed(said, asked_who=True) == Posed()


@pytest.mark.parametrize(
    "said",
    [
        "Is this Grace?",
        "This is Grace, right?",
        "It's Ellen I'm after.",
        "It's Ellen's colleague.",
        "Helen Marsh at Hollis Bakery told me to ring.",
        "It's about Helen at Hollis Bakery.",
        "My colleague said, this is Robert.",
        "It's June.",
        "Grace, could you help me?",
        "Ellen Marsh, please.",
    ],
)
def test_names_asked_for_or_spoken_of_are_nobodys_own(said):
    assert _posed(said, asked_who=True) == Posed()


def test_a_bare_name_is_given_where_one_was_asked_for():
    assert _posed("Robert Miles.", asked_who=True) == Posed(("Robert Miles",))
    assert _posed("Robert Miles.") == Posed()
    assert _posed("Yes, Sam at Northgate.", asked_who=True) == Posed(("Sam",), ("Northgate",))


def test_without_a_slip_nothing_is_false():
    assert posed_as("This is Robert.", NOBODY, {"identify_self"}, asked_who=True) == Posed()


@given(st.text(max_size=120))
def test_whatever_is_said_what_is_told_stands_in_it(said):
    posed = _posed(said, asked_who=True)

    assert all(word in said for name in (*posed.names, *posed.firms) for word in name.split())
