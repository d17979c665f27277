"""Conditions of the scenario language: when a reaction or a wording fits.

Rule: a condition is data. Written as a trainer writes it (`ask_for_help`, `[thank, ask_availability]`,
`{any: [...]}`, `{again: ask_cell_number}`, `{mood_at_least: 3}`), parsed once, asked often, never executed as code.
A list means all of them; so does a mapping of several names.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from simulator.core.facts import Facts
from simulator.core.promises import became
from simulator.core.yaml_text import did_you_mean

LEVELS = (
    "mood",
    "mood_at_least",
    "mood_at_most",
    "patience",
    "patience_at_least",
    "patience_at_most",
    "visit",
    "visit_at_least",
)
HIGHEST = 5  # of mood and patience
MIDDLE = 3  # of both: where a scenario says nothing, and where nobody is on the line yet
WORDS = ("goodbye", "declines")  # asked of the words themselves
TESTS = ("again", "earlier", "refused", "learned", "difficulty", "fact", "promised", *WORDS)
NAMES = ("all", "any", "not", *TESTS, *LEVELS)
PROMISED = ("none", "open", "kept", "early", "late", "broken")
"""What may have become of the promise that a call is to keep; `none` where nothing was promised."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What a condition may ask of a call, right after the trainee said something (or nothing)."""

    facts: Facts
    moves: frozenset[str] = frozenset()
    earlier: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()
    learned: frozenset[str] = frozenset()
    mood: int = MIDDLE
    patience: int = MIDDLE
    visit: int = 1
    difficulty: str = ""
    goodbye: bool = False  # whether the words ended with a goodbye
    declines: bool = False  # whether they began with a no


@dataclass(frozen=True, slots=True)
class Condition:
    """One test, `name` with its `value`, or several under `all`, `any`, `not`."""

    name: str
    value: Any = None
    parts: tuple[Condition, ...] = field(default=())

    def holds(self, now: Situation) -> bool:
        """Whether the condition is true in that situation."""
        match self.name:
            case "all":
                return all(p.holds(now) for p in self.parts)
            case "any":
                return any(p.holds(now) for p in self.parts)
            case "not":
                return not any(p.holds(now) for p in self.parts)
            case "move":
                return self.value in now.moves
            case "again":
                return self.value in now.moves and self.value in now.earlier
            case "earlier":
                return self.value in now.earlier
            case "refused" | "learned":
                return self.value in getattr(now, self.name)
            case "goodbye" | "declines":
                return getattr(now, self.name) is self.value
            case "difficulty":
                return now.difficulty in self.value
            case "promised":
                return _promised(now.facts) in self.value
            case "fact":
                return all(_fact(now.facts, name) in wanted for name, wanted in self.value)
        return _level(self.name, self.value, now)

    def moves(self) -> Iterator[str]:
        """The moves that must or may be made now for the condition to hold."""
        if self.name in ("move", "again"):
            yield self.value
        elif self.name != "not":
            for part in self.parts:
                yield from part.moves()

    def waits_for_words(self) -> bool:
        """Whether something has to be said now for the condition to hold."""
        return any(True for _ in self.moves()) or any(name in WORDS for name in self._asked())

    def _asked(self) -> Iterator[str]:
        yield self.name
        for part in self.parts:
            yield from part._asked()

    def may_hold_with(self, role: str) -> bool:
        """False where the condition only ever holds while somebody of another role has the line."""
        if self.name == "fact":
            return all(name != "with" or role in wanted for name, wanted in self.value)
        if self.name == "any":
            return any(part.may_hold_with(role) for part in self.parts)
        return self.name == "not" or all(part.may_hold_with(role) for part in self.parts)

    def names(self) -> Iterator[tuple[str, str]]:
        """Every (kind, name) that must exist elsewhere: moves, difficulties, things learned."""
        if self.name in ("move", "again", "earlier", "refused"):
            yield "move", self.value
        elif self.name == "learned":
            yield "learned", self.value
        elif self.name == "difficulty":
            yield from (("difficulty", d) for d in self.value)
        for part in self.parts:
            yield from part.names()


