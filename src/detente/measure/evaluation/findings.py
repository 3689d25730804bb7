"""Findings as `detente code` prints them, read and checked for scoring."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from detente.errors import UsageError
from detente.measure.evaluation.gold import Row

_EVENT: dict[str, Any] = {
    "actor": [],
    "recipient": [],
    "date_start": None,
    "factuality": "actual",
    "attribution": None,
}


def read_findings(path: Path) -> list[Row]:
    """The findings in a file of JSON lines.

    An event's fields that another coder leaves out are empty, its factuality `actual`. Raises UsageError,
    naming the line, where one is no finding.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(
            f"{path}: is not UTF-8 text; give the JSON lines that `detente code` prints"
        ) from error
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from error
    lines = enumerate(text.split("\n"), 1)
    return [_row(line, f"{path}, line {number}") for number, line in lines if line.strip()]


def _row(line: str, where: str) -> Row:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise UsageError(f"{where}: is not JSON; give the JSON lines that `detente code` prints") from error
    if not isinstance(row, dict):
        raise UsageError(f"{where}: is not a finding, one JSON object a line")
    lacking = [name for name in ("kind", "document", "start", "end") if row.get(name) is None]
    if row.get("kind") == "event" and not row.get("type"):
        lacking.append("type")
    if lacking:
        raise UsageError(f"{where}: the finding has no {', '.join(lacking)}")
    if not all(isinstance(row[name], int) for name in ("start", "end")):
        raise UsageError(f"{where}: start and end are characters, whole numbers")
    return {**_EVENT, **row} if row["kind"] == "event" else row
