"""A live call without devices: typed ears, a mouth without a loudspeaker, the real clock."""

from __future__ import annotations

import time
from queue import SimpleQueue

import pytest
from live_calls import until

from simulator import SCENARIOS
from simulator.core.call import Call
from simulator.core.events import DeviceLost, Heard, TipShown
from simulator.core.levels import LEVEL_MS, MARK, loudness, read_levels
from simulator.core.record import Header
from simulator.core.tips import Prompter
from simulator.core.turns import YOU
from simulator.joints import names_in
from simulator.library import Library
from simulator.play import TYPED_SILENCE, LiveCall
from simulator.records import RecordFile, load_record
from simulator.speech.ears import Ears, EarSettings, MicrophoneLost
from simulator.speech.speaker import MouthSettings, Speaker, VoiceLost

LIBRARY = Library((SCENARIOS,))


@pytest.fixture
def live(tmp_path, understanding):
    """A call of the front desk, typed; its mouth never opened a loudspeaker."""
    yield from on_line(tmp_path, understanding)


@pytest.fixture
def spoken(tmp_path, understanding):
    """The same with ears, at which no microphone is: nothing is heard but what is put there."""
    yield from on_line(tmp_path, understanding, Ears(SimpleQueue(), EarSettings()))


def on_line(folder, understanding, ears=None):
    scenario, _ = LIBRARY.find("the-front-desk")
    said: SimpleQueue = SimpleQueue()
    speaker = Speaker(said, MouthSettings(engine="", ready_made=(), cache=folder / "cache"))
    record = RecordFile(Header(scenario.id, scenario.text, "warm", 3), folder)
    call = LiveCall(Call(scenario, "warm", 3), record, understanding, speaker, said, ears)
    yield call
    call.close()
    speaker.close()


def picked_up(live: LiveCall) -> None:
    """Dialled, and the ringing is cut short: in the next frame she has begun to speak."""
    live.dial()
    live.step()
    live._timers["rings"] = 0.0
    live.step()


def test_a_typed_call_is_heard_answered_and_recorded(live):
    picked_up(live)
    live.say("Hi Grace, could you help me? Is Ellen in a meeting or at lunch?")

    live.step()

    heard = next(e for e in live.record.events if isinstance(e, Heard))
    assert heard.typed
    assert {"greet", "ask_for_help", "offer_options"} <= {m.move for m in heard.moves}
    assert load_record(live.record.path).events == tuple(live.record.events)
    assert live.call.state.turns[-1].who == "other"


def test_the_callees_line_is_a_caption_with_the_word_that_is_heard(live):
    picked_up(live)

    until(live, lambda: (live.caption() or None) and live.caption().end > 8)

    caption = live.caption()
    assert (caption.who, caption.text[caption.start : caption.end].strip()) != (YOU, "")


def test_whoever_is_typing_is_not_silent(live):
    picked_up(live)
    until(live, lambda: live.call.state.speaking is None and "silence" in live._timers)
    live.typing = True
    live._timers["silence"] = 0.0

    live.step()

    patience = live.call.scenario.silence.after / 1000 * TYPED_SILENCE
    assert live.call.state.silences == 0
    assert live._timers["silence"] > time.monotonic() + patience - 1, "after the last letter it begins anew"


def test_whoever_has_just_sent_a_line_is_not_silent(live):
    picked_up(live)
    until(live, lambda: live.call.state.speaking is None and "silence" in live._timers)
    live._timers["silence"] = 0.0
    live.say("Hi Grace, could you help me?")

    live.step()

    assert live.call.state.silences == 0
    assert isinstance(live.record.events[-1], Heard)


def test_a_typed_line_leaves_its_mark_among_the_trainees_levels(live):
    picked_up(live)
    quiet = max(live.levels.you)
    live.say("Hi Grace, could you help me?")

    live.step()

    heard = live.record.events[-1]
    assert (quiet, live.levels.you[heard.at // LEVEL_MS]) == (0.0, MARK)


def test_how_loud_both_sides_of_a_spoken_call_were_stands_in_its_record(spoken):
    picked_up(spoken)
    at = spoken.now
    spoken.ears.recent_levels.append((time.monotonic(), 0.1))
    spoken.speaker.recent_levels.append((time.monotonic(), 0.05))
    until(spoken, lambda: spoken.now > at + LEVEL_MS)
    spoken.hang_up()
    spoken.step()
    until(spoken, lambda: spoken.now > spoken.call.at + 4 * LEVEL_MS)

    levels = read_levels(load_record(spoken.close()).levels)

    assert max(levels.you[at // LEVEL_MS :]) == pytest.approx(loudness(0.1), abs=0.01)
    assert max(levels.them) == pytest.approx(loudness(0.05), abs=0.01)
    assert len(levels.you) == len(levels.them) == spoken.call.at // LEVEL_MS + 1


def test_a_typed_call_keeps_no_levels(live):
    picked_up(live)
    live.say("Hi Grace, could you help me?")
    live.step()

    assert load_record(live.close()).levels == ""


def test_a_microphone_that_vanishes_is_said_and_the_call_goes_on(live):
    picked_up(live)
    live._reports[0].put(MicrophoneLost(time.monotonic(), "The microphone was taken away."))

    live.step()
    live.say("Hello Grace.")
    live.step()

    assert "Type your words" in live.notice
    assert [type(e) for e in live.record.events[-2:]] == [DeviceLost, Heard]


def test_a_voice_engine_that_dies_leaves_captions_and_the_call_goes_on(live):
    live._reports[0].put(VoiceLost(time.monotonic(), "The voice engine died."))
    picked_up(live)

    until(live, lambda: live.call.state.turns and live.call.state.speaking is None)

    assert "goes on" in live.notice
    assert live.call.state.turns[0].text


def test_hanging_up_ends_the_call_and_closes_its_record(live):
    picked_up(live)
    live.hang_up()
    live.step()

    live.close()

    assert live.call.state.ended == "hung_up"
    assert live.record.path.exists()
    assert ".live" not in live.record.path.name, "a call that is over is live no more"


def test_closing_the_window_in_mid_call_hangs_up(live):
    picked_up(live)

    live.close()

    assert live.call.is_over


def test_breaking_in_by_key_stops_the_callee(live):
    picked_up(live)
    assert live.call.state.speaking is not None

    live.break_in()
    live.step()
    live.step()

    assert live.call.state.speaking is None
    assert live.call.state.turns[0].cut


def test_the_names_that_may_be_said_are_those_of_the_scenario():
    names = names_in(LIBRARY.find("the-front-desk")[0])

    assert names.prospect == "Ellen Marsh"
    assert "Grace" in names.others


def test_a_tip_that_is_shown_stands_in_the_record(live: LiveCall) -> None:
    live.prompter, live.tips = Prompter(LIBRARY.playbooks["ask-for-help"]), True
    picked_up(live)
    until(live, lambda: live.tip is not None)
    shown = live.tip
    live.hang_up()
    live.step()
    live.close()

    found = [e for e in load_record(live.record.path).events if isinstance(e, TipShown)]
    assert [(e.rule, e.what) for e in found] == [(shown.rule, shown.what)]
    assert live.call.transcript().marks == ("with tips",)


def test_without_tips_a_call_is_not_marked(live: LiveCall) -> None:
    live.prompter = Prompter(LIBRARY.playbooks["ask-for-help"])
    picked_up(live)
    until(live, lambda: live.call.awaits_trainee)

    assert live.tip is None
    assert live.call.transcript().marks == ()
