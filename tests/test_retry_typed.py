"""Second tries in the terminal, as a process: where a call can go on, that it does, and both side by side."""

from __future__ import annotations

import pytest

ASKS = "Hi Grace, could you help me? I got Ellen's voicemail. Is she in a meeting, or at lunch?"


@pytest.fixture
def called(hitzero, tmp_path):
    """A typed call of the front desk, in which next to nothing was said."""
    hitzero("play", "the-front-desk", "--typed", home=tmp_path, given="Hello.\n/hangup\n")
    return tmp_path


def time_of(listed: str, line: str) -> str:
    return next(row.split()[0] for row in listed.splitlines() if line in row)


def test_the_places_where_a_call_can_go_on_are_listed_and_asked_for(hitzero, called):
    asked = hitzero("retry", "last", home=called)

    assert "You: Hello." in asked.stdout
    assert "From which time?" in asked.stdout
    assert (asked.returncode, len(list(called.rglob("*.jsonl")))) == (0, 1)


def test_a_call_goes_on_from_the_time_that_is_named_and_both_tries_stand_side_by_side(hitzero, called):
    at = time_of(hitzero("retry", "last", home=called).stdout, "You: Hello.")

    again = hitzero(
        "retry", "last", "--from", at, "--playbook", "ask-for-help", home=called, given=f"{ASKS}\n/hangup\n"
    )
    beside = hitzero("compare", "last", "--playbook", "ask-for-help", home=called).stdout
    listed = hitzero("results", home=called).stdout

    assert "Second try from 0:" in again.stdout
    assert "It counts for no best result" in again.stdout
    assert "missed -> [x] met: Asked for help" in beside
    assert "You: Hello." in beside
    assert "2 calls, 1 of them a second try." in listed


@pytest.mark.parametrize("at", ["soon", "0:99", "42"])
def test_what_is_no_time_is_refused_with_those_that_are(hitzero, called, at):
    refused = hitzero("retry", "last", "--from", at, home=called)

    assert refused.returncode != 0
    assert f"'{at}' is no time in this call; there are 0:" in refused.stderr


def test_a_single_try_cannot_be_compared(hitzero, called):
    refused = hitzero("compare", "last", home=called)

    assert refused.returncode != 0
    assert "has one try only" in refused.stderr


def test_what_is_no_record_cannot_be_taken_up(hitzero, tmp_path):
    (tmp_path / "r.jsonl").write_text("", "utf-8")

    assert "no record of a call" in hitzero("retry", str(tmp_path / "r.jsonl"), home=tmp_path).stderr
