"""The report as a page: whole in itself, safe whatever was said, readable by shape and word."""

from __future__ import annotations

import html.parser
import itertools
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st
from review_calls import LIBRARY, record_file, transcript_file

from simulator import ASSETS
from simulator.calls import FoundCall
from simulator.core.disputes import NO_REVIEWS
from simulator.core.transcripts import read_transcript
from simulator.disputes import Judged, answer, dispute, overrule
from simulator.report_file import report_of, reported
from simulator.report_html import page
from simulator.scores import Scored, one_call
from simulator.suite import judge


def runs(command: str) -> bool:
    """Whether it is a browser that starts, and no mere pointer to one."""
    return subprocess.run([command, "--version"], capture_output=True, timeout=60, check=False).returncode == 0


FOUND = filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome")))
CHROMIUM = next(filter(runs, FOUND), None)
HOSTILE = "</u></p></style><script>document.title='taken'</script><img src=x onerror=alert(1)>\u202e\u0007'\"&amp;"
VOID = {"meta", "br", "img", "link", "input", "hr"}


class Page(html.parser.HTMLParser):
    """What a page is made of: its tags, its texts, its addresses, and what was closed in the wrong order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags, self.open, self.wrong = list[str](), list[str](), list[str]()
        self.attributes: list[tuple[str, str | None]] = []
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    @property
    def text(self) -> str:
        return "".join(self.texts)


def of(path: Path) -> Page:
    return Page(report_of(LIBRARY, path, ".html"))


def hostile_call(folder: Path) -> Path:
    turns = [{"who": "other", "speaker": HOSTILE, "text": HOSTILE}, {"who": "trainee", "text": f"{HOSTILE} Help me?"}]
    names = {"prospect": HOSTILE, "you": HOSTILE, "company": HOSTILE}
    return transcript_file(folder, {"id": HOSTILE.replace("\u0007", ""), "turns": turns, "names": names})


@pytest.mark.parametrize("plan", ["good", "poor", "silent"])
def test_every_tag_is_closed_where_it_should_be(tmp_path: Path, plan: str) -> None:
    page = of(record_file(tmp_path, plan))

    assert page.wrong == []
    assert page.open == []


@pytest.mark.parametrize("form", [".html", ".txt"])
def test_it_is_told_where_the_total_comes_from(tmp_path: Path, form: str) -> None:
    path = record_file(tmp_path, "poor")
    cards = one_call(LIBRARY, path).judged.scorecards
    reckoned = [card.reckoning for card in cards if card.total is not None]

    assert any(line and line in report_of(LIBRARY, path, form) for line in reckoned)


def test_the_page_asks_for_nothing_from_outside(tmp_path: Path) -> None:
    page = of(record_file(tmp_path))
    addresses = [value for name, value in page.attributes if name in ("href", "src", "srcset", "action", "data")]

    assert {"script", "link", "img", "iframe", "object"}.isdisjoint(page.tags)
    assert all(value and value.startswith("#m-") for value in addresses)
    assert not re.search(r"https?://|url\(|@import", page.text)
    assert ("content", "default-src 'none'; style-src 'unsafe-inline'") in page.attributes


def test_whatever_was_said_stays_words(tmp_path: Path) -> None:
    page = of(hostile_call(tmp_path))

    assert page.wrong == []
    assert {"script", "img"}.isdisjoint(page.tags)
    assert page.text.count("<script>document.title='taken'</script>") >= 3
    assert "\u0007" not in page.text
    assert not any(name.startswith("on") for name, _ in page.attributes)


def test_what_people_remark_stays_words_too(tmp_path: Path) -> None:
    path = record_file(tmp_path)
    found = one_call(LIBRARY, path)
    call = Judged(path, found.transcript, found.judged.scorecards, tuple(LIBRARY.playbooks.values()))
    rule = next(j.rule for card in call.cards for j in card.judgments if j.verdict in ("missed", "not_applicable"))
    dispute(call, rule, "said", HOSTILE[:190], HOSTILE)
    overrule(call, rule, "missed", HOSTILE, "Ruth")

    page = of(path)

    assert page.wrong == []
    assert "script" not in page.tags


def test_the_same_call_gives_the_same_bytes(tmp_path: Path) -> None:
    path = record_file(tmp_path)

    assert report_of(LIBRARY, path, ".html") == report_of(LIBRARY, path, ".html")


def test_all_authors_stand_side_by_side_and_nobody_is_blended(tmp_path: Path) -> None:
    page = of(record_file(tmp_path))

    for book in LIBRARY.playbooks.values():
        assert book.author in page.text
        assert book.document in page.text


def test_every_verdict_is_a_shape_and_a_word(tmp_path: Path) -> None:
    text = report_of(LIBRARY, record_file(tmp_path, "poor"), ".html")

    for verdict, word in re.findall(r'<td class="verdict v-(\w+)"><svg[^>]*><use href="#m-\w+"/></svg> (\w+)', text):
        assert word in {"met": ("met",), "missed": ("missed", "partly")}.get(verdict, (verdict,))
    assert text.count('class="verdict') == len(
        re.findall(r'class="verdict v-(\w+)"><svg[^>]*><use href="#m-\1"/>', text)
    )


def test_tables_have_heads_the_page_a_language_and_headings_in_order(tmp_path: Path) -> None:
    text = report_of(LIBRARY, record_file(tmp_path), ".html")
    levels = [int(n) for n in re.findall(r"<h([1-6])[ >]", text)]

    assert '<html lang="en">' in text
    assert text.count("<table") == text.count("<thead>") > 2
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_a_dispute_its_answer_and_both_totals_are_shown(tmp_path: Path) -> None:
    path = transcript_file(tmp_path)
    found = one_call(LIBRARY, path)
    call = Judged(path, found.transcript, found.judged.scorecards, tuple(LIBRARY.playbooks.values()))
    dispute(call, "always-leave-one/2b", "said", "Ines", "My number was on her display.")
    waiting = of(path).text
    answer(call, "always-leave-one/2b", True, "Ruth", "So it was.")
    overrule(call, "always-leave-one/2b", "met", "It was on her display.", "Ruth")

    text = of(path).text

    assert "This waits for the trainer." in waiting
    assert "My number was on her display." in text
    assert "So it was." in text
    assert "overruled: met" in text
    assert "With rulings" in text
    before = next(card.total for card in call.cards if card.playbook == "always-leave-one")
    assert f"{before} of 100; {call.reviews.totals['always-leave-one']} with rulings" in text


def test_a_call_in_which_nothing_was_said_has_a_page(tmp_path: Path) -> None:
    page = of(
        transcript_file(tmp_path, {"facts": {"with": "voicemail"}, "actions": [{"after_turn": -1, "do": "hang_up"}]})
    )

    assert page.wrong == []
    assert "What was said" in page.text


def test_colours_are_those_of_the_design_in_both_themes(tmp_path: Path) -> None:
    text = report_of(LIBRARY, transcript_file(tmp_path), ".html")
    colour = json.loads((ASSETS / "tokens.json").read_text("utf-8"))["color"]

    for theme in ("light", "dark"):
        assert f"--avoid: {colour[theme]['avoid']};" in text


SIGNS = st.text(st.sampled_from("<>&'\"/u p=;-\u202e\x00\ud800é"), max_size=30)
TURNS = st.lists(
    st.fixed_dictionaries(
        {"who": st.sampled_from(["trainee", "other"]), "text": SIGNS, "speaker": SIGNS},
        optional={
            "start": st.integers(0, 90_000),
            "moves": st.lists(st.sampled_from(["greet", "pitch", "ask_for_help", "pressure"]), max_size=3),
            "with": st.sampled_from(["voicemail", "receptionist", "prospect"]),
            "typed": st.booleans(),
            "unclear": st.booleans(),
        },
    ),
    max_size=5,
)


@given(TURNS, SIGNS)
def test_whatever_a_call_holds_its_page_is_whole(turns: list[dict[str, Any]], name: str) -> None:
    transcript = read_transcript({"turns": turns, "names": {"prospect": name}})
    judged = judge(transcript, LIBRARY.playbooks.values())
    call = FoundCall(name, Path("call.json"), 0, transcript)

    seen = Page(page(reported(Scored(call, transcript, judged, NO_REVIEWS), LIBRARY)))

    assert (seen.wrong, seen.open) == ([], [])
    assert {"script", "img", "b"}.isdisjoint(seen.tags)


# -- in a real browser -------------------------------------------------------------------------------------------------

in_a_browser = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here; install it to see reports in a real browser"),
]


def chromium(folder: Path, *words: str) -> str:
    assert CHROMIUM
    fixed = (
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        f"--user-data-dir={folder / 'profile'}",
    )
    done = subprocess.run([CHROMIUM, *fixed, *words], capture_output=True, timeout=120, check=True)
    return done.stdout.decode("utf-8", "replace")


def written(folder: Path, path: Path) -> Path:
    page = folder / "report.html"
    page.write_text(report_of(LIBRARY, path, ".html"), "utf-8")
    return page


def picture(folder: Path, page: Path, wide: int, *more: str) -> Any:
    shot = folder / "shot.png"
    chromium(folder, f"--screenshot={shot}", f"--window-size={wide},1400", *more, page.as_uri())
    return pygame.image.load(shot)


class TestInARealBrowser:
    pytestmark = in_a_browser

    def test_no_script_of_a_hostile_call_runs(self, tmp_path: Path) -> None:
        page = written(tmp_path, hostile_call(tmp_path))

        seen = Page(chromium(tmp_path, "--dump-dom", page.as_uri()))

        assert {"script", "img"}.isdisjoint(seen.tags)
        assert "<title>taken" not in seen.text

    def test_the_dark_is_dark_and_the_light_is_light(self, tmp_path: Path) -> None:
        page = written(tmp_path, record_file(tmp_path))
        colour = json.loads((ASSETS / "tokens.json").read_text("utf-8"))["color"]

        light = picture(tmp_path, page, 1000)
        dark = picture(tmp_path, page, 1000, "--blink-settings=preferredColorScheme=0")

        assert light.get_at((4, 700)) == pygame.Color(colour["light"]["bg"])
        assert dark.get_at((4, 700)) == pygame.Color(colour["dark"]["bg"])

    def test_long_words_wrap_and_nothing_sticks_out_on_a_narrow_screen(self, tmp_path: Path) -> None:
        long = "donaudampfschifffahrts" * 40
        turns = [
            {"who": "trainee", "text": long, "moves": ["greet", "pitch"]},
            {"who": "other", "speaker": long[:200], "text": long},
        ]
        call = {"id": long, "turns": turns, "names": {"prospect": long}}
        page = written(tmp_path, transcript_file(tmp_path, call))

        seen = picture(tmp_path, page, 500)

        margin = {tuple(seen.get_at((seen.get_width() - 3, y))) for y in range(100, seen.get_height(), 3)}
        assert len(margin) == 1

    @pytest.mark.parametrize("width", [360, 420])
    def test_on_a_telephone_nothing_sticks_out_and_no_name_is_broken_into_letters(
        self, tmp_path: Path, width: int
    ) -> None:
        page = html.escape(report_of(LIBRARY, record_file(tmp_path), ".html"))
        measuring = tmp_path / "measuring.html"
        measuring.write_text(
            "<script>function measure(frame) { const page = frame.contentDocument;"
            "const names = [...page.querySelectorAll('th[scope=row]')].map(name => Math.round(name.clientHeight / 24));"
            "document.querySelector('pre').textContent = page.documentElement.scrollWidth + ' ' + Math.max(...names); }"
            f'</script><pre></pre><iframe width="{width}" srcdoc="{page}" onload="measure(this)"></iframe>',
            "utf-8",
        )

        seen = re.search("<pre>(.*)</pre>", chromium(tmp_path, "--dump-dom", measuring.as_uri()))

        assert seen is not None
        assert seen[1] == f"{width} 1"

    def test_it_prints_on_white_paper_in_several_pages(self, tmp_path: Path) -> None:
        page = written(tmp_path, record_file(tmp_path))
        paper = tmp_path / "paper.pdf"

        chromium(tmp_path, f"--print-to-pdf={paper}", "--no-pdf-header-footer", page.as_uri())

        assert paper.read_bytes().startswith(b"%PDF")
        assert len(re.findall(rb"/Type\s*/Page\b", paper.read_bytes())) >= 2


def test_what_was_learned_is_told_as_the_summary_tells_it(tmp_path: Path) -> None:
    told = of(record_file(tmp_path, "good")).text

    assert "You learned: " in told
    assert "You learned back" not in told


def test_a_written_call_shows_what_the_other_party_was_taken_to_do(tmp_path: Path) -> None:
    turns = [
        {"who": "trainee", "text": "Could I have her cell number?", "moves": ["ask_cell_number"]},
        {"who": "other", "text": "Hm.", "acts": ["refused:ask_cell_number", "said_away"]},
    ]
    call = {"facts": {"calls_before": 2}, "turns": turns}

    told = of(transcript_file(tmp_path, call)).text
    plain = report_of(LIBRARY, transcript_file(tmp_path, call), ".txt")

    assert "Read as: says no to: Asked for the cell number, somebody is away" in told
    assert "2. receptionist: Hm.\nRead as: says no to: Asked for the cell number, somebody is away.\n" in plain
    assert "Facts: calls before 2; all others as on a first, cold call." in told


def test_a_call_made_here_shows_no_guess_of_what_the_other_party_did(tmp_path: Path) -> None:
    assert "Read as" not in of(record_file(tmp_path, "good")).text
