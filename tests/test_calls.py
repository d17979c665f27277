"""Calls from anywhere: each is read or refused by itself, with its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from review_calls import LEFT, LIBRARY, record_file, transcript_file

from simulator.calls import FoundCall, calls_at, files_at, is_many, passed_over, read_as
from simulator.core.events import NOTHING_UNDERSTOOD
from simulator.core.transcripts import LONGEST
from simulator.core.yaml_text import BadFile


def found(path: Path) -> list[FoundCall]:
    return list(calls_at(path, LIBRARY, lambda turn, heard, standing, names: ((), NOTHING_UNDERSTOOD)))


def trouble(path: Path) -> str:
    [call] = found(path)
    return str(call.trouble)


def lines(path: Path, *rows: bytes) -> Path:
    path.write_bytes(b"\n".join(rows) + b"\n")
    return path


def row(**more: Any) -> bytes:
    return json.dumps(LEFT | more).encode()


def test_a_record_is_read_with_its_events(tmp_path: Path) -> None:
    path = record_file(tmp_path)

    [call] = found(path)

    assert call.id == "the-front-desk-good"
    assert call.record is not None
    assert call.transcript is not None
    assert call.transcript.turns


def test_a_transcript_is_called_by_its_own_id(tmp_path: Path) -> None:
    [named] = found(transcript_file(tmp_path, LEFT | {"id": 17}))
    [plain] = found(transcript_file(tmp_path, name="monday.json"))

    assert (named.id, plain.id) == (17, "monday")


def test_lines_are_calls_each_with_its_id_or_its_line(tmp_path: Path) -> None:
    calls = found(lines(tmp_path / "many.jsonl", row(id="a"), b"", row()))

    assert [c.id for c in calls] == ["a", "many:3"]


def test_a_bad_line_is_named_and_the_next_is_read(tmp_path: Path) -> None:
    path = lines(tmp_path / "many.jsonl", b'{"turns": [{"text": "x"}]}', b"\xff\xfe", b"{", row(id="b"))

    *bad, good = found(path)

    assert str(bad[0].trouble) == f"{path}:1: turn 1: who is missing; write it"
    assert str(bad[1].trouble).startswith(f"{path}:2: this is not UTF-8 text")
    assert str(bad[2].trouble).startswith(f"{path}:3: this is not JSON")
    assert good.transcript is not None


def test_a_line_as_long_as_a_library_is_passed_over_as_one(tmp_path: Path) -> None:
    path = lines(tmp_path / "many.jsonl", b"x" * (2 * LONGEST + 5), row(id="b"))

    bad, good = found(path)

    assert "more than a call may hold" in str(bad.trouble)
    assert good.id == "b"


def test_a_folder_holds_the_calls_of_its_folders_too_in_order(tmp_path: Path) -> None:
    record_file(tmp_path / "b", name="2")
    transcript_file(tmp_path, name="1.json")
    (tmp_path / "notes.txt").write_text("no call")

    assert [c.id for c in found(tmp_path)] == ["1", "2"]


def test_a_folder_without_calls_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="there is no call in this folder"):
        files_at(tmp_path)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ('{"turns": [{"text": "x"}]}', "call.json:1: turn 1: who is missing"),
        (
            '{"turns": [\n{"who": "other", "text": "x"},\n{"who": "trainee",\n"text": "x", "start": -1}]}',
            ":4: turn 2: start",
        ),
        ('{"turns": [],\n"actions": [{"after_turn": 3,\n"do": "hang_up"}]}', ":2: action 1: after_turn is 3"),
        ('{"turns": [{"who": "trainee", "text": "%s"}]}' % ("x" * 1_000_000), "turn 1: text has more than 20000"),
        ('{"facts": {"errand": "cool"}}', "facts.errand may be"),
        ('{"facts": {"messages_before": 2, "calls_before": 0}}', "facts.messages_before is 2, but"),
        ("{}", "there is no turn and no action in it"),
        ("[]", "expected an object"),
        ("", "this is not JSON"),
    ],
)
def test_a_transcript_that_cannot_be_used_names_the_place(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "call.json"
    path.write_text(content, "utf-8")

    assert says in trouble(path)


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_another_encoding_is_told(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "call.json"
    path.write_bytes('{"turns": [{"who": "trainee", "text": "Grüezi"}]}'.encode(encoding))

    assert "this is not UTF-8 text" in trouble(path)


def test_a_record_of_another_version_is_told(tmp_path: Path) -> None:
    path = record_file(tmp_path)
    path.write_text(path.read_text("utf-8").replace('"hit_zero_record": 1', '"hit_zero_record": 9', 1), "utf-8")

    assert "this record has version 9" in trouble(path)


def test_a_record_torn_in_its_first_line_is_told(tmp_path: Path) -> None:
    path = record_file(tmp_path)
    path.write_bytes(path.read_bytes()[:200])

    assert "the first line of this record was torn off" in trouble(path)


def test_a_record_torn_later_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    path = record_file(tmp_path)
    path.write_bytes(path.read_bytes()[:-20])

    [call] = found(path)

    assert call.record is not None
    assert call.record.cut


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert "is the name right?" in trouble(tmp_path / "nowhere.json")
    assert "is the name right?" in trouble(tmp_path / "nowhere.jsonl")


def test_a_record_is_one_call_though_it_has_many_lines(tmp_path: Path) -> None:
    assert not is_many(record_file(tmp_path))
    assert is_many(lines(tmp_path / "many.jsonl", row()))
    assert is_many(tmp_path)


SPOKEN = "Paul: Harwick Foods, good morning.\nMe: Hi, could you help me?\n"


def text_file(path: Path, text: str = SPOKEN) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", SPOKEN),
        ("a.md", SPOKEN),
        ("a", SPOKEN),
        ("a.txt", "[0:01] Paul: Harwick Foods, good morning.\n[0:03] Me: Hi, could you help me?\n"),
        (
            "a.yaml",
            'turns:\n  - {who: other, text: "Harwick Foods, good morning."}\n'
            '  - {who: trainee, text: "Hi, could you help me?"}\n',
        ),
        (
            "a.txt",
            '{"turns": [{"who": "other", "text": "Harwick Foods, good morning."},'
            '{"who": "trainee", "text": "Hi, could you help me?"}]}',
        ),
    ],
)
def test_a_call_is_read_however_it_was_written_down(tmp_path: Path, name: str, text: str) -> None:
    [call] = found(text_file(tmp_path / name, text))

    assert call.transcript is not None, call.trouble
    assert [(t.who, t.text) for t in call.transcript.turns] == [
        ("other", "Harwick Foods, good morning."),
        ("trainee", "Hi, could you help me?"),
    ]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.txt", f"with: receptionst\n{SPOKEN}".encode(), ":1: facts.with may be"),
        ("a.txt", f"\nmessages before: 2\ncalls before: 0\n{SPOKEN}".encode(), ":2: facts.messages_before is 2, but"),
        ("a.txt", f"{SPOKEN}Me: {'x' * 1_000_000}".encode(), ":3: turn 3: text has more than 20000"),
        ("a.txt", "Paul: Hello?\nMe: Grüezi\n".encode("latin-1"), ":2: this is not UTF-8 text"),
        ("a.txt", SPOKEN.encode("utf-16"), ": this is not UTF-8 text but UTF-16"),
        ("a.docx", b"PK\x03\x04....[Content_Types].xml", ": this is a Word or Excel file"),
        ("a.csv", b"who,text\nother,Hello\n", ": this is a table; write the call as text"),
        ("a.yaml", b"facts:\n  errand: cool\nturns:\n  - {who: trainee, text: Hi}\n", ":2: facts.errand may be"),
        ("a.yaml", b"turns:\n  - {who: trainee, text: Hi}\n  - {text: Hello}\n", ":3: turn 2: who is missing"),
        ("a.yaml", b"turns:\n  - {who: trainee, text: Hi, Paul}\n", ":2: a text seems torn apart at the comma"),
        (
            "a.yaml",
            b"turns:\n  - {who: trainee, text: " + b"x" * 1_000_000 + b"}\n",
            ":2: 1000034 characters are more than a call may hold (400000); this is its longest line; cut it",
        ),
        (
            "a.json",
            b'{"turns": [{"who": "other",\n"text": "x"},]}',
            ":2: this is not JSON (Expecting value, at letter 14",
        ),
        ("a.txt", b"x" * 17_000_000, ": this is more than a call may hold (4000000 characters); cut it"),
    ],
)
def test_what_is_wrong_with_a_call_is_told_with_its_place(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    assert trouble(path).startswith(f"{path}{says}")


def test_texts_in_a_folder_are_read_where_somebody_is_the_trainee(tmp_path: Path) -> None:
    text_file(tmp_path / "a.txt")
    text_file(tmp_path / "b.txt", "Buy milk.\n")
    text_file(tmp_path / "c.yaml", "turns:\n  - {who: trainee, text: Hi}\n")
    text_file(tmp_path / "d.yaml", "hit_zero: 1\ntitle: A desk\n")
    text_file(tmp_path / "e.txt", "Friday's call\nTotals\nWhat was said\n0:04 You: Hi\n")

    assert [c.id for c in found(tmp_path)] == ["a", "c"]
    assert [path.name for path in passed_over(tmp_path)] == ["b.txt", "e.txt"]


def test_a_text_in_a_folder_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    text_file(tmp_path / "a.txt", "Good morning.\nMe: Hi.\n")

    assert "a.txt:1: who says this?" in trouble(tmp_path)


def test_how_a_text_was_read_is_told_without_its_words(tmp_path: Path) -> None:
    [call] = found(text_file(tmp_path / "a.txt"))
    [other] = found(text_file(tmp_path / "b.txt", f"with: voicemail\ncalls before: 1\n{SPOKEN}"))

    assert read_as(call) == (
        f"{call.path}: 2 turns, 1 of them the trainee's; the others are Paul. "
        "It is judged as a first, cold call to a receptionist: no other fact is written down."
    )
    assert read_as(other).endswith("Facts: with voicemail, calls before 1; all others as on a first, cold call.")
