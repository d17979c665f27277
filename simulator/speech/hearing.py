"""What the ears make of sound: blocks and transcriptions in, reports and requests for a transcription out.

Rule: no thread, no device, no recogniser, no clock. `Hearing` decides when a turn begins and ends, when somebody breaks
in, and which guess at the words counts; `ears` brings it its blocks and runs what it asks for. All times are seconds of
one clock (time.monotonic()), and come in as arguments.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from simulator.core.events import Sound
from simulator.speech.asr import Transcription, Word, only_words
from simulator.speech.endpointing import BLOCK_S, Endpointer, Moment, Waits
from simulator.speech.finish import finished
from simulator.speech.sound import is_murmur, sound_of
from simulator.speech.word_times import syllables

Samples = NDArray[np.float32]

PRE_ROLL = 12
"""Blocks kept from before a voice is noticed: 0.38 s."""
_TAIL = 6
"""Silent blocks left behind the last voiced one for the recogniser: 0.19 s."""
_ECHO_S = 0.15
"""How long a loudspeaker's sound lingers in a room after the callee has stopped."""
_OVERLAP = 6
"""Voiced blocks by which a trainee who was speaking when the callee began counts as breaking in."""
_DECIDED, _LISTENED = 5, 10
"""Voiced blocks after which a sound over the callee's line is first judged, and how many of the last are judged."""
_ONSET = 3
"""Blocks just before the first voiced one, which may hold the beginning of the voice: they are not the room."""


# -- what the ears report ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class VoiceStarted:
    """The trainee speaks, since `at`. `barge_in`: while the callee speaks, and it is no mere hum."""

    at: float
    barge_in: bool = False


@dataclass(frozen=True, slots=True)
class VoiceEnded:
    """The turn is over. Its words follow as Utterance or Unclear; where the sound was too short for words, nothing."""

    at: float


@dataclass(frozen=True, slots=True)
class Utterance:
    """The words of a turn. `began` and `ended`: its first and last voiced sound; `confidence` 0 to 1; `timed`: the
    times of its words come from the recogniser; the pauses of its sound count from `began`."""

    at: float
    text: str
    confidence: float
    began: float
    ended: float
    words: tuple[Word, ...]
    sound: Sound
    timed: bool = False


@dataclass(frozen=True, slots=True)
class Unclear:
    """Somebody spoke, long enough for words, but none could be made out."""

    at: float


@dataclass(frozen=True, slots=True)
class MicrophoneLost:
    """The microphone went away. The ears go on looking for one. `why` is for the trainee to read."""

    at: float
    why: str


@dataclass(frozen=True, slots=True)
class MicrophoneFound:
    """A microphone is back: the ears hear again through `name`."""

    at: float
    name: str


@dataclass(frozen=True, slots=True)
class RecogniserLost:
    """There is no recogniser: its model is missing, or it failed. Typing works. `why` is for the trainee to read."""

    at: float
    why: str


Report = VoiceStarted | VoiceEnded | Utterance | Unclear | MicrophoneLost | MicrophoneFound | RecogniserLost


# -- turns -------------------------------------------------------------------------------------------------------------

_LEAST_UNCLEAR_S = 0.35


@dataclass(eq=False)
class Guess:
    """A request to recognise `samples`, the turn so far. Void once its turn has gone on."""

    turn: Turn
    samples: Samples
    prompt: str
    words: Transcription | None = None

    @property
    def wanted(self) -> bool:
        """Whether its turn still waits for these words."""
        return self.turn.guess is self


@dataclass(eq=False)
class Turn:
    """A turn being spoken, or spoken and waiting for its words. `told`: VoiceStarted has been reported."""

    began: float
    blocks: list[Samples]
    ahead: int
    """Blocks of pre-roll at the front, before the first voiced one."""
    voiced: list[bool]
    last_voice: float
    told: bool = False
    broke_in: bool = False
    overlap: int = -1
    guess: Guess | None = None
    over: bool = False

    def samples(self, tail: int) -> Samples:
        """The sound from the pre-roll to `tail` blocks behind the last voiced one."""
        last = len(self.voiced) - 1 - self.voiced[::-1].index(True)
        return np.concatenate(self.blocks[: self.ahead + last + 1 + tail])

    def before(self) -> Samples:
        """What was heard before the first voiced block: the room."""
        return np.concatenate([np.zeros(0, dtype=np.float32), *self.blocks[: self.ahead]])

    def silence(self) -> list[Samples]:
        """The blocks behind the last voiced one."""
        last = len(self.voiced) - self.voiced[::-1].index(True)
        return self.blocks[self.ahead + last :]

    def latest(self, count: int) -> tuple[Samples, Samples]:
        """The last voiced blocks, at most `count`, and what the room sounded like before the voice."""
        voiced = [b for b, v in zip(self.blocks[self.ahead :], self.voiced, strict=False) if v]
        room = self.blocks[: max(0, self.ahead - _ONSET)]
        return np.concatenate(voiced[-count:]), np.concatenate([self.blocks[0][:0], *room])

    def spoken(self) -> tuple[Samples, list[bool]]:
        """The sound from the first voiced block to the last, and each block's flag."""
        last = len(self.voiced) - self.voiced[::-1].index(True)
        return np.concatenate(self.blocks[self.ahead : self.ahead + last]), self.voiced[:last]


