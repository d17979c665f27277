"""What an author would do about a number, before anything is dialled.

Rule: as with every tip, the rules themselves are asked: each choice is made on a call of its own, and what it is worth
there is compared. Where the author gives the same for all of them, there is nothing to say.
"""

from __future__ import annotations

from collections.abc import Sequence

from simulator.core.call import Call
from simulator.core.events import Action, Chose
from simulator.core.facts import Facts
from simulator.core.judging import judge
from simulator.core.playbook import Playbook
from simulator.core.scenario import Scenario
from simulator.core.scorecard import Judgment
from simulator.core.shown import DO
from simulator.core.standing import Reading
from simulator.core.tips import Tip


def choice_tip(scenario: Scenario, facts: Facts, choices: Sequence[Action], playbook: Playbook) -> Tip | None:
    """Which of the choices the author would make on a call of which these facts are true; several that are worth the
    same are named together. None where the author has nothing to say of it."""
    judged = {choice: _judged(scenario, facts, choice, playbook) for choice in choices}
    worth = {choice: sum(j.points for j in found) for choice, found in judged.items()}
    best = max(worth.values(), default=0.0)
    chosen = [choice for choice in choices if worth[choice] == best]
    if best <= 0 or len(chosen) == len(choices):
        return None
    why = max(judged[chosen[0]], key=lambda j: j.points)
    what = " or ".join(DO[choice] for choice in chosen)
    return Tip(why.rule, what, "", why.because, why.author, why.document, why.passage)


def _judged(scenario: Scenario, facts: Facts, choice: Action, playbook: Playbook) -> list[Judgment]:
    call = Call(scenario, next(iter(scenario.difficulty)), 0, facts)
    call.handle(Chose(0, choice))
    reading = Reading(call.transcript())
    return [judge(rule, playbook, reading) for rule in playbook.rules if rule.choose]
