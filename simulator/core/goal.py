"""What a call was made for, and whether it came to that: the `goal_when:` of a scenario.

Rule: a goal is no score. It is asked once, when the call is over, in the words that the conditions of a playbook have,
and of two things more: what was learned, and whether a time was promised. No author has a say in it, and it counts in
no total.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from simulator.core.promises import promises
from simulator.core.standing import Reading, Standing
from simulator.core.turns import Goal, Transcript
from simulator.core.when import When, listed, not_empty

Names = Annotated[tuple[str, ...], BeforeValidator(listed), AfterValidator(not_empty)]


@dataclass(frozen=True, slots=True)
class End(Standing):
    """Where a call stands when it is over. `learned`: the names of what was told; `promised`: whether a time to ring
    was named, and not taken back."""

    learned: frozenset[str] = frozenset()
    promised: bool = False


class GoalTest(When):
    """A condition on a call that is over: all that a playbook may ask, what was `learned` and what was `promised`."""

    learned: Names | None = None
    promised: bool | None = None
    any_: tuple[GoalTest, ...] = Field((), alias="any")
    all_: tuple[GoalTest, ...] = Field((), alias="all")
    not_: GoalTest | None = Field(None, alias="not")

    def holds(self, now: Standing) -> bool:
        """Whether all of it is so at the end of the call."""
        return (
            isinstance(now, End)
            and super().holds(now)
            and (self.learned is None or not now.learned.isdisjoint(self.learned))
            and (self.promised is None or now.promised == self.promised)
        )

    def names(self) -> Iterator[str]:
        """Everything that must be told somewhere in the scenario."""
        yield from self.learned or ()
        for part in (*self.any_, *self.all_, *([self.not_] if self.not_ else [])):
            yield from part.names()


class GoalWay(GoalTest):
    """One way to the goal. `called`: what it came to, as the trainee reads it; "" where the goal says it all."""

    called: Annotated[str, Field(max_length=200)] = ""


def goal_of(ways: Sequence[GoalWay], call: Transcript) -> Goal | None:
    """Whether a call that is over came to one of these, and to which, the first that it did; None where nobody said
    what its goal is."""
    if not ways:
        return None
    end = Reading(call).end
    shown = {each.name: getattr(end, each.name) for each in fields(end)}
    there = End(**shown, learned=frozenset(call.learned), promised=bool(promises(call)))
    found = next((way for way in ways if way.holds(there)), None)
    return Goal(found is not None, found.called if found else "")
