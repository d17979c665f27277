"""YAML text to plain values and to models, with the line of everything.

Rule: whatever a file holds, the answer is a value or a BadFile that names file, line, cause and way out; never another
error, never more than a moment or a few megabytes. Only what people mean becomes other than text: `no`, `010` and
`5:30` stay as written (YAML 1.1 would make them False, 8 and 330).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, get_origin

import yaml
from pydantic import BaseModel, ValidationError

from simulator.core.other_words import meant_by
from simulator.core.yaml_trouble import explain

LONGEST = 400_000  # characters of a file; the largest shipped scenario has a tenth of that
MOST_VALUES = 40_000  # after aliases are written out
DEEPEST = 40

Path = tuple[str | int, ...]
Model = TypeVar("Model", bound=BaseModel)
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_INT = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+")


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing wrong with a file. `line` counts from 1; 0 where the file as a whole is meant."""

    file: str
    line: int
    says: str
    severity: str = "error"

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.says}" if self.line else f"{self.file}: {self.says}"


class BadFile(ValueError):
    """A file that cannot be used. `flaws` holds every thing that is wrong with it, in the order of its lines."""

    def __init__(self, flaws: Iterable[Flaw]) -> None:
        self.flaws = sorted(flaws, key=lambda f: f.line)
        super().__init__("\n".join(map(str, self.flaws)))


@dataclass(frozen=True, slots=True)
class Tree:
    """The values of a file, and the line of each by its path of keys and indexes. `torn`: lists that seem
    sentences torn at a comma; `bare`: words in braces without a value, which are mostly the rest of such a sentence."""

    file: str
    data: Any
    lines: dict[Path, int]
    torn: tuple[Path, ...] = ()
    bare: tuple[Path, ...] = ()

    def line(self, path: Sequence[str | int]) -> int:
        """The line of the value at `path`, or of the nearest value around it. Names a path lacks are passed over."""
        at: Path = ()
        for step in path:
            if (*at, step) in self.lines:
                at = (*at, step)
        return self.lines.get(at, 1)

    def flaw(self, path: Sequence[str | int], says: str, severity: str = "error") -> Flaw:
        """A flaw at that path."""
        return Flaw(self.file, self.line(path), says, severity)


def decode(raw: bytes, file: str, most: int = 4 * LONGEST) -> str:
    """The text of a file's bytes. Raises BadFile where they are more than `most`, or no UTF-8."""
    if len(raw) > most:
        raise BadFile([Flaw(file, 0, _too_long(len(raw)))])
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = raw[: wrong.start].count(b"\n") + 1
        raise BadFile(
            [Flaw(file, line, "this is not UTF-8 text; save the file again with the encoding UTF-8")]
        ) from None


def nodes(text: str) -> yaml.Node | None:
    """The nodes of a YAML text, for edits that keep its lines. Raises yaml.YAMLError."""
    root: yaml.Node | None = yaml.compose(text, Loader=_Loader)
    return root


def parse(text: str, file: str) -> Tree:
    """The values of a YAML text. Raises BadFile."""
    if len(text) > LONGEST:
        raise BadFile([Flaw(file, 0, _too_long(len(text)))])
    try:
        root = nodes(text)
    except yaml.MarkedYAMLError as wrong:
        raise BadFile([Flaw(file, *explain(wrong, text))]) from None
    except yaml.YAMLError as wrong:
        says = " ".join(str(wrong).split())[:120]
        raise BadFile([Flaw(file, 0, f"this cannot be read as YAML ({says}); remove the odd character")]) from None
    except RecursionError:
        raise BadFile([Flaw(file, 0, "values are nested too deeply to be meant; check the brackets")]) from None
    if root is None:
        raise BadFile([Flaw(file, 0, "the file is empty; `hitzero new` writes a commented one to start from")])
    reading = _Reading(file)
    data = reading.value(root, ())
    if reading.flaws:
        raise BadFile(reading.flaws)
    return Tree(file, data, reading.lines, tuple(reading.torn), tuple(reading.bare))


