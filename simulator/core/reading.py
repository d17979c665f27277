"""A scenario file as a trainer writes it -> a Scenario.

Rule: all sugar of the language is undone here, once, and nowhere else: a person's name as a field, a bare sentence
where a reaction may stand, `marisol.mood` under a difficulty, names in braces. Lines move along, so that every error
still points at what the trainer wrote. Then every name is looked up: people, moments, moves, things to be learned.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from simulator.core.conditions import NAMES as TESTS
from simulator.core.facts import Facts
from simulator.core.misplaced import set_right, together
from simulator.core.moves import name_each, wrong_words
from simulator.core.scenario import CHALLENGE_ACTS, Challenge, Moment, Reaction, Scenario
from simulator.core.wording import fill, slots
from simulator.core.yaml_text import BadFile, Flaw, Path, Tree, build, did_you_mean, parse, stray_words, torn_lists

_MOMENT = {f.alias or n for n, f in Moment.model_fields.items()} - {"challenge_who"} | {"who"}
_TOP = Scenario.model_fields.keys() - {"id", "text", "openings"}
_INNER = _MOMENT | {"challenge_who"}
_REACTION = {f.alias or n for n, f in Reaction.model_fields.items()} | {*TESTS}
_SAYING = ("silence", "unclear", "interrupted", "odd_name", "odd_time", "two_times")


def read_scenario(text: str, file: str, moves: Collection[str]) -> Scenario:
    """The scenario that a text holds; its id is the file's name. `moves`: the ids of those that it may name besides
    its own. Raises BadFile with every flaw that was found."""
    tree = parse(text, file)
    if not isinstance(tree.data, dict):
        raise BadFile([tree.flaw((), "a scenario begins with lines such as `hit_zero: 1` and `title: ...`")])
    name_each(tree, own=True)
    own = tree.data.get("moves")
    known = frozenset((*moves, *(map(str, own) if isinstance(own, dict) else ())))
    stray = [*torn_lists(tree, known), *stray_words(tree, known)]
    plain = _Plain(tree, set_right(tree, _TOP, _MOMENT))
    plain.undo()
    tree.data["id"] = file.replace("\\", "/").rsplit("/", 1)[-1].removesuffix(".yaml")
    tree.data["text"] = text
    if flaws := stray or plain.flaws:
        raise BadFile(together(flaws))
    scenario = build(Scenario, tree, {"moves": known})
    if flaws := [*_lookups(scenario, tree), *wrong_words(scenario.moves, known, tree)]:
        raise BadFile(together(flaws))
    return scenario


class _Plain:
    """Undoes the sugar of one tree, in place."""

    def __init__(self, tree: Tree, flaws: Collection[Flaw] = ()) -> None:
        self.tree, self.data, self.flaws = tree, tree.data, [*flaws]
        self.people = set(self._map(self.data.get("people")))

    @staticmethod
    def _map(value: object) -> dict[str, Any]:
        return value if isinstance(value, dict) else {}

    def undo(self) -> None:
        if not self.people:
            says = "there are no people; name at least one: people: {paul: {role: receptionist, voice: {system: male}}}"
            if isinstance(self.data.get("people"), list):
                says = "people are no list: write each as `paul: {role: ...}`, without a dash before the name"
            self.flaws.append(self.tree.flaw(("people",), says))
        you, prospect = self._map(self.data.get("you")), self._map(self.data.get("prospect"))
        facts = self._map(self.data.get("facts"))
        cases = [self._map(self._map(case).get("facts")) for case in self._map(self.data.get("cases")).values()]
        for given in (facts, *cases):
            if given.get("referral") == "none":
                given["referral"] = None
        referrer = str(self._map(facts.get("referral")).get("name", ""))
        for key, person in self._map(self.data.get("people")).items():
            self._map(person).setdefault("name", key.replace("_", " ").capitalize())
        self.data = self.tree.data
        self._fill(self.data, (), slots(you, prospect, referrer))
        self._start()
        if isinstance(self.data.get("goal_when"), dict):
            self.data["goal_when"] = [self.data["goal_when"]]
            self._moved(("goal_when",), ("goal_when", 0))
        for name, level in self._map(self.data.get("difficulty")).items():
            self._level(name, level)
        for name, moment in self._map(self.data.get("moments")).items():
            if isinstance(moment, dict):
                self._moment(moment, ("moments", name))
        for field in ("always", "otherwise"):
            self._reactions(self.data, field, ())
        for field in _SAYING:
            self._reaction(self.data, field, ())
        for key in self._map(self.data.get("keys")):
            self._reaction(self.data["keys"], key, ("keys",))

    def _fill(self, value: Any, path: Path, names: dict[str, str]) -> Any:
        """Names in braces, everywhere in the file."""
        if isinstance(value, dict):
            for key, inner in value.items():
                value[key] = self._fill(inner, (*path, key), names)
        elif isinstance(value, list):
            value[:] = [self._fill(inner, (*path, i), names) for i, inner in enumerate(value)]
        elif isinstance(value, str) and "{" in value:
            try:
                return fill(value, names)
            except ValueError as wrong:
                self.flaws.append(self.tree.flaw(path, str(wrong)))
        return value

    def _start(self) -> None:
        """`start: [{if: ..., go: ...}, MOMENT]` -> openings under conditions, and the moment for all other calls."""
        start = self.data.get("start")
        if not isinstance(start, list):
            return
        self.data["openings"], self.data["start"] = [], ""
        self._moved(("start",), ("openings",))
        for i, one in enumerate(start):
            if isinstance(one, dict):
                self.data["openings"].append(one)
            elif i < len(start) - 1:
                says = f"'{one}' takes every call, and what stands behind it none; put it last"
                self.flaws.append(self.tree.flaw(("start", i), says))
            else:
                self.data["start"] = one

    def _level(self, name: str, level: object) -> None:
        """`marisol.mood: 4` -> people: {marisol: {mood: 4}}."""
        for key in {"mood", "patience"} & self._map(level).keys():
            says = f"whose {key}? Write it with the person: `{next(iter(self.people), 'paul')}.{key}: ...`"
            self.flaws.append(self.tree.flaw(("difficulty", name, key), says))
        for key in [k for k in self._map(level) if "." in k]:
            person, _, what = key.partition(".")
            path = ("difficulty", name, key)
            if self.people and person not in self.people:
                says = f"nobody is called '{person}'{did_you_mean(person, self.people)}"
                self.flaws.append(self.tree.flaw(path, says))
            into = self._map(level).setdefault("people", {}).setdefault(person, {})
            into[what] = self._map(level).pop(key)
            self._moved(path, ("difficulty", name, "people", person, what))

    def _moment(self, moment: dict[str, Any], path: Path) -> None:
        for name in CHALLENGE_ACTS:
            if isinstance(moment.get(name), dict):
                self._challenge(moment[name], (*path, name))
        if isinstance(moment.get("who"), dict):
            self._rename(moment, path, "who", "challenge_who")
        self._speaker(moment, path, "lines")
        if "lines" in moment:
            self._wordings(moment, (*path, "lines"))
        for field in ("hears", "otherwise"):
            self._reactions(moment, field, path)
        for field in _SAYING:
            self._reaction(moment, field, path)
        for key in self._map(moment.get("keys")):
            self._reaction(moment["keys"], key, (*path, "keys"))
        for name in [n for n in moment if n not in _INNER and self.people]:
            near = did_you_mean(name, [*self.people, *_MOMENT])
            if name in ("says", "say", "line", "text"):
                near = f"; a moment's line stands under who says it: `{next(iter(self.people))}: ...`"
            says = f"'{name}' is neither a field of a moment nor one of the people{near}"
            self.flaws.append(self.tree.flaw((*path, name), says))

    def _challenge(self, challenge: dict[str, Any], path: Path) -> None:
        self._speaker(challenge, path, "says")
        stranger = next((n for n in challenge if not did_you_mean(n, Challenge.model_fields)), "")
        if stranger and self.people and "who" not in challenge and "says" not in challenge:
            says = f"nobody is called '{stranger}'; under people: there is {', '.join(sorted(self.people))}"
            self.flaws.append(self.tree.flaw((*path, stranger), says))
        for field in ("dodged", "caught_lying"):
            self._reaction(challenge, field, path)

    def _speaker(self, holder: dict[str, Any], path: Path, into: str) -> None:
        """`marisol: Hello?` -> who: marisol, and what she says under `into`."""
        for person in [k for k in holder if k in self.people]:
            if into in holder:
                self.flaws.append(self.tree.flaw((*path, person), "two people speak here; make it two moments"))
                return
            self._rename(holder, path, person, into)
            holder["who"] = person

    def _wordings(self, moment: dict[str, Any], path: Path) -> None:
        """A sentence, wordings, or groups under conditions -> groups."""
        lines = moment["lines"]
        groups = lines if isinstance(lines, list) and lines and all(isinstance(g, dict) for g in lines) else [lines]
        moment["lines"] = [g if isinstance(g, dict) else {"says": g} for g in groups]
        if groups is not lines:
            self._moved(path, (*path, 0))
            if not isinstance(lines, dict):
                self._moved(path, (*path, 0, "says"))

    def _reactions(self, holder: dict[str, Any], field: str, path: Path) -> None:
        """A list of reactions; for `otherwise` also bare sentences."""
        if field not in holder:
            return
        value = holder[field]
        if isinstance(value, dict) and value and not value.keys() & _REACTION and not value.keys() & self.people:
            name = next(iter(value))
            says = (
                f"`{field}` takes a list of reactions; write `- {{if: {name}, says: ...}}`, each on a line of its own"
            )
            self.flaws.append(self.tree.flaw((*path, field), says))
            value = holder[field] = []
        if (
            field == "otherwise" and not (isinstance(value, list) and any(isinstance(v, dict) for v in value))
        ) or isinstance(value, dict):
            value = holder[field] = [value]
            self._moved((*path, field), (*path, field, 0))
        if isinstance(value, list):
            row = dict(enumerate(value))
            for i in row:
                self._reaction(row, i, (*path, field))
            value[:] = row.values()

    def _reaction(self, holder: Any, key: Any, path: Path) -> None:
        """One reaction, perhaps written as a bare sentence."""
        value = holder.get(key)
        if isinstance(value, str | list) and value:
            holder[key] = {"says": value}
            self._moved((*path, key), (*path, key, "says"))
        elif isinstance(value, dict):
            self._speaker(value, (*path, key), "says")

    def _rename(self, holder: dict[str, Any], path: Path, old: str, new: str) -> None:
        holder[new] = holder.pop(old)
        self._moved((*path, old), (*path, new))

    def _moved(self, old: Path, new: Path) -> None:
        """What stood under `old` now also stands under `new`."""
        size = len(old)
        self.tree.lines.update({(*new, *p[size:]): n for p, n in list(self.tree.lines.items()) if p[:size] == old})


def _lookups(scenario: Scenario, tree: Tree) -> Iterator[Flaw]:
    """Names that point nowhere: moments, people, difficulties."""
    moments = scenario.moments
    targets: list[tuple[Path, str]] = [(("start",), scenario.start)]
    targets += [(("choices", action), go) for action, go in scenario.choices.items()]
    targets += [(("openings", i, "go"), opening.go) for i, opening in enumerate(scenario.openings)]
    speakers: list[tuple[Path, str]] = []
    for name, moment in moments.items():
        targets.append((("moments", name, "then"), moment.then))
        speakers.append((("moments", name), moment.who))
        if moment.lines and not moment.who:
            yield tree.flaw(("moments", name), "a line stands here, but nobody says it; write `person: line`")
    for path, reaction in reactions(scenario):
        targets.append(((*path, "go"), reaction.go))
        speakers.append((path, reaction.who))
    for path, target in targets:
        if target and target not in moments:
            yield tree.flaw(path, f"no moment is called '{target}'{did_you_mean(target, moments)}")
    for path, who in speakers:
        if who and who not in scenario.people:
            yield tree.flaw(path, f"nobody is called '{who}'{did_you_mean(who, scenario.people)}")
    if not scenario.start and not scenario.choices:
        yield tree.flaw((), "the call does not know where to begin; add a line `start: MOMENT`")
    yield from _lookups_of_conditions(scenario, tree)
    for i, opening in enumerate(scenario.openings):
        yield from _wrong_facts(opening.facts, ("openings", i, "facts"), tree)
    for name, case in scenario.cases.items():
        yield from _wrong_facts(case.facts, ("cases", name, "facts"), tree)


def _wrong_facts(facts: dict[str, Any], path: Path, tree: Tree) -> Iterator[Flaw]:
    """Facts of a case or an opening that are none."""
    lines = {at[len(path) :]: line for at, line in tree.lines.items() if at[: len(path)] == path}
    try:
        build(Facts, Tree(tree.file, facts, lines))
    except BadFile as wrong:
        yield from wrong.flaws


def _lookups_of_conditions(scenario: Scenario, tree: Tree) -> Iterator[Flaw]:
    learned = {name for _, change in changes(scenario) for name in change.reveals}
    known = {"learned": learned, "difficulty": set(scenario.difficulty)}
    for i, way in enumerate(scenario.goal_when):
        for name in way.names():
            if name not in learned:
                yield tree.flaw(("goal_when", i), f"nothing reveals '{name}'{did_you_mean(name, learned)}")
    for path, change in changes(scenario):
        for kind, name in change.if_.names() if isinstance(change, Reaction) and change.if_ else ():
            if kind in known and name not in known[kind]:
                what = "nothing reveals" if kind == "learned" else "no difficulty is called"
                yield tree.flaw((*path, "if"), f"{what} '{name}'{did_you_mean(name, known[kind])}")


def reactions(scenario: Scenario) -> Iterator[tuple[Path, Reaction]]:
    """Every reaction of a scenario with the path at which it stands."""
    for field in ("always", "otherwise"):
        yield from (((field, i), r) for i, r in enumerate(getattr(scenario, field)))
    yield from ((("keys", key), r) for key, r in scenario.keys.items())
    yield from (((name,), getattr(scenario, name)) for name in _SAYING)
    for name, moment in scenario.moments.items():
        at: Path = ("moments", name)
        for field in ("hears", "otherwise"):
            yield from (((*at, field, i), r) for i, r in enumerate(getattr(moment, field)))
        yield from (((*at, "keys", key), r) for key, r in moment.keys.items())
        yield from (((*at, f), getattr(moment, f)) for f in _SAYING if getattr(moment, f))
        for field, challenge in (
            ("challenge_who", moment.who_),
            ("about", moment.about),
            ("expected", moment.expected),
        ):
            if challenge:
                yield (*at, field, "dodged"), challenge.dodged
                if challenge.caught_lying:
                    yield (*at, field, "caught_lying"), challenge.caught_lying


def changes(scenario: Scenario) -> Iterator[tuple[Path, Any]]:
    """Everything that reveals, costs or has a condition: reactions, moments and groups of wordings."""
    yield from reactions(scenario)
    for name, moment in scenario.moments.items():
        yield ("moments", name), moment
        yield from ((("moments", name, "lines", i), wordings) for i, wordings in enumerate(moment.lines))
