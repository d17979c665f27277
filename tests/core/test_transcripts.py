from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.core.events import NOTHING_UNDERSTOOD, MoveHeard, Understood
from simulator.core.standing import Standing
from simulator.core.transcripts import parse_json, read_transcript
from simulator.core.turns import Done, Transcript, Turn
from simulator.core.yaml_text import BadFile

SAID = "my private words"


def parse_transcript(text: str, file: str = "the transcript") -> Transcript:
    """As whoever hands a file of JSON in has it read."""
    return read_transcript(parse_json(text, file), file)


def says(data: Any) -> str:
    with pytest.raises(BadFile) as wrong:
        read_transcript(data, "call.json")
    return str(wrong.value)


def other(text: str = "Hello.", **more: Any) -> dict[str, Any]:
    return {"who": "other", "text": text} | more


def you(text: str = SAID, **more: Any) -> dict[str, Any]:
    return {"who": "trainee", "text": text} | more


def with_whom(facts: dict[str, Any], turns: list[dict[str, Any]], *actions: tuple[int, str]) -> list[str]:
    done = [{"after_turn": a, "do": do} for a, do in actions]
    return [t.with_ for t in read_transcript({"facts": facts, "turns": turns, "actions": done}).turns]


# -- what is read ------------------------------------------------------------------------------------------------------


def test_a_real_call_without_labels_is_read() -> None:
    call = parse_transcript('{"facts": {"with": "receptionist"}, "turns": [{"who": "trainee", "text": "Hello?"}]}')

    assert call.turns[0].text == "Hello?"
    assert call.turns[0].moves == ()


def test_an_empty_call_is_a_call() -> None:
    assert parse_transcript("{}").turns == ()


def test_moves_are_ids_or_have_a_span() -> None:
    labelled = you("Hi. Thank you.", moves=["greet", {"move": "thank", "start": 4, "end": 13, "sure": False}])

    moves = read_transcript({"turns": [labelled]}).turns[0].moves

    assert moves == (MoveHeard("greet", 1.0, 0, 14), MoveHeard("thank", 1.0, 4, 13, sure=False))


def test_whom_one_speaks_with_stays_until_it_changes() -> None:
    turns = [other(**{"with": "voicemail"}), you(), other(**{"with": "receptionist"}), you()]

    assert with_whom({}, turns) == ["voicemail", "voicemail", "receptionist", "receptionist"]


def test_words_to_a_box_are_its_message() -> None:
    turns = read_transcript({"facts": {"with": "voicemail"}, "turns": [other(), you()]}).turns

    assert [t.message for t in turns] == [False, True]


def test_words_before_the_message_are_not_part_of_it() -> None:
    data = {"facts": {"with": "voicemail"}, "turns": [other(), you("Hello?"), other(), you()]}

    turns = read_transcript(data | {"actions": [{"after_turn": 2, "do": "leave_message"}]}).turns

    assert [t.message for t in turns] == [False, False, False, True]


def test_actions_are_read() -> None:
    data = {"turns": [other()], "actions": [{"after_turn": -1, "do": "dial_desk"}, {"after_turn": 0, "do": "hang_up"}]}

    assert read_transcript(data).actions == (Done(-1, "dial_desk"), Done(0, "hang_up"))


@pytest.mark.parametrize("situation", ["receptionist", "assistant", "coworker", "voicemail"])
def test_the_older_situation_is_whom_one_speaks_with(situation: str) -> None:
    assert with_whom({"situation": situation}, [other()]) == [situation]


def test_the_older_situation_cell_is_the_prospect_on_a_cell() -> None:
    call = read_transcript({"facts": {"situation": "cell"}, "turns": [other()]})

    assert (call.facts.on, call.turns[0].with_) == ("cell", "prospect")


def test_a_path_goes_on_where_zero_is_pressed() -> None:
    facts = {"situation": "receptionist", "path": ["voicemail", "receptionist"]}

    assert with_whom(facts, [other(), other(), you()], (0, "press_zero")) == [
        "voicemail",
        "receptionist",
        "receptionist",
    ]


def test_a_path_goes_on_where_one_is_put_through() -> None:
    facts = {"path": ["receptionist", "prospect"]}

    assert with_whom(facts, [other(), you(), other(acts=["transferred"]), other()])[-2:] == ["receptionist", "prospect"]


def test_a_path_goes_on_to_the_box_that_the_words_put_one_through_to() -> None:
    lines = [
        other(text="Harwick Foods, Marisol speaking."),
        you(text="Is Dana in?"),
        other(text="I'm not sure. Let me transfer you."),
        you(text="Thanks, Marisol."),
        other(text="You've reached Dana Whitlow. Leave a message after the tone."),
        you(text="Hi Dana."),
    ]

    assert with_whom({"path": ["receptionist", "voicemail"]}, lines) == ["receptionist"] * 4 + ["voicemail"] * 2


