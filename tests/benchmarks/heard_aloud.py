"""The turns of the corpus as the game's own recogniser of speech hears them, for training.

    OMP_NUM_THREADS=1 python tests/benchmarks/heard_aloud.py corpus OUT.jsonl [--part 0 --of 2] [--turns 5000]

Rule: the test part and the turns that are kept out are never spoken. Quick voices of no charm (flite and espeak-ng,
both Debian packages) speak each turn once, through the telephone's band with noise 10 to 25 dB below the voice, drawn
by the turn's own id: the same turn always sounds the same. A run that was stopped goes on where it was; `--part` shares
the work among processes, each with an OUT of its own. Nothing is asserted: it makes `corpus/aloud/tiny-en.jsonl`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import soundfile
from moves_after_speech import on_the_line, recognised

from simulator.speech import asr, line
from simulator.understanding.corpus import Labelled, is_kept_out, read_corpus

VOICES = {
    **{f"flite {name}": ("flite", "-voice", name) for name in ("slt", "rms", "awb", "kal16")},
    **{f"espeak {name}": ("espeak-ng", "-v", name) for name in ("en-us", "en-gb", "en-gb-scotland", "en-us+f3")},
}
NOISE_DB = (10.0, 25.0)
LONGEST = 45  # words: few turns are longer, and they take longest


def to_speak(folder: Path, part: int, of: int) -> list[Labelled]:
    """The turns of that part, in an order of their own, so that any number of them is a fair sample."""
    turns = [t for t in read_corpus(folder)[0] if not t.is_test and not is_kept_out(t)]
    turns = [t for t in turns if len(t.said.split()) <= LONGEST]
    return sorted(turns, key=lambda t: hashlib.sha256(f"x{t.id}".encode()).digest())[part::of]


def spoken(said: str, voice: str, path: Path) -> np.ndarray | None:
    """16 kHz samples of those words, or None where the voice could not say them."""
    command = VOICES[voice]
    last = ("-t", said, "-o", str(path)) if command[0] == "flite" else ("-w", str(path), "--", said)
    if subprocess.run([*command, *last], capture_output=True, timeout=60).returncode:
        return None
    sound, rate = soundfile.read(path, dtype="float32")
    return line.resampled(sound, rate, asr.RATE) if len(sound) else None


def main() -> None:
    """Speak, listen, write a line a turn."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--part", type=int, default=0)
    parser.add_argument("--of", type=int, default=1)
    parser.add_argument("--turns", type=int, default=1_000_000)
    arguments = parser.parse_args()
    had = arguments.out.read_text("utf-8").splitlines() if arguments.out.is_file() else []
    done = {json.loads(row)["id"] for row in had}
    ears = asr.recogniser("whisper")
    todo = [t for t in to_speak(arguments.corpus, arguments.part, arguments.of) if t.id not in done]
    with tempfile.TemporaryDirectory() as folder, arguments.out.open("a", encoding="utf-8") as file:
        for i, turn in enumerate(todo[: arguments.turns]):
            chance = random.Random(turn.id)
            sound = spoken(turn.said, chance.choice(list(VOICES)), Path(folder) / "said.wav")
            if sound is None:
                continue
            heard = recognised(ears, on_the_line(sound, chance.uniform(*NOISE_DB), chance.getrandbits(32)))
            file.write(json.dumps({"id": turn.id, "said": turn.said, "aloud": heard}, ensure_ascii=False) + "\n")
            file.flush()
            if i % 100 == 99:
                print(f"{i + 1} of {len(todo)} turns", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
