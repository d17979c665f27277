"""The sizes on offer. Rule: the window is as large as its scale says; the zoom only ever takes one of these steps."""

from __future__ import annotations

ZOOMS = (0.9, 1.0, 1.1, 1.25, 1.5, 1.75)


def zoomed(zoom: float, step: int) -> float:
    """The next zoom up or down the scale."""
    nearest = min(range(len(ZOOMS)), key=lambda i: abs(ZOOMS[i] - zoom))
    return ZOOMS[max(0, min(len(ZOOMS) - 1, nearest + step))]
