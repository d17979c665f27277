"""What an author would do next: worked out from the rules and the call so far, and never worth less than keeping
still."""

from __future__ import annotations

from dataclasses import replace

import pytest
from core.conftest import MOVES, Told, scenario_named
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator import SCENARIOS
from simulator.core.call import Call
from simulator.core.event_lines import parse_event, to_line
from simulator.core.events import SpeechEnded, SpeechStarted, TipShown
from simulator.core.playbook import Playbook, parse_playbook
from simulator.core.scoring import score
from simulator.core.state import Phase
from simulator.core.tips import Prompter, Tip, _Trial, doing, in_mid_call, next_tip, to_do
from simulator.core.turns import Turn


def book(name: str) -> Playbook:
    file = SCENARIOS / "playbooks" / f"{name}.yaml"
    return parse_playbook(file.read_text(encoding="utf-8"), file.name, MOVES)


BOOKS = {name: book(name) for name in ("ask-for-help", "hit-zero", "always-leave-one", "cell-yes", "cell-no")}


def begun(name: str) -> Call:
    scenario = scenario_named(name)
    return Call(scenario, [*scenario.difficulty][-1], 7)


def told(name: str, by: str) -> tuple[Told, Prompter]:
    """A call that has been answered, and somebody who watches it."""
    call = Told(begun(name)).answered()
    return call, Prompter(BOOKS[by])


def tip(call: Told, prompter: Prompter) -> Tip:
    found = prompter.look(call.call)
    assert found is not None
    return found


def test_whoever_answers_is_asked_for_help_first() -> None:
    found = tip(*told("switchboard", "ask-for-help"))

    assert (found.rule, found.what) == ("ask-for-help/2", "asking for help")
    assert found.author == "Ari Galper"
    assert all((found.document, found.words, found.because))


def test_what_was_done_is_not_asked_for_again() -> None:
    call, prompter = told("switchboard", "ask-for-help")
    first = tip(call, prompter)
    call.says("Could you help me?", "ask_for_help")
    call.finishes()

    assert (then := prompter.look(call.call)) is None or then.what != first.what


def test_what_was_just_asked_comes_before_everything_else() -> None:
    call, prompter = told("switchboard", "ask-for-help")
    call.call.state.turns[-1] = _asking(call.call)

    assert tip(call, prompter).what == "saying who you are"


def test_the_words_of_a_tip_answer_what_was_asked_and_no_more() -> None:
    call, prompter = told("switchboard", "ask-for-help")
    call.call.state.turns[-1] = replace(call.call.state.turns[-1], acts=("asked_what",))
    found = tip(call, prompter)

    assert (found.what, found.words) == ("saying what it is about", "It's about filing on paper.")


@pytest.mark.parametrize(
    "said", ["You've just missed her. She's at lunch.", "She's out all day.", "She is on her break."]
)
@pytest.mark.parametrize("by", ["ask-for-help", "hit-zero"])
def test_nobody_is_asked_where_somebody_is_who_has_just_told_it(said: str, by: str) -> None:
    before, after = (_whats(_told_by_desk(said), by) for said in ("She's not available.", said))

    asks_where = {"offering answers to choose from", "offering options", "asking where they are or when they are free"}
    assert before & asks_where
    assert not after & asks_where


def test_when_somebody_is_free_is_asked_until_it_is_told() -> None:
    asks, never = "asking when they are free", _told_by_desk("She's back at two o'clock.")

    assert asks in _whats(_told_by_desk("She's at lunch."), "ask-for-help")
    assert not any("they are" in what or "offer" in what for what in _whats(never, "ask-for-help"))


def test_who_has_only_just_come_to_the_line_is_not_thanked() -> None:
    call = _told_by_desk("She's at lunch.")
    there = _whats(call, "ask-for-help")
    turns = call.call.state.turns
    turns.append(replace(turns[-1], index=len(turns), speaker="Martin Bell", text="Martin Bell. Hello?", acts=()))

    assert "thanking them" in there or "thanking" in there
    assert not any("thank" in what for what in _whats(call, "ask-for-help"))


