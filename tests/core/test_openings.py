"""Where a call begins, and how it comes about: cases, and openings under conditions."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.core.call import Call
from simulator.core.check import check_scenario
from simulator.core.events import Chose, Dialled, Say, TimerFired
from simulator.core.facts import Facts
from simulator.core.reading import read_scenario
from simulator.core.scenario import Scenario
from simulator.core.yaml_text import BadFile

TEXT = (Path(__file__).parent / "box.yaml").read_text(encoding="utf-8")
KNOWN = "  - {if: {fact: {world: always-leave-one, left_good_message: true}}, go: dana}\n"
CASES = """cases:
  stranger: {called: Nobody sent you}
  sent: {called: Paul sent you, facts: {referral: {name: Paul Okafor, where: inside}}, goal: Say who sent you.}
start:
"""


def scenario(moves: frozenset[str], start: str = f"{CASES}{KNOWN}  - greeting\n") -> Scenario:
    return read_scenario(TEXT.replace("start: greeting\n", start), "box.yaml", moves)


def answered_by(call: Call) -> str:
    call.handle(Chose(0, "dial_desk"))
    call.handle(Dialled(0))
    return next(e.who for e in call.handle(TimerFired(18_000, "rings")) if isinstance(e, Say))


@pytest.mark.parametrize(
    ("facts", "who"),
    [
        (None, "box"),
        (Facts(world="always-leave-one", left_good_message=True), "dana"),
        (Facts(world="always-leave-one"), "box"),
        (Facts(left_good_message=True), "box"),
    ],
)
def test_who_picks_up_may_hang_on_what_came_before(moves, facts: Facts | None, who: str) -> None:
    assert answered_by(Call(scenario(moves), "plain", 1, facts)) == who


def test_the_first_case_stands_where_none_is_named(moves) -> None:
    box = scenario(moves)

    assert box.facts_in() == box.facts_in("stranger") == box.facts


def test_a_case_changes_its_own_facts_only(moves) -> None:
    box = scenario(moves)

    assert box.facts_in("sent").referral.name == "Paul Okafor"
    assert box.facts_in("sent").model_copy(update={"referral": None}) == box.facts


def test_lines_of_an_opening_are_spoken_lines_and_lead_somewhere(moves) -> None:
    box = scenario(moves)

    assert set(box.begins()) == {"dana", "greeting"}
    assert not [f for f in check_scenario(box, "box.yaml", []) if "nothing leads" in f.says]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("go: dana}", "go: dena}", "no moment is called 'dena'; did you mean 'dana'?"),
        ("world:", "wurld:", "no fact is called 'wurld'; did you mean 'world'?"),
        ("where: inside", "where: near", "'near'"),
        ("{called: Nobody sent you}", "{goal: None}", "'called' is missing"),
    ],
)
def test_a_wrong_word_is_told_with_its_line(moves, old: str, new: str, says: str) -> None:
    wrong = f"{CASES}{KNOWN}  - greeting\n".replace(old, new)
    text = TEXT.replace("start: greeting\n", wrong)
    with pytest.raises(BadFile) as refused:
        scenario(moves, wrong)

    assert says in str(refused.value)
    assert refused.value.flaws[0].line == text[: text.index(new)].count("\n") + 1


def test_a_moment_that_takes_every_call_stands_last(moves) -> None:
    with pytest.raises(BadFile, match="'greeting' takes every call"):
        scenario(moves, f"{CASES}  - greeting\n{KNOWN}")


# -- openings that hang on a promise, and on what was chosen -----------------------------------------------------------

PROMISED = "  - {if: {promised: [kept, late], fact: {on: desk}}, go: dana, facts: {moment: meeting}}\n"
CHOICES = f"choices: {{dial_desk: greeting, dial_cell: desk_rings, not_dial: ''}}\nstart:\n{PROMISED}"


def begun(moves: frozenset[str], action: str, now: str) -> Call:
    facts = Facts(promised_at="2026-11-25 09:00", now=now)
    call = Call(scenario(moves, CHOICES), "plain", 1, facts)
    call.handle(Chose(0, action))
    call.handle(Dialled(0))
    return call


@pytest.mark.parametrize(
    ("action", "now", "moment"),
    [
        ("dial_desk", "2026-11-25 09:01", "dana"),
        ("dial_desk", "2026-11-25 10:00", "dana"),
        ("dial_desk", "2026-11-25 08:00", "greeting"),
        ("dial_desk", "2026-11-26 09:00", "greeting"),
        ("dial_cell", "2026-11-25 09:01", "desk_rings"),
        ("not_dial", "2026-11-25 09:01", ""),
    ],
)
def test_a_promise_that_is_kept_may_open_another_door(moves, action: str, now: str, moment: str) -> None:
    assert begun(moves, action, now).state.moment == moment


def test_an_opening_may_change_what_is_true_of_the_call(moves) -> None:
    assert begun(moves, "dial_desk", "2026-11-25 09:00").facts.moment == "meeting"
    assert begun(moves, "dial_desk", "2026-11-25 08:00").facts.moment == "free"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("[kept, late]", "[keptt]", "a promise is never 'keptt'; it may be none, open, kept"),
        ("moment: meeting", "moment: lunch", "'moment' is 'lunch'"),
    ],
)
def test_what_an_opening_asks_or_changes_must_be_possible(moves, old: str, new: str, says: str) -> None:
    with pytest.raises(BadFile) as refused:
        scenario(moves, CHOICES.replace(old, new))

    assert says in str(refused.value)
