"""Merged events as rows: what a cluster of reports says together."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from detente.record.merge import Cluster, Member
from detente.record.merge.days import interval
from detente.record.rows import Row, flat, quad, row
from detente.terms import EventReport, Party, dyads_of

STRENGTH = ("actual", "reported_claim", "negated", "planned", "habitual", "hypothetical")
_HAPPENED = frozenset({"actual", "reported_claim"})


@dataclass(frozen=True, slots=True)
class Published:
    """What of a document tells who reports and when: its story stands for it and its reprints."""

    story: str
    publisher: str | None
    date: str | None


def event_id(cluster: Cluster) -> str:
    """The content hash of an event: 16 hex digits over the ids of its reports."""
    ids = sorted(member.reported.report.id for member in cluster.members)
    return hashlib.sha256("\n".join(ids).encode()).hexdigest()[:16]


def event_rows(
    cluster: Cluster, documents: Mapping[str, Published], decided: Mapping[str, str | None]
) -> Iterator[tuple[str, Row]]:
    """The rows of an event, each with its table; `decided` gives the verdict on each report by its id."""
    identity = event_id(cluster)
    values = _event(cluster, documents, decided)
    yield "events", row("events", {**values, "event_id": identity})
    for dyad in values["dyads"]:
        first, second = dyad.split("-", 1)
        yield (
            "event_dyads",
            row("event_dyads", {"event_id": identity, "dyad": dyad, "first": first, "second": second}),
        )
    counted: set[str] = set()
    for member in cluster.members:
        report = member.reported.report
        values = {
            "event_id": identity,
            "report_id": report.id,
            "centre": member is cluster.members[0],
            "counted": member.reported.story not in counted,
            "similarity": round(member.likeness, 4),
            "reason": member.reason,
        }
        counted.add(member.reported.story)
        yield "event_reports", row("event_reports", values)


def _event(
    cluster: Cluster, documents: Mapping[str, Published], decided: Mapping[str, str | None]
) -> dict[str, Any]:
    reports = [member.reported.report for member in cluster.members]
    centre = cluster.centre.report
    dated = _best_dated(reports)
    days = interval(dated.date_start, dated.date_end)
    located = next((report for report in reports if report.place), centre)
    factualities = sorted({report.factuality for report in reports})
    known = {report.document_id: documents[report.document_id] for report in reports}
    return {
        **flat(centre),
        **{name: flat(dated)[name] for name in ("date_start", "date_end", "date_edtf", "date_basis")},
        **{name: flat(located).get(name) for name in ("place", "place_country", "latitude", "longitude")},
        "contexts": sorted({context for report in reports for context in report.contexts}),
        "quad": quad(centre.type),
        "actors": _names(centre.actor),
        "actor_countries": _countries(centre.actor),
        "recipients": _names(centre.recipient),
        "recipient_countries": _countries(centre.recipient),
        "dyads": list(dyads_of(centre)),
        "first_day": days[0] if days else None,
        "last_day": days[1] if days else None,
        "factuality": min(factualities, key=STRENGTH.index),
        "factualities": factualities,
        "contested": "negated" in factualities and bool(_HAPPENED & set(factualities)),
        "attributions": sorted({report.attribution.name for report in reports if report.attribution}),
        "confidence": round(max(report.confidence for report in reports), 4),
        "reports": len(reports),
        "documents": len(known),
        "sources": len({item.story for item in known.values()}),
        "publishers": sorted({item.publisher for item in known.values() if item.publisher}),
        "first_published": min((item.date for item in known.values() if item.date), default=None),
        "centre": centre.id,
        "decision": _decision(cluster.members, decided),
    }


def _best_dated(reports: Sequence[EventReport]) -> EventReport:
    """The report with the narrowest date; of equals, the first."""

    def width(report: EventReport) -> int:
        days = interval(report.date_start, report.date_end)
        return (days[1] - days[0]).days if days else (date.max - date.min).days

    return min(reports, key=width)


def _decision(members: Sequence[Member], decided: Mapping[str, str | None]) -> str | None:
    verdicts = {decided.get(member.reported.report.id) for member in members}
    if any(member.reason == "joined by a person" for member in members):
        verdicts.add("merged")
    return next((verdict for verdict in ("merged", "edited", "accepted") if verdict in verdicts), None)


def _names(parties: tuple[Party, ...]) -> list[str]:
    return list(dict.fromkeys(party.name for party in parties))


def _countries(parties: tuple[Party, ...]) -> list[str]:
    return list(dict.fromkeys(party.country for party in parties if party.country))
