"""A call that is over, on its disk: its sound, what was remarked on it, and the pages that are saved of it.

Rule: the record and its verdicts are never touched; what is added lies beside them, and nothing is written over. What
goes wrong is told in one sentence, since a window has nothing else to do with it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from pathlib import Path

import platformdirs

from simulator.call_sound import sound_beside, stretches
from simulator.core.disputes import Reviews
from simulator.core.scorecard import Scorecard
from simulator.core.turns import Transcript
from simulator.core.yaml_text import BadFile
from simulator.disputes import Judged, dispute, take_back
from simulator.library import Library
from simulator.records import stem
from simulator.report import told
from simulator.report_file import report_of
from simulator.screen.after_call import Claim, Form
from simulator.speech.playback import CannotPlay, Part, Playback

ENDINGS: dict[Form, str] = {"page": ".html", "text": ".txt"}
NO_SOUND_HERE = "There is no sound of this part: it was typed, or was not kept when it was first said."


def saved_folder() -> Path:
    """Where saved pages go: among the person's own documents."""
    return platformdirs.user_documents_path() / "Hit Zero"


class KeptSound:
    """The sound of a call, heard again. `ready`: opens the loudspeaker; whether there is one. `asked`: whether sound is
    kept now; `typed`: the call was."""

    def __init__(self, record: Path, ready: Callable[[], bool], asked: Callable[[], bool], typed: bool) -> None:
        self._ready, self._asked, self._typed = ready, asked, typed
        self._parts = tuple(Part(sound_beside(each.record), each.from_ms) for each in stretches(record))
        self._playback = Playback([part for part in self._parts if part.path.is_file()])

    @property
    def typed(self) -> bool:
        """Whether nothing was ever to be heard."""
        return self._typed and not self._is_kept

    @property
    def _is_kept(self) -> bool:
        return any(part.path.is_file() for part in self._parts)

    @property
    def why_not(self) -> str:
        """Why nothing can be heard, "" where something can."""
        if self._is_kept:
            return ""
        if self._typed:
            return "You typed this call, so there is no sound of it."
        if self._asked():
            return "The sound of this call was not kept; that of your next ones will be."
        return "The sound of this call was not kept. You can switch that on: Settings, Privacy."

    def silent(self, at: float) -> str:
        """Why that moment cannot be heard although others can; "" where it can."""
        return "" if any(first <= at < last for first, last in self._heard_parts) else NO_SOUND_HERE

    @property
    def _heard_parts(self) -> list[tuple[float, float]]:
        """From when to when there is sound."""
        ends = [*(part.from_ms for part in self._parts[1:]), math.inf]
        return [(p.from_ms, end) for p, end in zip(self._parts, ends, strict=True) if p.path.is_file()]

    @property
    def at(self) -> float | None:
        """The moment that is heard now, in ms."""
        return self._playback.at

    @property
    def paused(self) -> bool:
        """Whether it is held."""
        return self._playback.paused

    def play(self, from_ms: float) -> str:
        """From that moment on, or from the next that has sound; "" or what went wrong."""
        begins = [max(first, from_ms) for first, last in self._heard_parts if from_ms < last]
        if not begins:
            return NO_SOUND_HERE
        if not self._ready():
            return "No loudspeaker could be opened. Choose one in the settings, under Sound."
        try:
            self._playback.play(begins[0])
        except CannotPlay as wrong:
            return str(wrong)
        return ""

    def pause(self) -> None:
        """Hold it, or let it go on."""
        self._playback.pause()

    def stop(self) -> None:
        """Silence."""
        self._playback.stop()


class CallFile:
    """One judged call on disk. `who`: in whose name disputes are made here."""

    def __init__(
        self,
        library: Library,
        record: Path,
        transcript: Transcript,
        cards: Sequence[Scorecard],
        sound: KeptSound,
        who: str,
    ) -> None:
        self.sound = sound
        self._library = library
        self._judged = Judged(record, transcript, tuple(cards), tuple(library.playbooks.values()))
        self._who = who or "The trainee"
        self._reviews: Reviews | None = None

    @property
    def reviews(self) -> Reviews:
        """What was remarked so far. What cannot be read counts as nothing here, and is told when something is added."""
        if self._reviews is None:
            try:
                self._reviews = self._judged.reviews
            except BadFile:
                self._reviews = Reviews({}, {})
        return self._reviews

    def remarks(self, rule: str) -> Sequence[str]:
        """Each remark on a rule's judgment in a sentence or two."""
        return [told(remark) for remark in self.reviews.of(rule).remarks]

    def is_open(self, rule: str) -> bool:
        """Whether a dispute waits for the trainer."""
        return self.reviews.of(rule).open is not None

    def ruled(self, playbook: str) -> str:
        """The total with the trainer's rulings, in words; "" where nothing was overruled."""
        if playbook not in self.reviews.totals:
            return ""
        ruled = self.reviews.totals[playbook]
        return f"{'Nothing' if ruled is None else ruled} with the trainer’s rulings"

    def dispute(self, rule: str, claim: Claim, note: str) -> str:
        """Keep it; "" or what went wrong."""
        return self._tried(lambda: dispute(self._judged, rule, claim, self._who, note))

    def take_back(self, rule: str) -> str:
        """Take it back; "" or what went wrong."""
        return self._tried(lambda: take_back(self._judged, rule, self._who))

    def _tried(self, act: Callable[[], object]) -> str:
        self._reviews = None
        try:
            act()
        except BadFile as wrong:
            return str(wrong)
        return ""

    # -- saved ---------------------------------------------------------------------------------------------------------

    def text(self) -> str:
        """The scorecard as plain text; what went wrong, where it cannot be made."""
        try:
            return report_of(self._library, self._judged.record, ENDINGS["text"])
        except BadFile as wrong:
            return str(wrong)

    def save(self, form: Form) -> tuple[str, str]:
        """A file of its own among the person's documents: where it is, or what went wrong."""
        folder, ending = saved_folder(), ENDINGS[form]
        try:
            text = report_of(self._library, self._judged.record, ending)
            folder.mkdir(parents=True, exist_ok=True)
            return str(_written(folder, stem(self._judged.record), ending, text)), ""
        except BadFile as wrong:
            return "", str(wrong)
        except OSError as wrong:
            says = f"It cannot be saved there ({wrong.strerror or type(wrong).__name__}: {folder})."
            return "", f"{says} Make room, or copy the text instead."


def _written(folder: Path, name: str, ending: str, text: str) -> Path:
    """A file that was not there before. Raises OSError."""
    for n in range(1, 1000):
        path = folder / f"{name}{f'-{n}' if n > 1 else ''}{ending}"
        try:
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
        except FileExistsError:
            continue
        return path
    raise FileExistsError(17, "a thousand pages of this call are there already")
