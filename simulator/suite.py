"""Plans and records as tests: run, judge, compare with what was expected.

Rule: every plan runs twice, live and read back from its own record; both must be the same call. Then its verdicts are
compared with those that the plan declares.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from simulator import SCENARIOS
from simulator.core.call import Call
from simulator.core.check import Tried
from simulator.core.events import Heard
from simulator.core.history import next_facts
from simulator.core.measures import Measured, measures
from simulator.core.measuring import cited
from simulator.core.moves import NO_MOVES
from simulator.core.plan import Plan, misfits
from simulator.core.playbook import Playbook
from simulator.core.record import Header, Record, read_record, replay, write_record
from simulator.core.rehearsal import rehearse
from simulator.core.scenario import Scenario
from simulator.core.scorecard import Disagreement, Scorecard
from simulator.core.scoring import disagreements, score_all
from simulator.core.turns import Transcript
from simulator.core.yaml_text import Flaw, did_you_mean
from simulator.joints import understand
from simulator.understanding.meaning import Understanding


@dataclass(frozen=True, slots=True)
class Judged:
    """A call with what five authors say of it."""

    transcript: Transcript
    scorecards: tuple[Scorecard, ...]
    disagreements: tuple[Disagreement, ...]
    measures: tuple[Measured, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """A plan that was run silently: the call's record, its judgments, and where it fell short of what was expected."""

    plan: Plan
    record: Record
    judged: Judged
    flaws: tuple[Flaw, ...]

    @property
    def failures(self) -> tuple[str, ...]:
        """The flaws as text, each with its file and line."""
        return tuple(map(str, self.flaws))


def judge(transcript: Transcript, playbooks: Iterable[Playbook]) -> Judged:
    """Every author's view of a call."""
    books = tuple(playbooks)
    cards = score_all(transcript, books)
    return Judged(transcript, cards, disagreements(transcript, books, cards), measures(transcript, cited(books)))


def run_plan(
    plan: Plan,
    scenario: Scenario,
    playbooks: Collection[Playbook],
    moves: Collection[str],
    understanding: Understanding | None = None,
) -> Outcome:
    """Run one plan, and first those that it comes after. With `understanding` the words are recognised; without, the
    declared moves are taken. Raises BadFile where the scenario has no such difficulty."""

    def hear(said: str, call: Call) -> Heard:
        assert understanding is not None
        return understand(understanding, said, call)

    if plan.earlier is not None:
        plan = _after(run_plan(plan.earlier, scenario, playbooks, moves, understanding), plan, playbooks)
    strange = understanding.own.moves if understanding and ships(plan) else NO_MOVES
    run = rehearse(plan, scenario, hear if understanding else None, strange)
    facts = plan.facts_of(scenario).model_dump(mode="json", by_alias=True) if plan.changes_facts else {}
    record = Record(
        Header(scenario.id, scenario.text, plan.difficulty, plan.seed, facts=facts, playbook=scenario.playbooks[0]),
        tuple(run.events),
    )
    judged = judge(run.call.transcript(), playbooks)
    for flaw in (*compare(plan, judged.scorecards), *compare_disagreements(plan, judged.disagreements)):
        run.differ(flaw)
    flaws = (*misfits(plan, scenario), *run.told(), *_read_back(record, run.call, run.effects, moves, plan))
    return Outcome(plan, record, judged, flaws)


def ships(plan: Plan) -> bool:
    """Whether a plan came with Hit Zero, and so knows nothing of a trainer's own moves."""
    return Path(plan.file).absolute().is_relative_to(SCENARIOS)


def heard_besides(tried: Iterable[Tried], own: Collection[str]) -> dict[str, list[str]]:
    """The sentences of shipped plans in which moves of a trainer's `own` were heard, by the move's id."""
    out = dict[str, list[str]]()
    for heard in (event for one in tried if ships(one.plan) for event in one.events if isinstance(event, Heard)):
        for move in heard.moves:
            if move.sure and move.move in own:
                out.setdefault(move.move, []).append(heard.text)
    return out


