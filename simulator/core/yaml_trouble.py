"""What YAML stumbled over, in a trainer's words: the line with the mistake, what it is, and what to write instead.

Rule: a parser says where it gave up, which is where the damage shows and often not where it was done. So the rows
between the beginning of what it was reading and the place where it stopped are searched for the mistakes people make;
the parser's own words are never told.
"""

from __future__ import annotations

import re

import yaml

_VALUE = r"(?:^\s*(?:-\s+)?|[:,{\[]\s+|-\s+|[{\[])"  # where a value may begin
_OPENS = re.compile(_VALUE + r"""[{\[][^{}\[\]]*[}\]][ \t]*[^\s,:#}\]]""")
_APOSTROPHE = re.compile(r"""(?:^\s*|[:,{\[-]\s*)'(?:[^']|'')*'[^\s,:#}\]']""")
_QUOTE_INSIDE = re.compile(_VALUE + r""""(?:[^"\\]|\\.)*"(?:[^\s,:#}\]]|[ \t]+(?![\w.]+:(?:\s|$))[^\s,:#}\]])""")
_NO_COMMA = re.compile(r"""(?:["\]}]|'(?=\s)|[{,]\s*[\w.]+:\s+[a-z0-9_./-]+)\s+(?P<name>[a-z_][\w.]*):(?:\s|$)""")
_BARE_TEST = re.compile(
    r"\b(?P<outer>if|not|when|satisfied_by|any|all):\s+"
    r"(?P<inner>any|all|not|again|earlier|refused|learned|difficulty|fact|mood\w*|patience\w*|visit\w*):\s"
)
_COLON_INSIDE = re.compile(r""":\s+[^"'{}\[\],:]*:\s""")
_HASH_INSIDE = re.compile(r"""[{\[][^"']*#""")
_CURLY = re.compile(_VALUE + r"[“”„«»]")
_NAMES_IN_A_ROW = re.compile(r"""^\s*(?:-\s+)?(?P<names>[a-z_]+:\s[^"'{}\[\]:]*,\s*[a-z_]+:(?:\s.*)?)$""")
_IN_QUOTES = re.compile(r""""(?:[^"\\]|\\.)*"|(?<![^\s,:{\[])'(?:[^']|'')*'|(?:^|\s)#.*$""")
_NAME = re.compile(r"^\s*(?:-\s+)?(?P<name>[\w.]+):(?P<value>\S.*)?")
_WHOLE = "put the whole text in double quotes"
_IN_TEXT = "a colon, comma or # inside a text; put it in double quotes"
_CURLY_SAYS = 'curly quotes are no quotes here; write straight ones: "'


def explain(wrong: yaml.MarkedYAMLError, text: str) -> tuple[int, str]:
    """The line of the mistake (from 1; 0 where there is none) and what to say of it."""
    mark = wrong.problem_mark or wrong.context_mark
    line = mark.line + 1 if mark else 0
    column = mark.column if mark else 0
    first = wrong.context_mark.line + 1 if wrong.context_mark else line
    around = wrong.context_mark.column if wrong.context_mark else 0
    context, problem, rows = wrong.context or "", wrong.problem or "", _Rows(text)
    if "quoted scalar" in context:
        return first, "a quote begins here and is never closed; close it at the end of the text"
    if "simple key" in context:
        return first, _lone(rows[first])
    if "block scalar" in context:
        return line, _odd_start(rows[line], around)
    if any(sign in f"{context} {problem}" for sign in ("cannot start any", "alias", "anchor", "a tag")):
        return line, _odd_start(rows[line], column)
    if "document" in problem:
        return line, "another document begins here; a file holds one, so take the line `---` out"
    if "mapping values" in problem:
        return _colon(rows, line, column)
    if "flow" in context:
        return _in_braces(rows, first, line)
    return line, _in_a_block(rows, first, line, column, around)


class _Rows:
    """The rows of a text, counted from 1; an empty one where there is none."""

    def __init__(self, text: str) -> None:
        self._rows = text.splitlines()

    def __getitem__(self, line: int) -> str:
        return self._rows[line - 1] if 0 < line <= len(self._rows) else ""

    def __len__(self) -> int:
        return len(self._rows)

    def above(self, line: int) -> int:
        """The nearest row above that says anything."""
        while line > 1 and not self[line - 1].split("#")[0].strip():
            line -= 1
        return line - 1


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip(" "))


def _spaces(count: int) -> str:
    return "1 space" if count == 1 else f"{count} spaces"


def _look_up(line: int) -> str:
    return f"""look from line {line} up for a missing quote or bracket, or a missing space after ":" or "-\""""


def _lone(row: str) -> str:
    """A row that is neither a name with its value nor an item of a list."""
    if re.match(r"\s*-\S", row):
        return "a dash wants a space behind it: `- text`"
    found = _NAME.match(row)
    if found and found["value"]:
        return f"put a space after the colon: `{found['name']}: {found['value'].strip():.30}`"
    word = row.split()[0] if row.split() else ""
    if re.fullmatch(r"[a-z_]+", word):
        return f"this line has no colon; write `{word}: ...`, or a dash and a space before a text"
    return "a text stands here alone; write a dash and a space before it, or `name: ` and the text"


