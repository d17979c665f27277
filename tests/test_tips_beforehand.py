"""A tip about the number, from the rules on the shelf to the mark on the record."""

from __future__ import annotations

from simulator.core.events import TipShown
from simulator.core.record import replay
from simulator.desk import Desk
from simulator.records import load_record, records_folder


def test_the_briefing_holds_what_the_chosen_author_would_do_about_the_number(desk: Desk) -> None:
    told = {}
    for author in ("cell-yes", "cell-no", "always-leave-one"):
        desk.change(playbook=author)
        told[author] = [tip.what for tip in desk.brief("caught-driving", "busy").advice.values()]

    assert told["cell-yes"] == ["ringing the cell"]
    assert told["cell-no"] == ["ringing the desk or letting the call be"]
    assert told["always-leave-one"] == []


def test_a_call_without_a_choice_has_no_such_tip(desk: Desk) -> None:
    assert not desk.brief("the-front-desk", "busy").advice


def test_a_call_before_which_a_tip_was_shown_is_marked_and_replays_so(desk: Desk) -> None:
    desk.change(playbook="cell-yes")
    tip = next(iter(desk.brief("caught-driving", "busy").advice.values()))
    debrief = desk.judge(desk.open_call("caught-driving", "busy", "not_dial", typed=True, tip=tip))
    record = load_record(next(records_folder().glob("*.jsonl")))
    again, _ = replay(record, desk.library.move_ids)

    assert record.events[0] == TipShown(0, "cell-yes/1", "ringing the cell")
    assert debrief.transcript.marks == again.transcript().marks == ("with tips",)
