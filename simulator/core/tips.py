"""What an author would do next on a running call.

Rule: no tip of an author's is written anywhere. Each thing that could be said or done now is tried on the call so far,
and the author's own rules are asked what it would be worth; what would cost points with the same author is never a tip.
What is called for by what was just said comes first, then the order of the rules, the author's own before those that
the house put beside them; hanging up comes last, for it ends the rest. One tip is the house's own: a question of theirs
that waits is answered before anything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from simulator.core.already import ASKING, DESK, is_new, told
from simulator.core.call import Call
from simulator.core.events import MoveHeard
from simulator.core.facts import Do
from simulator.core.judging import filled, judge
from simulator.core.playbook import Part, Playbook, Rule
from simulator.core.shown import DO
from simulator.core.standing import Reading
from simulator.core.state import Phase
from simulator.core.turns import Done, Transcript, Turn
from simulator.core.unanswered import Question, open_question
from simulator.core.when import ACTIONS

_MACHINE = (Phase.GREETING, Phase.BEEP, Phase.MENU)
_SILENT = (Phase.DIALLING, Phase.RINGING, Phase.BUSY, Phase.NO_ANSWER, Phase.HOLDING, Phase.TRANSFERRING, Phase.ENDED)
_WORDS = "so then"  # what is tried where only the move counts: words that say nothing by themselves
HOUSE = "House tip"
"""Who says a tip that no author says."""
_HELLO = re.compile(r"^(?:hello|hi|good (?:morning|afternoon|day))(?: there)?[,.!] +", re.IGNORECASE)
_DOING = {
    "ask_availability": "asking when they are free",
    "ask_cell_number": "asking for the cell number",
    "ask_open_question": "asking an open question",
    "confirm_cell_ok": "making sure that the cell is all right",
    "explain_number_source": "saying where the number came from",
    "leave_number": "leaving a number",
    "mention_referral": "naming who sent you",
    "name_problem": "naming a problem of theirs",
    "offer_options": "offering answers to choose from",
}
"""Moves whose name alone says too little of what there is to do."""
_ANSWER = "house/answer-first"
_ANSWER_WHY = (
    "Whoever asked waits for an answer. Anything else sounds like dodging, and they ask again with less patience."
)
_ANSWERS = {
    "asked_who": "It's {you}, from {company}.",
    "asked_what": "It's about {helps_with}.",
    "asked_expected": "No, I'm not expected.",
}
"""How the house would answer each question; nothing where it is not known what was asked."""


@dataclass(frozen=True, slots=True)
class Tip:
    """One thing to do next. `what`: the thing, as in "asking for help"; `words`: how it could be said, "" for an
    action that needs none; `because`, `author`, `document`, `passage`: of the rule it comes from; of a rule that the
    house put beside an author's, `author` says so. A tip of the house alone has HOUSE for its author, and no
    document."""

    rule: str
    what: str
    words: str
    because: str
    author: str
    document: str
    passage: str


class _Try(NamedTuple):
    """Something that could be done now: for a rule, called so, as a turn that is said or an action that is taken.
    `after`: the acts of theirs that it answers; `words`: a sentence for it."""

    rule: Rule
    what: str
    said: Turn | None
    done: Done | None
    urgent: bool
    after: tuple[str, ...] = ()
    words: str = ""


class Prompter:
    """Watches one call with one author's eyes. The tip stays as it is while anybody speaks, and as long as it holds."""

    def __init__(self, playbook: Playbook) -> None:
        self.playbook = playbook
        self.tip: Tip | None = None
        self._seen: object = None

    def look(self, call: Call) -> Tip | None:
        """The tip that stands now; worked out anew only where something happened."""
        state = call.state
        last = state.last()
        seen = (
            *(state.phase, state.person, state.speaking is None, len(state.turns), len(state.actions)),
            *(last and last.text, state.trainee_speaks),
        )
        if seen == self._seen or (state.trainee_speaks and not call.is_over):
            return self.tip
        self._seen = seen
        if state.phase in _SILENT:
            self.tip = None
        elif call.awaits_trainee or state.phase in _MACHINE:
            self.tip = next_tip(call, self.playbook, self.tip)
        elif self.tip is not None:  # they speak: no new tip, but what was just done goes
            self.tip = _still(call, self.playbook, self.tip)
        return self.tip


