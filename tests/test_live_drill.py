"""A drill behind the window: real moments, the real recogniser of moves, a mouth without a loudspeaker."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import Future
from datetime import datetime, timedelta
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import pytest
from review_calls import LIBRARY

from simulator.core.drills import BOX_DAYS, todays_drill
from simulator.drilling import all_moments, load_tries, worths
from simulator.live_drill import PAUSE_S, UNCLEAR, LiveDrill
from simulator.speech.hearing import MicrophoneLost, Unclear, Utterance, VoiceStarted
from simulator.speech.sound import Sound
from simulator.speech.speaker import MouthSettings, Speaker
from simulator.understanding.meaning import Understanding
from simulator.understanding.recogniser import ModelMissing

DAY = datetime(2026, 11, 24, 10)
TODAY = todays_drill(all_moments(LIBRARY), (), (), worths(LIBRARY), DAY.date())


class Wall:
    """The clock on the wall, which can be put forward."""

    skipped = 0.0

    def __call__(self) -> float:
        return time.monotonic() + self.skipped


class Seated:
    """Somebody in a drill; what the ears would report is put into their queue."""

    def __init__(
        self,
        folder: Path,
        understanding: Understanding,
        ready: bool = True,
        untimed: bool = False,
        path: Path | None = None,
    ) -> None:
        assert TODAY is not None
        self.said, self.heard = SimpleQueue[Any](), SimpleQueue[Any]()
        self.wall, self.path = Wall(), path or folder / "drills.jsonl"
        self.speaker = Speaker(self.said, MouthSettings(engine="", ready_made=(), cache=folder / "cache"))
        self.future: Future[Understanding] = Future()
        if ready:
            self.future.set_result(understanding)
        self.moments = TODAY.moments
        self.drill = LiveDrill(
            *(LIBRARY, TODAY, self.future, self.speaker, self.said, None, self.heard),
            untimed=untimed,
            path=self.path,
            clock=self.wall,
            calendar=lambda: DAY,
        )

    def hear(self, text: str) -> Seated:
        """An utterance of the trainee."""
        now = self.wall()
        self.heard.put(Utterance(now, text, 0.9, now - 2, now - 1, (), Sound(2000)))
        self.drill.step()
        return self

    def wait(self, seconds: float) -> Seated:
        self.wall.skipped += seconds
        self.drill.step()
        return self


@pytest.fixture
def sit(tmp_path: Path, understanding: Understanding) -> Iterator[Any]:
    begun: list[Seated] = []

    def begin(**how: Any) -> Seated:
        begun.append(Seated(tmp_path, understanding, **how))
        return begun[-1]

    yield begin
    for one in begun:
        one.drill.close()
        one.speaker.close()


def test_a_moment_shows_the_line_to_answer_the_move_and_whose_it_is(sit) -> None:
    scene = sit().drill.scene

    assert scene.turns[-1].who == "other"
    assert scene.move
    assert scene.author in {book.author for book in LIBRARY.playbooks.values()}
    assert scene.whom


def test_the_other_side_says_its_line_and_says_it_again_when_asked(sit) -> None:
    seated = sit()
    first = seated.drill.caption()
    seated.wait(5).wait(30)
    silence = seated.drill.caption()
    seated.drill.repeat()

    assert first.text == seated.drill.scene.turns[-1].text
    assert silence is None
    assert seated.drill.caption().text == first.text


def test_the_plans_own_words_meet_the_rule_and_rest_for_a_day(sit) -> None:
    seated = sit()
    seated.drill.say(seated.moments[0].words)

    assert seated.drill.answer.judgment.verdict == "met"
    assert seated.drill.answer.back == DAY.date() + timedelta(days=BOX_DAYS[1])


def test_who_does_not_know_is_shown_what_could_be_said(sit) -> None:
    seated = sit()
    seated.drill.say("")

    assert seated.drill.answer.judgment.verdict == "missed"
    assert seated.drill.answer.could
    assert seated.drill.answer.back is None
    assert seated.drill.answer.shown
    assert [one.shown for one in load_tries(seated.path)] == [True]


def test_an_answer_is_on_the_disk_when_its_verdict_is_shown_and_not_its_words(sit) -> None:
    seated = sit()
    seated.drill.say("It's about the weather, I suppose.")

    answer = seated.drill.answer
    kept = [(one.day, one.verdict, one.shown) for one in load_tries(seated.path)]
    assert kept == [(DAY.date(), answer.judgment.verdict, False)]
    assert "weather" not in seated.path.read_text("utf-8")


def test_an_answer_that_is_heard_is_judged_after_a_pause(sit) -> None:
    seated = sit().hear(TODAY.moments[0].words)
    before = seated.drill.answer
    seated.wait(PAUSE_S + 0.1)

    assert before is None
    assert seated.drill.answer.said == TODAY.moments[0].words


def test_who_goes_on_speaking_is_waited_for(sit) -> None:
    seated = sit().hear("Well, let me see.")
    seated.heard.put(VoiceStarted(seated.wall()))
    seated.wait(PAUSE_S + 5)
    waited = seated.drill.answer
    seated.hear("Could you help me?").wait(PAUSE_S + 0.1)

    assert waited is None
    assert seated.drill.answer.said == "Well, let me see. Could you help me?"


def test_in_untimed_mode_an_answer_is_judged_when_the_trainee_says_so(sit) -> None:
    seated = sit(untimed=True).hear("Could you help me?").wait(600)
    waited = seated.drill.answer
    seated.drill.say("")

    assert waited is None
    assert seated.drill.answer.said == "Could you help me?"


def test_what_could_not_be_made_out_is_asked_for_again(sit) -> None:
    seated = sit()
    seated.heard.put(Unclear(seated.wall()))
    seated.drill.step()

    assert seated.drill.notice == UNCLEAR
    assert seated.drill.answer is None


def test_without_a_microphone_the_drill_goes_on_by_typing(sit) -> None:
    seated = sit()
    seated.heard.put(MicrophoneLost(seated.wall(), "The microphone was taken away."))
    seated.drill.step()
    seated.drill.say("Could you help me?")

    assert "Type your answer" in seated.drill.notice
    assert seated.drill.answer is not None


def test_an_answer_before_the_models_are_there_is_judged_when_they_are(sit, understanding) -> None:
    seated = sit(ready=False)
    loading = seated.drill.loading
    seated.drill.say(seated.moments[0].words)
    waiting = seated.drill.judging, seated.drill.answer
    seated.future.set_result(understanding)
    seated.drill.step()

    assert loading
    assert waiting == (True, None)
    assert seated.drill.answer.judgment.verdict == "met"


def test_a_missing_model_is_said_in_words(sit) -> None:
    seated = sit(ready=False)
    seated.future.set_exception(ModelMissing("The model of moves is missing."))
    seated.drill.say("Could you help me?")

    assert seated.drill.failed == "The model of moves is missing."


def test_a_disk_that_takes_nothing_is_said_and_the_drill_goes_on(sit, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    seated = sit(path=tmp_path / "file" / "drills.jsonl")
    seated.drill.say(seated.moments[0].words)

    assert "cannot be kept" in seated.drill.notice
    assert seated.drill.answer.judgment.verdict == "met"


def test_after_the_last_moment_it_is_over(sit) -> None:
    seated = sit()
    for moment in seated.moments:
        seated.drill.say(moment.words)
        seated.drill.next()

    assert seated.drill.scene is None
    assert [one.judgment.verdict for one in seated.drill.answered] == ["met"] * seated.drill.of
