"""Where the focus goes."""

from __future__ import annotations

from simulator.screen.canvas import Box, Spot
from simulator.screen.focus import beside, pointed, stepped


def spot(name: str, x: float, y: float, role: str = "button") -> Spot:
    return Spot(name, Box(x, y, 40, 40), lambda: None, name, role=role)


KEYS = [spot(str(i + 1), i % 3 * 50, i // 3 * 50) for i in range(9)]


def test_tab_goes_on_in_reading_order_and_round_the_end() -> None:
    assert [stepped(KEYS, name, 1) for name in ("", "1", "9")] == ["1", "2", "1"]


def test_shift_tab_goes_back_and_begins_at_the_end() -> None:
    assert [stepped(KEYS, name, -1) for name in ("", "2", "1")] == ["9", "1", "9"]


def test_a_focus_that_is_gone_begins_anew() -> None:
    assert stepped(KEYS, "hang_up", 1) == "1"
    assert stepped([], "1", 1) == ""


def test_arrows_go_to_the_nearest_key_that_way() -> None:
    ways = ((1, 0), (-1, 0), (0, 1), (0, -1))

    assert [beside(KEYS, "5", dx, dy) for dx, dy in ways] == ["6", "4", "8", "2"]


def test_an_arrow_into_nothing_stays() -> None:
    assert beside(KEYS, "3", 1, 0) == "3"


def test_what_a_pane_holds_goes_before_the_pane() -> None:
    pane = spot("list", 0, 0, "pane")

    found = pointed([pane, KEYS[0]], 10, 10)

    assert found is KEYS[0]
    assert pointed([pane], 10, 10) is pane
    assert pointed([pane], 200, 200) is None
