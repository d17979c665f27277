"""Where a call stands at each chance to speak or to act: what the conditions of a playbook are asked of.

Rule: a standing knows only what had happened before it. So an answer can be told from what was said unasked, and
nothing is judged by what nobody could know yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from simulator.core.facts import Do, Facts, With
from simulator.core.turns import Done, Transcript, Turn

FELT: frozenset[str] = frozenset(
    {
        "pitch",
        "push_for_meeting",
        "dodge_question",
        "deceive",
        "pressure",
        "guilt_trip",
        "fake_urgency",
        "plead",
        "repeat_refused_ask",
        "keep_talking",
    }
)
"""Moves that everybody discourages: felt however much is said around them, and no reason to have rung."""
LIVE: frozenset[str] = frozenset({"receptionist", "assistant", "coworker", "prospect"})
DIALS: frozenset[str] = frozenset({"dial_cell", "dial_desk", "not_dial"})
BRINGS_SOMEBODY: frozenset[str] = frozenset({"dial_cell", "dial_desk", "press_zero"})
_FILLERS = frozenset({"um", "uh", "er", "erm", "ah", "oh", "hm", "hmm", "mm", "well", "so", "like"})


def says_something(turn: Turn) -> bool:
    """Whether somebody really spoke: words that are more than fillers, or words that could not be made out."""
    return turn.unclear or any(w.lower() not in _FILLERS for w in re.findall(r"\w+", turn.text))


def only_keys(turn: Turn) -> bool:
    """Whether the words are keys of a telephone and no more: a zero that was typed as text is no message."""
    return not turn.unclear and re.fullmatch(r"[\d*#\s]*[\d*#][\d*#\s]*", turn.text) is not None


def tells_something(turn: Turn) -> bool:
    """Whether the words surely did anything but harm: a row of catchwords does not. Benefit of the doubt where the
    words could not be made out."""
    if turn.unclear or turn.understood.call_at or turn.understood.phone:
        return turn.unclear or says_something(turn)
    return says_something(turn) and any(m.sure and m.move not in FELT for m in turn.moves)


@dataclass(frozen=True, slots=True)
class Standing:
    """What is so at one point of a call. `acts` and `made` so far, `fresh` the acts since the trainee last spoke,
    `done` the actions so far, `reached` whom the call has reached, `message` whether a box records these very words,
    `replies` how often whom the trainee speaks with has answered so far, `kept` how often since they said that they
    cannot talk."""

    facts: Facts
    with_: With
    on: Literal["desk", "cell"]
    message: bool = False
    acts: frozenset[str] = frozenset()
    fresh: frozenset[str] = frozenset()
    made: frozenset[str] = frozenset()
    done: frozenset[str] = frozenset()
    reached: frozenset[str] = frozenset()
    replies: int = 0
    kept: int = 0


@dataclass(frozen=True, slots=True)
class Said:
    """A turn of the trainee and where the call stood when it began."""

    turn: Turn
    standing: Standing


@dataclass(frozen=True, slots=True)
class Acted:
    """An action on the line, where the call stood (the action itself done), and the message, where it left one."""

    done: Done
    standing: Standing
    words: Turn | None = None


class Reading:
    """A transcript read once, for all rules of all playbooks."""

    def __init__(self, transcript: Transcript) -> None:
        self.facts = transcript.facts
        self.names = transcript.names
        self.turns = transcript.turns
        self.untimed = transcript.untimed
        self._callee_ended = transcript.ended in ("hung_up_on", "cut_short")
        boxed = (t for t in self.turns if t.message and t.who == "trainee")
        self.messages = [t for t in boxed if says_something(t) and not only_keys(t)]
        self._actions = self._settled(transcript.actions)
        self.said: list[Said] = []
        self.chances: list[Standing] = []
        self.end = self._walk()

    @cached_property
    def acted(self) -> tuple[Acted, ...]:
        """The actions in order, each with its standing."""
        return tuple(self._act(d) for d in self._actions)

    def somebody_was_spoken_to(self, action: Done) -> bool:
        """False where an action brought a living person to the line and the trainee then told them nothing."""
        after = [t for t in self.turns if t.index > action.after_turn and t.with_ in LIVE]
        spoke = any(t.who == "trainee" and tells_something(t) for t in after)
        return spoke or not any(t.who == "other" for t in after)

    def is_excused(self, move: str) -> bool:
        """Whether the call itself makes the move no fault: urgency is not false where an order is really in trouble,
        such news cannot wait and sets its own deadline, and who rings a customer about their order claims no
        acquaintance that is not theirs."""
        excused = {"fake_urgency", "deceive"} if self.facts.dealt_before else {"fake_urgency"}
        if self.facts.errand == "order_problem":
            excused |= {"keep_talking", "pressure"}
        return self.facts.errand != "cold" and move in excused

    def was_cut(self, turn: Turn) -> bool:
        """Whether somebody broke into these words, or rang off on them."""
        return turn.cut or (self._callee_ended and turn is self.turns[-1])

    def _settled(self, actions: Iterable[Done]) -> list[Done]:
        """The actions as they count: a call on the cell is a cell that was rung, words after the beep are a message,
        silence or mere keys after the beep are none, and the hang-up that ends a message is part of the message."""
        given = [a for a in actions if not (a.do == "leave_message" and not self.messages)]
        if self.messages and not any(a.do == "leave_message" for a in given):
            first = self.messages[0]
            given.append(Done(first.index - 1, "leave_message", first.start))
        if self.facts.on == "cell" and self.turns and not any(a.do in DIALS for a in given):
            given.append(Done(-1, "dial_cell", 0))
        given = [a for a in given if not (a.do == "hang_up" and self._ends_a_message(a))]
        return sorted(given, key=lambda a: a.after_turn)

    def _ends_a_message(self, hang_up: Done) -> bool:
        last = self._last_turn(hang_up.after_turn)
        left = any(t.index <= hang_up.after_turn for t in self.messages)
        return left and last is not None and last.with_ == "voicemail"

    def _last_turn(self, index: int) -> Turn | None:
        return next((t for t in reversed(self.turns) if t.index <= index), None)

    def _walk(self) -> Standing:
        """Goes through the call once; keeps a standing for each turn of the trainee and after each of the other's."""
        now = Standing(self.facts, self.facts.with_, self.facts.on)
        if self.facts.voicemail_first:
            now = replace(now, reached=frozenset({"voicemail"}))
        last = len(self.turns) - 1
        spoke_last: dict[With, str] = {}
        replies: dict[With, int] = {}
        could_not_talk: dict[With, int] = {}  # how often they had answered when they said so
        for position, turn in enumerate(self.turns):
            answers = replies.get(turn.with_, 0)
            kept = answers - could_not_talk.get(turn.with_, answers)
            now = replace(self._at(now, turn), replies=answers, kept=kept)
            if says_something(turn):
                if turn.who == "other" and spoke_last.get(turn.with_) == "trainee":
                    replies[turn.with_] = answers + 1
                spoke_last[turn.with_] = turn.who
            if "cannot_talk" in turn.acts:
                could_not_talk.setdefault(turn.with_, replies.get(turn.with_, 0))
            freed = frozenset({"cannot_talk"} if "can_talk" in turn.acts else ())
            if freed:
                could_not_talk.pop(turn.with_, None)
            if turn.who == "trainee":
                self.said.append(Said(turn, now))
                self.chances.append(now)
                made = now.made | {m.move for m in turn.moves if m.sure}
                now = replace(now, made=made, fresh=frozenset() if says_something(turn) else now.fresh)
                if made != self.chances[-1].made:
                    self.chances.append(now)  # what these words open, also where nobody answers them
            else:
                heard = frozenset(turn.acts)
                cut_off = position == last and self._callee_ended  # nobody can answer what rang off with it
                before, now = now, replace(now, acts=(now.acts - freed) | heard, fresh=now.fresh | heard)
                self.chances.append(before if cut_off else now)
        return self._with_actions(now, [a.do for a in self._actions])

    def _at(self, before: Standing, turn: Turn) -> Standing:
        message = turn.message and not only_keys(turn)
        now = replace(before, with_=turn.with_, message=message, reached=before.reached | {turn.with_})
        return self._with_actions(now, [a.do for a in self._actions if a.after_turn < turn.index])

    def _with_actions(self, now: Standing, done: list[Do]) -> Standing:
        dialled = [d for d in done if d in ("dial_cell", "dial_desk")]
        on: Literal["desk", "cell"] = self.facts.on
        if dialled:
            on = "cell" if dialled[-1] == "dial_cell" else "desk"
        return replace(now, on=on, done=frozenset(done))

    def _act(self, action: Done) -> Acted:
        earlier = [t for t in self.turns if t.index <= action.after_turn]
        heard = frozenset(act for t in earlier if t.who == "other" for act in t.acts)
        made = frozenset(m.move for t in earlier if t.who == "trainee" for m in t.moves if m.sure)
        reached = frozenset({"voicemail"} if self.facts.voicemail_first else ()) | {t.with_ for t in earlier}
        with_ = earlier[-1].with_ if earlier else self.facts.with_
        plain = Standing(self.facts, with_, self.facts.on, False, heard, frozenset(), made, frozenset(), reached)
        words = None
        if action.do == "leave_message":
            words = next((t for t in self.messages if t.index > action.after_turn), self.messages[0])
        before = [a.do for a in self._actions if a.after_turn <= action.after_turn]
        return Acted(action, self._with_actions(plain, before), words)
