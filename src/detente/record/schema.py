"""The record's tables and views, read from `schema.sql` and `views.sql`, and the data dictionary they give."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import duckdb

VERSION = "2"
"""Raised with every change of `schema.sql` or `views.sql`; a record of another version is rebuilt."""

_CREATE = re.compile(r"CREATE (TABLE|VIEW) (\w+)")
_TABLE_COLUMN = re.compile(r"  (\w+) ([A-Z]+(?:\[\])?)(?: NOT NULL)?,? -- (.+)")
_VIEW_COLUMN = re.compile(r".*\bAS (\w+),? -- (.+)")
_MARK = re.compile(r"\[(key|local)\] ")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `type` is its SQL type, empty for views; `key` and `local` as `schema.sql` explains them."""

    name: str
    type: str
    comment: str
    key: bool = False
    local: bool = False


@dataclass(frozen=True, slots=True)
class Relation:
    """A table or a view with its columns in order."""

    name: str
    kind: str
    comment: str
    columns: tuple[Column, ...]
    sql: str

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its columns, in order."""
        return tuple(column.name for column in self.columns)

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that identify a row."""
        return tuple(column.name for column in self.columns if column.key)

    @property
    def canonical(self) -> tuple[str, ...]:
        """The columns that the canonical hash covers: all but those marked `[local]`."""
        return tuple(column.name for column in self.columns if not column.local)


@cache
def tables() -> dict[str, Relation]:
    """The tables by name, in the order of `schema.sql`."""
    return {relation.name: relation for relation in _relations("schema.sql")}


@cache
def views() -> dict[str, Relation]:
    """The views by name, in the order of `views.sql`."""
    return {relation.name: relation for relation in _relations("views.sql")}


@cache
def imported_tables() -> dict[str, Relation]:
    """The tables of imported data by name."""
    return {relation.name: relation for relation in _relations("imports/schema.sql")}


@cache
def imported_views() -> dict[str, Relation]:
    """The views of imported data by name."""
    return {relation.name: relation for relation in _relations("imports/views.sql")}


@cache
def joint_views() -> dict[str, Relation]:
    """The views over the record and imported data together, by name."""
    return {relation.name: relation for relation in _relations("imports/together.sql")}


def create(connection: duckdb.DuckDBPyConnection) -> None:
    """Make every table and view of the record in an empty database, with their comments."""
    create_in(connection, {**tables(), **views()})


def create_in(connection: duckdb.DuckDBPyConnection, relations: Mapping[str, Relation]) -> None:
    """Make these tables and views, with their comments."""
    for relation in relations.values():
        connection.execute(relation.sql)
        connection.execute(f"COMMENT ON {relation.kind} {relation.name} IS {_quoted(relation.comment)}")
        for column in relation.columns:
            connection.execute(
                f'COMMENT ON COLUMN {relation.name}."{column.name}" IS {_quoted(column.comment)}'
            )


def data_dictionary() -> str:
    """The data dictionary of the record as Markdown, one table per relation."""
    head = (
        "# Data dictionary",
        "",
        "Generated from `src/detente/record/schema.sql` and `views.sql`; a test holds it in step.",
        "",
        "Start with the views: they need no join. Offsets count characters of `documents.text` from 0,",
        "the end is exclusive. *Key* columns identify a row. *Local* ones name the machine or the moment and",
        "are left out of the record's canonical hash.",
    )
    return "\n".join([*head, *_sections(views(), tables())])


def imported_dictionary() -> str:
    """The data dictionary of imported data as Markdown."""
    head = (
        "# Data dictionary of imported data",
        "",
        "Generated from the .sql files in `src/detente/record/imports/`; a test holds it in step.",
        "",
        "What `detente import` brings in lies in `imports.duckdb` beside the record; `detente query` and",
        "`detente export` know its tables and views by these names. How to: `how-to-import.md`.",
    )
    return "\n".join([*head, *_sections({**imported_views(), **joint_views()}, imported_tables())])


def _sections(first: Mapping[str, Relation], second: Mapping[str, Relation]) -> Iterator[str]:
    for heading, relations in (("Views", first), ("Tables", second)):
        yield f"\n## {heading}"
        for relation in relations.values():
            yield f"\n### {relation.name}\n\n{relation.comment}\n"
            yield from _columns_as_markdown(relation)
    yield ""


def _columns_as_markdown(relation: Relation) -> Iterator[str]:
    typed = relation.kind == "TABLE"
    yield "| column | type | meaning |" if typed else "| column | meaning |"
    yield "|---|---|---|" if typed else "|---|---|"
    for column in relation.columns:
        mark = " *Key.*" if column.key else ""
        mark += " *Local.*" if column.local else ""
        kind = f" {column.type} |" if typed else ""
        meaning = column.comment.replace("|", "\\|")
        yield f"| `{column.name}` |{kind} {meaning}{mark} |"


def _relations(name: str) -> Iterator[Relation]:
    text = (files("detente.record") / name).read_text(encoding="utf-8")
    for block in text.split("\n\n"):
        found = _CREATE.search(block)
        if found:
            kind, relation = found.groups()
            above = block[: found.start()].splitlines()
            comment = " ".join(line.removeprefix("-- ").strip() for line in above)
            columns = tuple(_columns(block[found.start() :], kind))
            yield Relation(relation, kind, comment, columns, block)


def _columns(body: str, kind: str) -> Iterator[Column]:
    for line in body.splitlines():
        found = (_TABLE_COLUMN if kind == "TABLE" else _VIEW_COLUMN).fullmatch(line)
        if found:
            *head, comment = found.groups()
            marks = _MARK.findall(comment)
            sql_type = head[1] if len(head) > 1 else ""
            yield Column(head[0], sql_type, _MARK.sub("", comment), "key" in marks, "local" in marks)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
