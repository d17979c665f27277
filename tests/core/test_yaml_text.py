"""YAML as people write it, and as nobody should."""

from __future__ import annotations

import pytest
import yaml

from simulator import SCENARIOS
from simulator.core.yaml_text import LONGEST, BadFile, decode, did_you_mean, parse
from simulator.core.yaml_trouble import explain


@pytest.mark.parametrize(
    ("written", "meant"),
    [("no", "no"), ("010", "010"), ("5:30", "5:30"), ("on", "on"), ("7", 7), ("true", True), ("0.5", 0.5), ("~", None)],
)
def test_only_what_people_mean_becomes_other_than_text(written, meant):
    assert parse(f"x: {written}", "f.yaml").data == {"x": meant}


def test_quoted_numbers_stay_text():
    assert parse('x: "0"', "f.yaml").data == {"x": "0"}


def test_every_value_knows_its_line():
    tree = parse("a:\n  - b: 1\n    c: 2\n", "f.yaml")

    assert (tree.line(("a", 0, "c")), tree.line(("a", 0, "nowhere"))) == (3, 2)


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ('a: "b\nc: d\ne: "f"\n', 3, "look from line 3 up for a missing quote"),
        ("a:\n  b:thank\n  c: 2\n", 2, "put a space after the colon: `b: thank`"),
        ('a: 1\nb: "never closed\nc: 2\n', 2, "a quote begins here and is never closed"),
        ("a:\n  b: [c\nd: 1\n", 2, "a [ opens here and is never closed; end it with ]"),
        ("a: {b: 'I'm here', c: d}", 1, "an apostrophe ends a text in single quotes; use double quotes"),
        ("a:\n  - {b: x,\n     c: [sighs] no}\n", 3, "a text that begins with { or [ must stand in double quotes"),
        ("a:\n  - {b: Room # 4, c: d}\n  - {b: 1}\n", 2, "a colon, comma or # inside a text"),
        ("a:\n  - {b: c, d: e\n\nf: 1\n", 2, "a { opens here and is never closed; end it with }"),
        ("a:\n  - {b: c}}\n", 2, "a } or ] too many"),
        ("a:\n  b: c\n d: e\n", 3, "this line begins 1 space in; those it belongs to begin 0 in, from line 1 on"),
        ('a:\n  b: "c"\n   d: e\n', 3, "this line begins 3 spaces in; those it belongs to begin 2 in, from line 2 on"),
        ("a:\n  b: c\n    d: e\n", 3, "this line begins 4 spaces in, the one above 2"),
        ("a:\n  - b\n    - c: d\n  - e\n", 3, "this line begins 4 spaces in, the one above 2"),
        ('a:\n  - "b"\n    - "c"\n', 3, "this line begins 4 spaces in; those it belongs to begin 2 in, from line 2 on"),
        ('a: {b: "c" d: e}\n', 1, "a comma is missing before `d:`"),
        ("a:\n  - {if: any: [thank, greet], go: bye}\n", 2, "braces are missing: `if: {any: ...}`"),
        ("a:\n  - {firm}, Paul speaking.\n", 2, "a text that begins with { or [ must stand in double quotes"),
        ("a: {name: Robin Vale company: Fernhill}\n", 1, "a comma is missing before `company:`, or a colon"),
        ("a: {if: thank go: bye}\n", 1, "a comma is missing before `go:`"),
        ("a: {b: [c, d] e: f}\n", 1, "a comma is missing before `e:`"),
        ("a:\n  - if: thank, go: bye\n", 2, "several names in one line stand in braces: {if: thank, go: bye}"),
        ("a:\n  b: c\n  ends\nd: 1\n", 3, "this line has no colon; write `ends: ...`"),
        ('a:\n  b: c\n  "Good morning"\nd: 1\n', 3, "write a dash and a space before it"),
        ('a:\n  b: c\n  -"Good morning"\nd: 1\n', 3, "a dash wants a space behind it"),
        ("a: “Well: no”\n", 1, "curly quotes are no quotes here"),
        ("a: {b: “Well: no”, c: d}\n", 1, "curly quotes are no quotes here"),
        ('a: "You are welcome" he said\n', 1, "a quote ends before its text does"),
        ('a: {b: "So "much" for that", c: d}\n', 1, "a quote ends before its text does"),
        ("a: 1\nb: *sighs* Well\n", 2, "a text cannot begin with * as it stands"),
        ("a: > said\n", 1, "a text cannot begin with > as it stands"),
        ("a: @home\n", 1, "a text cannot begin with @ as it stands"),
        ("a:\n  - b\n  c: d\n", 3, "items of a list (`- ...`) and names (`name: ...`) are mixed here"),
    ],
)
def test_the_line_with_the_mistake_is_named(text, line, says):
    with pytest.raises(BadFile) as refused:
        parse(text, "f.yaml")

    [flaw] = refused.value.flaws
    assert (flaw.line, says in flaw.says) == (line, True), flaw


