"""A call's report as one HTML file that stands alone: no script, no outside address, nothing to fetch.

Rule: every text that comes from a call, a file or a person goes through `esc`. A verdict is told by its shape and its
word; colour only repeats it. Same call, same remarks, same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from simulator import ASSETS, __version__
from simulator.core.disputes import Review, Reviews
from simulator.core.playbook import Playbook
from simulator.core.scorecard import Disagreement, Evidence, Judgment, Scorecard, Verdict
from simulator.core.shown import as_quoted
from simulator.core.turns import ENDINGS
from simulator.core.understood import said_back
from simulator.report import MOST_ADVICE, WORDS, action, clock, source, told, word
from simulator.report_measures import section
from simulator.report_ribbon import MARKS, bar, esc, is_timed, mark, ribbon
from simulator.report_words import transcript
from simulator.reported import ORDER, Reported

POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def page(call: Reported) -> str:
    """The whole file."""
    cards = sorted(call.cards, key=lambda card: card.playbook != call.chosen)
    lead = next((card for card in cards if card.total is not None), None)
    body = [
        _intro(call, lead, cards),
        _picture(call, lead),
        _advice(lead),
        _disagreements(call.disagreements),
        section(call.measures, is_timed(call.transcript)),
        transcript(call, cards),
        _judgments(call, cards),
        _sources(call.playbooks),
    ]
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            f"<title>{esc(call.title)} · Hit Zero</title>",
            f"<style>\n{_style()}</style>",
            "</head>",
            "<body>",
            f'<svg width="0" height="0" style="position:absolute" aria-hidden="true">{MARKS}</svg>',
            '<header class="head"><div><p class="logo">Hit <span class="key">0</span></p>'
            '<p class="small" style="margin:0">What each author says of this call</p></div></header>',
            '<main class="page">',
            *filter(None, body),
            _foot(call),
            "</main>",
            "</body>",
            "</html>",
            "",
        ]
    )


@cache
def _style() -> str:
    """The colours of both themes, then the sheet. Paper is always light."""
    colour = json.loads((ASSETS / "tokens.json").read_text("utf-8"))["color"]
    light, dark = ("".join(f"--{name}: {value}; " for name, value in colour[theme].items()) for theme in _THEMES)
    sheet = (ASSETS / "report" / "report.css").read_text("utf-8")
    return (
        f":root {{ color-scheme: light dark; {light}}}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark}}} }}\n{sheet}"
    )


_THEMES = ("light", "dark")


# -- the top -----------------------------------------------------------------------------------------------------------


def _intro(call: Reported, lead: Scorecard | None, cards: Sequence[Scorecard]) -> str:
    said = call.transcript
    facts = [*call.facts, ENDINGS.get(said.ended, "")]
    facts += [f"{said.goal.told}."] if said.goal else []
    facts += [f"You learned: {value.rstrip('.')} ({name.replace('_', ' ')})." for name, value in said.learned.items()]
    facts += said_back(said)
    told_of = "".join(f'<li class="said">{esc(fact)}</li>' for fact in facts if fact)
    return (
        f'<section class="intro"><h1 class="said">{esc(call.title)}</h1><ul class="facts">{told_of}</ul>\n'
        f'<div class="score">{_figure(lead, call.reviews)}{_totals(cards, call.reviews)}</div></section>'
    )


def _figure(lead: Scorecard | None, reviews: Reviews) -> str:
    if lead is None:
        return '<div><p class="big none">There was too little to judge.</p></div>'
    ruled = f"<br>{lead.reckoning}" if lead.reckoning else ""
    if lead.playbook in reviews.totals:
        ruled += f"<br><strong>{_ruled(reviews, lead)} with the trainer’s rulings</strong>"
    return (
        f'<div><p class="big">{lead.total}</p><p class="by">of 100, by the rules of {esc(lead.author)}{ruled}</p></div>'
    )


def _totals(cards: Sequence[Scorecard], reviews: Reviews) -> str:
    heads = '<th scope="col">Author</th><th scope="col">Of 100</th><th scope="col" class="num">Total</th>'
    if reviews.totals:
        heads += '<th scope="col" class="num">With rulings</th>'
    rows = []
    for card in cards:
        drawn = f'<span class="small">{card.silence}</span>'
        if card.total is not None:
            drawn = bar(card.total, reviews.totals.get(card.playbook))
        ruled = f'<td class="num" data-is="With rulings">{_ruled(reviews, card)}</td>' if reviews.totals else ""
        rows.append(
            f'<tr><th scope="row" class="said">{esc(card.author)}</th><td class="wide">{drawn}</td>'
            f'<td class="num">{"–" if card.total is None else card.total}</td>{ruled}</tr>'
        )
    return (
        '<table class="totals"><caption>The same call by each author’s own rules. They are never blended into one.'
        f"</caption><thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    )


def _ruled(reviews: Reviews, card: Scorecard) -> str:
    value = reviews.totals.get(card.playbook, card.total)
    return "–" if value is None else str(value)


def _picture(call: Reported, lead: Scorecard | None) -> str:
    if not call.transcript.turns:
        return ""
    drawn = ribbon(call.transcript, lead.judgments if lead else ())
    kinds: tuple[Verdict, ...] = ("met", "broken", "unclear")
    legend = "".join(f"<li>{mark(verdict)} {WORDS[verdict]}</li>" for verdict in kinds)
    by = f"; the marks stand where {esc(lead.author)}’s rules found something" if lead else ""
    measure = "from left to right, as time went" if is_timed(call.transcript) else "from left to right, by length"
    return (
        f'<section><h2>The call in one picture</h2><figure class="card">'
        f'<div class="scroll" role="group" aria-label="The call" tabindex="0">{drawn}</div>'
        f"<figcaption>You above the line, the other party below; a bar a word, {measure}{by}.</figcaption>"
        f'<ul class="legend">{legend}</ul></figure></section>'
    )


def _advice(lead: Scorecard | None) -> str:
    lost = sorted(lead.judgments, key=lambda j: j.points - j.of) if lead else []
    worth = [j for j in lost if j.verdict in ("missed", "broken") and j.of - j.points > 0][:MOST_ADVICE]
    if lead is None or not worth:
        return ""
    rows = "".join(
        f'<li class="card"><h3>{mark(j.mark)} {esc(j.title)}</h3><p class="small">{word(j)}</p>{_could(j)}</li>'
        for j in worth
    )
    return f'<section><h2>What {esc(lead.author)} would try next time</h2><ul class="tips">{rows}</ul></section>'


def _could(judgment: Judgment) -> str:
    if not judgment.instead:
        return f'<p class="rule">{esc(judgment.because)}</p>'
    return f'<p><span class="could">You could say:</span> <span class="said">{esc(judgment.instead)}</span></p>'


def _disagreements(disagreements: Iterable[Disagreement]) -> str:
    slips = []
    for d in disagreements:
        sides = "".join(
            f'<li><p class="rule">{esc(p.stance)}</p><p>{esc(p.because)}</p><p class="small">{esc(p.author)}'
            f"{' · <strong>you did so</strong>' if p.followed else ' · you did not'}</p></li>"
            for p in d.positions
        )
        slips.append(f'<article class="slip"><h3>{esc(d.question)}</h3><ul>{sides}</ul></article>')
    return f"<section><h2>Where they part on this call</h2>{''.join(slips)}</section>" if slips else ""


# -- the rules ---------------------------------------------------------------------------------------------------------


def _judgments(call: Reported, cards: Sequence[Scorecard]) -> str:
    timed = is_timed(call.transcript)
    spoken = [c for c in cards if c.total is not None or any(call.reviews.of(j.rule).remarks for j in c.judgments)]
    parts = "".join(_author(card, call.reviews, timed) for card in spoken)
    silent = [card.author for card in cards if card not in spoken]
    rest = f'<p class="small">Nothing on such a call: {esc("; ".join(silent))}.</p>' if silent else ""
    return f"<section><h2>Rule by rule</h2>{parts}{rest}</section>"


def _author(card: Scorecard, reviews: Reviews, timed: bool) -> str:
    shown = [j for j in card.judgments if j.verdict in ORDER or reviews.of(j.rule).remarks]
    shown.sort(key=lambda j: (ORDER.index(j.verdict) if j.verdict in ORDER else len(ORDER), -j.of))
    rows = "".join(_judgment(j, reviews.of(j.rule), timed) for j in shown)
    total = "no total" if card.total is None else f"{card.total} of 100"
    ruled = f"; {_ruled(reviews, card)} with rulings" if card.playbook in reviews.totals else ""
    table = (
        '<table class="judgments"><thead><tr><th scope="col">Verdict</th><th scope="col">Rule, words and source</th>'
        f'<th scope="col" class="num">Points</th></tr></thead><tbody>{rows}</tbody></table>'
    )
    quiet = {v: [j.title for j in card.judgments if j.verdict == v and j not in shown] for v in _QUIET}
    told_of = "".join(
        f'<p class="small quiet">{mark(verdict)} {label}: {esc("; ".join(titles))}.</p>'
        for (verdict, label), titles in zip(_QUIET.items(), quiet.values(), strict=True)
        if titles
    )
    head = f'<div class="author"><h3 class="said">{esc(card.author)}</h3><span class="num">{total}{ruled}</span></div>'
    return f"<article>{head}{table if rows else ''}{told_of}</article>"


_QUIET: Mapping[Verdict, str] = {"avoided": "Avoided", "not_applicable": "Not called for"}


def _judgment(judgment: Judgment, review: Review, timed: bool) -> str:
    seen = dict.fromkeys(replace(e, move="") for e in judgment.evidence)  # words that make several moves are shown once
    shown = "".join(f"<p>{_evidence(e, timed)}</p>" for e in seen)
    wanting = judgment.verdict in ("missed", "broken", "unclear") and judgment.instead
    ruling = review.ruling
    overruled = f'<br><span class="small">overruled: {WORDS[ruling.verdict]}</span>' if ruling else ""
    return (
        f'<tr><td class="verdict v-{judgment.mark}">{mark(judgment.mark)} {word(judgment)}{overruled}</td>'
        f'<td><p class="title">{esc(judgment.title)}</p>{shown}<p class="small">{esc(judgment.why)}</p>'
        f'<p class="rule">{esc(judgment.because)}</p>'
        f'<p class="small">{esc(judgment.rule)}: {esc(source(judgment))}</p>{_could(judgment) if wanting else ""}'
        f'{_remarks(review)}</td><td class="num" data-is="Points">{_points(judgment)}</td></tr>\n'
    )


def _remarks(review: Review) -> str:
    rows = "".join(f'<li class="said">{esc(told(remark))}</li>' for remark in review.remarks)
    waits = '<li class="small">This waits for the trainer.</li>' if review.open else ""
    return f'<ul class="remarks">{rows}{waits}</ul>' if rows else ""


def _evidence(evidence: Evidence, timed: bool) -> str:
    when = clock(evidence.at) if timed else f"turn {evidence.turn + 1}" if evidence.turn >= 0 else ""
    done = f"[{action(evidence.action)}] " if evidence.action else f"{evidence.measure} " if evidence.measure else ""
    quote = f"“{as_quoted(evidence)}”" if evidence.quote else f"promised {evidence.promise}" if evidence.promise else ""
    return f'<span class="mono">{when}</span> {esc(done)}<span class="said">{esc(quote)}</span>'


def _points(judgment: Judgment) -> str:
    if judgment.verdict == "unclear":
        return "not counted"
    if judgment.of:
        return f"{judgment.points:g} of {judgment.of:g}".replace("-", "−")
    return f"{judgment.points:g}".replace("-", "−") if judgment.points else ""


# -- the bottom --------------------------------------------------------------------------------------------------------


def _sources(playbooks: Iterable[Playbook]) -> str:
    rows = "".join(
        f'<tr><th scope="row" class="said">{esc(book.author)}</th><td class="said">{esc(book.document)}</td>'
        f'<td><span class="rule">{esc(book.position)}</span></td>'
        f'<td class="num" data-is="Edition">{book.version}</td></tr>'
        for book in playbooks
    )
    return (
        '<section><h2>Sources</h2><table class="sources"><thead><tr><th scope="col">Author</th>'
        '<th scope="col">Document</th><th scope="col">What the author holds, in our words</th>'
        f'<th scope="col" class="num">Edition</th></tr></thead><tbody>{rows}</tbody></table></section>'
    )


def _foot(call: Reported) -> str:
    lines: Iterator[str] = iter(
        (
            "A total is what was earned less what was broken, of what the rules that came up offer, 0 to 100; a tenth "
            "of what an author's own rules gave stays. What was avoided earns nothing; what could not be told for sure "
            "counts on neither side.",
            "A house rule is our own advice put beside an author; what follows from a document is marked so.",
            f"Record: {call.id}. Written by Hit Zero {__version__}; same record, same report.",
        )
    )
    return f'<footer class="foot">{"".join(f"<p>{esc(line)}</p>" for line in lines)}</footer>'
