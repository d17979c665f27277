"""How a command ends where something is wrong, or nobody reads on.

Rule: what belongs to the user is said in their words, without a traceback; faults of the program are not caught.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from simulator.core.yaml_text import BadFile


@contextmanager
def plainly() -> Iterator[None]:
    """Errors that belong to the user are said in their words, and end the command with 1."""
    from simulator.aloud import CannotSpeak
    from simulator.speech.mouthpiece import NoMouthpiece
    from simulator.understanding.recogniser import ModelMissing

    try:
        yield
    except (BadFile, CannotSpeak, NoMouthpiece, ModelMissing) as wrong:
        typer.echo(str(wrong), err=True)
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        raise typer.Exit(130) from None


@contextmanager
def until_nobody_reads() -> Iterator[None]:
    """Ends quietly where the output is closed, as `| head` does."""
    try:
        yield
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None
