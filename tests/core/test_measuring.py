"""Rules that hold the speech against a band."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from authors import AUTHORS, BOX, MOVES, call, judged
from hypothesis import given
from hypothesis import strategies as st

from simulator.core.events import Heard, Sound, Understood, Word
from simulator.core.facts import Facts
from simulator.core.measures import measures
from simulator.core.measuring import cited
from simulator.core.playbook import Playbook, parse_playbook
from simulator.core.scoring import score, score_all
from simulator.core.turns import Transcript, Turn
from simulator.core.yaml_text import BadFile

TOLD = "Hello Dana, this is Sam Reyes from Northgate Records, and Paul Okafor asked me to call you."


def left(seconds: float, text: str = TOLD, **more: Any) -> Transcript:
    """A message of that length after a beep of three seconds."""
    said = {"who": "trainee", "text": text, "moves": [], "start": 4.0, "end": 4.0 + seconds, **more}
    return call({"with": "voicemail"}, [{**BOX, "start": 0, "end": 3000}, said])


def sound(**more: Any) -> dict[str, Any]:
    return {"speech_ms": 6000, "loudness_db": -22.0, "noise_db": -50.0, "pitch_range": 5.0} | more


def house(*measure: str, points: int = 4) -> str:
    return "\n".join(
        [
            "hit_zero: 1",
            "id: house",
            "author: We",
            "document: {title: Our handbook}",
            "motto: Be brief",
            "position: Be brief.",
            "rules:",
            "  - id: house/1",
            "    title: Was brief",
            "    basis: said",
            "    passage: page 3",
            "    when: {message: true}",
            *measure,
            f"    points: {points}",
            "    because: Brief is kind.",
            "    instead: Say less.",
        ]
    )


def book(*measure: str) -> Playbook:
    return parse_playbook(house(*measure), "house.yaml", MOVES)


# -- verdicts ----------------------------------------------------------------------------------------------------------


def test_a_measure_is_shown_by_its_value_and_moment() -> None:
    met = judged(left(20.0), "cell-yes/3")

    assert (met.verdict, met.points, met.of) == ("met", 6, 6)
    assert [(e.turn, e.at, e.measure) for e in met.evidence] == [(1, 4000, "length of a message: 20 seconds")]
    assert met.why == "Length of a message within its band, at most 30 seconds (house target)."


def test_a_measure_outside_its_band_is_missed_and_named() -> None:
    missed = judged(left(45.0), "cell-yes/3")

    assert (missed.verdict, missed.points, missed.of) == ("missed", 0, 6)
    assert missed.missing == ("length of a message at most 30 seconds",)
    assert missed.instead


def test_each_measure_of_a_rule_earns_its_part() -> None:
    partly = judged(left(3.9, sound=sound()), "hit-zero/10")
    fast = judged(left(5.0, sound=sound()), "hit-zero/10")

    assert (partly.verdict, partly.points, partly.of) == ("met", 2, 2)  # four seconds are too few for a pace
    assert (fast.verdict, fast.points, fast.of) == ("missed", 2, 4)


def test_what_the_sound_does_not_allow_is_unclear_with_its_cause() -> None:
    unclear = judged(left(1.5, "It's Sam.", sound=sound(speech_ms=900)), "hit-zero/10")

    assert (unclear.verdict, unclear.points, unclear.of) == ("unclear", 0, 0)
    assert "Too little was said" in unclear.why
    assert unclear.evidence[0].measure


def test_a_noisy_room_is_not_held_against_a_voice() -> None:
    noisy = judged(left(8.0, sound=sound(noise_db=-30.0, pitch_range=1.0)), "hit-zero/10")

    assert noisy.verdict == "met"
    assert "It was too noisy around the voice." in noisy.why


@pytest.mark.parametrize("rule", ["cell-yes/3", "cell-yes/5", "hit-zero/10"])
def test_a_typed_message_is_not_measured_and_the_card_says_why(rule: str) -> None:
    typed = judged(left(20.0, typed=True), rule)

    assert (typed.verdict, typed.of) == ("not_applicable", 0)
    assert "It was typed, not spoken." in typed.why


def test_without_a_message_no_message_is_measured() -> None:
    assert judged(call({}, [{"who": "trainee", "text": "Hi.", "moves": []}]), "cell-yes/3").verdict == "not_applicable"


def test_a_message_without_a_number_cannot_rush_it() -> None:
    assert judged(left(20.0), "cell-yes/5").verdict == "not_applicable"


# -- a playbook of one's own -------------------------------------------------------------------------------------------


def test_a_trainer_sets_a_band_with_a_source() -> None:
    strict = book("    measure: {what: length of a message, at_most: 15, source: our handbook}")

    assert score(left(20.0), strict).judgments[0].verdict == "missed"
    assert cited([*AUTHORS, strict])["length of a message"].source == "our handbook"


def test_the_shipped_authors_give_no_figures() -> None:
    assert cited(AUTHORS) == {}


@pytest.mark.parametrize(
    ("measure", "says"),
    [
        ("{what: lenght of a message, at_most: 15}", "did you mean 'length of a message'"),
        ("{what: charm, at_most: 15}", "cannot be measured; it may be length of a message"),
        ("{what: length of a message}", "this measure has no band"),
        ("{what: length of a message, at_least: 9, at_most: 5}", "nothing lies between 9 and 5"),
        ("{what: length of a message, at_most: 5, unit: minutes}", "is measured in seconds"),
        ("{what: length of a message, at_most: soon}", "at_most"),
        ("[]", "this list is empty"),
    ],
)
def test_a_measure_that_cannot_be_is_refused_at_its_line(measure: str, says: str) -> None:
    with pytest.raises(BadFile) as refused:
        book(f"    measure: {measure}")

    assert says in str(refused.value)
    assert "house.yaml:13" in str(refused.value)


# -- whatever a call holds ---------------------------------------------------------------------------------------------

MS = st.integers(-2000, 90_000)
SOUNDS = st.builds(
    Sound,
    st.integers(0, 40_000),
    pauses_ms=st.lists(st.integers(0, 9000), max_size=3).map(tuple),
    loudness_db=st.none() | st.floats(-160, 20),
    pitch_hz=st.none() | st.floats(60, 400),
    pitch_range=st.none() | st.floats(0, 40),
    pauses_at=st.lists(MS, max_size=3).map(tuple),
    noise_db=st.none() | st.floats(-160, 20),
)
SAID = st.sampled_from(["", "Um.", "My number is 555-0142, again five five five oh one forty two.", TOLD]) | st.text()
HEARD = st.builds(
    Heard,
    MS,
    SAID,
    began=st.none() | MS,
    ended=st.none() | MS,
    sound=st.none() | SOUNDS,
    typed=st.booleans(),
    timed=st.booleans(),
    words=st.lists(st.builds(Word, st.sampled_from(["555", "-0142.", "oh", "um"]), MS, MS), max_size=5).map(tuple),
    understood=st.sampled_from([Understood(), Understood(phone="5550142")]),
)


@st.composite
def calls(draw: st.DrawFn) -> Transcript:
    turns: list[Turn] = []
    for index in range(draw(st.integers(0, 6))):
        who = draw(st.sampled_from(["trainee", "other"]))
        with_ = draw(st.sampled_from(["voicemail", "receptionist", "prospect"]))
        made = Turn(index, who, "x", with_, "Yes?" if who == "other" else "", draw(MS), draw(MS))
        for utterance in draw(st.lists(HEARD, max_size=3)) if who == "trainee" else ():
            made = made.joined(utterance)
        boxed = with_ == "voicemail" and who == "trainee"
        turns.append(Turn(**{f: getattr(made, f) for f in Turn.__slots__} | {"message": boxed}))
    return Transcript(Facts(), tuple(turns))


@given(calls())
def test_whatever_was_heard_is_measured_the_same_way_twice(transcript: Transcript) -> None:
    found = measures(transcript)

    assert repr(found) == repr(measures(transcript))
    assert all(m.value is not None or m.why for m in found)
    assert all(m.verdict == "" or m.value is not None for m in found)


@given(calls())
def test_a_share_lies_between_nothing_and_all_and_nothing_else_is_negative(transcript: Transcript) -> None:
    values = {m.what: m.value for m in measures(transcript) if m.value is not None}

    assert 0 <= values.get("talk share", 0) <= 100
    assert all(value >= 0 for what, value in values.items() if what != "loudness of a message")


@given(calls())
def test_the_points_of_a_measure_are_never_more_than_it_offers(transcript: Transcript) -> None:
    for card in score_all(transcript, AUTHORS):
        for judgment in (j for j in card.judgments if j.kind == "measure"):
            assert 0 <= judgment.points <= judgment.of
            assert (judgment.verdict == "met") == (judgment.points == judgment.of > 0)


def told_apart(cards: Sequence[Any]) -> set[str]:
    return {j.verdict for card in cards for j in card.judgments if j.kind == "measure"}


@given(calls())
def test_a_measure_is_never_broken_and_never_avoided(transcript: Transcript) -> None:
    assert told_apart(score_all(transcript, AUTHORS)) <= {"met", "missed", "unclear", "not_applicable"}


def test_a_message_without_times_is_held_short_by_its_words() -> None:
    about = {"who": "trainee", "moves": ["state_purpose"]}
    few = call({"with": "voicemail"}, [{**about, "text": "Hello Dana, it is about paper."}])
    many = call({"with": "voicemail"}, [{**about, "text": "and so on " * 40}])

    assert judged(few, "cell-yes/3b").verdict == "met"
    assert judged(many, "cell-yes/3b").verdict == "missed"


@pytest.mark.parametrize(
    ("between", "verdict"),
    [
        ("You have twenty seconds left.", "missed"),
        ("If you are satisfied with your message, press one. To record again, press two.", "missed"),
        ("Your message was erased. Speak after the tone.", "met"),
    ],
)
def test_what_a_box_says_into_a_message_does_not_make_two_of_it(between: str, verdict: str) -> None:
    rambling = {"who": "trainee", "text": "and so on " * 25, "moves": ["state_purpose"]}
    machine = {"who": "other", "text": between, "with": "voicemail"}
    turns = [BOX, rambling, machine, {**rambling, "text": "and so forth " * 5}]

    assert judged(call({"with": "voicemail"}, turns, (0, "leave_message")), "cell-yes/3b").verdict == verdict


def test_a_message_that_has_its_seconds_is_not_counted_twice() -> None:
    assert judged(left(20.0), "cell-yes/3b").verdict == "not_applicable"


def test_nobody_is_blamed_for_a_message_of_which_nothing_is_known() -> None:
    before = {"with": "voicemail", "calls_before": 1, "messages_before": 1}
    again = [{"who": "trainee", "text": "Hello Dana, me again.", "moves": []}]

    assert judged(call(before, again), "always-leave-one/4").verdict == "not_applicable"
    assert judged(call({**before, "left_good_message": False}, again), "always-leave-one/4").verdict == "missed"
