"""A rehearsal: a plan, run through the call in virtual time.

Rule: time is a number here. The trainee's steps wait until the callee has finished, unless the plan breaks in; lines
take as long as they would to say. What a plan says of its moves is what it expects: `understand` may recognise them
anew (then a difference is a failure), without it they are taken as they stand. Where a call has left the road of its
plan, one difference is told with its line, and those that follow from it are counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from simulator.core.call import Call
from simulator.core.events import (
    Action,
    CancelTimer,
    Chose,
    Dialled,
    Effect,
    Event,
    Heard,
    HungUp,
    KeyPressed,
    LineCut,
    LineFinished,
    MoveHeard,
    NotUnderstood,
    Say,
    SetTimer,
    SpeechEnded,
    SpeechStarted,
    StopSpeaking,
    TimerFired,
)
from simulator.core.moves import NO_MOVES, Catalogue
from simulator.core.plan import Plan, Step, no_difficulty
from simulator.core.promises import promises
from simulator.core.reading import changes
from simulator.core.scenario import Scenario
from simulator.core.yaml_text import BadFile, Flaw, did_you_mean

MS_A_CHAR = 62  # speech at about 165 words a minute
MS_A_LINE = 250
REPLY_MS = 700  # what a trainee takes to begin

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


def line_ms(text: str) -> int:
    """How long a line takes to say."""
    return MS_A_LINE + MS_A_CHAR * len(text)


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
        self.result = Rehearsed(plan, call)
        self.now = 0
        self.due: dict[str, int] = {}  # timers, and "line" for the end of the line being said
        self.line: Say | None = None
        self.line_began = 0
        self._dial()

    def _dial(self) -> None:
        first: Action = next(iter(self.call.scenario.choices), "dial_desk")
        choice = self.plan.choice or first
        self._happen(Chose(self.now, choice))
        if choice != "not_dial":
            self._happen(Dialled(self.now))

    # -- the plan's steps ----------------------------------------------------------------------------------------------

    def take(self, step: Step) -> None:
        """One step of the plan."""
        if step.they:
            self._until_they_have_spoken(step)
        elif step.you:
            self._speak(step)
        elif step.press:
            for key in step.press:
                self._pass(500)
                self._happen(KeyPressed(self.now, key))
        elif step.wait:
            self._pass(step.wait)
        elif step.mumble:
            self._settle()
            self._pass(REPLY_MS)
            self._happen(SpeechStarted(self.now))
            self._pass(900)
            self._happen(SpeechEnded(self.now))
            self._happen(NotUnderstood(self.now))
        elif step.hang_up:
            self._settle()
            self._happen(HungUp(self.now))

    def _until_they_have_spoken(self, step: Step) -> None:
        """The moment, or the very words, that must have been reached by now."""
        stood = ""
        for _ in range(200):
            stood = stood or (self._stood() if self._is_quiet() else "")
            if reached(self.call, step.they) or self.call.is_over or not self._next_event():
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
        if step.barge_in_after is None:
            self._settle()
            self._pass(REPLY_MS)
        else:
            while self.line is None and not self.call.is_over and self._next_event():
                pass
            self._pass(max(0, self.line_began + step.barge_in_after - self.now))
        if self.call.is_over:
            says = f"the call was over before this could be said; {self._stood()} ({self.call.state.ended})"
            self._differ(step, says, leaves_the_road=True)
            return
        began = self.now
        self._happen(SpeechStarted(began))
        self._pass(line_ms(step.you))
        self._happen(SpeechEnded(self.now))
        self._happen(self._heard(step, began))

    def _heard(self, step: Step, began: int) -> Heard:
        """The utterance with its moves: recognised anew, or as the plan says."""
        if self.understand is None:
            moves = tuple(MoveHeard(m, 1.0, 0, len(step.you)) for m in step.moves or ())
            return Heard(self.now, step.you, moves, began=began, understood=step.understood_value())
        heard = self.understand(step.you, self.call)
        self._compare_moves(step, heard)
        return replace(heard, at=self.now, began=began)

    def _compare_moves(self, step: Step, heard: Heard) -> None:
        found = {m.move for m in heard.moves if m.sure}
        wanted = set(step.moves or ())
        odd = [self.strange[move] for move in found - wanted if move in self.strange]
        found -= {id for move in odd for id in (move.id, *move.implies)} - wanted
        if step.moves is not None and found != wanted:
            missed, extra = sorted(wanted - found), sorted(found - wanted)
            says = "; ".join(
                f"{word} {', '.join(names)}" for word, names in (("not heard:", missed), ("heard too:", extra)) if names
            )
            self._differ(step, says)
        for name, value in step.understood.items():
            if getattr(heard.understood, name) != value:
                says = f"{name} was understood as {getattr(heard.understood, name) or 'nothing'}, not {value}"
                self._differ(step, says)

    # -- virtual time --------------------------------------------------------------------------------------------------

    def _happen(self, event: Event) -> None:
        self.result.events.append(event)
        self.now = event.at
        effects = self.call.handle(event)
        self.result.effects += effects
        for effect in effects:
            self._perform(effect)

    def _perform(self, effect: Effect) -> None:
        match effect:
            case Say():
                self.line, self.line_began = effect, self.now
                self.due["line"] = self.now + line_ms(effect.text)
            case StopSpeaking() if self.line is not None:
                line, self.line = self.line, None
                self.due.pop("line", None)
                heard = min(len(line.text), max(0, self.now - self.line_began) // MS_A_CHAR)
                self._happen(LineCut(self.now, heard, line.line))
            case SetTimer():
                self.due[effect.name] = self.now + effect.ms
            case CancelTimer():
                self.due.pop(effect.name, None)

    def _next_event(self) -> bool:
        """Time runs on to whatever comes next by itself. False where nothing will."""
        if not self.due or self.call.is_over:
            return False
        name = min(self.due, key=lambda n: (self.due[n], n))
        self.now = max(self.now, self.due.pop(name))
        if name == "line" and self.line is not None:
            number, self.line = self.line.line, None
            self._happen(LineFinished(self.now, number))
        else:
            self._happen(TimerFired(self.now, name))
        return True

    def _pass(self, ms: int) -> None:
        until = self.now + ms
        while self.due and min(self.due.values()) <= until and not self.call.is_over:
            self._next_event()
        self.now = max(self.now, until)

    def _is_quiet(self) -> bool:
        """The callee is silent and the trainee has the floor."""
        return self.line is None and not set(self.due) - {"silence", "longest"}

    def _settle(self) -> None:
        """Until it is quiet, or nothing more will happen by itself."""
        for _ in range(200):
            if self._is_quiet() or not self._next_event():
                return

    def idle_until_over(self) -> None:
        """The plan is at its end: nobody says anything more, and the call must come to its own."""
        for _ in range(500):
            if not self._next_event():
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


def said(events: list[Effect]) -> Iterator[str]:
    """The lines that were said, in order."""
    return (e.text for e in events if isinstance(e, Say))
