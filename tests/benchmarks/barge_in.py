"""How soon the ears decide that somebody breaks in, and whether a hum of agreement is taken for that.

    python tests/benchmarks/barge_in.py [--folder FOLDER]

Beginnings of turns and hums, each by several voices (Kokoro, extra `voices`; espeak), go block by block through the
voice detector and `Hearing` while the callee speaks: no clock, so the figures are the same on every machine. Printed:
from the first sound (a tenth of the loudest) to the decision, and which hums broke in. Sounds are
rendered once into FOLDER (the user's cache). Nothing is asserted: it is a report.
"""

from __future__ import annotations

import argparse
import itertools
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray
from platformdirs import user_cache_path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from simulator.speech.endpointing import BLOCK, BLOCK_S, RATE, Silero  # noqa: E402
from simulator.speech.hearing import Hearing, VoiceStarted  # noqa: E402
from simulator.speech.kokoro import RATE as KOKORO_RATE  # noqa: E402
from simulator.speech.kokoro import Kokoro  # noqa: E402
from simulator.speech.line import resampled  # noqa: E402
from simulator.speech.system_voice import SystemVoice  # noqa: E402
from simulator.speech.voices import Voice  # noqa: E402

Samples = NDArray[np.float32]

BEGINNINGS = [
    *("No, please, let me finish.", "Wait, just one moment.", "My name is Theo Marsh.", "Sorry to interrupt you."),
    *("Actually, it's about the invoice.", "I know, I know.", "He asked me to call.", "She told me to ring today."),
    *("Thank you, that's all.", "But I only need a minute.", "Could I ask you something?", "Maybe I can help."),
    *("Listen, I understand.", "Hold on a second.", "Right, and when is he back?", "Excuse me, one question."),
    *("You're right about that.", "Many thanks for that.", "Okay, I'll ring at ten.", "Hello, are you there?"),
]
PITCHES = (85, 105, 130, 160, 190, 220, 250, 280)
TUNES = ((1.0, 1.02, 1.0), (1.0, 0.9, 1.15), (1.0, 1.1, 0.85))
LENGTHS = ((0.35, False), (0.55, True), (0.8, True))  # seconds, and whether a breath parts it in two ("mm-hm")
RECORDED = ("(pau m m m pau)", "(pau m m pau m m pau)")
NOISES = (0.0005, 0.005, 0.015)  # of the room, beside a voice whose loudest sample is 0.2
KOKORO = ["am_puck", "af_heart", "af_bella", "bf_emma", "bm_george"]
ESPEAK = [
    Voice(system="female"),
    Voice(system="male"),
    Voice(system="female", pitch=75),
    Voice(system="male", pace=210),
]


def turns(folder: Path) -> Iterator[tuple[str, Samples]]:
    """(voice and words, sound at 16 kHz), rendered where they are not yet."""
    folder.mkdir(parents=True, exist_ok=True)
    kokoro: Kokoro | None = None
    for voice in KOKORO:
        for n, text in enumerate(BEGINNINGS):
            path = folder / f"{voice}-turn-{n}.wav"
            if not path.exists():
                kokoro = kokoro or Kokoro(threads=1)
                soundfile.write(path, resampled(kokoro.speak(text, voice), KOKORO_RATE, RATE), RATE)
            yield f"{voice}: {text}", soundfile.read(path, dtype="float32")[0]
    system = SystemVoice()
    for voice in ESPEAK:
        for text in BEGINNINGS:
            made = system.speak(text, voice)
            yield f"espeak {voice.system} {voice.pitch} {voice.pace}: {text}", resampled(made.samples, made.rate, RATE)


def hums(folder: Path) -> Iterator[tuple[str, Samples]]:
    """Hums: no voice engine says one ("mm" is spelt, or gets a vowel), so they are modelled; and where festival is
    installed, the [m] that two people once recorded for it."""
    for n, (pitch, tune, (seconds, parted)) in enumerate(itertools.product(PITCHES, TUNES, LENGTHS)):
        yield f"modelled at {pitch} Hz, {tune}, {seconds} s", hummed(pitch * np.array(tune), seconds, parted, n)
    if not shutil.which("festival"):
        return
    for speaker, (n, phones) in itertools.product(("kal", "ked"), enumerate(RECORDED)):
        path = folder / f"{speaker}-hum-{n}.wav"
        made = f"(utt.synth (Utterance Phones {phones}))"
        say = f'(voice_{speaker}_diphone) (utt.save.wave {made} "{path}" \'riff)'
        subprocess.run(["festival", "--pipe"], input=say, text=True, check=True)
        sound, rate = soundfile.read(path, dtype="float32")
        yield f"recorded by {speaker}, {phones}", resampled(sound, rate, RATE)


