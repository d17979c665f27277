"""A plan spoken aloud: the whole call through the real sound path, without a sound card and without a window.

Rule: nothing is left out but the devices. The trainee's lines are spoken into a microphone that SDL reads from a pipe,
in real time, pauses and all; the callee's come out of the mixer into a file; the clock is the real one. So a call
played aloud is a call, and its verdicts are those of the silent rehearsal, measures aside.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from simulator.call_clock import CallClock
from simulator.call_sound import end_sound, keep_sound
from simulator.core.call import Call
from simulator.core.events import Action, Event
from simulator.core.moves import NO_MOVES, Catalogue, written
from simulator.core.plan import Plan, Step
from simulator.core.record import Header, Record
from simulator.core.rehearsal import reached
from simulator.core.scenario import Scenario
from simulator.core.state import Phase
from simulator.play import LiveCall
from simulator.records import RecordFile
from simulator.settings import Settings
from simulator.speech.mouthpiece import Mouthpiece
from simulator.speech.voices import Line, Speech, Voice
from simulator.understanding.meaning import Understanding

FRAME = 1 / 60
TRAINEE = Voice(natural="am_puck", system="male", pace=165)
"""Whoever speaks the trainee's side of a plan; no callee has this voice."""
THINKS = 0.5  # seconds that a trainee in a plan takes before answering
LONGEST = 240.0  # seconds after which a plan that hangs is given up


class CannotSpeak(Exception):
    """A plan cannot be played aloud here. The text says why and what to do."""


@dataclass(slots=True)
class Spoken:
    """A plan that was played aloud: the call, its record, each event with its time, and what went wrong."""

    call: Call
    record: Record
    events: list[tuple[Event, float]] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


def trainee_lines(plan: Plan) -> list[Line]:
    """What the trainee says in a plan, as lines to be rendered."""
    return [Line("you", step.you, TRAINEE) for step in plan.call if step.you]


def spoken_lines(scenario: str, plan: Plan) -> dict[str, Any]:
    """The trainee's lines as 16 kHz samples: rendered ones, or made now by the natural voices. Raises CannotSpeak."""
    from simulator.speech.kokoro import NoNaturalVoice
    from simulator.speech.line import resampled
    from simulator.speech.mouthpiece import RATE
    from simulator.speech.tts import ENGINES
    from simulator.speech.voice_files import ready_made

    rendered, engine = ready_made(f"trainee/{scenario}"), None
    out: dict[str, Any] = {}
    for line in trainee_lines(plan):
        speech: Speech | None = next(filter(None, (ready.read(line) for ready in rendered)), None)
        if speech is None:
            try:
                engine = engine or ENGINES["kokoro"].start(None)
                speech = engine.speak(line.text, line.voice)
            except NoNaturalVoice as wrong:
                says = f"The trainee's line {line.text[:30]!r}... is not rendered, and no natural voice can say it now."
                raise CannotSpeak(f"{says} {wrong}") from None
        out[line.text] = resampled(speech.samples, speech.rate, RATE)
    return out


def play_aloud(
    plan: Plan,
    scenario: Scenario,
    folder: Path,
    settings: Settings,
    watch: Callable[[LiveCall], None] | None = None,
    own: Catalogue = NO_MOVES,
) -> Spoken:
    """Play a plan in real time. `folder` takes the pipe, the sound (`loudspeaker.raw`) and the record, with its sound
    beside it where the settings keep that; `own`: moves of the trainer's own that are listened for.

    SDL's drivers are chosen by the environment, so this must be the first to start sound in its process.
    Raises CannotSpeak, and NoMouthpiece where the system has no named pipes."""
    voices = spoken_lines(scenario.id, plan)
    mouthpiece = Mouthpiece(folder)
    os.environ.update(mouthpiece.environment)
    os.environ.update(SDL_VIDEODRIVER="dummy", SDL_DISKAUDIOFILE=str(folder / "loudspeaker.raw"))
    from simulator.speech.ears import Ears, EarSettings
    from simulator.speech.speaker import MouthSettings, Speaker

    heard: SimpleQueue[Any] = SimpleQueue()
    said: SimpleQueue[Any] = SimpleQueue()
    speaker = Speaker(said, MouthSettings())
    ears = Ears(heard, EarSettings(end_silence=settings.end_silence, headset=True, engine=settings.engine))
    understanding = Understanding.load(own=own)
    speaker.open()
    ears.open()
    call = Call(scenario, plan.difficulty, plan.seed, plan.facts_of(scenario))
    live = LiveCall(call, RecordFile(_header(plan, scenario, own), folder), understanding, speaker, said, ears, heard)
    recording = None
    result = Spoken(call, live.record.record())
    live.on_event = lambda event, at: result.events.append((event, at))
    try:
        _wait_until_ready(live)
        live.clock = CallClock(time.monotonic, call.at)  # the call begins now, and not when its models began to load
        recording = keep_sound(live) if settings.keep_sound else None
        _drive(live, plan, mouthpiece, voices, result.failures, watch)
    finally:
        live.close()
        ears.close()
        end_sound(live, recording)
        speaker.close()
        mouthpiece.close()
    result.record = live.record.record()
    return result