def _told_by_desk(text: str) -> Told:
    """The desk was asked for help and has said that."""
    call, _ = told("switchboard", "hit-zero")
    call.says("Could you help me?", "ask_for_help")
    call.finishes()
    turns = call.call.state.turns
    turns[-1] = replace(turns[-1], text=text, acts=())
    return call


def _whats(call: Told, by: str) -> set[str]:
    """Everything that author might still say, whatever comes first."""
    return {t.what for t in _Trial(call.call, BOOKS[by]).tries() if t.said is not None}


def _asking(call: Call) -> Turn:
    return replace(call.state.turns[-1], acts=("asked_who",))


def test_the_tip_stands_while_the_trainee_speaks() -> None:
    call, prompter = told("switchboard", "ask-for-help")
    first = tip(call, prompter)
    call.happens(SpeechStarted(call.tick()))
    while_speaking = prompter.look(call.call)
    call.happens(SpeechEnded(call.tick()))

    assert while_speaking == first
    assert prompter.look(call.call) == first


def test_no_new_tip_comes_while_the_other_side_speaks() -> None:
    call, prompter = told("switchboard", "ask-for-help")
    tip(call, prompter)
    call.says("Could you help me?", "ask_for_help")
    assert call.call.state.speaking is not None

    assert prompter.look(call.call) is None
    call.finishes()
    assert prompter.look(call.call) is not None


def test_before_anybody_answers_there_is_none() -> None:
    call = Told(begun("switchboard")).dials()

    assert call.call.phase is Phase.RINGING
    assert Prompter(BOOKS["ask-for-help"]).look(call.call) is None


def test_an_action_is_a_tip_too() -> None:
    call = Told(begun("box")).dials()
    call.fires("rings")
    found = tip(call, Prompter(BOOKS["hit-zero"]))

    assert (found.what, found.words) == ("pressing zero", "")


def test_authors_give_different_tips_on_the_same_tape() -> None:
    call, _ = told("box", "hit-zero")
    call.fires("beep")
    assert call.call.phase is Phase.RECORDING

    assert next_tip(call.call, BOOKS["hit-zero"]).what == "pressing zero"  # type: ignore[union-attr]
    assert next_tip(call.call, BOOKS["always-leave-one"]).what not in ("pressing zero", "hanging up")  # type: ignore[union-attr]


def test_who_would_leave_no_message_never_says_how_to() -> None:
    call, _ = told("box", "hit-zero")
    call.fires("beep")
    call.call.scenario.keys.clear()

    assert next_tip(call.call, BOOKS["hit-zero"]).what == "hanging up"  # type: ignore[union-attr]


def test_what_was_perhaps_said_is_not_asked_for_again() -> None:
    call, prompter = told("switchboard", "ask-for-help")
    call.says("Could you", unsure=("ask_for_help",))
    if call.call.state.speaking:
        call.finishes()

    found = prompter.look(call.call)
    assert found is None or found.what != "asking for help"


def test_when_the_call_is_over_nothing_is_left_to_do() -> None:
    call, prompter = told("switchboard", "ask-for-help")
    tip(call, prompter)
    call.hangs_up()

    assert prompter.look(call.call) is None


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_following_a_tip_never_costs_anything(data: st.DataObject) -> None:
    """With every author, after any row of moves: what the tip asks for earns more with that author."""
    author = data.draw(st.sampled_from(sorted(BOOKS)))
    call, prompter = told(data.draw(st.sampled_from(("switchboard", "box"))), author)
    for move in data.draw(st.lists(st.sampled_from(sorted(MOVES)), max_size=4)):
        if call.call.is_over:
            return
        call.says("Some words of mine.", move)
        if call.call.state.speaking:
            call.finishes()
    found = prompter.look(call.call)
    rule = BOOKS[author].rule(found.rule) if found else None
    part = next((p for p in rule.do or () if found and found.what.endswith(p.label)), None) if rule else None
    if part is None or not part.any_ or not call.call.awaits_trainee:
        return
    before = _earned(call, author)
    gained = []
    for move in part.any_:
        again = Told(begun(call.call.scenario.id))
        for event in call.events:
            again.happens(event)
        again.now = call.now
        again.says("So then.", move)
        gained.append(_earned(again, author) - before)

    assert max(gained) > 0


