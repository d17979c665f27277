"""The loop that runs the window: events, frames, and how long it rests between them.

Rule: nothing is decided here but when to look; where nothing moves, next to no time is taken.
"""

from __future__ import annotations

import time

import pygame as pg

from simulator.screen.game import Game, Judge, OpenCall
from simulator.screen.hands import Hands
from simulator.screen.journey import Journey
from simulator.screen.sound_card import SoundCheck
from simulator.screen.window import Window, open_display

FRAMES = 60
RESTING = 30
"""Looks a second for keys and mouse while nothing moves: a tenth of the cost of waiting in SDL, which polls."""
HIDDEN = 4
"""Looks a second while the window is minimised and no call runs: enough to notice that it is back."""
LOOK_S = 0.25
"""How often a still screen looks whether something it shows has changed."""


def pace(window: Window) -> int:
    """How often a second the loop looks round: out of sight nothing is drawn, but a call goes on."""
    if window.hidden:
        return RESTING if window.moving else HIDDEN
    return FRAMES if window.moving else RESTING


def run(game: Game, sound: SoundCheck, open_call: OpenCall, judge: Judge) -> None:
    """Open the window and run it until it is closed. Raises pygame.error where there is no display at all."""
    open_display(place=game.settings.window)
    window = Window(game.settings, game.change)
    journey, hands = Journey(window, game, sound, open_call, judge), Hands(window)
    journey.begin()
    clock, looked = pg.time.Clock(), -1.0
    while not journey.leaving:
        events, now = pg.event.get(), time.monotonic()
        for event in events:
            if event.type == pg.AUDIODEVICEREMOVED:
                game.device_removed(event.which, bool(event.iscapture))
            hands.handle(event)
        if hands.asked_to_close:
            hands.asked_to_close = False
            journey.close()
        if events or window.moving or now - looked > LOOK_S:
            looked = now
            window.frame(now)
        clock.tick(pace(window))
    if place := window.place():
        game.change(window=place)
    pg.display.quit()
