"""Moments that cannot do what they were written for: questions nobody asks, boxes that hear like people, reactions to
moves that nobody there ever hears.

Rule: all of this can be read and played, and a trainer would find out only by wondering why a call never goes there.
An error is what can never happen; a warning is what happens other than it looks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from simulator.core.conditions import Condition
from simulator.core.facts import CONTEXTS
from simulator.core.moves import Catalogue, Move
from simulator.core.reading import reactions
from simulator.core.scenario import CHALLENGE_ACTS, ChallengeName, Moment, Scenario
from simulator.core.yaml_text import Flaw, Path, Tree

_HEARS = {"R": "at the desk", "V": "by a voicemail box", "C": "by the prospect"}
_NAMES: tuple[ChallengeName, ...] = ("who", "about", "expected")


def unasked(scenario: Scenario, tree: Tree) -> Iterator[Flaw]:
    """Questions of a gatekeeper that are written and never asked, or asked and nowhere written."""
    asked = set[ChallengeName](scenario.challenges)
    for level in scenario.difficulty.values():
        asked |= set(level.challenges or ())
    wordings = [(id, name) for id, moment in scenario.moments.items() for name in _NAMES if moment.challenge(name)]
    yield from _never_asked(scenario, tree, wordings, asked)
    there = {name for _, name in wordings}
    for named, changed in scenario.difficulty.items():
        for question in changed.challenges or ():
            if question not in there:
                says = f"'{named}' asks '{question}', but no moment with `ask_each: challenges` says how; write there"
                yield tree.flaw(("difficulty", named, "challenges"), f'{says} `{question}: {{PERSON: "..."}}`')
    for id, moment in scenario.moments.items():
        if moment.ask_each and not any(moment.challenge(question) for question in _NAMES):
            says = f"'{id}' asks questions and has none; write {', '.join(CHALLENGE_ACTS)} below `ask_each`"
            yield tree.flaw(("moments", id, "ask_each"), says)


def _never_asked(
    scenario: Scenario, tree: Tree, wordings: Sequence[tuple[str, ChallengeName]], asked: set[ChallengeName]
) -> Iterator[Flaw]:
    for moment, name in wordings:
        if not scenario.moments[moment].ask_each:
            says = f"'{name}' is never asked here; add `ask_each: challenges` to the moment '{moment}'"
            yield tree.flaw(("moments", moment, name), says)
        elif name not in asked:
            says = f"no difficulty asks '{name}', so nobody hears it; add it to one, say"
            level = list(scenario.difficulty)[-1]
            there = ", ".join((*(scenario.difficulty[level].challenges or ()), name))
            yield tree.flaw(("moments", moment, name), f"{says} `{level}: {{challenges: [{there}]}}`")


def boxes(scenario: Scenario, tree: Tree) -> Iterator[Flaw]:
    """Voicemail boxes that speak and listen as people do, because nothing says what the telephone does there."""
    for name, moment in scenario.moments.items():
        person = scenario.people.get(moment.who)
        if person and person.role == "voicemail" and moment.phase == "talking":
            phase = "recording" if "longest" in moment.model_fields_set else "greeting"
            says = f"a voicemail box speaks in '{name}' as a person would, and listens; add `phase: {phase}`"
            yield tree.flaw(("moments", name), f"{says} (or menu, or recording, where the tape runs)")


def over(scenario: Scenario, tree: Tree) -> Iterator[Flaw]:
    """Moments in which nobody waits for an answer, though reactions are written."""
    for name, moment in scenario.moments.items():
        at: Path = ("moments", name)
        answers = "hears" if moment.hears else "otherwise" if moment.otherwise else ""
        if moment.ends and (answers or moment.then):
            never = answers or "then"
            says = f"the call is over once '{name}' was said, so its `{never}` never counts; take `ends` out, and write"
            yield tree.flaw((*at, never), f"{says} it into a reaction or into the moment that shall end the call")
        elif moment.then and answers and moment.phase == "talking" and not moment.ask_each:
            says = f"'{name}' goes on to '{moment.then}' as soon as the line was said, and waits for no answer"
            yield tree.flaw((*at, answers), f"{says}; take `then` out, or `{answers}`", "warning")


def speechless(scenario: Scenario, tree: Tree) -> Iterator[Flaw]:
    """One warning where people say nothing at all to what fits no reaction."""
    if scenario.otherwise:
        return
    waits = [
        name
        for name, moment in scenario.moments.items()
        if moment.phase == "talking"
        and not (moment.otherwise or moment.ends or moment.then)
        and any(reaction.if_ for reaction in moment.hears)
        and all(reaction.if_ for reaction in moment.hears)
    ]
    if waits:
        says = f"nothing is said where no reaction fits, in {', '.join(waits)}; write a line at the outer edge, say"
        yield tree.flaw(("moments", waits[0]), f'{says} otherwise: ["Sorry?", "How can I help?"]', "warning")


def deaf(scenario: Scenario, tree: Tree, catalogue: Catalogue) -> Iterator[Flaw]:
    """Reactions that hang on a move which nobody in that place ever hears."""
    letters = {who: CONTEXTS[person.role] for who, person in scenario.people.items()}
    known = {move.id: move for move in catalogue} | scenario.moves
    for path, reaction in reactions(scenario):
        here = _listeners(scenario, path, letters)
        if reaction.if_ and here and (move := _never_heard(reaction.if_, here, known)):
            heard = " or ".join(_HEARS[letter] for letter in known[move].contexts)
            says = f"this can never answer: '{move}' is heard only {heard}"
            yield tree.flaw((*path, "if"), f"{says}; take another move, the list is in docs/scenario-format.md")


def _never_heard(condition: Condition, here: set[str], known: Mapping[str, Move]) -> str:
    """A move without which a condition cannot hold, and which no listener of those letters hears; "" where it may."""
    if condition.name in ("move", "again"):
        move = str(condition.value)
        return move if move in known and here.isdisjoint(known[move].contexts) else ""
    parts = [_never_heard(part, here, known) for part in condition.parts]
    if condition.name == "any":
        return parts[0] if parts and all(parts) else ""
    return next(filter(None, parts), "") if condition.name == "all" else ""


def _listeners(scenario: Scenario, path: Path, letters: dict[str, str]) -> set[str]:
    """Who may be listening where a reaction stands, by letter; nobody where that cannot be told."""
    moment: Moment | None = scenario.moments.get(str(path[1])) if path[0] == "moments" else None
    if moment is None:
        return set(letters.values())
    return {letters[moment.who]} if moment.who in letters else set()