def parse_condition(value: object, moves: Collection[str] | None = None) -> Condition:
    """A condition as written. Raises ValueError in plain words; knows the moves where they are given."""
    if isinstance(value, Condition):
        return value
    if isinstance(value, str):
        if moves is not None and value not in moves:
            words = [word.strip(",") for word in value.split() if word not in ("or", "and")]
            if len(words) > 1 and all(word in moves for word in words):
                row = f"[{', '.join(words)}]"
                raise ValueError(f"several moves are written {row} (all of them) or {{any: {row}}} (one of them)")
            if value in WORDS:
                raise ValueError(f"'{value}' is no move but a condition; write {{{value}: true}}")
            raise ValueError(f"no move is called '{value}'{did_you_mean(value, [*moves, *NAMES])}")
        return Condition("move", value)
    if isinstance(value, list) and value:
        return Condition("all", parts=tuple(parse_condition(v, moves) for v in value))
    if isinstance(value, Mapping) and value:
        tests = [_test(name, inner, moves) for name, inner in value.items()]
        return tests[0] if len(tests) == 1 else Condition("all", parts=tuple(tests))
    raise ValueError("a condition is a move, a list of moves, or tests such as {any: [...]} or {mood_at_least: 3}")


def _test(name: str, value: object, moves: Collection[str] | None) -> Condition:
    if name in ("all", "any", "not"):
        inner = value if isinstance(value, list) else [value]
        return Condition(name, parts=tuple(parse_condition(v, moves) for v in inner))
    if name in ("again", "earlier", "refused"):
        return Condition(name, parse_condition(value, moves).value if isinstance(value, str) else _wrong(name, value))
    if name == "learned":
        return Condition(name, value) if isinstance(value, str) else _wrong(name, value)
    if name == "difficulty":
        return Condition(name, tuple(map(str, value)) if isinstance(value, list) else (str(value),))
    if name == "fact":
        return Condition(name, _facts(value))
    if name in WORDS:
        return Condition(name, value) if isinstance(value, bool) else _wrong(name, value)
    if name == "promised":
        wanted = tuple(map(str, value)) if isinstance(value, list) else (str(value),)
        for word in wanted:
            if word not in PROMISED:
                raise ValueError(
                    f"a promise is never '{word}'; it may be {', '.join(PROMISED)}{did_you_mean(word, PROMISED)}"
                )
        return Condition(name, wanted)
    if name in LEVELS:
        return _asked_level(name, value)
    raise ValueError(f"a condition cannot ask '{name}'{did_you_mean(name, [*NAMES, *(moves or ())])}")


def _asked_level(name: str, value: object) -> Condition:
    """A test of mood, patience or visit, within what they can be."""
    if not isinstance(value, int) or isinstance(value, bool):
        return _wrong(name, value)
    stem = name.partition("_at_")[0]
    if stem == "visit" and value < 1:
        raise ValueError(f"'{name}' asks which time it is; the first is 1, found {value}")
    if stem != "visit" and not 0 <= value <= HIGHEST:
        says = f"'{name}' asks; it runs from 0 to {HIGHEST}, found {value}"
        raise ValueError(f"{says}. To change it, write {stem}_by")
    return Condition(name, value)


def _wrong(name: str, value: object) -> Condition:
    takes = "a number" if name in LEVELS else "true or false, without quotes" if name in WORDS else "one name"
    raise ValueError(f"'{name}' does not take {value!r:.40}; it takes {takes}")


def _facts(value: object) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if not isinstance(value, Mapping):
        raise ValueError("'fact' asks like this: {fact: {on: cell, referral: some}}")
    known = {f.alias or name for name, f in Facts.model_fields.items()}
    for name in value:
        if name not in known:
            raise ValueError(f"no fact is called '{name}'{did_you_mean(name, known)}")
    return tuple((n, tuple(_word(x) for x in (v if isinstance(v, list) else [v]))) for n, v in value.items())


def _word(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _fact(facts: Facts, name: str) -> str:
    """A fact's value as it is asked: text in lower case, a referral or a time as some or none."""
    value = getattr(facts, "with_" if name == "with" else name)
    if name in ("referral", "promised_at", "now"):
        return "none" if value is None else "some"
    return _word(value)


def _promised(facts: Facts) -> str:
    if facts.promised_at is None or facts.now is None:
        return "none"
    return became(facts.promised_at, facts.now)


def _level(name: str, wanted: int, now: Situation) -> bool:
    stem, _, how = name.partition("_at_")
    have: int = getattr(now, stem)
    return have >= wanted if how == "least" else have <= wanted if how == "most" else have == wanted