def _header(plan: Plan, scenario: Scenario, own: Catalogue) -> Header:
    """Of the plan's call: whose facts stand in it where the plan changes the scenario's."""
    facts = plan.facts_of(scenario).model_dump(mode="json", by_alias=True) if plan.changes_facts else {}
    return Header(scenario.id, scenario.text, plan.difficulty, plan.seed, facts=facts, catalogue=written(own))


def _wait_until_ready(live: LiveCall) -> None:
    """The recogniser is loaded and the opening line is there."""
    until = time.monotonic() + 60
    while live.ears and live.ears.progress and time.monotonic() < until:
        time.sleep(0.05)
    while live.speaker.ready()[0] < min(3, live.speaker.ready()[1]) and time.monotonic() < until:
        time.sleep(0.05)


def _drive(
    live: LiveCall,
    plan: Plan,
    mouthpiece: Mouthpiece,
    voices: dict[str, Any],
    failures: list[str],
    watch: Callable[[LiveCall], None] | None,
) -> None:
    """Frame after frame: the call goes on, and the plan's trainee does the next thing when it is time."""
    first: Action = next(iter(live.call.scenario.choices), "dial_desk")
    live.dial(plan.choice or first)
    acts = _acts(live, plan, mouthpiece, voices, failures)
    until, waiting = time.monotonic() + LONGEST, True
    while not live.call.is_over:
        live.step()
        if watch:
            watch(live)
        if waiting:
            waiting = next(acts, False) is not False
        if time.monotonic() > until:
            failures.append("the call did not come to an end by itself; it was hung up")
            live.hang_up()
            live.step()
        time.sleep(FRAME)


def _acts(
    live: LiveCall, plan: Plan, mouthpiece: Mouthpiece, voices: dict[str, Any], failures: list[str]
) -> Iterator[bool]:
    """The steps of the plan, one after the other; yields once a frame while it waits."""
    for step in plan.call:
        if step.they:
            yield from _reach(live, step, failures)
        elif step.you:
            yield from _speak(live, step, mouthpiece, voices[step.you])
        elif step.press:
            for key in step.press:
                yield from _pause(0.5)
                live.press(key)
        elif step.wait:
            yield from _pause(step.wait / 1000)
        elif step.mumble:
            failures.append(f"line {step.line}: mumbling cannot be played aloud; leave it to the silent plans")
        elif step.hang_up:
            yield from _settle(live)
            yield from _pause(THINKS)
            live.hang_up()


def _reach(live: LiveCall, step: Step, failures: list[str]) -> Iterator[bool]:
    until = time.monotonic() + 45
    while not reached(live.call, step.they) and not live.call.is_over and time.monotonic() < until:
        yield True
    if not reached(live.call, step.they):
        failures.append(f"line {step.line}: expected '{step.they}', the call stood in '{live.call.state.moment}'")


def _speak(live: LiveCall, step: Step, mouthpiece: Mouthpiece, samples: Any) -> Iterator[bool]:
    if step.barge_in_after is None:
        yield from _settle(live)
        yield from _pause(THINKS)
    else:
        while live.call.state.speaking is None and not live.call.is_over:
            yield True
        yield from _pause(step.barge_in_after / 1000)
    turns = _said(live.call)
    mouthpiece.speak(samples)
    while mouthpiece.speaking and not live.call.is_over:
        yield True
    until = time.monotonic() + 6  # until the words arrived, or nothing was made of them
    while _said(live.call) == turns and not live.call.is_over and time.monotonic() < until:
        yield True


def _said(call: Call) -> int:
    """How much the trainee has been heard to say."""
    return sum(len(t.text) + t.unclear for t in call.state.turns if t.who == "trainee")


def _settle(live: LiveCall) -> Iterator[bool]:
    """Until the callee is silent and the trainee has the floor."""
    while not live.call.is_over:
        state = live.call.state
        floor = state.phase in (Phase.TALKING, Phase.RECORDING, Phase.GREETING, Phase.MENU)
        if state.speaking is None and floor and "wait" not in state.timers:
            return
        yield True


def _pause(seconds: float) -> Iterator[bool]:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        yield True
