"""The whole game behind the window: real scenarios, a real call by typing, real scorecards; SDL's dummy devices."""

from __future__ import annotations

import re
import shutil
from datetime import datetime
from pathlib import Path

import pytest
from live_calls import answered, hung_up, until

from simulator import SCENARIOS
from simulator.core.events import Dialled, Heard
from simulator.core.levels import LEVEL_MS, Levels
from simulator.core.record import Header
from simulator.desk import Desk
from simulator.library import Library
from simulator.records import RecordFile, left_over, records_folder
from simulator.screen.game import CannotOpen
from simulator.settings import Settings

SPOKEN = Path(__file__).parent / "screen" / "spoken" / "the-front-desk.jsonl"
FAIR = re.findall(
    r"```yaml\n(moves:.*?)```", (Path(__file__).parents[1] / "docs" / "own-moves.md").read_text("utf-8"), re.DOTALL
)[0]
"""The own move of the document."""


def records_folder_made() -> Path:
    """The folder of calls before the first."""
    records_folder().mkdir(parents=True, exist_ok=True)
    return records_folder()


def test_the_lobby_shows_what_is_on_the_shelf(desk):
    assert [offer.id for offer in desk.scenarios] == ["after-the-beep", "caught-driving", "the-front-desk"]
    assert all(offer.callee and offer.about for offer in desk.scenarios)
    assert {author.initial for author in desk.playbooks} == {"E", "G", "?", "K", "F"}


def test_a_broken_scenario_is_shown_with_what_is_wrong(home):
    own = home / "own"
    own.mkdir()
    (own / "mine.yaml").write_text("hit_zero: 2\n")
    desk = Desk(Library((SCENARIOS, own)), Settings())

    broken = next(offer for offer in desk.scenarios if offer.id == "mine")

    assert "mine.yaml" in broken.broken
    desk.close()


def test_the_briefing_tells_what_the_trainee_knows(desk):
    briefing = desk.brief("the-front-desk", "busy")

    assert briefing.title == "The front desk"
    assert "Ellen" in briefing.goal
    assert briefing.you_know


def test_the_briefing_shows_the_number_that_the_scenario_gives_the_trainee(desk):
    assert desk.brief("after-the-beep", "busy").phone == "555 0164"


def test_a_scenario_that_is_not_there_cannot_be_opened(desk):
    with pytest.raises(CannotOpen, match="no scenario is called"):
        desk.brief("nobody", "busy")


def test_a_typed_call_ends_in_five_scorecards_and_a_best_result(desk):
    desk.brief("the-front-desk", "warm")
    live = desk.open_call("the-front-desk", "warm", None, typed=True)
    answered(live)
    live.say("Hi Grace, could you help me? I got Ellen's voicemail. Is she in a meeting, or at lunch?")
    until(live, lambda: any(t.who == "trainee" for t in live.call.state.turns))
    hung_up(live)

    debrief = desk.judge(live)

    assert sorted(debrief.scorecards) == ["always-leave-one", "ask-for-help", "cell-no", "cell-yes", "hit-zero"]
    assert debrief.scorecards["ask-for-help"].total > 0
    assert debrief.file is not None
    assert "Totals" in debrief.file.text()
    best = next(offer.best for offer in desk.scenarios if offer.id == "the-front-desk")
    assert best["ask-for-help"] == debrief.scorecards["ask-for-help"].total
    assert len(list(records_folder().glob("*.jsonl"))) == 1


def test_an_old_call_can_be_disputed_and_says_why_it_cannot_be_heard(desk):
    leaves_a_message(desk)
    record = next(records_folder().glob("*.jsonl")).stem
    old = desk.over.old_call(record).file
    rule = next(j.rule for card in old._judged.cards for j in card.judgments if j.verdict == "missed")

    wrong = old.dispute(rule, "said", "")

    assert wrong == ""
    assert desk.over.old_call(record).file.is_open(rule)
    assert "typed" in old.sound.why_not


