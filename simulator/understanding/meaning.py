"""What an utterance means to the call: the moves it makes, the values in it, the names.

Rule: `understand` is the only door to this room. The same words in the same standing of the call mean the same.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from simulator import ASSETS, SCENARIOS
from simulator.core.events import NOTHING_UNDERSTOOD, MoveHeard, Understood
from simulator.core.facts import CONTEXTS, With
from simulator.core.moves import NO_MOVES, Catalogue, Move, parse_catalogue
from simulator.core.yaml_text import decode
from simulator.understanding.asides import asides
from simulator.understanding.clauses import stretches
from simulator.understanding.corrected import corrected
from simulator.understanding.names import known_names, wrong_names
from simulator.understanding.not_made import really_made
from simulator.understanding.overrule import Known, overruled
from simulator.understanding.own_moves import BACKGROUND, CERTAIN, OwnMoves, kept_folder
from simulator.understanding.own_names import posed_as
from simulator.understanding.phones import call_back_number, phones
from simulator.understanding.recogniser import FILES, Context, Recogniser, Said
from simulator.understanding.spans import spans
from simulator.understanding.times import spoken_times

PERHAPS = 0.35
"""From this probability up to a move's threshold nobody can tell: of such moves one in three was really made, and one
turn in ten holds one (measured on turns kept out of training)."""

ALONE = 0.05
"""What a move has to lie above its threshold where it is the only one of the utterance: small talk that merely sounds
like a move makes no other either. On turns kept out of training that costs .001 of macro-F1, and of the turns that make
no move one false alarm in seven becomes an "unclear"."""

STRETCH = 60  # words read at once. The model reads 120 tokens; of 100 words at once it misses 27 in 100 moves, so 11
LONGEST = 4000  # characters of an utterance that are read: more than anybody says in one breath, or in four minutes


@dataclass(frozen=True, slots=True)
class Meaning:
    """What was understood of one utterance: its moves (sure and unsure), times, digits and names; names said wrongly
    for the prospect's; names and firms given falsely as the speaker's own."""

    moves: tuple[MoveHeard, ...] = ()
    understood: Understood = NOTHING_UNDERSTOOD
    wrong_names: tuple[str, ...] = ()
    false_names: tuple[str, ...] = ()
    false_firms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recognised:
    """What the model alone makes of an utterance: the moves with their spans, and the probability of every move that
    the context knows."""

    moves: tuple[MoveHeard, ...]
    scores: dict[str, float]


class Understanding:
    """The recogniser of moves and the readers of times, numbers and names, loaded and ready."""

    def __init__(self, recogniser: Recogniser, catalogue: Catalogue, own: OwnMoves, background: Path) -> None:
        """`background`: the turns by which own moves are fitted."""
        self.catalogue = Catalogue({move.id: move for move in (*catalogue, *own.moves)}, own.moves.corrections)
        """The moves that are listened for: those that ship, then the trainer's own."""
        self.own = own
        self._recogniser, self._shipped, self._background = recogniser, catalogue, background
        self._thresholds = {move: float(t) for move, t in zip(recogniser.moves, recogniser.thresholds, strict=True)}
        self._beside: dict[tuple[Move, ...], Understanding] = {}
        self._fitting = threading.Lock()

    @classmethod
    def load(
        cls, folder: Path | None = None, own: Catalogue = NO_MOVES, digests: Mapping[str, str] = FILES
    ) -> Understanding:
        """Ready to understand, by the model in that folder (the shipped one if none), after a few tenths of a second.
        `own`: moves of the trainer's own; one never heard before takes up to two seconds once. `digests`: what the
        model's files must be.

        Raises ModelMissing where the model is not there, BadFile where the catalogue of moves is not right."""
        file, folder = SCENARIOS / "moves.yaml", folder or ASSETS / "moves"
        catalogue = parse_catalogue(decode(file.read_bytes(), file.name), file.name)
        recogniser = Recogniser.load(folder, digests)
        background = folder / BACKGROUND
        return cls(recogniser, catalogue, OwnMoves.fit(own, recogniser, background, kept_folder()), background)

    def beside(self, moves: Mapping[str, Move]) -> Understanding:
        """The same, listening for the moves of a scenario too. At once where there are none, or they were asked for
        before; else as long as it takes to fit them."""
        key = tuple(moves.values())
        if not key:
            return self
        with self._fitting:
            if key not in self._beside:
                own = self.own.with_others(self._fitted(Catalogue(dict(moves))))
                self._beside[key] = Understanding(self._recogniser, self._shipped, own, self._background)
            return self._beside[key]

    def taught(self, own: Catalogue) -> Understanding:
        """The same with these moves of the trainer's own and these corrections. At once, but where a move is new."""
        now = self.own.moves
        if own.corrections == now.corrections and [*own] == [*now]:
            return self
        known = [*own] == [*now]
        found = OwnMoves(own, self.own.heads) if known else self._fitted(own)
        return Understanding(self._recogniser, self._shipped, found, self._background)

    def _fitted(self, own: Catalogue) -> OwnMoves:
        return OwnMoves.fit(own, self._recogniser, self._background, kept_folder())

    def understand(self, said: str, *, heard: str, known: Known) -> Meaning:
        """What `said` means, in answer to `heard` (the other party's last line), where so much is known of the call."""
        said, context, names = said[:LONGEST], context_of(known.with_), known.names
        known = replace(known, told=f"{known.told[-LONGEST:]} {heard}")
        moves = overruled(said, self.recognise(said, heard=heard, context=context).moves, known)
        apart = [(p.start, p.end) for p in phones(said)]
        # "I'll never ring at three", "my colleague said, I'll ring at two", "most reps would ring at ten"
        apart += [(a.start, a.end) for a in asides(said) if a.kind in ("denied", "quoted", "others")]
        times = spoken_times(said, moves, heard=heard, now=known.now, apart=apart, open_times=known.open_times)
        if context == "V" and times.either:  # nobody asks on a tape which is meant: they wait for the first
            times = replace(times, at=min(times.either))
        made = {m.move for m in moves if m.sure}
        posed = posed_as(said, names, made, asked_who="asked_who" in known.asked)
        return Meaning(
            moves=tuple(sorted(moves, key=lambda m: (m.start, -m.probability))),
            understood=Understood(
                call_at=times.at,
                phone=call_back_number(said),
                names=known_names(said, names),
                roughly=times.roughly,
                either=times.either,
                impossible=times.impossible,
            ),
            wrong_names=wrong_names(said, names, to_prospect=context != "R"),
            false_names=posed.names,
            false_firms=posed.firms,
        )

    def recognise(self, said: str, *, heard: str, context: Context) -> Recognised:
        """The moves by the words alone, without what the game knows. Long speeches are read stretch by stretch."""
        said, heard = said[:LONGEST], heard[-LONGEST:]
        best, scores = self._read(said, heard, context)
        made = really_made(said, best.values(), lambda rest: self._read(rest, heard, context)[0])
        made = corrected(said, heard, self._surer_alone(made), self.catalogue, context)
        return Recognised(self._with_implied(made), scores)

    def _read(self, said: str, heard: str, context: Context) -> tuple[dict[str, MoveHeard], dict[str, float]]:
        """The moves as the model hears them, each where it is surest, and the probability of each."""
        best: dict[str, MoveHeard] = {}
        scores: dict[str, float] = {}
        for start, end in stretches(said, STRETCH):
            moves, found = self._stretch(Said(context, heard, said[start:end]))
            scores = {m: max(p, scores.get(m, 0.0)) for m, p in found.items()}
            for m in moves:
                if m.move not in best or m.probability > best[m.move].probability:
                    best[m.move] = replace(m, start=m.start + start, end=m.end + start)
        return best, scores

    def _stretch(self, turn: Said) -> tuple[list[MoveHeard], dict[str, float]]:
        """The moves of so many words as the model reads at once, and the probability of each that the context knows."""
        reading = self._recogniser.read(turn)
        whole = reading.probabilities
        names, thresholds = self._recogniser.moves, self._recogniser.thresholds
        made = [i for i, p in enumerate(whole) if p >= min(PERHAPS, thresholds[i])]
        shown = spans(self._recogniser, turn, made, whole)
        moves = [
            MoveHeard(names[i], round(float(whole[i]), 3), *shown[i], sure=bool(whole[i] >= thresholds[i]))
            for i in made
        ]
        scores = {names[i]: round(float(p), 4) for i, p in enumerate(whole) if p > 0}
        for id, chance, (start, end) in self.own.heard(turn, reading):
            scores[id] = round(chance, 4)
            if chance >= PERHAPS:
                moves.append(MoveHeard(id, round(chance, 3), start, end, sure=chance >= CERTAIN))
        return moves, scores

    def _surer_alone(self, made: Sequence[MoveHeard]) -> Sequence[MoveHeard]:
        """The same, but the only sure move of all is unclear where it is hardly sure."""
        sure = [m for m in made if m.sure]
        if len(sure) != 1 or sure[0].probability >= self._thresholds.get(sure[0].move, 0.0) + ALONE:
            return made
        return [replace(m, sure=False) for m in made]

    def _with_implied(self, moves: Sequence[MoveHeard]) -> tuple[MoveHeard, ...]:
        """The moves and those that are always made along with them, as sure and by the same words."""
        out = {m.move: m for m in moves}
        for move in moves:
            for other in self.catalogue[move.move].implies if move.sure else ():
                if other not in out or not out[other].sure:
                    out[other] = MoveHeard(other, move.probability, move.start, move.end)
        return tuple(out.values())


def context_of(with_: With) -> Context:
    """The letter of the catalogue for a listener."""
    return cast(Context, CONTEXTS[with_])
