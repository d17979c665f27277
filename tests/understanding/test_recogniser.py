"""The model's files: a missing or a wrong one says which, where, and how to get it."""

from __future__ import annotations

import shutil

import pytest

from simulator import ASSETS
from simulator.core.moves import parse_catalogue
from simulator.understanding.meaning import SCENARIOS, Understanding
from simulator.understanding.recogniser import FILES, ModelMissing, Recogniser, Said


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_says_how_to_get_it(tmp_path, name):
    shutil.copytree(ASSETS / "moves", tmp_path / "moves")
    (tmp_path / "moves" / name).unlink()

    with pytest.raises(ModelMissing) as missing:
        Understanding.load(tmp_path / "moves")

    assert str(tmp_path / "moves" / name) in str(missing.value)
    assert "install Hit Zero again" in str(missing.value)


def test_another_file_in_its_place_is_refused(tmp_path):
    shutil.copytree(ASSETS / "moves", tmp_path / "moves")
    model = tmp_path / "moves" / "moves-int8.onnx"
    model.chmod(0o644)
    model.write_bytes(model.read_bytes()[:-1] + b"\x00")

    with pytest.raises(ModelMissing, match="not the file it should be"):
        Understanding.load(tmp_path / "moves")


def test_a_folder_in_a_files_place_is_refused(tmp_path):
    shutil.copytree(ASSETS / "moves", tmp_path / "moves")
    (tmp_path / "moves" / "meta.json").unlink()
    (tmp_path / "moves" / "meta.json").mkdir()

    with pytest.raises(ModelMissing, match=r"meta\.json"):
        Understanding.load(tmp_path / "moves")


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    return Recogniser.load(ASSETS / "moves")


def test_the_model_knows_every_move_of_the_catalogue_and_no_other(recogniser):
    catalogue = parse_catalogue((SCENARIOS / "moves.yaml").read_text("utf-8"), "moves.yaml")

    assert set(recogniser.moves) == set(catalogue.ids)
    for move in catalogue:
        i = recogniser.moves.index(move.id)
        heard_in = {c for c in ("R", "V", "C") if recogniser.probabilities(Said(c, "Yes?", "Hello there."))[i] > 0}
        assert heard_in == set(move.contexts)


def test_several_turns_in_one_pass_come_near_to_each_alone(recogniser):
    turns = [Said("R", "Good morning.", "Is she in?"), Said("C", "I'm driving.", "Then I'll let you go. Drive safely!")]

    together = recogniser.probabilities_of(turns)

    for row, turn in zip(together, turns, strict=True):
        assert abs(row - recogniser.probabilities(turn)).max() < 0.2
