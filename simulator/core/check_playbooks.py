"""The lint of playbooks: every rule has a call that earns it and one that misses or breaks it.

Rule: what a rule is worth shows only on a call. Plans show verdicts; so do examples, short transcripts beside the
playbooks, each with the verdicts that it must give. A rule that nobody ever saw at work may be worth nothing at all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from simulator.core.json_places import placed
from simulator.core.playbook import Playbook
from simulator.core.scorecard import Judgment
from simulator.core.scoring import score
from simulator.core.transcripts import read_transcript
from simulator.core.turns import Transcript
from simulator.core.unlabelled import Recognise
from simulator.core.yaml_text import BadFile, Flaw, Tree, did_you_mean, parse, stray_words, torn_lists

VERDICTS = ("met", "missed", "avoided", "broken", "unclear", "not_applicable")
EARNS = frozenset({"met", "avoided"})
FAILS = frozenset({"missed", "broken"})


@dataclass(frozen=True, slots=True)
class Example:
    """A call with the verdicts that it must give, by rule. `lines`: where each of them is written."""

    file: str
    number: int
    shows: Mapping[str, str]
    call: Transcript
    lines: Mapping[str, int]


def read_examples(
    text: str, file: str, moves: Collection[str], recognise: Recognise | None = None
) -> tuple[Example, ...]:
    """The examples of a file: a list of `{shows: {RULE: VERDICT}, call: a transcript}`, in YAML or JSON. `moves` and
    `recognise` as for a transcript. Raises BadFile."""
    tree = parse(text, file)
    if not isinstance(tree.data, list):
        raise BadFile([Flaw(file, 1, "examples are a list; begin each with `- shows: {house/1: met}`")])
    if torn := [*torn_lists(tree, moves), *stray_words(tree, moves)]:
        raise BadFile(torn)
    found, flaws = list[Example](), list[Flaw]()
    for i, item in enumerate(tree.data):
        if wrong := _wrong(item, tree, i):
            flaws += wrong
            continue
        try:
            call = read_transcript(item["call"], file, moves=moves, recognise=recognise)
        except BadFile as bad:
            flaws += _inside(bad, tree, i)
            continue
        lines = {rule: tree.line((i, "shows", rule)) for rule in item["shows"]}
        found.append(Example(file, i + 1, item["shows"], call, lines))
    if flaws:
        raise BadFile(flaws)
    return tuple(found)


def _inside(bad: BadFile, tree: Tree, i: int) -> Iterator[Flaw]:
    """What is wrong with an example's call, each with its own line."""
    at = (i, "call")
    for flaw in placed(bad.flaws, lambda paths: {path: tree.line((*at, *path)) for path in paths}):
        yield replace(flaw, line=flaw.line or tree.line(at), says=f"example {i + 1}: {flaw.says}")


def _wrong(item: object, tree: Tree, i: int) -> list[Flaw]:
    """What keeps an entry from being an example."""
    if not isinstance(item, dict) or not isinstance(item.get("shows"), dict) or not isinstance(item.get("call"), dict):
        says = "an example is `shows:` with rules and their verdicts, and `call:` with facts, turns and actions"
        return [tree.flaw((i,), f"{says}; see docs/playbook-format.md")]
    return [
        tree.flaw((i, "shows", rule), f"'{verdict!s:.40}' is no verdict; they are {', '.join(VERDICTS)}")
        for rule, verdict in item["shows"].items()
        if verdict not in VERDICTS
    ]


def untrue(examples: Iterable[Example], playbooks: Collection[Playbook]) -> Iterator[Flaw]:
    """Examples whose call gives another verdict than they say, and those of rules that nobody has."""
    rules = {rule.id: book for book in playbooks for rule in book.rules}
    for example in examples:
        books = {rules[rule].id: rules[rule] for rule in example.shows if rule in rules}
        found = {j.rule: j for book in books.values() for j in score(example.call, book).judgments}
        for rule, expected in example.shows.items():
            judgment = found.get(rule)
            if judgment is None or judgment.verdict != expected:
                says = _told(rule, expected, judgment) + ("" if judgment else did_you_mean(rule, rules))
                yield Flaw(example.file, example.lines[rule], f"example {example.number}: {says}")


def _told(rule: str, expected: str, judgment: Judgment | None) -> str:
    if judgment is None:
        return f"no rule is called '{rule}'"
    return f"{rule} was {judgment.verdict}, not {expected}. {judgment.why}"


def strangers(playbook: Playbook, tree: Tree, books: Collection[Playbook]) -> Iterator[Flaw]:
    """Rules of others that a playbook names, and that none of `books` has. `tree`: its file."""
    known = {rule.id for book in books for rule in book.rules}
    for i, rule in enumerate(playbook.rules):
        good = rule.keep.shown_by if rule.keep else ""
        if good and good not in known:
            says = f"{rule.id} is shown by '{good}', but no rule is called so{did_you_mean(good, known)}"
            yield tree.flaw(("rules", i, "keep", "shown_by"), says)
        for j, stand in enumerate(rule.disagrees):
            for name in (name for name in stand.against if name not in known):
                says = f"{rule.id} disagrees with '{name}', but no rule is called so{did_you_mean(name, known)}"
                yield tree.flaw(("rules", i, "disagrees", j, "against"), says)


def unproven(
    playbook: Playbook, tree: Tree, shown: Mapping[str, Collection[str]], severity: str = "error"
) -> Iterator[Flaw]:
    """The rules of a playbook that no call earns, or none misses or breaks. `tree`: its file; `shown`: the verdicts
    that plans and examples show of each rule."""
    for i, rule in enumerate(playbook.rules):
        there = set(shown.get(rule.id, ()))
        good = "keeps" if rule.avoid is not None else "earns"
        bad = "breaks" if rule.avoid is not None else "misses or breaks"
        lacking = [*([good] if not there & EARNS else []), *([bad] if not there & FAILS else [])]
        if lacking:
            says = f"no plan and no example {' it, and none '.join(lacking)} it"
            verdict = _verdict(good, bad, lacking[0])
            way = f"add one to playbooks/examples/{playbook.id}.yaml with `shows: {{{rule.id}: {verdict}}}`"
            yield tree.flaw(("rules", i, "id"), f"{rule.id}: {says}; {way}, or let a plan expect it", severity)


def _verdict(good: str, bad: str, lacking: str) -> str:
    if lacking == good:
        return "avoided" if good == "keeps" else "met"
    return "broken" if bad == "breaks" else "missed"
