"""A kept call, heard again through the mixer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pygame
import pytest
import soundfile
from stage import Stage

from simulator.speech.playback import CannotPlay, Part, Playback


@pytest.fixture
def call(tmp_path: Path) -> Path:
    """Twenty seconds: the trainee on the left until the tenth, the callee on the right from there."""
    sound = np.zeros((20 * 16_000, 2), np.float32)
    sound[: 10 * 16_000, 0] = 0.25
    sound[10 * 16_000 :, 1] = 0.5
    path = tmp_path / "call.ogg"
    with soundfile.SoundFile(path, "w", 16_000, 2, format="OGG", subtype="VORBIS") as file:
        for first in range(0, len(sound), 8192):
            file.write(sound[first : first + 8192])
    return path


@pytest.fixture
def heard(stage: Stage, call: Path) -> Iterator[Playback]:
    """Ready to be played into a loudspeaker that is a file."""
    stage.speaker.open()
    playback = Playback([Part(call)])
    yield playback
    playback.stop()


def test_it_plays_from_the_moment_that_is_asked_for(heard: Playback) -> None:
    heard.play(12_000)
    at = heard.at

    assert at is not None
    assert 12_000 <= at < 20_000


def test_held_it_stands_where_it_was_and_goes_on_from_there(heard: Playback) -> None:
    heard.play(5_000)
    heard.pause()
    held, paused = heard.at, heard.paused
    pygame.time.wait(60)
    still = heard.at
    heard.pause()
    pygame.time.wait(60)
    on = heard.at

    assert paused
    assert held is not None
    assert on is not None
    assert held == still < on
    assert not heard.paused


def test_stopped_it_is_nowhere(heard: Playback) -> None:
    heard.play(1_000)
    heard.stop()

    assert heard.at is None
    assert not heard.paused


def test_behind_the_end_there_is_nothing_to_hear(heard: Playback) -> None:
    heard.play(25_000)

    assert heard.at is None


def test_without_a_loudspeaker_it_says_so(call: Path) -> None:
    pygame.mixer.quit()

    with pytest.raises(CannotPlay, match="No loudspeaker is open"):
        Playback([Part(call)]).play(0)


def test_a_file_that_is_no_sound_says_so(stage: Stage, tmp_path: Path) -> None:
    stage.speaker.open()
    broken = tmp_path / "broken.ogg"
    broken.write_bytes(b"no sound at all")

    with pytest.raises(CannotPlay, match="cannot be read"):
        Playback([Part(broken)]).play(0)


def test_a_call_that_a_crash_cut_off_can_be_heard_to_there(stage: Stage, call: Path, tmp_path: Path) -> None:
    stage.speaker.open()
    torn = tmp_path / "torn.ogg"
    torn.write_bytes(call.read_bytes()[: call.stat().st_size // 2])
    playback = Playback([Part(torn)])
    playback.play(1_000)
    at = playback.at
    playback.stop()

    assert at is not None


def test_a_call_taken_up_again_goes_on_from_one_file_into_the_other(stage: Stage, call: Path, tmp_path: Path) -> None:
    stage.speaker.open()
    rate, channels = pygame.mixer.get_init()[0], pygame.mixer.get_init()[2]
    louder = tmp_path / "second.ogg"
    soundfile.write(louder, np.full((12 * 16_000, 2), 0.1, np.float32), 16_000, format="OGG", subtype="VORBIS")

    pcm = Playback([Part(call), Part(louder, 8000)])._read(rate, channels)
    before, behind = pcm[: 8 * rate * channels], pcm[8 * rate * channels :]

    assert len(pcm) == pytest.approx(12 * rate * channels, rel=0.01)
    assert np.median(before) > 1.2 * np.median(behind) > 0
    assert np.array_equal(before, Playback([Part(call)])._read(rate, channels)[: len(before)])


def test_a_second_part_alone_begins_where_it_was_taken_up(stage: Stage, call: Path) -> None:
    stage.speaker.open()
    rate, channels = pygame.mixer.get_init()[0], pygame.mixer.get_init()[2]

    pcm = Playback([Part(call, 15_000)])._read(rate, channels)

    assert not pcm[: 15 * rate * channels].any()
    assert len(pcm) == pytest.approx(20 * rate * channels, rel=0.01)
