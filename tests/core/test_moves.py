"""The catalogue of moves: what the shipped one holds, and how a wrong one is refused."""

from __future__ import annotations

import pytest

from simulator import SCENARIOS
from simulator.core.moves import NO_MOVES, Example, parse_catalogue, parse_own_moves, written
from simulator.core.yaml_text import BadFile

SHIPPED = parse_catalogue((SCENARIOS / "moves.yaml").read_text("utf-8"), "moves.yaml")

TWO = """\
moves:
  wave:
    name: Waved
    meaning: Waves a hand.
    contexts: [C]
    kind: recommended
    implies: [smile]
    examples:
      - "I wave."
      - {heard: "Who is there?", say: "See me wave?"}
    not_examples: ["The wave was high."]
  smile:
    name: Smiled
    meaning: Smiles.
    contexts: [R, C]
    kind: recommended
    examples: ["I smile."]
"""


def _flaw(text: str) -> str:
    with pytest.raises(BadFile) as bad:
        parse_catalogue(text, "moves.yaml")
    return str(bad.value)


def test_a_move_keeps_what_its_file_says():
    move = parse_catalogue(TWO, "moves.yaml")["wave"]

    assert (move.id, move.name, move.contexts, move.implies) == ("wave", "Waved", ("C",), ("smile",))
    assert move.examples == (Example(say="I wave."), Example(say="See me wave?", heard="Who is there?"))
    assert move.not_examples == (Example(say="The wave was high."),)


def test_moves_come_in_the_order_of_the_file():
    catalogue = parse_catalogue(TWO, "moves.yaml")

    assert catalogue.ids == ("wave", "smile")
    assert [m.id for m in catalogue] == ["wave", "smile"]
    assert len(catalogue) == 2


def test_an_unknown_move_is_asked_for_with_a_suggestion():
    catalogue = parse_catalogue(TWO, "moves.yaml")

    assert "smile" in catalogue
    assert "smiles" not in catalogue
    with pytest.raises(KeyError, match="did you mean 'smile'"):
        catalogue["smiles"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("implies: [smile]", "implies: [smlie]", "moves.yaml:7: 'wave' implies 'smlie', but no move is called so"),
        ("contexts: [C]", "contexts: [X]", "moves.yaml:5: "),
        ("contexts: [C]", "contexts: []", "moves.yaml:5: "),
        ("kind: recommended\n    implies", "kind: recomended\n    implies", "did you mean 'recommended'"),
        ("meaning: Waves a hand.", "", "'meaning' is missing"),
        ("meaning: Waves", "meanings: Waves", "did you mean 'meaning'"),
        ('"I wave."', '"   "', "moves.yaml:9: "),
        ('["I smile."]', '["I smile.", "i SMILE."]', "moves.yaml:17: this stands twice among the examples of 'smile'"),
        ("  smile:\n", "  Smile now:\n", "'Smile now' cannot be the id of a move"),
        ("moves:", "move:", "no field 'move'"),
    ],
)
def test_a_wrong_word_is_refused_with_its_line_and_a_way_out(old, new, says):
    assert says in _flaw(TWO.replace(old, new, 1))


@pytest.mark.parametrize("text", ["", "moves:", "moves: {}", "moves: [wave]", "moves: {wave: 3}", "just words", "- a"])
def test_a_file_that_holds_no_moves_is_refused(text):
    assert _flaw(text).startswith("moves.yaml")


def test_the_shipped_catalogue_has_the_forty_moves():
    kinds = [move.kind for move in SHIPPED]

    assert (kinds.count("recommended"), kinds.count("discouraged")) == (30, 10)


def test_every_shipped_move_has_at_least_three_examples_and_a_near_miss():
    assert [m.id for m in SHIPPED if len(m.examples) < 3 or not m.not_examples] == []


def test_every_shipped_name_is_short_enough_for_a_heading():
    assert [m.name for m in SHIPPED if len(m.name) > 40] == []


OWN = """\
moves:
  mention_fair:
    meaning: Says that they met at a fair.
    contexts: [R, C]
    implies: [greet]
    examples: ["We met at the fair.", {heard: "How do you know her?", say: "From the fair."}]
    not_examples: ["Fair enough."]
"""


def _own_flaw(text: str) -> str:
    with pytest.raises(BadFile) as bad:
        parse_own_moves(text, "moves.yaml", SHIPPED)
    return str(bad.value)


def test_an_own_move_needs_neither_a_name_nor_a_kind():
    move = parse_own_moves(OWN, "moves.yaml", SHIPPED)["mention_fair"]

    assert (move.name, move.kind, move.implies) == ("Mention fair", "recommended", ("greet",))


def test_own_moves_are_read_without_those_that_ship():
    assert parse_own_moves(OWN, "moves.yaml", SHIPPED).ids == ("mention_fair",)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("mention_fair:", "greet:", "moves.yaml:2: a move is called 'greet' already (Says hello"),
        (
            "implies: [greet]",
            "implies: [gret]",
            "moves.yaml:5: 'mention_fair' implies 'gret', but no move is called so",
        ),
        ("contexts: [R, C]", "contexts: [R, X]", "moves.yaml:4: "),
        ("Fair enough.", "we MET at the fair.", "moves.yaml:7: this is an example of 'mention_fair' and a near miss"),
        (
            '["We met at the fair.",',
            '["We met at the fair.", "we met at the fair.",',
            "stands twice among the examples",
        ),
        ("    meaning: Says that they met at a fair.\n", "", "'meaning' is missing"),
    ],
)
def test_a_wrong_own_move_is_refused_with_its_line_and_a_way_out(old, new, says):
    assert says in _own_flaw(OWN.replace(old, new, 1))


def test_moves_written_into_a_record_are_read_again_as_they_were():
    own = parse_own_moves(OWN, "moves.yaml", SHIPPED)

    assert list(parse_own_moves(written(own), "record", SHIPPED)) == list(own)
    assert written(NO_MOVES) == ""
