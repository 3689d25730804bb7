"""Rows that follow from the whole record, made by whatever stands at the door `detente.derivations`.

The door is a group of entry points; the comparison of sources enters by it. A derivation is given a reader of
the record's tables and gives rows, each with its table. It must be pure: the same record, the same rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.metadata import entry_points
from typing import Any

import duckdb

from detente.errors import UsageError
from detente.record import schema
from detente.record.rows import Row, row

GROUP = "detente.derivations"
TABLES = frozenset({"comparisons", "comparison_witnesses"})
"""The tables that a derivation may fill."""

Read = Callable[[str], Iterable[Mapping[str, Any]]]
Derivation = Callable[[Read], Iterable[tuple[str, Mapping[str, Any]]]]


def derived_rows(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, Row]]:
    """The rows that every derivation gives, in order of the derivations' names.

    Raises UsageError where one fills a table that is not its to fill.
    """

    def read(table: str) -> list[dict[str, Any]]:
        name, names = schema.tables()[table].name, schema.tables()[table].names
        order = ", ".join(schema.tables()[table].key) or "ALL"
        rows = connection.execute(f"SELECT * FROM {name} ORDER BY {order}").fetchall()  # noqa: S608 - our own names
        return [dict(zip(names, values, strict=True)) for values in rows]

    for name, derivation in _derivations():
        for table, values in derivation(read):
            if table not in TABLES:
                raise UsageError(f"the derivation {name} gives rows for {table!r}, which it may not fill")
            yield table, row(table, values)


def _derivations() -> Iterator[tuple[str, Derivation]]:
    for point in sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value)):
        yield point.name, point.load()
