"""A row of an answer becomes an event report, if its words stand in the text.

No free text of the model enters a finding: names, quotes and cues are the document's own characters, found
again; countries, labels and dates are checked codes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from detente.coding.llm.anchor import Ground
from detente.coding.llm.schema import NamedParty, Row
from detente.ontology import Reading as OntologyReading
from detente.ontology import cameo_of, plover
from detente.terms import (
    Document,
    EventReport,
    Mention,
    Party,
    Place,
    Reading,
    Sentence,
    Span,
    When,
    event_content,
    finding_id,
)

_ARTICLE = re.compile(r"(?:the|a|an|its|their|his|her)\s+", re.IGNORECASE)
_CODE = re.compile(r"[A-Z]{3}")
_CODED = ("states", "bodies", "armed_groups", "agencies", "regions")
_SHORTEST_QUOTE = 2


@dataclass(frozen=True, slots=True)
class Frame:
    """What holds for all rows of a stretch: `core` was asked about, `wide` has what precedes it too."""

    document: Document
    reading: Reading
    core: Ground
    wide: Ground
    coder: str
    ontology: OntologyReading


@cache
def country_codes() -> frozenset[str]:
    """ISO 3166 alpha-3 codes and PLOVER's codes of bodies, as the dictionaries of names have them."""
    codes = set()
    for name in _CODED:
        table = resources.files("detente").joinpath(f"data/dictionaries/{name}.tsv").read_text(encoding="utf-8")
        for line in table.splitlines()[1:]:
            cells = line.split("\t")
            if len(cells) > 2 and _CODE.fullmatch(cells[2]):
                codes.add(cells[2])
    return frozenset(codes)


def reports_of(
    frame: Frame, rows: Sequence[Row], rejected: Counter[str], dropped: Counter[str]
) -> list[EventReport]:
    """The reports that rows give; the rest is counted in `rejected`, labels that do not hold in `dropped`."""
    reports: dict[int, EventReport] = {}
    seen: set[str] = set()
    after = frame.core.start
    for row in rows:
        report = _report(frame, row, after, dropped)
        if isinstance(report, str):
            rejected[report] += 1
        elif report.id in seen:
            rejected["the same row twice"] += 1
        else:
            reports[row.number] = report
            seen.add(report.id)
            after = report.start
    return _linked(reports, {row.number: row for row in rows})


def _report(frame: Frame, row: Row, after: int, dropped: Counter[str]) -> EventReport | str:
    """One row as a report, or why it gives none."""
    found = frame.core.find(row.quote, after)
    if found is None:
        return "quote not in the text"
    if len(row.quote.split()) < _SHORTEST_QUOTE:
        return "quote of one word"
    text = frame.document.text
    trigger = Ground.of(text, found.start, found.end).find(row.trigger)
    if trigger is None:
        return "trigger not in the quote"
    sentence = _sentence_at(frame.reading.sentences, trigger.start)
    if sentence is None or trigger.end > sentence.end:
        return "trigger not in a sentence"
    start, end = max(found.start, sentence.start), min(found.end, sentence.end)
    near = Ground.of(text, sentence.start, sentence.end)
    actor = _parties(frame, near, row.actor, dropped)
    recipient = _parties(frame, near, row.recipient, dropped)
    if not any(p.country for p in (*actor, *recipient)):
        return "no party with a country"
    when = _date(frame, near, row, dropped)
    key = event_content(
        row.type,
        tuple(p.country or p.name for p in actor),
        tuple(p.country or p.name for p in recipient),
        trigger.start,
    )
    return EventReport(
        id=finding_id("event", frame.document.id, start, end, key),
        document=frame.document.name,
        document_id=frame.document.id,
        start=start,
        end=end,
        quote=text[start:end],
        attribution=_attribution(frame, near, row.attribution, dropped),
        confidence=row.confidence,
        coder=frame.coder,
        ontology=f"plover-{plover().version}-{frame.ontology}",
        type=row.type,
        mode=row.mode,
        contexts=row.contexts,
        cameo=cameo_of(row.type, row.mode, row.contexts, frame.ontology),
        actor=actor,
        recipient=recipient,
        reciprocal=row.reciprocal,
        trigger=trigger,
        date_start=when.begin if when else None,
        date_end=when.end_date if when else None,
        date_edtf=when.edtf if when else None,
        date_basis=when.basis if when else "none",
        place=_place(frame, near, row.place, dropped),
        factuality=row.factuality,
        cue=_optional(near, near, row.cue, "cue", dropped) if row.factuality != "actual" else None,
        score=plover().score(row.type, row.mode),
    )


