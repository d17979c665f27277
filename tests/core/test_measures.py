"""Measures of the speech: what they are, and where there are none."""

from __future__ import annotations

from typing import Any

import pytest
from authors import call

from simulator.core.events import Heard, Sound, Word
from simulator.core.facts import Facts
from simulator.core.measures import HOUSE, Band, Measured, amount, band_of, measures, told
from simulator.core.taking import count_words
from simulator.core.transcripts import read_transcript
from simulator.core.turns import Transcript, Turn

BEEP = Turn(0, "other", "box", "voicemail", "Leave a message.", 0, 3000)
VOICE = Sound(5000, (), -22.0, 120.0, 5.0, (), -50.0)


def heard(text: str, began: int, ended: int, sound: Sound | None = VOICE, **more: Any) -> Heard:
    return Heard(ended + 700, text, began=began, ended=ended, sound=sound, **more)


def turn(index: int, *utterances: Heard, with_: str = "receptionist", message: bool = False, **more: Any) -> Turn:
    made = Turn(index, "trainee", "Sam", with_, "", utterances[0].began or 0, message=message)  # type: ignore[arg-type]
    for utterance in utterances:
        made = made.joined(utterance)
    return Turn(**{f: getattr(made, f) for f in Turn.__slots__} | more)


def message(*utterances: Heard, index: int = 1) -> Turn:
    return turn(index, *utterances, with_="voicemail", message=True)


def they(index: int, start: int, end: int, **more: Any) -> Turn:
    return Turn(index, "other", "Marisol", "receptionist", "Yes?", start, end, **more)


def found(what: str, *turns: Turn, **facts: Any) -> Measured:
    return {m.what: m for m in measures(Transcript(Facts(**facts), turns))}[what]


WORDS = "one two three four five six seven eight nine ten"

# -- a message ---------------------------------------------------------------------------------------------------------


def test_a_message_lasts_from_its_first_sound_to_its_last() -> None:
    left = found("length of a message", BEEP, message(heard("Hello.", 4000, 5000), heard("Bye.", 6500, 16_300)))

    assert (left.value, left.unit, left.verdict, left.at, left.turn) == (12, "seconds", "within", 4000, 1)


def test_a_long_message_lies_above_its_band() -> None:
    assert found("length of a message", BEEP, message(heard("Hello.", 4000, 40_000))).verdict == "above"


def test_a_dropped_message_is_not_measured() -> None:
    dropped = turn(1, heard("Hello.", 4000, 90_000), with_="voicemail", discarded=True)
    kept = message(heard("Hello.", 100_000, 110_000), index=3)

    assert found("length of a message", BEEP, dropped, they(2, 91_000, 92_000), kept).value == 10


def test_the_message_left_last_counts() -> None:
    one, two = message(heard("Hello.", 4000, 44_000)), message(heard("Hello.", 60_000, 68_000), index=3)

    assert found("length of a message", BEEP, one, they(2, 50_000, 52_000), two).value == 8


def test_a_message_is_as_loud_as_the_same_voice_in_talk() -> None:
    softer = Sound(5000, (), -28.0, 120.0, 5.0, (), -50.0)
    talk = turn(1, heard("Hello, may I ask you something?", 1000, 6000))

    louder = found(
        "loudness of a message", talk, they(2, 7000, 9000), message(heard("Hello.", 12_000, 17_000, softer), index=3)
    )

    assert (louder.value, louder.verdict) == (-6, "within")


def test_a_quiet_microphone_is_no_soft_voice() -> None:
    alone = found(
        "loudness of a message", BEEP, message(heard("Hello.", 4000, 9000, Sound(5000, (), -48.0, 120.0, 5.0)))
    )

    assert alone.value is None
    assert alone.why.startswith("Nobody was spoken to")
    assert not alone.shaky


# -- how fast, how smoothly --------------------------------------------------------------------------------------------


def test_words_a_minute_count_the_pauses_too() -> None:
    assert found("words a minute", turn(0, heard(WORDS, 0, 2000), heard(WORDS, 3000, 8000))).value == 150


def test_a_few_words_are_measured_and_not_judged() -> None:
    short = found("words a minute", turn(0, heard("Hello there.", 0, 600)))

    assert (short.value, short.verdict) == (200, "")
    assert short.why == "Too little was said to judge it."


@pytest.mark.parametrize(
    ("text", "words"),
    [("Hello there.", 2), ("I'm well-known.", 2), ("555-0142", 7), ("at 2:30", 3), ("20% off", 3), ("", 0), ("— !", 0)],
)
def test_words_are_counted_as_they_are_spoken(text: str, words: int) -> None:
    assert count_words(text) == words


def test_the_longest_pause_may_lie_inside_an_utterance_or_between_two() -> None:
    inside = Sound(5000, (900, 300), -22.0, pauses_at=(2000, 4000))

    one = found("longest pause", turn(0, heard(WORDS, 0, 6000, inside), heard(WORDS, 6400, 9000)))
    other = found("longest pause", turn(0, heard(WORDS, 0, 6000, inside), heard(WORDS, 9000, 12_000)))

    assert (one.value, one.at, one.note) == (0.9, 2000, "3 pauses of a quarter of a second or more")
    assert (other.value, other.at, other.verdict) == (3.0, 6000, "above")