def build(model: type[Model], tree: Tree, context: dict[str, Any] | None = None) -> Model:
    """A model out of a tree. Raises BadFile with one flaw a wrong value, each with its line and a way out."""
    if not isinstance(tree.data, dict):
        raise BadFile([Flaw(tree.file, 1, "expected `name: value` lines at the top of the file")])
    try:
        return model.model_validate(tree.data, context=context)
    except ValidationError as wrong:
        errors = wrong.errors(include_url=False)
        strangers = [e["loc"] for e in errors if e["type"] == "extra_forbidden"]
        meant = {(*loc[:-1], nearest(str(loc[-1]), _fields_at(model, loc[:-1]))) for loc in strangers}
        told = (e for e in errors if e["type"] != "missing" or e["loc"] not in meant)
        raise BadFile(dict.fromkeys(tree.flaw(e["loc"], _say(e, model, tree)) for e in told)) from None


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that means what this one does, else one that is spelt nearly like it; "" where there is none. Two
    letters are near to everything."""
    names = list(known)
    near = difflib.get_close_matches(word, names, n=1, cutoff=0.6) if len(word) > 2 else []
    same = [own for own in meant_by(word) if own in names]
    return next(iter((*same, *near)), "")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`; did you mean 'x'?` where something known is near, else an empty text."""
    near = nearest(word, known)
    return f"; did you mean '{near}'?" if near else ""


_NEARLY = 0.85  # how like a move's name words must be (1 is the same) to be no sentence; "thank you" is none


def torn_lists(tree: Tree, moves: Collection[str]) -> list[Flaw]:
    """One flaw for each list that seems a sentence torn at a comma, or holds moves written as words."""
    return [tree.flaw(path, says) for path in tree.torn for says in _torn(_at(tree, path), moves)]


def _torn(items: Sequence[Any], moves: Collection[str]) -> Iterator[str]:
    meant = [_move_meant(str(item), moves) for item in items]
    if all(meant):
        wrong = [(item, move) for item, move in zip(items, meant, strict=True) if item != move]
        yield from (f"no move is called '{item}'; did you mean '{move}'?" for item, move in wrong)
    else:
        yield "a sentence seems torn apart at a comma; put each line in quotes, or on a line of its own after `- `"


def _move_meant(words: str, moves: Collection[str]) -> str:
    """The move whose name these words are, or nearly are; "" where they are none."""
    near = difflib.get_close_matches(words.replace(" ", "_").lower(), moves, n=1, cutoff=_NEARLY)
    return near[0] if near else ""


def _at(tree: Tree, path: Path) -> Any:
    value = tree.data
    for step in path:
        value = value[step]
    return value


def stray_words(tree: Tree, moves: Collection[str]) -> list[Flaw]:
    """One flaw for each pair of braces that holds a word without a value: what was meant, and how it is written."""
    by_braces = {path[:-1]: path for path in reversed(tree.bare)}
    return [tree.flaw(path, _stray(tree, path, moves)) for path in by_braces.values()]


def _stray(tree: Tree, path: Path, moves: Collection[str]) -> str:
    word, around = str(path[-1]), _at(tree, path[:-1])
    name, colon, value = word.partition(":")
    if colon and name and value:
        return f"put a space after the colon: `{name}: {value}`"
    if word in moves:
        row = ", ".join([*filter(None, [str(around.get("if") or "")]), *(m for m in around if m in moves)])
        return f"'{word}' is a move; several moves stand in brackets: if: [{row}]"
    if len(around) == 1:
        return f'a text begins with a brace; put it in double quotes: "{{{word}}} ..."'
    return f"a text seems torn apart at the comma before '{word}'; put the whole text in double quotes"


