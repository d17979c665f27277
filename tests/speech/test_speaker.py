"""The mouth on SDL's disk driver: what the loudspeaker was given is read back from a file."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest
from stage import LINE, Stage, begin_of, hum, ready_line

from simulator.speech import line as phone
from simulator.speech.repertoire import Repertoire
from simulator.speech.speaker import (
    BUFFER,
    LineEnded,
    LineStarted,
    LineWasCut,
)


def heard_up_to(stage: Stage) -> int:
    """Characters of the line up to the end of the word that the caption shows."""
    span = stage.speaker.caption(time.monotonic())
    return span[1] if span else 0


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
