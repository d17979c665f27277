"""One phone call: events in, effects out.

Rule: everything that affects the state of a call happens here and in the two halves it stands on, `phone.py` and
`journey.py`. `Call.handle` is the whole interface; it does no I/O, asks no clock and no chance, and never raises on
what the outside world does (people do odd things), only where time runs backwards or the table of phases is broken,
which would be our own fault. What the callee says stands in the scenario, which reaction fits in `reacting.py`.
"""

from __future__ import annotations

from dataclasses import replace

from simulator.core import reacting
from simulator.core.asking_back import question
from simulator.core.conditions import Situation
from simulator.core.events import (
    NOTHING_UNDERSTOOD,
    CancelTimer,
    Chose,
    DeviceLost,
    Dialled,
    Effect,
    Event,
    Heard,
    HungUp,
    KeyPressed,
    LineCut,
    LineFinished,
    NotUnderstood,
    PlayTone,
    Say,
    SetTimer,
    SpeechEnded,
    SpeechStarted,
    StopSpeaking,
    StopTone,
    TimerFired,
    TipShown,
)
from simulator.core.facts import Facts
from simulator.core.journey import Journey
from simulator.core.scenario import CHALLENGE_ACTS, Reaction
from simulator.core.state import NOBODY_HEARS, Phase, perhaps, sure
from simulator.core.turns import Turn

MOST_SILENCES = 3  # after which the callee gives up, whatever the scenario says
ASK_AGAIN = 2  # times in a row that unclear words are asked again


