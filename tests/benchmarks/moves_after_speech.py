"""How much recognition of moves is lost when turns are spoken instead of typed.

    OMP_NUM_THREADS=1 python tests/benchmarks/moves_after_speech.py FOLDER [--turns 300] [--json FILE]

Rule: the same turns, once as written and once as the ears hear them: spoken by five natural voices in turn (extra
`voices`), let through the telephone band, noise of the line added at 15 dB below the voice, recognised by the game's
own recogniser with its own guards and its own prompt (without names: a turn alone has no scenario). Turns are taken so
that after any number of them each move has had its share. Sound and words are kept in FOLDER: a run that was stopped
goes on where it was, and a new model of the moves is measured on the same words in seconds. Nothing is asserted: it is
a report.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import soundfile

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from simulator.speech import asr, kokoro, line  # noqa: E402
from simulator.understanding.corpus import Labelled, read_corpus  # noqa: E402
from simulator.understanding.evaluation import Evaluation, as_table, as_values, evaluate  # noqa: E402
from simulator.understanding.meaning import Understanding  # noqa: E402

VOICES = ("am_puck", "af_bella", "am_michael", "bf_emma", "bm_george")
NOISE_DB = -15.0
ROOM_S = 0.3  # of line noise before and behind the words: what the ears keep around a turn
BAND_HZ = (300.0, 3400.0)
_NOTHING = "[nothing]"  # stands for a turn in which no words were made out


def in_turn(turns: Sequence[Labelled]) -> list[Labelled]:
    """The turns in such an order that the move (or the lack of one) which was heard least comes next; of several turns
    any, by lot that always falls the same."""
    had: Counter[str] = Counter()
    rest, out = sorted(turns, key=lambda t: hashlib.sha256(t.id.encode()).digest()), []
    while rest:
        turn = min(rest, key=lambda t: min(had[m] for m in t.moves or {_NOTHING}))
        rest.remove(turn)
        out.append(turn)
        had.update(turn.moves or {_NOTHING})
    return out


class Spoken:
    """The turns as sound and as recognised words, made once and kept in a folder."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._file = folder / "words.jsonl"
        rows = self._file.read_text("utf-8").splitlines() if self._file.is_file() else []
        self._words: dict[str, str] = dict(json.loads(row) for row in rows)
        self._voice: Any = None
        self._ears: Any = None

    def words(self, said: str, voice: str) -> str:
        """What the ears make of `said` in that voice; empty where they make out nothing."""
        key = hashlib.sha256(f"{voice}|{NOISE_DB}|{BAND_HZ}|{said}".encode()).hexdigest()[:24]
        if key not in self._words:
            self._ears = self._ears or asr.recogniser("whisper")
            sound = line.resampled(self._clean(said, voice), kokoro.RATE, asr.RATE)
            self._words[key] = recognised(self._ears, on_the_line(sound, -NOISE_DB, int(key[:8], 16)))
            with self._file.open("a", encoding="utf-8") as file:
                file.write(json.dumps([key, self._words[key]], ensure_ascii=False) + "\n")
        return self._words[key]

    def _clean(self, said: str, voice: str) -> np.ndarray:
        path = self._folder / f"{hashlib.sha256(f'{voice}|{said}'.encode()).hexdigest()[:24]}.flac"
        if not path.is_file():
            self._voice = self._voice or kokoro.Kokoro(threads=1)
            part = path.with_suffix(".part")
            soundfile.write(part, self._voice.speak(said, voice), kokoro.RATE, format="FLAC")
            os.replace(part, path)
        return soundfile.read(path, dtype="float32")[0]


def on_the_line(sound: np.ndarray, below_db: float, seed: int) -> np.ndarray:
    """16 kHz samples in the band of a telephone, a little of the room around them, and noise of the same band so far
    below the voice while it is loud."""
    room = np.zeros(round(ROOM_S * asr.RATE), np.float32)
    voice = np.concatenate([room, line.levelled(in_band(sound)), room])
    noise = in_band(np.random.default_rng(seed).standard_normal(len(voice)).astype(np.float32))
    noise *= line.LOUDNESS / np.sqrt(np.mean(np.square(noise)))
    return voice + noise * np.float32(10 ** (-below_db / 20))


