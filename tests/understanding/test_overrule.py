"""What the game knows overrules the ear: refusals, bad moments, open questions, what is true."""

from __future__ import annotations

from simulator.core.events import MoveHeard
from simulator.understanding.overrule import Known, overruled

SAID = "I only wanted to ask you something."


def _move(move: str, *, sure: bool = True, probability: float = 0.9, start: int = 0, end: int = 10) -> MoveHeard:
    return MoveHeard(move, probability, start, end, sure)


def _stands(moves: list[MoveHeard], **known: object) -> dict[str, MoveHeard]:
    with_ = known.pop("with_", "receptionist")
    return {m.move: m for m in overruled(SAID, moves, Known(with_, **known))}


def test_asking_again_for_what_was_refused_is_heard_as_such():
    stands = _stands([_move("ask_cell_number", start=3, end=9)], refused=["ask_cell_number"])

    again = stands["repeat_refused_ask"]
    assert (again.start, again.end, again.sure) == (3, 9, True)
    assert "ask_cell_number" in stands


def test_asking_for_something_else_after_a_no_is_not_asking_again():
    stands = _stands([_move("ask_availability"), _move("repeat_refused_ask")], refused=["ask_cell_number"])

    assert "repeat_refused_ask" not in stands


def test_nothing_is_asked_again_where_nothing_was_refused():
    assert "repeat_refused_ask" not in _stands([_move("ask_cell_number"), _move("repeat_refused_ask")])


def test_asking_again_is_as_unsure_as_the_asking():
    stands = _stands([_move("ask_cell_number", sure=False)], refused=["ask_cell_number"])

    assert not stands["repeat_refused_ask"].sure


def test_a_box_cannot_be_asked_again():
    assert "repeat_refused_ask" not in _stands([_move("pitch")], refused=["pitch"], with_="voicemail")


def test_business_with_somebody_who_cannot_talk_is_going_on():
    stands = _stands([_move("ask_open_question")], with_="prospect", cannot_talk=True)

    assert stands["keep_talking"].sure


def test_business_with_somebody_who_can_talk_is_not_going_on():
    stands = _stands([_move("ask_open_question"), _move("keep_talking")], with_="prospect")

    assert "keep_talking" not in stands


def test_naming_the_matter_while_letting_go_is_not_going_on():
    moves = [_move("state_purpose"), _move("let_go_gracefully")]

    assert "keep_talking" not in _stands(moves, with_="prospect", cannot_talk=True)


def test_an_ear_that_is_sure_of_going_on_is_believed_where_nobody_can_talk():
    moves = [_move("keep_talking"), _move("let_go_gracefully")]

    assert "keep_talking" in _stands(moves, with_="prospect", cannot_talk=True)


def test_what_may_be_going_on_is_going_on_where_nobody_can_talk():
    perhaps = _move("keep_talking", sure=False)

    assert _stands([perhaps], with_="prospect", cannot_talk=True)["keep_talking"].sure
    assert not _stands([perhaps, _move("let_go_gracefully")], with_="prospect", cannot_talk=True)["keep_talking"].sure


def test_no_question_is_dodged_where_none_was_asked():
    assert "dodge_question" not in _stands([_move("dodge_question")])


def test_an_open_question_can_be_dodged():
    assert "dodge_question" in _stands([_move("dodge_question")], asked=["asked_what"])


def test_who_gives_a_name_has_not_dodged_the_question_for_it():
    moves = [_move("dodge_question"), _move("identify_self")]

    assert "dodge_question" not in _stands(moves, asked=["asked_who"])
    assert "dodge_question" in _stands(moves, asked=["asked_what"])


def test_saying_that_one_is_expected_is_no_lie_where_it_is_so(means):
    said, heard = "Yes, she's expecting my call.", "Is she expecting you?"

    honest = means(said, heard, asked=["asked_expected"], expected=True)
    lying = means(said, heard, asked=["asked_expected"], expected=False)

    assert "deceive" not in {m.move for m in honest.moves}
    assert "deceive" in {m.move for m in lying.moves if m.sure}


def test_other_lies_stay_lies_where_one_is_expected(means):
    heard = means("I'm an old friend of hers from school.", "Who is this?", asked=["asked_who"], expected=True)

    assert "deceive" in {m.move for m in heard.moves if m.sure}


