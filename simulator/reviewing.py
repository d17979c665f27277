"""Disputing, answering and overruling, as the command line says it.

Rule: a trainer decides; the program never changes a verdict by itself. Every function answers in lines to be printed.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from simulator.core.corrections import Correction
from simulator.core.disputes import CLAIMS, Claim, Dispute
from simulator.core.turns import Transcript
from simulator.core.yaml_text import BadFile, Flaw, did_you_mean
from simulator.disputes import Judged, answer, dispute, forget, open_disputes, overrule
from simulator.lessons import LEARNED, learn, learned, lessons, unlearn
from simulator.library import Library
from simulator.records import all_records, records_folder, stem
from simulator.report import WORDS, clock, stood, word
from simulator.report_file import in_a_line
from simulator.report_ribbon import is_timed
from simulator.scores import one_call
from simulator.understanding.corrected import LONG

_NEWEST = 3
"""How many records a message names where none is meant."""


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
        newest = ", ".join(p.stem for p in reversed(kept[-_NEWEST:]))
        there = f"the newest are {newest}; `hitzero results` lists all" if kept else "no call is on record yet"
        says = f"there is no such record, nor such a file; {there}{near}"
    raise BadFile([Flaw(name, 0, says)])


def judged(library: Library, name: str) -> Judged:
    """The judged call that somebody argues about. Raises BadFile."""
    path = record_named(name)
    scored = one_call(library, path)
    called = in_a_line(scored, library)
    return Judged(
        path,
        scored.transcript,
        scored.judged.scorecards,
        tuple(library.playbooks.values()),
        called,
        not scored.found.record,
    )


def say_dispute(library: Library, name: str, rule: str, claim: Claim, who: str, note: str, words: str) -> Iterator[str]:
    """A trainee disputes a judgment. Raises BadFile."""
    call = judged(library, name)
    made = dispute(call, rule, claim, who, note, words)
    yield f"{call.called}."
    yield f"Kept beside this call: {rule} ({call.judgment(rule).title}), {CLAIMS[made.claim]}."
    if call.judgment(rule).verdict == "not_applicable":
        yield "This rule was not called for on this call."
        came = [j.rule for c in call.cards for j in c.judgments if j.verdict != "not_applicable"]
        if near := [other for other in came if other.split("/")[0] == rule.split("/")[0]]:
            yield f"Of the same author these were: {', '.join(near)}."
    if claim == "said" and not words:
        yield "Nobody knows yet which words you mean, so nothing can be learned from it. Say them too, as they stand in"
        yield f'the transcript: hitzero dispute {name} {rule} --said --words "..."'
    if call.record.parent == records_folder():
        yield "The verdict stays as it is; your trainer finds it with `hitzero disputes`."
    else:
        yield "The verdict stays as it is. This call was not made here, so `hitzero disputes` lists it not; a trainer"
        yield f"answers with `hitzero disputes accept {name} {rule}`, or reject, or overrule."


def say_ruling(library: Library, name: str, rule: str, verdict: str, because: str, who: str) -> Iterator[str]:
    """A trainer overrules a verdict. Raises BadFile."""
    call = judged(library, name)
    made = overrule(call, rule, verdict, because, who)
    yield f"{call.called}."
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
    yield f"{stem(record)} {made.rule}"
    try:
        call = judged(library, str(record))
        judgment = call.judgment(made.rule)
    except BadFile as wrong:
        yield f"  cannot be judged now: {wrong}"
        return
    yield f"  {call.called.rpartition(' (')[0]}"
    yield f"  {judgment.title} ({word(judgment)}). {made.who}: {CLAIMS[made.claim]}.{_after(made.note)}"
    turns = [made.turn] if made.words else [e.turn for e in judgment.evidence if e.quote]
    for turn in dict.fromkeys(turns):
        yield from _line_of_the_call(call.transcript, turn)
    for words in dict.fromkeys(lesson.say for lesson in lessons(call, judgment, made)):
        yield f'  The words: "{words}"'
    if not turns:
        yield "  Which words are meant was not told; if you accept, --words and --move name them."
    yield ""


def _line_of_the_call(transcript: Transcript, index: int) -> Iterator[str]:
    """A turn of the trainee's as it was spoken, below the line that it answered."""
    turns, timed = transcript.turns, is_timed(transcript)
    before = next((t for t in reversed(turns) if t.index < index and t.who == "other"), None)
    for turn in filter(None, (before, next((t for t in turns if t.index == index), None))):
        when = clock(turn.start) if timed else f"{turn.index + 1}."
        yield f"  {when} {'You' if turn.who == 'trainee' else turn.speaker}: {turn.text or '(could not be made out)'}"


