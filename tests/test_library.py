"""The shelf: what ships and what a trainer wrote, the broken ones beside the others."""

from __future__ import annotations

import shutil

import pytest

from simulator import SCENARIOS
from simulator.core.yaml_text import BadFile
from simulator.library import Library
from simulator.starter import write


@pytest.fixture
def own(tmp_path):
    """A folder of a trainer's own with one good scenario and one broken."""
    list(write("my-desk", tmp_path))
    (tmp_path / "broken.yaml").write_text("hit_zero: 1\ntitle: [")
    return tmp_path


def test_what_ships_is_all_there():
    library = Library((SCENARIOS,))

    assert sorted(library.shelf.read) == ["after-the-beep", "caught-driving", "the-front-desk"]
    assert sorted(library.playbooks) == ["always-leave-one", "ask-for-help", "cell-no", "cell-yes", "hit-zero"]
    assert not library.shelf.broken


def test_a_broken_file_does_not_hide_the_others(own):
    library = Library((SCENARIOS, own))

    assert "my-desk" in library.shelf.read
    assert "broken.yaml:2" in str(library.shelf.broken["broken"])


def test_a_scenario_is_found_by_name_or_by_path(own):
    library = Library((SCENARIOS, own))

    assert library.find("my-desk")[0].title == "My desk"
    assert library.find(str(own / "my-desk.yaml"))[1] == own / "my-desk.yaml"
    assert [p.stem for p in library.plan_paths(own / "my-desk.yaml")] == ["good", "odd", "poor"]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("the-front-dask", "did you mean 'the-front-desk'?"),
        ("broken", "broken.yaml:2"),
        ("no/where.yaml", "is the name right?"),
    ],
)
def test_what_is_not_there_is_told_with_a_way_out(own, name, says):
    with pytest.raises(BadFile) as refused:
        Library((SCENARIOS, own)).find(name)

    assert says in str(refused.value)


def test_an_unknown_playbook_is_named_with_its_line(own):
    text = (own / "my-desk.yaml").read_text("utf-8").replace("[ask-for-help, hit-zero]", "[ask-for-halp]")
    (own / "my-desk.yaml").write_text(text, "utf-8")

    with pytest.raises(BadFile, match=r"my-desk\.yaml:\d+: .*did you mean 'ask-for-help'"):
        Library((SCENARIOS, own)).find("my-desk")


def test_a_starter_overwrites_nothing(own):
    with pytest.raises(BadFile, match="there already"):
        list(write("my-desk", own))
    shutil.rmtree(own / "plans")
    with pytest.raises(BadFile, match="there already"):
        list(write("my-desk", own))


@pytest.mark.parametrize(
    ("name", "instead"), [("the-front-desk", "my-front-desk"), ("after-the-beep", "my-after-the-beep")]
)
def test_a_starter_never_takes_the_place_of_what_ships(tmp_path, name, instead):
    with pytest.raises(BadFile) as refused:
        list(write(name, tmp_path))

    says = "comes with Hit Zero; a file of that name would take its place. Choose another name, for example"
    assert str(refused.value) == f"new: '{name}' {says} {instead}."


def test_a_file_that_hides_what_ships_is_warned_of(own):
    own_desk = (own / "my-desk.yaml").rename(own / "the-front-desk.yaml")
    library = Library((SCENARIOS, own))

    [warning] = library.hides_another(own_desk)

    assert (warning.severity, warning.line) == ("warning", 1)
    assert "rename it, say to my-front-desk.yaml" in warning.says
    assert not list(library.hides_another(SCENARIOS / "the-front-desk.yaml"))


def test_a_broken_file_that_hides_what_ships_is_not_played_as_what_ships(own):
    (own / "broken.yaml").rename(own / "the-front-desk.yaml")

    with pytest.raises(BadFile, match=r"the-front-desk\.yaml:2"):
        Library((SCENARIOS, own)).find("the-front-desk")


def test_plans_that_belong_to_no_scenario_are_told(own):
    (own / "plans" / "my-desk").rename(own / "plans" / "my-dask")

    [flaw] = Library((SCENARIOS, own)).stray_plans()

    assert flaw.file.endswith("my-dask")
    assert "did you mean 'my-desk'?" in flaw.says


def test_a_plan_is_known_by_its_place_or_by_its_words(own):
    library = Library((SCENARIOS, own))
    elsewhere = own / "loose.yaml"
    elsewhere.write_text((own / "plans" / "my-desk" / "good.yaml").read_text("utf-8"), "utf-8")

    plans = [
        p for p in (elsewhere, own / "my-desk.yaml", own / "plans" / "my-desk" / "good.yaml") if library.is_plan(p)
    ]

    assert [p.stem for p in plans] == ["loose", "good"]
    assert {library.scenario_of(p)[0].id for p in plans} == {"my-desk"}


def test_a_plan_for_nobody_is_told_at_its_line(own):
    loose = own / "loose.yaml"
    text = (own / "plans" / "my-desk" / "good.yaml").read_text("utf-8")
    loose.write_text(text.replace("scenario: my-desk", "scenario: my-dask"), "utf-8")

    with pytest.raises(BadFile, match=r"loose\.yaml:2: no scenario is called 'my-dask'; did you mean 'my-desk'"):
        Library((SCENARIOS, own)).scenario_of(loose)


@pytest.mark.parametrize("name", ["My desk", "", "../x", "a" * 80])
def test_a_name_that_cannot_be_a_file_is_refused(tmp_path, name):
    with pytest.raises(BadFile, match="small letters"):
        list(write(name, tmp_path))
