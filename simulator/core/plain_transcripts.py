"""A transcript as plain text, the way people write a call down: a name, a colon, what was said.

Rule: nothing is guessed. Every line is a fact, somebody's words, an action in brackets, a remark, or a mistake that is
named with its line. Who the trainee is must be told by a name; what was said is never repeated in a message.

    with: receptionist
    my name: Sam Reyes

    Paul: Harwick Foods, good morning.
    Me: Hi, could you help me? Is Dana in a meeting, or out for the day?
    (hang up)

Out comes what a transcript in JSON holds (`transcripts.py` reads it on), with the line of every value.
"""

from __future__ import annotations

import difflib
import re
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from simulator.core.acts import PICKS_UP
from simulator.core.facts import Do, Facts, With
from simulator.core.yaml_text import BadFile, Flaw, Path, Tree, did_you_mean

MINE = frozenset({"me", "i", "you", "trainee", "rep"})
"""Names by which a trainee stands in a transcript without further words."""
NAMES: Mapping[str, str] = {
    "my_name": "you",
    "my_company": "company",
    "prospect_name": "prospect",
    "referrer_name": "referrer",
    "receptionist_name": "receptionist",
    "helps_with": "helps_with",
    "i_help_with": "helps_with",
    "my_phone": "phone",
    "my_number": "phone",
}
"""Lines at the top that tell who is who, by the names that a transcript in JSON gives them."""
FACTS = frozenset({f.alias or n for n, f in Facts.model_fields.items()} | {"situation", "path"})
_WHO = frozenset(typing.get_args(With))
_DO = frozenset(typing.get_args(Do))
_HOW_SAID: Mapping[str, Do] = {
    "hangs_up": "hang_up",
    "hung_up": "hang_up",
    "presses_zero": "press_zero",
    "press_0": "press_zero",
    "presses_0": "press_zero",
    "leaves_a_message": "leave_message",
    "leave_a_message": "leave_message",
}
_TIME = r"[\[(]?(?P<time>(?:\d{1,2}:)?\d{1,3}:[0-5]\d)(?:[.,]\d+)?[\])]?\s*[-\u2013\u2014]?\s*"
_NAME = r"[^\W\d_][\w.'\u2019&/-]*(?: [\w.'\u2019&/-]+){0,3}(?: ?\([^()]{1,40}\))?"
_LINE = re.compile(rf"(?:{_TIME})?[*_]*(?P<name>{_NAME})[*_]*\s*[:\uff1a][*_]*(?:\s+|$)(?P<words>.*)")
_ALONE = re.compile(r"[\[(](?P<what>[^\[\]()]+)[\])]\.?")
_KEY = re.compile(r"press(?:es)?_(?:key_)?([1-9*#])")
MOST_LINES = 20_000
_REPORT = {"Totals", "What was said"}
"""Lines of their own that every report in plain text has."""
_SEEN = 6
"""How many speakers a message names at most."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a call beside its file: `me`: the trainee's name in it; `facts`: as lines at the top tell them,
    which they overrule."""

    me: str = ""
    facts: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.me or self.facts)


NOTHING_TOLD = Told()


def read_plain(text: str, file: str, told: Told = NOTHING_TOLD) -> Tree:
    """The values of a transcript that a plain text holds. Raises BadFile, one flaw a line that cannot be placed."""
    reading = _Reading(file, told)
    if text.count("\n") > MOST_LINES:
        raise BadFile([Flaw(file, 0, f"there are more lines than a call may have ({MOST_LINES}); cut it in two")])
    if set(text.splitlines()) >= _REPORT:
        raise BadFile([Flaw(file, 0, "this is a report that Hit Zero wrote; name the call that it was written of")])
    for number, line in enumerate(text.splitlines(), start=1):
        reading.line(line, number)
    return reading.whole()


def holds_a_call(text: str, me: str = "") -> bool:
    """Whether a text is a call that somebody wrote down, rather than notes or a report: the trainee speaks in it."""
    lines = [line.strip() for line in text.splitlines()]
    labels = [found["name"] for line in lines if (found := _LINE.fullmatch(line))]
    mine = MINE | ({_plain(me)} if me else set())
    known = any(_plain(label) in mine or _fact_name(label) == "my_name" for label in labels)
    return known and not set(lines) >= _REPORT


def fact_of(given: str) -> tuple[str, str]:
    """`with=voicemail` as the fact and its value. Raises BadFile where it is no such pair, or no fact."""
    name, equals, value = given.partition("=")
    if not equals or not value.strip() or _fact_name(name) not in FACTS:
        says = f"'{given:.60}' is no fact; write NAME=VALUE, for instance with=voicemail"
        raise BadFile([Flaw("--fact", 0, says + did_you_mean(_fact_name(name), FACTS))])
    return _fact_name(name), value.strip()