def recognised(ears: asr.Recogniser, sound: np.ndarray) -> str:
    """What the ears make of a turn on the line, with the game's own guards and its prompt without names."""
    prompt = asr.prompt_for(())
    return asr.only_words(ears.transcribe(sound, prompt), len(sound) / asr.RATE - 2 * ROOM_S, prompt).text


def in_band(sound: np.ndarray) -> np.ndarray:
    """16 kHz samples between the edges of the telephone's band, let down by 24 dB an octave outside."""
    spectrum = np.fft.rfft(sound)
    hertz = np.maximum(np.fft.rfftfreq(len(sound), 1 / asr.RATE), 1.0)
    low, high = BAND_HZ
    spectrum *= 1 / np.sqrt((1 + (low / hertz) ** 8) * (1 + (hertz / high) ** 8))
    return np.fft.irfft(spectrum, len(sound)).astype(np.float32)


def spoken_turns(turns: Sequence[Labelled], spoken: Spoken) -> Iterator[Labelled]:
    """The turns with the words that were heard in place of those that were written."""
    for i, turn in enumerate(turns):
        voice = VOICES[i % len(VOICES)]
        heard = spoken.words(turn.said, voice)
        if i % 20 == 19:
            print(f"{i + 1} of {len(turns)} turns", file=sys.stderr, flush=True)
        yield replace(turn, said=heard or _NOTHING)


def word_errors(written: Sequence[Labelled], heard: Sequence[Labelled]) -> float:
    """The share of words that were lost, added or changed; letters and figures only, small."""
    wrong = words = 0
    for before, after in zip(written, heard, strict=True):
        one, two = ("".join(c for c in t.said.lower() if c.isalnum() or c == " ").split() for t in (before, after))
        row = list(range(len(two) + 1))
        for i, word in enumerate(one, 1):
            last, row[0] = row[0], i
            for j, other in enumerate(two, 1):
                last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (word != other))
        wrong, words = wrong + row[-1], words + len(one)
    return wrong / max(1, words)


def report(typed: Evaluation, aloud: Evaluation, errors: float) -> str:
    """The two side by side, then the moves that lost most."""
    lines = [f"{typed.turns} turns, {len(VOICES)} voices, word errors {errors:.3f}"]
    lines.append(f"macro-F1 typed {typed.macro_f1:.3f}, spoken {aloud.macro_f1:.3f}")
    lines.append(f"micro-F1 typed {typed.micro_f1:.3f}, spoken {aloud.micro_f1:.3f}")
    lines.append(f"points of macro-F1 lost: {100 * (typed.macro_f1 - aloud.macro_f1):.1f}")
    before = {row.move: row.f1 for row in typed.rows}
    lost = sorted((row.f1 - before.get(row.move, 0.0), row.move) for row in aloud.rows if row.labelled)
    lines += [f"{change:+.2f} {move}" for change, move in lost[:10]]
    return "\n".join([*lines, "", as_table(aloud)])


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="where sound and words are kept")
    parser.add_argument("--corpus", type=Path, default=ROOT / "corpus" / "test-other-writer.jsonl")
    parser.add_argument("--turns", type=int, default=10_000, help="at most so many")
    parser.add_argument("--json", type=Path, help="write all figures here")
    parser.add_argument("--model", type=Path, help="a folder with another model of the moves")
    arguments = parser.parse_args()
    turns = in_turn(read_corpus(arguments.corpus)[0])[: arguments.turns]
    heard = list(spoken_turns(turns, Spoken(arguments.folder)))
    understanding = Understanding.load(arguments.model)
    typed, aloud = (evaluate(part, understanding, understanding.catalogue) for part in (turns, heard))
    errors = word_errors(turns, heard)
    print(report(typed, aloud, errors))
    if arguments.json:
        values = {"word errors": errors, "typed": as_values(typed), "spoken": as_values(aloud)}
        arguments.json.write_text(json.dumps(values, indent=1), "utf-8")


if __name__ == "__main__":
    main()
