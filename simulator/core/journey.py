"""Where a call goes: ringing, being answered, from moment to moment, waiting, and what follows a line.

Rule: this half knows the moments of a scenario and nothing of what the trainee said; it is moved by timers, by lines
that end and by `call.py`.
"""

from __future__ import annotations

from simulator.core import reacting
from simulator.core.events import Background, LineCut, PlayTone
from simulator.core.phone import Phone
from simulator.core.scenario import CHALLENGE_ACTS, Moment, Wordings
from simulator.core.state import Phase, Spoken

RING_MS = 6000  # two seconds of ringback, four of silence
BEEP_MS = 400
BUSY_MS = 6000
MOST_UNATTENDED = 12  # lines in a row that nobody answered: a box that talks to itself hangs up
HEARD_SHARE = 0.6  # of a cut line that must have been heard for it to count as said


_PHASES = {
    "talking": Phase.TALKING,
    "greeting": Phase.GREETING,
    "menu": Phase.MENU,
    "holding": Phase.HOLDING,
    "transferring": Phase.TRANSFERRING,
}


class Journey(Phone):
    """A call on its way through the moments of its scenario."""

    def _ring(self, rings: int) -> None:
        self._phase(Phase.RINGING)
        if rings == 0:
            self._answered()
            return
        self._ask(PlayTone("ringback"))
        self._timer("rings", rings * RING_MS)

    def _answered(self) -> None:
        """The ringing is over: the opening moment begins, or whatever a ringing moment leads to."""
        moment = self.moment
        if moment is not None and moment.phase == "ringing":
            self._after(moment)
        else:
            self._enter(self.state.moment)

    def _enter(self, name: str) -> None:
        """The call goes to a moment of the scenario."""
        state, moment = self.state, self.scenario.moments[name]
        state.moment = name
        state.visits[name] = state.visits.get(name, 0) + 1
        state.unattended += 1
        if state.unattended > MOST_UNATTENDED:
            self._end("gave_up")
            return
        was = state.phase
        self._meet(moment, name)
        if self._beyond_limits():
            return
        match moment.phase:
            case "ringing":
                self._ring(moment.rings or 3)
            case "busy":
                self._phase(Phase.BUSY)
                self._ask(PlayTone("busy"))
                self._timer("busy", BUSY_MS)
            case "recording":
                self._phase(Phase.BEEP)
                self._ask(PlayTone("beep"))
                self._timer("beep", BEEP_MS)
            case _:
                self._phase(_PHASES[moment.phase])
                if was is Phase.RINGING:
                    self._ask(PlayTone("connect"))
                if moment.wait:
                    tone = moment.phase in ("holding", "transferring")
                    self._ask(*([PlayTone("hold")] if tone else []))
                    self._timer("wait", moment.wait)
                else:
                    self._after_wait(moment)

    def _meet(self, moment: Moment, name: str) -> None:
        """Whoever has the line here takes it; the scene behind them begins; the moment's own change applies."""
        state = self.state
        arrives = bool(moment.who) and moment.who != state.person
        if moment.who:
            state.person = moment.who
        if arrives or state.visits[name] == 1:
            scene = moment.background or (self.scenario.line.background if moment.who and arrives else None)
            if scene:
                self._ask(Background(None if scene == "none" else scene))
        if moment.frees:
            state.cannot_talk = False
        state.challenge = ""
        self._change(moment.mood_by, moment.patience_by)

    def _after_wait(self, moment: Moment) -> None:
        """The moment speaks, or asks its next challenge, or listens."""
        state = self.state
        if moment.ask_each:
            self._challenge(moment)
            return
        group = reacting.wording(moment.lines, self._situation())
        if group is None:
            self._after(moment)
            return
        self._change(group.mood_by, group.patience_by)
        if not self._beyond_limits():
            self._say_moment(moment, group, state.moment)

    def _say_moment(self, moment: Moment, group: Wordings, name: str) -> None:
        reveals = tuple({**moment.reveals, **group.reveals}.items())
        where, named = f"{name} {moment.lines.index(group)}", group.names_time or moment.names_time
        acts, ends = (*moment.act, *group.act), moment.ends or ""
        self._say(moment.who, group.says, where, acts, reveals, moment.then, ends, named)

    def _after(self, moment: Moment) -> None:
        """A moment's line is over, or it had none."""
        for act in moment.act if not moment.lines else ():
            self._count(act)
        if moment.ends:
            self._end(moment.ends)
        elif moment.then:
            self._enter(moment.then)
        else:
            self._listen()

    def _recorded(self) -> None:
        """The recording is over by time or by silence: the box goes on, or hangs up."""
        self._close_recording(keep=True)
        self._cancel("silence", "longest")
        moment = self.moment
        if moment and moment.then:
            self._enter(moment.then)
        else:
            self._end("neutral")

    # -- lines that end, or are cut ------------------------------------------------------------------------------------

    def _finished(self, number: int) -> None:
        state = self.state
        line = state.speaking
        if line is None or (number and line.number != number):
            late = state.cutting
            if late is not None and late.number == number:  # it was told to stop in the very moment it was over
                self._cut(LineCut(self.at, len(late.text), number))
            return
        state.speaking = None
        self._before = None
        self._delivered(line, len(line.text))
        self._next(line)

    def _cut(self, event: LineCut) -> None:
        state, line = self.state, self.state.cutting
        if line is None or (event.line and event.line != line.number):
            return
        state.cutting = None
        if event.heard_chars == 0 and self._before is not None and state.trainee_speaks:
            self._take_back()
            return
        heard = event.heard_chars >= HEARD_SHARE * len(line.text)
        self._delivered(line, event.heard_chars, counts=heard)
        if state.phase is Phase.ENDED or state.speaking is not None:
            return
        if self.scenario.people[line.who].role == "voicemail":
            return  # only a key stops a machine, and the key has already led on
        if line.go and self.scenario.moments[line.go].phase != "talking":
            self._next(line)
            return
        self._broken_off(line, heard)

    def _broken_off(self, line: Spoken, heard: bool) -> None:
        """The trainee broke in: the callee has the rest of the line still to say, and notices."""
        state = self.state
        if line.go and self.scenario.moments[line.go].who in ("", line.who):
            state.moment, state.challenge = line.go, ""
            state.visits[line.go] = state.visits.get(line.go, 0) + 1
        elif not heard:
            state.unsaid = line
        if not state.was_cut:
            notice = (self.moment and self.moment.interrupted) or self.scenario.interrupted
            self._change(notice.mood_by, notice.patience_by)
        state.was_cut = True

    def _take_back(self) -> None:
        """Nobody heard the answer yet, and the trainee speaks on: the answer never was, the turn goes on."""
        before = self._before
        if before is not None:
            before.lines_said, before.trainee_speaks = self.state.lines_said, True
            self.state, self._before = before, None

    def _next(self, line: Spoken) -> None:
        """Where the call goes once a line is over."""
        if line.ends:
            self._end(line.ends)
        elif line.go:
            self._enter(line.go)
        else:
            self._listen()

    def _listen(self) -> None:
        """The trainee has the floor; a silence will be noticed."""
        state, moment = self.state, self.moment
        if moment is None or state.phase in (Phase.ENDED, Phase.RINGING, Phase.BUSY, Phase.BEEP):
            return
        if state.unattended > MOST_UNATTENDED:
            self._end("gave_up")
        elif not state.trainee_speaks:
            self._timer("silence", (moment.silence or self.scenario.silence).after)

    def _beyond_limits(self, leaving: bool = False) -> bool:
        """Whether patience or temper is at its end; then the callee says so, and the call is over."""
        state = self.state
        if leaving or not state.person or self.with_ == "voicemail":
            return False
        found = reacting.limit(self.scenario, self._situation(), state.spent)
        if found is None:
            return False
        (place, index), reaction = found
        state.spent |= {(place, index)}
        self._hush()
        if reaction.says:
            ends = reaction.ends or ""
            self._say(state.person, reaction.says, f"{place} {index}", reaction.act, (), reaction.go, ends)
        elif reaction.ends:
            self._end(reaction.ends)
        return bool(reaction.says or reaction.ends)

    def _challenge(self, moment: Moment) -> None:
        """The next question of a gatekeeper, or on to where they lead."""
        state = self.state
        name = reacting.unanswered(moment, self.challenges, state.satisfied, self._situation())
        state.challenge = name
        if name:
            challenge = moment.challenge(name)  # type: ignore[arg-type]
            assert challenge is not None
            self._say(challenge.who, challenge.says, f"{state.moment} {name}", (CHALLENGE_ACTS[name],))
        else:
            self._after(moment)