def test_fillers_are_counted_and_named() -> None:
    text = "Um, hello, I was, like, wondering, you know, um, whether. " + WORDS * 3

    counted = found("fillers", turn(0, heard(text, 0, 20_000)))

    assert counted.note == "“like”, “um” 2, “you know”"
    assert counted.verdict == "above"


@pytest.mark.parametrize(
    "text", ["Do you know when he is in?", "What kind of paper is it, I mean?", "Her name, Umber."]
)
def test_plain_words_are_no_fillers(text: str) -> None:
    assert found("fillers", turn(0, heard(f"{text} {WORDS * 3}", 0, 20_000))).note == "none heard"


def test_nobody_misses_a_number_in_a_talk_without_one() -> None:
    spoken = turn(1, heard("Is Dana in a meeting, or out for the day?", 2000, 9000))

    assert not [m for m in measures(Transcript(Facts(), (they(0, 0, 1000), spoken))) if "number" in m.what]


def test_liking_something_is_no_filler() -> None:
    assert found("fillers", turn(0, heard(f"I like it, and would like to. {WORDS * 3}", 0, 20_000))).value == 0


# -- giving and taking -------------------------------------------------------------------------------------------------


def talk(*mine_ms: int) -> tuple[Turn, ...]:
    """They speak for ten seconds, then the trainee for so long, in turns."""
    turns, now = [], 0
    for n, ms in enumerate(mine_ms):
        turns += [they(2 * n, now, now + 10_000), turn(2 * n + 1, heard(WORDS, now + 11_000, now + 11_000 + ms))]
        now += 11_000 + ms
    return tuple(turns)


def test_the_talk_share_is_the_trainees_part_of_all_talk() -> None:
    assert found("talk share", *talk(10_000, 10_000)).value == 50


def test_a_cold_call_has_a_band_of_its_own() -> None:
    cold, errand = (
        found("talk share", *talk(14_000, 15_000)),
        found("talk share", *talk(14_000, 15_000), errand="order_problem"),
    )

    assert (cold.value, cold.verdict, errand.verdict) == (59, "within", "above")


def test_a_box_is_nobody_to_share_the_talk_with() -> None:
    names = {m.what for m in measures(Transcript(Facts(), (BEEP, message(heard("Hello.", 4000, 9000)))))}

    assert not names & {"talk share", "longest monologue", "delay before answering"}


def test_the_longest_monologue_is_the_longest_turn() -> None:
    assert found("longest monologue", *talk(8000, 31_000)).value == 31


def test_the_delay_is_the_middle_of_all_answers() -> None:
    turns = (
        they(0, 0, 1000),
        turn(1, heard("Yes.", 1500, 2500)),
        they(2, 3000, 4000),
        turn(3, heard("Yes.", 8000, 9000)),
    )

    delay = found("delay before answering", *turns, they(4, 9500, 10_000), turn(5, heard("Yes.", 10_700, 12_000)))

    assert (delay.value, delay.turn, delay.note) == (0.7, 3, "the middle of 3; the longest 4.0 s")


def test_who_asks_whether_you_are_there_does_not_end_the_wait() -> None:
    asked = (they(0, 0, 1000), they(1, 9000, 10_000), turn(2, heard("Yes.", 11_000, 12_000)))
    went_on = (they(0, 0, 1000), they(1, 1500, 3000), turn(2, heard("Yes.", 4000, 5000)))

    assert found("delay before answering", *asked).value == 10
    assert found("delay before answering", *went_on).value == 1


def test_breaking_in_is_no_delay() -> None:
    cut = (they(0, 0, 1000, cut=True), turn(1, heard("Sorry,", 900, 2000)))

    assert found("delay before answering", *cut).why == "No line of theirs was answered by voice."


# -- the voice ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("hertz", [85.0, 230.0])
def test_a_low_voice_moves_as_much_as_a_high_one(hertz: float) -> None:
    assert found("pitch movement", turn(0, heard(WORDS, 0, 6000, Sound(5000, (), -22.0, hertz, 5.0)))).value == 5


def test_a_flat_voice_lies_below_the_band() -> None:
    assert (
        found("pitch movement", turn(0, heard(WORDS, 0, 6000, Sound(5000, (), -22.0, 120.0, 1.4)))).verdict == "below"
    )


@pytest.mark.parametrize(
    ("sound", "why"),
    [
        (Sound(900, (), -22.0, 120.0, 5.0), "Too little was said to tell."),
        (Sound(5000, (), -22.0, 120.0, 5.0, (), -28.0), "It was too noisy around the voice."),
        (Sound(5000, (), -22.0), "No pitch could be told."),
    ],
)
def test_what_the_sound_does_not_allow_is_not_told(sound: Sound, why: str) -> None:
    pitch = found("pitch movement", turn(0, heard(WORDS, 0, 6000, sound)))

    assert (pitch.value, pitch.why, pitch.shaky) == (None, why, True)


# -- the call-back number ----------------------------------------------------------------------------------------------


