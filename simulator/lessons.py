"""What is learned from an accepted dispute: words that make a move, or that only seem to.

Rule: a lesson is written into YAML that the trainer can read and take back, beside what stands there, comments and all.
A move of the trainer's own learns in its own file; for the moves that ship there is one file of lessons, whose words
correct the recogniser from the next call on (understanding/corrected.py).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

import yaml

from simulator.core.disputes import Dispute
from simulator.core.playbook import Rule
from simulator.core.scorecard import Judgment
from simulator.core.yaml_text import BadFile, Flaw, did_you_mean, nodes, parse
from simulator.disputes import Judged
from simulator.library import Library, own_folder, read_text
from simulator.places import CORRECTIONS

LEARNED = CORRECTIONS
HEAD = """\
# Words that a trainer accepted in a dispute: `examples` make the move, `not_examples` only seem to. From the
# next call on these words are heard so, and six or more also with one of them changed. Written by `hitzero disputes
# accept`; yours to change, and to hand to whoever trains the recogniser anew. `hitzero disputes learned` lists them,
# `hitzero disputes forget` takes one back.

moves:
"""


@dataclass(frozen=True, slots=True)
class Lesson:
    """Words that make a move (`counts`), or that only seem to, and what they answered."""

    move: str
    counts: bool
    say: str
    heard: str = ""


def lessons(call: Judged, judgment: Judgment, made: Dispute) -> Iterator[Lesson]:
    """What could be learned from a dispute: the words meant, for the move that was missed where there is only one; or
    the words that were held against somebody, for the moves that they did not mean."""
    if made.claim == "not_meant":
        for evidence in judgment.evidence:
            if evidence.move and (not made.words or made.turn == evidence.turn):
                yield Lesson(evidence.move, False, evidence.quote, _heard(call, evidence.turn))
    elif made.words:
        open_moves = missed_moves(call.rule(made.rule), judgment)
        yield Lesson(open_moves[0] if len(open_moves) == 1 else "", True, made.words, _heard(call, made.turn))


def missed_moves(rule: Rule, judgment: Judgment) -> list[str]:
    """The moves that a rule pays for and did not find."""
    found = {e.move for e in judgment.evidence}
    return [move for part in rule.do or () if found.isdisjoint(part.any_) for move in part.any_]


def _heard(call: Judged, turn: int) -> str:
    before = [t.text for t in call.transcript.turns if t.index < turn]
    return before[-1] if before else ""


def learned(
    library: Library, call: Judged, judgment: Judgment, made: Dispute, move: str, words: str
) -> Iterator[Lesson]:
    """The lessons, with what the trainer names instead. Raises BadFile where the move is not told or unknown."""
    found = [Lesson("", made.claim == "said", words)] if words else list(lessons(call, judgment, made))
    for lesson in dict.fromkeys(found):
        named = move or lesson.move
        if not named:
            open_moves = missed_moves(call.rule(made.rule), judgment)
            says = f"which move do these words make? Name it with --move: {', '.join(open_moves) or 'its id'}"
            raise BadFile([Flaw(made.rule, 0, says)])
        if named not in library.move_ids:
            raise BadFile(
                [Flaw(made.rule, 0, f"no move is called '{named:.60}'{did_you_mean(named, library.move_ids)}")]
            )
        yield Lesson(named, lesson.counts, lesson.say, lesson.heard)


def own_files(library: Library) -> dict[Path, tuple[str, ...]]:
    """The ids of the trainer's own moves by the file in which they stand, scenarios' own among them."""
    return {path: moves.ids for path, moves in library.own_moves.files.items()} | library.moves_within


def learn(library: Library, lesson: Lesson, who: str = "") -> Path:
    """Writes a lesson down: into the trainer's own file where the move is theirs, else into a file of such lessons,
    with `who` and when. Raises BadFile."""
    own = (p for p, ids in own_files(library).items() if lesson.move in ids)
    path = next(own, own_folder() / LEARNED)
    signed = path == own_folder() / LEARNED
    by = {"by": who, "when": datetime.now().isoformat(timespec="seconds")} if signed else {}
    text = with_lesson(read_text(path) if path.is_file() else HEAD, lesson, str(path), by)
    _write(path, text)
    return path


def _write(path: Path, text: str) -> None:
    """Puts a text into its file. Raises BadFile."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    except OSError as wrong:
        raise BadFile([Flaw(str(path), 0, f"this cannot be written ({wrong.strerror})")]) from None


