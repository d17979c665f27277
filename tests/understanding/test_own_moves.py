"""A trainer's own moves: heard by the real model after a few examples, tried by the lint, hung on by a scenario."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from simulator import ASSETS, SCENARIOS
from simulator.core.check_moves import check_own_moves
from simulator.core.moves import Catalogue, parse_catalogue, parse_own_moves
from simulator.core.record import own_ids, replay
from simulator.library import Library
from simulator.starter import write
from simulator.suite import run_plan
from simulator.understanding.lines import moves_lines
from simulator.understanding.meaning import Understanding
from simulator.understanding.own_moves import BACKGROUND, CERTAIN, SURE, OwnMoves
from simulator.understanding.recogniser import Recogniser, Said
from simulator.understanding.try_moves import try_moves

SHIPPED = parse_catalogue((SCENARIOS / "moves.yaml").read_text("utf-8"), "moves.yaml")
TEXT = re.findall(
    r"```yaml\n(moves:.*?)```", (Path(__file__).parents[2] / "docs" / "own-moves.md").read_text("utf-8"), re.DOTALL
)[0]
HELP = """\
moves:
  beg_a_hand:
    meaning: Asks for a hand.
    contexts: [R]
    examples:
      - "I was hoping you could help me out."
      - "Could you help me please?"
      - "Could I ask you a favor?"
      - "I need a hand with something."
      - "maybe you can point me in the right direction"
      - "Can you help me for a second?"
      - "I'm a bit lost here, would you help?"
