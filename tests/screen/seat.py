"""Somebody in front of the window: keys, typing, mouse, by real pygame events, with a frame after each."""

from __future__ import annotations

from collections.abc import Callable

import pygame as pg

from screen.sample import SampleGame, SampleLine, SampleSettings, SampleSound
from simulator.screen.call import CallScreen
from simulator.screen.canvas import Canvas, Look, Placed
from simulator.screen.focus import named
from simulator.screen.hands import Hands
from simulator.screen.journey import Journey
from simulator.screen.stage import Screen
from simulator.screen.window import Window, open_display


class Seat:
    """A window of its own, and hands for it."""

    def __init__(self, size: tuple[int, int] = (1280, 800), game: SampleGame | None = None, **settings: object) -> None:
        open_display(size)
        pg.display.set_mode(size)
        pg.event.clear()
        self.game = game or SampleGame()
        self.game.settings = SampleSettings(**settings)  # type: ignore[arg-type]
        self.sound = SampleSound()
        self.window = Window(self.game.settings, self.game.change)
        self.hands = Hands(self.window)
        self.journey = Journey(self.window, self.game, self.sound, self.game.open_call, self.game.judge)
        self.now = 0.0

    def sit(self, screen: Screen) -> Seat:
        """In front of one screen."""
        self.window.show(screen)
        return self.wait()

    def begin(self) -> Seat:
        """In front of the lobby, as after a start."""
        self.journey.begin()
        return self.wait()

    def wait(self, seconds: float = 0.02) -> Seat:
        """Let events through, and frames: now and after a while."""
        for event in pg.event.get():
            self.hands.handle(event)
        self.window.frame(self.now)
        self.now += seconds
        self.window.frame(self.now)
        return self

    def key(self, key: int, letter: str = "", mod: int = 0, times: int = 1) -> Seat:
        for _ in range(times):
            pg.event.post(pg.event.Event(pg.KEYDOWN, key=key, unicode=letter, mod=mod, scancode=0))
            self.wait()
            pg.event.post(pg.event.Event(pg.KEYUP, key=key, unicode=letter, mod=mod, scancode=0))
            self.wait()
        return self

    def letter(self, letter: str) -> Seat:
        """A key that makes a letter: the key, then its text where text is wanted."""
        self.key(pg.key.key_code(letter), letter)
        pg.event.post(pg.event.Event(pg.TEXTINPUT, text=letter))
        return self.wait()

    def type(self, text: str) -> Seat:
        pg.event.post(pg.event.Event(pg.TEXTINPUT, text=text))
        return self.wait()

    def click(self, name: str) -> Seat:
        """Click in the middle of a spot."""
        x, y = self.middle(name)
        for kind, more in (
            (pg.MOUSEMOTION, {"rel": (0, 0), "buttons": (0, 0, 0)}),
            (pg.MOUSEBUTTONDOWN, {"button": 1}),
            (pg.MOUSEBUTTONUP, {"button": 1}),
        ):
            pg.event.post(pg.event.Event(kind, pos=(x, y), touch=False, **more))
            self.wait()
        return self

    def middle(self, name: str) -> tuple[int, int]:
        spot = named(self.window.spots, name)
        assert spot is not None, f"no {name} here, only {', '.join(self.names)}"
        k = self.window.painter.scale
        return round((spot.box.x + spot.box.w / 2) * k), round((spot.box.y + spot.box.h / 2) * k)

    @property
    def names(self) -> list[str]:
        return [spot.name for spot in self.window.spots]

    @property
    def focus(self) -> str:
        return self.window.focused()

    @property
    def screen(self) -> str:
        """The name of what is on top."""
        return type(self.window.top).__name__

    @property
    def texts(self) -> list[Placed]:
        """Every text in the picture, the moving ones too."""
        assert self.window.page is not None
        top = self.window.top
        live = Canvas(self.window.painter, self.picture.copy(), Look())
        if top is not None:
            top.live(live, self.now)
        return [*self.window.page.texts, *live.texts]

    @property
    def words(self) -> str:
        return " ".join(text.text for text in self.texts)

    @property
    def picture(self) -> pg.Surface:
        surface = pg.display.get_surface()
        assert surface is not None
        return surface


def on_line(seat: Seat, make: Callable[[], SampleLine]) -> SampleLine:
    """Somebody on a call that `make` begins."""
    line = make()
    seat.sit(CallScreen(seat.window, line, lambda: None))
    return line
