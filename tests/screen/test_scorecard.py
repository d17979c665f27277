"""What the call was worth, and why."""

from __future__ import annotations

from dataclasses import replace

import pygame as pg
import pytest

from screen.sample import AUTHORS, JUDGMENTS, TURNS, SampleDebrief
from screen.seat import Seat
from simulator.core.events import Understood
from simulator.core.scorecard import Evidence
from simulator.core.turns import Done, Goal
from simulator.screen.debrief import length
from simulator.screen.judgments import points, quoted, source
from simulator.screen.scorecard import ScorecardScreen
from simulator.screen.transcript import runs, spans

INITIALS = {author.id: author.initial for author in AUTHORS}


def read(seat: Seat, debrief: SampleDebrief | None = None, playbook: str = "ask-for-help") -> ScorecardScreen:
    screen = ScorecardScreen(seat.window, debrief or SampleDebrief(), playbook, INITIALS, lambda: None, lambda: None)
    seat.sit(screen).wait(1)
    return screen


def test_the_total_names_whose_rules_it_used(seat: Seat) -> None:
    read(seat)

    assert "51" in [text.text for text in seat.texts]
    assert "busy, by Ari Galper" in seat.words


def test_under_the_total_it_is_told_where_it_comes_from(seat: Seat) -> None:
    screen = read(seat)
    assert screen.card is not None

    assert screen.card.reckoning
    assert screen.card.reckoning in seat.words


def test_the_total_counts_up_and_then_stands_still(seat: Seat) -> None:
    screen = ScorecardScreen(seat.window, SampleDebrief(), "ask-for-help", INITIALS, lambda: None, lambda: None)
    seat.sit(screen).wait(0.1)
    counting, moving = [t.text for t in seat.texts if t.box.h > 100], seat.window.moving
    seat.wait(1).wait(1)

    assert counting != ["51"]
    assert moving
    assert [t.text for t in seat.texts if t.box.h > 100] == ["51"]
    assert not seat.window.moving


def test_with_less_motion_the_total_is_there_at_once() -> None:
    seat = Seat(reduce_motion=True)
    seat.sit(ScorecardScreen(seat.window, SampleDebrief(), "ask-for-help", INITIALS, lambda: None, lambda: None))

    assert not seat.window.moving


def test_a_judgment_shows_words_moment_rule_author_and_document(seat: Seat) -> None:
    read(seat)

    for said in ("0:20", "“…just a quick thing…”", "Follows from Ari Galper", "−8", "You could say:"):
        assert said in seat.words


def test_a_house_rule_is_never_put_in_an_authors_mouth() -> None:
    said, follows, house = (source(replace(JUDGMENTS[1], basis=b)) for b in ("said", "follows", "house"))

    assert said.startswith("Ari Galper, ")
    assert follows.startswith("Follows from Ari Galper, ")
    assert house.startswith("House rule, put beside Ari Galper, ")


def test_points_are_read_as_people_read_them() -> None:
    assert [points(j) for j in JUDGMENTS] == ["−8", "12 of 12", "15 of 15", "0 of 10", "not counted", "", ""]


def test_rules_where_nothing_happened_are_folded_away_until_asked_for(seat: Seat) -> None:
    read(seat)
    before = seat.words
    while seat.focus != "more":
        seat.key(pg.K_TAB)
    seat.key(pg.K_RETURN, "\r")

    assert "Did not pitch" not in before
    assert "Did not pitch" in seat.words
    assert "House rule" in seat.words


def test_every_author_is_listed_with_a_total_or_silence(seat: Seat) -> None:
    read(seat)

    assert all(author.name in seat.words for author in AUTHORS)
    assert seat.words.count("says nothing on such a call") == 3


def test_another_authors_judgments_are_one_click_away(seat: Seat) -> None:
    read(seat)
    seat.click("author.hit-zero")

    assert "busy, by Colleen Francis" in seat.words
    assert "83" in [t.text for t in seat.texts if t.box.h > 100]


def test_an_author_who_says_nothing_gets_no_number(seat: Seat) -> None:
    read(seat)
    seat.click("author.cell-no")

    assert [t.text for t in seat.texts if t.box.h > 100] == []
    assert "Author not named says nothing on such a call." in seat.words


def test_a_mark_on_the_ribbon_leads_to_its_judgment(seat: Seat) -> None:
    screen = read(seat)
    seat.click("mark.ask-for-help/1b")

    assert screen.chosen == JUDGMENTS[0]


def test_choosing_a_judgment_twice_lets_it_go(seat: Seat) -> None:
    screen = read(seat)
    seat.click("judgment.ask-for-help/2")
    first = screen.chosen
    seat.click("judgment.ask-for-help/2")

    assert first == JUDGMENTS[1]
    assert screen.chosen is None


def test_the_words_that_count_are_underlined_in_the_transcript() -> None:
    lines = {run.text: run.under for turn in TURNS for run in runs(turn, JUDGMENTS) if run.under}

    assert lines == {
        "maybe you can help me for a minute?": "done",
        "at lunch, or in a meeting by any chance?": "done",
        "just a quick thing": "-avoid",
        "Thank you very much": "-ink3",
    }


def test_what_was_broken_wins_where_two_judgments_point_at_the_same_words() -> None:
    both = replace(JUDGMENTS[1], evidence=(Evidence(3, 0, "it’s just a quick thing", 4, 27),))

    assert [verdict for _, _, verdict in spans(TURNS[3], [both, JUDGMENTS[0]])] == ["broken"]