class Call(Journey):
    """One call of a scenario. Feed it events in the order of time; perform the effects it returns; read its state."""

    # -- events --------------------------------------------------------------------------------------------------------

    def handle(self, event: Event) -> list[Effect]:
        """Let one event happen; the effects it asks for. Raises ValueError where time runs backwards."""
        if event.at < self.at:
            raise ValueError(f"{type(event).__name__} at {event.at} ms came after {self.at} ms")
        self.at, self._effects = event.at, []
        if not self.is_over:
            self._happen(event)
        return self._effects

    def _happen(self, event: Event) -> None:
        state = self.state
        match event:
            case Chose():
                self._chose(event)
            case Dialled():
                self._dialled()
            case HungUp():
                if state.recording_since is not None:
                    self._close_recording(keep=True)  # first the message was left, then the receiver put down
                self._done("hang_up")
                self._end("hung_up")
            case KeyPressed():
                self._pressed(event.key)
            case SpeechStarted():
                self._started(event)
            case SpeechEnded():
                state.trainee_speaks = False
            case Heard() if state.phase is not Phase.DIALLING:
                self._heard(event)
            case NotUnderstood() if state.phase is not Phase.DIALLING:
                self._not_understood()
            case LineFinished():
                self._finished(event.line)
            case LineCut():
                self._cut(event)
            case TimerFired():
                self._fired(event.name)
            case TipShown():
                self.with_tips = True
            case Heard() | NotUnderstood() | DeviceLost():
                pass

    def _chose(self, event: Chose) -> None:
        if self.state.phase is not Phase.DIALLING or self.chosen:
            return
        self.chosen = event.action
        self._done(event.action)
        on = "cell" if event.action == "dial_cell" else "desk"
        self.facts = self.facts.model_copy(update={"on": on})
        if event.action == "not_dial":
            self._end("not_dialled")

    def _dialled(self) -> None:
        if self.state.phase is not Phase.DIALLING:
            return
        opening = self.scenario.opening(self.chosen, self._situation())  # type: ignore[arg-type]
        if opening is None:
            self._end("not_dialled")
            return
        name = opening.go
        if opening.facts:
            self.facts = Facts.model_validate(self.facts.model_dump(by_alias=True) | opening.facts)
        self.state.moment = name
        if self.scenario.moments[name].phase in ("ringing", "busy"):
            self._enter(name)
            return
        rings = self.scenario.line.rings if self.level.rings is None else self.level.rings
        self._ring(rings)

    def _pressed(self, key: str) -> None:
        if self.state.phase in (Phase.DIALLING, Phase.BUSY):
            return
        self._ask(PlayTone("dtmf", key))
        reaction = self.keys().get(key)
        operator = reaction.operator if reaction else False
        self._done("press_zero" if operator or (key == "0" and self.with_ == "voicemail") else "press_key", key)
        if reaction is None:
            return
        self._hush()
        if self.state.phase is Phase.RECORDING:
            self._close_recording(keep=not reaction.drops_message)
        elif self.state.phase is Phase.MENU and reaction.drops_message:
            self._take_back_message()
        self._cancel("silence", "longest", "beep", "wait")
        self._react((f"key {key}", 0), reaction)

    def _started(self, event: SpeechStarted) -> None:
        state = self.state
        state.trainee_speaks, state.unattended = True, 0
        state.unheard = state.phase in NOBODY_HEARS
        self._cancel("silence")
        if self.with_ != "voicemail" and not self._says_goodbye:
            self._hush()

    def _fired(self, name: str) -> None:
        state = self.state
        if name not in state.timers:
            return
        state.timers -= {name}
        moment = self.moment
        if name == "rings":
            self._ask(StopTone())
            self._answered()
        elif name == "busy":
            self._end("no_answer")
        elif name == "beep" and moment:
            state.recording_since = self.at
            self._phase(Phase.RECORDING)
            self._timer("longest", moment.longest)
            self._listen()
        elif name == "wait" and moment:
            self._ask(StopTone())
            self._after_wait(moment)
        elif name == "longest":
            self._recorded()
        elif name == "silence" and not state.trainee_speaks:
            self._silence()

    # -- what the other party makes of it ------------------------------------------------------------------------------

    def _heard(self, event: Heard) -> None:
        state = self.state
        state.trainee_speaks, state.silences, state.unattended = False, 0, 0
        self._cancel("silence")
        listens = self.with_ != "voicemail" and not self._says_goodbye
        if listens:
            self._hush()
        if state.unheard and state.phase in NOBODY_HEARS:
            event = replace(event, moves=(), understood=NOTHING_UNDERSTOOD, wrong_names=())
            event = replace(event, false_names=(), false_firms=())
        state.unheard = True
        turn = self._note(event)
        if state.phase is Phase.TALKING and "wait" in state.timers:
            state.made |= sure(event.moves)  # said into a pause: kept in mind, but the line that is to come stays
        elif state.phase is Phase.TALKING and listens:
            self._before = state.copy()
            self._answer(turn)
            if any(not isinstance(e, Say | StopSpeaking | SetTimer | CancelTimer) for e in self._effects):
                self._before = None  # a tone or a scene cannot be unheard
        elif state.speaking is None:
            self._listen()

    def _note(self, event: Heard) -> Turn:
        """What was said becomes a turn, or goes on with the one that nobody has answered."""
        state, message = self.state, self.state.phase is Phase.RECORDING
        last = state.last()
        if last and last.who == "trainee" and last.message == message and not last.unclear:
            state.turns[-1] = last.joined(event)
        else:
            began = self.at if event.began is None else event.began
            turn = Turn(len(state.turns), "trainee", self.scenario.you.name, self.with_, "", began, message=message)
            state.turns.append(turn.joined(event))
            state.answered_moves = 0
        return state.turns[-1]

    def _answer(self, turn: Turn) -> None:
        """The callee reacts to the moves of a turn that it has not reacted to yet."""
        state = self.state
        fresh = turn.moves[state.answered_moves :]
        state.answered_moves = len(turn.moves)
        moves, was_cut = sure(fresh) | self._taken_up(turn), state.was_cut
        state.was_cut = False
        now = self._situation(moves, turn.utterances[-1].text if turn.utterances else turn.text)
        state.made |= moves
        if moves:
            state.asked_again = 0
        choice = reacting.choose(self.scenario, state.moment, now, state.spent)
        for where, mark in choice.marks:
            self._mark(where, mark)
        if self._beyond_limits():
            return
        if self._asks_back(turn, moves, choice.answer):
            return
        if state.challenge and self._challenged(turn, moves, choice.answer):
            return
        if choice.answer:
            self._react(*choice.answer, turn)
        else:
            # Somebody who was heard to say something, or who typed it, is not asked to say it again.
            unsure = frozenset() if moves or turn.typed else perhaps(fresh)
            self._nothing_fits(now, unsure, was_cut, turn)

    def _taken_up(self, turn: Turn) -> frozenset[str]:
        """The moves of the words that were just asked back, where this turn answers: a name is given again, or the time
        is settled."""
        state = self.state
        moves, table = state.open_moves, state.open_times
        state.open_moves, state.open_times = frozenset(), None
        return moves if table is None or turn.understood.call_at else frozenset()

    def _asks_back(self, turn: Turn, moves: frozenset[str], answer: tuple[reacting.Where, Reaction] | None) -> bool:
        """Whether something in the words has to be asked about before they are answered."""
        state, rebuke = self.state, answer is not None and (answer[1].mood_by < 0 or answer[1].patience_by < 0)
        asks = None if rebuke or self.moment is None else question(self.scenario, state, turn, moves, self.facts.now)
        if asks is None:
            return False
        state.questioned += (asks.kind,)
        state.open_moves, state.open_times = moves, asks.open_times
        self._react((f"{state.moment} {asks.kind}", 0), asks.reaction)
        return True

    def _nothing_fits(self, now: Situation, perhaps: frozenset[str], was_cut: bool, turn: Turn) -> None:
        """The rest of a line that was cut; a question about unclear words; what is said otherwise; or waiting."""
        state = self.state
        unclear, cut = self._spoken_here("unclear"), self._spoken_here("interrupted")
        worth_asking = reacting.would_fit(self.scenario, state.moment, now, perhaps, state.spent)
        if state.unsaid is not None:
            self._voice(state.unsaid)
        elif worth_asking and unclear.says and state.asked_again < ASK_AGAIN:
            state.asked_again += 1
            self._react((f"{state.moment} unclear", 0), unclear)
        elif was_cut and cut.says:
            self._react(("interrupted", 0), cut.model_copy(update={"mood_by": 0, "patience_by": 0}))
        elif found := reacting.otherwise(self.scenario, state.moment, now, state.spent):
            self._react(*found, turn)
        else:
            self._listen()

    def _not_understood(self) -> None:
        state = self.state
        state.trainee_speaks = False
        if state.phase not in (Phase.TALKING, Phase.RECORDING) or "wait" in state.timers or self._says_goodbye:
            return
        message = state.phase is Phase.RECORDING
        index = len(state.turns)
        turn = Turn(index, "trainee", self.scenario.you.name, self.with_, "", self.at, self.at, message=message)
        state.turns.append(replace(turn, unclear=True))
        unclear = self._spoken_here("unclear")
        if message or not unclear.says or state.asked_again >= ASK_AGAIN:
            self._listen()
            return
        state.asked_again += 1
        self._react((f"{state.moment} unclear", 0), unclear)

    def _spoken_here(self, field: str) -> Reaction:
        """The moment's own reaction of that name, or the scenario's."""
        own: Reaction | None = getattr(self.moment, field)
        everywhere: Reaction = getattr(self.scenario, field)
        return own or everywhere

    def _mark(self, where: reacting.Where, reaction: Reaction) -> None:
        """What a reaction changes, apart from what it says."""
        if reaction.once:
            self.state.spent |= {where}
        self._change(reaction.mood_by, reaction.patience_by)

    def _react(self, where: reacting.Where, reaction: Reaction, turn: Turn | None = None) -> None:
        """A reaction happens: it changes something, says something, goes somewhere, ends the call."""
        state = self.state
        self._mark(where, reaction)
        if reaction.promise and turn is not None:
            state.promised = turn.understood.call_at or state.promised
        if self._beyond_limits(reaction.ends is not None):
            return
        reveals, ends = tuple(reaction.reveals.items()), reaction.ends or ""
        if reaction.says:
            who = reaction.who or state.person
            place, named = f"{where[0]} {where[1]}", reaction.names_time
            self._say(who, reaction.says, place, reaction.act, reveals, reaction.go, ends, named)
            return
        for act in reaction.act:
            self._count(act)
        state.learned.update(reveals)
        if ends:
            self._end(ends)
        elif reaction.go:
            self._enter(reaction.go)
        else:
            self._listen()

    def _challenged(self, turn: Turn, moves: frozenset[str], answer: tuple[reacting.Where, Reaction] | None) -> bool:
        """An answer to an open challenge: satisfied, a lie, or a dodge. False where it was about something else."""
        state, moment, name = self.state, self.moment, self.state.challenge
        challenge = moment.challenge(name) if moment else None  # type: ignore[arg-type]
        if moment is None or challenge is None:
            return False
        lied = "deceive" in moves and not (name == "expected" and self.facts.expected)
        if lied and challenge.caught_lying:
            self._react((f"{state.moment} {name} lied", 0), challenge.caught_lying, turn)
            return True
        honest = not lied and "dodge_question" not in moves
        satisfied = (
            challenge.satisfied_by.holds(self._situation(moves | state.made)) if challenge.satisfied_by else honest
        )
        if satisfied:
            state.satisfied |= {name}
        if answer and (answer[1].go or not satisfied):
            return False
        if answer:  # a rebuke, or a word in passing: then the next question
            self._react(answer[0], answer[1].model_copy(update={"go": state.moment}), turn)
        elif satisfied:
            self._challenge(moment)
        else:
            says = challenge.dodged.says or challenge.says
            again = challenge.dodged.model_copy(update={"says": says, "act": (CHALLENGE_ACTS[name],)})
            self._react((f"{state.moment} {name}", 0), again, turn)
        return True

    def _silence(self) -> None:
        """Nothing was said for too long."""
        state, moment = self.state, self.moment
        if moment is None:
            return
        silence = moment.silence or self.scenario.silence
        state.silences += 1
        state.unattended += 1
        if state.phase is Phase.RECORDING:
            leads_on = bool(silence.go or silence.ends)
            if not moment.silence or not (silence.says or leads_on):
                self._recorded()  # a tape that nobody told otherwise takes silence for the end of the message
                return
            if leads_on:
                self._close_recording(keep=True)
                self._cancel("longest")
        if state.silences >= MOST_SILENCES and not silence.ends:
            self._mark((f"{state.moment} silence", 0), silence)
            if not self._beyond_limits():
                self._end("gave_up")
            return
        self._react((f"{state.moment} silence", 0), silence)