def next_tip(call: Call, playbook: Playbook, before: Tip | None = None) -> Tip | None:
    """What the author would do next; None where the rules ask for nothing more. `before`: the tip that stood so far,
    which stays where it is as good as any other."""
    trial = _Trial(call, playbook)
    tries = sorted(trial.tries(), key=lambda t: (not t.urgent, _ends(t), t.rule.basis == "house", not _is(t, before)))
    found = next(filter(trial.earns, tries), None)
    asked = open_question(call)
    if asked is not None and not (found and _answers(found, asked)):
        return _house(asked, trial.transcript)
    return _tip(found, playbook, trial.transcript) if found else None


def _house(asked: Question, transcript: Transcript) -> Tip:
    words = filled(_ANSWERS.get(asked.act, ""), transcript.names)
    if asked.act == "asked_expected" and transcript.facts.expected:
        words = "Yes, I am expected."
    return Tip(_ANSWER, f"answer first: {asked.wanted}", words, _ANSWER_WHY, HOUSE, "", "")


def _answers(what: _Try, asked: Question) -> bool:
    """Whether what the author would do is itself an answer, as far as anybody noted what was asked."""
    return what.urgent and (not asked.act or asked.act in what.after)


def _still(call: Call, playbook: Playbook, tip: Tip) -> Tip | None:
    if tip.author == HOUSE:
        asked = open_question(call)
        return tip if asked is not None and _house(asked, call.transcript()) == tip else None
    trial = _Trial(call, playbook)
    return tip if any(_is(t, tip) and trial.earns(t) for t in trial.tries(speaking=True)) else None


def _is(what: _Try, tip: Tip | None) -> bool:
    return tip is not None and (what.rule.id, what.what) == (tip.rule, tip.what)


def _ends(what: _Try) -> bool:
    return what.done is not None and what.done.do == "hang_up"


def doing(name: str) -> str:
    """A move's name as something to do: "ask for help" becomes "asking for help"."""
    first, space, rest = name.partition(" ")
    if re.fullmatch(r"[a-z]+e", first) and not first.endswith("ee"):
        first = first[:-1]
    elif re.fullmatch(r"[^aeiou]*[aeiou][bdgmnpt]", first):
        first += first[-1]
    return f"{first}ing{space}{rest}"


def _called(part: Part) -> str:
    """What a part is called as something to do."""
    if part.called or not part.any_:
        return to_do(part.label)
    move = part.any_[0]
    return _DOING.get(move) or doing(move.replace("_", " "))


def to_do(label: str) -> str:
    """A part's label as something to do: "your name" becomes "saying your name"."""
    first = label.partition(" ")[0]
    if first.endswith("ing"):
        return label
    return f"{'giving' if first in ('a', 'an', 'another') else 'saying'} {label}"


def _tip(found: _Try, playbook: Playbook, transcript: Transcript) -> Tip:
    rule, begun = found.rule, any(turn.who == "trainee" and not turn.message for turn in transcript.turns)
    words = filled(found.words, transcript.names) if found.said else ""
    author = f"House rule, put beside {playbook.author}" if rule.basis == "house" else playbook.author
    return Tip(
        *(rule.id, found.what, in_mid_call(words) if begun else words, rule.because),
        *(author, playbook.document, rule.passage),
    )


def in_mid_call(words: str) -> str:
    """What could be said, without the greeting at its beginning: nobody says hello twice."""
    bare = _HELLO.sub("", words)
    return bare[:1].upper() + bare[1:]


