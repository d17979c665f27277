"""A rehearsal: a plan, run through the call in virtual time.

Rule: the trainee's steps wait until the callee has finished, unless the plan breaks in. What a plan says of its moves
is what it expects: `understand` may recognise them anew (then a difference is a failure), without it they are taken as
they stand. Where a call has left the road of its plan, one difference is told with its line, and those that follow from
it are counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from simulator.core.call import Call
from simulator.core.events import (
    Action,
    Chose,
    Dialled,
    Effect,
    Event,
    Heard,
    HungUp,
    KeyPressed,
    MoveHeard,
    NotUnderstood,
    Say,
    SpeechEnded,
    SpeechStarted,
)
from simulator.core.moves import NO_MOVES, Catalogue
from simulator.core.plan import Plan, Step, no_difficulty
from simulator.core.promises import promises
from simulator.core.reading import changes
from simulator.core.scenario import Scenario
from simulator.core.virtual_time import VirtualTime, line_ms
from simulator.core.yaml_text import BadFile, Flaw, did_you_mean

REPLY_MS = 700  # what a trainee takes to begin
KEY_MS = 500  # from key to key
MUMBLE_MS = 900
MOST_EVENTS = 500  # within which a call must end by itself once nobody says anything more

Understand = Callable[[str, Call], Heard]
"""What an utterance means, given the call it is said in. `at` and `began` are set by the rehearsal."""


@dataclass(slots=True)
class Rehearsed:
    """A plan that was run: the call as it ended, its events and effects, and what the plan had expected in vain.
    `astray`: the call has left the plan's road; what differs after that is counted in `later`."""

    plan: Plan
    call: Call
    events: list[Event] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    failures: list[Flaw] = field(default_factory=list)
    astray: bool = False
    later: int = 0

    def differ(self, flaw: Flaw, leaves_the_road: bool = False) -> None:
        """Something was not as planned: told, or counted where it follows from what was told."""
        if self.astray:
            self.later += 1
            return
        self.failures.append(flaw)
        self.astray = leaves_the_road

    def told(self) -> tuple[Flaw, ...]:
        """What was not as planned, the last with the number of those that follow from it."""
        if not self.later:
            return tuple(self.failures)
        *others, root = self.failures
        follow = "later difference follows" if self.later == 1 else "later differences follow"
        return (*others, replace(root, says=f"{root.says} ({self.later} {follow} from this)"))


def rehearse(
    plan: Plan, scenario: Scenario, understand: Understand | None = None, strange: Catalogue = NO_MOVES
) -> Rehearsed:
    """Run a plan to its end. What it expects of moves, moments and the ending is compared; verdicts are for scoring.
    `strange`: moves that the plan's author cannot know of; heard too, with what they imply, they are no difference.
    Raises BadFile where the scenario has no such difficulty."""
    if plan.difficulty not in scenario.difficulty:
        raise BadFile([plan.flaw(no_difficulty(plan.difficulty, scenario), "difficulty")])
    running = _Running(plan, scenario, understand, strange)
    for step in plan.call:
        running.take(step)
    running.idle_until_over()
    running.compare()
    return running.result


def reached(call: Call, wanted: str) -> bool:
    """Whether the call stands in the moment `wanted`, or they have just said those words."""
    if wanted in call.scenario.moments:
        return call.state.moment == wanted and wanted in call.state.visits
    return any(t.who == "other" and wanted.lower() in t.text.lower() for t in call.state.turns[-3:])


