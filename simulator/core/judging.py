"""One rule and one call make one judgment.

Rule: each kind of rule has one function here, and each answers from the words and actions of the call alone. A move
only perhaps made counts for nothing on either side: its part of the rule is left out, and the card says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from simulator.core.facts import Facts
from simulator.core.measuring import measured_rule
from simulator.core.own_number import MOVE as NUMBER
from simulator.core.own_number import gave_another
from simulator.core.playbook import SLOTS, Keep, Part, Playbook, Rule
from simulator.core.promises import became, minutes_late, spoken_time
from simulator.core.scorecard import Evidence, Finding, Judgment
from simulator.core.shown import (
    DO,
    DOINGS,
    best_of,
    in_order,
    left_out_of,
    listing,
    named_moves,
    not_certain,
    of_action,
    of_words,
    place_of,
    you_did,
)
from simulator.core.standing import BRINGS_SOMEBODY, Acted, Reading, Said, Standing, says_something, tells_something
from simulator.core.turns import Turn
from simulator.core.when import ACTIONS, PEOPLE

ACCUSED = 0.85
"""How sure the recogniser must be of a move before it is held against anybody: a rule to avoid is broken by nothing
less. On 1,075 natural turns that it had never seen, what it called pressure, a lie, a push, reproach and the like was
right in 30 to 34 of a hundred below .7, in 52 up to .8, in 65 up to .9, in 82 up to .97 and in 96 above. What was heard
below this is unclear and counts for nothing. Moves that a person tagged are certain."""
_ENDS = re.compile(r"[.!?\u2026]+(?=\s)")
_NOTHING_TOLD: Mapping[str, str] = {
    "": "Somebody came to the line, and you told them nothing.",
    "leave_message": "There are words on the tape, but nothing that anybody could make a message of.",
}


def judge(rule: Rule, playbook: Playbook, call: Reading) -> Judgment:
    """What the rule says of the call. Never raises, whatever the call holds."""
    if rule.unless is not None and rule.unless.holds(call.end):
        found = Finding("not_applicable", "It did not come up on this call.")
    else:
        found = _KINDS[rule.kind](rule, call)
    wanting = found.verdict in ("missed", "broken", "unclear")
    return Judgment(
        rule=rule.id,
        kind=rule.kind,
        basis=rule.basis,
        verdict=found.verdict,
        title=_title(rule, found),
        because=rule.because,
        author=playbook.author,
        document=playbook.document,
        passage=rule.passage,
        points=found.points,
        of=found.of,
        evidence=found.evidence,
        missing=found.missing,
        instead=filled(rule.instead, call.names) if wanting else "",
        why=found.why + _corrected(found, call),
    )


def _corrected(found: Finding, call: Reading) -> str:
    """Whose correction it was that put words of the evidence where they are; "" where no correction did."""
    shown = {(e.turn, e.move) for e in found.evidence if e.move}
    told = (m.corrected for t in call.turns for m in t.moves if m.corrected and (t.index, m.move) in shown)
    return "".join(f" Heard so by the correction of {who}." for who in dict.fromkeys(told))


def _title(rule: Rule, found: Finding) -> str:
    """What the card calls the rule; another name where it was broken, or something else was chosen than its best."""
    done = [e.action for e in found.evidence if e.action]
    worth = rule.choose or {}
    full = max(worth.values(), default=0.0)
    other = bool(done) and all(worth.get(do, full) < full for do in done)  # the best done badly keeps its name
    if not rule.broken_title or not (found.verdict == "broken" or (found.verdict == "missed" and other)):
        return rule.title
    did = listing(dict.fromkeys(DOINGS[do] for do in done if do in DOINGS))
    return rule.broken_title.replace("{did}", did[:1].upper() + did[1:])


def filled(text: str, names: Mapping[str, str]) -> str:
    """A model answer with the names of this call; where one is not known, a plain word stands for it."""
    for slot, otherwise in SLOTS.items():
        text = text.replace(f"{{{slot}}}", names.get(slot, "").strip() or otherwise)
    return text


# -- do ----------------------------------------------------------------------------------------------------------------


def _do(rule: Rule, call: Reading) -> Finding:
    chances = [c for c in call.chances if rule.when.holds(c)]
    parts = [p for p in rule.do or () if any(p.when.holds(c) for c in chances) and _can_be_told(p, call)]
    if not parts:
        return Finding("not_applicable", "It did not come up on this call.")
    met_with = frozenset(c.with_ for c in chances)
    eligible = [s for s in call.said if (s.turn.with_ in met_with if rule.early else rule.when.holds(s.standing))]
    shown = [_show(p, rule, eligible, call) for p in parts]
    made = [(p, e) for p, (sure, e) in zip(parts, shown, strict=True) if e and sure]
    perhaps = [(p.label, e) for p, (sure, e) in zip(parts, shown, strict=True) if e and not sure]
    missing = tuple(p.label for p, (_, e) in zip(parts, shown, strict=True) if not e)
    points = sum(p.points for p, _ in made)
    of = sum(p.points for p, (sure, e) in zip(parts, shown, strict=True) if sure or not e)
    if not made and not missing:
        return Finding("unclear", not_certain(perhaps, call), evidence=in_order(e for _, e in perhaps))
    left_out = (f" {left_out_of(perhaps, call)}" if perhaps else "") + _another_number(parts, shown, eligible, call)
    evidence = in_order(e for _, e in made)
    if missing:
        why = f"Still wanting: {listing(missing)}." if made else _out_of_place(parts, call)
        return Finding("missed", why + left_out, points, of, evidence, missing)
    if perhaps:
        done = f"You did what could be told: {listing(p.label for p, _ in made)}."
    else:
        done = f"You did{' all of' if len(parts) > 1 else ''} this."
    return Finding("met", done + left_out, points, of, evidence)


def _out_of_place(parts: list[Part], call: Reading) -> str:
    """Why nothing counts: it was not said, or not when it was called for; then with its words."""
    found = (_in_turn(part, said, call.names) for said in call.said for part in parts)
    quote = next((e.quote for e in found if e and e.quote), "")
    if not quote:
        return "None of it was said where it was called for."
    return f"“{quote}” was said, but not when it was called for."


def _another_number(
    parts: list[Part], shown: list[tuple[bool, Evidence | None]], eligible: list[Said], call: Reading
) -> str:
    """That a number was said, and whose it was not; "" where none was, or the caller's own was said as well."""
    wanting = any(not found and NUMBER in part.any_ for part, (_, found) in zip(parts, shown, strict=True))
    if not wanting or not any(gave_another(said.turn, call.names) for said in eligible):
        return ""
    return f" A number was said, but not your number (yours is {call.names['phone']})."


