"""Second tries in the whole game: taken up by typing, kept, judged, and counted for nothing that a fresh call is."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import pytest
from live_calls import answered, hung_up, said, until
from review_calls import record_file

from simulator import SCENARIOS
from simulator.core.promises import promises
from simulator.core.record import Header, replay, write_record
from simulator.core.yaml_text import BadFile
from simulator.desk import Desk
from simulator.diary import entries, last_call
from simulator.drilling import drill
from simulator.library import Library
from simulator.progress import History
from simulator.records import all_records, load_record, records_folder
from simulator.report_file import report_of
from simulator.results import results, write_results
from simulator.retrying import comparison, moments, take_up, two_calls
from simulator.scores import score
from simulator.screen.game import CannotOpen
from simulator.settings import Settings

LIBRARY = Library((SCENARIOS,))
ASKS = "Hi Grace, could you help me? Is Ellen in a meeting, or at lunch?"


def called(desk, *words: str) -> Path:
    """A typed call of the front desk in which that is said; its record."""
    desk.brief("the-front-desk", "warm")
    live = desk.open_call("the-front-desk", "warm", None, typed=True)
    answered(live)
    for each in words:
        said(live, each)
    hung_up(live)
    record = desk.judge(live).record
    assert record is not None
    return record


def tried_again(desk, record: Path, turn: int, *words: str) -> Path:
    live = desk.take_up(record, turn, typed=True)
    for each in words:
        said(live, each)
    hung_up(live)
    again = desk.judge(live).record
    assert again is not None
    return again


def test_a_call_goes_on_where_it_is_taken_up_and_its_record_is_whole(desk):
    record = called(desk, "Hello.", "Could you put me through?")
    old = load_record(record)

    again = load_record(tried_again(desk, record, 1, ASKS))

    call, _ = replay(again, LIBRARY.move_ids)
    taken = again.header.retry_events
    assert again.events[:taken] == old.events[:taken]
    assert [t.text for t in call.state.turns[:2]] == [replay(old, LIBRARY.move_ids)[0].state.turns[0].text, ASKS]
    assert again.header.retry_of == record.name
    assert again.events[taken].at >= again.header.retry_at


def test_the_clock_goes_on_from_the_moment_and_not_from_nought(desk):
    record = called(desk, "Hello.")
    at = moments(LIBRARY, record)[1]

    live = desk.take_up(record, 1, typed=True)

    assert at <= live.now < at + 5000
    assert live.call.at == at > 0


def test_a_line_of_theirs_is_said_again(desk):
    record = called(desk, "Hello.")
    live = desk.take_up(record, 0, typed=True)

    assert live.call.state.speaking is not None
    until(live, lambda: live.call.awaits_trainee)

    assert [t.who for t in live.call.state.turns] == ["other"]


def test_a_second_try_of_a_second_try_is_one_of_the_first_call(desk):
    record = called(desk, "Hello.", "Could you put me through?")
    second = tried_again(desk, record, 1, ASKS)

    third = load_record(tried_again(desk, second, 1, "Good morning."))

    assert (third.header.attempt, third.header.retry_of) == (3, second.name)
    assert replay(third, LIBRARY.move_ids)[0].state.turns[1].text == "Good morning."


def test_a_second_try_counts_for_no_best_result_and_no_row_of_calls(desk):
    record = called(desk, "Hello.")
    before = next(offer.best for offer in desk.scenarios if offer.id == "the-front-desk")
    again = tried_again(desk, record, 1, ASKS)

    after = next(offer.best for offer in desk.scenarios if offer.id == "the-front-desk")
    there = Desk(Library((SCENARIOS,)), Settings(typed=True))
    there.over.wait()

    assert after == before == there.over.best("the-front-desk")
    assert last_call("the-front-desk", "", LIBRARY.move_ids).file == record.name
    assert [past.file for past in entries(LIBRARY.move_ids)] == [record.name]
    assert set(all_records()) == {record, again}
    there.close()


def test_in_the_list_of_calls_a_second_try_is_marked_and_names_what_it_comes_from(desk):
    record = called(desk, "Hello.")
    again = tried_again(desk, record, 1, ASKS)
    out = io.StringIO()

    write_results(results(LIBRARY), list(LIBRARY.playbooks), "text", out)

    rows = {row.record: row for row in results(LIBRARY).rows}
    assert (rows[record.stem].marks, rows[record.stem].retry_of) == ("", "")
    assert rows[again.stem].retry_of == record.stem
    assert rows[again.stem].marks.startswith("second try from 0:")
    assert "2 calls, 1 of them a second try." in out.getvalue()


def test_a_second_try_is_listed_in_the_progress_and_counts_in_none_of_its_figures(desk):
    record = called(desk, "Hello.")
    again = tried_again(desk, record, 1, ASKS, "I will ring again tomorrow at two, Grace.")
    history = History(LIBRARY)

    history.look("", "practice")

    found = history.progress
    assert found is not None
    assert [attempt.record for attempt in found.calls] == [again.stem, record.stem]
    assert [attempt.record for attempt in found.attempts] == [record.stem]
    assert promises(replay(load_record(again), LIBRARY.move_ids)[0].transcript())
    assert found.dues == ()


def test_what_a_second_try_missed_brings_no_drill(desk):
    record = called(desk, "Hello.")
    tried_again(desk, record, 1, "Just put me through.")
    record.unlink()
    said: list[str] = []

    drill(LIBRARY, "ask-for-help", "", date(2026, 11, 24), lambda prompt: None, said.append)

    assert said[0].startswith("No call is on record yet")


def test_the_score_and_the_report_of_a_second_try_say_what_it_is(desk):
    record = called(desk, "Hello.")
    again = tried_again(desk, record, 1, ASKS)
    text, line = io.StringIO(), io.StringIO()

    score(LIBRARY, again, "all", "text", text)
    score(LIBRARY, again, "all", "json", line)

    assert text.getvalue().startswith("Second try from 0:")
    assert json.loads(line.getvalue())["retry"] | {"at_ms": 0} == {"of": record.stem, "at_ms": 0, "attempt": 2}
    assert "Second try from 0:" in report_of(LIBRARY, again, ".html")
    assert "retry" not in report_of(LIBRARY, record, ".json").partition("scorecards")[0]


def test_a_scenario_that_was_changed_since_is_played_as_it_was(home, desk):
    record = called(desk, "Hello.")
    own = home / "own"
    own.mkdir()
    changed = (SCENARIOS / "the-front-desk.yaml").read_text("utf-8").replace("title: The front desk", "title: Another")
    (own / "the-front-desk.yaml").write_text(changed, "utf-8")
    later = Desk(Library((SCENARIOS, own)), Settings(typed=True))

    live = later.take_up(record, 1, typed=True)

    assert later.scenario("the-front-desk").title == "Another"
    assert live.call.scenario.title == "The front desk"
    later.close()


def test_two_tries_are_held_against_each_other(desk):
    record = called(desk, "Hello.")
    again = tried_again(desk, record, 1, ASKS)

    found = comparison(LIBRARY, again)

    help_ = next(author for author in found.compared.authors if author.playbook == "ask-for-help")
    at = moments(LIBRARY, record)[1] // 1000
    assert (found.left.record, found.right.record) == (record.name, again.name)
    assert (found.left.label, found.right.label) == ("First try", f"Second try from 0:{at:02d}")
    assert [t.who for t in found.compared.before] == ["other"]
    assert (found.compared.rows[0].left.text, found.compared.rows[0].right.text) == ("Hello.", ASKS)
    assert help_.right > help_.left
    assert help_.changes[0].gain > 0


def test_a_first_try_is_held_against_its_last_and_any_two_can_be_chosen(desk):
    record = called(desk, "Hello.")
    second, other = tried_again(desk, record, 1, ASKS), tried_again(desk, record, 1, "Good morning.")

    found, chosen = comparison(LIBRARY, record), comparison(LIBRARY, record, second.name, other.name)

    assert [side.record for side in found.sides] == [record.name, second.name, other.name]
    assert (found.left.record, found.right.record) == (record.name, other.name)
    assert [t.text for t in (chosen.compared.rows[0].left, chosen.compared.rows[0].right)] == [ASKS, "Good morning."]


def test_a_second_try_outlives_its_first(desk):
    record = called(desk, "Hello.")
    again = tried_again(desk, record, 1, ASKS)
    record.unlink()

    opened = desk.over.old_call(again.stem)

    assert opened.tries == 1
    assert opened.retry.startswith("Second try from 0:")
    assert opened.can_retry


def test_calls_without_a_common_beginning_are_refused_in_words(desk):
    record, other = called(desk, "Hello."), called(desk, "Good morning.")
    text = other.read_text("utf-8").splitlines(keepends=True)
    lines = load_record(record).header.seed, load_record(other).header.seed
    other.write_text("".join([text[0].replace(f'"seed": {lines[1]}', '"seed": 77777'), *text[1:]]), "utf-8")

    with pytest.raises(BadFile, match="no beginning in common"):
        comparison(LIBRARY, record, record.name, other.name)


def test_a_turn_that_cannot_be_taken_up_is_refused_with_those_that_can(desk):
    record = called(desk, "Hello.")

    with pytest.raises(BadFile, match="at these: 0, 1"):
        take_up(LIBRARY, record, 40, Header("", "", "", 0))


def test_a_record_that_is_gone_cannot_be_taken_up(desk):
    with pytest.raises(CannotOpen, match="cannot be read"):
        desk.take_up(records_folder() / "gone.jsonl", 1, typed=True)


def test_any_two_calls_of_one_scenario_stand_side_by_side_the_earlier_on_the_left(tmp_path):
    later, earlier = (
        record_file(tmp_path, "good", "2026-11-25-100000-x"),
        record_file(tmp_path, "poor", "2026-11-24-100000-x"),
    )
    found = two_calls(LIBRARY, (later, earlier))

    assert (found.left.label, found.right.label) == ("The earlier call", "The later call")
    assert (found.left.record, found.compared.at, found.compared.before) == (earlier.name, 0, ())
    assert found.compared.ended == ("hung_up_on", "friendly")
    galper = next(author for author in found.compared.authors if author.playbook == "ask-for-help")
    assert galper.left < galper.right
    assert galper.changes


def test_two_tries_of_one_call_are_compared_as_that_from_the_list_too(tmp_path):
    record = record_file(tmp_path, "good", "2026-11-24-100000-x")
    begun = take_up(LIBRARY, record, sorted(moments(LIBRARY, record))[2], Header("", "", "", 0)).record
    again = tmp_path / "2026-11-24-110000-x.jsonl"
    again.write_text(write_record(begun), "utf-8", newline="\n")
    found = two_calls(LIBRARY, (again, record))

    assert found.compared.before
    assert found.right.label.startswith("Second try from ")


def test_calls_of_two_scenarios_are_not_laid_side_by_side(tmp_path):
    one, other = record_file(tmp_path, "good"), record_file(tmp_path, "helen-sent-me", scenario="after-the-beep")

    with pytest.raises(BadFile, match="two scenarios"):
        two_calls(LIBRARY, (one, other))
