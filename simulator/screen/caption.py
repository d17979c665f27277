"""What is being said, word by word: said words in ink, the word now on a ground, what is to come fainter.

Rule: a long line shows the lines around the word now, never smaller letters, and never more than its room.
"""

from __future__ import annotations

from simulator.core.turns import YOU, Caption
from simulator.screen.canvas import Box, Canvas
from simulator.screen.theme import style
from simulator.screen.wrapping import Piece, Run, wrap


def put_caption(c: Canvas, caption: Caption, box: Box, lines: int, size: str = "caption") -> None:
    """The speaker's name and up to `lines` lines."""
    mine = caption.who == YOU
    tint, ground = ("you", "you_fill/0.26") if mine else ("them", "them_fill/0.34")
    c.text("You" if mine else caption.who, "lamp_on", tint, box.x, box.y)
    how, y = style(size), box.y + 22
    broken = wrap(c.painter, [Run(caption.text, size, "ink")], box.w)
    now = next((i for i, line in enumerate(broken) if line and _end(line) > caption.start), len(broken) - 1)
    first = max(0, min(now - lines + 2, len(broken) - lines)) if now >= lines - 1 else 0
    for i, line in enumerate(broken[first : first + lines]):
        for piece in line:
            _put_piece(c, caption, piece, box.x, y + i * how.line, size, ground)


def put_ending(c: Canvas, ending: str, last: Caption | None, box: Box, size: str = "caption") -> None:
    """How the call ended; above it, smaller, what the callee said last, where it was they who spoke last."""
    if last is None or last.who == YOU:
        c.text(ending, size, "ink2", box.x, box.y + 22)
        return
    line = style("lead").line
    room = int((box.h - 22) // line) - 1
    put_caption(c, Caption(last.who, last.text, len(last.text), len(last.text)), box, max(1, room), "lead")
    c.text(ending, "lead", "ink2", box.x, box.bottom - line)


def low(c: Canvas) -> bool:
    """Whether there is so little height that everything must be small."""
    return c.h < 560


def size_of(c: Canvas) -> str:
    """The style of captions in this window."""
    return "caption" if c.h >= 640 else "caption_small" if not low(c) else "lead"


def _end(line: list[Piece]) -> int:
    return line[-1].start + len(line[-1].text)


def _put_piece(c: Canvas, caption: Caption, piece: Piece, x: float, y: float, size: str, ground: str) -> None:
    """Three stretches of a line: said, now, to come. Each starts where the letters before it end."""
    text, high = piece.text, style(size).line
    a = max(0, min(len(text), caption.start - piece.start))
    b = max(a, min(len(text), caption.end - piece.start))
    at = [x + piece.x + c.measure(text[:n], size) for n in (0, a, b)]
    if b > a:
        c.box(at[1] - high / 9, y, c.measure(text[a:b], size) + high / 4.5, high - 1, 6, ground)
    c.text(text[:a].rstrip(), size, "ink", at[0], y)
    c.text(text[a:b], size, "ink", at[1], y)
    c.text(text[b:], size, "ink3", at[2], y)
