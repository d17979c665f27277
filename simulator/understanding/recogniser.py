"""The trained recogniser: what was just heard and what was said go in, a probability for each move comes out.

Rule: one turn in, one answer out, the same on every machine and in any company. The weights are int8 and their scale is
found per pass, so the probabilities that decide are always taken from a pass that holds this one turn alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Context = Literal["R", "V", "C"]
Floats = NDArray[np.float32]

FILES = {
    "moves-int8.onnx": "2db6687ebeb1c454cbd179ee5ecaee289fe05efb6ebb471eff313d4a06d74d7a",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
    "background.jsonl": "d3fb52cc1f0505b84230a1ef92278d5a7a59bddc6cc485dd369adc625c310c0f",
    "meta.json": "e47d7328e5e64a58debe41821893005e39c3041a1c18bff56c404de8f020a961",
}
"""The files of the model and the sha256 that each must have."""

_PLACES: dict[Context, str] = {"R": "reception", "V": "voicemail", "C": "prospect"}
_HEARD_TOKENS, _SAID_TOKENS = 40, 120  # as in training: the end of the other's line, the beginning of the trainee's
_BEGIN, _END = 101, 102  # the tokenizer's [CLS] and [SEP]
_CLEAR = 4.0  # the logit from which on a trait is hardly in doubt


class ModelMissing(RuntimeError):
    """The model of the moves is not there, or is not the file it should be. The text says how to get it."""


@dataclass(frozen=True, slots=True)
class Said:
    """One thing to be scored: the trainee's words, the line they answer, and who may hear them."""

    context: Context
    heard: str
    said: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model makes of one turn: a probability a move; from -1 to 1 each trait (what else it does: a trainer's
    own moves are told by these too); and of what was said, token by token, the vector that it holds in its context and
    the characters `[from, to]` where it stands. There is at least one token."""

    probabilities: Floats
    traits: Floats
    states: Floats
    places: tuple[tuple[int, int], ...]


class Recogniser:
    """The model in memory. Not thread-safe in meaning only: calls may come from any thread, one after the other."""

    def __init__(self, net: Any, tokenizer: Any, meta: dict[str, Any], version: str = "") -> None:
        self.version = version
        """The sha256 of the weights."""
        self.moves: tuple[str, ...] = tuple(meta["moves"])
        self.thresholds: Floats = np.array(meta["thresholds"], np.float32)
        """From which probability on a move counts as made: chosen in training, one a move."""
        self._net = net
        self._tokenizer = tokenizer
        self._temperature = float(meta["temperature"])
        self._allowed = {c: np.array([c in meta["contexts"][m] for m in self.moves]) for c in _PLACES}

    @classmethod
    def load(cls, folder: Path, digests: Mapping[str, str] = FILES) -> Recogniser:
        """The model of that folder, its files checked against their sha256 (a model in the making has `digests` of its
        own; "" asks nothing of a file). Raises ModelMissing."""
        checked = {name: _checked(folder / name, digest) for name, digest in digests.items()}
        paths = {name: path for name, (path, _) in checked.items()}
        import onnxruntime  # here, because it takes 0.1 s that a lobby need not wait for
        from tokenizers import Tokenizer

        onnxruntime.disable_telemetry_events()  # Windows asks for it here, the others in simulator/__init__.py
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        net = onnxruntime.InferenceSession(str(paths["moves-int8.onnx"]), options, providers=["CPUExecutionProvider"])
        tokenizer = Tokenizer.from_file(str(paths["tokenizer.json"]))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        version = checked["moves-int8.onnx"][1]
        return cls(net, tokenizer, json.loads(paths["meta.json"].read_text("utf-8")), version)

    def probabilities(self, turn: Said) -> Floats:
        """One probability (0 to 1) a move, in the order of `moves`; 0 where the context does not know the move."""
        result: Floats = self.probabilities_of([turn])[0]
        return result

    def probabilities_of(self, turns: Sequence[Said]) -> Floats:
        """The same for several in one pass, a row each. Rows touch one another a little: fit for comparing only."""
        rows = [self._row(turn) for turn in turns]
        width = max(len(before) + len(said) for before, said in rows)
        ids, types, mask = (np.zeros((len(rows), width), np.int64) for _ in range(3))
        for i, (before, said) in enumerate(rows):
            end = len(before) + len(said)
            ids[i, :end], types[i, len(before) : end], mask[i, :end] = before + said, 1, 1
        return self._probabilities(self._net.run(["logits"], {"ids": ids, "types": types, "mask": mask})[0], turns)

    def _probabilities(self, logits: Floats, turns: Sequence[Said]) -> Floats:
        allowed = np.stack([self._allowed[t.context] & bool(t.said.strip()) for t in turns])
        scored: Floats = (allowed / (1 + np.exp(-logits / self._temperature))).astype(np.float32)
        return scored

    def read(self, turn: Said) -> Reading:
        """All that the model can tell of one turn, in a pass of its own."""
        before, said = self._row(turn)
        ids, types, mask = before + said, [0] * len(before) + [1] * len(said), [1] * (len(before) + len(said))
        row = {"ids": np.array([ids]), "types": np.array([types]), "mask": np.array([mask])}
        wanted = ["logits", "traits", "states"]
        logits, traits, states = self._net.run(wanted, {k: v.astype(np.int64) for k, v in row.items()})
        places = tuple(self._tokenizer.encode(turn.said, add_special_tokens=False).offsets[:_SAID_TOKENS])
        last = len(ids) - bool(places)  # the closing mark says nothing of its own, unless it is all there is
        found = self._probabilities(logits, [turn])[0]
        traits = np.tanh(traits[0] / _CLEAR)
        return Reading(found, traits, states[0, len(before) : last], places or ((0, len(turn.said)),))

    def _row(self, turn: Said) -> tuple[list[int], list[int]]:
        heard = self._ids(f"{_PLACES[turn.context]}: {turn.heard}".strip())[-_HEARD_TOKENS:]
        return [_BEGIN, *heard, _END], [*self._ids(turn.said)[:_SAID_TOKENS], _END]

    def _ids(self, text: str) -> list[int]:
        ids: list[int] = self._tokenizer.encode(text, add_special_tokens=False).ids
        return ids


def _checked(path: Path, digest: str) -> tuple[Path, str]:
    """That path and its sha256, once its content is known to be the right one. Raises ModelMissing."""
    again = "install Hit Zero again (the model comes inside it), or restore assets/moves from the repository"
    try:
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        raise ModelMissing(f"{path} is missing, so moves cannot be recognised; {again}") from None
    except OSError as wrong:
        raise ModelMissing(f"{path} cannot be read ({wrong.strerror}); check its permissions, or {again}") from None
    if digest and found != digest:
        raise ModelMissing(f"{path} is not the file it should be (its sha256 begins with {found[:12]}); {again}")
    return path, found
