"""A call in the terminal: what they say is printed, what you say is typed, the telephone stands in brackets.

Rule: the same call as in the window, without sound: same engine, same record, same scorecard.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import datetime
from queue import SimpleQueue

import typer

from simulator import report
from simulator.beginning import FIRST, Begins, begin
from simulator.core.call import Call
from simulator.core.events import Action, Event, KeyPressed
from simulator.core.moves import written
from simulator.core.promises import promises, spoken_time
from simulator.core.record import Header, Record
from simulator.core.retry import lived_anew
from simulator.core.scenario import Scenario
from simulator.core.state import Phase
from simulator.core.tips import Prompter
from simulator.core.turns import ENDINGS
from simulator.core.ways import promise_told
from simulator.core.yaml_text import BadFile, Flaw
from simulator.library import Library
from simulator.play import LiveCall
from simulator.records import RecordFile
from simulator.settings import load_settings
from simulator.speech.speaker import MouthSettings, Speaker
from simulator.suite import Judged, first, judge
from simulator.understanding.meaning import Understanding

WORDS = {
    Phase.RINGING: "(ringing)",
    Phase.BUSY: "(the line is busy)",
    Phase.BEEP: "(beep: you are being recorded; /# ends, /0 leaves the box, /hangup leaves your message)",
    Phase.HOLDING: "(on hold)",
    Phase.TRANSFERRING: "(being put through)",
}
KEYS = "0123456789*#"
_HANGS_UP = re.compile(
    r"[(\[]?(?:(?:ok|okay|thanks|thank you|(?:good|bye)[ -]?bye|bye|and|then|now|i|i'll)[ ,.!-]+)*"
    r"(?:hang(?:s|ing)?[ -]?up|hung[ -]up)(?: now| then| the phone)?[)\]]?[.! ]*",
    re.IGNORECASE,
)
"""A line that says no more than that the caller hangs up: nobody says so to anybody."""
HELP = "Type what you say. /0 presses a key (/0 to /9, /*, /#), /hangup ends the call; an empty line says nothing.\n"


def _chosen(library: Library, scenario: Scenario, difficulty: str, playbook: str) -> tuple[str, str]:
    """The difficulty and the playbook of the call: those named, or the scenario's first. Raises BadFile."""
    level = difficulty or next(iter(scenario.difficulty))
    if level not in scenario.difficulty:
        says = f"{scenario.id} has no difficulty '{level}'; it has {', '.join(scenario.difficulty)}"
        raise BadFile([Flaw("hitzero", 0, says)])
    chosen = playbook or scenario.playbooks[0]
    if chosen not in library.playbooks:
        says = f"no playbook is called '{chosen}'; there are {', '.join(library.playbooks)}"
        raise BadFile([Flaw("hitzero", 0, says)])
    return level, chosen


def play_typed(
    library: Library,
    scenario: Scenario,
    difficulty: str,
    playbook: str,
    full: bool = False,
    begins: Begins = FIRST,
) -> None:
    """One typed call with its scorecard. Raises BadFile where the scenario has no such difficulty, or the call cannot
    begin so."""
    level, chosen = _chosen(library, scenario, difficulty, playbook)
    if library.left_out:
        typer.echo(library.left_out, err=True)
    settings = load_settings()
    way, after = begin(library, scenario, begins, settings)
    seed = int(time.time()) % 1000
    facts = way.facts.model_dump(mode="json", by_alias=True)
    header = Header(
        scenario.id,
        scenario.text,
        level,
        seed,
        started=datetime.now().isoformat(timespec="seconds"),
        playbook=chosen,
        facts=facts,
        trainee=settings.trainee,
        case=way.case,
        after=after,
        catalogue=written(library.own_moves.read),
        untimed=settings.untimed or begins.untimed,
    )
    typer.echo(f"{scenario.title} ({level}). {way.goal}")
    if scenario.you.phone:
        typer.echo(f"  - Your number is {scenario.you.phone}.")
    for known in way.told:
        typer.echo(f"  - {known}")
    typer.echo(f"  - It is {spoken_time(way.facts.now)}." if way.facts.now else "")
    call = Call(scenario, level, seed, way.facts, header.untimed)
    judged = hold(library, Record(header, ()), call, lambda live: live.dial(_choice(scenario)), full)
    for promise in promises(judged.transcript)[-1:]:
        typer.echo(f"In your calendar: {promise_told(promise, promise.to)} hitzero play {scenario.id} --typed --again")


