"""A call on its disk: heard again, disputed, saved."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile
from review_calls import LIBRARY, record_file

from simulator.call_file import CallFile, KeptSound, saved_folder
from simulator.call_sound import levels_of, sound_beside
from simulator.disputes import load_remarks, overrule
from simulator.report_file import report_of
from simulator.scores import one_call


def call_file(folder: Path, plan: str = "poor", typed: bool = False, asked: bool = False) -> CallFile:
    path = record_file(folder, plan)
    found = one_call(LIBRARY, path)
    sound = KeptSound(path, lambda: False, lambda: asked, typed)
    return CallFile(LIBRARY, path, found.transcript, found.judged.scorecards, sound, "Ines")


def rule_with(call: CallFile, *verdicts: str, quoted: bool = False) -> str:
    return next(
        j.rule
        for card in call._judged.cards
        for j in card.judgments
        if j.verdict in verdicts and (not quoted or any(e.quote for e in j.evidence))
    )


def put_sound(record: Path) -> Path:
    """Half a second of the trainee, then half a second of the callee."""
    sound = np.zeros((16_000, 2), np.float32)
    sound[:8000, 0], sound[8000:, 1] = 0.5, 0.5
    path = sound_beside(record)
    soundfile.write(path, sound, 16_000, format="OGG", subtype="VORBIS")
    return path


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Documents of this test's own."""
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path / "documents"))
    return tmp_path / "documents"


# -- disputes ----------------------------------------------------------------------------------------------------------


def test_a_dispute_stands_beside_the_record_with_who_and_when_and_can_be_taken_back(tmp_path: Path) -> None:
    call = call_file(tmp_path)
    rule, record = rule_with(call, "missed"), call._judged.record
    before = record.read_bytes()
    wrong = call.dispute(rule, "said", "I mumbled it.")
    told, is_open = call.remarks(rule), call.is_open(rule)
    taken = call.take_back(rule)

    assert (wrong, taken) == ("", "")
    assert told[0].startswith("Ines, 20")
    assert "I did say that. I mumbled it." in told[0]
    assert is_open
    assert not call.is_open(rule)
    assert [r.remark for r in load_remarks(record)] == ["dispute", "withdrawal"]
    assert call.remarks(rule)[1].endswith("taken back.")
    assert record.read_bytes() == before


def test_what_was_taken_back_can_be_disputed_again(tmp_path: Path) -> None:
    call = call_file(tmp_path)
    rule = rule_with(call, "missed")
    call.dispute(rule, "said", "")
    call.take_back(rule)

    assert call.dispute(rule, "said", "After all.") == ""
    assert call.is_open(rule)


def test_nothing_open_cannot_be_taken_back(tmp_path: Path) -> None:
    call = call_file(tmp_path)

    assert "nothing is open" in call.take_back(rule_with(call, "missed"))


def test_a_dispute_that_makes_no_sense_is_told_in_a_sentence(tmp_path: Path) -> None:
    call = call_file(tmp_path)

    assert "not-meant" in call.dispute(rule_with(call, "broken"), "said", "")


def test_a_ruling_shows_both_values_and_both_totals(tmp_path: Path) -> None:
    call = call_file(tmp_path)
    rule = rule_with(call, "broken", quoted=True)
    before = call.ruled(rule.split("/")[0])
    overrule(call._judged, rule, "avoided", "They both laughed.", "Ruth")
    call._reviews = None

    assert before == ""
    assert "avoided, not broken. They both laughed." in call.remarks(rule)[0]
    assert call.ruled(rule.split("/")[0]).endswith("with the trainer’s rulings")


# -- sound -------------------------------------------------------------------------------------------------------------


def test_where_there_is_no_sound_it_says_why(tmp_path: Path) -> None:
    assert "Settings, Privacy" in call_file(tmp_path / "a").sound.why_not
    assert "your next ones" in call_file(tmp_path / "b", asked=True).sound.why_not
    assert "typed" in call_file(tmp_path / "c", typed=True).sound.why_not


def test_sound_that_is_there_can_be_heard_but_not_without_a_loudspeaker(tmp_path: Path) -> None:
    call = call_file(tmp_path)
    put_sound(call._judged.record)

    assert call.sound.why_not == ""
    assert "No loudspeaker" in call.sound.play(0)
    assert call.sound.at is None


def test_the_ribbon_of_an_old_call_is_drawn_from_its_sound(tmp_path: Path) -> None:
    levels = levels_of(put_sound(record_file(tmp_path, "poor")))

    assert len(levels.you) == len(levels.them) == 6
    assert levels.you[0] > 0.5 > levels.them[0]
    assert levels.them[4] > 0.5 > levels.you[4]
    assert levels_of(tmp_path / "nothing.ogg").you == []


# -- saved -------------------------------------------------------------------------------------------------------------


def test_it_is_saved_among_the_documents_and_never_over_anything(tmp_path: Path, documents: Path) -> None:
    call = call_file(tmp_path)
    first, _ = call.save("page")
    Path(first).write_text("mine now", encoding="utf-8")
    second, wrong = call.save("page")

    assert wrong == ""
    assert Path(first).parent == saved_folder() == documents / "Hit Zero"
    assert Path(first).read_text(encoding="utf-8") == "mine now"
    assert Path(second).name.endswith("-2.html")
    assert "<html" in Path(second).read_text(encoding="utf-8")


def test_its_text_is_that_of_the_report(tmp_path: Path, documents: Path) -> None:
    call = call_file(tmp_path)
    saved, _ = call.save("text")

    assert Path(saved).read_text(encoding="utf-8") == call.text()


def test_a_folder_that_takes_nothing_is_told(tmp_path: Path, documents: Path) -> None:
    documents.mkdir()
    (documents / "Hit Zero").write_text("a file stands in the way", encoding="utf-8")
    path, wrong = call_file(tmp_path).save("text")

    assert path == ""
    assert "cannot be saved there" in wrong


# -- the text ----------------------------------------------------------------------------------------------------------


def text_of(tmp_path: Path, plan: str = "poor") -> str:
    return report_of(LIBRARY, record_file(tmp_path, plan), ".txt")


def test_the_text_says_each_verdict_in_words_with_its_evidence_and_source(tmp_path: Path) -> None:
    text = text_of(tmp_path)

    assert "\nTotals\n" in text
    assert "Broken: " in text
    assert "At 0:" in text
    assert "From: Ari Galper, Using Voice Mail" in text
    assert "[x]" not in text
    assert "\nWhat was said\n" in text


def test_the_text_has_nothing_lined_up_in_columns(tmp_path: Path) -> None:
    assert not [line for line in text_of(tmp_path).splitlines() if "  " in line or line != line.strip()]


def test_the_same_call_gives_the_same_text(tmp_path: Path) -> None:
    path = record_file(tmp_path, "poor")

    assert report_of(LIBRARY, path, ".txt") == report_of(LIBRARY, path, ".txt")


def test_remarks_and_rulings_stand_in_the_text(tmp_path: Path) -> None:
    call = call_file(tmp_path)
    rule = rule_with(call, "broken", quoted=True)
    call.dispute(rule, "not_meant", "We laughed.")
    overrule(call._judged, rule, "avoided", "So they did.", "Ruth")

    assert "Avoided by the trainer's ruling, broken before it: " in call.text()
    assert "That is not what I meant. We laughed." in call.text()
