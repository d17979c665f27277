"""The mouth on a stage: with a loudspeaker that is a file, and with none; and a voice in the microphone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest
from stage import Stage

from simulator.speech.mouthpiece import Mouthpiece


@pytest.fixture
def stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    monkeypatch.setenv("SDL_AUDIODRIVER", "disk")
    monkeypatch.setenv("SDL_DISKAUDIOFILE", str(tmp_path / "out.raw"))
    pygame.mixer.quit()
    ready = Stage(tmp_path)
    yield ready
    ready.speaker.close()


@pytest.fixture
def silent_stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    """The same without any loudspeaker."""
    monkeypatch.setenv("SDL_AUDIODRIVER", "nothing of the kind")
    pygame.mixer.quit()
    ready = Stage(tmp_path)
    yield ready
    ready.speaker.close()


@pytest.fixture
def mouthpiece(mouthpiece: Mouthpiece) -> Mouthpiece:
    """With a mixer open, as in a call: it cannot be opened once a microphone is."""
    pygame.mixer.init(22050, -16, 1, 512)
    return mouthpiece
