"""The calls that are over: judged as the scorecard shows them, opened again, and what they left for the lobby.

Rule: everything here is read from records; nothing is asked of a running call but what it left. The records are the
truth, so what is remembered here (best results, promises) is only ever a count over them. A second try and a call that
was cut short are no best result.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path

from simulator.call_file import CallFile, KeptSound
from simulator.call_sound import levels_of_call
from simulator.core.call import Call
from simulator.core.levels import Levels
from simulator.core.measures import Measured
from simulator.core.record import Header, Record, replay
from simulator.core.retry import told
from simulator.core.scenario import Scenario
from simulator.core.scorecard import Disagreement, Scorecard
from simulator.core.turns import Transcript
from simulator.core.ways import promise_told
from simulator.core.yaml_text import BadFile
from simulator.diary import last_call, to_be_kept
from simulator.library import Library
from simulator.progress import REST_S, History
from simulator.records import file_name, left_over, load_record, records_folder, settle
from simulator.results import results
from simulator.retrying import Comparison, comparison, family, moments, two_calls
from simulator.screen.game import CannotOpen, CutShort
from simulator.settings import Settings
from simulator.suite import judge


@dataclass(frozen=True, slots=True)
class Debriefed:
    """A call that is over, judged, as the scorecard shows it. `record`: where it lies; None where it is on no disk.
    `can_retry`: the turns at which it can be taken up again, with the ms at which it then goes on; `retry`: what
    it is a second try of, in words, or ""; `fork`: the ms at which it parts from that, 0 in a first try; `tries`:
    how many calls on record come from the same first one, it among them; `file`: what lies beside its record."""

    title: str
    difficulty: str
    transcript: Transcript
    scorecards: dict[str, Scorecard]
    disagreements: Sequence[Disagreement]
    levels: Levels = field(default_factory=Levels)
    marked_unsaved: str = ""
    measures: Sequence[Measured] = ()
    record: Path | None = None
    can_retry: Mapping[int, int] = field(default_factory=dict)
    retry: str = ""
    fork: int = 0
    tries: int = 1
    file: CallFile | None = None


class CallsOver:
    """The calls on record, as the window knows them. `settings` gives those that hold now; `ready`: opens the
    loudspeaker, and says whether there is one; `today`: the wall's clock."""

    def __init__(
        self,
        library: Library,
        settings: Callable[[], Settings],
        ready: Callable[[], bool],
        today: Callable[[], datetime] = datetime.now,
    ) -> None:
        self.library, self._settings, self._ready, self._today = library, settings, ready, today
        self._bests: dict[str, dict[str, int]] = {}
        self._promises: dict[str, str] = {}
        self._looker: threading.Thread | None = None

    # -- what they left for the lobby ----------------------------------------------------------------------------------

    def best(self, scenario: str) -> Mapping[str, int]:
        """The best total so far with each author."""
        return self._bests.get(scenario, {})

    def promise(self, scenario: str) -> str:
        """What stands promised to the scenario's prospect, in words; "" where nothing does."""
        return self._promises.get(scenario, "")

    def begin(self) -> None:
        """Look back at the calls so far, behind the window's back."""
        self._looker = threading.Thread(target=self._look_back, name="best results", daemon=True)
        self._looker.start()

    def wait(self) -> None:
        """Until that is done."""
        if self._looker is not None:
            self._looker.join()

    def forget(self) -> None:
        """The calls are gone: their results and promises too."""
        self._bests, self._promises = {}, {}

    def _look_back(self) -> None:
        for scenario in self.library.shelf.read.values():
            self._look_ahead(scenario)
        rows = results(self.library, told=lambda done, of: time.sleep(REST_S)).rows
        self._count((row.scenario, row.totals) for row in rows if row.ended and not row.retry_of)

    def _count(self, totals: Iterable[tuple[str, Mapping[str, int | None]]]) -> None:
        """These totals of calls, each with its scenario, may be best ones."""
        bests = {scenario: dict(best) for scenario, best in self._bests.items()}
        for scenario, by_author in totals:
            best = bests.setdefault(scenario, {})
            for author, total in by_author.items():
                if total is not None:
                    best[author] = max(best.get(author, 0), total)
        self._bests = bests  # whole or not at all: the window reads it meanwhile

    def _look_ahead(self, scenario: Scenario) -> None:
        """What is promised to a scenario's prospect, for the lobby."""
        promise = to_be_kept(last_call(scenario.id, self._settings().trainee, self.library.move_ids))
        whom = scenario.prospect.name if promise and promise.to == scenario.prospect.name else ""
        told = promise_told(promise, whom) if promise else ""
        self._promises = {**self._promises, scenario.id: told}

    # -- judged --------------------------------------------------------------------------------------------------------

    def add(self, call: Call, header: Header, record: Path | None, levels: Levels, unsaved: str) -> Debriefed:
        """A call has just ended, and its record is closed: five authors say what they think, and it counts, unless it
        is a second try."""
        debriefed = self._with_tries(self._debrief(call, record, levels, unsaved), header)
        if header.retry_of:
            return debriefed
        self._look_ahead(call.scenario)
        totals = {author: card.total for author, card in debriefed.scorecards.items()}
        self._count([(call.scenario.id, totals)])
        return debriefed

    def _debrief(self, call: Call, record: Path | None, levels: Levels | None = None, unsaved: str = "") -> Debriefed:
        judged = judge(call.transcript(), self.library.playbooks.values())
        return Debriefed(
            call.scenario.title,
            call.difficulty,
            judged.transcript,
            {card.playbook: card for card in judged.scorecards},
            judged.disagreements,
            levels or Levels(),
            unsaved,
            judged.measures,
            record,
        )

    def _with_tries(self, debriefed: Debriefed, header: Header) -> Debriefed:
        """With what it is a second try of, and the turns at which it can be tried again."""
        path = debriefed.record
        if path is None:
            return replace(debriefed, retry=told(header))
        return replace(
            debriefed,
            retry=told(header),
            fork=header.retry_at if header.retry_of else 0,
            can_retry=moments(self.library, path),
            tries=len(family(path)),
            levels=levels_of_call(path),
            file=self._file(debriefed, path),
        )

    def _file(self, debriefed: Debriefed, path: Path) -> CallFile:
        """What lies beside the record."""
        mine = [turn for turn in debriefed.transcript.turns if turn.who == "trainee"]
        typed = bool(mine) and all(turn.typed for turn in mine)
        sound = KeptSound(path, self._ready, lambda: self._settings().keep_sound, typed)
        cards, who = tuple(debriefed.scorecards.values()), self._settings().trainee
        return CallFile(self.library, path, debriefed.transcript, cards, sound, who)

    # -- opened again --------------------------------------------------------------------------------------------------

    @property
    def cut_short(self) -> CutShort | None:
        """The newest call that a crash cut short, if there is one that can be read."""
        for path in left_over():
            try:
                record = load_record(path)
            except BadFile:
                continue
            return CutShort(self._told(record), lambda p=path: self._reopen(p), lambda p=path: self._leave(p))  # type: ignore[misc]
        return None

    def _told(self, record: Record) -> str:
        header, said = record.header, sum(type(e).__name__ == "Heard" for e in record.events)
        shelf = self.library.shelf.read
        title = shelf[header.scenario].title if header.scenario in shelf else header.scenario
        spoken = {0: "You had not spoken yet", 1: "You had spoken once"}.get(said, f"You had spoken {said} times")
        return f"{title} ({header.difficulty}), begun {header.started.replace('T', ' at ')[:19]}. {spoken}."

    def _reopen(self, path: Path) -> Debriefed:
        self._opened(path)  # one that cannot be read stays where it is
        return self._opened(self._settled(path))

    def _leave(self, path: Path) -> None:
        """Nobody wants to open it now."""
        self._settled(path)

    def _settled(self, path: Path) -> Path:
        """A call cut short is an ordinary record from here on, so that what was promised in it stands in the lobby."""
        settled = settle(path)
        for scenario in self.library.shelf.read.values():
            if file_name(scenario.id) in settled.name:
                self._look_ahead(scenario)
        return settled

    def _opened(self, path: Path) -> Debriefed:
        try:
            record = load_record(path)
            call, _ = replay(record, self.library.move_ids)
        except BadFile as wrong:
            raise CannotOpen(str(wrong)) from None
        return self._with_tries(self._debrief(call, path), record.header)

    def compared(self, record: Path, left: str = "", right: str = "") -> Comparison:
        """The tries of a call on record: two that are named, or it and the one it comes from. Raises CannotOpen."""
        try:
            return comparison(self.library, record, left, right)
        except BadFile as wrong:
            raise CannotOpen(str(wrong)) from None

    def two_calls(self, one: str, other: str) -> Comparison:
        """Any two calls of one scenario on record, by their names. Raises CannotOpen."""
        try:
            return two_calls(self.library, tuple(records_folder() / f"{name}.jsonl" for name in (one, other)))  # type: ignore[arg-type]
        except BadFile as wrong:
            raise CannotOpen(str(wrong)) from None

    @cached_property
    def history(self) -> History:
        """The calls on record, for the progress screen."""
        return History(self.library, today=self._today)

    def read_history(self) -> None:
        """Read them anew, behind the window's back."""
        self.history.begin(self._settings().trainee, self._settings().clock)

    def old_call(self, record: str) -> Debriefed:
        """A call on record, judged. Raises CannotOpen."""
        return self._opened(records_folder() / f"{record}.jsonl")
