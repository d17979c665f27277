"""The telephone line: what passes it, and the tones it makes, read off their spectra."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from simulator.speech import line as phone
from simulator.speech.scenes import SCENES, UNDER_SPEECH, scene


def level(sound: NDArray[np.float32]) -> float:
    return float(np.sqrt(np.mean(sound.astype(np.float64) ** 2)))


def loudest(sound: NDArray[np.float32], count: int) -> list[int]:
    """The `count` strongest frequencies in Hz, lowest first."""
    window = np.abs(np.fft.rfft(sound * np.hanning(len(sound)), 2**17))
    found = []
    for _ in range(count):
        at = int(np.argmax(window))
        found.append(round(at * phone.RATE / 2**17))
        window[max(0, at - 250) : at + 250] = 0
    return sorted(found)


def share_of_band(sound: NDArray[np.float32], low: float, high: float) -> float:
    power = np.abs(np.fft.rfft(sound)) ** 2
    hertz = np.fft.rfftfreq(len(sound), 1 / phone.RATE)
    return float(power[(hertz >= low) & (hertz < high)].sum() / power.sum())


def noise(seconds: float, rate: int) -> NDArray[np.float32]:
    return (np.random.default_rng(5).standard_normal(round(seconds * rate)) * 0.1).astype(np.float32)


@pytest.mark.parametrize("rate", [16000, 22050, 24000])
def test_a_line_keeps_its_length_and_its_pitch_at_any_rate(rate: int) -> None:
    t = np.arange(round(1.37 * rate)) / rate

    heard = phone.on_the_phone(np.sin(2 * np.pi * 1000 * t).astype(np.float32), rate, 0.8)

    assert len(heard) == pytest.approx(1.37 * phone.RATE, abs=1)
    assert loudest(heard, 1)[0] == pytest.approx(1000, abs=2)


def test_a_strict_line_lets_little_through_outside_the_telephone_band() -> None:
    heard = phone.on_the_phone(noise(2, 24000), 24000, 1.0)

    assert share_of_band(heard, 250, 3700) > 0.97


def test_a_gentle_line_leaves_more_of_the_voice_than_a_strict_one() -> None:
    gentle = phone.on_the_phone(noise(2, 24000), 24000, 0.35)
    strict = phone.on_the_phone(noise(2, 24000), 24000, 1.0)

    assert share_of_band(gentle, 3700, 8000) > 10 * share_of_band(strict, 3700, 8000)


def test_a_quiet_and_a_loud_voice_are_equally_loud_on_the_line() -> None:
    voice = phone.sines((400, 900), 1.0, -12)

    quiet, loud = (phone.on_the_phone(voice * gain, phone.RATE, 0.35) for gain in (0.05, 1.0))

    assert level(quiet) == pytest.approx(level(loud), rel=0.02)


def test_silence_stays_silence_on_the_gentle_line() -> None:
    assert not np.any(phone.on_the_phone(phone.silence(0.5), phone.RATE, 0.35))


@pytest.mark.parametrize(
    ("name", "hertz"), [("ringback", [440, 480]), ("busy", [480, 620]), ("beep", [1000])], ids=lambda v: str(v)
)
def test_a_tone_sounds_at_its_frequencies(name: str, hertz: list[int]) -> None:
    sounding = phone.tone(name)[: phone.RATE * 2 // 5]

    assert loudest(sounding, len(hertz)) == pytest.approx(hertz, abs=2)


@pytest.mark.parametrize("key", "0123456789*#")
def test_a_key_sounds_its_row_and_its_column(key: str) -> None:
    assert loudest(phone.tone("dtmf", key), 2) == pytest.approx(phone.KEYS[key], abs=6)


def test_ringback_rings_for_two_seconds_and_rests_for_four() -> None:
    ring = phone.tone("ringback")

    assert len(ring) == 6 * phone.RATE
    assert level(ring[: 2 * phone.RATE]) > 0.05
    assert not np.any(ring[2 * phone.RATE :])


@pytest.mark.parametrize("name", phone.LOOPING)
def test_a_tone_that_goes_on_runs_into_itself_without_a_jump(name: str) -> None:
    sound = phone.tone(name)

    assert abs(sound[0] - sound[-1]) <= np.max(np.abs(np.diff(sound)))


@pytest.mark.parametrize("name", phone.TONES)
def test_no_tone_is_louder_than_the_beep(name: str) -> None:
    sound = phone.tone(name, "5" if name == "dtmf" else "")

    assert 0.02 < np.max(np.abs(sound)) <= np.max(np.abs(phone.tone("beep"))) + 1e-6


def test_a_tone_that_does_not_exist_is_refused() -> None:
    with pytest.raises(KeyError, match="gong"):
        phone.tone("gong")


@pytest.mark.parametrize("name", SCENES)
def test_a_scene_lies_24_decibels_under_a_voice_and_runs_into_itself(name: str) -> None:
    sound = scene(name)

    assert level(sound) == pytest.approx(phone.LOUDNESS * UNDER_SPEECH, rel=0.01)
    assert abs(sound[0] - sound[-1]) < np.max(np.abs(np.diff(sound)))


def test_scenes_differ_from_each_other() -> None:
    colours = {name: round(share_of_band(scene(name), 0, 400), 3) for name in SCENES}

    assert len(set(colours.values())) == len(SCENES)
