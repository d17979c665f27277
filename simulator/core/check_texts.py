"""Texts that are not what was written: cut short at a `#`, robbed of their beginning, with dashes and quotes inside.

Rule: this holds for every file of a trainer, whatever it is about. YAML has its own ideas of dashes, #, & and !; a text
that fell victim to one of them is read without complaint, and is another text. It is told with its line and with what
to write instead; what may well be meant is a warning.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from simulator.core.yaml_text import Flaw, Path, Tree

CONTINUED = 6  # rows below its first in which a text is looked for
_AFTER_A_SENTENCE = re.compile(r"""[.?!"'”] -\s?["'“A-Z]""")
_BEGINS = r"(?:^\s*(?:-\s+)?|[:,{\[]\s*)"  # where a value may begin
_REMARK = r"(?P<space>\s+)#(?P<rest>.*)"
_ITEM = "an item of a list is a dash, a space, then the text"
_WHOLE = "put the whole text in double quotes"
Found = tuple[int, str, str] | None


def texts(value: object, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text of a tree with its path, in the order of the file."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from texts(inner, (*path, key))
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from texts(inner, (*path, i))
    elif isinstance(value, str):
        yield path, value


def odd_texts(tree: Tree, text: str) -> Iterator[Flaw]:
    """At most one flaw for each text of a file that was read. `text`: the file as it is written."""
    rows = text.splitlines()
    looks: tuple[Callable[[str, list[str], int], Found], ...] = (_dash, _cut, _robbed, _second_wording, _curly)
    for path, value in texts(tree.data):
        line = tree.line(path)
        found = next(filter(None, (look(value, rows, line) for look in looks)), None)
        if found is not None:
            where, says, severity = found
            yield Flaw(tree.file, where, says, severity)


def _row(rows: list[str], line: int) -> str:
    return rows[line - 1] if 0 < line <= len(rows) else ""


def _dash(value: str, rows: list[str], line: int) -> Found:
    """A dash without its space, or a row that was taken for the rest of the one above."""
    if value.startswith("-") and not value[1:2].isdigit() and value.strip("-"):
        below = range(line, min(line + CONTINUED, len(rows) + 1))
        where = next((n for n in below if _row(rows, n).strip().startswith(value[:10])), line)
        return where, f"this text begins with a dash and would be said so; {_ITEM}", "error"
    for number in range(line, min(line + CONTINUED, len(rows))) if " -" in value else ():
        row = " ".join(rows[number].split())
        if row.startswith("-") and row[:20] in value:
            says = f"this line was taken for the rest of the text above; {_ITEM}"
            return number + 1, f"{says}, right below the item above", "error"
    return None


def _cut(value: str, rows: list[str], line: int) -> Found:
    """A `#` in a text without quotes: what stands behind it is a remark, and gone."""
    found = re.search(_BEGINS + re.escape(value) + _REMARK, _row(rows, line))
    if found is None or not (" " in value or value[:1].isupper()):
        return None
    says = f"the text ends before the #, with '{value[-20:]}'; if it goes on behind it, {_WHOLE}"
    if re.match(r" ?\d|\w", found["rest"]):
        return line, says, "error"
    if len(found["space"]) == 1 and value[-1] not in ".?!" and value[0].isupper():
        return line, says, "warning"
    return None


def _robbed(value: str, rows: list[str], line: int) -> Found:
    """A text whose first word began with & or !, which YAML keeps to itself."""
    row = _row(rows, line)
    found = re.search(_BEGINS + r"(?P<word>[&!][^\s,}\]]*)\s+" + re.escape(value[:20]), row)
    if value and found and f"*{found['word'][1:]}" not in " ".join(rows):
        return (
            line,
            f"'{found['word']}' is lost, because a text cannot begin with {found['word'][0]}; {_WHOLE}",
            "error",
        )
    return None


def _second_wording(value: str, rows: list[str], line: int) -> Found:
    if not _AFTER_A_SENTENCE.search(value):
        return None
    says = "a dash stands within this text; if another wording begins there, give it a line of its own after `- `"
    return line, says, "warning"


def _curly(value: str, rows: list[str], line: int) -> Found:
    if value[:1] not in ("“", "”", "„", "«"):
        return None
    return line, 'curly quotes are no quotes here and would be shown; write straight ones: "..."', "warning"
