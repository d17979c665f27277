"""Which spot has the focus, and where it goes next.

Rule: Tab follows the order in which spots were painted, which is the reading order; arrows go to the nearest spot that
way. A focus is a name, so that it outlives every repaint.
"""

from __future__ import annotations

from collections.abc import Sequence

from simulator.screen.canvas import Spot


def named(spots: Sequence[Spot], name: str) -> Spot | None:
    """The spot of that name in this picture."""
    return next((spot for spot in spots if spot.name == name), None)


def stepped(spots: Sequence[Spot], name: str, step: int) -> str:
    """The name one step on in reading order; round the end. "" where there is nothing to focus."""
    names = [spot.name for spot in spots]
    if not names:
        return ""
    if name not in names:
        return names[0 if step > 0 else -1]
    return names[(names.index(name) + step) % len(names)]


def beside(spots: Sequence[Spot], name: str, dx: int, dy: int) -> str:
    """The name of the nearest spot in a direction; the same name where there is none."""
    here = named(spots, name)
    if here is None:
        return stepped(spots, name, 1)
    x, y = here.box.x + here.box.w / 2, here.box.y + here.box.h / 2
    best, best_way = name, 0.0
    for spot in spots:
        across, down = spot.box.x + spot.box.w / 2 - x, spot.box.y + spot.box.h / 2 - y
        along, aside = across * dx + down * dy, abs(across * dy) + abs(down * dx)
        way = along + 2 * aside
        if spot.name != name and along > 4 and (best == name or way < best_way):
            best, best_way = spot.name, way
    return best


def pointed(spots: Sequence[Spot], x: float, y: float) -> Spot | None:
    """The spot under a point; what was painted last lies on top, but a pane gives way to what it holds."""
    hits = [spot for spot in spots if spot.box.holds(x, y)]
    return next((s for s in reversed(hits) if s.role != "pane"), hits[0] if hits else None)
