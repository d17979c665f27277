"""What the lobby offers beside the scenarios: today's drill, and the rows of calls.

Rule: both are worked out from the records, behind the window's back, and again whenever a call or an answer is new.
While that goes on, what stood before stands.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, wait
from datetime import datetime
from functools import cached_property

from simulator.core.campaigns import Campaign
from simulator.core.drills import Today, todays_drill
from simulator.core.progress import Progress, days_practised, streak
from simulator.drilling import Rehearsed, load_tries, rehearsed, tries_path, worths
from simulator.library import Library
from simulator.progress import History
from simulator.screen.agenda import DrillOffer
from simulator.settings import Settings
from simulator.understanding.meaning import Understanding


class Agenda:
    """`is_ready`: it was worked out once; `drill`: None where no plan holds a moment; `streak`: days
    practised in a row; `speaks`: by scenario and
    playbook, on which part of its plans the author has anything to say."""

    def __init__(
        self,
        library: Library,
        history: Callable[[], History],
        settings: Callable[[], Settings],
        after: Future[Understanding],
        today: Callable[[], datetime] = datetime.now,
    ) -> None:
        self._library, self._history, self._settings, self._after = library, history, settings, after
        self._today = today
        self.is_ready = False
        self.drill: DrillOffer | None = None
        self.campaigns: Sequence[Campaign] = ()
        self.streak = 0
        self.speaks: Mapping[str, Mapping[str, float]] = {}
        self._worker: threading.Thread | None = None
        self._stale = False

    def begin(self) -> None:
        """Work it out anew; who asks while that is going on is served after it."""
        self._stale = True
        if self._worker is None or not self._worker.is_alive():
            self._worker = threading.Thread(target=self._work, name="agenda", daemon=True)
            self._worker.start()

    def wait(self) -> None:
        """Until it is worked out."""
        while self._worker is not None and self._worker.is_alive():
            self._worker.join()

    def today(self) -> Today | None:
        """Today's drill, here and now: what is on record, and what was answered until this moment."""
        progress = self._history().progress
        calls = [a.verdicts for a in progress.attempts if not a.cut_short] if progress else []
        tries = load_tries(tries_path())
        return todays_drill(self._rehearsed.moments, tries, calls, worths(self._library), self._today().date())

    def _read(self, progress: Progress) -> None:
        self.campaigns = progress.campaigns
        self.streak = streak(days_practised(progress.attempts), progress.today)

    def _work(self) -> None:
        wait([self._after])  # the first picture and the models come first
        while self._stale:
            self._stale = False
            history, settings = self._history(), self._settings()
            history.wait()
            history.begin(settings.trainee, settings.clock)
            history.wait()
            self._read(history.progress or Progress())
            self.drill = self._offer(self.today())
            self.speaks = self._rehearsed.speaks
            self.is_ready = True

    @cached_property
    def _rehearsed(self) -> Rehearsed:
        return rehearsed(self._library)

    def _offer(self, today: Today | None) -> DrillOffer | None:
        if today is None:
            return None
        first = today.moments[0]
        book = self._library.playbooks[first.playbook]
        rule = next(rule for rule in book.rules if rule.id == first.rule)
        return DrillOffer(today, rule.title, book.author)
