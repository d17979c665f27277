"""The window: which screen is on, its focus, its scale and theme, and one frame at a time.

Rule: what stands still is painted once and kept; a frame only adds what moves, and where nothing moves none is drawn.
`frame` takes the time as an argument, so that the whole window is driven without a clock.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Mapping

import pygame as pg

from simulator.screen.canvas import Canvas, Look, Pane, Spot
from simulator.screen.focus import named
from simulator.screen.painter import Painter
from simulator.screen.place import fill_screen, here, remembered, take
from simulator.screen.stage import Screen, Settings
from simulator.screen.theme import ThemeName
from simulator.screen.widgets import focus_ring

NAME = "Hit Zero"
DESIGN = (1280, 800)
SMALLEST = (1000, 700)
LIGHTS_S = 0.32
SETTLE_S = 0.08
"""How long a window must keep its size before its picture is painted anew: meanwhile the old one is stretched, so that
a window that is being drawn larger follows the hand and never shows an empty edge."""


def open_display(size: tuple[int, int] = DESIGN, place: str = "") -> None:
    """The window itself, at the `place` that was kept where its screens are still there. What is set here SDL reads
    when the display starts: real pixels on Windows, an input method's own list of words, and plain shared memory,
    which is faster than a graphics card that is not there. Raises pygame.error without any display."""
    os.environ.setdefault("SDL_WINDOWS_DPI_AWARENESS", "permonitorv2")
    os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")
    os.environ.setdefault("SDL_IME_SHOW_UI", "1")
    pg.display.init()
    pg.font.init()
    pg.display.set_caption(NAME)
    pg.display.set_icon(_keycap())
    screens = pg.display.get_desktop_sizes()
    before = remembered(place, screens)
    _mode((before.w, before.h) if before else first_size(screens[0], size), pg.RESIZABLE)
    if before:
        take(before)
    pg.key.set_repeat(350, 35)
    pg.key.stop_text_input()


def first_size(screen: tuple[int, int], design: tuple[int, int] = DESIGN) -> tuple[int, int]:
    """How large a window opens that stood nowhere before: two thirds of the screen, so that it is as large to the eye
    on a screen of small pixels; at least as it was designed, where the screen holds that."""
    wide, high = screen
    grow = max(1.0, min(wide * 2 / 3 / design[0], high * 0.74 / design[1]))
    w, h = round(design[0] * grow), round(design[1] * grow)
    return min(w, max(SMALLEST[0], wide - 40)), min(h, max(SMALLEST[1], high - 80))


def _mode(size: tuple[int, int], flags: int) -> None:
    """Some desktops give another size than was asked for; any size is right, so pygame need not warn of it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        pg.display.set_mode(size, flags)


def _surface() -> pg.Surface:
    surface = pg.display.get_surface()
    assert surface is not None, "open_display comes first"
    return surface


def _keycap() -> pg.Surface:
    """The slashed zero on its key, as the window's icon."""
    picture = pg.Surface((64, 64), pg.SRCALPHA)
    c = Canvas(Painter(1.8), picture)
    c.box(1, 1, 34, 33, 9, "amber", foot="#4A2600/0.25")
    c.text("0", "key", "on_amber", 18, 1, align="c", line=31)
    return picture


