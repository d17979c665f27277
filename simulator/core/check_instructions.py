"""Instructions that would be spoken aloud: reactions that lost their braces, moments named where words are said.

Rule: YAML takes nearly everything for a text, so a slip of the hand makes no broken file but a callee who reads the
slip out. Nobody speaks underscores, or says "if thank go goodbye"; what is written so is told with its line and with
what to write instead. What may well be meant is a warning.
"""

from __future__ import annotations

import re
import typing
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from simulator.core.check_texts import texts
from simulator.core.conditions import NAMES as TESTS
from simulator.core.scenario import Ending, Moment, Reaction, Scenario
from simulator.core.yaml_text import Flaw, Path, Tree

ENDS: tuple[str, ...] = typing.get_args(Ending)
FIELDS = frozenset(f.alias or name for model in (Moment, Reaction) for name, f in model.model_fields.items())
REACTIONS = ("hears", "always")  # where each reaction has a condition, so that a bare sentence is a slip
_SNAKE = re.compile(r"[a-z]+(?:_[a-z]+)+")
_ROUND = ".,;:!?\"'()[]{}"
_FIRST_IF = re.compile(r"-?\s*if\b:?\s*(?:not\b)?[\s\[{]*(?P<what>[a-z_]+)")
_GO = re.compile(r"(?:^|\s)(?:go|then)(?: to)?:?\s+(?P<moment>\w+)$")
_AND_GO = re.compile(r"\b(?:then|and),? go(?: to)?:? \w+$")
_NAME_AND_VALUE = re.compile(r"\b(?P<name>[a-z_]+):\s*(?P<value>[\w-]+)")
_INSTRUCTION = re.compile(
    r"-?\s*(?:if:?\s+(?P<if>[a-z_][a-z_, ]*?))?"
    r",?\s*(?:(?:go|then)(?: to)?:?\s+(?P<go>\w+))?"
    r",?\s*(?:ends:?\s+(?P<ends>\w+))?"
)
_MANNERS = 'a reaction stands in braces: {if: MOVE, says: "...", go: MOMENT}'


@dataclass(frozen=True, slots=True)
class _Language:
    """The words of a scenario that nobody speaks."""

    moves: Collection[str]
    moments: Collection[str]
    people: Collection[str]

    def instruction(self, text: str) -> bool:
        """Whether a text is no sentence but something for the program."""
        words = {word.strip(_ROUND) for word in re.sub(r"\{[^{}]*\}", "", text).split() if "@" not in word}
        known = {*self.moves, *self.moments, *FIELDS, *TESTS}
        if any(_SNAKE.fullmatch(word) and word in known for word in words):
            return True
        first, go = _FIRST_IF.match(text), _GO.search(text)
        if first and (first["what"] in self.moves or first["what"] in TESTS):
            return True
        if go and go["moment"] in self.moments and (go.start() == 0 or first or _AND_GO.search(text)):
            return True
        return any(self._assigns(found["name"], found["value"]) for found in _NAME_AND_VALUE.finditer(text))

    def _assigns(self, name: str, value: str) -> bool:
        """Whether `name: value` is one of a reaction's."""
        if name in ("go", "then"):
            return value in self.moments
        if name in ("if", "again", "earlier", "refused", "not", "any"):
            return value in self.moves
        if name in ("promise", "once", "operator"):
            return value == "true"
        return name == "ends" and value in ENDS

    def as_reaction(self, text: str) -> str:
        """How such a text may have been meant, written as it should be; else how any reaction is written."""
        found = _INSTRUCTION.fullmatch(text.strip())
        parts = {name: value for name, value in (found.groupdict() if found else {}).items() if value}
        moves = [word for word in re.split(r"[,\s]+(?:and\s+)?", parts.pop("if", "")) if word]
        if not (parts or moves) or any(move not in self.moves for move in moves):
            return _MANNERS
        if moves:
            parts = {"if": moves[0] if len(moves) == 1 else f"[{', '.join(moves)}]"} | parts
        return f"write {{{', '.join(f'{name}: {value}' for name, value in parts.items())}}}"


def instructions(scenario: Scenario, tree: Tree, moves: Collection[str]) -> Iterator[Flaw]:
    """Texts that somebody would speak aloud and that were meant for the program, and reactions without a condition.
    `tree`: the file as it is written; `moves`: the ids of all that may be named."""
    language = _Language({*moves, *scenario.moves}, scenario.moments, scenario.people)
    for path, text in texts({name: value for name, value in tree.data.items() if name != "moves"}):
        if language.instruction(text) and _spoken(path, scenario):
            yield tree.flaw(path, f"'{text:.40}' would be spoken aloud; {language.as_reaction(text)}")
        elif path[-1] in REACTIONS or (len(path) > 1 and path[-2] in REACTIONS and isinstance(path[-1], int)):
            says = f"'{text:.40}' has no condition and would be said whatever is heard"
            yield tree.flaw(path, f"{says}; write {{if: MOVE, says: ...}}, or put it under `otherwise`")
        elif text in scenario.moments and _wording(path, scenario):
            says = f"'{text}' would be said aloud; if the call shall go to the moment '{text}', write {{go: {text}}}"
            yield tree.flaw(path, says, "warning")


_LINES = ("says", "otherwise", "unclear", "interrupted", "silence", "hears", "always", "keys", "dodged", "caught_lying")


def _spoken(path: Path, scenario: Scenario) -> bool:
    """Whether a text at that path is said, or shown as what a trainee learns."""
    names = [step for step in path if isinstance(step, str)]
    last = names[-1]
    return last in _LINES or last in scenario.people or names[-2:-1] in (["keys"], ["reveals"])


def _wording(path: Path, scenario: Scenario) -> bool:
    return _spoken(path, scenario) and "reveals" not in path