"""


@pytest.fixture(scope="module")
def own() -> Understanding:
    return Understanding.load(own=parse_own_moves(TEXT, "moves.yaml", SHIPPED))


def _heard(understanding: Understanding, said: str, context: str = "R") -> dict[str, str]:
    found = understanding.recognise(said, heard="Harwick Foods, how can I help?", context=context)
    return {m.move: said[m.start : m.end] for m in found.moves if m.sure}


@pytest.mark.parametrize(
    "said",
    [
        "Hi, it's Sam. We met at the hardware expo in Boston in June.",
        "hello i saw your booth at the fair in may",
        "We bumped into each other at the Atlanta trade show.",
    ],
)
def test_an_own_move_is_heard_in_words_that_are_no_example(own, said):
    assert "mention_fair" in _heard(own, said)


@pytest.mark.parametrize(
    "said",
    ["Is she in today?", "I was hoping you could help me out.", "Is that fair?", "Thanks so much. Bye now.", "   "],
)
def test_an_own_move_is_not_heard_where_it_is_not_made(own, said):
    assert "mention_fair" not in _heard(own, said)


def test_the_clause_that_shows_it_is_its_evidence_and_the_shipped_moves_are_heard_beside_it(own):
    said = "Good morning, this is Sam Reyes. I saw your booth at the spring fair. Is Dana in today?"

    heard = _heard(own, said)

    assert heard["mention_fair"] == "I saw your booth at the spring fair."
    assert {"greet", "identify_self", "ask_whereabouts"} <= set(heard)


@pytest.mark.parametrize("said", ["I saw you in Chicago.", "I met you in Ohio."])
def test_an_own_move_that_was_perhaps_made_is_unclear_as_a_shipped_one_is(own, said):
    heard = own.recognise(said, heard="Harwick Foods, how can I help?", context="R")
    (move,) = (m for m in heard.moves if m.move == "mention_fair")

    assert SURE < move.probability < CERTAIN
    assert not move.sure


def test_an_own_move_is_sure_from_the_same_mark_in_every_sentence(own):
    said = [
        "We met in Denver.",
        "We spoke at the summit.",
        "We sat together in Atlanta.",
        "You gave me your card in Denver.",
    ]
    found = [m for s in said for m in own.recognise(s, heard="Harwick Foods, how can I help?", context="R").moves]
    heard = [m for m in found if m.move == "mention_fair"]

    assert {m.sure for m in heard} == {True, False}
    assert all(m.sure == (m.probability >= CERTAIN) for m in heard)


@pytest.mark.parametrize("said", ["I saw you in Chicago.", "We met in Denver.", "We had coffee in Reno in March."])
def test_near_misses_make_a_move_harder_to_hear(said):
    near = "".join(
        f'      - "{words}"\n'
        for words in ("I saw you on television.", "We meet every Monday.", "We had lunch in Reno.", "You met my boss.")
    )
    plain = parse_own_moves(TEXT, "moves.yaml", SHIPPED)
    warned = parse_own_moves(TEXT + near, "moves.yaml", SHIPPED)

    def probability(moves: Catalogue) -> float:
        return Understanding.load(own=moves).recognise(said, heard="Hello?", context="R").scores["mention_fair"]

    assert probability(warned) < probability(plain)


def test_an_own_move_is_heard_only_by_those_who_may_hear_it(own):
    said = "We met at the hardware expo in Boston."

    assert "mention_fair" in _heard(own, said, "C")
    assert "mention_fair" not in own.recognise(said, heard="(beep)", context="V").scores


def test_the_shipped_moves_are_heard_as_they_are_without_own_ones(own, understanding):
    said = "Hello, this is Sam from Northgate. Could you tell me when she'll be back? I'll try again at three."
    alone = understanding.recognise(said, heard="Good morning.", context="R")
    beside = own.recognise(said, heard="Good morning.", context="R")

    assert [m for m in beside.moves if m.move != "mention_fair"] == list(alone.moves)


def test_lines_of_json_show_own_moves_too(own):
    (answer,) = moves_lines(['{"context": "R", "heard": "", "said": "We met at the expo in Boston."}'], own)

    assert '"mention_fair"' in answer


def test_what_was_fitted_once_is_read_again_and_a_broken_copy_is_made_anew(tmp_path):
    recogniser = Recogniser.load(ASSETS / "moves")
    moves = parse_own_moves(TEXT, "moves.yaml", SHIPPED)

    def probability() -> float:
        fitted = OwnMoves.fit(moves, recogniser, ASSETS / "moves" / BACKGROUND, tmp_path)
        turn = Said("R", "Hello?", "I saw you at the fair.")
        return fitted.heard(turn, recogniser.read(turn))[0][1]

    first = probability()
    (kept,) = tmp_path.glob("*.json")
    written = kept.read_text("utf-8")

    assert probability() == first
    kept.write_text(written[:100], "utf-8")
    assert probability() == first
    assert kept.read_text("utf-8") == written


def test_the_lint_shows_thin_moves_and_those_that_another_move_takes():
    moves = parse_own_moves(HELP, "moves.yaml", SHIPPED)

    flaws = check_own_moves(moves, HELP, "moves.yaml", try_moves(Understanding.load(own=moves), SHIPPED))
    told = [str(f) for f in flaws]

    assert [f.severity for f in flaws].count("error") == 1
    assert any(t.startswith("moves.yaml:5: 'beg_a_hand' has 7 examples, which is thin") for t in told)
    assert any("examples of 'beg_a_hand' are heard as 'ask_for_help' too: \"I was hoping" in t for t in told)
    assert any("'beg_a_hand' is heard in" in t and "of the 4 examples of 'ask_for_help'" in t for t in told)


def test_the_lint_finds_nothing_wrong_with_the_example_of_the_document(own):
    moves = Catalogue({m.id: m for m in own.own.moves})

    assert check_own_moves(moves, TEXT, "moves.yaml", try_moves(own, SHIPPED)) == []


@pytest.fixture
def desk(tmp_path):
    """A scenario whose first reaction hangs on an own move, its file of moves beside it, and a plan."""
    list(write("my-desk", tmp_path))
    scenario, plan = tmp_path / "my-desk.yaml", tmp_path / "plans" / "my-desk" / "good.yaml"
    text = scenario.read_text("utf-8").replace(
        "hears:                         # the first reaction that fits",
        'hears:\n      - {if: mention_fair, says: "Oh, the fair!", go: tells}',
        1,
    )
    scenario.write_text(text, "utf-8")
    plan.write_text(
        "plan: Was at the fair\nscenario: my-desk\ndifficulty: busy\nkind: good\ncall:\n"
        '  - they: answers\n  - you: "Hello, we met at the linen expo in Boston."\n'
        "    moves: [greet, mention_fair]\n  - they: tells\n",
        "utf-8",
    )
    (tmp_path / "moves.yaml").write_text(TEXT, "utf-8")
    return tmp_path


def test_a_scenario_reacts_to_an_own_move_in_a_rehearsal(desk):
    library = Library((SCENARIOS, desk))
    scenario, path = library.find("my-desk")
    plan = library.plan_at(library.plan_paths(path)[0])
    by = Understanding.load(own=library.own_moves.read)

    outcome = run_plan(plan, scenario, library.playbooks.values(), library.move_ids, by)

    assert outcome.failures == ()
    assert [t.text for t in outcome.judged.transcript.turns if t.who == "other"][1] == "Oh, the fair!"


def test_a_scenario_named_by_its_path_finds_the_moves_beside_it(desk):
    library = Library((SCENARIOS,))
    library.look_beside([str(desk / "my-desk.yaml")])

    assert library.find(str(desk / "my-desk.yaml"))[0].title == "My desk"


def test_a_broken_file_of_moves_is_told_and_hides_no_scenario(desk):
    (desk / "moves.yaml").write_text("moves: {greet: {meaning: Says hello., contexts: [R], examples: [Hi]}}", "utf-8")
    library = Library((SCENARIOS, desk))

    assert "a move is called 'greet' already" in str(library.own_moves.broken[desk / "moves.yaml"])
    assert "the-front-desk" in library.shelf.read
    assert "mention_fair" in str(library.shelf.broken["my-desk"])


def test_a_record_carries_the_own_moves_so_that_it_can_be_replayed_without_them(desk):
    from dataclasses import replace

    from simulator.core.moves import written

    library = Library((SCENARIOS, desk))
    scenario, path = library.find("my-desk")
    plan = library.plan_at(library.plan_paths(path)[0])
    by = Understanding.load(own=library.own_moves.read)
    record = run_plan(plan, scenario, library.playbooks.values(), library.move_ids, by).record
    kept = replace(record, header=replace(record.header, catalogue=written(library.own_moves.read)))

    call, _ = replay(kept, SHIPPED.ids)

    assert own_ids(kept.header.catalogue) == ("mention_fair",)
    assert call.state == replay(record, library.move_ids)[0].state
