"""Scores, reports, results and disputes from the command line, as a person types them."""

from __future__ import annotations

import json
import re

import pytest
from own_playbook import HOUSE
from review_calls import LEFT, kept_calls, record_file, transcript_file


def test_a_folder_is_judged_and_the_last_line_says_how_many_failed(hitzero, tmp_path):
    calls = tmp_path / "some"
    record_file(calls, "good")
    transcript_file(calls, LEFT, "b.json")
    (calls / "c.json").write_bytes(b"\xff\xfe")

    done = hitzero("score", str(calls), "--json", home=tmp_path)

    assert done.returncode == 1
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["b", "the-front-desk-good"]
    assert done.stderr.splitlines()[-1] == "2 calls judged; 1 could not be read"


def test_scores_go_to_a_file_where_one_is_named(hitzero, tmp_path):
    path = transcript_file(tmp_path)

    done = hitzero("score", str(path), "--csv", "-o", str(tmp_path / "out.csv"), home=tmp_path)

    assert (done.returncode, done.stdout) == (0, "")
    assert (tmp_path / "out.csv").read_text("utf-8").startswith("id,always-leave-one,")


@pytest.mark.parametrize(
    ("name", "begins"), [("r.html", "<!doctype html>"), ("r.csv", "playbook,"), ("r.json", '{"id"')]
)
def test_a_report_is_what_its_name_ends_in(hitzero, tmp_path, name, begins):
    record_file(kept_calls(tmp_path), "good")

    done = hitzero("report", "last", "-o", str(tmp_path / name), home=tmp_path)

    assert done.returncode == 0, done.stderr
    assert (tmp_path / name).read_text("utf-8").startswith(begins)


def test_a_report_of_another_kind_is_refused_with_those_there_are(hitzero, tmp_path):
    path = transcript_file(tmp_path)

    done = hitzero("report", str(path), "-o", str(tmp_path / "r.pdf"), home=tmp_path)

    assert done.returncode == 1
    assert ".html, .txt, .csv, .json" in done.stderr


def test_a_call_written_as_plain_text_is_scored_and_it_is_said_how_it_was_read(hitzero, tmp_path):
    path = tmp_path / "tuesday.txt"
    path.write_text("Paul: Harwick Foods.\nSam: Hi, could you help me?\n", "utf-8")

    asked = hitzero("score", str(path), home=tmp_path)
    done = hitzero(
        "score", str(path), "--me", "Sam", "--fact", "calls before=1", "--playbook", "hit-zero", home=tmp_path
    )

    assert asked.returncode == 1
    assert asked.stderr.startswith(f"{path}:1: which of these is the trainee: Paul, Sam? Say it with --me NAME")
    assert done.returncode == 0
    assert done.stderr.startswith(
        f"{path}: 2 turns, 1 of them the trainee's; the others are Paul. Facts: calls before 1;"
    )
    assert '"could you help me?"' in done.stdout


def test_a_plain_text_becomes_a_report(hitzero, tmp_path):
    path = tmp_path / "tuesday.txt"
    path.write_text("with: voicemail\nSam: Hello, it is about your files.\n", "utf-8")

    done = hitzero("report", str(path), "-o", str(tmp_path / "r.txt"), "--me", "Sam", home=tmp_path)

    assert done.returncode == 0, done.stderr
    assert "Facts: with voicemail; all others as on a first, cold call." in (tmp_path / "r.txt").read_text("utf-8")


@pytest.mark.parametrize("option", [("--me", "Sam"), ("--fact", "with=voicemail")])
def test_what_belongs_to_a_plain_text_is_refused_with_another_file(hitzero, tmp_path, option):
    done = hitzero("score", str(transcript_file(tmp_path)), *option, home=tmp_path)

    assert done.returncode == 1
    assert "--me and --fact go with a call in plain text" in done.stderr


def house(home, text=HOUSE):
    path = home / "data" / "hitzero" / "scenarios" / "playbooks" / "house.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8")
    return path


def test_a_trainer_s_own_playbook_judges_and_cites_its_own_document(hitzero, tmp_path):
    house(tmp_path)
    call = tmp_path / "tuesday.txt"
    call.write_text("Paul: Harwick Foods.\nMe: Is Dana in?\n", "utf-8")

    scored = hitzero("score", str(call), "--playbook", "house", home=tmp_path)
    hitzero("report", str(call), "-o", str(tmp_path / "r.html"), home=tmp_path)

    assert "house/1: The sales team at Fernhill, Our phone handbook; page 3, on gatekeepers" in " ".join(
        scored.stdout.split()
    )
    assert "house/1: The sales team at Fernhill, Our phone handbook" in (tmp_path / "r.html").read_text("utf-8")


