"""A moment of a drill answered by voice: their line out of the mixer, the answer into a pipe, real ears, real time."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from datetime import date
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import pytest
from review_calls import LIBRARY

from simulator.aloud import TRAINEE
from simulator.core.drills import Moment, todays_drill
from simulator.drilling import all_moments, worths
from simulator.live_drill import LiveDrill
from simulator.speech.ears import Ears, EarSettings
from simulator.speech.line import resampled
from simulator.speech.mouthpiece import RATE, Mouthpiece
from simulator.speech.speaker import MouthSettings, Speaker
from simulator.speech.voice_files import SHIPPED, ReadyMade
from simulator.speech.voices import Line
from simulator.understanding.meaning import Understanding

pytestmark = pytest.mark.audio


def rendered(moment: Moment) -> Any:
    """The words that meet the rule there, as the plan's own trainee says them; None where nobody rendered them."""
    ready = ReadyMade(SHIPPED / "trainee" / moment.record.header.scenario)
    return ready.read(Line("you", moment.words, TRAINEE))


def until(drill: LiveDrill, done: Callable[[], bool], seconds: float = 40.0) -> None:
    end = time.monotonic() + seconds
    while not done():
        drill.step()
        assert time.monotonic() < end, f"{drill.heard=} {drill.notice=} {drill.loading=} {drill.listening=}"
        time.sleep(0.01)


def test_a_spoken_answer_is_heard_after_their_line_judged_and_kept(
    mouthpiece: Mouthpiece, understanding: Understanding, tmp_path: Path
) -> None:
    moment = next(m for m in all_moments(LIBRARY) if rendered(m) is not None and m.rule.startswith("ask-for-help"))
    today = todays_drill([moment], (), (), worths(LIBRARY), date.today())
    assert today is not None
    loaded: Future[Understanding] = Future()
    loaded.set_result(understanding)
    said, heard = SimpleQueue[Any](), SimpleQueue[Any]()
    speaker = Speaker(said, MouthSettings(cache=tmp_path / "cache", engine=""))
    speaker.open()
    ears = Ears(heard, EarSettings())
    ears.open()
    drill = LiveDrill(
        LIBRARY, replace(today, moments=(moment,)), loaded, speaker, said, ears, heard, path=tmp_path / "d.jsonl"
    )
    spoken = drill.caption() is not None
    until(drill, lambda: drill.caption() is None and drill.listening)
    speech = rendered(moment)
    mouthpiece.speak(resampled(speech.samples, speech.rate, RATE))
    until(drill, lambda: drill.answer is not None)
    resting = not drill.listening
    drill.close()
    speaker.close()

    assert spoken
    assert resting
    assert drill.answer is not None
    assert drill.answer.judgment.verdict == "met"
    assert (tmp_path / "d.jsonl").read_text("utf-8").count("\n") == 1
