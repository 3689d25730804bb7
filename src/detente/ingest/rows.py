"""Rows of .jsonl files: one text with its metadata a line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from detente.errors import IngestError
from detente.ingest.decode import without_surrogates
from detente.ingest.metadata import Metadata
from detente.terms import Reason


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a .jsonl file: `markup` says that `text` is HTML."""

    id: str
    text: str
    metadata: Metadata
    markup: bool = False


def read_row(line: bytes) -> Row:
    """One row: `id` and `text` (or `html`); title, date, publisher, url, authors, language may be there.

    Raises IngestError with reason `malformed_row` or `empty`.
    """
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise IngestError(Reason.MALFORMED_ROW, f"is no JSON object ({_brief(error)})") from error
    if not isinstance(row, dict):
        raise IngestError(
            Reason.MALFORMED_ROW, f"is a JSON {type(row).__name__}, not an object with id and text"
        )
    identifier = row.get("id")
    if isinstance(identifier, bool) or not isinstance(identifier, str | int) or identifier == "":
        raise IngestError(Reason.MALFORMED_ROW, "has no id")
    markup = not isinstance(row.get("text"), str) and isinstance(row.get("html"), str)
    text = row.get("html") if markup else row.get("text")
    if not isinstance(text, str):
        raise IngestError(Reason.MALFORMED_ROW, "has no text")
    if not text.strip():
        raise IngestError(Reason.EMPTY, "has an empty text")
    return Row(without_surrogates(str(identifier)), without_surrogates(text), _row_metadata(row), markup)


def _row_metadata(row: Mapping[str, Any]) -> Metadata:
    authors = row.get("authors", row.get("author"))
    names = authors if isinstance(authors, list) else [authors]
    return Metadata(
        title=_text(row.get("title")),
        publisher=_text(row.get("publisher")),
        authors=tuple(name for name in map(_text, names) if name),
        date=_text(row.get("date", row.get("published"))),
        url=_text(row.get("url")),
        language=_text(row.get("language")),
    )


def _text(value: Any) -> str | None:
    return without_surrogates(value.strip()) or None if isinstance(value, str) else None


def _brief(error: Exception) -> str:
    return "nested too deep" if isinstance(error, RecursionError) else str(error)[:120]
