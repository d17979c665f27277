from __future__ import annotations

import pytest

from simulator.core.corrections import parse_corrections
from simulator.core.yaml_text import BadFile

TEXT = """
moves:
  thank:
    examples:
      - {say: "Cheers, love.", by: Ines, when: "2026-11-22T10:00:00"}
    not_examples:
      - {heard: "No.", say: "Thanks for nothing.", by: Jo, when: "2026-11-20T10:00:00"}
  greet:
    examples:
      - Ahoy there.
"""


def test_corrections_are_read_with_who_and_when_the_oldest_first() -> None:
    undated, older, newer = parse_corrections(TEXT, "x", ["thank", "greet"])

    assert (undated.move, undated.counts, undated.by) == ("greet", True, "")
    assert (older.say, older.heard, older.counts, older.by) == ("Thanks for nothing.", "No.", False, "Jo")
    assert newer.when == "2026-11-22T10:00:00"


def test_a_file_with_nothing_in_it_corrects_nothing() -> None:
    assert parse_corrections("# nothing yet\n\nmoves:\n", "x", []) == ()


def test_a_move_that_does_not_ship_is_named_with_its_line() -> None:
    with pytest.raises(BadFile, match=r"x:3: no move that ships is called 'thanks'"):
        parse_corrections(TEXT.replace("thank:", "thanks:"), "x", ["thank", "greet"])


def test_an_unknown_field_is_told() -> None:
    with pytest.raises(BadFile, match="x:5"):
        parse_corrections(TEXT.replace("by: Ines", "bye: Ines"), "x", ["thank", "greet"])
