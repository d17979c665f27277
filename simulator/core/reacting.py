"""What the callee does about what was said: which reaction fits, in which order.

Rule: everything here is a choice, nothing changes. The order is: a rebuke (a reaction under `always` that costs mood or
patience, unless the moment itself reacts to that move), then the moment's own reactions, then the rest of `always`.
Reactions that say nothing and go nowhere are marks: all that fit apply. Limits are reactions under `always` that hang
on mood and patience alone; they are looked at after every change.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from simulator.core.conditions import Situation
from simulator.core.scenario import Moment, Reaction, Scenario, Wordings

Where = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Choice:
    """The marks that apply, and the reaction that speaks or moves the call, if any. Each with where it stands."""

    marks: tuple[tuple[Where, Reaction], ...]
    answer: tuple[Where, Reaction] | None


def choose(scenario: Scenario, name: str, now: Situation, spent: frozenset[Where]) -> Choice:
    """What fits what was just said, in the moment `name`. `spent` are the reactions marked `once` that are used up."""
    moment = scenario.moments[name]
    own = list(_fitting(name, moment.hears, now, spent))
    answers_itself = {move for r in moment.hears if r.if_ for move in r.if_.moves()} & now.moves
    general = [
        (where, r)
        for where, r in _fitting("always", scenario.always, now, spent)
        if not _is_limit(r) and r.if_ and not set(r.if_.moves()) & answers_itself
    ]
    rebukes = [(w, r) for w, r in general if r.mood_by < 0 or r.patience_by < 0]
    ordered = [*rebukes, *own, *(g for g in general if g not in rebukes)]
    marks = tuple((w, r) for w, r in ordered if not _acts(r))
    return Choice(marks, next(((w, r) for w, r in ordered if _acts(r)), None))


def limit(scenario: Scenario, now: Situation, spent: frozenset[Where]) -> tuple[Where, Reaction] | None:
    """The first limit that is reached: out of patience, out of temper."""
    return next(((w, r) for w, r in _fitting("always", scenario.always, now, spent) if _is_limit(r)), None)


def otherwise(scenario: Scenario, name: str, now: Situation, spent: frozenset[Where]) -> tuple[Where, Reaction] | None:
    """What is said where nothing else fits."""
    moment = scenario.moments[name]
    here = _fitting(f"{name} otherwise", moment.otherwise, now, spent)
    anywhere = _fitting("otherwise", scenario.otherwise, now, spent)
    return next(here, None) or next(anywhere, None)


def would_fit(scenario: Scenario, name: str, now: Situation, perhaps: frozenset[str], spent: frozenset[Where]) -> bool:
    """Whether moves that were only perhaps made would have found an answer: then it is worth asking again."""
    if not perhaps:
        return False
    unsure = replace(now, moves=now.moves | perhaps)
    return choose(scenario, name, unsure, spent).answer is not None


def wording(groups: Iterable[Wordings], now: Situation) -> Wordings | None:
    """The first group of wordings whose condition holds."""
    return next((g for g in groups if g.if_ is None or g.if_.holds(now)), None)


def pick(texts: Sequence[str], seed: int, where: str, times: int) -> str:
    """One of several wordings: by seed and place, and the next one each time the same place speaks again."""
    return texts[(zlib.crc32(f"{seed}:{where}".encode()) + times) % len(texts)]


def unanswered(moment: Moment, challenges: Iterable[str], satisfied: frozenset[str], now: Situation) -> str:
    """The next challenge that this difficulty asks and that nothing said so far has answered; empty if none is left."""
    for name in challenges:
        challenge = moment.challenge(name)  # type: ignore[arg-type]
        if challenge is None or name in satisfied:
            continue
        so_far = replace(now, moves=now.moves | now.earlier)
        if challenge.satisfied_by is None or not challenge.satisfied_by.holds(so_far):
            return name
    return ""


def _fitting(
    place: str, reactions: Iterable[Reaction], now: Situation, spent: frozenset[Where]
) -> Iterator[tuple[Where, Reaction]]:
    for index, reaction in enumerate(reactions):
        if (place, index) not in spent and (reaction.if_ is None or reaction.if_.holds(now)):
            yield (place, index), reaction


def _acts(reaction: Reaction) -> bool:
    return bool(reaction.says or reaction.go or reaction.ends)


def _is_limit(reaction: Reaction) -> bool:
    return reaction.if_ is not None and not reaction.if_.waits_for_words()
