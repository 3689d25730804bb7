"""Builds the record from what each source gave and what a person decided: always anew, in a fixed order."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from detente.errors import DossierError
from detente.record import disk, query, schema
from detente.record.canonical import canonical_hash
from detente.record.codec import to_plain
from detente.record.coded import Coded
from detente.record.decisions import Decision, Docket
from detente.record.derived import derived_rows
from detente.record.events import Published, event_id, event_rows
from detente.record.merge import Reported, merge
from detente.record.rows import Row, document_rows, finding_rows, name_of, published_of, row
from detente.terms import Document, EventReport, Likeness, Reading, Rejected

_BATCH = 512
_ARROW: dict[str, Any] = {
    "VARCHAR": pa.string(),
    "VARCHAR[]": pa.list_(pa.string()),
    "INTEGER": pa.int32(),
    "DOUBLE": pa.float64(),
    "BOOLEAN": pa.bool_(),
    "DATE": pa.date32(),
}
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "threads": "1",
    "memory_limit": "1GB",
    "temp_directory": "",
}
_ACTORS = """
INSERT INTO actors
SELECT p.country, p.sector, list_sort(list(DISTINCT p.name)),
  count(DISTINCT r.event_id) FILTER (p.role = 'actor' OR r.reciprocal),
  count(DISTINCT r.event_id) FILTER (p.role = 'recipient' OR r.reciprocal),
  count(DISTINCT r.document_id)
FROM parties p JOIN reports r USING (report_id)
WHERE r.event_id IS NOT NULL
GROUP BY p.country, p.sector
"""

Alike = Callable[[Iterable[Document]], Sequence[Likeness]]


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a record is built from.

    `coded` gives each document once, in order of id, and can be called more than once; `origins` are
    (document_id, name, origin); `rejected` the sources that gave none; `meta` goes into the table of that name.
    """

    coded: Callable[[], Iterator[Coded]]
    origins: Sequence[tuple[str, str, str]] = ()
    rejected: Sequence[Rejected] = ()
    decisions: Sequence[Decision] = ()
    meta: Mapping[str, str] = field(default_factory=dict)


def build(path: Path, inputs: Inputs, alike: Alike) -> str:
    """Write a record to a new file at `path` and return its canonical hash; `alike` finds the likenesses."""
    try:
        with duckdb.connect(str(path), config=_CONFIG) as connection:
            connection.execute(query.NO_BAR)
            connection.begin()
            schema.create(connection)
            loader = _Loader(connection)
            _fill(loader, inputs, alike)
            loader.flush()
            connection.execute(_ACTORS)
            loader.add_all(list(derived_rows(connection)))
            loader.flush()
            digest = canonical_hash(connection)
            for key, value in {**inputs.meta, "canonical": digest}.items():
                loader.add("meta", row("meta", {"key": key, "value": value}))
            loader.flush()
            connection.commit()
            connection.execute("CHECKPOINT")
    except duckdb.Error as error:
        said = str(error).splitlines()[0]
        why = disk.FULL if "No space left" in said else said
        message = f"{path.parent}: the record could not be written: {why}"
        raise DossierError(message) from error
    return digest


def stories(documents: Iterable[tuple[str, str]], likenesses: Iterable[Likeness]) -> dict[str, str]:
    """For each (published, document_id): the earliest document of those it shares text with, by id."""
    when = {document_id: published for published, document_id in documents}
    group = {document_id: [document_id] for document_id in when}
    for pair in likenesses:
        first, second = group[pair.first], group[pair.second]
        if first is not second:
            first.extend(second)
            for document_id in second:
                group[document_id] = first
    return {document_id: min(alike, key=lambda d: (when[d], d)) for document_id, alike in group.items()}


