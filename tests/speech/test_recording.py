"""The sound of a call on disk: what was heard and played stands at the call's own clock."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from simulator.speech import line as phone
from simulator.speech.recording import RATE, Recording

BLOCK = 512
VOICE, TONE = 0, 2


def hum(seconds: float, rate: int = RATE) -> NDArray[np.float32]:
    return (0.3 * np.sin(2 * np.pi * 220 * np.arange(round(seconds * rate)) / rate)).astype(np.float32)


class Desk:
    """A recording of a call that began a while ago, so that all that is noted is in the past. Moments are seconds of
    the call."""

    def __init__(self, path: Path, began_ago: float = 10.0, clock: Callable[[float], float] = lambda s: s) -> None:
        self.path, self.began = path, time.monotonic() - began_ago
        self.recording = Recording(path, lambda at: round(clock(at - self.began) * 1000))

    def hear(self, at: float, seconds: float) -> None:
        sound = hum(seconds)
        for first in range(0, len(sound) // BLOCK * BLOCK, BLOCK):
            self.recording.heard(self.began + at + (first + BLOCK) / RATE, sound[first : first + BLOCK])

    def play(self, at: float, seconds: float, channel: int = VOICE, on_and_on: bool = False) -> None:
        self.recording.played(channel, self.began + at, phone.pcm(hum(seconds, phone.RATE)), on_and_on)

    def stop(self, at: float, channel: int = VOICE) -> None:
        self.recording.stopped(channel, self.began + at)

    def kept(self) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """The trainee's side and the callee's."""
        self.recording.close()
        sound, rate = soundfile.read(self.path, dtype="float32")
        assert rate == RATE
        return sound[:, 0], sound[:, 1]


def loud(side: NDArray[np.float32]) -> list[tuple[float, float]]:
    """From when to when a side sounds, in tenths of a second."""
    step = RATE // 20
    on = [bool(np.max(np.abs(side[i : i + step])) > 0.1) for i in range(0, len(side), step)]
    edges = [i for i in range(len(on)) if on[i] != (on[i - 1] if i else False)] + ([len(on)] if on and on[-1] else [])
    return [(round(a / 20, 1), round(b / 20, 1)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def test_both_sides_stand_at_their_moments_each_on_its_own_channel(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "call.ogg")
    desk.hear(1.0, 0.8)
    desk.play(3.0, 1.5)
    you, them = desk.kept()

    assert loud(you) == [(1.0, 1.8)]
    assert loud(them) == [(3.0, 4.5)]


def test_a_line_that_was_cut_ends_there(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "call.ogg")
    desk.play(2.0, 3.0)
    desk.stop(2.6)

    assert loud(desk.kept()[1]) == [(2.0, 2.6)]


def test_a_tone_that_goes_on_sounds_until_it_is_stopped(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "call.ogg")
    desk.play(1.0, 0.4, TONE, on_and_on=True)
    desk.stop(4.0, TONE)

    assert loud(desk.kept()[1]) == [(1.0, 4.0)]


def test_a_line_and_the_tone_behind_it_are_both_heard(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "call.ogg")
    desk.play(1.0, 1.0, TONE, on_and_on=True)
    desk.play(2.0, 1.0, VOICE)
    desk.stop(5.0, TONE)
    them = desk.kept()[1]

    assert np.max(np.abs(them[int(2.2 * RATE) : int(2.8 * RATE)])) > 0.5  # two hums of 0.3 in step
    assert np.max(np.abs(them[int(3.2 * RATE) : int(3.8 * RATE)])) < 0.4


def test_what_is_heard_while_the_clock_stands_still_has_no_room(tmp_path: Path) -> None:
    """An untimed call lets its clock stand from its second second to its fifth."""
    stood = Desk(tmp_path / "call.ogg", clock=lambda s: s if s < 2 else 2.0 if s < 5 else s - 3)
    stood.hear(3.0, 1.0)
    stood.hear(6.0, 1.0)

    assert loud(stood.kept()[0]) == [(3.0, 4.0)]


def test_jitter_of_the_microphone_leaves_no_gaps(tmp_path: Path) -> None:
    desk, sound = Desk(tmp_path / "call.ogg"), hum(2.0)
    for n in range(len(sound) // BLOCK):
        late = 0.03 * (n % 3)
        desk.recording.heard(desk.began + 1 + (n + 1) * BLOCK / RATE + late, sound[n * BLOCK : (n + 1) * BLOCK])
    you = desk.kept()[0]

    assert len(loud(you)) == 1
    quiet = np.abs(you[int(1.2 * RATE) : int(2.8 * RATE)]).reshape(-1, 160).max(axis=1)
    assert quiet.min() > 0.1


def test_what_is_on_the_disk_can_be_heard_before_the_call_is_over(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "call.ogg")
    desk.hear(1.0, 6.0)
    seconds = 0.0
    for _ in range(200):
        time.sleep(0.05)
        if desk.path.stat().st_size:
            seconds = soundfile.info(desk.path).duration
        if seconds > 7:
            break
    desk.recording.close()

    assert seconds > 7


def test_a_sound_that_cannot_be_kept_says_why_and_stops_nothing(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "nowhere" / "call.ogg")
    desk.hear(1.0, 0.5)
    desk.recording.close()

    assert "could not be kept" in desk.recording.trouble


def test_a_sound_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "call.ogg"
    path.write_bytes(b"another call")
    desk = Desk(path)
    desk.recording.close()

    assert path.read_bytes() == b"another call"
    assert desk.recording.trouble
