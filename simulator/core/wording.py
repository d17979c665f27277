"""Small words of the scenario language: lines, acts, lengths of time, names filled into texts.

Rule: every function here takes what YAML gave and returns what the models hold, or raises ValueError in words that tell
a trainer what to write instead.
"""

from __future__ import annotations

import re
import typing
from collections.abc import Collection

from simulator.core.facts import CalleeAct
from simulator.core.yaml_text import did_you_mean

ACTS: tuple[str, ...] = typing.get_args(CalleeAct)
_UNITS = {"ms": 1, "s": 1000, "sec": 1000, "second": 1000, "seconds": 1000, "minute": 60_000, "minutes": 60_000}
_DURATION = re.compile(r"\s*(\d+(?:\.\d+)?)\s*([a-z]+)\s*")
_SLOT = re.compile(r"\{([^{}]*)\}")
LONGEST_LINE = 400


def lines(value: object) -> tuple[str, ...]:
    """One line or several wordings of it."""
    if isinstance(value, dict) and len(value) == 1 and next(iter(value.values())) is None:
        raise ValueError(f'a text begins with a brace; put it in double quotes: "{{{next(iter(value))}}} ..."')
    texts: list[str] = []
    for text in value if isinstance(value, list | tuple) else [value]:
        if isinstance(text, dict):
            raise ValueError("a colon stands inside a line; put the whole line in double quotes")
        if text is None or (isinstance(text, str) and not text.strip()):
            raise ValueError("nothing is said here; write the words, or take the line out")
        if not isinstance(text, str):
            plain = str(text).lower() if isinstance(text, bool) else str(text)
            raise ValueError(f'a line of words is wanted here, found {plain}; put it in double quotes: "{plain}"')
        if len(text) > LONGEST_LINE:
            raise ValueError(f"a line of {len(text)} characters is a speech; keep each under {LONGEST_LINE}")
        texts.append(" ".join(text.split()))
    return tuple(texts)


def acts(value: object, moves: Collection[str] | None = None) -> tuple[str, ...]:
    """What a line does: acts of the closed list, or `refused:MOVE`. Knows the moves where they are given."""
    given = value if isinstance(value, list | tuple) else [value]
    for act in given:
        if not isinstance(act, str):
            raise ValueError(f"{act!r} is no act; acts are {', '.join(ACTS)} and refused:MOVE")
        if act not in ACTS and not (act.startswith("refused:") and len(act) > 8):
            raise ValueError(f"no act is called '{act}'{did_you_mean(act, ACTS)}; a refusal is written refused:MOVE")
        move = act.partition(":")[2]
        if move and moves is not None and move not in moves:
            raise ValueError(f"'{act}' refuses no move: none is called '{move}'{did_you_mean(move, moves)}")
    return tuple(given)


def duration(value: object) -> int:
    """A length of time in ms: `4 s`, `600 ms`, `2 minutes`; a bare number means seconds."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return round(value * 1000)
    found = _DURATION.fullmatch(value) if isinstance(value, str) else None
    if not found or found[2] not in _UNITS:
        raise ValueError(f"{value!r} is no length of time; write it as 4 s, 600 ms or 2 minutes")
    return round(float(found[1]) * _UNITS[found[2]])


def fill(text: str, names: dict[str, str]) -> str:
    """The text with `{prospect}` and the like filled in. Raises ValueError for a name that nobody has."""

    def name(found: re.Match[str]) -> str:
        if found[1] not in names:
            known = ", ".join("{" + n + "}" for n in names)
            raise ValueError(f"nothing fills {{{found[1]}}}{did_you_mean(found[1], names)} (known: {known})")
        return names[found[1]]

    return _SLOT.sub(name, text)


def slots(you: dict[str, object], prospect: dict[str, object], referrer: str) -> dict[str, str]:
    """The names that may be filled into texts, from the top of a scenario."""
    own, other = str(you.get("name", "")), str(prospect.get("name", ""))
    return {
        "you": own,
        "you.first": own.split(" ")[0],
        "company": str(you.get("company", "")),
        "helps_with": str(you.get("helps_with", "")),
        "phone": str(you.get("phone", "")),
        "prospect": other,
        "prospect.first": other.split(" ")[0],
        "prospect.last": other.split(" ")[-1],
        "firm": str(prospect.get("company", "")),
        "referrer": referrer,
    }
