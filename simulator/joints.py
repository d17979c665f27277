"""Where the core meets speech and understanding: a scenario as a mouth and ears want it, and what words mean on a call.

Rule: plain functions of a scenario or of a call as it stands; nothing is run, kept or changed here. Whoever plays calls
in the window, in the terminal, as plans or as drills asks the same ones, so that the same words mean the same to all.
"""

from __future__ import annotations

from simulator.core.call import Call
from simulator.core.events import Heard
from simulator.core.facts import Facts
from simulator.core.scenario import Scenario
from simulator.speech.voices import Line, Voice
from simulator.understanding.meaning import Understanding
from simulator.understanding.names import Names
from simulator.understanding.overrule import Known


def lines_of(scenario: Scenario) -> list[Line]:
    """Every line of a scenario as the mouth wants it, the opening first."""
    return [line_of(scenario, who, text) for who, text in scenario.spoken()]


def line_of(scenario: Scenario, who: str, text: str) -> Line:
    """One line with the voice of its person."""
    voice = scenario.people[who].voice
    return Line(who, text, Voice(voice.natural, voice.system, voice.pace, voice.pitch))


def sounds_of(scenario: Scenario) -> tuple[str, ...]:
    """What is heard behind its lines: the scenes, and the music of a line on hold."""
    scenes = {scenario.line.background, *(m.background for m in scenario.moments.values())} - {None, "none"}
    holds = any(m.phase in ("holding", "transferring") for m in scenario.moments.values())
    return (*sorted(s for s in scenes if s), *(["hold"] if holds else []))


def names_in(scenario: Scenario, facts: Facts | None = None) -> Names:
    """The names that may rightly be said on a call of this scenario, of which these facts are true."""
    people = [person.name for person in scenario.people.values() if person.role != "voicemail"]
    referral = (facts or scenario.facts).referral
    referrer = [referral.name] if referral else []
    you, prospect = scenario.you, scenario.prospect
    return Names(prospect.name, prospect.company, you.name, you.company, (*people, *referrer))


def understand(understanding: Understanding, said: str, call: Call) -> Heard:
    """What an utterance means as the call stands: an event without its times."""
    state, facts = call.state, call.facts
    known = Known(
        call.with_,
        names_in(call.scenario, facts),
        facts.now,
        state.refused,
        state.cannot_talk,
        asked=(state.asked,) if state.asked else (),
        expected=facts.expected,
        referral=facts.referral is not None,
        told=" ".join(t.text for t in state.turns if t.who == "other"),
        spoken=facts.dealt_before,
        cell_source=facts.cell_source,
        open_times=state.open_times,
    )
    meaning = understanding.beside(call.scenario.moves).understand(said, heard=call.heard_last(), known=known)
    return Heard(
        call.at,
        said,
        meaning.moves,
        understood=meaning.understood,
        wrong_names=meaning.wrong_names,
        false_names=meaning.false_names,
        false_firms=meaning.false_firms,
    )
