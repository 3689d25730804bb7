"""Writes imported data into files of the field's formats, a stream of lines at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from detente.record import disk, query
from detente.record.imports import quadruples
from detente.record.imports.export import header, lines_sql

_WHOLE = 3600.0
_NAMED = "actor IS NOT NULL AND recipient IS NOT NULL AND coalesce(wording, type) IS NOT NULL"
_ENTITIES = f"""
SELECT name || chr(9) || (row_number() OVER (ORDER BY name) - 1) AS line FROM (
  SELECT actor AS name FROM imported_events WHERE {_NAMED}
  UNION SELECT recipient FROM imported_events WHERE {_NAMED}
) ORDER BY name
"""  # noqa: S608 - our own names
_RELATIONS = f"""
SELECT name || chr(9) || (row_number() OVER (ORDER BY name) - 1) AS line FROM (
  SELECT DISTINCT coalesce(wording, type) AS name FROM imported_events WHERE {_NAMED}
) ORDER BY name
"""  # noqa: S608
_QUADRUPLES = f"""
WITH named AS (SELECT *, coalesce(wording, type) AS relation FROM imported_events WHERE {_NAMED}),
entities AS (
  SELECT name, row_number() OVER (ORDER BY name) - 1 AS number
  FROM (SELECT actor AS name FROM named UNION SELECT recipient FROM named)
),
relations AS (
  SELECT name, row_number() OVER (ORDER BY name) - 1 AS number
  FROM (SELECT DISTINCT relation AS name FROM named)
)
SELECT concat_ws(chr(9), s.number, r.number, o.number, e.day - (SELECT min(day) FROM named)) AS line
FROM named e JOIN entities s ON s.name = e.actor JOIN relations r ON r.name = e.relation
JOIN entities o ON o.name = e.recipient
ORDER BY e.import_id, e.row
"""  # noqa: S608
_FIRST_DAY = f"SELECT CAST(min(day) AS VARCHAR) AS line FROM imported_events WHERE {_NAMED}"  # noqa: S608


def write(record: Path, imports: Path, form: str, path: Path) -> int:
    """Write imported data as `form` to the file at `path`; how many lines of data it has.

    `quadruples` are a folder: `quadruples.txt`, its two files of names, and `start.txt` with the day of time 0.
    Raises UsageError for an unknown format, DossierError where it cannot be written.
    """
    if form != "quadruples":
        return _lines_to(record, imports, path, lines_sql(form), header(form))
    with disk.one_line(path):
        path.mkdir(parents=True, exist_ok=True)
    _lines_to(record, imports, path / quadruples.ENTITIES, _ENTITIES)
    _lines_to(record, imports, path / quadruples.RELATIONS, _RELATIONS)
    _lines_to(record, imports, path / "start.txt", _FIRST_DAY)
    return _lines_to(record, imports, path / "quadruples.txt", _QUADRUPLES)


def _lines_to(record: Path, imports: Path, path: Path, sql: str, head: str | None = None) -> int:
    count = 0

    def lines() -> Iterator[bytes]:
        nonlocal count
        if head:
            yield f"{head}\n".encode()
        for batch in reader:
            count += batch.num_rows
            yield from (f"{line or ''}\n".encode() for line in batch.column(0).to_pylist())

    with query.batches(record, sql, seconds=_WHOLE, imports=imports) as reader, disk.writing(path) as file:
        file.writelines(lines())
    return count