def test_a_quote_that_is_cut_says_so_at_the_cut_end() -> None:
    texts = {3: "Oh, it’s just a quick thing, um, for Dana."}

    assert quoted(Evidence(3, 0, "just a quick thing", 9, 27), texts) == "“…just a quick thing…”"
    assert quoted(Evidence(3, 0, "for Dana", 33, 41), texts) == "“…for Dana”"
    assert quoted(Evidence(3, 0, texts[3], 0, 42), texts) == f"“{texts[3]}”"


def test_a_call_not_made_is_told_once(seat: Seat) -> None:
    plain = SampleDebrief().transcript
    done = (Done(-1, "not_dial", 0),)
    read(seat, SampleDebrief(transcript=replace(plain, turns=(), actions=done, ended="not_dialled")))

    assert [text.text for text in seat.texts].count("[You did not ring]") == 1


def test_a_transcript_that_was_cut_short_says_where(seat: Seat) -> None:
    plain = SampleDebrief().transcript
    read(seat, SampleDebrief(transcript=replace(plain, actions=(), ended="")))

    assert "[cut here]" in seat.words


def test_disagreements_stand_on_a_slip_with_both_sides(seat: Seat) -> None:
    read(seat)

    for said in ("Where they part", "no message was left", "you did so", "worse than none"):
        assert said in seat.words


def test_a_call_of_which_nothing_could_be_kept_says_so(seat: Seat) -> None:
    read(seat, SampleDebrief(marked_unsaved="The folder for records cannot be written to."))
    said = seat.words
    seat.click("notice.close")

    assert "The folder for records cannot be written to." in said
    assert "The folder for records cannot be written to." not in seat.words


def test_a_call_in_which_nothing_was_said_has_a_scorecard_too(seat: Seat) -> None:
    plain = SampleDebrief()
    read(seat, SampleDebrief(transcript=replace(plain.transcript, turns=(), actions=())))

    assert "Nothing was said" in seat.words


def test_a_call_is_as_long_as_its_last_turn_action_or_sound() -> None:
    assert length(SampleDebrief()) == STEPS


def test_a_kept_promise_is_shown_with_its_time_and_words(seat: Seat) -> None:
    promise = "Wed 25 Nov, 09:00: I’ll call again tomorrow at nine."
    kept = replace(JUDGMENTS[1], evidence=(Evidence(-1, 0, action="dial_desk", promise=promise),))
    plain = SampleDebrief()
    card = replace(plain.scorecards["ask-for-help"], judgments=(kept,))
    read(seat, SampleDebrief(scorecards={**plain.scorecards, "ask-for-help": card}))

    assert f"promised {promise}" in seat.words


STEPS = 170 * (57_000 // 170 + 1)


def test_what_was_understood_is_said_back_on_a_card(seat: Seat) -> None:
    call = SampleDebrief().transcript
    given = replace(call.turns[-1], understood=Understood("2026-10-15T14:30", "5550142", ("Dana Whitlow",)))

    read(seat, SampleDebrief(transcript=replace(call, turns=(*call.turns[:-1], given))))

    assert "What was understood" in seat.words
    assert "5 5 5  0 1 4 2" in " ".join(t.text for t in seat.texts)


def test_a_call_in_which_nothing_was_understood_has_no_such_card(seat: Seat) -> None:
    read(seat)

    assert "What was understood" not in seat.words


def test_a_call_that_was_cut_short_is_marked_so_on_its_card(seat: Seat) -> None:
    read(seat)
    whole = seat.words
    read(seat, SampleDebrief(transcript=replace(SampleDebrief().transcript, ended="")))

    assert "busy, cut short, by Ari Galper" in seat.words
    assert "cut short" not in whole


@pytest.mark.parametrize(
    ("goal", "told"),
    [
        (Goal(True, "you know when Dana can talk"), "Goal reached: you know when Dana can talk"),
        (Goal(False), "Goal not reached"),
    ],
)
def test_whether_the_goal_was_reached_stands_beside_the_total(seat: Seat, goal: Goal, told: str) -> None:
    read(seat, SampleDebrief(transcript=replace(SampleDebrief().transcript, goal=goal)))

    assert told in seat.words
    assert "51" in [text.text for text in seat.texts]


def test_of_a_goal_that_nobody_can_tell_nothing_is_said(seat: Seat) -> None:
    read(seat)

    assert "Goal" not in seat.words


def test_a_second_try_shows_on_ribbon_and_transcript_where_it_was_taken_up(seat: Seat) -> None:
    read(seat, SampleDebrief(retry="Second try from 0:25 of the call", fork=TURNS[4].start))
    texts = [text.text for text in seat.texts]
    at = texts.index("Taken up again at 0:25; above is the try before.")

    assert "taken up here" in texts
    assert texts.index("0:18") < at < texts.index("0:25", texts.index("0:18"))


def test_what_lies_before_the_fork_is_paler(seat: Seat) -> None:
    read(seat)
    plain = ink_of(seat)
    read(seat, SampleDebrief(fork=TURNS[4].start))
    second = ink_of(seat)

    assert second[0] < 0.8 * plain[0]
    assert second[1] == pytest.approx(plain[1], rel=0.05)


def ink_of(seat: Seat) -> tuple[float, float]:
    """How much stands out on the ribbon: in its first two fifths, and in its last two."""
    picture = pg.surfarray.array3d(seat.picture).astype(int)[424:1216, 130:205]
    far = abs(picture - picture[0, 0]).sum(axis=2)
    wide = len(far)
    return float(far[: wide * 2 // 5].sum()), float(far[wide * 3 // 5 :].sum())
