"""The recogniser of moves as a network to be trained: a small BERT, and for every move a query of its own.

Rule: only training imports this file (extra `train`: torch). What runs in the game is the ONNX file that comes of it.
The encoder is all-MiniLM-L6-v2 (Apache-2.0); a move's logit is a linear reading of the mean of the said words plus a
reading of the words that the move's own query attends to, so that a move can hang on three words of fifty. Traits (what
else a turn does: complain, hesitate, name a price) are read in the same way; a trainer's own moves are told by them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import nn

_NAMES = {
    "attention.self.query": "query",
    "attention.self.key": "key",
    "attention.self.value": "value",
    "attention.output.dense": "mix",
    "attention.output.LayerNorm": "after_mix",
    "intermediate.dense": "widen",
    "output.dense": "narrow",
    "output.LayerNorm": "after_narrow",
}
_FAR = -1e4  # added to the attention on what is padding
MIDDLE = 4
"""The layer (of six) whose vectors stand beside the last one's: it knows more of what no move asks about."""


class Layer(nn.Module):
    """One layer of attention and one of widening, each with its residual."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value, self.mix = (nn.Linear(width, width) for _ in range(4))
        self.widen, self.narrow = nn.Linear(width, inner), nn.Linear(inner, width)
        self.after_mix, self.after_narrow = nn.LayerNorm(width, 1e-12), nn.LayerNorm(width, 1e-12)
        self.heads, self.dropout = heads, nn.Dropout(dropout)

    def forward(self, x: Any, bias: Any) -> Any:
        """(batch, length, width) -> the same; `bias` (batch, 1, 1, length) hides padding."""
        batch, length, width = x.shape

        def split(z: Any) -> Any:
            return z.view(batch, length, self.heads, width // self.heads).transpose(1, 2)

        query, key, value = split(self.query(x)), split(self.key(x)), split(self.value(x))
        share = torch.softmax(query @ key.transpose(-1, -2) * (width // self.heads) ** -0.5 + bias, -1)
        mixed = (self.dropout(share) @ value).transpose(1, 2).reshape(batch, length, width)
        x = self.after_mix(x + self.dropout(self.mix(mixed)))
        return self.after_narrow(x + self.dropout(self.narrow(nn.functional.gelu(self.widen(x)))))


class MoveNet(nn.Module):
    """The encoder with a reading for every move, then for every trait: `readings` in all. `folder` holds the encoder's
    config.json and model.safetensors."""

    def __init__(self, folder: Path, readings: int, dropout: float = 0.1) -> None:
        super().__init__()
        config = json.loads((folder / "config.json").read_text("utf-8"))
        width = config["hidden_size"]
        self.words = nn.Embedding(config["vocab_size"], width)
        self.places = nn.Embedding(config["max_position_embeddings"], width)
        self.parts = nn.Embedding(2, width)
        self.norm, self.dropout = nn.LayerNorm(width, 1e-12), nn.Dropout(dropout)
        heads, inner = config["num_attention_heads"], config["intermediate_size"]
        self.layers = nn.ModuleList(Layer(width, heads, inner, dropout) for _ in range(config["num_hidden_layers"]))
        self._take(load_file(folder / "model.safetensors"))
        self.reading = nn.Linear(width, readings)
        nn.init.normal_(self.reading.weight, std=0.02)
        nn.init.constant_(self.reading.bias, -2.0)
        self.looks_for = nn.Parameter(torch.randn(readings, width) * 0.02)
        self.finds = nn.Parameter(torch.randn(readings, width) * 0.02)

    def _take(self, weights: dict[str, Any]) -> None:
        """The published weights under our names."""
        weights = {name.removeprefix("bert."): value.float() for name, value in weights.items()}
        ours = {
            "words.weight": weights["embeddings.word_embeddings.weight"],
            "places.weight": weights["embeddings.position_embeddings.weight"],
            "parts.weight": weights["embeddings.token_type_embeddings.weight"],
        }
        for kind in ("weight", "bias"):
            ours[f"norm.{kind}"] = weights[f"embeddings.LayerNorm.{kind}"]
            for i in range(len(self.layers)):
                for theirs, name in _NAMES.items():
                    ours[f"layers.{i}.{name}.{kind}"] = weights[f"encoder.layer.{i}.{theirs}.{kind}"]
        self.load_state_dict(ours)

    def go_on_from(self, weights: dict[str, Any]) -> None:
        """The weights of an earlier training. What it had no reading for yet begins anew."""
        whole = self.state_dict()
        for name, value in weights.items():
            whole[name][: len(value)] = value
        self.load_state_dict(whole)

    def keep(self, readings: int) -> None:
        """Only the first so many readings from now on."""
        for whole, name in ((self.reading, "weight"), (self.reading, "bias"), (self, "looks_for"), (self, "finds")):
            setattr(whole, name, nn.Parameter(getattr(whole, name)[:readings].detach().clone()))

    def forward(self, ids: Any, types: Any, mask: Any) -> tuple[Any, Any]:
        """Token ids, parts (1: what was said) and mask, each (batch, length) -> a logit a reading, and the vectors of
        every token in the middle and in the end, one behind the other (a trainer's own moves are told by these)."""
        x = self.words(ids) + self.places(torch.arange(ids.shape[1], device=ids.device))[None] + self.parts(types)
        x = self.dropout(self.norm(x))
        bias = (1.0 - mask[:, None, None, :].float()) * _FAR
        after = []
        for layer in self.layers:
            x = layer(x, bias)
            after.append(x)
        said = (types * mask).float()
        mean = (x * said[..., None]).sum(1) / said.sum(1, keepdim=True)
        share = torch.softmax(x @ self.looks_for.t() + (1.0 - said[..., None]) * _FAR, 1)
        found = torch.einsum("btn,bth->bnh", share, self.dropout(x))
        logits = self.reading(self.dropout(mean)) + (found * self.finds).sum(-1)
        return logits, torch.cat([after[MIDDLE - 1], x], -1)


class Together(nn.Module):
    """Several networks as one: the mean of their logits of the moves, which are their first readings. They share the
    table of words, which training leaves as it was, so that two of them weigh little more than one. Traits and vectors
    are those of the first; the others forget their readings of traits."""

    def __init__(self, members: Sequence[MoveNet], moves: int) -> None:
        super().__init__()
        self.members, self.moves = nn.ModuleList(members), moves
        for member in members[1:]:
            member.words = members[0].words
            member.keep(moves)

    def forward(self, ids: Any, types: Any, mask: Any) -> tuple[Any, Any, Any]:
        """A logit a move, a logit a trait, and the vectors of the tokens."""
        said = [member(ids, types, mask) for member in self.members]
        first, states = said[0]
        moves = torch.stack([logits[:, : self.moves] for logits, _ in said]).mean(0)
        return moves, first[:, self.moves :], states