def _can_be_told(part: Part, call: Reading) -> bool:
    """False for a part that asks for a name which nobody wrote down with the call: it stands on neither side."""
    return bool(not part.names or call.names.get(part.names) or part.any_ or part.words or part.answers or part.talks)


def _show(part: Part, rule: Rule, eligible: list[Said], call: Reading) -> tuple[bool, Evidence | None]:
    """The first thing that shows the part, and whether it is sure; a perhaps only where nothing is sure."""
    perhaps: Evidence | None = None
    for said in eligible:
        if not rule.early and not part.when.holds(said.standing):
            continue
        made = said.standing.made | {m.move for m in said.turn.moves if m.sure}
        if not part.once.holds(replace(said.standing, made=made)):
            continue
        if found := _in_turn(part, said, call.names):
            return True, found
        perhaps = perhaps or _perhaps_in_turn(part.any_, said.turn)
    for acted in call.acted:
        called_for = all(w.holds(acted.standing) for w in (rule.when, part.when, part.once))
        if acted.done.do in part.any_ and called_for:
            return True, of_action(acted)
    return False, perhaps


def _in_turn(part: Part, said: Said, names: Mapping[str, str]) -> Evidence | None:
    turn = said.turn
    for move in part.any_:
        if (made := turn.made(move)) and not (move == NUMBER and gave_another(turn, names)):
            return of_words(turn, made.start, made.end, move)
    for phrase in part.words:
        if at := re.search(rf"\b{re.escape(phrase)}\b", turn.text, re.IGNORECASE):
            return of_words(turn, *at.span())
    if part.names and (span := _named(turn, names.get(part.names, ""))):
        return of_words(turn, *span)
    answering = part.talks or not said.standing.fresh.isdisjoint(part.answers)
    if answering and says_something(turn) and turn.text.strip():
        honest = not any(m.move in part.without for m in turn.moves)
        return of_words(turn, 0, 0) if honest else None
    return None


