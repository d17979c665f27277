"""Who is on the line: name, place, mood, the scene behind a cell, the reels of a voicemail box.

Rule: reads the call, and changes nothing of it.
"""

from __future__ import annotations

from simulator.core.call import Call
from simulator.core.state import Phase
from simulator.screen.canvas import Box, Canvas
from simulator.screen.widgets import avatar

MOODS = ("has had enough", "annoyed", "pressed", "polite", "warming up", "glad to help")
BOX_PHASES = frozenset({Phase.GREETING, Phase.BEEP, Phase.RECORDING})
SOUNDS: dict[str, str] = {
    "office": "[office murmur]",
    "driving": "[road noise]",
    "street": "[street noise]",
    "shop": "[shop noise]",
    "waiting_room": "[waiting room]",
    "school": "[school yard]",
}
ART = {"driving": "scene-driving"}
REEL, TURNS = 112.0, 60


def is_box(call: Call) -> bool:
    """Whether a voicemail box has the line."""
    return call.with_ == "voicemail" and call.phase in BOX_PHASES


def name_of(call: Call) -> str:
    """Who is on the line, or who is being rung."""
    scenario, person = call.scenario, call.person
    if call.phase in (Phase.DIALLING, Phase.RINGING, Phase.BUSY, Phase.NO_ANSWER) or person is None:
        on_cell = call.facts.on == "cell"
        return scenario.prospect.name if on_cell else scenario.prospect.company
    if person.role == "voicemail":
        return person.name or f"{scenario.prospect.name}’s voicemail"
    return person.name or call.state.person.capitalize()


def place_of(call: Call) -> str:
    """Where they are, in one line."""
    scenario, person = call.scenario, call.person
    if call.phase in (Phase.DIALLING, Phase.RINGING, Phase.BUSY, Phase.NO_ANSWER) or person is None:
        return "on the cell" if call.facts.on == "cell" else "you ring the desk"
    if person.at:
        return person.at
    role = "" if person.role in ("prospect", "voicemail") else person.role.capitalize()
    parts = [role or scenario.prospect.role, scenario.prospect.company]
    return ", ".join(part for part in parts if part)


def mood_word(mood: int) -> str:
    """How a mood of 0 to 5 sounds."""
    return MOODS[max(0, min(5, mood))]


def put_callee(c: Canvas, call: Call, box: Box, clock_w: float) -> None:
    """Avatar, name, place; the mood where there is somebody to have one. `clock_w`: kept free on the right."""
    name, size = name_of(call), min(72.0, box.h)
    avatar(c, box.x, box.y, size, name[:1].upper(), "them_fill", "on_them")
    x = box.x + size + 18
    person, talking = call.person, call.phase in (Phase.TALKING, Phase.HOLDING)
    mood = talking and person is not None and person.role != "voicemail"  # a machine has no mood
    mood_w = 262.0 if mood and box.w > 700 else 0.0
    room = box.w - size - 18 - clock_w - mood_w - 16
    place, name_h = place_of(call), c.height(name, "h2", room)
    place_h = c.height(place, "body", room)
    small = name_h + place_h > box.h + 4
    top = box.y + max(0.0, (box.h - (name_h + place_h if not small else 56)) / 2)
    y = top + c.para(name, "row" if small else "h2", "ink", x, top, room)
    words = f"{place} · sounds {mood_word(call.mood)}" if mood and not mood_w else place
    c.para(words, "small" if small else "body", "ink2", x, y, room)
    if mood_w:
        _put_mood(c, call.mood, box.right - clock_w - 16, box.y)


def _put_mood(c: Canvas, mood: int, right: float, y: float) -> None:
    c.text("Sounds", "small", "ink2", right, y + 13, align="r")
    wide = c.text(mood_word(mood), "row", "ink", right, y + 37, align="r")
    for i in range(5):
        c.box(right - wide - 12 - (5 - i) * 32 + 6, y + 45, 26, 6, 3, "them_fill" if i < mood else "line")


def put_box(c: Canvas, call: Call, box: Box) -> bool:
    """A voicemail box: room for two reels, the name, what its greeting says. Whether there is room for the reels."""
    reels = box.w >= 560
    x = box.x + (284 if reels else 0)
    room = box.right - x
    y = box.y + c.para(name_of(call), "h2", "ink", x, box.y + 8, room) + 8
    y += c.para(place_of(call), "body", "ink2", x, y, room) + 6
    greeting = call.heard_last()
    if greeting and y + c.height(f"“{greeting}”", "small", room) <= box.bottom + 2:
        c.para(f"“{greeting}”", "small", "them", x, y, room)
    if reels:
        c.line(box.x + 106, box.y + 90, 44, "them_fill", 3)
    return reels


def put_reels(c: Canvas, x: float, y: float, now: float, still: bool) -> None:
    """The two reels, turned by the time."""
    step = 0 if still else int(now * 20) % TURNS
    for at, more in ((x, 0), (x + 144, 7)):
        turned = c.painter.turned("reel", REEL, (step + more) % TURNS, TURNS)
        k = c.painter.scale
        shift = (turned.get_width() / k - REEL) / 2
        c.bitmap(turned, at - shift, y - shift)


_ROAD = 0.6
"""How far down a scene its road lies: what a low picture keeps."""


def put_scene(c: Canvas, scene: str, box: Box) -> None:
    """The scene behind a cell call, with its sound in brackets."""
    if scene in ART:
        c.bitmap(c.painter.art(ART[scene], box.w, box.h, 16, middle=_ROAD), box.x, box.y)
    label = SOUNDS.get(scene, "")
    if label:
        wide = c.measure(label, "row") + 72
        c.box(box.x + 20, box.bottom - 64, wide, 44, 12, "sunken/0.86", border="line")
        c.icon("volume-2", box.x + 38, box.bottom - 52, 20, "amber_text")
        c.text(label, "row", "ink", box.x + 72, box.bottom - 64, line=44)
