"""The shipped playbooks and their example calls, at hand for tests, and small calls to judge."""

from __future__ import annotations

import json
from typing import Any

from simulator import SCENARIOS
from simulator.core.moves import parse_catalogue
from simulator.core.playbook import Playbook, parse_playbook
from simulator.core.scoring import Judgment, score, score_all
from simulator.core.transcripts import read_transcript
from simulator.core.turns import Transcript

CATALOGUE = parse_catalogue((SCENARIOS / "moves.yaml").read_text("utf-8"), "moves.yaml")
MOVES = CATALOGUE.ids
TEXTS: dict[str, str] = {p.stem: p.read_text("utf-8") for p in sorted((SCENARIOS / "playbooks").glob("*.yaml"))}
AUTHORS: tuple[Playbook, ...] = tuple(parse_playbook(text, f"{name}.yaml", MOVES) for name, text in TEXTS.items())
FIVE = ("always-leave-one", "ask-for-help", "cell-no", "cell-yes", "hit-zero")

EXAMPLES: list[tuple[str, dict[str, str], dict[str, Any]]] = [
    (f"{path.stem} {n}", example["shows"], example["call"])
    for path in sorted((SCENARIOS / "playbooks" / "examples").glob("*.json"))
    for n, example in enumerate(json.loads(path.read_text("utf-8")))
]
"""Name, the verdicts that the call must give, and the call as JSON values."""


def author(id: str) -> Playbook:
    """The shipped playbook of that id."""
    return next(p for p in AUTHORS if p.id == id)


BOX = {"who": "other", "text": "Please leave a message.", "acts": ["picked_up_voicemail"]}
DESK = {"who": "other", "text": "Harwick Foods, Marisol speaking.", "with": "receptionist"}


def call(facts: dict[str, Any], turns: list[dict[str, Any]], *actions: tuple[int, str], **more: Any) -> Transcript:
    """A call out of its turns, with its actions as (after which turn, what)."""
    done = [{"after_turn": after, "do": do} for after, do in actions]
    return read_transcript({"facts": facts, "turns": turns, "actions": done, **more})


def you(text: str, *moves: Any) -> dict[str, Any]:
    """A turn of the trainee."""
    return {"who": "trainee", "text": text, "moves": list(moves)}


def judged(transcript: Transcript, rule: str) -> Judgment:
    """What a shipped rule says of the call."""
    card = score(transcript, author(rule.split("/")[0]))
    return next(j for j in card.judgments if j.rule == rule)


def total(transcript: Transcript, playbook: str) -> int | None:
    """A shipped author's total."""
    return score(transcript, author(playbook)).total


def verdicts(transcript: Transcript) -> dict[str, str]:
    """The verdicts of all shipped rules."""
    return {j.rule: j.verdict for card in score_all(transcript, AUTHORS) for j in card.judgments}