def _perhaps_in_turn(moves: Iterable[str], turn: Turn) -> Evidence | None:
    for heard in turn.moves:
        if not heard.sure and heard.move in moves:
            return of_words(turn, heard.start, heard.end, heard.move)
    return None


def _named(turn: Turn, name: str) -> tuple[int, int] | None:
    """Where the turn holds a word of that name. A name that the recogniser has matched counts for the whole turn."""
    for word in name.split():
        if len(word) > 1 and (at := re.search(rf"\b{re.escape(word)}\b", turn.text, re.IGNORECASE)):
            return at.span()
    return (0, 0) if name and name in turn.understood.names else None


# -- avoid, choose, order, keep, measure -------------------------------------------------------------------------------


def _avoid(rule: Rule, call: Reading) -> Finding:
    if not any(rule.when.holds(c) for c in call.chances):
        return Finding("not_applicable", "It did not come up on this call.")
    heard = [
        (m, s.turn)
        for s in call.said
        if rule.when.holds(s.standing)
        for m in s.turn.moves
        if m.move in (rule.avoid or ()) and not call.is_excused(m.move) and not _in_place(rule, m.move, s.standing)
    ]
    sure = in_order(of_words(t, m.start, m.end, m.move) for m, t in heard if m.sure and m.probability >= ACCUSED)
    if sure:
        times = _times(sure, call)
        more = " and costs more than once" if rule.again else " and is counted once"
        told = f" It was heard {times} times{more}." if times > 1 else ""
        points = rule.again if rule.again and times > 1 else rule.points
        return Finding("broken", f"Heard: {listing(named_moves(sure))}.{told}", points, 0.0, sure)
    perhaps = in_order(of_words(t, m.start, m.end, m.move) for m, t in heard)
    if perhaps:
        why = not_certain([(e.move.replace("_", " "), e) for e in perhaps], call)
        return Finding("unclear", why, evidence=perhaps)
    return Finding("avoided", "Nothing of the kind was heard.")


def _times(shown: Sequence[Evidence], call: Reading) -> int:
    """How often: one sentence that two moves share is one fault under two names. Three and more are no accident."""
    texts = {t.index: t.text for t in call.turns}
    sentences = Counter((e.turn, len(_ENDS.findall(texts.get(e.turn, "")[: e.start]))) for e in shown)
    return sum(1 if faults < 3 else 2 for faults in sentences.values())


def _in_place(rule: Rule, move: str, standing: Standing) -> bool:
    """Whether the rule itself lets a move pass where the call stood."""
    when = rule.except_.get(move)
    return when is not None and when.holds(standing)


def _choose(rule: Rule, call: Reading) -> Finding:
    worth = rule.choose or {}
    taken = [a for a in call.acted if a.done.do in worth and rule.when.holds(a.standing)]
    if not taken and not any(rule.when.holds(c) for c in call.chances):
        return Finding("not_applicable", "The choice did not come up on this call.")
    full = max(0.0, *worth.values())
    earns = {i: _earned(worth[a.done.do], a, call) for i, a in enumerate(taken)}
    lowest, highest = min(earns.values(), default=0.0), max(earns.values(), default=0.0)
    if lowest < 0:
        bad = [a for i, a in enumerate(taken) if earns[i] < 0]
        return Finding("broken", you_did(bad), lowest, full, tuple(map(of_action, bad)), best_of(worth, full))
    if full == 0:
        return Finding("avoided", "You did nothing of the kind.")
    shown = tuple(of_action(a) for i, a in enumerate(taken) if earns[i] == highest)
    if highest == full:
        good = [a for i, a in enumerate(taken) if earns[i] == full]
        return Finding("met", you_did(good), highest, full, shown)
    why = you_did(taken) if taken else "You did nothing of what was open to you."
    if highest < max((worth[a.done.do] for a in taken), default=0.0):
        why = _NOTHING_TOLD["leave_message" if any(a.words for a in taken) else ""]
    return Finding("missed", why, highest, full, shown, best_of(worth, full))


def _earned(worth: float, acted: Acted, call: Reading) -> float:
    """The points of an action. Bringing somebody to the line to say nothing earns nothing, nor does a message of mere
    catchwords."""
    if worth <= 0:
        return worth
    if acted.done.do in BRINGS_SOMEBODY and not call.somebody_was_spoken_to(acted.done):
        return 0.0
    if acted.words and not any(tells_something(t) for t in call.messages):
        return 0.0
    return worth


