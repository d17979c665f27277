"""Records: what is written comes back; what is torn, old or changed is told."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from simulator.core.event_lines import BadLine, parse_event
from simulator.core.events import Dialled, Heard, HungUp
from simulator.core.levels import Levels, levels_line
from simulator.core.record import Header, Record, begin, read_record, replay, write_record
from simulator.core.yaml_text import BadFile


@pytest.fixture
def record(switchboard) -> Record:
    header = Header("switchboard", switchboard.text, "busy", 7, started="2026-11-24T11:50")
    return Record(header, (Dialled(0), Heard(900, "Hällo “you”"), HungUp(1000)))


def test_what_is_written_comes_back(record):
    assert read_record(write_record(record), "r.jsonl") == record


def test_a_line_of_levels_comes_back_and_is_no_event(record):
    loud = replace(record, levels=levels_line(Levels([0.2], [0.6])))

    read = read_record(write_record(loud), "r.jsonl")

    assert read == loud
    assert read.events == record.events


def test_a_line_of_levels_that_was_torn_costs_no_event(record):
    loud = replace(record, levels=levels_line(Levels([0.2], [0.6])))

    read = read_record(write_record(loud)[:-12], "r.jsonl")

    assert (read.cut, read.levels, read.events) == (True, "", record.events)


def test_a_line_torn_in_the_middle_loses_nothing_before_it(record):
    torn = write_record(record)[:-12]

    read = read_record(torn, "r.jsonl")

    assert read.cut
    assert read.events == record.events[:-1]


def test_the_call_is_the_one_of_the_scenario_that_was_played(record, moves):
    call, _ = replay(record, moves)

    assert call.scenario.text == record.header.text
    assert call.state.ended == "hung_up"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda t: "", "no record of a call"),
        (lambda t: "[1]\n", "no record of a call"),
        (lambda t: t.replace('"hit_zero_record": 1', '"hit_zero_record": 9'), "has version 9"),
        (lambda t: t.replace('"seed": 7', '"seed": "x"'), "'seed' is 'x'"),
        (lambda t: t.replace('"seed": 7, ', ""), "lacks 'seed'"),
        (lambda t: t.replace('"seed": 7', '"seed": 7, "mystery": 1'), "unknown field 'mystery'"),
        (lambda t: t.replace('"Dialled"', '"Diled"'), "no event is called 'Diled'"),
        (lambda t: t.replace('"at": 900', '"at": "x"'), "expected int"),
        (lambda t: t.replace('"at": 1000', '"at": 10'), "earlier than the one before"),
        (lambda t: t.replace('"at": 900, ', ""), "lacks 'at'"),
    ],
)
def test_a_damaged_record_is_refused_with_its_line(record, change, says):
    with pytest.raises(BadFile, match=r"r\.jsonl:\d") as refused:
        read_record(change(write_record(record)), "r.jsonl")

    assert says in str(refused.value)


def test_a_difficulty_that_the_scenario_lacks_is_refused(record, moves):
    with pytest.raises(BadFile, match="none of its scenario's"):
        begin(Header("switchboard", record.header.text, "wild", 1), moves)


def test_facts_of_the_record_replace_those_of_the_scenario(record, moves):
    facts = {"referral": {"name": "Lee", "where": "inside"}, "now": "2026-12-01T09:00"}

    call = begin(Header("switchboard", record.header.text, "busy", 1, facts=facts), moves)

    assert call.facts.referral.name == "Lee"
    assert call.facts.now.day == 1


def test_facts_that_are_none_are_refused(record, moves):
    with pytest.raises(BadFile, match="facts"):
        begin(Header("switchboard", record.header.text, "busy", 1, facts={"on": "moon"}), moves)


@pytest.mark.parametrize(
    "line", ["", "7", '{"event": 3}', '{"event": "Heard", "at": 1}', '{"event": "HungUp", "at": true}']
)
def test_a_line_that_is_no_event_is_refused_in_words(line):
    with pytest.raises(BadLine):
        parse_event(line)


def test_defaults_are_left_out_so_that_a_record_stays_readable(record):
    line = write_record(record).splitlines()[2]

    assert json.loads(line) == {"event": "Heard", "at": 900, "text": "Hällo “you”"}