class _Reading:
    """One pass over a composed document."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.lines: dict[Path, int] = {}
        self.flaws: list[Flaw] = []
        self.torn: list[Path] = []
        self.bare: list[Path] = []
        self.left = MOST_VALUES
        self.inside: set[int] = set()

    def value(self, node: yaml.Node, path: Path) -> Any:
        line = node.start_mark.line + 1
        self.lines[path] = line
        self.left -= 1
        if self.left < 0:
            raise BadFile(
                [Flaw(self.file, line, f"more than {MOST_VALUES} values; write fewer, or no aliases in aliases")]
            )
        if id(node) in self.inside or len(path) > DEEPEST:
            says = "a value contains itself, or nests too deeply; write it out instead"
            raise BadFile([Flaw(self.file, line, says)])
        if isinstance(node, yaml.ScalarNode):
            return _scalar(node)
        self.inside.add(id(node))
        try:
            return self._list(node, path) if isinstance(node, yaml.SequenceNode) else self._map(node, path)
        finally:
            self.inside.discard(id(node))

    def _list(self, node: yaml.SequenceNode, path: Path) -> list[Any]:
        items = [self.value(child, (*path, i)) for i, child in enumerate(node.value)]
        if node.flow_style and _looks_torn(node, items):
            self.torn.append(path)
        return items

    def _map(self, node: yaml.Node, path: Path) -> dict[str, Any]:
        out: dict[str, Any] = {}
        for key, child in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                self.flaws.append(Flaw(self.file, line, "a name before a colon must be plain text"))
                continue
            name = key.value
            if name in out:
                empty = next((k for k in reversed(out) if out[k] is None), "")
                slid = f", or indent '{empty}' above less, if '{name}' belongs to it" if empty else ""
                self.flaws.append(Flaw(self.file, line, f"'{name}' stands here twice; keep one of them{slid}"))
            out[name] = self.value(child, (*path, name))
            self.lines[(*path, name)] = line
            if _is_bare(key, child):
                self.bare.append((*path, name))
        return out


def _scalar(node: yaml.ScalarNode) -> str | int | float | bool | None:
    text: str = node.value
    if node.style:  # quoted, or a block of text
        return text
    if text in ("", "~", "null"):
        return None
    if text in ("true", "false"):
        return text == "true"
    if _INT.fullmatch(text) and len(text) < 16:
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) and len(text) < 16 else text


_CLOCK = re.compile(r"\d:\d\d\s*$")


def _looks_torn(node: yaml.SequenceNode, items: list[Any]) -> bool:
    """An unquoted list in brackets whose item begins like the rest of a sentence: `[Sorry, I did not catch that.]`;
    what ends in a clock time is no sentence (`[tomorrow 10:00, friday 14:30]`)."""
    plain = [
        isinstance(c, yaml.ScalarNode) and not c.style and " " in c.value.strip() and not _CLOCK.search(c.value)
        for c in node.value
    ]
    return any(plain) and len(items) > 1 and all(isinstance(c, yaml.ScalarNode) for c in node.value)


def _is_bare(key: yaml.Node, value: yaml.Node) -> bool:
    """A name in braces with nothing behind it, not even a colon."""
    nothing = isinstance(value, yaml.ScalarNode) and not value.value and not value.style
    return nothing and value.start_mark.index == key.end_mark.index


def _too_long(length: int) -> str:
    return f"{length} characters are more than a file may hold ({LONGEST}); split it into several"


_PLAIN_WORDS: dict[str, str] = {
    "model_type": "takes `name: value` lines below it, or the same in braces",
    "dict_type": "takes `name: value` lines below it, or the same in braces",
    "tuple_type": "takes a list: [one, two], or each on a line of its own after `- `",
    "list_type": "takes a list: [one, two], or each on a line of its own after `- `",
    "int_type": "takes a whole number",
    "int_parsing": "takes a whole number",
    "int_from_float": "takes a whole number",
    "float_type": "takes a number",
    "float_parsing": "takes a number",
    "bool_type": "takes true or false",
    "bool_parsing": "takes true or false",
    "string_type": "takes a text; put it in double quotes",
}
"""What a value must be, by pydantic's name of the error."""


def _say(error: Any, model: type[BaseModel], tree: Tree) -> str:
    """A pydantic error in plain words with a way out."""
    loc, kind, given = error["loc"], error["type"], error.get("input")
    name = next((str(x) for x in reversed(loc) if isinstance(x, str)), "the file")
    if kind == "missing":
        return f"'{name}' is missing; add a line `{name}: ...`"
    if kind == "extra_forbidden":
        if given is None and (" " in name or tuple(loc) in tree.bare):
            return f"'{name}' is no field: a text seems torn at a comma or a colon; put the whole text in double quotes"
        return f"there is no field '{name}' here{did_you_mean(name, _fields_at(model, loc[:-1]))}"
    if kind == "literal_error":
        expected = str(error["ctx"]["expected"])
        near = did_you_mean(str(given), re.findall("'([^']*)'", expected))
        return f"'{name}' is {given!r:.60}, but may be {expected}{near}"
    if kind == "value_error":
        return str(error["ctx"]["error"])
    if kind in _PLAIN_WORDS and given is None:
        return f"'{name}' is empty; write what belongs to it, or take it out"
    if kind in _PLAIN_WORDS:
        return f"'{name}' {_PLAIN_WORDS[kind]}; found {given!r:.60}"
    says = error["msg"].replace("Input should", "must", 1)
    return f"'{name}' {says[0].lower()}{says[1:]}; found {given!r:.60}"


def _fields_at(model: type[BaseModel], loc: Sequence[str | int]) -> set[str]:
    """The fields that may stand at a place inside a model. A key of a mapping is no field, whatever it is called."""
    here, keyed = [model], False
    for step in loc:
        if keyed:
            keyed = False
            continue
        found = [f for m in here for n, f in m.model_fields.items() if (f.alias or n) == step]
        inner = [m for f in found for m in _models_in(f.annotation)]
        if inner:
            here, keyed = inner, any(get_origin(f.annotation) in (dict, tuple, list) for f in found)
    return {f.alias or n for m in here for n, f in m.model_fields.items()}


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [m for arg in getattr(annotation, "__args__", ()) for m in _models_in(arg)]
