"""The shipped playbooks and their example calls, at hand for tests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from simulator import SCENARIOS
from simulator.core.moves import parse_catalogue
from simulator.core.playbook import Playbook, parse_playbook

CATALOGUE = parse_catalogue((SCENARIOS / "moves.yaml").read_text("utf-8"), "moves.yaml")
MOVES = CATALOGUE.ids
TEXTS: dict[str, str] = {p.stem: p.read_text("utf-8") for p in sorted((SCENARIOS / "playbooks").glob("*.yaml"))}
AUTHORS: tuple[Playbook, ...] = tuple(parse_playbook(text, f"{name}.yaml", MOVES) for name, text in TEXTS.items())
FIVE = ("always-leave-one", "ask-for-help", "cell-no", "cell-yes", "hit-zero")

EXAMPLES: list[tuple[str, dict[str, str], dict[str, Any]]] = [
    (f"{path.stem} {n}", example["shows"], example["call"])
    for path in sorted((Path(__file__).parent / "transcripts").glob("*.json"))
    for n, example in enumerate(json.loads(path.read_text("utf-8")))
]
"""Name, the verdicts that the call must give, and the call as JSON values."""


def author(id: str) -> Playbook:
    """The shipped playbook of that id."""
    return next(p for p in AUTHORS if p.id == id)
