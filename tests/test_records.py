"""Records on disk: whole after a crash, said in words where the disk does not take them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from simulator.core.events import Dialled, Heard, HungUp
from simulator.core.levels import Levels, levels_line
from simulator.core.record import Header
from simulator.core.yaml_text import BadFile
from simulator.records import RecordFile, all_records, left_over, load_record, settle

HEADER = Header("the-front-desk", "hit_zero: 1", "busy", 7)
WRITER = """
import sys, time
from pathlib import Path
from simulator.core.events import Dialled, Heard
from simulator.core.record import Header
from simulator.records import RecordFile
record = RecordFile(Header("the-front-desk", "hit_zero: 1", "busy", 7), Path(sys.argv[1]))
record.add(Dialled(0))
record.add(Heard(900, "It was said."))
print("written", flush=True)
time.sleep(60)
"""


CRAMPED = """
import resource, signal, sys
from pathlib import Path
from simulator.core.events import HungUp
from simulator.core.record import Header
from simulator.records import RecordFile
record = RecordFile(Header("the-front-desk", "hit_zero: 1", "busy", 7), Path(sys.argv[1]))
record.add(HungUp(100))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
room = record.path.stat().st_size + 20
resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
print(record.close("x" * 500))
"""


def test_what_was_written_is_read_back(tmp_path):
    record = RecordFile(HEADER, tmp_path)
    record.add(Dialled(0))
    record.add(HungUp(100))

    path = record.close()

    assert load_record(path).events == (Dialled(0), HungUp(100))
    assert list(all_records(tmp_path)) == [path]


def test_what_a_second_try_takes_over_stands_before_its_own(tmp_path):
    record = RecordFile(HEADER, tmp_path, before=(Dialled(0), Heard(900, "Said before.")))
    record.add(HungUp(1000))

    assert load_record(record.close()).events == (Dialled(0), Heard(900, "Said before."), HungUp(1000))


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a signal of Unix")
def test_a_killed_process_loses_nothing_said_so_far_and_is_offered(tmp_path):
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    assert writer.stdout.readline() == "written\n"
    assert left_over(tmp_path) == [], "a call that is going on is no leftover"

    writer.send_signal(signal.SIGKILL)
    writer.wait()
    writer.stdout.close()

    [path] = left_over(tmp_path)
    assert load_record(path).events[-1] == Heard(900, "It was said.")


def test_a_line_cut_in_the_middle_of_a_letter_is_read_up_to_it(tmp_path):
    record = RecordFile(HEADER, tmp_path)
    record.add(Dialled(0))
    record.add(Heard(900, "Übermorgen"))
    path = record.close()
    raw = path.read_bytes()
    path.write_bytes(raw[: raw.index("Ü".encode()) + 1])

    read = load_record(path)

    assert (read.cut, read.events) == (True, (Dialled(0),))


def test_a_folder_that_cannot_be_written_to_is_said_and_the_call_goes_on(tmp_path):
    (tmp_path / "calls").write_text("a file where a folder should be")

    record = RecordFile(HEADER, tmp_path / "calls")
    record.add(Dialled(0))

    assert "cannot be kept on disk" in record.trouble
    assert record.record().events == (Dialled(0),)
    assert record.close() is None


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, a disk that is always full")
def test_a_full_disk_in_mid_call_is_said_and_the_call_goes_on(tmp_path):
    record = RecordFile(HEADER, tmp_path)
    record.add(Dialled(0))
    full = os.open("/dev/full", os.O_WRONLY)
    os.dup2(full, record._file.fileno())
    os.close(full)

    record.add(HungUp(100))

    assert "No space left" in record.trouble
    assert record.record().events == (Dialled(0), HungUp(100))


def test_how_loud_a_call_was_stands_behind_its_events(tmp_path):
    record = RecordFile(HEADER, tmp_path)
    record.add(HungUp(100))
    line = levels_line(Levels([0.2], [0.6]))

    read = load_record(record.close(line))

    assert (read.events, read.levels, read.cut) == ((HungUp(100),), line, False)


@pytest.mark.skipif(sys.platform == "win32", reason="a limit on the size of files is one of Unix")
def test_a_disk_without_room_for_the_levels_leaves_the_record_whole(tmp_path):
    done = subprocess.run([sys.executable, "-c", CRAMPED, str(tmp_path)], check=True, capture_output=True, text=True)

    [path] = all_records(tmp_path)
    assert path == Path(done.stdout.strip())
    read = load_record(path)
    assert (read.events, read.levels, read.cut) == ((HungUp(100),), "", False)


def test_two_calls_in_one_second_have_two_files(tmp_path):
    one, other = RecordFile(HEADER, tmp_path), RecordFile(HEADER, tmp_path)

    assert one.path != other.path
    assert {one.close(), other.close()} == set(all_records(tmp_path))


def test_a_leftover_that_is_settled_is_an_ordinary_record(tmp_path):
    path = tmp_path / "2026-11-24-115000-x.live.jsonl"
    path.write_text("")

    settle(path)

    assert left_over(tmp_path) == []
    assert [p.name for p in all_records(tmp_path)] == ["2026-11-24-115000-x.jsonl"]


def test_a_missing_record_is_said_in_words(tmp_path):
    with pytest.raises(BadFile, match="cannot be read"):
        load_record(tmp_path / "nowhere.jsonl")