class _Trial:
    """The call so far, judged by one author, and what it would become."""

    def __init__(self, call: Call, playbook: Playbook) -> None:
        self.call, self.playbook, self.transcript = call, playbook, call.transcript()
        self.rules = [r for r in playbook.rules if r.kind not in ("measure", "keep")]
        reading = Reading(self.transcript)
        self.before = {r.id: self._points(r, reading) for r in self.rules}
        self.recording = call.phase is Phase.RECORDING
        self.now = replace(reading.end, with_=call.with_, message=self.recording)
        self.new = call.phase is Phase.TALKING and is_new(self.transcript.turns)
        self.told = told(self.transcript.turns) if call.with_ in DESK else frozenset()
        self.unsure = {m.move for t in self.transcript.turns if t.who == "trainee" for m in t.moves if not m.sure}

    # -- what could be done --------------------------------------------------------------------------------------------

    def tries(self, speaking: bool = False) -> Iterator[_Try]:
        """Everything that a rule names and that is open now, in the order of the rules. `speaking`: also what could
        only be said once they have done."""
        talks = self.call.awaits_trainee or (speaking and self.call.phase is Phase.TALKING)
        words = talks and self.call.phase in (Phase.TALKING, Phase.RECORDING) and not self._better_unsaid()
        for rule in self.rules:
            for part in rule.do or () if words else ():
                urgent = self._called_for(rule, part)
                after = (*part.answers, *(part.when.after or rule.when.after or ()))
                left, words_for = self._left(part), part.instead or rule.instead
                for said in self._ways(part, left):
                    narrowed = bool(left) and left != part.any_
                    what = _DOING[left[0]] if narrowed and left[0] in _DOING else _called(part)
                    yield _Try(rule, what, said, None, urgent, after, "" if narrowed else words_for)
            for do in self._open(rule):
                yield _Try(rule, DO[do], self._message(do), Done(self._last, do, self.call.at), False)

    def _called_for(self, rule: Rule, part: Part) -> bool:
        """Whether what was just said makes the part due, and not something from before."""
        now, earlier = self.now, replace(self.now, acts=self.now.acts - self.now.fresh, fresh=frozenset())
        if not (rule.when.holds(now) and part.when.holds(now)):
            return False
        if part.answers:
            return not now.fresh.isdisjoint(part.answers)
        return not (rule.when.holds(earlier) and part.when.holds(earlier))

    def _left(self, part: Part) -> tuple[str, ...]:
        """The moves of a part that still make sense: nobody asks what they were just told, or thanks a voice that has
        said no more than hello. What asked a desk about somebody and is answered in full leaves nothing."""
        if self.new:
            return tuple(m for m in part.any_ if m != "thank")
        if self.told.isdisjoint(part.any_):
            return part.any_
        return tuple(m for m in part.any_ if m in ASKING - self.told)

    def _ways(self, part: Part, left: tuple[str, ...]) -> Iterator[Turn]:
        """The turns that would show a part: one for each of the moves left that was not perhaps made already."""
        if part.any_ and not left:
            return
        name = self.transcript.names.get(part.names or "", "")
        moves = [m for m in left if m not in ACTIONS]
        if moves and self.unsure.isdisjoint(moves):
            yield from (self._turn(_WORDS, m) for m in moves)
        elif not moves and (part.words or name or part.answers):
            yield self._turn(part.words[0] if part.words else name or _WORDS)

    def _turn(self, text: str, move: str = "") -> Turn:
        at, moves = self.call.at, (MoveHeard(move, 1.0, 0, len(text)),) if move else ()
        turn = Turn(self._last + 1, "trainee", "", self.call.with_, text, at, at, moves)
        return replace(turn, message=self.recording)

    @property
    def _last(self) -> int:
        return len(self.transcript.turns) - 1

    def _open(self, rule: Rule) -> list[Do]:
        """The actions of a rule that can be taken now, the best first."""
        worth = dict(rule.choose or {})
        if rule.order is not None:
            worth = {do: rule.points for do in rule.order.first if do in ACTIONS}
        able: dict[str, Do] = {"hang_up": "hang_up"}
        if (zero := self.call.keys().get("0")) and zero.operator:
            able["press_zero"] = "press_zero"
        if self.call.with_ == "voicemail" and not self.recording:
            able["leave_message"] = "leave_message"
        best = sorted((do for do in worth if do in able and worth[do] > 0), key=lambda do: -worth[do])
        return [able[do] for do in best]

    def _message(self, do: Do) -> Turn | None:
        return replace(self._turn(_WORDS, "state_purpose"), message=True) if do == "leave_message" else None

    def _better_unsaid(self) -> bool:
        """Whether a message would be left by speaking now, where the author would rather have something else done."""
        if not self.recording:
            return False
        speaks = self._with(replace(self._turn(_WORDS, "state_purpose"), message=True), None)
        for rule in (r for r in self.rules if r.choose):
            others = [self._with(None, Done(self._last, do, self.call.at)) for do in self._open(rule)]
            if any(self._points(rule, other) > self._points(rule, speaks) for other in others):
                return True
        return False

    # -- what it would be worth ----------------------------------------------------------------------------------------

    def earns(self, what: _Try) -> bool:
        """Whether the rule would give more for it, and no other rule of the author less."""
        after = self._with(what.said, what.done)
        if self._points(what.rule, after) <= self.before[what.rule.id]:
            return False
        return all(self._points(r, after) >= self.before[r.id] for r in self.rules)

    def _points(self, rule: Rule, reading: Reading) -> float:
        return judge(rule, self.playbook, reading).points

    def _with(self, said: Turn | None, done: Done | None) -> Reading:
        """The call as it would be with that turn said, or that action taken."""
        now = self.transcript
        turns = (*now.turns, said) if said else now.turns
        return Reading(replace(now, turns=turns, actions=(*now.actions, done) if done else now.actions))
