"""A call written down as plain text: every line is placed, or named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.core.plain_transcripts import Told, fact_of, holds_a_call, read_plain
from simulator.core.transcripts import read_transcript
from simulator.core.turns import Transcript
from simulator.core.yaml_text import BadFile

CALL = """\
# Tuesday's call
with: receptionist
my name: Sam Reyes
prospect name: Dana Whitlow

Paul: Harwick Foods, good morning.
Me: Hi, could you help me?
  Is Dana in?
(hang up)
"""


def read(text: str, told: Told | None = None) -> Transcript:
    return read_transcript(read_plain(text, "call.txt", told or Told()).data, "call.txt")


def trouble(text: str, told: Told | None = None) -> str:
    with pytest.raises(BadFile) as wrong:
        read_plain(text, "call.txt", told or Told())
    return str(wrong.value)


def test_a_name_a_colon_and_words_are_a_turn() -> None:
    call = read(CALL)

    assert [(t.who, t.speaker, t.text) for t in call.turns] == [
        ("other", "Paul", "Harwick Foods, good morning."),
        ("trainee", "you", "Hi, could you help me? Is Dana in?"),
    ]
    assert call.names == {"you": "Sam Reyes", "prospect": "Dana Whitlow"}


def test_what_was_done_stands_in_brackets_after_its_turn() -> None:
    call = read("Paul: Hello?\n(press 2)\nMe: Hi.\n[hangs up]\n(she laughs)\n")

    assert [(a.after_turn, a.do, a.value) for a in call.actions] == [(0, "press_key", "2"), (1, "hang_up", "")]


@pytest.mark.parametrize("name", ["Me", "You", "Trainee", "Rep", "ME", "Me (Sam)", "**Me**"])
def test_the_trainee_is_known_by_the_usual_names(name: str) -> None:
    assert [t.who for t in read(f"Paul: Hello?\n{name}: Hi.\n").turns] == ["other", "trainee"]


@pytest.mark.parametrize(
    ("top", "told"),
    [("my name: Sam Reyes\n", Told()), ("", Told(me="sam"))],
)
def test_the_trainee_is_known_by_a_name_that_is_told(top: str, told: Told) -> None:
    assert [t.who for t in read(f"{top}Paul: Hello?\nSam: Hi.\n", told).turns] == ["other", "trainee"]


def test_who_is_told_to_be_the_trainee_is_the_only_one() -> None:
    assert [t.who for t in read("Rep: Hello?\nSam: Hi.\n", Told(me="Sam")).turns] == ["other", "trainee"]


def test_facts_at_the_top_are_those_of_any_transcript() -> None:
    facts = read(
        "Situation: voicemail\ncalls before: 2\nspoken_before: yes\nreferral: Ruth Hale, inside\n"
        "errand: order problem\nnow: 2026-11-24 11:50\nMe: Hi.\n"
    ).facts

    assert (facts.with_, facts.calls_before, facts.spoken_before, facts.errand) == (
        *("voicemail", 2, True, "order_problem"),
    )
    assert facts.referral is not None
    assert (facts.referral.name, facts.referral.where, str(facts.now)) == ("Ruth Hale", "inside", "2026-11-24 11:50:00")


def test_what_names_the_call_at_the_top_is_understood() -> None:
    call = read(CALL.replace("Tuesday's call", "").replace("\n\n", "\nhelps with: paper\nmy phone: 555 0142\n\n", 1))

    assert (call.names["helps_with"], call.names["phone"]) == ("paper", "555 0142")
    assert [t.speaker for t in call.turns] == ["Paul", "you"]


def test_whoever_bears_the_prospect_s_name_is_the_prospect_or_their_box() -> None:
    call = read(f"{CALL[:-10]}(dial cell)\nDana: Hello?\nMe: Hello, Dana.\n")
    boxed = read(f"{CALL[:-10]}Dana Whitlow: Hi, you've reached Dana.\nMe: It's Sam.\n")

    assert [t.with_ for t in call.turns] == ["receptionist", "receptionist", "prospect", "prospect"]
    assert [t.with_ for t in boxed.turns] == ["receptionist", "receptionist", "voicemail", "voicemail"]


def test_a_line_among_the_facts_that_nobody_speaks_is_told() -> None:
    assert "call.txt:5: 'Product' is no fact" in trouble(CALL.replace("\n\n", "\nProduct: paper filing\n\n", 1))
    assert [t.text for t in read("my name: Sam\nPaul: Yes?\n\nSam: Hello.").turns] == ["Yes?", "Hello."]


def test_facts_told_beside_the_file_overrule_its_own() -> None:
    told = Told(facts=(fact_of("with=voicemail"), fact_of("calls before=3")))

    facts = read("with: receptionist\nMe: Hi.\n", told).facts

    assert (facts.with_, facts.calls_before) == ("voicemail", 3)


def test_who_has_the_line_is_told_by_their_name_or_between_the_turns() -> None:
    call = read(
        "Assistant: Hello?\nMe: Hi.\n(voicemail)\nAda: After the beep.\nMe: It's Sam.\nwith: prospect\nMe: Hi!\n"
    )

    assert call.facts.with_ == "assistant"
    assert [t.with_ for t in call.turns] == ["assistant", "assistant", "voicemail", "voicemail", "prospect"]


def test_times_before_the_names_are_when_the_turns_began() -> None:
    call = read("[0:02] Paul: Hello?\nMe: Hi.\n01:00:07 - Paul: Yes?\n")

    assert [t.start for t in call.turns] == [2000, 2000, 3_607_000]


def test_words_may_hold_a_colon() -> None:
    assert read("Paul: One thing: it is half past ten: now.\nMe: Hi\n").turns[0].text.startswith("One thing: it is")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Good morning.\nMe: Hi.\nIs she in?\n", "call.txt:1: who says this?"),
        ("Good morning.\nMe: Hi.\nIs she in?\n", "(1 more line has no speaker either)"),
        ("Me: Hi.\nwell\n", "call.txt:2: who says this?"),
        ("Paul: Hello?\nSam: Hi.\n", "call.txt:1: which of these is the trainee: Paul, Sam? Say it with --me NAME"),
        ("situaton: receptionist\nMe: Hi.\n", "call.txt:1: there is no such fact; did you mean 'situation'?"),
        ("Situaton: receptionist\nMe: Hi.\n", "call.txt:1: there is no such fact; did you mean 'situation'?"),
        ("Me: Hi.\n(hang upp)\n", "call.txt:2: no action is called so; did you mean 'hang_up'?"),
        ("Me: Hi.\nwith: voicemial\n", "call.txt:2: `with` may be assistant, coworker, prospect"),
        ("Me: Hi.\nerrand: cold\n", "call.txt:2: the fact 'errand' stands among what was said; write it at the top"),
        ("errand: cold\nerrand: cold\nMe: Hi.\n", "call.txt:2: the fact 'errand' is told twice"),
        ("errand:\nMe: Hi.\n", "call.txt:1: the fact 'errand' has no value"),
        ("Me: Hi.\nPaul:\nMe: Hi.\n", "call.txt:2: nothing stands behind this name"),
        ("A call\nTotals\nWhat was said\n0:02 You: Hi.\n", "this is a report that Hit Zero wrote; name the call"),
        ("Me: Hi.\n" * 20_001, "there are more lines than a call may have (20000)"),
    ],
)
def test_a_line_that_cannot_be_placed_is_named(text: str, says: str) -> None:
    assert says in trouble(text)


def test_a_name_that_nobody_has_is_told_with_those_there_are() -> None:
    told = trouble("Paul: Hello?\nSamuel: Hi.\n", Told(me="Samul"))

    assert told.endswith("nobody is called 'Samul' here; the speakers are Paul, Samuel; did you mean 'Samuel'?")


def test_what_was_said_stands_in_no_message() -> None:
    told = trouble("I told her my secret plan\nMe: Another secret\nand one more secret\n(secrett)\nerrand: secret\n")

    assert "secret" not in told


@pytest.mark.parametrize("given", ["voicemail", "with=", "withh=voicemail"])
def test_a_fact_that_is_none_is_told(given: str) -> None:
    with pytest.raises(BadFile, match="is no fact; write NAME=VALUE, for instance with=voicemail"):
        fact_of(given)


@pytest.mark.parametrize(
    ("text", "is_call"),
    [
        (CALL, True),
        ("Paul: Hello?\nMe: Hi.\n", True),
        ("Buy milk.\nCall: the plumber\n", False),
        ("Me: milk, or so\n", True),
        ("The front desk\nTotals\nWhat was said\n0:02 You: Hi.\n", False),
        ("Good morning.\nMe: Hi.\n", True),
        ("", False),
    ],
)
def test_a_call_is_told_from_notes_and_reports_by_who_speaks(text: str, is_call: bool) -> None:
    assert holds_a_call(text) == is_call


LINE = st.sampled_from(
    ["Me: Hi.", "Paul: Yes?", "with: voicemail", "(hang up)", " and so on", "", "errand: cold", ":", "[0:01] I: x"]
)


@given(st.lists(st.one_of(LINE, st.text(max_size=30)), max_size=12))
def test_whatever_a_text_holds_it_is_a_call_or_told_with_its_line(lines: list[str]) -> None:
    text = "\n".join(lines)

    try:
        read(text)
    except BadFile as wrong:
        assert all(0 <= flaw.line <= len(text.splitlines()) for flaw in wrong.flaws)
        assert all(flaw.file == "call.txt" and flaw.says for flaw in wrong.flaws)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Me", "Paul", "Dana Whitlow"]),
            st.text(st.characters(categories=["L"]), min_size=1, max_size=20),
        ),
        min_size=1,
    )
)
def test_every_turn_that_was_written_down_is_read_in_its_order(said: list[tuple[str, str]]) -> None:
    turns = [("Me", "Hello."), *said]

    call = read("".join(f"{who}: {words}\n" for who, words in turns))

    assert [turn.text for turn in call.turns] == [words for _, words in turns]
    assert [turn.who == "trainee" for turn in call.turns] == [who == "Me" for who, _ in turns]
