"""What a screen may ask of the window, what the window asks of a screen, and the settings both read.

Rule: a screen never touches another screen, the mouse or the clock; it paints, and says on the stage what it wants.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, Protocol

import pygame as pg

from simulator.screen.canvas import Canvas


class Settings(Protocol):
    """The settings as they are kept. `theme`: auto (ivory at the desk, bakelite on a call), ivory or bakelite. `zoom`:
    0.9 to 1.75. `headset`: None until it was asked. `end_silence`: seconds of silence that end a turn. `scenario`: the
    one chosen last. `clock`: practice (a promised time is jumped to) or real (it is waited for). `talk`: open, hold or
    toggle. `keys`: the shortcuts that were given another key; `letters`: whether single letters act on a call.
    `microphone`, `loudspeaker`: a device's name, "" for the computer's choice; `volume` 0 to 1. `keep_sound`: the
    sound of calls is kept beside their records."""

    @property
    def theme(self) -> str: ...
    @property
    def zoom(self) -> float: ...
    @property
    def captions(self) -> bool: ...
    @property
    def tips(self) -> bool: ...
    @property
    def reduce_motion(self) -> bool: ...
    @property
    def headset(self) -> bool | None: ...
    @property
    def end_silence(self) -> float: ...
    @property
    def playbook(self) -> str: ...
    @property
    def difficulty(self) -> str: ...
    @property
    def scenario(self) -> str: ...
    @property
    def typed(self) -> bool: ...
    @property
    def clock(self) -> str: ...
    @property
    def talk(self) -> str: ...
    @property
    def keys(self) -> Mapping[str, str]: ...
    @property
    def letters(self) -> bool: ...
    @property
    def microphone(self) -> str: ...
    @property
    def loudspeaker(self) -> str: ...
    @property
    def volume(self) -> float: ...
    @property
    def narrate(self) -> bool: ...
    @property
    def keep_sound(self) -> bool: ...
    @property
    def window(self) -> str: ...
    @property
    def welcomed(self) -> bool: ...
    @property
    def untimed(self) -> bool: ...


class Screen(Protocol):
    """One screen, or a dialog over it."""

    @property
    def room(self) -> Literal["desk", "line"]:
        """At the desk the light is on; on the line it is down."""
        ...

    @property
    def called(self) -> str:
        """What the desktop calls the window while this is on, before the name of the game; "" for the name alone."""
        ...

    @property
    def primary(self) -> str:
        """The spot that Enter acts on while nothing has the focus; "" for none."""
        ...

    @property
    def moving(self) -> bool:
        """Whether it needs frames; a still one costs no CPU."""
        ...

    @property
    def wants_key(self) -> bool:
        """Whether the next key is taken by itself, whatever it does elsewhere."""
        ...

    def paint(self, c: Canvas) -> None:
        """Everything that stays until something changes."""
        ...

    def live(self, c: Canvas, now: float) -> None:
        """What moves, on top of what was painted; `now` in seconds."""
        ...

    def tick(self, now: float) -> bool:
        """Look at what the screen shows; whether it must be painted anew."""
        ...

    def on_key(self, event: pg.event.Event) -> bool:
        """A key that no spot has; whether the screen took it."""
        ...

    def on_release(self, key: int) -> None:
        """A key that was down is up."""
        ...

    def on_text(self, event: pg.event.Event) -> bool:
        """Typed text, while a field of this screen has the focus."""
        ...

    def leave(self) -> None:
        """Esc."""
        ...


class Stage(Protocol):
    """What the window does for its screens."""

    @property
    def settings(self) -> Settings: ...
    @property
    def asking(self) -> bool:
        """Whether a dialog lies over the screen."""
        ...

    def change(self, **fields: object) -> None:
        """Change and keep settings."""
        ...

    def show(self, screen: Screen) -> None:
        """Another screen."""
        ...

    def ask(self, dialog: Screen) -> None:
        """A dialog over the screen."""
        ...

    def answered(self) -> None:
        """Close the dialog."""
        ...

    def open_settings(self) -> None:
        """The settings, over whatever is on."""
        ...

    def focus(self, name: str) -> None:
        """Give the focus to a spot; "" for none."""
        ...

    def scroll(self, pane: str, y: float) -> None:
        """Bring a place of a pane into sight."""
        ...

    def focused(self) -> str:
        """The name of the spot with the focus."""
        ...


class Still:
    """What most screens and dialogs are: nothing moves, no key of their own."""

    room: Literal["desk", "line"] = "desk"
    called = ""
    primary = ""
    moving = False
    wants_key = False

    def live(self, c: Canvas, now: float) -> None:
        """Nothing moves."""

    def tick(self, now: float) -> bool:
        """Nothing changes by itself."""
        return False

    def on_key(self, event: pg.event.Event) -> bool:
        """No key of its own."""
        return False

    def on_release(self, key: int) -> None:
        """Nothing hangs on a key being held."""

    def on_text(self, event: pg.event.Event) -> bool:
        """No field."""
        return False
