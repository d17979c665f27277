"""What a trainer teaches while the window is open is heard from the next call on."""

from __future__ import annotations

from live_calls import answered, hung_up, said

from simulator.core.events import Heard
from simulator.lessons import Lesson, learn, unlearn
from simulator.library import Library
from simulator.records import load_record

WORDS = "Purple elephants rarely wear hats."
TAUGHT = Lesson("thank", True, WORDS)


def heard_in_a_call(desk) -> set[str]:
    """The moves that are heard in those words, on a call of its own."""
    desk.brief("the-front-desk", "warm")
    live = desk.open_call("the-front-desk", "warm", None, typed=True)
    answered(live)
    said(live, WORDS)
    hung_up(live)
    record = desk.judge(live).record
    assert record is not None
    [words] = [event for event in load_record(record).events if isinstance(event, Heard)]
    return {move.move for move in words.moves if move.sure}


def test_a_correction_counts_from_the_next_call_on_and_is_forgotten_as_soon(desk):
    desk.library = Library()
    before = heard_in_a_call(desk)
    learn(desk.library, TAUGHT, "Ines")
    taught = heard_in_a_call(desk)
    unlearn(WORDS, "thank", True)
    forgotten = heard_in_a_call(desk)

    assert "thank" not in before
    assert "thank" in taught
    assert "thank" not in forgotten


def test_a_second_try_hears_what_was_taught_meanwhile_and_its_record_says_so(desk):
    desk.library = Library()
    desk.brief("the-front-desk", "warm")
    live = desk.open_call("the-front-desk", "warm", None, typed=True)
    answered(live)
    said(live, "Good morning.")
    hung_up(live)
    first = desk.judge(live)
    learn(desk.library, TAUGHT, "Ines")
    again = desk.take_up(first.record, min(first.can_retry), typed=True)
    said(again, WORDS)
    hung_up(again)
    record = load_record(desk.judge(again).record)

    [words] = [event for event in record.events if isinstance(event, Heard)]
    assert "thank" in {move.move for move in words.moves}
    assert WORDS in record.header.catalogue
    assert WORDS not in load_record(first.record).header.catalogue
