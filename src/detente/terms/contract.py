"""The JSON contract of findings: one object a line, keys in a fixed order, ids from content."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from detente.terms.finding import EventReport, Finding

COMMON = (
    "kind",
    "id",
    "document",
    "document_id",
    "start",
    "end",
    "quote",
    "attribution",
    "confidence",
    "coder",
    "ontology",
)


def as_row(finding: Finding) -> dict[str, Any]:
    """The finding as plain JSON data, common fields first, tuples as lists."""
    fields = {f.name: _plain(getattr(finding, f.name)) for f in dataclasses.fields(finding)}
    common = {name: finding.kind if name == "kind" else fields.pop(name) for name in COMMON}
    return {**common, **fields}


def as_line(finding: Finding) -> str:
    """The finding as one line of JSON, without the line end; non-ASCII characters stand as they are."""
    return json.dumps(as_row(finding), ensure_ascii=False, separators=(",", ":"))


def order_key(finding: Finding) -> tuple[str, int, int, str, str]:
    """The order in which findings are printed and stored: document, start, end, kind, then id."""
    return (finding.document, finding.start, finding.end, finding.kind, finding.id)


def finding_id(kind: str, document_id: str, start: int, end: int, content: Mapping[str, Any]) -> str:
    """The content hash that identifies a finding: 16 hex digits of a SHA-256 over where and what it is.

    `content` is what tells two findings on the same characters apart (type, actor countries, ...).
    """
    key = json.dumps([kind, document_id, start, end, content], sort_keys=True, ensure_ascii=True, default=list)
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def event_content(
    event_type: str, actors: tuple[str, ...], recipients: tuple[str, ...], trigger: int
) -> dict[str, Any]:
    """What tells two event reports on the same characters apart."""
    return {"type": event_type, "actors": actors, "recipients": recipients, "trigger": trigger}


def dyads_of(event: EventReport) -> tuple[str, ...]:
    """The undirected dyads (`AZE-RUS`) an event report touches, sorted."""
    pairs = {
        (min(a.country, r.country), max(a.country, r.country))
        for a in event.actor
        for r in event.recipient
        if a.country and r.country and a.country != r.country
    }
    return tuple(f"{one}-{other}" for one, other in sorted(pairs))


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, float):
        return round(value, 4) if abs(value) <= 1 else value
    return value
