"""A second try: a call taken up again from each of its turns, by what its record says and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator import SCENARIOS
from simulator.core.events import (
    Background,
    Chose,
    Dialled,
    Event,
    Heard,
    HungUp,
    KeyPressed,
    MoveHeard,
    NotUnderstood,
    PlayTone,
    Say,
    SetTimer,
    SpeechEnded,
    SpeechStarted,
)
from simulator.core.record import Header, Record, read_record, replay, write_record
from simulator.core.retry import Fork, forks, lived_anew, second_try, taken_over, told
from simulator.core.virtual_time import VirtualTime
from simulator.library import Library
from simulator.suite import run_plan

LIBRARY = Library((SCENARIOS,))
PLANS = [(name, path) for name in sorted(LIBRARY.shelf.read) for path in LIBRARY.plan_paths(LIBRARY.shelf.paths[name])]
MINE = Chose | Dialled | KeyPressed | SpeechStarted | SpeechEnded | Heard | NotUnderstood | HungUp
NOW = Header("", "", "", 0, started="2026-11-25T09:00:00", trainee="Robin")


class Anew(VirtualTime):
    """A call that is taken up at a fork: what the trainee does is handed in, the rest happens."""

    def __init__(self, record: Record, fork: Fork) -> None:
        before = taken_over(record, fork)
        super().__init__(replay(replace(record, events=before), LIBRARY.move_ids)[0])
        self.events += before
        for effect in fork.under_way:
            self.perform(effect)

    def does(self, event: Event) -> None:
        self.run_to(event.at)
        self.happen(event)


def rehearsed(name: str, path) -> Record:
    return run_plan(LIBRARY.plan_at(path), LIBRARY.shelf.read[name], (), LIBRARY.move_ids).record


@pytest.mark.parametrize(("name", "path"), PLANS, ids=lambda v: v if isinstance(v, str) else v.stem)
def test_the_same_words_from_any_turn_on_give_the_same_call_event_for_event(name, path) -> None:
    record = rehearsed(name, path)

    for fork in forks(record, LIBRARY.move_ids).values():
        anew = Anew(record, fork)
        for event in record.events[fork.events :]:
            if isinstance(event, MINE):
                anew.does(event)
        anew.run_to(10**9)

        assert anew.events == list(record.events), f"from turn {fork.turn}"


@pytest.mark.parametrize(("name", "path"), PLANS, ids=lambda v: v if isinstance(v, str) else v.stem)
def test_a_second_try_has_everything_that_was_before_its_turn_and_nothing_of_it(name, path) -> None:
    record = rehearsed(name, path)
    whole, _ = replay(record, LIBRARY.move_ids)

    for turn, fork in forks(record, LIBRARY.move_ids).items():
        call = Anew(record, fork).call
        then, now = whole.state.turns, call.state.turns
        first = len(now) - (call.state.speaking is not None)

        assert first <= turn
        assert [t.text for t in now[:first]] == [t.text for t in then[:first]]
        assert not call.is_over


def recorded(told, difficulty: str = "busy") -> Record:
    """The record of a call as it was told."""
    scenario = told.call.scenario
    return Record(Header(scenario.id, scenario.text, difficulty, 7, started="2026-11-24T11:50:00"), tuple(told.events))


@pytest.fixture
def desk(ring, switchboard):
    """A call of the switchboard: answered, asked for help, answered once more, then hung up on."""
    told = ring(switchboard, "busy")
    told.answered()
    told.says("Could you help me?", "ask_for_help")
    told.finishes()
    told.says("Thank you.", "thank")
    told.hangs_up()
    return recorded(told), told.call


def test_before_a_turn_of_the_trainee_the_other_party_waits_and_a_silence_is_counted_anew(desk, moves) -> None:
    record, call = desk
    mine = [t.index for t in call.state.turns if t.who == "trainee"]

    fork = forks(record, moves)[mine[1]]

    timers = {e.name: e.ms for e in fork.under_way if isinstance(e, SetTimer)}
    assert isinstance(record.events[fork.events], SpeechStarted)
    assert not any(isinstance(e, Say) for e in fork.under_way)
    assert timers["silence"] == call.scenario.silence.after


def test_a_line_of_theirs_is_said_again(desk, moves) -> None:
    record, call = desk
    turn = next(t for t in call.state.turns if t.who == "other" and t.index > 0)

    fork = forks(record, moves)[turn.index]

    assert [e.text for e in fork.under_way if isinstance(e, Say)] == [turn.text]


def test_a_turn_that_broke_in_begins_with_the_line_it_broke_into(ring, switchboard, moves) -> None:
    told = ring(switchboard, "busy")
    told.dials()
    told.fires("rings")
    told.happens(SpeechStarted(told.tick(300)))
    told.cut(4)
    told.happens(Heard(told.tick(900), "Sorry, hello!", (MoveHeard("greet", 1.0, 0, 5),)))
    found = forks(recorded(told), moves)

    assert found[1].events == found[0].events
    assert [type(e) for e in found[1].under_way][-1] in (Say, SetTimer)
    assert any(isinstance(e, Say) for e in found[1].under_way)


def test_a_goodbye_cannot_be_taken_up_again(moves) -> None:
    for name, path in PLANS:
        record = rehearsed(name, path)
        whole, _ = replay(record, LIBRARY.move_ids)
        found = forks(record, LIBRARY.move_ids)
        last = whole.state.turns[-1] if whole.state.turns else None
        if last is not None and last.who == "other" and whole.state.ended not in ("hung_up", "gave_up"):
            anew = Anew(record, found[last.index]) if last.index in found else None
            assert anew is None or not (anew.call.state.speaking and anew.call.state.speaking.ends)


def test_a_tape_goes_on_with_what_was_left_of_it(ring, box, moves) -> None:
    told = ring(box, "plain")
    told.answered()
    while told.call.state.recording_since is None:
        told.fires(sorted(told.call.state.timers)[0]) if told.call.state.speaking is None else told.finishes()
    longest = told.call.moment.longest
    told.says("Hello, Robin Clarke here.", "say_name")
    told.happens(SpeechStarted(told.tick(2000)))
    told.happens(SpeechEnded(told.tick(500)))
    told.happens(Heard(told.tick(100), "Please call me.", ()))
    turn = told.call.state.turns[-1].index

    fork = forks(recorded(told, "plain"), moves)[turn]

    timers = {e.name: e.ms for e in fork.under_way if isinstance(e, SetTimer)}
    assert timers["longest"] == longest
    assert "silence" in timers


def test_a_scene_and_a_tone_that_went_on_go_on(moves) -> None:
    seen: set[type] = set()
    for name, path in PLANS:
        for fork in forks(rehearsed(name, path), LIBRARY.move_ids).values():
            seen |= {type(e) for e in fork.under_way}

    assert {Background, Say, SetTimer} <= seen
    assert PlayTone not in seen, "no turn of a shipped plan begins while it rings or holds"


def test_the_record_of_a_second_try_names_what_it_comes_from_and_reads_back(desk, moves) -> None:
    record, _ = desk
    fork = forks(record, moves)[2]
    header = second_try(record.header, "2026-11-24-115000-switchboard.jsonl", fork, NOW)
    again = Record(header, (*taken_over(record, fork), HungUp(fork.at + 500)))

    read = read_record(write_record(again), "r.jsonl")

    assert read == again
    assert (header.text, header.seed, header.started, header.trainee) == (
        record.header.text,
        7,
        "2026-11-25T09:00:00",
        "Robin",
    )
    assert (header.retry_of, header.retry_events, header.retry_at) == (
        "2026-11-24-115000-switchboard.jsonl",
        fork.events,
        fork.at,
    )


def test_a_second_try_of_a_second_try_is_a_third_from_its_own_record_alone(desk, moves) -> None:
    record, _ = desk
    first = forks(record, moves)[3]
    second = Record(second_try(record.header, "a.jsonl", first, NOW), (*taken_over(record, first), HungUp(60_000)))
    fork = forks(second, moves)[1]
    third = Record(second_try(second.header, "b.jsonl", fork, NOW), (*taken_over(second, fork), HungUp(50_000)))

    call, _ = replay(read_record(write_record(third), "r.jsonl"), moves)

    assert third.header.attempt == 3
    assert third.events[:-1] == record.events[: fork.events]
    assert call.state.ended == "hung_up"


@pytest.mark.parametrize(
    ("of", "attempt", "says"),
    [
        ("", 1, ""),
        ("2026-11-24-115000-switchboard.jsonl", 2, "Second try from 0:42 of the call on Tue 24 Nov, 11:50"),
        ("2026-11-24-115000-switchboard-1.jsonl", 3, "Third try from 0:42 of the call on Tue 24 Nov, 11:50"),
        ("mine.jsonl", 12, "12th try from 0:42 of the call mine"),
    ],
)
def test_what_a_call_is_a_second_try_of_is_told_in_words(of, attempt, says) -> None:
    assert told(replace(NOW, retry_of=of, retry_at=42_900, attempt=attempt)) == says


def test_moves_that_were_listened_for_then_are_still_known(desk, moves) -> None:
    record, _ = desk
    old = replace(record.header, catalogue='{"moves": {"my_old": {"meaning": "then"}, "my_both": {"meaning": "then"}}}')
    now = replace(NOW, catalogue='{"moves": {"my_both": {"meaning": "now"}}}')

    header = second_try(old, "a.jsonl", Fork(1, 3, 900), now)

    assert header.catalogue == '{"moves": {"my_old": {"meaning": "then"}, "my_both": {"meaning": "now"}}}'


def test_what_is_lived_anew_begins_with_the_turn_that_was_picked(desk, moves) -> None:
    record, _ = desk

    for turn, fork in forks(record, moves).items():
        call, _ = replay(replace(record, events=taken_over(record, fork)), moves)

        assert lived_anew(call) == turn


def test_a_call_that_never_came_about_has_no_turn_to_take_up(switchboard, moves) -> None:
    record = Record(Header(switchboard.id, switchboard.text, "busy", 7), (Chose(0, "not_dial"),))

    assert forks(record, moves) == {}
