"""Which key does what, and which may be put in its place.

Rule: a key is called by what it writes ("m") or by its number ("F5"), so that every keyboard layout has it. Digits,
star and pound belong to the telephone; Tab, Enter, Space, Esc and the arrows to the window. What works everywhere,
also while somebody types, wants a function key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import pygame as pg

_TELEPHONE = frozenset("0123456789*#")
_FUNCTION = {getattr(pg, f"K_F{n}"): f"F{n}" for n in range(1, 13)}
_MODIFIERS = frozenset(
    {pg.K_LSHIFT, pg.K_RSHIFT, pg.K_LCTRL, pg.K_RCTRL, pg.K_LALT, pg.K_RALT, pg.K_LMETA, pg.K_RMETA, pg.K_MODE}
    | {pg.K_CAPSLOCK, pg.K_NUMLOCK}
)


@dataclass(frozen=True, slots=True)
class Shortcut:
    """Something a key does. `first`: its key before anybody chose another; `on_call`: only there: a letter will do."""

    name: str
    label: str
    first: str
    on_call: bool = True


SHORTCUTS = (
    Shortcut("break_in", "Break in", "b"),
    Shortcut("talk", "Push to talk", "v"),
    Shortcut("mute", "Mute, and hear again", "m"),
    Shortcut("type", "Type your answer", "t"),
    Shortcut("keypad", "All keys of the telephone", "k"),
    Shortcut("said", "What was said so far", "F5"),
    Shortcut("hang_up", "Hang up, after a question", "h"),
    Shortcut("tips", "Tips on and off", "F1", on_call=False),
    Shortcut("captions", "Captions on and off", "F2", on_call=False),
    Shortcut("motion", "Reduce motion", "F3", on_call=False),
    Shortcut("light", "Light and dark", "F4", on_call=False),
    Shortcut("settings", "Settings", "F10", on_call=False),
    Shortcut("full_screen", "Full screen", "F11", on_call=False),
)
_BY_NAME = {shortcut.name: shortcut for shortcut in SHORTCUTS}


class Chosen(Protocol):
    """The settings that keys hang on."""

    @property
    def keys(self) -> Mapping[str, str]: ...
    @property
    def letters(self) -> bool: ...


def name_of(event: pg.event.Event) -> str:
    """What a key is called; "" for one that writes nothing and has no number."""
    if event.key in _FUNCTION:
        return _FUNCTION[event.key]
    letter = event.unicode.lower()
    return letter if len(letter) == 1 and letter.isprintable() and letter != " " else ""


def is_modifier(key: int) -> bool:
    """Shift, Ctrl and their like, which only change other keys."""
    return key in _MODIFIERS


def is_function(key: str) -> bool:
    """Whether it is one of F1 to F12, which write nothing and so work in a field too."""
    return key in _FUNCTION.values()


def key_of(settings: Chosen, name: str) -> str:
    """The key of a shortcut; "" where it has none, or where letters are switched off. A key that a settings file has
    no right to give counts as not given; a first key that was given to another is that one's alone."""
    shortcut = _BY_NAME[name]
    key = _given(settings, shortcut)
    return "" if shortcut.on_call and not settings.letters and not is_function(key) else key


def _given(settings: Chosen, shortcut: Shortcut) -> str:
    key = settings.keys.get(shortcut.name, shortcut.first)
    key = shortcut.first if key and _unfit(shortcut, key) else key
    others = (given for name, given in settings.keys.items() if name in _BY_NAME and name != shortcut.name)
    return "" if key == shortcut.first and key in others else key


def shown(key: str) -> str:
    """A key as it is drawn on its cap."""
    return key if is_function(key) else key.upper()


def does(settings: Chosen, key: str) -> str:
    """The shortcut of that key which works everywhere; "" for none."""
    everywhere = (s.name for s in SHORTCUTS if not s.on_call)
    return next((name for name in everywhere if key and key_of(settings, name) == key), "")


def refusal(settings: Chosen, name: str, key: str) -> str:
    """Why a shortcut cannot have that key, and what to do; "" where it can."""
    unfit = _unfit(_BY_NAME[name], key)
    if unfit:
        return unfit
    taken = next((s for s in SHORTCUTS if s.name != name and _given(settings, s) == key), None)
    if taken is None:
        return ""
    return f"{shown(key)} is taken: “{taken.label}”. Press another, or give that one another key first."


def with_key(settings: Chosen, name: str, key: str) -> dict[str, str]:
    """All chosen keys with one more; a shortcut that got its first key back is not kept. "": no key."""
    keys = {**settings.keys, name: key}
    return {what: each for what, each in keys.items() if what in _BY_NAME and each != _BY_NAME[what].first}


def _unfit(shortcut: Shortcut, key: str) -> str:
    if key in _TELEPHONE:
        return "Digits, star and pound are the telephone’s own keys. Press a letter, or one of F1 to F12."
    if not is_function(key) and (len(key) != 1 or not key.isprintable() or key == " "):
        return "That key is needed elsewhere. Press a letter, or one of F1 to F12."
    if not shortcut.on_call and not is_function(key):
        return "This works everywhere, also while you type, so it wants one of F1 to F12."
    return ""
