"""The trainee's own way so far, worked out from the records behind the window's back.

Rule: the records are the truth; what is shown here is counted from them. Reading goes on in a thread of its own, which
rests between two records, because the window comes first; what cannot be read is named, and the rest is shown.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from simulator.core.campaigns import Campaign, campaigns
from simulator.core.progress import Attempt, Due, Progress, RuleName
from simulator.core.turns import Transcript
from simulator.diary import Appointment, Entry, calendar, entries, past_call
from simulator.library import Library
from simulator.records import records_folder
from simulator.results import Result, results

REST_S = 0.002


@dataclass(frozen=True, slots=True)
class _Made:
    """What a row needs of a call that was made; its record also holds the whole scenario, which is not kept."""

    case: str
    difficulty: str
    transcript: Transcript


class History:
    """What is on record. `progress`: as it was read last, None before the first time; `read` of `of`: how far a
    reading has come. `today`: the wall's clock."""

    def __init__(
        self,
        library: Library,
        folder: Path | None = None,
        memory: Path | None = None,
        today: Callable[[], datetime] = datetime.now,
    ) -> None:
        self._library, self._folder, self._memory, self._today = library, folder, memory, today
        self.progress: Progress | None = None
        self.read = self.of = 0
        self._reader: threading.Thread | None = None
        self._pasts: dict[str, _Made | None] = {}
        self._titles: dict[str, str] = {}

    def begin(self, trainee: str, clock: str) -> None:
        """Read the records anew, unless that is being done already."""
        if self._reader is None or not self._reader.is_alive():
            self.read = self.of = 0
            self._reader = threading.Thread(target=self.look, args=(trainee, clock), name="progress", daemon=True)
            self._reader.start()

    def wait(self) -> None:
        """Until the reading is over."""
        if self._reader is not None:
            self._reader.join()

    def look(self, trainee: str, clock: str) -> None:
        """Read the records, here and now."""
        found = results(self._library, self._folder, self._memory, self._told)
        rows = [row for row in found.rows if row.trainee == trainee]
        broken = [str(flaw) for trouble in found.troubles for flaw in trouble.flaws[:1]]
        pasts = [past for past in self._entries() if past.trainee == trainee]
        now = self._today()
        appointments = calendar(pasts, now if clock == "real" else None)
        self.progress = Progress(
            self._attempts(row for row in rows if not row.retry_of),
            tuple(self._due(a) for a in appointments),
            tuple(self._rules()),
            tuple(broken),
            now.date(),
            tuple(self._campaigns(pasts)),
            self._attempts(row for row in rows if row.retry_of),
        )

    def _attempts(self, rows: Iterable[Result]) -> tuple[Attempt, ...]:
        """The newest first."""
        return tuple(sorted((a for row in rows if (a := self._attempt(row))), key=lambda a: a.started, reverse=True))

    def _campaigns(self, pasts: list[Entry]) -> list[Campaign]:
        """The rows of calls of every scenario on the shelf, the most pressing first."""
        by_file, last = {past.file: past for past in pasts}, {past.scenario: past for past in pasts}
        found: list[Campaign] = []
        for name, scenario in self._library.shelf.read.items():
            row: list[Entry] = []
            at = last.get(name)
            while at is not None and at not in row:
                row.insert(0, at)
                at = by_file.get(at.after)
            made = [past for past in map(self._past, row) if past is not None]
            case, hard = (made[-1].case, made[-1].difficulty) if made else ("", "")
            books = self._library.playbooks.values()
            found += campaigns(scenario, [past.transcript for past in made], case, hard, books)
        return sorted(found, key=lambda c: (c.due is None, c.due or datetime.min, not c.made, -len(c.steps)))

    def _told(self, done: int, of: int) -> None:
        self.read, self.of = done, of
        time.sleep(REST_S)

    def _entries(self) -> Iterator[Entry]:
        """The calls as the calendar needs them, each read once and then remembered."""
        beside = self._memory.with_stem(f"{self._memory.stem}-calendar") if self._memory else None
        for past in entries(self._library.move_ids, self._folder, beside, lambda: time.sleep(REST_S)):
            self._titles[past.file.removesuffix(".jsonl")] = past.title
            yield past

    def _past(self, at: Entry) -> _Made | None:
        """A call of a row as it was. A finished record never changes, so each is replayed once a session."""
        if at.file not in self._pasts:
            past = past_call((self._folder or records_folder()) / at.file, self._library.move_ids)
            kept = _Made(past.header.case, past.header.difficulty, past.transcript) if past else None
            self._pasts[at.file] = kept
            time.sleep(REST_S)
        return self._pasts[at.file]

    def _attempt(self, row: Result) -> Attempt | None:
        """A call as it is listed; None where nobody knows when it was."""
        scenario = self._library.shelf.read.get(row.scenario)
        try:
            started = datetime.fromisoformat(row.started).replace(tzinfo=None)
        except ValueError:
            return None
        return Attempt(
            row.record,
            started,
            row.scenario,
            self._titles.get(row.record) or (scenario.title if scenario else row.scenario),
            row.difficulty,
            row.seconds,
            {**row.totals, **row.ruled},
            row.verdicts,
            scenario.situation if scenario else "",
            scenario is not None and row.difficulty in scenario.difficulty,
            row.marks,
            not row.ended,
            {"reached": True, "not reached": False}.get(row.goal),
        )

    def _rules(self) -> Iterator[RuleName]:
        for book in self._library.playbooks.values():
            for rule in book.rules:
                yield RuleName(rule.id, book.id, rule.title, rule.avoid is not None)

    def _due(self, a: Appointment) -> Due:
        past, scenario = a.past, self._library.shelf.read.get(a.past.scenario)
        firm = scenario.prospect.company if scenario else ""
        return Due(
            *(a.promise.due, a.promise.to, a.promise.words, a.state, past.scenario, past.difficulty, a.answered, firm)
        )
