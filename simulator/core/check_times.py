"""The lint of times that are named: a line that says when somebody has time tells the call which time that is.

Rule: warnings only. Without it a callee who said two thirty agrees to ten; the line and its time stand side by side.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.core.reading import changes
from simulator.core.scenario import Change, Moment, NamesTime, Scenario
from simulator.core.yaml_text import Flaw, Path, Tree

SAYS_WHEN = "said_available_at"
_WHEN = (
    "this line says when they have time, but the call does not know when that is, so any other time is agreed to; "
    "write beside it `names_time: {at: from 14:30, not_then: ...}`"
)
_NOT_THEN = "nothing is said to another time; write one line as `not_then`"


def check_times(scenario: Scenario, tree: Tree) -> Iterator[Flaw]:
    """Lines that name a time which the call is not told, or to which they stand by nothing."""
    for path, change in changes(scenario):
        says = SAYS_WHEN in change.act
        if isinstance(change, Moment) and change.lines:
            says = says and any(group.names_time is None for group in change.lines)
        if says and not _named(scenario, path, change.names_time):
            yield Flaw(tree.file, _line(scenario, tree, path, change), _WHEN, "warning")
        elif change.names_time and not change.names_time.not_then:
            yield Flaw(tree.file, _line(scenario, tree, path, change), _NOT_THEN, "warning")


def _line(scenario: Scenario, tree: Tree, path: Path, change: Change | Moment) -> int:
    """Where the words of a line stand in the file; else where what holds it begins."""
    words = (getattr(change, "says", ()) or ("",))[0]
    lines = enumerate(scenario.text.splitlines(), 1)
    return next((n for n, text in lines if words and words[:25] in text), tree.line(path))


def _named(scenario: Scenario, path: Path, own: NamesTime | None) -> bool:
    """Whether a line has its time, beside itself or in its moment."""
    moment = scenario.moments.get(str(path[1])) if path[0] == "moments" else None
    return own is not None or (moment is not None and "lines" in path and moment.names_time is not None)
