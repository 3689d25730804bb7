"""The journal: one JSON object a line, each carrying the hash of the line before it and its own.

A line is the commit: what has no line did not happen. A last line that a kill tore is cut off, any other
line that does not fit the chain is an error.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from detente.errors import VerificationError
from detente.record.disk import one_line

START = "0" * 64
"""What the first line names as the hash before it."""

Entry = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Journal:
    """A journal as read: its entries in order, and how many bytes of the file they fill."""

    entries: tuple[Entry, ...]
    size: int

    @property
    def head(self) -> str:
        """The hash of the last entry, which vouches for all."""
        return str(self.entries[-1]["hash"]) if self.entries else START


def read(path: Path) -> Journal:
    """The journal at `path`, without a last line that was torn.

    Raises VerificationError where a line is not what its hash or the next line says.
    """
    with one_line(path):
        data = path.read_bytes() if path.exists() else b""
    entries: list[Entry] = []
    head, size = START, 0
    lines = data.splitlines(keepends=True)
    for number, line in enumerate(lines, start=1):
        entry = _entry(line, head)
        if entry is None:
            if number == len(lines) and not line.endswith(b"\n"):
                break
            raise VerificationError(
                f"{path}:{number}: the journal's chain is broken here; restore the file from a copy"
            )
        entries.append(entry)
        head, size = str(entry["hash"]), size + len(line)
    return Journal(tuple(entries), size)


def append(path: Path, journal: Journal, contents: Iterable[Mapping[str, Any]]) -> Journal:
    """Add one line for each of `contents`, durably; returns the journal as it is then.

    What stands behind the journal's last whole line is cut off first.
    """
    entries = list(journal.entries)
    head = journal.head
    lines: list[bytes] = []
    now = datetime.now(UTC).isoformat(timespec="seconds")
    for content in contents:
        entry: Entry = {"seq": len(entries), "at": now, **content, "prev": head}
        head = entry["hash"] = _digest(entry)
        entries.append(entry)
        lines.append(_line(entry))
    if not lines:
        return journal
    data = b"".join(lines)
    with one_line(path), path.open("ab") as file:
        file.truncate(journal.size)
        try:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            os.truncate(path, journal.size)
            raise
    return Journal(tuple(entries), journal.size + len(data))


def _entry(line: bytes, head: str) -> Entry | None:
    try:
        entry = json.loads(line)
    except ValueError:
        return None
    if not isinstance(entry, dict) or not line.endswith(b"\n") or entry.get("prev") != head:
        return None
    content = {name: value for name, value in entry.items() if name != "hash"}
    return entry if entry.get("hash") == _digest(content) else None


def _digest(content: Mapping[str, Any]) -> str:
    return hashlib.sha256(_line(content)).hexdigest()


def _line(entry: Mapping[str, Any]) -> bytes:
    return json.dumps(entry, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"
