"""Finds the findings that a person names by id."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pyarrow as pa

from detente.errors import UsageError
from detente.record import schema
from detente.record.rows import TABLE_OF
from detente.record.store import Contents
from detente.terms import Finding

Query = Callable[[str], pa.Table]


def finding(query: Query, contents: Contents, identity: str) -> Finding:
    """The finding with this id, as it was coded. Raises UsageError where there is none."""
    sql = " UNION ALL ".join(
        f"SELECT document_id FROM {table} WHERE {schema.tables()[table].key[0]} = '{_id(identity)}'"  # noqa: S608
        for table in TABLE_OF.values()
    )
    for document_id in query(sql)["document_id"].to_pylist():
        for given in contents.coded_of(document_id):
            return next(found for found in given.findings if found.id == identity)
    raise UsageError(f"there is no finding {identity}")


def companions(query: Query, ids: Sequence[str]) -> list[str]:
    """The ids of the other reports of the events that these are in."""
    chosen = ", ".join(f"'{_id(identity)}'" for identity in ids)
    sql = f"""
        SELECT DISTINCT other.report_id AS id
        FROM event_reports one JOIN event_reports other USING (event_id)
        WHERE one.report_id IN ({chosen}) AND other.report_id NOT IN ({chosen})
        ORDER BY id
    """  # noqa: S608 - ids are letters and digits
    return list(query(sql)["id"].to_pylist())


def _id(identity: str) -> str:
    if not identity.isascii() or not identity.isalnum():
        raise UsageError(f"not the id of a finding: {identity!r}")
    return identity