def test_an_offer_to_take_a_message_is_no_box() -> None:
    asked = [other(text="Harwick Foods."), you(), other(text="Would you like to leave a message?"), you()]
    lines = [*asked, other(text="You've reached Dana Whitlow."), you()]

    assert with_whom({"path": ["receptionist", "voicemail"]}, lines) == ["receptionist"] * 4 + ["voicemail"] * 2


def test_who_was_met_before_the_first_turn_is_remembered() -> None:
    facts = {"situation": "receptionist", "path": ["voicemail", "receptionist"]}

    call = read_transcript({"facts": facts, "turns": [other(), you()]})

    assert [t.with_ for t in call.turns] == ["receptionist", "receptionist"]
    assert call.facts.voicemail_first


def test_none_may_be_written_as_a_word() -> None:
    facts = read_transcript({"facts": {"referral": "none", "promised_at": "none"}}).facts

    assert (facts.referral, facts.promised_at) == (None, None)


def test_half_a_sign_becomes_a_mark_that_can_be_written() -> None:
    text = parse_transcript('{"turns": [{"who": "other", "text": "a\\ud800b"}]}').turns[0].text

    assert text == "a\ufffdb"


def test_further_fields_are_welcome() -> None:
    assert read_transcript({"id": "k-7", "turns": [you() | {"sentiment": 3}]}).turns[0].text == SAID


def test_turns_without_labels_are_recognised_and_labelled_ones_stay() -> None:
    turns = [
        other("No cell numbers.", acts=["refused:ask_cell_number"]),
        you("Thanks.", moves=["greet"]),
        you("Thanks."),
        you("Thanks.", moves=[]),
    ]

    def by_word(
        turn: Turn, heard: str, now: Standing, names: Mapping[str, str]
    ) -> tuple[tuple[MoveHeard, ...], Understood]:
        told = heard == "No cell numbers." and "refused:ask_cell_number" in now.acts
        return (MoveHeard("thank"),) if told and "Thanks" in turn.text else (), NOTHING_UNDERSTOOD

    call = read_transcript({"turns": turns}, recognise=by_word)

    assert [[m.move for m in t.moves] for t in call.turns] == [[], ["greet"], ["thank"], []]


# -- what is refused ---------------------------------------------------------------------------------------------------


def test_broken_json_is_named_with_its_line() -> None:
    with pytest.raises(BadFile, match=r"call\.json:2: this is not JSON"):
        parse_transcript('{\n"turns": [}', "call.json")


def test_a_list_is_no_call() -> None:
    assert "expected an object" in says([])


def test_a_turn_without_a_speaker_is_named_by_its_place() -> None:
    assert says({"turns": [you(), {"text": SAID}]}) == "call.json: turns[1].who is missing; write it"


def test_an_unknown_speaker_is_named() -> None:
    told = says({"turns": [{"who": "trainer", "text": "x"}]})

    assert told == "call.json: turns[0].who may be 'trainee' or 'other'; did you mean 'trainee'?"


def test_a_slip_in_a_name_is_not_passed_over() -> None:
    assert "there is no field 'actoins' here; did you mean 'actions'?" in says({"actoins": []})


def test_an_unknown_fact_is_named() -> None:
    assert says({"facts": {"momment": "free"}}) == (
        "call.json: facts.momment: there is no such fact; did you mean 'moment'?"
    )


def test_an_unknown_value_of_a_fact_is_named() -> None:
    assert "facts.errand may be 'cold', 'order_problem' or 'po_approved'" in says({"facts": {"errand": "cool"}})


def test_an_unknown_act_is_named() -> None:
    told = says({"turns": [other(acts=["ask_who"])]})

    assert "turns[0].acts[0]: no act is called 'ask_who'; did you mean 'asked_who'?" in told


def test_an_unknown_action_is_named() -> None:
    assert "actions[0].do may be" in says({"actions": [{"after_turn": -1, "do": "press_zeor"}]})


def test_an_unknown_situation_is_named() -> None:
    assert "did you mean 'voicemail'?" in says({"facts": {"situation": "voicemial"}})


def test_a_label_that_is_no_move_is_named_where_the_moves_are_known() -> None:
    with pytest.raises(BadFile, match=r"turns\[0\]\.moves\[0\]: no move is called 'thnk'; did you mean 'thank'\?"):
        read_transcript({"turns": [you(moves=["thnk"])]}, moves=["thank", "greet"])


def test_an_action_after_the_last_turn_is_refused() -> None:
    told = says({"turns": [you()], "actions": [{"after_turn": 1, "do": "hang_up"}]})

    assert "actions[0].after_turn is 1, but the last turn is 0" in told


