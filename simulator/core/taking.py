"""How each quantity of the speech is taken from the trainee's turns.

Rule: a function a quantity; it gives the value with the moment where it was taken, or the reason why there is none. A
value of which too little was said says so (`thin`), and the sound that stood in the way too (`shaky`).
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from simulator.core.events import Heard, Sound
from simulator.core.read_out import read_outs
from simulator.core.standing import LIVE
from simulator.core.turns import Turn


@dataclass(frozen=True, slots=True)
class Taken:
    """A value, where it was taken (`at` in ms), what stands behind it, and why it cannot be held against a band."""

    value: float
    turn: Turn
    at: int
    note: str = ""
    thin: str = ""


@dataclass(frozen=True, slots=True)
class Left:
    """Why a quantity has no value. `shaky`: the sound stood in the way, so that nothing can be said either way."""

    why: str
    shaky: bool = False


def not_spoken(turns: Sequence[Turn]) -> str:
    """Why nothing can be measured of these turns."""
    if any(h.typed for t in turns for h in t.utterances) or any(t.typed for t in turns):
        return "It was typed, not spoken."
    if any(t.utterances for t in turns):
        return "It was rehearsed by a plan, not spoken."
    if all(t.unclear for t in turns):
        return "No words could be made out."
    return "The transcript gives no times."


# -- time --------------------------------------------------------------------------------------------------------------


def spoken(turn: Turn) -> tuple[Heard, ...]:
    """The utterances of a turn that were made by voice and have their times."""
    return tuple(h for h in turn.utterances if not h.typed and h.began is not None and (h.sound or h.ended is not None))


def _began(heard: Heard) -> int:
    return heard.began if heard.began is not None else heard.at


def _ended(heard: Heard) -> int:
    """The last sound of an utterance; records from before it was kept have its voice and its pauses."""
    if heard.ended is not None:
        return max(_began(heard), heard.ended)
    return _began(heard) + max(0, heard.sound.speech_ms + sum(heard.sound.pauses_ms)) if heard.sound else _began(heard)


def _time(heard: Sequence[Heard]) -> int:
    """Milliseconds from the first sound to the last, pauses included."""
    return max(0, max(map(_ended, heard)) - min(map(_began, heard))) if heard else 0


def _spans(turns: Iterable[Turn]) -> list[tuple[Turn, tuple[Heard, ...]]]:
    return [(t, h) for t in turns if (h := spoken(t))]


def _sounds(turns: Iterable[Turn]) -> list[tuple[Sound, Heard, Turn]]:
    return [(h.sound, h, t) for t, heard in _spans(turns) for h in heard if h.sound]


def _middle(values: Sequence[float]) -> float:
    """The middle one of some values; the mean of the middle two."""
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(values) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _seconds(ms: float) -> str:
    return f"{ms / 1000:.1f} s"


# -- what was said, how long and how fast ------------------------------------------------------------------------------

# "Do you know", "I like it", "what kind of" are plain words: between commas only they fill.
_FILLERS = re.compile(
    r"\b(um+|uh+|erm*|hm+)\b|(?:^|(?<=[,.!?] ))(like|you know|i mean|sort of|kind of)(?=,)", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d]+(?:['’-][^\W\d]+)*|\d+|[%$£€]")
_FEWEST_WORDS = 30  # one "um" in ten words is no habit
_LEAST_MS = 4000
_SHORT = "Too little was said to judge it."


def count_words(text: str) -> int:
    """Words as they are spoken: a long number is said digit by digit, "2:30" and "20%" take two words."""
    return sum(len(w) if w.isdigit() and len(w) > 2 else 1 for w in _WORD.findall(text))


def length(turns: Sequence[Turn], call: Sequence[Turn]) -> Taken | Left:
    spans = _spans(_last_message(turns, call))
    if not spans:
        return Left("No words could be made out.", shaky=True)
    heard = [h for _, part in spans for h in part]
    return Taken(_time(heard) / 1000, spans[0][0], min(map(_began, heard)), _typed_too(turns))


def message_words(turns: Sequence[Turn], call: Sequence[Turn]) -> Taken | Left:
    """Counted only where no clock ran along: what has its seconds is measured by them, and not twice."""
    last = _last_message(turns, call)
    if any(map(spoken, last)):
        return Left("Its seconds were measured.")
    words = sum(count_words(t.text) for t in last)
    return Taken(words, last[0], last[0].start) if words else Left("No words could be made out.", shaky=True)


# "Twenty seconds left" and "are you still there?" fall into a message; what follows these is another one.
_BEGINS_AGAIN = re.compile(r"\b(?:beep|tone|erased|deleted|reached|leave (?:me |us )?an?)\b", re.IGNORECASE)


def _last_message(turns: Sequence[Turn], call: Sequence[Turn]) -> list[Turn]:
    """What the box kept last: the turns at the end between which nobody else spoke, and no box began anew."""
    between = {t.index: t for t in call if t.who == "other"}
    last: list[Turn] = []
    for turn in reversed(turns):
        gap = [between.get(i) for i in range(turn.index + 1, last[-1].index)] if last else []
        if any(t is None or t.with_ != "voicemail" or _BEGINS_AGAIN.search(t.text) for t in gap):
            break
        last.append(turn)
    return last[::-1]


def _typed_too(turns: Sequence[Turn]) -> str:
    return "what was typed is left out" if any(t.typed for t in turns) else ""


def pace(turns: Sequence[Turn], call: Sequence[Turn]) -> Taken | Left:
    spans = _spans(turns)
    ms = sum(_time(heard) for _, heard in spans)
    words = sum(count_words(h.text) for _, heard in spans for h in heard)
    if ms <= 0:
        return Left("The transcript gives no times.")
    thin = _SHORT if ms < _LEAST_MS or words < 10 else ""
    note = f"{words} words in {_seconds(ms)}"
    return Taken(words * 60_000 / ms, spans[0][0], _began(spans[0][1][0]), note, thin)


def fillers(turns: Sequence[Turn], call: Sequence[Turn]) -> Taken | Left:
    spans = _spans(turns)
    found = Counter(m[0].lower() for _, heard in spans for h in heard for m in _FILLERS.finditer(h.text))
    words = sum(count_words(h.text) for _, heard in spans for h in heard)
    if not words:
        return Left("No words could be made out.", shaky=True)
    each = ", ".join(f"“{word}” {n}" if n > 1 else f"“{word}”" for word, n in sorted(found.items()))
    thin = _SHORT if words < _FEWEST_WORDS else ""
    first = next((t for t, heard in spans if any(_FILLERS.search(h.text) for h in heard)), spans[0][0])
    return Taken(found.total() * 100 / words, first, first.start, each or "none heard", thin)


def longest_pause(turns: Sequence[Turn], call: Sequence[Turn]) -> Taken | Left:
    pauses: list[tuple[int, int, Turn]] = []
    sounds = _sounds(turns)
    if not sounds:
        return Left("Its sound was not measured.")
    for sound, heard, turn in sounds:
        moments = sound.pauses_at or (_began(heard),) * len(sound.pauses_ms)
        pauses += [(length, at, turn) for length, at in zip(sound.pauses_ms, moments, strict=False)]
    for turn, heards in _spans(turns):
        pairs = itertools.pairwise(heards)
        pauses += [(max(0, _began(b) - _ended(a)), _ended(a), turn) for a, b in pairs]
    long = [p for p in pauses if p[0] >= 250]
    longest = max(long, key=lambda p: (p[0], -p[1]), default=(0, _began(sounds[0][1]), sounds[0][2]))
    note = f"{len(long)} pause{'s' * (len(long) != 1)} of a quarter of a second or more"
    return Taken(longest[0] / 1000, longest[2], longest[1], note)


# -- giving and taking -------------------------------------------------------------------------------------------------


def _live(call: Sequence[Turn]) -> tuple[list[tuple[Turn, int, int]], list[tuple[Turn, int, int]]]:
    """(turn, begin, end) of what the trainee said to people, and of what they said."""
    mine = [(t, min(map(_began, h)), max(map(_ended, h))) for t, h in _spans(call) if t.with_ in LIVE]
    theirs = [(t, t.start, t.end) for t in call if t.who == "other" and t.with_ in LIVE and t.end > t.start]
    return [m for m in mine if m[0].who == "trainee"], theirs


def talk_share(turns: Sequence[Turn], call: Sequence[Turn]) -> Taken | Left:
    if any(t.typed for t in turns):
        return Left("Part of it was typed.")
    mine, theirs = _live(call)
    you, they = sum(e - b for _, b, e in mine), sum(e - b for _, b, e in theirs)
    if you + they <= 0 or not theirs or not mine:
        return Left("Only one side has its times.")
    # A pleasantry each way is no balance of talk.
    thin = _SHORT if you + they < 15_000 or len(mine) < 2 or len(theirs) < 2 else ""
    return Taken(you * 100 / (you + they), mine[0][0], mine[0][1], f"you {_seconds(you)}, they {_seconds(they)}", thin)


def monologue(turns: Sequence[Turn], call: Sequence[Turn]) -> Taken | Left:
    mine, _ = _live(turns)
    if not mine:
        return Left("The transcript gives no times.")
    turn, begin, end = max(mine, key=lambda m: (m[2] - m[1], -m[1]))
    return Taken((end - begin) / 1000, turn, begin)


_SILENCE_MS = 2000  # after which somebody asks whether you are still there


def _waited_for(asked: Turn, line: Turn) -> bool:
    """Whether somebody spoke again only because nobody had answered."""
    both = asked.who == line.who == "other" and asked.with_ == line.with_ in LIVE and not asked.cut
    return both and asked.end > asked.start and line.start - asked.end >= _SILENCE_MS


def delay(turns: Sequence[Turn], call: Sequence[Turn]) -> Taken | Left:
    """From the end of their line to the first sound of the answer. Breaking in is no answer after a delay; a line that
    only fills a silence ("hello, are you there?") does not end the wait."""
    before = {t.index: t for t in call}
    waits: list[tuple[int, Turn]] = []
    for turn, begin, _ in _live(turns)[0]:
        last = before.get(turn.index - 1)
        while last and (asked := before.get(last.index - 1)) and _waited_for(asked, last):
            last = asked
        if last and last.who == "other" and not last.cut and last.end > last.start:
            waits.append((max(0, begin - last.end), turn))
    if not waits:
        return Left("No line of theirs was answered by voice.")
    longest, turn = max(waits, key=lambda w: (w[0], -w[1].index))
    note = f"the middle of {len(waits)}; the longest {_seconds(longest)}" if len(waits) > 1 else ""
    return Taken(_middle([w for w, _ in waits]) / 1000, turn, turn.start, note)


# -- the call-back number ----------------------------------------------------------------------------------------------

NO_NUMBER = "No call-back number was heard."
_NO_TIMES = "The recogniser gave no times for its digits."


def _kept(turns: Sequence[Turn], call: Sequence[Turn]) -> Sequence[Turn]:
    return _last_message(turns, call) if turns and turns[0].message else turns


def _number(turns: Sequence[Turn], told: Callable[[int, int, int], float]) -> tuple[list[float], Turn, int] | Left:
    """A figure of each reading of the number that has times; where the number was first said."""
    for turn, heard in _spans(turns):
        if found := read_outs(heard):
            timed = [
                (r.digits, r.end - r.start, r.groups or 1, r.start) for r in found if r.start is not None and r.end
            ]
            if not timed:
                return Left(_NO_TIMES, shaky=True)
            return [told(digits, ms, groups) for digits, ms, groups, _ in timed], turn, timed[0][3]
    return Left(NO_NUMBER)


def number_pace(turns: Sequence[Turn], call: Sequence[Turn]) -> Taken | Left:
    """The slowest reading: whoever missed the first writes along with it."""
    found = _number(_kept(turns, call), lambda digits, ms, groups: digits * 1000 / ms)
    if isinstance(found, Left):
        return found
    values, turn, at = found
    return Taken(min(values), turn, at, "the slowest of its readings" if len(values) > 1 else "")


def number_groups(turns: Sequence[Turn], call: Sequence[Turn]) -> Taken | Left:
    found = _number(_kept(turns, call), lambda digits, ms, groups: float(groups))
    if isinstance(found, Left):
        return found
    values, turn, at = found
    return Taken(max(values), turn, at, "groups with a pause of a quarter of a second between them")


def number_times(turns: Sequence[Turn], call: Sequence[Turn]) -> Taken | Left:
    said = [(turn, found) for turn, heard in _spans(_kept(turns, call)) if (found := read_outs(heard))]
    if not said:
        return Left(NO_NUMBER)
    turn, first = said[0]
    return Taken(sum(len(found) for _, found in said), turn, first[0].start or turn.start)


# -- the voice ---------------------------------------------------------------------------------------------------------

_LEAST_VOICE_MS = 3000  # of voice: a melody needs a few phrases
_CLEAR_DB = 12.0  # the voice above the room; below, the pitch of the room is taken for the voice's
_NOISY = "It was too noisy around the voice."


def _heard_well(sounds: Sequence[tuple[Sound, Heard, Turn]]) -> Left | None:
    """Why these sounds cannot be trusted; None where they can."""
    if not sounds:
        return Left("Its sound was not measured.")
    if sum(s.speech_ms for s, _, _ in sounds) < _LEAST_VOICE_MS:
        return Left("Too little was said to tell.", shaky=True)
    margins = [s.loudness_db - s.noise_db for s, _, _ in sounds if s.loudness_db is not None and s.noise_db is not None]
    return Left(_NOISY, shaky=True) if margins and _middle(margins) < _CLEAR_DB else None


def pitch(turns: Sequence[Turn], call: Sequence[Turn]) -> Taken | Left:
    sounds = _sounds(turns)
    if wrong := _heard_well(sounds):
        return wrong
    ranges = [(s.pitch_range, s.speech_ms, t, h) for s, h, t in sounds if s.pitch_range is not None]
    whole = sum(ms for _, ms, _, _ in ranges)
    if whole < _LEAST_VOICE_MS:
        return Left("No pitch could be told.", shaky=True)
    value = math.fsum(r * ms for r, ms, _, _ in ranges) / whole
    return Taken(value, ranges[0][2], _began(ranges[0][3]))


def loudness(turns: Sequence[Turn], call: Sequence[Turn]) -> Taken | Left:
    """A message against the same voice, on the same microphone, speaking to people on this call."""
    mine = _sounds(turns)
    live = _sounds(t for t in call if t.who == "trainee" and t.with_ in LIVE)
    if wrong := _heard_well(mine):
        return wrong
    if not live:
        return Left("Nobody was spoken to on this call whom the message could be compared with.")
    if wrong := _heard_well(live):
        return wrong
    one, other = _level(mine), _level(live)
    if one is None or other is None:
        return Left("Its loudness was not measured.")
    return Taken(one - other, mine[0][2], _began(mine[0][1]), "against your voice when you spoke to people")


def _level(sounds: Iterable[tuple[Sound, Heard, Turn]]) -> float | None:
    """The mean power of voiced sound, in dB."""
    pairs = [(s.loudness_db, s.speech_ms) for s, _, _ in sounds if s.loudness_db is not None and s.speech_ms > 0]
    whole = sum(ms for _, ms in pairs)
    power = math.fsum(10 ** (max(-120.0, min(20.0, db)) / 10) * ms for db, ms in pairs)
    return 10 * math.log10(power / whole) if whole and power > 0 else None
