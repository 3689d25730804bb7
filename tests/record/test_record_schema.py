import dataclasses
from pathlib import Path

import duckdb
import pytest

from detente.record import schema
from detente.record.coded import KINDS
from detente.record.rows import TABLE_OF

ROOT = Path(__file__).parents[2]


@pytest.fixture
def database():
    with duckdb.connect() as connection:
        schema.create(connection)
        yield connection


def test_every_column_of_the_database_is_documented_in_order(database):
    found = database.execute(
        "SELECT table_name, list(column_name ORDER BY column_index), count(*) FILTER (comment IS NULL)"
        " FROM duckdb_columns() WHERE NOT internal GROUP BY ALL"
    ).fetchall()
    documented = {**schema.tables(), **schema.views()}
    assert {name: tuple(columns) for name, columns, _ in found} == {n: r.names for n, r in documented.items()}
    assert sum(missing for *_, missing in found) == 0


def test_views_run_on_an_empty_record(database):
    for view in schema.views():
        assert database.execute(f"SELECT * FROM {view}").fetchall() == []


def test_every_table_but_meta_has_a_key_within_the_canonical_columns():
    for table in schema.tables().values():
        if table.name != "meta":
            assert table.key
            assert set(table.key) <= set(table.canonical)
    assert schema.tables()["meta"].canonical == ()


def test_the_data_dictionary_in_docs_is_in_step():
    assert (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8") == schema.data_dictionary()


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_field_of_a_finding_has_its_column(kind):
    columns = set(schema.tables()[TABLE_OF[kind]].names)
    elsewhere = {"id", "document", "actor", "recipient", "ontology"}
    for field in dataclasses.fields(KINDS[kind]):
        if field.name not in elsewhere:
            ways = {field.name, f"{field.name}_char", f"{field.name}_start", f"{field.name}_scale"}
            assert columns & ways, field.name