def _odd_start(row: str, column: int) -> str:
    """A value that begins with a sign of YAML's own."""
    sign = row[column : column + 1]
    if sign == "\t" or "\t" in row[: len(row) - len(row.lstrip())]:
        return "a tab stands here; use spaces to indent"
    begins = re.search(_VALUE + r"(?P<sign>[*&!%@`>|])", row)
    sign = begins["sign"] if begins else sign
    return f"a text cannot begin with {sign} as it stands; {_WHOLE}"


def _colon(rows: _Rows, line: int, column: int) -> tuple[int, str]:
    """A colon where none can stand."""
    row, above = rows[line], rows[rows.above(line)]
    if _CURLY.search(row):
        return line, _CURLY_SAYS
    if found := _NAMES_IN_A_ROW.match(row):
        return line, f"several names in one line stand in braces: {{{found['names'].strip():.60}}}"
    name, before = _NAME.match(row), _NAME.match(above)
    starts = bool(name) and not row[:column].strip(" -").partition(":")[1]
    if starts and before and before["value"]:
        return rows.above(line), _lone(above)
    if starts and _indent(row) > _indent(above):
        says = (
            f"this line begins {_spaces(_indent(row))} in, the one above {_indent(above)}; names that belong together"
        )
        return line, f"{says} begin equally far in. Or the line above wants a colon at its end"
    if starts and not _COLON_INSIDE.search(row):
        return line, f"a colon stands where none can; {_look_up(line)}, or {_WHOLE}"
    return line, f"a colon stands inside a text; {_WHOLE}"


def _in_braces(rows: _Rows, first: int, line: int) -> tuple[int, str]:
    """Something wrong between { and }, or [ and ], which begin in `first`."""
    for number in range(first, line + 1):
        row = rows[number]
        if found := _BARE_TEST.search(row):
            return number, f"braces are missing: `{found['outer']}: {{{found['inner']}: ...}}`"
        if found := _NO_COMMA.search(_IN_QUOTES.sub('""', row)):
            return number, f"a comma is missing before `{found['name']}:`"
        if says := _bad_quotes(row):
            return number, says
        if (cut := _HASH_INSIDE.search(row)) and "}" in row[cut.end() :]:
            return number, _IN_TEXT
    open_, shut = _brackets(rows[first])
    if first < line and open_ > shut:
        kind, end = ("{", "}") if rows[first].find("{") >= 0 else ("[", "]")
        return first, f"a {kind} opens here and is never closed; end it with {end}"
    for number in range(first, line + 1):
        if found := _COLON_INSIDE.search(rows[number]):
            name = found[0].split()[-1]
            return number, f"a comma is missing before `{name}`, or {_IN_TEXT}" if name.islower() else _IN_TEXT
        if _HASH_INSIDE.search(rows[number]):
            return number, _IN_TEXT
    if open_ > shut or line > len(rows):
        return min(first, len(rows)), "a bracket opens here and is never closed"
    return line, f"from here on this cannot be read; check the commas, and {_look_up(line)}"


def _bad_quotes(row: str) -> str:
    """Quotes that end too early, are none, or are missing round a text that begins with a bracket."""
    if _CURLY.search(row):
        return _CURLY_SAYS
    if _APOSTROPHE.search(row):
        return "an apostrophe ends a text in single quotes; use double quotes"
    if _OPENS.search(row):
        return "a text that begins with { or [ must stand in double quotes"
    if _QUOTE_INSIDE.search(row):
        return "a quote ends before its text does; write quotes inside a text as \\\" or as '"
    return ""


def _brackets(row: str) -> tuple[int, int]:
    """How many brackets open and shut in a row, those in quotes and remarks left out."""
    bare = _IN_QUOTES.sub("", row)
    return sum(map(bare.count, "{[")), sum(map(bare.count, "}]"))


def _in_a_block(rows: _Rows, first: int, line: int, column: int, around: int) -> str:
    """Something wrong with a row among others; they begin in row `first`, `around` spaces in."""
    row = rows[line]
    indent = _indent(row)
    open_, shut = _brackets(row)
    if shut > open_:
        return "a } or ] too many; take it out"
    if re.match(r"\s*(?:-\s+|[\w.]+:\s+)*[{\[][^{}\[\]]*[}\]],\s", row):
        return "a text that begins with { or [ must stand in double quotes"
    if column > indent:
        return _bad_quotes(row) or f"from here on this cannot be read; check the indentation, and {_look_up(line)}"
    if indent != around:
        says = f"this line begins {_spaces(indent)} in; those it belongs to begin {around} in, from line {first} on"
        return f"{says}. Indent it like them"
    if row.lstrip().startswith("-") != rows[first].lstrip(" ").startswith("-"):
        return "items of a list (`- ...`) and names (`name: ...`) are mixed here; indent the ones below the others"
    return f"from here on this cannot be read; check the indentation, and {_look_up(line)}"
