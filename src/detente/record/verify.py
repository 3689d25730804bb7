"""Proof that a dossier holds what it claims: anchors, sources, journal and rebuild."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from detente.record import disk, query
from detente.record.canonical import canonical_hash
from detente.record.holdings import Held
from detente.record.rows import TABLE_OF
from detente.record.store import Contents, publish

_QUOTED = " UNION ALL ".join(
    f"SELECT '{kind}' AS kind, document_id, start_char, end_char, quote FROM {table}"  # noqa: S608 - our own names
    for kind, table in TABLE_OF.items()
)
_MISPLACED = f"""
SELECT f.kind, coalesce(d.name, f.document_id), f.start_char
FROM ({_QUOTED}) f LEFT JOIN documents d USING (document_id)
WHERE d.text IS NULL OR substr(d.text, f.start_char + 1, f.end_char - f.start_char) <> f.quote
ORDER BY ALL
"""  # noqa: S608
_WITNESSES = """
SELECT c.kind, coalesce(d.name, w.document_id), w.start_char
FROM comparison_witnesses w JOIN comparisons c USING (comparison_id) LEFT JOIN documents d USING (document_id)
WHERE d.text IS NULL OR substr(d.text, w.start_char + 1, w.end_char - w.start_char) <> w.quote
ORDER BY ALL
"""
_NOISE = f"""
SELECT f.kind, d.name, f.start_char
FROM ({_QUOTED}) f JOIN documents d USING (document_id)
WHERE NOT EXISTS (
  SELECT 1 FROM passages p
  WHERE p.document_id = f.document_id AND p.zone = 'body'
    AND p.start_char <= f.start_char AND f.end_char <= p.end_char
)
ORDER BY ALL
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Verification:
    """What `verify` found; `problems` is empty where the dossier holds what it claims.

    `canonical` is the hash of the record's canonical export; `recoded` says whether the rebuild began at the
    sources or at what is kept of their coding; `orphans` counts a person's decisions that find no finding.
    """

    documents: int
    findings: int
    sources: int
    entries: int
    orphans: int
    canonical: str
    recoded: bool
    problems: tuple[str, ...]

    @property
    def clean(self) -> bool:
        """Whether nothing was found."""
        return not self.problems


def examine(layout: disk.Layout, contents: Contents, again: Contents, scratch: Path) -> Verification:
    """Check a dossier; `again` is what it is rebuilt from for comparison, in a record at `scratch`."""
    problems = list(_changed_sources(layout.sources, contents.held))
    if contents.held and again.coder != contents.coder:
        problems.append("the record was coded with other settings or another version; rebuild it")
    numbers, stored = (0, 0, 0), ""
    try:
        with query.locked_down(layout.record) as connection:
            stored, actual = _recorded(connection)
            if stored != actual:
                problems.append("the record's tables are not those it was published with")
            problems += _misplaced(connection)
            numbers = _counts(connection)
    except duckdb.Error as error:
        problems.append(f"the record does not open: {str(error).splitlines()[0]}")
    if stored and stored != publish(scratch, again):
        problems.append("a rebuild gives another record")
    documents, findings, orphans = numbers
    counted = {"sources": len(contents.held), "entries": len(contents.journal.entries), "orphans": orphans}
    recoded = again.folder != contents.folder
    return Verification(
        documents, findings, **counted, canonical=stored, recoded=recoded, problems=tuple(problems)
    )


def _changed_sources(folder: Path, held: Iterable[Held]) -> Iterator[str]:
    """What is wrong with the stored bytes: absent, or not those that were received."""
    for source in held:
        path = folder / source.id
        with disk.one_line(path):
            data = path.read_bytes() if path.exists() else None
        if data is None:
            yield f"sources/{source.id} ({source.place.name}) is missing"
        elif hashlib.sha256(data).hexdigest() != source.id:
            yield f"sources/{source.id} ({source.place.name}) is not what was received"


def _misplaced(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """Findings whose quote does not stand where they say, or that do not stand in a body passage."""
    for kind, name, start in connection.execute(_MISPLACED).fetchall():
        yield f"{name}: the quote of the {kind} at character {start} does not stand there"
    for kind, name, start in connection.execute(_WITNESSES).fetchall():
        yield f"{name}: the words compared on a {kind} at character {start} do not stand there"
    for kind, name, start in connection.execute(_NOISE).fetchall():
        yield f"{name}: the {kind} at character {start} stands outside the body"


def _recorded(connection: duckdb.DuckDBPyConnection) -> tuple[str, str]:
    """The record's canonical hash as stored and as its tables give it."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'canonical'").fetchone()
    return (row[0] if row else ""), canonical_hash(connection)


def _counts(connection: duckdb.DuckDBPyConnection) -> tuple[int, int, int]:
    """Documents, findings and decisions without a finding."""
    row = connection.execute(
        f"SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM ({_QUOTED})),"  # noqa: S608
        " (SELECT count(*) FROM decisions d WHERE NOT applied AND verdict <> 'undo'"
        "  AND NOT EXISTS (SELECT 1 FROM decisions u WHERE u.undoes = d.seq))"
    ).fetchone()
    return (int(row[0]), int(row[1]), int(row[2])) if row else (0, 0, 0)
