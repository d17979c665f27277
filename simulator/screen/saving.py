"""Saving a scorecard: as a page to print, as plain text, or onto the clipboard; and where it went.

Rule: nothing is ever written over, and where it was saved is told with its whole path.
"""

from __future__ import annotations

from functools import partial

from simulator.screen.after_call import AfterCall, Form
from simulator.screen.dialogs import Answer, Question
from simulator.screen.field import copied
from simulator.screen.stage import Stage

_WHAT = (
    "A page holds everything, prints well and needs nothing else. Plain text reads from top to bottom, as a screen "
    "reader or a mail wants it. Both hold what was said on the call."
)


def ask_how(stage: Stage, file: AfterCall) -> None:
    """In which form."""
    answers = [
        Answer("Save as a page", partial(_save, stage, file, "page"), "primary", "download"),
        Answer("Save as text", partial(_save, stage, file, "text"), icon="download"),
        Answer("Copy the text", partial(_copy, stage, file), icon="quote"),
        Answer("Back", lambda: None),
    ]
    stage.ask(Question(stage, "Save this scorecard", _WHAT, answers, lambda: None))


def _save(stage: Stage, file: AfterCall, form: Form) -> None:
    path, wrong = file.save(form)
    if wrong:
        _tell(stage, "It was not saved", wrong)
        return
    answers = [Answer("Good", lambda: None, "primary"), Answer("Copy the path", partial(_copied, stage, path))]
    stage.ask(Question(stage, "Saved", path, answers, lambda: None))


def _copied(stage: Stage, text: str) -> None:
    if not copied(text):
        _tell(stage, "Nothing was copied", "This desktop has no clipboard.")


def _copy(stage: Stage, file: AfterCall) -> None:
    if copied(file.text()):
        _tell(stage, "Copied", "The scorecard is on your clipboard as plain text.")
    else:
        _tell(stage, "Nothing was copied", "This desktop has no clipboard. Save it as text instead.")


def _tell(stage: Stage, title: str, text: str) -> None:
    stage.ask(Question(stage, title, text, [Answer("Back", lambda: None, "primary")], lambda: None))
