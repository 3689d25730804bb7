"""Tables, views and query results as files: CSV, Parquet and JSON lines, each written whole or not at all."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from detente.errors import UsageError
from detente.record import disk

_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Writer = Callable[[pa.RecordBatchReader, IO[bytes]], None]


def write(reader: pa.RecordBatchReader, path: Path, form: str, *, spreadsheet: bool = False) -> None:
    """Write a result to `path` as `csv`, `parquet` or `jsonl`.

    Lists become `; `-separated text in CSV. With `spreadsheet`, text that Excel would run as a formula is
    preceded by an apostrophe, which changes the quote: leave it off for programs.
    Raises UsageError for another format and DossierError where the file cannot be written.
    """
    writers: dict[str, Writer] = {
        "csv": _safe_csv if spreadsheet else _csv,
        "parquet": _parquet,
        "jsonl": _jsonl,
    }
    if form not in writers:
        raise UsageError(f"no such format: {form}; one of {', '.join(sorted(writers))}")
    with disk.writing(path) as file:
        writers[form](reader, file)


def csv_lines(reader: pa.RecordBatchReader, *, spreadsheet: bool = False) -> Iterator[str]:
    """The result as CSV (RFC 4180), a row at a time, the names of the columns first."""
    buffer = io.StringIO()
    rows = csv.writer(buffer, lineterminator="\r\n")
    for values in _rows(reader):
        cells = [_cell(value) for value in values]
        rows.writerow([_harmless(cell) for cell in cells] if spreadsheet else cells)
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def json_lines(reader: pa.RecordBatchReader) -> Iterator[str]:
    """The result as one JSON object a row, without line ends; dates are ISO."""
    for batch in reader:
        for row in batch.to_pylist():
            yield json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=_iso)


def _csv(reader: pa.RecordBatchReader, file: IO[bytes]) -> None:
    file.writelines(line.encode() for line in csv_lines(reader))


def _safe_csv(reader: pa.RecordBatchReader, file: IO[bytes]) -> None:
    file.writelines(line.encode() for line in csv_lines(reader, spreadsheet=True))


def _jsonl(reader: pa.RecordBatchReader, file: IO[bytes]) -> None:
    file.writelines(line.encode() + b"\n" for line in json_lines(reader))


def _parquet(reader: pa.RecordBatchReader, file: IO[bytes]) -> None:
    with pq.ParquetWriter(file, reader.schema) as writer:
        for batch in reader:
            writer.write_batch(batch)


def _rows(reader: pa.RecordBatchReader) -> Iterator[list[Any]]:
    yield list(reader.schema.names)
    for batch in reader:
        yield from (list(row) for row in zip(*(column.to_pylist() for column in batch.columns), strict=True))


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(_cell(item) for item in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)


def _harmless(cell: str) -> str:
    return "'" + cell if cell.lstrip(" ").startswith(_FORMULA) and not _is_number(cell) else cell


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def _iso(value: date) -> str:
    return value.isoformat()