def hold(library: Library, record: Record, call: Call, start: Callable[[LiveCall], None], full: bool) -> Judged:
    """The call itself, from where it stands to its end, and its scorecard. `record`: its header and what it takes over;
    `start`: sets it going."""
    chosen, said = record.header.playbook, SimpleQueue[object]()
    understanding = Understanding.load(own=library.own_moves.read)
    typer.echo(HELP)
    speaker = Speaker(said, MouthSettings(engine="", ready_made=()))
    file = RecordFile(record.header, before=record.events)
    live = LiveCall(call, file, understanding, speaker, said)
    printed = _Printed(live)
    live.on_event = printed.event
    live.prompter, live.tips = Prompter(library.playbooks[chosen]), load_settings().tips
    start(live)
    try:
        _converse(live, printed)
    finally:
        live.close()
        speaker.close()
    judged = judge(live.call.transcript(), library.playbooks.values())
    cards = first(chosen, judged.scorecards)
    typer.echo("\n" + report.as_summary(judged.transcript, cards, judged.disagreements, judged.measures))
    if full:
        typer.echo(report.as_text(cards, judged.disagreements, measures=judged.measures, totals=False))
    typer.echo(file.trouble or f"Kept: {file.path} (hitzero score judges it again, every rule of it)")
    return judged


class _Printed:
    """What has been printed of a call so far."""

    def __init__(self, live: LiveCall) -> None:
        call = live.call
        self._live, self._turns, self._phase, self._tip = live, lived_anew(call), call.phase, live.tip

    def event(self, event: Event, at: float) -> None:
        """A key pressed is seen as it is pressed."""
        if isinstance(event, KeyPressed):
            typer.echo(f"(you press {event.key})")

    def catch_up(self) -> None:
        """Print what is new: the telephone's phase, the lines said."""
        call = self._live.call
        turns = call.state.turns
        for turn in turns[self._turns :]:
            if turn.who == "other":
                typer.echo(f"{turn.speaker}: {turn.text}")
        self._turns = len(turns)
        if call.phase is not self._phase:
            self._phase = call.phase
            if call.is_over:
                typer.echo(f"(the line is dead: {ENDINGS.get(call.state.ended, 'The call is over.')})")
            elif call.phase in WORDS:
                typer.echo(WORDS[call.phase])
        if (tip := self._live.tip) is not None and tip != self._tip:
            self._tip = tip
            typer.echo(f"(tip, {tip.author}: {tip.what})")


def _choice(scenario: Scenario) -> Action:
    """How to reach them, where the scenario leaves a choice."""
    actions = list(scenario.choices)
    if not actions:
        return "dial_desk"
    told = ", ".join(f"{n} {action.replace('_', ' ')}" for n, action in enumerate(actions, 1))
    while True:
        try:
            answer = input(f"{told}? ").strip()
        except EOFError:
            return actions[0]
        if answer.isdigit() and 0 < int(answer) <= len(actions):
            return actions[int(answer) - 1]


def _converse(live: LiveCall, printed: _Printed) -> None:
    while True:
        while not live.call.is_over and not live.call.awaits_trainee:
            live.step()
            printed.catch_up()
            time.sleep(0.02)
        printed.catch_up()
        if live.call.is_over:
            return
        try:
            words = input("you: ").strip()
        except EOFError:
            words = "/hangup"
        _do(live, words)
        live.step()
        printed.catch_up()


def _do(live: LiveCall, words: str) -> None:
    """What was typed: words, a key, hanging up, or nothing. A key alone is pressed where the moment offers it, and is
    something said where it does not."""
    if words.replace("_", "") == "/hangup":
        live.hang_up()
    elif _HANGS_UP.fullmatch(words):
        typer.echo("(hung up)")
        live.hang_up()
    elif words in set(live.call.keys()):
        live.press(words)
    elif len(words) == 2 and words[0] == "/" and words[1] in KEYS:
        live.press(words[1])
    elif words.startswith("/"):
        typer.echo(f"{words} is no command: /0 to /9, /*, /#, /hangup")
    elif words:
        live.say(words)
    else:
        live.be_silent()
