"""The folder of calls as the settings show it, on a real disk, and the sound that is chosen there."""

from __future__ import annotations

from datetime import date

from simulator.call_sound import sound_beside
from simulator.core.drills import Try
from simulator.core.events import Dialled, Heard
from simulator.core.record import Header
from simulator.disputes import BESIDE
from simulator.drilling import keep_try, tries_path
from simulator.memory import memory_file
from simulator.records import RecordFile, left_over, records_folder


def call_on_disk(desk, over: bool = True) -> RecordFile:
    scenario = desk.scenario("the-front-desk")
    record = RecordFile(Header(scenario.id, scenario.text, "busy", 1, started="2026-11-24T11:50:00"))
    record.add(Dialled(0))
    record.add(Heard(20_000, "Is she in?"))
    if over:
        record.close()
    return record


def test_what_is_kept_is_counted_with_its_size(desk):
    call_on_disk(desk)
    path = call_on_disk(desk).path

    kept = desk.house.kept()

    assert kept.calls == 2
    assert kept.folder == str(records_folder())
    assert kept.size >= 2 * path.stat().st_size > 0


def test_the_sound_of_a_call_is_counted_apart_and_deleted_with_it(desk):
    sound = sound_beside(call_on_disk(desk).path)
    sound.write_bytes(b"s" * 5000)
    text = desk.house.kept().size
    counted = desk.house.kept().sound
    desk.house.delete_calls()

    assert (counted, text > 0) == (5000, True)
    assert not sound.exists()


def test_the_sound_of_a_call_that_runs_is_not_deleted(desk):
    record = call_on_disk(desk, over=False)
    sound = sound_beside(record.path)
    sound.write_bytes(b"s")
    desk.house.delete_calls()

    assert sound.exists()
    record.close()


def test_an_empty_home_keeps_nothing_and_says_where_it_would(desk):
    kept = desk.house.kept()

    assert (kept.calls, kept.size, kept.wrong) == (0, 0, "")
    assert kept.folder == str(records_folder())


def test_deleting_takes_calls_remarks_and_results_and_leaves_everything_else(desk):
    path = call_on_disk(desk).path
    remark = path.with_name(path.name.removesuffix(".jsonl") + BESIDE)
    own = path.with_name("my notes.txt")
    memories = [memory_file("results"), memory_file("calendar")]
    for file in (remark, own, *memories):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("{}\n")

    said = desk.house.delete_calls()

    assert said == "One call was deleted."
    assert [file.exists() for file in (path, remark, *memories, own)] == [False, False, False, False, True]
    assert desk.house.kept().calls == 0


def test_a_call_cut_short_by_a_crash_is_deleted_too(desk):
    record = call_on_disk(desk, over=False)
    record._file.close()  # as a crash leaves it

    desk.house.delete_calls()

    assert left_over() == []
    assert desk.over.cut_short is None


def test_a_call_that_runs_is_not_deleted(desk):
    record = call_on_disk(desk, over=False)

    desk.house.delete_calls()

    assert record.path.exists()
    record.close()


def test_what_was_promised_is_forgotten_with_the_calls(desk):
    desk.over._bests = {"the-front-desk": {"hit-zero": 90}}

    desk.house.delete_calls()

    assert all(not offer.best and not offer.promise for offer in desk.scenarios)


def test_a_desktop_that_shows_no_folders_says_so_and_does_not_fail(desk, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))

    said = desk.house.open_folder()

    assert "Copy its path" in said
    assert records_folder().is_dir()


def test_the_sound_check_has_somebody_to_be_heard_before_any_briefing(desk):
    desk.house.ready_sound()

    assert desk.sound.scenario is not None
    desk.sound.sample()
    assert desk.telephone.speaker.ready()[1] > 0


def test_another_loudness_is_another_mouth_but_not_in_mid_call(desk):
    desk.house.ready_sound()
    first = desk.telephone.speaker
    desk.change(volume=0.4)
    second = desk.telephone.speaker
    live = desk.open_call("the-front-desk", "busy", None, typed=True)
    desk.change(volume=0.8)

    assert first is not second
    assert desk.telephone.speaker is second
    live.hang_up()
    live.step()
    desk.judge(live)
    assert desk.telephone.speaker is not second


def test_the_names_of_devices_are_plain_words(desk):
    assert all(isinstance(name, str) for name in (*desk.house.microphones, *desk.house.loudspeakers))
    assert desk.telephone.speaker.is_open


def test_what_was_answered_in_drills_is_counted_and_deleted_with_the_calls(desk):
    keep_try(Try(date(2026, 11, 24), "hit-zero/3", "after-the-beep/asks", "met"), tries_path())
    call_on_disk(desk)
    counted = desk.house.kept().answers
    told = desk.house.delete_calls()

    assert counted == 1
    assert not tries_path().exists()
    assert told == "One call was deleted."


def test_drills_can_be_deleted_where_there_are_no_calls(desk):
    keep_try(Try(date(2026, 11, 24), "hit-zero/3", "after-the-beep/asks", "met"), tries_path())

    assert desk.house.delete_calls() == "What you answered in drills was deleted."
    assert desk.house.kept().answers == 0