def unlearn(say: str, move: str, counts: bool) -> Path:
    """Takes a correction of a move that ships out of its file again; the file. Raises BadFile."""
    path = own_folder() / LEARNED
    _write(path, without_lesson(read_text(path), Lesson(move, counts, say), str(path)))
    return path


def without_lesson(text: str, lesson: Lesson, file: str) -> str:
    """A YAML text of moves without one of its lessons, everything else as it stood, comments too. Raises BadFile where
    it is not there, or not laid out in lines."""
    field = "examples" if lesson.counts else "not_examples"
    moves = _value(nodes(text), "moves") if parse_or_empty(text, file) else None
    move = _value(moves, lesson.move)
    listed = _value(move, field)
    item = next((i for i in getattr(listed, "value", ()) if _said(i) == lesson.say), None)
    if not isinstance(listed, yaml.SequenceNode) or not isinstance(move, yaml.MappingNode) or item is None:
        raise BadFile([Flaw(file, 0, f"these words are no correction of '{lesson.move}' any more")])
    if listed.flow_style or move.flow_style:
        says = f"'{lesson.move}' is written in one line here; take the words out by hand"
        raise BadFile([Flaw(file, listed.start_mark.line + 1, says)])
    first, last = item.start_mark.line, _last_line(item)
    if len(listed.value) == 1:  # the list goes with its last row, the move with its last list
        first = next(key for key, value in move.value if value is listed).start_mark.line
    if len(listed.value) == len(move.value) == 1 and isinstance(moves, yaml.MappingNode):
        first = next(key for key, value in moves.value if value is move).start_mark.line
    lines = text.rstrip("\n").split("\n")
    return "\n".join([*lines[:first], *lines[last + 1 :]]) + "\n"


def with_lesson(text: str, lesson: Lesson, file: str, by: Mapping[str, str] = MappingProxyType({})) -> str:
    """A YAML text of moves with one lesson more, everything else as it stood, comments too. `by`: who made it and when.
    Raises BadFile where the text is not laid out in lines."""
    field = "examples" if lesson.counts else "not_examples"
    said = {"heard": lesson.heard, "say": lesson.say, **by}
    parts = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in said.items() if value]
    row = f"- {{{', '.join(parts)}}}" if len(parts) > 1 else f"- {json.dumps(lesson.say, ensure_ascii=False)}"
    root = nodes(text) if parse_or_empty(text, file) else None
    move = _value(_value(root, "moves"), lesson.move)
    listed = _value(move, field)
    lines = text.rstrip("\n").split("\n")
    if listed is not None and lesson.say in [_said(item) for item in listed.value]:
        return text
    if isinstance(listed, yaml.SequenceNode) and listed.value and not listed.flow_style:
        at, indent = _last_line(listed), listed.start_mark.column
        lines.insert(at + 1, " " * indent + row)
    elif listed is None and isinstance(move, yaml.MappingNode) and move.value and not move.flow_style:
        at, indent = _last_line(move), move.start_mark.column
        lines[at + 1 : at + 1] = [" " * indent + f"{field}:", " " * (indent + 2) + row]
    elif move is None:
        lines += [f"  {lesson.move}:", f"    {field}:", f"      {row}"]
    else:
        says = f"'{lesson.move}' is written in one line here; give its {field} lines of their own, then try again"
        raise BadFile([Flaw(file, (listed or move).start_mark.line + 1, says)])
    made = "\n".join(lines) + "\n"
    parse(made, file)
    return made


def parse_or_empty(text: str, file: str) -> bool:
    """Whether there is anything under `moves:` yet. Raises BadFile where the text is no YAML."""
    data = parse(text, file).data
    return isinstance(data, dict) and isinstance(data.get("moves"), dict)


def _value(node: yaml.Node | None, key: str) -> yaml.Node | None:
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((value for name, value in node.value if name.value == key), None)


def _said(item: yaml.Node) -> str:
    found = _value(item, "say") or item
    return str(found.value) if isinstance(found, yaml.ScalarNode) else ""


def _last_line(node: yaml.Node) -> int:
    """The line on which the last value inside a node ends."""
    if isinstance(node, yaml.ScalarNode):
        end = node.end_mark
        return int(end.line if end.column else end.line - 1)
    inner = [child for item in node.value for child in (item if isinstance(item, tuple) else (item,))]
    if node.flow_style or not inner:  # type: ignore[attr-defined]
        return int(node.end_mark.line)
    return max(map(_last_line, inner))
