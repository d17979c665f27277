"""The mouth on SDL's disk driver: what the loudspeaker was given is read back from a file."""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import numpy as np
import pygame
import pytest
from numpy.typing import NDArray

from simulator.speech import line as phone
from simulator.speech.repertoire import ReadyLine, Repertoire
from simulator.speech.speaker import (
    BUFFER,
    LineEnded,
    LineStarted,
    LineWasCut,
    LoudspeakerLost,
    MouthSettings,
    NoLoudspeaker,
    Speaker,
    VoiceLost,
)
from simulator.speech.voice_files import keep
from simulator.speech.voices import Line, Speech, SpokenWord, Voice

LINE = Line("marisol", "Harwick Foods, good morning.", Voice())
NEVER_MADE = Line("marisol", "Nobody made this.", Voice(pace=400))


def hum(seconds: float) -> Speech:
    """A sound that can be told from any other: a rising tone with a grain."""
    t = np.arange(round(seconds * 16000)) / 16000
    sound = 0.3 * np.sin(2 * np.pi * (500 + 300 * t) * t) + 0.02 * np.random.default_rng(3).standard_normal(len(t))
    words = (SpokenWord(0.0, 0, 7), SpokenWord(0.15, 8, 14), SpokenWord(0.3, 15, 19), SpokenWord(0.9, 20, 28))
    return Speech(sound.astype(np.float32), 16000, words, "pyttsx3")


class Stage:
    """A speaker whose loudspeaker is a file, with one line in its cache and no engine to make more."""

    def __init__(self, folder: Path, engine: str = "", model: Path | None = None) -> None:
        self.reports: SimpleQueue[Any] = SimpleQueue()
        self.got: list[Any] = []
        self._raw = folder / "out.raw"
        keep(folder / "cache", LINE, hum(1.1))
        settings = MouthSettings(cache=folder / "cache", ready_made=(), engine=engine, model=model)
        self.speaker = Speaker(self.reports, settings)

    def until(self, done: Callable[[], bool]) -> None:
        """Frames, until `done` or for ten seconds."""
        for _ in range(1000):
            self.speaker.poll(time.monotonic())
            while not self.reports.empty():
                self.got.append(self.reports.get())
            if done():
                return
            time.sleep(0.01)
        raise AssertionError("it never came about")

    def until_reported(self, kind: type) -> Any:
        self.until(lambda: any(isinstance(report, kind) for report in self.got))
        return next(report for report in self.got if isinstance(report, kind))

    def until_ready(self) -> None:
        self.until(lambda: self.speaker.ready()[0] == self.speaker.ready()[1])

    def played(self) -> NDArray[np.int16]:
        """All that the loudspeaker was given; ends the mixer, as only then the file is whole."""
        self.speaker.close()
        return np.fromfile(self._raw, "<i2")


@pytest.fixture
def stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    monkeypatch.setenv("SDL_AUDIODRIVER", "disk")
    monkeypatch.setenv("SDL_DISKAUDIOFILE", str(tmp_path / "out.raw"))
    pygame.mixer.quit()
    ready = Stage(tmp_path)
    yield ready
    ready.speaker.close()


@pytest.fixture
def silent_stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    """The same without any loudspeaker."""
    monkeypatch.setenv("SDL_AUDIODRIVER", "nothing of the kind")
    pygame.mixer.quit()
    ready = Stage(tmp_path)
    yield ready
    ready.speaker.close()


def ready_line(stage: Stage, line: Line = LINE) -> ReadyLine:
    ready = stage.speaker._repertoire.load_now(line)
    assert ready is not None
    return ready


def heard_up_to(stage: Stage) -> int:
    """Characters of the line up to the end of the word that the caption shows."""
    span = stage.speaker.caption(time.monotonic())
    return span[1] if span else 0


def begin_of(part: NDArray[np.int16], whole: NDArray[np.int16]) -> int:
    """Where `part` stands in `whole`, by its best match."""
    count = 2 ** int(np.ceil(np.log2(len(whole) + len(part))))
    match = np.fft.irfft(np.fft.rfft(whole, count) * np.conj(np.fft.rfft(part.astype(float), count)), count)
    return int(np.argmax(match[: len(whole)]))


# -- lines -------------------------------------------------------------------------------------------------------------


def test_a_line_that_is_said_is_what_the_loudspeaker_gets(stage: Stage) -> None:
    pcm = ready_line(stage).pcm
    stage.speaker.open()
    stage.speaker.say(LINE)
    stage.until_reported(LineEnded)

    played = stage.played()
    at = begin_of(pcm, played)
    assert np.array_equal(played[at : at + len(pcm)], pcm)
    assert [type(report) for report in stage.got] == [LineStarted, LineEnded]


def test_a_stopped_line_is_silent_within_60_milliseconds(stage: Stage) -> None:
    pcm = ready_line(stage).pcm
    stage.speaker.open()
    stage.speaker.say(LINE)
    stage.until(lambda: heard_up_to(stage) >= 14)
    stage.speaker.stop()
    stage.until_reported(LineWasCut)
    time.sleep(0.3)

    played = stage.played()
    at = begin_of(pcm[:4096], played)
    same = played[at : at + len(pcm)] == pcm[: len(played) - at]
    fades = int(np.argmin(same))
    last = int(np.flatnonzero(played)[-1]) + 1 - at
    assert 0 < fades <= last < len(pcm)
    assert last - fades + BUFFER <= 0.060 * phone.RATE  # a buffer may have been on its way when it was decided


