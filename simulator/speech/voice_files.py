"""Spoken lines on disk: the ready-made ones that ship with a scenario, and the cache of those made here.

Rule: a file is named by what went into it (engine, model, voice, pace, pitch, text), so it is right or it is not there.
It is written beside its place and moved in, read with suspicion, and thrown away where it is broken: what cannot be
read is made again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import platformdirs
import soundfile
from numpy.typing import NDArray

from simulator import ASSETS

from . import kokoro
from .line import resampled
from .voices import Line, Speech, SpokenWord, Voice
from .word_times import held_to_sound

RENDERED_RATE = 16000
"""Samples a second of ready-made lines: a telephone carries 3400 Hz, so more would be bytes that nobody hears."""
CACHE_BYTES = 200 * 2**20
"""The cache is kept under this; what was not used for longest goes first. About 75 minutes of speech."""
INDEX = "index.json"
SHIPPED = ASSETS / "voices"

_NATURAL_BY_KIND = {"female": "af_heart", "male": "am_michael", "machine": "af_kore"}
_VORBIS_SMALL = 0.75  # of 0 (best) to 1 (smallest)
_BLOCK = 8192  # frames a write: libsndfile's Vorbis encoder overflows its stack on whole lines


def natural_name(voice: Voice) -> str:
    """The natural voice that speaks for `voice`; one for its kind where it names none."""
    return voice.natural or _NATURAL_BY_KIND.get(voice.system, "af_heart")


def spoken_text(text: str) -> str:
    """`text` as it is spoken: without the line breaks and double spaces of a YAML file."""
    return " ".join(text.split())


def content_key(engine: str, line: Line) -> str:
    """What a line's file is called, without its suffix. `engine`: a name of ENGINES in tts.py."""
    voice = line.voice
    if engine == "kokoro":
        made_of: list[object] = [engine, kokoro.MODEL_SHA256, natural_name(voice), voice.pace]
    else:  # a computer's own voices differ from computer to computer, but so do their caches
        made_of = [engine, 1, voice.natural, voice.system, voice.pace, voice.pitch]
    text = json.dumps([*made_of, spoken_text(line.text)], ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def words_in(text: str, words: Iterable[SpokenWord]) -> tuple[SpokenWord, ...]:
    """`words`, which stand in spoken_text(text), as they stand in `text` itself."""
    if text == spoken_text(text):
        return tuple(words)
    place = dict(zip(_letters(spoken_text(text)), _letters(text), strict=True))
    return tuple(SpokenWord(w.at, place[w.start], place[w.end - 1] + 1) for w in words)


def _letters(text: str) -> list[int]:
    return [n for n, letter in enumerate(text) if not letter.isspace()]


# -- the cache ---------------------------------------------------------------------------------------------------------


def read_cached(folder: Path, engine: str, line: Line) -> Speech | None:
    """The line as it was kept, or None. A broken file is removed, so that the line is made again."""
    path = folder / f"{content_key(engine, line)}.wav"
    if not path.is_file():
        return None
    try:
        samples, rate = _read_sound(path)
        notes = json.loads(path.with_suffix(".json").read_text("utf-8"))
        if notes["frames"] != len(samples):
            raise ValueError("the file is cut short")
        os.utime(path)
        return Speech(samples, rate, _words(notes["words"]), engine)
    except (OSError, ValueError, KeyError, TypeError, soundfile.SoundFileError):
        for broken in (path, path.with_suffix(".json")):
            with contextlib.suppress(OSError):
                broken.unlink(missing_ok=True)
        return None


def keep(folder: Path, line: Line, speech: Speech) -> bool:
    """Put the line into the cache; False where the disk will not have it, which stops nobody from hearing it."""
    path = folder / f"{content_key(speech.engine, line)}.wav"
    notes = {"frames": len(speech.samples), "words": _plain(speech.words)}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write_whole(path.with_suffix(".json"), lambda part: part.write_text(json.dumps(notes), "utf-8"))
        _write_whole(path, lambda part: soundfile.write(part, speech.samples, speech.rate, "PCM_16", format="WAV"))
    except (OSError, soundfile.SoundFileError):
        return False
    return True


def prune(folder: Path, most_bytes: int = CACHE_BYTES) -> int:
    """Remove what was not used for longest until the cache is no larger than `most_bytes`; how many lines went."""
    found = []
    for path in folder.glob("*.wav"):
        with contextlib.suppress(OSError):
            found.append((path.stat().st_mtime, path.stat().st_size, path))
    size, gone = sum(size for _, size, _ in found), 0
    for _, length, path in sorted(found):
        if size <= most_bytes:
            break
        with contextlib.suppress(OSError):
            path.unlink()
            path.with_suffix(".json").unlink(missing_ok=True)
            size, gone = size - length, gone + 1
    return gone


def _write_whole(path: Path, write: Callable[[Path], object]) -> None:
    """A file that is whole or not there: written under another name, then moved into its place."""
    part = path.with_name(f"{path.stem}-{os.getpid()}-{threading.get_ident()}.part")
    try:
        write(part)
        os.replace(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _read_sound(path: Path) -> tuple[NDArray[np.float32], int]:
    samples, rate = soundfile.read(path, dtype="float32", always_2d=True)
    if not len(samples) or not np.any(samples):
        raise ValueError("no sound in the file")
    return samples[:, 0].copy(), rate


def _words(rows: Iterable[Sequence[Any]]) -> tuple[SpokenWord, ...]:
    return tuple(SpokenWord(float(at), int(start), int(end)) for at, start, end in rows)


def _plain(words: Iterable[SpokenWord]) -> list[list[float]]:
    return [[word.at, word.start, word.end] for word in words]


# -- ready-made lines --------------------------------------------------------------------------------------------------


def own_voices() -> Path:
    """Where the lines of scenarios of one's own are rendered to: the program itself may be read-only, and is replaced
    with its next version."""
    return platformdirs.user_data_path("hitzero", appauthor=False) / "voices"


def ready_made(name: str) -> tuple[ReadyMade, ...]:
    """The rendered lines of that name, those that ship first."""
    return ReadyMade(SHIPPED / name), ReadyMade(own_voices() / name)


class ReadyMade:
    """The rendered lines of one folder (`<key>.ogg` and an index). A folder without any is simply empty."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lines: dict[str, Any] = {}
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            self._lines = dict(json.loads((folder / INDEX).read_text("utf-8"))["lines"])

    def __len__(self) -> int:
        return len(self._lines)

    def read(self, line: Line) -> Speech | None:
        """The line as a natural voice spoke it, or None where it was not rendered or its file is broken."""
        key = content_key("kokoro", line)
        if key not in self._lines:
            return None
        try:
            samples, rate = _read_sound(self._folder / f"{key}.ogg")
            return Speech(samples, rate, _words(self._lines[key]["words"]), "kokoro")
        except (OSError, ValueError, KeyError, TypeError, soundfile.SoundFileError):
            return None


@dataclass(frozen=True, slots=True)
class Rendered:
    """What a rendering did: lines made, kept, removed as nobody says them any more, those that could not be spoken,
    and the size and length of the whole."""

    made: int
    kept: int
    removed: int
    unspeakable: tuple[str, ...]
    bytes: int
    seconds: float


def render(
    lines: Iterable[Line],
    folder: Path,
    progress: Callable[[int, int], None] = lambda done, wanted: None,
    model: Path | None = None,
) -> Rendered:
    """Have natural voices speak `lines` into `folder` (one `<key>.ogg` each, and the index), and remove what is stale.

    `progress(done, wanted)` is called before each line that has to be made and at the end. What is there already is
    kept. About 0.6 CPU-seconds a second of speech. Raises kokoro.NoNaturalVoice, and OSError for the folder.
    """
    wanted = {content_key("kokoro", line): line for line in lines}
    folder.mkdir(parents=True, exist_ok=True)
    there = ReadyMade(folder)
    entries = {key: there._lines[key] for key, line in wanted.items() if there.read(line) is not None}
    missing = {key: line for key, line in wanted.items() if key not in entries}
    engine = kokoro.Kokoro(model) if missing else None
    unspeakable, kept = [], len(entries)
    for done, (key, line) in enumerate(missing.items()):
        progress(done, len(missing))
        assert engine is not None
        text = spoken_text(line.text)
        try:
            sound = engine.speak(text, natural_name(line.voice), line.voice.pace)
        except ValueError:
            unspeakable.append(line.text)
            continue
        entries[key] = _write_line(folder / f"{key}.ogg", line, sound)
        _write_index(folder, entries, wanted)  # after each line, so that whoever breaks off goes on from there
    progress(len(missing), len(missing))
    _write_index(folder, entries, wanted)
    removed = [path for path in folder.glob("*.ogg") if path.stem not in entries]
    for path in removed:
        path.unlink()
    size = sum(path.stat().st_size for path in folder.iterdir() if path.is_file())
    seconds = sum(float(entry["seconds"]) for entry in entries.values())
    made = len(missing) - len(unspeakable)
    return Rendered(made, kept, len(removed), tuple(unspeakable), size, round(seconds, 1))


def _write_line(path: Path, line: Line, sound: NDArray[np.float32]) -> dict[str, Any]:
    small = resampled(sound, kokoro.RATE, RENDERED_RATE)
    _write_whole(path, lambda part: _write_vorbis(part, small))
    words = held_to_sound(spoken_text(line.text), small, RENDERED_RATE)
    seconds = round(len(small) / RENDERED_RATE, 3)
    voice = {"natural": natural_name(line.voice), "pace": line.voice.pace}
    return {"text": spoken_text(line.text), "voice": voice, "seconds": seconds, "words": _plain(words)}


def _write_vorbis(path: Path, sound: NDArray[np.float32]) -> None:
    kind = {"format": "OGG", "subtype": "VORBIS", "compression_level": _VORBIS_SMALL}
    with soundfile.SoundFile(path, "w", RENDERED_RATE, 1, **kind) as out:
        for at in range(0, len(sound), _BLOCK):
            out.write(sound[at : at + _BLOCK])


def _write_index(folder: Path, entries: Mapping[str, Any], order: Iterable[str]) -> None:
    """One line of text an entry, so that a change of one line is a change of one line."""
    rows = (f"  {json.dumps(k)}: {json.dumps(entries[k], ensure_ascii=False)}" for k in order if k in entries)
    text = '{"format": 1, "lines": {\n' + ",\n".join(rows) + "\n}}\n"
    _write_whole(folder / INDEX, lambda part: part.write_text(text, "utf-8"))
