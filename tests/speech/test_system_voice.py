"""The computer's own voices: who is chosen on which system, and that they speak."""

from __future__ import annotations

import pytest
from pyttsx3.voice import Voice as Offered

from simulator.speech.system_voice import SystemVoice, chosen_voice
from simulator.speech.voices import Voice

WINDOWS = [
    Offered("hedda", "Microsoft Hedda", ["de-DE"], "Female"),
    Offered("david", "Microsoft David", ["en-US"], "Male"),
    Offered("zira", "Microsoft Zira", ["en-US"], "Female"),
]
MAC = [
    Offered("com.apple.alex", "Alex", ["en_US"], "VoiceGenderMale"),
    Offered("com.apple.anna", "Anna", ["de_DE"], "VoiceGenderFemale"),
    Offered("com.apple.karen", "Karen", ["en_AU"], "VoiceGenderFemale"),
    Offered("com.apple.samantha", "Samantha", ["en_US"], "VoiceGenderFemale"),
]


def test_windows_speaks_english_in_the_gender_that_was_asked_for() -> None:
    assert chosen_voice("sapi5", WINDOWS, Voice(system="female")) == "zira"
    assert chosen_voice("sapi5", WINDOWS, Voice(system="male")) == "david"


def test_the_mac_has_two_women_for_two_women() -> None:
    chosen = {chosen_voice("nsss", MAC, Voice(name, "female")) for name in ("af_heart", "af_bella")}

    assert chosen == {"com.apple.karen", "com.apple.samantha"}


def test_a_gender_that_is_not_there_gives_way_to_english() -> None:
    assert chosen_voice("sapi5", WINDOWS[:2], Voice(system="female")) == "david"


def test_a_computer_without_english_voices_still_speaks() -> None:
    assert chosen_voice("sapi5", WINDOWS[:1], Voice(system="male")) == "hedda"


def test_a_system_that_lists_no_voices_keeps_its_own_choice() -> None:
    assert chosen_voice("sapi5", [], Voice()) is None


@pytest.mark.audio
def test_the_words_of_a_line_stand_in_its_text_and_inside_its_sound() -> None:
    text = "Harwick Foods, this is Marisol."

    speech = SystemVoice().speak(text, Voice())

    assert [text[w.start : w.end].strip(".,") for w in speech.words] == ["Harwick", "Foods", "this", "is", "Marisol"]
    assert all(0 <= w.at < speech.seconds for w in speech.words)


@pytest.mark.audio
def test_a_text_without_sound_is_refused_and_the_next_is_spoken() -> None:
    system = SystemVoice()

    with pytest.raises(ValueError, match="no sound"):
        system.speak("...", Voice())

    assert system.speak("Hello.", Voice()).seconds > 0.2