class Window:
    """A Stage. `screen` is on; `dialogs` lie over it. `keep` keeps changed settings and gives all of them back."""

    def __init__(self, settings: Settings, keep: Callable[..., Settings]) -> None:
        self._settings, self._keep = settings, keep
        self.on_settings: Callable[[], None] = lambda: None
        self.on_told: Callable[[str], None] = lambda text: None
        self._told = ""
        self.painter = Painter()
        self.screen: Screen | None = None
        self.dialogs: list[Screen] = []
        self.page: Canvas | None = None
        self.ring = False
        self.hover = ""
        self.down = ""
        self.hidden = False
        self._focus = ""
        self._left: list[tuple[str, bool]] = []  # the focus under each dialog
        self._typing = False
        self._scrolls: dict[str, float] = {}
        self._stale = True
        self._still: pg.Surface | None = None
        self._before: pg.Surface | None = None
        self._lights_since = -1.0
        self._now = 0.0
        self._full = False
        self._resized_to = (0, 0)
        self._resized_at = -1.0  # when the window was last seen to have another size than its picture

    # -- what screens ask for (Stage) ----------------------------------------------------------------------------------

    @property
    def settings(self) -> Settings:
        """The settings as they are now."""
        return self._settings

    @property
    def asking(self) -> bool:
        """Whether a dialog lies over the screen."""
        return bool(self.dialogs)

    def change(self, **fields: object) -> None:
        """Change and keep settings; whoever keeps them gives the new ones back."""
        self._settings = self._keep(**fields)
        self._stale = True

    def show(self, screen: Screen, scrolled: Mapping[str, float] | None = None) -> None:
        """Another screen; between desk and line the light goes down or up. `scrolled`: how far its panes were."""
        if self.screen is not None and self.screen.room != screen.room and not self._settings.reduce_motion:
            self._before = _surface().copy()
            self._lights_since = -1.0
        self.screen = screen
        self._entitle()
        self._scrolls.clear()
        self._scrolls.update(scrolled or {})
        self.hover, self.ring = "", False
        self.focus("")

    def ask(self, dialog: Screen) -> None:
        """A dialog over the screen (or over another dialog)."""
        self.dialogs.append(dialog)
        self._left.append((self._focus, self.ring))
        self._entitle()
        self.hover, self.ring = "", False
        self.focus("")

    def answered(self) -> None:
        """Close the upper dialog; the focus goes back to where it was."""
        if self.dialogs:
            self.dialogs.pop()
            self._stale = True
            self._focus, self.ring = self._left.pop()
            self._entitle()

    def _entitle(self) -> None:
        """The window's title: what is on; a question that is called nothing leaves the name of what lies under it."""
        on = (*reversed(self.dialogs), *([self.screen] if self.screen else []))
        called = next((screen.called for screen in on if screen.called), "")
        pg.display.set_caption(f"{called} - {NAME}" if called else NAME)

    def open_settings(self) -> None:
        """The settings, over whatever is on; whoever knows the game lays them there."""
        self.on_settings()

    def focus(self, name: str) -> None:
        """Give the focus to a spot; "" for none."""
        self._focus, self._stale = name, True
        self._text_input()

    def scroll(self, pane: str, y: float) -> None:
        """Bring a place of a pane into sight: a third from its top."""
        found = self.pane(pane)
        if found is not None:
            self.scroll_to(found, y - found.box.h / 3)

    def focused(self) -> str:
        """The name of the spot with the focus."""
        return self._focus

    # -- what the hands ask for ----------------------------------------------------------------------------------------

    @property
    def top(self) -> Screen | None:
        """What keys and mouse go to."""
        return self.dialogs[-1] if self.dialogs else self.screen

    @property
    def spots(self) -> list[Spot]:
        """What can be acted on in the picture of now."""
        return self.page.spots if self.page else []

    @property
    def panes(self) -> list[Pane]:
        """What can be scrolled in the picture of now."""
        return [pane for pane in self.page.panes if pane.reach > 0] if self.page else []

    def pane(self, name: str) -> Pane | None:
        """The pane of that name, whether it can be scrolled or not."""
        return next((p for p in self.page.panes if p.name == name), None) if self.page else None

    def scroll_to(self, pane: Pane, offset: float) -> None:
        """Scroll a pane, at most to its ends."""
        self._scrolls[pane.name] = max(0.0, min(pane.reach, offset))
        self._stale = True

    def in_field(self) -> bool:
        """Whether letters are typed into a field."""
        spot = named(self.spots, self._focus)
        return spot is not None and spot.role == "field"

    def full_screen(self) -> None:
        """The whole of the screen that the window is on, or back to the window as large and where it was."""
        self._full = not self._full
        fill_screen(self._full)
        self._stale = True

    def place(self) -> str:
        """Where the window stands, to be kept for the next time; "" while it is full screen or out of sight."""
        return "" if self._full or self.hidden else here()

    def repaint(self) -> None:
        """What stands still has changed."""
        self._stale = True

    def _text_input(self) -> None:
        """On the line text is wanted all the time: without it a key comes without Shift, and # as 3."""
        on_line = self.screen is not None and self.screen.room == "line"
        if (on_line or self.in_field()) != self._typing:
            self._typing = not self._typing
            (pg.key.start_text_input if self._typing else pg.key.stop_text_input)()

    # -- frames --------------------------------------------------------------------------------------------------------

    @property
    def theme(self) -> ThemeName:
        """By the setting, or by the room: ivory at the desk, bakelite on the line."""
        if self._settings.theme in ("ivory", "bakelite"):
            return "light" if self._settings.theme == "ivory" else "dark"
        return "dark" if self.screen is not None and self.screen.room == "line" else "light"

    @property
    def moving(self) -> bool:
        """Whether frames are needed: something moves, the light is changing, or the window's size."""
        changing = self._before is not None or self._resized_at >= 0
        return changing or any(s.moving for s in (self.screen, *self.dialogs) if s)

    def frame(self, now: float) -> bool:
        """One frame at a time `now` in seconds; whether anything was drawn."""
        if self.screen is None:
            return False
        self._now = now
        changed = self.screen.tick(now)
        for dialog in (*self.dialogs,):
            changed = dialog.tick(now) or changed
        if self.hidden or not (changed or self._stale or self.moving or self._still is None):
            self._stale = self._stale or changed
            return False
        surface = _surface()
        if self._settling(surface, now):
            return True
        if changed or self._stale or self._still is None:
            self._paint()
        assert self._still is not None
        surface.blit(self._still, (0, 0))
        top = self.top
        if top is not None:
            top.live(Canvas(self.painter, surface, self._look()), now)
            self._put_ring(Canvas(self.painter, surface))
        self._lights(surface, now)
        pg.display.flip()
        return True

    def _settling(self, surface: pg.Surface, now: float) -> bool:
        """Whether the window is just being resized; then the picture so far is shown, stretched."""
        size = surface.get_size()
        if self._still is None or self._still.get_size() == size:
            self._resized_at = -1.0
            return False
        if size != self._resized_to:
            self._resized_to, self._resized_at = size, now
        if now - self._resized_at >= SETTLE_S:
            self._resized_at, self._stale = -1.0, True
            return False
        pg.transform.scale(self._still, size, surface)
        pg.display.flip()
        return True

    def _look(self) -> Look:
        return Look(self._focus, self.ring, self.hover, self.down, self._settings.reduce_motion)

    def _paint(self) -> None:
        surface = _surface()
        wide, high = surface.get_size()
        scale = max(0.75, min(4.0, wide / DESIGN[0], high / DESIGN[1])) * self._settings.zoom
        self.painter.set(scale, self.theme)
        if self._still is None or self._still.get_size() != (wide, high):
            self._still = pg.Surface((wide, high)).convert()
        for _ in range(3):  # a pane that was scrolled beyond its end is painted once more, at its end
            self.page = self._painted(self._still)
            if not self.page.moved:
                break
        self._stale = False
        if self._focus and named(self.spots, self._focus) is None:
            self._focus = ""
        self._text_input()
        self._tell()

    def tell(self, text: str) -> None:
        """Have something read aloud that has come on, where the trainee wants that; on the line nothing is."""
        if self._settings.narrate and self.screen and self.screen.room == "desk":
            self.on_told(text)

    def _tell(self) -> None:
        """Have what has the focus read aloud, whenever it is another or says something else; on the line nothing is."""
        spot = named(self.spots, self._focus) if self.ring else None
        told, self._told = self._told, spot.label if spot else ""
        if self._told not in ("", told):
            self.tell(self._told)

    def _painted(self, surface: pg.Surface) -> Canvas:
        assert self.screen is not None
        page = Canvas(self.painter, surface, self._look(), self._scrolls)
        page.fill("bg")
        self.screen.paint(page)
        if self.dialogs:  # under the veil the line stands still
            self.screen.live(page, self._now)
        for dialog in self.dialogs:
            veil = pg.Surface(surface.get_size(), pg.SRCALPHA)
            veil.fill((17, 14, 12, 130))
            surface.blit(veil, (0, 0))
            page = Canvas(self.painter, surface, self._look(), self._scrolls)
            dialog.paint(page)
        return page

    def _put_ring(self, c: Canvas) -> None:
        spot = named(self.spots, self._focus)
        if spot is None or not self.ring:
            return
        pane = self.pane(spot.pane)
        if pane is not None and spot.role != "pane":
            area, k = pane.box.grown(16), c.painter.scale
            c.surface.set_clip(
                pg.Rect(round(area.x * k), round((area.y + 8) * k), round(area.w * k), round((area.h - 16) * k))
            )
        focus_ring(c, spot.box, spot.radius)
        c.surface.set_clip(None)

    def _lights(self, surface: pg.Surface, now: float) -> None:
        if self._before is None:
            return
        if self._lights_since < 0:
            self._lights_since = now
        part = (now - self._lights_since) / LIGHTS_S
        if part >= 1 or self._before.get_size() != surface.get_size():
            self._before = None
            return
        self._before.set_alpha(round(255 * (1 - part) ** 3))
        surface.blit(self._before, (0, 0))
