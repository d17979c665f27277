"""How smooth the window is, how soon its first picture stands, and whether memory grows over many calls.

    python tests/benchmarks/window.py frames [--seconds 20]   CPU a frame during a call, the recogniser busy beside it
    python tests/benchmarks/window.py start [--times 5]       from the start of Python to the first picture
    python tests/benchmarks/window.py leak [--calls 500]      memory after so many calls, one after the other

Rule: the whole game as it ships (real scenarios, real models, real records in a home of its own); SDL's dummy drivers
unless SDL_VIDEODRIVER says otherwise. Frames are told in CPU milliseconds of the thread that draws, so that what else
the machine does hardly shows; the start is told in both, wall clock and CPU (what the painting thread used is what the
clock shows on a machine with nothing else to do).
"""

from __future__ import annotations

import argparse
import gc
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

WORDS = "Good morning, could I borrow your help for a moment? Is she in today, or at lunch?"
ANSWERED_S, ONE_IN = 12.0, 10


def main() -> None:
    """Read what is asked, and measure it in a home of its own."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("what", choices=["frames", "start", "leak", "one-start"])
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--calls", type=int, default=500)
    asked = parser.parse_args()
    os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
    os.environ.setdefault("SDL_AUDIODRIVER", "dummy")
    if asked.what == "one-start":
        one_start()
        return
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        for name in ("DATA", "CONFIG", "CACHE"):
            os.environ[f"XDG_{name}_HOME"] = str(Path(home) / name.lower())
        if asked.what == "frames":
            frames(asked.seconds)
        elif asked.what == "start":
            starts(asked.times)
        else:
            leak(asked.calls)


class Game:
    """The whole game and its window, without the loop."""

    def __init__(self) -> None:
        from simulator import SCENARIOS
        from simulator.desk import Desk
        from simulator.library import Library
        from simulator.screen.journey import Journey
        from simulator.screen.window import Window, open_display
        from simulator.settings import Settings

        open_display((1280, 800))
        settings = Settings(typed=True, headset=True, welcomed=True)
        self.desk = Desk(Library((SCENARIOS,)), settings)
        self.window = Window(settings, self.desk.change)
        self.journey = Journey(self.window, self.desk, self.desk.sound, self.desk.open_call, self.desk.judge)
        self.journey.begin()

    def frame(self) -> float:
        """One frame; its cost in CPU milliseconds of this thread."""
        import pygame as pg

        began = time.thread_time()
        pg.event.get()
        self.window.frame(time.monotonic())
        return (time.thread_time() - began) * 1000

    def call(self, scenario: str, seconds: float) -> list[float]:
        """A call of that length, typed into, hung up, judged and looked at; the cost of each frame while it ran."""
        self.journey.to_briefing(scenario, "warm")
        self.frame()
        self.journey.to_call(scenario, "warm", None)
        line, costs, said = self.journey.line, [], False
        assert line is not None
        end = time.monotonic() + seconds
        while time.monotonic() < end and not line.call.is_over:
            began = time.monotonic()
            costs.append(self.frame())
            if not said and line.call.heard_last():
                line.say(WORDS)
                said = True
            time.sleep(max(0.0, 1 / 60 - (time.monotonic() - began)))
        line.hang_up()
        self.frame()
        self.journey.to_scorecard(None)
        for _ in range(5):
            self.frame()
        self.journey.to_lobby()
        self.frame()
        return costs


def frames(seconds: float) -> None:
    """The cost of a frame while the recogniser works beside it."""
    import numpy as np

    game = Game()
    stop = threading.Event()
    worker = threading.Thread(target=recognise, args=(stop.is_set,), daemon=True)
    worker.start()
    costs: list[float] = []
    for scenario in ("the-front-desk", "after-the-beep", "caught-driving"):
        costs += game.call(scenario, seconds)
    stop.set()
    worker.join()
    game.desk.close()
    median, most = np.percentile(costs, [50, 99])
    print(f"{len(costs)} frames at 1280x800, the recogniser busy: median {median:.2f} ms, 99 % {most:.2f} ms of CPU")
    print(f"longest {max(costs):.1f} ms; over 16.7 ms: {sum(c > 16.7 for c in costs)} frames")


def recognise(done: Callable[[], bool]) -> None:
    """Decode room noise with the shipped recogniser of speech, over and over."""
    import numpy as np

    from simulator.speech.asr import recogniser

    engine = recogniser("whisper")
    noise = (np.random.default_rng(0).standard_normal(5 * 16_000) * 0.02).astype(np.float32)
    while not done():
        engine.transcribe(noise)


def one_start() -> None:
    """Import, open, paint once: the end of that is written out, by the clock that the caller uses."""
    game = Game()
    game.frame()
    print(time.time(), time.thread_time(), time.process_time(), flush=True)
    game.desk.close()
    os._exit(0)


def starts(times: int) -> None:
    """Several starts, each in a process of its own."""
    for _ in range(times):
        began = time.time()
        run = subprocess.run([sys.executable, __file__, "one-start"], capture_output=True, text=True, check=True)
        painted, own, cpu = map(float, run.stdout.splitlines()[-1].split())
        print(
            f"first picture after {painted - began:.2f} s; CPU: {own:.2f} s by the painting thread, {cpu:.2f} s in all"
        )


def resident() -> float:
    """Memory that this process holds at the moment, in MB (Linux)."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def leak(calls: int) -> None:
    """Memory after every fiftieth call. One call in ten is answered and spoken to, the others ring off early."""
    game = Game()
    names = ("the-front-desk", "after-the-beep", "caught-driving")
    for n in range(calls + 1):
        if n % 50 == 0:
            gc.collect()
            print(f"after {n} calls: {resident():.0f} MB, {len(gc.get_objects())} objects", flush=True)
        game.call(names[n % 3], ANSWERED_S if n % ONE_IN == 0 else 0.4)
    game.desk.close()


if __name__ == "__main__":
    main()