def test_a_typed_second_try_of_a_spoken_call_shows_how_loud_the_first_was(desk):
    first = Path(shutil.copy(SPOKEN, records_folder_made() / "2026-11-20-100000-the-front-desk.jsonl"))
    old = desk.over.old_call(first.stem)
    turn, fork = sorted(old.can_retry.items())[3]
    live = desk.take_up(first, turn, typed=True)
    before = live.levels.you[: fork // LEVEL_MS]
    live.say("That is quite all right, Grace.")
    live.step()
    hung_up(live)
    second = desk.judge(live)

    slot = fork // LEVEL_MS
    assert max(old.levels.you[:slot]) > 0.5
    assert before == old.levels.you[:slot], "the ribbon of the call goes on from there"
    assert second.levels == Levels(old.levels.you[:slot], old.levels.them[:slot])
    assert "not kept" in old.file.sound.why_not, "it was spoken"
    assert "not kept" in second.file.sound.why_not, "a part of it was spoken"


def test_letting_the_phone_be_is_a_call_that_is_over_at_once(desk):
    desk.brief("caught-driving", "busy")

    live = desk.open_call("caught-driving", "busy", "not_dial", typed=True)

    assert live.call.is_over
    assert desk.judge(live).scorecards["cell-no"].total == 100


def test_a_call_that_a_crash_cut_short_is_offered_and_opens(desk):
    scenario = desk.scenario("the-front-desk")
    record = RecordFile(Header(scenario.id, scenario.text, "busy", 1, started="2026-11-24T11:50:00"))
    record.add(Dialled(0))
    record.add(Heard(20_000, "Is she in?"))
    record._file.close()

    offered = desk.over.cut_short
    debrief = offered.open()

    assert offered.what == "The front desk (busy), begun 2026-11-24 at 11:50. You had spoken once."
    assert debrief.title == "The front desk"
    assert left_over() == []
    assert desk.over.cut_short is None


@pytest.mark.parametrize("opened", [True, False])
def test_what_a_call_cut_short_had_promised_stands_in_the_lobby_at_once(desk, opened):
    leaves_a_message(desk)
    whole = next(records_folder().glob("*.jsonl"))
    lines = whole.read_text("utf-8").splitlines(keepends=True)
    desk.over.forget()
    whole.unlink()
    whole.with_name(f"{whole.stem}.live.jsonl").write_text("".join(lines[:-1]), "utf-8", newline="\n")
    before = desk.over.promise("after-the-beep")
    cut = desk.over.cut_short
    cut.open() if opened else cut.leave()

    assert before == ""
    assert desk.over.promise("after-the-beep") == "You promised Walter Benson to ring Wed 25 Nov, 09:00."


def leaves_a_message(desk, way: str = "referred") -> None:
    """A typed call to the box: a message with a promise, then the receiver is put down."""
    desk.brief("after-the-beep", "warm")
    live = desk.open_call("after-the-beep", "warm", None, True, way)
    live._timers["rings"] = 0.0
    until(live, lambda: live.call.state.phase.name == "RECORDING")
    live.say("Hello Walter, this is Robin Clarke. Helen Marsh asked me to call you. I'll call again tomorrow at nine.")
    until(live, lambda: any(t.message for t in live.call.state.turns))
    hung_up(live)
    desk.judge(live)


def test_a_promise_on_the_tape_stands_in_the_lobby_and_the_briefing_offers_its_minute(desk):
    first = [way.label for way in desk.brief("after-the-beep", "warm").ways]
    leaves_a_message(desk)

    offer = next(offer for offer in desk.scenarios if offer.id == "after-the-beep")
    labels = [way.label for way in desk.brief("after-the-beep", "warm").ways]

    assert first == ["Nobody sent you", "Helen Marsh sent you", "He picks up only numbers he knows"]
    assert offer.promise == "You promised Walter Benson to ring Wed 25 Nov, 09:00."
    assert labels[:2] == ["Ring Wed 25 Nov, 09:00, as promised", "Ring now, before that"]
    assert len(labels) == 5


def test_the_promised_call_begins_with_what_the_first_one_left(desk):
    leaves_a_message(desk)
    desk.brief("after-the-beep", "warm")
    live = desk.open_call("after-the-beep", "warm", None, True, "then")
    live._timers["rings"] = 0.0
    until(live, lambda: live.call.state.phase.name == "RECORDING")
    facts, header = live.call.facts, live.record.header
    hung_up(live)

    kept = {j.rule: j.verdict for card in desk.judge(live).scorecards.values() for j in card.judgments}

    assert (facts.calls_before, facts.messages_before, facts.referral.name) == (1, 1, "Helen Marsh")
    assert f"{facts.now:%d %H:%M}" == "25 09:00"
    assert (header.case, (records_folder() / header.after).is_file()) == ("referred", True)
    assert kept["hit-zero/11"] == "met"


def test_by_the_real_clock_a_first_call_is_made_now(home):
    desk = Desk(Library((SCENARIOS,)), Settings(typed=True, headset=True, clock="real"))

    now = desk.brief("the-front-desk", "warm").ways[0].facts.now

    assert abs((datetime.now() - now).total_seconds()) < 600
    desk.close()


def test_a_move_that_a_scenario_brings_is_ready_when_its_call_begins(home):
    own = home / "own"
    text = (SCENARIOS / "the-front-desk.yaml").read_text("utf-8")
    own.mkdir()
    (own / "my-desk.yaml").write_text(f"{text}\n{FAIR}", "utf-8")
    desk = Desk(Library((SCENARIOS, own)), Settings(typed=True, headset=True))
    desk.brief("my-desk", "warm")
    live = desk.open_call("my-desk", "warm", None, typed=True)
    answered(live)

    live.say("Hello, we met at the linen expo in Boston.")
    until(live, lambda: any(t.who == "trainee" for t in live.call.state.turns))

    (mine,) = (t for t in live.call.state.turns if t.who == "trainee")
    assert "mention_fair" in [m.move for m in mine.moves if m.sure]
    assert "mention_fair" in next(records_folder().iterdir()).read_text("utf-8").splitlines()[0]
    desk.close()
