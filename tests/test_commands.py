"""The command line, as a process: what it prints, how it ends, and never a traceback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HELLO = '{"id": "a", "context": "R", "heard": "Good morning.", "said": "Hi, could you help me?"}\n'

OWN = """\
moves:
  ask_back:
    meaning: Asks when somebody is back.
    contexts: [R]
    examples:
      - "When will she be back?"
      - "When do you expect him back?"
      - "What time does she get back?"
      - "When is he back at his desk?"
      - "When will Dana be back in?"
      - "Do you know when she is back?"
      - "When would she be back, please?"
      - "When might he be back?"
"""


def test_a_new_scenario_passes_the_lint_and_its_plans(hitzero, tmp_path):
    assert hitzero("new", "my-desk", home=tmp_path).returncode == 0

    checked = hitzero("check", "my-desk", home=tmp_path)
    rehearsed = hitzero("rehearse", "my-desk", home=tmp_path)

    assert (checked.returncode, checked.stdout.strip()) == (0, "Nothing is wrong.")
    assert (rehearsed.returncode, rehearsed.stdout.count("ok ")) == (0, 3)


def test_check_names_file_and_line_and_ends_with_1(hitzero, tmp_path):
    path = tmp_path / "mine.yaml"
    text = (ROOT / "scenarios" / "starter" / "scenario.yaml").read_text("utf-8")
    path.write_text(text.replace("go: refuses}", "go: refusess}", 1), "utf-8")

    told = hitzero("check", str(path), home=tmp_path)
    rows = json.loads(hitzero("check", str(path), "--format", "json", home=tmp_path).stdout)

    assert told.returncode == 1
    assert "did you mean 'refuses'?" in told.stdout
    assert rows[0]["line"] > 1


WRONG = {
    "leaves-the-road": (
        *("they: who_is_calling", "they: tells", 9),
        "expected 'tells'; the call stood in 'who_is_calling', where Paul had",
    ),
    "other-moves": (
        *("moves: [thank, promise_call_back_time]", "moves: [thank]", 13),
        "heard too: promise_call_back_time",
    ),
    "no-level": ("difficulty: busy", "difficulty: easy", 3, "no difficulty is called 'easy'; there are warm, busy"),
    "no-scenario": ("scenario: my-desk", "scenario: my-dask", 2, "this plan is for 'my-dask'"),
    "other-verdict": (
        *("ends: friendly", "ends: friendly\nverdicts: {hit-zero/3: missed}", 19),
        "was not_applicable, not missed",
    ),
    "other-total": ("hit-zero: [80, 100]", "hit-zero: [1, 9]", 20, "not 1 to 9"),
    "not-learned": ("learned: [back_at]", "learned: [back_on]", 16, "did you mean 'back_at'?"),
}
"""Plans with one mistake each: what stood there, what stands there now, in which line it is told, and how."""


@pytest.fixture(scope="module")
def wrong_plans(hitzero, tmp_path_factory):
    """A scenario all of whose plans have a mistake: their folder, and what check and rehearse say of them."""
    home = tmp_path_factory.mktemp("home")
    hitzero("new", "my-desk", home=home)
    folder = home / "data" / "hitzero" / "scenarios" / "plans" / "my-desk"
    good = (folder / "good.yaml").read_text("utf-8")
    for plan in folder.iterdir():
        plan.unlink()
    for name, (old, new, _, _) in WRONG.items():
        (folder / f"{name}.yaml").write_text(good.replace(old, new, 1), "utf-8")
    return folder, hitzero("check", "my-desk", home=home), hitzero("rehearse", "my-desk", home=home)


@pytest.mark.parametrize("name", WRONG)
def test_check_and_rehearse_say_the_same_of_a_plan(wrong_plans, name):
    folder, checked, rehearsed = wrong_plans
    _, _, line, says = WRONG[name]
    plan = folder / f"{name}.yaml"

    [told] = [row for row in checked.stdout.splitlines() if row.startswith(str(plan))]

    assert told.startswith(f"{plan}:{line}: error: ")
    assert says in told
    assert told.replace(": error:", ":", 1) in rehearsed.stdout
    assert (checked.returncode, rehearsed.returncode) == (1, 1)


def test_a_plan_is_checked_by_its_file_as_it_is_with_its_scenario(hitzero, wrong_plans):
    folder, checked, _ = wrong_plans
    plan = folder / "other-total.yaml"
    home = folder.parents[4]

    alone = hitzero("check", str(plan), home=home)

    assert alone.stdout.splitlines()[0] in checked.stdout
    assert alone.stdout.endswith("1 error, 0 warnings\n")


def test_check_of_a_scenario_looks_at_the_moves_beside_it_too(hitzero, tmp_path):
    hitzero("new", "my-desk", home=tmp_path)
    moves = tmp_path / "data" / "hitzero" / "scenarios" / "moves.yaml"
    moves.write_text("moves:\n  read_back:\n    meaning: Reads back.\n    contexts: [R]\n", "utf-8")

    by_name, by_file = hitzero("check", "my-desk", home=tmp_path), hitzero("check", str(moves), home=tmp_path)

    assert by_name.returncode == 1
    assert by_name.stdout == by_file.stdout
    assert by_name.stdout.startswith(f"{moves}:2: error: 'examples' is missing")


def test_an_own_move_heard_in_a_shipped_plan_is_a_warning_at_the_move(hitzero, tmp_path):
    moves = tmp_path / "data" / "hitzero" / "scenarios" / "moves.yaml"
    moves.parent.mkdir(parents=True)
    moves.write_text(OWN, "utf-8")

    checked = hitzero("check", "the-front-desk", home=tmp_path)
    rehearsed = hitzero("rehearse", "the-front-desk", home=tmp_path)

    assert (checked.returncode, rehearsed.returncode) == (0, 0), checked.stdout + rehearsed.stdout
    assert f"{moves}:2: warning: your move 'ask_back' is heard in th" in checked.stdout
    assert "; if that is wrong, add " in checked.stdout


@pytest.mark.parametrize(
    "row", ["    moves: [thank, promise_call_back_time]\n", "    understood: {call_at: 2026-11-24 11:00}\n"]
)
def test_a_plan_need_not_say_what_will_be_heard(hitzero, tmp_path, row):
    hitzero("new", "my-desk", home=tmp_path)
    plan = tmp_path / "data" / "hitzero" / "scenarios" / "plans" / "my-desk" / "good.yaml"
    plan.write_text(plan.read_text("utf-8").replace(row, "", 1), "utf-8")

    assert hitzero("check", "my-desk", home=tmp_path).stdout == "Nothing is wrong.\n"


def test_a_scenario_that_cannot_be_read_is_not_passed_over(hitzero, tmp_path):
    hitzero("new", "my-desk", home=tmp_path)
    (tmp_path / "data" / "hitzero" / "scenarios" / "school-office.yaml").write_text("hit_zero: 1\n", "utf-8")

    rehearsed = hitzero("rehearse", home=tmp_path)

    assert rehearsed.returncode == 1
    assert "not rehearsed: school-office (cannot be read; see hitzero check school-office)" in rehearsed.stdout


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"[" * 20_000, "never closed"),
        (b"a: &a [*a]", "contains itself"),
        (b"x: 1\n" * 1_000_000, "split it"),
        (b"title: 3\n", "there are no people"),
        (b"people: {a: {role: receptionist, voice: {system: male}}}\n", "'hit_zero' is missing"),
        (b"- a\n- b\n", "begins with lines such as"),
        (b"", "the file is empty"),
    ],
)
def test_hostile_files_are_refused_in_words(hitzero, tmp_path, content, says):
    path = tmp_path / "hostile.yaml"
    path.write_bytes(content)

    told = hitzero("check", str(path), home=tmp_path)

    assert told.returncode == 1
    assert "hostile.yaml" in told.stdout
    assert says in told.stdout


def test_a_plan_is_played_silently_with_its_scorecard(hitzero, tmp_path):
    plan = ROOT / "scenarios" / "plans" / "the-front-desk" / "good.yaml"

    played = hitzero("play", "the-front-desk", "--plan", str(plan), home=tmp_path)

    assert played.returncode == 0, played.stdout
    assert "The plan came true." in played.stdout
    assert "Colleen Francis" in played.stdout


@pytest.mark.parametrize("plan", ["silent", "Never says a word", "never says a word"])
def test_a_plan_is_played_by_its_name(hitzero, tmp_path, plan):
    played = hitzero("play", "the-front-desk", "--plan", plan, home=tmp_path)

    assert played.returncode == 0, played.stderr
    assert "The plan came true." in played.stdout


@pytest.mark.parametrize(
    "words",
    [
        ("the-front-desk", "--plan", "poor"),
        (str(ROOT / "scenarios" / "plans" / "the-front-desk" / "poor.yaml"),),
    ],
)
def test_one_plan_is_rehearsed_by_its_name_or_file(hitzero, tmp_path, words):
    rehearsed = hitzero("rehearse", *words, home=tmp_path)

    assert rehearsed.stdout.splitlines() == ["ok   the-front-desk · Sells to the person who answers the phone (busy)"]


def test_a_whole_card_below_the_summary_tells_no_total_twice(hitzero, tmp_path):
    plan = ROOT / "scenarios" / "plans" / "the-front-desk" / "good.yaml"

    short = hitzero("play", "the-front-desk", "--plan", str(plan), home=tmp_path).stdout
    full = hitzero("play", "the-front-desk", "--plan", str(plan), "--full", home=tmp_path).stdout

    totals = [line for line in short.splitlines() if line.endswith((" of 100", "says nothing on such a call"))]
    assert len(totals) == 5
    assert [full.splitlines().count(line) for line in totals] == [1] * 5
    assert len(full) > len(short) + 1000


def test_a_typed_call_is_made_kept_and_can_be_scored_again(hitzero, tmp_path):
    words = "Hi Grace, could you help me? Is Ellen in a meeting, or out for the day?\n/5\n/hangup\n"

    played = hitzero("play", "the-front-desk", "--typed", "--difficulty", "warm", home=tmp_path, given=words)
    [record] = (tmp_path / "data" / "hitzero" / "calls").glob("*.jsonl")
    scored = hitzero("score", str(record), "--playbook", "hit-zero", "--json", home=tmp_path)
    again = hitzero("score", str(record), "--playbook", "hit-zero", "--json", home=tmp_path)

    assert played.returncode == 0, played.stderr
    assert "Grace:" in played.stdout
    assert json.loads(scored.stdout)["scorecards"][0]["playbook"] == "hit-zero"
    assert record.stem.startswith(json.loads(record.read_text("utf-8").splitlines()[0])["started"][:10])
    assert scored.stdout == again.stdout


def test_moves_are_recognised_line_by_line(hitzero, tmp_path):
    done = hitzero("moves", home=tmp_path, given=HELLO)

    assert set(json.loads(done.stdout)["moves"]) == {"greet", "ask_for_help"}


def test_moves_are_measured_on_a_trainer_s_own_turns_with_moves_of_their_own(hitzero, tmp_path):
    moves = tmp_path / "data" / "hitzero" / "scenarios" / "moves.yaml"
    moves.parent.mkdir(parents=True)
    moves.write_text(OWN, "utf-8")
    mine = tmp_path / "mine.jsonl"
    said = {"id": "a", "context": "R", "heard": "She is out.", "said": "When will she be back?", "moves": ["ask_back"]}
    mine.write_text(json.dumps(said), "utf-8")

    done = hitzero("moves", "--evaluate", str(mine), "--json", home=tmp_path)

    assert done.returncode == 0, done.stderr
    rows = {row["move"]: (row["labelled"], row["heard"]) for row in json.loads(done.stdout)["rows"]}
    assert rows["ask_back"] == (1, 1)


@pytest.mark.parametrize(("to", "heard"), [("C", True), ("c", True), ("R", False)])
def test_a_sentence_is_tried_on_whom_it_is_said_to(hitzero, tmp_path, to, heard):
    done = hitzero("moves", "Did I catch you at a bad time?", "--to", to, home=tmp_path)

    assert done.returncode == 0, done.stderr
    assert ("ask_if_good_time" in done.stdout) is heard


def test_nobody_is_told_with_who_there_is(hitzero, tmp_path):
    done = hitzero("moves", "Hello.", "--to", "Q", home=tmp_path)

    assert done.returncode == 1
    assert "'Q' is nobody; it may be R (the desk)" in done.stderr


def test_moves_of_ones_own_that_cannot_be_read_are_told(hitzero, tmp_path):
    moves = tmp_path / "data" / "hitzero" / "scenarios" / "moves.yaml"
    moves.parent.mkdir(parents=True)
    moves.write_text(OWN.replace("contexts: [R]", "contexts: [Q]"), "utf-8")

    done = hitzero("moves", home=tmp_path, given=HELLO)

    assert "left aside, for it cannot be read (none of its moves is heard)" in done.stderr
    assert str(moves) in done.stderr
    assert set(json.loads(done.stdout)["moves"]) == {"greet", "ask_for_help"}


SAID = {"context": "R", "heard": "", "said": "Purple boxes sing.", "moves": []}


def test_a_measurement_of_moves_knows_of_no_correction(hitzero, tmp_path):
    lessons = tmp_path / "data" / "hitzero" / "scenarios" / "moves" / "from-disputes.yaml"
    lessons.parent.mkdir(parents=True)
    lessons.write_text("moves:\n  thank:\n    examples:\n      - Purple boxes sing.\n", "utf-8")
    (tmp_path / "mine.jsonl").write_text(json.dumps({"id": "a", **SAID}), "utf-8")

    done = hitzero("moves", "--evaluate", str(tmp_path / "mine.jsonl"), "--json", home=tmp_path)
    heard = hitzero("moves", SAID["said"], home=tmp_path).stdout

    assert heard.startswith("thank")
    assert "thank" not in {row["move"] for row in json.loads(done.stdout)["rows"]}


def test_two_labelled_turns_of_one_id_are_refused(hitzero, tmp_path):
    (tmp_path / "mine.jsonl").write_text(f"{json.dumps({'id': 'a', **SAID})}\n" * 2, "utf-8")

    done = hitzero("moves", "--evaluate", str(tmp_path / "mine.jsonl"), home=tmp_path)

    assert (done.returncode, done.stderr) == (1, "mine.jsonl:2: the id a stands in mine.jsonl:1 too\n")


def test_curly_quotes_among_labelled_turns_are_told_once(hitzero, tmp_path):
    text = json.dumps({"id": "a", **SAID}).replace('"id"', "\u201cid\u201d")
    (tmp_path / "mine.jsonl").write_text(f"{text}\n" * 3, "utf-8")

    done = hitzero("moves", "--evaluate", str(tmp_path / "mine.jsonl"), home=tmp_path)

    assert done.returncode == 1
    assert done.stderr.startswith("mine.jsonl:1: curly quotes stand here")
    assert len(done.stderr.splitlines()) == 1


def test_of_a_file_that_holds_no_labelled_turns_only_the_first_lines_are_told(hitzero, tmp_path):
    (tmp_path / "notes.txt").write_text("Paul: Hello\n" * 40, "utf-8")

    done = hitzero("moves", "--evaluate", str(tmp_path / "notes.txt"), home=tmp_path)

    assert done.returncode == 1
    assert "notes.txt:1: this is not JSON; write" in done.stderr
    assert len(done.stderr.splitlines()) == 6
    assert "notes.txt:6: from here on 35 more lines are wrong" in done.stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("play", "nobody", "--typed"), "no scenario is called 'nobody'"),
        (("play", "the-front-desk", "--aloud"), "--plan PLAN"),
        (
            ("play", "the-front-desk", "--plan", "goood"),
            "no plan of the-front-desk is called 'goood'; there are another",
        ),
        (("play", "the-front-desk", "--plan", "goood"), "did you mean 'good'?"),
        (("play", "the-front-desk", "--plan", "goood.yaml"), "goood.yaml: this file cannot be read"),
        (("rehearse", "the-front-desk", "--plan", "goood"), "no plan of the-front-desk is called 'goood'"),
        (("rehearse", "--plan", "good"), "name the scenario too"),
        (("play", "the-front-desk", "--typed", "--difficulty", "mad"), "no difficulty 'mad'"),
        (("score", "nowhere.jsonl"), "there is no such record, nor such a file"),
        (("rehearse", "nobody"), "no scenario is called 'nobody'"),
        (("voices", "nobody"), "no scenario is called 'nobody'"),
        (("new", "Bad Name"), "small letters"),
    ],
)
def test_what_cannot_be_done_is_said_and_ends_with_1(hitzero, tmp_path, words, says):
    done = hitzero(*words, home=tmp_path)

    assert done.returncode == 1
    assert says in done.stderr + done.stdout


@pytest.mark.audio
def test_the_doctor_examines_everything_without_a_screen_or_a_sound_card(hitzero, tmp_path):
    done = hitzero("doctor", home=tmp_path)

    assert done.returncode == 0, done.stdout
    for what in ("Python", "Window", "Scenarios", "Recogniser of moves", "Microphone", "System voice", "Records"):
        assert what in done.stdout
