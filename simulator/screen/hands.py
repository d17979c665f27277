"""Keyboard and mouse: what they mean to the window.

Rule: everything that the mouse can do the keyboard can. Letters act only while no field has the focus; a picture that
scrolls follows the focus.
"""

from __future__ import annotations

from contextlib import suppress

import pygame as pg

from simulator.screen.canvas import Pane, Spot, pane_bar, scaled
from simulator.screen.field import commanded
from simulator.screen.focus import beside, named, pointed, stepped
from simulator.screen.keys import does, is_function, name_of
from simulator.screen.stage import Screen
from simulator.screen.window import Window
from simulator.screen.zoom import zoomed

_ARROWS = {pg.K_LEFT: (-1, 0), pg.K_RIGHT: (1, 0), pg.K_UP: (0, -1), pg.K_DOWN: (0, 1)}
_PAGES = {pg.K_PAGEUP: -1.0, pg.K_PAGEDOWN: 1.0, pg.K_HOME: -1e6, pg.K_END: 1e6}
_LARGER = (pg.K_EQUALS, pg.K_PLUS, pg.K_KP_PLUS)
_SMALLER = (pg.K_MINUS, pg.K_KP_MINUS)
_ACTS = (pg.K_RETURN, pg.K_KP_ENTER, pg.K_SPACE)
_SHOWN = (pg.WINDOWRESTORED, pg.WINDOWSHOWN, pg.WINDOWMAXIMIZED)
_CHANGED = (pg.WINDOWRESIZED, pg.VIDEORESIZE, pg.WINDOWSIZECHANGED, pg.WINDOWEXPOSED)
_MOUSE = (pg.MOUSEBUTTONDOWN, pg.MOUSEBUTTONUP, pg.MOUSEMOTION, pg.MOUSEWHEEL)
SLACK = 6.0
"""How far the mouse may move, in logical px, before a press becomes a drag."""