def _sentence_at(sentences: Sequence[Sentence], at: int) -> Sentence | None:
    return next((s for s in sentences if s.start <= at < s.end), None)


def _optional(near: Ground, wide: Ground, words: str | None, name: str, dropped: Counter[str]) -> Span | None:
    """Where optional words stand, in the sentence or around it; counted as dropped where they do not."""
    if words is None:
        return None
    found = near.find(words) or wide.find(words)
    if found is None:
        dropped[f"{name} not in the text"] += 1
    return found


def _parties(
    frame: Frame, near: Ground, named: Sequence[NamedParty], dropped: Counter[str]
) -> tuple[Party, ...]:
    """The parties of one side that the text names; each country, or name without one, once."""
    parties: dict[str, Party] = {}
    for one in named:
        party = _party(frame, near, one, dropped)
        if party is not None:
            parties.setdefault(party.country or party.name, party)
    return tuple(parties.values())


def _party(frame: Frame, near: Ground, named: NamedParty, dropped: Counter[str]) -> Party | None:
    """A party with its words, or without where the text names its country elsewhere; None where it does not."""
    span = near.find(named.name) or frame.wide.find(named.name)
    names = [m for m in frame.reading.names if m.country]
    country = _checked(named.country, names, dropped)
    if span is None:
        known = next((m for m in names if m.country == country), None) if country else None
        if known is None:
            dropped["party not in the text"] += 1
            return None
        return Party(known.name, country, named.sector)
    if country is None:
        country = next((m.country for m in names if m.start < span.end and span.start < m.end), None)
    text = frame.document.text
    article = _ARTICLE.match(text, span.start, span.end)
    start = article.end() if article and article.end() < span.end else span.start
    return Party(" ".join(text[start : span.end].split()), country, named.sector, start, span.end)


def _checked(country: str | None, names: Sequence[Mention], dropped: Counter[str]) -> str | None:
    """A country's code, if it is one."""
    if country is None:
        return None
    code = country.upper()
    if code in country_codes() or any(m.country == code for m in names):
        return code
    dropped["unknown country"] += 1
    return None


def _attribution(frame: Frame, near: Ground, named: NamedParty | None, dropped: Counter[str]) -> Party | None:
    return None if named is None else _party(frame, near, replace(named, sector=None), dropped)


def _date(frame: Frame, near: Ground, row: Row, dropped: Counter[str]) -> When | None:
    """The time expression in the words, as it was read; else the model's date for words that stand there."""
    span = _optional(near, frame.wide, row.date_words, "date words", dropped)
    if span is None:
        return None
    inside = [w for w in frame.reading.times if w.edtf and w.start < span.end and span.start < w.end]
    if inside:
        return max(inside, key=lambda w: (min(w.end, span.end) - max(w.start, span.start), -w.start))
    if row.date is None:
        return None
    words = frame.document.text[span.start : span.end]
    basis = "explicit" if row.date[:4] in words else "relative"
    return When(span.start, span.end, "DATE", row.date, None, row.date, row.date, row.date, basis)


def _place(frame: Frame, near: Ground, words: str | None, dropped: Counter[str]) -> Place | None:
    span = _optional(near, frame.wide, words, "place", dropped)
    if span is None:
        return None
    inside = [m for m in frame.reading.names if m.country and m.start < span.end and span.start < m.end]
    if not inside:
        return Place(" ".join(frame.document.text[span.start : span.end].split()), None)
    best = max(inside, key=lambda m: (m.latitude is not None, m.end - m.start, -m.start))
    return Place(best.name, best.country, best.latitude, best.longitude)


def _linked(reports: Mapping[int, EventReport], rows: Mapping[int, Row]) -> list[EventReport]:
    """Rows that point at rows become findings that point at findings; two that point at each other do not."""
    out = []
    for number, report in reports.items():
        row = rows[number]
        content = _target(number, row.content_of, reports, rows, "content_of")
        part = _target(number, row.part_of, reports, rows, "part_of")
        out.append(replace(report, content_of=content, part_of=part))
    return sorted(out, key=lambda r: (r.start, r.end, r.id))


def _target(
    number: int, other: int | None, reports: Mapping[int, EventReport], rows: Mapping[int, Row], name: str
) -> str | None:
    if other is None or other not in reports or getattr(rows[other], name) == number:
        return None
    return reports[other].id