def _plain(name: str) -> str:
    """A speaker's name as it is compared: without what stands behind it in brackets."""
    return " ".join(re.sub(r"\(.*\)", "", name).lower().split())


def _fact_name(label: str) -> str:
    return "_".join(re.split(r"[\s_-]+", label.strip().lower()))


def _misspelt(label: str) -> str:
    """What fact a name at the top may have been meant for. A name in small letters is hardly anybody's; another has to
    be very like a fact."""
    name, known = _fact_name(label), (*FACTS, *NAMES)
    near = did_you_mean(name, known)
    alike = label.islower() or difflib.get_close_matches(name, known, n=1, cutoff=0.85)
    return f"{near} A speaker's name begins with a capital" if near and alike else ""


def _value(name: str, given: str) -> Any:
    """A fact's value, as a transcript in JSON has it."""
    plain = given.strip().strip("\"'")
    if name == "referral" and plain.lower() != "none":
        who, _, where = plain.partition(",")
        return {"name": who.strip()} | ({"where": where.strip().lower()} if where.strip() else {})
    if name == "path":
        return [_fact_name(step) for step in plain.split(",")]
    if name in ("now", "promised_at", "promised_words", "world"):
        return plain
    if plain.lower() in ("yes", "true", "no", "false"):
        return plain.lower() in ("yes", "true")
    return int(plain) if re.fullmatch(r"-?\d{1,9}", plain) else _fact_name(plain)


