from __future__ import annotations

from authors import BOX, DESK, call, total, you

RECITED = (
    "greet",
    "identify_self",
    "identify_company",
    "ask_for_help",
    "mention_voicemail",
    "offer_options",
    "ask_availability",
    "suggest_call_back",
    "thank",
    "ask_to_schedule",
    "limit_time",
    "promise_call_back_time",
    "ask_cell_number",
)
TOLD = DESK | {"text": "In a meeting. Who is calling?", "acts": ["said_in_meeting", "asked_who"]}


def test_a_list_of_good_moves_recited_to_a_person_earns_little_also_where_it_was_tagged_by_hand() -> None:
    recited = call({}, [DESK, you("Help, voicemail, lunch, thanks.", *RECITED)])

    assert (total(recited, "ask-for-help") or 0) <= 25
    assert (total(recited, "hit-zero") or 0) <= 25


def test_a_full_but_human_turn_that_was_tagged_by_hand_counts_whole() -> None:
    [_, turn] = call({}, [TOLD, you("Hello, could you help me?", *RECITED[:6])]).turns

    assert [m.move for m in turn.moves] == list(RECITED[:6])


def test_a_box_keeps_every_tagged_move() -> None:
    [_, turn] = call({"with": "voicemail"}, [BOX, you("Hello, it's Sam.", *RECITED)]).turns

    assert [m.move for m in turn.moves] == list(RECITED)


def test_what_everybody_discourages_is_felt_however_much_is_recited() -> None:
    [_, turn] = call({}, [TOLD, you("Help, and be quick.", *RECITED, "pressure")]).turns

    assert "pressure" in {m.move for m in turn.moves}


def test_of_a_speech_without_an_end_no_question_is_answered() -> None:
    words = "I have so much to tell you about crates. " * 12
    [_, turn] = call({}, [TOLD, you(words, "greet", "identify_self", "ask_availability")]).turns

    assert [m.move for m in turn.moves] == ["greet", "identify_self"]