def hummed(pitch: Samples, seconds: float, parted: bool, seed: int) -> Samples:
    """A hum by source and filter: pulses of the glottis, the resonances of nose and throat with closed lips near 260,
    1050, 2150 and 3000 Hz, and the gap that the closed mouth makes near 850 Hz (Stevens, Acoustic Phonetics, 1998)."""
    chance, count = np.random.default_rng(seed), int(seconds * RATE)
    t = np.linspace(0, 1, count)
    phase = np.cumsum(np.interp(t, np.linspace(0, 1, len(pitch)), pitch) / RATE) % 1
    closing = np.where(phase < 0.75, np.cos(np.pi * (phase - 0.6) / 0.3), 0.0)
    source = np.diff(np.where(phase < 0.6, 0.5 * (1 - np.cos(np.pi * phase / 0.6)), closing), prepend=0.0) * 20
    loudness = np.minimum(1, np.minimum(t / 0.06, (1 - t) / 0.12))
    voiced = 1 - 0.97 * np.exp(-(((t - 0.5) / 0.09) ** 2)) if parted else 1.0
    sound = (source * voiced + 0.02 * chance.standard_normal(count)) * loudness
    for hertz, width in ((260, 70), (1050, 140), (2150, 200), (3000, 300)):
        radius = np.exp(-np.pi * width / RATE)
        one, two = 2 * radius * np.cos(2 * np.pi * hertz / RATE), -radius * radius
        out, last, before = np.zeros(count), 0.0, 0.0
        for n, value in enumerate(sound):
            out[n] = value + one * last + two * before
            last, before = out[n], last
        sound = out * (1 - one - two)
    radius = np.exp(-np.pi * 150 / RATE)
    gap = np.convolve(sound, [1, -2 * radius * np.cos(2 * np.pi * 850 / RATE), radius * radius])[:count]
    return (gap / np.abs(gap).max()).astype(np.float32)


def decided_after(sound: Samples, silero: Silero, noise: float) -> float | None:
    """Seconds from the first sound to the decision that it breaks in; None where it never does."""
    spoken = np.concatenate([np.zeros(RATE), 0.2 * sound / np.abs(sound).max(), np.zeros(RATE)])
    line = (spoken + np.random.default_rng(1).normal(0, noise, len(spoken))).astype(np.float32)
    first = RATE + int(np.flatnonzero(np.abs(sound) > 0.1 * np.abs(sound).max())[0])
    silero.forget()
    hearing = Hearing()
    list(hearing.callee_speaks(True, 0.0))
    for n, at in enumerate(range(0, len(line) - BLOCK, BLOCK)):
        block = line[at : at + BLOCK]
        for report in hearing.block(block, silero(block), (n + 1) * BLOCK_S):
            if isinstance(report, VoiceStarted) and report.barge_in:
                return (n + 1) * BLOCK_S - first / RATE
    return None


def main() -> None:
    """Print the two figures, and what was late or fooled the ears."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--folder", type=Path, default=user_cache_path("hitzero") / "benchmark" / "barge-in")
    arguments = parser.parse_args()
    silero = Silero()
    spoken, hummed_ = list(turns(arguments.folder)), list(hums(arguments.folder))
    for noise in NOISES:
        times = [(decided_after(sound, silero, noise), name) for name, sound in spoken]
        known = [t for t, _ in times if t is not None]
        fooled = [name for name, sound in hummed_ if decided_after(sound, silero, noise) is not None]
        print(f"noise {20 * np.log10(noise / 0.2):.0f} dB below the loudest sound")
        print(f"  {len(known)} of {len(times)} turns break in, median {np.median(known):.3f} s", end="")
        for limit in (0.25, 0.35):
            print(f", {sum(t <= limit for t in known) / len(times):.1%} within {limit} s", end="")
        print(f"\n  {len(fooled)} of {len(hummed_)} hums break in: {fooled}")
        print("\n".join(f"  late: {t} {name}" for t, name in times if t is None or t > 0.25))


if __name__ == "__main__":
    main()
