"""Turns, guesses and barge-ins, on numbers and short clips: no device, no thread, no recogniser."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from simulator.speech.asr import NO_WORDS, Transcription
from simulator.speech.endpointing import BLOCK, BLOCK_S, Silero
from simulator.speech.hearing import Guess, Hearing, Unclear, Utterance, VoiceEnded, VoiceStarted

AUDIO = Path(__file__).parents[1] / "audio"
VOICE, SILENCE = 0.9, 0.02
WORDS = Transcription("Could you help me?", 0.9, avg_logprob=-0.1)


class Line:
    """A line of sound with its clock: what came out of it, in order."""

    def __init__(self, hearing: Hearing) -> None:
        self.hearing = hearing
        self.now = 100.0
        self.out: list[object] = []
        self.guesses: list[Guess] = []

    def take(self, made) -> None:
        for item in made:
            (self.guesses if isinstance(item, Guess) else self.out).append(item)

    def sound(self, seconds: float, probability: float) -> None:
        loud = 0.1 if probability >= 0.5 else 0.001
        hiss = loud * np.random.default_rng(1).standard_normal(BLOCK)  # what a mouth gives, and no nose
        for _ in range(round(seconds / BLOCK_S)):
            self.now += BLOCK_S
            self.take(self.hearing.block(hiss.astype(np.float32), probability, self.now))

    def play(self, name: str) -> None:
        silero = Silero()
        samples = np.pad(soundfile.read(AUDIO / name, dtype="float32")[0], (BLOCK * 4, 32000))
        for i in range(len(samples) // BLOCK):
            self.now += BLOCK_S
            block = samples[i * BLOCK : (i + 1) * BLOCK]
            self.take(self.hearing.block(block, silero(block), self.now))

    def recognise(self, words: Transcription = WORDS) -> None:
        self.take(self.hearing.recognised(self.guesses[-1], words, self.now))

    def callee(self, speaking: bool) -> None:
        self.take(self.hearing.callee_speaks(speaking, self.now))

    def kinds(self) -> list[str]:
        return [type(item).__name__ for item in self.out]


def test_the_words_follow_the_end_of_the_turn():
    line = Line(Hearing())
    line.sound(1.0, VOICE)
    line.sound(0.3, SILENCE)
    line.recognise()
    line.sound(1.0, SILENCE)

    assert line.kinds() == ["VoiceStarted", "VoiceEnded", "Utterance"]
    assert len(line.guesses) == 1


def test_words_that_come_late_are_still_reported():
    line = Line(Hearing())
    line.sound(1.0, VOICE)
    line.sound(1.5, SILENCE)
    line.recognise()

    assert line.kinds() == ["VoiceStarted", "VoiceEnded", "Utterance"]


def test_a_guess_is_void_once_the_voice_comes_back():
    line = Line(Hearing())
    line.sound(1.0, VOICE)
    line.sound(0.3, SILENCE)
    early = line.guesses[-1]
    line.sound(0.5, VOICE)

    assert not early.wanted
    assert list(line.hearing.recognised(early, WORDS, line.now)) == []


def test_an_utterance_says_when_its_sound_began_and_ended():
    line = Line(Hearing())
    line.sound(0.5, SILENCE)
    began = line.now
    line.sound(1.0, VOICE)
    ended = line.now
    line.sound(1.5, SILENCE)
    line.recognise()

    (utterance,) = [item for item in line.out if isinstance(item, Utterance)]
    assert utterance.began == pytest.approx(began, abs=2 * BLOCK_S)
    assert utterance.ended == pytest.approx(ended, abs=2 * BLOCK_S)
    assert [w.text for w in utterance.words] == WORDS.text.split()
    assert began - BLOCK_S <= utterance.words[0].start < utterance.words[-1].end <= ended + BLOCK_S


def test_the_recogniser_gets_the_sound_from_before_the_voice_was_noticed():
    line = Line(Hearing())
    line.sound(1.0, SILENCE)
    line.sound(1.0, VOICE)
    line.sound(1.0, SILENCE)

    assert len(line.guesses[-1].samples) / 16000 > 1.0 + 0.25 + 0.15


def test_a_turn_taken_up_again_is_reported_as_a_second_one():
    line = Line(Hearing())
    for _ in range(2):
        line.sound(1.0, VOICE)
        line.sound(1.5, SILENCE)
        line.recognise()

    assert line.kinds() == ["VoiceStarted", "VoiceEnded", "Utterance"] * 2


def test_sound_without_words_is_unclear():
    line = Line(Hearing())
    line.sound(1.0, VOICE)
    line.sound(1.5, SILENCE)
    line.recognise(NO_WORDS)

    assert isinstance(line.out[-1], Unclear)


def test_a_cough_is_forgotten():
    line = Line(Hearing())
    line.sound(0.2, VOICE)
    line.sound(1.5, SILENCE)
    line.recognise(NO_WORDS)

    assert line.kinds() == ["VoiceStarted", "VoiceEnded"]


@pytest.mark.audio
def test_words_break_into_the_callees_line_within_a_quarter_second():
    line = Line(Hearing(headset=True))
    line.callee(True)
    spoke = line.now + BLOCK_S * 4 + 0.05

    line.play("excuse-me.wav")

    (started,) = [item for item in line.out if isinstance(item, VoiceStarted)]
    assert started.barge_in
    assert started.at == pytest.approx(spoke, abs=0.1)


@pytest.mark.audio
def test_a_hum_breaks_into_nothing():
    line = Line(Hearing(headset=True))
    line.callee(True)

    line.play("mm-hm.wav")

    assert line.out == []
    assert line.guesses == []


def test_what_broke_in_is_a_turn_from_its_very_start():
    line = Line(Hearing(headset=True))
    line.callee(True)
    line.sound(0.5, SILENCE)
    began = line.now
    line.sound(0.4, VOICE)
    line.callee(False)
    line.sound(0.8, VOICE)
    line.sound(1.5, SILENCE)
    line.recognise()

    assert line.kinds() == ["VoiceStarted", "VoiceEnded", "Utterance"]
    assert line.out[0].barge_in
    assert line.out[2].began == pytest.approx(began, abs=2 * BLOCK_S)


def test_whoever_speaks_on_over_the_callee_breaks_in():
    line = Line(Hearing(headset=True))
    line.sound(0.5, VOICE)
    line.callee(True)
    line.sound(0.5, VOICE)

    assert [item.barge_in for item in line.out] == [False, True]


def test_with_loudspeakers_the_ears_are_shut_while_the_callee_speaks_and_just_after():
    hearing = Hearing(headset=False)
    line = Line(hearing)
    line.callee(True)
    assert hearing.deaf(line.now + 5)

    line.callee(False)

    assert hearing.deaf(line.now + 0.1)
    assert not hearing.deaf(line.now + 0.16)


def test_with_loudspeakers_a_turn_ends_where_the_callee_begins():
    line = Line(Hearing(headset=False))
    line.sound(1.0, VOICE)
    line.callee(True)
    line.recognise()

    assert line.kinds() == ["VoiceStarted", "VoiceEnded", "Utterance"]


def test_a_turn_that_is_cut_for_its_length_loses_nothing_and_says_nothing_twice():
    line = Line(Hearing())
    line.sound(40.0, VOICE)
    line.sound(1.5, SILENCE)

    first, second = (len(guess.samples) / 16000 for guess in line.guesses)
    assert first < 30
    assert first + second == pytest.approx(40.0, abs=0.3)


def test_a_cut_line_keeps_what_was_said():
    line = Line(Hearing())
    line.sound(1.0, VOICE)
    line.take(line.hearing.cut(line.now))
    line.recognise()

    assert [type(i) for i in line.out] == [VoiceStarted, VoiceEnded, Utterance]
