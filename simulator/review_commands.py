"""The commands for what people hold against judgments: disputing, answering, overruling.

Rule: as in `__main__.py`: a few lines that call a room, messages plain, errors never a traceback.
"""

from __future__ import annotations

from typing import Annotated

import typer

from simulator.core.yaml_text import BadFile, Flaw
from simulator.plainly import plainly

commands = typer.Typer()
Record = Annotated[str, typer.Argument(help="A record's file, its name or a part of it, or `last`.")]
RuleId = Annotated[str, typer.Argument(help="A rule as the card names it: hit-zero/3.")]


@commands.command()
def dispute(
    record: Record,
    rule: RuleId,
    said: Annotated[bool, typer.Option("--said", help="I did say that.")] = False,
    not_meant: Annotated[bool, typer.Option("--not-meant", help="That is not what I meant.")] = False,
    words: Annotated[str, typer.Option(help="The words you mean, as the transcript has them.")] = "",
    note: Annotated[str, typer.Option(help="Anything your trainer should know.")] = "",
    who: Annotated[str, typer.Option(help="Your name.")] = "",
) -> None:
    """Hold something against a judgment: it is kept beside it, and your trainer decides."""
    from simulator import reviewing
    from simulator.library import Library
    from simulator.settings import load_settings

    with plainly():
        if said == not_meant:
            raise BadFile([Flaw("hitzero", 0, "say one of the two: --said (I did say that) or --not-meant")])
        name = who or load_settings().trainee or "The trainee"
        for line in reviewing.say_dispute(Library(), record, rule, "said" if said else "not_meant", name, note, words):
            typer.echo(line)


@commands.command()
def overrule(
    record: Record,
    rule: RuleId,
    verdict: Annotated[str, typer.Argument(help="met, missed, broken, avoided, unclear or not_applicable.")],
    because: Annotated[str, typer.Option(help="Why. It stands in the report.")] = "",
    who: Annotated[str, typer.Option(help="Your name.")] = "The trainer",
) -> None:
    """Give a verdict of your own, as a trainer: both stay visible, and so do both totals."""
    from simulator import reviewing
    from simulator.library import Library

    with plainly():
        for line in reviewing.say_ruling(Library(), record, rule, verdict, because, who):
            typer.echo(line)


disputes = typer.Typer(invoke_without_command=True, help="What trainees hold against judgments, and your answers.")
commands.add_typer(disputes, name="disputes")


@disputes.callback()
def waiting(context: typer.Context) -> None:
    """List what waits for a trainer; `accept` and `reject` answer it."""
    if context.invoked_subcommand is None:
        from simulator import reviewing
        from simulator.library import Library

        with plainly():
            for line in reviewing.say_open(Library()):
                typer.echo(line)


@disputes.command()
def accept(
    record: Record,
    rule: RuleId,
    words: Annotated[str, typer.Option(help="The words to learn, where the trainee named none.")] = "",
    move: Annotated[str, typer.Option(help="The move that they make (or do not).")] = "",
    because: Annotated[str, typer.Option(help="What you want to say to it.")] = "",
    who: Annotated[str, typer.Option(help="Your name.")] = "The trainer",
) -> None:
    """Accept what a trainee disputed: the words become an example, or a near miss."""
    from simulator import reviewing
    from simulator.library import Library

    with plainly():
        for line in reviewing.say_accepted(Library(), record, rule, who, because, move, words):
            typer.echo(line)


@disputes.command(name="learned")
def list_learned() -> None:
    """List the words that accepted disputes have taught the recogniser on this computer."""
    from simulator import reviewing
    from simulator.library import Library

    with plainly():
        for line in reviewing.say_learned(Library()):
            typer.echo(line)


@disputes.command()
def forget(
    number: Annotated[int, typer.Argument(help="Its number in `hitzero disputes learned`.")],
    who: Annotated[str, typer.Option(help="Your name.")] = "The trainer",
) -> None:
    """Take such a correction back."""
    from simulator import reviewing
    from simulator.library import Library

    with plainly():
        for line in reviewing.say_forgotten(Library(), number, who):
            typer.echo(line)


@disputes.command()
def reject(
    record: Record,
    rule: RuleId,
    because: Annotated[str, typer.Option(help="Why not. It stands in the report.")] = "",
    who: Annotated[str, typer.Option(help="Your name.")] = "The trainer",
) -> None:
    """Do not accept it, and say why."""
    from simulator import reviewing
    from simulator.library import Library

    with plainly():
        for line in reviewing.say_rejected(Library(), record, rule, who, because):
            typer.echo(line)