class Hands:
    """Turns events into what the window does. `asked_to_close`: the desktop wants the window closed."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.asked_to_close = False
        self._swallow = ""  # the letter that acted is not typed into the field it led to
        self._mod = 0
        self._held: set[int] = set()
        self._composing = False  # an input method holds an unfinished word, and the keys are its own
        self._drag: tuple[str, float, float, bool] | None = None  # pane, where it began, its offset then, by its bar

    def handle(self, event: pg.event.Event) -> None:
        """One event from the keyboard, the mouse or the desktop."""
        window = self.window
        if event.type == pg.QUIT:
            self.asked_to_close = True
        elif event.type in _CHANGED:
            window.repaint()
        elif event.type in (pg.WINDOWMINIMIZED, pg.WINDOWHIDDEN):
            window.hidden = True
        elif event.type in _SHOWN:
            window.hidden = False
            window.repaint()
        elif event.type in (pg.TEXTINPUT, pg.TEXTEDITING):
            self._text(event)
        elif event.type == pg.KEYDOWN and window.top is not None:
            self._mod = event.mod
            self._key(event, window.top)
            self._held.add(event.key)
        elif event.type == pg.KEYUP:
            self._mod = event.mod
            self._let_go(event.key)
        elif event.type == pg.WINDOWFOCUSLOST:
            for key in (*self._held,):
                self._let_go(key)
            self._mod, self._composing = 0, False
        elif event.type in _MOUSE and window.page is not None:
            self._mouse(event)

    # -- keyboard ------------------------------------------------------------------------------------------------------

    def _text(self, event: pg.event.Event) -> None:
        self._composing = event.type == pg.TEXTEDITING and bool(event.text)
        if event.type == pg.TEXTINPUT and (commanded(self._mod) or event.text.lower() == self._swallow):
            return
        if self.window.in_field() and self.window.top and self.window.top.on_text(event):
            self.window.repaint()

    def _let_go(self, key: int) -> None:
        """A key is up: also for a screen over which a dialog came while it was down."""
        self._held.discard(key)
        for screen in {id(s): s for s in (self.window.screen, self.window.top) if s}.values():
            screen.on_release(key)

    def _key(self, event: pg.event.Event, top: Screen) -> None:
        if event.key not in self._held or event.unicode.lower() != self._swallow:
            self._swallow = ""
        window = self.window
        if self._composing and window.in_field():
            return
        self._composing = False
        command = commanded(event.mod)
        again = event.key in self._held and event.key in (pg.K_RETURN, pg.K_KP_ENTER)  # Enter that is held acts once
        if top.wants_key:
            if event.key not in self._held and top.on_key(event):
                self._swallow = event.unicode.lower()
                window.repaint()
        elif event.key == pg.K_TAB:
            self._to(stepped(window.spots, window.focused(), -1 if event.mod & pg.KMOD_SHIFT else 1))
        elif command and event.key in (*_LARGER, *_SMALLER, pg.K_0):
            step = 1 if event.key in _LARGER else -1
            window.change(zoom=1.0 if event.key == pg.K_0 else zoomed(window.settings.zoom, step))
        elif event.key != pg.K_ESCAPE and window.in_field() and not again and top.on_key(event):
            window.repaint()
        elif event.key == pg.K_ESCAPE:
            self._escape(top)
        elif window.in_field() and event.key in (pg.K_PAGEUP, pg.K_PAGEDOWN):
            self._page(None, _PAGES[event.key])
        elif (
            not (event.key not in self._held and self._function_key(event, top))
            and not window.in_field()
            and not command
        ):
            self._plain_key(event, top)

    def _escape(self, top: Screen) -> None:
        if self.window.in_field() and not self.window.asking:  # a question with a field is left at once
            self.window.focus("")
        else:
            top.leave()
        self.window.repaint()

    def _function_key(self, event: pg.event.Event, top: Screen) -> bool:
        """What works everywhere; and what somebody gave a function key to, which works in a field too."""
        window, key = self.window, name_of(event)
        match does(window.settings, key):
            case "tips":
                window.change(tips=not window.settings.tips)
            case "captions":
                window.change(captions=not window.settings.captions)
            case "motion":
                window.change(reduce_motion=not window.settings.reduce_motion)
            case "light":
                window.change(theme="ivory" if window.theme == "dark" else "bakelite")
            case "full_screen":
                window.full_screen()
            case "settings":
                window.open_settings()
            case _:
                spot = next((s for s in window.spots if is_function(key) and s.key == key), None)
                if spot is None:
                    return is_function(key) and top.on_key(event)
                self._act(spot)
        return True

    def _plain_key(self, event: pg.event.Event, top: Screen) -> None:
        window = self.window
        here = named(window.spots, window.focused()) if window.ring else None
        letter = event.unicode.lower()
        name = name_of(event)
        if event.key in self._held and event.key not in _ARROWS and event.key not in _PAGES:
            return  # a key that is held down acts once; only moving about repeats
        self._swallow = letter
        if event.key in _ACTS:
            self._enter(here, top, event.key == pg.K_SPACE)
        elif name and (spot := next((s for s in window.spots if s.key == name), None)):
            if spot.role == "field":
                self._to(spot.name)
            else:
                self._act(spot)
        elif top.on_key(event):
            window.repaint()
        elif event.key in _PAGES:
            self._page(here, _PAGES[event.key])
        elif event.key in _ARROWS:
            self._arrow(here, *_ARROWS[event.key])

    def _enter(self, here: Spot | None, top: Screen, space: bool) -> None:
        """Enter acts on the focus; on what is chosen already it goes on, as with no focus at all."""
        if here is not None and here.role != "pane" and (space or here.role != "chosen"):
            self._act(here)
        elif not space and (first := named(self.window.spots, top.primary)):
            self._act(first)

    def _page(self, here: Spot | None, pages: float) -> None:
        pane = self.window.pane(here.pane) if here and here.pane else self._main_pane()
        if pane is not None:
            self.window.scroll_to(pane, pane.offset + pages * (pane.box.h - 44))

    def _arrow(self, here: Spot | None, dx: int, dy: int) -> None:
        pane = self.window.pane(here.pane) if here and here.role == "pane" else None if here else self._main_pane()
        if pane is not None and dy:
            self.window.scroll_to(pane, pane.offset + 44 * dy)
        else:
            self._to(beside(self.window.spots, self.window.focused(), dx, dy))

    def _main_pane(self) -> Pane | None:
        return max(self.window.panes, key=lambda p: p.box.w * p.box.h, default=None)

    def _act(self, spot: Spot) -> None:
        self.window.repaint()
        spot.act()

    def _to(self, name: str) -> None:
        """Move the focus by keyboard: the ring shows, and what it lies on is scrolled into sight."""
        window = self.window
        window.ring = True
        window.focus(name)
        spot = named(window.spots, name)
        pane = window.pane(spot.pane) if spot and spot.role != "pane" else None
        if spot and pane and pane.reach:
            above, below = pane.box.y + 12 - spot.box.y, spot.box.bottom - (pane.box.bottom - 12)
            if above > 0:
                window.scroll_to(pane, pane.offset - above)
            elif below > 0:
                window.scroll_to(pane, pane.offset + min(below, spot.box.y - pane.box.y - 12))

    # -- mouse ---------------------------------------------------------------------------------------------------------

    def _mouse(self, event: pg.event.Event) -> None:
        scale = self.window.painter.scale
        if event.type == pg.MOUSEWHEEL:
            self._wheel(*scaled(pg.mouse.get_pos(), scale), getattr(event, "precise_y", event.y))
            return
        x, y = scaled(event.pos, scale)
        if event.type == pg.MOUSEMOTION:
            self._moved(x, y)
        elif event.button == 1 and event.type == pg.MOUSEBUTTONDOWN:
            self._pressed(x, y)
        elif event.button == 1:
            self._released(x, y)

    def _wheel(self, x: float, y: float, turns: float) -> None:
        pane = next((p for p in self.window.panes if p.box.grown(SLACK).holds(x, y)), self._main_pane())
        if pane is not None:
            self.window.scroll_to(pane, pane.offset - 48 * turns)

    def _under(self, x: float, y: float) -> Spot | None:
        """The spot under the mouse, unless its pane hides that part of it."""
        return pointed([s for s in self.window.spots if self._in_sight(s, y)], x, y)

    def _in_sight(self, spot: Spot, y: float) -> bool:
        pane = self.window.pane(spot.pane)
        return pane is None or pane.box.y <= y < pane.box.bottom

    def _moved(self, x: float, y: float) -> None:
        if self._drag is not None:
            self._dragged(y)
            return
        spot = self._under(x, y)
        name = spot.name if spot and spot.role != "pane" else ""
        if name != self.window.hover:
            self.window.hover = name
            self.window.repaint()
            hand = pg.SYSTEM_CURSOR_IBEAM if spot and spot.role == "field" else pg.SYSTEM_CURSOR_HAND
            with suppress(pg.error):  # not every display has cursors to choose from
                pg.mouse.set_cursor(hand if name else pg.SYSTEM_CURSOR_ARROW)

    def _pressed(self, x: float, y: float) -> None:
        window = self.window
        bar = next((p for p in window.panes if pane_bar(p).grown(SLACK).holds(x, y)), None)
        pane = bar or next((p for p in window.panes if p.box.holds(x, y)), None)  # an inner one before its outer
        spot = self._under(x, y) if bar is None else None
        self._drag = (pane.name, y, pane.offset, bar is not None) if pane else None
        window.down = spot.name if spot and spot.role != "pane" else ""
        window.ring = False
        if not window.in_field() or (spot and spot.role == "field"):  # the mouse takes nobody's caret away
            window.focus(spot.name if spot and spot.role == "field" else "")

    def _dragged(self, y: float) -> None:
        assert self._drag is not None
        name, began, offset, by_bar = self._drag
        pane = self.window.pane(name)
        if pane is None or (abs(y - began) < SLACK and self.window.down):
            return
        self.window.down = ""
        self.window.scroll_to(pane, offset + ((y - began) * pane.content / pane.box.h if by_bar else began - y))

    def _released(self, x: float, y: float) -> None:
        spot = self._under(x, y)
        hit = spot if spot and spot.name == self.window.down else None
        self.window.down, self._drag = "", None
        self.window.repaint()
        if hit and hit.role != "field":
            self._act(hit)
