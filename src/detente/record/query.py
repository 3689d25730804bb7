"""SQL of a user on the record: one SELECT, read only, without files, network, extensions or settings."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Timer

import duckdb
import pyarrow as pa

from detente.errors import DossierError, QueryError
from detente.record import schema

SECONDS = 30.0
"""How long a query may run."""

MEMORY = "1GB"
"""What a query may use inside DuckDB."""

RESULT_BYTES = 512 * 1024 * 1024
"""How large a result may be that is held in memory."""

NO_BAR = "SET enable_progress_bar = false"
"""DuckDB's progress bar would be drawn on standard output, between the rows."""

_BATCH_ROWS = 50_000
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "memory_limit": MEMORY,
    "temp_directory": "",
    "threads": "2",
    "python_enable_replacements": "false",
}
DAMAGE = (duckdb.IOException, duckdb.FatalException, duckdb.InternalException, duckdb.SerializationException)
"""What DuckDB raises where the file, not the question, is at fault."""


@contextmanager
def locked_down(path: Path, imports: Path | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to the record at `path`, with imported data beside it, that can do nothing but read."""
    with closing(duckdb.connect(str(path), read_only=True, config=_CONFIG)) as connection:
        connection.execute(NO_BAR)
        if imports:
            _attach(connection, path.stem, imports)
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        yield connection


def _attach(connection: duckdb.DuckDBPyConnection, record: str, imports: Path) -> None:
    """Let imported data be asked for by the names of its tables and views; without it they are empty."""
    own = list(schema.joint_views().values())
    if imports.exists():
        where = str(imports).replace("'", "''")
        try:
            connection.execute(f"ATTACH '{where}' AS imports (READ_ONLY)")
        except duckdb.Error as error:
            message = f"{imports}: cannot be opened; `detente import DOSSIER` makes it again"
            raise DossierError(message) from error
        connection.execute(f"SET search_path = '{record}.main,imports.main'")
    else:
        own = [*schema.imported_tables().values(), *schema.imported_views().values(), *own]
    for relation in own:
        connection.execute(relation.sql.replace("CREATE", "CREATE TEMP", 1))


@contextmanager
def batches(
    path: Path, sql: str, *, seconds: float = SECONDS, imports: Path | None = None
) -> Iterator[pa.RecordBatchReader]:
    """The result of one SELECT as a stream of Arrow batches; it ends after `seconds`.

    Raises QueryError with one line where the SQL is wrong, not allowed, or exceeds its limits.
    """
    with locked_down(path, imports) as connection:
        timer = Timer(seconds, connection.interrupt)
        timer.daemon = True
        timer.start()
        try:
            _only_select(connection, sql)
            yield connection.sql(sql).to_arrow_reader(_BATCH_ROWS)
        except duckdb.InterruptException as error:
            raise QueryError(f"the query was stopped after {seconds:g} seconds") from error
        except DAMAGE:
            raise
        except duckdb.OutOfMemoryException as error:
            raise QueryError(f"the query needs more than {MEMORY} of memory") from error
        except (duckdb.Error, pa.ArrowException) as error:
            raise QueryError(_one_line(error)) from error
        finally:
            timer.cancel()


def run(path: Path, sql: str, *, seconds: float = SECONDS, imports: Path | None = None) -> pa.Table:
    """The result of one SELECT as an Arrow table. Raises QueryError as `batches` does."""
    with batches(path, sql, seconds=seconds, imports=imports) as reader:
        kept: list[pa.RecordBatch] = []
        size = 0
        for batch in reader:
            kept.append(batch)
            size += batch.nbytes
            if size > RESULT_BYTES:
                raise QueryError(
                    f"the result is larger than {RESULT_BYTES >> 20} MB; select less, or export it"
                )
        return pa.Table.from_batches(kept, schema=reader.schema)


def _only_select(connection: duckdb.DuckDBPyConnection, sql: str) -> None:
    statements = connection.extract_statements(sql)
    if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
        raise QueryError("one SELECT is needed; the record is not changed by SQL")


def _one_line(error: Exception) -> str:
    """DuckDB's message without the drawing of where in the SQL it is."""
    kept = [line.strip() for line in str(error).splitlines() if line.strip()]
    drawing = next((n for n, line in enumerate(kept) if line.startswith("LINE ")), len(kept))
    return " ".join(kept[:drawing]) or type(error).__name__