class _Running:
    def __init__(self, plan: Plan, scenario: Scenario, understand: Understand | None, strange: Catalogue) -> None:
        facts = plan.facts_of(scenario)
        call = Call(scenario, plan.difficulty, plan.seed, facts)
        self.plan, self.call, self.understand, self.strange = plan, call, understand, strange
        self.time = VirtualTime(call)
        self.result = Rehearsed(plan, call, self.time.events, self.time.effects)
        self._dial()

    def _dial(self) -> None:
        first: Action = next(iter(self.call.scenario.choices), "dial_desk")
        choice = self.plan.choice or first
        self.time.happen(Chose(0, choice))
        if choice != "not_dial":
            self.time.happen(Dialled(0))

    # -- the plan's steps ----------------------------------------------------------------------------------------------

    def take(self, step: Step) -> None:
        """One step of the plan."""
        time = self.time
        if step.they:
            self._until_they_have_spoken(step)
        elif step.you:
            self._speak(step)
        elif step.press:
            for key in step.press:
                time.wait(KEY_MS)
                time.happen(KeyPressed(time.now, key))
        elif step.wait:
            time.wait(step.wait)
        elif step.mumble:
            time.settle()
            time.wait(REPLY_MS)
            time.happen(SpeechStarted(time.now))
            time.wait(MUMBLE_MS)
            time.happen(SpeechEnded(time.now))
            time.happen(NotUnderstood(time.now))
        elif step.hang_up:
            time.settle()
            time.happen(HungUp(time.now))

    def _until_they_have_spoken(self, step: Step) -> None:
        """The moment, or the very words, that must have been reached by now."""
        stood = ""
        for _ in range(MOST_EVENTS):
            stood = stood or (self._stood() if self.time.is_quiet else "")
            if reached(self.call, step.they) or self.call.is_over or not self.time.next_event():
                break
        if not reached(self.call, step.they):
            says = f"expected '{step.they}'; {stood or self._stood()}{self._unknown(step.they)}"
            self._differ(step, says, leaves_the_road=True)

    def _unknown(self, wanted: str) -> str:
        """What to say of something that is neither a moment nor in any line."""
        moments = self.call.scenario.moments
        if wanted in moments or any(wanted.lower() in text.lower() for _, text in self.call.scenario.spoken()):
            return ""
        return f"; no moment is called so and nobody ever says it{did_you_mean(wanted, moments)}"

    def _stood(self) -> str:
        """Where the call stands, and what was said there last."""
        state = self.call.state
        last = next((t for t in reversed(state.turns) if t.who == "other"), None)
        where = f"the call {'ended' if self.call.is_over else 'stood'} in '{state.moment}'"
        return f'{where}, where {last.speaker} had said "{last.text}"' if last else where

    def _differ(self, step: Step, says: str, leaves_the_road: bool = False) -> None:
        self.result.differ(Flaw(self.plan.file, step.line, says), leaves_the_road)

    def _speak(self, step: Step) -> None:
        time = self.time
        if step.barge_in_after is None:
            time.settle()
            time.wait(REPLY_MS)
        else:
            while time.line is None and time.next_event():
                pass
            time.run_to(time.line_began + step.barge_in_after)
        if self.call.is_over:
            says = f"the call was over before this could be said; {self._stood()} ({self.call.state.ended})"
            self._differ(step, says, leaves_the_road=True)
            return
        began = time.now
        time.happen(SpeechStarted(began))
        time.wait(line_ms(step.you))
        time.happen(SpeechEnded(time.now))
        time.happen(self._heard(step, began))

    def _heard(self, step: Step, began: int) -> Heard:
        """The utterance with its moves: recognised anew, or as the plan says."""
        if self.understand is None:
            moves = tuple(MoveHeard(m, 1.0, 0, len(step.you)) for m in step.moves or ())
            return Heard(self.time.now, step.you, moves, began=began, understood=step.understood_value())
        heard = self.understand(step.you, self.call)
        self._compare_moves(step, heard)
        return replace(heard, at=self.time.now, began=began)

    def _compare_moves(self, step: Step, heard: Heard) -> None:
        found = {m.move for m in heard.moves if m.sure}
        wanted = set(step.moves or ())
        odd = [self.strange[move] for move in found - wanted if move in self.strange]
        found -= {id for move in odd for id in (move.id, *move.implies)} - wanted
        if step.moves is not None and found != wanted:
            missed, extra = sorted(wanted - found), sorted(found - wanted)
            told = [f"not heard: {', '.join(missed)}"] if missed else []
            if extra:
                spans = (heard.text[m.start : m.end].strip() or step.you for m in heard.moves if m.move in extra)
                words = ", ".join(f"“{w}”" for w in dict.fromkeys(spans))
                told.append(f"heard too: {', '.join(extra)}, in {words}")
            way = "add it to `moves:`, change the words, or drop `moves:`" if extra else ""
            says = "; ".join(filter(None, (*told, way)))
            self._differ(step, says)
        for name, value in step.understood.items():
            if getattr(heard.understood, name) != value:
                says = f"{name} was understood as {getattr(heard.understood, name) or 'nothing'}, not {value}"
                self._differ(step, says)

    # -- at its end ----------------------------------------------------------------------------------------------------

    def idle_until_over(self) -> None:
        """The plan is at its end: nobody says anything more, and the call must come to its own."""
        for _ in range(MOST_EVENTS):
            if not self.time.next_event():
                return
        says = "the call does not end by itself when the trainee says nothing more"
        self.result.differ(self.plan.flaw(says, "call"))

    def compare(self) -> None:
        """The ending, what was learned and what was promised, against the plan."""
        plan, state = self.plan, self.call.state
        if plan.ends and plan.ends != state.ended:
            self.result.differ(plan.flaw(f"it ended '{state.ended}', not '{plan.ends}'; {self._stood()}", "ends"))
        told = {name for _, change in changes(self.call.scenario) for name in change.reveals}
        for i, name in enumerate(plan.learned):
            if name not in state.learned:
                why = "" if name in told else f"; nothing here reveals it{did_you_mean(name, told)}"
                self.result.differ(plan.flaw(f"'{name}' was not learned{why}", "learned", i))
        said = [p.due.isoformat(timespec="minutes") for p in promises(self.call.transcript())[-1:]]
        self._compare_goal()
        if plan.promised and plan.promised not in (state.promised, *said):
            says = f"promised was {state.promised or (said or ['nothing'])[0]}, not {plan.promised}"
            self.result.differ(plan.flaw(says, "promised"))

    def _compare_goal(self) -> None:
        plan, goal = self.plan, self.call.transcript().goal
        if plan.goal and goal and (plan.goal == "reached") != goal.reached:
            how = f" ({goal.how})" if goal.how else ""
            says = f"the goal was {'reached' if goal.reached else 'not reached'}{how}, but the plan says {plan.goal}"
            self.result.differ(plan.flaw(f"{says}; {self._stood()}", "goal"))


def said(effects: Iterable[Effect]) -> Iterator[str]:
    """The lines that were said, in order."""
    return (effect.text for effect in effects if isinstance(effect, Say))
