"""What holds for every call, whatever happens in it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.core.call import Call
from simulator.core.event_lines import parse_event, to_line
from simulator.core.events import (
    Chose,
    DeviceLost,
    Dialled,
    Event,
    Heard,
    HungUp,
    KeyPressed,
    LineCut,
    LineFinished,
    MoveHeard,
    NotUnderstood,
    Say,
    Sound,
    SpeechEnded,
    SpeechStarted,
    TimerFired,
    Understood,
    Word,
)
from simulator.core.moves import parse_catalogue
from simulator.core.plan import Plan, Step
from simulator.core.reading import read_scenario
from simulator.core.record import Header, Record, read_record, replay, write_record
from simulator.core.rehearsal import rehearse
from simulator.core.scenario import Scenario
from simulator.core.yaml_text import BadFile, parse

HERE = Path(__file__).parent
SCENARIOS = HERE.parents[1] / "scenarios"
MOVES = tuple(m.id for m in parse_catalogue((SCENARIOS / "moves.yaml").read_text(encoding="utf-8"), "moves.yaml"))
FILES = (
    HERE / "switchboard.yaml",
    HERE / "box.yaml",
    *sorted(p for p in SCENARIOS.glob("*.yaml") if p.stem != "moves"),
)
ALL: dict[str, Scenario] = {p.stem: read_scenario(p.read_text(encoding="utf-8"), p.name, MOVES) for p in FILES}

small = st.integers(0, 8000)
text = st.text(min_size=1, max_size=30).filter(str.strip)


@st.composite
def moves_heard(draw: st.DrawFn) -> MoveHeard:
    start = draw(st.integers(0, 20))
    return MoveHeard(
        draw(st.sampled_from(MOVES)), draw(st.floats(0, 1)), start, start + draw(st.integers(0, 9)), draw(st.booleans())
    )


understood = st.builds(Understood, st.none() | text, st.none() | text, st.lists(text, max_size=2).map(tuple))
sounds = st.builds(Sound, small, st.lists(small, max_size=3).map(tuple), st.none() | st.floats(-60, 0))
words = st.lists(st.builds(Word, text, small, small), max_size=3).map(tuple)
heards = st.builds(
    Heard,
    small,
    text,
    st.lists(moves_heard(), max_size=4).map(tuple),
    st.floats(0, 1),
    st.none() | small,
    words,
    understood,
    st.none() | sounds,
    st.booleans(),
)
TIMERS = ("rings", "silence", "beep", "wait", "longest", "busy", "nobody set this")
events = st.one_of(
    st.builds(Chose, small, st.sampled_from(["dial_desk", "dial_cell", "not_dial"])),
    st.builds(Dialled, small),
    st.builds(KeyPressed, small, st.sampled_from("0123456789*#")),
    st.builds(SpeechStarted, small, st.booleans()),
    st.builds(SpeechEnded, small),
    heards,
    heards,
    st.builds(NotUnderstood, small),
    st.builds(LineFinished, small, st.integers(0, 9)),
    st.builds(LineFinished, small),
    st.builds(LineCut, small, st.integers(0, 60), st.integers(0, 9)),
    st.builds(TimerFired, small, st.sampled_from(TIMERS)),
    st.builds(DeviceLost, small, st.sampled_from(["microphone", "loudspeaker", "voice"])),
)


@st.composite
def calls(draw: st.DrawFn, most: int = 40) -> tuple[Scenario, str, int, list[Event]]:
    """A scenario, a difficulty, a seed, and any row of events in the order of time."""
    scenario = ALL[draw(st.sampled_from(sorted(ALL)))]
    happened: list[Event] = [Dialled(0)] if draw(st.booleans()) else []
    at = 0
    for event in draw(st.lists(events, max_size=most)):
        at += event.at % 3000
        happened.append(_moved(event, at))
    return scenario, draw(st.sampled_from(sorted(scenario.difficulty))), draw(st.integers(0, 99)), happened


def _moved(event: Event, at: int) -> Event:
    from dataclasses import replace

    return replace(event, at=at)


@given(calls())
def test_no_order_of_events_breaks_a_call(case):
    scenario, difficulty, seed, happened = case
    call = Call(scenario, difficulty, seed)

    for event in happened:
        call.handle(event)

    assert 0 <= call.mood <= 5
    assert [t.index for t in call.state.turns] == list(range(len(call.state.turns)))


@given(calls())
def test_a_record_read_back_is_the_same_call(case):
    scenario, difficulty, seed, happened = case
    call = Call(scenario, difficulty, seed)
    asked = [effect for event in happened for effect in call.handle(event)]
    record = Record(Header(scenario.id, scenario.text, difficulty, seed), tuple(happened))

    again, asked_again = replay(read_record(write_record(record), "record"), MOVES)

    assert again.state == call.state
    assert asked_again == asked


@given(calls(), st.lists(events, max_size=10))
def test_nothing_is_said_after_the_trainee_hung_up(case, later):
    scenario, difficulty, seed, happened = case
    call = Call(scenario, difficulty, seed)
    for event in happened:
        call.handle(event)
    end = happened[-1].at if happened else 0

    call.handle(HungUp(end))

    assert not any(isinstance(e, Say) for event in later for e in call.handle(_moved(event, end)))


@pytest.mark.parametrize("name", sorted(ALL))
@settings(max_examples=25)
@given(data=st.data())
def test_every_call_ends_if_the_trainee_falls_silent(name, data):
    scenario = ALL[name]
    choice = data.draw(st.sampled_from(sorted(scenario.choices) or ["dial_desk"]))
    said = data.draw(st.lists(st.lists(st.sampled_from(MOVES), max_size=3), max_size=5))
    keys = data.draw(st.text("0123456789*#", max_size=3))
    steps = [Step(you="words", moves=tuple(moves)) for moves in said] + ([Step(press=keys)] if keys else [])
    difficulty = data.draw(st.sampled_from(sorted(scenario.difficulty)))
    plan = Plan(id="any", plan="any", scenario=name, difficulty=difficulty, choice=choice, call=tuple(steps))

    run = rehearse(plan, scenario)

    assert run.call.is_over, run.failures


@given(st.one_of(events, heards))
def test_an_event_read_back_from_its_line_is_the_same_event(event):
    assert parse_event(to_line(event)) == event


@given(calls())
def test_every_span_of_a_move_lies_in_its_turn(case):
    scenario, difficulty, seed, happened = case
    whole = [e for e in happened if not isinstance(e, Heard) or all(m.end <= len(e.text) for m in e.moves)]
    call = Call(scenario, difficulty, seed)

    for event in whole:
        call.handle(event)

    assert all(m.end <= len(t.text) for t in call.state.turns for m in t.moves)


@settings(max_examples=30)
@given(st.sampled_from(sorted(ALL)), st.randoms(use_true_random=False))
def test_a_scenario_written_out_as_other_yaml_is_the_same_scenario(name, chance):
    tree = parse(ALL[name].text, f"{name}.yaml").data
    fields = list(tree)
    chance.shuffle(fields)
    other = yaml.safe_dump({f: tree[f] for f in fields}, sort_keys=False, width=chance.choice([60, 100, 300]))

    again = read_scenario(other, f"{name}.yaml", MOVES)

    assert again.model_copy(update={"text": ""}) == ALL[name].model_copy(update={"text": ""})


@given(st.text(max_size=400))
def test_any_text_is_a_scenario_or_is_refused_in_words(anything):
    try:
        read_scenario(anything, "any.yaml", MOVES)
    except BadFile as refused:
        assert str(refused).startswith("any.yaml")


@settings(max_examples=60)
@given(st.data())
def test_a_scenario_with_one_line_changed_is_read_or_refused_in_words(data):
    lines = data.draw(st.sampled_from(sorted(ALL.values(), key=lambda s: s.id))).text.splitlines()
    at = data.draw(st.integers(0, len(lines) - 1))
    lines[at] = data.draw(
        st.sampled_from(["", "  - [", "x: {y: [1, 2}", lines[at].replace(":", " "), lines[at] * 2, "\t"])
    )

    try:
        read_scenario("\n".join(lines), "changed.yaml", MOVES)
    except BadFile as refused:
        assert all(flaw.file == "changed.yaml" for flaw in refused.flaws)
