"""What the documents say is true of the code."""

from __future__ import annotations

import re
import textwrap
import typing
from pathlib import Path

import pytest
from typer.main import get_command

from simulator import SCENARIOS
from simulator.__main__ import app
from simulator.core.acts import in_words
from simulator.core.check_texts import odd_texts
from simulator.core.conditions import NAMES
from simulator.core.facts import CalleeAct, Facts
from simulator.core.plain_transcripts import read_plain
from simulator.core.reading import read_scenario
from simulator.core.scenario import Ending, Moment, Reaction
from simulator.core.state import state_picture
from simulator.core.transcripts import parse_json, read_transcript
from simulator.core.when import When
from simulator.core.yaml_text import parse
from simulator.examples import check_playbooks
from simulator.library import Library

ROOT = Path(__file__).parents[1]
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")
FORMAT = (ROOT / "docs" / "scenario-format.md").read_text("utf-8")
TRANSCRIPTS = (ROOT / "docs" / "transcripts.md").read_text("utf-8")
COMMANDS = sorted(get_command(app).commands)  # type: ignore[attr-defined]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_stands_in_the_readme_and_has_help(command):
    assert f"hitzero {command}" in README
    assert get_command(app).commands[command].help


def test_the_readme_names_no_command_that_is_not_there():
    named = set(re.findall(r"hitzero ([a-z]+)", README))

    assert named <= set(COMMANDS)


def test_the_readmes_first_screen_is_short():
    first = README.split("## What is in it")[0]

    assert len(first.splitlines()) <= 40


def test_the_picture_of_the_phases_is_that_of_the_code():
    assert state_picture() in ARCHITECTURE


@pytest.mark.parametrize(
    "word",
    [
        *typing.get_args(CalleeAct),
        *typing.get_args(Ending),
        *(f.alias or n for n, f in Facts.model_fields.items()),
        *(n for n in NAMES if not n.startswith(("patience_at", "mood_at", "visit_at", "all"))),
        *(f.alias or n for n, f in Reaction.model_fields.items()),
        *(n for n in Moment.model_fields if n not in ("who", "who_", "lines", "about", "expected")),
    ],
)
def test_every_word_of_the_scenario_language_is_documented(word):
    assert re.search(rf"\b{word}\b", FORMAT), word


def test_every_move_is_listed_with_its_meaning_and_who_may_hear_it():
    for move in Library().catalogue:
        heard_by = " | ".join("x" if letter in move.contexts else "" for letter in "RVC")
        assert f"| `{move.id}` | {move.meaning} | {heard_by} |" in FORMAT


@pytest.mark.parametrize("name", ["scenario-format.md", "playbook-format.md", "own-moves.md"])
def test_every_example_in_yaml_can_be_read_and_says_what_it_looks_like(name):
    blocks = yaml_of(name)

    assert blocks
    for block in blocks:
        assert list(odd_texts(parse(block, name), block)) == []


def test_every_fact_stands_with_what_it_means():
    for name, field in Facts.model_fields.items():
        assert re.search(
            rf"^\| `{field.alias or name}` \|.*\| {re.escape(field.description or '')}", FORMAT, re.MULTILINE
        )


def test_the_small_playbook_to_copy_is_whole_and_each_of_its_rules_is_proven(tmp_path):
    book, calls = yaml_of("playbook-format.md")[:2]
    path = tmp_path / "playbooks" / "fernhill.yaml"
    (path.parent / "examples").mkdir(parents=True)
    path.write_text(book, "utf-8")
    (path.parent / "examples" / "fernhill.yaml").write_text(calls, "utf-8")

    library = Library((SCENARIOS, tmp_path))

    assert [str(flaw) for flaw in check_playbooks(library, [path])] == []
    assert len(library.playbooks["fernhill"].rules) == 3


def test_the_examples_of_facts_are_what_a_scenario_and_a_rule_may_say():
    facts, hears, when = yaml_of("scenario-format.md")[-3:]
    starter = (SCENARIOS / "starter" / "scenario.yaml").read_text("utf-8")
    text = starter.replace("\ngoal:", f"\n{facts}\ngoal:", 1)
    text = text.replace(
        "    hears:                         # the first reaction that fits\n", textwrap.indent(hears, "    ")
    )

    scenario = read_scenario(text, "my-scenario.yaml", Library().catalogue.ids)

    assert (scenario.facts.referral.name, len(scenario.moments["answers"].hears)) == ("Helen Marsh", 4)
    assert When.model_validate(parse(when, "f").data["when"]).calls_before_at_least == 1


def yaml_of(name: str) -> list[str]:
    """The examples in YAML of one of the documents, from their own left edge."""
    text = (ROOT / "docs" / name).read_text("utf-8")
    return [textwrap.dedent(block) for block in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)]


def test_the_calls_written_down_in_the_docs_can_be_read():
    text, values = re.findall(r"```(?:json)?\n(.*?)```", TRANSCRIPTS, re.DOTALL)[:2]

    plain = read_transcript(read_plain(text, "call.txt").data)
    whole = read_transcript(parse_json(values, "call.json"))

    assert [turn.who for turn in plain.turns] == ["other", "trainee", "other", "trainee"]
    assert plain.names == {
        **{"you": "Sam Reyes", "company": "Northgate Records", "prospect": "Dana Whitlow"},
        **{"helps_with": "filing that still lives on paper", "phone": "555 0142"},
    }
    assert (plain.facts.calls_before, [done.do for done in plain.actions]) == (1, ["hang_up"])
    assert [turn.acts for turn in whole.turns] == [(), (), ("said_in_meeting",)]


@pytest.mark.parametrize("act", typing.get_args(CalleeAct))
def test_every_act_is_told_to_whoever_writes_a_call_down_and_has_words_in_a_report(act):
    assert re.search(rf"\b{act}\b", TRANSCRIPTS)
    assert in_words(act, {}) != act


def test_every_file_named_in_the_architecture_is_there():
    there = {path.name for path in (ROOT / "simulator").rglob("*.py")} | {"test_rooms.py"}

    assert set(re.findall(r"\b[a-z_]+\.py", ARCHITECTURE)) <= there
    for path in re.findall(r"`((?:speech|core|understanding|screen)/[a-z_]+\.py)`", ARCHITECTURE):
        assert (ROOT / "simulator" / path).is_file(), path


@pytest.mark.parametrize("room", ["", "core"])
def test_every_file_between_and_in_the_core_stands_in_the_architecture(room):
    there = {path.name for path in (ROOT / "simulator" / room).glob("[a-z]*.py") if not path.name.startswith("check_")}

    assert there <= set(re.findall(r"\b[a-z_]+\.py", ARCHITECTURE))


def test_nothing_speaks_of_how_it_was_made():
    files = [p for p in ROOT.rglob("*") if p.suffix in (".md", ".yaml", ".py", ".toml") and ".venv" not in p.parts]
    for path in files:
        if path != Path(__file__):
            text = path.read_text("utf-8")
            assert not re.search(r"/work/|\bshared/|helper-\d|pypi\.org|deb\.debian", text), path