def test_a_playbook_that_cannot_be_read_is_told_and_never_left_out_in_silence(hitzero, tmp_path):
    path = house(tmp_path, HOUSE.replace("points: 6", "points: many"))
    call = str(transcript_file(tmp_path))

    every, chosen = hitzero("score", call, home=tmp_path), hitzero("score", call, "--playbook", "house", home=tmp_path)
    report = hitzero("report", call, "-o", str(tmp_path / "r.txt"), home=tmp_path)

    assert (every.returncode, report.returncode, chosen.returncode) == (0, 0, 1)
    assert f"{path}: this playbook cannot be read, so it gives no card" in every.stderr
    assert f"{path}: this playbook cannot be read, so it gives no card" in report.stderr
    assert chosen.stderr.startswith(f"{path}:15: 'points' takes a number")


def test_calls_on_record_are_listed(hitzero, tmp_path):
    record_file(kept_calls(tmp_path), "good")

    done = hitzero("results", home=tmp_path)

    assert done.returncode == 0
    assert "the-front-desk" in done.stdout


def test_a_dispute_goes_its_whole_way(hitzero, tmp_path):
    path = record_file(kept_calls(tmp_path), "rude")
    before = path.read_bytes()
    card = json.loads(hitzero("score", str(path), "--json", home=tmp_path).stdout)["scorecards"]
    broken = next(j for c in card for j in c["judgments"] if j["verdict"] == "broken" and j["evidence"][0]["move"])
    quote, move = broken["evidence"][0]["quote"], broken["evidence"][0]["move"]

    kept = hitzero("dispute", "last", broken["rule"], "--not-meant", "--note", "We were joking.", home=tmp_path)
    waiting = hitzero("disputes", home=tmp_path).stdout
    accepted = hitzero("disputes", "accept", "last", broken["rule"], "--because", "Fair.", home=tmp_path)
    ruled = hitzero("overrule", "last", broken["rule"], "avoided", "--because", "A joke.", home=tmp_path)
    after = hitzero("score", str(path), home=tmp_path).stdout

    assert (kept.returncode, accepted.returncode, ruled.returncode) == (0, 0, 0), accepted.stderr
    assert "We were joking." in waiting
    assert quote in waiting
    assert "is now a near miss of" in accepted.stdout
    assert "From the next call on this is heard so" in accepted.stdout
    assert "and\nthe same with one word changed where they are 6 or more." in accepted.stdout
    assert "The verdict of this call stays;" in accepted.stdout
    lesson = (tmp_path / "data" / "hitzero" / "scenarios" / "moves" / "from-disputes.yaml").read_text("utf-8")
    assert f"  {move}:\n    not_examples:\n" in lesson
    assert "(broken, overruled: avoided)" in after
    assert "with the trainer's rulings" in after
    assert hitzero("disputes", home=tmp_path).stdout == "Nothing waits for you.\n"
    assert path.read_bytes() == before


def test_a_ruling_on_what_was_done_in_part_says_so_and_counts(hitzero, tmp_path):
    path = record_file(kept_calls(tmp_path), "in-a-meeting")

    ruled = hitzero("overrule", "last", "hit-zero/3", "missed", "--because", "Far too late.", home=tmp_path)
    card = json.loads(hitzero("score", str(path), "--playbook", "hit-zero", "--json", home=tmp_path).stdout)
    shown = hitzero("score", str(path), home=tmp_path).stdout

    assert "hit-zero/3: missed, beside partly." in ruled.stdout
    assert card["scorecards"][0]["total_ruled"] < card["scorecards"][0]["total"]
    assert "(partly, overruled: missed)" in shown
    assert "missed, not partly. Far too late." in shown


@pytest.mark.parametrize("name", ["last", "the-front-desk-poor", "poor"])
def test_a_record_is_scored_by_its_name_or_a_part_of_it(hitzero, tmp_path, name):
    path = record_file(kept_calls(tmp_path), "poor")

    done = hitzero("score", name, "--json", home=tmp_path)

    assert done.returncode == 0, done.stderr
    assert done.stdout == hitzero("score", str(path), "--json", home=tmp_path).stdout