def test_a_line_that_is_cut_reports_what_was_heard_of_it(stage: Stage) -> None:
    stage.speaker.open()
    stage.speaker.say(LINE)
    stage.until(lambda: heard_up_to(stage) >= 14)
    shown = heard_up_to(stage)
    stage.speaker.stop()

    assert shown <= stage.until_reported(LineWasCut).heard_chars < len(LINE.text)


def test_stopping_when_nothing_is_said_reports_nothing(stage: Stage) -> None:
    stage.speaker.open()
    stage.speaker.stop()
    stage.speaker.poll(time.monotonic())

    assert stage.reports.empty()


def test_a_second_line_cuts_the_first_and_is_as_loud_as_ever(stage: Stage) -> None:
    pcm = ready_line(stage).pcm
    stage.speaker.open()
    stage.speaker.say(LINE)
    stage.until(lambda: heard_up_to(stage) >= 14)
    stage.speaker.say(LINE)
    stage.until_reported(LineEnded)

    played = stage.played()
    at = begin_of(pcm, played)
    assert np.array_equal(played[at : at + len(pcm)], pcm)
    assert [type(report) for report in stage.got] == [LineStarted, LineWasCut, LineStarted, LineEnded]


def test_captions_go_word_by_word_through_the_line(stage: Stage) -> None:
    seen: list[str] = []
    stage.speaker.open()
    stage.speaker.say(LINE)

    def note() -> bool:
        span = stage.speaker.caption(time.monotonic())
        if span and LINE.text[slice(*span)] not in seen:
            seen.append(LINE.text[slice(*span)])
        return any(isinstance(report, LineEnded) for report in stage.got)

    stage.until(note)
    assert seen == [word for word in LINE.text.split() if word in seen]  # in order; a slow machine may skip one
    assert seen[-1] == "morning."
    assert stage.speaker.caption(time.monotonic()) is None


def test_the_ribbon_gets_one_level_for_every_170_milliseconds_that_were_heard(stage: Stage) -> None:
    stage.speaker.open()
    stage.speaker.say(LINE)
    stage.until_reported(LineEnded)

    levels = list(stage.speaker.recent_levels)
    assert len(levels) == int(np.ceil(1.1 / 0.17))
    assert all(0.03 < level < 0.3 for _, level in levels[:-1])
    assert np.allclose(np.diff([at for at, _ in levels]), 0.17)


def test_a_rendered_line_is_taken_before_a_cached_one(tmp_path: Path, stage: Stage) -> None:
    from simulator.speech.voice_files import content_key

    folder = tmp_path / "scenario"
    folder.mkdir()
    key = content_key("kokoro", LINE)
    import soundfile

    soundfile.write(folder / f"{key}.ogg", hum(0.5).samples, 16000, format="OGG", subtype="VORBIS")
    (folder / "index.json").write_text(f'{{"lines": {{"{key}": {{"words": [[0.0, 0, 7]]}}}}}}')
    repertoire = Repertoire(tmp_path / "cache", engine="")
    repertoire.want([folder], [LINE])

    ready = repertoire.load_now(LINE)
    repertoire.close()

    assert ready is not None
    assert ready.seconds == pytest.approx(0.5, abs=0.01)


# -- no loudspeaker, no voice ------------------------------------------------------------------------------------------


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


# -- tones and scenes --------------------------------------------------------------------------------------------------


def test_a_ringback_goes_on_until_it_is_stopped(stage: Stage) -> None:
    stage.speaker.open()
    stage.speaker.tone("ringback")
    time.sleep(0.5)
    stage.speaker.stop_tone()
    time.sleep(0.3)

    played = stage.played().astype(float)
    loud = np.flatnonzero(np.abs(played) > 300)
    assert len(loud) > 0.2 * phone.RATE
    assert not np.any(played[loud[-1] + 2 * BUFFER :])


def test_a_key_sounds_over_a_line_without_cutting_it(stage: Stage) -> None:
    stage.speaker.open()
    stage.speaker.say(LINE)
    stage.speaker.tone("dtmf", "0")
    stage.until_reported(LineEnded)

    assert [type(report) for report in stage.got] == [LineStarted, LineEnded]


def test_the_scene_is_heard_behind_the_callee_until_it_ends(stage: Stage) -> None:
    stage.speaker.prepare("scenario", [LINE], sounds=["street"])
    stage.speaker.open()
    stage.speaker.background("street")
    stage.until(lambda: not stage.speaker._sounds._going.keys() - stage.speaker._sounds._begun)
    stage.speaker.say(LINE)
    stage.until_reported(LineEnded)
    stage.speaker.background(None)
    time.sleep(0.5)

    played = stage.played().astype(float)
    assert np.count_nonzero(played) > phone.RATE
    assert not np.any(played[-2 * BUFFER :])


@pytest.mark.parametrize(("name", "key"), [("gong", ""), ("dtmf", "X"), ("dtmf", "")])
def test_a_tone_that_does_not_exist_is_refused(silent_stage: Stage, name: str, key: str) -> None:
    with pytest.raises(KeyError):
        silent_stage.speaker.tone(name, key)


def test_the_loudspeaker_opens_after_somebody_asked_for_the_names_of_microphones(stage: Stage) -> None:
    from simulator.speech.microphone import device_names

    device_names()
    device_names()
    stage.speaker.open()
    stage.speaker.say(LINE)
    stage.until_reported(LineEnded)

    assert np.any(stage.played())