@dataclass(slots=True)
class _Loader:
    """Gathers rows by table and loads them in batches through Arrow."""

    connection: duckdb.DuckDBPyConnection
    rows: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))

    def add(self, table: str, values: Row) -> None:
        self.rows[table].append(values)
        if len(self.rows[table]) >= _BATCH:
            self._load(table)

    def add_all(self, rows: Iterable[tuple[str, Row]]) -> None:
        for table, values in rows:
            self.add(table, values)

    def flush(self) -> None:
        for table in schema.tables():
            self._load(table)

    def _load(self, table: str) -> None:
        rows = self.rows.pop(table, None)
        if rows:
            columns = schema.tables()[table].columns
            arrays = [
                pa.array(values, _ARROW[column.type])
                for column, values in zip(columns, zip(*rows, strict=True), strict=True)
            ]
            batch = pa.Table.from_arrays(arrays, names=[column.name for column in columns])
            self.connection.register("batch", batch)
            self.connection.execute(f"INSERT INTO {table} SELECT * FROM batch")  # noqa: S608 - our own table name
            self.connection.unregister("batch")


def _fill(loader: _Loader, inputs: Inputs, alike: Alike) -> None:
    likenesses = sorted(alike(_documents(inputs)), key=lambda pair: (pair.first, pair.second))
    story = stories(((published_of(d), d.id) for d in _documents(inputs)), likenesses)
    for pair in likenesses:
        loader.add("likenesses", row("likenesses", to_plain(pair)))
    for document_id, name, origin in sorted(inputs.origins):
        loader.add("origins", row("origins", {"document_id": document_id, "name": name, "origin": origin}))
    docket = Docket(inputs.decisions)
    events = _Events({}, [], {})
    rejected = list(inputs.rejected)
    for coded in inputs.coded():
        if coded.rejected:
            rejected.append(coded.rejected)
        if coded.document:
            loader.add_all(document_rows(coded, story[coded.document.id]))
            _findings(loader, coded, docket, events, story[coded.document.id])
    for one in sorted(rejected, key=lambda one: (one.origin, one.reason, one.message)):
        values = {**to_plain(one), "name": name_of(one.origin), "document_id": one.id}
        loader.add("rejected", row("rejected", values))
    _merge(loader, docket, events)
    _decisions(loader, docket)


def _documents(inputs: Inputs) -> Iterator[Document]:
    return (coded.document for coded in inputs.coded() if coded.document)


@dataclass(frozen=True, slots=True)
class _Events:
    """The event reports of all documents, kept for merging."""

    documents: dict[str, Published]
    reports: list[Reported]
    decided: dict[str, str | None]


def _findings(loader: _Loader, coded: Coded, docket: Docket, events: _Events, story: str) -> None:
    document = coded.document
    if document is None:
        return
    events.documents[document.id] = Published(story, document.publisher, document.published.value)
    findings = list({finding.id: finding for finding in coded.findings}.values())
    for finding, decision in docket.hear(document.id, findings):
        if isinstance(finding, EventReport):
            events.decided[finding.id] = decision
            events.reports.append(Reported(finding, story, _sentence(coded.reading, finding)))
        else:
            loader.add_all(finding_rows(finding, decision, None))


def _sentence(reading: Reading | None, report: EventReport) -> int:
    for number, sentence in enumerate(reading.sentences if reading else ()):
        if sentence.start <= report.start < sentence.end:
            return number
    return -1


def _merge(loader: _Loader, docket: Docket, events: _Events) -> None:
    together, apart = docket.pairs()
    standing = [item for item in events.reports if events.decided[item.report.id] != "rejected"]
    event_of: dict[str, str] = {}
    for cluster in merge(standing, together=together, apart=apart):
        loader.add_all(event_rows(cluster, events.documents, events.decided))
        event_of |= {member.reported.report.id: event_id(cluster) for member in cluster.members}
    for item in events.reports:
        report = item.report
        loader.add_all(finding_rows(report, events.decided[report.id], event_of.get(report.id)))


def _decisions(loader: _Loader, docket: Docket) -> None:
    for decision in docket.decisions:
        anchor = decision.on[0] if decision.on else None
        values = {
            **to_plain(decision),
            "finding_ids": [one.id for one in decision.on],
            "document_id": anchor and anchor.document_id,
            "start_char": anchor and anchor.start,
            "end_char": anchor and anchor.end,
            "quote": anchor and anchor.quote,
            "change": _json(decision.change) if decision.change else None,
            "applied": docket.applied(decision),
        }
        loader.add("decisions", row("decisions", values))


def _json(change: Mapping[str, Any]) -> str:
    return json.dumps(change, ensure_ascii=False, sort_keys=True)
