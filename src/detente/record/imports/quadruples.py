"""Quadruples of temporal knowledge graphs: subject, relation, object, time, and files of names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import duckdb

from detente.errors import UsageError
from detente.record.imports import lookups
from detente.record.imports.formats import Cells, Fields, Format, literal

ENTITIES, RELATIONS = "entity2id.txt", "relation2id.txt"
COMPANIONS = (ENTITIES, RELATIONS)
"""The files that name entities and relations; they stand beside the quadruples."""

COLUMNS = ("subject", "relation", "object", "time")
JOINS = (
    "LEFT JOIN entities s ON s.number = TRY_CAST(l.subject AS BIGINT) "
    "LEFT JOIN relations r ON r.number = TRY_CAST(l.relation AS BIGINT) "
    "LEFT JOIN entities o ON o.number = TRY_CAST(l.object AS BIGINT)"
)
"""What the lines are joined with."""

_WITHIN = re.compile(r"(.*?)[ _]*\(([^()]+)\)\Z", re.DOTALL)


def format_for(start: str, step: int) -> Format:
    """The format of quadruples whose time 0 is the ISO day `start`, `step` units of time to the day."""

    def fields(cell: Cells) -> Fields:
        days = f"(TRY_CAST({cell('time')} AS BIGINT) // {step})"
        day = f"CASE WHEN {days} BETWEEN 0 AND 1000000 THEN DATE {literal(start)} + CAST({days} AS INTEGER) END"
        numbers = ", ".join(cell(name) for name in ("subject", "relation", "object"))
        return {
            "event_id": f"md5(concat_ws(' ', s.name, r.name, o.name, CAST({day} AS VARCHAR)))",
            "date": cell("time"),
            "day": day,
            **_party("s", "actor"),
            **_party("o", "recipient"),
            "cameo": "r.code",
            "wording": "r.name",
            "reference": f"CASE WHEN s.name IS NULL OR r.name IS NULL OR o.name IS NULL"
            f" THEN concat_ws(' ', {numbers}) END",
        }

    return Format("quadruples", "cameo", fields, COLUMNS, sectors="icews")


def register(connection: duckdb.DuckDBPyConnection, companions: Mapping[str, Path]) -> None:
    """Make the tables `entities` and `relations` from their files.

    Raises UsageError where one is missing or a line has no number.
    """
    for name in COMPANIONS:
        if name not in companions:
            raise UsageError(f"quadruples need {name} beside them")
    codes = lookups.wordings()
    entities = [(number, name, *_role(name)) for number, name in names(companions[ENTITIES])]
    relations = [
        (number, name, codes.get(lookups.wording_key(name))) for number, name in names(companions[RELATIONS])
    ]
    lookups.table(connection, "entities", "number name word role", entities)
    lookups.table(connection, "relations", "number name code", relations)


def names(path: Path) -> Iterator[tuple[int, str]]:
    """The number and name of each line of a file of names; a count in the first line is left out.

    Raises UsageError where a line has no number.
    """
    for at, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1):
        name, found, number = line.rpartition("\t")
        if found and not number.strip().isdecimal():
            # Some files have further columns behind the number.
            name, found, number = (*line.split("\t")[:1], "\t", line.split("\t")[1])
        if found and number.strip().isdecimal():
            yield int(number), name.strip()
        elif line.strip() and not (at == 1 and line.strip().isdecimal()):
            raise UsageError(f"{path}:{at}: not a name and its number with a tab between")


def _role(name: str) -> tuple[str, str | None]:
    """`Police_(Kenya)` as the word for its country and that for its sector; other names stand for a country."""
    found = _WITHIN.match(name)
    return (found[2], found[1].replace("_", " ")) if found else (name, None)


def _party(entity: str, role: str) -> Fields:
    return {
        role: f"{entity}.name",
        f"{role}_word": f"{entity}.word",
        f"{role}_sector_word": f"{entity}.role",
        f"{role}_sectors": f"{entity}.role",
    }
