"""The PLOVER JSON record (manual 0.8, chapter Data Fields): events, one object a line.

The manual leaves room for further fields: `factuality` and `attribution` are such.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from detente.ontology.plover import plover
from detente.record import Coded
from detente.show.formats.printed import Printed
from detente.terms import Document, EventReport, Party, Place, order_key


def plover_lines(coded: Coded) -> Iterator[Printed]:
    """Events of every factuality."""
    for finding in coded.findings:
        if coded.document and isinstance(finding, EventReport):
            record = json.dumps(_record(finding, coded.document), ensure_ascii=False, separators=(",", ":"))
            yield Printed(order_key(finding), 0, record)


def _record(event: EventReport, document: Document) -> dict[str, Any]:
    fields = {
        "id": event.id,
        "has_event": True,
        "date": event.date_start,
        "enddate": event.date_end,
        "actor": [_entity(party) for party in event.actor],
        "recipient": [_entity(party) for party in event.recipient],
        "event": [event.type],
        "event_loc": _location(event.place),
        "event_text": [event.quote],
        "quad_code": plover().quad(event.type),
        "event_scale": event.score,
        "mode": [event.mode] if event.mode else [],
        "context": list(event.contexts),
        "link": event.part_of or event.content_of,
        "text_info": {"start": event.start, "end": event.end},
        "cite_info": _cited(document),
        "coder": event.coder,
        "factuality": event.factuality,
        "attribution": _entity(event.attribution) if event.attribution else None,
    }
    return {name: value for name, value in fields.items() if value is not None}


def _entity(party: Party) -> dict[str, str]:
    fields = {"code": party.country, "sector": party.sector, "entity_text": party.name}
    return {name: value for name, value in fields.items() if value}


def _location(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    fields = {
        "extracted_place": place.name,
        "country_code": place.country,
        "lat": place.latitude,
        "lon": place.longitude,
    }
    return {name: value for name, value in fields.items() if value is not None}


def _cited(document: Document) -> Mapping[str, str]:
    fields = {
        "citation": document.name,
        "url": document.url,
        "title": document.title,
        "language": document.language,
        "publication": document.publisher,
    }
    return {name: value for name, value in fields.items() if value}
