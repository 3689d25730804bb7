"""Takes one file into the tables of imported data: DuckDB's own reader and one pass of SQL."""

# ruff: noqa: S608 - every name in the SQL is our own
from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from detente import __version__
from detente.errors import UsageError
from detente.ontology import Reading, plover
from detente.record import disk
from detente.record.imports import coded, events, gdelt, lookups, other, quadruples
from detente.record.imports.detect import Found, compression, detect, member
from detente.record.imports.formats import Format, literal

READER = "1"
"""Raised with every change of what the readers make of a file."""

_BAD_LINES = {
    "CAST": "number",
    "MISSING COLUMNS": "columns",
    "TOO MANY COLUMNS": "columns",
    "UNQUOTED VALUE": "quotes",
    "LINE SIZE OVER MAXIMUM": "length",
    "INVALID ENCODING": "encoding",
    "INVALID STATE": "quotes",
}
_OF_HEADER = {form.name: form for form in (coded.ICEWS, coded.POLECAT, coded.CAMEO, coded.PLOVER)}
_TABLES = {"gdelt-mentions": "imported_mentions", "sipri": "indicators", "indicators": "indicators"}
_FAULT_IN = {
    "imported_events": ("wording", "day"),
    "imported_mentions": ("translation", "mention_time"),
    "indicators": ("note", "value"),
}
"""Where the insertion leaves the fault of a line, and the column that such a line has no value in."""


@dataclass(frozen=True, slots=True)
class Options:
    """How files are read.

    `form` is a format or `auto`; `reading` chooses the crosswalk from CAMEO; `start` is the ISO day of time 0
    of quadruples and `step` how many units of time make a day.
    """

    form: str = "auto"
    reading: Reading = "manual"
    start: str | None = None
    step: int = 1


@dataclass(frozen=True, slots=True)
class Material:
    """A file to take in: its bytes at `path`, its `companions` by name, and what it is called."""

    path: Path
    file_id: str
    name: str
    origin: str
    companions: Mapping[str, Path] = field(default_factory=dict)


def table_of(form: str) -> str:
    """The table that holds the rows of a format."""
    return _TABLES.get(form, "imported_events")


def load(connection: duckdb.DuckDBPyConnection, import_id: int, material: Material, options: Options) -> str:
    """Take a file in as import number `import_id`; returns its format. Duplicates are still in.

    Raises UsageError with one line where the format cannot be told or the file is not of it.
    """
    with disk.one_line(material.path), _unpacked(material.path) as path:
        found = detect(path, options.form)
        lookups.register(connection, options.reading)
        form = found.format
        table = table_of(form)
        # DuckDB cannot tell the size of a file: the small tables are to be held in memory, never the file.
        connection.execute("SET disabled_optimizers = 'join_order,build_side_probe_side'")
        try:
            connection.execute("DROP TABLE IF EXISTS reject_errors; DROP TABLE IF EXISTS reject_scans")
            connection.execute(_insert(connection, import_id, path, found, material, options))
            _bad_lines(connection, import_id, table, found.header)
        except duckdb.Error as error:
            raise UsageError(f"{material.origin}: {str(error).splitlines()[0]}") from error
        finally:
            connection.execute("SET disabled_optimizers = ''")
    _faults(connection, import_id, table)
    start, step = (options.start, options.step) if form == "quadruples" else (None, None)
    connection.execute(
        "INSERT INTO imports VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, '')",
        [
            *(import_id, material.file_id, material.name, material.origin, form, options.reading),
            *(f"PLOVER {plover().version}", f"{__version__} ({READER})", start, step),
        ],
    )
    return form


def drop_duplicates(connection: duckdb.DuckDBPyConnection) -> None:
    """Take out every row whose id and date an earlier row of the same format has, and list it."""
    for table, form, when in (
        ("imported_events", "format", "day"),
        ("imported_mentions", "identifier, sentence", "mention_time"),
    ):
        key = f"event_id, {when}, {form}"
        # Only rows whose key's hash comes twice are compared in full: the rest needs little memory.
        twice = (
            f"SELECT hash({key}) AS h FROM {table} WHERE event_id IS NOT NULL GROUP BY h HAVING count(*) > 1"
        )
        connection.execute(f"CREATE OR REPLACE TEMP TABLE twice AS {twice}")
        if connection.execute("SELECT count(*) FROM twice").fetchone() == (0,):
            continue
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE again AS"
            f" SELECT import_id, row, event_id, CAST({when} AS VARCHAR) AS stood FROM {table}"
            f" WHERE event_id IS NOT NULL AND hash({key}) IN (SELECT h FROM twice)"
            f" QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY import_id, row) > 1"
        )
        connection.execute(
            "INSERT INTO import_errors SELECT import_id, row, 'duplicate', event_id || ' ' || stood FROM again"
        )
        connection.execute(
            f"DELETE FROM {table} t USING again a WHERE t.import_id = a.import_id AND t.row = a.row"
        )


def summarise(connection: duckdb.DuckDBPyConnection, import_id: int, form: str) -> None:
    """Write into `imports` how many rows an import has and the digest over them."""
    table = table_of(form)
    connection.execute(
        f"UPDATE imports SET rows = (SELECT count(*) FROM {table} WHERE import_id = $id),"
        " duplicates = (SELECT count(*) FROM import_errors WHERE import_id = $id AND reason = 'duplicate'),"
        " malformed = (SELECT count(*) FROM import_errors WHERE import_id = $id AND reason <> 'duplicate'),"
        " digest = $digest WHERE import_id = $id",
        {"id": import_id, "digest": digest(connection, import_id, form)},
    )