@dataclass(slots=True)
class _Reading:
    """A text on the way to values: what was found so far, and where."""

    file: str
    told: Told
    facts: dict[str, Any] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    turns: list[dict[str, Any]] = field(default_factory=list)
    actions: list[dict[str, Any]] = field(default_factory=list)
    lines: dict[Path, int] = field(default_factory=lambda: {(): 0})
    flaws: list[Flaw] = field(default_factory=list)
    with_: str = ""
    nobody_s: list[int] = field(default_factory=list)
    on_the_line: str = ""
    top: int = 0  # turns read before the first empty line

    def line(self, line: str, number: int) -> None:
        """One more line of the text."""
        plain = line.strip()
        if not plain or plain.startswith("#"):
            if not plain and not self.top and (self.facts or self.names):
                self.top = len(self.turns)
            return
        if found := _ALONE.fullmatch(plain):
            self._alone(_fact_name(found["what"]), number)
        elif found := _LINE.fullmatch(plain):
            if not self._known(_fact_name(found["name"]), found["words"].strip(), number):
                self._said(found, number)
        elif self.turns and (line[0] in " \t" or not self.turns[-1]["text"]):
            self.turns[-1]["text"] = f"{self.turns[-1]['text']} {plain}".strip()
        else:
            self.nobody_s.append(number)

    def _known(self, name: str, value: str, number: int) -> bool:
        """Whether the line is no speaker's: then what it tells is kept."""
        if name in NAMES:
            self.names[NAMES[name]] = value
            self._stands(number, "names", NAMES[name])
        elif name == "with" and self.turns:
            self._hands_over(_fact_name(value), number)
        elif name in FACTS:
            self._fact(name, value, number)
        elif "_" in name and (near := did_you_mean(name, (*FACTS, *NAMES))):
            self._flaw(number, f"there is no such fact{near}")
        else:
            return False
        return True

    def _fact(self, name: str, value: str, number: int) -> None:
        self._stands(number, "facts", name)
        if self.turns:
            self._flaw(number, f"the fact '{name}' stands among what was said; write it at the top")
        elif not value:
            self._flaw(number, f"the fact '{name}' has no value; write it after the colon, or take the line out")
        elif name in self.facts:
            self._flaw(number, f"the fact '{name}' is told twice; take one of them out")
        else:
            self.facts[name] = _value(name, value)

    def _alone(self, what: str, number: int) -> None:
        """What stands in brackets on a line of its own: an action, who has the line now, or a remark, passed over."""
        key = _KEY.fullmatch(what)
        do = "press_key" if key else _HOW_SAID.get(what, what)
        if do in _DO:
            self._stands(number, "actions", len(self.actions))
            value = {"value": key[1]} if key else {}
            self.actions.append({"after_turn": len(self.turns) - 1, "do": do, **value})
        elif what in _WHO:
            self._hands_over(what, number)
        elif near := did_you_mean(what, (*_DO, *_WHO)):
            self._flaw(number, f"no action is called so{near} A remark in other words is passed over")

    def _hands_over(self, who: str, number: int) -> None:
        if who in _WHO:
            self.with_ = who
        else:
            self._flaw(number, f"`with` may be {', '.join(sorted(_WHO))}{did_you_mean(who, _WHO)}")

    def _said(self, found: re.Match[str], number: int) -> None:
        name, words = found["name"], found["words"].strip()
        if not self.turns and (near := _misspelt(name)):
            self._flaw(number, f"there is no such fact{near}")
            return
        turn: dict[str, Any] = {"who": "other", "speaker": name, "text": words}
        label = _plain(name)
        if label in _WHO:
            self.with_ = label
        elif not self.with_ and self._is_the_prospect(label) and self.on_the_line not in ("prospect", "voicemail"):
            self.with_ = "voicemail" if PICKS_UP.search(words) else "prospect"
        self.on_the_line = self.with_ or self.on_the_line or str(self.facts.get("with", ""))
        if self.with_:
            turn["with"], self.with_ = self.with_, ""
        before = self.turns[-1].get("start", 0) if self.turns else 0
        if start := _ms(found["time"]) if found["time"] else before:
            turn["start"] = start
        self._stands(number, "turns", len(self.turns))
        self.turns.append(turn)

    def _is_the_prospect(self, label: str) -> bool:
        whole = _plain(self.names.get("prospect", ""))
        return bool(whole) and label in (whole, *whole.split())

    def whole(self) -> Tree:
        """All of it, once the last line was read. Raises BadFile."""
        self.flaws += [*self._nobody_s_lines(), *self._empty_turns(), *self._strays_at_the_top()]
        if self.turns and not self._tell_who():
            self.flaws.append(self._nobody())
        if self.flaws:
            raise BadFile(self.flaws)
        for name, given in self.told.facts:
            self.facts[name] = _value(name, given)
            self.lines["facts", name] = 0
        if not {"with", "situation", "path"} & self.facts.keys():
            self.facts |= next(({"with": t["with"]} for t in self.turns if "with" in t), {})
        parts = {"facts": self.facts, "names": self.names, "turns": self.turns, "actions": self.actions}
        return Tree(self.file, {name: part for name, part in parts.items() if part}, self.lines)

    def _nobody_s_lines(self) -> Iterator[Flaw]:
        """One flaw for all lines without a speaker, at the first of them."""
        if not self.nobody_s:
            return
        first, *others = self.nobody_s
        more = (
            f" ({len(others)} more line{'s have' if len(others) > 1 else ' has'} no speaker either)" if others else ""
        )
        says = f"who says this? Begin the line with a name and a colon, `Paul: ...` or `Me: ...`{more}"
        on = "; a line that goes on with the words above it begins with a space" if self.turns else ""
        yield Flaw(self.file, first, f"{says}{on}")

    def _empty_turns(self) -> Iterator[Flaw]:
        for i, turn in enumerate(self.turns):
            if not turn["text"]:
                yield self._at("turns", i, "nothing stands behind this name; write what was said after the colon")

    def _strays_at_the_top(self) -> Iterator[Flaw]:
        """Lines among the facts that nobody spoke: above the first empty line, by a name that never speaks below it,
        where a whole talk stands there."""
        speaks = {turn["speaker"] for turn in self.turns[self.top :]}
        for i, turn in enumerate(self.turns[: self.top] if len(speaks) > 1 else ()):
            if turn["speaker"] not in speaks and _plain(turn["speaker"]) not in _WHO:
                says = f"'{turn['speaker']}' is no fact, and nobody of that name speaks below; put # before the line"
                yield self._at("turns", i, says + did_you_mean(_fact_name(turn["speaker"]), (*FACTS, *NAMES)))

    def _tell_who(self) -> bool:
        """Tells the trainee's turns from the others'. Whether there are any."""
        name = self.names.get("you", "")
        mine = {_plain(self.told.me)} if self.told.me else MINE | {_plain(name), *_plain(name).split()[:1]}
        for turn in self.turns:
            if _plain(turn["speaker"]) in mine:
                turn["who"] = "trainee"
                turn.pop("speaker")
        return any(turn["who"] == "trainee" for turn in self.turns)

    def _nobody(self) -> Flaw:
        speakers = list(dict.fromkeys(turn["speaker"] for turn in self.turns))
        some = f"{', '.join(speakers[:_SEEN])}{', ...' if len(speakers) > _SEEN else ''}"
        if self.told.me:
            says = f"nobody is called '{self.told.me:.60}' here; the speakers are {some}"
            return self._at("turns", 0, says + did_you_mean(self.told.me, speakers))
        says = (
            f"which of these is the trainee: {some}? Say it with --me NAME, or with a line `my name: NAME` at the top"
        )
        return self._at("turns", 0, says)

    def _stands(self, line: int, part: str, step: str | int) -> None:
        self.lines.setdefault((part,), line)
        self.lines[part, step] = line

    def _at(self, part: str, index: int, says: str) -> Flaw:
        return Flaw(self.file, self.lines[part, index], says)

    def _flaw(self, line: int, says: str) -> None:
        self.flaws.append(Flaw(self.file, line, says))


def _ms(time: str) -> int:
    """`1:05` or `0:01:05` as milliseconds."""
    seconds = 0
    for part in time.split(":"):
        seconds = seconds * 60 + int(part)
    return seconds * 1000
