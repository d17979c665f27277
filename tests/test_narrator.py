"""The game's own voice: the newest text is heard, and an older one is cut off."""

from __future__ import annotations

import os
import time

os.environ.setdefault("SDL_AUDIODRIVER", "dummy")

import pygame
import pytest

from simulator.narrator import CHANNEL, Narrator

pytestmark = pytest.mark.audio


@pytest.fixture
def narrator():
    pygame.mixer.init(22050, -16, 1, 512, allowedchanges=0)
    pygame.mixer.set_num_channels(8)
    narrator = Narrator()
    yield narrator
    narrator.close()
    pygame.mixer.quit()


def heard(limit: float = 60.0) -> pygame.mixer.Sound | None:
    end = time.monotonic() + limit
    while not pygame.mixer.Channel(CHANNEL).get_busy() and time.monotonic() < end:
        time.sleep(0.01)
    return pygame.mixer.Channel(CHANNEL).get_sound()


def test_only_the_newest_of_two_texts_is_heard(narrator):
    narrator.tell("Everything that stands on this long and winding page of settings")
    narrator.tell("Done")

    assert heard().get_length() < 1.5


def test_another_text_cuts_the_voice_off_at_once(narrator):
    narrator.tell("Asked who was calling: done")
    assert heard() is not None

    narrator.tell("")

    assert not pygame.mixer.Channel(CHANNEL).get_busy()


def test_a_text_that_cannot_be_spoken_silences_nothing_after_it(narrator):
    narrator.tell("…")
    time.sleep(0.2)
    narrator.tell("Settings")

    assert heard() is not None
