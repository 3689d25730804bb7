"""Documents, findings and events as rows of the record's tables, their columns in the order of `schema.sql`."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from typing import Any

from detente.ontology import plover
from detente.record import schema
from detente.record.coded import Coded
from detente.terms import Document, EventReport, Finding, Party, Place, Probability, Span, dyads_of

Row = tuple[Any, ...]

TABLE_OF = {
    "event": "reports",
    "figure": "figures",
    "agreement": "agreements",
    "office": "offices",
    "forecast": "forecasts",
    "link": "links",
    "relation_state": "relation_states",
}
"""The table that holds the findings of a kind."""

_SURROGATE = re.compile("[\ud800-\udfff]")


def row(table: str, values: Mapping[str, Any]) -> Row:
    """The row of `table` with these values, None where one is missing; names that are no columns are left."""
    return tuple(clean(values.get(name)) for name in schema.tables()[table].names)


def clean(value: Any) -> Any:
    """`value` with lone surrogates, which no file can hold, as U+FFFD: offsets stay what they are."""
    if isinstance(value, str):
        return value if value.isascii() else _SURROGATE.sub("\ufffd", value)
    if isinstance(value, list | tuple):
        return [clean(item) for item in value]
    return value


def document_rows(coded: Coded, story_id: str) -> Iterator[tuple[str, Row]]:
    """The rows of a document and its reading, each with its table."""
    document = coded.document
    if document is None:
        return
    values = {**_fields(document), "document_id": document.id, "story_id": story_id}
    values |= {f"published_{name}": value for name, value in _fields(document.published).items()}
    values |= {"published": document.published.value, "characters": len(document.text)}
    values["coded"] = coded.rejected is None
    yield "documents", row("documents", values)
    reading = coded.reading
    parts = {
        "passages": document.passages,
        "sentences": reading.sentences if reading else (),
        "mentions": reading.names if reading else (),
    }
    for table, items in parts.items():
        for item in items:
            fields = _fields(item)
            places = {"start_char": fields["start"], "end_char": fields["end"]}
            yield table, row(table, {**fields, **places, "document_id": document.id})


def finding_rows(finding: Finding, decision: str | None, event_id: str | None) -> Iterator[tuple[str, Row]]:
    """The rows of a finding, each with its table."""
    table = TABLE_OF[finding.kind]
    key = schema.tables()[table].key[0]
    values = {**flat(finding), key: finding.id, "decision": decision}
    if isinstance(finding, EventReport):
        values |= {"event_id": event_id, "dyads": dyads_of(finding), "quad": quad(finding.type)}
        yield from _party_rows(finding)
    yield table, row(table, values)


def flat(finding: Finding) -> dict[str, Any]:
    """A finding's fields under the names of the record's columns."""
    values: dict[str, Any] = {}
    for name, value in _fields(finding).items():
        values |= _columns(name, value)
    return values


def quad(event_type: str) -> str | None:
    """The name of a PLOVER type's quad class; None for a type that PLOVER does not have."""
    ontology = plover()
    return ontology.quads[ontology.quad(event_type)] if event_type in ontology.types else None


def _columns(name: str, value: Any) -> dict[str, Any]:
    match value:
        case Party():
            span = {f"{name}_start": value.start, f"{name}_end": value.end}
            return {name: value.name, f"{name}_country": value.country, **span}
        case Place():
            point = {"latitude": value.latitude, "longitude": value.longitude}
            return {name: value.name, f"{name}_country": value.country, **point}
        case Span():
            return {f"{name}_start": value.start, f"{name}_end": value.end}
        case Probability():
            return {f"{name}_{part}": getattr(value, part) for part in ("scale", "low", "high")}
        case float() if abs(value) <= 1:
            return {name: round(value, 4)}
    return {{"start": "start_char", "end": "end_char"}.get(name, name): value}


def _party_rows(report: EventReport) -> Iterator[tuple[str, Row]]:
    for role, parties in (("actor", report.actor), ("recipient", report.recipient)):
        for position, party in enumerate(parties):
            places = {"start_char": party.start, "end_char": party.end}
            values = {**_fields(party), **places, "report_id": report.id, "role": role, "position": position}
            yield "parties", row("parties", values)


def _fields(value: Any) -> dict[str, Any]:
    return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}


def name_of(origin: str) -> str:
    """The file name at the end of where a source was found."""
    return re.split(r"[/\\]", origin.rstrip("/\\"))[-1] or origin


def published_of(document: Document) -> str:
    """When a document was published, undated ones after all others."""
    return document.published.value or "9999"