def digest(connection: duckdb.DuckDBPyConnection, import_id: int, form: str) -> str:
    """The digest over an import's rows: the exclusive or of their MD5s, equal for equal rows in any order."""
    table = table_of(form)
    cells = ", ".join(f"coalesce(CAST({name} AS VARCHAR), chr(30))" for name in events.columns_of(table))
    found = connection.execute(
        f"SELECT count(*), bit_xor(md5_number(concat_ws(chr(31), {cells}))) FROM {table} WHERE import_id = ?",
        [import_id],
    ).fetchone()
    count, mixed = found or (0, None)
    return f"{count}-{(mixed or 0) % (1 << 128):032x}"


def _insert(
    connection: duckdb.DuckDBPyConnection,
    import_id: int,
    path: Path,
    found: Found,
    material: Material,
    options: Options,
) -> str:
    if found.format == "gdelt-mentions":
        return other.insert_mentions(import_id, _source(path, found, other.MENTION_COLUMNS[: found.width]))
    if found.format in {"sipri", "indicators"}:
        insert = other.insert_register if found.format == "sipri" else other.insert_indicators
        return insert(import_id, _source(path, found, found.names, quotes=True), frozenset(found.names))
    joins = ""
    if found.format == "quadruples":
        if options.start is None:
            raise UsageError(f"{material.origin}: quadruples need the day of time 0; give it with --start")
        quadruples.register(connection, material.companions)
        form, joins = quadruples.format_for(options.start, options.step), quadruples.JOINS
    elif found.format in _OF_HEADER:
        form = _OF_HEADER[found.format]
    else:
        form = gdelt.GDELT1 if found.format == "gdelt1" else gdelt.GDELT2
    names = _names(form, found)
    return events.insert(
        form, import_id, _source(path, found, names, quotes=form.quotes), frozenset(names), joins
    )


def _names(form: Format, found: Found) -> tuple[str, ...]:
    if form.columns is None:
        return found.names
    more = tuple(f"further_{n}" for n in range(len(form.columns), found.width))
    return (*form.columns, *more)[: found.width]


def _source(path: Path, found: Found, names: tuple[str, ...], *, quotes: bool = False) -> str:
    columns = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in names)
    marks = f"quote = {literal(chr(34) if quotes else '')}, escape = {literal(chr(34) if quotes else '')}"
    packed = compression(path)
    return (
        f"read_csv({literal(str(path))}, delim = {literal(found.delimiter)}, {marks}, header = false,"
        f" skip = {found.header}, auto_detect = false, columns = {{{columns}}}, compression = '{packed}',"
        f" encoding = '{'latin-1' if found.latin else 'utf-8'}', store_rejects = true, rejects_limit = 0)"
    )


def _bad_lines(connection: duckdb.DuckDBPyConnection, import_id: int, table: str, header: int) -> None:
    """List the lines that DuckDB's reader refused, and count them in the numbers of the rows behind them."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE refused AS"
        f" SELECT line - {header} AS row, any_value(error_type ORDER BY byte_position) AS kind,"
        " any_value(error_message ORDER BY byte_position) AS message FROM reject_errors GROUP BY line"
    )
    reasons = " ".join(f"WHEN {literal(kind)} THEN {literal(reason)}" for kind, reason in _BAD_LINES.items())
    connection.execute(
        f"INSERT INTO import_errors SELECT {import_id}, row,"
        f" CASE CAST(kind AS VARCHAR) {reasons} ELSE 'columns' END,"
        " left(split_part(message, chr(10), 1), 200) FROM refused ORDER BY row"
    )
    connection.execute(
        f"UPDATE {table} SET row = row + b.shift FROM ("
        " SELECT row - n + 1 AS first, n AS shift,"
        " lead(row - n + 1, 1, 9223372036854775807) OVER (ORDER BY row) AS next"
        " FROM (SELECT row, row_number() OVER (ORDER BY row) AS n FROM refused)) b"
        f" WHERE import_id = {import_id} AND row >= b.first AND row < b.next"
    )


def _faults(connection: duckdb.DuckDBPyConnection, import_id: int, table: str) -> None:
    """Take out the rows that came in with a fault, and list them."""
    fault, missing = _FAULT_IN[table]
    reason, detail = (f"split_part({fault}, {literal(events.MARK)}, {part})" for part in (1, 2))
    chosen = f"FROM {table} WHERE import_id = {import_id} AND {missing} IS NULL"
    connection.execute(
        f"INSERT INTO import_errors SELECT DISTINCT ON (row) {import_id}, row, {reason}, nullif({detail}, '')"
        f" {chosen} ORDER BY row"
    )
    connection.execute(f"DELETE {chosen}")


@contextmanager
def _unpacked(path: Path) -> Iterator[Path]:
    """The file itself, or what is in the zip archive, laid on the disk for the time being."""
    if compression(path) != "zip":
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="detente-") as folder:
        target = Path(folder) / "member"
        try:
            with (
                zipfile.ZipFile(path) as archive,
                archive.open(member(path)) as packed,
                target.open("wb") as out,
            ):
                shutil.copyfileobj(packed, out, 1 << 20)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
            raise UsageError(f"{path}: the zip archive cannot be read: {error}") from error
        yield target
