"""Files that are no text, told for what they are by how they begin, with what to do instead.

Rule: only what people really hand over in place of a transcript; what is not known here is read as text.
"""

from __future__ import annotations

import re

_PLAIN = "open it where it was written and save it as plain text (.txt, UTF-8)"
_SOUND = "only what was said can be judged; write it down, a name and a colon before each turn"
_BEGINS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "this is a PDF; copy its text into a plain text file (.txt, UTF-8)"),
    (b"{\\rtf", f"this is RTF, a text with fonts and colours; {_PLAIN}"),
    (b"\xd0\xcf\x11\xe0", f"this is an older Word or Excel file (.doc, .xls); {_PLAIN}"),
    (b"\xff\xfe", "this is not UTF-8 text but UTF-16, which some programs call Unicode; save it again as UTF-8"),
    (b"\xfe\xff", "this is not UTF-8 text but UTF-16, which some programs call Unicode; save it again as UTF-8"),
    (b"RIFF", f"this is sound; {_SOUND}"),
    (b"OggS", f"this is sound; {_SOUND}"),
    (b"ID3", f"this is sound; {_SOUND}"),
    (b"\x1f\x8b", "this is a packed file; unpack it first"),
    (b"7z\xbc\xaf", "this is a packed file; unpack it first"),
)
_SUBTITLES = re.compile(rb"(?:\xef\xbb\xbf)?(?:WEBVTT|\s*\d+\s+\d\d:\d\d:\d\d[,.]\d{3} -->)")
_ZIPPED = b"PK\x03\x04"
_FIRST = 4_000  # bytes looked at


def told_as_no_text(raw: bytes) -> str:
    """What a file is that is no text, and what to do; "" where it may be one."""
    first = raw[:_FIRST]
    for begins, says in _BEGINS:
        if first.startswith(begins):
            return says
    if first.startswith(_ZIPPED):
        return _zipped(first)
    if _SUBTITLES.match(first):
        return "these are subtitles; save them as plain text, with a name and a colon before each turn"
    if first[4:8] == b"ftyp":
        return f"this is sound or a film; {_SOUND}"
    if first.lstrip().lower().startswith((b"<!doctype html", b"<html")):
        return "this is a web page; copy its text into a plain text file (.txt, UTF-8)"
    return "this is no text; a call is written down as plain text, YAML or JSON" if b"\0" in first else ""


def _zipped(first: bytes) -> str:
    if b"word/" in first or b"[Content_Types].xml" in first:
        return f"this is a Word or Excel file (.docx, .xlsx); {_PLAIN}"
    if b"mimetypeapplication/vnd.oasis" in first:
        return f"this is an OpenDocument file (.odt, .ods); {_PLAIN}"
    return "this is a packed file; unpack it first"
