"""Files that are no text are told for what they are."""

from __future__ import annotations

import io
import zipfile

import pytest

from simulator.core.no_text import told_as_no_text


def packed(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "application/vnd.oasis.opendocument.text" if name == "mimetype" else "x")
    return file.getvalue()


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"%PDF-1.7", "this is a PDF; copy its text"),
        (b"{\\rtf1\\ansi}", "this is RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an older Word or Excel file"),
        (packed("[Content_Types].xml", "word/document.xml"), "this is a Word or Excel file"),
        (packed("mimetype"), "this is an OpenDocument file"),
        (packed("a.txt"), "this is a packed file"),
        ("Me: Hi".encode("utf-16"), "not UTF-8 text but UTF-16"),
        (b"RIFF\x10\x00\x00\x00WAVE", "this is sound"),
        (b"\x00\x00\x00\x20ftypM4A ", "this is sound or a film"),
        (b"WEBVTT\n\n", "these are subtitles"),
        (b"1\n00:00:01,000 --> 00:00:02,000\n", "these are subtitles"),
        (b"\n<!DOCTYPE html>", "this is a web page"),
        (b"Me: H\0i", "this is no text"),
    ],
)
def test_what_is_no_text_is_told_with_what_to_do(raw: bytes, says: str) -> None:
    assert says in told_as_no_text(raw)


@pytest.mark.parametrize("raw", [b"", b"Me: Hi", b"\xef\xbb\xbfMe: Hi", b'{"turns": []}', "Me: Grüezi".encode()])
def test_text_is_let_through(raw: bytes) -> None:
    assert told_as_no_text(raw) == ""