def test_words_for_a_move_of_the_trainer_s_own_go_into_its_own_file(hitzero, tmp_path):
    own = tmp_path / "data" / "hitzero" / "scenarios"
    own.mkdir(parents=True)
    rows = "".join(f'      - "It is raining in town number {n}."\n' for n in range(8))
    said = "  talk_of_rain:\n    meaning: Says that it rains.\n    contexts: [R]\n    examples:\n"
    (own / "moves.yaml").write_text(f"moves:\n{said}{rows}", "utf-8")
    record_file(kept_calls(tmp_path), "rude")
    hitzero("dispute", "last", "hit-zero/3", "--said", home=tmp_path)

    words = ("--words", "Wet out there.", "--move", "talk_of_rain")
    done = hitzero("disputes", "accept", "last", "hit-zero/3", *words, home=tmp_path)

    assert done.returncode == 0, done.stderr
    assert "stays the same" not in done.stdout
    assert (own / "moves.yaml").read_text("utf-8").endswith('number 7."\n      - "Wet out there."\n')


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("dispute", "last", "hit-zero/3"), "say one of the two"),
        (("dispute", "last", "hit-zero/77", "--said"), "no rule is called 'hit-zero/77'"),
        (("dispute", "nowhere", "hit-zero/3", "--said"), "there is no such record"),
        (("overrule", "last", "hit-zero/3", "met"), "a ruling needs a reason"),
        (("overrule", "last", "hit-zero/3", "avoided", "--because", "x"), "hit-zero/3 can be met, missed"),
        (("overrule", "last", "hit-zero/3", "partly", "--because", "x"), "half credit cannot be given"),
        (("disputes", "accept", "last", "hit-zero/3"), "nothing is open about hit-zero/3"),
        (("disputes", "reject", "last", "hit-zero/3"), "nothing is open about hit-zero/3"),
        (("report", "nowhere", "-o", "x.html"), "there is no such record"),
        (("score", "nowhere"), "there is no such record, nor such a file"),
    ],
)
def test_what_cannot_be_done_is_said_and_ends_with_1(hitzero, tmp_path, words, says):
    record_file(kept_calls(tmp_path), "good")

    done = hitzero(*words, home=tmp_path)

    assert done.returncode == 1
    assert says in done.stderr


def test_what_was_learned_is_listed_used_and_taken_back(hitzero, tmp_path):
    path = record_file(kept_calls(tmp_path), "rude")
    card = json.loads(hitzero("score", str(path), "--json", home=tmp_path).stdout)["scorecards"]
    broken = next(j for c in card for j in c["judgments"] if j["verdict"] == "broken" and j["evidence"][0]["move"])
    hitzero("dispute", "last", broken["rule"], "--not-meant", home=tmp_path)
    hitzero("disputes", "accept", "last", broken["rule"], "--who", "Ines", home=tmp_path)

    listed = hitzero("disputes", "learned", home=tmp_path).stdout
    again = json.loads(hitzero("score", str(path), "--json", home=tmp_path).stdout)["scorecards"]
    rows = len(listed.splitlines()) - 1
    for _ in range(rows):
        hitzero("disputes", "forget", "1", home=tmp_path)
    after = hitzero("disputes", "learned", home=tmp_path).stdout
    none = hitzero("disputes", "forget", "1", home=tmp_path)

    assert broken["evidence"][0]["quote"] in listed
    assert "Ines" in listed
    assert _verdicts(again) == _verdicts(card)
    assert after.startswith("Nothing is corrected.")
    assert none.returncode == 1
    assert "there is no correction 1" in none.stderr


def test_what_is_taken_back_is_an_example_no_more_in_the_report_of_its_call(hitzero, tmp_path):
    record_file(kept_calls(tmp_path), "rude")
    hitzero("dispute", "last", "ask-for-help/9b", "--not-meant", home=tmp_path)
    hitzero("disputes", "accept", "last", "ask-for-help/9b", home=tmp_path)

    forgotten = hitzero("disputes", "forget", "1", "--who", "Ruth", home=tmp_path)
    told = hitzero("report", "last", "-o", str(tmp_path / "r.txt"), home=tmp_path)
    remarks = [line for line in (tmp_path / "r.txt").read_text("utf-8").splitlines() if line.startswith("Remark by")]

    assert told.returncode == 0, told.stderr
    assert "It was learned from the call the-front-desk-rude, whose report says now" in forgotten.stdout
    assert remarks[1].count("became a near miss of") > 1
    assert re.fullmatch(r'Remark by Ruth, .*: ".*" is a near miss of \w+ no more\.', remarks[2])


