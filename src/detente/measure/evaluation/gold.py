"""Gold annotation, from a folder of gold files or from passages of the open corpus."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detente.errors import UsageError

Row = dict[str, Any]

_CORRECTIONS = "corrections.jsonl"
"""The corpus' log of corrections, which stands beside its passages."""


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """What a careful coder found in one document.

    `events` and `figures` are rows with `start`, `end` and the fields of the gold schema (`source` and `target`
    for the parties); `noise` and `traps` are spans that must give no finding. `text` is the document's, where
    the gold brings it.
    """

    name: str
    events: tuple[Row, ...]
    figures: tuple[Row, ...]
    noise: tuple[Row, ...]
    traps: tuple[Row, ...]
    text: str | None = None


def read_gold(path: Path) -> list[GoldDocument]:
    """Gold from a folder of gold files or of corpus passages (`.jsonl`), or from one such file.

    Raises UsageError where there is none or one is in neither schema.
    """
    if path.is_dir() and any(path.glob("*.json")):
        return folder_gold(path)
    files = [path]
    if path.is_dir():
        files = sorted(file for file in path.glob("*.jsonl") if file.name != _CORRECTIONS)
        if not files:
            raise UsageError(f"{path}: no gold files there (*.json, or corpus passages *.jsonl)")
    elif not path.is_file():
        raise UsageError(f"{path}: no such file or folder")
    elif path.suffix == ".json":
        return [_from_file(path)]
    return [document for file in files for document in _from_lines(file)]


def _from_lines(path: Path) -> list[GoldDocument]:
    """The passages of one file of the corpus."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read as text: {error}") from error
    out: list[GoldDocument] = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                out += corpus_gold([json.loads(line)])
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise UsageError(
                    f"{path}, line {number}: is not a passage of the corpus ({error!r}); see corpus/README.md"
                ) from error
    return out


def folder_gold(folder: Path) -> list[GoldDocument]:
    """Every gold file (`NAME.json`) of a folder; a document is named by the file's stem.

    Raises UsageError where there is none or one is not in the gold schema.
    """
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise UsageError(f"{folder}: no gold files (*.json) there; give the folder that holds them")
    return [_from_file(path) for path in paths]


def _from_file(path: Path) -> GoldDocument:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return GoldDocument(
            path.stem,
            tuple(data["events"]),
            tuple(data["figures"]),
            tuple(data.get("noise", ())),
            tuple(data.get("non_events", ())),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(
            f"{path}: is not a gold file ({error!r}); it needs the lists events and figures"
        ) from error


def corpus_gold(passages: list[Row]) -> list[GoldDocument]:
    """Passages of the open corpus as gold; a document is named by the passage's id."""
    return [
        GoldDocument(
            passage["id"],
            tuple(filter(None, (_event(passage["text"], row) for row in passage["events"]))),
            tuple(filter(None, (_placed(passage["text"], row) for row in passage["figures"]))),
            tuple(filter(None, (_placed(passage["text"], row) for row in passage["noise"]))),
            tuple(filter(None, (_placed(passage["text"], row) for row in passage["non_events"]))),
            passage["text"],
        )
        for passage in passages
    ]


def _event(text: str, row: Row) -> Row | None:
    placed = _placed(text, row)
    if placed is None:
        return None
    return {
        **placed,
        "source": row["actor"],
        "target": row["recipient"],
        "attribution": row.get("attribution_quote"),
    }


def _placed(text: str, row: Row) -> Row | None:
    """The row with the offsets of its quote: the nth occurrence, 1-based, where it occurs more than once."""
    at = -1
    for _ in range(row.get("quote_nth") or 1):
        at = text.find(row["quote"], at + 1)
        if at < 0:
            return None
    return {**row, "start": at, "end": at + len(row["quote"])}
