"""What somebody chose once and expects to find again.

Rule: a settings file that is missing, damaged or of another version never stops the game: what can be read is taken,
the rest stands at its default. Every change is written at once.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import platformdirs


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings. `headset` is None until it was asked; `end_silence` in seconds; `theme` auto, ivory or bakelite;
    `clock` practice (an appointed time is jumped to) or real (it is waited for); `talk` open (the microphone hears all
    the time), hold or toggle (only by its key); `keys`: the key of each shortcut that is not its first one; `letters`:
    whether single letters act on a call; `narrate`: what has the focus is read aloud; `welcomed`: the first steps were
    seen; `window`: where it stood last; `untimed`: on a call nothing waits for an answer by the clock;
    `keep_sound`: the sound of spoken calls is kept beside their records."""

    theme: str = "auto"
    zoom: float = 1.0
    captions: bool = True
    tips: bool = False
    reduce_motion: bool = False
    headset: bool | None = None
    typed: bool = False
    end_silence: float = 0.6
    engine: str = "whisper"
    model: str = ""
    microphone: str = ""
    loudspeaker: str = ""
    volume: float = 0.9
    playbook: str = ""
    difficulty: str = ""
    scenario: str = ""
    trainee: str = ""
    clock: str = "practice"
    talk: str = "open"
    keys: dict[str, str] = field(default_factory=dict)
    letters: bool = True
    narrate: bool = False
    welcomed: bool = False
    window: str = ""
    keep_sound: bool = False
    untimed: bool = False


_RANGES = {"zoom": (0.9, 1.75), "end_silence": (0.4, 1.5), "volume": (0.0, 1.0)}


def settings_path() -> Path:
    """Where the settings of this person lie."""
    return platformdirs.user_config_path("hitzero", appauthor=False) / "settings.json"


def load_settings(path: Path | None = None) -> Settings:
    """The settings as far as they can be read."""
    try:
        data = json.loads((path or settings_path()).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    return _merged(Settings(), data) if isinstance(data, dict) else Settings()


def change_settings(settings: Settings, changes: Mapping[str, object], path: Path | None = None) -> Settings:
    """The settings with changes, written down; where the folder cannot be written to, for this session only."""
    changed = _merged(settings, changes)
    path = path or settings_path()
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        part.write_text(json.dumps(asdict(changed), indent=1), encoding="utf-8")
        os.replace(part, path)
    return changed


def _merged(settings: Settings, data: Mapping[str, Any]) -> Settings:
    good: dict[str, Any] = {}
    for name in (f.name for f in fields(Settings) if f.name in data):
        value, default = data[name], getattr(Settings(), name)
        if name in _RANGES and isinstance(value, int | float) and not isinstance(value, bool):
            low, high = _RANGES[name]
            good[name] = min(high, max(low, float(value)))
        elif name == "keys" and isinstance(value, Mapping):
            good[name] = {str(what): key for what, key in value.items() if isinstance(key, str)}
        elif (name == "headset" and value in (None, True, False)) or (
            type(value) is type(default) and name not in _RANGES and name != "keys"
        ):
            good[name] = value
    return replace(settings, **good)