def test_every_answer_names_the_call(hitzero, tmp_path):
    record_file(kept_calls(tmp_path), "rude")
    rule, why = "ask-for-help/9b", ("--because", "So it was.")
    words = (
        ("dispute", "last", rule, "--not-meant"),
        ("disputes", "reject", "last", rule, *why),
        ("dispute", "last", rule, "--not-meant"),
        ("disputes", "accept", "last", rule),
        ("overrule", "last", rule, "avoided", *why),
    )

    told = [hitzero(*said, home=tmp_path).stdout for said in words]

    named = "Ines rang Ellen Marsh, Hollis Bakery, Tuesday 24 November 2026, 10:00 (the-front-desk-rude)."
    assert [text.splitlines()[0] for text in told] == [named] * 5


def test_the_list_of_disputes_shows_the_line_of_the_call_and_the_one_before(hitzero, tmp_path):
    record_file(kept_calls(tmp_path), "rude")
    hitzero("dispute", "last", "hit-zero/3", "--said", "--words", "Put her on", home=tmp_path)

    lines = hitzero("disputes", home=tmp_path).stdout.splitlines()

    assert lines[1] == "  Ines rang Ellen Marsh, Hollis Bakery, Tuesday 24 November 2026, 10:00"
    assert lines[3].startswith("  0:12 Grace: Hollis Bakery, Grace speaking.")
    assert lines[4:6] == ["  0:16 You: Look, I don't have time for this. Put her on.", '  The words: "Put her on"']


def test_a_dispute_about_a_written_call_says_how_a_trainer_answers_it(hitzero, tmp_path):
    call = transcript_file(tmp_path)

    kept = hitzero("dispute", str(call), "always-leave-one/2b", "--said", "--words", "your files", home=tmp_path)
    answered = hitzero("disputes", "reject", str(call), "always-leave-one/2b", "--because", "No name.", home=tmp_path)

    assert f"hitzero disputes accept {call} always-leave-one/2b" in kept.stdout
    assert "your trainer finds it" not in kept.stdout
    assert answered.returncode == 0, answered.stderr


def test_of_a_rule_that_was_not_called_for_those_that_were_are_told(hitzero, tmp_path):
    record_file(kept_calls(tmp_path), "good")

    kept = hitzero("dispute", "last", "hit-zero/2", "--said", home=tmp_path).stdout

    assert "This rule was not called for on this call." in kept
    assert "Of the same author these were: hit-zero/1, hit-zero/1b, hit-zero/1c, hit-zero/3" in kept


def test_of_a_written_call_nobody_promises_that_its_verdict_stays(hitzero, tmp_path):
    call = transcript_file(tmp_path)
    rule = "always-leave-one/2b"
    hitzero("dispute", str(call), rule, "--said", "--words", "your files", home=tmp_path)

    accepted = hitzero("disputes", "accept", str(call), rule, "--move", "leave_number", home=tmp_path)
    learned = hitzero("disputes", "learned", home=tmp_path).stdout

    assert accepted.returncode == 0, accepted.stderr
    assert "A written call is judged anew from its words each time" in accepted.stdout
    assert "The verdict of this call stays" not in accepted.stdout
    assert "written ones are judged anew each time" in learned


def test_i_did_say_that_without_words_is_told_what_to_add(hitzero, tmp_path):
    record_file(kept_calls(tmp_path), "rude")

    kept = hitzero("dispute", "last", "hit-zero/3", "--said", home=tmp_path)
    waiting = hitzero("disputes", home=tmp_path)

    assert 'hitzero dispute last hit-zero/3 --said --words "..."' in kept.stdout
    assert "Which words are meant was not told; if you accept, --words and --move name them." in waiting.stdout


def test_a_record_that_is_not_there_is_told_with_the_newest(hitzero, tmp_path):
    record_file(kept_calls(tmp_path), "good")

    done = hitzero("retry", "nowhere", home=tmp_path)

    assert done.returncode == 1
    assert "the newest are the-front-desk-good; `hitzero results` lists all" in done.stderr


def _verdicts(cards):
    return [(j["rule"], j["verdict"], j["points"], j["evidence"]) for c in cards for j in c["judgments"]]
