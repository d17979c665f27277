"""Disputing, answering and overruling, as the command line says it.

Rule: a trainer decides; the program never changes a verdict by itself. Every function answers in lines to be printed.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from simulator.core.corrections import Correction
from simulator.core.disputes import CLAIMS, Claim, Dispute
from simulator.core.yaml_text import BadFile, Flaw, did_you_mean
from simulator.disputes import Judged, answer, dispute, open_disputes, overrule
from simulator.lessons import LEARNED, Lesson, learn, learned, lessons, unlearn
from simulator.library import Library
from simulator.records import DONE, all_records, records_folder
from simulator.report import WORDS, stood, word
from simulator.scores import one_call


def record_named(name: str) -> Path:
    """A record by its file, by its name in the records folder or a part of it, or the `last`. Raises BadFile."""
    if Path(name).exists():
        return Path(name)
    kept = list(all_records())
    if name == "last" and kept:
        return kept[-1]
    found = [p for p in kept if p.stem == name] or [p for p in kept if name in p.stem]
    if len(found) == 1:
        return found[0]
    if found:
        says = f"{len(found)} records have that in their names, {found[0].stem} and {found[1].stem} for two; say more"
    else:
        near = did_you_mean(name, [p.stem for p in kept])
        says = f"there is no such record, nor such a file{near}; `hitzero results` lists them, `last` is the newest"
    raise BadFile([Flaw(name, 0, says)])


def judged(library: Library, name: str) -> Judged:
    """The judged call that somebody argues about. Raises BadFile."""
    path = record_named(name)
    scored = one_call(library, path)
    return Judged(path, scored.transcript, scored.judged.scorecards, tuple(library.playbooks.values()))


def say_dispute(library: Library, name: str, rule: str, claim: Claim, who: str, note: str, words: str) -> Iterator[str]:
    """A trainee disputes a judgment. Raises BadFile."""
    call = judged(library, name)
    made = dispute(call, rule, claim, who, note, words)
    yield f"Kept beside the record: {rule} ({call.judgment(rule).title}), {CLAIMS[made.claim]}."
    yield "The verdict stays as it is; your trainer finds it with `hitzero disputes`."


def say_ruling(library: Library, name: str, rule: str, verdict: str, because: str, who: str) -> Iterator[str]:
    """A trainer overrules a verdict. Raises BadFile."""
    call = judged(library, name)
    made = overrule(call, rule, verdict, because, who)
    yield f"{rule}: {WORDS[made.verdict]}, beside {stood(made)}."
    for card in call.cards:
        if card.playbook in call.reviews.totals:
            before, after = card.total, call.reviews.totals[card.playbook]
            yield f"{card.author}: {_or_none(before)} of 100, {_or_none(after)} with the rulings; both are shown."


def say_open(library: Library) -> Iterator[str]:
    """The review list: what waits for a trainer."""
    waiting = list(open_disputes(records_folder()))
    if not waiting:
        yield "Nothing waits for you."
        return
    for record, made in waiting:
        yield from _waiting(library, record, made)
    yield "hitzero disputes accept RECORD RULE, or reject RECORD RULE --because REASON"


def _waiting(library: Library, record: Path, made: Dispute) -> Iterator[str]:
    yield f"{record.name.removesuffix(DONE)} {made.rule}"
    try:
        call = judged(library, str(record))
        judgment = call.judgment(made.rule)
    except BadFile as wrong:
        yield f"  cannot be judged now: {wrong}"
        return
    yield f"  {judgment.title} ({word(judgment)}). {made.who}: {CLAIMS[made.claim]}.{_after(made.note)}"
    for lesson in lessons(call, judgment, made):
        yield f'  "{lesson.say}"{f" (after: {lesson.heard})" if lesson.heard else ""}'
    yield ""


def say_accepted(
    library: Library, name: str, rule: str, who: str, because: str, move: str = "", words: str = ""
) -> Iterator[str]:
    """A trainer accepts a dispute: its words become an example, or a near miss. Raises BadFile."""
    call = judged(library, name)
    judgment, made = call.judgment(rule), call.reviews.of(rule).open
    taught = list(learned(library, call, judgment, made, move, words)) if made else []
    paths = {learn(library, lesson, who) for lesson in taught}
    first = taught[0] if taught else Lesson("", True, "")
    answer(call, rule, True, who, because, first.move, first.say)
    for lesson in taught:
        yield f'"{lesson.say}" {"is now an example" if lesson.counts else "is now a near miss"} of {lesson.move}.'
    for path in sorted(paths):
        yield f"Written to {path}"
    if any(lesson.move in library.catalogue for lesson in taught):
        yield "From the next call on these very words are heard so on this computer (`hitzero disputes learned`)."
    if not taught:
        yield "Accepted. No words were named, so there is nothing to learn from it; --words and --move name them."
    yield f"The verdict of this call stays; `hitzero overrule {name} {rule} VERDICT --because REASON` changes it."


def say_learned(library: Library) -> Iterator[str]:
    """What a trainer corrected in moves that ship, each with its number. Raises BadFile where it cannot be read."""
    found = _corrections(library)
    for number, made in enumerate(found, start=1):
        counts = "makes" if made.counts else "does not make"
        signed = f"  ({made.by or 'a trainer'}{f', {made.when[:10]}' if made.when else ''})"
        yield f'{number:3}  "{made.say}" {counts} {made.move}{signed}'
    if found:
        yield "hitzero disputes forget NUMBER takes one back. Calls on record stay what they were."
    else:
        yield "Nothing is corrected. Words of an accepted dispute stand here, and are heard so from the next call on."


def say_forgotten(library: Library, number: int) -> Iterator[str]:
    """A correction is taken back. Raises BadFile where there is none of that number."""
    found = _corrections(library)
    if not 1 <= number <= len(found):
        says = f"there is no correction {number}; `hitzero disputes learned` lists {len(found) or 'none'}"
        raise BadFile([Flaw("hitzero", 0, says)])
    made = found[number - 1]
    path = unlearn(made.say, made.move, made.counts)
    yield f'"{made.say}" is heard as the recogniser hears it again. Taken out of {path}'


def _corrections(library: Library) -> list[Correction]:
    own = library.own_moves
    for path, wrong in own.broken.items():
        if path.name == LEARNED.name:
            raise wrong
    return list(own.read.corrections)


def say_rejected(library: Library, name: str, rule: str, who: str, because: str) -> Iterator[str]:
    """A trainer does not accept a dispute, with a reason. Raises BadFile."""
    answer(judged(library, name), rule, False, who, because)
    yield f"{rule}: not accepted. The reason stands in the report."


def _or_none(total: int | None) -> str:
    return "no total" if total is None else str(total)


def _after(note: str) -> str:
    return f" {note}" if note else ""
