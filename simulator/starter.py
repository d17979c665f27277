"""A scenario to start from: commented, small, whole, with three plans that come true.

Rule: nothing that exists is ever overwritten, and nothing that ships is hidden. The texts lie in scenarios/starter as
ordinary files of a trainer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from simulator import SCENARIOS
from simulator.core.yaml_text import BadFile, Flaw
from simulator.library import own_folder, own_name, read_text

STARTER = SCENARIOS / "starter"


def write(name: str, folder: Path | None = None) -> Iterator[Path]:
    """Write the scenario and its plans; yields each file once it is there. Raises BadFile."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,50}", name):
        says = f"'{name}' cannot be the name of a scenario; use small letters, digits and dashes: the-switchboard"
        raise BadFile([Flaw("new", 0, says)])
    if (SCENARIOS / f"{name}.yaml").exists():
        says = f"'{name}' comes with Hit Zero; a file of that name would take its place"
        raise BadFile([Flaw("new", 0, f"{says}. Choose another name, for example {own_name(name)}.")])
    folder = folder or own_folder()
    files = {folder / f"{name}.yaml": STARTER / "scenario.yaml"}
    files |= {folder / "plans" / name / f"{kind}.yaml": STARTER / f"{kind}.yaml" for kind in ("good", "poor", "odd")}
    for path in files:
        if path.exists():
            says = "this file is there already; choose another name, or move it away first"
            raise BadFile([Flaw(str(path), 0, says)])
    for path, pattern in files.items():
        text = (
            read_text(pattern).replace("my-scenario", name).replace("My scenario", name.replace("-", " ").capitalize())
        )
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        except OSError as wrong:
            says = f"this cannot be written ({wrong.strerror}); is the disk full, or the folder not yours?"
            raise BadFile([Flaw(str(path), 0, says)]) from None
        yield path
