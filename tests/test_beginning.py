"""How a typed call begins: first, again, at a time of one's choice, or waiting for its minute."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from simulator import records
from simulator.beginning import Begins, begin
from simulator.core.events import Chose, Dialled, Heard, HungUp, LineFinished, MoveHeard, TimerFired, Understood
from simulator.core.record import Header
from simulator.core.ways import Way
from simulator.core.yaml_text import BadFile
from simulator.library import Library
from simulator.records import RecordFile
from simulator.settings import Settings

LIBRARY = Library()
SCENARIO, _ = LIBRARY.find("after-the-beep")
DUE = datetime(2026, 11, 25, 9)
PRACTICE, REAL = Settings(), Settings(clock="real")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own for the records."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("APPDATA", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def promised() -> None:
    """A message with a promise for Wednesday at nine is on record."""
    file = RecordFile(Header("after-the-beep", SCENARIO.text, "busy", 3, facts={}, case="referred"))
    move = MoveHeard("promise_call_back_time", 1.0, 0, 30)
    for event in (
        Chose(0, "dial_desk"),
        Dialled(0),
        TimerFired(12_000, "rings"),
        LineFinished(18_000),
        TimerFired(18_500, "beep"),
        Heard(25_000, "I'll ring you tomorrow at nine.", (move,), understood=Understood("2026-11-25T09:00")),
        HungUp(26_000),
    ):
        file.add(event)
    assert file.close() is not None
    assert records.records_folder().is_dir()


class Clock:
    """A real clock that only sleeping moves on."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


def beginning(wanted: Begins, settings: Settings = PRACTICE, clock: Clock | None = None) -> Way:
    clock = clock or Clock(DUE)
    return begin(LIBRARY, SCENARIO, wanted, settings, clock, clock.sleep)[0]


def test_a_call_is_a_first_one_unless_another_is_asked_for(promised) -> None:
    way = beginning(Begins())

    assert (way.case, way.goes_on, way.facts.calls_before) == ("stranger", False, 0)


def test_a_first_call_is_made_in_the_case_that_is_named() -> None:
    assert beginning(Begins(case="referred")).facts.referral.name == "Helen Marsh"


def test_the_next_call_comes_when_promised_and_names_its_record(promised) -> None:
    way, after = begin(LIBRARY, SCENARIO, Begins(again=True), Settings())

    assert (way.facts.now, way.case, way.facts.messages_before) == (DUE, "referred", 1)
    assert (records.records_folder() / after).is_file()


@pytest.mark.parametrize(
    ("at", "now"),
    [
        ("09:20", "2026-11-25 09:20"),
        ("9:20", "2026-11-25 09:20"),
        ("2026-11-26 10:00", "2026-11-26 10:00"),
        ("now", "2026-11-24 10:21"),
    ],
)
def test_by_the_practice_clock_any_later_time_may_be_named(promised, at: str, now: str) -> None:
    assert beginning(Begins(again=True, at=at)).facts.now == datetime.fromisoformat(now)


@pytest.mark.parametrize(
    ("wanted", "settings", "says"),
    [
        (Begins(again=True, at="noonish"), Settings(), "'noonish' is no time; write --at 14:05"),
        (Begins(again=True, at="2026-11-24 09:00"), Settings(), "is before the end of your last call"),
        (Begins(again=True, case="stranger"), Settings(), "the case is that of the first call of the row"),
        (Begins(case="sent"), Settings(), "has no case 'sent'; cases are stranger, referred, screener"),
        (Begins(at="14:00"), REAL, "the clock is real, so no time can be chosen"),
    ],
)
def test_what_cannot_be_is_refused_with_a_way_out(promised, wanted: Begins, settings: Settings, says: str) -> None:
    with pytest.raises(BadFile) as refused:
        beginning(wanted, settings)

    assert says in str(refused.value)


def test_there_is_no_next_call_without_one_before() -> None:
    with pytest.raises(BadFile, match="there is no call to Walter Benson to go on from yet"):
        beginning(Begins(again=True))


def test_by_the_real_clock_a_promised_call_waits_for_its_minute(promised) -> None:
    clock = Clock(DUE - timedelta(minutes=4, seconds=30))

    assert beginning(Begins(again=True), REAL, clock).facts.now == clock.now == DUE


def test_by_the_real_clock_nothing_opens_more_than_five_minutes_before(promised) -> None:
    with pytest.raises(BadFile, match="your call is at Wed 25 Nov, 09:00; come back from 08:55 on"):
        beginning(Begins(again=True), REAL, Clock(DUE - timedelta(minutes=6)))


def test_by_the_real_clock_one_may_ring_early_or_late(promised) -> None:
    early, late = Clock(DUE - timedelta(hours=1)), Clock(DUE + timedelta(minutes=9))

    assert beginning(Begins(again=True, at="now"), REAL, early).facts.now == early.now
    assert beginning(Begins(again=True), REAL, late).facts.now == late.now
