"""`detente query`: SQL on the record, read only."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from detente.record import Dossier
from detente.record.export import csv_lines, json_lines
from detente.show import console
from detente.show.console import Exit

_WIDEST = 60


def query(path: Path, sql: str, form: str, as_json: bool) -> int:
    """Print the rows that a SELECT gives."""
    with Dossier.open(path) as dossier:
        found = dossier.query(sql)
    if as_json:
        rows = [json.loads(line) for line in json_lines(found.to_reader())]
        console.print_json({"columns": found.column_names, "rows": rows})
    elif form == "csv":
        for line in csv_lines(found.to_reader()):
            sys.stdout.write(line)
    elif form == "jsonl":
        console.print_lines(json_lines(found.to_reader()))
    else:
        console.print_lines(table_lines(found))
    return Exit.DONE


def table_lines(found: pa.Table) -> Iterable[str]:
    """The rows as aligned text for a terminal; long cells are cut, numbers stand right."""
    names = found.column_names
    columns = [column.to_pylist() for column in found.columns]
    cells = [[_cell(value) for value in column] for column in columns]
    widths = [max(map(len, (name, *column))) for name, column in zip(names, cells, strict=True)]
    right = [_is_number(kind) for kind in found.schema.types]
    yield _line(names, widths, right)
    yield "  ".join("-" * width for width in widths)
    for row in zip(*cells, strict=True):
        yield _line(row, widths, right)
    yield f"({found.num_rows} {'row' if found.num_rows == 1 else 'rows'})"


def _line(cells: Iterable[str], widths: Iterable[int], right: Iterable[bool]) -> str:
    padded = (
        cell.rjust(width) if flush else cell.ljust(width)
        for cell, width, flush in zip(cells, widths, right, strict=True)
    )
    return "  ".join(padded).rstrip()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return _cell("; ".join(_cell(item) for item in value))
    words = value.isoformat() if isinstance(value, date) else str(value)
    words = console.one_line(" ".join(words.split()))
    return words if len(words) <= _WIDEST else words[: _WIDEST - 1] + "…"


def _is_number(kind: pa.DataType) -> bool:
    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind))