@dataclass
class Hearing:
    """One trainee's side of the line. `headset`: the microphone does not hear the callee."""

    waits: Waits = field(default_factory=Waits)
    headset: bool = True
    prompt: str = ""

    def __post_init__(self) -> None:
        self._endpointer = Endpointer(self.waits)
        self._before: deque[Samples] = deque(maxlen=PRE_ROLL)
        self._turn: Turn | None = None
        self._callee = False
        self._deaf_until = 0.0

    def callee_speaks(self, speaking: bool, now: float) -> Iterator[Report | Guess]:
        """The callee's line is heard from now on, or no longer."""
        if speaking and not self.headset:
            yield from self.cut(now)
        if self._callee and not speaking:
            self._deaf_until = now + (0.0 if self.headset else _ECHO_S)
            if (
                self._turn and not self._turn.told
            ):  # a hum, perhaps: now that nobody speaks, it is a turn like any other
                yield self._tell(self._turn, barge_in=False)
        if speaking and self._turn and self._turn.told:
            self._turn.overlap = 0
        self._callee = speaking

    def deaf(self, now: float) -> bool:
        """Whether the ears are shut because the loudspeakers speak."""
        return not self.headset and (self._callee or now < self._deaf_until)

    def cut(self, now: float) -> Iterator[Report | Guess]:
        """The sound stops here: what has been said so far is the turn."""
        turn, self._turn = self._turn, None
        self._endpointer.reset()
        self._before.clear()
        if turn and turn.told:
            yield from self._over(turn, now)

    def block(self, samples: Samples, probability: float, at: float) -> Iterator[Report | Guess]:
        """One block of 512 samples that ended at `at`, and the probability that it holds a voice."""
        if self._turn is None:
            self._before.append(samples)
        else:
            self._turn.blocks.append(samples)
        moment = self._endpointer.hear(probability)
        if moment is Moment.STARTED:
            self._turn = self._begun(at)
        turn = self._turn
        if turn is None:
            return
        turn.voiced = self._endpointer.voiced
        if turn.voiced[-1]:
            turn.last_voice = at
        yield from self._floor(turn)
        if moment is Moment.PAUSED and turn.told:
            turn.guess = Guess(turn, turn.samples(_TAIL), self.prompt)
            yield turn.guess
        elif moment is Moment.RESUMED:
            turn.guess = None
        elif moment is Moment.ENDED:
            self._turn = None
            self._before.extend(turn.silence())  # and no word of the old turn, where it was cut for its length
            if turn.told:
                yield from self._over(turn, at)

    def recognised(self, guess: Guess, words: Transcription, now: float) -> Iterator[Report]:
        """The words of a guess that was asked for."""
        if not guess.wanted:
            return
        guess.words = words
        if guess.turn.over:
            yield from self._words(guess, now)
        elif guess.turn is self._turn:
            self._endpointer.judged(finished(words.text, words.confidence))

    def _begun(self, at: float) -> Turn:
        blocks = list(self._before)
        self._before.clear()
        spoken = len(self._endpointer.voiced)
        return Turn(
            began=at - spoken * BLOCK_S,
            blocks=blocks,
            ahead=max(0, len(blocks) - spoken),
            voiced=self._endpointer.voiced,
            last_voice=at,
        )

    def _floor(self, turn: Turn) -> Iterator[Report]:
        """Whether this turn takes the floor: at once where nobody else speaks, as a barge-in where it is no hum."""
        if not turn.told:
            if not self._callee:
                yield self._tell(turn, barge_in=False)
            elif turn.voiced[-1] and sum(turn.voiced) >= _DECIDED and not is_murmur(*turn.latest(_LISTENED)):
                yield self._tell(turn, barge_in=True)
        elif turn.overlap >= 0 and not turn.broke_in:
            turn.overlap += turn.voiced[-1]
            if turn.overlap >= _OVERLAP and self._callee:
                yield self._tell(turn, barge_in=True)

    def _tell(self, turn: Turn, *, barge_in: bool) -> VoiceStarted:
        turn.told = True
        turn.broke_in = barge_in
        return VoiceStarted(turn.began, barge_in)

    def _over(self, turn: Turn, now: float) -> Iterator[Report | Guess]:
        turn.over = True
        yield VoiceEnded(now)
        if turn.guess is None:
            turn.guess = Guess(turn, turn.samples(_TAIL), self.prompt)
            yield turn.guess
        elif turn.guess.words is not None:
            yield from self._words(turn.guess, now)

    def _words(self, guess: Guess, now: float) -> Iterator[Report]:
        turn, words = guess.turn, guess.words
        turn.guess = None
        if words is None:
            return
        samples, voiced = turn.spoken()
        voiced_s = sum(voiced) * BLOCK_S
        kept = only_words(words, voiced_s, guess.prompt)
        if kept.text:
            yield Utterance(
                at=now,
                text=kept.text,
                confidence=kept.confidence,
                began=turn.began,
                ended=turn.last_voice,
                words=_timed(kept, turn),
                sound=sound_of(samples, voiced, turn.before()),
                timed=kept.words is not None,
            )
        elif voiced_s >= _LEAST_UNCLEAR_S:
            yield Unclear(now)


def _timed(words: Transcription, turn: Turn) -> tuple[Word, ...]:
    """The words on the clock. An engine without times gets them from the voiced blocks, by the words' syllables."""
    if words.words is not None:
        start = turn.began - turn.ahead * BLOCK_S
        return tuple(Word(w.text, max(turn.began, start + w.start), start + w.end) for w in words.words)
    parts = words.text.split()
    voiced = np.flatnonzero(turn.voiced)
    lengths = np.array([syllables(p) for p in parts])
    edges = np.concatenate([[0.0], np.cumsum(lengths) / lengths.sum()]) * (len(voiced) - 1)
    times = turn.began + np.interp(edges, np.arange(len(voiced)), voiced * BLOCK_S)
    return tuple(Word(p, float(times[i]), float(times[i + 1])) for i, p in enumerate(parts))
