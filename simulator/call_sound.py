"""The sound of a call beside its record: only where the trainee has asked for it, and gone with the record.

Rule: one Ogg file a call, called as the record is; its time is the record's. Nothing is kept of a typed call. A second
try has its own from where it was taken up, and goes before that by those of the tries that it comes from. How loud a
spoken call was stands in its record in any case; where it does not, it is read off the sound.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile

from simulator.core.levels import LEVEL_MS, Levels, loudness, read_levels
from simulator.core.yaml_text import BadFile
from simulator.play import LiveCall
from simulator.records import load_record, stem
from simulator.speech.recording import Recording

SOUND = ".ogg"
"""What the name of a call's sound ends in."""


def sound_beside(record: Path) -> Path:
    """Where the sound of a record's call lies, if it was kept."""
    return record.with_name(stem(record) + SOUND)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a call that was lived in one try: in which, and from which of its ms on."""

    record: Path
    from_ms: int


def stretches(record: Path) -> tuple[Stretch, ...]:
    """The tries of which a call is made, the oldest first; of a first try only itself. Where an earlier one is gone,
    they begin with what is left."""
    found, seen, at = list[Stretch](), set[Path](), record
    while at not in seen:
        seen.add(at)
        try:
            header = load_record(at).header
        except BadFile:
            break
        begins = header.retry_at if header.retry_of else 0
        if not found or begins < found[0].from_ms:
            found.insert(0, Stretch(at, begins))
        if not header.retry_of:
            break
        at = at.with_name(Path(header.retry_of).name)
    return tuple(found)


def levels_of_call(record: Path) -> Levels:
    """How loud both sides were in a call on record, what it took over from earlier tries too; nothing of what was
    typed, and of what neither record nor sound tells."""
    whole = Levels()
    for stretch in stretches(record):
        kept = read_levels(load_record(stretch.record).levels)
        own = kept if kept.you else levels_of(sound_beside(stretch.record))
        first = stretch.from_ms // LEVEL_MS
        for side, more in ((whole.you, own.you), (whole.them, own.them)):
            side[first:] = [0.0] * (first - len(side)) + list(more[first:])
    return whole


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
