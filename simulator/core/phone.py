"""The telephone half of a call: who is on the line, what is being said, keys, timers, the tape of a voicemail box.

Rule: how a telephone behaves stands here and knows nothing of moves; what the other party makes of what it hears stands
in `call.py`. Effects are only ever added to the list that `Call.handle` returns.
"""

from __future__ import annotations

from dataclasses import replace

from simulator.core import reacting
from simulator.core.conditions import HIGHEST, MIDDLE, Situation
from simulator.core.events import (
    Background,
    CancelTimer,
    Effect,
    PlayTone,
    Say,
    SetTimer,
    StopSpeaking,
    StopTone,
)
from simulator.core.facts import Do, Facts, With
from simulator.core.goal import goal_of
from simulator.core.named_time import as_text, stretches
from simulator.core.plain_words import says_goodbye, says_no
from simulator.core.scenario import Level, Moment, NamesTime, Person, Reaction, Scenario
from simulator.core.state import TRANSITIONS, Phase, Spoken, State
from simulator.core.turns import Done, Transcript, Turn


class Phone:
    """A call as the telephone knows it. `Call` builds on it; everybody else only reads its properties."""

    def __init__(
        self, scenario: Scenario, difficulty: str, seed: int, facts: Facts | None = None, untimed: bool = False
    ) -> None:
        if difficulty not in scenario.difficulty:
            raise ValueError(f"{scenario.id} has no difficulty {difficulty!r}, only {', '.join(scenario.difficulty)}")
        self.scenario, self.difficulty, self.seed, self.untimed = scenario, difficulty, seed, untimed
        self.facts = (facts or scenario.facts).model_copy(update={"now": (facts and facts.now) or scenario.now})
        self.level: Level = scenario.difficulty[difficulty]
        self.challenges = scenario.challenges if self.level.challenges is None else self.level.challenges
        self.at = 0
        self.with_tips = False  # tips were shown: it changes nothing on the call, but stands beside its result
        self.chosen: str | None = None
        self.state = State(self._levels("mood"), self._levels("patience"))
        self._before: State | None = None  # as it stood before the answer that is now being said
        self._effects: list[Effect] = []

    def _levels(self, what: str) -> dict[str, int]:
        people = self.scenario.people.items()
        return {n: self.level.people.get(n, {}).get(what, getattr(p, what)) for n, p in people}  # type: ignore[call-overload]

    # -- what screens and scoring read ---------------------------------------------------------------------------------

    @property
    def phase(self) -> Phase:
        """Where the telephone stands."""
        return self.state.phase

    @property
    def is_over(self) -> bool:
        """Nobody is on the line any more."""
        return self.state.phase is Phase.ENDED

    @property
    def person(self) -> Person | None:
        """Who is on the line now, or was last."""
        return self.scenario.people.get(self.state.person)

    @property
    def with_(self) -> With:
        """Who is being spoken to."""
        return self.person.role if self.person else self.facts.with_

    @property
    def mood(self) -> int:
        """How the person on the line feels, 0 to 5."""
        return self.state.moods.get(self.state.person, MIDDLE)

    @property
    def patience(self) -> int:
        """How much more the person on the line will bear, 0 to 5."""
        return self.state.patience.get(self.state.person, MIDDLE)

    @property
    def moment(self) -> Moment | None:
        """The moment of the scenario in which the call stands."""
        return self.scenario.moments.get(self.state.moment)

    @property
    def awaits_trainee(self) -> bool:
        """Nobody speaks and nothing is on its way: the other party, or the tape, waits for the trainee."""
        state = self.state
        floor = state.phase in (Phase.TALKING, Phase.RECORDING, Phase.MENU)
        at_a_stop = state.phase is Phase.GREETING and self.moment is not None and not self.moment.then
        return (floor or at_a_stop) and state.speaking is None and "wait" not in state.timers

    def keys(self) -> dict[str, Reaction]:
        """The keys that do something now. Those of the scenario hold wherever a voicemail box has the line."""
        if self.moment is None or self.phase in (Phase.DIALLING, Phase.RINGING, Phase.BUSY, Phase.ENDED):
            return {}
        everywhere = self.scenario.keys if self.with_ == "voicemail" else {}
        return {**everywhere, **self.moment.keys}

    def heard_last(self) -> str:
        """What the other party said last; the context in which the trainee's words are understood."""
        return next((t.text for t in reversed(self.state.turns) if t.who == "other"), "")

    def transcript(self) -> Transcript:
        """The call in turns, as scoring reads it."""
        scenario, facts = self.scenario, self.facts
        names = {
            "prospect": scenario.prospect.name,
            "you": scenario.you.name,
            "company": scenario.you.company,
            "helps_with": scenario.you.helps_with,
            "phone": scenario.you.phone,
            "firm": scenario.prospect.company,
            "referrer": facts.referral.name if facts.referral else "",
            "pronoun": scenario.prospect.pronoun,
        }
        state = self.state
        turns, actions = tuple(state.turns), tuple(state.actions)
        learned = dict(state.learned)
        said = Transcript(
            facts, turns, actions, names, state.ended, learned, state.promised, self.untimed, self.with_tips
        )
        return replace(said, goal=goal_of(scenario.goal_when, said)) if state.ended else said

    # -- effects and timers --------------------------------------------------------------------------------------------

    def _ask(self, *effects: Effect) -> None:
        self._effects.extend(effects)

    def _timer(self, name: str, ms: int) -> None:
        self.state.timers |= {name}
        self._ask(SetTimer(name, ms))

    def _cancel(self, *names: str) -> None:
        for name in names:
            if name in self.state.timers:
                self.state.timers -= {name}
                self._ask(CancelTimer(name))

    def _phase(self, phase: Phase) -> None:
        was = self.state.phase
        if phase is not was and phase not in TRANSITIONS[was]:
            raise AssertionError(f"a call cannot go from {was.value} to {phase.value}")
        self.state.phase = phase

    def _done(self, do: Do, value: str = "", after: int | None = None) -> None:
        turns = len(self.state.turns)
        self.state.actions.append(Done(turns - 1 if after is None else after, do, self.at, value))

    def _situation(self, moves: frozenset[str] = frozenset(), said: str = "") -> Situation:
        """What conditions may ask, now that somebody made these moves in these words."""
        state, facts = self.state, self.facts
        if facts.with_ != self.with_:  # whoever has the line now: `{fact: {with: assistant}}`
            facts = facts.model_copy(update={"with_": self.with_})
        return Situation(
            facts,
            moves,
            state.made,
            state.refused,
            frozenset(state.learned),
            self.mood,
            self.patience,
            state.visits.get(state.moment, 0),
            self.difficulty,
            says_goodbye(said),
            says_no(said),
        )

    def _change(self, mood_by: int, patience_by: int) -> None:
        """The person on the line feels better or worse, bears more or less; both stay within 0 to 5."""
        who = self.state.person
        if who:
            self.state.moods[who] = min(HIGHEST, max(0, self.state.moods[who] + mood_by))
            self.state.patience[who] = min(HIGHEST, max(0, self.state.patience[who] + patience_by))

    # -- speaking ------------------------------------------------------------------------------------------------------

    def _say(
        self,
        who: str,
        texts: tuple[str, ...],
        where: str,
        act: tuple[str, ...] = (),
        reveals: tuple[tuple[str, str], ...] = (),
        go: str = "",
        ends: str = "",
        names_time: NamesTime | None = None,
    ) -> None:
        state = self.state
        times = state.times_said.get(where, 0)
        state.times_said[where] = times + 1
        text = reacting.pick(texts, self.seed, where, times)
        self._voice(Spoken(0, who or state.person, text, 0, act, reveals, go, ends, names_time))

    def _voice(self, line: Spoken) -> None:
        """A line goes out: a turn of the other party begins."""
        state = self.state
        self._cancel("silence")
        state.lines_said += 1
        person = self.scenario.people[line.who]
        index, name = len(state.turns), person.name
        state.turns.append(Turn(index, "other", name, person.role, line.text, self.at, self.at))
        state.speaking = replace(line, number=state.lines_said, turn=index)
        state.unsaid = None
        self._ask(Say(line.who, line.text, state.lines_said))

    @property
    def _says_goodbye(self) -> bool:
        """The line being said ends the call: nobody can break into it any more."""
        return self.state.speaking is not None and bool(self.state.speaking.ends)

    def _hush(self) -> None:
        """The line being said is cut."""
        state = self.state
        if state.speaking is not None:
            state.cutting, state.speaking = state.speaking, None
            self._ask(StopSpeaking())

    def _delivered(self, line: Spoken, chars: int, counts: bool = True) -> None:
        """A line was heard, in whole or in part: what it does counts, or not."""
        state = self.state
        turn, whole = state.turns[line.turn], chars >= len(line.text)
        # A box has picked up, however little of its greeting was heard.
        acts = line.act if counts else tuple(act for act in line.act if act == "picked_up_voicemail")
        text = line.text if whole else line.text[:chars].rstrip()
        free = self._names_time(line) if counts and line.names_time else ()
        state.turns[line.turn] = replace(turn, text=text, end=self.at, acts=acts, cut=not whole, free=free)
        for act in acts:
            self._count(act)
        if counts:
            state.learned.update(line.reveals)

    def _names_time(self, line: Spoken) -> tuple[str, ...]:
        """Somebody said when they have time: another time will be asked about once. When that is, by the clock."""
        state, named = self.state, line.names_time
        if named is None or self.facts.now is None:
            return ()
        if state.named_time != (line.who, named):
            state.questioned = tuple(kind for kind in state.questioned if kind != "not_then")
        state.named_time = (line.who, named)
        return tuple(as_text(one) for one in stretches(named.at, self.facts.now))

    def _count(self, act: str) -> None:
        """What a callee's act means for the rest of the call."""
        state = self.state
        state.asked = act if act.startswith("asked_") else ""
        if act.startswith("refused:"):
            state.refused |= {act.removeprefix("refused:")}
        if act == "cannot_talk":
            state.cannot_talk = True
        if act == "can_talk":
            state.cannot_talk = False

    # -- the tape, and the end of the call ----------------------------------------------------------------------------

    def _close_recording(self, keep: bool) -> None:
        """What was recorded becomes a message that was left, or is forgotten."""
        state = self.state
        since, state.recording_since = state.recording_since or 0, None
        recorded = [t.index for t in state.turns if t.message and t.end >= since]
        if not keep:
            self._forget(recorded)
        elif recorded:
            self._done("leave_message", after=recorded[0] - 1)

    def _forget(self, recorded: list[int]) -> None:
        for i in recorded:
            self.state.turns[i] = replace(self.state.turns[i], message=False, moves=(), discarded=True)

    def _take_back_message(self) -> None:
        """The message kept last is dropped from the menu after the tape: it was never left."""
        state = self.state
        left = [i for i, action in enumerate(state.actions) if action.do == "leave_message"]
        if left:
            began = state.actions.pop(left[-1]).after_turn
            self._forget([t.index for t in state.turns if t.message and t.index > began])

    def _end(self, how: str) -> None:
        state = self.state
        if state.phase is Phase.ENDED:
            return
        if state.recording_since is not None:
            self._close_recording(keep=True)
        self._hush()
        state.ended = how
        ringing = state.phase in (Phase.RINGING, Phase.BUSY)
        if how == "no_answer" and state.phase is Phase.RINGING:
            self._phase(Phase.NO_ANSWER)
        self._cancel(*sorted(state.timers))
        dialled = state.phase is not Phase.DIALLING
        self._phase(Phase.ENDED)
        if dialled:
            self._ask(StopTone(), Background(None))
            self._ask(*([] if ringing else [PlayTone("hang_up")]))