def test_naming_who_really_sent_one_is_no_lie():
    moves = [_move("mention_referral"), _move("deceive")]

    assert "deceive" not in _stands(moves, referral=True)
    assert "deceive" in _stands(moves, referral=False)


def test_asking_a_driver_about_business_is_heard_end_to_end(means):
    said, heard = "Oh. So, how do you store your records today?", "I'm on the highway right now."

    meaning = means(said, heard, "prospect", cannot_talk=True)

    assert {"keep_talking", "ask_open_question"} <= {m.move for m in meaning.moves if m.sure}


BREATH = [
    "greet",
    "identify_self",
    "identify_company",
    "ask_for_help",
    "ask_whereabouts",
    "offer_options",
    "mention_voicemail",
    "ask_availability",
    "ask_cell_number",
    "confirm_cell_ok",
    "ask_to_schedule",
    "limit_time",
    "thank",
]


def _in_a_row(names: list[str]) -> list[MoveHeard]:
    return [_move(name, start=10 * i, end=10 * i + 9) for i, name in enumerate(names)]


def test_of_everything_in_one_breath_a_listener_keeps_how_it_began_and_ended():
    assert set(_stands(_in_a_row(BREATH))) == {"greet", "identify_self", "identify_company", "thank"}


def test_a_full_but_human_turn_is_taken_in_whole():
    full = [name for name in BREATH if name not in ("confirm_cell_ok", "ask_to_schedule")]

    assert set(_stands(_in_a_row(full))) == set(full)


def test_a_box_keeps_every_word_of_a_long_message():
    assert set(_stands(_in_a_row(BREATH), with_="voicemail")) == set(BREATH)


def test_pressing_is_felt_however_much_is_said_around_it():
    assert "pressure" in _stands(_in_a_row([*BREATH[:6], "pressure", *BREATH[6:]]))


READ_BACK = "Let me read that back: in a meeting until eleven."


def _push(said: str, told: str, *, sure: bool = False) -> set[str]:
    moves = [_move("push_for_meeting", sure=sure, end=len(said))]
    return {m.move for m in overruled(said, moves, Known("receptionist", told=told))}


def test_words_that_only_repeat_theirs_do_not_push_for_a_meeting():
    assert not _push(READ_BACK, "He's in a meeting until eleven. Anything else?")
    assert not _push("So he's in a meeting.", "I see him. He is in a meeting with the mechanics.", sure=True)


def test_a_push_stays_one_where_more_is_said_than_they_said():
    told = "She's in a meeting. Her next meeting is tomorrow at ten."

    assert _push("Then I want in, in a meeting with her.", told) == {"push_for_meeting"}
    assert _push("Let me have a meeting tomorrow at ten.", told) == {"push_for_meeting"}
    assert _push(READ_BACK, "He's out.") == {"push_for_meeting"}


def test_reading_back_is_no_push_end_to_end(means):
    heard, told = "You're welcome. Anything else?", "He's in a meeting until eleven."

    said = "let me have that in a meeting until eleven"

    assert "push_for_meeting" in {m.move for m in means(said, heard).moves}
    assert "push_for_meeting" not in {m.move for m in means(said, heard, told=told).moves}


def _lies(said: str, **known: object) -> bool:
    """Whether a claim is still heard as a lie."""
    heard = overruled(said, [_move("deceive", end=len(said))], Known("prospect", **known))
    return "deceive" in {m.move for m in heard}


def test_who_has_dealt_with_the_prospect_may_say_so():
    assert not _lies("You asked me to ring you here.", spoken=True)
    assert _lies("You asked me to ring you here.", spoken=False)


def test_nobody_returns_a_call_merely_because_they_spoke_once():
    assert _lies("I'm returning your call.", spoken=True)


def test_a_number_that_came_from_a_card_may_be_said_to():
    assert not _lies("I have your number from your card.", cell_source="card")
    assert _lies("I have your number from your card.", cell_source="receptionist")


def test_who_speaks_of_letting_others_go_lets_nobody_go():
    said = "Let them go."
    heard = [_move("let_go_gracefully", end=len(said))]

    assert overruled(said, heard, Known("prospect")) == ()
    assert overruled("Let you go, then.", heard, Known("prospect")) != ()
