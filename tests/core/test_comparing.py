"""Two attempts beside each other: what they share, what was said after it, and what came of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import SCENARIOS
from simulator.core.comparing import MOST_CELLS, Attempt, compare, laid_out, shared
from simulator.core.events import HungUp
from simulator.core.record import Header, Record, replay
from simulator.core.retry import forks, second_try, taken_over
from simulator.core.turns import Turn
from simulator.library import Library
from simulator.suite import judge, run_plan

LIBRARY = Library((SCENARIOS,))
NAME = "the-front-desk"


def attempt(record: Record) -> Attempt:
    call, _ = replay(record, LIBRARY.move_ids)
    judged = judge(call.transcript(), LIBRARY.playbooks.values())
    return Attempt(record, judged.transcript, {card.playbook: card for card in judged.scorecards})


@pytest.fixture(scope="module")
def first() -> Record:
    """The call of the first shipped plan of the front desk in which the trainee speaks three times."""
    for path in LIBRARY.plan_paths(LIBRARY.shelf.paths[NAME]):
        record = run_plan(LIBRARY.plan_at(path), LIBRARY.shelf.read[NAME], (), LIBRARY.move_ids).record
        turns = replay(record, LIBRARY.move_ids)[0].state.turns
        if sum(t.who == "trainee" for t in turns) >= 3:
            return record
    raise AssertionError("no plan is long enough")


def hung_up_at(record: Record, mine: int) -> Record:
    """A second try from the trainee's turn of that number, in which the receiver is put down at once."""
    turns = replay(record, LIBRARY.move_ids)[0].state.turns
    fork = forks(record, LIBRARY.move_ids)[[t.index for t in turns if t.who == "trainee"][mine]]
    header = second_try(record.header, "first.jsonl", fork, Header("", "", "", 0))
    return Record(header, (*taken_over(record, fork), HungUp(fork.at + 900)))


def test_what_they_share_stands_once_and_what_came_after_beside_each_other(first) -> None:
    other = hung_up_at(first, 1)

    found = compare(attempt(first), attempt(other), LIBRARY.move_ids)

    assert found is not None
    assert found.at == other.header.retry_at
    assert [t.text for t in found.before] == [t.text for t in attempt(other).transcript.turns]
    assert all(row.right is None for row in found.rows)
    assert [t.index for row in found.rows if (t := row.left)] == list(
        range(len(found.before), len(attempt(first).transcript.turns))
    )


def test_verdicts_that_changed_are_told_with_both_and_the_totals_of_both(first) -> None:
    left, right = attempt(first), attempt(hung_up_at(first, 0))

    found = compare(left, right, LIBRARY.move_ids)

    assert found is not None
    for author in found.authors:
        one, two = left.scorecards[author.playbook], right.scorecards[author.playbook]
        assert (author.left, author.right) == (one.total, two.total)
        changed = {c.left.rule for c in author.changes}
        for a, b in zip(one.judgments, two.judgments, strict=True):
            assert (a.rule in changed) == ((a.verdict, a.points) != (b.verdict, b.points))
    assert any(author.changes for author in found.authors)


def test_what_was_won_comes_first(first) -> None:
    found = compare(attempt(hung_up_at(first, 0)), attempt(first), LIBRARY.move_ids)

    assert found is not None
    gains = [[c.gain for c in author.changes] for author in found.authors]
    assert all(row == sorted(row, reverse=True) for row in gains)
    assert max(max(row, default=0.0) for row in gains) > 0


def test_the_same_call_twice_has_no_change(first) -> None:
    found = compare(attempt(first), attempt(first), LIBRARY.move_ids)

    assert found is not None
    assert not any(author.changes for author in found.authors)


@pytest.mark.parametrize("change", [{"seed": 99}, {"difficulty": "guarded"}, {"text": "title: other"}])
def test_calls_that_began_otherwise_share_nothing(first, change) -> None:
    other = replace(first, header=replace(first.header, **change))

    assert shared(first, other) == 0


def test_calls_that_share_no_turn_are_not_compared(first) -> None:
    other = replace(first, events=(first.events[0], HungUp(10)))

    assert compare(attempt(first), attempt(other), LIBRARY.move_ids) is None


def said(*lines: str) -> list[Turn]:
    """Turns: `you: words` is the trainee's, anything else theirs."""
    out = []
    for i, line in enumerate(lines):
        mine = line.startswith("you: ")
        who = "trainee" if mine else "other"
        out.append(Turn(i, who, "You" if mine else "Grace", "receptionist", line.removeprefix("you: ")))
    return out


def told(left, right) -> list[tuple[str, str]]:
    rows = laid_out(left, right)
    return [(r.left.text if r.left else "", r.right.text if r.right else "") for r in rows]


def test_the_same_line_of_theirs_stands_in_one_row_however_much_was_said_before_it() -> None:
    left = said("you: Hi.", "Who is calling?", "you: Robin.", "One moment.")
    right = said("you: Hi, Robin here.", "One moment.")

    assert told(left, right) == [
        ("Hi.", "Hi, Robin here."),
        ("Who is calling?", ""),
        ("Robin.", ""),
        ("One moment.",) * 2,
    ]


def test_a_turn_is_never_beside_one_of_the_other_side() -> None:
    assert told(said("you: Hi."), said("Hello?")) == [("Hi.", ""), ("", "Hello?")]


lines = st.lists(st.sampled_from(["you: Hi.", "you: No.", "Who is it?", "One moment."]), max_size=8)


@given(lines, lines)
def test_every_turn_of_both_stands_once_and_in_its_own_order(one, two) -> None:
    left, right = said(*one), said(*two)

    rows = laid_out(left, right)

    assert [r.left for r in rows if r.left] == left
    assert [r.right for r in rows if r.right] == right
    assert all(not (r.left and r.right) or r.left.who == r.right.who for r in rows)


def test_very_long_calls_are_laid_beside_each_other_as_they_come() -> None:
    many = round(MOST_CELLS**0.5) + 2
    left, right = said(*["Hello?"] * many), said(*["you: Hi."] * (many - 1))

    rows = laid_out(left, right)

    assert len(rows) == 2 * many - 1
    assert [r.left for r in rows if r.left] == left