def _order(rule: Rule, call: Reading) -> Finding:
    if rule.order is None or not any(rule.when.holds(c) for c in call.chances):
        return Finding("not_applicable", "It did not come up on this call.")
    first = min((f for name in rule.order.first if (f := _happened(name, call))), default=None, key=place_of)
    then = min((f for name in rule.order.then if (f := _happened(name, call))), default=None, key=place_of)
    if first and (then is None or place_of(first) < place_of(then)):
        return Finding("met", "You did first things first.", rule.points, rule.points, (first,))
    missing = tuple(DO.get(name, name.replace("_", " ")) for name in rule.order.first[:1])
    why = "You did it the other way round." if first else "You left the first step out."
    return Finding("missed", why, 0.0, rule.points, (then,) if then else (), missing)


def _happened(name: str, call: Reading) -> Evidence | None:
    """The first moment at which a step was taken: an action, somebody spoken with, or a move."""
    if name in ACTIONS:
        done = (a for a in call.acted if a.done.do == name and (a.words or _earned(1.0, a, call) > 0))
        return next(map(of_action, done), None)
    for said in call.said:
        if name in PEOPLE and said.turn.with_ == name and tells_something(said.turn):
            return of_words(said.turn, 0, 0)
        if made := said.turn.made(name):
            return of_words(said.turn, made.start, made.end, name)
    return None


def _keep(rule: Rule, call: Reading) -> Finding:
    keep, facts = rule.keep, call.facts
    dialled = [a for a in call.acted if a.done.do in ("dial_cell", "dial_desk")]
    rang = bool(dialled or call.turns) and not (not call.turns and any(a.done.do == "not_dial" for a in call.acted))
    if keep is None or not rang or not rule.when.holds(call.end):
        return Finding("not_applicable", "No promise belongs to this call.")
    ringing = of_action(dialled[0]) if dialled else Evidence(-1, 0, action=f"dial_{facts.on}")
    if keep.fact == "left_good_message":
        return _known_again(keep, call, ringing)
    if facts.promised_at is None or facts.now is None:
        return Finding("not_applicable", "No promised time belongs to this call.")
    return _kept(keep, facts, facts.promised_at, facts.now, ringing)


def _kept(keep: Keep, facts: Facts, due: datetime, now: datetime, ringing: Evidence) -> Finding:
    """Whether a call came when it was promised."""
    words = f"{spoken_time(due)}{f': {facts.promised_words}' if facts.promised_words else ''}"
    shown = (replace(ringing, promise=words),)
    told, minutes = f"You had promised {spoken_time(due)}, and rang ", abs(minutes_late(due, now))
    by = f"{minutes:.0f} minute{'s' * (round(minutes) != 1)}" if minutes < 120 else f"{minutes / 60:.0f} hours"
    match became(due, now, keep.tolerance_minutes):
        case "kept":
            return Finding("met", told + "when you had said.", keep.kept, keep.kept, shown)
        case "early" | "late" as how:
            return Finding("missed", f"{told}{by} {how}.", keep.early_or_late, keep.kept, shown)
        case "broken":
            return Finding("broken", f"{told}on {spoken_time(now)}, another day.", keep.broken, keep.kept, shown)
    return Finding("not_applicable", f"You had promised {spoken_time(due)}; that day has not come yet.")


def _known_again(keep: Keep, call: Reading, ringing: Evidence) -> Finding:
    """Whether a message had told them beforehand who rings, and why."""
    before, shown = call.facts.messages_before, (ringing,)
    if before and "left_good_message" not in call.facts.model_fields_set:
        return Finding("not_applicable", "Nobody wrote down whether the last message had said why you call.")
    answered = "prospect" in call.end.reached
    if call.facts.left_good_message:
        why = f"Your last message had said why you call{', and they picked up' if answered else ''}."
        return Finding("met", why, keep.kept, keep.kept, shown)
    why = "Your last message had not said why you call." if before else "No message had told them why you call."
    return Finding("missed", why, 0.0, keep.kept, shown)


def _measure(rule: Rule, call: Reading) -> Finding:
    found = measured_rule(rule, call)
    return Finding(found.verdict, found.why, found.points, found.of, found.evidence, found.missing)


_KINDS: Mapping[str, Callable[[Rule, Reading], Finding]] = {
    "do": _do,
    "avoid": _avoid,
    "choose": _choose,
    "order": _order,
    "keep": _keep,
    "measure": _measure,
}