def _earned(call: Told, author: str) -> float:
    return sum(j.points for j in score(call.call.transcript(), BOOKS[author]).judgments)


@pytest.mark.parametrize(
    ("move", "words"),
    [("ask for help", "asking for help"), ("leave number", "leaving number"), ("let go", "letting go")],
)
def test_a_move_is_told_as_something_to_do(move: str, words: str) -> None:
    assert doing(move) == words


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Hello, I wonder if you could help me.", "I wonder if you could help me."),
        ("Good morning! could you help me?", "Could you help me?"),
        ("Hiking is fine. Hello, then.", "Hiking is fine. Hello, then."),
        ("Hello Grace, it is Sam.", "Hello Grace, it is Sam."),
    ],
)
def test_in_mid_call_nobody_says_hello_again(words: str, said: str) -> None:
    assert in_mid_call(words) == said


def test_the_words_of_a_tip_greet_only_before_anything_was_said() -> None:
    call, prompter = told("switchboard", "ask-for-help")
    first = tip(call, prompter).words
    call.says("Where is Dana?", "ask_whereabouts")
    call.finishes()
    call.says("It is Sam Reyes.", "identify_self", "state_purpose")
    call.finishes()
    then = next_tip(call.call, BOOKS["ask-for-help"])

    assert in_mid_call(first) != first
    assert then is not None
    assert in_mid_call(then.words) == then.words


def test_a_rule_of_the_house_is_told_as_one_and_comes_after_the_authors_own() -> None:
    playbook = BOOKS["ask-for-help"]
    own = next(rule for rule in playbook.rules if rule.id == "ask-for-help/2")
    house = own.model_copy(update={"id": "ask-for-help/0", "basis": "house"})
    call, _ = told("switchboard", "ask-for-help")
    alone = next_tip(call.call, playbook.model_copy(update={"rules": (house,)}))
    both = next_tip(call.call, playbook.model_copy(update={"rules": (house, own)}))

    assert alone is not None
    assert both is not None
    assert alone.author == "House rule, put beside Ari Galper"
    assert (both.rule, both.author) == ("ask-for-help/2", "Ari Galper")


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("asking for help", "asking for help"),
        ("when you will try again", "saying when you will try again"),
        ("your name", "saying your name"),
        ("an honest answer", "giving an honest answer"),
    ],
)
def test_what_a_part_of_a_rule_is_called_is_told_as_something_to_do(label: str, words: str) -> None:
    assert to_do(label) == words


def test_a_tip_that_was_shown_stands_in_the_record() -> None:
    event = TipShown(1200, "ask-for-help/2", "asking for help")

    assert parse_event(to_line(event)) == event


def test_a_shown_tip_changes_nothing_on_the_call() -> None:
    call, _ = told("switchboard", "ask-for-help")
    before = call.call.transcript()

    assert call.happens(TipShown(call.tick(), "ask-for-help/2", "asking for help")) == []
    assert call.call.transcript() == replace(before, with_tips=True)


def test_a_call_in_which_tips_were_shown_is_marked_so() -> None:
    call, _ = told("switchboard", "ask-for-help")
    before = call.call.transcript().marks
    call.happens(TipShown(call.tick(), "ask-for-help/2", "asking for help"))

    assert (before, call.call.transcript().marks) == ((), ("with tips",))