def number(start: int, each: int) -> tuple[Word, ...]:
    return tuple(Word(d, start + n * each, start + (n + 1) * each) for n, d in enumerate("5550142"))


def test_the_slowest_reading_of_a_number_counts() -> None:
    words = (*number(5000, 200), Word("again", 6500, 7000), *number(7000, 500))
    left = message(heard("Again.", 4000, 12_000, words=words, timed=True))

    pace, times = (
        found(what, BEEP, left) for what in ("pace of the call-back number", "times the call-back number was said")
    )

    assert (pace.value, pace.unit, pace.verdict, pace.at) == (2, "digits a second", "within", 5000)
    assert times.value == 2


def test_without_times_of_its_digits_a_number_has_no_pace() -> None:
    left = message(heard("My number is 555-0142.", 4000, 12_000))

    assert found("pace of the call-back number", BEEP, left).shaky
    assert found("times the call-back number was said", BEEP, left).value == 1


def test_a_message_without_a_number_has_nothing_to_read_out() -> None:
    left = found("pace of the call-back number", BEEP, message(heard("Hello.", 4000, 9000)))

    assert (left.why, left.shaky) == ("No call-back number was heard.", False)


# -- where there is nothing to measure ---------------------------------------------------------------------------------


def test_what_was_typed_is_left_out_and_said_so() -> None:
    typed = turn(1, Heard(5000, WORDS, typed=True, began=5000))

    assert {m.why for m in measures(Transcript(Facts(), (they(0, 0, 1000), typed)))} == {"It was typed, not spoken."}


def test_what_was_only_rehearsed_is_left_out_and_said_so() -> None:
    rehearsed = turn(1, Heard(5000, WORDS, began=1000))

    assert {m.why for m in measures(Transcript(Facts(), (rehearsed,)))} == {"It was rehearsed by a plan, not spoken."}


def test_a_transcript_without_times_is_left_out_and_said_so() -> None:
    written = call(
        {}, [{"who": "other", "text": "Yes?"}, {"who": "trainee", "text": "Hello, is Dana in?", "moves": []}]
    )

    assert {m.why for m in measures(written)} == {"The transcript gives no times."}


def test_a_transcript_with_times_is_measured() -> None:
    said = {"who": "trainee", "text": WORDS, "moves": [], "start": 2.0, "end": 6.0}
    written = read_transcript({"facts": {}, "turns": [{"who": "other", "text": "Yes?", "start": 0, "end": 1500}, said]})

    taken = {m.what: m.value for m in measures(written) if m.value is not None}

    assert taken == {
        "words a minute": 150,
        "fillers": 0,
        "talk share": 73,
        "longest monologue": 4,
        "delay before answering": 0.5,
    }


def test_a_silent_call_has_no_measures() -> None:
    assert measures(Transcript(Facts(), (BEEP,))) == ()


def test_an_old_record_without_the_end_of_an_utterance_is_still_measured() -> None:
    old = Heard(12_000, WORDS, began=4000, sound=Sound(6000, (500, 500)))

    assert found("length of a message", BEEP, message(old)).value == 7


# -- bands and words ---------------------------------------------------------------------------------------------------


def test_a_band_that_a_document_gives_takes_the_place_of_ours() -> None:
    transcript = Transcript(Facts(), (BEEP, message(heard("Hello.", 4000, 16_000))))

    length = next(m for m in measures(transcript, {"length of a message": Band(high=10, source="page 3")}))

    assert (length.verdict, length.high, length.source) == ("above", 10, "page 3")


def test_without_a_document_every_band_is_a_house_target() -> None:
    assert {
        m.source for m in measures(Transcript(Facts(), (*talk(9000), message(heard(WORDS, 50_000, 59_000), index=9))))
    } == {HOUSE}


def test_the_ends_of_a_band_lie_within() -> None:
    assert [Band(2, 3).fit(v) for v in (1.9, 2, 3, 3.1)] == ["below", "within", "within", "above"]


def test_bands_and_values_are_told_in_words() -> None:
    assert [band_of(*ends) for ends in ((110, 170), (None, 2.5), (2, None), (None, None))] == [
        "110 to 170",
        "at most 2.5",
        "at least 2",
        "",
    ]
    assert amount(Measured("groups of the call-back number", "groups", 1.0)) == "1 group"
    assert told(Measured("longest pause", "seconds", 2.5)) == "longest pause: 2.5 seconds"
    assert told(Measured("longest pause", "seconds")) == "longest pause"


def test_an_untimed_call_leaves_out_what_counts_the_time_of_thinking_and_says_so() -> None:
    turns = (they(0, 0, 1000), turn(1, heard(WORDS, 2000, 8000)), message(heard("Hello.", 9000, 12_000), index=2))
    by_name = {m.what: m for m in measures(Transcript(Facts(), turns, untimed=True))}
    left = {what for what, m in by_name.items() if "untimed" in m.why}

    assert left == {"length of a message", "longest pause", "delay before answering"}
    assert {what for what in left if by_name[what].value is not None or by_name[what].verdict} == set()
    assert by_name["words a minute"].value is not None
