"""From a dossier's record to what its brief shows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from detente import __version__
from detente.errors import UsageError
from detente.ontology.plover import plover
from detente.read.names.dictionary import built_in, rows_of
from detente.show.brief import ledgers
from detente.show.brief.comparing import comparisons
from detente.show.brief.data import (
    BriefData,
    Copy,
    EventRow,
    SourceText,
    Unread,
)
from detente.show.brief.shelf import Record, Row, Shelf, Tables
from detente.terms import Dyad, Passage, Zone


def collect(record: Record, *, dyad: str | None = None) -> BriefData:
    """All that the brief of a dossier shows; `dyad` is its main pair of states, found where it is not given.

    Raises UsageError where `dyad` is not a pair of states.
    """
    tables = Tables(record)
    sources = _sources(tables)
    shelf = _shelf(tables, sources)
    events = _events(tables, shelf)
    return BriefData(
        subject=record.subject or None,
        dyad=given_dyad(dyad) if dyad else main_dyad(events),
        countries=country_names(),
        sources=sources,
        copies=_copies(tables, shelf.numbers),
        unread=tuple(Unread(row["name"], row["reason"], row["message"]) for row in tables.rows("rejected")),
        events=events,
        figures=ledgers.figures(tables, shelf),
        agreements=ledgers.agreements(tables, shelf),
        offices=ledgers.offices(tables, shelf),
        forecasts=ledgers.forecasts(tables, shelf),
        links=ledgers.links(tables, shelf),
        tones=ledgers.tones(tables, shelf),
        comparisons=comparisons(tables, shelf),
        version=__version__,
        coders=_coders(tables),
        record_hash=record.canonical(),
    )


@cache
def country_names() -> Mapping[str, str]:
    """The names of the states by code; a state of today goes before one of the past."""
    names: dict[str, str] = {}
    for stem, kind in (("states", "state"),):
        rows = [
            row for _, row in rows_of(built_in(stem), stem) if row.kind == kind and row.country and row.name
        ]
        for row in sorted(rows, key=lambda row: bool(row.until)):
            names.setdefault(str(row.country), row.name)
    return names


def main_dyad(events: Sequence[EventRow]) -> str | None:
    """The pair of states that most events touch; pairs with a body only where no two states are touched."""
    counts = Counter(dyad for event in events for dyad in event.dyads)
    states = country_names()
    pairs = [dyad for dyad in counts if all(code in states for code in dyad.split("-"))] or list(counts)
    return min(pairs, key=lambda dyad: (-counts[dyad], dyad), default=None)


def given_dyad(dyad: str) -> str:
    """The pair as the record writes it. Raises UsageError where it is not a pair of states."""
    try:
        return str(Dyad.parse(dyad))
    except ValueError as error:
        raise UsageError(str(error)) from error


def _sources(tables: Tables) -> tuple[SourceText, ...]:
    passages: dict[str, list[Passage]] = defaultdict(list)
    for row in tables.rows("passages"):
        passages[row["document_id"]].append(Passage(Zone(row["zone"]), row["start_char"], row["end_char"]))
    findings = Counter(row["document_id"] for name in _FINDINGS for row in tables.rows(name))
    documents = sorted(tables.rows("documents"), key=lambda row: (row["name"], row["document_id"]))
    return tuple(
        SourceText(
            number=number,
            id=row["document_id"],
            name=row["name"],
            title=row["title"],
            publisher=row["publisher"],
            published=row["published"],
            published_basis=row["published_basis"] or "none",
            published_bounds=(row["published_not_before"], row["published_not_after"]),
            language=row["language"],
            coded=row["coded"] is not False,
            url=row["url"],
            text=row["text"] or "",
            passages=tuple(sorted(passages[row["document_id"]], key=lambda p: (p.start, p.end))),
            findings=findings[row["document_id"]],
        )
        for number, row in enumerate(documents, start=1)
    )


_FINDINGS = (
    "reports",
    "figures_ledger",
    "agreements_ledger",
    "offices_ledger",
    "forecast_ledger",
    "leverage_ledger",
    "tone_ledger",
)


def _shelf(tables: Tables, sources: Iterable[SourceText]) -> Shelf:
    sentences: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in tables.rows("sentences"):
        sentences[row["document_id"]].append((row["start_char"], row["end_char"]))
    held = list(sources)
    return Shelf(
        {source.id: source.number for source in held},
        {source.id: source.text for source in held},
        {document: sorted(spans) for document, spans in sentences.items()},
    )


def _copies(tables: Tables, numbers: Mapping[str, int]) -> tuple[Copy, ...]:
    found = [
        Copy(numbers[row["first"]], numbers[row["second"]], row["relation"], row["containment"] or 0.0)
        for row in tables.rows("likenesses")
        if row["first"] in numbers and row["second"] in numbers
    ]
    return tuple(sorted(found, key=lambda copy: (copy.first, copy.second)))


def _coders(tables: Tables) -> tuple[str, ...]:
    return tuple(sorted({row["coder"] for row in tables.rows("reports") if row["coder"]}))


def _events(tables: Tables, shelf: Shelf) -> tuple[EventRow, ...]:
    parties: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in sorted(tables.rows("parties"), key=lambda row: row["position"]):
        parties[row["report_id"], row["role"]].append(row)
    reports: dict[str, list[Row]] = defaultdict(list)
    for row in tables.rows("reports"):
        if row["event_id"]:
            reports[row["event_id"]].append(row)
    centres = {row["event_id"]: row["centre"] for row in tables.rows("events")}
    return tuple(
        _event(row, centres[row["event_id"]], reports[row["event_id"]], parties, shelf)
        for row in tables.rows("timeline")
    )


def _event(
    row: Row,
    centre: str,
    reports: Sequence[Row],
    parties: Mapping[tuple[str, str], Sequence[Row]],
    shelf: Shelf,
) -> EventRow:
    evidence = sorted(
        (shelf.quoted(report, "report_id") for report in reports),
        key=lambda piece: (piece.finding != centre, piece.source, piece.start, piece.finding),
    )
    return EventRow(
        id=row["event_id"],
        type=row["type"],
        mode=row["mode"],
        quad=plover().quad(row["type"]),
        actors=_named(parties.get((centre, "actor"), ())),
        recipients=_named(parties.get((centre, "recipient"), ())),
        reciprocal=bool(row["reciprocal"]),
        dyads=tuple(row["dyads"] or ()),
        date_start=row["date_start"],
        date_end=row["date_end"],
        date_edtf=row["date_edtf"],
        date_basis=row["date_basis"] or "none",
        place=row["place"],
        factuality=row["factuality"],
        contested=bool(row["contested"]),
        sources=row["sources"],
        decision=row["decision"],
        evidence=tuple(evidence),
    )


def _named(parties: Sequence[Row]) -> tuple[tuple[str, str | None], ...]:
    return tuple((row["name"], row["country"]) for row in parties)
