"""The mouth without a loudspeaker, a voice, or a readable cache: captions go on, and it is said once."""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from stage import LINE, NEVER_MADE, Stage, begin_of, ready_line

from simulator.speech.repertoire import Repertoire
from simulator.speech.speaker import (
    LineEnded,
    LineStarted,
    LoudspeakerLost,
    NoLoudspeaker,
    VoiceLost,
)
from simulator.speech.voices import Line, Voice


def test_no_loudspeaker_is_said_in_one_sentence(silent_stage: Stage) -> None:
    with pytest.raises(NoLoudspeaker, match="captions"):
        silent_stage.speaker.open()


def test_without_a_loudspeaker_a_line_lasts_as_long_as_it_would_have_sounded(silent_stage: Stage) -> None:
    silent_stage.speaker.say(LINE)
    ended = silent_stage.until_reported(LineEnded)
    started = silent_stage.until_reported(LineStarted)

    assert ended.at - started.at >= ready_line(silent_stage).seconds


def test_tones_and_scenes_without_a_loudspeaker_do_nothing(silent_stage: Stage) -> None:
    silent_stage.speaker.tone("ringback")
    silent_stage.speaker.background("driving")
    silent_stage.speaker.stop_tone()
    silent_stage.speaker.background(None)
    silent_stage.speaker.poll(time.monotonic())

    assert silent_stage.reports.empty()


def test_a_line_that_nobody_can_make_goes_on_as_a_caption(stage: Stage) -> None:
    stage.speaker.open()
    stage.speaker.say(NEVER_MADE)
    stage.until_reported(LineEnded)

    assert [type(report) for report in stage.got] == [LineStarted, LineEnded]
    assert not np.any(stage.played())


def test_a_voice_engine_that_cannot_start_is_reported_once_and_the_call_goes_on(
    tmp_path: Path, silent_stage: Stage
) -> None:
    stage = Stage(tmp_path, engine="kokoro", model=tmp_path / "nowhere.onnx")
    stage.speaker.prepare("scenario", [NEVER_MADE, Line("dana", "Nor this.", Voice(pace=400))])
    stage.until_ready()
    stage.speaker.say(NEVER_MADE)
    stage.until_reported(LineEnded)
    stage.speaker.close()

    assert [type(report) for report in stage.got] == [VoiceLost, LineStarted, LineEnded]
    assert "Nobody" not in stage.got[0].why


@pytest.mark.audio
def test_a_voice_engine_killed_in_mid_call_is_started_again_and_the_line_is_spoken(
    tmp_path: Path, silent_stage: Stage
) -> None:
    stage = Stage(tmp_path, engine="pyttsx3")
    stage.speaker.prepare("scenario", [Line("marisol", "One moment.", Voice())])
    stage.until_ready()
    worker = stage.speaker._repertoire._worker
    assert worker is not None
    assert worker.pid is not None
    os.kill(worker.pid, signal.SIGTERM)

    late = Line("marisol", "She is in a meeting until two.", Voice())
    stage.speaker.say(late)
    stage.until(lambda: stage.speaker._repertoire.get(late) is not None)
    stage.speaker.close()

    assert not any(isinstance(report, VoiceLost) for report in stage.got)


@pytest.mark.audio
def test_a_broken_cache_file_is_made_again(tmp_path: Path, silent_stage: Stage) -> None:
    folder = tmp_path / "another"
    line = Line("marisol", "I'm sorry, we don't give those out.", Voice())
    first = Repertoire(folder)
    first.want([], [line])
    wait_for(lambda: first.get(line) is not None)
    first.close()
    (path,) = folder.glob("*.wav")
    path.write_bytes(path.read_bytes()[:100])

    second = Repertoire(folder)
    second.want([], [line])
    wait_for(lambda: second.get(line) is not None)
    second.close()

    assert path.stat().st_size > 20000


def wait_for(done: Callable[[], bool]) -> None:
    for _ in range(2000):
        if done():
            return
        time.sleep(0.01)
    raise AssertionError("it never came about")


def test_a_loudspeaker_that_is_taken_away_is_reported_and_the_line_runs_its_course(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.speaker.open()
    stage.speaker.say(LINE)
    monkeypatch.setenv("SDL_AUDIODRIVER", "nothing of the kind")
    stage.speaker.device_removed(which=2, iscapture=False)
    stage.until_reported(LineEnded)

    lost = stage.until_reported(LoudspeakerLost)
    assert lost.taken_over is False
    assert stage.speaker.is_open is False


def test_another_loudspeaker_takes_over_with_the_scene_and_the_next_line(tmp_path: Path, stage: Stage) -> None:
    pcm = ready_line(stage).pcm
    stage.speaker.prepare("scenario", [LINE], sounds=["driving"])
    stage.speaker.open()
    stage.speaker.background("driving")
    stage.speaker.device_removed(which=2, iscapture=False)
    shutil.copy(tmp_path / "out.raw", tmp_path / "before.raw")
    stage.speaker.background(None)
    stage.speaker.say(LINE)
    stage.until_reported(LineEnded)

    assert stage.until_reported(LoudspeakerLost).taken_over is True
    played = stage.played()
    at = begin_of(pcm, played)
    assert np.corrcoef(played[at : at + len(pcm)], pcm)[0, 1] > 0.9


def test_a_microphone_that_is_taken_away_leaves_the_loudspeaker_alone(stage: Stage) -> None:
    stage.speaker.open()
    stage.speaker.device_removed(which=3, iscapture=True)

    assert stage.speaker.is_open
