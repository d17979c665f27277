"""Events and effects as lines of JSON: how a record holds them, and how they come back.

Rule: the dataclasses of `events.py` are the whole format. Nothing is written twice: a field at its default is left out,
and whatever is read back is checked field by field against its type, since a record may have been changed by hand.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal

from simulator.core.events import Effect, Event

EVENTS: Mapping[str, type[Event]] = {cls.__name__: cls for cls in typing.get_args(Event)}


class BadLine(ValueError):
    """A line that is no event: not JSON, an unknown event, a missing or a wrong field. The text says which."""


def to_line(item: Event | Effect) -> str:
    """One JSON line without its newline. Fields at their default are left out, so that a record stays readable."""
    return json.dumps({"event": type(item).__name__} | _plain(item), ensure_ascii=False, allow_nan=False)


def parse_event(line: str) -> Event:
    """The event that a line holds. Raises BadLine."""
    try:
        data = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as wrong:
        raise BadLine(f"not a line of JSON ({wrong})") from None
    if not isinstance(data, dict) or data.get("event") not in EVENTS:
        raise BadLine(f"no event is called {data.get('event')!r}" if isinstance(data, dict) else "not an event")
    cls = EVENTS[data.pop("event")]
    event: Event = _build(cls, data, cls.__name__)
    return event


def _plain(item: Any) -> dict[str, Any]:
    """The fields of a dataclass as JSON values, those that stand at their default left out."""
    out: dict[str, Any] = {}
    for field in dataclasses.fields(item):
        value = getattr(item, field.name)
        if value != field.default:
            out[field.name] = _value(value)
    return out


def _value(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return _plain(value)
    return [_value(v) for v in value] if isinstance(value, tuple) else value


def _build(cls: Any, data: object, where: str) -> Any:
    """A dataclass out of JSON values, every field checked against its type."""
    if not isinstance(data, dict):
        raise BadLine(f"{where}: expected fields, found {type(data).__name__}")
    hints = _hints(cls)
    if unknown := sorted(set(data) - set(hints)):
        raise BadLine(f"{where} has no field {unknown[0]!r}")
    missing = [f.name for f in dataclasses.fields(cls) if f.default is dataclasses.MISSING and f.name not in data]
    if missing:
        raise BadLine(f"{where} lacks {missing[0]!r}")
    return cls(**{name: _checked(hints[name], value, f"{where}.{name}") for name, value in data.items()})


@cache
def _hints(cls: type) -> dict[str, Any]:
    return typing.get_type_hints(cls)


def _checked(hint: Any, value: object, where: str) -> Any:
    origin = typing.get_origin(hint)
    if origin is types.UnionType:
        options = typing.get_args(hint)
        if value is None and type(None) in options:
            return None
        return _checked(next(o for o in options if o is not type(None)), value, where)
    if origin is tuple:
        if not isinstance(value, list):
            raise BadLine(f"{where}: expected a list, found {value!r:.40}")
        return tuple(_checked(typing.get_args(hint)[0], v, where) for v in value)
    if origin is Literal:
        if value in typing.get_args(hint):
            return value
        raise BadLine(f"{where}: {value!r:.40} is none of {', '.join(map(repr, typing.get_args(hint)))}")
    if dataclasses.is_dataclass(hint):
        return _build(hint, value, where)
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, hint) or (isinstance(value, bool) and hint is not bool):
        raise BadLine(f"{where}: expected {hint.__name__}, found {value!r:.40}")
    return value