def test_a_turn_as_long_as_a_book_is_refused() -> None:
    assert "turns[0].text has more than 20000 characters" in says({"turns": [you("x" * 1_000_000)]})


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"messages_before": 2, "calls_before": 1}, "facts.messages_before is 2, but facts.calls_before is 1"),
        ({"left_good_message": True, "messages_before": 0}, "facts.left_good_message is true, but facts.messages_bef"),
        ({"relationship": "good", "spoken_before": False}, "facts.relationship is good, but facts.spoken_before is f"),
        ({"cell_reserved": True, "cell_source": "none"}, "facts.cell_reserved is true, but facts.cell_source is none"),
    ],
)
def test_facts_that_contradict_each_other_are_both_named(facts: dict[str, Any], told: str) -> None:
    assert told in says({"facts": facts})


@pytest.mark.parametrize("facts", [{"left_good_message": True}, {"messages_before": 2}, {"relationship": "good"}])
def test_a_fact_that_is_left_out_contradicts_nothing(facts: dict[str, Any]) -> None:
    assert read_transcript({"facts": facts}).turns == ()


def test_a_turn_that_ends_before_it_begins_is_refused() -> None:
    assert "turns[0].end (2000 ms) is before its start (10500 ms)" in says({"turns": [you(start=10.5, end=2.0)]})


def test_a_moment_later_than_any_call_is_refused() -> None:
    assert "turns[0].start must be 86400000 or less" in says({"turns": [you(start=1e300)]})


def test_several_calls_in_a_list_are_shown_the_way_out() -> None:
    assert "one on each line of a .jsonl file" in says([{}, {}])


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"turns": "x"}, "turns takes a list"),
        ({"turns": [3]}, "turns[0] takes names with values"),
        ({"turns": [other(text=5)]}, "turns[0].text takes a text"),
        ({"turns": [other(start="soon")]}, "turns[0].start: a time is seconds with a decimal point"),
        ({"facts": {"calls_before": -1}}, "facts.calls_before must be 0 or more"),
        ({"facts": {"expected": "maybe"}}, "facts.expected takes true or false"),
    ],
)
def test_a_value_of_the_wrong_kind_is_named_in_plain_words(data: Any, told: str) -> None:
    assert told in says(data)


def test_a_file_as_long_as_a_library_is_refused() -> None:
    with pytest.raises(BadFile, match="more than a call may hold"):
        parse_transcript(" " * 5_000_000)


def test_brackets_without_end_are_refused() -> None:
    with pytest.raises(BadFile, match="JSON"):
        parse_transcript("[" * 100_000)


def test_what_was_said_is_in_no_message() -> None:
    told = says({"turns": [{"who": SAID, "text": {"said": SAID}, "start": SAID, "moves": SAID}]})

    assert SAID not in told


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["facts", "turns", "actions", "who", "text", "do", "with", "path", "situation", "moves"]),
            inner,
        )
    ),
    max_leaves=12,
)


@given(JSON)
def test_any_json_is_a_call_or_is_refused_in_words(data: Any) -> None:
    try:
        found = f"{len(parse_transcript(json.dumps(data), 'call.json').turns)} turns"
    except BadFile as wrong:
        found = str(wrong)

    assert found.endswith(" turns") or found.startswith("call.json")


def test_moments_may_be_whole_milliseconds_or_seconds_with_a_point() -> None:
    call = {"turns": [{"who": "trainee", "text": "Hi.", "start": 4.25, "end": 5000}]}

    turn = read_transcript(call).turns[0]

    assert (turn.start, turn.end) == (4250, 5000)


@pytest.mark.parametrize("time", ["4", "4.0", "0:04", "four"])
def test_a_time_in_quotes_is_refused_with_the_two_ways_to_write_it(time: str) -> None:
    told = says({"turns": [you(start=time, end=5000)]})

    assert "seconds with a decimal point (4.0), or whole milliseconds (4000)" in told
    assert told.count("\n") == 0


def test_a_turn_faster_than_anybody_speaks_asks_whether_seconds_were_meant() -> None:
    told = says({"turns": [other(), you("Could you help me with something?", start=4, end=9)]})

    assert "nobody says 6 words in 5 ms; were seconds meant?" in told
    assert "(4.0)" in told


@pytest.mark.parametrize("times", [{"start": 4.0, "end": 9.0}, {"start": 4, "end": 9, "typed": True}, {"start": 4}])
def test_a_turn_in_seconds_a_typed_one_and_one_without_an_end_are_read(times: dict[str, Any]) -> None:
    assert read_transcript({"turns": [you("Could you help me with something?", **times)]}).turns[0].start


def test_what_was_done_without_a_time_was_done_when_the_turn_before_it_ended() -> None:
    turns = [other(start=0.0, end=2.0), you("Hi.", start=2.5, end=3.25)]
    actions = [{"after_turn": -1, "do": "dial_desk"}, {"after_turn": 1, "do": "hang_up"}]

    done = read_transcript({"turns": turns, "actions": actions}).actions

    assert [action.at for action in done] == [0, 3250]
