"""Runs one call: joins the Call to clock, ears, mouth, understanding and record.

Rule: one loop on one thread. `step`, called every frame, takes what ears, mouth, keyboard and timers report, in the
order in which it happened, writes each event down before the call answers it, and performs the effects. Nothing here
decides anything about the call.
"""

from __future__ import annotations

import contextlib
import math
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, assert_never

from simulator.call_clock import LEAD_S, PATIENT, CallClock, thinking
from simulator.core.call import Call
from simulator.core.events import (
    Action,
    Background,
    CancelTimer,
    Chose,
    Device,
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
    Word,
)
from simulator.core.levels import Levels, levels_line
from simulator.core.tips import Prompter, Tip
from simulator.core.turns import YOU, Caption
from simulator.joints import line_of, lines_of, names_in, sounds_of, understand
from simulator.records import RecordFile
from simulator.speech import ears as hearing
from simulator.speech import speaker as mouth
from simulator.understanding.meaning import Understanding

TYPED_SILENCE = 4  # times longer may be thought about an answer that is typed, and a tape takes typed words


class LiveCall:
    """A call that is being made. Without ears it is typed; the mouth may be silent. Whoever shows it calls `step`.
    Tips are worked out only while `tips` says so; each that is shown stands in the record."""

    def __init__(
        self,
        call: Call,
        record: RecordFile,
        understanding: Understanding,
        speaker: mouth.Speaker,
        said: SimpleQueue[Any],
        ears: hearing.Ears | None = None,
        heard: SimpleQueue[Any] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.call, self.record, self.understanding = call, record, understanding
        self.speaker, self.ears = speaker, ears
        self.levels = Levels()
        self.notice = record.trouble
        self.muted = self.typing = False
        self.scene: str | None = None
        self.headset = ears is not None and ears.settings.headset
        self.prompter: Prompter | None = None
        self.tips = False
        self.tip: Tip | None = None
        self.on_event: Callable[[Event, float], None] | None = None
        self.on_report: Callable[[Any], None] | None = None
        self._reports = [queue for queue in (said, heard) if queue is not None]
        self._waiting: deque[tuple[float, Event | str]] = deque()
        self._timers: dict[str, float] = {}
        self._patience = 0.0  # seconds of silence that are borne now
        self._lines: deque[Say] = deque()
        self._clock, self.clock = clock, CallClock(clock, call.at)
        speaker.prepare(call.scenario.id, lines_of(call.scenario), sounds_of(call.scenario))
        if ears is not None:
            names = names_in(call.scenario, call.facts)
            ears.expect([*names.people, *names.firms])

    # -- what the window reads -----------------------------------------------------------------------------------------

    @property
    def now(self) -> int:
        """Milliseconds since the call began."""
        return self.clock.now

    @property
    def level(self) -> float:
        """How loud the microphone is now, 0 to 1."""
        return self.ears.level if self.ears and not self.muted else 0.0

    @property
    def listening(self) -> bool:
        """The trainee's voice is being heard now."""
        deaf = not self.headset and bool(self._lines)
        return self.ears is not None and not self.muted and not deaf and not self.call.is_over

    def caption(self) -> Caption | None:
        """The line with the word that is heard now; between lines, what the trainee was heard to say."""
        spoken, last = self.call.state.speaking, self.call.state.last()
        if spoken is None:
            mine = last is not None and last.who == "trainee" and bool(last.text)
            return Caption(YOU, last.text, len(last.text), len(last.text)) if last and mine else None
        span = self.speaker.caption(self._clock()) or (0, 0)
        return Caption(self.call.scenario.people[spoken.who].name, spoken.text, *span)

    # -- what the trainee does -----------------------------------------------------------------------------------------

    def dial(self, action: Action = "dial_desk") -> None:
        """Choose how to reach them, and begin."""
        self._soon(Chose(self.now, action))
        if action != "not_dial":
            self._soon(Dialled(self.now))

    def take_up(self, under_way: Iterable[Effect]) -> None:
        """A second try begins: what went on where it forks off goes on."""
        for effect in under_way:
            self._perform(effect)

    def press(self, key: str) -> None:
        """A key of the telephone."""
        self._soon(KeyPressed(self.now, key))

    def say(self, text: str) -> None:
        """Words typed instead of spoken."""
        if text.strip():
            self._soon(" ".join(text.split()))

    def be_silent(self) -> None:
        """The trainee lets a silence be noticed now, instead of waiting for it."""
        if "silence" in self._timers:
            self._timers["silence"] = self._clock()

    def hang_up(self) -> None:
        """The trainee hangs up."""
        self._soon(HungUp(self.now))

    def mute(self, muted: bool) -> None:
        """The microphone is not heard while muted."""
        self.muted = muted
        if self.ears:
            self.ears.mute(muted)

    def break_in(self) -> None:
        """Take the floor by key: with loudspeakers there is no other way."""
        if self.ears:
            self.ears.callee_speaks(False)
        self._soon(SpeechStarted(self.now, by_key=True))

    def _soon(self, event: Event | str) -> None:
        self._waiting.append((self._clock(), event))

    # -- the loop ------------------------------------------------------------------------------------------------------

    def step(self) -> None:
        """Everything that happened since the last frame happens to the call now."""
        self.clock.wait(thinking(self.call, self.ears is not None))
        self.speaker.poll(self._clock())
        happened = [*self._waiting, *self._reported(), *self._fired()]
        self._waiting.clear()
        for at, what in sorted(happened, key=lambda pair: pair[0]):
            self._happen(what, at)
        self.clock.wait(thinking(self.call, self.ears is not None))
        self._prompt()
        self._keep_levels()

    def _prompt(self) -> None:
        tip = self.prompter.look(self.call) if self.prompter and self.tips else None
        if tip is not None and tip != self.tip:
            self._happen(TipShown(0, tip.rule, tip.what), self._clock())
        self.tip = tip

    def _reported(self) -> list[tuple[float, Any]]:
        out: list[tuple[float, Any]] = []
        for queue in self._reports:
            with contextlib.suppress(Empty):
                while True:
                    report = queue.get_nowait()
                    out.append((report.at, report))
                    if self.on_report:
                        self.on_report(report)
        return out

    def _fired(self) -> list[tuple[float, Event]]:
        now = self._clock()
        sent = any(isinstance(what, str) for _, what in self._waiting)
        if (self.typing or sent) and "silence" in self._timers:  # whoever is typing is not silent: it begins anew
            self._timers["silence"] = max(self._timers["silence"], now + self._patience)
        due = [(at, name) for name, at in self._timers.items() if at <= now]
        for _, name in due:
            del self._timers[name]
        return [(at, TimerFired(0, name)) for at, name in due]

    def _happen(self, what: Any, at: float) -> None:
        """One thing that happened: understood, written down, answered."""
        if isinstance(what, TimerFired) and what.name in self._timers:
            return  # set anew by what happened just before it
        if isinstance(what, hearing.VoiceStarted):
            self.clock.go(at - LEAD_S)
        ms = max(self.call.at, self.clock.at(at))
        event = self._event(what, ms)
        if event is None:
            return
        self.record.add(event)
        if self.on_event:
            self.on_event(event, at)
        self.notice = self.record.trouble or self.notice
        for effect in self.call.handle(event):
            self._perform(effect)
        if self.call.is_over and self.ears:
            self.ears.mute(True)

    def _event(self, what: Any, ms: int) -> Event | None:
        match what:
            case str():
                self.levels.mark(self.levels.you, ms)
                return self._understood(what, ms, typed=True)
            case hearing.VoiceStarted():
                return SpeechStarted(ms)
            case hearing.VoiceEnded():
                return SpeechEnded(ms)
            case hearing.Utterance():
                return self._uttered(what, ms)
            case hearing.Unclear():
                return NotUnderstood(ms)
            case hearing.MicrophoneLost() | hearing.RecogniserLost():
                return self._device_lost("microphone", f"{what.why} Type your words instead; the call goes on.", ms)
            case hearing.MicrophoneFound():
                self.notice = "The microphone is back."
                return None
            case mouth.LineStarted():
                return None
            case mouth.LineEnded():
                self._line_over()
                return LineFinished(ms, self._lines.popleft().line) if self._lines else None
            case mouth.LineWasCut():
                self._line_over()
                return LineCut(ms, what.heard_chars, self._lines.popleft().line) if self._lines else None
            case mouth.VoiceLost():
                return self._device_lost("voice", f"{what.why} Read their lines instead; the call goes on.", ms)
            case mouth.LoudspeakerLost():
                return self._device_lost("loudspeaker", what.why, ms)
            case _:
                event: Event = _at(what, ms)
                return event

    def _understood(self, text: str, ms: int, typed: bool) -> Heard:
        heard = understand(self.understanding, text, self.call)
        return replace(heard, at=ms, typed=typed, began=ms)

    def _uttered(self, utterance: hearing.Utterance, ms: int) -> Heard:
        heard = understand(self.understanding, utterance.text, self.call)

        def when(seconds: float) -> int:
            return self.clock.at(seconds)

        began = when(utterance.began)
        pauses_at = tuple(began + at for at in utterance.sound.pauses_at)

        return replace(
            heard,
            at=ms,
            confidence=round(utterance.confidence, 3),
            began=began,
            words=tuple(Word(w.text, when(w.start), when(w.end)) for w in utterance.words),
            sound=replace(utterance.sound, pauses_at=pauses_at),
            ended=when(utterance.ended),
            timed=utterance.timed,
        )

    def _device_lost(self, device: Device, notice: str, ms: int) -> DeviceLost:
        self.notice = notice
        return DeviceLost(ms, device)

    def _line_over(self) -> None:
        if self.ears and len(self._lines) <= 1:
            self.ears.callee_speaks(False)

    def _perform(self, effect: Effect) -> None:
        match effect:
            case Say():
                self._lines.append(effect)
                if self.ears:
                    self.ears.callee_speaks(True)
                self.speaker.say(line_of(self.call.scenario, effect.who, effect.text))
            case StopSpeaking():
                self.speaker.stop()
            case PlayTone():
                self.speaker.tone(effect.tone, effect.key)
            case StopTone():
                self.speaker.stop_tone()
            case Background():
                self.scene = effect.scene
                self.speaker.background(effect.scene)
            case SetTimer():
                slow = TYPED_SILENCE if effect.name in PATIENT and self.ears is None else 1
                never = self.call.untimed and effect.name in PATIENT
                lasts = math.inf if never else effect.ms * slow / 1000
                self._timers[effect.name] = self._clock() + lasts
                self._patience = lasts if effect.name == "silence" else self._patience
            case CancelTimer():
                self._timers.pop(effect.name, None)
            case _:
                assert_never(effect)

    def _keep_levels(self) -> None:
        self.levels.fill(self.now)
        sources = ((self.levels.you, self.ears), (self.levels.them, self.speaker))
        for side, source in sources:
            while source is not None and source.recent_levels:
                at, value = source.recent_levels.popleft()
                self.levels.put(side, self.clock.at(at), value)

    def close(self) -> Path | None:
        """The call is over, or the window closes: its record takes its final name, and that is given back; None where
        it never came to the disk."""
        if not self.call.is_over:
            self._happen(HungUp(0), self._clock())
        self.speaker.stop()
        self._keep_levels()
        self.levels.end(self.call.at)
        return self.record.close(levels_line(self.levels) if self.ears else "")


def _at(event: Any, ms: int) -> Any:
    """The event at that moment."""
    return replace(event, at=ms)
