"""What the trainee types on the line: when it is too early for it, and where it stays to be seen.

Rule: nothing is typed to nobody. A line that would reach no one stays in its field; one that was sent stands beside the
name of whoever answers it.
"""

from __future__ import annotations

from simulator.core.call import Call
from simulator.core.state import Phase
from simulator.core.turns import YOU, Caption
from simulator.screen.canvas import Box, Canvas

NOT_YET = "They have not picked up yet."
NO_TAPE = "The tape is not running yet: wait for the beep."
_BETWEEN = 24.0
_LEAST = 120.0
MOST = 300
"""Letters of a line that are ever tried: more fit in no window."""


def too_early(call: Call) -> str:
    """Why words typed now would reach nobody, although somebody will listen soon; "" where they may be sent."""
    state = call.state
    if state.phase in (Phase.DIALLING, Phase.RINGING):
        return NOT_YET
    if state.phase is Phase.BEEP:
        return NO_TAPE
    leads = state.speaking.go if state.phase is Phase.GREETING and state.speaking is not None else ""
    return NO_TAPE if leads and call.scenario.moments[leads].phase == "recording" else ""


def put_typed(c: Canvas, call: Call, caption: Caption | None, box: Box) -> None:
    """The words that were typed last, small, on the line of the speaker's name in that caption; not while they are the
    caption themselves."""
    mine = next((turn for turn in reversed(call.state.turns) if turn.who == "trainee"), None)
    if mine is None or not mine.typed or caption is None or caption.who == YOU:
        return
    if mine.with_ == "voicemail" and call.with_ != "voicemail":
        return  # it was said to the tape, not to whoever speaks now
    name = c.measure(caption.who, "lamp_on") if caption.who else 0.0
    x = box.x + (name + _BETWEEN if name else 0.0)
    if box.right - x >= _LEAST:
        said = mine.utterances[-1].text if mine.utterances else mine.text
        c.text(_shortened(c, f"You: {said}", box.right - x), "small", "ink2", x, box.y, line=20)


def _shortened(c: Canvas, words: str, width: float) -> str:
    """The beginning of it that fits."""
    if c.measure(words, "small") <= width:
        return words
    low, high = 0, min(len(words), MOST)
    while low < high:
        half = (low + high + 1) // 2
        low, high = (half, high) if c.measure(f"{words[:half]}…", "small") <= width else (low, half - 1)
    return f"{words[:low].rstrip()}…"
