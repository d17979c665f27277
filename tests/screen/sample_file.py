"""A call on disk as plain values: sound that stands where it was put, remarks, and pages that are counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from simulator.screen.after_call import Claim, Form


@dataclass
class SampleSoundOfCall:
    why_not: str = ""
    at: float | None = None
    paused: bool = False
    wrong: str = ""
    typed: bool = False
    begins: float = 0.0
    played: list[float] = field(default_factory=list)

    def silent(self, at: float) -> str:
        return "" if at >= self.begins else "There is no sound of this part."

    def play(self, from_ms: float) -> str:
        if not self.wrong:
            self.at, self.paused = from_ms, False
            self.played.append(from_ms)
        return self.wrong

    def pause(self) -> None:
        self.paused = not self.paused

    def stop(self) -> None:
        self.at, self.paused = None, False


@dataclass
class SampleFile:
    sound: SampleSoundOfCall = field(default_factory=SampleSoundOfCall)
    told: dict[str, list[str]] = field(default_factory=dict)
    disputed: dict[str, tuple[Claim, str]] = field(default_factory=dict)
    rulings: dict[str, str] = field(default_factory=dict)
    saved: list[Form] = field(default_factory=list)
    wrong: str = ""

    def remarks(self, rule: str) -> Sequence[str]:
        told = self.told.get(rule, [])
        if rule not in self.disputed:
            return told
        claim, note = self.disputed[rule]
        return [*told, f"Sam Reyes, 2026-11-24 12:04: {claim}. {note}"]

    def is_open(self, rule: str) -> bool:
        return rule in self.disputed

    def ruled(self, playbook: str) -> str:
        return self.rulings.get(playbook, "")

    def dispute(self, rule: str, claim: Claim, note: str) -> str:
        if not self.wrong:
            self.disputed[rule] = (claim, note)
        return self.wrong

    def take_back(self, rule: str) -> str:
        self.disputed.pop(rule)
        return ""

    def save(self, form: Form) -> tuple[str, str]:
        self.saved.append(form)
        return ("", self.wrong) if self.wrong else (f"/home/sam/Documents/Hit Zero/2026-11-24-switchboard.{form}", "")

    def text(self) -> str:
        return "The switchboard, as text."
