"""A rehearsal: a plan, run through the call in virtual time.

Rule: time is a number here. The trainee's steps wait until the callee has finished, unless the plan breaks in; lines
take as long as they would to say. What a plan says of its moves is what it expects: `understand` may recognise them
anew (then a difference is a failure), without it they are taken as they stand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

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
from simulator.core.plan import Plan, Step
from simulator.core.scenario import Scenario

MS_A_CHAR = 62  # speech at about 165 words a minute
MS_A_LINE = 250
REPLY_MS = 700  # what a trainee takes to begin

Understand = Callable[[str, Call], Heard]
"""What an utterance means, given the call it is said in. `at` and `began` are set by the rehearsal."""


@dataclass(slots=True)
class Rehearsed:
    """A plan that was run: the call as it ended, its events and effects, and what the plan had expected in vain."""

    plan: Plan
    call: Call
    events: list[Event] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


def line_ms(text: str) -> int:
    """How long a line takes to say."""
    return MS_A_LINE + MS_A_CHAR * len(text)


def rehearse(plan: Plan, scenario: Scenario, understand: Understand | None = None) -> Rehearsed:
    """Run a plan to its end. What it expects of moves, moments and the ending is compared; verdicts are for scoring."""
    running = _Running(plan, scenario, understand)
    for step in plan.call:
        running.take(step)
    running.idle_until_over()
    running.compare()
    return running.result


class _Running:
    def __init__(self, plan: Plan, scenario: Scenario, understand: Understand | None) -> None:
        facts = plan.facts_of(scenario.facts)
        call = Call(scenario, plan.difficulty, plan.seed, facts)
        self.plan, self.call, self.understand = plan, call, understand
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
        for _ in range(200):
            if self._reached(step.they) or self.call.is_over or not self._next_event():
                break
        if not self._reached(step.they):
            where = f"the call stood in '{self.call.state.moment}'"
            self.result.failures.append(f"line {step.line}: expected '{step.they}', but {where}")

    def _reached(self, wanted: str) -> bool:
        state = self.call.state
        if wanted in self.call.scenario.moments:
            return state.moment == wanted and wanted in state.visits
        return any(t.who == "other" and wanted.lower() in t.text.lower() for t in state.turns[-3:])

    def _speak(self, step: Step) -> None:
        if step.barge_in_after is None:
            self._settle()
            self._pass(REPLY_MS)
        else:
            while self.line is None and not self.call.is_over and self._next_event():
                pass
            self._pass(max(0, self.line_began + step.barge_in_after - self.now))
        if self.call.is_over:
            self.result.failures.append(f"line {step.line}: the call was over before this could be said")
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
        return Heard(
            self.now, step.you, heard.moves, began=began, understood=heard.understood, wrong_names=heard.wrong_names
        )

    def _compare_moves(self, step: Step, heard: Heard) -> None:
        found = {m.move for m in heard.moves if m.sure}
        wanted = set(step.moves or ())
        if step.moves is not None and found != wanted:
            missed, extra = sorted(wanted - found), sorted(found - wanted)
            says = "; ".join(
                f"{word} {', '.join(names)}" for word, names in (("not heard:", missed), ("heard too:", extra)) if names
            )
            self.result.failures.append(f"line {step.line}: {says}")
        for name, value in step.understood.items():
            if getattr(heard.understood, name) != value:
                says = f"line {step.line}: {name} was understood as {getattr(heard.understood, name)}, not {value}"
                self.result.failures.append(says)

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

    def _settle(self) -> None:
        """Until the callee is silent and the trainee has the floor."""
        for _ in range(200):
            if self.line is None and not set(self.due) - {"silence", "longest"}:
                return
            if not self._next_event():
                return

    def idle_until_over(self) -> None:
        """The plan is at its end: nobody says anything more, and the call must come to its own."""
        for _ in range(500):
            if not self._next_event():
                return
        self.result.failures.append("the call does not end by itself when the trainee says nothing more")

    def compare(self) -> None:
        """The ending, what was learned and what was promised, against the plan."""
        plan, state = self.plan, self.call.state
        if plan.ends and plan.ends != state.ended:
            self.result.failures.append(f"it ended '{state.ended}', not '{plan.ends}'")
        self.result.failures += [f"'{n}' was not learned" for n in plan.learned if n not in state.learned]
        if plan.promised and plan.promised != state.promised:
            says = state.promised or "nothing"
            self.result.failures.append(f"promised was {says}, not {plan.promised}")


def said(events: list[Effect]) -> Iterator[str]:
    """The lines that were said, in order."""
    return (e.text for e in events if isinstance(e, Say))
