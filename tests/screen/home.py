"""A house with devices and kept calls, as plain values, and pages in front of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from simulator.screen.house import Kept


@dataclass
class SampleHouse:
    microphones: list[str] = field(default_factory=lambda: ["USB headset", "Built-in microphone"])
    loudspeakers: list[str] = field(default_factory=lambda: ["USB headset", "Built-in speakers"])
    calls: int = 14
    folder: str = "/home/sam/.local/share/hitzero/calls"
    wrong: str = ""
    made_ready: int = 0
    opened: int = 0
    told: list[str] = field(default_factory=list)
    answers: int = 0

    def tell(self, text: str) -> None:
        self.told.append(text)

    def ready_sound(self) -> None:
        self.made_ready += 1

    def kept(self) -> Kept:
        return Kept(self.folder, self.calls, self.calls * 21_300, self.wrong, answers=self.answers)

    def open_folder(self) -> str:
        self.opened += 1
        return ""

    def delete_calls(self) -> str:
        gone, self.calls, self.answers = self.calls, 0, 0
        return f"{gone} calls were deleted."