def _after(before: Outcome, plan: Plan, playbooks: Collection[Playbook]) -> Plan:
    """The plan with the facts that the call before it left: those that it names itself go before them."""
    when = datetime.fromisoformat(plan.now) if plan.now else None
    left = next_facts(before.judged.transcript, playbooks, when).model_dump(mode="json", by_alias=True)
    return plan.model_copy(update={"facts": left | plan.facts, "earlier": None})


def try_plan(
    plan: Plan, scenario: Scenario, playbooks: Collection[Playbook], moves: Collection[str], by: Understanding
) -> Tried:
    """One plan as `rehearse` and `check` both see it; a plan that cannot be run has flaws and no events."""
    if plan.difficulty not in scenario.difficulty:
        return Tried(plan, (), tuple(misfits(plan, scenario)))
    outcome = run_plan(plan, scenario, playbooks, moves, by)
    return Tried(outcome.plan, outcome.record.events, outcome.flaws)


def compare(plan: Plan, scorecards: Sequence[Scorecard]) -> list[Flaw]:
    """What the plan expects of verdicts and totals, and did not come true."""
    verdicts = {j.rule: j.verdict for card in scorecards for j in card.judgments}
    totals = {card.playbook: card.total for card in scorecards}
    out = []
    for rule, expected in plan.verdicts.items():
        found = verdicts.get(rule)
        if found is None:
            out.append(plan.flaw(f"no rule is called '{rule}'{did_you_mean(rule, verdicts)}", "verdicts", rule))
        elif found != expected:
            out.append(plan.flaw(f"{rule} was {found}, not {expected}", "verdicts", rule))
    for name, (least, most) in plan.totals.items():
        total = totals.get(name)
        if name not in totals:
            says = f"no playbook is called '{name}'; there are {', '.join(totals)}{did_you_mean(name, totals)}"
            out.append(plan.flaw(says, "totals", name))
        elif total is None or not least <= total <= most:
            says = f"{name} gave {total if total is not None else 'no total'}, not {least} to {most}"
            out.append(plan.flaw(says, "totals", name))
    return out


def compare_disagreements(plan: Plan, shown: Sequence[Disagreement]) -> list[Flaw]:
    """Questions on which the plan expects authors to part, and they did not, or another's way was taken."""
    taken = {d.question: sorted({p.playbook for p in d.positions if p.followed}) for d in shown}
    out = []
    for question, expected in plan.disagreements.items():
        if question not in taken:
            near = did_you_mean(question, taken) or (f"; they part on: {' '.join(taken)}" if taken else "")
            out.append(plan.flaw(f"the authors do not part on '{question}' here{near}", "disagreements", question))
        elif taken[question] != sorted(set(expected)):
            found, wanted = ", ".join(taken[question]), ", ".join(sorted(set(expected)))
            says = f"the way taken was that of {found}, not of {wanted}: {question}"
            out.append(plan.flaw(says, "disagreements", question))
    return out


def first(playbook: str, cards: Sequence[Scorecard]) -> list[Scorecard]:
    """The chosen author's card before the others', which keep their order."""
    return sorted(cards, key=lambda card: card.playbook != playbook)


def differences(one: Sequence[Scorecard], other: Sequence[Scorecard]) -> list[str]:
    """Rules on which two runs of the same plan differ, measures aside."""
    verdicts = {j.rule: j.verdict for card in other for j in card.judgments}
    return [
        f"{j.rule}: {j.verdict} when rehearsed, {verdicts.get(j.rule)} aloud"
        for card in one
        for j in card.judgments
        if j.kind != "measure" and verdicts.get(j.rule) != j.verdict
    ]


def _read_back(record: Record, call: Call, effects: Sequence[object], moves: Collection[str], plan: Plan) -> list[Flaw]:
    again = read_record(write_record(record), "record")
    replayed, asked = replay(again, moves)
    same = again == record and asked == list(effects) and replayed.state == call.state
    says = "read back from its record, it is another call; this is a fault of the program, please report it"
    return [] if same else [plan.flaw(says, "call")]
