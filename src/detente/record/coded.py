"""What one source gave, kept as a file of the dossier so that a killed run goes on where it stopped.

Each file is whole or absent: its first line carries the hash of the rest.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_args

from detente.record import disk
from detente.record.codec import from_plain, shape, to_plain
from detente.terms import (
    Agreement,
    Document,
    EventReport,
    Figure,
    Finding,
    Forecast,
    Link,
    Office,
    Reading,
    Rejected,
    RelationState,
    order_key,
)

AnyFinding = EventReport | Figure | Agreement | Office | Forecast | Link | RelationState
KINDS: dict[str, type[Finding]] = {kind.kind: kind for kind in get_args(AnyFinding)}


FORMAT = shape(Document, Reading, Rejected, *get_args(AnyFinding))
"""Names the fields of all that is kept: a file with others is coded anew."""


@dataclass(frozen=True, slots=True)
class Coded:
    """What one source gave: a document with its reading and findings, or the reason why it gave none.

    Both `document` and `rejected` stand where a document was read but not coded (an unsupported language).
    """

    document: Document | None = None
    reading: Reading | None = None
    findings: tuple[Finding, ...] = ()
    rejected: Rejected | None = None


def save(path: Path, coded: Coded) -> None:
    """Write `coded` to `path`, wholly or not at all."""
    lines = [_json(part) for part in (coded.document, coded.reading, coded.rejected)]
    lines += [_json({"kind": f.kind, **to_plain(f)}) for f in coded.findings]
    body = "\n".join(lines).encode()
    disk.write(path, _head(body) + b"\n" + body)


def is_whole(path: Path) -> bool:
    """Whether `load` would give what was saved at `path`."""
    return _body(path) is not None


def load(path: Path) -> Coded | None:
    """What `save` wrote, or None where the file is absent, damaged or of another format."""
    body = _body(path)
    if body is None:
        return None
    document, reading, rejected, *findings = (json.loads(line) for line in body.split(b"\n"))
    try:
        return Coded(
            None if document is None else from_plain(Document, document),
            None if reading is None else from_plain(Reading, reading),
            tuple(_finding(row) for row in findings),
            None if rejected is None else from_plain(Rejected, rejected),
        )
    except ValueError:
        return None


def named(coded: Coded, name: str, origin: str) -> Coded:
    """The same under the name that stands for all places where the source was found."""
    document = coded.document and replace(coded.document, name=name, origin=origin)
    findings: Iterable[Finding] = (replace(finding, document=name) for finding in coded.findings)
    rejected = coded.rejected and replace(coded.rejected, origin=origin)
    return Coded(document, coded.reading, tuple(sorted(findings, key=order_key)), rejected)


def _body(path: Path) -> bytes | None:
    with disk.one_line(path):
        data = path.read_bytes() if path.exists() else b""
    head, _, body = data.partition(b"\n")
    return body if head == _head(body) else None


def _head(body: bytes) -> bytes:
    return _json({"format": FORMAT, "sha256": hashlib.sha256(body).hexdigest()}).encode()


def _finding(row: dict[str, Any]) -> Finding:
    return from_plain(KINDS[row.pop("kind")], row)


def _json(value: Any) -> str:
    return json.dumps(to_plain(value), ensure_ascii=True, separators=(",", ":"))
