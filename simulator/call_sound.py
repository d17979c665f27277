"""The sound of a call beside its record: only where the trainee has asked for it, and gone with the record.

Rule: one Ogg file a call, called as the record is; its time is the record's. Nothing is kept of a typed call.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import soundfile

from simulator.levels import LEVEL_MS, Levels, loudness
from simulator.play import LiveCall
from simulator.records import stem
from simulator.speech.recording import Recording

SOUND = ".ogg"
"""What the name of a call's sound ends in."""


def sound_beside(record: Path) -> Path:
    """Where the sound of a record's call lies, if it was kept."""
    return record.with_name(stem(record) + SOUND)


def levels_of(sound: Path) -> Levels:
    """How loud both sides were, for the ribbon; nothing where there is no sound, or it cannot be read."""
    try:
        samples, rate = soundfile.read(sound, dtype="float32", always_2d=True)
    except (OSError, RuntimeError):
        return Levels()
    step = rate * LEVEL_MS // 1000
    rms = [np.sqrt(np.mean(samples[at : at + step] ** 2, axis=0)) for at in range(0, len(samples), step)]
    return Levels(*([loudness(float(both[side])) for both in rms] for side in (0, -1)))


def keep_sound(live: LiveCall) -> Recording | None:
    """From now on both sides of a spoken call are kept; None for a typed one, and for one that is on no disk."""
    if live.ears is None or live.record.trouble:
        return None
    recording = Recording(sound_beside(live.record.path), live.clock.at)
    live.ears.tape = recording.heard
    live.speaker.record_on(recording)
    return recording


def end_sound(live: LiveCall, recording: Recording | None) -> None:
    """The call is over: nothing more is kept."""
    live.speaker.record_on(None)
    if recording is not None:
        recording.close()
