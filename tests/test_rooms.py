"""The walls: each room imports only what it may. The core stays free of clocks, files and devices."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "simulator"
CORE_MAY = {
    *("__future__", "collections", "contextlib", "copy", "dataclasses", "datetime", "difflib", "enum", "functools"),
    *("hashlib", "itertools", "json", "math", "re", "types", "typing", "zlib", "pydantic", "yaml", "simulator.core"),
}
ROOMS = ("speech", "screen", "understanding")
ALL_MAY = {"simulator.core", "simulator.ASSETS", "simulator.SCENARIOS"}
"""What a room may use of ours besides itself."""


def imports(path: Path) -> set[str]:
    nodes = [n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Import | ast.ImportFrom)]
    package = "simulator." + path.relative_to(PACKAGE).parts[0] if path.parent != PACKAGE else "simulator"
    names: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        else:
            module = f"{package}.{node.module or ''}" if node.level else node.module or ""
            names |= {f"simulator.{alias.name}" for alias in node.names} if module == "simulator" else {module}
    return names


def room_of(name: str) -> str:
    return ".".join(name.split(".")[:2]) if name.startswith("simulator") else name.split(".")[0]


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_stay_in_their_room(path: Path) -> None:
    room = path.relative_to(PACKAGE).parts[0]
    used = {room_of(name) for name in imports(path)}
    strangers = used - CORE_MAY if room == "core" else set()
    if room in ROOMS:
        strangers = {name for name in used if name.startswith("simulator")} - ALL_MAY - {f"simulator.{room}"}
    assert not strangers, f"{path.name} may not import {', '.join(sorted(strangers))}"


def test_what_is_understood_needs_no_window() -> None:
    assert not any("pygame" in imports(path) for path in (PACKAGE / "understanding").glob("*.py"))


def test_the_core_opens_nothing():
    for path in (PACKAGE / "core").glob("*.py"):
        calls = [n.func for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Call)]
        names = {f.id for f in calls if isinstance(f, ast.Name)} | {
            f.attr for f in calls if isinstance(f, ast.Attribute)
        }
        assert not names & {"open", "read_text", "read_bytes", "write_text", "now", "today", "random", "sleep", "print"}
