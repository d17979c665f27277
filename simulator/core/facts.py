"""The facts of a call: what conditions in playbooks and scenarios may ask.

Rule: every fact has a default, a closed set of values and one sentence that says what it means. A fact that a
scenario does not name stands at its default. `with` changes inside a call, so each turn carries it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

With = Literal["receptionist", "assistant", "coworker", "voicemail", "prospect"]
"""Who is being spoken to."""

CONTEXTS: dict[str, str] = {
    "receptionist": "R",
    "assistant": "R",
    "coworker": "R",
    "voicemail": "V",
    "prospect": "C",
}
"""The letter by which the catalogue of moves names who may hear a move."""

CalleeAct = Literal[
    "asked_who",
    "asked_what",
    "asked_expected",
    "said_in_meeting",
    "said_away",
    "said_available_at",
    "has_none",
    "offered_cell",
    "only_way",
    "cannot_talk",
    "can_talk",
    "transferred",
    "picked_up_voicemail",
    "greeting_offers_cell",
    "greeting_urgent_only",
]
"""What a callee's line does, apart from `refused:MOVE`, which names the move that it refuses."""

Do = Literal["press_key", "press_zero", "leave_message", "hang_up", "dial_cell", "dial_desk", "not_dial", "call_at"]
"""Actions on the line. `press_zero` is the operator key, wherever the box has it."""


def game_time(value: object) -> object:
    """The game's date and time as people write it: `2026-11-24 11:50`. Refuses what YAML may have made of it."""
    if value is None or isinstance(value, datetime):
        return value
    if isinstance(value, str):
        try:
            return datetime.fromisoformat(value.strip())
        except ValueError:
            pass
    raise ValueError(f"{value!r} is no date and time; write it as 2026-11-24 11:50")


GameTime = Annotated[datetime, BeforeValidator(game_time)]


class Referral(BaseModel):
    """Who asked the trainee to call: a person inside the prospect's firm, or outside it."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    where: Literal["inside", "outside"] = "inside"


class Facts(BaseModel):
    """What is true of a call before it begins. Frozen: what changes during a call lives in its turns."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    with_: With = Field("receptionist", alias="with", description="who is being spoken to")
    on: Literal["desk", "cell"] = Field("desk", description="the line on which the prospect is reached")
    spoken_before: bool = Field(False, description="the trainee and the prospect have spoken before")
    relationship: Literal["none", "good"] = Field("none", description="how well they know each other")
    referral: Referral | None = Field(None, description="who asked the trainee to call")
    calls_before: int = Field(0, ge=0, description="calls made to this prospect before this one")
    voicemail_first: bool = Field(
        False, description="the prospect's voicemail has just picked up, and the trainee came here from it"
    )
    messages_before: int = Field(0, ge=0, description="messages left for this prospect before this call")
    left_good_message: bool = Field(False, description="the last message said why, as always-leave-one asks")
    promised_at: GameTime | None = Field(None, description="when the trainee promised to call")
    promised_words: str = Field("", description="the words of that promise")
    now: GameTime | None = Field(None, description="the game's date and time of this call")
    cell_source: Literal["none", "greeting", "signature", "card", "receptionist", "prospect", "public"] = Field(
        "none", description="where the cell number came from"
    )
    cell_only_way: bool = Field(False, description="the desk says that the cell is the only way")
    cell_reserved: bool = Field(False, description="the greeting keeps the cell for urgent matters")
    cell_permission: Literal["none", "receptionist_ok", "prospect_ok"] = Field(
        "none", description="who gave leave to ring the cell"
    )
    errand: Literal["cold", "order_problem", "po_approved"] = Field("cold", description="why the trainee calls")
    moment: Literal["free", "driving", "shopping", "doctor", "hospital", "school", "meeting"] = Field(
        "free", description="what the prospect is in the middle of"
    )
    expected: bool = Field(False, description="the prospect really expects the call")
    world: str = Field("none", description="the playbook by whose claims the callee's world behaves")

    @property
    def dealt_before(self) -> bool:
        """Whether the two have really had to do with each other: they spoke, are on good terms, or the prospect gave
        leave to be rung."""
        return self.spoken_before or self.relationship == "good" or self.cell_permission == "prospect_ok"
