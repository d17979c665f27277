from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Literal

from hypothesis import given
from hypothesis import strategies as st

from simulator.core.events import MoveHeard
from simulator.core.facts import Facts, With
from simulator.core.standing import Reading, says_something
from simulator.core.turns import Done, Transcript, Turn


def other(index: int, *acts: str, with_: str = "receptionist") -> Turn:
    return Turn(index, "other", "x", with_, "Hello.", acts=acts)  # type: ignore[arg-type]


def you(
    index: int, *moves: str, text: str = "Hello there.", with_: str = "receptionist", message: bool = False
) -> Turn:
    made = tuple(MoveHeard(m) for m in moves)
    return Turn(index, "trainee", "you", with_, text, moves=made, message=message)  # type: ignore[arg-type]


def read(*turns: Turn, actions: tuple[Done, ...] = (), ended: str = "", **facts: object) -> Reading:
    return Reading(Transcript(Facts.model_validate(facts), turns, actions, {}, ended))


def done(reading: Reading) -> list[str]:
    return [a.done.do for a in reading.acted]


def test_a_turn_knows_only_what_came_before_it() -> None:
    call = read(other(0, "asked_who"), you(1, "thank"), other(2, "said_away"), you(3, "greet"))

    first, second = (s.standing for s in call.said)
    assert (first.acts, first.made) == ({"asked_who"}, frozenset())
    assert (second.acts, second.made) == ({"asked_who", "said_away"}, {"thank"})


def test_a_question_stays_fresh_until_something_is_said() -> None:
    call = read(other(0, "asked_who"), you(1, text="Um."), you(2), you(3))

    assert [bool(s.standing.fresh) for s in call.said] == [True, True, False]


def test_a_move_that_was_only_perhaps_made_was_not_made() -> None:
    perhaps = replace(you(0), moves=(MoveHeard("thank", sure=False),))

    assert read(perhaps, other(1)).end.made == frozenset()


def test_an_action_stands_where_it_was_done() -> None:
    call = read(other(0, with_="voicemail"), other(1), actions=(Done(0, "press_zero"),))

    assert [a.standing.with_ for a in call.acted] == ["voicemail"]
    assert call.chances[1].done == {"press_zero"}
    assert call.chances[0].done == frozenset()


def test_the_line_is_the_cell_once_it_is_rung() -> None:
    call = read(other(0), other(1, with_="prospect"), actions=(Done(0, "dial_cell"),))

    assert [c.on for c in call.chances] == ["desk", "cell"]


def test_a_call_that_came_from_a_box_has_reached_one() -> None:
    assert "voicemail" in read(other(0), voicemail_first=True).end.reached


def test_words_after_the_beep_are_a_message() -> None:
    assert done(read(other(0, with_="voicemail"), you(1, with_="voicemail", message=True))) == ["leave_message"]


def test_a_sigh_after_the_beep_is_none() -> None:
    sigh = you(1, text="Uh.", with_="voicemail", message=True)

    assert done(read(other(0, with_="voicemail"), sigh, actions=(Done(0, "leave_message"),))) == []


def test_words_that_could_not_be_made_out_are_words() -> None:
    assert says_something(replace(you(0, text=""), unclear=True))


def test_a_call_on_the_cell_was_dialled_unless_it_was_let_be() -> None:
    assert done(read(other(0, with_="prospect"), on="cell")) == ["dial_cell"]
    assert done(read(on="cell", actions=(Done(-1, "not_dial"),))) == ["not_dial"]


def test_a_hang_up_counts_by_itself_only_where_no_message_was_left() -> None:
    box, message = other(0, with_="voicemail"), you(1, with_="voicemail", message=True)

    assert done(read(box, message, actions=(Done(1, "hang_up"),))) == ["leave_message"]
    assert done(read(box, actions=(Done(0, "hang_up"),))) == ["hang_up"]


def test_what_rang_off_with_its_news_cannot_be_answered() -> None:
    assert read(other(0), other(1, "said_away"), ended="hung_up_on").chances[-1].acts == frozenset()
    assert read(other(0), other(1, "said_away"), ended="friendly").chances[-1].acts == {"said_away"}


def test_whom_the_trainee_speaks_with_has_answered_as_often_as_words_came_back() -> None:
    turns = (other(0), you(1), other(2), other(3), you(4), other(5, with_="prospect"), you(6, with_="prospect"))

    assert [said.standing.replies for said in read(*turns).said] == [0, 1, 0]


def test_how_long_somebody_was_kept_counts_from_when_they_said_that_they_cannot_talk() -> None:
    on_cell = [other(0), you(1), other(2, "cannot_talk"), you(3), other(4), you(5), other(6, "cannot_talk"), you(7)]

    assert [said.standing.kept for said in read(*on_cell).said] == [0, 0, 1, 2]


def test_who_can_talk_after_all_is_kept_no_longer() -> None:
    freed = [other(0), you(1), other(2, "cannot_talk"), you(3), other(4, "can_talk"), you(5), other(6), you(7)]

    last = read(*freed).said[-1].standing
    assert (last.kept, "cannot_talk" in last.acts) == (0, False)


SPOKEN = st.tuples(
    st.sampled_from(["trainee", "other"]),
    st.sampled_from(["receptionist", "prospect"]),
    st.sampled_from(["Um.", "Yes."]),
)


@given(st.lists(SPOKEN, max_size=12))
def test_replies_are_the_answers_to_words_of_the_trainee_in_whatever_order_people_speak(
    spoken: list[tuple[Literal["trainee", "other"], With, str]],
) -> None:
    turns = [replace(other(i), who=who, with_=with_, text=text) for i, (who, with_, text) in enumerate(spoken)]

    for said in read(*turns).said:
        heard = [t.who for t in turns[: said.turn.index] if t.with_ == said.turn.with_ and says_something(t)]
        assert said.standing.replies == list(pairwise(heard)).count(("trainee", "other"))
