"""The record's identity: a hash over its ordered canonical export, not over the bytes of the DuckDB file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import duckdb

from detente.record import schema

_ROWS = 500


def canonical_lines(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """Every table as lines of JSON: its name and columns, then its rows in order, without local columns."""
    for table in schema.tables().values():
        columns = table.canonical
        if not columns:
            continue
        yield _json([table.name, *columns])
        names = ", ".join(f'"{name}"' for name in columns)
        order = (*table.key, *(name for name in columns if name not in table.key))
        # Rows that differ in local columns alone are one row.
        distinct = "DISTINCT " if len(columns) < len(table.columns) else ""
        sql = f"SELECT {distinct}{names} FROM {table.name} ORDER BY " + ", ".join(f'"{n}"' for n in order)  # noqa: S608 - names come from our own schema
        rows = connection.execute(sql)
        while batch := rows.fetchmany(_ROWS):
            yield from (_json(list(row)) for row in batch)


def canonical_hash(connection: duckdb.DuckDBPyConnection) -> str:
    """The SHA-256 (hex) of the canonical export: equal for equal records, on every machine."""
    digest = hashlib.sha256()
    for line in canonical_lines(connection):
        digest.update(line.encode() + b"\n")
    return digest.hexdigest()


def _json(value: list[Any]) -> str:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"), default=_iso)


def _iso(value: date) -> str:
    return value.isoformat()
