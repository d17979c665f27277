"""Settings: found again, and never a reason not to start."""

from __future__ import annotations

import pytest

from simulator.settings import Settings, change_settings, load_settings


def test_what_was_chosen_is_found_again(tmp_path):
    path = tmp_path / "deep" / "settings.json"

    change_settings(Settings(), {"theme": "ivory", "headset": False, "zoom": 1.3}, path)

    found = load_settings(path)
    assert (found.theme, found.headset, found.zoom) == ("ivory", False, 1.3)


def test_keys_of_ones_own_are_found_again_and_only_words_are_read(tmp_path):
    path = tmp_path / "settings.json"
    change_settings(Settings(), {"keys": {"mute": "x"}, "talk": "hold", "welcomed": True}, path)

    found = load_settings(path)
    path.write_text('{"keys": {"mute": 3, "talk": "y"}, "talk": 7}')

    assert (found.keys, found.talk, found.welcomed) == ({"mute": "x"}, "hold", True)
    assert (load_settings(path).keys, load_settings(path).talk) == ({"talk": "y"}, "open")


DAMAGED = ["", "{", "[]", '{"zoom": "big", "theme": 3, "nonsense": 1, "headset": "yes"}', "\x00"]


@pytest.mark.parametrize("text", DAMAGED)
def test_a_damaged_file_gives_the_defaults(tmp_path, text):
    path = tmp_path / "settings.json"
    path.write_text(text)

    assert load_settings(path) == Settings()


def test_values_out_of_range_are_brought_back(tmp_path):
    changed = change_settings(Settings(), {"zoom": 9, "end_silence": 0.0}, tmp_path / "s.json")

    assert (changed.zoom, changed.end_silence) == (1.75, 0.4)


def test_a_folder_that_cannot_be_written_to_changes_this_session_only(tmp_path):
    (tmp_path / "no").write_text("a file where a folder should be")

    changed = change_settings(Settings(), {"theme": "ivory"}, tmp_path / "no" / "settings.json")

    assert changed.theme == "ivory"
