from __future__ import annotations

from pathlib import Path
from typing import Any

from simulator.memory import Memory


def asked(memory: Memory, file: Path, worked: list[str], value: str = "made") -> str:
    """A row of that file; `worked` grows whenever it had to be worked out."""

    def work() -> str:
        worked.append(file.name)
        return value

    return memory.row(file.stem, (file,), work, str, str)


def opened(folder: Path, edition: str = "one") -> Memory:
    return Memory(folder / "memory.json", edition, str(folder))


def test_what_was_worked_out_is_remembered_by_the_next_program(tmp_path: Path) -> None:
    file, worked = tmp_path / "call.jsonl", list[str]()
    file.write_text("a call", "utf-8")
    first = opened(tmp_path)
    asked(first, file, worked)
    first.keep({"call"})

    assert asked(opened(tmp_path), file, worked) == "made"
    assert worked == ["call.jsonl"]


def test_a_file_that_changed_is_worked_out_again(tmp_path: Path) -> None:
    file, worked = tmp_path / "call.jsonl", list[str]()
    file.write_text("a call", "utf-8")
    memory = opened(tmp_path)
    asked(memory, file, worked)
    file.write_text("another call", "utf-8")

    assert asked(memory, file, worked, "new") == "new"


def test_another_edition_remembers_nothing(tmp_path: Path) -> None:
    file, worked = tmp_path / "call.jsonl", list[str]()
    file.write_text("a call", "utf-8")
    first = opened(tmp_path)
    asked(first, file, worked)
    first.keep({"call"})

    assert asked(opened(tmp_path, "two"), file, worked, "new") == "new"


def test_a_damaged_memory_is_thrown_away(tmp_path: Path) -> None:
    file, worked = tmp_path / "call.jsonl", list[str]()
    file.write_text("a call", "utf-8")
    for text in ("{", "[]", '{"edition": "one", "folder": "x"}', '{"edition": "one", "folder": "x", "rows": [3]}'):
        (tmp_path / "memory.json").write_text(text.replace("x", str(tmp_path)), "utf-8")
        assert asked(opened(tmp_path), file, worked, "new") == "new"


def test_a_row_that_cannot_be_read_is_worked_out_again(tmp_path: Path) -> None:
    file = tmp_path / "call.jsonl"
    file.write_text("a call", "utf-8")
    memory = opened(tmp_path)

    def unreadable(kept: Any) -> str:
        raise ValueError

    for _ in range(2):
        assert memory.row("call", (file,), lambda: "made", str, unreadable) == "made"


def test_what_is_gone_is_forgotten(tmp_path: Path) -> None:
    file, worked = tmp_path / "call.jsonl", list[str]()
    file.write_text("a call", "utf-8")
    first = opened(tmp_path)
    asked(first, file, worked)
    first.keep(set())

    asked(opened(tmp_path), file, worked)
    assert worked == ["call.jsonl", "call.jsonl"]
