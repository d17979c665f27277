"""The game in a real window: Xvfb shows it, xdotool presses the keys, and the desktop's title says which screen is on.

Rule: nothing of the game is imported here. What is looked at is what a person has: the title, the pixels, the files.
"""

from __future__ import annotations

import json
import os
import shutil
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).parent.parent
PATIENCE_S = 60

pytestmark = [
    pytest.mark.window,
    pytest.mark.skipif(not (shutil.which("Xvfb") and shutil.which("xdotool")), reason="no Xvfb or no xdotool here"),
]


@dataclass
class Desktop:
    """A display of its own with the game on it."""

    display: str
    home: Path

    def tool(self, *words: str) -> str:
        env = os.environ | {"DISPLAY": self.display}
        return subprocess.run(["xdotool", *words], env=env, capture_output=True, text=True, check=False).stdout.strip()

    @property
    def title(self) -> str:
        windows = self.tool("search", "--onlyvisible", "--class", "").split()
        return self.tool("getwindowname", windows[-1]) if windows else ""

    def until(self, title: str) -> Desktop:
        """Wait until the window is called that; falls when it never is."""
        end = time.monotonic() + PATIENCE_S
        while self.title != f"{title} - Hit Zero":
            assert time.monotonic() < end, f"waited for {title}, but the window is still called {self.title!r}"
            time.sleep(0.1)
        time.sleep(0.3)  # a frame, so that the first key finds the screen painted
        return self

    def key(self, *keys: str) -> Desktop:
        for key in keys:
            self.tool("key", key)
            time.sleep(0.15)  # as fast as fingers
        return self

    def type(self, text: str) -> Desktop:
        self.tool("type", "--delay", "15", text)
        return self.key("Return")

    def events(self) -> list[dict[str, object]]:
        """What stands in the newest record, without its header."""
        newest = max((self.home / "data").rglob("calls/*.jsonl"), default=None)
        return [json.loads(line) for line in newest.read_text("utf-8").splitlines()[1:]] if newest else []

    def answered(self) -> Desktop:
        """Wait until the other side has said its first line."""
        end = time.monotonic() + PATIENCE_S
        while not any(event.get("event") == "LineFinished" for event in self.events()):
            assert time.monotonic() < end, "nobody answered the telephone"
            time.sleep(0.2)
        return self

    def picture(self) -> np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]:
        """What the screen shows, as rows of blue, green and red: Xvfb keeps it in a file in the form of xwd."""
        raw = (self.home / "Xvfb_screen0").read_bytes()
        size, _, _, _, wide, high, *_ = struct.unpack(">7I", raw[:28])
        line, colours = struct.unpack(">I", raw[48:52])[0], struct.unpack(">I", raw[76:80])[0]
        rows = np.frombuffer(raw, np.uint8, line * high, size + colours * 12).reshape(high, line)
        return rows[:, : wide * 4].reshape(high, wide, 4)[:, :, :3]

    def find(self, colour: tuple[int, int, int], below: float = 0.0) -> tuple[int, int]:
        """The topmost place in the middle of the screen at which that colour is, red first; waits until it is there.
        `below`: how far down it is looked for, as a part of the height."""
        end = time.monotonic() + PATIENCE_S
        while True:
            shown = self.picture()
            high, wide, _ = shown.shape
            near = abs(shown.astype(int) - colour[::-1]).max(axis=2) < 6
            near[: int(high * below)] = near[:, : int(wide * 0.3)] = near[:, int(wide * 0.7) :] = False
            found = np.argwhere(near)
            if len(found):
                return int(found[0][1]), int(found[0][0])
            assert time.monotonic() < end, f"nothing of the colour {colour} is to be seen"
            time.sleep(0.2)

    def click(self, x: int, y: int) -> Desktop:
        """A click there; then wait until what it changed is to be seen, and stands still."""
        before = self.picture()
        self.tool("mousemove", str(x), str(y))
        self.tool("click", "1")
        end, last = time.monotonic() + PATIENCE_S, before
        while True:
            time.sleep(0.3)
            now = self.picture()
            if (now == last).all() and (now != before).any():
                return self
            assert time.monotonic() < end, f"a click at {x}, {y} changed nothing"
            last = now

    def hang_up(self) -> Desktop:
        """Out of the field, the key of the telephone, and yes to the question."""
        self.key("Escape", "h")
        return self.key("Tab", "Tab", "Return")


@pytest.fixture
def desktop(tmp_path: Path) -> Iterator[Desktop]:
    """The game just started, by somebody who never played."""
    read, write = os.pipe()
    screen = ["-screen", "0", "1280x800x24", "-fbdir", str(tmp_path)]
    server = subprocess.Popen(
        # Without -noreset it starts anew whenever its last client goes, as each xdotool does, and turns the game away.
        ["Xvfb", "-displayfd", str(write), "-noreset", "-nolisten", "tcp", *screen],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as number:
        display = f":{number.readline().strip()}"
    homes = {f"XDG_{name}_HOME": str(tmp_path / name.lower()) for name in ("DATA", "CONFIG", "CACHE")}
    env = os.environ | homes | {"DISPLAY": display, "SDL_VIDEODRIVER": "x11", "SDL_AUDIODRIVER": "dummy"}
    game = subprocess.Popen([sys.executable, "-m", "simulator"], env=env, cwd=ROOT)
    try:
        yield Desktop(display, tmp_path)
    finally:
        for process in (game, server):
            process.terminate()
            process.wait(20)


def test_from_the_first_start_to_the_scorecard_and_the_progress_by_keys_alone(desktop: Desktop) -> None:
    desktop.until("First steps").key("Return", "3", "Return", "Return")
    desktop.until("Lobby").key("Return")
    desktop.until("Briefing").key("Return")
    desktop.until("On the line").answered().type("Good morning Grace, could I borrow your help for a moment?")
    desktop.hang_up().key("Return").until("Scorecard")
    happened = [event["event"] for event in desktop.events()]
    said = [event["text"] for event in desktop.events() if event["event"] == "Heard"]
    desktop.key("Escape").until("Lobby").key("p").until("Progress").key("Escape").until("Lobby")

    assert said == ["Good morning Grace, could I borrow your help for a moment?"]
    assert "HungUp" in happened
    assert json.loads((desktop.home / "config/hitzero/settings.json").read_text("utf-8"))["typed"] is True


YOU = (133, 80, 0)
"""The colour of the word You, on ivory."""


def test_a_call_goes_on_again_from_a_line_and_both_tries_stand_side_by_side(desktop: Desktop) -> None:
    desktop.until("First steps").key("Return", "3", "Return", "Return")
    desktop.until("Lobby").key("Return").until("Briefing").key("Return")
    desktop.until("On the line").answered().type("Good morning Grace, is Ellen in?")
    desktop.hang_up().key("Return").until("Scorecard")

    x, y = desktop.find(YOU, below=0.45)
    desktop.click(x + 4, y + 6).click(x + 60, y + 44).key("Return").until("On the line")  # the button is under the line
    desktop.type("Good morning Grace, could you help me for a moment?")
    desktop.hang_up().key("Return").until("Scorecard")
    header = json.loads(max((desktop.home / "data").rglob("calls/*.jsonl")).read_text("utf-8").splitlines()[0])
    said = [event["text"] for event in desktop.events() if event["event"] == "Heard"]
    desktop.key("Tab", "Return").until("Two tries").key("Escape").until("Scorecard")
    desktop.key("Escape").until("Lobby").key("p").until("Progress")

    assert header["attempt"] == 2
    assert said == ["Good morning Grace, could you help me for a moment?"]
