"""The brief as Markdown (CommonMark with tables): what the page shows, without chart and source texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from detente.show.brief.comparing import about_words, of_verdict, standing_words
from detente.show.brief.data import BriefData, EventRow, Evidence, FigureRow, SourceText
from detente.show.brief.eventlist import group_words
from detente.show.brief.labels import BASES, LANGUAGES, LIKENESSES, LINKS, QUADS, REASONS
from detente.show.brief.marks import status_of
from detente.show.brief.markup import visible
from detente.show.brief.summary import summary_of, title_of
from detente.show.brief.words import (
    between_words,
    country_words,
    date_words,
    direction_words,
    dyad_words,
    edtf_words,
    type_words,
    value_words,
)

_SIGNS = re.compile(r"[\\`*_\[\]<>|~#&]")
_SHAPES = {"square": "■", "half": "◪", "triangle": "▷", "diamond": "◇", "crossed": "⊠", "circle": "○"}


def render_markdown(brief: BriefData) -> str:
    """The brief as text; the same data give the same text."""
    parts = (
        [f"# {safe(title_of(brief))}", "", safe(summary_of(brief))],
        _section("Events", _events(brief)),
        _section("Where sources agree", _agreeing(brief)),
        _section("Where they differ", _differing(brief)),
        _section("Figures", _figures(brief)),
        _section("Agreements", _agreements(brief)),
        _section("What is expected", _forecasts(brief)),
        _section("Causes, levers and interests", _links(brief)),
        _section("How the relation is described", _tones(brief)),
        _section("Who holds which office", _offices(brief)),
        _section("What this rests on", _documents(brief)),
        _section("What could not be read", _unread(brief)),
        ["", f"Made offline by detente {safe(brief.version)}. Check a row against its quote before use."],
    )
    return "\n".join(line for part in parts for line in part) + "\n"


def safe(words: str) -> str:
    """A document's words on one line, with Markdown's signs escaped and control characters shown by name."""
    return _SIGNS.sub(r"\\\g<0>", visible(" ".join(words.split())))


def _section(heading: str, lines: Iterable[str]) -> Iterator[str]:
    held = list(lines)
    if held:
        yield from ("", f"## {heading}", "", *held)


def _quotes(brief: BriefData, evidence: Iterable[Evidence]) -> Iterator[str]:
    for piece in evidence:
        source = brief.source(piece.source)
        name = safe(source.publisher or source.title or source.name)
        date = f", {date_words(source.published)}" if source.published else ""
        voucher = f"; according to {safe(piece.voucher)}" if piece.voucher else ""
        before = safe(piece.before) + (" " if piece.before[-1:].isspace() else "")
        after = (" " if piece.after[:1].isspace() else "") + safe(piece.after)
        yield f"  > “{before}**{safe(piece.quote)}**{after}”"
        place = f"characters {piece.start}–{piece.end}"
        yield f"  > — \\[{piece.source}\\] {name}{date}, {place}{voucher}"


def _events(brief: BriefData) -> Iterator[str]:
    for dyad, events in brief.by_dyad():
        yield from (f"### {safe(group_words(dyad, brief))}", "")
        for event in events:
            yield from _event(brief, event)
        yield ""


def _event(brief: BriefData, event: EventRow) -> Iterator[str]:
    status = status_of(event.factuality)
    date = date_words(event.date_start, event.date_end, event.date_edtf)
    sign = "▲" if event.quad in {1, 2} else "▼"
    what = f"{sign} {type_words(event.type, event.mode)} ({QUADS[event.quad].lower()})"
    notes = [f"{_SHAPES[status.shape]} {status.word.lower()}"]
    if event.contested:
        notes.append("contested")
    if event.sources > 1:
        notes.append(f"{event.sources} independent sources")
    yield f"- **{safe(date)}** {what}: {safe(between_words(event, brief.countries))}; {', '.join(notes)}"
    yield from _quotes(brief, event.evidence)


def _agreeing(brief: BriefData) -> Iterator[str]:
    for item in of_verdict(brief, "corroborates"):
        yield f"- **{safe(about_words(item, brief))}** {safe(standing_words(item))}; {safe(item.reason)}"
        yield from _quotes(brief, (said.evidence for said in item.sides[0]))


def _differing(brief: BriefData) -> Iterator[str]:
    for verdict, mark in (("contradicts", "≠"), ("incomparable", "not comparable:")):
        for item in of_verdict(brief, verdict):
            yield f"- **{safe(about_words(item, brief))}** {mark} {safe(item.reason)}"
            for side in item.sides:
                yield from _quotes(brief, (said.evidence for said in side))


def _figures(brief: BriefData) -> Iterator[str]:
    for figure in brief.figures:
        yield from _figure(brief, figure)


def _figure(brief: BriefData, figure: FigureRow) -> Iterator[str]:
    loosened = f"{figure.approximator} " if figure.approximator else ""
    value = loosened + value_words(figure.value, figure.value_high, figure.unit)
    if figure.direction:
        between = direction_words(figure.direction, brief.countries)
    else:
        between = ", ".join(country_words(code, brief.countries) for code in figure.parties)
    period = edtf_words(figure.period) if figure.period else ""
    facts = "; ".join(safe(part) for part in (figure.indicator or "", between, period) if part)
    yield f"- **{safe(value)}** {facts}".rstrip()
    yield from _quotes(brief, [figure.evidence])


def _agreements(brief: BriefData) -> Iterator[str]:
    for item in brief.agreements:
        parties = ", ".join(country_words(code, brief.countries) for code in item.parties)
        facts = [parties, date_words(item.date) if item.date else "", item.status]
        yield f"- **{safe(item.name)}** {'; '.join(safe(fact) for fact in facts if fact)}".rstrip()
        yield from _quotes(brief, item.evidence)


def _forecasts(brief: BriefData) -> Iterator[str]:
    for item in brief.forecasts:
        facts = [f"if {item.condition}" if item.condition else "", item.likelihood_words or ""]
        if item.low is not None and item.high is not None:
            facts.append(f"{item.low:.0%}–{item.high:.0%} ({item.scale})")
        yield f"- **{safe(item.proposition)}** {'; '.join(safe(fact) for fact in facts if fact)}".rstrip()
        yield from _quotes(brief, [item.evidence])


def _links(brief: BriefData) -> Iterator[str]:
    for item in brief.links:
        absent = "no " if item.polarity == "absent" else ""
        sides = [country_words(code, brief.countries) for code in (item.holder, item.over) if code]
        kind = safe(LINKS.get(item.link, item.link).lower())
        yield f"- **{absent}{kind}** {safe(' → '.join(sides))}: {safe(item.means or '')}"
        yield from _quotes(brief, [item.evidence])


def _tones(brief: BriefData) -> Iterator[str]:
    for item in brief.tones:
        yield f"- **{safe(dyad_words(item.dyad, brief.countries))}** {safe(item.state)}"
        yield from _quotes(brief, [item.evidence])


def _offices(brief: BriefData) -> Iterator[str]:
    for item in brief.offices:
        country = f", {country_words(item.country, brief.countries)}" if item.country else ""
        former = "former " if item.former else ""
        yield f"- **{safe(item.person or 'not named')}** {safe(f'{former}{item.office}{country}')}"
        yield from _quotes(brief, item.evidence)


def _documents(brief: BriefData) -> Iterator[str]:
    if brief.sources:
        yield "| No. | Document | Published by | Date | Language | Findings |"
        yield "|---|---|---|---|---|---|"
    for source in brief.sources:
        title = safe(source.title or source.name)
        language = LANGUAGES.get(source.language or "", source.language or "not known")
        cells = (title, safe(source.publisher or "–"), safe(_published(source)), safe(language))
        yield f"| {source.number} | {' | '.join(cells)} | {source.findings} |"
    if brief.copies:
        yield ""
    for copy in brief.copies:
        relation = safe(LIKENESSES.get(copy.relation, copy.relation))
        yield f"- \\[{copy.first}\\] {relation} \\[{copy.second}\\]"


def _published(source: SourceText) -> str:
    if not source.published:
        return "not known"
    return f"{date_words(source.published)} ({BASES.get(source.published_basis, source.published_basis)})"


def _unread(brief: BriefData) -> Iterator[str]:
    for item in brief.unread:
        message = f": {safe(item.message)}" if item.message else ""
        yield f"- {safe(item.name)}: {safe(REASONS.get(item.reason, item.reason).lower())}{message}"