def say_accepted(
    library: Library, name: str, rule: str, who: str, because: str, move: str = "", words: str = ""
) -> Iterator[str]:
    """A trainer accepts a dispute: its words become an example, or a near miss. Raises BadFile."""
    call = judged(library, name)
    judgment, made = call.judgment(rule), call.reviews.of(rule).open
    taught = list(learned(library, call, judgment, made, move, words)) if made else []
    paths = {learn(library, lesson, who) for lesson in taught}
    answer(call, rule, True, who, because, [(lesson.move, lesson.say) for lesson in taught])
    yield f"{call.called}."
    yield f"Accepted: {rule} ({judgment.title})."
    for lesson in taught:
        yield f'"{lesson.say}" {"is now an example" if lesson.counts else "is now a near miss"} of {lesson.move}.'
    for path in sorted(paths):
        yield f"Written to {path}"
    if any(lesson.move in library.catalogue for lesson in taught):
        yield "From the next call on this is heard so on this computer (`hitzero disputes learned`): these words, and"
        yield f"the same with one word changed where they are {LONG} or more."
    if not taught:
        yield "No words were named, so nothing was learned from it. Next time name them with --words and --move."
    if call.is_text:
        yield "A written call is judged anew from its words each time, so its verdict may change:"
        yield f"`hitzero score {name}` shows it. For a verdict of your own:"
        yield f"`hitzero overrule {name} {rule} VERDICT --because REASON`."
    else:
        yield f"The verdict of this call stays; `hitzero overrule {name} {rule} VERDICT --because REASON` changes it."


def say_learned(library: Library) -> Iterator[str]:
    """What a trainer corrected in moves that ship, each with its number. Raises BadFile where it cannot be read."""
    found = _corrections(library)
    for number, made in enumerate(found, start=1):
        counts = "makes" if made.counts else "does not make"
        signed = f"  ({made.by or 'a trainer'}{f', {made.when[:10]}' if made.when else ''})"
        yield f'{number:3}  "{made.say}" {counts} {made.move}{signed}'
    if found:
        yield (
            "hitzero disputes forget NUMBER takes one back. Calls that were played stay what they were; written "
            "ones are judged anew each time."
        )
    else:
        yield "Nothing is corrected. Words of an accepted dispute stand here, and are heard so from the next call on."


def say_forgotten(library: Library, number: int, who: str) -> Iterator[str]:
    """A correction is taken back; the calls whose dispute had taught it say so from now on. Raises BadFile where there
    is none of that number."""
    found = _corrections(library)
    if not 1 <= number <= len(found):
        says = f"there is no correction {number}; `hitzero disputes learned` lists {len(found) or 'none'}"
        raise BadFile([Flaw("hitzero", 0, says)])
    made = found[number - 1]
    path = unlearn(made.say, made.move, made.counts)
    yield f'"{made.say}" is heard as the recogniser hears it again. Taken out of {path}'
    for record in forget(records_folder(), made.move, made.say, made.counts, who):
        yield f"It was learned from the call {stem(record)}, whose report says now that it is forgotten."


def _corrections(library: Library) -> list[Correction]:
    own = library.own_moves
    for path, wrong in own.broken.items():
        if path.name == LEARNED.name:
            raise wrong
    return list(own.read.corrections)


def say_rejected(library: Library, name: str, rule: str, who: str, because: str) -> Iterator[str]:
    """A trainer does not accept a dispute, with a reason. Raises BadFile."""
    call = judged(library, name)
    answer(call, rule, False, who, because)
    yield f"{call.called}."
    yield f"Not accepted: {rule} ({call.judgment(rule).title}). The reason stands in the report."


def _or_none(total: int | None) -> str:
    return "no total" if total is None else str(total)


def _after(note: str) -> str:
    return f" {note}" if note else ""
