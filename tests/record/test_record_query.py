import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from detente.errors import DossierError, QueryError, UsageError
from detente.record import query

ATTACK = "ASSAULT RUS>AZE 2024-12-25 actual: =HYPERLINK(1) rockets, “drones”\nFIGURE 17 percent"


@pytest.fixture
def filled(dossier, coder, source):
    dossier.add([source("turan-1.txt", ATTACK)], coder)
    return dossier


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM glob('/*')",
        "SELECT * FROM read_parquet('http://localhost/x.parquet')",
        "SELECT * FROM sqlite_scan('/x.db', 't')",
    ],
)
def test_no_query_reaches_files_or_the_network(filled, sql):
    with pytest.raises(QueryError) as caught:
        filled.query(sql)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM reports",
        "CREATE TABLE t (a INTEGER)",
        "COPY reports TO '/tmp/reports.csv'",
        "ATTACH '/tmp/other.duckdb'",
        "INSTALL fts",
        "LOAD fts",
        "SET enable_external_access = true",
        "SELECT 1; SELECT 2",
        "SELECT 1; DELETE FROM reports",
        "PRAGMA database_list",
        "",
        "-- nothing",
    ],
)
def test_only_one_select_is_taken(filled, sql):
    with pytest.raises(QueryError, match="one SELECT is needed"):
        filled.query(sql)


def test_a_python_variable_is_no_table(filled):
    secret = pa.table({"a": [1]})
    with pytest.raises(QueryError, match="secret"):
        filled.query("SELECT * FROM secret")
    assert secret.num_rows == 1


def test_a_mistake_gives_one_line(filled):
    with pytest.raises(QueryError) as caught:
        filled.query("SELECT actr FROM timeline")
    message = str(caught.value)
    assert message.startswith("Binder Error:")
    assert "actr" in message
    assert "\n" not in message
    assert "LINE 1" not in message


def test_a_query_ends_after_its_time(filled):
    with pytest.raises(QueryError, match=r"stopped after 0\.2 seconds"):
        filled.query("SELECT count(*) FROM range(100000000000) a, range(1000) b", seconds=0.2)


def test_a_query_ends_at_its_memory(filled, monkeypatch):
    monkeypatch.setitem(query._CONFIG, "memory_limit", "20MB")
    with pytest.raises(QueryError, match="of memory"):
        filled.query("SELECT list(i ORDER BY hash(i)) FROM range(20000000) t(i)")


def test_a_result_that_is_too_large_is_refused(filled, monkeypatch):
    monkeypatch.setattr(query, "RESULT_BYTES", 1_000_000)
    with pytest.raises(QueryError, match="larger than"):
        filled.query("SELECT * FROM range(1000000)")


def test_an_empty_result_has_columns(filled):
    assert filled.query("SELECT event_id, first_day FROM timeline WHERE false").column_names == [
        "event_id",
        "first_day",
    ]


def test_csv_holds_the_words_as_they_stand_unless_it_is_for_a_spreadsheet(filled, tmp_path):
    sql_columns = "document,"
    filled.export("figures_ledger", tmp_path / "f.csv", "csv")
    lines = (tmp_path / "f.csv").read_text().splitlines()
    assert sql_columns in lines[0]
    assert ",trade turnover,17.0,,percent,,AZE; RUS,,2023," in lines[1]
    filled.export("reports", tmp_path / "plain.csv", "csv")
    filled.export("reports", tmp_path / "safe.csv", "csv", spreadsheet=True)
    assert ',"=HYPERLINK(1) rockets, “drones”",' in (tmp_path / "plain.csv").read_text()
    assert ',"\'=HYPERLINK(1) rockets, “drones”",' in (tmp_path / "safe.csv").read_text()
    assert ",-9.0," in (tmp_path / "safe.csv").read_text()


def test_parquet_and_json_lines_hold_every_row(filled, tmp_path):
    filled.export("timeline", tmp_path / "t.parquet", "parquet")
    assert pq.read_table(tmp_path / "t.parquet").to_pylist() == filled.table("timeline").to_pylist()
    filled.export("timeline", tmp_path / "t.jsonl", "jsonl")
    (line,) = (tmp_path / "t.jsonl").read_text(encoding="utf-8").splitlines()
    assert '"first_day":"2024-12-25"' in line
    assert '"dyads":["AZE-RUS"]' in line
    assert "“drones”" in line


def test_a_failed_export_leaves_the_old_file(filled, tmp_path):
    target = tmp_path / "t.csv"
    target.write_text("old")
    with pytest.raises(UsageError, match="csv, jsonl, parquet"):
        filled.export("timeline", target, "xls")
    with pytest.raises(DossierError, match="nowhere"):
        filled.export("timeline", tmp_path / "nowhere" / "t.csv", "csv")
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir() if "part" in path.name] == []


def test_text_can_be_cut_by_offsets_in_sql(filled):
    row = filled.query(
        "SELECT substr(d.text, r.start_char + 1, r.end_char - r.start_char) = r.quote AS same"
        " FROM reports r JOIN documents d USING (document_id)"
    )
    assert row["same"].to_pylist() == [True]


def test_the_record_can_be_opened_by_duckdb_itself(filled):
    with duckdb.connect(str(filled.path / "record.duckdb"), read_only=True) as connection:
        comment = connection.execute(
            "SELECT comment FROM duckdb_columns() WHERE table_name = 'timeline' AND column_name = 'sources'"
        ).fetchone()
    assert comment == ("number of independent documents that report it",)


def test_no_progress_bar_is_drawn_between_the_rows(filled):
    shown = filled.query("SELECT current_setting('enable_progress_bar') AS shown")
    assert shown["shown"].to_pylist() == [False]
