"""The command line. Every command is a few lines that call a room; messages are plain, errors never a traceback.

Rule: what a command does stands in a room; here are its words, its options and its exit code.
"""

from __future__ import annotations

import json
import os
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Any

os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

import typer

from simulator import SCENARIOS, __version__
from simulator.core.plain_transcripts import Told, fact_of
from simulator.core.yaml_text import BadFile
from simulator.plainly import plainly, until_nobody_reads
from simulator.review_commands import commands as reviews

app = typer.Typer(
    add_completion=False,
    no_args_is_help=False,
    pretty_exceptions_enable=False,
    help="Hit Zero: prospecting calls with people who really say no, and a scorecard that cites its sources.",
)
app.add_typer(reviews)
Record = Annotated[str, typer.Argument(help="A record's file, its name or a part of it, or `last`.")]
Me = Annotated[str, typer.Option(help="In a call as plain text: the name by which the trainee stands there.")]
Fact = Annotated[
    list[str] | None, typer.Option(help="In a call as plain text: a fact, as with=voicemail; as often as you like.")
]
Names = Annotated[list[str] | None, typer.Argument(help="Scenarios by name or file; all of them if none is named.")]


def main() -> None:
    """Where `hitzero` and `python -m simulator` begin."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a console that lacks a sign still gets the sentence
    app()


@app.callback(invoke_without_command=True)
def window(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Say the version and end.")] = False,
) -> None:
    """Without a command: the window."""
    if version:
        typer.echo(f"Hit Zero {__version__}")
    elif context.invoked_subcommand is None:
        from simulator.desk import open_window

        with plainly():
            open_window()


@app.command()
def play(
    scenario: Annotated[str, typer.Argument(help="A scenario by name or file.")],
    plan: Annotated[str, typer.Option(help="A plan that drives the call: its name, as `good`, or its file.")] = "",
    aloud: Annotated[bool, typer.Option("--aloud", help="The plan is spoken through the real sound path.")] = False,
    typed: Annotated[bool, typer.Option("--typed", help="Here in the terminal, by typing, without sound.")] = False,
    difficulty: Annotated[str, typer.Option(help="One of the scenario's difficulties.")] = "",
    playbook: Annotated[str, typer.Option(help="Whose scorecard is shown in full.")] = "",
    keep: Annotated[
        Path | None, typer.Option(help="A folder for the plan's record, and for the sound of a call aloud.")
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="The whole scorecard, every rule with its source.")] = False,
    again: Annotated[bool, typer.Option("--again", help="With --typed: the next call, at the promised time.")] = False,
    at: Annotated[str, typer.Option(help="With --typed: when the call is made: 14:05, a date with it, or now.")] = "",
    case: Annotated[str, typer.Option(help="With --typed: one of the scenario's cases, for a first call.")] = "",
    untimed: Annotated[
        bool, typer.Option("--untimed", help="With --typed: take your time; no silence counts.")
    ] = False,
) -> None:
    """Make one call: in the window, in the terminal (--typed), or by a plan."""
    from simulator import terminal
    from simulator.beginning import Begins
    from simulator.library import Library

    with plainly():
        library = Library()
        library.look_beside([scenario])
        found, path = library.find(scenario)
        if plan:
            read = library.plan_at(terminal.plan_named(library, path, plan))
            good = terminal.play_plan(library, found, read, aloud, keep, playbook, full)
            raise typer.Exit(0 if good else 1)
        if aloud:
            raise BadFile([terminal.flaw("--aloud speaks a plan; name one with --plan PLAN")])
        if typed:
            from simulator.typed import play_typed

            play_typed(library, found, difficulty, playbook, full, Begins(again, at, case, untimed))
        elif again or at or case or untimed:
            says = (
                "--again, --at, --case and --untimed go with --typed; in the window the briefing and the settings ask"
            )
            raise BadFile([terminal.flaw(says)])
        else:
            from simulator.desk import open_window

            open_window(found.id, difficulty, None if path.parent == SCENARIOS else path)


@app.command()
def calendar(
    clock: Annotated[str, typer.Option(help="practice: an appointed time is jumped to; real: it is waited for.")] = "",
) -> None:
    """List what you promised in your calls, and what became of it."""
    from simulator import diary
    from simulator.library import Library
    from simulator.settings import load_settings

    with plainly():
        settings = diary.set_clock(load_settings(), clock) if clock else load_settings()
        typer.echo("\n".join(diary.told(Library().move_ids, settings)))


@app.command()
def drill(playbook: Annotated[str, typer.Option(help="Only moves of this playbook.")] = "") -> None:
    """Eight moments of calls, one answer each: the moves you miss most, spaced over days."""
    from simulator.drilling import drill_here

    with plainly():
        drill_here(playbook)


@app.command()
def rehearse(
    scenarios: Annotated[
        list[str] | None, typer.Argument(help="Scenarios by name or file, or plans by file; all if none is named.")
    ] = None,
    aloud: Annotated[bool, typer.Option("--aloud", help="Only plans marked aloud, through the sound path.")] = False,
    plan: Annotated[str, typer.Option(help="Only the plan of this name, as `good`.")] = "",
) -> None:
    """Run all plans in virtual time and compare them with what they expect."""
    from simulator import terminal
    from simulator.library import Library

    with plainly():
        if plan and not scenarios:
            raise BadFile([terminal.flaw("name the scenario too: hitzero rehearse NAME --plan PLAN")])
        good = terminal.rehearse_all(Library(), scenarios or [], aloud, plan)
    raise typer.Exit(0 if good else 1)


@app.command()
def check(
    files: Names = None,
    format: Annotated[str, typer.Option(help="text, or json for editors.")] = "text",
) -> None:
    """Look for mistakes in scenarios, plans, playbooks and moves; end with 1 if there are any."""
    from simulator.library import Library
    from simulator.linting import check_all

    with plainly():
        flaws = check_all(Library(), files or [])
    if format == "json":
        rows = [{"file": f.file, "line": f.line, "severity": f.severity, "says": f.says} for f in flaws]
        typer.echo(json.dumps(rows, indent=1, ensure_ascii=False))
    else:
        for flaw in flaws:
            place = f"{flaw.file}:{flaw.line}" if flaw.line else flaw.file
            typer.echo(f"{place}: {flaw.severity}: {flaw.says}")
    errors = sum(f.severity == "error" for f in flaws)
    if format != "json":
        told = [f"{n} {word}{'s' * (n != 1)}" for n, word in ((errors, "error"), (len(flaws) - errors, "warning"))]
        typer.echo(", ".join(told) if flaws else "Nothing is wrong.")
    raise typer.Exit(1 if errors else 0)


@app.command()
def new(name: Annotated[str, typer.Argument(help="The new scenario's name, in small letters and dashes.")]) -> None:
    """Write a commented scenario with three plans to start from."""
    from simulator import starter
    from simulator.library import own_folder
    from simulator.places import MOVES

    with plainly():
        for path in starter.write(name):
            typer.echo(f"wrote {path}")
    typer.echo(f"Next: edit it, then `hitzero check {name}` and `hitzero play {name} --typed`.")
    typer.echo(f"A playbook of your own goes into {own_folder() / 'playbooks'} (docs/playbook-format.md),")
    typer.echo(f"moves of your own into {own_folder() / MOVES} (docs/own-moves.md).")


@app.command()
def moves(
    said: Annotated[str, typer.Argument(help="A sentence to try; without one, JSON lines are read.")] = "",
    after: Annotated[str, typer.Option(help="What the other party said just before.")] = "",
    to: Annotated[str, typer.Option(help="Who hears it: R at the desk, V a voicemail box, C the prospect.")] = "R",
    evaluate: Annotated[Path | None, typer.Option(help="Measure on labelled turns (a JSONL file or a folder).")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The measurement as JSON.")] = False,
) -> None:
    """Recognise moves in one sentence, or in JSON lines ({id, context, heard, said} in, JSON lines out)."""
    from simulator import terminal
    from simulator.understanding.lines import answer_all
    from simulator.understanding.meaning import Understanding

    with plainly():
        if evaluate is not None:
            typer.echo(terminal.evaluate_moves(evaluate, as_json))
            return
        if said:
            typer.echo(terminal.try_sentence(said, after, to))
            return
        if sys.stdin.isatty():
            typer.echo(
                'Write lines like {"id": 1, "context": "R", "heard": "", "said": "..."}, or give a sentence.', err=True
            )
        with until_nobody_reads(), open(sys.stdout.fileno(), "w", encoding="utf-8", closefd=False) as out:
            bad = answer_all(sys.stdin.buffer, out, Understanding.load(own=terminal.own_moves()), sys.stderr)
    raise typer.Exit(1 if bad else 0)


@app.command()
def score(
    call: Annotated[
        str,
        typer.Argument(
            help="A record's file, its name or a part of it, `last`; a call written down (.txt, .yaml, .json), a "
            ".jsonl of many, a folder."
        ),
    ],
    playbook: Annotated[str, typer.Option(help="Whose scorecard is wanted; all for every one.")] = "all",
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, one line a call.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="As a table of totals, one row a call.")] = False,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write to this file.")] = None,
    me: Me = "",
    fact: Fact = None,
) -> None:
    """Judge a call, or as many as you have, by the playbooks. A real one is written down as text, a name and a colon
    before each turn (docs/transcripts.md):

    with: receptionist

    Paul: Good morning.

    Me: Hi, could you help me?
    """
    from simulator import scores
    from simulator.library import Library
    from simulator.reviewing import record_named

    form: scores.Form = "json" if as_json else "csv" if as_csv else "text"
    with plainly(), scores.written_to(output) as out:
        failed = scores.score(Library(), record_named(call), playbook, form, out, _told(me, fact))
    raise typer.Exit(1 if failed else 0)


@app.command()
def report(
    call: Annotated[str, typer.Argument(help="A record's file, its name or a part of it, `last`; or a transcript.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The file: .html, .txt, .csv or .json.")],
    me: Me = "",
    fact: Fact = None,
) -> None:
    """Write the report of one call: HTML to read and print, text to read aloud, CSV to count, JSON for programs."""
    from simulator.library import Library
    from simulator.report_file import write_report
    from simulator.reviewing import record_named

    with plainly():
        write_report(Library(), record_named(call), output, _told(me, fact))
    typer.echo(f"wrote {output}")


def _told(me: str, facts: list[str] | None) -> Told:
    """What the command line tells of a call in plain text. Raises BadFile."""
    return Told(me, tuple(map(fact_of, facts or ())))


@app.command()
def retry(
    call: Record,
    at: Annotated[str, typer.Option("--from", help="The time from which it goes on, as 0:42; else it is asked.")] = "",
    playbook: Annotated[str, typer.Option(help="Whose scorecard is shown in full.")] = "",
    full: Annotated[bool, typer.Option("--full", help="The whole scorecard, every rule with its source.")] = False,
) -> None:
    """Take up a call on record again at one of its lines, typed: a second try, kept and marked as one."""
    from simulator.library import Library
    from simulator.retry_typed import retry_typed

    with plainly():
        retry_typed(Library(), call, at, playbook, full)


@app.command()
def compare(
    call: Record,
    other: Annotated[str, typer.Argument(help="Another try of the same call; else the one it comes from.")] = "",
    playbook: Annotated[str, typer.Option(help="Whose verdicts are compared.")] = "",
) -> None:
    """Hold two tries of a call against each other: totals, verdicts, what was said."""
    from simulator.library import Library
    from simulator.retry_typed import compare_told

    with plainly():
        for line in compare_told(Library(), call, other, playbook):
            typer.echo(line)


@app.command()
def results(
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, one line a call.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="As a table for other programs.")] = False,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write to this file.")] = None,
) -> None:
    """All calls on record, with every author's total."""
    from simulator.library import Library
    from simulator.results import results as worked_out
    from simulator.results import write_results
    from simulator.scores import written_to

    with plainly(), written_to(output) as out:
        library = Library()
        found = worked_out(library)
        write_results(found, list(library.playbooks), "json" if as_json else "csv" if as_csv else "text", out)
    for trouble in found.troubles:
        typer.echo(str(trouble), err=True)
    raise typer.Exit(1 if found.troubles else 0)


@app.command()
def voices(scenarios: Names = None) -> None:
    """Make the natural voices of scenarios ahead (needs the extra `voices`)."""
    from simulator import terminal
    from simulator.library import Library

    with plainly():
        good = terminal.render_voices(Library(), scenarios or [])
    raise typer.Exit(0 if good else 1)


@app.command()
def doctor() -> None:
    """Tell what works on this machine, what does not, and what to do."""
    from simulator.doctor import examine

    marks: dict[str, Any] = {"works": "[ ok ]", "missing": "[none]", "broken": "[ !! ]"}
    ill = False
    for finding in examine():
        typer.echo(f"{marks[finding.state]} {finding.what}: {finding.seen}")
        if finding.do:
            typer.echo(f"       {finding.do}")
        ill = ill or (finding.needed and finding.state == "broken")
    typer.echo("Something that every call needs is broken." if ill else "You can make calls here.")
    raise typer.Exit(1 if ill else 0)


if __name__ == "__main__":
    main()
