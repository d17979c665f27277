from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from simulator.core.facts import Facts
from simulator.core.scorecard import SILENT
from simulator.core.scoring import Scorecard, disagreements, score_all
from simulator.core.transcripts import read_transcript
from simulator.core.turns import Transcript
from simulator.library import Library
from simulator.report import as_summary, as_text, as_values, clock, source

BOOKS = list(Library().playbooks.values())
LEFT = {
    "facts": {"with": "voicemail"},
    "turns": [
        {"who": "other", "text": "Please leave a message."},
        {"who": "trainee", "text": "It's about your files.", "start": 65_000, "moves": ["state_purpose"]},
    ],
    "names": {"prospect": "Dana Whitlow"},
}


def judged(call: dict[str, Any] = LEFT) -> tuple[tuple[Scorecard, ...], Any]:
    transcript = read_transcript(call)
    cards = score_all(transcript, BOOKS)
    return cards, disagreements(transcript, BOOKS, cards)


def test_the_totals_of_all_authors_come_first() -> None:
    cards, disagreed = judged()

    head = as_text(cards, disagreed).split("\n\n")[0].splitlines()

    assert len(head) == len(BOOKS)
    assert head[0] == f"Susan A. Enns      {cards[0].total} of 100"
    assert SILENT in head[2]


def test_a_judgment_is_shown_with_its_words_its_moment_and_its_source() -> None:
    text = as_text(*judged())

    assert "[x] Said why you call (met)  +6 of 6" in text
    assert '1:05 "It\'s about your files."' in text
    assert "always-leave-one/2: Susan A. Enns, On scam calls and voicemail" in text


def test_what_was_missed_comes_with_what_one_could_say() -> None:
    assert "Instead: Press 0, and ask whoever answers to help you find Dana Whitlow." in as_text(*judged())


def test_rules_that_were_not_called_for_are_shown_only_when_asked_for() -> None:
    cards, disagreed = judged()

    assert "(not called for)" not in as_text(cards, disagreed)
    assert "Asked the assistant for fifteen minutes (not called for)" in as_text(cards, disagreed, every_rule=True)


def test_where_authors_disagree_both_sides_are_told() -> None:
    text = as_text(*judged())

    assert "Leave a message for somebody who does not know you?" in text
    assert "Susan A. Enns: " in text
    assert "(you did so)" in " ".join(text.split())
    assert "(you did not)" in " ".join(text.split())


def test_what_was_avoided_takes_one_line_an_author() -> None:
    text = as_text(*judged())

    assert "[-] Avoided: " in text
    assert "Nothing of the kind was heard" not in text


def test_half_a_screen_tells_how_it_ended_what_came_of_it_and_what_to_try() -> None:
    cards, disagreed = judged()
    told = Transcript(Facts(), (), (), {}, "friendly", {"back_at": "two"}, "2026-11-24T14:00")

    lines = as_summary(told, cards, disagreed).splitlines()

    assert lines[:3] == [
        "The call ended kindly.",
        "You learned: two (back at).",
        "You promised to ring Tue 24 Nov, 14:00.",
    ]
    assert "What Susan A. Enns would try next time" in lines
    assert any(line.strip().startswith("They part here.") for line in lines)
    assert len(lines) < 30


def test_a_call_in_which_nothing_happened_says_so() -> None:
    nothing = Transcript(Facts(), ())

    assert "There was too little to judge." in as_summary(nothing, score_all(nothing, BOOKS))


def test_what_was_learned_is_told_before_what_it_is_called() -> None:
    told = replace(read_transcript(LEFT), learned={"back_at": "One fifteen today.", "cell": "555 0196"})

    assert "You learned: One fifteen today (back at); 555 0196 (cell)." in as_summary(told, ())


def test_where_authors_part_each_stance_ends_once() -> None:
    cards, disagreed = judged()

    parted = " ".join(as_summary(read_transcript(LEFT), cards, disagreed).split())

    assert "They part here." in parted
    assert ".;" not in parted


def test_a_promise_of_a_day_names_no_hour() -> None:
    told = Transcript(Facts(), (), promised="2026-11-27T00:00")

    assert "You promised to ring Fri 27 Nov." in as_summary(told, ())


def test_no_line_is_wider_than_a_terminal() -> None:
    assert max(map(len, as_text(*judged(), every_rule=True).splitlines())) <= 100


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("hit-zero/2", "Colleen Francis, The gatekeepers; "),
        ("always-leave-one/2b", "house rule, beside Susan A. Enns, "),
    ],
)
def test_a_house_rule_is_never_put_into_the_author_s_mouth(rule: str, told: str) -> None:
    found = next(j for card in judged()[0] for j in card.judgments if j.rule == rule)

    assert source(found).startswith(told)


def test_what_only_follows_from_a_document_says_so() -> None:
    found = next(j for card in judged()[0] for j in card.judgments if j.rule == "cell-yes/4")

    assert source(found).endswith("; follows from the document")


def test_the_values_for_json_hold_everything_in_a_fixed_order() -> None:
    cards, disagreed = judged()

    values = as_values(cards, disagreed)

    assert list(values) == ["scorecards", "disagreements", "measures"]
    first = values["scorecards"][0]
    assert (first["playbook"], first["total"]) == ("always-leave-one", cards[0].total)
    shown = next(j for j in first["judgments"] if j["rule"] == "always-leave-one/2")
    assert shown["evidence"][0] == {
        "turn": 1,
        "from": 0,
        "to": 22,
        "quote": "It's about your files.",
        "at_ms": 65_000,
        "move": "state_purpose",
        "action": "",
        "measure": "",
    }
    assert {"rule", "verdict", "points", "of", "evidence", "why", "instead", "source"} <= set(shown)


def test_the_same_call_is_written_the_same_byte_for_byte() -> None:
    assert json.dumps(as_values(*judged())) == json.dumps(as_values(*judged()))
    assert as_text(*judged()) == as_text(*judged())


def test_moments_are_minutes_and_seconds() -> None:
    assert [clock(ms) for ms in (0, 7_900, 61_000, 3_600_000)] == ["0:00", "0:07", "1:01", "60:00"]


def test_an_untimed_call_says_so_above_its_totals() -> None:
    told = as_summary(Transcript(Facts(), (), ended="hung_up", untimed=True), ())

    assert told.splitlines()[0] == "You hung up. It was untimed."
