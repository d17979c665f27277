"""Where rendered voices lie: those that ship in the program, those of one's own scenarios with one's own files."""

from __future__ import annotations

import shutil
from pathlib import Path

from review_calls import LIBRARY

from simulator import SCENARIOS
from simulator.joints import lines_of
from simulator.speech.speaker import MouthSettings
from simulator.speech.voice_files import SHIPPED, own_voices, ready_made
from simulator.terminal import voices_folder


def test_the_voices_of_an_own_scenario_are_not_written_into_the_program(home: Path) -> None:
    assert voices_folder(SCENARIOS / "the-front-desk.yaml") == SHIPPED
    assert voices_folder(home / "my-desk.yaml") == own_voices()
    assert own_voices().is_relative_to(home)


def test_lines_that_were_rendered_there_are_found(home: Path) -> None:
    first = lines_of(LIBRARY.find("the-front-desk")[0])[0]
    before = [ready.read(first) for ready in ready_made("my-desk")]
    shutil.copytree(SHIPPED / "the-front-desk", own_voices() / "my-desk")

    shipped, own = ready_made("my-desk")

    assert before == [None, None]
    assert shipped.read(first) is None
    assert own.read(first) is not None
    assert own_voices() in MouthSettings().ready_made