@pytest.mark.parametrize(
    "text", ["a:\n b: c\n  d: [\n", 'a: {b: "c" d: e}', "a:\n  b:c\n  d: 1\n", "a: b: c", "a: %b", "a: {b: 'I'm'}"]
)
def test_a_mistake_is_told_alike_where_yaml_came_without_its_c_library(text):
    told = []
    for loader in (yaml.BaseLoader, yaml.CBaseLoader):
        with pytest.raises(yaml.MarkedYAMLError) as refused:
            yaml.compose(text, Loader=loader)
        told.append(explain(refused.value, text))

    assert told[0] == told[1]


@pytest.mark.parametrize("text", ["a: {b: 'it''s', c: d}", "a: {b: [x], c: {d: e}}", "a: ['b', 'c']", "a: {b: , c: 1}"])
def test_what_is_well_written_is_read(text):
    assert parse(text, "f.yaml").bare == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a: b: c", "put the whole text in double quotes"),
        ("a:\n\t- b", "use spaces"),
        ("a: 1\na: 2", "stands here twice; keep one of them"),
        ("a: 1\nslid:\na: 2", "or indent 'slid' above less, if 'a' belongs to it"),
        ("a: &x [*x]", "contains itself"),
        ("a: *nobody", "cannot begin with *"),
        ("[" * 5000 + "]" * 5000, "nest"),
        ("? [a, b]\n: 1", "must be plain text"),
        ("", "the file is empty"),
        ("a: 1\n---\nb: 2", "another document"),
        ("a: \x07", "odd character"),
    ],
)
def test_what_cannot_be_read_is_said_in_words(text, says):
    with pytest.raises(BadFile, match="f.yaml") as refused:
        parse(text, "f.yaml")

    assert says in str(refused.value)


def test_aliases_that_explode_are_refused_at_once():
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{b}: &{b} [{', '.join(['*' + a] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )

    with pytest.raises(BadFile, match="write fewer"):
        parse(bomb, "bomb.yaml")


def test_a_huge_file_is_refused_before_it_is_read():
    with pytest.raises(BadFile, match="split it"):
        decode(b"a: 1\n" * 10_000_000, "huge.yaml")
    with pytest.raises(BadFile, match="split it"):
        parse("a" * (LONGEST + 1), "huge.yaml")


def test_another_encoding_is_named_with_its_line():
    with pytest.raises(BadFile, match=r"latin.yaml:2: .*UTF-8"):
        decode("a: 1\nb: café\n".encode("latin-1"), "latin.yaml")


def test_a_byte_order_mark_does_no_harm():
    assert decode(b"\xef\xbb\xbfa: 1", "f.yaml") == "a: 1"


def test_near_names_are_suggested():
    assert did_you_mean("greeet", ["greet", "thank"]) == "; did you mean 'greet'?"
    assert did_you_mean("xyz", ["greet"]) == ""
    assert did_you_mean("no", ["now"]) == ""


@pytest.mark.parametrize("file", sorted(SCENARIOS.rglob("*.yaml")), ids=lambda file: file.name)
def test_shipped_files_read_alike_where_yaml_came_without_its_c_library(file):
    text = file.read_text("utf-8")

    assert yaml.load(text, Loader=yaml.BaseLoader) == yaml.load(text, Loader=yaml.CBaseLoader)
